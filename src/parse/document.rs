//! A Markdown body, read: blocks, with the claims made in it beside them.
//!
//! One type serves sources (which have neither citations nor quotations), commentary, editions and pages.

use super::ids::SourceId;
use super::locator::Citation;
use super::prose::Prose;
use super::words::Words;
use crate::base::file::Span;
use std::sync::Arc;

/// A body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// In order.
    pub blocks: Vec<Block>,
    /// In the order of their first mark. In a source those without a mark follow, since they are part of its text;
    /// anywhere else each has at least one.
    pub footnotes: Vec<Footnote>,
    /// Every citation, in the order of the file.
    pub citations: Vec<Citation>,
    /// Every claim to be a source's words, in the order of the file.
    pub quotations: Vec<Quotation>,
    /// Citations that no quoted span or blockquote belongs to: references (SPEC 4.5), as indexes into `citations`.
    pub references: Vec<usize>,
    /// Quoted spans with no citation, in the order of the file: each is a problem unless it is, whole, the name of a
    /// publication or the title or subtitle of a source that its sentence cites, which only `resolve` can know.
    pub uncited: Vec<Uncited>,
    /// Links whose text is a key and nothing more, `[@harbourwatch](https://…)`: a slip where the key is a stored source.
    pub linked_keys: Vec<(SourceId, Span)>,
    /// How many blocks of running text there are: one more than the highest [`Prose::ordinal`].
    pub proses: usize,
}

impl Document {
    /// How many blocks of running text one part of it has. Parts are counted through: first its blocks, then its footnotes.
    pub fn proses_in(&self, part: usize) -> usize {
        match self.blocks.get(part) {
            Some(block) => block.proses(),
            None => self
                .footnotes
                .get(part - self.blocks.len())
                .map_or(0, |note| note.blocks.iter().map(Block::proses).sum()),
        }
    }

    /// The part that a block of running text stands in.
    pub fn top_block_of(&self, ordinal: usize) -> Option<usize> {
        let mut before = 0;
        (0..self.blocks.len() + self.footnotes.len()).find(|part| {
            before += self.proses_in(*part);
            ordinal < before
        })
    }
}

impl Block {
    /// How many blocks of running text it has.
    pub fn proses(&self) -> usize {
        let all = |blocks: &[Block]| blocks.iter().map(Block::proses).sum::<usize>();
        match self {
            Block::Paragraph(_) | Block::Heading { .. } | Block::Code { .. } => 1,
            Block::Quote { blocks, .. } => all(blocks),
            Block::Quotation { words, gloss, .. } => all(words) + all(gloss),
            Block::List { items, .. } => items.iter().map(|item| all(item)).sum(),
            Block::Definitions(definitions) => {
                definitions.iter().map(|one| 1 + one.meanings.iter().map(|meaning| all(meaning)).sum::<usize>()).sum()
            }
            Block::Table { head, rows, .. } => head.len() + rows.iter().map(Vec::len).sum::<usize>(),
            Block::Rule { .. } => 0,
        }
    }
}

/// What stands round a quoted span, in its sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The author's own words in it, outside all quoted spans.
    pub own_words: String,
    /// The citations in it, as indexes into [`Document::citations`].
    pub citations: Vec<usize>,
}

/// A quoted span that no citation belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncited {
    /// The words without their marks.
    pub words: String,
    /// Why it needs one.
    pub because: UncitedBecause,
    /// Its sentence.
    pub sentence: Arc<Sentence>,
    /// Its bytes in the file, with its marks.
    pub span: Span,
}

/// Why a quoted span without a citation is a problem (SPEC 4.4, 4.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UncitedBecause {
    /// It stands after the last citation of its sentence.
    AfterCitation,
    /// It has three words or more, and a citation follows in its paragraph, but not in its sentence.
    BeforeCitation,
    /// It has three words or more and stands in a note.
    InNote,
    /// It has six words or more.
    Long,
    /// A citation stands inside its marks.
    CitationInside,
}

