//! Claims to be a source's words, as they are gathered from a body (SPEC 4.1 to 4.4).

use super::document::{Block, Quotation, Uncited, each_prose_mut};
use crate::base::file::FileText;
use std::collections::BTreeSet;

/// What was gathered so far.
#[derive(Default)]
pub struct Claims {
    /// In the order of finding; [`Claims::settle`] puts them in that of the file.
    pub quotations: Vec<Quotation>,
    /// Spans without a citation.
    pub uncited: Vec<Uncited>,
    /// Citations that a quotation belongs to, as indexes.
    pub cited: BTreeSet<usize>,
}

impl Claims {
    /// Adds a quotation and gives its index.
    pub fn add(&mut self, quotation: Quotation) -> usize {
        self.cited.insert(quotation.citation);
        self.quotations.push(quotation);
        self.quotations.len() - 1
    }

    /// Puts all claims in the order of the file, in the blocks too.
    pub fn settle(&mut self, blocks: &mut [&mut [Block]]) {
        let mut order: Vec<usize> = (0..self.quotations.len()).collect();
        order.sort_by_key(|index| (self.quotations[*index].span.start, *index));
        let mut renamed = vec![0; order.len()];
        for (now, before) in order.iter().enumerate() {
            renamed[*before] = now;
        }
        let mut moved: Vec<Option<Quotation>> = std::mem::take(&mut self.quotations).into_iter().map(Some).collect();
        self.quotations = order.iter().filter_map(|before| moved[*before].take()).collect();
        for blocks in blocks {
            rename_blocks(blocks, &renamed);
            each_prose_mut(blocks, &mut |prose| {
                prose.quoted.iter_mut().for_each(|span| span.quotation = renamed[span.quotation]);
            });
        }
        self.uncited.sort_by_key(|found| found.span.start);
    }
}

fn rename_blocks(blocks: &mut [Block], renamed: &[usize]) {
    for block in blocks {
        match block {
            Block::Quotation { quotation, words, gloss, .. } => {
                *quotation = renamed[*quotation];
                rename_blocks(words, renamed);
                rename_blocks(gloss, renamed);
            }
            Block::Quote { blocks, .. } => rename_blocks(blocks, renamed),
            Block::List { items, .. } => items.iter_mut().for_each(|item| rename_blocks(item, renamed)),
            Block::Definitions(definitions) => {
                let meanings = definitions.iter_mut().flat_map(|definition| &mut definition.meanings);
                meanings.for_each(|meaning| rename_blocks(meaning, renamed));
            }
            Block::Paragraph(_)
            | Block::Heading { .. }
            | Block::Code { .. }
            | Block::Table { .. }
            | Block::Rule { .. } => {}
        }
    }
}

/// Whether `<!-- not a quotation -->` stands in the file right at or after a place: blanks, the marks of blocks and styles,
/// and punctuation may stand before it.
pub fn is_exempt(file: &FileText, at: usize) -> bool {
    let rest = file.text().get(at..).unwrap_or("");
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ">*_~.,;:!?)]。，、；：！？）".contains(c));
    is_exemption(rest)
}

/// Whether a text begins with `<!-- not a quotation -->`.
pub fn is_exemption(text: &str) -> bool {
    let inside = text.strip_prefix("<!--").and_then(|rest| rest.split_once("-->"));
    inside.is_some_and(|(words, _)| words.split_whitespace().eq(["not", "a", "quotation"]))
}
