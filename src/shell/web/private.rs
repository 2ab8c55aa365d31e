//! Private networks: an address from outside must not lead into the editors' own.
//!
//! A name is resolved once and the connection goes to what was checked, so a second answer of the resolver has no say.

use super::Fault;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver as Resolve};
use ureq::unversioned::transport::NextTimeout;
use url::{Host, Url};

/// Refuses an address that says by itself that it is private.
pub fn refuse(address: &Url, private: bool) -> Result<(), Fault> {
    let is_private = match address.host() {
        Some(Host::Ipv4(ip)) => is_private(IpAddr::V4(ip)),
        Some(Host::Ipv6(ip)) => is_private(IpAddr::V6(ip)),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            name == "localhost"
                || [".localhost", ".local", ".internal", ".home.arpa"].iter().any(|end| name.ends_with(end))
        }
        None => return Err(Fault::Scheme(address.to_string())),
    };
    if is_private && !private {
        return Err(Fault::Private(address.host_str().unwrap_or_default().to_owned()));
    }
    Ok(())
}

/// Resolves names, and leaves private addresses out.
#[derive(Debug)]
pub struct Resolver {
    /// Whether they are let through.
    pub private: bool,
}

impl Resolve for Resolver {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        if self.private {
            return Ok(found);
        }
        let mut public = self.empty();
        for address in found.iter().filter(|address| !is_private(address.ip())) {
            public.push(*address);
        }
        if public.is_empty() {
            return Err(ureq::Error::Io(io::Error::new(io::ErrorKind::PermissionDenied, "a private network")));
        }
        Ok(public)
    }
}

/// Whether an address is not one of the public internet.
fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_private_v4(ip),
        IpAddr::V6(ip) => is_private_v6(ip),
    }
}

fn is_private_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_broadcast()
        || ip.is_multicast()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        // Shared by carriers; of protocols; of benchmarks (RFC 6890).
        || (a == 100 && (64..128).contains(&b))
        || (a, b, c) == (192, 0, 0)
        || (a == 198 && (18..20).contains(&b))
}

fn is_private_v6(ip: Ipv6Addr) -> bool {
    let [first, second, ..] = ip.segments();
    // An address of the older kind in one of the newer: mapped, translated, or tunnelled.
    let inner = match ip.segments() {
        [0, 0, 0, 0, 0, 0xffff | 0, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some((high, low)),
        [0x2002, high, low, ..] => Some((high, low)),
        _ => None,
    };
    let as_v4 = |(high, low): (u16, u16)| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_private_v4(Ipv4Addr::new(a, b, c, d))
    };
    ip.is_loopback()
        || ip.is_unspecified()
        || ip.is_multicast()
        || first & 0xfe00 == 0xfc00
        || first & 0xffc0 == 0xfe80
        || (first == 0x2001 && second == 0xdb8)
        || inner.is_some_and(as_v4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_networks_are_known_in_every_form() {
        for address in [
            "http://127.0.0.1/",
            "http://10.1.2.3/",
            "http://172.20.0.1/",
            "http://192.168.1.1/",
            "http://169.254.169.254/",
            "http://0x7f000001/",
            "http://2130706433/",
            "http://[::1]/",
            "http://[fd00::1]/",
            "http://[fe80::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://[64:ff9b::a00:1]/",
            "http://[2002:a00:1::]/",
            "http://localhost/",
            "http://printer.local/",
            "http://LOCALHOST./",
            "http://100.64.0.1/",
            "http://0.0.0.0/",
        ] {
            let url = Url::parse(address).unwrap();
            assert!(matches!(refuse(&url, false), Err(Fault::Private(_))), "{address}");
            assert_eq!(refuse(&url, true), Ok(()), "{address}");
        }
        for address in
            ["http://93.184.216.34/", "http://[2606:2800:220:1::1]/", "http://example.org/", "http://172.32.0.1/"]
        {
            assert_eq!(refuse(&Url::parse(address).unwrap(), false), Ok(()), "{address}");
        }
    }
}
