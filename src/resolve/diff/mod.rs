//! What differs between two texts of one source, by word: paragraphs first, then the words of those that changed.
//!
//! Comes in: two stored texts, the earlier one first. Goes out: a [`Difference`]: its rows for a page, and where the words
//! and paragraphs of the earlier text are in the later one. Both sides are compared folded and shown as printed. Never done
//! here: moving anything by resemblance, choosing texts, and stopping for time: the work is bounded by the length of
//! the texts alone, so the answer is the same everywhere.

mod align;
mod units;
mod tokens;
mod parts;
mod pairs;

pub use pairs::Differences;
pub use parts::{Mark, Part};
pub use units::Unit;

use super::quote::Stretch;
use crate::parse::words::StoredText;
use align::align;
use parts::{Words, groups};
use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::ops::Range;
use tokens::{Token, tokens_of};

/// What differs between two texts.
#[derive(Clone, Debug, Default)]
pub struct Difference {
    /// The paragraphs of the earlier text.
    pub old: Vec<Unit>,
    /// Those of the later one.
    pub new: Vec<Unit>,
    /// All of both, in the order of the later text; what is gone stands where it stood.
    pub rows: Vec<Row>,
    /// Of each unit of the earlier text, the one of the later that has its words, moved or not.
    same: Vec<Option<usize>>,
    /// Words in changed paragraphs: where each of the earlier text, by block and first byte, is in the later.
    images: BTreeMap<(usize, usize), (usize, Range<usize>)>,
}

/// One row of a comparison. Numbers are places in [`Difference::old`] and [`Difference::new`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// The same words in both.
    Same {
        /// Earlier,
        old: usize,
        /// and later.
        new: usize,
    },
    /// A paragraph that stood here before it was moved.
    Away {
        /// It,
        old: usize,
        /// and where it is now.
        new: usize,
    },
    /// A paragraph that was moved here.
    Here {
        /// Where it was,
        old: usize,
        /// and it.
        new: usize,
    },
    /// Paragraphs whose words differ; one side is empty where they are new or gone.
    Changed {
        /// Earlier,
        old: Vec<usize>,
        /// and later.
        new: Vec<usize>,
        /// Their words, in order.
        parts: Vec<Part>,
        /// How many words are gone.
        gone: usize,
        /// How many are new.
        added: usize,
    },
}

/// How a passage of the earlier text stands to a place of the later one: words and marks counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Relation {
    /// Of the passage, those that are somewhere in the later text.
    pub kept: usize,
    /// Of these, those that are in the place.
    pub shared: usize,
}

impl Relation {
    /// Whether the place is in the image of the passage.
    pub fn is_image(&self) -> bool {
        self.shared > 0 && self.shared * 2 >= self.kept
    }
}

/// Compares two texts, the earlier one first.
pub fn compare(old: &StoredText, new: &StoredText) -> Difference {
    let mut difference = Difference { old: units::units(old), new: units::units(new), ..Difference::default() };
    difference.same = vec![None; difference.old.len()];
    let (old_keys, new_keys) = {
        let mut numbers = Numbers::default();
        let old: Vec<u32> = difference.old.iter().map(|unit| numbers.of(&unit.key)).collect();
        let new: Vec<u32> = difference.new.iter().map(|unit| numbers.of(&unit.key)).collect();
        (old, new)
    };
    let stands = align(&old_keys, &new_keys);
    let moved = moved(&old_keys, &new_keys, &stands);
    let (mut from_old, mut from_new) = (0, 0);
    let ends = stands.iter().copied().chain([(old_keys.len(), new_keys.len())]);
    for (at_old, at_new) in ends {
        let gap = Gap { old: from_old..at_old, new: from_new..at_new, moved: &moved };
        gap.compare(&mut difference, old, new);
        if at_old < old_keys.len() {
            difference.same[at_old] = Some(at_new);
            difference.rows.push(Row::Same { old: at_old, new: at_new });
        }
        (from_old, from_new) = (at_old + 1, at_new + 1);
    }
    difference
}

/// Numbers for texts: equal ones have equal numbers.
#[derive(Default)]
struct Numbers<'a>(BTreeMap<&'a str, u32>);

