//! One file below `content/commentary/`: analysis by the editors, with its claims.

use super::document::Document;
use super::fault::Fault;
use super::fields::Fields;
use super::front_matter;
use super::ids::{CaptureName, CommentaryId, SourceId};
pub use super::parts::{Note, Part};
use super::source::{Located, Withdrawal, withdrawal};
use super::values;
use crate::base::day::Day;
use crate::base::file::{FileText, Span};
use crate::base::language::Language;
use std::sync::Arc;

/// One file, read.
#[derive(Clone, Debug)]
pub struct Commentary {
    /// The file.
    pub file: Arc<FileText>,
    /// Its id.
    pub id: CommentaryId,
    /// Its front matter.
    pub front: CommentaryFront,
    /// Its body.
    pub body: Document,
    /// The body in parts, in order; together they hold every block once.
    pub parts: Vec<Part>,
}

/// Front matter of a commentary (SPEC 3).
#[derive(Clone, Debug)]
pub struct CommentaryFront {
    /// Title.
    pub title: Located<String>,
    /// Day of publication.
    pub date: Day,
    /// Day of the last change.
    pub updated: Option<Day>,
    /// Keys of `authors.yaml`, or plain names.
    pub authors: Vec<String>,
    /// Summary.
    pub summary: Option<Located<String>>,
    /// Topics as written.
    pub topics: Vec<Located<String>>,
    /// The source it reads closely, with the capture it pins.
    pub source: Option<Located<(SourceId, Option<CaptureName>)>>,
    /// The layout asked for.
    pub layout: Option<Located<LayoutName>>,
    /// Corrections, as written.
    pub corrections: Vec<Correction>,
    /// Language.
    pub language: Option<Language>,
    /// The commentary it translates.
    pub translation_of: Option<Located<CommentaryId>>,
    /// Old routes.
    pub aliases: Vec<Located<String>>,
    /// The id it had before it was renamed.
    pub first_id: Option<CommentaryId>,
    /// Left out unless asked for.
    pub draft: bool,
    /// Withdrawal.
    pub withdrawn: Option<Withdrawal>,
    /// Handed to templates untouched.
    pub extra: serde_json::Value,
}

/// `layout:`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayoutName {
    /// The full source left, each note in the row of its passage.
    Beside,
    /// Each passage in its paragraph left, in the author's order.
    Excerpts,
}

/// One correction of a commentary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// When.
    pub date: Day,
    /// What was wrong, in plain text.
    pub text: String,
}

/// The front matter. `None` where something it needs is missing; every problem is reported.
///
/// What must be there is asked for first and taken last, so that every field is read and reported before one is missed.
pub fn read_front(fields: Fields<'_>, front: &Span) -> Option<CommentaryFront> {
    fields.all(|fields| {
        let title = fields.required("title", "write `title: …`", values::line);
        let date = fields.required("date", "write `date:` and the day of publication", values::day);
        Some(CommentaryFront {
            updated: fields.optional("updated", values::day),
            authors: fields.values("authors", values::line),
            summary: fields.located("summary", values::line),
            topics: fields.list("topics", values::line),
            source: fields.located("source", values::pinned_source),
            layout: fields.located("layout", layout),
            corrections: fields.maps("corrections").into_iter().filter_map(correction).collect(),
            language: fields.optional("language", values::language),
            translation_of: fields.located("translation_of", values::commentary),
            aliases: fields.list("aliases", values::route),
            first_id: fields.optional("first_id", values::commentary),
            draft: fields.optional("draft", values::boolean).unwrap_or(false),
            withdrawn: withdrawal(fields),
            extra: front_matter::extra(fields, front),
            title: title?,
            date: date?.value,
        })
    })
}

fn layout(text: &str) -> Result<LayoutName, Fault> {
    values::one_of(text, ["beside", "excerpts"]).map(|index| [LayoutName::Beside, LayoutName::Excerpts][index])
}

fn correction(fields: Fields<'_>) -> Option<Correction> {
    fields.all(|fields| {
        let date = fields.required("date", "write `date:` and the day of the correction", values::day);
        let text = fields.required("text", "write `text:` and what was wrong", values::text);
        Some(Correction { date: date?.value, text: text?.value })
    })
}
