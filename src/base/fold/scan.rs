//! Forms of several characters that are one thing to the fold: ellipses and note marks.
//!
//! Both are read over what step (2) drops, so that folding twice equals once.

use super::classes::{
    JOINER, closing_bracket, is_blank, is_dropped, is_ellipsis, is_full_stop, is_superscript, is_superscript_digit,
};
use super::compat::expand;
use super::letters::continues;
use std::ops::Range;

/// How many points a form may have, and how many brackets: what is longer is read character by character.
const LONGEST: usize = 16;

/// What points at a place are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Points {
    /// Full stops, up to this offset, whatever their number.
    Literal(usize),
    /// An ellipsis, maybe after a full stop.
    Ellipsis {
        /// Where the full stop stands.
        stop: Option<(usize, usize)>,
        /// Where the ellipsis begins
        from: usize,
        /// and ends, with its brackets.
        to: usize,
    },
}

/// The character at a place as step (3) has it, over what step (2) drops: with its first byte and the place after it.
fn peek(text: &str, mut at: usize) -> Option<(char, usize, usize)> {
    loop {
        let character = text.get(at..)?.chars().next()?;
        let next = at + character.len_utf8();
        if is_dropped(character) || character == JOINER {
            at = next;
            continue;
        }
        return Some((folded(character), at, next));
    }
}

/// A character as step (3) has it; the first one where there are several.
fn folded(character: char) -> char {
    let mut parts = Vec::new();
    if character >= '\u{fb50}' && expand(character, &mut parts) { parts[0] } else { character }
}

fn skip_blanks(text: &str, mut at: usize) -> usize {
    while let Some((character, _, next)) = peek(text, at) {
        if !is_blank(character) || is_continued(text, next) {
            break;
        }
        at = next;
    }
    at
}

/// Whether the character that ends at `at` has a mark on it.
fn is_continued(text: &str, at: usize) -> bool {
    peek(text, at).is_some_and(|(character, _, _)| character >= '\u{300}' && continues(character))
}

/// Reads the points, the ellipsis or the bracketed ellipsis at a place; `None` where it is none of these.
pub fn points(text: &str, at: usize) -> Option<Points> {
    let (character, _, _) = peek(text, at)?;
    let found = if closing_bracket(character).is_some() {
        let (from, to) = bracketed(text, at, 0)?;
        Points::Ellipsis { stop: None, from, to }
    } else {
        bare(text, at)?
    };
    let Points::Ellipsis { stop, from, mut to } = found else { return Some(found) };
    // One after another is one.
    loop {
        let next = skip_blanks(text, to);
        let more = match bare(text, next) {
            Some(Points::Ellipsis { stop: None, to, .. }) => Some(to),
            _ => bracketed(text, next, 0).map(|(_, to)| to),
        };
        match more {
            Some(end) => to = end,
            None => return Some(Points::Ellipsis { stop, from, to }),
        }
    }
}

/// What an ellipsis or a row of points at a place is to a reader of marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Omission {
    /// An ellipsis, with its brackets.
    Ellipsis(Range<usize>),
    /// Full stops that are none, up to here.
    Text(usize),
}

/// Reads the ellipsis at a place; of four points the first is a full stop.
pub fn omission(text: &str, at: usize) -> Option<Omission> {
    match points(text, at)? {
        Points::Literal(end) => Some(Omission::Text(end)),
        Points::Ellipsis { stop: Some((_, end)), .. } => Some(Omission::Text(end)),
        Points::Ellipsis { stop: None, from, to } => Some(Omission::Ellipsis(from..to)),
    }
}

