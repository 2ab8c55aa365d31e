//! The fragments of a quotation in the source, one after another (SPEC 5, *Place*).

use super::changes::{Fragment, Reading};
use super::occurrences::{Occurrence, has_letters, occurrences};
use super::source::FoldedSource;
use crate::base::fold::WALL;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

/// One place of a whole quotation: a place for each fragment.
#[derive(Clone, Debug)]
pub struct Placement {
    /// In order.
    pub parts: Vec<Occurrence>,
    /// A fragment that could stand elsewhere between the same ends: its index, and the other place.
    pub other: Option<(usize, Box<Occurrence>)>,
}

impl Placement {
    /// A place of words without a gap.
    pub fn of(occurrence: Occurrence) -> Placement {
        Placement { parts: vec![occurrence], other: None }
    }

    /// The first fragment.
    pub fn first(&self) -> &Occurrence {
        self.parts.first().expect("a reading has a fragment")
    }

    /// The last fragment.
    pub fn last(&self) -> &Occurrence {
        self.parts.last().expect("a reading has a fragment")
    }

    /// From its first to its last byte of the source's raw text, gaps too.
    pub fn raw(&self) -> Range<usize> {
        self.first().raw.start..self.last().raw.end
    }

    /// Each fragment, in the source's raw text.
    pub fn ranges(&self) -> Vec<Range<usize>> {
        self.parts.iter().map(|part| part.raw.clone()).collect()
    }

    /// The same with more at its two ends.
    pub fn widened(&self, skeleton: Range<usize>, raw: Range<usize>) -> Placement {
        let mut wide = self.clone();
        if let Some(first) = wide.parts.first_mut() {
            (first.skeleton.start, first.raw.start) = (skeleton.start, raw.start);
        }
        if let Some(last) = wide.parts.last_mut() {
            (last.skeleton.end, last.raw.end) = (skeleton.end, raw.end);
        }
        wide
    }

    /// What lies between two fragments, in the source's raw text.
    pub fn gap(&self, index: usize) -> Range<usize> {
        self.parts[index].raw.end..self.parts[index + 1].raw.start
    }
}

/// What was found of a reading.
pub enum Sought {
    /// Every passage with legal edges, in order, at least one: of those with one start or one end the shortest.
    Passages(Vec<Placement>),
    /// This fragment is no passage anywhere; the places where it nearly is.
    Lacking(usize, Vec<Occurrence>),
    /// Each fragment is there, but not one after the other: this one has no place after those before it. The first of its
    /// places.
    OutOfOrder(usize, Vec<Occurrence>),
    /// This fragment is in so many places that they are not told apart.
    Common(usize),
}

/// More places than this are not shown.
pub const SHOWN: usize = 20;
/// Passages with more parts than this, all together, are not told apart.
const MOST: usize = 1 << 18;

/// A fragment's passages, shared by fragments that are written alike.
type Column = Rc<Vec<Occurrence>>;

/// How many places are judged for one quotation, whatever the number of its fragments and of the ways to read its marks.
pub const BUDGET: usize = 1 << 17;

/// Seeks all fragments, of which there is at least one. Linear in the length of the source; of the `budget` it takes the places that it judges.
pub fn seek(source: &FoldedSource, reading: &Reading, budget: &mut usize) -> Sought {
    // What is nowhere at all is seen before anything is judged: most sources have not even the letters.
    let parts = if reading.fragments.len() > 1 { &reading.fragments[..] } else { &[] };
    if let Some(absent) = parts.iter().position(|fragment| !has_letters(source, fragment)) {
        return Sought::Lacking(absent, Vec::new());
    }
    let mut columns: Vec<Column> = Vec::with_capacity(reading.fragments.len());
    let mut known: BTreeMap<_, Column> = BTreeMap::new();
    for (index, fragment) in reading.fragments.iter().enumerate() {
        if let Some(column) = known.get(&written(fragment)) {
            columns.push(Rc::clone(column));
            continue;
        }
        let Some(all) = occurrences(source, fragment, *budget) else { return Sought::Common(index) };
        *budget -= all.len();
        if !all.iter().any(Occurrence::is_legal) {
            return Sought::Lacking(index, all);
        }
        let column = Rc::new(all.into_iter().filter(Occurrence::is_legal).collect());
        known.insert(written(fragment), Rc::clone(&column));
        columns.push(column);
    }
    if let [] | [_] = &columns[..] {
        drop(known);
        let only = columns.pop().and_then(Rc::into_inner).unwrap_or_default();
        return Sought::Passages(only.into_iter().map(Placement::of).collect());
    }
    in_order(source, reading, &columns)
}

