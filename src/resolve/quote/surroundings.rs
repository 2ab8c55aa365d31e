//! The text on both sides of an edge, as the rules of edges see it.

use super::lists::listed_form;
use crate::base::fold::{Folded, LineEnd, is_blank, is_dash, is_dropped, is_quote};
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

/// How many characters are looked at on each side: no word or number worth judging is longer.
const REACH: usize = 64;

/// Up to 64 characters on each side of an edge within its paragraph, composed, without what step (2) drops; words parted
/// at a line end are whole, and a range parted there has no blank.
pub struct Surroundings {
    before: Vec<char>,
    after: Vec<char>,
}

impl Surroundings {
    /// At a byte of the raw text.
    pub fn of(folded: &Folded, raw: usize) -> Surroundings {
        let (paragraph, _) = folded.locate(raw);
        let range = folded.paragraph(paragraph);
        let text = folded.raw();
        let joins = Joins::near(folded, raw);
        let mut before = Vec::with_capacity(REACH);
        let mut at = raw.min(range.end);
        for character in text[range.start..at].chars().rev() {
            at -= character.len_utf8();
            if before.len() == REACH {
                break;
            }
            if joins.keep(at, character) {
                before.push(character);
            }
        }
        before.reverse();
        let mut after = Vec::with_capacity(REACH);
        let mut at = raw.max(range.start);
        for character in text[at..range.end].chars() {
            if after.len() == REACH {
                break;
            }
            if joins.keep(at, character) {
                after.push(character);
            }
            at += character.len_utf8();
        }
        Surroundings { before: compose(before), after: compose(after) }
    }

    /// Two texts with an edge between them.
    #[cfg(test)]
    pub fn new(before: &str, after: &str) -> Surroundings {
        Surroundings { before: before.chars().collect(), after: after.chars().collect() }
    }

    /// The text before the edge.
    pub fn before(&self) -> &[char] {
        &self.before
    }

    /// The text after the edge.
    pub fn after(&self) -> &[char] {
        &self.after
    }

    /// The character right before the edge.
    pub fn last(&self) -> Option<char> {
        self.before.last().copied()
    }

    /// The character right after the edge.
    pub fn first(&self) -> Option<char> {
        self.after.first().copied()
    }

    /// Both sides.
    pub fn chars(&self) -> impl Iterator<Item = char> + '_ {
        self.before.iter().chain(&self.after).copied()
    }

    /// Both sides in one, and where the edge is.
    pub fn joined(&self) -> (Vec<char>, usize) {
        (self.chars().collect(), self.before.len())
    }

    /// Up to so many characters of each side, and the byte where the edge is.
    pub fn text(&self, reach: usize) -> (String, usize) {
        let from = self.before.len().saturating_sub(reach);
        let mut text: String = self.before[from..].iter().collect();
        let edge = text.len();
        text.extend(self.after.iter().take(reach));
        (text, edge)
    }

    /// What a reader sees as one character at the edge.
    pub fn cluster(&self) -> String {
        let (text, edge) = self.text(8);
        let cluster = text.grapheme_indices(true).find(|(at, cluster)| *at < edge && at + cluster.len() > edge);
        cluster.map_or(String::new(), |(_, cluster)| cluster.to_owned())
    }

    /// The word round the edge, as far as blanks.
    pub fn word(&self) -> String {
        let is_outside =
            |c: &&char| is_blank(**c) || matches!(c, '(' | ')' | '[' | ']' | '“' | '”' | '«' | '»' | '"' | ';');
        let before = self.before.iter().rev().take_while(|c| !is_outside(c)).count();
        let after = self.after.iter().take_while(|c| !is_outside(c) && !matches!(c, ',' | '!' | '?')).count();
        let mut word: String = self.before[self.before.len() - before..].iter().chain(&self.after[..after]).collect();
        while word.ends_with(['.', ':']) {
            word.pop();
        }
        word
    }

    /// Up to so many words right before the edge, in listed form, with nothing but blanks and quotation marks between
    /// them and the edge.
    pub fn words_before(&self, most: usize) -> Vec<String> {
        let mut words = Vec::new();
        let mut end = self.before.len();
        while words.len() < most {
            let is_between = |c: &&char| is_blank(**c) || is_quote(**c);
            end -= self.before[..end].iter().rev().take_while(is_between).count();
            let length = self.before[..end].iter().rev().take_while(|c| is_of_word(**c)).count();
            if length == 0 {
                break;
            }
            let word: String = self.before[end - length..end].iter().collect();
            words.push(listed_form(word.trim_matches(is_quote)));
            end -= length;
        }
        words.reverse();
        words
    }

    /// Up to so many words right after the edge, in listed form.
    pub fn words_after(&self, most: usize) -> Vec<String> {
        let mut words = Vec::new();
        let mut from = 0;
        while words.len() < most {
            from += self.after[from..].iter().take_while(|c| is_blank(**c) || is_quote(**c)).count();
            let length = self.after[from..].iter().take_while(|c| is_of_word(**c)).count();
            if length == 0 {
                break;
            }
            let word: String = self.after[from..from + length].iter().collect();
            words.push(listed_form(word.trim_matches(is_quote)));
            from += length;
        }
        words
    }
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || is_quote(character) || is_combining_mark(character)
}

