//! A stored text, made ready for any number of quotations.

use super::passage::{Passage, Stretch, Verdict};
use super::{Claim, Refusal, Verified};
use crate::base::language::Language;
use crate::parse::source::PrintedPage;
use crate::parse::words::StoredText;

/// A stored text, folded once.
#[derive(Clone, Debug)]
pub struct FoldedSource {
    language: Language,
    blocks: Vec<(u32, String)>,
    pages: Vec<PrintedPage>,
}

impl FoldedSource {
    /// Folds a text. Linear in its length, and paid once.
    pub fn new(stored: &StoredText, language: &Language) -> FoldedSource {
        let blocks = stored.blocks.iter().map(|block| (block.number, block.plain.text.clone())).collect();
        FoldedSource { language: language.clone(), blocks, pages: Vec::new() }
    }

    /// Adds where its printed pages begin, so that `p. 3` is a place.
    pub fn with_pages(mut self, pages: &[PrintedPage]) -> FoldedSource {
        self.pages = pages.to_vec();
        self
    }

    /// Its language.
    pub fn language(&self) -> &Language {
        &self.language
    }

    pub(super) fn find_exactly(&self, claim: &Claim) -> Result<Verified, Refusal> {
        let words = claim.words.text();
        for (block, (number, text)) in self.blocks.iter().enumerate() {
            let Some(start) = text.find(&words).filter(|_| !words.is_empty()) else { continue };
            let range = start..start + words.len();
            let inside = |at: usize| {
                let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
                before && text[at..].chars().next().is_some_and(char::is_alphanumeric)
            };
            if !inside(range.start) && !inside(range.end) {
                let stretches = vec![Stretch { block, range }];
                let passage = Passage::new(Verdict::Verbatim, stretches, (*number, *number), words, 1);
                return Ok(Verified { passage, warnings: Vec::new() });
            }
        }
        Err(Refusal::Absent)
    }
}
