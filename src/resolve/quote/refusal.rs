//! Why a claim was not found true, as data. The sentences are in [`explain`](mod@super::explain).

use super::changes::{At, Slip};
use super::edges::{Cut, End};
use super::passage::Stretch;
use crate::parse::words::Words;
use std::ops::Range;

/// A place of a source where words were found that do not, as they stand, make the quotation true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where.
    pub stretches: Vec<Stretch>,
    /// First and last ¶.
    pub paragraphs: (u32, u32),
    /// The source's own characters, paragraphs parted by an empty line.
    pub text: String,
    /// What a citation writes to name this place and no other: `¶4`, or `¶4, 2nd`.
    pub locator: String,
}

/// Why a claim was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There are no words in it.
    Empty,
    /// It has a character that overrides the direction of writing.
    Override {
        /// Index into the paragraphs of the words, and bytes of that paragraph's text.
        at: (usize, Range<usize>),
    },
    /// The words are nowhere in the text.
    Absent,
    /// The words are there, but begin or end inside a word, a number or a character.
    Edge {
        /// The places, at least one, each with the end that is illegal and what it cuts.
        found: Vec<(Found, End, Cut)>,
    },
    /// The words are there, but for their paragraph breaks.
    ParagraphBreak {
        /// The places, at least one.
        found: Vec<Found>,
        /// Whether the words have a break that the source lacks; else they run on over more than one.
        is_added: bool,
    },
    /// The words are there, but their final mark stands for another one.
    FinalMark {
        /// The places, at least one.
        found: Vec<Found>,
        /// The mark of the source.
        mark: char,
    },
    /// The words are there, outside the locator.
    WrongParagraph {
        /// The places, at least one.
        found: Vec<Found>,
    },
    /// The words are there more than once.
    Ambiguous {
        /// The places, at least two, in order.
        found: Vec<Found>,
    },
    /// The words are there, but not as often as the occurrence says.
    Occurrence {
        /// The occurrence asked for.
        asked: u32,
        /// The places within the locator, in order.
        found: Vec<Found>,
    },
    /// The words are too few to stand without a locator.
    Short {
        /// The places, at least one, in order.
        found: Vec<Found>,
    },
    /// A mark of change that no source can make true.
    Slip {
        /// The mark.
        at: At,
        /// What is wrong with it.
        why: Slip,
    },
    /// A part of the words between two marks of change is nowhere in the text.
    Part {
        /// The part; its `places` lead to the bytes of the paragraphs of the quotation.
        words: Words,
        /// The paragraph of the quotation that each of its paragraphs is of.
        paragraphs: Vec<usize>,
    },
    /// The parts between marks of change are in the text, but not in this order.
    Order {
        /// The part that does not come after the others.
        words: String,
        /// Its places.
        found: Vec<Found>,
    },
    /// The words, or a part of them, are in so many places that they are not told apart.
    Common {
        /// The words or the part.
        words: String,
    },
    /// A part between two others stands more than once between them.
    Twice {
        /// The part.
        words: String,
        /// Its places.
        found: Vec<Found>,
    },
    /// An ellipsis leaves out what it may not.
    Omission {
        /// The ellipsis.
        at: At,
        /// The passage.
        found: Found,
        /// What it leaves out.
        why: Omitted,
    },
    /// Brackets change what they may not.
    Bracket {
        /// The brackets.
        at: At,
        /// The passage.
        found: Found,
        /// What they change.
        why: Bracketed,
    },
}

/// What an ellipsis may not leave out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Omitted {
    /// So many words.
    Words(usize),
    /// So many paragraph breaks, in running text.
    Breaks(usize),
    /// None of a paragraph break that the quotation has there.
    NoBreak,
    /// A negation beside the cut, and where it is.
    Negation(String, Found),
}

/// What brackets may not change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bracketed {
    /// They stand round words that the source has in that place.
    Own(String),
    /// They stand for so many words.
    Words(usize),
    /// They hold no word, and stand for these.
    Dropped(String),
    /// They stand for words of two sentences.
    Sentence,
    /// There is no paragraph break of the source where the quotation has one.
    NoBreak,
    /// They hold a negation that the source does not have.
    Adds(String),
    /// They stand for a negation.
    Removes(String),
    /// They add or take away a negating affix.
    Affix(String),
    /// They stand for digits, and hold digits.
    Digits(String),
    /// They stand at an end, beside a negation.
    Beside(String),
}
