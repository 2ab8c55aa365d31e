//! How the texts of a source differ.

use super::part::{Lang, Link, PublicationLink};
use super::reading::CaptureLink;
use super::single::CaptureCounts;
use crate::render::html::Html;
use serde::Serialize;

/// `captures` in `captures.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Captures {
    /// Title of the source.
    pub title: String,
    /// Language and direction of its texts, always there.
    pub lang: Lang,
    /// Its page.
    pub link: String,
    /// Who published it.
    pub publication: PublicationLink,
    /// What is known of its day.
    pub date: Option<String>,
    /// Every capture, the current text first.
    pub captures: Vec<CaptureCopy>,
    /// What became of the quotations of it.
    pub counts: CaptureCounts,
    /// Commentaries that quote it, newest first.
    pub touched: Vec<Touched>,
    /// The differences, newest first; empty where the rights of the source do not let its text be shown.
    pub changes: Vec<Change>,
    /// The first row that differs, `#change-1`.
    pub first_change: Option<String>,
}

/// A capture with its text.
#[derive(Clone, Debug, Serialize)]
pub struct CaptureCopy {
    /// Which.
    pub capture: CaptureLink,
    /// Words of the text.
    pub words: usize,
    /// SHA-256 of the text, `None` for a text written by hand.
    pub sha256: Option<String>,
}

/// A commentary with what became of its quotations of the source.
#[derive(Clone, Debug, Serialize)]
pub struct Touched {
    /// The commentary.
    pub entry: Link,
    /// Each fate that occurs, in the order `placed`, `moved`, `ambiguous`, `superseded`, `pinned`.
    pub fates: Vec<FateCount>,
}

/// A fate with how often it occurs: its word is `word(key="fate-" ~ item.fate)`.
#[derive(Clone, Debug, Serialize)]
pub struct FateCount {
    /// `placed`, `moved`, `ambiguous`, `superseded` or `pinned`.
    pub fate: &'static str,
    /// How often.
    pub count: usize,
}

/// What differs between two captures that follow each other.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// `from-2026-03-14`
    pub id: String,
    /// The earlier one.
    pub from: CaptureLink,
    /// The later one.
    pub to: CaptureLink,
    /// Words that are gone.
    pub gone: usize,
    /// Words that are new.
    pub added: usize,
    /// Paragraphs that were moved.
    pub moved: usize,
    /// Where in both texts together the changes fall.
    pub marks: Vec<ChangeMark>,
    /// Fields of the record that differ.
    pub fields: Vec<FieldChange>,
    /// All of both texts, in the order of the later one.
    pub rows: Vec<ChangeRow>,
}

/// One stretch of the strip of a change.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeMark {
    /// `ins`, `del` or `move`.
    pub kind: &'static str,
    /// Where it begins, `"5.3%"`.
    pub x: String,
    /// Its width, `"0.8%"`.
    pub width: String,
}

/// A field of the record that differs: its word is `word(key="field-" ~ field.field)`.
#[derive(Clone, Debug, Serialize)]
pub struct FieldChange {
    /// `title`, `subtitle`, `byline` or `updated`.
    pub field: &'static str,
    /// What it was.
    pub from: Option<String>,
    /// What it is.
    pub to: Option<String>,
}

/// One row of a comparison.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeRow {
    /// `change-3`; `""` where nothing differs.
    pub id: String,
    /// `same`, `changed`, `added`, `gone`, `here` (moved here) or `away` (moved from here).
    pub kind: &'static str,
    /// Its text with the number of its ¶, block content: what is gone in `<del>`, what is new in `<ins>`, each said in words too.
    pub text_html: Html,
    /// Its ¶ in the later text; of what is gone or stood here, in the earlier one.
    pub number: Option<u32>,
    /// Of a moved paragraph the other place on this page.
    pub other: Option<String>,
    /// Of one that was moved here its ¶ in the earlier text.
    pub other_number: Option<u32>,
    /// Words that are gone.
    pub gone: usize,
    /// Words that are new.
    pub added: usize,
    /// Quotations from these paragraphs, where they differ.
    pub quotations: Vec<ChangedQuotation>,
}

/// A quotation from a paragraph that differs.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedQuotation {
    /// Its words, phrasing content.
    pub words_html: Html,
    /// Language of the words.
    pub lang: Option<Lang>,
    /// The commentary, linked at the note.
    pub entry: Link,
    /// What became of it: `placed`, `moved`, `ambiguous`, `superseded` or `pinned`.
    pub fate: &'static str,
}
