//! Emphasis that the source lacks in that place makes a quotation *marked* (SPEC 5).

use super::occurrences::{Needle, Occurrence};
use super::source::FoldedSource;
use crate::parse::words::Words;

/// The runs of the words that their author emphasised and the source did not.
pub fn added(words: &Words, needle: &Needle, source: &FoldedSource, at: &Occurrence) -> Vec<String> {
    if words.paragraphs.iter().all(|plain| plain.emphasis.is_empty()) {
        return Vec::new();
    }
    let typed = needle.folded();
    let mut added: Vec<(usize, usize)> = Vec::new();
    for (place, _) in needle.skeleton().char_indices().filter(|(_, character)| character.is_alphanumeric()) {
        let Some(raw) = typed.raw_start(place) else { continue };
        let (paragraph, offset) = typed.locate(raw);
        let emphasis = words.paragraphs.get(paragraph).map_or(&[][..], |plain| &plain.emphasis);
        let Some(run) = emphasis.iter().position(|range| range.contains(&offset)) else { continue };
        // The skeletons are equal, so this character is the source's at the same distance.
        let stored = source.folded().raw_start(at.at + place);
        if !stored.is_some_and(|raw| source.is_emphasised(raw)) && !added.contains(&(paragraph, run)) {
            added.push((paragraph, run));
        }
    }
    let text = |(paragraph, run): &(usize, usize)| {
        let plain = &words.paragraphs[*paragraph];
        format!("*{}*", plain.text.get(plain.emphasis[*run].clone()).unwrap_or("").trim())
    };
    added.iter().map(text).collect()
}