/// Two fragments of which this is equal have the same places.
fn written(fragment: &Fragment) -> Vec<(String, Vec<Vec<usize>>, usize, bool)> {
    let of_text = |text: &super::changes::Text| {
        let line_ends = text.words.paragraphs.iter().map(|plain| plain.line_ends.clone()).collect();
        (text.words.text(), line_ends, text.needle.length(), text.ending.is_some())
    };
    fragment.texts.iter().map(of_text).collect()
}

/// Chains the fragments: for each start the nearest end, and of these for each end the nearest start.
fn in_order(source: &FoldedSource, reading: &Reading, columns: &[Column]) -> Sought {
    let chain = Chain::new(source, reading, columns);
    let mut kept: Vec<(usize, usize)> = Vec::new();
    let mut reached = 1;
    for first in 0..columns[0].len() {
        let (count, last) = chain.follow(first).fold((0, first), |(count, _), index| (count + 1, index));
        reached = reached.max(count);
        if count < columns.len() {
            continue;
        }
        let end = columns[columns.len() - 1][last].skeleton.end;
        // A later start with the same end is shorter.
        kept.pop_if(|(_, earlier)| *earlier == end);
        kept.push((first, end));
    }
    if kept.is_empty() {
        return Sought::OutOfOrder(reached, columns[reached].iter().take(SHOWN).cloned().collect());
    }
    if kept.len() * columns.len() > MOST {
        let commonest = (0..columns.len()).max_by_key(|index| columns[*index].len());
        return Sought::Common(commonest.unwrap_or(0));
    }
    Sought::Passages(kept.into_iter().map(|(first, _)| chain.placement(first)).collect())
}

struct Chain<'a> {
    columns: &'a [Column],
    /// For each gap and each place before it, the index of the nearest place after it.
    nexts: Vec<Rc<Vec<Option<u32>>>>,
}

impl<'a> Chain<'a> {
    fn new(source: &FoldedSource, reading: &Reading, columns: &'a [Column]) -> Chain<'a> {
        let walls: Vec<usize> = source.folded().skeleton().match_indices(WALL).map(|(at, _)| at).collect();
        let is_walled = |from: usize, to: usize| {
            let next = walls.partition_point(|wall| *wall < from);
            walls.get(next).is_some_and(|wall| *wall < to)
        };
        let mut known: BTreeMap<_, Rc<Vec<Option<u32>>>> = BTreeMap::new();
        let mut nexts = Vec::with_capacity(reading.gaps.len());
        for (pair, gap) in columns.windows(2).zip(&reading.gaps) {
            let [before, after] = pair else { continue };
            let may_cross = gap.ellipsis.as_ref().is_some_and(|ellipsis| ellipsis.is_alone);
            let nearest = |place: &Occurrence| {
                let end = place.skeleton.end;
                let index = after.partition_point(|next| next.skeleton.start < end);
                let next = after.get(index)?;
                (may_cross || !is_walled(end, next.skeleton.start)).then(|| u32::try_from(index).ok()).flatten()
            };
            let key = (Rc::as_ptr(before), Rc::as_ptr(after), may_cross);
            let next = known.entry(key).or_insert_with(|| Rc::new(before.iter().map(nearest).collect()));
            nexts.push(Rc::clone(next));
        }
        Chain { columns, nexts }
    }

    /// The indexes of the nearest places one after the other, as far as there are any.
    fn follow(&self, first: usize) -> impl Iterator<Item = usize> + '_ {
        let mut nexts = self.nexts.iter();
        let after = move |index: &usize| nexts.next().and_then(|next| next[*index]).map(|next| next as usize);
        std::iter::successors(Some(first), after)
    }

    /// A chain, with a fragment that could stand elsewhere between the same ends.
    fn placement(&self, first: usize) -> Placement {
        let forward: Vec<usize> = self.follow(first).collect();
        let mut other = None;
        let mut after = *forward.last().expect("a chain has its first fragment");
        for column in (1..self.columns.len() - 1).rev() {
            let start = self.columns[column + 1][after].skeleton.start;
            let count = self.columns[column].partition_point(|place| place.skeleton.start < start);
            let fits = |index: &usize| self.columns[column][*index].skeleton.end <= start;
            after = (forward[column]..count).rev().find(fits).unwrap_or(forward[column]);
            if after != forward[column] {
                other = Some((column, Box::new(self.columns[column][after].clone())));
            }
        }
        let parts = forward.iter().enumerate().map(|(column, index)| self.columns[column][*index].clone()).collect();
        Placement { parts, other }
    }
}
