//! The parts of a commentary's body: introduction, notes, remarks (SPEC 4.2, 4.6).
//!
//! Comes in: a read body, its blockquotes already claims. Goes out: [`Part`]s, which together hold every block once.
//! Never done here: laying them out, numbering them.

use super::document::{Block, Document};
use super::locator::Citation;
use super::prose::{Inline, Prose};
use std::ops::Range;

/// A part of a commentary's body (SPEC 4.2). Ranges are of `body.blocks`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text before the first note.
    Introduction(Range<usize>),
    /// A note.
    Note(Note),
    /// Text after a heading or rule that belongs to no note, with its headings; a leading rule is in it.
    Remark(Range<usize>),
}

/// The blocks that belong to one passage, or to several that share a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The heading directly before it.
    pub title: Option<usize>,
    /// The blocks of its cited blockquotes ([`Block::Quotation`]); none for a note on a paragraph without words (SPEC 4.6).
    pub lemmas: Vec<usize>,
    /// For a note without words: the citation it begins with, an index into `body.citations`.
    pub on: Option<usize>,
    /// Its text, also a colon paragraph that stood before its first blockquote.
    pub blocks: Vec<usize>,
}

/// Divides a body. Blocks before the first note are the introduction; what follows a heading or rule and opens no note is a
/// remark.
pub fn divide(body: &Document) -> Vec<Part> {
    divide_blocks(
        &body.blocks,
        &|quotation| body.quotations.get(quotation).map(|claim| claim.citation),
        &body.citations,
    )
}

/// As [`divide`], for blocks whose document is not made yet. `cited` gives the citation of a quotation.
pub fn divide_blocks(blocks: &[Block], cited: &dyn Fn(usize) -> Option<usize>, citations: &[Citation]) -> Vec<Part> {
    let divider = Divider { blocks, cited, citations };
    let mut parts: Vec<Part> = Vec::new();
    for at in 0..blocks.len() {
        divider.place(at, &mut parts);
    }
    parts
}

struct Divider<'a> {
    blocks: &'a [Block],
    cited: &'a dyn Fn(usize) -> Option<usize>,
    citations: &'a [Citation],
}

impl Divider<'_> {
    fn place(&self, at: usize, parts: &mut Vec<Part>) {
        if self.is_title(at) {
            // It joins the note that the next block opens.
            return;
        }
        let title = at.checked_sub(1).filter(|before| self.is_title(*before));
        match &self.blocks[at] {
            Block::Quotation { .. } => {
                let joins = at > 0 && (self.is_lemma(at - 1) || self.introduces(at - 1));
                match parts.last_mut() {
                    Some(Part::Note(note)) if joins && title.is_none() => note.lemmas.push(at),
                    _ => parts.push(Part::Note(Note { title, lemmas: vec![at], on: None, blocks: Vec::new() })),
                }
            }
            Block::Paragraph(prose) if self.introduces(at) || begins_note(prose, self.citations).is_some() => {
                let on = if self.introduces(at) { None } else { begins_note(prose, self.citations) };
                parts.push(Part::Note(Note { title, lemmas: Vec::new(), on, blocks: vec![at] }));
            }
            block => {
                let ends = matches!(block, Block::Heading { .. } | Block::Rule { .. });
                match parts.last_mut() {
                    None => parts.push(Part::Introduction(at..at + 1)),
                    Some(Part::Note(note)) if !ends => note.blocks.push(at),
                    Some(Part::Note(_)) => parts.push(Part::Remark(at..at + 1)),
                    Some(Part::Introduction(range) | Part::Remark(range)) => range.end = at + 1,
                }
            }
        }
    }

    /// A heading directly before what opens a note.
    fn is_title(&self, at: usize) -> bool {
        matches!(self.blocks[at], Block::Heading { .. }) && self.blocks.get(at + 1).is_some_and(|_| self.opens(at + 1))
    }

    fn opens(&self, at: usize) -> bool {
        match &self.blocks[at] {
            Block::Quotation { .. } => true,
            Block::Paragraph(prose) => self.introduces(at) || begins_note(prose, self.citations).is_some(),
            _ => false,
        }
    }

    fn is_lemma(&self, at: usize) -> bool {
        matches!(self.blocks[at], Block::Quotation { .. })
    }

    /// A paragraph whose citation is that of the blockquote after it: `The circular says [@moc-2024-17, ¶3]:`.
    fn introduces(&self, at: usize) -> bool {
        let (Some(Block::Paragraph(prose)), Some(Block::Quotation { quotation, .. })) =
            (self.blocks.get(at), self.blocks.get(at + 1))
        else {
            return false;
        };
        let cited = (self.cited)(*quotation);
        prose.citations().last().is_some_and(|(citation, _)| Some(*citation) == cited)
    }
}

/// The citation of a paragraph that begins with a citation and a locator and goes on (SPEC 4.6).
fn begins_note(prose: &Prose, citations: &[Citation]) -> Option<usize> {
    let Some(Inline::Citation { citation, at }) = prose.inlines.first() else { return None };
    let located = citations.get(*citation)?.items.first()?.locator.is_some();
    let goes_on = prose.plain.text[at.end..].chars().any(char::is_alphanumeric) || prose.citations().len() > 1;
    (located && at.start == 0 && goes_on).then_some(*citation)
}
