//! Why a claim was not found true, as data. The sentences are in [`explain`](mod@super::explain).

use super::edges::{Cut, End};
use super::passage::Stretch;
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
    /// The words need a marked change, which this version does not verify yet.
    MarkedChange {
        /// The marks, as the author wrote them.
        marks: Vec<String>,
    },
}
