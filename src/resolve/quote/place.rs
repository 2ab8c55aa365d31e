//! The one place that a claim names, among all where its words stand (SPEC 5, *Place*).

use super::edges::{End, Remark, has_negation};
use super::emphasis;
use super::marks;
use super::occurrences::{Needle, Occurrence, cut, occurrences, ordinal};
use super::passage::{Passage, Stretch, Verdict};
use super::refusal::{Found, Refusal};
use super::source::FoldedSource;
use super::{Claim, Verified, Warning, codes, lists};
use crate::base::fold::{QUOTE, is_dropped, is_override};
use crate::base::script::{is_han_or_kana, is_southeast_asian};
use crate::parse::site::QuotationSettings;
use crate::parse::words::Words;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// A refusal shows no more places than this.
const SHOWN: usize = 20;

/// Finds the place, or says why there is none.
pub fn place(claim: &Claim, source: &FoldedSource, settings: &QuotationSettings) -> Result<Verified, Refusal> {
    if let Some(at) = direction_override(claim.words) {
        return Err(Refusal::Override { at });
    }
    let needle = Needle::new(claim.words).filter(|needle| needle.skeleton().contains(char::is_alphanumeric));
    let needle = needle.ok_or(Refusal::Empty)?;
    let mut all = occurrences(source, &needle);
    if settings.silent_initial_case && !all.iter().any(Occurrence::is_legal) {
        let other = Needle::with_other_initial(claim.words).map(|needle| occurrences(source, &needle));
        all = other.filter(|others| others.iter().any(Occurrence::is_legal)).unwrap_or(all);
    }
    let mut passages: Vec<Occurrence> = all.iter().filter(|occurrence| occurrence.is_legal()).cloned().collect();
    if passages.is_empty() {
        return Err(near_miss(claim, source, &all));
    }
    if claim.marks_taken_off {
        keep_marked_off(source, &mut passages);
    }
    let chosen = choose(claim, source, &passages)?;
    let mark = emphasis::added(claim.words, &needle, source, chosen);
    if !mark.is_empty() {
        return Err(Refusal::MarkedChange { marks: mark });
    }
    let passage = passage(claim.words, source, chosen);
    let warnings = warnings(claim, source, chosen, &passage);
    Ok(Verified { passage, warnings })
}

fn direction_override(words: &Words) -> Option<(usize, std::ops::Range<usize>)> {
    words.paragraphs.iter().enumerate().find_map(|(index, plain)| {
        let (at, character) = plain.text.char_indices().find(|(_, character)| is_override(*character))?;
        Some((index, at..at + character.len_utf8()))
    })
}

/// Why words that stand nowhere as a passage do not.
fn near_miss(claim: &Claim, source: &FoldedSource, all: &[Occurrence]) -> Refusal {
    let shown = |fits: &dyn Fn(&&Occurrence) -> bool| -> Vec<Found> {
        let fitting: Vec<&Occurrence> = all.iter().filter(fits).take(SHOWN).collect();
        fitting.iter().map(|occurrence| found(source, occurrence, &fitting)).collect()
    };
    if let Some(mark) = all.iter().find_map(|occurrence| occurrence.stands_for.filter(|_| occurrence.edges.is_ok())) {
        return Refusal::FinalMark { found: shown(&|occurrence| occurrence.stands_for == Some(mark)), mark };
    }
    let is_broken = |occurrence: &&Occurrence| occurrence.edges.is_ok() && !occurrence.agreement.holds();
    if let Some(first) = all.iter().find(is_broken) {
        return Refusal::ParagraphBreak { found: shown(&is_broken), is_added: first.agreement.added > 0 };
    }
    let illegal: Vec<&Occurrence> = all.iter().filter(|occurrence| occurrence.agreement.holds()).take(SHOWN).collect();
    let cuts: Vec<_> = illegal
        .iter()
        .filter_map(|occurrence| {
            let (end, _) = occurrence.edges.as_ref().err()?;
            let raw = if *end == End::Start { occurrence.raw.start } else { occurrence.raw.end };
            Some((found(source, occurrence, &illegal), *end, cut(source, *end, raw)?))
        })
        .collect();
    if !cuts.is_empty() {
        return Refusal::Edge { found: cuts };
    }
    let marks = marks::in_words(claim.words);
    if marks.is_empty() { Refusal::Absent } else { Refusal::MarkedChange { marks } }
}

