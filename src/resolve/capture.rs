//! What becomes of a quotation when its source changes (SPEC 6).
//!
//! Comes in: the captures of a source, and the day of what quotes it. Goes out: the order in which captures are tried, and
//! where paragraphs without quoted words have gone. Never done here: verifying, and moving anything by resemblance.

use super::gather::{GatheredSource, GatheredText};
use crate::base::day::Day;
use crate::parse::words::StoredKind;

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

/// Follows paragraphs from the base to the current text: equal words are the same paragraph, nothing else is.
pub fn follow_paragraphs(source: &GatheredSource, day: Option<Day>, (first, last): (u32, u32)) -> Gone {
    let Some(base) = base(source, day).filter(|base| *base > 0) else { return Gone::Nowhere };
    let then = paragraphs(&source.texts[base]);
    let now = paragraphs(&source.texts[0]);
    let range = (first as usize).saturating_sub(1)..last as usize;
    let Some(wanted) = then.get(range.clone()) else { return Gone::Nowhere };
    if now.get(range) == Some(wanted) {
        return Gone::Nowhere;
    }
    let mut places = now.windows(wanted.len().max(1)).enumerate().filter(|(_, window)| *window == wanted);
    match (places.next(), places.next()) {
        (Some((at, _)), None) => Gone::To(at as u32 + 1, at as u32 + last - first + 1),
        _ => Gone::Changed,
    }
}

/// The words of each ¶, in order: of a table all its cells, of a paragraph after a heading the paragraph alone.
fn paragraphs(text: &GatheredText) -> Vec<String> {
    let stored = &text.read.stored;
    let mut paragraphs = vec![String::new(); stored.last_number() as usize];
    for block in stored.blocks.iter().filter(|block| !matches!(block.kind, StoredKind::Heading(_))) {
        if let Some(words) = (block.number as usize).checked_sub(1).and_then(|index| paragraphs.get_mut(index)) {
            words.push_str(block.plain.text.trim());
            words.push('\t');
        }
    }
    paragraphs
}
