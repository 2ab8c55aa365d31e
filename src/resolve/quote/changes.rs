//! The author's marks of change, read out of the words: ellipses, brackets, `[sic]` (SPEC 5, *Marked changes*).
//!
//! Comes in: the words, and which of their marks are the source's own. Goes out: a [`Reading`]: the fragments that must
//! stand in the source, and the gaps between them. Never done here: looking into the source.

use super::initial::other_case;
use super::lists::{common, listed_form};
use super::needle::Needle;
use crate::base::fold::{Omission, is_blank, is_dash, is_dropped, omission};
use crate::base::language::Language;
use crate::base::script::{is_han_or_kana, is_southeast_asian};
use crate::parse::words::{Plain, Words};
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// A place in the words: index of the paragraph, bytes of its text.
pub type At = (usize, Range<usize>);

/// A mark that can be one of change.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Where, with its brackets.
    pub at: At,
    /// What it is, if it is the author's.
    kind: Kind,
    /// As written.
    pub written: String,
}

#[derive(Clone, Debug)]
enum Kind {
    Ellipsis,
    Bracket(String),
}

impl Mark {
    /// Whether it leaves words out.
    pub fn is_ellipsis(&self) -> bool {
        matches!(self.kind, Kind::Ellipsis)
    }
}

/// How a quotation is meant: what must stand in the source, and what the author changed.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What must stand there, in order, each after the last; at least one.
    pub fragments: Vec<Fragment>,
    /// What lies between two fragments: one less than these.
    pub gaps: Vec<Gap>,
    /// Brackets before the first fragment.
    pub before: Vec<Bracket>,
    /// Brackets after the last one.
    pub after: Vec<Bracket>,
    /// `[T]he`: each with its brackets.
    pub initials: Vec<At>,
    /// `[emphasis added]` stands in it.
    pub emphasis_added: bool,
    /// Whether anything was changed and marked.
    pub is_marked: bool,
    /// A final `.` or `,` after the last mark: it is ignored, unless it stands for a question or an exclamation.
    pub has_final_mark: bool,
}

/// Words that go on without a gap, but for changed endings.
#[derive(Clone, Debug)]
pub struct Fragment {
    /// At least one.
    pub texts: Vec<Text>,
}

impl Fragment {
    /// Its words, without its changed endings.
    pub fn text(&self) -> String {
        self.texts.iter().map(|text| text.words.text()).collect::<String>().trim().to_owned()
    }

    /// Whether it has a letter or digit.
    pub fn has_word(&self) -> bool {
        self.texts.iter().any(|text| text.needle.skeleton().contains(char::is_alphanumeric))
    }

    /// The first of its texts that a source does not have, or the last one: with the paragraph of the quotation that
    /// each paragraph is of.
    pub fn lacking(&self, is_there: impl Fn(&Needle) -> bool) -> (Words, Vec<usize>) {
        let lacking = self.texts.iter().find(|text| !is_there(&text.needle)).or(self.texts.last());
        lacking.map_or_else(|| (Words::default(), Vec::new()), |text| (text.words.clone(), text.paragraphs.clone()))
    }
}

/// Words that are the source's, up to a changed ending.
#[derive(Clone, Debug)]
pub struct Text {
    /// Their folded form.
    pub needle: Needle,
    /// They themselves; `places` lead to the bytes of [`paragraph`](Text::paragraphs) of the quotation.
    pub words: Words,
    /// The paragraph of the quotation that each of theirs is a part of.
    pub paragraphs: Vec<usize>,
    /// Paragraph breaks of the quotation before them that lie in no gap.
    pub breaks: usize,
    /// `believe[d]`: the ending that the source has another for.
    pub ending: Option<Bracket>,
}

/// The editors' words.
#[derive(Clone, Debug)]
pub struct Bracket {
    /// Where, with the brackets.
    pub at: At,
    /// Between the brackets.
    pub words: String,
}

