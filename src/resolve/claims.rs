//! Claims: each quotation is verified in the right text of each source it cites, or refused in words (SPEC 4, 5, 6).
//!
//! Comes in: a [`Speaker`] with its citations settled. Goes out: an [`Outcome`] for each quotation. Never done here:
//! matching words (`quote`), giving passages an address (`passage`).

use super::citation::{Named, Speaker, Target};
use super::digest::{CaptureTally, Cited, Fate, SourceIx, Tally};
use super::folded::Evidence;
use super::quote::{Claim, Form, Passage, Verdict, Verified};
use super::refuse;
use super::succeed::{Trial, try_texts};
use crate::base::diagnostic::Report;
use crate::parse::document::{Quotation, QuotationForm};
use crate::parse::locator::{Flags, Locator};
use rayon::prelude::*;

/// What became of one quotation.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// True: a place for each item of its citation.
    Verified(Vec<Holding>),
    /// True, in an earlier capture at least once.
    Superseded(Vec<Holding>),
    /// Translated by the editors; checked as a reference.
    Translated(Cited),
    /// Marked as not verified.
    NotVerified(String),
    /// No quotation: the name of a publication or the title of a cited source.
    Name,
    /// Refused, and reported.
    Refused,
}

/// A verified quotation's place.
#[derive(Clone, Debug)]
pub struct Holding {
    /// The source,
    pub source: SourceIx,
    /// and which of its texts.
    pub text: usize,
    /// Where in it.
    pub passage: Passage,
    /// Flags of the citation.
    pub flags: Flags,
    /// How it came to hold there.
    pub fate: Fate,
}

/// Verifies every quotation of a body, on all cores; the outcomes are in the order of `document.quotations`.
/// `named` learns which text of a source holds what a citation quotes.
pub fn verify_claims(
    speaker: &Speaker,
    named: &mut [Vec<Named>],
    evidence: Evidence,
    report: &mut Report,
) -> (Vec<Outcome>, CaptureTally) {
    let quotations = &speaker.document.quotations;
    let results: Vec<(Outcome, Report, CaptureTally)> = quotations
        .par_iter()
        .map(|quotation| {
            let case = Case { speaker, named, evidence, quotation };
            let mut report = Report::default();
            let mut moves = CaptureTally::default();
            (case.judge(&mut report, &mut moves), report, moves)
        })
        .collect();
    let mut outcomes = Vec::new();
    let mut moves = CaptureTally::default();
    for (quotation, (outcome, problems, moved)) in quotations.iter().zip(results) {
        report.extend(problems);
        moves.add(&moved);
        if let Outcome::Verified(held) | Outcome::Superseded(held) = &outcome {
            remember(&mut named[quotation.citation], held);
        }
        outcomes.push(outcome);
    }
    (outcomes, moves)
}

/// A reference leads to the text that holds the words, and to the paragraph they are in.
fn remember(named: &mut [Named], held: &[Holding]) {
    for item in named {
        if let Named::Source(target) = item
            && let Some(held) = held.iter().find(|held| held.source == target.cited.source)
        {
            target.cited.text = held.text;
            let (first, last) = (held.passage.paragraph(), held.passage.last_paragraph());
            if target.cited.paragraphs.is_some_and(|(from, to)| !(from..=to).contains(&first)) {
                target.cited.paragraphs = Some((first, last));
            }
        }
    }
}

/// One quotation with all that bears on it.
struct Case<'a> {
    speaker: &'a Speaker<'a>,
    named: &'a [Vec<Named>],
    evidence: Evidence<'a>,
    quotation: &'a Quotation,
}

