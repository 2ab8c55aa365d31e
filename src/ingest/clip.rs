//! A clip: what was found in an input, and what is doubtful in it. A claim until an editor has looked.

use super::blocks::Body;
use super::marked::Marked;
use crate::base::day::{Day, PartialDay};
use crate::base::language::Language;
use crate::parse::ids::PublicationKey;
use crate::parse::source::PrintedPage;

/// What was found. What is not known is absent; nothing is a guess without a [`Doubt`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clip {
    /// Title.
    pub title: Option<String>,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Day of publication, as far as it is known.
    pub date: Option<PartialDay>,
    /// The day of the publisher's last change.
    pub updated: Option<Day>,
    /// Who published it.
    pub publication: Option<Named>,
    /// The agency it was taken from.
    pub agency: Option<String>,
    /// Byline as printed, without "By".
    pub byline: Option<String>,
    /// Authors by name.
    pub authors: Vec<String>,
    /// Licence as stated.
    pub licence: Option<String>,
    /// Language.
    pub language: Option<Language>,
    /// Address of the original.
    pub url: Option<String>,
    /// Address of the copy in a public archive that this is.
    pub archived: Option<String>,
    /// The encoding of the input and how it was found; `None` for pasted text, which is UTF-8.
    pub encoding: Option<String>,
    /// Address of the next page of the same article, where the text goes on there.
    pub next: Option<String>,
    /// The day the input itself says it was retrieved.
    pub captured: Option<Day>,
    /// The body, one string a numbered block; inside one, lines end with `\n` as in the input.
    pub paragraphs: Vec<String>,
    /// The body as Markdown, where the input has a form: headings, lists, tables. Pasted text has none.
    pub marked: Option<Marked>,
    /// That body before it was written, with its pictures; absent where there can be none.
    pub body: Option<Body>,
    /// Where the printed pages begin, in the blocks of the body.
    pub pages: Vec<PrintedPage>,
    /// The other program that read the bytes, by name and version, where one did.
    pub read_with: Option<String>,
    /// Where each field was found.
    pub origins: Vec<Origin>,
    /// What is doubtful.
    pub doubts: Vec<Doubt>,
    /// Lines that were left out, in order.
    pub left_out: Vec<String>,
}

/// A publication as named by the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The key of the entry it matches, or the key a new entry would have.
    pub key: PublicationKey,
    /// Its name: the entry's, or as printed.
    pub name: String,
    /// Whether there is an entry.
    pub known: bool,
}

/// How sure a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The input says it of itself.
    Stated,
    /// It follows from what the input says.
    Inferred,
}

/// Where a field was found. A field that is not known has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Name of the field.
    pub field: &'static str,
    /// How sure it is.
    pub certainty: Certainty,
    /// Where: `JSON-LD author`, `address`.
    pub from: String,
}

/// One reading of a field that an editor should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Name of the field.
    pub field: &'static str,
    /// The reading, where there is one.
    pub reading: Option<String>,
    /// Why it is doubtful, one sentence.
    pub why: String,
}

impl Clip {
    /// Notes where a field was found.
    pub fn origin(&mut self, field: &'static str, certainty: Certainty, from: impl Into<String>) {
        self.origins.push(Origin { field, certainty, from: from.into() });
    }

    /// Adds a doubt.
    pub fn doubt(&mut self, field: &'static str, reading: Option<String>, why: impl Into<String>) {
        self.doubts.push(Doubt { field, reading, why: why.into() });
    }
}
