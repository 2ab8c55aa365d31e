//! Accepting a wanted correction of a stored text (SPEC 3 and 11, `amend`).
//!
//! Comes in: the content of a site, which text, the day and the reason. Goes out: an [`Amending`]: one change of one file,
//! and where the source is quoted. Never done here: touching a file, and judging whether the correction is right.

use super::evidence::altered;
use crate::base::day::Day;
use crate::base::diagnostic::Report;
use crate::base::edits::Edit;
use crate::base::file::{FileText, SitePath, Span};
use crate::base::hash::sha256_hex;
use crate::base::suggest::nearest;
use crate::parse::content::Content;
use crate::parse::document::Document;
use crate::parse::ids::{CaptureName, SourceId};
use crate::parse::retouch::{add_record, quoted};
use crate::parse::source::SourceFile;
use crate::parse::{front_matter, yaml};
use std::collections::BTreeMap;

/// What an amendment writes.
#[derive(Debug)]
pub struct Amending<'a> {
    /// The text that is accepted.
    pub source: &'a SourceFile,
    /// The dated line with the new hash.
    pub edit: Edit,
}

/// Why there is no amendment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no such source; the nearest that there is.
    Unknown(Option<String>),
    /// The source has no such capture; those that it has, the current one first.
    NoCapture(Vec<CaptureName>),
    /// The text has no hash, so any change is accepted.
    NoHash(SitePath),
    /// The text is the one that its hash was made of.
    Unchanged,
    /// The day lies before the one on which the text was retrieved, or before an amendment that is there.
    Early(Day),
    /// The file cannot be read.
    Broken,
    /// The front matter is not written so that a line can be added by itself: this is the line.
    Unwritable(SitePath, String),
}

/// Plans the amendment of the current text of a source, or of one of its captures.
pub fn plan<'a>(
    content: &'a Content,
    (id, capture): (&SourceId, Option<CaptureName>),
    today: Day,
    because: &str,
) -> Result<Amending<'a>, Fault> {
    let source = text_of(content, id, capture)?;
    let front = &source.front;
    let hashed = front.capture.as_ref().and_then(|capture| capture.sha256.as_ref());
    if hashed.is_none() && front.own_amendments().is_empty() {
        return Err(Fault::NoHash(source.file.path().clone()));
    }
    if altered(source).is_none() {
        return Err(Fault::Unchanged);
    }
    let retrieved = front.capture.as_ref().map(|capture| capture.day);
    let latest = front.amendments.iter().map(|amendment| amendment.date).chain(retrieved).max();
    if let Some(latest) = latest.filter(|latest| *latest > today) {
        return Err(Fault::Early(latest));
    }
    let fields = [
        ("date", today.to_string()),
        ("because", quoted(because)),
        ("sha256", sha256_hex(source.hashed_text.as_bytes())),
    ];
    let file = &source.file;
    let edit = front_node(file).and_then(|front| add_record(file, &front, "amendments", &fields));
    let edit = edit.ok_or_else(|| {
        let line = fields.each_ref().map(|(name, value)| format!("{name}: {value}")).join(", ");
        Fault::Unwritable(file.path().clone(), format!("amendments: [{{{line}}}]"))
    })?;
    Ok(Amending { source, edit })
}

fn text_of<'a>(content: &'a Content, id: &SourceId, capture: Option<CaptureName>) -> Result<&'a SourceFile, Fault> {
    let texts = || content.sources.iter().filter(|source| source.id == *id);
    if texts().next().is_none() {
        if content.broken_sources.contains(id.as_str()) {
            return Err(Fault::Broken);
        }
        let near = nearest(id.as_str(), content.sources.iter().map(|source| source.id.as_str()));
        return Err(Fault::Unknown(near.map(str::to_owned)));
    }
    let current = texts().find(|text| text.earlier.is_none());
    let Some(wanted) = capture else { return current.ok_or(Fault::Broken) };
    let day_of = |text: &SourceFile| text.front.capture.as_ref().map(|capture| capture.day);
    let named = texts().find(|text| text.earlier == Some(wanted));
    let newest = || current.filter(|text| wanted.time.is_none() && day_of(text) == Some(wanted.day));
    named.or_else(newest).ok_or_else(|| {
        let current = current.and_then(day_of).map(|day| CaptureName { day, time: None });
        let mut earlier: Vec<CaptureName> = texts().filter_map(|text| text.earlier).collect();
        earlier.sort_by(|a, b| b.cmp(a));
        Fault::NoCapture(current.into_iter().chain(earlier).collect())
    })
}

fn front_node(file: &FileText) -> Option<crate::parse::node::Node> {
    let split = front_matter::split(file, &mut Report::default())?;
    yaml::read(file, split.front, &mut Report::default())
}

/// Where a source is quoted or cited: of each file, the bytes from the words to the citation.
pub fn cited_at(content: &Content, id: &SourceId) -> BTreeMap<SitePath, Vec<Span>> {
    let commentary = content.commentary.iter().map(|entry| {
        let own = entry.front.source.as_ref().map(|source| &source.value.0);
        (&entry.file, &entry.body, own)
    });
    let editions = content.editions.iter().map(|edition| (&edition.file, &edition.body, None));
    let pages = content.pages.iter().map(|page| (&page.file, &page.body, None));
    let all = commentary.chain(editions).chain(pages);
    all.map(|(file, body, own)| (file.path().clone(), spans(body, own, id))).collect()
}

fn spans(body: &Document, own: Option<&SourceId>, id: &SourceId) -> Vec<Span> {
    let names = |index: usize| body.citations[index].items.iter().any(|item| item.key.as_ref().or(own) == Some(id));
    let citations = body.citations.iter().enumerate().filter(|(index, _)| names(*index));
    let quotations = body.quotations.iter().filter(|quotation| names(quotation.citation)).map(|quotation| {
        let citation = &body.citations[quotation.citation].span;
        quotation.span.start.min(citation.start)..quotation.span.end.max(citation.end)
    });
    citations.map(|(_, citation)| citation.span.clone()).chain(quotations).collect()
}
