//! Refusals in words: what happened, and what to write instead.
//!
//! Comes in: a [`Refusal`], the claim and the text it was tried against, and the other texts. Goes out: an
//! [`Explanation`]. Never done here: verifying anything. What approximate search finds is shown, and that is all.

use super::altered;
use super::edges::{Cut, End};
use super::elsewhere::elsewhere;
use super::explanation::{Cure, Explanation, WordEdit, paragraphs, shorten, shown};
use super::initial::{Initial, with_other_initial};
use super::lookalikes;
use super::marks;
use super::needle::Needle;
use super::occurrences::{Occurrence, occurrences_of};
use super::place::ordinal_word;
use super::{Claim, FoldedSource, Found, Refusal, codes};
use crate::parse::ids::SourceId;
use crate::parse::locator::Locator;
use crate::parse::words::Words;
use std::ops::Range;

/// Puts a refusal into words. `others` are the other stored texts, current ones, in the order of their ids: words
/// that stand in one of them are named. The approximate search made here verifies nothing.
pub fn explain<'a>(
    refusal: &Refusal,
    claim: &Claim,
    source: &FoldedSource,
    others: impl IntoIterator<Item = (&'a SourceId, &'a FoldedSource)>,
) -> Explanation {
    match refusal {
        Refusal::Empty => Explanation::new(
            &codes::WORDLESS,
            "there is no word in the quotation",
            "quote at least one word, or cite without quoting",
        ),
        Refusal::Override { at } => Explanation::new(
            &codes::OVERRIDE,
            "the quotation has an invisible character that overrides the direction of writing",
            "delete the character",
        )
        .at(Some(at.clone()))
        .cures([Cure::Mark((at.0, at.1.clone(), String::new()))]),
        Refusal::Edge { found } => edge(claim, found),
        Refusal::ParagraphBreak { found, is_added } => paragraph_break(found, *is_added),
        Refusal::FinalMark { found, mark } => final_mark(claim, found, *mark),
        Refusal::WrongParagraph { found } => wrong_paragraph(claim, source, found),
        Refusal::Ambiguous { found } => ambiguous(claim, source, found),
        Refusal::Occurrence { asked, found } => occurrence(claim, *asked, found),
        Refusal::Short { found } => short(source, found),
        Refusal::Slip { at, why } => marks::slip(claim, at, *why),
        Refusal::Order { words, found } => marks::order(words, found),
        Refusal::Common { words } => marks::common(words),
        Refusal::Twice { words, found } => marks::twice(words, found),
        Refusal::Omission { at, found, why } => marks::omission(at, found, why),
        Refusal::Bracket { at, found, why } => marks::bracket(claim, at, found, why),
        Refusal::Part { words, paragraphs } => part(claim, words, paragraphs, source, others),
        Refusal::Absent => absent(claim, source, others),
    }
}

fn edge(claim: &Claim, found: &[(Found, End, Cut)]) -> Explanation {
    let places = found.iter().map(|(found, ..)| found);
    let Some((_, end, cut)) = found.first() else {
        return Explanation::new(&codes::EDGE, "the quotation begins or ends inside a word", "quote whole words");
    };
    let does = if *end == End::Start { "begins" } else { "ends" };
    let (message, help) = match cut {
        Cut::Character(cluster) => (
            format!("the quotation {does} inside the character `{cluster}`"),
            "quote the character whole, with its marks".to_owned(),
        ),
        Cut::Word(word) => (
            format!("the quotation {does} inside the word `{word}`"),
            no_ending(claim, word).unwrap_or_else(|| format!("quote the whole word: `{word}`")),
        ),
        Cut::Prefix(prefix) => (
            format!("the quotation begins after the negating prefix `{prefix}`"),
            format!("begin with `{prefix}`: without it the word means the opposite"),
        ),
        Cut::Ending(ending) => (
            format!("the quotation ends before the negating ending `{ending}` of its last word"),
            format!("quote the whole word, up to `{ending}`"),
        ),
        Cut::Number(number) => (
            format!("the quotation {does} inside the number `{number}`"),
            format!("quote the whole number: `{number}`"),
        ),
        Cut::Superscript(unit) => {
            (format!("the quotation ends between `{unit}` and its superscript"), "quote the superscript too".to_owned())
        }
    };
    let at = if *end == End::Start { first_word(claim) } else { last_word(claim) };
    Explanation::new(&codes::EDGE, message, help).at(at).places(places, "the words stand here")
}

