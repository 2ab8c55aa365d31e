//! What an export knows of a work and its stored source does not say: lines to add by hand.
//!
//! Never done here: changing a source. What differs is shown with both values, and nobody's word counts more.

use super::export::Work;
use super::matching::{differ, folded};
use crate::base::language::Language;
use crate::ingest::source_file::{yaml_item, yaml_string};
use crate::parse::source::SourceFront;

/// What is missing and what differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Lines of front matter: `date: 2026-02-03`.
    pub missing: Vec<String>,
    /// Sentences in lower case without a full stop.
    pub different: Vec<String>,
}

/// Compares a work with the front matter of its source. `names` are those of its publication.
pub fn compare(work: &Work, front: &SourceFront, names: &[String]) -> Findings {
    let mut found = Findings::default();
    match (work.date, front.date) {
        (Some(date), None) => found.missing.push(format!("date: {date}")),
        (Some(date), Some(stored)) if differ(date, stored) => {
            found.different.push(format!("the source has the date `{stored}`, the export `{date}`"));
        }
        _ => {}
    }
    if !work.authors.is_empty() && front.authors.is_empty() && front.byline.is_none() {
        let authors: Vec<String> = work.authors.iter().map(|name| yaml_item(name)).collect();
        found.missing.push(format!("authors: [{}]", authors.join(", ")));
    }
    if let (Some(address), None) = (&work.address, &front.url) {
        found.missing.push(format!("url: {}", yaml_string(address)));
    }
    let language = work.language.as_deref().and_then(Language::parse);
    if let (Some(language), None) = (language, &front.language) {
        found.missing.push(format!("language: {}", yaml_string(language.tag())));
    }
    if let Some(title) = work.title.as_ref().filter(|title| !folded(title).contains(&folded(&front.title))) {
        found.different.push(format!("the source has the title `{}`, the export `{title}`", front.title));
    }
    if let Some(container) = work.container.as_ref().filter(|name| !names.iter().any(|own| folded(own) == folded(name)))
    {
        let key = &front.publication.value;
        found.different.push(format!("the source is of the publication `{key}`, the export says `{container}`"));
    }
    if front.extra.is_null() && !work.identifiers.is_empty() {
        let fields: Vec<String> =
            work.identifiers.iter().map(|(name, value)| format!("{name}: {}", yaml_item(value))).collect();
        found.missing.push(format!("extra: {{{}}}", fields.join(", ")));
    }
    found
}
