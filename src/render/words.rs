//! Words of the interface: what a theme says for itself, in the language of the page.
//!
//! Comes in: the word files of a theme's layers. Goes out: [`Interface`], all words for pages of one language. Never done
//! here: words of content.
//!
//! A word is looked for in the page's language, then in the site's, then in English; in each of them in the site's own
//! `i18n/`, then in the theme's, its parent's, the default theme's. A counted word has a form for each plural category of
//! its language; `zero` serves a count of nothing in every language that has the form.

use super::dates::{plural, write_number};
use crate::base::html::escape_into;
use crate::base::language::Language;
use crate::parse::theme::{Theme, Word};
use std::collections::BTreeMap;

/// The words for pages of one language.
#[derive(Clone, Debug, Default)]
pub struct Interface {
    /// Each with the language it was found in.
    words: BTreeMap<String, (Language, Word)>,
}

/// What stands for a `{name}` in a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text, which is escaped where the word is markup.
    Text(String),
    /// Markup, which is not.
    Markup(String),
    /// A number: its digits are grouped, and as `count` it chooses the form of the word.
    Number(i64),
}

/// Why a word cannot be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// No language has it.
    Unknown,
    /// It needs a value of this name.
    Needs(String),
}

impl Interface {
    /// All words for pages of a language.
    pub fn new(theme: &Theme, language: &Language, site: &Language) -> Interface {
        let mut words = BTreeMap::new();
        for language in languages(language, site) {
            for layer in &theme.layers {
                let Some(file) = layer.words.get(&language) else { continue };
                for (key, word) in &file.words {
                    words.entry(key.clone()).or_insert_with(|| (language.clone(), word.clone()));
                }
            }
        }
        Interface { words }
    }

    /// Says a word as markup: its own text and every text in it escaped.
    pub fn markup(&self, key: &str, values: &BTreeMap<String, Value>) -> Result<String, Unsaid> {
        self.fill(key, values, escape_into)
    }

    /// Says a word as plain text; a number may be given as `count`. A key without a word says itself, so that nothing is
    /// lost on a page.
    pub fn text(&self, key: &str, values: &BTreeMap<String, Value>) -> String {
        self.fill(key, values, |out, text| out.push_str(text)).unwrap_or_else(|_| key.to_owned())
    }

    /// Says a word that has no values.
    pub fn word(&self, key: &str) -> String {
        self.text(key, &BTreeMap::new())
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }

    /// The values a word needs, `None` where no language has it.
    pub fn needs(&self, key: &str) -> Option<Vec<&str>> {
        let (_, word) = self.words.get(key)?;
        let mut names: Vec<&str> = word.forms.values().flat_map(|form| placeholders(form)).collect();
        if word.forms.len() > 1 {
            names.push("count");
        }
        names.sort_unstable();
        names.dedup();
        Some(names)
    }

    fn fill(
        &self,
        key: &str,
        values: &BTreeMap<String, Value>,
        write: fn(&mut String, &str),
    ) -> Result<String, Unsaid> {
        let (language, word) = self.words.get(key).ok_or(Unsaid::Unknown)?;
        let form = match values.get("count") {
            Some(Value::Number(0)) if word.forms.contains_key("zero") => "zero",
            Some(Value::Number(count)) => plural(count.unsigned_abs(), language),
            _ if word.forms.len() > 1 => return Err(Unsaid::Needs("count".to_owned())),
            _ => "other",
        };
        let Some(form) = word.forms.get(form).or_else(|| word.forms.get("other")) else { return Err(Unsaid::Unknown) };
        let mut out = String::with_capacity(form.len() + 16);
        for piece in pieces(form) {
            match piece {
                Piece::Words(words) => write(&mut out, words),
                Piece::Name(name) => match values.get(name) {
                    None => return Err(Unsaid::Needs(name.to_owned())),
                    Some(Value::Text(text)) => write(&mut out, text),
                    Some(Value::Markup(markup)) => out.push_str(markup),
                    Some(Value::Number(number)) => write(&mut out, &write_number(*number, language)),
                },
            }
        }
        Ok(out)
    }
}

/// Where words of a page are looked for: its language, that without script and region, the site's, English.
fn languages(page: &Language, site: &Language) -> Vec<Language> {
    let mut languages = Vec::new();
    for language in [page, site] {
        languages.push(language.clone());
        languages.extend(Language::parse(language.primary()));
    }
    languages.extend(Language::parse("en"));
    languages
}

