//! Publications, editions and authors: lists of them, and one of each.

use super::entry::{AuthorEntry, EditionEntry, Entry, EntryYear, PublicationEntry, SourceYear};
use super::part::{Lang, Neighbour, Pagination, Plot};
use crate::render::html::Html;
use serde::Serialize;

/// `publications` in `publications.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Publications {
    /// By name.
    pub publications: Vec<PublicationEntry>,
}

/// `publication` in `publication.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Publication {
    /// Name.
    pub name: String,
    /// Language of the name.
    pub lang: Option<Lang>,
    /// Name of its sources' language in the language of the page.
    pub language: String,
    /// Country.
    pub country: Option<String>,
    /// Home page, absolute.
    pub url: Option<String>,
    /// The same without scheme.
    pub url_shown: Option<String>,
    /// A sentence about it, plain text.
    pub note: Option<String>,
    /// What of its sources is published: `full`, `excerpts` or `metadata`.
    pub rights: &'static str,
    /// Sources stored.
    pub sources: usize,
    /// Of these, quoted.
    pub quoted: usize,
    /// Entries on them.
    pub entries: usize,
    /// Date of the oldest dated source.
    pub oldest: Option<String>,
    /// Date of the newest dated source.
    pub newest: Option<String>,
    /// Dated sources per month; `None` where there are none.
    pub plot: Option<Plot>,
    /// Sources of this page, by year, newest first.
    pub source_years: Vec<SourceYear>,
    /// Pages of the sources.
    pub pages: Pagination,
    /// Commentary on them, by year, newest first; on the first page only.
    pub entry_years: Vec<EntryYear>,
    /// Its Atom feed.
    pub feed: Option<String>,
}

/// `editions` in `editions.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Editions {
    /// Newest first.
    pub editions: Vec<EditionEntry>,
}

/// `edition` in `edition.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Edition {
    /// Title.
    pub title: String,
    /// Day.
    pub date: String,
    /// That day in the archive, where it has something else on it.
    pub date_link: Option<String>,
    /// Number as written.
    pub number: Option<String>,
    /// The editors' introduction: block content, headings begin at `h2`; `""` where there is none.
    pub introduction_html: Html,
    /// What it gathers, in order.
    pub entries: Vec<Entry>,
    /// The edition before it.
    pub previous: Option<Neighbour>,
    /// The edition after it.
    pub next: Option<Neighbour>,
    /// `extra` of its front matter, untouched.
    pub extra: serde_json::Value,
}

/// `authors` in `authors.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Authors {
    /// By name.
    pub authors: Vec<AuthorEntry>,
}

/// `author` in `author.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Author {
    /// Name.
    pub name: String,
    /// Home page, absolute.
    pub url: Option<String>,
    /// The same without scheme.
    pub url_shown: Option<String>,
    /// A sentence about them, plain text.
    pub note: Option<String>,
    /// How many entries.
    pub entries: usize,
    /// Entries of this page, by year, newest first.
    pub years: Vec<EntryYear>,
    /// Pages of the entries.
    pub pages: Pagination,
}
