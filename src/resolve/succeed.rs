//! Which text holds a claim: the one that is named, else the current one, else an earlier capture (SPEC 6.1 to 6.3).
//!
//! Comes in: a claim and what it cites. Goes out: the text that holds it with its [`Trial`], or the first refusal. Never
//! done here: comparing texts (`diff` does), and placing words by resemblance: what is placed was verified there.

use super::capture::{base, earlier_in_order, with_current_capture};
use super::citation::Target;
use super::codes::{LOCATOR_MOVED, QUOTATION_SUPERSEDED};
use super::diff::Relation;
use super::digest::{CaptureTally, Fate, SourceIx};
use super::folded::Evidence;
use super::gather::GatheredSource;
use super::locate::paragraphs;
use super::quote::{Claim, Found, Passage, Refusal, Stretch, Verified, verify};
use super::refuse::Told;
use crate::base::day::Day;
use crate::base::diagnostic::{Diagnostic, Report};
use crate::parse::locator::Locator;

/// How a claim came to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trial {
    /// In the text of a source that never changed.
    Plain,
    /// In the text that was named.
    Pinned,
    /// In the current text of a source that has changed: at the one place of its words.
    Placed {
        /// What a citation writes to name the place, where the one that is written names another.
        now: Option<String>,
    },
    /// In the current text, at the one of several places that the old one became.
    Moved {
        /// What a citation writes to name the place, where the one that is written names another.
        now: Option<String>,
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
    let source = evidence.sources.get(target.cited.source);
    let tried = Tried { claim, source, target, evidence };
    if target.pinned || source.texts.len() == 1 {
        let (text, trial) = if target.pinned { (target.cited.text, Trial::Pinned) } else { (0, Trial::Plain) };
        return match tried.verify(claim, text) {
            Ok(verified) => Ok((text, verified, trial)),
            Err(refusal) => Err((text, refusal)),
        };
    }
    let refusal = match tried.verify(claim, 0) {
        Ok(now) => {
            return Ok(match tried.read_elsewhere(&now, day) {
                Some((base, then)) => tried.seek_now(base, then, day),
                None => (0, now, Trial::Placed { now: None }),
            });
        }
        Err(refusal) => refusal,
    };
    let mut earlier = earlier_in_order(source, day).into_iter();
    match earlier.find_map(|text| Some((text, tried.verify(claim, text).ok()?))) {
        Some((text, then)) => Ok(tried.seek_now(text, then, day)),
        None => Err((0, refusal)),
    }
}

/// A claim on a source that has changed.
struct Tried<'a> {
    claim: &'a Claim<'a>,
    source: &'a GatheredSource,
    target: &'a Target,
    evidence: Evidence<'a>,
}

