//! Emphasis beside Chinese, Japanese and Korean letters: `**“인용”**이다`.
//!
//! CommonMark asks for a blank or punctuation where a run of `*` stands between punctuation and a letter, and scripts that
//! write without blanks have none there. Comes in: a run of `*` in a text. Goes out: the one neighbour to be replaced, in
//! the eyes of the parser, by a character that lets the run open and close.

use crate::base::file::Span;
use std::collections::BTreeMap;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

/// The stand-ins given out so far: each for one character, and none that the text itself has.
pub struct StandIns<'a> {
    text: &'a str,
    given: BTreeMap<(char, Kind), Option<char>>,
    next: BTreeMap<(Kind, usize), u32>,
}

/// What the parser is to take a character for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Letter,
    Punctuation,
}

impl<'a> StandIns<'a> {
    /// For a text.
    pub fn new(text: &'a str) -> StandIns<'a> {
        StandIns { text, given: BTreeMap::new(), next: BTreeMap::new() }
    }

    /// The neighbour of a run to be replaced: its place, itself, and its stand-in of the same length.
    pub fn beside(&mut self, run: Span) -> Option<(usize, char, char)> {
        let before = self.text[..run.start].chars().next_back()?;
        let after = self.text[run.end..].chars().next()?;
        if before.is_whitespace() || after.is_whitespace() {
            return None;
        }
        let (marked_before, marked_after) = (is_punctuation(before), is_punctuation(after));
        let at_before = run.start - before.len_utf8();
        let (at, character, kind) = match (is_cjk(before), is_cjk(after)) {
            (false, true) if marked_before && !marked_after => (run.end, after, Kind::Punctuation),
            (false, true) if !marked_before && marked_after => (run.end, after, Kind::Letter),
            (true, false) if !marked_before && marked_after => (at_before, before, Kind::Punctuation),
            (true, _) if marked_before && !marked_after => (at_before, before, Kind::Letter),
            (true, true) if !marked_before && marked_after => (run.end, after, Kind::Letter),
            _ => return None,
        };
        Some((at, character, self.stand_in(character, kind)?))
    }

    fn stand_in(&mut self, character: char, kind: Kind) -> Option<char> {
        if let Some(given) = self.given.get(&(character, kind)) {
            return *given;
        }
        let range = match (kind, character.len_utf8()) {
            (Kind::Letter, 3) => 0xe000..0xe400,
            (Kind::Letter, 4) => 0xf_0000..0xf_0400,
            (Kind::Punctuation, 3) => 0x2800..0x2900,
            (Kind::Punctuation, 4) => 0x1_d100..0x1_d127,
            _ => return None,
        };
        let next = self.next.entry((kind, character.len_utf8())).or_insert(range.start);
        let mut free = None;
        while free.is_none() && *next < range.end {
            free = char::from_u32(*next).filter(|stand_in| !self.text.contains(*stand_in));
            *next += 1;
        }
        self.given.insert((character, kind), free);
        free
    }
}

fn is_punctuation(character: char) -> bool {
    !character.is_alphanumeric()
        && !character.is_whitespace()
        && !is_combining_mark(character)
        && !character.is_control()
}

/// Letters and punctuation of Chinese, Japanese and Korean.
fn is_cjk(character: char) -> bool {
    matches!(
        character.script(),
        Script::Hangul | Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo | Script::Yi
    ) || matches!(u32::from(character), 0x2e80..=0x303f | 0x30a0..=0x31ff | 0xfe30..=0xfe6f | 0xff00..=0xffef)
}
