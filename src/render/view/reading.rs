//! A commentary: beside its source, in excerpts, or withdrawn.

use super::part::{AuthorLink, Lang, Link, Neighbour, PublicationLink, SourceMention, Strip, Withdrawal};
use crate::render::html::Html;
use serde::Serialize;

/// What every page of a commentary has.
#[derive(Clone, Debug, Serialize)]
pub struct CommentaryHead {
    /// Title.
    pub title: String,
    /// Summary, phrasing content; `""` where there is none (the introduction's first sentences are not repeated here).
    pub summary_html: Html,
    /// Day of publication.
    pub date: String,
    /// That day in the archive.
    pub date_link: String,
    /// Day of the last change, where it is another.
    pub updated: Option<String>,
    /// Who signs it.
    pub authors: Vec<AuthorLink>,
    /// Its topics.
    pub topics: Vec<Link>,
    /// Editions that gather it.
    pub editions: Vec<Link>,
    /// The commentary it translates; the label is its title.
    pub translation_of: Option<Link>,
    /// Commentaries that translate it; the label is their title.
    pub translations: Vec<Link>,
    /// Its corrections, newest first.
    pub corrections: Vec<DatedText>,
    /// What became of its quotations.
    pub provenance: Provenance,
    /// How to cite it: phrasing content, one sentence.
    pub cite_html: Html,
    /// Machine-readable citations: `BibTeX`, `RIS`, `CSL-JSON`.
    pub cite_files: Vec<Link>,
    /// The one before it (older).
    pub previous: Option<Neighbour>,
    /// The one after it (newer).
    pub next: Option<Neighbour>,
    /// `extra` of its front matter, untouched.
    pub extra: serde_json::Value,
}

/// A day and what happened on it.
#[derive(Clone, Debug, Serialize)]
pub struct DatedText {
    /// `2026-03-17`
    pub date: String,
    /// Plain text.
    pub text: String,
}

/// `commentary` in `commentary.html`: the full source left, each note in the row of its passage.
#[derive(Clone, Debug, Serialize)]
pub struct Beside {
    /// Title, authors, topics, provenance, …
    #[serde(flatten)]
    pub head: CommentaryHead,
    /// Passages quoted, in the order of their notes.
    pub rail: Vec<RailItem>,
    /// Head of the leaf.
    pub leaf: Leaf,
    /// Text before the first note, block content for the margin of the head row: headings begin at `h3`. `""` where there is none.
    pub introduction_html: Html,
    /// The text in groups of passages; together they are all of it, in order.
    pub rows: Vec<Row>,
    /// Text below the reading, block content: headings begin at `h2`. Each item is one remark.
    pub remarks_html: Vec<Html>,
    /// Where the text begins on this page, `#p1`; `None` for a text without paragraphs.
    pub first_paragraph: Option<String>,
    /// The first quoted passage on this page, `#q-…`.
    pub first_passage: Option<String>,
}

/// `commentary` in `excerpts.html`: each passage in its paragraph left, the note right, in the author's order.
#[derive(Clone, Debug, Serialize)]
pub struct Excerpts {
    /// Title, authors, topics, provenance, …
    #[serde(flatten)]
    pub head: CommentaryHead,
    /// Passages quoted, in the order of their notes.
    pub rail: Vec<RailItem>,
    /// Every source it names, the one it reads closely first.
    pub sources: Vec<SourceMention>,
    /// Introduction, notes and remarks in the author's order.
    pub parts: Vec<ExcerptPart>,
    /// The first quoted passage on this page, `#q-…`.
    pub first_passage: Option<String>,
}

/// A part of an excerpts page.
#[derive(Clone, Debug, Serialize)]
pub struct ExcerptPart {
    /// Block content of an introduction or a remark (headings begin at `h2`); `""` where it is a note.
    pub html: Html,
    /// What the note is on: one a lemma, or the paragraphs; may be empty (a lemma that is not verified). Empty where it is no note.
    pub excerpts: Vec<Excerpt>,
    /// The note.
    pub note: Option<Note>,
}

/// Part of a source on an excerpts page.
#[derive(Clone, Debug, Serialize)]
pub struct Excerpt {
    /// Whose words these are.
    pub leaf: Leaf,
    /// Blocks with their passages marked, without ids of paragraphs: block content. Cut as the rights of the source demand.
    pub text_html: Html,
    /// First ¶ shown.
    pub paragraph: Option<u32>,
}

/// Head of a leaf: whose words follow.
#[derive(Clone, Debug, Serialize)]
pub struct Leaf {
    /// Who published it.
    pub publication: PublicationLink,
    /// What is known of its day.
    pub date: Option<String>,
    /// Printed page it begins on.
    pub page: Option<String>,
    /// Byline as printed.
    pub byline: Option<String>,
    /// Title.
    pub title: String,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Language and direction of the text, always there: the leaf sets both.
    pub lang: Lang,
    /// The page of the source (of the capture, where this is an earlier one).
    pub link: String,
    /// The original.
    pub original: Option<Original>,
    /// A public archive copy.
    pub archived: Option<String>,
    /// Other captures and where they are; empty where there is one.
    pub captures: Vec<CaptureLink>,
    /// Day of the capture shown, where it is not the current text.
    pub capture: Option<String>,
    /// Day on which the text shown was captured; `None` where it was written by hand.
    pub captured: Option<String>,
    /// Where this page quotes it; `None` where it quotes nothing of it, and in excerpts.
    pub strip: Option<Strip>,
}

