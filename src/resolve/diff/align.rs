//! Which items of two lists are the same ones: in bounded time, and always the same answer.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::BTreeMap;
use std::ops::Range;

/// Lists that together are no longer are compared exactly; longer ones are parted first at what each has once.
const EXACT: usize = 2048;
/// Lists are parted no more often than this. What is longer still, and has nothing of its own, is not compared.
const DEPTH: usize = 48;

/// Pairs of equal items, ascending on both sides.
pub fn align(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open = vec![(0..old.len(), 0..new.len(), 0)];
    while let Some((mut of_old, mut of_new, depth)) = open.pop() {
        trim(old, new, &mut of_old, &mut of_new, &mut pairs);
        if of_old.is_empty() || of_new.is_empty() {
            continue;
        }
        if of_old.len() + of_new.len() <= EXACT {
            exact(old, new, (&of_old, &of_new), &mut pairs);
        } else if depth < DEPTH {
            part(old, new, (of_old, of_new), depth, &mut open, &mut pairs);
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Takes off what is equal at both ends.
fn trim(
    old: &[u32],
    new: &[u32],
    of_old: &mut Range<usize>,
    of_new: &mut Range<usize>,
    pairs: &mut Vec<(usize, usize)>,
) {
    let is_open = |of_old: &Range<usize>, of_new: &Range<usize>| of_old.start < of_old.end && of_new.start < of_new.end;
    while is_open(of_old, of_new) && old[of_old.start] == new[of_new.start] {
        pairs.push((of_old.start, of_new.start));
        of_old.start += 1;
        of_new.start += 1;
    }
    while is_open(of_old, of_new) && old[of_old.end - 1] == new[of_new.end - 1] {
        of_old.end -= 1;
        of_new.end -= 1;
        pairs.push((of_old.end, of_new.end));
    }
}

fn exact(old: &[u32], new: &[u32], (of_old, of_new): (&Range<usize>, &Range<usize>), pairs: &mut Vec<(usize, usize)>) {
    for operation in capture_diff_slices(Algorithm::Myers, &old[of_old.clone()], &new[of_new.clone()]) {
        if let DiffOp::Equal { old_index, new_index, len } = operation {
            pairs.extend((0..len).map(|at| (of_old.start + old_index + at, of_new.start + new_index + at)));
        }
    }
}

/// A part of each list, and how often it was parted before.
type Open = (Range<usize>, Range<usize>, usize);

/// Parts both lists at the longest ascending run of what each of them has once.
fn part(
    old: &[u32],
    new: &[u32],
    (of_old, of_new): (Range<usize>, Range<usize>),
    depth: usize,
    open: &mut Vec<Open>,
    pairs: &mut Vec<(usize, usize)>,
) {
    let anchors = ascending(&once_in_both(old, new, &of_old, &of_new));
    if anchors.is_empty() {
        return;
    }
    let (mut from_old, mut from_new) = (of_old.start, of_new.start);
    for (at_old, at_new) in anchors {
        pairs.push((at_old, at_new));
        open.push((from_old..at_old, from_new..at_new, depth + 1));
        (from_old, from_new) = (at_old + 1, at_new + 1);
    }
    open.push((from_old..of_old.end, from_new..of_new.end, depth + 1));
}

/// Places of the items that each list has once, in the order of the old one.
fn once_in_both(old: &[u32], new: &[u32], of_old: &Range<usize>, of_new: &Range<usize>) -> Vec<(usize, usize)> {
    let once = |list: &[u32], range: &Range<usize>| {
        let mut places: BTreeMap<u32, Option<usize>> = BTreeMap::new();
        for at in range.clone() {
            places.entry(list[at]).and_modify(|place| *place = None).or_insert(Some(at));
        }
        places
    };
    let (olds, news) = (once(old, of_old), once(new, of_new));
    let pair = |(item, at): (&u32, &Option<usize>)| Some(((*at)?, (*news.get(item)?)?));
    let mut both: Vec<(usize, usize)> = olds.iter().filter_map(pair).collect();
    both.sort_unstable();
    both
}

/// The longest run of pairs that ascends on both sides; they ascend on the first already.
fn ascending(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // By length of the run that ends there: the pair with the least second place.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, (_, place)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *place);
        before.push(length.checked_sub(1).map(|length| ends[length]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(index) = at {
        run.push(pairs[index]);
        at = before[index];
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_are_paired_in_order() {
        assert_eq!(align(&[1, 2, 3, 4], &[1, 3, 4, 5]), [(0, 0), (2, 1), (3, 2)]);
        assert_eq!(align(&[], &[1]), []);
        assert_eq!(align(&[7, 7], &[7]), [(0, 0)]);
    }

    #[test]
    fn long_lists_are_parted_at_what_each_has_once() {
        let old: Vec<u32> = (0..40_000).map(|at| if at % 3 == 0 { at } else { 1_000_000 }).collect();
        let mut new = old.clone();
        new.drain(9_000..9_010);
        new.insert(20_000, 2_000_000);
        let pairs = align(&old, &new);
        assert_eq!(pairs.len(), old.len() - 10);
        assert!(pairs.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
        assert!(pairs.iter().all(|(at, then)| old[*at] == new[*then]));
    }

    #[test]
    fn what_has_nothing_of_its_own_ends_soon() {
        let old = vec![1; 300_000];
        let mut new = vec![2; 300_000];
        new[150_000] = 1;
        assert!(align(&old, &new).is_empty());
    }
}
