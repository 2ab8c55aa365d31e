//! The text of a source as the contract sees it: numbered blocks, and the plain text that its hash is made over (SPEC 3).

use crate::parse::document::{Block, Document, each_prose};
use crate::parse::prose::Prose;
use crate::parse::words::{StoredBlock, StoredKind, StoredText};

/// Numbers the blocks of a source. Block *n* of the result is the prose of ordinal *n*.
pub fn number(document: &Document) -> (StoredText, String) {
    let mut numbering = Numbering { text: StoredText::default(), number: 0, hashed: Vec::new() };
    numbering.blocks(&document.blocks);
    for footnote in &document.footnotes {
        numbering.blocks(&footnote.blocks);
    }
    let mut text = numbering.text;
    let last = numbering.number.max(1);
    for block in text.blocks.iter_mut().filter(|block| block.number == HEADING) {
        block.number = last;
    }
    (text, numbering.hashed.join("\n\n"))
}

/// The number of a heading until the block after it is known.
const HEADING: u32 = 0;

struct Numbering {
    text: StoredText,
    number: u32,
    hashed: Vec<String>,
}

impl Numbering {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(prose) => self.whole(prose, StoredKind::Paragraph),
                Block::Code { prose, .. } => self.whole(prose, StoredKind::Code),
                Block::Heading { level, prose, .. } => {
                    self.hashed.push(hashed(prose));
                    self.keep(prose, StoredKind::Heading(*level), HEADING);
                }
                Block::Table { head, rows, .. } => {
                    self.next_number();
                    let rows = std::iter::once(head).chain(rows);
                    let lines: Vec<String> =
                        rows.clone().map(|row| row.iter().map(hashed).collect::<Vec<_>>().join("\t")).collect();
                    self.hashed.push(lines.join("\n"));
                    rows.flatten().for_each(|cell| self.keep(cell, StoredKind::Cell, self.number));
                }
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                Block::Quote { blocks, .. } => self.blocks(blocks),
                // A source has neither claims nor definition lists; were there any, no words would be lost.
                Block::Quotation { .. } | Block::Definitions(_) => {
                    each_prose(std::slice::from_ref(block), &mut |prose| self.whole(prose, StoredKind::Paragraph));
                }
                Block::Rule { .. } => {}
            }
        }
    }

    fn whole(&mut self, prose: &Prose, kind: StoredKind) {
        self.next_number();
        self.hashed.push(hashed(prose));
        self.keep(prose, kind, self.number);
    }

    /// Gives the next number, to the headings that wait for it too.
    fn next_number(&mut self) {
        self.number += 1;
        for block in self.text.blocks.iter_mut().rev().take_while(|block| block.number == HEADING) {
            block.number = self.number;
        }
    }

    fn keep(&mut self, prose: &Prose, kind: StoredKind, number: u32) {
        self.text.blocks.push(StoredBlock { number, kind, plain: prose.plain.clone() });
    }
}

/// The characters of a block, without those that stand for pictures.
fn hashed(prose: &Prose) -> String {
    prose.plain.text.replace('\u{fffc}', "")
}
