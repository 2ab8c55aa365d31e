//! A stored text, made ready for any number of quotations.

use super::lists::{self, Lists};
use super::passage::Stretch;
use crate::base::fold::{Folded, Folder, Parting, Side, is_blank};
use crate::base::language::Language;
use crate::parse::locator::Locator;
use crate::parse::source::PrintedPage;
use crate::parse::words::{StoredKind, StoredText};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock};

/// A stored text, folded once.
#[derive(Clone, Debug)]
pub struct FoldedSource {
    language: Language,
    lists: &'static Lists,
    folded: Folded,
    /// The ¶ of each block.
    numbers: Vec<u32>,
    /// What was emphasised, as ranges of the raw text, in order.
    emphasis: Vec<Range<u32>>,
    /// Where each printed page begins in the raw text, in order.
    pages: Vec<(String, usize)>,
    /// What was found out when it was first asked for.
    found: Arc<Found>,
}

/// What is the same for every quotation, and costs a pass over the whole text.
#[derive(Default)]
struct Found {
    /// Words of Arabic or Hebrew that stand by themselves or not, with the particle that is not looked at.
    standing: Mutex<BTreeMap<(String, String), bool>>,
    /// The quotation marks that are paired, as bytes of the raw text, and whether they open.
    marks: OnceLock<Vec<(usize, bool)>>,
}

impl std::fmt::Debug for Found {
    /// Nothing: what was asked for, and when, is no part of a source.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Found")
    }
}

impl FoldedSource {
    /// Folds a text. Linear in its length, and paid once.
    pub fn new(stored: &StoredText, language: &Language) -> FoldedSource {
        let mut folder = Folder::new(Side::Stored);
        let mut emphasis = Vec::new();
        let mut base = 0u32;
        let mut before = StoredKind::Paragraph;
        for block in &stored.blocks {
            let walled = before == StoredKind::Cell || block.kind == StoredKind::Cell;
            let parting = if walled { Parting::Wall } else { Parting::Break };
            folder.paragraph(&block.plain.text, &block.plain.line_ends, parting);
            let place = |offset: usize| base + offset as u32;
            emphasis.extend(block.plain.emphasis.iter().map(|range| place(range.start)..place(range.end)));
            base = place(block.plain.text.len()) + 1;
            before = block.kind;
        }
        FoldedSource {
            language: language.clone(),
            lists: lists::of(language),
            folded: folder.finish(),
            numbers: stored.blocks.iter().map(|block| block.number).collect(),
            emphasis,
            pages: Vec::new(),
            found: Arc::default(),
        }
    }

    /// Adds where its printed pages begin, so that `p. 3` is a place.
    pub fn with_pages(mut self, pages: &[PrintedPage]) -> FoldedSource {
        self.pages = Vec::new();
        for page in pages {
            let Some(block) = self.numbers.iter().position(|number| *number == page.from) else { continue };
            let range = self.folded.paragraph(block);
            let text = &self.folded.raw()[range.clone()];
            let offset = text.char_indices().nth(page.at).map_or(text.len(), |(offset, _)| offset);
            self.pages.push((page.page.clone(), range.start + offset));
        }
        self.pages.sort_by_key(|(_, from)| *from);
        self
    }

    /// Its language.
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// Its folded form: for whoever compares texts or makes an index of them.
    pub fn folded(&self) -> &Folded {
        &self.folded
    }

    /// The highest ¶; 0 for an empty text.
    pub fn last_number(&self) -> u32 {
        self.numbers.iter().copied().max().unwrap_or(0)
    }

    /// Whether two stored texts are equal but for typography.
    pub fn equals(&self, other: &FoldedSource) -> bool {
        self.folded.text() == other.folded.text()
    }

    pub(super) fn lists(&self) -> &'static Lists {
        self.lists
    }

    /// The first and the last ¶ of a range of the raw text that is not empty.
    pub(super) fn paragraphs(&self, raw: &Range<usize>) -> (u32, u32) {
        let number = |at: usize| self.numbers.get(self.folded.locate(at).0).copied().unwrap_or(0);
        (number(raw.start), number(raw.end.saturating_sub(1).max(raw.start)))
    }

    /// The blocks that a range of the raw text is part of, without blanks at their edges.
    pub(super) fn stretches(&self, raw: &Range<usize>) -> Vec<Stretch> {
        let (first, _) = self.folded.locate(raw.start);
        let (last, _) = self.folded.locate(raw.end.saturating_sub(1).max(raw.start));
        let mut stretches = Vec::new();
        for block in first..=last.min(self.folded.paragraphs().saturating_sub(1)) {
            let range = self.folded.paragraph(block);
            let (from, to) = (raw.start.max(range.start), raw.end.min(range.end));
            let text = self.folded.raw().get(from..to).unwrap_or("");
            let inner = text.trim_matches(is_blank);
            if !inner.is_empty() {
                let from = from + (text.len() - text.trim_start_matches(is_blank).len()) - range.start;
                stretches.push(Stretch { block, range: from..from + inner.len() });
            }
        }
        stretches
    }

    /// The characters of a stretch.
    pub(super) fn text_of(&self, stretch: &Stretch) -> &str {
        let start = self.folded.paragraph(stretch.block).start;
        &self.folded.raw()[start + stretch.range.start..start + stretch.range.end]
    }

    /// The text of a whole block.
    pub(super) fn block(&self, index: usize) -> &str {
        &self.folded.raw()[self.folded.paragraph(index)]
    }

    /// Whether a byte of the raw text was emphasised.
    pub(super) fn is_emphasised(&self, raw: usize) -> bool {
        let next = self.emphasis.partition_point(|range| range.start as usize <= raw);
        next.checked_sub(1).is_some_and(|index| raw < self.emphasis[index].end as usize)
    }

    /// Whether a word stands by itself, found out once.
    pub(super) fn remember_standing(&self, word: &str, particle: &str, find: impl FnOnce() -> bool) -> bool {
        let key = (word.to_owned(), particle.to_owned());
        let known = |standing: &BTreeMap<_, bool>| standing.get(&key).copied();
        if let Some(known) = self.found.standing.lock().ok().and_then(|standing| known(&standing)) {
            return known;
        }
        let found = find();
        if let Ok(mut standing) = self.found.standing.lock() {
            standing.insert(key, found);
        }
        found
    }

    /// The quotation marks that are paired, in order, found by `pair` once.
    pub(super) fn marks(&self, pair: impl FnOnce() -> Vec<(usize, bool)>) -> &[(usize, bool)] {
        self.found.marks.get_or_init(pair)
    }

    /// Whether a passage is where a locator says.
    pub(super) fn is_at(&self, locator: &Locator, raw: &Range<usize>) -> bool {
        let (first, last) = self.paragraphs(raw);
        match locator {
            Locator::Paragraph(number) => first == *number,
            Locator::Paragraphs(from, to) => first >= *from && last <= *to,
            Locator::Page(name) => self.pages.iter().enumerate().any(|(index, (page, from))| {
                let end = self.pages.get(index + 1).map_or(usize::MAX, |(_, next)| *next);
                page == name && (*from..end).contains(&raw.start)
            }),
        }
    }

    /// Whether the text has the place that a locator names.
    pub fn has_place(&self, locator: &Locator) -> bool {
        match locator {
            Locator::Paragraph(number) => self.numbers.contains(number),
            Locator::Paragraphs(from, to) => self.numbers.contains(from) && self.numbers.contains(to),
            Locator::Page(name) => self.pages.iter().any(|(page, _)| page == name),
        }
    }
}
