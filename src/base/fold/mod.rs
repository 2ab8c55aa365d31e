//! Folded text and its map back: the steps of *Typography* in SPEC 5, in the order of the contract.
//!
//! Comes in: paragraphs. Goes out: [`Folded`], which has two forms of the same text, both with the way back to the
//! bytes they came from.
//!
//! * The **skeleton** is what must be equal, character for character, wherever the contract sees equal text. It has
//!   neither blanks, hyphens, note marks, vowel points nor paragraph ends: those are alternatives.
//! * A **joint** stands wherever something of that kind lies between two characters of the skeleton, and says what.
//!   So two texts are equal under the contract where their skeletons are and each pair of joints agrees, and finding one
//!   in the other is a plain search followed by a walk over the joints, linear in both.
//!
//! [`Folded::words`] puts the two together again: the folded text, which folds to itself.
//!
//! Never done here: deciding whether two joints agree, or where words and numbers end.

mod classes;
mod compat;
mod letters;
mod scan;
mod folder;
#[cfg(test)]
mod laws;

pub use classes::{
    is_blank, is_currency, is_dash, is_dropped, is_hyphen, is_override, is_point, is_quote, is_superscript,
    is_superscript_digit, is_superscript_sign,
};
pub use folder::Folder;
pub use scan::{Omission, omission};

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Which of the two sides of a comparison a text is: they differ in what a hyphen at a line end may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What was printed, and wrapped by somebody else.
    Stored,
    /// What an author typed, and wrapped.
    Typed,
}

/// How a paragraph stands to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parting {
    /// Text runs on over the break.
    Break,
    /// Nothing runs on over it.
    Wall,
}

/// What stands in the skeleton for a [`Parting::Wall`]; no text folds to it.
pub const WALL: char = '\u{1}';

/// What an ellipsis of any form is in the skeleton.
pub const ELLIPSIS: char = '…';

/// What a quotation mark or apostrophe of any form is in the skeleton.
pub const QUOTE: char = '\'';

/// The blanks and dashes of a joint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// None.
    Closed,
    /// A blank.
    Blank,
    /// A dash, with a blank on both sides or on neither.
    Dash,
    /// A dash with a blank after it.
    DashBlank,
    /// A dash with a blank before it.
    BlankDash,
}

/// What a hyphen at a line end may be read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnd {
    /// There is none.
    No,
    /// Between letters: with it, without it, and with it and a blank.
    InWord,
    /// Between digits, a letter and a digit, or a dash between letters: with it, and with it and a blank.
    InNumber,
}

/// What lies between two characters of a skeleton, or before its first or after its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joint {
    /// The byte of the skeleton before which it lies.
    pub skeleton: u32,
    /// Where in the raw text the character before it ends.
    pub from: u32,
    /// Where in the raw text the character after it begins.
    pub to: u32,
    bits: u16,
    /// How many paragraph breaks are in it.
    pub breaks: u8,
}

impl Joint {
    const ATOM: u16 = 1 << 4;
    const NOTES: u16 = 1 << 5;
    const POINTS: u16 = 1 << 6;
    const BREAK_FIRST: u16 = 1 << 7;
    const BLANK_BEFORE: u16 = 1 << 8;
    const BLANK_AFTER: u16 = 1 << 9;
    const IN_WORD: u16 = 1 << 10;
    const IN_NUMBER: u16 = 1 << 11;

    /// Its blanks and dashes.
    pub fn shape(&self) -> Shape {
        match self.bits & 7 {
            0 => Shape::Closed,
            1 => Shape::Blank,
            2 => Shape::Dash,
            3 => Shape::DashBlank,
            _ => Shape::BlankDash,
        }
    }

    /// Whether a hyphen stands at a line end in it.
    pub fn line_end(&self) -> LineEnd {
        if self.bits & Joint::IN_WORD != 0 {
            LineEnd::InWord
        } else if self.bits & Joint::IN_NUMBER != 0 {
            LineEnd::InNumber
        } else {
            LineEnd::No
        }
    }

    /// Whether the character before it bears note marks.
    pub fn has_notes(&self) -> bool {
        self.bits & Joint::NOTES != 0
    }

    /// Whether the letter before it bears vowel points.
    pub fn has_points(&self) -> bool {
        self.bits & Joint::POINTS != 0
    }

    /// Whether a blank was printed before its dash, whatever became of it.
    pub fn blank_before_dash(&self) -> bool {
        self.bits & Joint::BLANK_BEFORE != 0
    }

    /// Whether a blank was printed after its dash, whatever became of it.
    pub fn blank_after_dash(&self) -> bool {
        self.bits & Joint::BLANK_AFTER != 0
    }