/// `govern[or's]`: brackets after a part of a word change its ending only where they hold letters alone.
fn no_ending(claim: &Claim, word: &str) -> Option<String> {
    let letters = |text: &str| text.chars().filter(|character| character.is_alphanumeric()).collect::<String>();
    claim.words.paragraphs.iter().find_map(|plain| {
        plain.text.match_indices('[').find_map(|(at, _)| {
            let before = &plain.text[..at];
            let stem = &before[before.trim_end_matches(char::is_alphanumeric).len()..];
            let (ending, _) = plain.text[at + 1..].split_once(']')?;
            let is_marked = ending.chars().all(char::is_alphabetic) || letters(ending).is_empty();
            if stem.is_empty() || is_marked || !word.starts_with(stem) {
                return None;
            }
            let whole = format!("{stem}{ending}");
            Some(match letters(&whole) == letters(word) {
                true => format!("quote the whole word without brackets: `{word}`"),
                false => format!("an ending in brackets is letters alone: put the whole word there, `[{whole}]`"),
            })
        })
    })
}

fn first_word(claim: &Claim) -> Option<(usize, Range<usize>)> {
    let plain = claim.words.paragraphs.first()?;
    let from = plain.text.len() - plain.text.trim_start().len();
    let length = plain.text[from..].find(char::is_whitespace).unwrap_or(plain.text.len() - from);
    Some((0, from..from + length))
}

fn last_word(claim: &Claim) -> Option<(usize, Range<usize>)> {
    let index = claim.words.paragraphs.len().checked_sub(1)?;
    let text = claim.words.paragraphs[index].text.trim_end();
    let from = text.rfind(char::is_whitespace).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    Some((index, from..text.len()))
}

fn paragraph_break(found: &[Found], is_added: bool) -> Explanation {
    let (message, help) = if is_added {
        ("the quotation has a paragraph break that the source lacks", "write the words without the empty line")
    } else {
        (
            "the quotation runs on over more than one paragraph break of the source",
            "quote in a blockquote, with an empty line wherever the source begins a new paragraph",
        )
    };
    let explanation = Explanation::new(&codes::BREAK, message, help).places(found, "the words stand here");
    if is_added { explanation.at(Some((1, 0..0))) } else { explanation }
}

fn final_mark(claim: &Claim, found: &[Found], mark: char) -> Explanation {
    let last = claim.words.paragraphs.len().saturating_sub(1);
    let at = claim.words.paragraphs.get(last).and_then(|plain| {
        let text = plain.text.trim_end();
        let typed = text.chars().next_back()?;
        Some((last, text.len() - typed.len_utf8()..text.len()))
    });
    let typed = at.as_ref().and_then(|(_, range)| claim.words.paragraphs[last].text.get(range.clone())).unwrap_or(".");
    let message = format!("the quotation ends in `{typed}` where the source has `{mark}`");
    let help = format!("end it with `{mark}` as the source does, or without a mark");
    let cures = at.clone().map(|(paragraph, range)| Cure::Wording(vec![(paragraph, range, mark.to_string())]));
    Explanation::new(&codes::ALTERED, message, help)
        .at(at)
        .cures(cures)
        .places(found, "the source has a question or an exclamation here")
}

