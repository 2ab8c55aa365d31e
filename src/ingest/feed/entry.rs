//! One entry of a feed, whatever the format.

use super::words::Words;
use url::Url;

/// An entry, as its feed has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its page.
    pub address: Option<String>,
    /// Its title.
    pub title: Option<Words>,
    /// When it was published, as printed, and where the feed says so.
    pub published: Option<(String, &'static str)>,
    /// When it was last changed, as printed, and where the feed says so.
    pub updated: Option<(String, &'static str)>,
    /// Its authors by name.
    pub authors: Vec<String>,
    /// Where the feed itself has it from.
    pub site: Option<Words>,
    /// Its language, as written.
    pub language: Option<String>,
    /// Its text.
    pub content: Option<Text>,
    /// What the feed says is about it, and may be all of it.
    pub summary: Option<Text>,
    /// What was mended in it.
    pub mended: Vec<String>,
}

/// A text in a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// As written.
    pub written: String,
    /// Its form.
    pub form: Form,
    /// The address that relative ones in it are meant from.
    pub base: Option<Url>,
    /// The element that holds it.
    pub from: &'static str,
}

/// The form of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// HTML.
    Html,
    /// Characters.
    Plain,
}
