//! The one place that a claim names, among all where its words stand (SPEC 5, *Place*).

use super::changes::{self, Fragment, Reading};
use super::edges::{End, Remark};
use super::initial::with_other_initial;
use super::length::{WORD, weighs, weight};
use super::negation::has_negation;
use super::occurrences::{Occurrence, cut, is_question, occurrences_of, ordinal};
use super::passage::{Passage, Stretch, Verdict};
use super::placement::{BUDGET, Placement, SHOWN, Sought, seek};
use super::refusal::{Bracketed, Found, Refusal};
use super::source::FoldedSource;
use super::{Claim, Verified, Warning, brackets, codes, emphasis, lists, omissions};
use crate::base::fold::{ELLIPSIS, Folder, Parting, QUOTE, Side, WALL, is_dropped, is_override};
use crate::parse::site::{QuotationSettings, Relaxation};
use crate::parse::words::Words;
use std::collections::BTreeMap;
use std::ops::Range;

/// More marks that could be the source's own than this are the author's, all or none.
const OWN: usize = 6;

/// Finds the place, or says why there is none.
pub fn place(claim: &Claim, source: &FoldedSource, settings: &QuotationSettings) -> Result<Verified, Refusal> {
    if let Some(at) = direction_override(claim.words) {
        return Err(Refusal::Override { at });
    }
    let refusal = match place_words(claim, claim.words, source, settings) {
        Ok(verified) => return Ok(verified),
        Err(refusal) => refusal,
    };
    if settings.relaxes(Relaxation::SilentInitialCase) && refusal == Refusal::Absent {
        let other = with_other_initial(claim.words, source.language());
        return other.and_then(|words| place_words(claim, &words, source, settings).ok()).ok_or(refusal);
    }
    Err(refusal)
}

/// Tries each way to read the marks of change, those with the most marks of the source's own first. What is refused is
/// refused for the first reading that got farthest.
pub fn place_words(
    claim: &Claim,
    words: &Words,
    source: &FoldedSource,
    settings: &QuotationSettings,
) -> Result<Verified, Refusal> {
    let marks = changes::marks(words);
    let mut refusal = Refusal::Absent;
    let mut budget = BUDGET;
    for own in own_marks(&marks, source) {
        let tried = match changes::read(words, source.language(), claim.form, &marks, |index| own.contains(&index)) {
            Ok(reading) => try_reading(claim, source, &reading, settings, &mut budget),
            Err((why, at)) => Err(Refusal::Slip { at, why }),
        };
        match tried {
            Ok(verified) => return Ok(verified),
            Err(other) if rank(&other) > rank(&refusal) => refusal = other,
            Err(_) => {}
        }
    }
    if marks.is_empty() || rank(&refusal) > NOWHERE {
        return Err(refusal);
    }
    Err(own_words(words, &marks, source).unwrap_or(refusal))
}

/// How far a reading got that words are refused for.
fn rank(refusal: &Refusal) -> u8 {
    match refusal {
        Refusal::Absent => 0,
        Refusal::Slip { .. } | Refusal::Part { .. } | Refusal::Order { .. } => NOWHERE,
        Refusal::Edge { .. } | Refusal::ParagraphBreak { .. } | Refusal::FinalMark { .. } => 2,
        _ => 3,
    }
}

const NOWHERE: u8 = 1;

/// Which marks are taken for the source's own: all that it could have, then fewer, then none.
fn own_marks(marks: &[changes::Mark], source: &FoldedSource) -> Vec<Vec<usize>> {
    let mut known = BTreeMap::new();
    let mut may_have =
        |mark: &changes::Mark| *known.entry(mark.written.clone()).or_insert_with(|| self::may_have(source, mark));
    let candidates: Vec<usize> = (0..marks.len()).filter(|index| may_have(&marks[*index])).collect();
    if candidates.is_empty() {
        return vec![Vec::new()];
    }
    if candidates.len() > OWN {
        return vec![candidates, Vec::new()];
    }
    let chosen = |bits: u32| {
        let is_chosen = |place: &usize| bits >> place & 1 == 1;
        (0..candidates.len()).filter(is_chosen).map(|place| candidates[place]).collect::<Vec<_>>()
    };
    let mut sets: Vec<u32> = (0..1 << candidates.len()).collect();
    sets.sort_by_key(|bits| (std::cmp::Reverse(bits.count_ones()), *bits));
    sets.into_iter().map(chosen).collect()
}

/// Whether a mark of change could be the source's own: whether it has one like it anywhere.
fn may_have(source: &FoldedSource, mark: &changes::Mark) -> bool {
    let skeleton = source.folded().skeleton();
    if mark.is_ellipsis() {
        return skeleton.contains(ELLIPSIS);
    }
    let mut folder = Folder::new(Side::Typed);
    folder.paragraph(&mark.written, &[], Parting::Break);
    skeleton.contains(folder.finish().skeleton())
}

