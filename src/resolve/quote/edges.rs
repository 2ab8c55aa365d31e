//! Where a quotation may begin and end (SPEC 5, *Edges*), judged on the text without what step (2) drops.

use super::lists::{Lists, common, listed_form};
use super::numbers::{is_numeral, number_around};
use super::surroundings::Surroundings;
use crate::base::fold::{is_blank, is_currency, is_dash, is_quote, is_superscript, is_superscript_sign};
use crate::base::script::{is_han_or_kana, is_hangul, is_southeast_asian};
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// Which end of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It begins here.
    Start,
    /// It ends here.
    Finish,
}

/// What an edge cuts through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cut {
    /// One character as a reader sees it.
    Character(String),
    /// A word or contraction.
    Word(String),
    /// A word parted from its negating prefix, with the prefix and its hyphen.
    Prefix(String),
    /// A word parted from its negating ending.
    Ending(String),
    /// A number with what belongs to it.
    Number(String),
    /// A unit parted from its superscript.
    Superscript(String),
}

/// What is worth saying of a legal edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// A negation stands right outside.
    Negation(String),
    /// A particle was parted from its word.
    Particle(String),
}

/// Judges one edge. `stands_alone` says whether the source has a word by itself or after another particle than the one
/// given.
pub fn judge(
    end: End,
    around: &Surroundings,
    lists: &Lists,
    stands_alone: impl Fn(&str, &str) -> bool,
) -> Result<Vec<Remark>, Cut> {
    let (Some(before), Some(after)) = (around.last(), around.first()) else { return Ok(Vec::new()) };
    if cuts_character(around, after) {
        return Err(Cut::Character(around.cluster()));
    }
    if let Some(number) = cut_number(around, lists) {
        return Err(Cut::Number(number));
    }
    let mut remarks = Vec::new();
    if is_inside_word(around, before, after) {
        let excused = match end {
            End::Start => is_after_elision(around, lists),
            End::Finish => is_before_ending(around, lists),
        };
        match (end, excused) {
            (_, true) => {}
            (End::Start, false) => match particle(around, lists, stands_alone) {
                Some(particle) => remarks.push(Remark::Particle(particle)),
                None => return Err(Cut::Word(around.word())),
            },
            (End::Finish, false) => return Err(Cut::Word(around.word())),
        }
    }
    match end {
        End::Start => {
            if let Some(prefix) = negating_prefix(around, lists) {
                return Err(Cut::Prefix(prefix));
            }
        }
        End::Finish => {
            if let Some(unit) = unit_before_superscript(around, lists) {
                return Err(Cut::Superscript(unit));
            }
            if let Some(ending) = super::japanese::cut_ending(around, lists) {
                return Err(Cut::Ending(ending));
            }
        }
    }
    remarks.extend(negation_outside(end, around, lists).map(Remark::Negation));
    Ok(remarks)
}

fn cuts_character(around: &Surroundings, after: char) -> bool {
    if after.is_ascii() {
        return false;
    }
    let (text, offset) = around.text(8);
    !GraphemeCursor::new(offset, text.len(), true).is_boundary(&text, 0).unwrap_or(true)
}

/// The number that an edge cuts, with the words that multiply it; without a number, those words alone.
pub fn cut_number(around: &Surroundings, lists: &Lists) -> Option<String> {
    if around.chars().any(is_numeral) {
        let (text, edge) = around.joined();
        if let Some((from, to)) = number_around(&text, edge, lists) {
            return Some(text[from..to].iter().collect());
        }
    }
    cut_phrase(around, lists)
}

