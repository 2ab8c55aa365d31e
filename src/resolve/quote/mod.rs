//! The quotation contract (SPEC 5): is this claim in that text, and exactly where?
//!
//! Comes in: a [`Claim`], and the stored text it claims to quote, folded once as a [`FoldedSource`]. Goes out:
//! [`Verified`], with the one [`Passage`] the words were matched to, or a [`Refusal`] that [`explain()`] puts into a
//! sentence with its cure. Never done here: choosing which capture to try, touching Markdown, routes or HTML, and
//! letting anything pass by resemblance: approximate search serves explanations alone.
//!
//! [`Passage`] has private fields and this module is its only maker, so every `Passage` in the program is a verified
//! quotation.

pub mod codes;
pub mod passage;
pub mod lists;
mod clean;
mod length;
mod numbers;
mod surroundings;
mod japanese;
mod edges;
pub mod source;
mod negation;
mod sentences;
mod typography;
mod initial;
mod needle;
mod changes;
mod occurrences;
mod placement;
pub mod refusal;
mod emphasis;
mod omissions;
mod brackets;
mod place;
mod myers;
mod nearest;
mod resembling;
mod difference;
mod letters;
mod lookalikes;
pub mod explanation;
mod marks;
mod noise;
mod altered;
mod elsewhere;
pub mod explain;
#[cfg(test)]
mod tests;

pub use changes::{At, Form, Slip};
pub use difference::{Difference as TextDifference, differences as text_differences};
pub use edges::{Cut, End};
pub use explain::explain;
pub use explanation::{Cure, Explanation, WordEdit, edited};
pub use passage::{Passage, Stretch, Verdict};
pub use refusal::{Bracketed, Found, Omitted, Refusal};
pub use resembling::resembling;
pub use source::FoldedSource;

use crate::base::diagnostic::Code;
use crate::base::language::Language;
use crate::parse::locator::{Flags, Locator};
use crate::parse::site::QuotationSettings;
use crate::parse::words::Words;

/// Words that claim to be in a source, with all that bears on whether they are.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The words, without the editors' own marks round them.
    pub words: &'a Words,
    /// How it is written.
    pub form: Form,
    /// One pair of double marks round the whole was taken off: they are the editors' unless the source has them.
    pub marks_taken_off: bool,
    /// Language of the commentary.
    pub language: &'a Language,
    /// Where in the source.
    pub locator: Option<&'a Locator>,
    /// Which of equal words: `2nd` is 2.
    pub occurrence: Option<u32>,
    /// The flags of the citation.
    pub flags: Flags,
    /// The author's own words in the same sentence, outside the span; empty for a blockquote. A negation in them
    /// silences the warnings about a negation just outside the quotation.
    pub own_sentence: &'a str,
}

impl<'a> Claim<'a> {
    /// Words alone: no locator, no occurrence, no flags.
    pub fn of(words: &'a Words, language: &'a Language) -> Claim<'a> {
        Claim {
            words,
            form: Form::Block,
            marks_taken_off: false,
            language,
            locator: None,
            occurrence: None,
            flags: Flags::default(),
            own_sentence: "",
        }
    }
}

/// A claim found true.
#[derive(Clone, Debug)]
pub struct Verified {
    /// Where its words are.
    pub passage: Passage,
    /// What an editor should look at again, in the order of the contract.
    pub warnings: Vec<Warning>,
}

/// Something legal that may mislead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Its kind.
    pub code: &'static Code,
    /// One sentence in lower case without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// Finds the one place of the source that a claim names, or says why there is none.
pub fn verify(claim: &Claim, source: &FoldedSource, settings: &QuotationSettings) -> Result<Verified, Refusal> {
    place::place(claim, source, settings)
}
