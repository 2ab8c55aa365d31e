//! What the CommonMark parser is shown in place of a text: as many bytes, with stand-ins for what it would misread.
//!
//! Comes in: a body. Goes out: a [`Shadow`], in which HTML is text, a comment is one opaque word, a citation begins no link
//! definition, a single tilde strikes nothing out, and emphasis works beside Chinese, Japanese and Korean letters. Since
//! every stand-in has the length of what it stands for, a place in the shadow is the same place in the text, and the
//! characters are always taken from the text. Never done here: reading Markdown.

use super::emphasis::StandIns;
use super::tags;
use crate::base::file::Span;
use crate::parse::citation;
use std::collections::BTreeMap;

/// A body and its shadow.
pub struct Shadow<'a> {
    original: &'a str,
    text: String,
    tags: Vec<Span>,
    comments: Vec<Span>,
    stands_for: BTreeMap<char, char>,
    filler: Option<u8>,
}

/// Whether a tilde can be more than a character.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tildes {
    /// Two of them strike out, one is a character.
    Strike,
    /// They are characters.
    Text,
}

impl<'a> Shadow<'a> {
    /// Makes the shadow of a text. Linear in its length.
    pub fn of(original: &'a str, tildes: Tildes) -> Shadow<'a> {
        let mut free = (1..=8_u8).chain(14..=31).filter(|byte| !original.as_bytes().contains(byte));
        let (angle, colon, filler) = (free.next(), free.next(), free.next());
        let tilde = Some(0x7f).filter(|byte| tildes == Tildes::Strike && !original.as_bytes().contains(byte));
        let found = scan(original);
        let mut bytes = original.as_bytes().to_vec();
        let mut stands_for = BTreeMap::new();
        for (places, stand_in, character) in
            [(&found.angles, angle, '<'), (&found.colons, colon, ':'), (&found.tildes, tilde, '~')]
        {
            let Some(stand_in) = stand_in else { continue };
            places.iter().for_each(|place| bytes[*place] = stand_in);
            stands_for.insert(char::from(stand_in), character);
        }
        let mut stand_ins = StandIns::new(original);
        for run in &found.stars {
            if let Some((at, character, stand_in)) = stand_ins.beside(run.clone()) {
                let place = at..at + character.len_utf8();
                if bytes[place.clone()] == original.as_bytes()[place.clone()] {
                    stand_in.encode_utf8(&mut bytes[place]);
                    stands_for.insert(stand_in, character);
                }
            }
        }
        let mut shadow = Shadow {
            original,
            text: String::from_utf8(bytes).expect("a stand-in has the length of what it stands for"),
            tags: if angle.is_some() { found.tags } else { Vec::new() },
            comments: Vec::new(),
            stands_for,
            filler,
        };
        shadow.hide(found.comments);
        shadow
    }

    /// Makes comments opaque, so that what stands before and after them is one text. False where no character is free to
    /// stand for them.
    pub fn hide(&mut self, comments: Vec<Span>) -> bool {
        let Some(filler) = self.filler else { return false };
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        for comment in &comments {
            bytes[comment.clone()].fill(filler);
        }
        self.text = String::from_utf8(bytes).expect("a comment begins and ends between characters");
        self.comments.extend(comments);
        self.comments.sort_by_key(|comment| comment.start);
        true
    }

    /// What the parser is shown.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The characters themselves.
    pub fn original(&self, span: Span) -> &'a str {
        self.original.get(span).unwrap_or("")
    }

    /// A text made by the parser, with its stand-ins undone.
    pub fn restore(&self, made: &str) -> String {
        made.chars().map(|character| self.stands_for.get(&character).copied().unwrap_or(character)).collect()
    }

    /// The parts of a span that are no hidden comment.
    pub fn visible(&self, span: Span) -> Vec<Span> {
        let mut parts = Vec::new();
        let mut at = span.start;
        let first = self.comments.partition_point(|comment| comment.end <= span.start);
        for comment in self.comments[first..].iter().take_while(|comment| comment.start < span.end) {
            parts.push(at..comment.start.max(at));
            at = comment.end;
        }
        parts.push(at..span.end.max(at));
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// The first thing in a span that looks like HTML.
    pub fn tag_in(&self, span: &Span) -> Option<Span> {
        let first = self.tags.partition_point(|tag| tag.start < span.start);
        self.tags.get(first).filter(|tag| tag.start < span.end).cloned()
    }
}

/// What the parser would misread, by place.
#[derive(Default)]
struct Found {
    /// `<` of what looks like HTML, and all of it.
    angles: Vec<usize>,
    tags: Vec<Span>,
    /// Comments of one line.
    comments: Vec<Span>,
    /// The colon of `[@key]:`
    colons: Vec<usize>,
    /// Lone tildes.
    tildes: Vec<usize>,
    /// Runs of `*`.
    stars: Vec<Span>,
}

fn scan(text: &str) -> Found {
    let bytes = text.as_bytes();
    let mut found = Found::default();
    let mut bracket = None;
    let last_end = text.rfind("-->").unwrap_or(0);
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 2,
            b'*' | b'~' => {
                let mark = bytes[at];
                let length = bytes[at..].iter().take_while(|byte| **byte == mark).count();
                if mark == b'*' {
                    found.stars.push(at..at + length);
                } else if length == 1 {
                    found.tildes.push(at);
                }
                at += length;
            }
            b'[' => {
                bracket = Some(at + 1);
                at += 1;
            }
            b']' => {
                let inside = bracket.take().map_or("", |open| &text[open..at]);
                if bytes.get(at + 1) == Some(&b':') && citation::is_citation(inside) {
                    found.colons.push(at + 1);
                }
                at += 1;
            }
            b'<' => at = scan_angle(text, at, last_end, &mut found),
            _ => at += 1,
        }
    }
    found
}

/// Reads what begins with `<`, and gives the place to go on from. A comment of several lines is left to the parser, which
/// knows whether it is in code; one without an end is text, since it would swallow all that follows.
fn scan_angle(text: &str, at: usize, last_end: usize, found: &mut Found) -> usize {
    if text[at..].starts_with("<!--") {
        return match tags::comment_of_one_line(text, at) {
            Some(end) => {
                found.comments.push(at..end);
                end
            }
            None => {
                if at >= last_end {
                    found.angles.push(at);
                    found.tags.push(at..at + 4);
                }
                at + 4
            }
        };
    }
    if let Some(end) = tags::html(text, at) {
        found.angles.push(at);
        found.tags.push(at..end);
    }
    at + 1
}