/// A magnitude or percent word of several words, cut between two of them.
fn cut_phrase(around: &Surroundings, lists: &Lists) -> Option<String> {
    let phrases = || lists.percents.phrases().iter().chain(lists.magnitudes.phrases()).chain(lists.before.phrases());
    phrases().next()?;
    if !around.last().is_some_and(is_blank) && !around.first().is_some_and(is_blank) {
        return None;
    }
    // Hardly ever does a word of one stand right before the edge.
    let nearest = around.words_before(1).pop()?;
    if !phrases().any(|phrase| phrase[..phrase.len() - 1].contains(&nearest)) {
        return None;
    }
    let (before, after) = (around.words_before(3), around.words_after(3));
    let cut = |phrase: &&Vec<String>| {
        (1..phrase.len()).any(|at| {
            before.len() >= at
                && after.len() >= phrase.len() - at
                && before[before.len() - at..] == phrase[..at]
                && after[..phrase.len() - at] == phrase[at..]
        })
    };
    phrases().find(cut).map(|phrase| phrase.join(" "))
}

/// Scripts in which a word may begin and end anywhere.
fn is_free(character: char) -> bool {
    is_han_or_kana(character) || is_southeast_asian(character)
}

/// An accent typed for an apostrophe: it is none under Unicode's word rules, and yet no word ends before it.
fn is_accent(character: char) -> bool {
    matches!(character, '`' | '´' | '′' | 'ʹ' | '‛')
}

fn is_inside_word(around: &Surroundings, before: char, after: char) -> bool {
    if is_blank(before) || is_blank(after) || is_free(before) || is_free(after) {
        return false;
    }
    if before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric() {
        return true;
    }
    if before.is_ascii() && after.is_ascii() && is_parting(before, after) {
        return false;
    }
    let base = around.before().iter().rev().copied().find(|character| !is_combining_mark(*character));
    if base.is_some_and(is_free) {
        return false;
    }
    let beyond = around.after().get(1).copied().unwrap_or(' ');
    let behind = around.before().iter().rev().nth(1).copied().unwrap_or(' ');
    if (is_accent(after) && before.is_alphabetic() && beyond.is_alphabetic())
        || (is_accent(before) && behind.is_alphabetic() && after.is_alphabetic())
    {
        return true;
    }
    let (text, offset) = around.text(12);
    text.split_word_bound_indices().all(|(at, _)| at != offset)
}

/// ASCII on both sides, and one of them a mark that joins no word.
fn is_parting(before: char, after: char) -> bool {
    let joins = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '\'' | '_' | ':' | ',' | ';' | '"' | '`');
    !joins(before) || !joins(after)
}

/// `l’`, `d’`, `qu’`, `dell’` before the edge, whole.
fn is_after_elision(around: &Surroundings, lists: &Lists) -> bool {
    let before = around.before();
    let Some((apostrophe, letters)) = before.split_last() else { return false };
    if !is_quote(*apostrophe) {
        return false;
    }
    let count = letters.iter().rev().take_while(|c| c.is_alphabetic() || is_combining_mark(**c)).count();
    let (outside, elided) = letters.split_at(letters.len() - count);
    if outside.last().is_some_and(|c| c.is_alphanumeric()) {
        return false;
    }
    let elided = listed_form(&elided.iter().collect::<String>());
    elided != "n" && lists.elisions.contains(&elided)
}

/// Hangul after the edge that is nothing but listed endings, up to the end of its word.
fn is_before_ending(around: &Surroundings, lists: &Lists) -> bool {
    let rest: Vec<char> = around.after().iter().copied().take_while(|c| c.is_alphanumeric()).collect();
    if !rest.iter().all(|c| is_hangul(*c)) {
        return false;
    }
    let rest: String = rest.into_iter().collect();
    if is_inside_verb(around.last(), &rest) {
        return false;
    }
    // Which prefixes of the rest are one or several endings in a row.
    let mut reached = vec![0];
    let mut next = 0;
    while next < reached.len() {
        let from = reached[next];
        for ending in lists.endings.iter().filter(|ending| rest[from..].starts_with(ending.as_str())) {
            let to = from + ending.len();
            if to == rest.len() {
                return true;
            }
            if !reached.contains(&to) {
                reached.push(to);
            }
        }
        next += 1;
    }
    false
}

