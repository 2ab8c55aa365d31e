//! One file below `content/sources/`: a source's current text, or an earlier capture of it.

use super::document::Document;
use super::ids::{CaptureName, PublicationKey, SourceId};
use super::words::StoredText;
use crate::base::day::{Day, PartialDay};
use crate::base::file::{FileText, Span};
use crate::base::language::Language;
use std::sync::Arc;

/// What of a source's text may be published (SPEC 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rights {
    /// All of it.
    Full,
    /// Quoted passages with their paragraph cut to some words.
    Excerpts,
    /// The record and the quoted words.
    Metadata,
}

impl Rights {
    /// The word of the front matter.
    pub fn as_str(self) -> &'static str {
        match self {
            Rights::Full => "full",
            Rights::Excerpts => "excerpts",
            Rights::Metadata => "metadata",
        }
    }

    /// Reads the word of the front matter.
    pub fn parse(text: &str) -> Option<Rights> {
        [Rights::Full, Rights::Excerpts, Rights::Metadata].into_iter().find(|rights| rights.as_str() == text)
    }
}

/// A value of the front matter with its bytes in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

/// One file, read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The file.
    pub file: Arc<FileText>,
    /// Which source: the stem up to `@`.
    pub id: SourceId,
    /// `Some` for `ID@2021-07-03.md`, an earlier capture.
    pub earlier: Option<CaptureName>,
    /// Its front matter.
    pub front: SourceFront,
    /// Its body.
    pub body: Document,
    /// The body as the contract sees it; its blocks are the body's proses by ordinal.
    pub stored: StoredText,
    /// The plain text that `capture.sha256` is made over (SPEC 3).
    pub hashed_text: String,
}

/// Front matter of a source (SPEC 3). Absent is absent, never invented.
#[derive(Clone, Debug)]
pub struct SourceFront {
    /// Title.
    pub title: String,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// What is known of the day of publication.
    pub date: Option<PartialDay>,
    /// Day of the publisher's last change.
    pub updated: Option<Day>,
    /// Key of its publication.
    pub publication: Located<PublicationKey>,
    /// Agency.
    pub agency: Option<String>,
    /// Byline as printed.
    pub byline: Option<String>,
    /// Authors as printed.
    pub authors: Vec<String>,
    /// Language.
    pub language: Option<Language>,
    /// Address of the original, `http` or `https`.
    pub url: Option<String>,
    /// Address of a public archive copy, `http` or `https`.
    pub archived: Option<String>,
    /// Licence.
    pub licence: Option<String>,
    /// Topics as written.
    pub topics: Vec<Located<String>>,
    /// Rights.
    pub rights: Option<Rights>,
    /// The source it translates.
    pub translation_of: Option<Located<SourceId>>,
    /// For `/parallel/`, as written: `1-1`, `2-2+3`.
    pub pairs: Vec<String>,
    /// Printed pages.
    pub pages: Vec<PrintedPage>,
    /// Old routes.
    pub aliases: Vec<Located<String>>,
    /// The id it had before it was renamed.
    pub first_id: Option<SourceId>,
    /// Withdrawal.
    pub withdrawn: Option<Withdrawal>,
    /// Corrections of the stored text.
    pub amendments: Vec<Amendment>,
    /// How it was retrieved.
    pub capture: Option<Capture>,
    /// Handed to templates untouched.
    pub extra: serde_json::Value,
}

/// Where a printed page begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedPage {
    /// Its name, `4`.
    pub page: String,
    /// The ¶ it begins in.
    pub from: u32,
    /// Offset in code points in that block.
    pub at: usize,
}

/// When and why something was taken down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// When.
    pub date: Day,
    /// Why.
    pub because: String,
}

/// One correction of a stored text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// When.
    pub date: Day,
    /// Why.
    pub because: String,
    /// Hash of the text after it.
    pub sha256: String,
}

/// One retrieval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// When, as written: `2021-07-03` or `2021-07-03T14:05:00+09:00`.
    pub retrieved: String,
    /// Its day as written.
    pub day: Day,
    /// Address or file name as given.
    pub from: Option<String>,
    /// Address after redirects.
    pub r#final: Option<String>,
    /// Program and version.
    pub tool: Option<String>,
    /// Encoding of the bytes received.
    pub encoding: Option<String>,
    /// SHA-256 of the bytes received.
    pub bytes: Option<String>,
    /// SHA-256 of the text, with its place in the file.
    pub sha256: Option<Located<String>>,
}
