//! One file below `content/pages/`: any other Markdown page.

use super::document::Document;
use super::source::Located;
use crate::base::file::FileText;
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