/// The double marks taken off a blockquote are the editors' unless the source has them: where it has, they belong to
/// the quotation.
fn keep_marked_off(source: &FoldedSource, passages: &mut Vec<Occurrence>) {
    let marked = |occurrence: &Occurrence| -> Option<Occurrence> {
        let skeleton = source.folded().skeleton();
        let from = skeleton[..occurrence.skeleton.start].strip_suffix(QUOTE)?.len();
        let to = occurrence.skeleton.end + QUOTE.len_utf8();
        let is_closed = skeleton[occurrence.skeleton.end..].starts_with(QUOTE);
        let raw = source.folded().raw_start(from)?..source.folded().raw_end(to)?;
        let text = &source.folded().raw()[raw.clone()];
        let is_double = |mark: Option<char>| {
            mark.is_some_and(|mark| !matches!(mark, '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | 'ʼ'))
        };
        let are_double = is_double(text.chars().next()) && is_double(text.chars().next_back());
        (is_closed && are_double).then(|| Occurrence { skeleton: from..to, raw, ..occurrence.clone() })
    };
    let with_marks: Vec<Occurrence> = passages.iter().filter_map(marked).collect();
    if !with_marks.is_empty() {
        *passages = with_marks;
    }
}

/// Locator, occurrence, ambiguity and length.
fn choose<'a>(claim: &Claim, source: &FoldedSource, passages: &'a [Occurrence]) -> Result<&'a Occurrence, Refusal> {
    let everywhere: Vec<&Occurrence> = passages.iter().collect();
    let shown = |some: &[&Occurrence]| some.iter().take(SHOWN).map(|one| found(source, one, &everywhere)).collect();
    let Some(locator) = claim.locator else {
        if weight(&claim.words.text()) < 3 * WORD {
            return Err(Refusal::Short { found: shown(&everywhere) });
        }
        return pick(claim, &everywhere, shown);
    };
    let within: Vec<&Occurrence> = passages.iter().filter(|passage| source.is_at(locator, &passage.raw)).collect();
    if within.is_empty() {
        return Err(Refusal::WrongParagraph { found: shown(&everywhere) });
    }
    pick(claim, &within, shown)
}

fn pick<'a>(
    claim: &Claim,
    within: &[&'a Occurrence],
    shown: impl Fn(&[&Occurrence]) -> Vec<Found>,
) -> Result<&'a Occurrence, Refusal> {
    match (claim.occurrence, within) {
        (Some(asked), _) => {
            let index = usize::try_from(asked).unwrap_or(usize::MAX).wrapping_sub(1);
            within.get(index).copied().ok_or_else(|| Refusal::Occurrence { asked, found: shown(within) })
        }
        (None, [one]) => Ok(one),
        (None, _) => Err(Refusal::Ambiguous { found: shown(within) }),
    }
}

/// What one word weighs.
const WORD: usize = 4;

/// How long a text is: two Han or kana characters, or four letters of Thai, Lao, Khmer or Burmese, count as one word.
fn weight(text: &str) -> usize {
    let of_word = |word: &str| {
        let mut weight = 0;
        let mut is_word = false;
        for character in word.chars().filter(|character| character.is_alphanumeric()) {
            if is_han_or_kana(character) {
                weight += WORD / 2;
            } else if is_southeast_asian(character) {
                weight += if is_combining_mark(character) { 0 } else { WORD / 4 };
            } else {
                is_word = true;
            }
        }
        weight + if is_word { WORD } else { 0 }
    };
    text.split_word_bounds().map(of_word).sum()
}

