//! What the editors' words in brackets may stand for (SPEC 5, *Brackets*).

use super::changes::{At, Bracket, Gap, Reading};
use super::clean::Clean;
use super::length::{WORD, first_words, last_words, weight};
use super::lists::{self, Lists, listed_form};
use super::negation;
use super::omissions::run_in;
use super::placement::Placement;
use super::refusal::{Bracketed, Refusal};
use super::source::FoldedSource;
use super::{Claim, Warning, sentences};
use crate::base::fold::{Folder, Parting, Side, is_dash};
use crate::base::script::is_hangul;
use crate::parse::site::{QuotationSettings, Relaxation};
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// The most words of the source that brackets may stand for.
pub const MOST: usize = 6;
/// So many words beside a bracket at an end must hold no negation.
const NEAR: usize = 3;

/// Judges every bracket of a placement.
pub fn judge(
    claim: &Claim,
    source: &FoldedSource,
    reading: &Reading,
    placement: &Placement,
    settings: &QuotationSettings,
    warnings: &mut Vec<Warning>,
) -> Result<(), Refusal> {
    let judge = Judge { source, lists: [source.lists(), lists::of(claim.language)], placement, settings };
    for (fragment, part) in reading.fragments.iter().zip(&placement.parts) {
        let endings = fragment.texts.iter().filter_map(|text| text.ending.as_ref());
        for (bracket, stored) in endings.zip(&part.endings) {
            judge.ending(bracket, stored)?;
        }
    }
    for (index, gap) in reading.gaps.iter().enumerate() {
        match (gap.brackets.first(), &gap.ellipsis) {
            (None, _) => {}
            (Some(first), Some(_)) => judge.beside_ellipsis(&first.at, &gap.words(), &placement.gap(index))?,
            (Some(first), None) => {
                judge.breaks(&first.at, gap, &placement.gap(index), warnings)?;
                judge.gap(&first.at, &gap.words(), &placement.gap(index))?;
            }
        }
    }
    judge.last_ending(reading)?;
    judge.at_start(&reading.before, placement.raw().start)?;
    judge.at_end(&reading.after, placement.raw().end)
}

struct Judge<'a> {
    source: &'a FoldedSource,
    /// Those of the source, and those of the commentary.
    lists: [&'a Lists; 2],
    placement: &'a Placement,
    settings: &'a QuotationSettings,
}

