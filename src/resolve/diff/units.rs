//! The units that a text is compared by: its paragraphs and headings, and each table as one.

use crate::base::fold::{Folder, Parting, Side};
use crate::parse::words::{StoredBlock, StoredKind, StoredText};
use std::ops::Range;

/// A paragraph, a heading, a block of code, or all cells of a table.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its blocks.
    pub blocks: Range<usize>,
    /// Its ¶; of a heading that of the block after it.
    pub number: u32,
    /// What it is.
    pub kind: StoredKind,
    /// Folded: equal units have equal keys.
    pub key: String,
}

impl Unit {
    /// Whether it is a heading.
    pub fn is_heading(&self) -> bool {
        matches!(self.kind, StoredKind::Heading(_))
    }
}

/// The units of a text, in order.
pub fn units(stored: &StoredText) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for (index, block) in stored.blocks.iter().enumerate() {
        let is_cell = block.kind == StoredKind::Cell;
        if let Some(table) = units.last_mut().filter(|last| is_cell && last.kind == StoredKind::Cell)
            && table.number == block.number
        {
            table.blocks.end = index + 1;
            table.key.push('\t');
            table.key.push_str(&folded(block));
            continue;
        }
        let is_heading = matches!(block.kind, StoredKind::Heading(_));
        let key = if is_heading { format!("#{}", folded(block)) } else { folded(block) };
        units.push(Unit { blocks: index..index + 1, number: block.number, kind: block.kind, key });
    }
    units
}

fn folded(block: &StoredBlock) -> String {
    let mut folder = Folder::new(Side::Stored);
    folder.paragraph(&block.plain.text, &block.plain.line_ends, Parting::Break);
    folder.finish().text()
}