/// What lies between two fragments.
#[derive(Clone, Debug, Default)]
pub struct Gap {
    /// The ellipsis in it.
    pub ellipsis: Option<Ellipsis>,
    /// The brackets in it.
    pub brackets: Vec<Bracket>,
    /// How many paragraph breaks of the quotation are in it.
    pub breaks: usize,
}

impl Gap {
    /// The editors' words in it.
    pub fn words(&self) -> String {
        self.brackets.iter().map(|bracket| bracket.words.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// An ellipsis between two fragments.
#[derive(Clone, Debug)]
pub struct Ellipsis {
    /// Where.
    pub at: At,
    /// Alone on a line, so that it may skip whole paragraphs.
    pub is_alone: bool,
}

/// How a quotation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As a blockquote, whose lines are its author's.
    Block,
    /// As a span in running text.
    Span,
}

/// What no source can mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// `gover[n]ment`
    InsideWord,
    /// `[un]lawful`
    Front,
    /// `[1,]300`, `5[%]`: joined to a number.
    Number,
    /// `[]` by itself.
    Nothing,
    /// `[government] [sic]`
    SicAfterBracket,
    /// No whole word stands outside brackets.
    NoWord,
}

/// Every mark of the words that can be one of change, in order.
pub fn marks(words: &Words) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (paragraph, plain) in words.paragraphs.iter().enumerate() {
        let text = plain.text.as_str();
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            let found = if can_open(character) { mark(text, at) } else { None };
            match found {
                Some((range, kind)) => {
                    at = range.end;
                    let written = text[range.clone()].to_owned();
                    marks.extend(kind.map(|kind| Mark { at: (paragraph, range), kind, written }));
                }
                None => at += character.len_utf8(),
            }
        }
    }
    marks
}

/// The characters that a mark can begin with.
fn can_open(character: char) -> bool {
    matches!(character, '.' | '…' | '⋯' | '。' | '．' | '[' | '［' | '(' | '（' | '【' | '〔' | '<' | '‹' | '＜')
}

/// The mark at a place; without a kind for points and note marks that are text.
fn mark(text: &str, at: usize) -> Option<(Range<usize>, Option<Kind>)> {
    match omission(text, at) {
        Some(Omission::Ellipsis(range)) => return Some((range, Some(Kind::Ellipsis))),
        Some(Omission::Text(end)) => return Some((at..end, None)),
        None => {}
    }
    let open = text[at..].chars().next()?;
    let close = closing(open)?;
    let inner = at + open.len_utf8();
    let length = text[inner..].find([open, close])?;
    if !text[inner + length..].starts_with(close) {
        return None;
    }
    let words = &text[inner..inner + length];
    let range = at..inner + length + close.len_utf8();
    let listed = listed_form(words.trim());
    if common().omissions.contains(&listed) {
        return Some((range, Some(Kind::Ellipsis)));
    }
    if !matches!(open, '[' | '［') {
        return None;
    }
    let is_number = !words.is_empty() && words.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let is_attached = last(&text[..at]).is_some_and(|before| !is_blank(before));
    // A note mark.
    let kind = (!is_number || !is_attached).then(|| Kind::Bracket(words.to_owned()));
    Some((range, kind))
}

fn closing(open: char) -> Option<char> {
    Some(match open {
        '[' => ']',
        '［' => '］',
        '(' => ')',
        '（' => '）',
        '【' => '】',
        '〔' => '〕',
        '<' => '>',
        '＜' => '＞',
        '‹' => '›',
        _ => return None,
    })
}

/// Reads the words, each of `marks` as the author's but for those that `is_own` says are the source's. `language` is
/// that of the source.
pub fn read(
    words: &Words,
    language: &Language,
    form: Form,
    marks: &[Mark],
    is_own: impl Fn(usize) -> bool,
) -> Result<Reading, (Slip, At)> {
    let mut reader = Reader::new(words, language, form);
    for (_, mark) in marks.iter().enumerate().filter(|(index, _)| !is_own(*index)) {
        reader.run(mark.at.0, mark.at.1.start);
        match &mark.kind {
            Kind::Ellipsis => reader.ellipsis(&mark.at),
            Kind::Bracket(inner) => reader.bracket(&mark.at, inner)?,
        }
        reader.at = (mark.at.0, mark.at.1.end);
    }
    reader.finish()
}

