//! Things as they stand in lists: commentary (an *entry*), sources, editions, publications, and days.

use super::part::{AuthorLink, Lang, PublicationLink, SourceMention, Strip};
use crate::render::html::Html;
use serde::Serialize;

/// A commentary in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Title.
    pub title: String,
    /// Its page.
    pub link: String,
    /// Day of publication.
    pub date: String,
    /// Language of title and summary.
    pub lang: Option<Lang>,
    /// Summary, or the first sentences: phrasing content, `""` where there is neither.
    pub summary_html: Html,
    /// Who signs it.
    pub authors: Vec<AuthorLink>,
    /// What it reads: the one it reads closely first, then in order of first mention.
    pub sources: Vec<SourceMention>,
    /// Where it quotes the source it reads closely, else the only one it names; `None` where it reads several.
    pub strip: Option<Strip>,
    /// How many notes it has.
    pub notes: usize,
    /// How many quotations.
    pub quotations: usize,
    /// Words to show with it: the first lemma that fits in two lines.
    pub quote: Option<Quote>,
}

/// Verified words that stand alone in a list, in the source's face.
#[derive(Clone, Debug, Serialize)]
pub struct Quote {
    /// The words, phrasing content, as shown at the head of a note.
    pub words_html: Html,
    /// The passage on the page of its source.
    pub link: String,
    /// Language of the words.
    pub lang: Option<Lang>,
}

/// A source in a list.
#[derive(Clone, Debug, Serialize)]
pub struct SourceEntry {
    /// Title.
    pub title: String,
    /// Its page.
    pub link: String,
    /// What is known of its day.
    pub date: Option<String>,
    /// Language of the title.
    pub lang: Option<Lang>,
    /// Who published it.
    pub publication: PublicationLink,
    /// Byline as printed.
    pub byline: Option<String>,
    /// How many commentaries quote it or refer to it.
    pub quoted_by: usize,
    /// Where all commentaries together quote it; `None` where nothing is quoted.
    pub strip: Option<Strip>,
    /// Its first words, plain text, cut at a word with an ellipsis; `""` where its rights or a withdrawal forbid it.
    pub excerpt: String,
    /// Whether it is withdrawn.
    pub withdrawn: bool,
}

/// A day with what was written and, in the archive, what was published.
#[derive(Clone, Debug, Serialize)]
pub struct Day {
    /// `2026-03-17`
    pub date: String,
    /// `d2026-03-17`
    pub id: String,
    /// The day in the month's page of the archive.
    pub link: String,
    /// What the editors wrote.
    pub entries: Vec<Entry>,
    /// What the sources published; empty outside the archive.
    pub sources: Vec<SourceEntry>,
}

/// Entries of one year.
#[derive(Clone, Debug, Serialize)]
pub struct EntryYear {
    /// `2026`
    pub year: String,
    /// Newest first.
    pub entries: Vec<Entry>,
}

/// Sources of one year.
#[derive(Clone, Debug, Serialize)]
pub struct SourceYear {
    /// `2026`; `""` for those of which no date is known.
    pub year: String,
    /// Newest first.
    pub sources: Vec<SourceEntry>,
}

/// An edition in a list.
#[derive(Clone, Debug, Serialize)]
pub struct EditionEntry {
    /// Title.
    pub title: String,
    /// Its page.
    pub link: String,
    /// Day.
    pub date: String,
    /// Number as written.
    pub number: Option<String>,
    /// Language of the title.
    pub lang: Option<Lang>,
    /// First sentences of its introduction, plain text; may be `""`.
    pub summary: String,
    /// How many entries it gathers.
    pub entries: usize,
}

/// A publication in a list.
#[derive(Clone, Debug, Serialize)]
pub struct PublicationEntry {
    /// Name.
    pub name: String,
    /// Its page.
    pub link: String,
    /// Language of the name.
    pub lang: Option<Lang>,
    /// Country.
    pub country: Option<String>,
    /// A sentence about it, plain text.
    pub note: Option<String>,
    /// How many of its sources are stored.
    pub sources: usize,
    /// How many of these are quoted.
    pub quoted: usize,
    /// How many entries there are on them.
    pub entries: usize,
    /// Date of its newest source.
    pub newest: Option<String>,
}

/// An author in a list.
#[derive(Clone, Debug, Serialize)]
pub struct AuthorEntry {
    /// Name.
    pub name: String,
    /// Their page.
    pub link: String,
    /// A sentence about them, plain text.
    pub note: Option<String>,
    /// How many entries.
    pub entries: usize,
    /// Day of the newest.
    pub newest: Option<String>,
}
