//! `site.toml`, read.

use super::codes;
use super::fault::Fault;
use super::fields::{Fields, Problems, free_key, scalar};
use super::node::{Located, Node, Value};
use super::rights::Rights;
use super::values;
use crate::base::day::PartialDay;
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::file::{SitePath, Span};
use crate::base::language::Language;
use crate::base::suggest::nearest;
use jiff::tz::TimeZoneDatabase;
use std::collections::{BTreeMap, BTreeSet};

/// The version of the quotation contract that this program knows.
pub const CONTRACT: u32 = 1;

/// The sections of a site that `[menu] order` may name, in the order they have without it.
pub const SECTIONS: [&str; 10] = [
    "commentary",
    "topics",
    "archive",
    "sources",
    "publications",
    "editions",
    "authors",
    "corrections",
    "verification",
    "search",
];

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
    /// Where `site.toml` names it; its start where it does not.
    pub theme_span: Span,
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
    /// The rules of the contract that the site relaxes.
    pub relaxed: BTreeSet<Relaxation>,
}

impl QuotationSettings {
    /// Whether the site relaxes a rule.
    pub fn relaxes(&self, rule: Relaxation) -> bool {
        self.relaxed.contains(&rule)
    }
}

/// One rule of the contract that a site may relax, each by a switch under `[quotations]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relaxation {
    /// The initial of a quotation may change its case without brackets.
    SilentInitialCase,
    /// Emphasis that the source lacks needs no flag.
    SilentEmphasis,
    /// A quotation of fewer than three words needs no locator where its words occur once.
    ShortWithoutLocator,
    /// An ellipsis in running text may leave out more than 120 words.
    LongOmissions,
    /// An ellipsis may leave out a negation beside a cut: a warning.
    OmittedNegations,
    /// Brackets may stand for more than six words of one sentence.
    LongBrackets,
    /// Brackets may put digits in the place of digits.
    BracketedDigits,
}

impl Relaxation {
    /// All of them, in the order of the contract.
    pub const ALL: [Relaxation; 7] = [
        Relaxation::LongOmissions,
        Relaxation::OmittedNegations,
        Relaxation::LongBrackets,
        Relaxation::BracketedDigits,
        Relaxation::SilentInitialCase,
        Relaxation::SilentEmphasis,
        Relaxation::ShortWithoutLocator,
    ];

    /// Its name in `site.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Relaxation::SilentInitialCase => "silent_initial_case",
            Relaxation::SilentEmphasis => "silent_emphasis",
            Relaxation::ShortWithoutLocator => "short_without_locator",
            Relaxation::LongOmissions => "long_omissions",
            Relaxation::OmittedNegations => "omitted_negations",
            Relaxation::LongBrackets => "long_brackets",
            Relaxation::BracketedDigits => "bracketed_digits",
        }
    }
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

/// Reads `site.toml`. `None` where something it needs is missing or wrong; every problem is reported.
///
/// What must be there is asked for first and taken last, so that every setting is read and reported before one is missed.
pub fn read(problems: &Problems<'_>, root: &Node) -> Option<Site> {
    Fields::of(problems, root, "`site.toml`", 0..0)?.all(|fields| {
        let title = fields.required("title", "write `title = \"…\"`", values::line);
        let base_url = fields.required("base_url", "write `base_url = \"https://digest.example.org/\"`", read_base_url);
        let time_zone = fields.required("time_zone", "write `time_zone = \"Europe/Paris\"`", time_zone);
        let tagline = fields.optional("tagline", values::line).unwrap_or_default();
        let language = fields.optional("language", values::language).unwrap_or_else(english);
        let built_in = || Located { value: "folio".to_owned(), span: 0..0 };
        let theme = fields.located("theme", theme).unwrap_or_else(built_in);
        Some(Site {
            description: fields.optional("description", values::line).unwrap_or_else(|| tagline.clone()),
            tagline,
            contact: fields.optional("contact", values::line),
            licence: fields.optional("licence", values::line),
            footer: fields.optional("footer", values::text),
            logo: fields.optional("logo", logo),
            languages: languages(&language, fields.values("languages", values::language)),
            language,
            theme_span: theme.span,
            theme: theme.value,
            rights: rights(fields),
            quotations: quotations(fields),
            per_page: section(fields, "lists", |fields| fields.optional("per_page", values::positive))
                .flatten()
                .unwrap_or(50),
            search: section(fields, "search", |fields| fields.optional("enabled", values::boolean))
                .flatten()
                .unwrap_or(true),
            menu: menu(fields),
            theme_settings: theme_settings(fields),
            feeds: feeds(fields, base_url.as_ref().map(|found| found.value.as_str()))?,
            title: title?.value,
            base_url: base_url?.value,
            time_zone: time_zone?.value,
        })
    })
}

