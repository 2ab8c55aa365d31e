//! The containers that are open while blocks are read: blockquotes, lists, tables, footnotes.
//!
//! Comes in: beginnings, ends and finished blocks, in order. Goes out: blocks in blocks. Never done here: running text.

use super::writing::DEEPEST;
use crate::base::file::Span;
use crate::parse::document::{Alignment, Block, Definition};
use crate::parse::prose::Prose;

/// What a container holds.
pub enum Holds {
    /// Blocks that stay where they are: the body itself, or what is nested too deep.
    Blocks,
    /// Blocks of a blockquote.
    Quote,
    /// Items.
    List {
        /// First number of an ordered list.
        first: Option<u64>,
        /// Whether no paragraph of it stands apart.
        tight: bool,
        /// The items so far.
        items: Vec<Vec<Block>>,
    },
    /// Blocks of an item.
    Item,
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// Blocks of a meaning.
    Meaning,
    /// Blocks of a footnote.
    Footnote {
        /// Its label.
        label: String,
    },
    /// Cells.
    Table {
        /// One a column.
        alignments: Vec<Alignment>,
        /// Cells of the head.
        head: Vec<Prose>,
        /// Finished rows.
        rows: Vec<Vec<Prose>>,
        /// The row that is read.
        row: Vec<Prose>,
    },
    /// HTML, which the caller reads: its bytes in the body.
    Html(Span),
}

struct Frame {
    holds: Holds,
    blocks: Vec<Block>,
    start: usize,
}

/// All open containers; the first is the body.
pub struct Frames {
    open: Vec<Frame>,
    quotes: usize,
}

/// Whether a container could be begun.
#[derive(PartialEq, Eq)]
pub enum Begun {
    /// It was.
    Within,
    /// It stands too deep: its blocks go to the container around it.
    TooDeep,
}

/// What the caller has to do when a container ends.
pub enum Ended {
    /// Nothing.
    Placed,
    /// Keep a footnote: its label, its blocks, its first byte in the file.
    Footnote(String, Vec<Block>, usize),
    /// Read HTML.
    Html(Span),
}

impl Frames {
    /// Begins a body.
    pub fn new(start: usize) -> Frames {
        Frames { open: vec![Frame { holds: Holds::Blocks, blocks: Vec::new(), start }], quotes: 0 }
    }

    fn last(&mut self) -> &mut Frame {
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    /// What the innermost container holds.
    pub fn top(&mut self) -> &mut Holds {
        &mut self.last().holds
    }

    /// The last finished block of the innermost container.
    pub fn last_block(&self) -> Option<&Block> {
        self.open.last()?.blocks.last()
    }

    /// In how many blockquotes one is.
    pub fn quotes(&self) -> usize {
        self.quotes
    }

    /// Adds a finished block.
    pub fn push(&mut self, block: Block) {
        self.last().blocks.push(block);
    }

    /// A paragraph with a beginning of its own: the list around it is not tight.
    pub fn loosen(&mut self) {
        if let Some(list) = self.open.len().checked_sub(2)
            && let Holds::List { tight, .. } = &mut self.open[list].holds
        {
            *tight = false;
        }
    }

    /// Begins a container at a place of the file.
    pub fn begin(&mut self, holds: Holds, start: usize) -> Begun {
        let within = match (&holds, self.top()) {
            (Holds::Item, Holds::List { .. }) | (Holds::Meaning, Holds::Definitions(_)) => true,
            (Holds::Table { .. } | Holds::Html(_), _) => true,
            _ => self.open.len() <= DEEPEST,
        };
        let holds = if within { holds } else { Holds::Blocks };
        self.quotes += usize::from(matches!(holds, Holds::Quote));
        self.open.push(Frame { holds, blocks: Vec::new(), start });
        if within { Begun::Within } else { Begun::TooDeep }
    }

    /// Ends the innermost container; `end` is the place after it in the file.
    pub fn end(&mut self, end: usize) -> Ended {
        if self.open.len() < 2 {
            return Ended::Placed;
        }
        let Some(Frame { holds, mut blocks, start }) = self.open.pop() else { return Ended::Placed };
        let around = self.last();
        match (holds, &mut around.holds) {
            (Holds::Quote, _) => {
                around.blocks.push(Block::Quote { blocks, span: start..end });
                self.quotes -= 1;
            }
            (Holds::Item, Holds::List { items, .. }) => items.push(blocks),
            (Holds::Meaning, Holds::Definitions(definitions)) if !definitions.is_empty() => {
                let last = definitions.len() - 1;
                definitions[last].meanings.push(blocks);
            }
            (Holds::Blocks | Holds::Item | Holds::Meaning, _) => around.blocks.append(&mut blocks),
            (Holds::List { first, tight, items }, _) => around.blocks.push(Block::List { start: first, tight, items }),
            (Holds::Definitions(definitions), _) => around.blocks.push(Block::Definitions(definitions)),
            (Holds::Table { alignments, head, rows, .. }, _) => {
                around.blocks.push(Block::Table { alignments, head, rows });
            }
            (Holds::Footnote { label }, _) => return Ended::Footnote(label, blocks, start),
            (Holds::Html(span), _) => return Ended::Html(span),
        }
        Ended::Placed
    }

    /// How many containers are open besides the body.
    pub fn depth(&self) -> usize {
        self.open.len() - 1
    }

    /// The blocks of the body.
    pub fn finish(mut self) -> Vec<Block> {
        self.open.swap_remove(0).blocks
    }
}
