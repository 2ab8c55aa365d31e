//! Which text holds a claim: the one that is named, else the current one, else an earlier capture (SPEC 6.1 to 6.3).
//!
//! Comes in: a claim and what it cites. Goes out: the text that holds it with its [`Trial`], or the first refusal. Never
//! done here: mapping a passage through the difference of two texts.

use super::capture::earlier_in_order;
use super::citation::Target;
use super::codes::{LOCATOR_MOVED, QUOTATION_SUPERSEDED};
use super::digest::{CaptureTally, SourceIx};
use super::folded::Evidence;
use super::gather::GatheredSource;
use super::quote::{Claim, Found, Passage, Refusal, Verified, verify};
use super::refuse::Told;
use crate::base::day::Day;
use crate::base::diagnostic::{Diagnostic, Report};
use crate::parse::locator::Locator;

/// How a claim came to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trial {
    /// In the text that was named, or in that of a source that never changed.
    Plain,
    /// In the current text of a source that has changed.
    Placed,
    /// In the current text, in another paragraph than its locator says: an unchanged one with a new number.
    Renumbered {
        /// What a citation writes to name the place.
        locator: String,
    },
    /// In an earlier capture only.
    Superseded {
        /// That capture.
        text: usize,
        /// Where the words stand now, if they do: what a citation writes to name each place.
        now: Vec<String>,
    },
    /// In an earlier capture, and at several places of the current text.
    Ambiguous {
        /// That capture.
        text: usize,
        /// The places, as a citation names them.
        now: Vec<String>,
    },
}

/// Finds the text that holds a claim. The refusal is that of the text that is named, else of the current one.
pub fn try_texts(
    claim: &Claim,
    target: &Target,
    day: Option<Day>,
    evidence: Evidence,
) -> Result<(usize, Verified, Trial), (usize, Refusal)> {
    let source = target.cited.source;
    let gathered = evidence.sources.get(source);
    let try_in = |text: usize, claim: &Claim| verify(claim, evidence.folded.get(source, text), evidence.settings);
    if target.pinned || gathered.texts.len() == 1 {
        let text = if target.pinned { target.cited.text } else { 0 };
        return match try_in(text, claim) {
            Ok(verified) => Ok((text, verified, Trial::Plain)),
            Err(refusal) => Err((text, refusal)),
        };
    }
    let refusal = match try_in(0, claim) {
        Ok(verified) => return Ok((0, verified, Trial::Placed)),
        Err(refusal) => refusal,
    };
    let held = earlier_in_order(gathered, day).into_iter().find_map(|text| Some((text, try_in(text, claim).ok()?)));
    let Some((text, verified)) = held else { return Err((0, refusal)) };
    match seek(claim, |claim| try_in(0, claim)) {
        Sought::Once(now) if has_equal_paragraphs(gathered, text, &verified.passage, &now.passage) => {
            let locator = format!("¶{}", now.passage.paragraph());
            Ok((0, *now, Trial::Renumbered { locator }))
        }
        Sought::Once(now) => {
            Ok((text, verified, Trial::Superseded { text, now: vec![format!("¶{}", now.passage.paragraph())] }))
        }
        Sought::Several(found) => {
            let now = found.into_iter().map(|found| found.locator).collect();
            Ok((text, verified, Trial::Ambiguous { text, now }))
        }
        Sought::Nowhere => Ok((text, verified, Trial::Superseded { text, now: Vec::new() })),
    }
}

/// Where words stand in a text, whatever the locator says.
enum Sought {
    Once(Box<Verified>),
    Several(Vec<Found>),
    Nowhere,
}

fn seek(claim: &Claim, try_in: impl Fn(&Claim) -> Result<Verified, Refusal>) -> Sought {
    let anywhere = Claim { locator: None, occurrence: None, ..*claim };
    match try_in(&anywhere) {
        Ok(verified) => Sought::Once(Box::new(verified)),
        Err(Refusal::Ambiguous { found }) => Sought::Several(found),
        // Words too few to stand without a locator are sought with the one that the refusal names.
        Err(Refusal::Short { found }) => match &found[..] {
            [only] => {
                let locator = Locator::Paragraph(only.paragraphs.0);
                let there = Claim { locator: Some(&locator), occurrence: None, ..*claim };
                try_in(&there).map_or(Sought::Nowhere, |verified| Sought::Once(Box::new(verified)))
            }
            _ => Sought::Several(found),
        },
        Err(_) => Sought::Nowhere,
    }
}

/// Whether the paragraphs of a passage in one capture are those of its place in the current text.
fn has_equal_paragraphs(source: &GatheredSource, text: usize, then: &Passage, now: &Passage) -> bool {
    let paragraphs = |text: usize, passage: &Passage| -> Vec<&str> {
        let blocks = &source.texts[text].read.stored.blocks;
        let first = passage.stretches().first().map_or(0, |stretch| stretch.block);
        let last = passage.stretches().last().map_or(0, |stretch| stretch.block);
        (first..=last).filter_map(|block| blocks.get(block)).map(|block| block.plain.text.trim()).collect()
    };
    paragraphs(text, then) == paragraphs(0, now)
}

impl Trial {
    /// Whether the claim holds in an earlier capture only.
    pub fn is_superseded(&self) -> bool {
        matches!(self, Trial::Superseded { .. } | Trial::Ambiguous { .. })
    }

    /// Counts it.
    pub fn count(&self, moves: &mut CaptureTally) {
        match self {
            Trial::Plain => {}
            Trial::Placed | Trial::Renumbered { .. } => moves.placed += 1,
            Trial::Superseded { .. } => moves.superseded += 1,
            Trial::Ambiguous { .. } => moves.ambiguous += 1,
        }
    }

    /// Says what an editor should know of it.
    pub fn report(&self, told: &Told, source: SourceIx, passage: &Passage, report: &mut Report) {
        let gathered = told.evidence.sources.get(source);
        let id = &gathered.id;
        match self {
            Trial::Plain | Trial::Placed => {}
            Trial::Renumbered { locator } => {
                let message = format!("these words stand in {locator} of the current text of `{id}`");
                let diagnostic = Diagnostic::new(&LOCATOR_MOVED, told.locator_place(), message);
                let diagnostic =
                    diagnostic.help(format!("the paragraph is unchanged and has a new number: write `{locator}`"));
                report.add(told.with_locator(diagnostic, locator));
            }
            Trial::Superseded { text, now } | Trial::Ambiguous { text, now } => {
                let name = gathered.texts[*text].name.map(|name| name.to_string()).unwrap_or_default();
                let message = format!(
                    "these words are in the capture of {name}, and no longer stand so in the current text of `{id}`"
                );
                let stand = match now.is_empty() {
                    true => "the current text does not have them".to_owned(),
                    false => format!("the current text has them at {}", now.join(" and at ")),
                };
                let help = format!(
                    "{stand}; the page shows them with the date of the capture; to keep it so write `capture {name}` after the locator"
                );
                let diagnostic = Diagnostic::new(&QUOTATION_SUPERSEDED, told.place(), message).help(help);
                let diagnostic = match &now[..] {
                    [only] => told.with_locator(diagnostic, only),
                    _ => diagnostic,
                };
                report.add(told.related(diagnostic, source, *text, passage.stretches(), "here, as captured then"));
            }
        }
    }
}
