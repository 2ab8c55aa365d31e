//! Where one word differs from another, letter by letter, in plain words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// More letters than this in a row make another word, and no slip of the pen.
const MOST: usize = 2;

/// How an author's word differs from the source's; `None` where they are two words, and not one with a slip in it.
pub fn describe(typed: &str, stored: &str) -> Option<String> {
    if typed == stored || typed.is_empty() || stored.is_empty() {
        return None;
    }
    let pair = format!("`{typed}` and the source's `{stored}`");
    let without_blanks = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    if without_blanks(typed) == without_blanks(stored) {
        return Some(format!("{pair} differ in a blank alone"));
    }
    if typed.to_lowercase() == stored.to_lowercase() {
        return Some(format!("{pair} differ in capital and small letters alone"));
    }
    let bare = |text: &str| text.nfd().filter(|letter| !is_combining_mark(*letter)).collect::<String>();
    if bare(typed) == bare(stored) {
        return Some(format!("{pair} differ in marks on letters alone"));
    }
    let (ours, theirs): (Vec<&str>, Vec<&str>) = (stored.graphemes(true).collect(), typed.graphemes(true).collect());
    let same_start = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
    let rest = ours.len().min(theirs.len()) - same_start;
    let same_end = ours.iter().rev().zip(theirs.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (missing, added) =
        (ours[same_start..ours.len() - same_end].concat(), theirs[same_start..theirs.len() - same_end].concat());
    let length = |text: &str| text.graphemes(true).count();
    if same_start + same_end < 2 || length(&missing) > MOST || length(&added) > MOST {
        return None;
    }
    let place = match (same_start, same_end) {
        (_, 0) => " at its end",
        (0, _) => " at its beginning",
        _ => "",
    };
    Some(match (missing.as_str(), added.as_str()) {
        ("", added) => format!("`{typed}` has `{added}`{place}, which the source's `{stored}` has not"),
        (missing, "") => format!("`{typed}` lacks the `{missing}` that the source's `{stored}` has{place}"),
        (missing, added) => format!("`{typed}` has `{added}`{place} where the source's `{stored}` has `{missing}`"),
    })
}

#[cfg(test)]
mod tests {
    use super::describe;

    #[test]
    fn a_slip_is_shown_letter_by_letter() {
        for (typed, stored, said) in [
            ("controls", "control", "`controls` has `s` at its end, which the source's `control` has not"),
            ("control", "controls", "`control` lacks the `s` that the source's `controls` has at its end"),
            ("affect", "effect", "`affect` has `a` at its beginning where the source's `effect` has `e`"),
            ("colour", "color", "`colour` has `u`, which the source's `color` has not"),
            ("cafe", "café", "`cafe` and the source's `café` differ in marks on letters alone"),
            ("Moon", "moon", "`Moon` and the source's `moon` differ in capital and small letters alone"),
            ("할수", "할 수", "`할수` and the source's `할 수` differ in a blank alone"),
        ] {
            assert_eq!(describe(typed, stored).as_deref(), Some(said));
        }
        for (typed, stored) in [("bag", "sack"), ("a", "b"), ("", "a"), ("would", "will"), ("不", "没")] {
            assert_eq!(describe(typed, stored), None, "{typed}");
        }
    }
}
