//! Every body with claims in it, checked: commentary, editions and pages.
//!
//! Comes in: what is chosen, and all that claims are verified against. Goes out: a [`Checked`] for each body, in order.
//! Never done here: what is made of a body once its claims are judged.

use super::bare::find_bare_keys;
use super::choose::Chosen;
use super::citation::{FrontSource, Named, Speaker, settle_citations};
use super::claims::{Outcome, count, verify_claims};
use super::codes::LOCATOR_PRINTED;
use super::digest::{CaptureTally, Cited, SourceIx, Tally};
use super::folded::Evidence;
use super::front::Front;
use super::gather::{Sources, front_place};
use super::locate::printed_numbers;
use super::summary::check_summary;
use super::uncited::report_uncited;
use crate::base::day::Day;
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::FileText;
use crate::base::language::Language;
use crate::parse::commentary::Commentary;
use crate::parse::document::Document;
use crate::parse::edition::Edition;
use crate::parse::locator::Locator;
use crate::parse::page::Page;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// A body whose citations are settled and whose claims are judged.
#[derive(Debug, Default)]
pub struct Checked {
    /// By index of `document.citations`, then of the items of each.
    pub named: Vec<Vec<Named>>,
    /// By index of `document.quotations`.
    pub outcomes: Vec<Outcome>,
    /// Its quotations by verdict.
    pub tally: Tally,
    /// What became of those whose source has changed.
    pub moves: CaptureTally,
}

/// All checked bodies, each list in the order of [`Chosen`].
#[derive(Debug)]
pub struct Bodies {
    /// Of shown commentary; a withdrawn one has an empty one.
    pub commentary: Vec<Checked>,
    /// Of shown editions.
    pub editions: Vec<Checked>,
    /// Of pages.
    pub pages: Vec<Checked>,
}

impl Checked {
    /// What the citations name, as render has it.
    pub fn citations(&self) -> Vec<Vec<Cited>> {
        let cited =
            |items: &Vec<Named>| items.iter().filter_map(Named::target).map(|target| target.cited.clone()).collect();
        self.named.iter().map(cited).collect()
    }

    /// Every source it names, in order of first mention.
    pub fn sources(&self) -> Vec<SourceIx> {
        let mut sources = Vec::new();
        for target in self.named.iter().flatten().filter_map(Named::target) {
            if !sources.contains(&target.cited.source) {
                sources.push(target.cited.source);
            }
        }
        sources
    }
}

/// A body, and the texts of its front matter that may quote.
struct Spoken<'a> {
    speaker: Speaker<'a>,
    said: Vec<(&'a str, Place)>,
}

/// Checks all bodies, on all cores, those of entries to come too: their problems are reported now, and nothing else is
/// kept of them. `fronts` and `fronts_to_come` are those of the commentary in `chosen`.
pub fn check_bodies(
    chosen: &Chosen,
    (fronts, fronts_to_come): (&[Front], &[Front]),
    evidence: Evidence,
    language: &Language,
    report: &mut Report,
) -> Bodies {
    let commentary = chosen.commentary.iter().zip(fronts).map(|(entry, front)| of_commentary(entry, front));
    let to_come =
        chosen.commentary_to_come.iter().zip(fronts_to_come).map(|(entry, front)| of_commentary(entry, front));
    let editions = chosen.editions.iter().map(|edition| Some(of_edition(edition, language)));
    let editions_to_come = chosen.editions_to_come.iter().map(|edition| Some(of_edition(edition, language)));
    let pages = chosen.pages.iter().map(|(_, page)| Some(of_page(page, language)));
    let all: Vec<Option<Spoken>> =
        commentary.chain(editions).chain(pages).chain(to_come).chain(editions_to_come).collect();
    let checked: Vec<(Checked, Report)> = all.par_iter().map(|spoken| check(spoken.as_ref(), evidence)).collect();

    hint_at_printed_numbers(all.iter().flatten(), evidence.sources, report);
    let mut bodies = Vec::new();
    for (checked, problems) in checked {
        report.extend(problems);
        bodies.push(checked);
    }
    let mut bodies = bodies.into_iter();
    Bodies {
        commentary: bodies.by_ref().take(chosen.commentary.len()).collect(),
        editions: bodies.by_ref().take(chosen.editions.len()).collect(),
        pages: bodies.by_ref().take(chosen.pages.len()).collect(),
    }
}

