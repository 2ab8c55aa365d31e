//! Steps (1) to (3), and the letters of (7): a paragraph read as composed letters, each with its bytes.

use super::classes::{JOINER, is_dropped, is_emoji};
use super::compat::expand;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// One base character with all that composes with it or hangs on it.
#[derive(Clone, Copy, Debug)]
pub struct Letter {
    /// First byte.
    pub from: usize,
    /// After the last byte.
    pub to: usize,
    /// The first character as printed: composed, and nothing else.
    pub printed: char,
    /// The first folded character.
    pub first: char,
    /// Whether [`Letters::folded`] has more than `first`, or other bytes than the text.
    pub changed: bool,
}

/// Reads a paragraph letter by letter.
pub struct Letters<'a> {
    text: &'a str,
    at: usize,
    parts: Vec<char>,
    folded: String,
}

impl<'a> Letters<'a> {
    /// At the start of a text.
    pub fn new(text: &'a str) -> Letters<'a> {
        Letters { text, at: 0, parts: Vec::new(), folded: String::new() }
    }

    /// Where the next letter is sought.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes on from another place.
    pub fn jump(&mut self, at: usize) {
        self.at = at;
    }

    /// The folded characters of the letter last read, where it was `changed`.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The longest run of ASCII letters and digits from here that stands as it is; goes past it.
    pub fn ascii_run(&mut self) -> usize {
        let bytes = self.text.as_bytes();
        let from = self.at;
        let mut to = from;
        while to < bytes.len() && bytes[to].is_ascii_alphanumeric() {
            to += 1;
        }
        // What follows, or follows a soft hyphen, may compose with the last one.
        let may_compose = |byte: &u8| *byte >= 0xcc || (*byte == 0xc2 && bytes.get(to + 1) == Some(&0xad));
        if to > from && bytes.get(to).is_some_and(may_compose) {
            to -= 1;
        }
        self.at = to;
        to - from
    }

    /// The next letter.
    pub fn read(&mut self) -> Option<Letter> {
        let (from, printed) = loop {
            let at = self.at;
            let character = self.text[at..].chars().next()?;
            self.at += character.len_utf8();
            if !self.drops(at, character) {
                break (at, character);
            }
        };
        self.parts.clear();
        let expanded = expand(printed, &mut self.parts);
        if !expanded {
            self.parts.push(printed);
        }
        let mut to = self.at;
        let mut plain = !expanded && (printed < '\u{300}' || is_composed(printed));
        while let Some(next) = self.continuation(to) {
            to = next;
            plain = false;
        }
        self.at = to;
        if plain {
            return Some(Letter { from, to, printed, first: printed, changed: false });
        }
        self.folded.clear();
        self.folded.extend(self.parts.iter().copied().nfc());
        let first = self.folded.chars().next().unwrap_or(printed);
        let printed = if expanded { printed } else { first };
        let changed = self.folded != self.text[from..to] || self.folded.chars().nth(1).is_some();
        Some(Letter { from, to, printed, first, changed })
    }

    /// Takes in the character at `at` if it composes with what was read; gives the place after it.
    fn continuation(&mut self, at: usize) -> Option<usize> {
        let mut at = at;
        let character = loop {
            let character = self.text[at..].chars().next()?;
            if character < '\u{ad}' {
                return None;
            }
            if !self.drops(at, character) {
                break character;
            }
            at += character.len_utf8();
        };
        if character < '\u{300}' {
            return None;
        }
        let known = self.parts.len();
        if !expand(character, &mut self.parts) {
            self.parts.push(character);
        }
        if continues(self.parts[known]) {
            return Some(at + character.len_utf8());
        }
        self.parts.truncate(known);
        None
    }

    /// Step (2).
    fn drops(&self, at: usize, character: char) -> bool {
        if character != JOINER {
            return is_dropped(character);
        }
        let variation = |c: &char| matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
        let before = self.text[..at].chars().rev().find(|c| !variation(c));
        let after = self.text[at + JOINER.len_utf8()..].chars().next();
        !(before.is_some_and(is_emoji) && after.is_some_and(is_emoji))
    }
}

/// Whether a character takes part in the letter before it.
pub(super) fn continues(character: char) -> bool {
    if is_inert(character) {
        return false;
    }
    if canonical_combining_class(character) != 0 {
        return true;
    }
    match is_nfc_quick(std::iter::once(character)) {
        IsNormalized::Yes => false,
        IsNormalized::Maybe => true,
        IsNormalized::No => {
            let mut first = None;
            decompose_canonical(character, |part| {
                first.get_or_insert(part);
            });
            first.is_some_and(|part| canonical_combining_class(part) != 0)
        }
    }
}

/// Whether a character alone is in NFC.
fn is_composed(character: char) -> bool {
    is_inert(character) || is_nfc_quick(std::iter::once(character)) != IsNormalized::No
}

/// The large blocks in which every character stands for itself.
fn is_inert(character: char) -> bool {
    matches!(character,
        '\0'..='\u{2ff}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{590}' | '\u{5d0}'..='\u{5f4}' | '\u{620}'..='\u{64a}'
        | '\u{e01}'..='\u{e30}' | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3098}'
        | '\u{30a0}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}
