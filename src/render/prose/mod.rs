//! Documents as HTML: a small writer over the tree that `parse` made.
//!
//! Comes in: a [`Document`], and a [`Setting`] that says what is known of it on the page it stands on: where links lead,
//! which words are quoted, which passages lie over its text. Goes out: [`Html`], balanced, every text in it escaped,
//! no address but a relative one or one of a safe scheme. Never done here: deciding anything of that; computing an
//! address; inline styles or scripts.
//!
//! One [`Writer`] serves one document on one page, since it counts the marks of footnotes. It can be asked for the
//! document in pieces (a note, a row), in any order.

mod stretches;
mod own_words;
mod inlines;
mod blocks;
mod plain;
#[cfg(test)]
mod tests;

pub use plain::{first_words, text_of};

use super::html::Html;
use super::words::{Interface, Value};
use crate::base::html::escape_into;
use crate::base::language::Language;
use crate::parse::cut::{Cut, Parts};
use crate::parse::document::{Block, Document, each_prose};
use crate::parse::prose::{Inline, each_inline};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What is known of a document on the page it stands on. Everything has a default that knows nothing, so that a setting
/// says no more than it must. Indexes are those of the document, ordinals those of its proses.
pub trait Setting {
    /// Where an address leads that the author wrote. Without an answer its words stand without a link.
    fn link(&self, to: &str) -> Option<Link> {
        let _ = to;
        None
    }

    /// The picture at an address that the author wrote. Without an answer its alternative text stands in its place.
    fn picture(&self, to: &str) -> Option<Picture> {
        let _ = to;
        None
    }

    /// How a citation reads, phrasing content; nothing where it is not shown.
    fn citation(&self, citation: usize) -> Html {
        let _ = citation;
        Html::default()
    }

    /// Whether and how a span in running text is marked as a source's words. Without an answer it is text like any other.
    fn quoted(&self, quotation: usize) -> Option<Quoted> {
        let _ = quotation;
        None
    }

    /// How a cited blockquote is shown.
    fn quotation(&self, quotation: usize) -> Attributed {
        let _ = quotation;
        Attributed::default()
    }

    /// The id of a heading.
    fn heading(&self, ordinal: usize) -> Option<String> {
        let _ = ordinal;
        None
    }

    /// The number of a block of running text, where it is the first with this number.
    fn paragraph(&self, ordinal: usize) -> Option<Paragraph> {
        let _ = ordinal;
        None
    }

    /// The passages that lie over a block of running text, in order of where they begin.
    fn marks(&self, ordinal: usize) -> Vec<Mark> {
        let _ = ordinal;
        Vec::new()
    }

    /// What of the document is shown, where that is not all of it (rights `excerpts` and `metadata`).
    fn shown(&self) -> Option<&Parts> {
        None
    }
}

/// A setting in which nothing is known.
pub struct Unknown;

impl Setting for Unknown {}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// For `href`, percent-encoded.
    pub href: String,
    /// Whether it leaves the site.
    pub external: bool,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// For `src`, percent-encoded.
    pub src: String,
    /// Width and height in pixels, where they are known.
    pub size: Option<(u32, u32)>,
}

/// A span in running text that is a source's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quoted {
    /// The source's own characters, where they differ from what the author typed (SPEC 8).
    pub own_words: Option<String>,
    /// Language of the source, where it is not that of the text around it.
    pub language: Option<Language>,
}

/// A cited blockquote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributed {
    /// Whether its words are a source's: only those wear the colour of quotations.
    pub verified: bool,
    /// The source's own characters, one text a paragraph; `None` where they are shown as the author wrote them.
    pub own_words: Option<Vec<String>>,
    /// Language of the source, where it is not that of the text around it.
    pub language: Option<Language>,
    /// The passage on the page of its source, for `cite`.
    pub cite: Option<String>,
    /// Whose words they are and what is to be said of them, phrasing content.
    pub attribution: Html,
}

/// A numbered block of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its ¶.
    pub number: u32,
    /// Its id; in excerpts it has none.
    pub id: Option<String>,
    /// Where its number leads: to itself, or in excerpts to the page of the source.
    pub href: String,
    /// Notes on it that quote no words.
    pub notes: Vec<NoteMark>,
}

/// A passage over one block of running text. One that runs over several blocks has a mark in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the block's text.
    pub range: Range<usize>,
    /// Its id, `q-…`, for `data-passage`.
    pub passage: String,
    /// Whether this mark bears the id: where the passage begins, at its first sight on the page.
    pub bears_id: bool,
    /// Its notes, whose numbers stand at the end; empty where the passage goes on in another block.
    pub notes: Vec<NoteMark>,
}

/// The number of a note, in the text it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteMark {
    /// What is shown: `3`, `A1`.
    pub label: String,
    /// The note.
    pub href: String,
    /// Its accessible name, with the label in it.
    pub name: String,
}

/// How a document is written.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// Words of the interface in the language of the page.
    pub interface: &'a Interface,
    /// The level of the document's highest headings, whatever the author began with; lower ones follow without a gap.
    pub headings_from: u8,
    /// What stands before `#` in links to the document itself: nothing on its page, the page's address in a feed.
    pub here: &'a str,
    /// What the ids of footnotes hold besides their letter, so that they are unique where a page shows several texts.
    pub footnotes: &'a str,
    /// The direction of its paragraphs.
    pub direction: ParagraphDirection,
}

/// Where the direction of a paragraph comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphDirection {
    /// From what it stands in.
    Inherited,
    /// From its first letter: in notes, which mix languages.
    Auto,
}

