//! The verified range of a source that a quotation was matched to.

use std::ops::Range;

/// How far the author's characters are the source's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Verbatim: the author's characters are a run of the stored text.
    Verbatim,
    /// Verbatim but for typography.
    Typography,
    /// Verbatim with marked changes.
    Marked,
}

impl Verdict {
    /// The word other programs read.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Verbatim => "verbatim",
            Verdict::Typography => "typography",
            Verdict::Marked => "marked",
        }
    }
}

/// A run of one block of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Index into [`StoredText::blocks`](crate::parse::words::StoredText::blocks).
    pub block: usize,
    /// Bytes of the block's `plain.text`, never empty, on the edges of grapheme clusters.
    pub range: Range<usize>,
}

/// A verified quotation's place. Only `resolve/quote` makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    verdict: Verdict,
    stretches: Vec<Stretch>,
    paragraphs: (u32, u32),
    words: String,
    ordinal: u32,
}

impl Passage {
    pub(super) fn new(
        verdict: Verdict,
        stretches: Vec<Stretch>,
        paragraphs: (u32, u32),
        words: String,
        ordinal: u32,
    ) -> Passage {
        Passage { verdict, stretches, paragraphs, words, ordinal }
    }

    /// How far the author's characters are the source's. Two quotations of one passage may differ in this alone.
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The runs it is made of, in order, at least one: one a block, more where an ellipsis leaves words out.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// The ¶ it begins in.
    pub fn paragraph(&self) -> u32 {
        self.paragraphs.0
    }

    /// The ¶ it ends in.
    pub fn last_paragraph(&self) -> u32 {
        self.paragraphs.1
    }

    /// Its folded words. With [`ordinal`](Passage::ordinal) they name it within its text, whatever capture it is:
    /// equal passages have equal words and ordinals, different ones do not.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Which of the passages with equal folded words in that text it is, from 1.
    pub fn ordinal(&self) -> u32 {
        self.ordinal
    }
}
