//! Lines that pages print between and after the paragraphs of an article: walls, newsletters, counts, advertisements.
//!
//! Comes in: blocks or lines. Goes out: those of the article; what was dropped is said. The lines are a list by language,
//! `lines/dropped.txt`; only what is one of them as a whole is dropped. Counts change with each visit: with them a page would be
//! another text each day. Never done here: guessing. What only begins like one is kept, and doubted.

use super::blocks::{Block, text_of};
use super::clip::Clip;
use super::dates;
use super::lines::{byline, ends_sentence, facts, labelled};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A line of the page.
    Furniture,
    /// A line that says that the rest is for those who pay.
    Wall,
    /// It begins like one of them, and is a sentence.
    Perhaps,
}

/// Longer ones are none.
const LONG: usize = 140;

/// What a line is; `None` for all that articles are made of.
pub fn line(text: &str) -> Option<Line> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONG {
        return None;
    }
    let parts = facts(text);
    let known = |parts: &[&str], list: &List| parts.iter().all(|part| list.whole.contains(&plain(part)));
    let (wall, furniture) = (&LISTS.0, &LISTS.1);
    for parts in [&[text][..], parts.as_slice()] {
        if known(parts, wall) {
            return Some(Line::Wall);
        }
        if known(parts, furniture) {
            return Some(Line::Furniture);
        }
    }
    let plain = plain(text);
    let begins = |list: &List| list.starts.iter().any(|start| plain.starts_with(start.as_str()));
    match (begins(wall), begins(furniture)) {
        (false, false) => None,
        _ if ends_sentence(text) => Some(Line::Perhaps),
        (true, _) => Some(Line::Wall),
        _ => Some(Line::Furniture),
    }
}

/// Takes such lines out of the blocks of a page, and says of the others that begin so.
pub fn drop_blocks(blocks: &mut Vec<Block>, clip: &mut Clip) {
    if blocks.iter().all(|block| dropped(block).is_some()) {
        return;
    }
    drop_among(blocks, clip);
}

fn drop_among(blocks: &mut Vec<Block>, clip: &mut Clip) {
    blocks.retain_mut(|block| match block {
        Block::Heading(_, inlines) | Block::Paragraph(inlines) => {
            let text = text_of(inlines);
            let is_of_facts = has_counts_among_facts(&text);
            clip.left_out.extend(is_of_facts.then(|| text.replace('\n', " ")));
            !is_of_facts && keeps(&text, clip)
        }
        Block::Quote(inner) => {
            drop_among(inner, clip);
            !inner.is_empty()
        }
        Block::List { items, .. } => {
            items.iter_mut().for_each(|item| drop_among(item, clip));
            items.retain(|item| !item.is_empty());
            !items.is_empty()
        }
        Block::Code { .. } | Block::Table { .. } | Block::Rule => true,
    });
}

/// Whether a line is of facts that the record has, byline and date, with counts among them: `By Wick | 1,204 views`.
fn has_counts_among_facts(text: &str) -> bool {
    let parts = facts(text);
    let is_count = |part: &&&str| line(part) == Some(Line::Furniture);
    let is_fact = |part: &str| byline(part).is_some() || labelled(part).is_some() || is_day(part);
    parts.len() > 1
        && text.chars().count() <= LONG
        && parts.iter().any(|part| is_count(&part))
        && parts.iter().all(|part| is_count(&part) || is_fact(part))
}

/// Whether a part of a line is a date and little else.
fn is_day(part: &str) -> bool {
    const LITTLE: usize = 12;
    match dates::find(part).as_slice() {
        [date] => part.chars().count() <= date.range.len() + LITTLE,
        _ => false,
    }
}

fn dropped(block: &Block) -> Option<Line> {
    match block {
        Block::Heading(_, inlines) | Block::Paragraph(inlines) => {
            line(&text_of(inlines)).filter(|line| *line != Line::Perhaps)
        }
        _ => None,
    }
}

