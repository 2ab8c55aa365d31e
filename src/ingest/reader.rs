//! Whatever was received becomes clips: one function for every kind.
//!
//! Comes in: [`Received`]. Goes out: its clips, or why there are none. What it is, its content decides. Kinds that hold many
//! pages find them first, and come here with each.

use super::clip::Clip;
use super::guard::{Ended, guarded};
use super::kind::{Kind, kind};
use super::limits::{Exceeded, Limits};
use super::received::Received;
use super::{page, text};
use crate::parse::vocabulary::Publication;
use std::time::Duration;

/// Why nothing can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is nothing.
    Empty,
    /// It is something that is not read, with its name for people.
    Other(&'static str),
    /// It is no text: the offset of the first byte that is none.
    NotText(usize),
    /// It is more than it may be.
    Exceeded(Exceeded),
    /// Reading it failed; a fault of the program.
    Failed,
}

/// Reads what was received, knowing the publications of the site.
pub fn read(received: Received, publications: &[Publication], limits: &Limits) -> Result<Vec<Clip>, Unreadable> {
    if received.bytes.len() > limits.size {
        return Err(Unreadable::Exceeded(Exceeded::Size(limits.size)));
    }
    match kind(&received.bytes) {
        Kind::Text(text) => Ok(vec![text::read(&text, publications)]),
        Kind::Page => read_page(received, publications, *limits).map(|clip| vec![clip]),
        Kind::Other(name) => Err(Unreadable::Other(name)),
        Kind::NotText(at) => Err(Unreadable::NotText(at)),
        Kind::Empty => Err(Unreadable::Empty),
    }
}

fn read_page(received: Received, publications: &[Publication], limits: Limits) -> Result<Clip, Unreadable> {
    let publications = publications.to_vec();
    let work = move || page::read(&received, &publications, &limits);
    match guarded(Duration::from_secs(limits.seconds), work) {
        Ok(read) => read.map_err(Unreadable::Exceeded),
        Err(Ended::TooLong) => Err(Unreadable::Exceeded(Exceeded::Seconds(limits.seconds))),
        Err(Ended::Failed) => Err(Unreadable::Failed),
    }
}
