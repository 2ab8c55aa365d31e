//! Where sentences end (SPEC 4.4): as UAX #29 says, but never inside marks or brackets, and a citation right after the end
//! belongs to the sentence before it.

use super::marks::Pair;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// The ends of the sentences of a text, in order; the last is the end of the text. `citations` are the places of the
/// U+FFFC that stand for them, `code` is read as one word.
pub fn ends(text: &str, double: &[Pair], citations: &[Range<usize>], code: &[Range<usize>]) -> Vec<usize> {
    let shut = merge(double.iter().map(|pair| pair.whole.clone()).chain(brackets(text)).chain(code.iter().cloned()));
    // A hard line break does not end a sentence.
    let text = text.replace('\n', " ");
    let mut ends: Vec<usize> = Vec::new();
    for (start, sentence) in text.split_sentence_bound_indices() {
        let end = start + sentence.len();
        if end < text.len() && (is_inside(&shut, end) || goes_on_in_lower_case(&text, end, double)) {
            continue;
        }
        let end = past_citations(&text, end, citations);
        if ends.last().is_none_or(|last| *last < end) {
            ends.push(end);
        }
    }
    ends
}

fn is_inside(shut: &[Range<usize>], at: usize) -> bool {
    let next = shut.partition_point(|range| range.start < at);
    next > 0 && at < shut[next - 1].end
}

/// `"Is it so?" he asked`: after a closing mark a small letter begins no sentence.
fn goes_on_in_lower_case(text: &str, end: usize, double: &[Pair]) -> bool {
    let closed = text[..end].trim_end().len();
    let at = double.partition_point(|pair| pair.whole.end < closed);
    double.get(at).is_some_and(|pair| pair.whole.end == closed) && text[end..].starts_with(char::is_lowercase)
}

fn past_citations(text: &str, end: usize, citations: &[Range<usize>]) -> usize {
    let mut past = end;
    let mut at = citations.partition_point(|citation| citation.start < end);
    while let Some(citation) = citations.get(at) {
        if !text[past..citation.start].trim().is_empty() {
            break;
        }
        past = citation.end;
        at += 1;
    }
    if past > end {
        let rest = &text[past..];
        past += rest.len() - rest.trim_start_matches(['.', '。', ' ']).len();
    }
    past
}

/// The outermost pairs of brackets.
fn brackets(text: &str) -> Vec<Range<usize>> {
    const OPEN: &str = "([（［【〔";
    const CLOSE: &str = ")]）］】〕";
    let mut stack: Vec<(usize, Option<usize>)> = Vec::new();
    let mut found = Vec::new();
    for (at, character) in text.char_indices() {
        let kind = |marks: &str| marks.chars().position(|mark| mark == character);
        if kind(OPEN).is_some() {
            stack.push((at, kind(OPEN)));
        } else if kind(CLOSE).is_some()
            && let Some((open, _)) = stack.pop_if(|(_, open)| *open == kind(CLOSE))
        {
            found.push(open..at + character.len_utf8());
        }
    }
    found
}

fn merge(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut sorted: Vec<Range<usize>> = ranges.collect();
    sorted.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in sorted {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::super::marks;
    use super::*;

    /// Citations are written `@` in the table, ends `|`.
    fn check(marked: &str) {
        let text = marked.replace('|', "").replace('@', "\u{fffc}");
        let citations: Vec<Range<usize>> = text.match_indices('\u{fffc}').map(|(at, c)| at..at + c.len()).collect();
        let double = marks::pair(&text, &[]).double;
        let mut shown = String::new();
        let mut from = 0;
        for end in ends(&text, &double, &citations, &[]) {
            shown.push_str(&text[from..end]);
            shown.push('|');
            from = end;
        }
        assert_eq!(shown.replace('\u{fffc}', "@"), marked);
    }

    #[test]
    fn sentences() {
        for marked in [
            "One. |Two @.|",
            "He said “First. Second.” @ |Third.|",
            "He left. @ |She stayed. @|",
            "A note (really. Yes.) here @.|",
            "\"Is it so?\" he asked @.|",
            "\"It is so.\" |She asked @.|",
            "它说“稳。” @ |还有。|",
            "First\nline. |Second.|",
            "Mr. |Lee said \"no\" @.|",
            "The U.S. envoy said @.|",
            "",
        ] {
            check(marked);
        }
    }
}
