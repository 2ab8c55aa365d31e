//! Where sentences of a source end: those of UAX #29, but for its listed abbreviations.

use super::lists::{Lists, listed_form};
use super::source::FoldedSource;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// How many bytes on each side are read to tell where sentences end.
const NEAR: usize = 512;

/// Whether a sentence ends strictly inside a range of the raw text, or at its end.
pub fn ends_in(source: &FoldedSource, raw: &Range<usize>) -> bool {
    let folded = source.folded();
    let text = &folded.raw()[raw.clone()];
    let from = raw.end - text.trim_start().len();
    if from >= raw.end {
        return false;
    }
    let paragraph = folded.paragraph(folded.locate(from).0);
    let window = window(folded.raw(), &paragraph, from..raw.end.min(paragraph.end));
    raw.end > paragraph.end
        || boundaries(&folded.raw()[window.clone()], source.lists())
            .iter()
            .any(|at| (from + 1..=raw.end).contains(&(window.start + at)))
}

/// A range with what stands near it in its paragraph: as much as tells where its sentences end, however long the
/// paragraph is.
fn window(raw: &str, paragraph: &Range<usize>, range: Range<usize>) -> Range<usize> {
    let mut from = range.start.saturating_sub(NEAR).max(paragraph.start);
    let mut to = (range.end + NEAR).min(paragraph.end);
    while !raw.is_char_boundary(from) {
        from -= 1;
    }
    while !raw.is_char_boundary(to) {
        to += 1;
    }
    from..to
}

/// The sentence that ends or begins at a byte of the raw text, or that the byte is in: the part before it, and the part
/// after it.
pub fn around(source: &FoldedSource, raw: usize) -> (Range<usize>, Range<usize>) {
    let folded = source.folded();
    let paragraph = folded.paragraph(folded.locate(raw).0);
    let at = raw.clamp(paragraph.start, paragraph.end);
    let window = window(folded.raw(), &paragraph, at..at);
    let text = &folded.raw()[window.clone()];
    let at = at - window.start;
    let boundaries = boundaries(text, source.lists());
    let next = boundaries.partition_point(|boundary| *boundary < at);
    // The blank after a sentence belongs to it: at a boundary, what lies before is another sentence.
    let before = match boundaries.get(next) {
        Some(boundary) if *boundary == at => at,
        _ => next.checked_sub(1).map_or(0, |last| boundaries[last]),
    };
    let after = boundaries.iter().find(|boundary| **boundary > at).copied().unwrap_or(text.len());
    let base = window.start;
    (base + before..base + at, base + at..base + after)
}

/// Where in a paragraph one sentence ends and the next begins.
fn boundaries(text: &str, lists: &Lists) -> Vec<usize> {
    let starts = text.split_sentence_bound_indices().map(|(at, _)| at).skip(1);
    starts.filter(|at| !is_abbreviated(&text[..*at], lists)).collect()
}

/// Whether a text ends in a full stop that belongs to an abbreviation or to an initial.
fn is_abbreviated(text: &str, lists: &Lists) -> bool {
    let Some(text) = text.trim_end().strip_suffix('.') else { return false };
    let word =
        text.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '«' | '"')).next().unwrap_or("");
    let listed = listed_form(word);
    let mut letters = word.chars();
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    is_initial || lists.abbreviations.contains(&listed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::language::Language;
    use crate::parse::words::StoredText;

    /// Only what stands near a place is read: it must be what the whole paragraph says.
    #[test]
    fn what_is_read_of_a_long_paragraph_is_enough() {
        let sentence = "The harbour of Kréma — Dr. A. Vale’s, that is — saw ships (e.g. “boats”) in Feb. and May. ";
        let long = format!("{}It {}ended there. {}", sentence, "went — on and ".repeat(18), sentence.repeat(9));
        let stored = StoredText::from_text(&format!("One. Two.\n\n{}\n\nThree. Four", long.trim_end()));
        let source = FoldedSource::new(&stored, &Language::parse("en").unwrap());
        let folded = source.folded();
        for paragraph in (0..3).map(|index| folded.paragraph(index)) {
            let text = &folded.raw()[paragraph.clone()];
            let ends: Vec<usize> = boundaries(text, source.lists()).iter().map(|at| paragraph.start + at).collect();
            for (at, _) in text.char_indices().map(|(at, letter)| (paragraph.start + at, letter)) {
                let last = ends.iter().rev().find(|end| **end <= at).copied().unwrap_or(paragraph.start);
                let next = ends.iter().find(|end| **end > at).copied().unwrap_or(paragraph.end);
                let (before, after) = around(&source, at);
                assert_eq!((before.end, after.start), (at, at));
                // Of a sentence that is longer than what is read, as much of it as is read.
                assert!(before.start == if ends.contains(&at) { at } else { last.max(before.start) }, "{at}");
                assert!(before.start == last || at - before.start >= NEAR, "{at}");
                assert!(after.end == next || after.end - at >= NEAR && after.end < next, "{at}");
                for to in [at + 1, at + 20, paragraph.end].into_iter().filter(|to| folded.raw().is_char_boundary(*to)) {
                    let to = to.min(paragraph.end);
                    let from = to - folded.raw()[at..to].trim_start().len();
                    let expected = from < to && ends.iter().any(|end| (from + 1..=to).contains(end));
                    assert_eq!(ends_in(&source, &(at..to)), expected, "{:?}", &folded.raw()[at..to]);
                }
            }
            if paragraph.end < folded.raw().len() {
                assert!(ends_in(&source, &(paragraph.end - 1..paragraph.end + 2)));
                assert!(!ends_in(&source, &(paragraph.end..paragraph.end + 1)));
            }
        }
        assert_eq!(boundaries(&long[..sentence.len() + 3], source.lists()), [sentence.len()]);
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence() {
        let lists = super::super::lists::of(&Language::parse("en").unwrap());
        for text in ["Dr.", "by Dr. ", "(Dr.", "“Dr.", "[A.", "«B.", "\"C.", "in Feb. ", "É. "] {
            assert!(is_abbreviated(text, lists), "{text}");
        }
        for text in ["", "Dr", "doctor.", "AB.", "a.", "Dr.!", "5."] {
            assert!(!is_abbreviated(text, lists), "{text}");
        }
    }
}
