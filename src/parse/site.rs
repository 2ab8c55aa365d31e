//! `site.toml`, read.

use super::source::Rights;
use crate::base::diagnostic::Severity;
use crate::base::language::Language;
use std::collections::BTreeMap;

/// All that `site.toml` says, with the defaults filled in.
#[derive(Clone, Debug)]
pub struct Site {
    /// Title.
    pub title: String,
    /// One line under it; empty where there is none.
    pub tagline: String,
    /// For search engines; the tagline where there is none.
    pub description: String,
    /// An address to write to.
    pub contact: Option<String>,
    /// Licence of the commentary.
    pub licence: Option<String>,
    /// Markdown.
    pub footer: Option<String>,
    /// Path of a picture below `content/media/` or `static/`.
    pub logo: Option<String>,
    /// Scheme, host and path, ending in `/`.
    pub base_url: String,
    /// Language of the interface and the default of content.
    pub language: Language,
    /// All languages of the site, `language` first.
    pub languages: Vec<Language>,
    /// IANA name, known to the compiled-in zone data.
    pub time_zone: String,
    /// Name of the theme.
    pub theme: String,
    /// `[rights]`
    pub rights: RightsSettings,
    /// `[quotations]`
    pub quotations: QuotationSettings,
    /// `[feeds]`
    pub feeds: FeedSettings,
    /// `[lists] per_page`, at least 1.
    pub per_page: usize,
    /// `[search] enabled`
    pub search: bool,
    /// `[menu] order`: names of the sections of the site in the order of the navigation.
    pub menu: Vec<String>,
    /// `[theme_settings]`: names and values of the theme's custom properties.
    pub theme_settings: BTreeMap<String, String>,
}

/// `[rights]`
#[derive(Clone, Debug)]
pub struct RightsSettings {
    /// Of a source where neither it nor its publication says.
    pub default: Rights,
    /// How many words of a paragraph `excerpts` may show round a passage.
    pub excerpt_words: usize,
}

/// `[quotations]`
#[derive(Clone, Debug)]
pub struct QuotationSettings {
    /// Version of the contract; this program knows 1.
    pub contract: u32,
    /// How bad an uncited quoted span is.
    pub uncited: Severity,
    /// The initial of a quotation may change its case without brackets.
    pub silent_initial_case: bool,
}

/// `[feeds]`
#[derive(Clone, Debug)]
pub struct FeedSettings {
    /// `digest.example.org,2026`: part of every entry's id (RFC 4151).
    pub authority: String,
    /// Whether entries have their whole text.
    pub full_text: bool,
    /// How many entries a feed has.
    pub items: usize,
}