fn wrong_paragraph(claim: &Claim, source: &FoldedSource, found: &[Found]) -> Explanation {
    let asked = claim.locator.map_or(String::new(), write);
    let lacks = claim.locator.filter(|locator| !source.has_place(locator));
    let where_they_are = list(found.iter().map(place_of));
    let message = match (lacks, found, claim.locator) {
        (Some(Locator::Page(_)), ..) => format!("the source has no {asked}; these words are in {where_they_are}"),
        (Some(_), ..) => {
            format!(
                "the source has no {asked}, its last is ¶{}; these words are in {where_they_are}",
                source.last_number()
            )
        }
        (None, [one], Some(Locator::Paragraphs(from, to))) if (*from..=*to).contains(&one.paragraphs.0) => {
            format!("these words run on to ¶{}, out of {asked}", one.paragraphs.1)
        }
        _ => format!("these words are in {where_they_are}, not in {asked}"),
    };
    let locators: Vec<String> = found.iter().map(locator_to_write).collect();
    let help = format!("write {}", choice(&locators));
    Explanation::new(&codes::PARAGRAPH, message, help)
        .cures(locators.into_iter().map(Cure::Locator))
        .places(found, "the words stand here")
}

/// A locator that holds the place: its ¶, or, where a range was meant, the whole of it.
fn locator_to_write(found: &Found) -> String {
    match found.paragraphs {
        (first, last) if first != last && !found.locator.contains(',') => format!("¶¶{first}–{last}"),
        _ => found.locator.clone(),
    }
}

fn ambiguous(claim: &Claim, source: &FoldedSource, found: &[Found]) -> Explanation {
    let within = claim.locator.map_or("in the source".to_owned(), |locator| format!("in {}", write(locator)));
    let message = format!("these words stand {} {within}", times(found.len()));
    let lines: Vec<String> =
        found.iter().map(|one| format!("write `{}` for {}", one.locator, in_context(source, one))).collect();
    let help = format!("{}\nor quote a few more words", lines.join("\n"));
    let mut explanation = Explanation::new(&codes::AMBIGUOUS, message, help);
    explanation.cures = found.iter().map(|one| Cure::Locator(one.locator.clone())).collect();
    explanation.places = found.iter().map(|one| (one.clone(), format!("here it is `{}`", one.locator))).collect();
    explanation
}

fn occurrence(claim: &Claim, asked: u32, found: &[Found]) -> Explanation {
    let within = claim.locator.map_or("in the source".to_owned(), |locator| format!("in {}", write(locator)));
    let asked = ordinal_word(usize::try_from(asked).unwrap_or(usize::MAX));
    let message =
        format!("the citation asks for the {asked} place, and these words stand {} {within}", times(found.len()));
    let help = match found {
        [_] => "leave the occurrence out".to_owned(),
        found => format!("write {}", choice(&found.iter().map(|one| one.locator.clone()).collect::<Vec<_>>())),
    };
    Explanation::new(&codes::OCCURRENCE, message, help)
        .cures(found.iter().map(|one| Cure::Locator(one.locator.clone())))
        .places(found, "the words stand here")
}

fn short(source: &FoldedSource, found: &[Found]) -> Explanation {
    let help = match found {
        [one] => format!("add the locator `{}`", one.locator),
        found => {
            let lines = found.iter().map(|one| format!("write `{}` for {}", one.locator, in_context(source, one)));
            lines.collect::<Vec<_>>().join("\n")
        }
    };
    Explanation::new(&codes::SHORT, "a quotation of fewer than three words needs a locator", help)
        .cures(found.iter().map(|one| Cure::Locator(one.locator.clone())))
        .places(found, "the words stand here")
}

