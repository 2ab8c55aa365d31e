//! The vocabulary, and one term of it.

use super::entry::{EntryYear, SourceEntry};
use super::part::{CountedLink, Link, Pagination, Plot, Spark};
use serde::Serialize;

/// `topics` in `topics.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Topics {
    /// Terms without a parent, each with all below it.
    pub groups: Vec<TopicNode>,
    /// All terms by the first letter of their label, in the site's collation.
    pub letters: Vec<Letter>,
}

/// A term with those below it.
#[derive(Clone, Debug, Serialize)]
pub struct TopicNode {
    /// Label.
    pub label: String,
    /// Its page.
    pub link: String,
    /// Its entries and those of the terms below it.
    pub count: usize,
    /// Description, plain text.
    pub description: Option<String>,
    /// Its entries in the last twelve months; only for terms without a parent that have any.
    pub spark: Option<Spark>,
    /// Terms below it.
    pub children: Vec<TopicNode>,
}

/// A letter of the index.
#[derive(Clone, Debug, Serialize)]
pub struct Letter {
    /// The letter, upper case.
    pub letter: String,
    /// Id of its section, `letter-1`; `""` for a letter of the alphabet without a term.
    pub id: String,
    /// Its terms.
    pub topics: Vec<CountedLink>,
}

/// `topic` in `topic.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Topic {
    /// Label.
    pub label: String,
    /// Description, plain text.
    pub description: Option<String>,
    /// Terms above it, from the top.
    pub parents: Vec<Link>,
    /// Terms right below it.
    pub children: Vec<CountedLink>,
    /// Its other terms with the same parent.
    pub siblings: Vec<CountedLink>,
    /// How many entries, children's included.
    pub count: usize,
    /// Entries per month; `None` where there are none.
    pub plot: Option<Plot>,
    /// Entries of this page, by year, newest first; each with its `quote`.
    pub years: Vec<EntryYear>,
    /// Pages of the entries.
    pub pages: Pagination,
    /// Sources filed under it, newest first, on the first page.
    pub sources: Vec<SourceEntry>,
    /// Its Atom feed.
    pub feed: Option<String>,
}
