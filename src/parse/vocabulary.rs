//! `topics.yaml`, `publications.yaml`, `authors.yaml`, read.

use super::ids::{AuthorKey, PublicationKey, TopicPath};
use super::source::Rights;
use crate::base::file::Span;
use crate::base::key::Key;
use crate::base::language::Language;
use std::collections::BTreeMap;

/// A label: one text, or one a language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// For every language that is not in `by_language`.
    pub text: String,
    /// By language tag.
    pub by_language: BTreeMap<String, String>,
}

impl Label {
    /// The label in a language, else the general one.
    pub fn in_language(&self, language: &Language) -> &str {
        self.by_language.get(language.tag()).or_else(|| self.by_language.get(language.primary())).unwrap_or(&self.text)
    }
}

/// One term of `topics.yaml`.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Key, unique among siblings.
    pub key: Key,
    /// The path from the top.
    pub path: TopicPath,
    /// Label.
    pub label: Label,
    /// Description (plain text).
    pub description: Option<String>,
    /// Other names accepted in front matter; each a key or a path of keys, which redirect.
    pub aliases: Vec<String>,
    /// The id it had before it was renamed.
    pub first_id: Option<String>,
    /// The terms below it, in the order of the file.
    pub children: Vec<Topic>,
    /// Its key in the file.
    pub span: Span,
}

/// One entry of `publications.yaml`.
#[derive(Clone, Debug)]
pub struct Publication {
    /// Key.
    pub key: PublicationKey,
    /// Name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Language of its sources where they say none.
    pub language: Option<Language>,
    /// Country.
    pub country: Option<String>,
    /// Home page.
    pub url: Option<String>,
    /// A sentence about it.
    pub note: Option<String>,
    /// Rights of its sources where they say none.
    pub rights: Option<Rights>,
    /// The key it had before it was renamed.
    pub first_id: Option<String>,
    /// Its key in the file.
    pub span: Span,
}

/// One entry of `authors.yaml`.
#[derive(Clone, Debug)]
pub struct Author {
    /// Key.
    pub key: AuthorKey,
    /// Name.
    pub name: String,
    /// Home page.
    pub url: Option<String>,
    /// A sentence about them.
    pub note: Option<String>,
    /// Old routes.
    pub aliases: Vec<String>,
    /// The key it had before it was renamed.
    pub first_id: Option<String>,
    /// Its key in the file.
    pub span: Span,
}
