//! Words that a reader marked elsewhere: the one quotation of a source that they make, or why they make none.
//!
//! Comes in: the words as Markdown, and what the reader's program knows of their place. Goes out: a blockquote with its
//! citation, verified as every quotation is. Never done here: choosing between equal places by anything but the characters
//! that stand round them, or by their printed page.

use super::case::{Answer, Case, cited, judge_in};
use super::digest::SourceIx;
use super::loose::Ground;
use super::quote::{Claim, Found, Refusal, Verdict, verify};
use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::file::SitePath;
use crate::base::language::Language;
use crate::parse::ids::SourceId;
use crate::parse::markdown::read_words;
use crate::resolve::codes::SOURCE_UNKNOWN;

/// Marked words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marked<'a> {
    /// As inside a blockquote.
    pub words: &'a str,
    /// Some characters that stand before them; empty where nothing is known.
    pub prefix: &'a str,
    /// Some characters that stand after them.
    pub suffix: &'a str,
    /// The page as printed.
    pub page: Option<&'a str>,
}

/// Words that hold.
#[derive(Clone, Debug)]
pub struct Placed {
    /// How.
    pub verdict: Verdict,
    /// The first ¶.
    pub paragraph: u32,
    /// The blockquote to paste.
    pub markdown: String,
}

/// Places words in a source: in its current text, else in the newest earlier capture that holds them.
///
/// # Errors
///
/// The diagnostic that an editor would get for these words in the current text.
pub fn place(ground: &Ground, id: &SourceId, language: &Language, marked: &Marked) -> Result<Placed, Diagnostic> {
    let Some(source) = ground.sources().find(id) else {
        let file = SitePath::new("quotation.md").expect("a plain name is a path");
        return Err(Diagnostic::new(&SOURCE_UNKNOWN, Place::file(&file), format!("there is no source `{id}`")));
    };
    let place = Placing { ground, id, source, language, marked };
    let texts = &ground.sources().get(source).texts;
    let refused = match place.in_text(0, "") {
        Ok(placed) => return Ok(placed),
        Err(refused) => refused,
    };
    for (text, name) in texts.iter().enumerate().skip(1).filter_map(|(text, gathered)| Some((text, gathered.name?))) {
        if let Ok(placed) = place.in_text(text, &format!("capture {name}")) {
            return Ok(placed);
        }
    }
    Err(refused)
}

struct Placing<'a> {
    ground: &'a Ground,
    id: &'a SourceId,
    source: SourceIx,
    language: &'a Language,
    marked: &'a Marked<'a>,
}

impl Placing<'_> {
    /// Tries one text; `capture` is how a citation names it, empty for the current one.
    fn in_text(&self, text: usize, capture: &str) -> Result<Placed, Diagnostic> {
        let first = self.answer("", capture);
        let mut locators: Vec<String> =
            first.paragraph().map(|paragraph| format!("¶{paragraph}")).into_iter().collect();
        if first.verdict.is_none() {
            locators.extend(self.locator_of_equals(text));
            locators.extend(self.marked.page.map(|page| format!("p. {page}")));
        }
        let held = locators.iter().find_map(|locator| {
            let answer = self.answer(locator, capture);
            let (verdict, paragraph) = (answer.verdict?, answer.paragraph()?);
            let markdown = cited(self.marked.words, self.id, &joined(locator, capture));
            Some(Placed { verdict, paragraph, markdown })
        });
        let problem = || first.problem.unwrap_or_else(|| super::case::no_quotation_of(self.marked.words));
        held.ok_or_else(problem)
    }

    fn answer(&self, locator: &str, capture: &str) -> Answer {
        let at = joined(locator, capture);
        let case = Case { language: self.language, source: "", quote: self.marked.words, at: &at };
        judge_in(self.ground, self.id, &case)
    }

    /// Where the words are too short to stand alone, or stand more than once: the place that what stands round them names.
    fn locator_of_equals(&self, text: usize) -> Option<String> {
        let words = read_words(self.marked.words);
        let claim = Claim::of(&words, self.language);
        let evidence = self.ground.evidence();
        match verify(&claim, evidence.folded.get(self.source, text), evidence.settings) {
            Err(Refusal::Short { found }) if found.len() == 1 => Some(found[0].locator.clone()),
            Err(Refusal::Ambiguous { found } | Refusal::Short { found }) => self.chosen(text, &found),
            _ => None,
        }
    }

    /// The one place where both sides agree, else the one where a side of some length does.
    fn chosen(&self, text: usize, found: &[Found]) -> Option<String> {
        let (prefix, suffix) = (letters(self.marked.prefix), letters(self.marked.suffix));
        let agreement: Vec<(bool, bool)> = found
            .iter()
            .map(|found| {
                let (before, after) = self.around(text, found);
                (before.ends_with(&prefix), after.starts_with(&suffix))
            })
            .collect();
        let only = |fits: &dyn Fn(&(bool, bool)) -> bool| {
            let mut fitting = agreement.iter().zip(found).filter(|(agreement, _)| fits(agreement));
            let (_, first) = fitting.next()?;
            fitting.next().is_none().then(|| first.locator.clone())
        };
        const LETTERS: usize = 8;
        let long = |side: &str| side.chars().count() >= LETTERS;
        if !prefix.is_empty() && !suffix.is_empty() {
            let both = only(&|(before, after)| *before && *after);
            if both.is_some() {
                return both;
            }
        }
        let by_prefix = only(&|(before, _)| *before).filter(|_| long(&prefix));
        let by_suffix = only(&|(_, after)| *after).filter(|_| long(&suffix));
        match (by_prefix, by_suffix) {
            (Some(one), Some(other)) if one != other => None,
            (one, other) => one.or(other),
        }
    }

    /// Letters of the text before and after a place, as far as a program keeps them.
    fn around(&self, text: usize, found: &Found) -> (String, String) {
        const BLOCKS: usize = 3;
        let blocks = &self.ground.sources().get(self.source).texts[text].read.stored.blocks;
        let (Some(first), Some(last)) = (found.stretches.first(), found.stretches.last()) else {
            return (String::new(), String::new());
        };
        let plain = |index: usize| blocks.get(index).map_or("", |block| block.plain.text.as_str());
        let mut before: String = (first.block.saturating_sub(BLOCKS)..first.block).map(plain).collect();
        before.push_str(plain(first.block).get(..first.range.start).unwrap_or(""));
        let mut after = plain(last.block).get(last.range.end..).unwrap_or("").to_owned();
        after.extend((last.block + 1..=last.block + BLOCKS).map(plain));
        (letters(&before), letters(&after))
    }
}

fn joined(locator: &str, capture: &str) -> String {
    let parts: Vec<&str> = [locator, capture].into_iter().filter(|part| !part.is_empty()).collect();
    // `¶3, 2nd` has its occurrence last, after the capture.
    match (locator.split_once(", "), capture.is_empty()) {
        (Some((place, occurrence)), false) => format!("{place}, {capture}, {occurrence}"),
        _ => parts.join(", "),
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).collect()
}
