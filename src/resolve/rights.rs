//! What of a text may be shown under its rights (SPEC 7): the one place where that is decided.
//!
//! Comes in: a stored text with the passages in it. Goes out: [`Shown`], for every output alike. Never done here: how
//! what is left out is marked.

use super::digest::Shown;
use super::quote::Passage;
use crate::base::length::{WORD, weight_of_word};
use crate::parse::source::Rights;
use crate::parse::words::StoredText;
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// What may be shown of a text. `excerpt_words` is how many words of a paragraph `excerpts` may show in all; quoted words
/// are shown however many they are.
pub fn shown<'a>(
    stored: &StoredText,
    passages: impl Iterator<Item = &'a Passage>,
    rights: Rights,
    excerpt_words: usize,
) -> Shown {
    if rights == Rights::Full {
        return Shown::Whole;
    }
    let mut quoted: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
    for stretch in passages.flat_map(|passage| passage.stretches()) {
        quoted.entry(stretch.block).or_default().push(stretch.range.clone());
    }
    let parts = quoted.into_iter().filter_map(|(block, ranges)| {
        let text = &stored.blocks.get(block)?.plain.text;
        let ranges = merged(ranges);
        let ranges = if rights == Rights::Excerpts { around(text, &ranges, excerpt_words) } else { ranges };
        Some((block, ranges))
    });
    Shown::Parts(parts.collect())
}

/// Ranges in order, those that touch or overlap made one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// A word with its cost.
struct Word {
    range: Range<usize>,
    cost: usize,
}

fn words_of(text: &str) -> Vec<Word> {
    let tokens = text.split_word_bound_indices().map(|(at, token)| (at, token, weight_of_word(token)));
    tokens.filter(|(.., cost)| *cost > 0).map(|(at, token, cost)| Word { range: at..at + token.len(), cost }).collect()
}

/// Widens the quoted ranges in turn, a word to the left and a word to the right, until the words are used up.
fn around(text: &str, quoted: &[Range<usize>], allowed: usize) -> Vec<Range<usize>> {
    let words = words_of(text);
    // The quoted ranges are in order and do not touch.
    let touching = |word: &Word| quoted.get(quoted.partition_point(|range| range.end <= word.range.start));
    let is_quoted = |word: &Word| touching(word).is_some_and(|range| range.start < word.range.end);
    let mut covered: Vec<bool> = words.iter().map(is_quoted).collect();
    let used: usize = words.iter().zip(&covered).filter(|(_, covered)| **covered).map(|(word, _)| word.cost).sum();
    let mut left = (allowed * WORD).saturating_sub(used);
    // For each range the next word before it and the next word after it.
    let mut edges: Vec<(Option<usize>, usize)> = quoted
        .iter()
        .map(|range| {
            let before = words.partition_point(|word| word.range.end <= range.start).checked_sub(1);
            (before, words.partition_point(|word| word.range.start < range.end))
        })
        .collect();
    let mut grew = true;
    while grew {
        grew = false;
        for (before, after) in &mut edges {
            if let Some(index) = *before
                && !covered[index]
                && words[index].cost <= left
            {
                left -= words[index].cost;
                covered[index] = true;
                *before = index.checked_sub(1);
                grew = true;
            }
            if let Some(word) = words.get(*after)
                && !covered[*after]
                && word.cost <= left
            {
                left -= word.cost;
                covered[*after] = true;
                *after += 1;
                grew = true;
            }
        }
    }
    let mut ranges = quoted.to_vec();
    ranges.extend(runs(text, &words, &covered));
    merged(ranges)
}

/// Runs of covered words, with the punctuation that clings to them, and all of what stands before the first or after the
/// last word of the text where that word is covered.
fn runs(text: &str, words: &[Word], covered: &[bool]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (index, word) in words.iter().enumerate().filter(|(index, _)| covered[*index]) {
        let start = if index == 0 { 0 } else { word.range.start };
        let next = words.get(index + 1).map_or(text.len(), |next| next.range.start);
        let gap = &text[word.range.end..next];
        let clings =
            if index + 1 == words.len() { gap.trim_end() } else { gap.split(char::is_whitespace).next().unwrap_or("") };
        let closing = clings.trim_end_matches(['(', '[', '“', '„', '«', '「', '『', '（']);
        let end = word.range.end + closing.len();
        match runs.last_mut() {
            Some(last) if index > 0 && covered[index - 1] => last.end = end,
            _ => runs.push(start..end),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, quoted: &str, allowed: usize) -> Vec<String> {
        let start = text.find(quoted).unwrap();
        let quoted = start..start + quoted.len();
        let ranges = around(text, std::slice::from_ref(&quoted), allowed);
        ranges.into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn a_paragraph_is_cut_on_word_edges_round_its_passage() {
        let text = "One two three four, five six seven. Eight nine ten!";
        assert_eq!(excerpt(text, "five six", 4), ["four, five six seven."]);
        assert_eq!(excerpt(text, "five six", 2), ["five six"]);
        assert_eq!(excerpt(text, "five six", 1), ["five six"]);
        assert_eq!(excerpt(text, "One", 3), ["One two three"]);
        assert_eq!(excerpt(text, "five", 99), [text]);
    }

    #[test]
    fn two_passages_share_the_words_of_one_paragraph() {
        let text = "a b c d e f g h i j k l";
        let ranges = around(text, &[4..5, 18..19], 6);
        let parts: Vec<&str> = ranges.into_iter().map(|range| &text[range]).collect();
        assert_eq!(parts, ["b c d", "i j k"]);
    }

    #[test]
    fn two_han_characters_are_one_word() {
        assert_eq!(excerpt("秩序ある撤退を求めた", "撤退", 2), ["る撤退を"]);
    }
}
