//! Reading a Markdown body (SPEC 3 for sources, 4 for the editors').
//!
//! Comes in: a file and the bytes of its body. Goes out: a [`Document`], its claims beside its blocks; for a source its
//! numbered text too. Every problem is reported, and nothing is left out in silence. Never done here: front matter; asking
//! whether a source, a footnote of another file or a link exists; HTML.

mod emphasis;
mod tags;
mod shadow;
mod address;
mod writing;
mod events;
mod dialect;
mod code;
mod frames;
mod net;
mod tree;
mod footnotes;
mod stored;

pub use address::is_safe;
pub use dialect::Keys;

#[cfg(test)]
mod tests;

use super::blockquotes;
use super::claims::Claims;
use super::document::{Block, Document, Footnote, QuotationForm, each_prose, each_prose_mut};
use super::locator::Citation;
use super::parts::{Part, divide_blocks};
use super::slips::Slips;
use super::spans;
use super::words::{StoredText, Words};
use crate::base::diagnostic::{Report, Severity};
use crate::base::file::{FileText, SitePath, Span};
use dialect::Dialect;
use footnotes::Unused;
use shadow::Shadow;
use std::collections::BTreeSet;
use std::sync::Arc;
use tree::Tree;

/// What of a file bears on how its body is read.
#[derive(Clone, Copy, Debug)]
pub struct BodyContext {
    /// Whether the front matter names one source, so that a citation may leave out its key.
    pub keys: Keys,
    /// Whether the body has notes.
    pub notes: Notes,
    /// How bad an uncited quotation is (`[quotations] uncited`).
    pub uncited: Severity,
}

/// Whether a body has notes (SPEC 4.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notes {
    /// It is a commentary's.
    Yes,
    /// It is an edition's or a page's.
    No,
}

/// Reads the body of a source: the document, its numbered blocks (block *n* is the prose of ordinal *n*), and the plain text
/// that its SHA-256 is made over.
pub fn read_source(file: &Arc<FileText>, body: Span, report: &mut Report) -> (Document, StoredText, String) {
    let mut slips = Slips { file, report, uncited: Severity::Warning };
    let mut tree = read_tree(body, &Dialect::Source, &mut slips);
    let footnotes = footnotes::settle(&mut tree, Unused::Kept, &mut slips);
    let mut document = Document { blocks: tree.blocks, footnotes, ..Document::default() };
    number_proses(&mut document);
    let (stored, hashed) = stored::number(&document);
    (document, stored, hashed)
}

/// Reads the body of a commentary, an edition or a page.
pub fn read_body(file: &Arc<FileText>, body: Span, context: &BodyContext, report: &mut Report) -> Document {
    let mut slips = Slips { file, report, uncited: context.uncited };
    let mut tree = read_tree(body, &Dialect::Body(context.keys), &mut slips);
    let mut footnotes = footnotes::settle(&mut tree, Unused::Reported, &mut slips);
    let Tree { mut blocks, citations, linked_keys, .. } = tree;
    let claims = read_claims(&mut blocks, &mut footnotes, &citations, context.notes, &mut slips);
    let references = (0..citations.len()).filter(|citation| !claims.cited.contains(citation)).collect();
    let Claims { quotations, uncited, .. } = claims;
    let mut document =
        Document { blocks, footnotes, citations, quotations, references, uncited, linked_keys, proses: 0 };
    number_proses(&mut document);
    document
}

/// Reads words as the inside of a blockquote, for `quote` and lists of cases: Markdown in which nothing cites. Their places
/// are bytes of `text`.
pub fn read_words(text: &str) -> Words {
    let path = SitePath::new("words").expect("a plain name is a path");
    let file = FileText::new(path, text);
    let mut report = Report::default();
    let mut slips = Slips { file: &file, report: &mut report, uncited: Severity::Warning };
    let tree = read_tree(0..file.text().len(), &Dialect::Words, &mut slips);
    let mut paragraphs = Vec::new();
    each_prose(&tree.blocks, &mut |prose| paragraphs.push(prose.plain.clone()));
    for footnote in &tree.footnotes {
        each_prose(&footnote.blocks, &mut |prose| paragraphs.push(prose.plain.clone()));
    }
    paragraphs.retain(|plain| !plain.text.is_empty());
    Words { paragraphs }
}