struct Reader<'a> {
    words: &'a Words,
    language: &'a Language,
    form: Form,
    /// What comes next.
    at: (usize, usize),
    reading: Reading,
    /// Gaps before each fragment, the first one before the first.
    gap: Gap,
    /// The fragment that is being read.
    texts: Vec<Text>,
    /// The text that is being read.
    plain: Vec<(usize, Plain)>,
    /// Paragraph breaks since its last character.
    breaks: usize,
    /// Paragraph breaks before its first.
    breaks_before: usize,
    /// Parts of the quotation that are brackets or parts of bracketed words.
    changed: Vec<At>,
}

impl<'a> Reader<'a> {
    fn new(words: &'a Words, language: &'a Language, form: Form) -> Reader<'a> {
        Reader {
            words,
            language,
            form,
            at: (0, 0),
            reading: Reading {
                fragments: Vec::new(),
                gaps: Vec::new(),
                before: Vec::new(),
                after: Vec::new(),
                initials: Vec::new(),
                emphasis_added: false,
                is_marked: false,
                has_final_mark: false,
            },
            gap: Gap::default(),
            texts: Vec::new(),
            plain: Vec::new(),
            breaks: 0,
            breaks_before: 0,
            changed: Vec::new(),
        }
    }

    /// Takes in what stands up to a place.
    fn run(&mut self, paragraph: usize, end: usize) {
        while self.at.0 < paragraph {
            let rest = self.words.paragraphs[self.at.0].text.len();
            self.append(self.at.1..rest);
            self.breaks += 1;
            self.at = (self.at.0 + 1, 0);
        }
        self.append(self.at.1..end);
        self.at.1 = end;
    }

    fn append(&mut self, range: Range<usize>) {
        let source = &self.words.paragraphs[self.at.0];
        if source.text[range.clone()].trim().is_empty() && self.plain.is_empty() {
            return;
        }
        let mut slice = source.slice(range.clone());
        slice.places = vec![(0, range.start)];
        self.add(slice);
    }

    /// Adds a part of the current paragraph.
    fn add(&mut self, part: Plain) {
        if part.text.is_empty() {
            return;
        }
        if self.plain.is_empty() {
            self.breaks_before += std::mem::take(&mut self.breaks);
        }
        match self.plain.last_mut() {
            Some((paragraph, plain)) if *paragraph == self.at.0 => {
                let base = plain.text.len();
                plain.text.push_str(&part.text);
                plain.line_ends.extend(part.line_ends.iter().map(|at| at + base));
                plain.emphasis.extend(part.emphasis.iter().map(|range| range.start + base..range.end + base));
                plain.places.extend(part.places.iter().map(|(text, place)| (text + base, *place)));
            }
            _ => {
                self.breaks = 0;
                self.plain.push((self.at.0, part));
            }
        }
    }

    /// Ends the text that is being read.
    fn close(&mut self, ending: Option<Bracket>, is_last: bool) {
        let (paragraphs, plain): (Vec<usize>, Vec<Plain>) = std::mem::take(&mut self.plain).into_iter().unzip();
        let words = Words { paragraphs: plain };
        let needle = if is_last { Needle::new(&words) } else { Needle::of_part(&words) };
        let breaks = std::mem::take(&mut self.breaks_before);
        if let Some(needle) = needle {
            self.texts.push(Text { needle, words, paragraphs, breaks, ending });
        }
    }

    /// Ends the fragment that is being read, if there is one; a gap follows.
    fn part(&mut self, is_last: bool) {
        if !self.plain.is_empty() {
            self.close(None, is_last);
        }
        if !self.texts.is_empty() {
            let mut gap = std::mem::take(&mut self.gap);
            let mut texts = std::mem::take(&mut self.texts);
            if self.reading.fragments.is_empty() {
                self.reading.before = gap.brackets;
            } else {
                gap.breaks += std::mem::take(&mut texts[0].breaks);
                self.reading.gaps.push(gap);
            }
            self.reading.fragments.push(Fragment { texts });
        }
        self.gap.breaks += std::mem::take(&mut self.breaks);
    }

    fn ellipsis(&mut self, at: &At) {
        self.part(false);
        self.reading.is_marked = true;
        let is_alone = self.is_alone(at) || self.gap.ellipsis.as_ref().is_some_and(|other| other.is_alone);
        self.gap.ellipsis = Some(Ellipsis { at: at.clone(), is_alone });
    }

    /// Whether nothing else stands on its line.
    fn is_alone(&self, (paragraph, range): &At) -> bool {
        let plain = &self.words.paragraphs[*paragraph];
        let before = plain.text[..range.start].trim_end().len();
        let after = plain.text.len() - plain.text[range.end..].trim_start().len();
        if self.form == Form::Span {
            return false;
        }
        let ends = |from: usize, to: usize| plain.line_ends.iter().any(|end| (from..=to).contains(end));
        (before == 0 || ends(before, range.start)) && (after == plain.text.len() || ends(range.end, after))
    }

    fn bracket(&mut self, at: &At, inner: &str) -> Result<(), (Slip, At)> {
        let (paragraph, range) = at;
        let text = &self.words.paragraphs[*paragraph].text;
        let (before, after) = (last(&text[..range.start]), first(&text[range.end..]));
        self.reading.is_marked = true;
        let listed = listed_form(inner.trim());
        let is_emphasis = common().emphasis_added.contains(&listed);
        if is_emphasis || common().sic.contains(&listed) {
            if !is_emphasis && self.is_after_bracket(at) {
                return Err((Slip::SicAfterBracket, at.clone()));
            }
            self.reading.emphasis_added |= is_emphasis;
            self.drop_blank_before(after);
            return Ok(());
        }
        let joins_before = before.is_some_and(is_joined);
        let joins_after = after.is_some_and(is_joined);
        let is_letters = inner.chars().all(|c| is_joined(c) && !c.is_numeric());
        if joins_before && joins_after && is_letters {
            return Err((Slip::InsideWord, at.clone()));
        }
        if joins_after && !joins_before {
            if let Some(other) = initial(inner, self.language) {
                self.initial(at, other, after);
                return Ok(());
            }
            let touches = last(inner.trim_end()).is_none_or(|c| c.is_alphanumeric() || is_dash(c));
            if touches && !after.is_some_and(char::is_numeric) {
                return Err((Slip::Front, at.clone()));
            }
        }
        let is_punctuation = inner.chars().all(|c| matches!(c, '.' | ',' | ';' | ':' | '?' | '!'));
        let ends_number = before.is_some_and(char::is_numeric) && (!is_punctuation || joins_after);
        if (ends_number || after.is_some_and(char::is_numeric)) && !is_note_of_number(inner) {
            return Err((Slip::Number, at.clone()));
        }
        let bracket = Bracket { at: at.clone(), words: inner.to_owned() };
        self.mark_changed(at, joins_before && is_letters, false);
        if joins_before && is_letters {
            self.close(Some(bracket), false);
            return Ok(());
        }
        if inner.trim().is_empty() {
            return Err((Slip::Nothing, at.clone()));
        }
        self.part(false);
        self.gap.brackets.push(bracket);
        Ok(())
    }

    /// Whether the word before a place has brackets of its own.
    fn is_after_bracket(&self, (paragraph, range): &At) -> bool {
        let before = self.words.paragraphs[*paragraph].text[..range.start].trim_end_matches(is_blank).len();
        let ends_there = |(other, changed): &At| other == paragraph && changed.start < before && before <= changed.end;
        self.changed.last().is_some_and(ends_there)
    }

    /// `word [sic], and`: the blank goes with the mark where nothing needs it.
    fn drop_blank_before(&mut self, after: Option<char>) {
        if after.is_some_and(char::is_alphanumeric) {
            return;
        }
        if let Some((_, plain)) = self.plain.last_mut() {
            let kept = plain.text.trim_end_matches(is_blank).len();
            plain.text.truncate(kept);
            plain.line_ends.retain(|end| *end <= kept);
            plain.places.retain(|(text, _)| *text <= kept);
        }
    }

    fn initial(&mut self, at: &At, other: char, after: Option<char>) {
        let mut part = Plain::default();
        part.push_other(other.encode_utf8(&mut [0; 4]), at.1.start);
        self.add(part);
        self.reading.initials.push(at.clone());
        self.mark_changed(at, false, after.is_some_and(is_joined));
    }

    /// Remembers that no whole word stands here: the bracket, and what is joined to it.
    fn mark_changed(&mut self, (paragraph, range): &At, before: bool, after: bool) {
        let text = &self.words.paragraphs[*paragraph].text;
        let length = |characters: &mut dyn Iterator<Item = char>| {
            characters.take_while(|c| is_joined(*c) || is_dropped(*c)).map(char::len_utf8).sum::<usize>()
        };
        let left = if before { length(&mut text[..range.start].chars().rev()) } else { 0 };
        let right = if after { length(&mut text[range.end..].chars()) } else { 0 };
        self.changed.push((*paragraph, range.start - left..range.end + right));
    }

    fn finish(mut self) -> Result<Reading, (Slip, At)> {
        if let Some(last) = self.words.paragraphs.len().checked_sub(1) {
            self.run(last, self.words.paragraphs[last].text.len());
        }
        let is_mark = self.plain.len() == 1 && {
            let text = self.plain[0].1.text.trim_matches(is_blank);
            matches!(text, "." | "," | "。" | "，")
        };
        if is_mark && (!self.reading.fragments.is_empty() || !self.texts.is_empty()) {
            // A final mark after a bracket or an ellipsis.
            self.plain.clear();
            self.reading.has_final_mark = self.gap.ellipsis.is_none();
        }
        self.part(true);
        self.reading.after = self.gap.brackets;
        if self.reading.is_marked && !has_whole_word(self.words, &self.changed) {
            let at = self.changed.first().cloned().unwrap_or((0, 0..0));
            return Err((Slip::NoWord, at));
        }
        Ok(self.reading)
    }
}

