//! A refusal in words: the value.

use super::Found;
use crate::base::diagnostic::Code;
use crate::parse::ids::SourceId;
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