impl Judge<'_> {
    /// `believe[d]`: the word of the source, and the word that it becomes.
    fn ending(&self, bracket: &Bracket, stored: &Range<usize>) -> Result<(), Refusal> {
        let old = self.text(stored);
        if folded(old) == folded(&bracket.words) {
            return self.refuse(&bracket.at, Bracketed::Own(old.to_owned()));
        }
        let raw = self.source.folded().raw();
        let paragraph = self.source.folded().paragraph(self.source.folded().locate(stored.start).0);
        let before = &raw[paragraph.start..stored.start];
        let stem = &before[before.len() - last_words(before, 1)..];
        let (was, is) = (format!("{stem}{old}"), format!("{stem}{}", bracket.words));
        self.same_negations(&bracket.at, &was, &is)?;
        self.same_negations(&bracket.at, old, &bracket.words)?;
        self.same_affixes(&bracket.at, &was, &is)
    }

    /// 찬성하|지 않았다: a Korean verb is negated by what follows the ending that brackets stand for.
    fn last_ending(&self, reading: &Reading) -> Result<(), Refusal> {
        let last = reading.fragments.last().and_then(|fragment| fragment.texts.last());
        let Some(ending) = last.and_then(|text| text.ending.as_ref()) else { return Ok(()) };
        let end = self.placement.raw().end;
        let is_korean = self.source.folded().raw()[..end].chars().next_back().is_some_and(is_hangul);
        let (_, after) = sentences::around(self.source, end);
        let near = after.start..after.start + first_words(self.text(&after), 1);
        match negation::overlapping(self.source, &near).first().filter(|_| is_korean) {
            Some(negation) => self.refuse(&ending.at, Bracketed::Beside(self.text(&negation.range).to_owned())),
            None => Ok(()),
        }
    }

    /// A paragraph break beside brackets is one of the source.
    fn breaks(&self, at: &At, gap: &Gap, raw: &Range<usize>, warnings: &mut Vec<Warning>) -> Result<(), Refusal> {
        let folded = self.source.folded();
        let stored = folded.locate(raw.end).0 - folded.locate(raw.start).0;
        match (gap.breaks, stored) {
            (0, 1) => warnings.push(run_in()),
            (typed, stored) if typed > stored => return self.refuse(at, Bracketed::NoBreak),
            _ => {}
        }
        Ok(())
    }

    /// What the ellipsis leaves out is judged as such; the brackets beside it only add words.
    fn beside_ellipsis(&self, at: &At, new: &str, raw: &Range<usize>) -> Result<(), Refusal> {
        let old = self.text(raw);
        if begins_in_words(old, new) || ends_in_words(old, new) {
            return self.refuse(at, Bracketed::Own(new.trim().to_owned()));
        }
        let beside = [&old[..first_words(old, 1)], &old[old.len() - last_words(old, 1)..]];
        if let Some(digits) = beside.into_iter().find(|word| has_digit(word) && has_digit(new))
            && !self.settings.relaxes(Relaxation::BracketedDigits)
        {
            return self.refuse(at, Bracketed::Digits(digits.trim().to_owned()));
        }
        self.same_negations(at, "", new)?;
        self.same_affixes(at, old, new)
    }

    /// Brackets between two fragments.
    fn gap(&self, at: &At, new: &str, raw: &Range<usize>) -> Result<(), Refusal> {
        let old = self.text(raw);
        if !folded(new).is_empty() && (folded(old) == folded(new) || are_same_words(old, new)) {
            return self.refuse(at, Bracketed::Own(old.trim().to_owned()));
        }
        let count = weight(old).div_ceil(WORD);
        if count > MOST && !self.settings.relaxes(Relaxation::LongBrackets) {
            return self.refuse(at, Bracketed::Words(count));
        }
        if count > 0 && weight(new) == 0 {
            return self.refuse(at, Bracketed::Dropped(old.trim().to_owned()));
        }
        if sentences::ends_in(self.source, raw) {
            return self.refuse(at, Bracketed::Sentence);
        }
        if has_digit(old) && has_digit(new) && !self.settings.relaxes(Relaxation::BracketedDigits) {
            return self.refuse(at, Bracketed::Digits(old.trim().to_owned()));
        }
        let removed: Vec<String> =
            negation::overlapping(self.source, raw).into_iter().map(|negation| negation.listed).collect();
        self.compare(at, removed, self.negations(new))?;
        self.same_affixes(at, old, new)
    }

    fn at_start(&self, brackets: &[Bracket], raw: usize) -> Result<(), Refusal> {
        if brackets.is_empty() {
            return Ok(());
        }
        let (before, _) = sentences::around(self.source, raw);
        let near = before.end - last_words(self.text(&before), NEAR)..before.end;
        let next = before.end - last_words(self.text(&before), 1)..before.end;
        brackets.iter().try_for_each(|bracket| {
            let is_own = ends_in_words(self.text(&before), &bracket.words);
            self.at_edge(bracket, &near, &next, is_own)
        })
    }

    fn at_end(&self, brackets: &[Bracket], raw: usize) -> Result<(), Refusal> {
        if brackets.is_empty() {
            return Ok(());
        }
        let (_, after) = sentences::around(self.source, raw);
        let near = after.start..after.start + first_words(self.text(&after), NEAR);
        let next = after.start..after.start + first_words(self.text(&after), 1);
        brackets.iter().try_for_each(|bracket| {
            let is_own = begins_in_words(self.text(&after), &bracket.words);
            self.at_edge(bracket, &near, &next, is_own)
        })
    }

    fn at_edge(
        &self,
        bracket: &Bracket,
        near: &Range<usize>,
        next: &Range<usize>,
        is_own: bool,
    ) -> Result<(), Refusal> {
        if is_own {
            return self.refuse(&bracket.at, Bracketed::Own(bracket.words.trim().to_owned()));
        }
        self.same_negations(&bracket.at, "", &bracket.words)?;
        if let Some(negation) = negation::overlapping(self.source, near).first() {
            return self.refuse(&bracket.at, Bracketed::Beside(self.text(&negation.range).to_owned()));
        }
        let next = self.text(next);
        if has_digit(next) && has_digit(&bracket.words) && !self.settings.relaxes(Relaxation::BracketedDigits) {
            return self.refuse(&bracket.at, Bracketed::Digits(next.trim().to_owned()));
        }
        self.same_affixes(&bracket.at, self.text(near), &bracket.words)
    }

    fn text(&self, raw: &Range<usize>) -> &str {
        &self.source.folded().raw()[raw.clone()]
    }

    /// Every negation of a text, of two languages each once.
    fn negations(&self, text: &str) -> Vec<String> {
        let all = self.lists.iter().flat_map(|lists| negation::find(text, lists));
        let found: BTreeMap<usize, String> = all.map(|negation| (negation.range.start, negation.listed)).collect();
        // `[non] lawful`
        let alone = listed_form(text.trim().trim_end_matches(is_dash));
        let is_prefix = alone.chars().count() > 1
            && !matches!(alone.as_str(), "in" | "de" | "na")
            && self.lists.iter().any(|lists| lists.negating_prefixes.contains(&alone));
        if found.is_empty() && is_prefix { vec![alone] } else { found.into_values().collect() }
    }

    fn same_negations(&self, at: &At, old: &str, new: &str) -> Result<(), Refusal> {
        self.compare(at, self.negations(old), self.negations(new))
    }

    fn compare(&self, at: &At, mut old: Vec<String>, mut new: Vec<String>) -> Result<(), Refusal> {
        // `refuses` for `refused`, and `not` for `not`, neither add nor remove one.
        new.retain(|new| match old.iter().position(|old| is_one_word(old, new)) {
            Some(index) => {
                old.remove(index);
                false
            }
            None => true,
        });
        match (old.into_iter().next(), new.into_iter().next()) {
            (Some(removed), _) => self.refuse(at, Bracketed::Removes(removed)),
            (None, Some(added)) => self.refuse(at, Bracketed::Adds(added)),
            (None, None) => Ok(()),
        }
    }

    fn same_affixes(&self, at: &At, old: &str, new: &str) -> Result<(), Refusal> {
        for lists in self.lists {
            for (one, other) in pairs(old, new) {
                if let Some(affix) = affix(&one, &other, lists).or_else(|| affix(&other, &one, lists)) {
                    return self.refuse(at, Bracketed::Affix(affix));
                }
            }
        }
        Ok(())
    }

    fn refuse(&self, at: &At, why: Bracketed) -> Result<(), Refusal> {
        let found = super::place::found_alone(self.source, self.placement);
        Err(Refusal::Bracket { at: at.clone(), found, why })
    }
}

