//! Ways through a body: every block of running text, every inline, and the top-level block each lies in.
//!
//! Comes in: a [`Document`]. Goes out: its parts, in the order of the page. Never done here: judging them.

use crate::parse::document::{Block, Document};
use crate::parse::prose::{Inline, Prose};
use std::ops::Range;

/// Calls `found` with every block of running text, with the index of the top-level block it lies in. Blocks are counted
/// through: first those of the body, then its footnotes.
pub fn each_prose<'a>(document: &'a Document, found: &mut impl FnMut(usize, &'a Prose)) {
    for (index, block) in document.blocks.iter().enumerate() {
        prose_of_block(block, &mut |prose| found(index, prose));
    }
    for (index, footnote) in document.footnotes.iter().enumerate() {
        let index = document.blocks.len() + index;
        prose_of_blocks(&footnote.blocks, &mut |prose| found(index, prose));
    }
}

/// Calls `found` with every block of running text in some blocks.
pub fn prose_of_blocks<'a>(blocks: &'a [Block], found: &mut dyn FnMut(&'a Prose)) {
    blocks.iter().for_each(|block| prose_of_block(block, found));
}

fn prose_of_block<'a>(block: &'a Block, found: &mut dyn FnMut(&'a Prose)) {
    match block {
        Block::Paragraph(prose) | Block::Heading { prose, .. } | Block::Code { prose, .. } => found(prose),
        Block::Quote { blocks, .. } => prose_of_blocks(blocks, found),
        Block::Quotation { words, gloss, .. } => {
            prose_of_blocks(words, found);
            prose_of_blocks(gloss, found);
        }
        Block::List { items, .. } => items.iter().for_each(|item| prose_of_blocks(item, found)),
        Block::Definitions(list) => {
            for definition in list {
                found(&definition.term);
                definition.meanings.iter().for_each(|meaning| prose_of_blocks(meaning, found));
            }
        }
        Block::Table { head, rows, .. } => head.iter().chain(rows.iter().flatten()).for_each(found),
        Block::Rule { .. } => {}
    }
}

/// Calls `found` with every inline, outer ones before those inside them.
pub fn each_inline<'a>(inlines: &'a [Inline], found: &mut dyn FnMut(&'a Inline)) {
    for inline in inlines {
        found(inline);
        if let Inline::Styled(_, inner) | Inline::Link { inlines: inner, .. } = inline {
            each_inline(inner, found);
        }
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
