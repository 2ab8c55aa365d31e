//! The passage of a source nearest to refused words, for the message alone.
//!
//! Runs of four letters that both have choose a few windows of the source; in those the approximate search runs.

use super::myers;
use super::source::FoldedSource;
use crate::base::script::{is_han_or_kana, is_hiragana, is_southeast_asian};
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// Longer words are sought by their beginning.
const LONGEST: usize = 1024;
/// Texts up to this many characters are searched whole.
const WHOLE: usize = 4096;
/// How many windows are looked into.
const WINDOWS: usize = 6;
/// Letters that count together.
const GRAM: usize = 4;

/// The nearest run of a source's raw text, and how many letters of a hundred differ; `None` where nothing is close.
pub fn nearest(source: &FoldedSource, skeleton: &str) -> Option<(Range<usize>, usize)> {
    let pattern: Vec<char> = skeleton.chars().take(LONGEST).collect();
    if pattern.len() < GRAM {
        return None;
    }
    let folded = source.folded();
    let (offsets, text): (Vec<usize>, Vec<char>) = folded.skeleton().char_indices().unzip();
    let mut best: Option<(Range<usize>, usize)> = None;
    for window in windows(&pattern, &text) {
        if let Some((run, distance)) = myers::nearest(&pattern, &text[window.clone()])
            && best.as_ref().is_none_or(|(_, least)| distance < *least)
        {
            best = Some((window.start + run.start..window.start + run.end, distance));
        }
    }
    let (run, distance) = best?;
    let share = distance * 100 / pattern.len();
    if share > 45 || run.is_empty() {
        return None;
    }
    let offset = |index: usize| offsets.get(index).copied().unwrap_or(folded.skeleton().len());
    let start = (run.start..run.end).find_map(|index| folded.raw_start(offset(index)))?;
    let end = (run.start + 1..=run.end).rev().find_map(|index| folded.raw_end(offset(index)))?;
    (start < end).then(|| (whole_words(folded.raw(), start..end), share))
}

/// Where in the text it is worth searching.
fn windows(pattern: &[char], text: &[char]) -> Vec<Range<usize>> {
    if text.len() <= WHOLE {
        return vec![0..text.len()];
    }
    let mut seen = vec![0u64; 1024];
    for gram in pattern.windows(GRAM) {
        let hash = hash(gram);
        seen[hash / 64] |= 1 << (hash % 64);
    }
    let width = pattern.len().max(64);
    let mut counts = vec![0u32; text.len() / width + 1];
    for (at, gram) in text.windows(GRAM).enumerate() {
        let hash = hash(gram);
        counts[at / width] += (seen[hash / 64] >> (hash % 64) & 1) as u32;
    }
    let mut order: Vec<usize> = (0..counts.len()).filter(|index| counts[*index] > 0).collect();
    order.sort_by_key(|index| (std::cmp::Reverse(counts[*index]), *index));
    order.truncate(WINDOWS);
    let around = |index: &usize| {
        let from = (index * width).saturating_sub(width + width / 2);
        from..((index + 2) * width + width / 2).min(text.len())
    };
    order.iter().map(around).collect()
}

fn hash(gram: &[char]) -> usize {
    let mixed =
        gram.iter().fold(0u32, |hash, character| (hash ^ *character as u32).wrapping_mul(0x9e37_79b1).rotate_left(11));
    (mixed >> 16) as usize
}

/// Widens a range to whole words within its paragraph, in Japanese to the kana that end one.
fn whole_words(raw: &str, range: Range<usize>) -> Range<usize> {
    let is_inner =
        |c: &char| (c.is_alphanumeric() || is_combining_mark(*c)) && !is_han_or_kana(*c) && !is_southeast_asian(*c);
    let length = |characters: &mut dyn Iterator<Item = char>| characters.map(char::len_utf8).sum::<usize>();
    let before = match raw[range.start..].chars().next() {
        Some(first) if is_inner(&first) => length(&mut raw[..range.start].chars().rev().take_while(is_inner)),
        _ => 0,
    };
    let rest = raw[range.end..].chars();
    let after = match raw[..range.end].chars().next_back() {
        Some(last) if is_inner(&last) => length(&mut rest.take_while(is_inner)),
        Some(last) if is_han_or_kana(last) => length(&mut rest.take_while(|c| is_hiragana(*c)).take(8)),
        _ => 0,
    };
    range.start - before..range.end + after
}
