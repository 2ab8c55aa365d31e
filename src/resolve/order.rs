//! The orders of lists: by date, newest first, then id; by label in the collation of a language, then key.
//!
//! Comes in: dates, labels, ids. Goes out: [`Collation`], [`newest_first`]. Never done here: choosing what is in a list.

use crate::base::day::PartialDay;
use crate::base::language::Language;
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;
use std::cmp::Ordering;

/// The order of a dictionary of one language.
pub struct Collation {
    collator: Option<CollatorBorrowed<'static>>,
}

impl Collation {
    /// Of a language; of the root of all where it has none of its own.
    pub fn of(language: &Language) -> Collation {
        let locale: Locale = language.tag().parse().unwrap_or(Locale::UNKNOWN);
        let collator = Collator::try_new(CollatorPreferences::from(&locale), CollatorOptions::default());
        Collation { collator: collator.ok() }
    }

    /// Orders two labels, and equal ones by their keys.
    pub fn compare<K: Ord>(&self, a: (&str, &K), b: (&str, &K)) -> Ordering {
        let labels = match &self.collator {
            Some(collator) => collator.compare(a.0, b.0),
            None => a.0.cmp(b.0),
        };
        labels.then_with(|| a.1.cmp(b.1))
    }
}

/// The order of dated things: newest first, what is less known after what is known, undated ones last, then by id.
pub fn newest_first<I: Ord>(date: Option<PartialDay>, id: I) -> impl Ord {
    (date.is_none(), date.map(PartialDay::newest_first), id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(language: &str, labels: &[&str]) -> Vec<String> {
        let collation = Collation::of(&Language::parse(language).unwrap());
        let mut labels: Vec<String> = labels.iter().map(|label| label.to_string()).collect();
        labels.sort_by(|a, b| collation.compare((a, a), (b, b)));
        labels
    }

    #[test]
    fn labels_are_ordered_as_a_dictionary_of_the_language_has_them() {
        assert_eq!(sorted("de", &["Zoll", "Öl", "Oper", "ölig"]), ["Öl", "ölig", "Oper", "Zoll"]);
        assert_eq!(sorted("sv", &["Zoll", "Öl", "Oper"]), ["Oper", "Zoll", "Öl"]);
        assert_eq!(sorted("ko", &["한국", "가을", "Zoll"]), ["가을", "한국", "Zoll"]);
    }

    #[test]
    fn undated_things_are_last() {
        let day = |text| PartialDay::parse(text);
        let mut list = [(None, "a"), (day("2021"), "b"), (day("2021-01-02"), "d"), (day("2021-01-02"), "c")];
        list.sort_by_key(|(date, id)| newest_first(*date, *id));
        assert_eq!(list.map(|(_, id)| id), ["c", "d", "b", "a"]);
    }
}
