//! A text cut to what may be shown of it (SPEC 7), before anything is made of it.
//!
//! Comes in: a [`Document`] and the parts of its running text that are shown. Goes out: blocks in which nothing is left of
//! what is hidden: no words, no link, no picture, no mark of a hidden footnote, no empty element. Never done here: deciding
//! what is shown, saying that something was left out.

use super::document::{Block, Definition, Document, each_prose};
use super::prose::{Inline, Prose};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What is shown of a document: bytes of its blocks of running text by their ordinals, in order, not overlapping. Of blocks
/// that are not here nothing is shown.
pub type Parts = BTreeMap<usize, Vec<Range<usize>>>;

/// Cuts the blocks of one document.
#[derive(Debug)]
pub struct Cut<'a> {
    parts: &'a Parts,
    /// Footnotes of which something is shown.
    footnotes: BTreeSet<usize>,
}

impl Cut<'_> {
    /// For a document of which some parts are shown.
    pub fn new<'a>(document: &Document, parts: &'a Parts) -> Cut<'a> {
        let is_shown = |blocks: &[Block]| {
            let mut shown = false;
            each_prose(blocks, &mut |prose| shown |= parts.get(&prose.ordinal).is_some_and(|parts| !parts.is_empty()));
            shown
        };
        let footnotes = document.footnotes.iter().enumerate().filter(|(_, footnote)| is_shown(&footnote.blocks));
        Cut { parts, footnotes: footnotes.map(|(index, _)| index).collect() }
    }

    /// What is shown of some blocks.
    pub fn blocks(&self, blocks: &[Block]) -> Vec<Block> {
        blocks.iter().filter_map(|block| self.block(block)).collect()
    }

    /// What is shown of a block; `None` where that is nothing. Hidden items of a list stay as empty ones, so that the others
    /// keep their numbers; hidden cells stay empty, so that the others keep their columns.
    pub fn block(&self, block: &Block) -> Option<Block> {
        match block {
            Block::Paragraph(prose) => self.prose(prose).map(Block::Paragraph),
            Block::Heading { level, id, classes, prose } => {
                let (id, classes) = (id.clone(), classes.clone());
                self.prose(prose).map(|prose| Block::Heading { level: *level, id, classes, prose })
            }
            Block::Quote { blocks, span } => {
                let blocks = self.blocks(blocks);
                (!blocks.is_empty()).then(|| Block::Quote { blocks, span: span.clone() })
            }
            Block::Quotation { quotation, words, gloss, span } => {
                let (words, gloss) = (self.blocks(words), self.blocks(gloss));
                let is_empty = words.is_empty() && gloss.is_empty();
                (!is_empty).then(|| Block::Quotation { quotation: *quotation, words, gloss, span: span.clone() })
            }
            Block::List { start, tight, items } => {
                let items: Vec<Vec<Block>> = items.iter().map(|item| self.blocks(item)).collect();
                let end = items.iter().rposition(|item| !item.is_empty())? + 1;
                Some(Block::List { start: *start, tight: *tight, items: items.into_iter().take(end).collect() })
            }
            Block::Definitions(definitions) => {
                let definitions: Vec<Definition> = definitions.iter().filter_map(|one| self.definition(one)).collect();
                (!definitions.is_empty()).then_some(Block::Definitions(definitions))
            }
            Block::Code { language, prose } => {
                self.prose(prose).map(|prose| Block::Code { language: language.clone(), prose })
            }
            Block::Table { alignments, head, rows } => {
                let head = self.cells(head);
                let rows: Vec<Vec<Prose>> =
                    rows.iter().map(|row| self.cells(row)).filter(|row| has_words(row)).collect();
                let is_empty = rows.is_empty() && !has_words(&head);
                (!is_empty).then(|| Block::Table { alignments: alignments.clone(), head, rows })
            }
            Block::Rule { .. } => None,
        }
    }

    fn definition(&self, definition: &Definition) -> Option<Definition> {
        let meanings = definition.meanings.iter().map(|meaning| self.blocks(meaning));
        let meanings: Vec<Vec<Block>> = meanings.filter(|meaning| !meaning.is_empty()).collect();
        let term = self.cell(&definition.term);
        (!term.inlines.is_empty() || !meanings.is_empty()).then_some(Definition { term, meanings })
    }

    fn cells(&self, cells: &[Prose]) -> Vec<Prose> {
        cells.iter().map(|cell| self.cell(cell)).collect()
    }

    fn cell(&self, cell: &Prose) -> Prose {
        self.prose(cell).unwrap_or_else(|| Prose { inlines: Vec::new(), ..cell.clone() })
    }

    fn prose(&self, prose: &Prose) -> Option<Prose> {
        let parts = self.parts.get(&prose.ordinal)?;
        let inlines = self.inlines(&prose.inlines, parts);
        let says_something = inlines.iter().any(|inline| !matches!(inline, Inline::Task(_)));
        says_something.then(|| Prose { inlines, ..prose.clone() })
    }

    /// Titles of links and pictures are no words of the text, so they are never among what is shown.
    fn inlines(&self, inlines: &[Inline], parts: &[Range<usize>]) -> Vec<Inline> {
        let holds = |range: &Range<usize>| shown_of(range, parts).any(|shown| shown == *range);
        let title = String::new;
        let mut kept = Vec::new();
        for inline in inlines {
            match inline {
                Inline::Text(range) => kept.extend(shown_of(range, parts).map(Inline::Text)),
                Inline::Code(range) => kept.extend(shown_of(range, parts).map(Inline::Code)),
                // A line that ends where a part does is no line of its own.
                Inline::Break(range) if holds(&(range.start.saturating_sub(1)..range.end + 1)) => {
                    kept.push(inline.clone());
                }
                Inline::Styled(style, inner) => {
                    let inner = self.inlines(inner, parts);
                    kept.extend((!inner.is_empty()).then_some(Inline::Styled(*style, inner)));
                }
                Inline::Link { to, inlines, span, .. } => {
                    let inlines = self.inlines(inlines, parts);
                    let link = |inlines| Inline::Link { to: to.clone(), title: title(), inlines, span: span.clone() };
                    kept.extend((!inlines.is_empty()).then(|| link(inlines)));
                }
                Inline::Image { to, alt, at, span, .. } if holds(at) => {
                    let (to, alt, at, span) = (to.clone(), alt.clone(), at.clone(), span.clone());
                    kept.push(Inline::Image { to, title: title(), alt, at, span });
                }
                // A footnote mark belongs to what stands before it.
                Inline::FootnoteMark { footnote, at, .. }
                    if self.footnotes.contains(footnote) && holds(&(at.saturating_sub(1)..*at)) =>
                {
                    kept.push(inline.clone());
                }
                Inline::Citation { at, .. } if holds(at) => kept.push(inline.clone()),
                Inline::Task(_) => kept.push(inline.clone()),
                Inline::Break(_) | Inline::Image { .. } | Inline::FootnoteMark { .. } | Inline::Citation { .. } => {}
            }
        }
        kept
    }
}

/// What of a range lies in the parts.
fn shown_of(range: &Range<usize>, parts: &[Range<usize>]) -> impl Iterator<Item = Range<usize>> {
    let first = parts.partition_point(|part| part.end <= range.start);
    let (start, end) = (range.start, range.end);
    let parts = parts[first..].iter().take_while(move |part| part.start < end);
    parts.map(move |part| part.start.max(start)..part.end.min(end))
}

fn has_words(cells: &[Prose]) -> bool {
    cells.iter().any(|cell| !cell.inlines.is_empty())
}
