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

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> FoldedSource {
        FoldedSource::new(&StoredText::from_text(text), &Language::parse("en").unwrap())
    }

    #[test]
    fn a_text_equals_one_of_other_typography() {
        assert!(source("“Yes”, he said.").equals(&source("\"Yes\", he said.")));
        assert!(!source("Yes, he said.").equals(&source("Yes, she said.")));
    }

    #[test]
    fn places_are_found_by_paragraph_and_by_page() {
        let page = |page: &str, from, at| PrintedPage { page: page.to_owned(), from, at };
        let text = source("Née ici.\n\nTwo words.\n\nThree more words.");
        let text = text.with_pages(&[page("8", 3, 6), page("7", 1, 4), page("x", 9, 0)]);
        assert_eq!((text.last_number(), source("One.").last_number(), source("").last_number()), (3, 1, 0));
        let at = |words: &str| {
            let from = text.folded().raw().find(words).unwrap();
            from..from + words.len()
        };
        let paragraphs = Locator::Paragraphs;
        for (locator, inside, outside) in [
            (Locator::Paragraph(2), "Two words", "Three"),
            (paragraphs(2, 3), "Two words", "Née"),
            (paragraphs(1, 2), "Two words", "Three"),
            (Locator::Page("7".to_owned()), "ici", "Née"),
            (Locator::Page("7".to_owned()), "Three", "more"),
            (Locator::Page("8".to_owned()), "more", "Three"),
        ] {
            assert!(text.is_at(&locator, &at(inside)) && !text.is_at(&locator, &at(outside)), "{locator:?}");
            assert!(text.has_place(&locator), "{locator:?}");
        }
        for locator in [Locator::Paragraph(4), paragraphs(1, 4), paragraphs(0, 3), Locator::Page("x".to_owned())] {
            assert!(!text.has_place(&locator), "{locator:?}");
        }
        assert!(!text.is_at(&paragraphs(1, 2), &(at("words.").start..at("Three").end)));
    }

    #[test]
    fn a_range_is_cut_into_blocks_without_blanks_at_their_edges() {
        let text = source("One two.\n\nThree four.");
        let stretch = |block, range| Stretch { block, range };
        assert_eq!(text.stretches(&(3..15)), [stretch(0, 4..8), stretch(1, 0..5)]);
        assert_eq!(text.stretches(&(3..4)), []);
        assert_eq!(text.stretches(&(9..9)), []);
        assert_eq!((text.text_of(&stretch(1, 6..10)), text.block(1)), ("four", "Three four."));
    }

    #[test]
    fn emphasis_is_known_by_the_byte() {
        let mut stored = StoredText::from_text("One two three.\n\nFour five.");
        stored.blocks[0].plain.emphasis = vec![0..3, 8..13];
        stored.blocks[1].plain.emphasis = vec![5..9];
        let text = FoldedSource::new(&stored, &Language::parse("en").unwrap());
        let raw = text.folded().raw();
        let words: String = (0..raw.len()).filter(|at| text.is_emphasised(*at)).map(|at| &raw[at..=at]).collect();
        assert_eq!(words, "Onethreefive");
    }
}
