//! Feeds: Atom, RSS 0.9x to 2, RDF (RSS 1.0), JSON Feed; and lists of feeds (OPML).
//!
//! Comes in: bytes, and what is known of how they came. Goes out: a [`Feed`] with its entries, each of which [`clip`] makes
//! a clip of. A feed is read as far as it can be; what was mended is said. Never done here: fetching the page of an entry,
//! choosing entries, taking a teaser for the article.

pub mod words;
pub mod space;
pub mod xml;
pub mod day;
pub mod entry;
mod channel;
mod json;
pub mod opml;
mod body;
pub mod clip;

use super::encoding::{self, Decoded};
use super::kind::{is_feed, is_opml};
use super::limits::{Exceeded, Limits};
use super::received::Received;
use entry::Entry;
use opml::Listed;
use url::Url;
use words::Words;

/// A feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its title.
    pub title: Option<Words>,
    /// The page it is of.
    pub home: Option<String>,
    /// Its language, as written.
    pub language: Option<String>,
    /// Its authors, who are those of every entry that names none.
    pub authors: Vec<String>,
    /// Its entries, in its order.
    pub entries: Vec<Entry>,
    /// What was mended outside of entries.
    pub mended: Vec<String>,
    /// How its bytes were read; without the text.
    pub decoded: Decoded,
}

/// Why bytes that look like a feed give none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A limit is broken.
    Exceeded(Exceeded),
    /// What is wrong with it.
    Broken(&'static str),
}

impl From<Exceeded> for Fault {
    fn from(exceeded: Exceeded) -> Fault {
        Fault::Exceeded(exceeded)
    }
}

/// Reads a feed. Needs a large stack: see [`guard`](super::guard).
pub fn read(received: &Received, limits: &Limits) -> Result<Feed, Fault> {
    let mut decoded = decoded(received, limits)?;
    let text = std::mem::take(&mut decoded.text);
    let address = received.address().and_then(|address| Url::parse(address).ok());
    let feed = if text.trim_start().starts_with('{') {
        json::read(&text, address.as_ref(), decoded)
    } else {
        let root = xml::read(&text, limits)?.ok_or(Fault::Broken("a feed without an element in it"))?;
        channel::read(&root, address.as_ref(), decoded)
    };
    feed.ok_or(Fault::Broken("a broken feed, in which nothing can be read"))
}

/// Reads a list of feeds. Needs a large stack.
pub fn read_list(received: &Received, limits: &Limits) -> Result<Vec<Listed>, Fault> {
    let decoded = decoded(received, limits)?;
    let root = xml::read(&decoded.text, limits)?.ok_or(Fault::Broken("a list of feeds without an element in it"))?;
    Ok(opml::read(&root))
}

/// Whether bytes are read here.
pub fn is_read(bytes: &[u8]) -> bool {
    is_feed(bytes) || is_opml(bytes)
}

fn decoded(received: &Received, limits: &Limits) -> Result<Decoded, Fault> {
    if received.bytes.len() > limits.size {
        return Err(Fault::Exceeded(Exceeded::Size(limits.size)));
    }
    let host = received.address().and_then(|address| Url::parse(address).ok()?.host_str().map(str::to_owned));
    Ok(encoding::decode(&received.bytes, received.charset(), host.as_deref()))
}