/// Whether a text stays; if not, it is noted with the clip.
pub fn keeps(text: &str, clip: &mut Clip) -> bool {
    let shown = text.replace('\n', " ");
    match line(text) {
        None => return true,
        Some(Line::Perhaps) => {
            clip.doubt("body", None, format!("`{shown}` may be a line of the page, and stands in the text"));
            return true;
        }
        Some(Line::Wall | Line::Furniture) => doubt_wall(text, clip),
    }
    clip.left_out.push(shown);
    false
}

/// Says that the text may end at a line, where it is a wall.
pub fn doubt_wall(text: &str, clip: &mut Clip) {
    if line(text) == Some(Line::Wall) {
        let shown = text.replace('\n', " ");
        clip.doubt(
            "body",
            None,
            format!("the page says `{shown}`: the text may end there for those who have not paid"),
        );
    }
}

struct List {
    whole: BTreeSet<String>,
    starts: Vec<String>,
}

static LISTS: LazyLock<(List, List)> = LazyLock::new(|| {
    let empty = || List { whole: BTreeSet::new(), starts: Vec::new() };
    let mut lists = (empty(), empty());
    let mut is_wall = false;
    for entry in include_str!("lines/dropped.txt").lines().map(str::trim) {
        match entry {
            "" => {}
            "[wall]" => is_wall = true,
            "[line]" => is_wall = false,
            _ if entry.starts_with('#') => {}
            _ => {
                let list = if is_wall { &mut lists.0 } else { &mut lists.1 };
                match entry.strip_suffix('…') {
                    Some(start) => list.starts.push(format!("{} ", plain(start))),
                    None => drop(list.whole.insert(plain(entry))),
                }
            }
        }
    }
    lists
});

/// A line for comparing: in lower case, numbers as `{n}`, without signs at its ends.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase().replace('’', "'");
    let mut out = String::new();
    let mut characters = lower.chars().peekable();
    while let Some(character) = characters.next() {
        if !character.is_ascii_digit() {
            out.push(character);
            continue;
        }
        let mut last = character;
        while let Some(next) = characters
            .next_if(|next| next.is_ascii_digit() || (matches!(next, '.' | ',' | '\'') && last.is_ascii_digit()))
        {
            last = next;
        }
        let _ = characters.next_if(|next| matches!(next, 'k' | 'm' | '万' | '萬' | '천' | '만' | '千'));
        out.push_str("{n}");
    }
    let is_edge = |character: char| !(character.is_alphanumeric() || matches!(character, '{' | '}' | '%'));
    let words: Vec<&str> = out.trim_matches(is_edge).split_whitespace().collect();
    // Signs beside a number part nothing: `Comments (12)`.
    words.join(" ").replace("({n})", "{n}").replace("({n}", "{n}").replace("（{n}", "{n}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_pages_are_told_from_sentences() {
        for text in [
            "1,204 views · 13 comments",
            "Comments (12)",
            "»Next Page«",
            "댓글 12개",
            "조회수 1,234",
            "阅读量：3.4万",
            "Lesezeit: 5 Minuten",
            "Sign up for our morning briefing",
            "ADVERTISEMENT - SCROLL TO CONTINUE",
            "Story continues below advertisement",
        ] {
            assert_eq!(line(text), Some(Line::Furniture), "{text}");
        }
        for text in [
            "Subscribe to read on",
            "Subscribe to read the full story",
            "Il vous reste 63.5% de cet article à lire.",
            "残り1,234文字",
        ] {
            assert_eq!(line(text), Some(Line::Wall), "{text}");
        }
        assert!(has_counts_among_facts("By Ilse Marent | 3 February 2026 | 1,204 views"));
        assert!(!has_counts_among_facts("By Ilse Marent | 3 February 2026"));
        assert!(!has_counts_among_facts("The council met · 12 comments"));
        assert_eq!(line("Get the best of both, said the steward."), Some(Line::Perhaps));
        for text in [
            "He had 13 comments on the list.",
            "The next page of the book was empty.",
            "Subscribers read on.",
            "1914",
            "12 of 13",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }
}