    /// Whether what follows, up to the next joint, is one character of the raw text with other bytes.
    fn begins_atom(&self) -> bool {
        self.bits & Joint::ATOM != 0
    }
}

/// A folded text.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    raw: String,
    starts: Vec<u32>,
    skeleton: String,
    joints: Vec<Joint>,
    has_line_ends: bool,
}

impl Folded {
    /// Whether any hyphen in it stands at a line end.
    pub fn has_line_ends(&self) -> bool {
        self.has_line_ends
    }

    /// What must be equal.
    pub fn skeleton(&self) -> &str {
        &self.skeleton
    }

    /// What lies between, in order, at most one a place.
    pub fn joints(&self) -> &[Joint] {
        &self.joints
    }

    /// The joints at the edges of these characters of the skeleton and between them, as indexes.
    pub fn joints_of(&self, range: Range<usize>) -> Range<usize> {
        let from = self.joints.partition_point(|joint| (joint.skeleton as usize) < range.start);
        let count = self.joints[from..].partition_point(|joint| (joint.skeleton as usize) <= range.end);
        from..from + count
    }

    /// The joint before this byte of the skeleton.
    pub fn joint_at(&self, skeleton: usize) -> Option<&Joint> {
        let index = self.joints.binary_search_by_key(&skeleton, |joint| joint.skeleton as usize).ok()?;
        Some(&self.joints[index])
    }

    /// The text it was made of, paragraphs parted by a line end.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// How many paragraphs it has.
    pub fn paragraphs(&self) -> usize {
        self.starts.len()
    }

    /// The bytes of the raw text that are a paragraph.
    pub fn paragraph(&self, index: usize) -> Range<usize> {
        let start = self.starts[index] as usize;
        let end = self.starts.get(index + 1).map_or(self.raw.len(), |next| *next as usize - 1);
        start..end
    }

    /// The paragraph that a byte of the raw text is in, and the offset in it.
    pub fn locate(&self, raw: usize) -> (usize, usize) {
        let index = self.starts.partition_point(|start| *start as usize <= raw).saturating_sub(1);
        (index, raw - self.starts.get(index).map_or(0, |start| *start as usize))
    }

    /// Where in the raw text the character begins that begins here in the skeleton; `None` inside a character.
    pub fn raw_start(&self, skeleton: usize) -> Option<usize> {
        let next = self.joints.partition_point(|joint| joint.skeleton as usize <= skeleton);
        let Some(joint) = next.checked_sub(1).map(|index| &self.joints[index]) else { return Some(skeleton) };
        let past = skeleton - joint.skeleton as usize;
        (past == 0 || !joint.begins_atom()).then_some(joint.to as usize + past)
    }

    /// Where in the raw text the character ends that ends here in the skeleton; `None` inside a character.
    pub fn raw_end(&self, skeleton: usize) -> Option<usize> {
        let next = self.joints.partition_point(|joint| (joint.skeleton as usize) < skeleton);
        if let Some(joint) = self.joints.get(next).filter(|joint| joint.skeleton as usize == skeleton) {
            return Some(joint.from as usize);
        }
        let Some(joint) = next.checked_sub(1).map(|index| &self.joints[index]) else { return Some(skeleton) };
        (!joint.begins_atom()).then_some(joint.to as usize + (skeleton - joint.skeleton as usize))
    }

    /// The byte of the skeleton at or after this byte of the raw text.
    pub fn skeleton_at(&self, raw: usize) -> usize {
        let next = self.joints.partition_point(|joint| joint.to as usize <= raw);
        let Some(joint) = next.checked_sub(1).map(|index| &self.joints[index]) else { return 0 };
        let end = self.joints.get(next).map_or(self.skeleton.len(), |joint| joint.skeleton as usize);
        let past = raw - joint.to as usize;
        match (past, joint.begins_atom()) {
            (0, _) => joint.skeleton as usize,
            (_, true) => end,
            (past, false) => (joint.skeleton as usize + past).min(end),
        }
    }

    /// The vowel points on the letter before a joint, in canonical order.
    pub fn points(&self, joint: &Joint) -> Vec<char> {
        if !joint.has_points() {
            return Vec::new();
        }
        // The letter begins where the joint before this one ends: a letter with points is an atom.
        let before = self.joints.partition_point(|other| other.skeleton < joint.skeleton);
        let from = before.checked_sub(1).map_or(0, |index| self.joints[index].to as usize);
        let letter = &self.raw[from..joint.from as usize];
        let mut parts = Vec::new();
        for character in letter.chars().filter(|character| !is_dropped(*character) && *character != classes::JOINER) {
            if !compat::expand(character, &mut parts) {
                parts.push(character);
            }
        }
        let mut points: Vec<char> = parts.into_iter().nfc().filter(|character| is_point(*character)).collect();
        points.sort_by_key(|point| canonical_combining_class(*point));
        points
    }

