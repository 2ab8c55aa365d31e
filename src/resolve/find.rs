//! Words sought in all sources: the best places, each with a quotation to paste that holds.
//!
//! Comes in: the sources of a site as [`Ground`], and words. Goes out: [`Hit`]s, the exact ones first. Never done here:
//! taking what is near for what is there: a near place is shown with the source's own words, and those are verified.

use super::case::{Case, cited, judge_in};
use super::digest::SourceIx;
use super::loose::Ground;
use super::quote::{Claim, Found, Refusal, Verdict, resembling, verify};
use crate::base::language::Language;
use crate::parse::ids::{CaptureName, SourceId};
use crate::parse::markdown::read_words;
use crate::parse::words::{StoredKind, Words};
use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

/// One place.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The source.
    pub source: SourceId,
    /// Its title.
    pub title: String,
    /// The capture, where the current text has not these words.
    pub capture: Option<CaptureName>,
    /// The first ¶.
    pub paragraph: u32,
    /// How the words hold there; `None` where they only resemble what is there.
    pub verdict: Option<Verdict>,
    /// The source's own words, paragraphs parted by an empty line.
    pub words: String,
    /// A blockquote to paste, which holds as it is; `None` where none could be made.
    pub markdown: Option<String>,
}

/// Where words stand in a source, or what they resemble there.
struct Place {
    source: SourceIx,
    /// Which of its texts: 0 is the current one.
    text: usize,
    found: Found,
    /// How many letters of a hundred differ; `None` for an exact place.
    differs: Option<usize>,
}

/// The best places of all sources, no more than `limit`: the exact ones in the order of their sources, those that only an
/// earlier capture has, then the near ones of current texts, nearest first. `language` is that of what will quote, and `write` makes Markdown of a source's words that means
/// them and nothing else.
pub fn find(
    ground: &Ground,
    markdown: &str,
    language: &Language,
    limit: usize,
    write: impl Fn(&str) -> String,
) -> Vec<Hit> {
    let words = read_words(markdown);
    let sources: Vec<SourceIx> = ground.sources().in_order_of_ids().map(|(source, _)| source).collect();
    let mut places: Vec<Place> =
        sources.par_iter().flat_map_iter(|source| places(ground, *source, &words, language)).collect();
    places.sort_by_key(|place| place.differs.map_or(usize::from(place.text > 0), |differs| differs + 2));
    places.truncate(limit);
    let hit = |place: Place| Offer { ground, language, write: &write }.hit(place, markdown);
    places.into_iter().map(hit).collect()
}

fn places(ground: &Ground, source: SourceIx, words: &Words, language: &Language) -> Vec<Place> {
    let texts = 0..ground.sources().get(source).texts.len();
    let mut exact = texts.map(|text| exact_places(ground, (source, text), words, language));
    exact.find(|places| !places.is_empty()).unwrap_or_else(|| {
        let near = resembling(words, ground.evidence().folded.get(source, 0));
        near.map(|(found, differs)| Place { source, text: 0, found, differs: Some(differs) }).into_iter().collect()
    })
}

fn exact_places(ground: &Ground, (source, text): (SourceIx, usize), words: &Words, language: &Language) -> Vec<Place> {
    let evidence = ground.evidence();
    let folded = evidence.folded.get(source, text);
    let exact =
        |found: Vec<Found>| found.into_iter().map(|found| Place { source, text, found, differs: None }).collect();
    match verify(&Claim::of(words, language), folded, evidence.settings) {
        Ok(verified) => {
            let passage = verified.passage;
            let blocks = &ground.sources().get(source).texts[text].read.stored.blocks;
            let part = |index: usize| &blocks[index].plain.text;
            let parts = passage.stretches().iter().map(|stretch| &part(stretch.block)[stretch.range.clone()]);
            exact(vec![Found {
                text: parts.collect::<Vec<_>>().join("\n\n"),
                stretches: passage.stretches().to_vec(),
                paragraphs: (passage.paragraph(), passage.paragraph()),
                locator: format!("¶{}", passage.paragraph()),
            }])
        }
        Err(Refusal::Ambiguous { found } | Refusal::Short { found }) => exact(found),
        Err(_) => Vec::new(),
    }
}