enum Piece<'a> {
    Words(&'a str),
    Name(&'a str),
}

/// `{name}` is a name: ASCII lower-case letters and `_`. Any other brace is a character.
fn pieces(form: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = form;
    let mut words = 0; // how much of `rest` is known to be words
    while let Some(open) = rest[words..].find('{') {
        let open = words + open;
        let name = &rest[open + 1..];
        let length = name.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_').count();
        if length == 0 || !name[length..].starts_with('}') {
            words = open + 1;
            continue;
        }
        pieces.push(Piece::Words(&rest[..open]));
        pieces.push(Piece::Name(&name[..length]));
        rest = &name[length + 1..];
        words = 0;
    }
    pieces.push(Piece::Words(rest));
    pieces
}

fn placeholders(form: &str) -> Vec<&str> {
    let names = pieces(form).into_iter().filter_map(|piece| match piece {
        Piece::Name(name) => Some(name),
        Piece::Words(_) => None,
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Place;
    use crate::base::file::{SitePath, Tree};
    use crate::parse::theme::{DEFAULT_THEME, read};
    use crate::render::dates::plural_forms;

    fn default_theme() -> Theme {
        let (theme, report) = read(&Tree::default(), DEFAULT_THEME, Place::file(&SitePath::new("site.toml").unwrap()));
        assert!(report.is_empty());
        theme
    }

    fn language(tag: &str) -> Language {
        Language::parse(tag).unwrap()
    }

    /// Every key with what its word needs.
    fn shape(words: &BTreeMap<String, Word>) -> Vec<(&str, Vec<&str>)> {
        let shape = words.iter().map(|(key, word)| {
            let mut names = placeholders(&word.forms["other"]);
            names.sort_unstable();
            for form in word.forms.values() {
                let known = |name: &&str| *name == "count" || names.contains(name);
                assert!(placeholders(form).iter().all(known), "a form of {key} needs what `other` does not");
            }
            (key.as_str(), names)
        });
        shape.collect()
    }

    #[test]
    fn every_language_has_every_word_with_what_stands_in_it() {
        let theme = default_theme();
        let files = &theme.layers.last().unwrap().words;
        let english = shape(&files[&language("en")].words);
        for (tag, file) in files {
            assert_eq!(shape(&file.words), english, "{tag}");
        }
        assert_eq!(files.keys().map(Language::tag).collect::<Vec<_>>(), ["de", "en", "ko"]);
    }

    #[test]
    fn a_counted_word_has_a_form_for_each_plural_of_its_language() {
        for (language, file) in &default_theme().layers.last().unwrap().words {
            let wanted = plural_forms(language);
            for (key, word) in &file.words {
                let forms: Vec<&str> = word.forms.keys().map(String::as_str).filter(|form| *form != "zero").collect();
                let sound = forms == wanted || word.forms.len() == 1;
                assert!(sound, "{language}: {key} has {forms:?}, the language tells {wanted:?} apart");
            }
        }
    }

    #[test]
    fn words_are_looked_for_near_and_far() {
        let mut theme = default_theme();
        let site = |text: &str| Word { forms: BTreeMap::from([("other".to_owned(), text.to_owned())]), span: 0..0 };
        let file = theme.layers.last().unwrap().words[&language("de")].file.clone();
        let words = BTreeMap::from([("menu-topics".to_owned(), site("Gegenstände"))]);
        theme.layers[0].words.insert(language("de-AT"), crate::parse::theme::WordFile { file, words });
        let words = |page: &str, home: &str| Interface::new(&theme, &language(page), &language(home));
        assert_eq!(words("de-AT", "en").word("menu-topics"), "Gegenstände");
        assert_eq!(words("de-AT", "en").word("menu-archive"), "Archiv");
        assert_eq!(words("fr", "ko").word("menu-topics"), "주제");
        assert_eq!(words("fr", "it").word("menu-topics"), "Topics");
        assert_eq!(words("en", "en").word("no-such-word"), "no-such-word");
    }

    #[test]
    fn values_stand_where_the_language_puts_them() {
        let theme = default_theme();
        let say = |tag: &str, key: &str, values: &[(&str, Value)]| {
            let values = values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
            Interface::new(&theme, &language(tag), &language("en")).markup(key, &values)
        };
        let count = |count| ("count", Value::Number(count));
        let verified = ("verified", Value::Number(6));
        assert_eq!(
            say("en", "quotations-verified", &[count(7), verified.clone()]).unwrap(),
            "6 of 7 quotations verified"
        );
        assert_eq!(say("ko", "quotations-verified", &[count(7), verified]).unwrap(), "인용 7개 가운데 6개 확인");
        assert_eq!(say("en", "count-notes", &[count(1)]).unwrap(), "1 note");
        assert_eq!(say("de", "count-words", &[count(1204)]).unwrap(), "1.204 Wörter");
        assert_eq!(say("en", "of-them-quoted", &[count(0)]).unwrap(), "none of them quoted");
        let link = ("link", Value::Markup("<a href=\"x\">here</a>".to_owned()));
        assert_eq!(say("en", "moved-to", &[link]).unwrap(), "It is now <a href=\"x\">here</a>.");
        let authors = ("authors", Value::Text("A & B".to_owned()));
        assert_eq!(say("en", "by", &[authors]).unwrap(), "By A &amp; B.");
        assert_eq!(say("en", "by", &[]), Err(Unsaid::Needs("authors".to_owned())));
        assert_eq!(say("en", "count-notes", &[]), Err(Unsaid::Needs("count".to_owned())));
        assert_eq!(say("en", "no-such-word", &[]), Err(Unsaid::Unknown));
    }

    #[test]
    fn a_brace_that_holds_no_name_is_a_character() {
        let read = |form: &'static str| -> Vec<String> {
            let piece = |piece: Piece<'_>| match piece {
                Piece::Words(words) => words.to_owned(),
                Piece::Name(name) => format!("({name})"),
            };
            pieces(form).into_iter().map(piece).collect()
        };
        assert_eq!(read("a {b} {c d} {} {e_f}{"), ["a ", "(b)", " {c d} {} ", "(e_f)", "{"]);
    }
}
