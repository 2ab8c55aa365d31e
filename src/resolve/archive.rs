//! The archive, the corrections, and who stands before and after whom.
//!
//! Comes in: dated things in the order of the digest. Goes out: [`Archive`] and neighbours. Never done here: choosing what
//! is shown.

use super::digest::{Archive, CommentaryIx, CorrectionEntry, SourceIx};
use crate::base::day::{Day, Month, PartialDay};
use crate::parse::commentary::Commentary;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What was published and written when, by day. Both lists in the order of the digest; within a day it is that of ids.
pub fn make_archive(
    sources: impl Iterator<Item = (SourceIx, Option<PartialDay>)>,
    commentary: impl Iterator<Item = (CommentaryIx, Day)>,
) -> Archive {
    let mut archive = Archive::default();
    for (source, date) in sources {
        match date {
            None => {}
            Some(PartialDay::Year(year)) => archive.years.entry(year).or_default().sources.push(source),
            Some(PartialDay::Month(month)) => {
                let year = archive.years.entry(month.year).or_default();
                year.months.entry(month).or_default().sources.push(source);
            }
            Some(PartialDay::Day(day)) => day_of(&mut archive, day).sources.push(source),
        }
    }
    for (entry, day) in commentary {
        day_of(&mut archive, day).commentary.push(entry);
    }
    archive
}

fn day_of(archive: &mut Archive, day: Day) -> &mut super::digest::ArchiveDay {
    let year = archive.years.entry(day.year()).or_default();
    year.months.entry(day.in_month()).or_default().days.entry(day).or_default()
}

/// The years and months that have a page.
pub fn spans(archive: &Archive) -> (BTreeSet<i16>, BTreeSet<Month>) {
    let months = archive.years.values().flat_map(|year| year.months.keys().copied());
    (archive.years.keys().copied().collect(), months.collect())
}

/// All corrections, newest first, then in the order of the commentary and as written.
pub fn list_corrections(commentary: &[Commentary]) -> Vec<CorrectionEntry> {
    let shown = commentary.iter().enumerate().filter(|(_, entry)| entry.front.withdrawn.is_none());
    let mut corrections: Vec<CorrectionEntry> = shown
        .flat_map(|(index, entry)| {
            let corrections = entry.front.corrections.iter().enumerate();
            corrections.map(move |(correction, written)| CorrectionEntry {
                date: written.date,
                commentary: CommentaryIx(index),
                correction,
            })
        })
        .collect();
    corrections.sort_by_key(|entry| (Reverse(entry.date), entry.commentary, entry.correction));
    corrections
}

/// For each of a list that is newest first, the older one after it and the newer one before it.
pub fn neighbours<T: Copy>(newest_first: &[T]) -> impl Iterator<Item = (T, Option<T>, Option<T>)> {
    newest_first.iter().enumerate().map(|(at, item)| {
        let older = newest_first.get(at + 1).copied();
        let newer = at.checked_sub(1).map(|at| newest_first[at]);
        (*item, older, newer)
    })
}
