//! The lists that the contract names, one data file a language (`lists/LANG.toml`), printed in the manual.
//!
//! Words are in lower case with every apostrophe as `'`; a trailing `*` stands for any ending; an entry may be several
//! words. A language without a file has no list.

use crate::base::fold::{fold_word, is_quote};
use crate::base::language::Language;
use serde::Deserialize;
use std::sync::OnceLock;

/// All lists of one language.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lists {
    /// Written without blanks: entries are runs of characters.
    pub continuous: bool,
    /// Negating words.
    pub negations: Phrases,
    /// Words that reverse.
    pub reversing: Phrases,
    /// Endings that negate their word.
    pub negating_endings: Vec<String>,
    /// Prefixes that negate what follows their hyphen.
    pub negating_prefixes: Vec<String>,
    /// Words that have a negation in them and are none; never a negation at their place.
    pub no_negations: Vec<String>,
    /// Prefixes written together with the word that they negate.
    pub affix_prefixes: Vec<String>,
    /// Endings written together with the word that they negate, before endings of number and case.
    pub affix_endings: Vec<String>,
    /// Japanese: negated forms of する after a noun of action.
    pub negated_verbs: Vec<String>,
    /// Japanese: verb stems that end in Han.
    pub stems: Vec<String>,
    /// Elided articles, prepositions and pronouns, without their apostrophe.
    pub elisions: Vec<String>,
    /// Particles written together with the word after them.
    pub particles: Vec<String>,
    /// Articles written together with the word after them.
    pub articles: Vec<String>,
    /// Hangul particles and quotative endings.
    pub endings: Vec<String>,
    /// Words that multiply the number before them.
    pub magnitudes: Phrases,
    /// Words for parts of a hundred and the like, after their number.
    pub percents: Phrases,
    /// Words for parts of a hundred and the like, before their number.
    pub before: Phrases,
    /// Units of length, area, volume and time.
    pub units: Vec<String>,
    /// Units that are ordinary words too.
    pub word_units: Vec<String>,
    /// Abbreviations whose full stop ends no sentence, without their last full stop.
    pub abbreviations: Vec<String>,
    /// Words in brackets that are an ellipsis.
    pub omissions: Vec<String>,
    /// Words in brackets that say that the word before them is the source's.
    pub sic: Vec<String>,
    /// Words in brackets that say that the emphasis is the editors'.
    pub emphasis_added: Vec<String>,
}

macro_rules! files {
    ($($code:literal),+ $(,)?) => {
        /// The languages that have a file, with its text, as the manual prints it.
        pub const FILES: &[(&str, &str)] = &[$(($code, include_str!(concat!("lists/", $code, ".toml")))),+];
    };
}

files!(
    "ar", "ca", "de", "el", "en", "es", "fa", "fr", "he", "hi", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr",
    "uk", "vi", "zh", "common",
);

/// The lists of a language.
pub fn of(language: &Language) -> &'static Lists {
    named(language.primary())
}

/// The lists that hold in every language.
pub fn common() -> &'static Lists {
    named("common")
}

fn named(code: &str) -> &'static Lists {
    static READ: [OnceLock<Lists>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
    static NONE: OnceLock<Lists> = OnceLock::new();
    match FILES.iter().position(|(name, _)| *name == code) {
        Some(index) => READ[index].get_or_init(|| toml::from_str(FILES[index].1).expect("a test reads every file")),
        None => NONE.get_or_init(Lists::default),
    }
}

/// A word in the form of the lists: lower case, folded, every apostrophe as `'`.
pub fn listed_form(word: &str) -> String {
    let lower = |character: char| if is_quote(character) { '\''.to_lowercase() } else { character.to_lowercase() };
    if word.is_ascii() {
        word.chars().map(|c| if is_quote(c) { '\'' } else { c.to_ascii_lowercase() }).collect()
    } else {
        fold_word(word).chars().flat_map(lower).collect()
    }
}

