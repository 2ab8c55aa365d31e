//! What becomes of a quotation when its source changes (SPEC 6).
//!
//! Comes in: the captures of a source, and the day of what quotes it. Goes out: the order in which captures are tried, and
//! where paragraphs without quoted words have gone. Never done here: verifying, and moving anything by resemblance.

use super::gather::GatheredSource;
use crate::base::day::Day;

/// The earlier captures in the order in which a quotation that does not hold in the current text is tried in them: the
/// base first, then newest first. The base is the newest capture of or before the day of what quotes, else the oldest.
pub fn earlier_in_order(source: &GatheredSource, day: Option<Day>) -> Vec<usize> {
    let base = base(source, day);
    let mut order: Vec<usize> = (1..source.texts.len()).collect();
    order.sort_by_key(|text| (Some(*text) != base, *text));
    order
}

/// The text that the author most likely read.
pub fn base(source: &GatheredSource, day: Option<Day>) -> Option<usize> {
    let day = day?;
    let read = |text: &usize| source.texts[*text].name.is_some_and(|name| name.day <= day);
    let texts = 0..source.texts.len();
    texts.clone().find(read).or_else(|| texts.last())
}

/// What became of the paragraphs that a reference names, since its author read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// They stand where they stood.
    Nowhere,
    /// They are unchanged and have these numbers now.
    To(u32, u32),
    /// They have changed, or stand at several places.
    Changed,
}

/// Follows paragraphs from the base to the current text: equal words, moved or not, are the same paragraph, nothing else is.
pub fn follow_paragraphs(source: &GatheredSource, day: Option<Day>, (first, last): (u32, u32)) -> Gone {
    let Some(base) = base(source, day).filter(|base| *base > 0) else { return Gone::Nowhere };
    if last > source.texts[base].read.stored.last_number() {
        return Gone::Nowhere;
    }
    let difference = source.difference(base);
    let Some(now) = difference.paragraph(first) else { return Gone::Changed };
    let is_whole = (first..=last).zip(now..).all(|(then, now)| difference.paragraph(then) == Some(now));
    match (is_whole, now == first) {
        (false, _) => Gone::Changed,
        (true, true) => Gone::Nowhere,
        (true, false) => Gone::To(now, now + (last - first)),
    }
}

/// What a citation writes to name a place of the current text, where the place alone would be read as one of the base:
/// the capture stands after the locator, before the occurrence.
pub fn with_current_capture(source: &GatheredSource, locator: &str) -> Option<String> {
    let name = source.texts[0].name?;
    Some(match locator.split_once(", ") {
        Some((paragraph, occurrence)) => format!("{paragraph}, capture {name}, {occurrence}"),
        None => format!("{locator}, capture {name}"),
    })
}
