//! Languages, by their BCP 47 tags.

use icu_locale_core::LanguageIdentifier;
use std::fmt;
use std::sync::Arc;

/// Which way a script runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// As the attribute `dir` has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// A language tag in its canonical form, `en`, `zh-Hant`, `pt-BR`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Arc<str>);

impl Language {
    /// `None` where the text is no well-formed tag of language, script, region and variants.
    pub fn parse(text: &str) -> Option<Language> {
        let identifier: LanguageIdentifier = text.parse().ok()?;
        (identifier.language.as_str() != "und").then(|| Language(identifier.to_string().into()))
    }

    /// The whole tag.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// Its first part: `zh` of `zh-Hant`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Whether two tags are of one language, whatever script or region.
    pub fn is_same_language(&self, other: &Language) -> bool {
        self.primary() == other.primary()
    }

    /// The way its usual script runs, or that of the script the tag names.
    pub fn direction(&self) -> Direction {
        const RTL_SCRIPTS: [&str; 8] = ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand"];
        const RTL_LANGUAGES: [&str; 14] =
            ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];
        let script =
            self.0.split('-').skip(1).find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()));
        let rtl = match script {
            Some(script) => RTL_SCRIPTS.contains(&script),
            None => RTL_LANGUAGES.contains(&self.primary()),
        };
        if rtl { Direction::Rtl } else { Direction::Ltr }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_canonical_and_know_their_direction() {
        assert_eq!(Language::parse("ZH-hant").unwrap().tag(), "zh-Hant");
        assert_eq!(Language::parse("ar").unwrap().direction(), Direction::Rtl);
        assert_eq!(Language::parse("az-Arab").unwrap().direction(), Direction::Rtl);
        assert_eq!(Language::parse("no").unwrap().direction(), Direction::Ltr);
        for bad in ["", "english language", "e", "en_", "12"] {
            assert!(Language::parse(bad).is_none(), "{bad}");
        }
    }
}
