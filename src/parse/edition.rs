//! One file below `content/editions/`: a dated issue of the digest.

use super::document::Document;
use super::ids::{CommentaryId, EditionId};
use super::source::Located;
use crate::base::day::Day;
use crate::base::file::FileText;
use crate::base::language::Language;
use std::sync::Arc;

/// One file, read.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The file.
    pub file: Arc<FileText>,
    /// Its id.
    pub id: EditionId,
    /// Title.
    pub title: String,
    /// Day of publication.
    pub date: Day,
    /// Number, as written.
    pub number: Option<String>,
    /// What it gathers.
    pub gathers: Gathers,
    /// Language.
    pub language: Option<Language>,
    /// Old routes.
    pub aliases: Vec<Located<String>>,
    /// The id it had before it was renamed.
    pub first_id: Option<EditionId>,
    /// Left out unless asked for.
    pub draft: bool,
    /// Handed to templates untouched.
    pub extra: serde_json::Value,
    /// The editors' introduction.
    pub body: Document,
}

/// Which commentaries an edition gathers.
#[derive(Clone, Debug)]
pub enum Gathers {
    /// These, in this order.
    Listed(Vec<Located<CommentaryId>>),
    /// Those dated from the first to the last day, both inclusive, by date then id.
    Dated(Day, Day),
}
