//! Texts that belong to no site: sources without a publication, and what is written about them.
//!
//! Comes in: stored texts, each with its language, and a body that cites them. Goes out: what a build would say of its
//! claims. Never done here: any rule; citations are settled and claims judged by the rooms of every build.

use super::bodies::Checked;
use super::citation::{FrontSource, Speaker, settle_citations};
use super::claims::{count, verify_claims};
use super::folded::{Evidence, FoldedTexts, fold_loose};
use super::gather::Sources;
use super::uncited::report_uncited;
use crate::base::diagnostic::Report;
use crate::base::file::FileText;
use crate::base::language::Language;
use crate::parse::document::Document;
use crate::parse::site::QuotationSettings;
use crate::parse::source::SourceFile;
use std::collections::BTreeSet;

/// Stored texts, folded once, with no rule of the contract relaxed.
pub struct Ground {
    sources: Sources,
    folded: FoldedTexts,
    settings: QuotationSettings,
}

impl Ground {
    /// Folds texts, each with its language. `broken` are the ids of those that could not be read, `language` is that of
    /// names and titles.
    pub fn new(texts: Vec<(SourceFile, Language)>, broken: BTreeSet<String>, language: &Language) -> Ground {
        let sources = Sources::loose(texts, broken);
        let folded = fold_loose(&sources, language);
        Ground { sources, folded, settings: QuotationSettings::default() }
    }

    /// The sources.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// All that claims are verified against.
    pub fn evidence(&self) -> Evidence<'_> {
        Evidence { sources: &self.sources, folded: &self.folded, settings: &self.settings }
    }

    /// Judges the claims of a body in a language.
    pub fn judge(&self, file: &FileText, document: &Document, language: &Language, report: &mut Report) -> Checked {
        let speaker = Speaker { file, document, language, day: None, source: FrontSource::None };
        let mut named = settle_citations(&speaker, &self.sources, report);
        let (outcomes, moves) = verify_claims(&speaker, &mut named, self.evidence(), report);
        report_uncited(&speaker, &named, self.evidence(), report);
        Checked { tally: count(&outcomes), named, outcomes, moves }
    }
}
