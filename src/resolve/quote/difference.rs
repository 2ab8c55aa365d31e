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
    let operations = compared(&ours, &theirs);
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

/// What turns the author's text into the source's words, the author's typography kept wherever words agree: bytes of
/// `typed`, and what stands there instead, in order.
pub fn edits(stored: &str, typed: &str) -> Vec<(Range<usize>, String)> {
    let (ours, theirs) = (tokens(stored, Side::Stored), tokens(typed, Side::Typed));
    let mut edits = Vec::new();
    for operation in compared(&ours, &theirs) {
        let (old, new) = (operation.old_range(), operation.new_range());
        match operation {
            DiffOp::Equal { .. } => {}
            // Word for word, so that what stands between them stays.
            DiffOp::Replace { .. } if old.len() == new.len() => {
                let pairs = ours[old].iter().zip(&theirs[new]);
                edits.extend(pairs.map(|(ours, theirs)| (theirs.range.clone(), stored[ours.range.clone()].to_owned())));
            }
            DiffOp::Replace { .. } => {
                edits.push((span(&theirs[new]), stored[span(&ours[old])].to_owned()));
            }
            // Words come and go with the blanks on one side of them.
            DiffOp::Delete { .. } => match (theirs.get(new.start), ours.get(old.end)) {
                (Some(next), Some(after)) => {
                    let from = next.range.start;
                    edits.push((from..from, stored[ours[old.start].range.start..after.range.start].to_owned()));
                }
                _ => {
                    let at = theirs.last().map_or(0, |last| last.range.end);
                    let from = old.start.checked_sub(1).map_or(0, |before| ours[before].range.end);
                    edits.push((at..at, stored[from..ours[old.end - 1].range.end].to_owned()));
                }
            },
            DiffOp::Insert { .. } => match theirs.get(new.end) {
                Some(next) => edits.push((theirs[new.start].range.start..next.range.start, String::new())),
                None => {
                    let from = new.start.checked_sub(1).map_or(0, |before| theirs[before].range.end);
                    edits.push((from..theirs[new.end - 1].range.end, String::new()));
                }
            },
        }
    }
    edits
}

fn compared(ours: &[Token], theirs: &[Token]) -> Vec<DiffOp> {
    let keys = |tokens: &[Token]| tokens.iter().map(|token| token.folded.clone()).collect::<Vec<_>>();
    capture_diff_slices(Algorithm::Myers, &keys(ours), &keys(theirs))
}

fn span(tokens: &[Token]) -> Range<usize> {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.range.start..last.range.end,
        _ => 0..0,
    }
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
    fn edits_make_the_words_those_of_the_source() {
        for (stored, typed, mended) in [
            ("it will remain in force", "it would remain force", "it will remain in force"),
            ("“a” b c", "\"a\" c", "\"a\" b c"),
            ("a b", "a b c", "a b"),
            ("a b c", "a b", "a b c"),
            ("a c", "a b c", "a c"),
            ("我们不同意", "我们同意", "我们不同意"),
            ("", "a", ""),
            ("a", "", "a"),
        ] {
            let mut text = typed.to_owned();
            for (range, new) in edits(stored, typed).into_iter().rev() {
                text.replace_range(range, &new);
            }
            assert_eq!(text, mended, "{typed}");
        }
    }

    #[test]
    fn words_differ_and_typography_does_not() {
        let found = differences("the “controls” will remain in force", "the \"controls\" would remain force");
        let pairs: Vec<_> = found.iter().map(|one| (one.stored.as_str(), one.typed.as_str())).collect();
        assert_eq!(pairs, [("will", "would"), ("in", "")]);
        assert_eq!(differences("我们不同意", "我们同意")[0].stored, "不");
    }
}
