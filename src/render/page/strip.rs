//! The coverage strip: where in a text the quoted words stand.

use crate::base::length::{WORD, weight};
use crate::render::view::{Strip, StripMark};
use crate::resolve::digest::{Digest, PassageIx, Text};
use std::collections::BTreeMap;
use std::ops::Range;

/// The strip of some passages of one text; `None` where there are none.
pub fn strip(digest: &Digest, text: &Text, passages: impl IntoIterator<Item = PassageIx>) -> Option<Strip> {
    let mut count = 0;
    let mut by_block: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
    for passage in passages {
        count += 1;
        for stretch in digest.passage(passage).passage.stretches() {
            by_block.entry(stretch.block).or_default().push(stretch.range.clone());
        }
    }
    if count == 0 {
        return None;
    }
    let blocks = &text.stored.blocks;
    let starts: Vec<usize> =
        blocks.iter().scan(0, |at, block| Some(std::mem::replace(at, *at + block.plain.text.len()))).collect();
    let whole = blocks.iter().map(|block| block.plain.text.len()).sum::<usize>().max(1);
    let share = |bytes: usize| bytes as f64 * 100.0 / whole as f64;
    let (mut marks, mut quoted) = (Vec::new(), 0);
    for (block, ranges) in by_block {
        for range in merged(ranges) {
            let words = blocks[block].plain.text.get(range.clone()).unwrap_or("");
            quoted += weight(words);
            let x = share(starts[block] + range.start);
            marks.push(StripMark { x: format!("{x:.1}%"), width: format!("{:.1}%", share(range.len()).max(0.4)) });
        }
    }
    let quoted_words = quoted.div_ceil(WORD).min(text.words);
    Some(Strip { marks, passages: count, quoted_words, words: text.words })
}

/// Ranges in order, those that touch joined.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
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
    use super::merged;

    #[test]
    fn ranges_that_touch_are_one() {
        assert_eq!(merged(vec![5..8, 0..3, 2..5, 9..10]), [0..8, 9..10]);
    }
}
