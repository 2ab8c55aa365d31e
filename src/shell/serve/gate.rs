//! Who may ask: pages of other sites, and names that were made to lead here, may not.

use super::answer::plain;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::Response;
use std::net::{IpAddr, SocketAddr};

/// The names this preview answers to.
#[derive(Clone, Debug)]
pub struct Gate {
    address: SocketAddr,
}

impl Gate {
    /// For a preview that listens on `address`.
    pub fn new(address: SocketAddr) -> Gate {
        Gate { address }
    }

    /// The address of the front page.
    pub fn base_url(&self) -> String {
        let ip = self.address.ip();
        let host = match ip {
            _ if ip.is_unspecified() => "127.0.0.1".to_owned(),
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        };
        format!("http://{host}:{}/", self.address.port())
    }

    /// `None` for a question that is answered.
    ///
    /// A page elsewhere can send a browser here, by our address or by a name of its own that leads to this machine; the
    /// first is told by `Origin`, the second by `Host`.
    pub fn refuses(&self, method: &Method, headers: &HeaderMap) -> Option<Response> {
        let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
        if !text(header::HOST).is_some_and(|host| self.is_ours(host)) {
            let message = format!("this preview is at {} and answers to no other name\n", self.base_url());
            return Some(plain(StatusCode::FORBIDDEN, &message));
        }
        let is_foreign = |origin: &str| !origin.strip_prefix("http://").is_some_and(|host| self.is_ours(host));
        if text(header::ORIGIN).is_some_and(is_foreign) {
            return Some(plain(StatusCode::FORBIDDEN, "pages of other sites may not read this preview\n"));
        }
        let may = [Method::GET, Method::HEAD].contains(method);
        (!may).then(|| plain(StatusCode::METHOD_NOT_ALLOWED, "this preview can only be read\n"))
    }

    /// Numbers cannot be made to lead elsewhere, names can: of these `localhost` alone is sure to be this machine.
    fn is_ours(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (name, port.parse().unwrap_or(0)),
            _ => (host, 80),
        };
        let ip = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        let is_named = match ip {
            Ok(ip) => ip == self.address.ip() || ip.is_loopback() || self.address.ip().is_unspecified(),
            Err(_) => name.eq_ignore_ascii_case("localhost"),
        };
        is_named && port == self.address.port()
    }
}