/// One part of the words is nowhere: what is said of it is said of its place in the quotation.
fn part<'a>(
    claim: &Claim,
    words: &Words,
    paragraphs: &[usize],
    source: &FoldedSource,
    others: impl IntoIterator<Item = (&'a SourceId, &'a FoldedSource)>,
) -> Explanation {
    if let Some(elsewhere) = elsewhere(claim, others) {
        return elsewhere;
    }
    let mut explanation = absent(&Claim { words, ..*claim }, source, []);
    if explanation.code == &codes::NOT_FOUND {
        explanation.message = format!(
            "the part `{}` of the quotation is not in the source, nor anything close to it",
            shorten(words.text().trim())
        );
    }
    let in_quotation = |(index, range): (usize, Range<usize>)| {
        let (plain, paragraph) = (words.paragraphs.get(index)?, *paragraphs.get(index)?);
        Some((paragraph, plain.in_file(range)))
    };
    let edit_in_quotation = |(index, range, text): WordEdit| {
        in_quotation((index, range)).map(|(paragraph, range)| (paragraph, range, text))
    };
    explanation.at = explanation.at.and_then(in_quotation);
    let cures = std::mem::take(&mut explanation.cures).into_iter().filter_map(|cure| match cure {
        Cure::Mark(edit) => edit_in_quotation(edit).map(Cure::Mark),
        Cure::Choice(edits) => edits.into_iter().map(edit_in_quotation).collect::<Option<Vec<_>>>().map(Cure::Choice),
        Cure::Wording(edits) => edits.into_iter().map(edit_in_quotation).collect::<Option<Vec<_>>>().map(Cure::Wording),
        cure => Some(cure),
    });
    explanation.cures = cures.collect();
    explanation
}

/// The words are nowhere: look-alikes, another initial, another source, altered wording, or nothing like them.
fn absent<'a>(
    claim: &Claim,
    source: &FoldedSource,
    others: impl IntoIterator<Item = (&'a SourceId, &'a FoldedSource)>,
) -> Explanation {
    let not_found = || {
        Explanation::new(
            &codes::NOT_FOUND,
            "these words are not in the source, nor anything close to them",
            "copy the words from the page of the source again, or cite the source that has them",
        )
    };
    let Some(needle) = Needle::new(claim.words) else { return not_found() };
    if let Some(explanation) = initial(claim, source) {
        return explanation;
    }
    if let Some(explanation) = lookalike(claim, source, &needle).or_else(|| lookalike_after_initial(claim, source)) {
        return explanation;
    }
    if let Some(explanation) = elsewhere(claim, others) {
        return explanation;
    }
    altered::explain(claim, source, &needle).unwrap_or_else(not_found)
}

/// Only the case of the first letter differs.
fn initial(claim: &Claim, source: &FoldedSource) -> Option<Explanation> {
    let other = Needle::new(&with_other_initial(claim.words, source.language())?)?;
    let first = occurrences_of(source, &other).into_iter().find(Occurrence::is_legal)?;
    let found = shown(source, &first.raw);
    let stored = found.text.chars().find(|character| character.is_alphanumeric())?;
    let initial = Initial::of(claim.words)?;
    let (word, rest) = (&initial.word, initial.rest());
    let written = initial.marked();
    Some(
        Explanation::new(
            &codes::MARK_MISSING,
            format!("the source has `{stored}{rest}` here, not `{word}`"),
            format!("write `{written}`, so that a reader sees the change, or `{stored}{rest}` as the source does"),
        )
        .cures([Cure::Mark((
            initial.paragraph,
            initial.at..initial.at + initial.letter.len_utf8(),
            format!("[{}]", initial.letter),
        ))])
        .at(Some((initial.paragraph, initial.at..initial.at + word.len())))
        .places([&found], "the words stand here"),
    )
}