/// A table of settings; `None` where it is absent.
fn section<T>(fields: &mut Fields<'_>, name: &'static str, read: impl FnOnce(&mut Fields<'_>) -> T) -> Option<T> {
    fields.map(name).map(|fields| fields.all(|fields| read(fields)))
}

fn english() -> Language {
    Language::parse("en").expect("`en` is a language tag")
}

/// The language of the site first, no language twice.
fn languages(own: &Language, listed: Vec<Language>) -> Vec<Language> {
    let mut languages = vec![own.clone()];
    for language in listed {
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    languages
}

fn rights(fields: &mut Fields<'_>) -> RightsSettings {
    let read = section(fields, "rights", |fields| {
        (fields.optional("default", values::rights), fields.optional("excerpt_words", values::positive))
    });
    let (default, excerpt_words) = read.unwrap_or_default();
    RightsSettings { default: default.unwrap_or(Rights::Full), excerpt_words: excerpt_words.unwrap_or(60) }
}

fn quotations(fields: &mut Fields<'_>) -> QuotationSettings {
    let read = section(fields, "quotations", |fields| {
        let contract = fields.optional("contract", contract);
        let uncited = fields.optional("uncited", |text| values::one_of(text, ["warning", "error"]));
        let is_on = |rule: &Relaxation| fields.optional(rule.name(), values::boolean) == Some(true);
        (contract, uncited, Relaxation::ALL.into_iter().filter(is_on).collect())
    });
    let (contract, uncited, relaxed) = read.unwrap_or_default();
    let strict = QuotationSettings::default();
    QuotationSettings {
        contract: contract.unwrap_or(strict.contract),
        uncited: if uncited == Some(1) { Severity::Error } else { strict.uncited },
        relaxed,
    }
}

impl Default for QuotationSettings {
    /// The contract as it is printed: no rule relaxed.
    fn default() -> QuotationSettings {
        QuotationSettings { contract: CONTRACT, uncited: Severity::Warning, relaxed: BTreeSet::new() }
    }
}

fn contract(text: &str) -> Result<u32, Fault> {
    match values::positive(text)? as u32 {
        CONTRACT => Ok(CONTRACT),
        _ => {
            let why = format!("is a version of the contract that this program does not know; it knows {CONTRACT}");
            let help = format!("use a newer postil, or write `contract = {CONTRACT}`");
            Err(Fault { code: &codes::CONTRACT_UNKNOWN, why, help, instead: None })
        }
    }
}

/// `[feeds]`; without `authority` ids of entries are made from the address, and would change with it: a hint says so.
fn feeds(fields: &mut Fields<'_>, base_url: Option<&str>) -> Option<FeedSettings> {
    let read = section(fields, "feeds", |fields| {
        let given = fields.node("authority").is_some();
        let authority = fields.optional("authority", authority);
        let full_text = fields.optional("full_text", values::boolean);
        (given, authority, full_text, fields.optional("items", values::positive))
    });
    let (given, authority, full_text, items) = read.unwrap_or_default();
    let made =
        base_url.and_then(|address| url::Url::parse(address).ok()?.host_str().map(|host| format!("{host},2026")));
    if let Some(made) = made.as_ref().filter(|_| !given) {
        let problems = fields.problems();
        let message =
            format!("feeds have no `authority` of their own, so the ids of their entries begin with `{made}`");
        let help = format!(
            "write `authority = \"{made}\"` under `[feeds]`: another address would change the ids, and every entry would be new to readers"
        );
        problems.add(Diagnostic::new(&codes::FEED_AUTHORITY, problems.place(&(0..0)), message).help(help));
    }
    let (full_text, items) = (full_text.unwrap_or(true), items.unwrap_or(30));
    Some(FeedSettings { authority: authority.or(made)?, full_text, items })
}

/// A host or mail address and a date on which it was yours (RFC 4151).
fn authority(text: &str) -> Result<String, Fault> {
    let sound = text.split_once(',').is_some_and(|(name, date)| {
        let letters = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'@');
        !name.is_empty() && name.bytes().all(letters) && PartialDay::parse(date).is_some()
    });
    match sound {
        true => Ok(text.to_owned()),
        false => Err(Fault::new(
            &codes::FIELD_INVALID,
            "is no authority for ids",
            "write a host of yours, a comma and a year in which it was yours, `digest.example.org,2026`",
        )),
    }
}

/// Scheme, host and path, ending in `/`: that of `site.toml`, or the one given with `--base-url`.
pub fn read_base_url(text: &str) -> Result<String, Fault> {
    let text = values::address(text)?;
    let fault = |why: &str, help: &str| Fault::new(&codes::ADDRESS_INVALID, why, help);
    let mut url = url::Url::parse(&text).map_err(|_| fault("is no address", "write `https://digest.example.org/`"))?;
    if url.query().is_some() || url.fragment().is_some() {
        return Err(fault("holds a query or a fragment", "end it before `?` or `#`"));
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url.to_string())
}

/// A name of the zone data that the program has with it, whatever the machine has.
fn time_zone(text: &str) -> Result<String, Fault> {
    let zones = TimeZoneDatabase::bundled();
    if let Some(name) = zones.get(text).ok().and_then(|zone| zone.iana_name().map(str::to_owned)) {
        return Ok(name);
    }
    let names: Vec<String> = zones.available().map(|name| name.as_str().to_owned()).collect();
    let city = text.rsplit('/').next().unwrap_or(text).replace(' ', "_");
    let same_city =
        names.iter().find(|name| name.rsplit('/').next().is_some_and(|own| own.eq_ignore_ascii_case(&city)));
    let meant = same_city.map(String::as_str).or_else(|| nearest(text, names.iter().map(String::as_str)));
    let why = "is not in the zone data";
    Err(match meant {
        Some(meant) => Fault::instead(&codes::TIME_ZONE_UNKNOWN, why, meant),
        None => {
            Fault::new(&codes::TIME_ZONE_UNKNOWN, why, "write a region and a city, such as `Europe/Paris`, or `UTC`")
        }
    })
}

fn logo(text: &str) -> Result<String, Fault> {
    let inside = |path: &SitePath| path.below("content/media").is_some() || path.below("static").is_some();
    match SitePath::new(text).filter(inside) {
        Some(_) => Ok(text.to_owned()),
        None => {
            let help = "write its path in the site, such as `content/media/logo.svg`";
            Err(Fault::new(&codes::FIELD_INVALID, "is no picture below `content/media/` or `static/`", help))
        }
    }
}

fn theme(text: &str) -> Result<String, Fault> {
    let sound = SitePath::new(text).is_some() && !text.contains('/') && !text.starts_with('.');
    match sound {
        true => Ok(text.to_owned()),
        false => Err(Fault::new(
            &codes::FIELD_INVALID,
            "is no name of a theme",
            "write the name of a folder in `themes/`, or `folio`",
        )),
    }
}

fn menu(fields: &mut Fields<'_>) -> Vec<String> {
    let default = || SECTIONS.iter().map(|name| (*name).to_owned()).collect();
    let Some(fields) = fields.map("menu") else { return default() };
    fields.all(|fields| {
        let problems = fields.problems();
        if fields.node("order").is_none() {
            return default();
        }
        let listed: Vec<Located<usize>> = fields.list("order", |text| values::one_of(text, SECTIONS));
        let mut order: Vec<String> = Vec::new();
        for section in listed {
            let name = SECTIONS[section.value];
            if order.iter().any(|before| before == name) {
                let message = format!("`{name}` stands in `order` twice");
                let place = problems.place(&section.span);
                problems.add(Diagnostic::new(&codes::FIELD_INVALID, place, message).help("keep one of the two"));
            } else {
                order.push(name.to_owned());
            }
        }
        order
    })
}

/// Names and values of custom properties: text or numbers that cannot end a declaration of CSS.
fn theme_settings(fields: &mut Fields<'_>) -> BTreeMap<String, String> {
    let problems = fields.problems();
    let Some(entry) = fields.node("theme_settings") else { return BTreeMap::new() };
    let Value::Map(entries) = &entry.value.value else {
        let message = format!("`theme_settings` must be a table, and here is {}", entry.value.kind());
        let diagnostic = Diagnostic::new(&codes::FIELD_INVALID, problems.place(&entry.value.span), message);
        problems.add(diagnostic.help("write `[theme_settings]` in a line of its own, and the settings below it"));
        return BTreeMap::new();
    };
    let mut settings = BTreeMap::new();
    for entry in entries {
        let name = free_key(problems, "theme_settings", entry, property_name);
        let value = scalar(problems, &entry.key.value, &entry.value, property_value);
        if let (Some(name), Some(value)) = (name, value) {
            settings.insert(name.value, value.value);
        }
    }
    settings
}

fn property_name(text: &str) -> Result<String, Fault> {
    let sound =
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    match sound {
        true => Ok(text.to_owned()),
        false => Err(Fault::new(
            &codes::FIELD_INVALID,
            "is no name of a setting",
            "write letters, digits, hyphens and underscores",
        )),
    }
}

fn property_value(text: &str) -> Result<String, Fault> {
    let text = values::line(text)?;
    match text.contains([';', '{', '}', '<', '\\']) || text.contains("/*") {
        false => Ok(text),
        true => Err(Fault::new(
            &codes::FIELD_INVALID,
            "would end the setting",
            "write one value of CSS, without `;`, braces, `<`, backslashes and comments",
        )),
    }
}