/// Endings that a noun takes with the copula follow the stem of 하다 and 되다 too, and there they end a verb.
fn is_inside_verb(before: Option<char>, rest: &str) -> bool {
    let is_stem = before.is_some_and(|last| matches!(last, '하' | '되'));
    is_stem
        && ["였", "었", "다", "고", "며", "면", "라", "냐", "자", "나", "든"]
            .iter()
            .any(|ending| rest.starts_with(ending))
}

/// The particles of Arabic and Hebrew before the edge, where what follows can be a word without them.
fn particle(around: &Surroundings, lists: &Lists, stands_alone: impl Fn(&str, &str) -> bool) -> Option<String> {
    if lists.particles.is_empty() {
        return None;
    }
    let is_letter = |character: &char| character.is_alphabetic() && !is_combining_mark(*character);
    let is_of_word = |character: &char| is_letter(character) || is_combining_mark(*character);
    let letters = |part: Vec<&char>| part.into_iter().filter(|c| is_letter(c)).collect::<String>();
    let mut before: Vec<&char> = around.before().iter().rev().take_while(|c| is_of_word(c)).collect();
    before.reverse();
    let before = letters(before);
    let rest = letters(around.after().iter().take_while(|c| is_of_word(c)).collect());
    let is_particle = |c: char| lists.particles.iter().any(|particle| particle.chars().eq([c]));
    let count = before.chars().count();
    if count == 0 || count > 3 || !before.chars().all(is_particle) {
        return None;
    }
    let has_article =
        lists.articles.iter().any(|article| rest.starts_with(article.as_str()) && rest.len() > article.len());
    let can_stand = rest.chars().count() >= 5 || has_article || stands_alone(&rest, &before);
    can_stand.then_some(before)
}

/// `non-` and its like right before the edge.
fn negating_prefix(around: &Surroundings, lists: &Lists) -> Option<String> {
    let (dash, letters) = around.before().split_last()?;
    if !is_dash(*dash) || !around.first().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let count = letters.iter().rev().take_while(|c| c.is_alphabetic() || is_combining_mark(**c)).count();
    let prefix: String = letters[letters.len() - count..].iter().collect();
    lists.negating_prefixes.contains(&listed_form(&prefix)).then(|| format!("{prefix}{dash}"))
}

/// A superscript right after the edge that is no note mark.
fn unit_before_superscript(around: &Surroundings, lists: &Lists) -> Option<String> {
    let after = around.after();
    let count = after.iter().take_while(|c| is_superscript(**c)).count();
    let raised = after.starts_with(&['^', '(']);
    if count == 0 && !raised {
        return None;
    }
    if is_note_mark(around.before(), &after[..count], lists) {
        return None;
    }
    Some(around.before().iter().rev().take_while(|c| !is_blank(**c)).collect::<Vec<_>>().into_iter().rev().collect())
}

/// Step (8): whether a superscript or a bracketed number after this text may be a note mark. `mark` is empty for a
/// mark written in brackets.
pub fn is_note_mark(before: &[char], mark: &[char], lists: &Lists) -> bool {
    let Some(last) = before.iter().rev().copied().find(|c| !is_combining_mark(*c)) else { return false };
    if last.is_numeric() || mark.iter().any(|c| is_superscript_sign(*c)) || is_currency(last) {
        return false;
    }
    if !last.is_alphabetic() {
        // After the mark that ends a sentence or closes a quotation.
        return !is_blank(last)
            && !is_dash(last)
            && !matches!(last, '(' | '[' | '{' | '/' | '·' | '^' | '_' | '+' | '=' | '<' | '>');
    }
    let is_of_word = |c: &&char| c.is_alphabetic() || is_combining_mark(**c);
    let count = if is_free(last) {
        before.iter().rev().take_while(|c| is_han_or_kana(**c) == is_han_or_kana(last) && is_of_word(c)).count()
    } else {
        before.iter().rev().take_while(|c| is_of_word(c) && !is_han_or_kana(**c)).count()
    };
    let (outside, word) = before.split_at(before.len() - count);
    let letters = word.iter().filter(|c| !is_combining_mark(**c)).count();
    if letters == 1 && !is_free(last) && !is_hangul(last) {
        return false;
    }
    if mark.iter().any(|c| c.is_alphabetic()) {
        // A superscript letter is a note mark after a word, and part of an abbreviation after capitals.
        return mark.len() == 1 && !word.iter().any(|c| c.is_uppercase());
    }
    !is_unit(outside, word, lists)
}