/// Points and ellipsis characters without brackets, blanks between them or not.
fn bare(text: &str, at: usize) -> Option<Points> {
    let mut stops: Vec<(usize, usize)> = Vec::new();
    let mut count = 0;
    let mut first = None;
    let mut place = at;
    let mut end = at;
    while let Some((character, from, next)) = peek(text, place) {
        if is_full_stop(character) && first.is_none() && !is_continued(text, next) {
            count += 1;
            if stops.len() < LONGEST {
                stops.push((from, next));
            }
        } else if is_ellipsis(character) && !is_continued(text, next) {
            first.get_or_insert(from);
        } else {
            break;
        }
        end = next;
        place = skip_blanks(text, next);
    }
    match (count, first) {
        (0, None) => None,
        (0, Some(from)) => Some(Points::Ellipsis { stop: None, from, to: end }),
        (3 | 6, _) => Some(Points::Ellipsis { stop: None, from: stops[0].0, to: end }),
        (4, _) => Some(Points::Ellipsis { stop: Some(stops[0]), from: stops[1].0, to: end }),
        (1, Some(from)) => Some(Points::Ellipsis { stop: Some(stops[0]), from, to: end }),
        (_, Some(from)) => Some(Points::Literal(from)),
        (_, None) => Some(Points::Literal(end)),
    }
}

/// An ellipsis in brackets, with so many brackets around it: where it begins and ends.
fn bracketed(text: &str, at: usize, around: usize) -> Option<(usize, usize)> {
    let (opener, begin, next) = peek(text, at)?;
    let closer = closing_bracket(opener)?;
    if around == LONGEST || is_continued(text, next) {
        return None;
    }
    let mut place = skip_blanks(text, within(text, skip_blanks(text, next), around + 1)?);
    while let Some(to) = within(text, place, around + 1) {
        place = skip_blanks(text, to);
    }
    let (character, _, end) = peek(text, place)?;
    (character == closer && !is_continued(text, end)).then_some((begin, end))
}

/// An ellipsis within brackets, maybe in brackets of its own and after a full stop: the place after it.
fn within(text: &str, at: usize, around: usize) -> Option<usize> {
    let inner = match bare(text, at) {
        Some(Points::Ellipsis { to, .. }) => return Some(to),
        Some(Points::Literal(end)) if peek(text, at).is_some_and(|(_, _, next)| next == end) => skip_blanks(text, end),
        Some(Points::Literal(_)) => return None,
        None => at,
    };
    bracketed(text, inner, around).map(|(_, to)| to)
}

/// A note mark at a place, a superscript or a bracketed number: the place after it.
pub fn note_mark(text: &str, at: usize) -> Option<usize> {
    let (character, _, next) = peek(text, at)?;
    let end = match character {
        '[' => bracketed_number(text, next)?,
        '^' => raised(text, next)?,
        character if is_superscript(character) => superscript(text, next),
        _ => return None,
    };
    (!is_continued(text, end)).then_some(end)
}

/// `12]` after its bracket.
fn bracketed_number(text: &str, mut at: usize) -> Option<usize> {
    for count in 0..5 {
        let (character, _, next) = peek(text, at)?;
        match character {
            ']' if count > 0 => return Some(next),
            digit if digit.is_ascii_digit() => at = next,
            _ => return None,
        }
    }
    None
}

/// `(…)` after `^`.
fn raised(text: &str, at: usize) -> Option<usize> {
    let ('(', _, mut at) = peek(text, at)? else { return None };
    for _ in 0..2 * LONGEST {
        let (character, _, next) = peek(text, at)?;
        match character {
            ')' => return Some(next),
            '(' => return None,
            blank if is_blank(blank) => return None,
            _ => at = next,
        }
    }
    None
}

/// The rest of a run of superscripts, with commas and dashes between two of its digits.
fn superscript(text: &str, mut at: usize) -> usize {
    while let Some((character, _, next)) = peek(text, at) {
        if is_superscript(character) {
            at = next;
            continue;
        }
        let between = matches!(character, ',' | '-' | '\u{2013}') && !is_continued(text, next);
        match peek(text, next) {
            Some((digit, _, after)) if between && is_superscript_digit(digit) => at = after,
            _ => break,
        }
    }
    at
}