/// Whether a letter or digit stands outside these parts.
fn has_whole_word(words: &Words, changed: &[At]) -> bool {
    let mut changed = changed.iter().peekable();
    words.paragraphs.iter().enumerate().any(|(index, plain)| {
        plain.text.char_indices().any(|(at, character)| {
            // In order, as they were read.
            while changed.next_if(|(paragraph, range)| (*paragraph, range.end) <= (index, at)).is_some() {}
            let is_changed = changed.peek().is_some_and(|(paragraph, range)| *paragraph == index && range.start <= at);
            character.is_alphanumeric() && !is_changed
        })
    })
}

/// `10[th]`: a number keeps what it is with an ordinal ending.
fn is_note_of_number(inner: &str) -> bool {
    matches!(inner, "st" | "nd" | "rd" | "th" | "er" | "re" | "e" | "º" | "ª" | "o" | "a" | "ste" | "te" | "de")
}

/// The letter of the other case that a bracket of one letter stands for.
fn initial(inner: &str, language: &Language) -> Option<char> {
    let mut letters = inner.chars();
    let letter = letters.next()?;
    letters.all(is_combining_mark).then(|| other_case(letter, language)).flatten()
}

/// Whether a character is of one word with what it touches: not in scripts in which a word may end anywhere.
fn is_joined(character: char) -> bool {
    (character.is_alphanumeric() || is_combining_mark(character))
        && !is_han_or_kana(character)
        && !is_southeast_asian(character)
}

fn last(text: &str) -> Option<char> {
    text.chars().rev().find(|character| !is_dropped(*character))
}

fn first(text: &str) -> Option<char> {
    text.chars().find(|character| !is_dropped(*character))
}
