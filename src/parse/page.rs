//! One file below `content/pages/`: any other Markdown page.

use super::document::Document;
use super::fields::Fields;
use super::front_matter;
use super::source::Located;
use super::values;
use crate::base::file::{FileText, Span};
use crate::base::language::Language;
use std::sync::Arc;

/// One file, read. Its route is its path below `content/pages/`.
#[derive(Clone, Debug)]
pub struct Page {
    /// The file.
    pub file: Arc<FileText>,
    /// Title.
    pub title: String,
    /// Summary.
    pub summary: Option<String>,
    /// Its place in the navigation.
    pub menu: Option<i64>,
    /// Language.
    pub language: Option<Language>,
    /// Old routes.
    pub aliases: Vec<Located<String>>,
    /// Left out unless asked for.
    pub draft: bool,
    /// Handed to templates untouched.
    pub extra: serde_json::Value,
    /// Its body.
    pub body: Document,
}

/// Reads the front matter, and the body with it. `None` where something it needs is missing; every
/// problem is reported.
pub fn read(fields: Fields<'_>, front: &Span, file: Arc<FileText>, body: impl FnOnce() -> Document) -> Option<Page> {
    fields.all(|fields| {
        let title = fields.required("title", "write `title: …`", values::line);
        let language = fields.optional("language", values::language);
        Some(Page {
            file,
            summary: fields.optional("summary", values::line),
            menu: fields.optional("menu", values::integer),
            aliases: fields.list("aliases", values::route),
            draft: fields.optional("draft", values::boolean).unwrap_or(false),
            extra: front_matter::extra(fields, front),
            body: body(),
            language,
            title: title?.value,
        })
    })
}
