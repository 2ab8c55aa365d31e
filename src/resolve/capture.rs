//! What becomes of a quotation when its source changes (SPEC 6).
//!
//! Comes in: the captures of a source, and the day of what quotes it. Goes out: the order in which captures are tried.
//! Never done here: verifying, and moving anything by resemblance.

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
fn base(source: &GatheredSource, day: Option<Day>) -> Option<usize> {
    let day = day?;
    let read = |text: &usize| source.texts[*text].name.is_some_and(|name| name.day <= day);
    let texts = 0..source.texts.len();
    texts.clone().find(read).or_else(|| texts.last())
}
