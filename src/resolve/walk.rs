//! Ways through a body: every block of running text, and the top-level block each lies in.
//!
//! Comes in: a [`Document`]. Goes out: its parts, in the order of the page. Never done here: judging them.

use crate::parse::document::{self, Document};
use crate::parse::prose::Prose;
use std::ops::Range;

/// Calls `found` with every block of running text, with the index of the top-level block it lies in. Blocks are counted
/// through: first those of the body, then its footnotes.
pub fn each_prose<'a>(document: &'a Document, found: &mut impl FnMut(usize, &'a Prose)) {
    for (index, block) in document.blocks.iter().enumerate() {
        document::each_prose(std::slice::from_ref(block), &mut |prose| found(index, prose));
    }
    for (index, footnote) in document.footnotes.iter().enumerate() {
        let index = document.blocks.len() + index;
        document::each_prose(&footnote.blocks, &mut |prose| found(index, prose));
    }
}

/// Which top-level block each block of running text lies in, by its ordinal.
#[derive(Debug)]
pub struct BlockOf {
    blocks: Vec<usize>,
    count: usize,
}

impl BlockOf {
    /// Of a body.
    pub fn document(document: &Document) -> BlockOf {
        let mut blocks = vec![0; document.proses];
        each_prose(document, &mut |block, prose| {
            if let Some(entry) = blocks.get_mut(prose.ordinal) {
                *entry = block;
            }
        });
        BlockOf { blocks, count: document.blocks.len() + document.footnotes.len() }
    }

    /// The top-level block of a prose.
    pub fn of(&self, ordinal: usize) -> usize {
        self.blocks.get(ordinal).copied().unwrap_or(0)
    }

    /// The top-level blocks from one prose to another, the last included.
    pub fn range(&self, first: usize, last: usize) -> Range<usize> {
        let (first, last) = (self.of(first), self.of(last));
        first.min(last)..first.max(last) + 1
    }

    /// How many top-level blocks there are, footnotes counted.
    pub fn count(&self) -> usize {
        self.count
    }
}
