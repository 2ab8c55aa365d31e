//! The fold of any paragraphs: no panic, folding twice equals once, every place maps back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use postil::base::fold::{Folded, Folder, Parting, Side};

fn fold(text: &str, side: Side) -> Folded {
    let mut folder = Folder::new(side);
    for paragraph in text.split("\n\n") {
        let line_ends: Vec<usize> = paragraph.match_indices('\n').map(|(at, _)| at).collect();
        folder.paragraph(paragraph, &line_ends, Parting::Break);
    }
    folder.finish()
}

fn characters(text: &str) -> Vec<char> {
    let mut characters: Vec<char> = text.chars().collect();
    characters.sort_unstable();
    characters
}

/// Whether a mark stands on nothing that could bear it.
fn has_loose_mark(text: &str) -> bool {
    let mut bearer = ' ';
    text.chars().any(|character| {
        let is_mark = unicode_normalization::char::is_combining_mark(character);
        let is_loose = is_mark && !bearer.is_alphanumeric();
        bearer = if is_mark { bearer } else { character };
        is_loose
    })
}

fuzz_target!(|text: &str| {
    fold(text, Side::Typed).text();
    let folded = fold(text, Side::Stored);
    for joint in folded.joints() {
        folded.points(joint);
        folded.notes(joint);
    }
    for (at, character) in folded.skeleton().char_indices() {
        let ends = (folded.raw_start(at), folded.raw_end(at + character.len_utf8()));
        assert!(!matches!(ends, (Some(start), Some(end)) if start >= end), "{text:?}");
    }
    if text.contains('^') {
        // A note mark in brackets has a longest length, and folding makes it shorter.
        return;
    }
    // What stands for a control character takes marks that it did not.
    let folded = fold(&text.replace(|c: char| c.is_control() && c != '\n', " "), Side::Stored);
    let once = folded.text();
    let mut again = Folder::new(Side::Stored);
    once.split('\n').for_each(|paragraph| again.paragraph(paragraph, &[], Parting::Break));
    let again = again.finish().text();
    if has_loose_mark(&once) {
        // Marks that stand on no letter may change places.
        assert_eq!(characters(&again), characters(&once), "{text:?}");
    } else {
        assert_eq!(again, once, "{text:?}");
    }
});