fn of_commentary<'a>(entry: &'a Commentary, front: &'a Front) -> Option<Spoken<'a>> {
    if entry.front.withdrawn.is_some() {
        return None;
    }
    let located = [Some(&entry.front.title), entry.front.summary.as_ref()];
    let said =
        located.into_iter().flatten().map(|said| (said.value.as_str(), Place::of(&entry.file, said.span.clone())));
    let day = Some(entry.front.updated.unwrap_or(entry.front.date));
    Some(Spoken {
        said: said.collect(),
        speaker: speaker(&entry.file, &entry.body, &front.language, day, front.source),
    })
}

fn of_edition<'a>(edition: &'a Edition, language: &'a Language) -> Spoken<'a> {
    let language = edition.language.as_ref().unwrap_or(language);
    Spoken {
        said: vec![(&edition.title, front_place(&edition.file, "title"))],
        speaker: speaker(&edition.file, &edition.body, language, Some(edition.date), FrontSource::None),
    }
}

fn of_page<'a>(page: &'a Page, language: &'a Language) -> Spoken<'a> {
    let language = page.language.as_ref().unwrap_or(language);
    let title = (page.title.as_str(), front_place(&page.file, "title"));
    let summary = page.summary.as_deref().map(|summary| (summary, front_place(&page.file, "summary")));
    Spoken {
        said: std::iter::once(title).chain(summary).collect(),
        speaker: speaker(&page.file, &page.body, language, None, FrontSource::None),
    }
}

fn speaker<'a>(
    file: &'a FileText,
    document: &'a Document,
    language: &'a Language,
    day: Option<Day>,
    source: FrontSource,
) -> Speaker<'a> {
    Speaker { file, document, language, day, source }
}

fn check(spoken: Option<&Spoken>, evidence: Evidence) -> (Checked, Report) {
    let mut report = Report::default();
    let Some(Spoken { speaker, said }) = spoken else { return (Checked::default(), report) };
    let mut named = settle_citations(speaker, evidence.sources, &mut report);
    let (outcomes, moves) = verify_claims(speaker, &mut named, evidence, &mut report);
    for (text, place) in said {
        let said = (*text, place.clone(), speaker.language);
        check_summary(said, (speaker.document, &outcomes), evidence.settings, &mut report);
    }
    report_uncited(speaker, &named, evidence, &mut report);
    find_bare_keys(speaker.document, speaker.file, evidence.sources, &mut report);
    (Checked { tally: count(&outcomes), named, outcomes, moves }, report)
}

/// Tells once of each source that prints numbers of its own, where it is first cited by ¶.
fn hint_at_printed_numbers<'a>(spoken: impl Iterator<Item = &'a Spoken<'a>>, sources: &Sources, report: &mut Report) {
    let mut told = BTreeSet::new();
    let mut spoken: Vec<&Spoken> = spoken.collect();
    spoken.sort_by_key(|spoken| spoken.speaker.file.path());
    for Spoken { speaker, .. } in spoken {
        for item in speaker.document.citations.iter().flat_map(|citation| &citation.items) {
            let source = match (&item.key, speaker.source) {
                (Some(key), _) => sources.find(key),
                (None, FrontSource::Known { source, .. }) => Some(source),
                _ => None,
            };
            let by_number = matches!(item.locator, Some(Locator::Paragraph(_) | Locator::Paragraphs(..)));
            if let Some(source) = source.filter(|source| by_number && !told.contains(source)) {
                told.insert(source);
                let place = Place::of(speaker.file, item.locator_span.clone().unwrap_or_else(|| item.span.clone()));
                report.extend(hint(source, place, sources));
            }
        }
    }
}

fn hint(source: SourceIx, place: Place, sources: &Sources) -> Report {
    let mut report = Report::default();
    let source = sources.get(source);
    let read = &source.texts[0].read;
    let printed = printed_numbers(&read.body, &read.stored);
    if let Some((paragraph, number)) = printed.iter().find(|(paragraph, number)| paragraph != number) {
        let message =
            format!("the paragraphs of `{}` print numbers of their own: ¶{paragraph} prints `{number}`", source.id);
        let help = "¶ counts the paragraphs of the stored text; see that the ¶ is the one you mean";
        report.add(Diagnostic::new(&LOCATOR_PRINTED, place, message).help(help));
    }
    report
}
