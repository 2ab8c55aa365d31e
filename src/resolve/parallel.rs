//! Which paragraphs of an original and its translation are the same (SPEC 8, `/parallel/`).
//!
//! Comes in: two texts, and the pairs an editor wrote. Goes out: an [`Alignment`]. Never done here: pairing by likeness:
//! where counts differ, or what is certain contradicts them, nothing is paired but what is certain.

use super::codes::TRANSLATION_UNALIGNED;
use super::digest::{Alignment, How};
use super::gather::{GatheredSource, Sources, front_place};
use crate::base::diagnostic::{Diagnostic, Report};
use crate::base::language::Language;
use crate::parse::words::{StoredKind, StoredText};
use std::collections::{BTreeMap, BTreeSet};
use unicode_segmentation::UnicodeSegmentation;

/// The alignment of each source that is a translation, by the places of the sources.
pub fn align_translations(sources: &Sources, report: &mut Report) -> Vec<Option<Alignment>> {
    let align = |source: &GatheredSource| Some(align(source, sources.get(source.translation_of?), report));
    sources.list.iter().map(align).collect()
}

fn align(translation: &GatheredSource, original: &GatheredSource, report: &mut Report) -> Alignment {
    let texts = (&original.texts[0].read.stored, &translation.texts[0].read.stored);
    let counts = (texts.0.last_number(), texts.1.last_number());
    let mut tell = |message: String, key: &str, help: &str| {
        let place = front_place(translation.file(), key);
        report.add(Diagnostic::new(&TRANSLATION_UNALIGNED, place, message).help(help));
    };
    let written = &translation.front().pairs;
    if !written.is_empty() {
        let (pairs, unknown) = read_pairs(written, counts);
        if let Some(pair) = unknown {
            let message = format!(
                "the pair `{pair}` names a paragraph that is not there: `{}` has {}, `{}` has {}",
                original.id, counts.0, translation.id, counts.1
            );
            tell(message, "pairs", "number the pairs anew: first the ¶ of the original, then that of the translation");
        }
        return Alignment { how: How::Written, pairs };
    }
    let certain = certain_pairs(texts, (&original.language, &translation.language));
    let contradicts = certain.iter().find(|(old, new)| old != new);
    if counts.0 == counts.1 && contradicts.is_none() {
        return Alignment { how: How::Number, pairs: (1..=counts.0).map(|number| (number, number)).collect() };
    }
    let reason = match contradicts {
        Some((old, new)) if counts.0 == counts.1 => format!(", and ¶{old} of the one is ¶{new} of the other"),
        _ => String::new(),
    };
    let message = format!(
        "`{}` has {} and its original `{}` has {}{reason}; only what is certain is set side by side",
        translation.id,
        amount(counts.1),
        original.id,
        amount(counts.0)
    );
    tell(
        message,
        "translation_of",
        "write which paragraphs are the same, the original's first: `pairs: [1-1, 2-2+3, 3-4]`",
    );
    Alignment { how: How::Certain, pairs: in_order(certain) }
}

fn amount(count: u32) -> String {
    if count == 1 { "1 paragraph".to_owned() } else { format!("{count} paragraphs") }
}

/// The pairs as written, and the first that names a paragraph that is not there.
fn read_pairs(written: &[String], counts: (u32, u32)) -> (Vec<(u32, u32)>, Option<&String>) {
    let (mut pairs, mut unknown) = (BTreeSet::new(), None);
    for pair in written {
        let side =
            |text: &str| -> Vec<u32> { text.split('+').filter_map(|number| number.trim().parse().ok()).collect() };
        let Some((left, right)) = pair.split_once('-') else { continue };
        let (left, right) = (side(left), side(right));
        if left.iter().any(|number| *number > counts.0) || right.iter().any(|number| *number > counts.1) {
            unknown = unknown.or(Some(pair));
            continue;
        }
        pairs.extend(left.iter().flat_map(|left| right.iter().map(move |right| (*left, *right))));
    }
    (pairs.into_iter().collect(), unknown)
}

/// What a paragraph has that a translation keeps: with how much it weighs.
type Signs = BTreeMap<String, u32>;

/// Pairs of paragraphs that have enough in common which each text has in that paragraph alone.
fn certain_pairs(
    (old, new): (&StoredText, &StoredText),
    (old_language, new_language): (&Language, &Language),
) -> BTreeSet<(u32, u32)> {
    if old_language.is_same_language(new_language) {
        return BTreeSet::new();
    }
    let (old, new) = (signs_by_place(old), signs_by_place(new));
    let mut weights: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for (sign, (old_place, weight)) in &old {
        if let (Some(old), Some((Some(new), _))) = (old_place, new.get(sign)) {
            *weights.entry((*old, *new)).or_default() += weight;
        }
    }
    weights.into_iter().filter(|(_, weight)| *weight >= 2).map(|(pair, _)| pair).collect()
}

