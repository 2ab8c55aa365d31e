//! The place a page is made at: its route and language, with the digest and the words of the theme at hand.

use crate::base::day::Day;
use crate::base::language::Language;
use crate::base::route::Route;
use crate::render::address::{Address, LinkForm};
use crate::render::view::{Lang, Link};
use crate::render::words::{Interface, Value};
use crate::resolve::digest::{Digest, PublicationIx, SourceIx, TopicIx};
use std::collections::BTreeMap;

/// Where a page is made.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    /// All there is to say.
    pub digest: &'a Digest,
    /// Words of the interface in the page's language.
    pub words: &'a Interface,
    /// The page's route.
    pub route: &'a Route,
    /// The page's language.
    pub language: &'a Language,
    /// How it writes links.
    pub form: LinkForm,
}

impl<'a> Here<'a> {
    /// Where its links begin.
    pub fn address(&self) -> Address<'a> {
        Address { from: self.route, form: self.form, base_url: &self.digest.site.base_url }
    }

    /// The link to a route.
    pub fn link(&self, route: &Route) -> String {
        self.address().to(route)
    }

    /// The link to a place in a page.
    pub fn link_to_place(&self, route: &Route, fragment: &str) -> String {
        self.address().to_place(route, fragment)
    }

    /// The link to a section of the site, `["topics"]`.
    pub fn link_to_section(&self, parts: &[&str]) -> String {
        self.link(&section(parts))
    }

    /// The link to a day in the archive.
    pub fn link_to_day(&self, day: Day) -> String {
        let month = section(&["archive", &format!("{:04}", day.year()), &format!("{:02}", day.month())]);
        self.link_to_place(&month, &format!("d{day}"))
    }

    /// For `lang` and `dir`, where a piece is in another language than the page.
    pub fn lang(&self, language: &Language) -> Option<Lang> {
        (language != self.language).then(|| lang(language))
    }

    /// A word of the interface.
    pub fn word(&self, key: &str) -> String {
        self.words.word(key)
    }

    /// A word of the interface with texts in it.
    pub fn word_with(&self, key: &str, values: &[(&str, Value)]) -> String {
        let values: BTreeMap<String, Value> =
            values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        self.words.text(key, &values)
    }

    /// The name of a language in the page's language; its tag where the theme has no word for it.
    pub fn language_name(&self, language: &Language) -> String {
        let key = format!("language-{}", language.primary());
        let name = self.word(&key);
        if name == key { language.tag().to_owned() } else { name }
    }

    /// A topic with its label in the page's language.
    pub fn topic(&self, index: TopicIx) -> Link {
        let topic = &self.digest.topics[index.0];
        Link { label: topic.label.in_language(self.language).to_owned(), link: self.link(&topic.route), lang: None }
    }

    /// Language of a publication.
    pub fn publication_language(&self, index: PublicationIx) -> &'a Language {
        &self.digest.publications[index.0].language
    }

    /// Language of a source.
    pub fn source_language(&self, index: SourceIx) -> &'a Language {
        &self.digest.source(index).language
    }
}

/// A language for `lang` and `dir`.
pub fn lang(language: &Language) -> Lang {
    Lang { tag: language.tag().to_owned(), dir: language.direction().as_str() }
}

/// The route of a section.
pub fn section(parts: &[&str]) -> Route {
    Route::page(parts).expect("sections are named by letters, digits and hyphens")
}
