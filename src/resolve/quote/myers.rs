//! Approximate search: the run of a text nearest to a pattern, by edit distance on characters.
//!
//! Myers' bit-vector algorithm in blocks of 64 (Hyyrö's form). It explains refusals and never verifies anything.

use std::ops::Range;

/// The run of `text`, in characters, with the least edit distance to `pattern`, the first of several, and the distance.
pub fn nearest(pattern: &[char], text: &[char]) -> Option<(Range<usize>, usize)> {
    if pattern.is_empty() || text.is_empty() {
        return None;
    }
    let forward = Blocks::new(pattern.iter().copied());
    let (end, distance) = forward.best(text.iter().copied(), Row::Free)?;
    // The best end is known; the run read backwards from it, with the pattern backwards, ends where the run begins.
    let reach = (end).min(pattern.len() + distance);
    let backward = Blocks::new(pattern.iter().rev().copied());
    let (length, _) = backward.best(text[end - reach..end].iter().rev().copied(), Row::Anchored)?;
    Some((end - length..end, distance))
}

/// What the first row of the matrix is: whether the run may begin anywhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    Free,
    Anchored,
}

/// A pattern as bits.
struct Blocks {
    length: usize,
    alphabet: Vec<char>,
    /// For each letter of the alphabet, one word a block.
    bits: Vec<u64>,
    blocks: usize,
}

impl Blocks {
    fn new(pattern: impl Iterator<Item = char> + Clone) -> Blocks {
        let mut alphabet: Vec<char> = pattern.clone().collect();
        let length = alphabet.len();
        alphabet.sort_unstable();
        alphabet.dedup();
        let blocks = length.div_ceil(64);
        let mut bits = vec![0; alphabet.len() * blocks];
        for (at, character) in pattern.enumerate() {
            if let Ok(letter) = alphabet.binary_search(&character) {
                bits[letter * blocks + at / 64] |= 1 << (at % 64);
            }
        }
        Blocks { length, alphabet, bits, blocks }
    }

    /// Where the best run ends, as a count of characters, and its distance; the first of several, or, where the run is
    /// anchored, the last.
    fn best(&self, text: impl Iterator<Item = char>, row: Row) -> Option<(usize, usize)> {
        let none = vec![0; self.blocks];
        let mut plus = vec![u64::MAX; self.blocks];
        let mut minus = vec![0; self.blocks];
        let last = 1u64 << ((self.length - 1) % 64);
        let mut score = self.length;
        let mut best: Option<(usize, usize)> = None;
        for (at, character) in text.enumerate() {
            let equal = match self.alphabet.binary_search(&character) {
                Ok(letter) => &self.bits[letter * self.blocks..(letter + 1) * self.blocks],
                Err(_) => &none[..],
            };
            let mut carry: i8 = if row == Row::Anchored { 1 } else { 0 };
            for block in 0..self.blocks {
                let top = if block + 1 == self.blocks { last } else { 1 << 63 };
                carry = step(equal[block], &mut plus[block], &mut minus[block], carry, top);
            }
            score = score.wrapping_add_signed(isize::from(carry));
            let is_better = best.is_none_or(|(_, least)| score < least || (row == Row::Anchored && score == least));
            if is_better {
                best = Some((at + 1, score));
            }
        }
        best
    }
}

/// One block of one column; takes the change of the row above, gives that of its last row.
fn step(equal: u64, plus: &mut u64, minus: &mut u64, carry: i8, top: u64) -> i8 {
    let (pv, mv) = (*plus, *minus);
    let down = u64::from(carry < 0);
    let xv = equal | mv;
    let eq = equal | down;
    let xh = ((eq & pv).wrapping_add(pv) ^ pv) | eq;
    let mut ph = mv | !(xh | pv);
    let mut mh = pv & xh;
    let out = i8::from(ph & top != 0) - i8::from(mh & top != 0);
    ph = (ph << 1) | u64::from(carry > 0);
    mh = (mh << 1) | down;
    *plus = mh | !(xv | ph);
    *minus = ph & xv;
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The plain matrix.
    fn plain(pattern: &[char], text: &[char]) -> usize {
        let mut row = vec![0; text.len() + 1];
        for (index, letter) in pattern.iter().enumerate() {
            let mut diagonal = row[0];
            row[0] = index + 1;
            for at in 1..=text.len() {
                let cost = diagonal + usize::from(text[at - 1] != *letter);
                diagonal = row[at];
                row[at] = cost.min(row[at] + 1).min(row[at - 1] + 1);
            }
        }
        row[1..].iter().copied().min().unwrap_or(pattern.len())
    }

    fn distance(pattern: &[char], run: &[char]) -> usize {
        let mut row: Vec<usize> = (0..=run.len()).collect();
        for (index, letter) in pattern.iter().enumerate() {
            let mut diagonal = row[0];
            row[0] = index + 1;
            for at in 1..=run.len() {
                let cost = diagonal + usize::from(run[at - 1] != *letter);
                diagonal = row[at];
                row[at] = cost.min(row[at] + 1).min(row[at - 1] + 1);
            }
        }
        row[run.len()]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_finds_what_the_plain_matrix_finds(pattern in "[a-d]{1,150}", text in "[a-d]{1,400}") {
            let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
            let (range, found) = nearest(&pattern, &text).unwrap();
            prop_assert_eq!(found, plain(&pattern, &text));
            prop_assert_eq!(distance(&pattern, &text[range]), found);
        }
    }
}
