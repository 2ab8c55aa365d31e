//! A source, or an earlier capture of it, with the marks of every commentary in its margin.

use super::entry::SourceEntry;
use super::part::{AuthorLink, Lang, Link, Neighbour, SourceMention, Strip, Withdrawal};
use super::reading::{CaptureLink, Leaf, Original, VerdictCount};
use crate::render::html::Html;
use serde::Serialize;

/// `source` in `source.html` and `capture.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    /// Its id, the citation key.
    pub id: String,
    /// Head of the leaf; its title is the page's, its strip that of all commentaries together. `leaf.link` is this page.
    pub leaf: Leaf,
    /// Where it came from.
    pub record: Record,
    /// What of the text is shown: `full`, `excerpts` or `metadata`.
    pub rights: &'static str,
    /// When and why it was withdrawn; the text is not shown then.
    pub withdrawn: Option<Withdrawal>,
    /// On the page of an earlier capture: the current text.
    pub current: Option<CaptureLink>,
    /// Its topics.
    pub topics: Vec<Link>,
    /// Commentaries that quote it, A first.
    pub quoted_by: Vec<QuotedBy>,
    /// The text, a row for each numbered block (headings stand with the block after them). With rights `excerpts` the rows that
    /// are quoted, cut; with `metadata` the quoted words alone, a row a passage.
    pub rows: Vec<SourceRow>,
    /// Its newest neighbours from the same publication, without itself.
    pub more: Vec<SourceEntry>,
    /// How many sources of that publication are stored.
    pub more_count: usize,
    /// The one before it of the same publication (older).
    pub previous: Option<Neighbour>,
    /// The one after it of the same publication (newer).
    pub next: Option<Neighbour>,
    /// Where the text begins on this page, `#p1`; `None` where none is shown.
    pub first_paragraph: Option<String>,
    /// How to cite it: phrasing content, one sentence.
    pub cite_html: Html,
    /// Machine-readable citations.
    pub cite_files: Vec<Link>,
    /// `extra` of its front matter, untouched.
    pub extra: serde_json::Value,
}

/// One block of the text with its margin.
#[derive(Clone, Debug, Serialize)]
pub struct SourceRow {
    /// Block content, with passages marked and the labels of their notes.
    pub text_html: Html,
    /// Its ¶; `None` for blocks before the first numbered one and for quoted words alone.
    pub number: Option<u32>,
    /// Whether text is left out before it (rights `excerpts`).
    pub gap: bool,
    /// Notes on it, by letter and number.
    pub markers: Vec<Marker>,
}

/// A note of some commentary in the margin of a source.
#[derive(Clone, Debug, Serialize)]
pub struct Marker {
    /// `A1`
    pub label: String,
    /// The note.
    pub link: String,
    /// The first words of the note, plain text; its commentary's title where it has no text.
    pub words: String,
    /// Language of the words.
    pub lang: Option<Lang>,
}

/// A commentary that quotes the source.
#[derive(Clone, Debug, Serialize)]
pub struct QuotedBy {
    /// `A`
    pub letter: String,
    /// Title.
    pub title: String,
    /// Its page.
    pub link: String,
    /// Language of the title.
    pub lang: Option<Lang>,
    /// Who signs it.
    pub authors: Vec<AuthorLink>,
    /// Day of publication.
    pub date: String,
    /// Quotations it takes from this source; 0 where it only refers to it.
    pub quotations: usize,
    /// Where it quotes this text; `None` where it does not.
    pub strip: Option<Strip>,
}

/// The record of a stored text. What is not known is absent.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// What is known of the day of publication.
    pub date: Option<String>,
    /// Day of the publisher's last change.
    pub updated: Option<String>,
    /// Printed page it begins on.
    pub page: Option<String>,
    /// Byline as printed.
    pub byline: Option<String>,
    /// Authors as printed.
    pub authors: Vec<String>,
    /// Agency.
    pub agency: Option<String>,
    /// The original.
    pub original: Option<Original>,
    /// A public archive copy: address, and the same without scheme, cut.
    pub archived: Option<Link>,
    /// Licence of the source.
    pub licence: Option<String>,
    /// How it was retrieved; `None` for a text written by hand.
    pub capture: Option<CaptureRecord>,
    /// Every capture, the current one first; empty where there is one.
    pub captures: Vec<CaptureLink>,
    /// The page of what changed between them.
    pub changes: Option<String>,
    /// Words of the text.
    pub words: usize,
    /// Numbered paragraphs.
    pub paragraphs: usize,
    /// Corrections of the stored text, newest first.
    pub amendments: Vec<Amendment>,
    /// The source it translates.
    pub translation_of: Option<SourceMention>,
    /// Sources that translate it.
    pub translations: Vec<SourceMention>,
    /// Pages of both texts side by side; the label is the other's title.
    pub parallels: Vec<Link>,
    /// All quotations of this text.
    pub quotations: usize,
    /// Those that are verified.
    pub verified: usize,
    /// Each verdict that occurs.
    pub verdicts: Vec<VerdictCount>,
}

/// One retrieval.
#[derive(Clone, Debug, Serialize)]
pub struct CaptureRecord {
    /// When, as written: `2021-07-03` or `2021-07-03T14:05:00+09:00`.
    pub retrieved: String,
    /// Its day.
    pub date: String,
    /// Its time of day as written, `14:05`; `""` where none is.
    pub time: String,
    /// Address or file name as given.
    pub from: Option<String>,
    /// Address after redirects, where it is another.
    #[serde(rename = "final")]
    pub landed: Option<String>,
    /// Program and version.
    pub tool: Option<String>,
    /// Encoding of the bytes received.
    pub encoding: Option<String>,
    /// SHA-256 of the bytes received.
    pub bytes: Option<String>,
    /// SHA-256 of the text.
    pub sha256: Option<String>,
}

/// One correction of a stored text.
#[derive(Clone, Debug, Serialize)]
pub struct Amendment {
    /// When.
    pub date: String,
    /// Why, plain text.
    pub because: String,
    /// Hash of the text after it.
    pub sha256: String,
}
