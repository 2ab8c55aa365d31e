//! Changes that make a misquote: one word, digit, letter, mark or negation inside a quotation.

use super::draw::Draw;
use super::source::{letters_and_marks, spaced_letters, words};
use super::texts::{TONGUES, Tongue};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A quotation changed inside, and whether a text that has it so makes it true.
pub struct Changed {
    pub text: String,
    by_spaces: bool,
    is_note: bool,
}

impl Changed {
    /// Whether it is a change even where marks and blanks are varied. After a blank a number in brackets is the editors'.
    pub fn survives_typography(&self) -> bool {
        !self.by_spaces && !self.is_note
    }

    /// Whether it stands so in a text. Beside an ellipsis an author may leave words out: each part counts by itself.
    pub fn stands_in(&self, text: &str) -> bool {
        let form = if self.by_spaces { spaced_letters } else { letters_and_marks };
        let text = form(text);
        self.text.split('…').all(|part| text.contains(&form(part)))
    }
}

/// Changes one thing between the first and the last word; `None` where there is nothing of the kind drawn.
pub fn change(draw: &mut Draw, text: &str, tongue: &Tongue) -> Option<Changed> {
    let all = words(text);
    let inner = all.get(1..all.len().checked_sub(1)?)?;
    if inner.is_empty() {
        return None;
    }
    let index = draw.below(inner.len());
    let word = inner[index].clone();
    let (kind, mut by_spaces) = (draw.below(14), false);
    let changed = match kind {
        0 => replaced(text, word.start..all[index + 2].start, ""),
        1 => replaced(text, word.start..word.start, &text[word.start..all[index + 2].start]),
        2 => {
            let next = inner.get(index + 1)?;
            let (first, between, second) = (&text[word.clone()], &text[word.end..next.start], &text[next.clone()]);
            replaced(text, word.start..next.end, &format!("{second}{between}{first}"))
        }
        3 => {
            let other = word_of(draw, tongue);
            replaced(text, word.start..word.start, &format!("{other} "))
        }
        4 => {
            let (_, negation) = tongue.negated[draw.below(tongue.negated.len())];
            let blank = if tongue.spaced { " " } else { "" };
            replaced(text, word.start..word.start, &format!("{negation}{blank}"))
        }
        5 => replaced(text, word, word_of(draw, tongue)),
        6..=8 => letter(draw, text, word)?,
        9 => digit(draw, text, all[0].end..all[all.len() - 1].start)?,
        10 => mark(draw, text, all[0].end..all[all.len() - 1].start)?,
        11 => {
            by_spaces = true;
            blank(draw, text, all[0].end..all[all.len() - 1].start)?
        }
        12 => {
            by_spaces = true;
            dash(draw, text, all[0].end..all[all.len() - 1].start)?
        }
        _ => {
            let note = draw.pick(&["[7]", "⁷", "²", "^(a)"]);
            replaced(text, word.end..word.end, note)
        }
    };
    (changed != text).then_some(Changed { text: changed, by_spaces, is_note: kind == 13 })
}

fn replaced(text: &str, range: Range<usize>, with: &str) -> String {
    format!("{}{with}{}", &text[..range.start], &text[range.end..])
}

/// A word of the same language, in one of four of any.
fn word_of(draw: &mut Draw, tongue: &Tongue) -> &'static str {
    let tongue = if draw.one_in(4) { draw.below(TONGUES.len()) } else { index_of(tongue) };
    let sentence: &'static str = draw.pick(TONGUES[tongue].plain);
    let words = words(sentence);
    &sentence[words[draw.below(words.len())].clone()]
}

fn index_of(tongue: &Tongue) -> usize {
    TONGUES.iter().position(|other| other.tag == tongue.tag).expect("it is one of them")
}