/// The original of a source, elsewhere, with what a robust link needs.
#[derive(Clone, Debug, Serialize)]
pub struct Original {
    /// Its address, absolute.
    pub link: String,
    /// The address without scheme, cut for showing.
    pub shown: String,
    /// Day of our capture, for `data-versiondate`.
    pub captured: Option<String>,
    /// The archive copy, for `data-versionurl`.
    pub archived: Option<String>,
}

/// A capture of a source.
#[derive(Clone, Debug, Serialize)]
pub struct CaptureLink {
    /// Its day, or its day and time where a day has two: `2021-07-03T14:05`.
    pub date: String,
    /// Its page.
    pub link: String,
    /// Whether it is the current text.
    pub current: bool,
}

/// One item of the rail of passages.
#[derive(Clone, Debug, Serialize)]
pub struct RailItem {
    /// Numbers of its notes, `2, 7`.
    pub numbers: String,
    /// The passage on this page, else its note.
    pub link: String,
    /// Its first words, plain text; `""` for a note on a paragraph.
    pub words: String,
    /// Language of the words.
    pub lang: Option<Lang>,
    /// The ¶ of a note without words.
    pub paragraph: Option<u32>,
}

/// A group of passages with their notes.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Paragraphs up to the end of the group's last passage, with passages marked: block content.
    pub lead_html: Html,
    /// Paragraphs without a note up to the next group; `""` where there are none.
    pub rest_html: Html,
    /// Its notes.
    pub notes: Vec<Note>,
}

/// A note of the margin.
#[derive(Clone, Debug, Serialize)]
pub struct Note {
    /// `n-HASH`; `""` on the front page, which borrows a note.
    pub id: String,
    /// Its number as shown.
    pub number: u32,
    /// What it is on: the passage or paragraph on this page, else on the page of its source.
    pub link: String,
    /// Whether it is on words; else it is on a paragraph.
    pub on_words: bool,
    /// Ids of its passages on this page, parted by blanks, for `data-passage`.
    pub passages: String,
    /// Its title, phrasing content; `""` where there is none.
    pub title_html: Html,
    /// The quoted words it is about.
    pub lemmas: Vec<Lemma>,
    /// For a note without words on a paragraph that is not on this page: where that is.
    pub elsewhere: Option<Elsewhere>,
    /// Its text, block content: headings begin at `h4`.
    pub text_html: Html,
}

/// Quoted words at the head of a note.
#[derive(Clone, Debug, Serialize)]
pub struct Lemma {
    /// The words, phrasing content: verified words in `<span class="quoted">`, paragraphs joined by `<span class="pilcrow"> ¶ </span>`.
    /// Words that are not verified are plain text.
    pub words_html: Html,
    /// Language of the words.
    pub lang: Option<Lang>,
    /// The passage on the page of its source, for `cite`; `""` where there is none.
    pub cite: String,
    /// `verbatim`, `typography`, `marked`, `translated`, `superseded` or `unverified`.
    pub verdict: &'static str,
    /// Its section of the verification page.
    pub verdict_link: String,
    /// Why it is not verified, plain text.
    pub reason: Option<String>,
    /// Flags to print: `emphasis-added`, `official-translation`, `omission-checked`.
    pub flags: Vec<&'static str>,
    /// The editors' rendering, block content; `""` where there is none.
    pub gloss_html: Html,
    /// An earlier note on the same passage.
    pub again: Option<Again>,
    /// Where it is, if not in the text this page shows.
    pub elsewhere: Option<Elsewhere>,
    /// The capture that holds the words, where the current text does not.
    pub superseded: Option<CaptureLink>,
}

/// An earlier note.
#[derive(Clone, Debug, Serialize)]
pub struct Again {
    /// Its number.
    pub number: u32,
    /// `#n-…`
    pub link: String,
}

/// A place in a text that the page does not show.
#[derive(Clone, Debug, Serialize)]
pub struct Elsewhere {
    /// The source, linked at the place.
    pub source: SourceMention,
    /// First ¶.
    pub paragraph: Option<u32>,
    /// The capture, where it is an earlier one.
    pub capture: Option<CaptureLink>,
}

/// What became of the quotations of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Provenance {
    /// All quotations.
    pub quotations: usize,
    /// Those that are verified: verbatim, typography and marked.
    pub verified: usize,
    /// Each verdict that occurs, in the order of the verification page.
    pub verdicts: Vec<VerdictCount>,
    /// How many stand in an earlier capture only.
    pub superseded: usize,
    /// The stored copies it was checked against: one where the page is beside a source, else all it quotes.
    pub copies: Vec<StoredCopy>,
}

/// A verdict with how often it occurs.
#[derive(Clone, Debug, Serialize)]
pub struct VerdictCount {
    /// `verbatim`, `typography`, `marked`, `translated`, `superseded`, `unverified` or `rejected`: its word is
    /// `word(key="verdict-" ~ item.verdict)`.
    pub verdict: &'static str,
    /// How often.
    pub count: usize,
    /// Its section of the verification page.
    pub link: String,
}

/// A stored text.
#[derive(Clone, Debug, Serialize)]
pub struct StoredCopy {
    /// Which source.
    pub source: SourceMention,
    /// SHA-256 of the text, `None` for a text written by hand.
    pub sha256: Option<String>,
}

/// `commentary` in `commentary-withdrawn.html`: nothing of it but when and why.
#[derive(Clone, Debug, Serialize)]
pub struct Withdrawn {
    /// Title.
    pub title: String,
    /// Day of publication.
    pub date: String,
    /// When and why.
    pub withdrawn: Withdrawal,
}
