//! The words and marks of a block, folded, each with its place in the text as printed.

use super::units::Unit;
use crate::base::fold::{Folded, Folder, Joint, LineEnd, Parting, Shape, Side, is_blank, is_dropped};
use crate::parse::words::{StoredBlock, StoredText};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// One word or mark; or what parts two units, or two cells of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Folded.
    pub key: String,
    /// Index of the block; of what parts two, that of the second.
    pub block: usize,
    /// Bytes of its text; empty for what parts two.
    pub range: Range<usize>,
}

/// The key of what parts two units. No text folds to it.
pub const BREAK: &str = "\n";
/// The key of what parts two cells.
pub const CELL: &str = "\t";

impl Token {
    /// Whether it has a letter or digit.
    pub fn is_word(&self) -> bool {
        self.key.contains(char::is_alphanumeric)
    }

    /// Whether it stands for no characters.
    pub fn is_break(&self) -> bool {
        self.range.is_empty()
    }
}

/// The tokens of a unit, cells parted.
pub fn tokens_of(unit: &Unit, stored: &StoredText) -> Vec<Token> {
    let mut tokens = Vec::new();
    for index in unit.blocks.clone() {
        if index > unit.blocks.start {
            tokens.push(Token { key: CELL.to_owned(), block: index, range: 0..0 });
        }
        if let Some(block) = stored.blocks.get(index) {
            tokens_of_block(block, index, &mut tokens);
        }
    }
    tokens
}

fn tokens_of_block(block: &StoredBlock, index: usize, tokens: &mut Vec<Token>) {
    let mut folder = Folder::new(Side::Stored);
    folder.paragraph(&block.plain.text, &block.plain.line_ends, Parting::Break);
    let folded = folder.finish();
    let mut from = 0;
    for joint in folded.joints() {
        let at = joint.skeleton as usize;
        if !parts_words(joint) {
            continue;
        }
        words(&folded, from..at, index, tokens);
        from = at;
        tokens.extend(between(&folded, joint, index));
    }
    words(&folded, from..folded.skeleton().len(), index, tokens);
}

/// Whether a word ends at a joint: not where it is merely parted at the end of a line.
fn parts_words(joint: &Joint) -> bool {
    joint.line_end() != LineEnd::InWord && joint.shape() != Shape::Closed || joint.has_notes()
}

/// The words and marks of a run of the skeleton without a blank in it.
fn words(folded: &Folded, run: Range<usize>, block: usize, tokens: &mut Vec<Token>) {
    let text = &folded.skeleton()[run.clone()];
    // What has begun inside a character of the printed text goes on to the end of it.
    let mut open: Option<(String, usize)> = None;
    for (at, word) in text.split_word_bound_indices() {
        let end = run.start + at + word.len();
        let begun = open.take().or_else(|| Some((String::new(), folded.raw_start(run.start + at)?)));
        let Some((mut key, start)) = begun else { continue };
        key.push_str(word);
        if let Some(joint) = folded.joint_at(end) {
            key.extend(folded.points(joint));
        }
        match folded.raw_end(end) {
            Some(raw) => tokens.push(Token { key, block, range: start..raw }),
            None => open = Some((key, start)),
        }
    }
}

/// The dash or the note marks of a joint.
fn between(folded: &Folded, joint: &Joint, block: usize) -> Option<Token> {
    let range = joint.from as usize..joint.to as usize;
    let gap = folded.raw().get(range.clone())?;
    let skipped = |c: char| is_blank(c) || is_dropped(c) || c == '\n';
    let inner = gap.trim_matches(skipped);
    if inner.is_empty() {
        return None;
    }
    let start = range.start + (gap.len() - gap.trim_start_matches(skipped).len());
    let mut key = folded.notes(joint).concat();
    if matches!(joint.shape(), Shape::Dash | Shape::DashBlank | Shape::BlankDash) {
        key.push('-');
    }
    if key.is_empty() {
        return None;
    }
    Some(Token { key, block, range: start..start + inner.len() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::diff::units::units;

    fn keys(text: &str) -> Vec<String> {
        let stored = StoredText::from_text(text);
        let all = units(&stored);
        let tokens = all.iter().flat_map(|unit| tokens_of(unit, &stored)).collect::<Vec<_>>();
        for token in &tokens {
            assert!(stored.blocks[token.block].plain.text.get(token.range.clone()).is_some(), "{token:?}");
        }
        tokens.into_iter().map(|token| token.key).collect()
    }

    #[test]
    fn words_and_marks_are_tokens_and_blanks_are_none() {
        assert_eq!(keys("The “door” – 2,400 carts."), ["The", "'", "door", "'", "-", "2,400", "carts", "."]);
        assert_eq!(keys("con-\ntrol it"), ["control", "it"]);
        assert_eq!(keys("我们不同意。"), ["我", "们", "不", "同", "意", "."]);
        assert_eq!(keys("못을 쓰기 바란다"), ["못을", "쓰기", "바란다"]);
        assert_eq!(keys(""), Vec::<String>::new());
    }
}
