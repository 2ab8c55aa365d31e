//! Addresses on the web, fetched with limits.
//!
//! Comes in: an address, and what is known of it from the last time. Goes out: its bytes and what the server says of them,
//! or why there are none. Never done here: reading the page, running on without an end, and following into the editors'
//! own network unless they ask.

pub mod polite;
mod private;
#[cfg(test)]
mod tests;

use super::outcome::Stop;
use std::io::Read;
use std::time::{Duration, Instant};
use ureq::http::header::{ACCEPT, CONTENT_TYPE, ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION};
use ureq::http::{HeaderName, Response};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};
use url::Url;

/// How far a fetch may go.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a body, unpacked.
    pub bytes: u64,
    /// For all of it, redirects too.
    pub time: Duration,
    /// Redirects, one after another.
    pub redirects: usize,
    /// Whether addresses of private networks are fetched: `--private`.
    pub private: bool,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { bytes: 64 << 20, time: Duration::from_secs(30), redirects: 10, private: false }
    }
}

/// What a server said of a page the last time, so that it need not send it again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub modified: Option<String>,
}

/// What a server answered.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A page.
    Page(Page),
    /// It is as it was seen.
    Unchanged(Landed),
    /// There is none any more: 404, 410, 451.
    Gone(u16),
}

/// Where a page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landed {
    /// Its address after all redirects.
    pub address: Url,
    /// Whether it moved there for good: every redirect on the way said so.
    pub moved: bool,
}

/// A page as received.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
    /// Where it is.
    pub landed: Landed,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// For the next time.
    pub seen: Seen,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No address of the web.
    Scheme(String),
    /// A private network.
    Private(String),
    /// The `robots.txt` of this host asks not to fetch it.
    Robots(String),
    /// No such host.
    Host(String),
    /// Too many redirects, or one to nowhere.
    Redirects(usize),
    /// More bytes than the limit.
    Size(u64),
    /// More time than the limit.
    Time(Duration),
    /// The server's status.
    Status(u16),
    /// Anything else of the network.
    Network(String),
}

/// Reads an address; `None` where it is none of the web.
pub fn address(given: &str) -> Option<Url> {
    Url::parse(given).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.host().is_some())
}

/// Fetches one page.
pub fn fetch(given: &Url, seen: &Seen, limits: &Limits) -> Result<Answer, Fault> {
    fetch_politely(given, seen, limits, &mut |_| Ok(()))
}

/// Fetches one page, and asks leave before each address on the way. The time that takes is not counted.
pub fn fetch_politely(
    given: &Url,
    seen: &Seen,
    limits: &Limits,
    leave: &mut dyn FnMut(&Url) -> Result<(), Fault>,
) -> Result<Answer, Fault> {
    let mut spent = Duration::ZERO;
    let (mut at, mut moved) = (given.clone(), true);
    for hop in 0..=limits.redirects {
        private::refuse(&at, limits.private)?;
        leave(&at)?;
        let began = Instant::now();
        let left = limits.time.checked_sub(spent).ok_or(Fault::Time(limits.time))?;
        let mut response = ask(&at, seen, left, limits)?;
        let landed = |at| Landed { address: at, moved: hop > 0 && moved };
        match response.status().as_u16() {
            200..=299 => return read(&mut response, landed(at), limits).map(Answer::Page),
            304 => return Ok(Answer::Unchanged(landed(at))),
            status @ (301 | 302 | 303 | 307 | 308) => {
                moved &= matches!(status, 301 | 308);
                let target = header(&response, &LOCATION).ok_or(Fault::Redirects(hop))?;
                at = at.join(&target).map_err(|_| Fault::Scheme(target))?;
                if address(at.as_str()).is_none() {
                    return Err(Fault::Scheme(at.to_string()));
                }
            }
            status @ (404 | 410 | 451) => return Ok(Answer::Gone(status)),
            status => return Err(Fault::Status(status)),
        }
        spent += began.elapsed();
    }
    Err(Fault::Redirects(limits.redirects))
}

