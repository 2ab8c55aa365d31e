//! Where refused words differ from the nearest passage, word by word.

use crate::base::fold::{Folder, Parting, Side};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// One place where the two differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What the source has there; empty where it has nothing.
    pub stored: String,
    /// What the author wrote there; empty where nothing.
    pub typed: String,
    /// Where in the author's text: the place before which something is missing where `typed` is empty.
    pub at: Range<usize>,
}

/// The differences between two texts, typography aside, in order.
pub fn differences(stored: &str, typed: &str) -> Vec<Difference> {
    let (ours, theirs) = (tokens(stored, Side::Stored), tokens(typed, Side::Typed));
    let keys = |tokens: &[Token]| tokens.iter().map(|token| token.folded.clone()).collect::<Vec<_>>();
    let operations = capture_diff_slices(Algorithm::Myers, &keys(&ours), &keys(&theirs));
    let slice = |text: &str, tokens: &[Token]| match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => text[first.range.start..last.range.end].to_owned(),
        _ => String::new(),
    };
    let mut found = Vec::new();
    for operation in operations {
        if matches!(operation, DiffOp::Equal { .. }) {
            continue;
        }
        let (old, new) = (operation.old_range(), operation.new_range());
        let at = match (theirs.get(new.start), new.is_empty()) {
            (Some(next), true) => next.range.clone(),
            (Some(first), false) => first.range.start..theirs[new.end - 1].range.end,
            (None, _) => theirs.last().map_or(0..0, |last| last.range.clone()),
        };
        found.push(Difference { stored: slice(stored, &ours[old]), typed: slice(typed, &theirs[new]), at });
    }
    found
}

struct Token {
    folded: String,
    range: Range<usize>,
}

/// Words and marks, each folded by itself; blanks are none.
fn tokens(text: &str, side: Side) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (at, word) in text.split_word_bound_indices() {
        let mut folder = Folder::new(side);
        folder.paragraph(word, &[], Parting::Break);
        let folded = folder.finish().text();
        if !folded.is_empty() {
            tokens.push(Token { folded, range: at..at + word.len() });
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_differ_and_typography_does_not() {
        let found = differences("the “controls” will remain in force", "the \"controls\" would remain force");
        let pairs: Vec<_> = found.iter().map(|one| (one.stored.as_str(), one.typed.as_str())).collect();
        assert_eq!(pairs, [("will", "would"), ("in", "")]);
        assert_eq!(differences("我们不同意", "我们同意")[0].stored, "不");
    }
}