/// The words are the source's, brackets or not.
fn own_words(words: &Words, marks: &[changes::Mark], source: &FoldedSource) -> Option<Refusal> {
    let at = marks.iter().find(|mark| !mark.is_ellipsis())?.at.clone();
    let mut bare = words.clone();
    for mark in marks.iter().rev().filter(|mark| !mark.is_ellipsis()) {
        let (paragraph, range) = &mark.at;
        let inner = mark.written.trim_matches(['[', ']', '［', '］']);
        bare.paragraphs[*paragraph].text.replace_range(range.clone(), inner);
    }
    bare.paragraphs.iter_mut().for_each(|plain| plain.line_ends.clear());
    let reading = changes::read(&bare, source.language(), changes::Form::Block, &[], |_| false).ok()?;
    if !reading.fragments.iter().any(Fragment::has_word) {
        return None;
    }
    let Sought::Passages(placements) = seek(source, &reading, &mut { BUDGET }) else { return None };
    let placement = placements.first()?;
    let inner = words.paragraphs[at.0].text[at.1.clone()].trim_matches(['[', ']', '［', '］']).to_owned();
    Some(Refusal::Bracket { at, found: found_alone(source, placement), why: Bracketed::Own(inner) })
}

fn try_reading(
    claim: &Claim,
    source: &FoldedSource,
    reading: &Reading,
    settings: &QuotationSettings,
    budget: &mut usize,
) -> Result<Verified, Refusal> {
    if !reading.fragments.iter().any(Fragment::has_word) {
        return Err(Refusal::Empty);
    }
    let mut placements = match seek(source, reading, budget) {
        Sought::Passages(placements) => placements,
        Sought::Lacking(index, near) => return Err(near_miss(source, reading, index, &near)),
        Sought::Common(index) => return Err(Refusal::Common { words: reading.fragments[index].text() }),
        Sought::OutOfOrder(index, places) => {
            let found = places.iter().take(SHOWN).map(|place| found_at(source, &place.raw)).collect();
            return Err(Refusal::Order { words: reading.fragments[index].text(), found });
        }
    };
    if claim.marks_taken_off {
        keep_marked_off(source, &mut placements);
    }
    let chosen = choose(claim, source, reading, &placements, settings)?;
    if let Some((index, other)) = &chosen.other {
        let found = [&chosen.parts[*index], &**other].map(|place| found_at(source, &place.raw)).to_vec();
        return Err(Refusal::Twice { words: reading.fragments[*index].text(), found });
    }
    if let Some(mark) = stands_for(source, reading, chosen) {
        return Err(Refusal::FinalMark { found: vec![found_alone(source, chosen)], mark });
    }
    let mut marked = Vec::new();
    omissions::judge(claim, source, reading, chosen, settings, &mut marked)?;
    brackets::judge(claim, source, reading, chosen, settings, &mut marked)?;
    let emphasised = emphasis::added(reading, source, chosen);
    let is_marked = reading.is_marked || !emphasised.is_empty();
    let passage = passage(claim.words, source, chosen, &placements, is_marked);
    let mut warnings = warnings(claim, source, chosen, &passage);
    warnings.extend(marked);
    let is_flagged = claim.flags.emphasis_added || reading.emphasis_added;
    if !emphasised.is_empty() && !is_flagged && !settings.relaxes(Relaxation::SilentEmphasis) {
        warnings.push(emphasis_warning(&emphasised));
    }
    Ok(Verified { passage, warnings })
}

/// The question mark that a final mark after brackets stands for.
fn stands_for(source: &FoldedSource, reading: &Reading, chosen: &Placement) -> Option<char> {
    let rest = &source.folded().raw()[chosen.raw().end..];
    let next = rest.chars().find(|character| !is_dropped(*character))?;
    (reading.has_final_mark && is_question(next, source)).then_some(next)
}

fn emphasis_warning(emphasised: &[String]) -> Warning {
    let shown: Vec<String> = emphasised.iter().map(|run| format!("`{run}`")).collect();
    Warning {
        code: &codes::EMPHASIS,
        message: format!("the emphasis of {} is not the source's", shown.join(", ")),
        help: "add `, emphasis added` to the citation, or quote without the emphasis".to_owned(),
    }
}

fn direction_override(words: &Words) -> Option<(usize, std::ops::Range<usize>)> {
    words.paragraphs.iter().enumerate().find_map(|(index, plain)| {
        let (at, character) = plain.text.char_indices().find(|(_, character)| is_override(*character))?;
        Some((index, at..at + character.len_utf8()))
    })
}

