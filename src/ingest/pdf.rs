//! A PDF becomes a clip: its text layer, with its pages as locators.
//!
//! Comes in: bytes, or the text that another program took out of them. Goes out: a [`Clip`](super::clip::Clip), or why there is none. A
//! PDF knows letters and places, no words and no paragraphs: both are found again from where the letters stand. Never done here:
//! reading pictures, guessing a letter that is not known, taking a hyphen away.

#[cfg(feature = "pdf")]
mod operators;
#[cfg(feature = "pdf")]
mod fonts;
#[cfg(feature = "pdf")]
mod weight;
#[cfg(feature = "pdf")]
mod flat;
pub mod info;
#[cfg(feature = "pdf")]
mod columns;
#[cfg(feature = "pdf")]
mod letters;
#[cfg(feature = "pdf")]
mod library;
mod plain;
mod margins;
mod paragraphs;
mod head;
pub mod clip;

use super::limits::{Exceeded, Limits};
use info::Info;

pub use plain::pages_of_text;

/// A line of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its text, without blanks at its ends.
    pub text: String,
    /// Its left and right ends in points.
    pub left: f64,
    /// See `left`.
    pub right: f64,
    /// Where it stands, downwards.
    pub base: f64,
    /// The size of most of its letters in points.
    pub size: f64,
    /// Whether it is a row of a table.
    pub is_row: bool,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Its lines, in the order in which they are read.
    pub lines: Vec<Line>,
    /// Text that runs in another direction than all else.
    pub aside: Vec<String>,
    /// Its height in points; zero where it is not known.
    pub height: f64,
    /// Whether it shows a picture.
    pub has_picture: bool,
}

/// A PDF, read but for its paragraphs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What it says of itself.
    pub info: Info,
    /// Its pages, in order.
    pub pages: Vec<Page>,
}

/// Why a PDF gives no clip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is more than it may be.
    Exceeded(Exceeded),
    /// It does not open without a password.
    Locked,
    /// It has no text layer: its pages are pictures.
    NoText,
    /// Its end is missing.
    CutOff,
    /// It cannot be read here, and another program may be able to: why.
    Unread(&'static str),
    /// It is damaged, and another program may mend it: how. What it then lacks nobody says.
    Damaged(&'static str),
}

/// Reads the pages. It may fail inside, so it belongs on a thread that may ([`forgiven`](super::guard::forgiven)).
#[cfg(feature = "pdf")]
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Fault> {
    is_whole(bytes)?;
    library::read(bytes, limits)
}

/// Without the library no PDF is read here.
#[cfg(not(feature = "pdf"))]
pub fn read(bytes: &[u8], _: &Limits) -> Result<Document, Fault> {
    is_whole(bytes)?;
    Err(Fault::Unread("this postil was built without PDF"))
}

/// A PDF ends with a mark, with little behind it. One without was not received whole, and programs that mend it lose pages
/// in silence.
fn is_whole(bytes: &[u8]) -> Result<(), Fault> {
    const BEHIND: usize = 16 << 10;
    let end = &bytes[bytes.len().saturating_sub(BEHIND)..];
    memchr::memmem::find(end, b"%%EOF").map(|_| ()).ok_or(Fault::CutOff)
}