impl<'a> Numbers<'a> {
    fn of(&mut self, text: &'a str) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(text).or_insert(next)
    }
}

/// Paragraphs that stand in another place: equal, and each the only one of its kind that does not stand where it stood.
#[derive(Default)]
struct Moved {
    away: BTreeMap<usize, usize>,
    here: BTreeMap<usize, usize>,
}

fn moved(old: &[u32], new: &[u32], stands: &[(usize, usize)]) -> Moved {
    let left = |keys: &[u32], standing: Vec<usize>| {
        let mut left: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        let mut standing = standing.into_iter().peekable();
        for (at, key) in keys.iter().enumerate() {
            if standing.next_if_eq(&at).is_none() {
                left.entry(*key).or_default().push(at);
            }
        }
        left
    };
    let olds = left(old, stands.iter().map(|pair| pair.0).collect());
    let news = left(new, stands.iter().map(|pair| pair.1).collect());
    let mut moved = Moved::default();
    for (key, old) in olds {
        if let ([old], Some([new])) = (&old[..], news.get(&key).map(Vec::as_slice)) {
            moved.away.insert(*old, *new);
            moved.here.insert(*new, *old);
        }
    }
    moved
}

/// What lies between two paragraphs that stand in both texts.
struct Gap<'a> {
    old: Range<usize>,
    new: Range<usize>,
    moved: &'a Moved,
}

impl Gap<'_> {
    fn compare(&self, difference: &mut Difference, old: &StoredText, new: &StoredText) {
        let olds: Vec<usize> = self.old.clone().filter(|at| !self.moved.away.contains_key(at)).collect();
        let news: Vec<usize> = self.new.clone().filter(|at| !self.moved.here.contains_key(at)).collect();
        let before = Words::of(&olds, &difference.old, old);
        let after = Words::of(&news, &difference.new, new);
        let pairs = {
            let mut numbers = Numbers::default();
            let before: Vec<u32> = before.tokens.iter().map(|token| numbers.of(&token.key)).collect();
            let after: Vec<u32> = after.tokens.iter().map(|token| numbers.of(&token.key)).collect();
            align(&before, &after)
        };
        let mut moved = Moving {
            away: self.moved.away.range(self.old.clone()).peekable(),
            here: self.moved.here.range(self.new.clone()).peekable(),
        };
        for (of_old, of_new) in groups(&before, &after, &pairs) {
            let (old_units, new_units) = (olds[of_old.clone()].to_vec(), news[of_new.clone()].to_vec());
            moved.rows_before(old_units.first(), new_units.first(), difference);
            // Words that are common to paragraphs which have little else in common are not the same words.
            let (olds, news) = (before.tokens_of(&of_old), after.tokens_of(&of_new));
            for (at, then) in pairs.iter().filter(|(at, then)| olds.contains(at) && news.contains(then)) {
                let (token, image) = (&before.tokens[*at], &after.tokens[*then]);
                if !token.is_break() {
                    difference.images.insert((token.block, token.range.start), (image.block, image.range.clone()));
                }
            }
            let side = |words, stored, units: &Range<usize>| parts::Side { words, stored, units: units.clone() };
            let written = parts::write(&side(&before, old, &of_old), &side(&after, new, &of_new), &pairs);
            match (written.is_unchanged(), &old_units[..], &new_units[..]) {
                // Only blanks differ, and none that parts words.
                (true, [old], [new]) => {
                    difference.same[*old] = Some(*new);
                    difference.rows.push(Row::Same { old: *old, new: *new });
                }
                _ => {
                    let parts::Written { parts, gone, added } = written;
                    difference.rows.push(Row::Changed { old: old_units, new: new_units, parts, gone, added });
                }
            }
        }
        moved.rows_before(Some(&self.old.end), Some(&self.new.end), difference);
    }
}

/// The moved paragraphs of a gap that have no row yet, in order.
struct Moving<'a> {
    away: Peekable<std::collections::btree_map::Range<'a, usize, usize>>,
    here: Peekable<std::collections::btree_map::Range<'a, usize, usize>>,
}

