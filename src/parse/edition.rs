//! One file below `content/editions/`: a dated issue of the digest.

use super::codes;
use super::document::Document;
use super::fields::Fields;
use super::front_matter;
use super::ids::{CommentaryId, EditionId};
use super::source::Located;
use super::values;
use crate::base::day::Day;
use crate::base::diagnostic::Diagnostic;
use crate::base::file::{FileText, Span};
use crate::base::language::Language;
use std::collections::BTreeSet;
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

/// Reads the front matter, and the body with it. `None` where something it needs is missing; every
/// problem is reported.
///
/// What must be there is asked for first and taken last, so that every field is read and reported before one is missed.
pub fn read(
    fields: Fields<'_>,
    front: &Span,
    file: Arc<FileText>,
    id: EditionId,
    body: impl FnOnce() -> Document,
) -> Option<Edition> {
    fields.all(|fields| {
        let title = fields.required("title", "write `title: …`", values::line);
        let date = fields.required("date", "write `date:` and the day of publication", values::day);
        let gathers = gathers(fields, front);
        let language = fields.optional("language", values::language);
        Some(Edition {
            file,
            id,
            number: fields.optional("number", values::line),
            aliases: fields.list("aliases", values::route),
            first_id: fields.optional("first_id", values::edition),
            draft: fields.optional("draft", values::boolean).unwrap_or(false),
            extra: front_matter::extra(fields, front),
            body: body(),
            language,
            title: title?.value,
            date: date?.value,
            gathers: gathers?,
        })
    })
}

/// Either a list or two days; neither gathers nothing, with a warning.
fn gathers(fields: &mut Fields<'_>, front: &Span) -> Option<Gathers> {
    let problems = fields.problems();
    let listed = fields.node("commentary").map(|entry| entry.key.span.clone());
    let ids = fields.list("commentary", values::commentary);
    let (from, to) = (fields.node("from"), fields.node("to"));
    let invalid = |span: &Span, message: String, help: &str| {
        problems.add(Diagnostic::new(&codes::FIELD_INVALID, problems.place(span), message).help(help));
        None
    };
    if from.is_none() && to.is_none() {
        if listed.is_none() {
            let place = problems.place(&(front.start..front.start));
            let message = "the edition does not say which commentaries it gathers";
            let help = "write `commentary:` and the ids in order, or `from:` and `to:` and two days";
            problems.add(Diagnostic::new(&codes::EDITION_EMPTY, place, message).help(help));
        }
        let mut before = BTreeSet::new();
        let twice = ids.iter().find(|id| !before.insert(&id.value));
        return match twice {
            Some(id) => invalid(&id.span, format!("`{}` is listed twice", id.value), "keep one of the two"),
            None => Some(Gathers::Listed(ids)),
        };
    }
    let first = fields.required("from", "write `from:` and the first day", values::day);
    let last = fields.required("to", "write `to:` and the last day", values::day);
    let (first, last) = (first?, last?);
    match listed {
        Some(span) => {
            invalid(&span, "the edition has a list and days too".to_owned(), "keep `commentary`, or `from` and `to`")
        }
        None if first.value > last.value => {
            invalid(&last.span, "the last day is before the first".to_owned(), "exchange the days of `from` and `to`")
        }
        None => Some(Gathers::Dated(first.value, last.value)),
    }
}