/// Every word of the one with every word of the other, in listed form.
fn pairs(old: &str, new: &str) -> Vec<(String, String)> {
    let words = |text: &str| Clean::of(text, 0, |_| false).text().unicode_words().map(listed_form).collect::<Vec<_>>();
    let (old, new) = (words(old), words(new));
    old.iter().flat_map(|one| new.iter().map(move |other| (one.clone(), other.clone()))).collect()
}

/// The negating affix that `new` has and `old` has not, where they share the stem.
fn affix(old: &str, new: &str, lists: &Lists) -> Option<String> {
    let prefix = lists.affix_prefixes.iter().find(|prefix| {
        let stem = new.strip_prefix(prefix.as_str()).map(|stem| stem.trim_start_matches('-'));
        stem.is_some_and(|stem| share_stem(stem, old))
    });
    let ending = || {
        lists.affix_endings.iter().find(|ending| {
            let at = new.rfind(ending.as_str()).filter(|at| new[at + ending.len()..].chars().count() <= 3);
            at.is_some_and(|at| {
                let stem = &new[..at];
                stem.chars().count() >= 3 && old.starts_with(stem) && !old[stem.len()..].starts_with(ending.as_str())
            })
        })
    };
    prefix.map(|prefix| format!("{prefix}-")).or_else(|| ending().map(|ending| format!("-{ending}")))
}

/// Whether two words begin alike: in four letters or more, or in all of the shorter one.
fn share_stem(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let shorter = one.chars().count().min(other.chars().count());
    shorter > 1 && (common >= 4 || common == shorter)
}

/// Whether two negations are one word in two forms.
fn is_one_word(one: &str, other: &str) -> bool {
    one == other || one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count() >= 4
}

fn has_digit(text: &str) -> bool {
    text.chars().any(char::is_numeric)
}

fn folded(text: &str) -> String {
    let mut folder = Folder::new(Side::Typed);
    folder.paragraph(text.trim(), &[], Parting::Break);
    folder.finish().text()
}

/// Whether two texts are the same words, whatever marks stand before and after them.
fn are_same_words(one: &str, other: &str) -> bool {
    let inner = |text: &str| folded(text.trim_matches(|c: char| !c.is_alphanumeric()));
    !inner(one).is_empty() && inner(one) == inner(other)
}

fn ends_in_words(text: &str, words: &str) -> bool {
    let (text, words) = (folded(text), folded(words));
    words.contains(char::is_alphanumeric)
        && text.strip_suffix(&words).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric) || !words.is_ascii())
}

fn begins_in_words(text: &str, words: &str) -> bool {
    let (text, words) = (folded(text), folded(words));
    words.contains(char::is_alphanumeric)
        && text.strip_prefix(&words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) || !words.is_ascii())
}