fn compose(text: Vec<char>) -> Vec<char> {
    // What is composed for certain needs no table: no letter below U+0300, no dash or quotation mark, no syllable of Hangul
    // and no Han composes with what is of these too.
    let is_composed = |c: &char| {
        *c < '\u{300}'
            || matches!(c, '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3002}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
    };
    if text.iter().all(is_composed) || is_nfc_quick(text.iter().copied()) == IsNormalized::Yes {
        return text;
    }
    text.into_iter().nfc().collect()
}

/// The hyphens at line ends near an edge, as ranges of the raw text.
struct Joins {
    whole: Vec<(usize, usize)>,
    blanks: Vec<(usize, usize)>,
}

impl Joins {
    fn near(folded: &Folded, raw: usize) -> Joins {
        let mut joins = Joins { whole: Vec::new(), blanks: Vec::new() };
        if !folded.has_line_ends() {
            return joins;
        }
        let joints = folded.joints();
        let middle = joints.partition_point(|joint| (joint.to as usize) < raw);
        let from = middle.saturating_sub(REACH);
        for joint in &joints[from..(middle + REACH).min(joints.len())] {
            let range = (joint.from as usize, joint.to as usize);
            match joint.line_end() {
                LineEnd::No => {}
                LineEnd::InWord => joins.whole.push(range),
                LineEnd::InNumber => joins.blanks.push(range),
            }
        }
        joins
    }

    #[inline]
    fn keep(&self, at: usize, character: char) -> bool {
        let is_plain = character.is_ascii() && self.whole.is_empty() && self.blanks.is_empty();
        is_plain || self.keep_with_care(at, character)
    }

    fn keep_with_care(&self, at: usize, character: char) -> bool {
        let is_in = |ranges: &[(usize, usize)]| ranges.iter().any(|(from, to)| (*from..*to).contains(&at));
        if is_dropped(character) || (!self.whole.is_empty() && is_in(&self.whole)) {
            return false;
        }
        self.blanks.is_empty() || is_dash(character) || !is_in(&self.blanks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::fold::{Folder, Parting, Side};

    #[test]
    fn words_beside_an_edge_are_in_their_order() {
        let around = Surroundings::new("It was, “by no means ", "‘at all’ so");
        assert_eq!(around.words_before(3), ["by", "no", "means"]);
        assert_eq!(around.words_before(9), ["by", "no", "means"]);
        assert_eq!(around.words_after(2), ["at", "all"]);
        assert_eq!(around.words_after(9), ["at", "all", "so"]);
    }

    #[test]
    fn letters_and_their_marks_are_composed() {
        let mut folder = Folder::new(Side::Stored);
        folder.paragraph("cafe\u{301} cafe\u{301}s", &[], Parting::Break);
        let around = Surroundings::of(&folder.finish(), 6);
        assert_eq!((around.before().len(), around.after().len()), (4, 6));
    }

    /// Only what stands near an edge is read, and words parted at line ends are whole all the same.
    #[test]
    fn parted_words_are_whole_wherever_they_stand() {
        let (raw, whole) = ("sea-\nside, 5-\n10 ".repeat(90), "seaside, 5-10 ".repeat(90));
        let line_ends: Vec<usize> = raw.match_indices('\n').map(|(at, _)| at).collect();
        let mut folder = Folder::new(Side::Stored);
        folder.paragraph(&raw, &line_ends, Parting::Break);
        let folded = folder.finish();
        for (at, place) in
            raw.match_indices("side").zip(whole.match_indices("side")).map(|((at, _), (place, _))| (at, place))
        {
            let around = Surroundings::of(&folded, at);
            assert_eq!(around.before().iter().collect::<String>(), whole[place.saturating_sub(REACH)..place]);
            assert_eq!(around.after().iter().collect::<String>(), whole[place..whole.len().min(place + REACH)]);
        }
    }
}