fn lookalike(claim: &Claim, source: &FoldedSource, needle: &Needle) -> Option<Explanation> {
    let (raw, letters) = lookalikes::find(source, needle)?;
    let first = letters.first()?;
    let (paragraph, offset) = needle.folded().locate(first.at.start);
    let at = (paragraph < claim.words.paragraphs.len()).then(|| (paragraph, offset..offset + first.at.len()));
    let in_words = |letter: &lookalikes::Alike| {
        let (paragraph, offset) = needle.folded().locate(letter.at.start);
        let range = offset..offset + letter.at.len();
        let typed = claim.words.paragraphs.get(paragraph)?.text.get(range.clone())?;
        // What was folded to another form is not replaced letter by letter.
        typed.chars().eq([letter.typed]).then(|| (paragraph, range, letter.stored.to_string()))
    };
    let cure = letters.iter().map(in_words).collect::<Option<Vec<WordEdit>>>().map(Cure::Wording);
    let found = shown(source, &raw);
    let is_digit = |c: char| c.is_ascii_digit() || lookalikes::other_digit(c).is_some();
    if letters.iter().all(|one| is_digit(one.typed) && is_digit(one.stored)) {
        let message = "the quotation writes its digits in another script than the source";
        let help = format!("write them as the source does: {}", shorten(&found.text));
        let explanation = Explanation::new(&codes::ALTERED, message, help).at(at).cures(cure);
        return Some(explanation.places([&found], "the words stand here"));
    }
    let (typed, stored) = (lookalikes::name(first.typed), lookalikes::name(first.stored));
    let more = if letters.len() > 1 { format!(", in {} places", letters.len()) } else { String::new() };
    let message = format!("the quotation has {typed} where the source has {stored}, which looks like it{more}");
    Some(
        Explanation::new(&codes::LOOKALIKE, message, "copy the words from the page of the source, letter for letter")
            .at(at)
            .cures(cure)
            .places([&found], "the words stand here"),
    )
}

/// Letters that look alike, in words whose first letter has another case too.
fn lookalike_after_initial(claim: &Claim, source: &FoldedSource) -> Option<Explanation> {
    let initial = Initial::of(claim.words)?;
    let words = with_other_initial(claim.words, source.language())?;
    let needle = Needle::new(&words)?;
    let mut explanation = lookalike(&Claim { words: &words, ..*claim }, source, &needle)?;
    // The first letter itself would be named in a case that nobody wrote.
    if explanation
        .at
        .as_ref()
        .is_none_or(|(paragraph, range)| (*paragraph, range.start) == (initial.paragraph, initial.at))
    {
        return None;
    }
    explanation.help.push_str(&format!("\nits first letter has another case there: write `{}`", initial.marked()));
    explanation.cures.clear();
    let is_in_place =
        words.paragraphs[initial.paragraph].text.len() == claim.words.paragraphs[initial.paragraph].text.len();
    explanation.at = explanation.at.filter(|_| is_in_place);
    Some(explanation)
}

/// A locator as a citation writes it.
fn write(locator: &Locator) -> String {
    match locator {
        Locator::Paragraph(number) => format!("¶{number}"),
        Locator::Paragraphs(from, to) => format!("¶¶{from}–{to}"),
        Locator::Page(page) => format!("p. {page}"),
    }
}

fn place_of(found: &Found) -> String {
    paragraphs(found.paragraphs)
}

fn times(count: usize) -> String {
    match count {
        0 => "nowhere".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}

/// `a, b and c`, each once.
fn list(parts: impl Iterator<Item = String>) -> String {
    let mut parts: Vec<String> = parts.collect();
    parts.dedup();
    match parts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

fn choice(locators: &[String]) -> String {
    locators.iter().map(|locator| format!("`{locator}`")).collect::<Vec<_>>().join(" or ")
}

/// A found place with a few characters round it.
fn in_context(source: &FoldedSource, found: &Found) -> String {
    const REACH: usize = 24;
    let (Some(first), Some(last)) = (found.stretches.first(), found.stretches.last()) else { return String::new() };
    let before: Vec<char> = source.block(first.block)[..first.range.start].chars().rev().take(REACH).collect();
    let after: Vec<char> = source.block(last.block)[last.range.end..].chars().take(REACH).collect();
    let open = if before.len() == REACH { "…" } else { "" };
    let close = if after.len() == REACH { "…" } else { "" };
    let (before, after): (String, String) = (before.into_iter().rev().collect(), after.into_iter().collect());
    format!("`{open}{}{}{}{close}`", before.trim_start(), shorten(&found.text), after.trim_end())
}