fn read_tree(body: Span, dialect: &Dialect, slips: &mut Slips) -> Tree {
    /// Each reading hides the comments that hid text from the one before; a person needs two.
    const READINGS: usize = 8;
    let file = slips.file;
    let mut shadow = Shadow::of(file.slice(body.clone()), dialect.tildes());
    for _ in 1..READINGS {
        let mut said = Report::default();
        let mut first = Slips { file, report: &mut said, uncited: slips.uncited };
        let tree = tree::read(&shadow, body.start, dialect, &mut first);
        if tree.comments_with_text.is_empty() || !shadow.hide(tree.comments_with_text.clone()) {
            slips.report.extend(said);
            return tree;
        }
    }
    tree::read(&shadow, body.start, dialect, slips)
}

/// Blockquotes first, since they decide what is a note, and notes decide which spans need a citation.
fn read_claims(
    blocks: &mut Vec<Block>,
    footnotes: &mut [Footnote],
    citations: &[Citation],
    notes: Notes,
    slips: &mut Slips,
) -> Claims {
    let mut claims = Claims::default();
    blockquotes::read(blocks, QuotationForm::Block, citations, slips, &mut claims);
    for footnote in footnotes.iter_mut() {
        blockquotes::read(&mut footnote.blocks, QuotationForm::NestedBlock, citations, slips, &mut claims);
    }
    let in_notes = if notes == Notes::Yes { blocks_of_notes(blocks, citations, &claims) } else { BTreeSet::new() };
    for (index, block) in blocks.iter_mut().enumerate() {
        read_spans(block, in_notes.contains(&index), citations, slips, &mut claims);
    }
    for block in footnotes.iter_mut().flat_map(|footnote| &mut footnote.blocks) {
        read_spans(block, false, citations, slips, &mut claims);
    }
    let mut all: Vec<&mut [Block]> = vec![blocks];
    all.extend(footnotes.iter_mut().map(|footnote| footnote.blocks.as_mut_slice()));
    claims.settle(&mut all);
    claims
}

fn blocks_of_notes(blocks: &[Block], citations: &[Citation], claims: &Claims) -> BTreeSet<usize> {
    let cited = |quotation: usize| claims.quotations.get(quotation).map(|claim| claim.citation);
    let parts = divide_blocks(blocks, &cited, citations).into_iter();
    parts.filter_map(|part| if let Part::Note(note) = part { Some(note.blocks) } else { None }).flatten().collect()
}

/// Spans count everywhere but in blockquotes, where all of the words are one claim or none.
fn read_spans(block: &mut Block, in_note: bool, citations: &[Citation], slips: &mut Slips, claims: &mut Claims) {
    match block {
        Block::Quote { .. } | Block::Quotation { .. } | Block::Code { .. } | Block::Rule { .. } => {}
        Block::Paragraph(prose) | Block::Heading { prose, .. } => spans::read(prose, in_note, citations, slips, claims),
        Block::Table { head, rows, .. } => {
            let cells = head.iter_mut().chain(rows.iter_mut().flatten());
            cells.for_each(|cell| spans::read(cell, in_note, citations, slips, claims));
        }
        Block::List { items, .. } => {
            items.iter_mut().flatten().for_each(|block| read_spans(block, in_note, citations, slips, claims));
        }
        Block::Definitions(definitions) => {
            for definition in definitions {
                spans::read(&mut definition.term, in_note, citations, slips, claims);
                let meanings = definition.meanings.iter_mut().flatten();
                meanings.for_each(|block| read_spans(block, in_note, citations, slips, claims));
            }
        }
    }
}

fn number_proses(document: &mut Document) {
    let mut next = 0;
    let mut number = |prose: &mut super::prose::Prose| {
        prose.ordinal = next;
        next += 1;
    };
    each_prose_mut(&mut document.blocks, &mut number);
    document.footnotes.iter_mut().for_each(|footnote| each_prose_mut(&mut footnote.blocks, &mut number));
    document.proses = next;
}