/// What a quotation of a place is made with.
struct Offer<'a, W> {
    ground: &'a Ground,
    language: &'a Language,
    write: &'a W,
}

impl<W: Fn(&str) -> String> Offer<'_, W> {
    fn hit(&self, place: Place, typed: &str) -> Hit {
        let Place { source, text, found, differs } = place;
        let gathered = self.ground.sources().get(source);
        let capture = gathered.texts[text].name.filter(|_| text > 0);
        let as_typed = match differs {
            None => self.holds(&gathered.id, typed, &in_capture(&found.locator, capture)),
            Some(_) => None,
        };
        let verdict = as_typed.as_ref().map(|(verdict, _)| *verdict);
        let markdown = as_typed.or_else(|| self.own_words((source, text), &found)).map(|(_, markdown)| markdown);
        Hit {
            source: gathered.id.clone(),
            title: gathered.front().title.clone(),
            capture,
            paragraph: found.paragraphs.0,
            verdict,
            words: found.text,
            markdown,
        }
    }

    /// The source's words there as a quotation; where they alone do not make one, their sentence, else their paragraph.
    fn own_words(&self, (source, text): (SourceIx, usize), found: &Found) -> Option<(Verdict, String)> {
        let gathered = self.ground.sources().get(source);
        let capture = gathered.texts[text].name.filter(|_| text > 0);
        let stored = &gathered.texts[text].read.stored;
        let around = found.stretches.first().filter(|_| found.stretches.len() == 1).and_then(|stretch| {
            let block = stored.blocks.get(stretch.block)?;
            (block.kind != StoredKind::Code).then_some((block.plain.text.as_str(), stretch.range.clone()))
        });
        let sentence = around.as_ref().map(|(text, range)| {
            let sentences = text.split_sentence_bound_indices();
            let touching = sentences.filter(|(at, part)| *at < range.end && range.start < at + part.len());
            touching.map(|(_, part)| part).collect::<String>()
        });
        let paragraph = around.map(|(text, _)| text.to_owned());
        let texts = [Some(found.text.clone()), sentence, paragraph];
        texts.into_iter().flatten().find_map(|words| {
            let written = (self.write)(&words);
            let locators = self.locators((source, text), &words, found);
            let mut cited = locators.iter().map(|locator| in_capture(locator, capture));
            cited.find_map(|at| self.holds(&gathered.id, &written, &at))
        })
    }

    /// What may name the place in a citation: its ¶, and which of equal words there it is.
    fn locators(&self, (source, text): (SourceIx, usize), words: &str, found: &Found) -> Vec<String> {
        let evidence = self.ground.evidence();
        let words = Words::from_text(words);
        let claim = Claim::of(&words, self.language);
        let mut locators = match verify(&claim, evidence.folded.get(source, text), evidence.settings) {
            Err(Refusal::Ambiguous { found: equal } | Refusal::Short { found: equal }) => {
                let same = |other: &Found| other.stretches.first() == found.stretches.first();
                equal.into_iter().filter(same).map(|found| found.locator).collect()
            }
            _ => Vec::new(),
        };
        let (first, last) = found.paragraphs;
        if first != last {
            locators.push(format!("¶¶{first}–{last}"));
        }
        locators.push(format!("¶{first}"));
        locators
    }

    fn holds(&self, source: &SourceId, words: &str, at: &str) -> Option<(Verdict, String)> {
        let case = Case { language: self.language, source: "", quote: words, at };
        let answer = judge_in(self.ground, source, &case);
        Some((answer.verdict?, cited(words, source, at)))
    }
}

/// A place in a citation with a capture after its locator: `¶3, capture 2021-07-03, 2nd`.
fn in_capture(locator: &str, capture: Option<CaptureName>) -> String {
    match (capture, locator.split_once(", ")) {
        (None, _) => locator.to_owned(),
        (Some(name), Some((paragraph, rest))) => format!("{paragraph}, capture {name}, {rest}"),
        (Some(name), None) => format!("{locator}, capture {name}"),
    }
}