/// Shows every block of running text below some blocks, in the order of the page.
pub fn each_prose_mut(blocks: &mut [Block], found: &mut dyn FnMut(&mut Prose)) {
    for block in blocks {
        match block {
            Block::Paragraph(prose) | Block::Heading { prose, .. } | Block::Code { prose, .. } => found(prose),
            Block::Quote { blocks, .. } => each_prose_mut(blocks, found),
            Block::Quotation { words, gloss, .. } => {
                each_prose_mut(words, found);
                each_prose_mut(gloss, found);
            }
            Block::List { items, .. } => items.iter_mut().for_each(|item| each_prose_mut(item, found)),
            Block::Definitions(definitions) => {
                for definition in definitions {
                    found(&mut definition.term);
                    definition.meanings.iter_mut().for_each(|meaning| each_prose_mut(meaning, found));
                }
            }
            Block::Table { head, rows, .. } => head.iter_mut().chain(rows.iter_mut().flatten()).for_each(&mut *found),
            Block::Rule { .. } => {}
        }
    }
}

/// See [`each_prose_mut`].
pub fn each_prose<'a>(blocks: &'a [Block], found: &mut dyn FnMut(&'a Prose)) {
    for block in blocks {
        match block {
            Block::Paragraph(prose) | Block::Heading { prose, .. } | Block::Code { prose, .. } => found(prose),
            Block::Quote { blocks, .. } => each_prose(blocks, found),
            Block::Quotation { words, gloss, .. } => {
                each_prose(words, found);
                each_prose(gloss, found);
            }
            Block::List { items, .. } => items.iter().for_each(|item| each_prose(item, found)),
            Block::Definitions(definitions) => {
                for definition in definitions {
                    found(&definition.term);
                    definition.meanings.iter().for_each(|meaning| each_prose(meaning, found));
                }
            }
            Block::Table { head, rows, .. } => head.iter().chain(rows.iter().flatten()).for_each(&mut *found),
            Block::Rule { .. } => {}
        }
    }
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Prose),
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Id given by the author as heading attribute.
        id: Option<String>,
        /// Classes given by the author as heading attributes.
        classes: Vec<String>,
        /// Its text.
        prose: Prose,
    },
    /// An ordinary blockquote.
    Quote {
        /// Its blocks.
        blocks: Vec<Block>,
        /// Its bytes in the file.
        span: Span,
    },
    /// A cited blockquote: a quotation with its gloss.
    Quotation {
        /// Index into [`Document::quotations`].
        quotation: usize,
        /// The blocks before the citation.
        words: Vec<Block>,
        /// The blocks after it.
        gloss: Vec<Block>,
        /// Its bytes in the file.
        span: Span,
    },
    /// A list.
    List {
        /// First number of an ordered list.
        start: Option<u64>,
        /// Whether its paragraphs stand without space between them.
        tight: bool,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// A definition list.
    Definitions(Vec<Definition>),
    /// A code block; the ranges of its prose are one [`Inline::Code`](super::prose::Inline::Code) over all of it.
    Code {
        /// First word after the fence.
        language: Option<String>,
        /// Its text, with `\n` at line ends, none at the end.
        prose: Prose,
    },
    /// A table.
    Table {
        /// One a column.
        alignments: Vec<Alignment>,
        /// Cells of the head.
        head: Vec<Prose>,
        /// Rows of cells, each as long as the head.
        rows: Vec<Vec<Prose>>,
    },
    /// `---`
    Rule {
        /// Its bytes in the file.
        span: Span,
    },
}

/// A term and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The term.
    pub term: Prose,
    /// What it means, each a list of blocks.
    pub meanings: Vec<Vec<Block>>,
}

/// How a column of a table is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// Unsaid.
    None,
    /// Left.
    Left,
    /// Centred.
    Centre,
    /// Right.
    Right,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// Label as written.
    pub label: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Its bytes in the file.
    pub span: Span,
}

/// How a claim was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotationForm {
    /// A blockquote at the top level: it opens a note or joins one as a further lemma.
    Block,
    /// A blockquote inside a list, footnote or table.
    NestedBlock,
    /// A span in double marks before a citation.
    Span,
    /// The parenthesis after a translated span: it holds the original (SPEC 4.10).
    Original,
}

/// Words that claim to be in a source: a claim, not yet true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// How it was made.
    pub form: QuotationForm,
    /// The words, without the editors' own marks round them.
    pub words: Words,
    /// One pair of double marks stood round the whole of a blockquote and was taken off `words`: they are the editors'
    /// unless the source has them (SPEC 4.1).
    pub marks_taken_off: bool,
    /// Index into [`Document::citations`]: every item of the citation must hold.
    pub citation: usize,
    /// A translated span whose original follows in parentheses as the next quotation.
    pub has_original: bool,
    /// The sentence of a span; empty for a blockquote.
    pub sentence: Arc<Sentence>,
    /// Its bytes in the file, of the words.
    pub span: Span,
}