impl Tried<'_> {
    fn verify(&self, claim: &Claim, text: usize) -> Result<Verified, Refusal> {
        verify(claim, self.evidence.folded.get(self.target.cited.source, text), self.evidence.settings)
    }

    /// How a passage of an earlier capture stands to a place of the current text.
    fn relate(&self, text: usize, then: &Passage, now: &[Stretch]) -> Relation {
        let stored = |text: usize| &self.source.texts[text].read.stored;
        self.source.difference(text).relate((stored(text), then.stretches()), (stored(0), now))
    }

    /// Where the base holds the claim, if what holds in the current text is not what the author read: the words of the
    /// base are elsewhere now (SPEC 6.2).
    fn read_elsewhere(&self, now: &Verified, day: Option<Day>) -> Option<(usize, Verified)> {
        let base = base(self.source, day).filter(|base| *base > 0)?;
        let then = self.verify(self.claim, base).ok()?;
        (!self.relate(base, &then.passage, now.passage.stretches()).is_image()).then_some((base, then))
    }

    /// Seeks the words of a passage of an earlier capture in the current text (SPEC 6.3).
    fn seek_now(&self, text: usize, then: Verified, day: Option<Day>) -> (usize, Verified, Trial) {
        let superseded = |now: Vec<String>, then| (text, then, Trial::Superseded { text, now });
        match self.seek() {
            Sought::Nowhere => superseded(Vec::new(), then),
            Sought::Once(now) => {
                let is_it = self.relate(text, &then.passage, now.passage.stretches()).is_image()
                    || self.source.difference(text).are_equal(then.passage.stretches(), now.passage.stretches());
                let locator = format!("¶{}", now.passage.paragraph());
                match is_it {
                    true => {
                        let locator = self.lasting(&now, None, locator, day);
                        (0, *now, Trial::Placed { now: Some(locator) })
                    }
                    false => superseded(vec![locator], then),
                }
            }
            Sought::Several(found) => match self.image_among_several(text, &then.passage) {
                Some((now, locator)) => {
                    let is_written = self.claim.locator.is_none() && self.claim.occurrence.is_none()
                        || self.claim.occurrence.is_none() && self.names(&now);
                    let nth =
                        locator.split_once(", ").and_then(|(_, nth)| nth[..nth.len().saturating_sub(2)].parse().ok());
                    let locator = self.lasting(&now, nth, locator, day);
                    (0, now, Trial::Moved { now: (!is_written).then_some(locator) })
                }
                None => {
                    let now = found.into_iter().map(|found| found.locator).collect();
                    (text, then, Trial::Ambiguous { text, now })
                }
            },
        }
    }

    /// A locator of a place in the current text that is read so by the next build too: with the capture, where the base
    /// has other words at that place.
    fn lasting(&self, now: &Verified, occurrence: Option<u32>, locator: String, day: Option<Day>) -> String {
        let place = Locator::Paragraph(now.passage.paragraph());
        let claim = Claim { locator: Some(&place), occurrence, ..*self.claim };
        let is_read_again = Tried { claim: &claim, ..*self }.read_elsewhere(now, day).is_some();
        with_current_capture(self.source, &locator).filter(|_| is_read_again).unwrap_or(locator)
    }

    /// Whether the locator as written names the paragraph of a place in the current text.
    fn names(&self, now: &Verified) -> bool {
        let named = self.claim.locator.and_then(|locator| paragraphs(locator, &self.source.texts[0]));
        named.is_some_and(|(first, last)| (first..=last).contains(&now.passage.paragraph()))
    }

    /// The place that overlaps the image of the old passage, of several in the paragraphs of the image the one that has
    /// most of it; with what a citation writes to name it.
    fn image_among_several(&self, text: usize, then: &Passage) -> Option<(Verified, String)> {
        let stored = |text: usize| &self.source.texts[text].read.stored;
        let difference = self.source.difference(text);
        let mut best: Vec<(usize, Verified, String)> = Vec::new();
        for number in difference.image_paragraphs(stored(text), then.stretches(), stored(0)) {
            for (place, locator) in self.places_in(number) {
                let relation = self.relate(text, then, place.passage.stretches());
                if relation.is_image() {
                    best.push((relation.shared, place, locator));
                }
            }
        }
        let most = best.iter().map(|(shared, ..)| *shared).max()?;
        best.retain(|(shared, ..)| *shared == most);
        match best.pop() {
            Some((_, place, locator)) if best.is_empty() => Some((place, locator)),
            _ => None,
        }
    }

    /// Every place of the words in a paragraph of the current text, with what a citation writes to name each.
    fn places_in(&self, number: u32) -> Vec<(Verified, String)> {
        let locator = Locator::Paragraph(number);
        let at = |occurrence| self.verify(&Claim { locator: Some(&locator), occurrence, ..*self.claim }, 0);
        match at(None) {
            Ok(only) => vec![(only, format!("¶{number}"))],
            Err(Refusal::Ambiguous { found }) => {
                let places = found.into_iter().zip(1..);
                places.filter_map(|(found, nth)| Some((at(Some(nth)).ok()?, found.locator))).collect()
            }
            Err(_) => Vec::new(),
        }
    }

    /// Where the words stand in the current text, whatever the locator says.
    fn seek(&self) -> Sought {
        let anywhere = Claim { locator: None, occurrence: None, ..*self.claim };
        match self.verify(&anywhere, 0) {
            Ok(verified) => Sought::Once(Box::new(verified)),
            Err(Refusal::Ambiguous { found }) => Sought::Several(found),
            // Words too few to stand without a locator are sought with the one that the refusal names.
            Err(Refusal::Short { found }) => match &found[..] {
                [only] => {
                    let locator = Locator::Paragraph(only.paragraphs.0);
                    let there = Claim { locator: Some(&locator), occurrence: None, ..*self.claim };
                    self.verify(&there, 0).map_or(Sought::Nowhere, |verified| Sought::Once(Box::new(verified)))
                }
                _ => Sought::Several(found),
            },
            Err(_) => Sought::Nowhere,
        }
    }
}

