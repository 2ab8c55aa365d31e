//! The fragments of a quotation in the source, one after another (SPEC 5, *Place*).

use super::changes::{Fragment, Reading};
use super::occurrences::{Occurrence, occurrences};
use super::source::FoldedSource;
use crate::base::fold::WALL;
use std::ops::Range;

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
    /// Each fragment is there, but not one after the other: this one has no place after those before it.
    OutOfOrder(usize, Vec<Occurrence>),
}

/// Seeks all fragments.
pub fn seek(source: &FoldedSource, reading: &Reading) -> Sought {
    let mut columns = Vec::with_capacity(reading.fragments.len());
    for (index, fragment) in reading.fragments.iter().enumerate() {
        match legal(source, fragment) {
            Ok(column) => columns.push(column),
            Err(near) => return Sought::Lacking(index, near),
        }
    }
    if let [only] = &mut columns[..] {
        return Sought::Passages(std::mem::take(only).into_iter().map(Placement::of).collect());
    }
    in_order(source, reading, &columns)
}

fn legal(source: &FoldedSource, fragment: &Fragment) -> Result<Vec<Occurrence>, Vec<Occurrence>> {
    let all = occurrences(source, fragment);
    if all.iter().any(Occurrence::is_legal) {
        Ok(all.into_iter().filter(Occurrence::is_legal).collect())
    } else {
        Err(all)
    }
}

/// Chains the fragments: for each start the nearest end, and of these for each end the nearest start.
fn in_order(source: &FoldedSource, reading: &Reading, columns: &[Vec<Occurrence>]) -> Sought {
    let chain = Chain { columns, walls: walls(source, reading) };
    let mut placements: Vec<Placement> = Vec::new();
    let mut reached = 1;
    for first in 0..columns[0].len() {
        let forward = chain.forward(first);
        reached = reached.max(forward.len());
        if forward.len() < columns.len() {
            continue;
        }
        let last = *forward.last().expect("a chain has its first fragment");
        let end = columns[columns.len() - 1][last].skeleton.end;
        // A later start with the same end is shorter.
        placements.pop_if(|earlier| earlier.last().skeleton.end == end);
        placements.push(chain.placement(&forward));
    }
    if placements.is_empty() {
        return Sought::OutOfOrder(reached, columns[reached].clone());
    }
    Sought::Passages(placements)
}

/// Where the walls of the source are that no gap of a kind may cross: `None` where the gap may.
fn walls(source: &FoldedSource, reading: &Reading) -> Vec<Option<Vec<usize>>> {
    let all: Vec<usize> = source.folded().skeleton().match_indices(WALL).map(|(at, _)| at).collect();
    let may_cross = |gap: &super::changes::Gap| gap.ellipsis.as_ref().is_some_and(|ellipsis| ellipsis.is_alone);
    reading.gaps.iter().map(|gap| (!may_cross(gap)).then(|| all.clone())).collect()
}

struct Chain<'a> {
    columns: &'a [Vec<Occurrence>],
    walls: Vec<Option<Vec<usize>>>,
}

impl Chain<'_> {
    /// The indexes of the nearest places one after the other, as far as there are any.
    fn forward(&self, first: usize) -> Vec<usize> {
        let mut chain = vec![first];
        for column in 1..self.columns.len() {
            let end = self.columns[column - 1][chain[column - 1]].skeleton.end;
            let next = self.columns[column].partition_point(|place| place.skeleton.start < end);
            match self.columns[column].get(next) {
                Some(place) if !self.is_walled(column - 1, end, place.skeleton.start) => chain.push(next),
                _ => break,
            }
        }
        chain
    }

    fn is_walled(&self, gap: usize, from: usize, to: usize) -> bool {
        self.walls[gap].as_ref().is_some_and(|walls| {
            let next = walls.partition_point(|wall| *wall < from);
            walls.get(next).is_some_and(|wall| *wall < to)
        })
    }

    /// A chain, with a fragment that could stand elsewhere between the same ends.
    fn placement(&self, forward: &[usize]) -> Placement {
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
