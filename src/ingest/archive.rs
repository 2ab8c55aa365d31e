//! Archives of pages: WARC, WACZ, MHTML, EPUB. Each gives pages as a server once sent them, or as they were saved.
//!
//! Comes in: bytes, and [`Limits`]. Goes out: [`Page`]s, one at a time, so that memory does not grow with an archive.
//! Never done here: reading a page, believing a name, unpacking without an end.

pub mod http;
pub mod warc;
pub mod wacz;
pub mod mhtml;
pub mod epub;

use std::fmt;

/// How far an archive is unpacked.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one page, unpacked. What is longer is left out, and said.
    pub page: u64,
    /// Bytes of all of it, unpacked.
    pub archive: u64,
    /// Entries of a zip archive.
    pub entries: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { page: 64 << 20, archive: 64 << 30, entries: 100_000 }
    }
}

/// One page out of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its address; `None` for a chapter of a book.
    pub address: Option<String>,
    /// Its title, where the archive says one outside the page.
    pub title: Option<String>,
    /// When it was retrieved, as written.
    pub retrieved: Option<String>,
    /// `Content-Type` as the server said it.
    pub content_type: Option<String>,
    /// As the server sent it, unpacked.
    pub bytes: Vec<u8>,
    /// Names the record in the archive.
    pub record: Option<String>,
}

/// Why an archive, or the rest of one, cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It ends in the middle.
    Truncated,
    /// It is none of its kind, or damaged: what is wrong.
    Broken(String),
    /// It unpacks to more than the limit in bytes.
    Archive(u64),
    /// One page of it is longer than the limit in bytes: its address.
    Page(String, u64),
    /// It has more entries than the limit.
    Entries(usize),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Truncated => f.write_str("it ends in the middle of a record"),
            Fault::Broken(why) => f.write_str(why),
            Fault::Archive(limit) => write!(f, "it unpacks to more than {} GiB", limit >> 30),
            Fault::Page(name, limit) => write!(f, "`{name}` has more than {} MiB", limit >> 20),
            Fault::Entries(limit) => write!(f, "it has more than {limit} entries"),
        }
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Fault {
        match error.kind() {
            std::io::ErrorKind::UnexpectedEof => Fault::Truncated,
            _ => Fault::Broken(error.to_string()),
        }
    }
}

/// Whether something of this type can be a picture.
pub fn is_picture(content_type: Option<&str>) -> bool {
    content_type.is_none_or(|content_type| content_type.trim_start().to_ascii_lowercase().starts_with("image/"))
}

/// Whether a page of this type can be an article.
pub fn is_text(content_type: Option<&str>) -> bool {
    let Some(content_type) = content_type else { return true };
    let kind = content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    matches!(
        kind.as_str(),
        "" | "text/html" | "application/xhtml+xml" | "text/plain" | "text/markdown" | "application/pdf"
    )
}