fn is_unit(outside: &[char], word: &[char], lists: &Lists) -> bool {
    let printed: String = word.iter().collect();
    let listed = listed_form(&printed);
    let is_in = |entries: &[String], word: &str| entries.iter().any(|entry| super::lists::is_entry(entry, word));
    let ends_in = |entries: &[String]| {
        // Without blanks, the word before the superscript is the longest entry that the text ends with.
        entries.iter().any(|entry| listed.ends_with(entry.as_str()))
    };
    let continuous = word.last().is_some_and(|last| is_free(*last)) || word.iter().any(|c| is_hangul(*c));
    if is_in(&common().units, &printed) || is_in(&lists.units, &listed) || (continuous && ends_in(&lists.units)) {
        return true;
    }
    // In capitals too: 5 KM².
    let ambiguous =
        [&common().units, &common().word_units, &lists.word_units].iter().any(|units| is_in(units, &listed));
    if ambiguous || (continuous && ends_in(&lists.word_units)) {
        let before = outside.iter().rev().copied().find(|c| !is_blank(*c));
        let inner = word.iter().rev().nth(1).copied();
        let is_measured = |c: char| c.is_numeric() || matches!(c, '/' | '·' | '⋅') || is_superscript(c);
        return before.is_some_and(is_measured)
            || (continuous && inner.is_some_and(is_numeral))
            || follows_unit(outside, lists);
    }
    false
}

/// Whether the word before is a unit: `kg m²`.
fn follows_unit(outside: &[char], lists: &Lists) -> bool {
    let end = outside.len() - outside.iter().rev().take_while(|c| is_blank(**c)).count();
    let count = outside[..end].iter().rev().take_while(|c| c.is_alphabetic()).count();
    let word: String = outside[end - count..end].iter().collect();
    common().units.contains(&word) || lists.units.contains(&listed_form(&word))
}

/// The negation that stands right outside the edge.
fn negation_outside(end: End, around: &Surroundings, lists: &Lists) -> Option<String> {
    if lists.continuous {
        let text: String = match end {
            End::Start => around
                .before()
                .iter()
                .rev()
                .skip_while(|c| is_quote(**c))
                .take(8)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect(),
            End::Finish => around.after().iter().skip_while(|c| is_quote(**c)).take(8).collect(),
        };
        let entries = lists.negations.entries.iter().chain(&lists.reversing.entries);
        let fits = |entry: &&String| match end {
            End::Start => text.ends_with(entry.as_str()),
            End::Finish => text.starts_with(entry.as_str()),
        };
        return entries.filter(fits).max_by_key(|entry| entry.len()).cloned();
    }
    let words = match end {
        End::Start => around.words_before(4),
        End::Finish => around.words_after(4),
    };
    let of = |list: &super::lists::Phrases| match end {
        End::Start => list.at_end(&words),
        End::Finish => list.at_start(&words),
    };
    let count = of(&lists.negations).max(of(&lists.reversing));
    let nearest = match end {
        End::Start => words.last(),
        End::Finish => words.first(),
    }?;
    if count > 0 {
        let part = match end {
            End::Start => &words[words.len() - count..],
            End::Finish => &words[..count],
        };
        return Some(part.join(" "));
    }
    lists
        .negating_endings
        .iter()
        .any(|ending| nearest.ends_with(ending.as_str()) && nearest != ending)
        .then(|| nearest.clone())
}
