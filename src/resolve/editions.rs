//! Editions: which commentary each gathers (SPEC 3).
//!
//! Comes in: an edition and the shown commentary. Goes out: its entries, in order. Never done here: its body.

use super::choose::Unpublished;
use super::digest::CommentaryIx;
use super::front::{Known, find_commentary};
use crate::base::diagnostic::{Place, Report};
use crate::parse::edition::{Edition, Gathers};

/// The entries of an edition: those it lists, in that order, or those of its days, by date, then id. Withdrawn commentary
/// is no entry.
pub fn gather_entries(edition: &Edition, known: &Known, report: &mut Report) -> Vec<CommentaryIx> {
    let shown = &known.chosen.commentary;
    let is_entry = |index: &CommentaryIx| shown[index.0].front.withdrawn.is_none();
    match &edition.gathers {
        Gathers::Listed(ids) => {
            let mut entries = Vec::new();
            for id in ids {
                // An edition that is held back may list what appears by its day.
                if let Some(Unpublished::HeldBack(day)) = known.chosen.unpublished_id(&id.value)
                    && day <= edition.date
                {
                    continue;
                }
                let place = Place::of(&edition.file, id.span.clone());
                let found = find_commentary(&id.value, place, known, report);
                entries.extend(found.filter(|index| is_entry(index) && !entries.contains(index)));
            }
            entries
        }
        Gathers::Dated(from, to) => {
            let in_days = |index: &CommentaryIx| (*from..=*to).contains(&shown[index.0].front.date);
            let mut entries: Vec<CommentaryIx> =
                (0..shown.len()).map(CommentaryIx).filter(|index| in_days(index) && is_entry(index)).collect();
            entries.sort_by_key(|index| (shown[index.0].front.date, &shown[index.0].id));
            entries
        }
    }
}
