//! The first letter of a quotation, and the same words with its case changed.

use crate::base::language::Language;
use crate::parse::words::Words;

/// The first letter of a quotation.
#[derive(Clone, Debug)]
pub struct Initial {
    /// The paragraph of the quotation it stands in.
    pub paragraph: usize,
    /// In bytes of that paragraph.
    pub at: usize,
    /// Itself, as written.
    pub letter: char,
    /// The word it begins.
    pub word: String,
}

impl Initial {
    /// `None` where there is no letter and no digit.
    pub fn of(words: &Words) -> Option<Initial> {
        let has_letter = |text: &str| text.contains(char::is_alphanumeric);
        let (paragraph, plain) = words.paragraphs.iter().enumerate().find(|(_, plain)| has_letter(&plain.text))?;
        let (at, letter) = plain.text.char_indices().find(|(_, character)| character.is_alphanumeric())?;
        let word = plain.text[at..].chars().take_while(|character| character.is_alphanumeric()).collect();
        Some(Initial { paragraph, at, letter, word })
    }

    /// The word without it.
    pub fn rest(&self) -> &str {
        &self.word[self.letter.len_utf8()..]
    }

    /// The word with its changed letter marked: `[T]he`.
    pub fn marked(&self) -> String {
        format!("[{}]{}", self.letter, self.rest())
    }
}

/// The same words with the case of their first letter changed, in a language; `None` where it has none.
pub fn with_other_initial(words: &Words, language: &Language) -> Option<Words> {
    let mut words = words.clone();
    let Initial { paragraph, at, letter, .. } = Initial::of(&words)?;
    let other = other_case(letter, language)?;
    let plain = &mut words.paragraphs[paragraph];
    plain.text.replace_range(at..at + letter.len_utf8(), other.encode_utf8(&mut [0; 4]));
    for line_end in plain.line_ends.iter_mut().filter(|line_end| **line_end > at) {
        *line_end = *line_end + other.len_utf8() - letter.len_utf8();
    }
    Some(words)
}

/// The one character that a letter becomes in the other case, in a language.
pub fn other_case(letter: char, language: &Language) -> Option<char> {
    if matches!(language.primary(), "tr" | "az") {
        match letter {
            'i' => return Some('İ'),
            'İ' => return Some('i'),
            'I' => return Some('ı'),
            'ı' => return Some('I'),
            _ => {}
        }
    }
    let mut upper = letter.to_uppercase();
    let mut lower = letter.to_lowercase();
    let single = |first: Option<char>, second: Option<char>| first.filter(|other| second.is_none() && *other != letter);
    single(upper.next(), upper.next()).or_else(|| single(lower.next(), lower.next()))
}