/// Writes one document on one page.
pub struct Writer<'a, S: Setting> {
    document: &'a Document,
    setting: &'a S,
    options: Options<'a>,
    /// Where not all of the document is shown.
    cut: Option<Cut<'a>>,
    /// Footnotes whose marks are in what is shown: only these have a way back.
    marked: BTreeSet<usize>,
    /// The levels of headings that the document has, the highest first.
    levels: Vec<u8>,
    /// How many marks of each footnote were written.
    marks: BTreeMap<usize, usize>,
    /// Footnotes that were marked and not yet written, in order of their first mark.
    pending: Vec<usize>,
    written: BTreeSet<usize>,
}

impl<'a, S: Setting> Writer<'a, S> {
    /// A writer that has written nothing, for a page that shows the document from its first block to its last.
    pub fn new(document: &'a Document, setting: &'a S, options: Options<'a>) -> Writer<'a, S> {
        Writer::of(document, setting, options, 0..document.blocks.len() + document.footnotes.len())
    }

    /// A writer for a page that shows some blocks of the document, counted through with its footnotes.
    pub fn of(document: &'a Document, setting: &'a S, options: Options<'a>, range: Range<usize>) -> Writer<'a, S> {
        let cut = setting.shown().map(|parts| Cut::new(document, parts));
        let blocks = document.blocks.as_slice();
        let blocks = cut.as_ref().map_or(Cow::Borrowed(blocks), |cut| Cow::Owned(cut.blocks(blocks)));
        let mut levels = Vec::new();
        blocks.iter().for_each(|block| add_levels(block, &mut levels));
        levels.sort_unstable();
        levels.dedup();
        let (marks, pending, written) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
        let marked = marked(document, cut.as_ref(), range);
        Writer { document, setting, options, cut, marked, levels, marks, pending, written }
    }

    /// Lets the highest headings of what is written from now on be of this level.
    pub fn set_headings_from(&mut self, level: u8) {
        self.options.headings_from = level;
    }

    /// Footnotes marked in what was written so far and not yet written themselves, each with its way back.
    pub fn footnotes(&mut self) -> Html {
        let mut out = String::new();
        // A footnote may mark another.
        while !self.pending.is_empty() {
            for footnote in std::mem::take(&mut self.pending) {
                self.write_footnote(&mut out, footnote);
            }
        }
        Html::ready(out)
    }

    /// Blocks of the document counted through, top-level blocks first, then footnotes (as in the rows of a reading).
    pub fn range(&mut self, range: Range<usize>) -> Html {
        let mut out = String::new();
        let document = self.document;
        for index in range {
            match document.blocks.get(index) {
                Some(block) => self.write_shown(&mut out, block),
                None if index - document.blocks.len() < document.footnotes.len() => {
                    self.write_footnote(&mut out, index - document.blocks.len());
                }
                None => {}
            }
        }
        Html::ready(out)
    }

    /// A block of the document, or what is shown of it.
    fn write_shown(&mut self, out: &mut String, block: &Block) {
        match &self.cut {
            None => self.write_block(out, block),
            Some(cut) => {
                if let Some(block) = cut.block(block) {
                    self.write_block(out, &block);
                }
            }
        }
    }

    fn word(&self, key: &str, name: &str, value: Value) -> String {
        self.options.interface.text(key, &BTreeMap::from([(name.to_owned(), value)]))
    }
}

/// The footnotes marked in some blocks of a document, and in those footnotes in turn.
fn marked(document: &Document, cut: Option<&Cut>, range: Range<usize>) -> BTreeSet<usize> {
    let mut marked = BTreeSet::new();
    let mut parts: Vec<usize> = if document.footnotes.is_empty() { Vec::new() } else { range.collect() };
    while let Some(part) = parts.pop() {
        let blocks = match document.blocks.get(part) {
            Some(block) => std::slice::from_ref(block),
            None => document.footnotes.get(part - document.blocks.len()).map_or(&[][..], |footnote| &footnote.blocks),
        };
        let blocks = cut.map_or(Cow::Borrowed(blocks), |cut| Cow::Owned(cut.blocks(blocks)));
        each_prose(&blocks, &mut |prose| {
            each_inline(&prose.inlines, &mut |inline| match inline {
                Inline::FootnoteMark { footnote, .. } if marked.insert(*footnote) => {
                    parts.push(document.blocks.len() + footnote);
                }
                _ => {}
            });
        });
    }
    marked
}

/// The levels of the headings of a block.
fn add_levels(block: &Block, levels: &mut Vec<u8>) {
    match block {
        Block::Heading { level, .. } => levels.push(*level),
        Block::Quote { blocks, .. } => blocks.iter().for_each(|block| add_levels(block, levels)),
        Block::List { items, .. } => items.iter().flatten().for_each(|block| add_levels(block, levels)),
        _ => {}
    }
}

/// An attribute, its value escaped.
fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape_into(out, value);
    out.push('"');
}

/// Text in an element. Control characters, which neither HTML nor XML may hold, are left out.
fn write_text(out: &mut String, text: &str) {
    let forbidden = |character: char| {
        (character.is_control() && !matches!(character, '\t' | '\n')) || matches!(character, '\u{fffe}' | '\u{ffff}')
    };
    match text.contains(forbidden) {
        true => escape_into(out, &text.replace(forbidden, "")),
        false => escape_into(out, text),
    }
}

/// An address that may stand in `href` or `src`: relative, or of a scheme that runs nothing. Settings give no others;
/// this is the last door, and it is small enough to be sure of.
fn is_safe(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    let relative = !scheme.contains(':') && !address.starts_with("//") && !address.starts_with("/\\");
    let lower = scheme.to_ascii_lowercase();
    let known = ["http:", "https:", "mailto:"].iter().any(|known| lower.starts_with(known));
    (relative || known)
        && !address.chars().any(|character| character.is_control() || character == ' ' || character == '\\')
}
