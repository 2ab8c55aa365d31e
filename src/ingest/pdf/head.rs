//! The head of a PDF's first page: its title, and the lines that say who wrote it, and when.
//!
//! Comes in: paragraphs, and what the file says of itself. Goes out: a title and facts, each with where it was found, and the paragraphs
//! that are left. A line that says nothing that has a name stays in the text. Never done here: taking the day of a file for a date.

use super::info::Info;
use super::paragraphs::{Paragraph, usual_size};
use crate::ingest::clip::{Certainty, Clip};
use crate::ingest::page::folded;
use crate::ingest::text::{Facts, split_head};

/// Letters so much larger than those of the text are a title.
const LARGER: f64 = 1.15;

/// No title has more characters.
const TITLE: usize = 300;

/// Takes the head off the paragraphs.
pub fn take(paragraphs: &mut Vec<Paragraph>, info: &Info, clip: &mut Clip) -> Facts {
    let usual = usual_size(paragraphs);
    let on_first = paragraphs.iter().take_while(|one| one.pages[0] == paragraphs[0].pages[0]).count();
    let texts: Vec<String> = paragraphs[..on_first].iter().map(|one| one.lines.join(" ")).collect();
    let blocks: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (head, _) = split_head(&blocks);
    let mut length = head.len();
    length -= take_title(paragraphs, length, usual, info, clip);
    let mut facts = Facts::default();
    let mut at = 0;
    while at < length {
        if paragraphs[at].lines.iter().all(|line| facts.take(line.trim())) {
            clip.left_out.push(paragraphs.remove(at).lines.join(" "));
            length -= 1;
        } else {
            at += 1;
        }
    }
    take_author(paragraphs, length, info, &mut facts, clip);
    facts
}

/// Settles the title; gives how many paragraphs it was.
fn take_title(paragraphs: &mut Vec<Paragraph>, head: usize, usual: f64, info: &Info, clip: &mut Clip) -> usize {
    let of_head = paragraphs.get(..head).unwrap_or_default();
    let line_of = |one: &Paragraph| one.lines.join(" ");
    let is_title = |text: &str| info.title.as_ref().is_some_and(|title| bare(title) == bare(text));
    let largest = of_head.iter().map(|one| one.size).fold(0.0, f64::max);
    let first = of_head.iter().position(|one| (one.size - largest).abs() < 0.1);
    let printed = first.filter(|_| largest >= usual * LARGER).map(|first| {
        let same = of_head[first..].iter().take_while(|one| (one.size - largest).abs() < 0.1).count();
        first..first + same
    });
    let printed = printed.or_else(|| of_head.iter().position(|one| is_title(&line_of(one))).map(|at| at..at + 1));
    let words = printed.clone().map(|range| of_head[range].iter().map(line_of).collect::<Vec<_>>().join(" "));
    let words = words.filter(|words| words.chars().count() <= TITLE);
    match (words, &info.title) {
        (Some(words), said) => {
            match said {
                Some(said) if bare(said) == bare(&words) => {
                    clip.origin("title", Certainty::Stated, "title of the PDF, printed on its first page");
                }
                Some(said) => {
                    clip.origin("title", Certainty::Inferred, "largest line of the first page");
                    clip.doubt("title", Some(words.clone()), "it is the largest line of the first page");
                    clip.doubt("title", Some(said.clone()), "the PDF gives it as its title, and does not print it so");
                }
                None => clip.origin("title", Certainty::Inferred, "largest line of the first page"),
            }
            clip.title = Some(words);
            let range = printed.unwrap_or_default();
            let count = range.len();
            paragraphs.drain(range);
            count
        }
        (None, Some(said)) => {
            clip.title = Some(said.clone());
            clip.origin("title", Certainty::Stated, "title of the PDF");
            clip.doubt(
                "title",
                Some(said.clone()),
                "the PDF gives it as its title, and does not print it on its first page",
            );
            0
        }
        (None, None) if head > 0 && line_of(&of_head[0]).chars().count() <= TITLE => {
            let words = line_of(&paragraphs.remove(0));
            clip.origin("title", Certainty::Inferred, "first line of the first page");
            clip.doubt("title", Some(words.clone()), "it is the first line, in letters like those of the text");
            clip.title = Some(words);
            1
        }
        (None, None) => 0,
    }
}

/// The author that the file names is one where the first page prints the name; else it may be whoever saved the file.
fn take_author(paragraphs: &mut Vec<Paragraph>, head: usize, info: &Info, facts: &mut Facts, clip: &mut Clip) {
    if facts.byline.is_some() {
        return;
    }
    let Some(author) = &info.author else { return };
    let is_it = |one: &Paragraph| bare(&one.lines.join(" ")) == bare(author);
    match paragraphs.get(..head).unwrap_or_default().iter().position(is_it) {
        Some(at) => {
            facts.byline = Some(paragraphs.remove(at).lines.join(" "));
            clip.origin("byline", Certainty::Stated, "author of the PDF, printed on its first page");
        }
        None => clip.doubt("byline", Some(author.clone()), "the PDF names this author, who may be whoever saved it"),
    }
}

/// Letters and digits alone: titles are broken and set in other ways.
fn bare(text: &str) -> String {
    folded(text).chars().filter(|one| one.is_alphanumeric()).collect()
}
