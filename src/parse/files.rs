//! One file of `content/` → its value.
//!
//! Comes in: a path, its bytes, what [`folders`](super::folders) says it is. Goes out: a [`ReadFile`]. Never done here:
//! seeing a second file.

use super::commentary::{self, Commentary, CommentaryFront};
use super::document::Document;
use super::edition::{self, Edition};
use super::fields::Problems;
use super::folders::Kind;
use super::front_matter;
use super::ids::{CaptureName, CommentaryId, SourceId};
use super::markdown::{self, BodyContext, Keys, Notes};
use super::page::{self, Page};
use super::parts;
use super::source::{self, SourceFile, SourceFront};
use super::vocabulary::{self, Author, Publication, Topic};
use super::{text, yaml};
use crate::base::diagnostic::{Report, Severity};
use crate::base::file::{FileText, SitePath, Span};
use crate::base::language::Language;
use std::sync::Arc;

/// What one file holds.
pub struct ReadFile {
    /// Its value; `None` where its front matter has an error.
    pub value: Option<FileValue>,
    /// Whether it has an error that keeps it, or a part of it, out of [`Content`](super::content::Content).
    pub broken: bool,
    /// All its problems.
    pub report: Report,
}

/// The value of a file, by kind.
pub enum FileValue {
    /// A current text or an earlier capture.
    Source(Box<SourceFile>),
    /// A commentary.
    Commentary(Box<Commentary>),
    /// An edition.
    Edition(Edition),
    /// A page.
    Page(Page),
    /// `topics.yaml`
    Topics(Vec<Topic>, Arc<FileText>),
    /// `publications.yaml`
    Publications(Vec<Publication>, Arc<FileText>),
    /// `authors.yaml`
    Authors(Vec<Author>, Arc<FileText>),
}

/// Reads one file. `language` is that of the site, where it is known; `uncited` is how bad an uncited quotation is.
pub fn read(path: &SitePath, bytes: &[u8], kind: &Kind, language: Option<&Language>, uncited: Severity) -> ReadFile {
    let mut report = Report::default();
    let Some(file) = text::read(path, bytes, &mut report) else {
        return ReadFile { value: None, broken: true, report };
    };
    match kind {
        Kind::Topics | Kind::Publications | Kind::Authors => vocabulary(file, kind, language, report),
        _ => markdown(file, kind, uncited, report),
    }
}

/// A vocabulary keeps its sound entries where others have errors.
fn vocabulary(file: Arc<FileText>, kind: &Kind, language: Option<&Language>, mut report: Report) -> ReadFile {
    let root = yaml::read(&file, 0..file.text().len(), &mut report);
    let problems = Problems::of(&file, report);
    let value = root.map(|root| match kind {
        Kind::Topics => FileValue::Topics(vocabulary::read_topics(&problems, &root, language), file.clone()),
        Kind::Publications => FileValue::Publications(vocabulary::read_publications(&problems, &root), file.clone()),
        _ => FileValue::Authors(vocabulary::read_authors(&problems, &root), file.clone()),
    });
    let report = problems.report();
    ReadFile { value, broken: report.has_errors(), report }
}

/// The body is read also where the front matter has errors, so that all problems are reported in one run.
fn markdown(file: Arc<FileText>, kind: &Kind, uncited: Severity, mut report: Report) -> ReadFile {
    let Some(split) = front_matter::split(&file, &mut report) else {
        return ReadFile { value: None, broken: true, report };
    };
    let mut of_body = Report::default();
    let node = front_matter::read(&file, &split, &mut report);
    let problems = Problems::of(&file, report);
    let fields = node.as_ref().and_then(|node| front_matter::fields(&problems, node, noun(kind), &split));
    let mut body = Body { file: &file, span: split.body.clone(), uncited, report: &mut of_body };
    let value = match kind {
        Kind::Source(id) => source(fields.and_then(|fields| source::read_front(fields, &split.front)), id, None, body),
        Kind::Earlier(id, name) => {
            source(fields.and_then(|fields| source::read_earlier_front(fields, &split.front)), id, Some(*name), body)
        }
        Kind::Commentary(id) => {
            commentary(fields.and_then(|fields| commentary::read_front(fields, &split.front)), id, body)
        }
        Kind::Edition(id) => match fields {
            Some(fields) => {
                edition::read(fields, &split.front, file.clone(), id.clone(), || body.read(Keys::Required, Notes::No))
                    .map(FileValue::Edition)
            }
            None => body.without_front(),
        },
        _ => match fields {
            Some(fields) => page::read(fields, &split.front, file.clone(), || body.read(Keys::Required, Notes::No))
                .map(FileValue::Page),
            None => body.without_front(),
        },
    };
    let mut report = problems.report();
    let broken = report.has_errors() || value.is_none();
    report.extend(of_body);
    ReadFile { value: value.filter(|_| !broken), broken, report }
}

fn noun(kind: &Kind) -> &'static str {
    match kind {
        Kind::Source(_) => "a source",
        Kind::Earlier(..) => "an earlier capture",
        Kind::Commentary(_) => "a commentary",
        Kind::Edition(_) => "an edition",
        _ => "a page",
    }
}

fn source(
    front: Option<SourceFront>,
    id: &SourceId,
    earlier: Option<CaptureName>,
    body: Body<'_>,
) -> Option<FileValue> {
    let (document, stored, hashed_text) = markdown::read_source(body.file, body.span, body.report);
    let (file, id) = (body.file.clone(), id.clone());
    Some(FileValue::Source(Box::new(SourceFile {
        file,
        id,
        earlier,
        front: front?,
        body: document,
        stored,
        hashed_text,
    })))
}

/// Without front matter the short form `[¶12]` is allowed, so that a missing `source` is not reported once a citation.
fn commentary(front: Option<CommentaryFront>, id: &CommentaryId, mut body: Body<'_>) -> Option<FileValue> {
    let is_one = front.as_ref().is_none_or(|front| front.source.is_some());
    let document = body.read(if is_one { Keys::Optional } else { Keys::Required }, Notes::Yes);
    let parts = parts::divide(&document);
    let (file, id) = (body.file.clone(), id.clone());
    Some(FileValue::Commentary(Box::new(Commentary { file, id, front: front?, body: document, parts })))
}

/// The body of a file while its front matter is read.
struct Body<'a> {
    file: &'a Arc<FileText>,
    span: Span,
    uncited: Severity,
    report: &'a mut Report,
}

impl Body<'_> {
    /// The body of anything but a source.
    fn read(&mut self, keys: Keys, notes: Notes) -> Document {
        let context = BodyContext { keys, notes, uncited: self.uncited };
        markdown::read_body(self.file, self.span.clone(), &context, self.report)
    }

    /// Reads the body for its problems alone.
    fn without_front(&mut self) -> Option<FileValue> {
        self.read(Keys::Required, Notes::No);
        None
    }
}