/// Whether a word in listed form is this entry of one word.
pub fn is_entry(entry: &str, word: &str) -> bool {
    match entry.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => entry == word,
    }
}

/// Entries of one or several words, made ready for looking up.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases {
    /// As the file has them.
    pub entries: Vec<String>,
    words: Vec<String>,
    stems: Vec<String>,
    phrases: Vec<Vec<String>>,
}

impl From<Vec<String>> for Phrases {
    fn from(entries: Vec<String>) -> Phrases {
        let entries = entries.iter().map(|entry| listed_form(entry)).collect();
        let mut phrases = Phrases { entries, ..Phrases::default() };
        for entry in &phrases.entries {
            match entry.strip_suffix('*') {
                _ if entry.contains(' ') => {
                    phrases.phrases.push(entry.split(' ').map(|part| part.trim_end_matches('.').to_owned()).collect())
                }
                Some(stem) => phrases.stems.push(stem.to_owned()),
                None => phrases.words.push(entry.clone()),
            }
        }
        phrases.words.sort();
        phrases
    }
}

impl Phrases {
    /// Whether one word, in listed form, is an entry.
    pub fn has(&self, word: &str) -> bool {
        self.words.binary_search_by(|entry| entry.as_str().cmp(word)).is_ok()
            || self.stems.iter().any(|stem| word.starts_with(stem.as_str()))
    }

    /// How many of these words, in listed form, from the last backwards, are an entry; 0 for none.
    pub fn at_end(&self, words: &[String]) -> usize {
        let fits =
            |phrase: &&Vec<String>| words.len() >= phrase.len() && fit(phrase, &words[words.len() - phrase.len()..]);
        self.longest(fits, words.last())
    }

    /// How many of these words, in listed form, from the first on, are an entry; 0 for none.
    pub fn at_start(&self, words: &[String]) -> usize {
        self.longest(|phrase| words.len() >= phrase.len() && fit(phrase, words), words.first())
    }

    /// Entries of several words.
    pub fn phrases(&self) -> &[Vec<String>] {
        &self.phrases
    }

    fn longest(&self, fits: impl Fn(&&Vec<String>) -> bool, word: Option<&String>) -> usize {
        let phrase = self.phrases.iter().filter(fits).map(Vec::len).max();
        phrase.unwrap_or_else(|| usize::from(word.is_some_and(|word| self.has(word))))
    }
}

fn fit(phrase: &[String], words: &[String]) -> bool {
    phrase.iter().zip(words).all(|(entry, word)| is_entry(entry, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read_and_in_listed_form() {
        for (code, text) in FILES {
            let lists: Lists = toml::from_str(text).unwrap_or_else(|error| panic!("{code}: {error}"));
            let phrases = [&lists.negations, &lists.reversing, &lists.magnitudes, &lists.percents, &lists.before];
            let all = phrases.map(|phrases| &phrases.entries).into_iter().chain([&lists.elisions, &lists.endings]);
            for entry in all.flatten() {
                assert_eq!(listed_form(entry), *entry, "{code}");
                assert!(!entry.is_empty() && entry.trim() == entry, "{code}: {entry:?}");
            }
            if *code != "common" {
                assert!(!lists.negations.entries.is_empty() && !lists.magnitudes.entries.is_empty(), "{code}");
            }
        }
    }

    #[test]
    fn entries_of_several_words_and_endings_are_matched() {
        let lists = named("en");
        let words = |text: &str| text.split(' ').map(listed_form).collect::<Vec<_>>();
        assert_eq!(lists.reversing.at_end(&words("They failed to")), 2);
        assert_eq!(lists.reversing.at_end(&words("They tried once and then failed to")), 2);
        assert!(lists.negations.has("nobody") && !lists.negations.has("no longer"));
        assert_eq!(lists.negations.at_start(&words("no longer hold")), 2);
        assert_eq!(lists.negations.at_start(&words("Nobody knows")), 1);
        assert_eq!(lists.reversing.at_end(&words("they tried to")), 0);
    }
}
