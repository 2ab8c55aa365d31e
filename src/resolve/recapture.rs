//! What another retrieval of a stored source is: the same text again, a newer one, or an older one (SPEC 6).
//!
//! Comes in: the stored texts of a source, and the text retrieved now. Goes out: a [`Recapture`]. Never done here: writing
//! anything, and judging a text by anything but its words.

use super::diff::{Row, compare};
use super::quote::FoldedSource;
use crate::base::day::Day;
use crate::base::language::Language;
use crate::parse::ids::CaptureName;
use crate::parse::source::SourceFile;
use crate::parse::words::StoredText;

/// A day, and the hour and minute as far as they are known.
pub type Moment = (Day, Option<(u8, u8)>);

/// What a retrieval is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recapture {
    /// The text is that of the capture of this moment: nothing is written.
    Unchanged(Moment),
    /// The current text is kept under this name, and this one takes its place.
    Newer(CaptureName),
    /// The text was retrieved before the current one: it is kept under this name.
    Older(CaptureName),
    /// The current text does not say when it was retrieved.
    Unrecorded,
    /// Two captures of this day, and the time of day that would tell them apart is not known.
    Unnamed(Day),
    /// The current text was retrieved in the same minute: their names would be one.
    SameMinute,
}

/// Hour and minute of `2021-07-03T14:05:00+09:00`, as written.
pub fn time_of(retrieved: &str) -> Option<(u8, u8)> {
    let (_, time) = retrieved.split_once(['T', 't', ' '])?;
    let (hour, rest) = time.split_once(':')?;
    Some((hour.parse().ok()?, rest.get(..2)?.parse().ok()?))
}

/// Judges a retrieval. `texts` are all stored texts of the source in any order, the current one among them.
pub fn judge(texts: &[&SourceFile], language: &Language, new: &StoredText, at: Moment) -> Recapture {
    let Some(current) = texts.iter().find(|text| text.earlier.is_none()) else { return Recapture::Unrecorded };
    let Some(capture) = &current.front.capture else { return Recapture::Unrecorded };
    let folded = FoldedSource::new(new, language);
    let is_same = |text: &&&SourceFile| FoldedSource::new(&text.stored, language).equals(&folded);
    let now: Moment = (capture.day, time_of(&capture.retrieved));
    let mut earlier: Vec<(Moment, &&SourceFile)> =
        texts.iter().filter_map(|text| Some((moment(text.earlier?), text))).collect();
    earlier.sort_by_key(|(moment, _)| *moment);
    let days: Vec<CaptureName> = earlier.iter().filter_map(|(_, text)| text.earlier).collect();
    if is_after(at, now) {
        if is_same(&current) {
            return Recapture::Unchanged(now);
        }
        if at == now && at.1.is_some() {
            return Recapture::SameMinute;
        }
        // The text that takes the place of the current one must be told apart from it.
        let needs_time = at.0 == now.0 && at.1.is_none();
        return match name(now, &days).filter(|_| !needs_time) {
            Some(name) => Recapture::Newer(name),
            None => Recapture::Unnamed(now.0),
        };
    }
    let before = earlier.iter().rev().find(|(moment, _)| *moment <= at);
    let after = earlier.iter().find(|(moment, _)| *moment > at).copied().unwrap_or((now, current));
    let same = before.into_iter().chain([&after]).find(|(_, text)| is_same(text));
    match (same, name(at, &days)) {
        (Some((moment, _)), _) => Recapture::Unchanged(*moment),
        (None, Some(name)) => Recapture::Older(name),
        (None, None) => Recapture::Unnamed(at.0),
    }
}

/// How far a text retrieved now is from the stored one, counted in words and paragraphs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Distance {
    /// Words that are gone,
    pub gone: usize,
    /// and new.
    pub added: usize,
    /// Paragraphs whose words differ: changed, gone or new ones.
    pub paragraphs: usize,
    /// Paragraphs that stand in another place.
    pub moved: usize,
    /// Whether hardly anything of the stored text is left: another page, a wall before it, or a notice in its place.
    pub is_another: bool,
}

/// How far a text is from the stored one; `None` where it is the same but for typography.
pub fn distance(stored: &StoredText, new: &StoredText, language: &Language) -> Option<Distance> {
    if FoldedSource::new(stored, language).equals(&FoldedSource::new(new, language)) {
        return None;
    }
    let mut distance = Distance::default();
    for row in compare(stored, new).rows {
        match row {
            Row::Changed { old, new, gone, added, .. } => {
                distance.gone += gone;
                distance.added += added;
                distance.paragraphs += old.len().max(new.len());
            }
            Row::Here { .. } => distance.moved += 1,
            Row::Same { .. } | Row::Away { .. } => {}
        }
    }
    distance.is_another = distance.gone * 5 > stored.word_count() * 4;
    Some(distance)
}

fn moment(name: CaptureName) -> Moment {
    (name.day, name.time)
}

/// Whether one moment is after another. Of one day, what is not known to be before is.
fn is_after(one: Moment, other: Moment) -> bool {
    match (one.1, other.1) {
        _ if one.0 != other.0 => one.0 > other.0,
        (Some(one), Some(other)) => one >= other,
        _ => true,
    }
}

/// The day alone for the first capture of a day, with the time for later ones.
fn name((day, time): Moment, taken: &[CaptureName]) -> Option<CaptureName> {
    let alone = CaptureName { day, time: None };
    if !taken.contains(&alone) {
        return Some(alone);
    }
    let timed = CaptureName { day, time: Some(time?) };
    (!taken.contains(&timed)).then_some(timed)
}