/// Of each sign of a text the one ¶ that has it, `None` where several have, and its weight.
fn signs_by_place(stored: &StoredText) -> BTreeMap<String, (Option<u32>, u32)> {
    let mut places: BTreeMap<String, (Option<u32>, u32)> = BTreeMap::new();
    let blocks = stored.blocks.iter().filter(|block| !matches!(block.kind, StoredKind::Heading(_)));
    for block in blocks {
        for (sign, weight) in signs(&block.plain.text) {
            let place = places.entry(sign).or_insert((Some(block.number), weight));
            if place.0 != Some(block.number) {
                place.0 = None;
            }
        }
    }
    places
}

/// Numbers of two digits or more, in figures, and names in Latin letters that do not begin a sentence.
fn signs(text: &str) -> Signs {
    let mut signs = Signs::new();
    for (at, word) in text.split_word_bound_indices() {
        let before = text[..at].trim_end_matches([' ', '“', '"', '(', '«', '„']).chars().next_back();
        let begins_sentence = before.is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '\n'));
        let name: String = word.chars().take_while(char::is_ascii_alphabetic).collect();
        if name.len() >= 3 && name.starts_with(|c: char| c.is_ascii_uppercase()) && !begins_sentence {
            signs.insert(name.to_lowercase(), 1);
        }
    }
    for number in numbers(text) {
        match number.chars().filter(char::is_ascii_digit).count() {
            0 | 1 => {}
            2 => drop(signs.insert(number, 1)),
            _ => drop(signs.insert(number, 2)),
        }
    }
    signs
}

/// The numbers of a text in plain figures: digits of any script, groups of three joined.
fn numbers(text: &str) -> Vec<String> {
    let mut numbers = Vec::new();
    let mut open = String::new();
    let characters: Vec<char> = text.chars().collect();
    for (at, character) in characters.iter().enumerate() {
        if let Some(digit) = digit(*character) {
            open.push(digit);
            continue;
        }
        let following = characters[at + 1..].iter().take_while(|c| digit(**c).is_some()).take(4).count();
        let joins =
            !open.is_empty() && matches!(character, ',' | '.' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '٬');
        match (joins, following) {
            (true, 3) => {}
            (true, 1 | 2) if matches!(character, ',' | '.') => open.push('.'),
            _ => numbers.extend(Some(std::mem::take(&mut open)).filter(|number| !number.is_empty())),
        }
    }
    numbers.extend(Some(open).filter(|number| !number.is_empty()));
    numbers
}

/// The zeros of scripts whose digits count up from them.
const ZEROS: [u32; 8] = [0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0x17E0, 0xFF10];

fn digit(character: char) -> Option<char> {
    let code = u32::from(character);
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// Certain pairs without those that cross another one, or that give one paragraph two that do not follow each other.
fn in_order(pairs: BTreeSet<(u32, u32)>) -> Vec<(u32, u32)> {
    let pairs: Vec<(u32, u32)> = pairs.into_iter().collect();
    let crosses = |at: usize| {
        let (old, new) = pairs[at];
        let before = pairs[..at].iter().filter(|other| other.0 < old).map(|other| other.1).max();
        let after = pairs[at + 1..].iter().filter(|other| other.0 > old).map(|other| other.1).min();
        before.is_some_and(|before| before > new) || after.is_some_and(|after| after < new)
    };
    let is_apart = |at: usize| {
        let (old, new) = pairs[at];
        let is_far = |other: &(u32, u32)| {
            (other.0 == old && other.1.abs_diff(new) > 1) || (other.1 == new && other.0.abs_diff(old) > 1)
        };
        pairs.iter().any(is_far)
    };
    (0..pairs.len()).filter(|at| !crosses(*at) && !is_apart(*at)).map(|at| pairs[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_every_form() {
        assert_eq!(numbers("2,400 carts, 3.5 tonnes, 12"), ["2400", "3.5", "12"]);
        assert_eq!(numbers("2.400 Karren, 3,5 Tonnen"), ["2400", "3.5"]);
        assert_eq!(numbers("٢٤٠٠ و ２４"), ["2400", "24"]);
        assert_eq!(numbers("1 2"), ["1", "2"]);
    }

    #[test]
    fn what_crosses_is_not_certain() {
        assert_eq!(in_order(BTreeSet::from([(1, 1), (2, 4), (3, 3), (5, 5)])), [(1, 1), (5, 5)]);
        assert_eq!(in_order(BTreeSet::from([(2, 2), (2, 3), (4, 5)])), [(2, 2), (2, 3), (4, 5)]);
        assert_eq!(in_order(BTreeSet::from([(2, 2), (2, 5)])), []);
    }

    #[test]
    fn pairs_are_read_and_unknown_ones_left_out() {
        let written = ["1-1".to_owned(), "2-2+3".to_owned(), "9-4".to_owned()];
        assert_eq!(read_pairs(&written, (3, 4)), (vec![(1, 1), (2, 2), (2, 3)], Some(&written[2])));
    }
}