/// Why a fragment that stands nowhere as a passage does not.
fn near_miss(source: &FoldedSource, reading: &Reading, index: usize, near: &[Occurrence]) -> Refusal {
    let shown = |fits: &dyn Fn(&&Occurrence) -> bool| -> Vec<Found> {
        let fitting: Vec<&Occurrence> = near.iter().filter(fits).take(SHOWN).collect();
        let raws: Vec<Range<usize>> = fitting.iter().map(|occurrence| occurrence.raw.clone()).collect();
        raws.iter().map(|raw| found(source, std::slice::from_ref(raw), &raws)).collect()
    };
    if let Some(mark) = near.iter().find_map(|occurrence| occurrence.stands_for.filter(|_| occurrence.edges.is_ok())) {
        return Refusal::FinalMark { found: shown(&|occurrence| occurrence.stands_for == Some(mark)), mark };
    }
    let is_broken = |occurrence: &&Occurrence| occurrence.edges.is_ok() && !occurrence.agreement.holds();
    if let Some(first) = near.iter().find(is_broken) {
        return Refusal::ParagraphBreak { found: shown(&is_broken), is_added: first.agreement.added > 0 };
    }
    let cuts: Vec<_> = near
        .iter()
        .filter(|occurrence| occurrence.agreement.holds())
        .take(SHOWN)
        .filter_map(|occurrence| {
            let (end, _) = occurrence.edges.as_ref().err()?;
            let raw = if *end == End::Start { occurrence.raw.start } else { occurrence.raw.end };
            Some((found_at(source, &occurrence.raw), *end, cut(source, *end, raw)?))
        })
        .collect();
    if !cuts.is_empty() {
        return Refusal::Edge { found: cuts };
    }
    if reading.fragments.len() == 1 && reading.fragments[0].texts.len() == 1 && !reading.is_marked {
        return Refusal::Absent;
    }
    let (words, paragraphs) = reading.fragments[index].lacking(|needle| !occurrences_of(source, needle).is_empty());
    Refusal::Part { words, paragraphs }
}

/// The double marks taken off a blockquote are the editors' unless the source has them: where it has, they belong to
/// the quotation.
fn keep_marked_off(source: &FoldedSource, placements: &mut Vec<Placement>) {
    let marked = |placement: &Placement| -> Option<Placement> {
        let skeleton = source.folded().skeleton();
        let (start, end) = (placement.first().skeleton.start, placement.last().skeleton.end);
        let from = skeleton[..start].strip_suffix(QUOTE)?.len();
        let to = end + QUOTE.len_utf8();
        let is_closed = skeleton[end..].starts_with(QUOTE);
        let raw = source.folded().raw_start(from)?..source.folded().raw_end(to)?;
        let text = &source.folded().raw()[raw.clone()];
        let is_double = |mark: Option<char>| {
            mark.is_some_and(|mark| !matches!(mark, '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | 'ʼ'))
        };
        let are_double = is_double(text.chars().next()) && is_double(text.chars().next_back());
        (is_closed && are_double).then(|| placement.widened(from..to, raw))
    };
    let with_marks: Vec<Placement> = placements.iter().filter_map(marked).collect();
    if !with_marks.is_empty() {
        *placements = with_marks;
    }
}

/// Locator, occurrence, ambiguity and length.
fn choose<'a>(
    claim: &Claim,
    source: &FoldedSource,
    reading: &Reading,
    placements: &'a [Placement],
    settings: &QuotationSettings,
) -> Result<&'a Placement, Refusal> {
    let everywhere: Vec<&Placement> = placements.iter().collect();
    let raws: Vec<Range<usize>> = placements.iter().map(Placement::raw).collect();
    let shown = |some: &[&Placement]| {
        some.iter().take(SHOWN).map(|one| found(source, &one.ranges(), &raws)).collect::<Vec<_>>()
    };
    let Some(locator) = claim.locator else {
        let is_long = |fragment: &Fragment| weighs(&fragment.text(), 3 * WORD);
        let weight = || reading.fragments.iter().map(|fragment| weight(&fragment.text())).sum::<usize>();
        let is_short = !reading.fragments.iter().any(is_long) && weight() < 3 * WORD;
        if is_short && !(settings.relaxes(Relaxation::ShortWithoutLocator) && everywhere.len() == 1) {
            return Err(Refusal::Short { found: shown(&everywhere) });
        }
        return pick(claim, &everywhere, shown);
    };
    let within: Vec<&Placement> =
        placements.iter().filter(|placement| source.is_at(locator, &placement.raw())).collect();
    if within.is_empty() {
        return Err(Refusal::WrongParagraph { found: shown(&everywhere) });
    }
    pick(claim, &within, shown)
}