fn ask(at: &Url, seen: &Seen, left: Duration, limits: &Limits) -> Result<Response<Body>, Fault> {
    let config = Agent::config_builder()
        .max_redirects(0)
        .http_status_as_error(false)
        .timeout_global(Some(left))
        .user_agent(concat!("postil/", env!("CARGO_PKG_VERSION"), " (a digest's editors)"))
        .build();
    let agent = Agent::with_parts(config, DefaultConnector::default(), private::Resolver { private: limits.private });
    let mut request = agent.get(at.as_str()).header(ACCEPT, "text/html, application/xhtml+xml, */*;q=0.8");
    for (name, value) in [(IF_NONE_MATCH, &seen.etag), (IF_MODIFIED_SINCE, &seen.modified)] {
        if let Some(value) = value {
            request = request.header(name, value);
        }
    }
    request.call().map_err(|error| fault(error, at, limits))
}

fn read(response: &mut Response<Body>, landed: Landed, limits: &Limits) -> Result<Page, Fault> {
    let content_type = header(response, &CONTENT_TYPE);
    let seen = Seen { etag: header(response, &ETAG), modified: header(response, &LAST_MODIFIED) };
    let mut bytes = Vec::new();
    let body = response.body_mut().with_config().limit(limits.bytes + 1).reader();
    let read = body.take(limits.bytes + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > limits.bytes {
        return Err(Fault::Size(limits.bytes));
    }
    read.map_err(|error| fault(ureq::Error::from(error), &landed.address, limits))?;
    Ok(Page { bytes, landed, content_type, seen })
}

fn header(response: &Response<Body>, name: &HeaderName) -> Option<String> {
    // Bytes that are no ASCII are Latin-1 by the letter of HTTP, and UTF-8 where a server has any.
    let value = response.headers().get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
}

fn fault(error: ureq::Error, at: &Url, limits: &Limits) -> Fault {
    match error {
        ureq::Error::Timeout(_) => Fault::Time(limits.time),
        ureq::Error::BodyExceedsLimit(_) => Fault::Size(limits.bytes),
        ureq::Error::HostNotFound => Fault::Host(at.host_str().unwrap_or_default().to_owned()),
        ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            Fault::Private(at.host_str().unwrap_or_default().to_owned())
        }
        // The system has no kind of its own for a name that is not known.
        ureq::Error::Io(error) if error.to_string().contains("lookup address") => {
            Fault::Host(at.host_str().unwrap_or_default().to_owned())
        }
        error => Fault::Network(error.to_string()),
    }
}

impl Fault {
    /// As a command says it.
    pub fn stop(&self, given: &str) -> Stop {
        let saved = "open the page in a browser, save it, and ingest the file";
        match self {
            Fault::Scheme(address) => {
                Stop::usage(format!("`{given}` leads to `{address}`, which is no address of the web")).help(saved)
            }
            Fault::Private(host) => Stop::usage(format!("`{given}` is in a private network (`{host}`)"))
                .help("write `--private` where you mean to fetch it"),
            Fault::Robots(host) => Stop::found(format!("`{host}` asks programs not to fetch `{given}` (`robots.txt`)"))
                .help(saved),
            Fault::Host(host) => Stop::machine(format!("there is no host `{host}`"))
                .help("see whether the address is right and this machine is on the network"),
            Fault::Redirects(count) => {
                Stop::machine(format!("`{given}` was redirected {count} times and led nowhere")).help(saved)
            }
            Fault::Size(bytes) => {
                Stop::machine(format!("`{given}` has more than {} MiB, which no article has", bytes >> 20))
                    .help("if it is one all the same, raise the limit with `--limit size=NUMBER`")
            }
            Fault::Time(time) => Stop::machine(format!("`{given}` did not answer within {} seconds", time.as_secs()))
                .help("try again later, raise the limit with `--limit seconds=NUMBER`, or save the page from a browser and ingest the file"),
            Fault::Status(status) => {
                Stop::machine(format!("the server of `{given}` answered {status} ({})", meaning(*status))).help(saved)
            }
            Fault::Network(words) => Stop::machine(format!("`{given}` cannot be fetched: {words}")).help(saved),
        }
    }
}

/// What a status means, for people.
pub fn meaning(status: u16) -> &'static str {
    match status {
        401 => "it asks for a password",
        402 => "it asks for money",
        403 => "it refuses to send the page",
        404 => "there is no such page",
        410 => "the page was taken away",
        429 => "it was asked too often",
        451 => "the page was taken away by law",
        500..=599 => "it has a fault of its own",
        _ => "it sends no page",
    }
}
