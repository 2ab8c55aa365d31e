//! Pages of which there is one: front, lists, corrections, verification; plain pages; what stands at lost and old addresses.

use super::archive::DotCalendar;
use super::entry::{Day, Entry, PublicationEntry, SourceYear};
use super::part::{CountedLink, Lang, Link, Pagination, SourceMention};
use super::reading::{CaptureLink, Note, VerdictCount};
use crate::render::html::Html;
use serde::Serialize;

/// `front` in `front.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Front {
    /// The newest entry; `None` in a digest without one.
    pub lead: Option<Lead>,
    /// Recent entries by day, newest first, without the lead.
    pub recent: Vec<Day>,
    /// The list of all entries.
    pub list: String,
    /// How many entries there are.
    pub entries: usize,
    /// Calendar of the twelve months that end with the month of the newest entry; `None` without one.
    pub calendar: Option<DotCalendar>,
    /// The topics with most entries, at most eight.
    pub topics: Vec<CountedLink>,
    /// The page of all topics.
    pub topics_link: String,
    /// Publications, by how many of their sources are quoted, at most eight.
    pub publications: Vec<PublicationEntry>,
    /// The page of all publications.
    pub publications_link: String,
}

/// The entry at the head of the front page.
#[derive(Clone, Debug, Serialize)]
pub struct Lead {
    /// The entry.
    pub entry: Entry,
    /// Its day in the archive.
    pub date_link: String,
    /// One passage and its note; `None` where no note of it has a lemma whose source may be shown.
    pub specimen: Option<Specimen>,
}

/// A passage in its paragraph with its note.
#[derive(Clone, Debug, Serialize)]
pub struct Specimen {
    /// The paragraph with that passage marked, as block content without ids; cut as rights demand.
    pub text_html: Html,
    /// Language and direction of the text.
    pub lang: Lang,
    /// The note: without id, its first paragraph only, its link leads to the note on its page.
    pub note: Note,
    /// The source.
    pub source: SourceMention,
    /// The ¶.
    pub paragraph: u32,
    /// Paragraphs of the source.
    pub paragraphs: usize,
}

/// `list` in `commentary-list.html`.
#[derive(Clone, Debug, Serialize)]
pub struct CommentaryList {
    /// Entries of this page by day, newest first.
    pub days: Vec<Day>,
    /// How many entries there are in all.
    pub count: usize,
    /// Pages of the list.
    pub pages: Pagination,
}

/// `list` in `source-list.html`.
#[derive(Clone, Debug, Serialize)]
pub struct SourceList {
    /// Sources of this page by year, newest first, undated ones last.
    pub years: Vec<SourceYear>,
    /// How many sources there are in all.
    pub count: usize,
    /// Pages of the list.
    pub pages: Pagination,
}

/// `corrections` in `corrections.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Corrections {
    /// Newest first.
    pub corrections: Vec<Correction>,
}

/// One correction.
#[derive(Clone, Debug, Serialize)]
pub struct Correction {
    /// When.
    pub date: String,
    /// What was wrong, plain text.
    pub text: String,
    /// The commentary.
    pub entry: Link,
}

/// `verification` in `verification.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Verification {
    /// All quotations.
    pub quotations: usize,
    /// Those that are verified: verbatim, typography and marked.
    pub verified: usize,
    /// Every verdict, also those that do not occur, each with the link to its section: `#verbatim`, …
    pub verdicts: Vec<VerdictCount>,
    /// What became of quotations whose source has changed.
    pub captures: CaptureCounts,
    /// Quotations that an earlier capture alone holds.
    pub superseded: Vec<QuotationLine>,
    /// Quotations translated by the editors.
    pub translated: Vec<QuotationLine>,
    /// Quotations that are not verified.
    pub unverified: Vec<QuotationLine>,
    /// Version of the contract in force.
    pub contract: u32,
    /// The page with its text, where the site has one.
    pub contract_link: Option<String>,
    /// Rules of the contract that the site relaxes, by their names in `site.toml`.
    pub relaxed: Vec<String>,
}

/// Quotations whose source has changed, counted.
#[derive(Clone, Debug, Serialize)]
pub struct CaptureCounts {
    /// Found at one place of the current text.
    pub placed: usize,
    /// At several, settled by the difference of the texts.
    pub moved: usize,
    /// At several, unsettled.
    pub ambiguous: usize,
    /// Nowhere in the current text.
    pub superseded: usize,
}

/// One quotation in a list of the verification page.
#[derive(Clone, Debug, Serialize)]
pub struct QuotationLine {
    /// Its words: phrasing content; verified ones in `<span class="quoted">`.
    pub words_html: Html,
    /// Language of the words.
    pub lang: Option<Lang>,
    /// The commentary, linked at the note or paragraph.
    pub entry: Link,
    /// Where it is said to be; `None` where no stored source is named.
    pub source: Option<SourceMention>,
    /// First ¶ there.
    pub paragraph: Option<u32>,
    /// The capture that holds it.
    pub capture: Option<CaptureLink>,
    /// Why it is not verified, plain text.
    pub reason: Option<String>,
}

/// `text` in `page.html`: any other page.
#[derive(Clone, Debug, Serialize)]
pub struct Text {
    /// Title.
    pub title: String,
    /// Summary, plain text.
    pub summary: Option<String>,
    /// Pages above it, from the top.
    pub parents: Vec<Link>,
    /// Its headings of level 2, where there are three or more; the link is a fragment.
    pub contents: Vec<Link>,
    /// Its text: block content, headings begin at `h2`.
    pub text_html: Html,
    /// Pages below it, in order of their routes.
    pub children: Vec<Link>,
    /// The page before it in its folder.
    pub previous: Option<Link>,
    /// The page after it in its folder.
    pub next: Option<Link>,
    /// `extra` of its front matter, untouched.
    pub extra: serde_json::Value,
}

/// `lost` in `404.html`. Its links, and those of `site`, begin at the root of `base_url`.
#[derive(Clone, Debug, Serialize)]
pub struct Lost {
    /// The archive.
    pub archive: String,
    /// The topics.
    pub topics: String,
    /// All commentary.
    pub list: String,
}

/// `redirect` in `redirect.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Redirect {
    /// The new address, relative.
    pub link: String,
    /// The new address, absolute.
    pub canonical: String,
    /// What is there.
    pub title: String,
}
