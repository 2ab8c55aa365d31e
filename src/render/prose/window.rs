//! A paragraph cut to the words round what is quoted in it (rights `excerpts`, SPEC 7).
//!
//! Comes in: a text, the stretches that must be shown, and how many words may be. Goes out: the stretches to show. Never
//! done here: markup.

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// The stretches of `text` to show: each of `keep` whole, with as many words round it as `words` leaves, half before and half
/// after, the same for each. Stretches that meet are one. A text of no more than `words` words is shown whole.
///
/// Ranges are bytes of `text`; those of `keep` are in order of where they begin.
pub fn window(text: &str, keep: &[Range<usize>], words: usize) -> Vec<Range<usize>> {
    let found: Vec<Range<usize>> = text
        .split_word_bound_indices()
        .filter(|(_, word)| is_word(word))
        .map(|(at, word)| at..at + word.len())
        .collect();
    if found.len() <= words {
        return std::iter::once(0..text.len()).collect();
    }
    let keep = merge(keep.iter().cloned());
    let kept = found.iter().filter(|word| keep.iter().any(|part| overlaps(part, word))).count();
    let spare = words.saturating_sub(kept) / (2 * keep.len()).max(1);
    let widened = keep.iter().map(|part| {
        let first = found.partition_point(|word| word.end <= part.start);
        let after = found.partition_point(|word| word.start < part.end);
        let start = found.get(first.saturating_sub(spare)).map_or(part.start, |word| word.start.min(part.start));
        let end = match spare {
            0 => part.end,
            _ => found.get((after + spare).min(found.len()) - 1).map_or(part.end, |word| word.end.max(part.end)),
        };
        let start = if spare == 0 { part.start } else { start };
        // The end mark of a last sentence belongs to it.
        let end = if found.last().is_some_and(|word| word.end == end) { text.trim_end().len() } else { end };
        let start = if found.first().is_some_and(|word| word.start == start) { 0 } else { start };
        start..end
    });
    merge(widened)
}

fn is_word(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn merge(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::window;

    #[test]
    fn a_paragraph_is_cut_round_what_is_quoted() {
        let text = "One two three, four five six. Seven eight nine ten.";
        let shown = |keep: &[&str], words| -> Vec<&str> {
            let keep: Vec<_> = keep.iter().map(|word| text.find(word).map(|at| at..at + word.len()).unwrap()).collect();
            window(text, &keep, words).into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(shown(&["four"], 10), [text]);
        assert_eq!(shown(&["four"], 3), ["three, four five"]);
        assert_eq!(shown(&["four five six"], 2), ["four five six"]);
        assert_eq!(shown(&["two", "nine"], 6), ["One two three", "eight nine ten."]);
        assert_eq!(shown(&["One"], 3), ["One two"]);
        assert_eq!(shown(&[], 3), [""; 0]);
    }
}
