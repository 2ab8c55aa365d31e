//! Footnotes in the order of their first mark, and what is wrong with them (SPEC 4.14).

use super::tree::{Tree, Written};
use crate::base::suggest::nearest;
use crate::parse::document::{Block, Footnote, each_prose_mut};
use crate::parse::prose::Inline;
use crate::parse::slips::Slips;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};

/// Whether footnotes without a mark are part of the text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Unused {
    /// They are a source's.
    Kept,
    /// They are reported and left out.
    Reported,
}

/// For how many unknown marks of one file a label is sought.
const GUESSED: usize = 100;

/// Takes the footnotes of a tree, in the order of their marks, and numbers the marks so.
pub fn settle(tree: &mut Tree, unused: Unused, slips: &mut Slips) -> Vec<Footnote> {
    let labels: Vec<String> = tree.footnotes.iter().map(|footnote| footnote.label.clone()).collect();
    for (index, (label, mark)) in std::mem::take(&mut tree.unknown_marks).into_iter().enumerate() {
        let known = labels.iter().map(String::as_str).filter(|_| index < GUESSED);
        slips.unknown_footnote(mark, nearest(&label, known));
    }
    let mut written: BTreeMap<usize, Written> = BTreeMap::new();
    for footnote in std::mem::take(&mut tree.footnotes) {
        match written.entry(footnote.number) {
            Entry::Occupied(_) => slips.footnote_twice(footnote.span.clone(), &footnote.label),
            Entry::Vacant(place) => {
                place.insert(footnote);
            }
        }
    }
    let mut order = Order { written, places: BTreeMap::new(), waiting: VecDeque::new(), settled: Vec::new() };
    order.number_marks(&mut tree.blocks);
    order.take_waiting();
    while let Some((_, footnote)) = order.written.pop_first() {
        match unused {
            Unused::Kept => {
                order.places.insert(footnote.number, order.settled.len());
                order.waiting.push_back(footnote);
                order.take_waiting();
            }
            Unused::Reported => slips.unused_footnote(footnote.span, &footnote.label),
        }
    }
    order.settled
}

struct Order {
    /// Not yet marked, by the number of their label.
    written: BTreeMap<usize, Written>,
    /// The place of each footnote, by the number of its label.
    places: BTreeMap<usize, usize>,
    /// Marked, and not yet looked at for marks of their own.
    waiting: VecDeque<Written>,
    settled: Vec<Footnote>,
}

impl Order {
    fn number_marks(&mut self, blocks: &mut [Block]) {
        each_prose_mut(blocks, &mut |prose| self.number_inlines(&mut prose.inlines));
    }

    fn number_inlines(&mut self, inlines: &mut [Inline]) {
        for inline in inlines {
            match inline {
                Inline::FootnoteMark { footnote, .. } => *footnote = self.place(*footnote),
                Inline::Styled(_, inner) | Inline::Link { inlines: inner, .. } => self.number_inlines(inner),
                _ => {}
            }
        }
    }

    fn place(&mut self, number: usize) -> usize {
        if let Some(known) = self.places.get(&number) {
            return *known;
        }
        let place = self.settled.len() + self.waiting.len();
        self.waiting.extend(self.written.remove(&number));
        self.places.insert(number, place);
        place
    }

    fn take_waiting(&mut self) {
        while let Some(Written { label, mut blocks, span, .. }) = self.waiting.pop_front() {
            let place = self.settled.len();
            self.settled.push(Footnote { label, blocks: Vec::new(), span });
            self.number_marks(&mut blocks);
            self.settled[place].blocks = blocks;
        }
    }
}
