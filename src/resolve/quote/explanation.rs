//! A refusal in words: the value.

use super::{FoldedSource, Found};
use crate::base::diagnostic::Code;
use crate::base::edits::{Edit, apply};
use crate::parse::ids::SourceId;
use crate::parse::words::{Plain, Words};
use std::ops::Range;

/// Characters of quoted words that become a text: index of the paragraph, bytes in it, the text.
pub type WordEdit = (usize, Range<usize>, String);

/// One change of the file that mends a refused quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cure {
    /// The locator and occurrence of the citation become this text.
    Locator(String),
    /// The citation's key becomes this one, its locator this one.
    Key(SourceId, String),
    /// A mark is set or taken away, and the words stay.
    Mark(WordEdit),
    /// Marks of a change that the author may have meant to make.
    Choice(Vec<WordEdit>),
    /// Words become those of the source, at each of these places, in order.
    Wording(Vec<WordEdit>),
}

/// A refusal, ready for a diagnostic.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// Its kind.
    pub code: &'static Code,
    /// One sentence in lower case without a full stop, the author's words in backticks.
    pub message: String,
    /// What to do, in one or more lines.
    pub help: String,
    /// Changes of which any one mends it; one alone is *the* cure.
    pub cures: Vec<Cure>,
    /// The first characters that differ: index into the paragraphs of the words, and bytes in that paragraph's text.
    pub at: Option<(usize, Range<usize>)>,
    /// Places of the source that matter, each with a few words about it.
    pub places: Vec<(Found, String)>,
}

impl Explanation {
    pub(super) fn new(code: &'static Code, message: impl Into<String>, help: impl Into<String>) -> Explanation {
        let (message, help) = (message.into(), help.into());
        Explanation { code, message, help, cures: Vec::new(), at: None, places: Vec::new() }
    }

    pub(super) fn at(mut self, at: Option<(usize, Range<usize>)>) -> Explanation {
        self.at = at;
        self
    }

    pub(super) fn cures(mut self, cures: impl IntoIterator<Item = Cure>) -> Explanation {
        self.cures.extend(cures);
        self
    }

    pub(super) fn places<'a>(mut self, found: impl IntoIterator<Item = &'a Found>, words: &str) -> Explanation {
        self.places.extend(found.into_iter().map(|found| (found.clone(), words.to_owned())));
        self
    }
}

/// `¶3`, or `¶¶3–4`.
pub(super) fn paragraphs((first, last): (u32, u32)) -> String {
    if first == last { format!("¶{first}") } else { format!("¶¶{first}–{last}") }
}

/// A long text by its beginning and its end.
pub(super) fn shorten(text: &str) -> String {
    const MOST: usize = 400;
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= MOST {
        return text.to_owned();
    }
    let (start, end) = (&characters[..MOST / 2], &characters[characters.len() - MOST / 4..]);
    format!("{} … {}", start.iter().collect::<String>(), end.iter().collect::<String>())
}

/// A run of the raw text as explanations show it.
pub(super) fn shown(source: &FoldedSource, raw: &Range<usize>) -> Found {
    let stretches = source.stretches(raw);
    let paragraphs = source.paragraphs(raw);
    let text = stretches.iter().map(|stretch| source.text_of(stretch)).collect::<Vec<_>>().join("\n\n");
    Found { stretches, paragraphs, text, locator: format!("¶{}", paragraphs.0) }
}

/// The words after some changes; `None` where a change is not within them.
pub fn edited(words: &Words, edits: &[WordEdit]) -> Option<Words> {
    let mut paragraphs = Vec::new();
    for (index, plain) in words.paragraphs.iter().enumerate() {
        let own = edits.iter().filter(|(paragraph, ..)| *paragraph == index);
        let own: Vec<Edit> = own.map(|(_, range, text)| Edit::replace(range.clone(), text.clone())).collect();
        if own.is_empty() {
            paragraphs.push(plain.clone());
            continue;
        }
        // Where an offset of the old text is in the new one.
        let moved = |at: usize| {
            let before = own.iter().filter(|edit| edit.end <= at);
            before.fold(at, |at, edit| (at + edit.text.len()).saturating_sub(edit.end - edit.start))
        };
        let is_kept = |at: &&usize| !own.iter().any(|edit| (edit.start + 1..edit.end).contains(*at));
        paragraphs.push(Plain {
            line_ends: plain.line_ends.iter().filter(is_kept).map(|at| moved(*at)).collect(),
            emphasis: plain.emphasis.iter().map(|run| moved(run.start)..moved(run.end).max(moved(run.start))).collect(),
            places: plain.places.clone(),
            text: apply(&plain.text, own.clone())?,
        });
    }
    Some(Words { paragraphs })
}
