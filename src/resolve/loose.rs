//! Stored texts with no commentary beside them: those of a folder that is no site, of a case, or all that a site has.
//!
//! Comes in: stored texts, each with its language, and a body that cites them. Goes out: what a build would say of its
//! claims. Never done here: any rule; citations are settled and claims judged by the rooms of every build.

use super::bodies::Checked;
use super::citation::{FrontSource, Speaker, settle_citations};
use super::claims::{count, verify_claims};
use super::folded::{Evidence, FoldedTexts, fold_loose, fold_texts};
use super::gather::{Sources, gather_sources};
use super::uncited::report_uncited;
use super::vocabulary::order_vocabularies;
use crate::base::day::Day;
use crate::base::diagnostic::Report;
use crate::base::file::FileText;
use crate::base::language::Language;
use crate::parse::content::Content;
use crate::parse::document::Document;
use crate::parse::site::QuotationSettings;
use crate::parse::source::SourceFile;
use std::collections::BTreeSet;

/// Stored texts, folded once, with the rules that hold for them.
pub struct Ground {
    sources: Sources,
    folded: FoldedTexts,
    settings: QuotationSettings,
}

impl Ground {
    /// Folds texts that belong to no site, each with its language; no rule is relaxed. `broken` are the ids of those that could not be read, `language` is that of
    /// names and titles.
    pub fn new(texts: Vec<(SourceFile, Language)>, broken: BTreeSet<String>, language: &Language) -> Ground {
        let sources = Sources::loose(texts, broken);
        let folded = fold_loose(&sources, language);
        Ground { sources, folded, settings: QuotationSettings::default() }
    }

    /// The sources of a site, under its own settings. What is wrong with them is not said here.
    pub fn of_site(mut content: Content, today: Day) -> Ground {
        let mut report = Report::default();
        let vocabulary = order_vocabularies(&mut content, &mut report);
        let sources = gather_sources(&mut content, &vocabulary, today, &mut report);
        let folded = fold_texts(&sources, &vocabulary, &content.site.language);
        Ground { sources, folded, settings: content.site.quotations }
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
