//! A text as its words are read, with the way back: without what step (2) of the fold drops, compatibility characters as
//! what they stand for, every blank as a space and none between Han, kana and their punctuation.
//!
//! UAX #29 alone would see no end of a word in U+202F, and one in U+200B.

use crate::base::fold::{fold_word, is_blank, is_dropped};
use crate::base::script::is_unspaced;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// The text, and for each of its bytes where the character it came from begins and ends.
#[derive(Clone, Debug, Default)]
pub struct Clean {
    text: String,
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Clean {
    /// Of a text whose first byte is at `base`, without the bytes that `is_left_out` names.
    pub fn of(text: &str, base: usize, mut is_left_out: impl FnMut(usize) -> bool) -> Clean {
        let mut clean = Clean::default();
        let mut characters = text
            .char_indices()
            .map(|(at, character)| (base + at, character))
            .filter(|(at, character)| !is_dropped(*character) && !is_left_out(*at))
            .peekable();
        let mut blank: Option<Range<usize>> = None;
        while let Some((start, character)) = characters.next() {
            let mut end = start + character.len_utf8();
            if is_blank(character) {
                blank = Some(blank.map_or(start, |blank| blank.start)..end);
                continue;
            }
            clean.push_blank(blank.take(), character);
            let mut cluster = String::from(character);
            while let Some((at, mark)) = characters.next_if(|(_, next)| continues(*next)) {
                cluster.push(mark);
                end = at + mark.len_utf8();
            }
            if cluster.is_ascii() {
                clean.push(&cluster, start..end);
            } else {
                clean.push(&fold_word(&cluster), start..end);
            }
        }
        clean.push_blank(blank, ' ');
        clean
    }

    fn push_blank(&mut self, blank: Option<Range<usize>>, next: char) {
        let Some(blank) = blank else { return };
        let is_nothing = is_unspaced(next) && self.text.chars().next_back().is_some_and(is_unspaced);
        if !is_nothing {
            self.push(" ", blank);
        }
    }

    fn push(&mut self, characters: &str, range: Range<usize>) {
        self.text.push_str(characters);
        self.starts.resize(self.text.len(), range.start);
        self.ends.resize(self.text.len(), range.end);
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a range of it, not empty, came from.
    pub fn raw(&self, range: &Range<usize>) -> Range<usize> {
        self.starts[range.start]..self.ends[range.end - 1]
    }
}

/// Whether a character is one with the character before it.
fn continues(character: char) -> bool {
    character >= '\u{300}'
        && (is_combining_mark(character)
            || matches!(character, '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7fb}' | '\u{ff9e}' | '\u{ff9f}'))
}

/// Whether the words of a text are read otherwise than UAX #29 parts it: it has a blank or no blank that UAX #29 takes for
/// the other, or compatibility letters.
pub fn needs_cleaning(text: &str) -> bool {
    !text.is_ascii()
        && text.chars().filter(|character| *character >= '\u{200b}').any(|character| {
            matches!(character,
                '\u{200b}' | '\u{202f}' | '\u{2160}'..='\u{217f}' | '\u{2e80}'..='\u{2fdf}' | '\u{fb00}'..='\u{fdfb}'
                | '\u{fe70}'..='\u{fefc}' | '\u{ff10}'..='\u{ff5a}' | '\u{ff66}'..='\u{ffdc}')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_its_words() {
        let clean = |text: &str| Clean::of(text, 0, |_| false).text;
        assert_eq!(clean("n\u{200b}o\u{ad}t\u{202f}\u{a0}yet"), "not yet");
        assert_eq!(clean("拒 \u{3000}绝 ⽆ a"), "拒绝无 a");
        assert_eq!(clean("e\u{301} す\u{3099} ｶﾞ ﬁ 한"), "é ずガ fi 한");
        assert_eq!(Clean::of("un-\nder it", 5, |at| (7..9).contains(&at)).text, "under it");
        let found = Clean::of("a n\u{200b}o", 10, |_| false);
        assert_eq!(found.raw(&(2..4)), 12..17);
    }
}
