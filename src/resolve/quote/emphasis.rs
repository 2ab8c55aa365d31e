//! Emphasis that the source lacks in that place makes a quotation *marked* (SPEC 5).

use super::changes::Reading;
use super::placement::Placement;
use super::source::FoldedSource;

/// The runs of the words that their author emphasised and the source did not, as written.
pub fn added(reading: &Reading, source: &FoldedSource, placement: &Placement) -> Vec<String> {
    let mut added = Vec::new();
    for (fragment, part) in reading.fragments.iter().zip(&placement.parts) {
        for (text, begins) in fragment.texts.iter().zip(&part.texts) {
            if text.words.paragraphs.iter().any(|plain| !plain.emphasis.is_empty()) {
                added.extend(of_text(text, source, *begins));
            }
        }
    }
    added
}

fn of_text(text: &super::changes::Text, source: &FoldedSource, begins: usize) -> Vec<String> {
    let typed = text.needle.folded();
    let mut added: Vec<(usize, usize)> = Vec::new();
    let letters = text.needle.skeleton().char_indices().filter(|(_, character)| character.is_alphanumeric());
    for (place, _) in letters {
        let Some(raw) = typed.raw_start(place) else { continue };
        let (paragraph, offset) = typed.locate(raw);
        let emphasis = text.words.paragraphs.get(paragraph).map_or(&[][..], |plain| &plain.emphasis);
        let Some(run) = emphasis.iter().position(|range| range.contains(&offset)) else { continue };
        // The skeletons are equal, so this character is the source's at the same distance.
        let stored = source.folded().raw_start(begins + place);
        if !stored.is_some_and(|raw| source.is_emphasised(raw)) && !added.contains(&(paragraph, run)) {
            added.push((paragraph, run));
        }
    }
    let written = |(paragraph, run): &(usize, usize)| {
        let plain = &text.words.paragraphs[*paragraph];
        format!("*{}*", plain.text.get(plain.emphasis[*run].clone()).unwrap_or("").trim())
    };
    added.iter().map(written).collect()
}