fn pick<'a>(
    claim: &Claim,
    within: &[&'a Placement],
    shown: impl Fn(&[&Placement]) -> Vec<Found>,
) -> Result<&'a Placement, Refusal> {
    match (claim.occurrence, within) {
        (Some(asked), _) => {
            let index = usize::try_from(asked).unwrap_or(usize::MAX).wrapping_sub(1);
            within.get(index).copied().ok_or_else(|| Refusal::Occurrence { asked, found: shown(within) })
        }
        (None, [one]) => Ok(one),
        (None, _) => Err(Refusal::Ambiguous { found: shown(within) }),
    }
}

/// A placement as refusals show it, by itself.
pub fn found_alone(source: &FoldedSource, placement: &Placement) -> Found {
    found(source, &placement.ranges(), &[placement.raw()])
}

/// A run of the raw text as refusals show it.
pub fn found_at(source: &FoldedSource, raw: &Range<usize>) -> Found {
    found(source, std::slice::from_ref(raw), std::slice::from_ref(raw))
}

/// A place as refusals show it. `all` are the places it must be told apart from, in order.
fn found(source: &FoldedSource, ranges: &[Range<usize>], all: &[Range<usize>]) -> Found {
    let start = ranges.first().map_or(0, |range| range.start);
    let end = ranges.last().map_or(start, |range| range.end);
    let stretches = ranges.iter().flat_map(|range| source.stretches(range)).collect::<Vec<_>>();
    let paragraphs = source.paragraphs(&(start..end));
    let same: Vec<&Range<usize>> = all.iter().filter(|other| source.paragraphs(other).0 == paragraphs.0).collect();
    let nth = same.iter().position(|other| other.start == start).map_or(1, |index| index + 1);
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

fn passage(words: &Words, source: &FoldedSource, chosen: &Placement, all: &[Placement], is_marked: bool) -> Passage {
    let stretches: Vec<Stretch> = chosen.ranges().iter().flat_map(|range| source.stretches(range)).collect();
    let is_exact = stretches.len() == words.paragraphs.len()
        && stretches.iter().zip(&words.paragraphs).all(|(stretch, plain)| is_run(source, stretch, plain.text.trim()));
    let verdict = match (is_marked, is_exact) {
        (true, _) => Verdict::Marked,
        (false, true) => Verdict::Verbatim,
        (false, false) => Verdict::Typography,
    };
    let folded = folded_words(source, chosen);
    let ordinal = match &chosen.parts[..] {
        [only] => ordinal(source, &only.skeleton),
        _ => {
            let earlier = all.iter().take_while(|other| other.raw().start < chosen.raw().start);
            let equal = earlier.filter(|other| folded_words(source, other) == folded).count();
            u32::try_from(equal).unwrap_or(u32::MAX).saturating_add(1)
        }
    };
    Passage::new(verdict, stretches, source.paragraphs(&chosen.raw()), folded, ordinal)
}

/// The folded words of a placement. What parts two fragments is in no folded text.
fn folded_words(source: &FoldedSource, placement: &Placement) -> String {
    let words: Vec<String> = placement.parts.iter().map(|part| folded_part(source, part)).collect();
    words.join(&WALL.to_string())
}

fn folded_part(source: &FoldedSource, part: &Occurrence) -> String {
    let folded = source.folded();
    let inner = folded.words(part.skeleton.clone());
    // What the passage has beyond its first and last character: a dash, note marks.
    let start = folded.raw_start(part.skeleton.start).unwrap_or(part.raw.start);
    let end = folded.raw_end(part.skeleton.end).unwrap_or(part.raw.end).min(part.raw.end);
    let (before, after) = (&folded.raw()[part.raw.start..start], &folded.raw()[end..part.raw.end]);
    let outer = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    format!("{}{inner}{}", if before.is_empty() { "" } else { "-" }, outer(after))
}

/// Whether the author's characters are those of the source, with or without a mark on the last one that is not seen.
fn is_run(source: &FoldedSource, stretch: &Stretch, typed: &str) -> bool {
    let text = source.text_of(stretch);
    text == typed || text.trim_end_matches(is_dropped) == typed
}

/// What is to be said of the edges: of the inner ones only what is no matter of the gap beside them.
fn remarks(chosen: &Placement) -> Vec<(End, &Remark)> {
    let last = chosen.parts.len() - 1;
    let mut remarks = Vec::new();
    for (index, part) in chosen.parts.iter().enumerate() {
        for (end, remark) in part.edges.as_ref().ok().into_iter().flatten() {
            let is_outer = if *end == End::Start { index == 0 } else { index == last };
            if is_outer || matches!(remark, Remark::Particle(_)) {
                remarks.push((*end, remark));
            }
        }
    }
    remarks
}

fn warnings(claim: &Claim, source: &FoldedSource, chosen: &Placement, passage: &Passage) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let own_negation = has_negation(claim.own_sentence, lists::of(claim.language));
    for (end, remark) in remarks(chosen) {
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
    if chosen.parts.iter().any(|part| part.agreement.run_in > 0) {
        warnings.push(omissions::run_in());
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