/// A place as refusals show it. `all` are the places it must be told apart from, in order.
fn found(source: &FoldedSource, occurrence: &Occurrence, all: &[&Occurrence]) -> Found {
    let stretches = source.stretches(&occurrence.raw);
    let paragraphs = source.paragraphs(&occurrence.raw);
    let same: Vec<&&Occurrence> = all.iter().filter(|other| source.paragraphs(&other.raw).0 == paragraphs.0).collect();
    let nth = same.iter().position(|other| other.raw.start == occurrence.raw.start).map_or(1, |index| index + 1);
    let locator = if same.len() > 1 {
        format!("¶{}, {}", paragraphs.0, ordinal_word(nth))
    } else {
        format!("¶{}", paragraphs.0)
    };
    Found { text: text_of(source, &stretches), stretches, paragraphs, locator }
}

fn text_of(source: &FoldedSource, stretches: &[Stretch]) -> String {
    stretches.iter().map(|stretch| source.text_of(stretch)).collect::<Vec<_>>().join("\n\n")
}

/// `2nd`
pub fn ordinal_word(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

fn passage(words: &Words, source: &FoldedSource, chosen: &Occurrence) -> Passage {
    let stretches = source.stretches(&chosen.raw);
    let folded = source.folded();
    let inner = folded.words(chosen.skeleton.clone());
    // What the passage has beyond its first and last character: a dash, note marks.
    let before = &folded.raw()[chosen.raw.start..folded.raw_start(chosen.skeleton.start).unwrap_or(chosen.raw.start)];
    let after = &folded.raw()[folded.raw_end(chosen.skeleton.end).unwrap_or(chosen.raw.end)..chosen.raw.end];
    let outer = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let folded_words = format!("{}{inner}{}", if before.is_empty() { "" } else { "-" }, outer(after));
    let is_exact = stretches.len() == words.paragraphs.len()
        && stretches.iter().zip(&words.paragraphs).all(|(stretch, plain)| is_run(source, stretch, plain.text.trim()));
    let verdict = if is_exact { Verdict::Verbatim } else { Verdict::Typography };
    Passage::new(verdict, stretches, source.paragraphs(&chosen.raw), folded_words, ordinal(source, &chosen.skeleton))
}

/// Whether the author's characters are those of the source, with or without a mark on the last one that is not seen.
fn is_run(source: &FoldedSource, stretch: &Stretch, typed: &str) -> bool {
    let text = source.text_of(stretch);
    text == typed || text.trim_end_matches(is_dropped) == typed
}

fn warnings(claim: &Claim, source: &FoldedSource, chosen: &Occurrence, passage: &Passage) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let own_negation = has_negation(claim.own_sentence, lists::of(claim.language));
    for (end, remark) in chosen.edges.as_ref().ok().into_iter().flatten() {
        match remark {
            Remark::Negation(_) if own_negation => {}
            Remark::Negation(word) => {
                let (code, side) = match end {
                    End::Start => (&codes::AFTER_NEGATION, "begins right after"),
                    End::Finish => (&codes::BEFORE_NEGATION, "ends right before"),
                };
                let message = format!("the quotation {side} `{word}`, which may turn its sense");
                warnings.push(Warning { code, message, help: format!("quote `{word}` too, or say in your own sentence that it is negated") });
            }
            Remark::Particle(particle) => warnings.push(Warning {
                code: &codes::PARTICLE,
                message: format!("the quotation begins after the particle `{particle}`, which is written together with its first word"),
                help: "see that the word is whole without it, or quote the particle too".to_owned(),
            }),
        }
    }
    if chosen.agreement.run_in > 0 {
        warnings.push(Warning {
            code: &codes::RUN_IN,
            message: "the quotation runs on over a paragraph break of the source".to_owned(),
            help: "quote the paragraphs in a blockquote with an empty line between them".to_owned(),
        });
    }
    let joiners = |text: &str| text.matches('\u{200c}').count();
    if joiners(&claim.words.text()) != joiners(&text_of(source, passage.stretches())) {
        warnings.push(Warning {
            code: &codes::JOINER,
            message: "the quotation and the source differ in zero-width non-joiners".to_owned(),
            help: "copy the words from the page of the source, which has the joiners".to_owned(),
        });
    }
    warnings
}