/// Another letter, case, accent or script, or two letters in the other order.
fn letter(draw: &mut Draw, text: &str, word: Range<usize>) -> Option<String> {
    let places: Vec<(usize, char)> = text[word.clone()].char_indices().collect();
    let (at, character) = places[draw.below(places.len())];
    let range = word.start + at..word.start + at + character.len_utf8();
    let decomposed: Vec<char> = character.nfd().collect();
    let with: String = match draw.below(6) {
        0 => {
            let other: String = character.to_uppercase().collect();
            if other.chars().eq([character]) { character.to_lowercase().collect() } else { other }
        }
        1 => decomposed.iter().filter(|c| !is_combining_mark(**c)).collect(),
        2 => format!("{character}{}", draw.pick(&["\u{301}", "\u{327}", "\u{64e}", "\u{5b8}", "\u{308}"])),
        3 => {
            const ALIKE: &[(char, char)] = &[
                ('a', 'а'),
                ('o', 'о'),
                ('e', 'е'),
                ('c', 'с'),
                ('p', 'р'),
                ('о', 'o'),
                ('а', 'a'),
                ('ο', 'o'),
                ('水', '氷'),
                ('ا', 'أ'),
            ];
            ALIKE.iter().find(|(one, _)| *one == character)?.1.to_string()
        }
        4 => {
            let next = places.iter().find(|(place, _)| word.start + *place == range.end)?.1;
            return Some(replaced(text, range.start..range.end + next.len_utf8(), &format!("{next}{character}")));
        }
        _ => draw.pick(&["x", "ж", "π", "국", "語", "ع", "é"]).to_owned(),
    };
    Some(replaced(text, range, &with))
}

/// Another digit, one more, one less, or the digit in another script.
fn digit(draw: &mut Draw, text: &str, within: Range<usize>) -> Option<String> {
    let digits: Vec<(usize, char)> =
        text[within.clone()].char_indices().filter(|(_, character)| character.is_ascii_digit()).collect();
    if digits.is_empty() {
        return None;
    }
    let (at, character) = digits[draw.below(digits.len())];
    let value = character.to_digit(10)?;
    let with = match draw.below(4) {
        0 => String::new(),
        1 => char::from_digit((value + 1 + u32::try_from(draw.below(9)).ok()?) % 10, 10)?.to_string(),
        2 => format!("{character}{}", draw.pick(&["0", "1", "9"])),
        _ => {
            let zero = ['\u{660}', '\u{6f0}', '\u{966}'][draw.below(3)];
            char::from_u32(u32::from(zero) + value)?.to_string()
        }
    };
    Some(replaced(text, within.start + at..within.start + at + 1, &with))
}

/// Another mark in the place of one, or none.
fn mark(draw: &mut Draw, text: &str, within: Range<usize>) -> Option<String> {
    let marks: Vec<(usize, char)> =
        text[within.clone()].char_indices().filter(|(_, c)| ",;:!?،؛、。，".contains(*c)).collect();
    if marks.is_empty() {
        return None;
    }
    let (at, character) = marks[draw.below(marks.len())];
    let with = draw.pick(&["", ";", "?", "!", ":", ","]);
    Some(replaced(text, within.start + at..within.start + at + character.len_utf8(), with))
}

/// A blank more or less between two letters or digits that need it.
fn blank(draw: &mut Draw, text: &str, within: Range<usize>) -> Option<String> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let counts = |c: char| c.is_alphanumeric() && !postil::base::script::is_han_or_kana(c);
    let mut changes: Vec<(Range<usize>, &str)> = Vec::new();
    for three in characters.windows(3) {
        let [(_, before), (at, middle), (end, after)] = three else { continue };
        if !within.contains(at) || !within.contains(end) || !counts(*before) {
            continue;
        }
        if *middle == ' ' && counts(*after) {
            changes.push((*at..*end, ""));
        }
        if counts(*middle) {
            changes.push((*at..*at, " "));
        }
    }
    if changes.is_empty() {
        return None;
    }
    let (range, with) = changes.swap_remove(draw.below(changes.len()));
    Some(replaced(text, range, with))
}

/// No dash where there is one, or one where there is none.
fn dash(draw: &mut Draw, text: &str, within: Range<usize>) -> Option<String> {
    let dashes: Vec<(usize, char)> =
        text[within.clone()].char_indices().filter(|(_, c)| matches!(c, '-' | '–' | ' ')).collect();
    if dashes.is_empty() {
        return None;
    }
    let (at, character) = dashes[draw.below(dashes.len())];
    let is_parting =
        |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !postil::base::script::is_han_or_kana(c));
    let (before, after) = (&text[..within.start + at], &text[within.start + at + character.len_utf8()..]);
    if !is_parting(before.chars().next_back()) || !is_parting(after.chars().next()) {
        return None;
    }
    Some(format!("{before}{}{after}", if character == ' ' { "-" } else { "" }))
}