impl Moving<'_> {
    fn rows_before(&mut self, old: Option<&usize>, new: Option<&usize>, difference: &mut Difference) {
        while let Some((from, to)) = self.away.next_if(|(at, _)| old.is_some_and(|until| *at < until)) {
            difference.same[*from] = Some(*to);
            difference.rows.push(Row::Away { old: *from, new: *to });
        }
        while let Some((to, from)) = self.here.next_if(|(at, _)| new.is_some_and(|until| *at < until)) {
            difference.rows.push(Row::Here { old: *from, new: *to });
        }
    }
}

impl Difference {
    /// How a passage of the earlier text stands to a place of the later one. The texts are those that were compared.
    pub fn relate(
        &self,
        (old, passage): (&StoredText, &[Stretch]),
        (new, place): (&StoredText, &[Stretch]),
    ) -> Relation {
        let images = self.images_of(old, passage, new);
        let is_in = |stretches: &[Stretch], block: usize, range: &Range<usize>| {
            stretches.iter().any(|one| one.block == block && one.range.start < range.end && range.start < one.range.end)
        };
        let kept = || images.iter().flatten();
        let shared = kept().filter(|(block, range)| is_in(place, *block, range)).count();
        Relation { kept: kept().count(), shared }
    }

    /// Where the paragraph of the earlier text with this ¶ is in the later one; `None` where its words changed.
    pub fn paragraph(&self, number: u32) -> Option<u32> {
        let is_it = |unit: &Unit| unit.number == number && !unit.is_heading();
        let mut numbers = self.old.iter().zip(&self.same).filter(|(unit, _)| is_it(unit)).map(|(_, same)| *same);
        let first = self.new.get(numbers.next()??)?.number;
        let is_first =
            |same: Option<usize>| same.and_then(|same| self.new.get(same)).is_some_and(|unit| unit.number == first);
        numbers.all(is_first).then_some(first)
    }

    /// Whether two places lie in paragraphs with the same words, of which the later is the earlier one.
    pub fn are_equal(&self, old: &[Stretch], new: &[Stretch]) -> bool {
        let unit_of = |units: &[Unit], block: usize| units.iter().position(|unit| unit.blocks.contains(&block));
        let pairs = old.iter().zip(new).map(|(old, new)| {
            let (old, new) = (unit_of(&self.old, old.block)?, unit_of(&self.new, new.block)?);
            Some(self.old[old].key == self.new[new].key)
        });
        old.len() == new.len() && !old.is_empty() && pairs.into_iter().all(|is_equal| is_equal == Some(true))
    }

    /// The ¶¶ of the later text that the words of a passage of the earlier one are in.
    pub fn image_paragraphs(&self, old: &StoredText, passage: &[Stretch], new: &StoredText) -> BTreeSet<u32> {
        let images = self.images_of(old, passage, new).into_iter().flatten();
        images.filter_map(|(block, _)| Some(new.blocks.get(block)?.number)).collect()
    }

    /// Of each word of a passage, where it is in the later text.
    fn images_of(&self, old: &StoredText, passage: &[Stretch], new: &StoredText) -> Vec<Option<(usize, Range<usize>)>> {
        let mut images = Vec::new();
        for stretch in passage {
            let Some(at) = self.old.iter().position(|unit| unit.blocks.contains(&stretch.block)) else { continue };
            let inside = |token: &Token| is_inside(token, stretch);
            let tokens = tokens_of(&self.old[at], old);
            match self.same[at] {
                Some(same) => {
                    let now = tokens_of(&self.new[same], new);
                    let both = tokens.iter().zip(now).filter(|(token, _)| inside(token));
                    images.extend(both.map(|(_, now)| Some((now.block, now.range))));
                }
                None => {
                    let inner = tokens.iter().filter(|token| inside(token));
                    images.extend(inner.map(|token| self.images.get(&(token.block, token.range.start)).cloned()));
                }
            }
        }
        images
    }
}

fn is_inside(token: &Token, stretch: &Stretch) -> bool {
    let Range { start, end } = token.range;
    token.block == stretch.block && start < stretch.range.end && stretch.range.start < end
}