    /// The note marks on the character before a joint, folded, one after another.
    pub fn notes(&self, joint: &Joint) -> Vec<String> {
        let mut notes = Vec::new();
        if joint.has_notes() {
            let mut at = joint.from as usize;
            while let Some(end) = scan::note_mark(&self.raw[..joint.to as usize], at) {
                notes.push(fold_note(&self.raw[at..end]));
                at = end;
            }
        }
        notes
    }

    /// Where in the raw text the first so many note marks of a joint end.
    pub fn end_of_notes(&self, joint: &Joint, count: usize) -> usize {
        let mut at = joint.from as usize;
        for _ in 0..count {
            match scan::note_mark(&self.raw[..joint.to as usize], at) {
                Some(end) => at = end,
                None => break,
            }
        }
        at
    }

    /// The folded text of a run of the skeleton: single blanks, one kind of each mark, words parted at a line end made
    /// whole, paragraphs and walls parted by a line end. It folds to itself.
    pub fn words(&self, range: Range<usize>) -> String {
        let mut words = String::with_capacity(range.len() * 5 / 4);
        let mut at = range.start;
        let range_of_joints = self.joints_of(range.clone());
        for joint in &self.joints[range_of_joints] {
            let place = joint.skeleton as usize;
            self.push_characters(&mut words, at..place);
            at = place;
            if place > range.start && place <= range.end {
                self.push_joint(&mut words, joint, place == range.end);
            }
        }
        self.push_characters(&mut words, at..range.end);
        words
    }

    fn push_characters(&self, words: &mut String, range: Range<usize>) {
        for (index, part) in self.skeleton[range].split(WALL).enumerate() {
            if index > 0 {
                words.push('\n');
            }
            words.push_str(part);
        }
    }

    /// The part of a joint that belongs to the character before it, and, but at the end, what parts it from the next.
    fn push_joint(&self, words: &mut String, joint: &Joint, is_last: bool) {
        words.extend(self.points(joint));
        if is_last && joint.skeleton as usize != self.skeleton.len() {
            return;
        }
        words.extend(self.notes(joint));
        let (dash, blanks) = match (joint.line_end(), joint.shape()) {
            (LineEnd::InWord, _) => ("", ("", "")),
            (LineEnd::InNumber, _) => ("-", ("", "")),
            (LineEnd::No, Shape::Closed) => ("", ("", "")),
            (LineEnd::No, Shape::Blank) => ("", (" ", "")),
            (LineEnd::No, Shape::Dash) => ("-", ("", "")),
            (LineEnd::No, Shape::DashBlank) => ("-", ("", " ")),
            (LineEnd::No, Shape::BlankDash) => ("-", (" ", "")),
        };
        let break_first = joint.breaks > 0 && (dash.is_empty() || joint.bits & Joint::BREAK_FIRST != 0);
        let break_last = joint.breaks > 0 && !break_first;
        words.push_str(if break_first { "\n" } else { blanks.0 });
        words.push_str(dash);
        words.push_str(if break_last { "\n" } else { blanks.1 });
    }

    /// The whole folded text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        if let Some(first) = self.joints.first().filter(|first| first.skeleton == 0 && first.shape() != Shape::Closed) {
            text.push_str(if first.breaks > 0 { "-\n" } else { "-" });
        }
        text.push_str(&self.words(0..self.skeleton.len()));
        text
    }
}

/// A word without what step (2) drops and the points of step (7), composed, its compatibility characters expanded.
pub fn fold_word(word: &str) -> String {
    let mut parts = Vec::new();
    for character in word.chars().filter(|c| !is_dropped(*c) && !is_point(*c) && *c != classes::JOINER) {
        if !compat::expand(character, &mut parts) {
            parts.push(character);
        }
    }
    parts.into_iter().nfc().filter(|character| !is_point(*character)).collect()
}

fn fold_note(note: &str) -> String {
    let mut parts = Vec::new();
    for character in note.chars().filter(|character| !is_dropped(*character) && *character != classes::JOINER) {
        match character {
            dash if is_dash(dash) => parts.push('-'),
            quote if is_quote(quote) => parts.push(QUOTE),
            character if compat::expand(character, &mut parts) => {}
            character => parts.push(character),
        }
    }
    parts.into_iter().nfc().collect()
}
