//! Changed paragraphs: which of the one text are which of the other, and their words as a page shows them.

use super::tokens::{BREAK, CELL, Token, tokens_of};
use super::units::Unit;
use crate::parse::words::StoredText;
use std::collections::BTreeMap;
use std::ops::Range;

/// What became of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// They are in both texts.
    Kept,
    /// They are in the earlier one.
    Gone,
    /// They are in the later one.
    Added,
}

/// A piece of changed paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words as printed: those that are kept as the later text has them.
    Words {
        /// What became of them.
        mark: Mark,
        /// Whether a blank stands before them.
        blank: bool,
        /// The characters.
        text: String,
    },
    /// A paragraph ends.
    Break(Mark),
    /// A cell of a table ends.
    Cell(Mark),
}

/// The words of some paragraphs, one after another.
pub struct Words {
    /// With what parts the paragraphs.
    pub tokens: Vec<Token>,
    /// Of each paragraph its tokens, without what parts it from the next.
    pub units: Vec<Range<usize>>,
}

impl Words {
    /// The words of these units of a text.
    pub fn of(some: &[usize], units: &[Unit], stored: &StoredText) -> Words {
        let mut words = Words { tokens: Vec::new(), units: Vec::new() };
        for at in some {
            if !words.units.is_empty() {
                words.tokens.push(Token { key: BREAK.to_owned(), block: units[*at].blocks.start, range: 0..0 });
            }
            let from = words.tokens.len();
            words.tokens.extend(tokens_of(&units[*at], stored));
            words.units.push(from..words.tokens.len());
        }
        words
    }

    /// How many words a paragraph has.
    fn count(&self, unit: usize) -> usize {
        self.tokens[self.units[unit].clone()].iter().filter(|token| token.is_word()).count()
    }

    /// The paragraph of a token; what parts two is of none.
    fn unit_of(&self, token: usize) -> Option<usize> {
        let next = self.units.partition_point(|unit| unit.start <= token);
        next.checked_sub(1).filter(|unit| self.units[*unit].contains(&token))
    }

    /// The tokens from one paragraph to another, with what parts them.
    pub fn tokens_of(&self, units: &Range<usize>) -> Range<usize> {
        match (self.units.get(units.start), self.units[..units.end].last()) {
            (Some(first), Some(last)) if !units.is_empty() => first.start..last.end,
            _ => 0..0,
        }
    }
}

/// Which paragraphs are which, as runs of places in both lists that together are all of both, in order. A paragraph is
/// another where two fifths of the words of the shorter are common to them; one that is parted in two, or two that are joined, are
/// one group. A paragraph without a partner is a group by itself.
pub fn groups(before: &Words, after: &Words, pairs: &[(usize, usize)]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut common: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (at, then) in pairs.iter().filter(|(at, _)| before.tokens[*at].is_word()) {
        if let (Some(old), Some(new)) = (before.unit_of(*at), after.unit_of(*then)) {
            *common.entry((old, new)).or_default() += 1;
        }
    }
    let is_same = |(old, new): (usize, usize), common: usize| {
        let (old, new) = (before.count(old), after.count(new));
        common * 5 >= old.min(new) * 2 && (common >= 4 || common * 3 >= old.max(new))
    };
    let mut partners: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for ((old, new), _) in common.into_iter().filter(|(pair, common)| is_same(*pair, *common)) {
        match partners.last_mut() {
            Some((olds, news)) if old < olds.end || new < news.end => {
                olds.end = olds.end.max(old + 1);
                news.end = news.end.max(new + 1);
            }
            _ => partners.push((old..old + 1, new..new + 1)),
        }
    }
    let mut groups = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    let end = (before.units.len()..before.units.len(), after.units.len()..after.units.len());
    for (olds, news) in partners.into_iter().chain([end]) {
        groups.extend((from_old..olds.start).map(|old| (old..old + 1, from_new..from_new)));
        groups.extend((from_new..news.start).map(|new| (olds.start..olds.start, new..new + 1)));
        (from_old, from_new) = (olds.end, news.end);
        if !olds.is_empty() {
            groups.push((olds, news));
        }
    }
    groups
}

/// Some paragraphs of one text.
pub struct Side<'a> {
    /// The words of the gap they are in.
    pub words: &'a Words,
    /// The text.
    pub stored: &'a StoredText,
    /// Which of the paragraphs of the gap they are.
    pub units: Range<usize>,
}

/// Changed paragraphs as a page shows them.
#[derive(Debug)]
pub struct Written {
    /// Their words, in order.
    pub parts: Vec<Part>,
    /// How many words are gone,
    pub gone: usize,
    /// and how many are new.
    pub added: usize,
}

impl Written {
    /// Whether nothing is gone or new.
    pub fn is_unchanged(&self) -> bool {
        self.parts.iter().all(|part| match part {
            Part::Words { mark, .. } | Part::Break(mark) | Part::Cell(mark) => *mark == Mark::Kept,
        })
    }
}

/// Writes the words of both sides: what is gone before what is new.
pub fn write(old: &Side, new: &Side, pairs: &[(usize, usize)]) -> Written {
    let (olds, news) = (old.words.tokens_of(&old.units), new.words.tokens_of(&new.units));
    let mut written = Written { parts: Vec::new(), gone: 0, added: 0 };
    let (mut from_old, mut from_new) = (olds.start, news.start);
    let mut kept = news.start..news.start;
    let inside = pairs.iter().copied().filter(|(at, then)| olds.contains(at) && news.contains(then));
    for (at, then) in inside.chain([(olds.end, news.end)]) {
        if at > from_old || then > from_new || at == olds.end {
            push(&mut written.parts, new, kept, Mark::Kept);
            written.gone += push(&mut written.parts, old, from_old..at, Mark::Gone);
            written.added += push(&mut written.parts, new, from_new..then, Mark::Added);
            kept = then..then;
        }
        (from_old, from_new) = (at + 1, then + 1);
        kept.end = from_new;
    }
    written
}

/// Adds a run of tokens, and counts its words.
fn push(parts: &mut Vec<Part>, side: &Side, run: Range<usize>, mark: Mark) -> usize {
    let tokens = &side.words.tokens[run];
    for piece in tokens.chunk_by(|one, next| !one.is_break() && !next.is_break() && one.block == next.block) {
        let (Some(first), Some(last)) = (piece.first(), piece.last()) else { continue };
        if first.is_break() {
            parts.push(if first.key == CELL { Part::Cell(mark) } else { Part::Break(mark) });
            continue;
        }
        let text = side.stored.blocks.get(first.block).map_or("", |block| &block.plain.text);
        let blank = text[..first.range.start].ends_with(char::is_whitespace);
        parts.push(Part::Words { mark, blank, text: text[first.range.start..last.range.end].to_owned() });
    }
    tokens.iter().filter(|token| token.is_word()).count()
}