impl Case<'_> {
    fn judge(&self, report: &mut Report, moves: &mut CaptureTally) -> Outcome {
        let document = self.speaker.document;
        let citation = &document.citations[self.quotation.citation];
        let named = &self.named[self.quotation.citation];
        if self.is_name() {
            return Outcome::Name;
        }
        let targets: Vec<&Target> = named.iter().filter_map(Named::target).collect();
        if let Some(reason) = &citation.not_verified {
            return if targets.is_empty() { Outcome::NotVerified(reason.clone()) } else { Outcome::Refused };
        }
        if targets.len() < named.len() || targets.is_empty() || targets.iter().any(|target| target.refused) {
            return Outcome::Refused;
        }
        let is_translated =
            |target: &&Target| target.cited.flags.my_translation && self.quotation.form != QuotationForm::Original;
        let translated = targets.iter().find(|target| is_translated(target)).map(|target| target.cited.clone());
        let mut held = Vec::new();
        let mut refused = false;
        let mut superseded = false;
        for (item, target) in targets.iter().enumerate().filter(|(_, target)| !is_translated(target)) {
            match self.try_item(item, target, report) {
                Some((place, trial)) => {
                    trial.count(moves);
                    superseded |= trial.is_superseded();
                    held.push(place);
                }
                None => refused = true,
            }
        }
        match translated {
            _ if refused => Outcome::Refused,
            Some(cited) => Outcome::Translated(cited),
            None if superseded => Outcome::Superseded(held),
            None => Outcome::Verified(held),
        }
    }

    /// Tries one item of the citation, and reports what an editor should know of it.
    fn try_item(&self, item: usize, target: &Target, report: &mut Report) -> Option<(Holding, Trial)> {
        let written = &self.speaker.document.citations[self.quotation.citation].items[item];
        let claim = self.claim(written.locator.as_ref(), written.occurrence, target);
        let told =
            refuse::Told { speaker: self.speaker, quotation: self.quotation, item: written, evidence: self.evidence };
        match try_texts(&claim, target, self.speaker.day, self.evidence) {
            Ok((text, Verified { passage, warnings }, trial)) => {
                for warning in warnings {
                    report.add(told.warning(warning));
                }
                trial.report(&told, target.cited.source, &passage, report);
                let (source, flags, fate) = (target.cited.source, target.cited.flags, trial.fate());
                Some((Holding { source, text, passage, flags, fate }, trial))
            }
            Err((text, refusal)) => {
                report.add(told.refusal(&refusal, &claim, target, text));
                None
            }
        }
    }

    fn claim<'b>(&'b self, locator: Option<&'b Locator>, occurrence: Option<u32>, target: &Target) -> Claim<'b> {
        Claim {
            words: &self.quotation.words,
            form: match self.quotation.form {
                QuotationForm::Span | QuotationForm::Original => Form::Span,
                _ => Form::Block,
            },
            marks_taken_off: self.quotation.marks_taken_off,
            language: self.speaker.language,
            locator,
            occurrence,
            flags: target.cited.flags,
            own_sentence: &self.quotation.sentence.own_words,
        }
    }

    /// Whether the whole span is the name of a publication, or the title or subtitle of a source cited in its sentence.
    fn is_name(&self) -> bool {
        if self.quotation.form != QuotationForm::Span {
            return false;
        }
        let here = self.quotation.sentence.citations.iter().chain([&self.quotation.citation]);
        let sources = named_in(here, self.named);
        self.evidence.folded.is_name(&self.quotation.words, sources, self.evidence.settings)
    }
}

/// The sources that some citations name.
pub fn named_in<'a>(
    citations: impl Iterator<Item = &'a usize>,
    named: &'a [Vec<Named>],
) -> impl Iterator<Item = SourceIx> {
    let named = citations.filter_map(|citation| named.get(*citation)).flatten();
    named.filter_map(Named::target).map(|target| target.cited.source)
}

/// Counts the outcomes of a body, each quotation once.
pub fn count(outcomes: &[Outcome]) -> Tally {
    let mut tally = Tally::default();
    for outcome in outcomes {
        let counted = match outcome {
            Outcome::Refused => &mut tally.rejected,
            Outcome::NotVerified(_) => &mut tally.unverified,
            Outcome::Translated(_) => &mut tally.translated,
            Outcome::Superseded(_) => &mut tally.superseded,
            Outcome::Name => continue,
            Outcome::Verified(held) => match verdict(held) {
                Some(Verdict::Marked) => &mut tally.marked,
                Some(Verdict::Typography) => &mut tally.typography,
                Some(Verdict::Verbatim) | None => &mut tally.verbatim,
            },
        };
        *counted += 1;
    }
    tally
}

/// The verdict of a quotation that holds in several sources: the one farthest from verbatim.
pub fn verdict(held: &[Holding]) -> Option<Verdict> {
    held.iter().map(|held| held.passage.verdict()).max()
}