/// Where words stand in a text.
enum Sought {
    Once(Box<Verified>),
    Several(Vec<Found>),
    Nowhere,
}

impl Trial {
    /// Whether the claim holds in an earlier capture only.
    pub fn is_superseded(&self) -> bool {
        matches!(self, Trial::Superseded { .. } | Trial::Ambiguous { .. })
    }

    /// What became of the claim, for its page.
    pub fn fate(&self) -> Fate {
        match self {
            Trial::Plain => Fate::Steady,
            Trial::Pinned => Fate::Pinned,
            Trial::Placed { .. } => Fate::Placed,
            Trial::Moved { .. } => Fate::Moved,
            Trial::Superseded { .. } => Fate::Superseded,
            Trial::Ambiguous { .. } => Fate::Ambiguous,
        }
    }

    /// Counts it.
    pub fn count(&self, moves: &mut CaptureTally) {
        match self {
            Trial::Plain | Trial::Pinned => {}
            Trial::Placed { .. } => moves.placed += 1,
            Trial::Moved { .. } => moves.moved += 1,
            Trial::Superseded { .. } => moves.superseded += 1,
            Trial::Ambiguous { .. } => moves.ambiguous += 1,
        }
    }

    /// Says what an editor should know of it.
    pub fn report(&self, told: &Told, source: SourceIx, passage: &Passage, report: &mut Report) {
        let gathered = told.evidence.sources.get(source);
        let id = &gathered.id;
        match self {
            Trial::Plain | Trial::Pinned | Trial::Placed { now: None } | Trial::Moved { now: None } => {}
            Trial::Placed { now: Some(locator) } | Trial::Moved { now: Some(locator) } => {
                let place = locator.split(", capture ").next().unwrap_or(locator);
                let message = format!("these words stand at {place} of the current text of `{id}`");
                let diagnostic = Diagnostic::new(&LOCATOR_MOVED, told.locator_place(), message);
                let diagnostic = diagnostic
                    .help(format!("they are the words that were cited, in their new place: write `{locator}`"));
                report.add(told.with_locator(diagnostic, locator));
            }
            Trial::Superseded { text, now } | Trial::Ambiguous { text, now } => {
                let name = gathered.texts[*text].name.map(|name| name.to_string()).unwrap_or_default();
                let message = format!(
                    "these words are in the capture of {name}, and no longer stand so in the current text of `{id}`"
                );
                let stand = match now.is_empty() {
                    true => "the current text does not have them".to_owned(),
                    false if matches!(self, Trial::Ambiguous { .. }) => {
                        format!("the current text has them at {}", now.join(" and at "))
                    }
                    false => format!(
                        "the current text has the same words at {}, but not in what became of this place",
                        now.join(" and at ")
                    ),
                };
                let help = format!(
                    "{stand}; the page shows them with the date of the capture; to keep it so write `capture {name}` after the locator"
                );
                let diagnostic = Diagnostic::new(&QUOTATION_SUPERSEDED, told.place(), message).help(help);
                report.add(told.related(diagnostic, source, *text, passage.stretches(), "here, as captured then"));
            }
        }
    }
}
