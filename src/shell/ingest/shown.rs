//! What was found, for people and for programs.

use super::Found;
use super::store;
use crate::ingest::clip::{Certainty, Clip, Doubt, Named};
use crate::ingest::text::plain_paragraphs;
use crate::shell::print::summary::{amount, listed};
use crate::shell::terminal::printable;
use serde::Serialize;

/// The fields, one a line, and under them what is doubtful.
pub fn found(name: &str, clip: &Clip) -> String {
    let publication = |named: &Named| match named.known {
        true => format!("{} ({})", named.name, named.key),
        false => format!("{} ({}, a new entry)", named.name, named.key),
    };
    let fields = [
        ("title", clip.title.clone()),
        ("subtitle", clip.subtitle.clone()),
        ("date", clip.date.map(|date| date.to_string())),
        ("publication", clip.publication.as_ref().map(publication)),
        ("agency", clip.agency.clone()),
        ("byline", clip.byline.clone()),
        ("language", clip.language.as_ref().map(|language| language.tag().to_owned())),
        ("address", clip.url.clone()),
        ("pages", pages(clip)),
        ("paragraphs", paragraphs(clip)),
        ("left out", left_out(clip)),
    ];
    let always = ["title", "date", "publication", "byline", "language", "address"];
    let mut lines = vec![name.to_owned()];
    for (field, value) in fields {
        match value {
            Some(value) => lines.push(format!("  {field:<12} {value}{}", origin_of(clip, field))),
            None if always.contains(&field) => lines.push(format!("  {field:<12} not known")),
            None => {}
        }
    }
    if !clip.doubts.is_empty() {
        lines.push("  in doubt".to_owned());
        lines.extend(clip.doubts.iter().map(|doubt| format!("  {:<12} {}", doubt.field, reading(doubt))));
    }
    printable(&lines.join("\n"))
}

/// What a reader should know of a value that the input does not state of itself.
fn origin_of(clip: &Clip, field: &str) -> String {
    let origin = clip.origins.iter().find(|origin| origin.field == field && origin.certainty == Certainty::Inferred);
    origin.map_or_else(String::new, |origin| format!(" (inferred: {})", origin.from))
}

/// Where a dry run would have put it.
pub fn would_store(found: &Found) -> String {
    match store::path(found) {
        Some(path) => format!("would be stored as `{path}`; nothing was written"),
        None => "cannot be stored without a publication: name it with `--publication KEY`".to_owned(),
    }
}

/// One object on one line (SPEC 11).
pub fn json(found: &Found) -> String {
    let clip = &found.clip;
    let view = View {
        format: 1,
        id: found.id.as_ref().map(|id| id.as_str()),
        title: clip.title.as_deref(),
        date: clip.date.map(|date| date.to_string()),
        publication: clip.publication.as_ref().map(|named| PublicationView {
            key: named.key.as_str(),
            name: &named.name,
            known: named.known,
        }),
        byline: clip.byline.as_deref(),
        language: clip.language.as_ref().map(|language| language.tag()),
        url: clip.url.as_deref(),
        paragraphs: plain_paragraphs(clip),
        markdown: found.markdown(),
        doubts: clip.doubts.iter().map(DoubtView::of).collect(),
    };
    serde_json::to_string(&view).expect("a struct of texts is JSON")
}

#[derive(Serialize)]
struct View<'a> {
    format: u32,
    id: Option<&'a str>,
    title: Option<&'a str>,
    date: Option<String>,
    publication: Option<PublicationView<'a>>,
    byline: Option<&'a str>,
    language: Option<&'a str>,
    url: Option<&'a str>,
    paragraphs: Vec<String>,
    markdown: String,
    doubts: Vec<DoubtView<'a>>,
}

#[derive(Serialize)]
struct PublicationView<'a> {
    key: &'a str,
    name: &'a str,
    known: bool,
}

#[derive(Serialize)]
struct DoubtView<'a> {
    field: &'a str,
    reading: Option<&'a str>,
    why: &'a str,
}

impl<'a> DoubtView<'a> {
    fn of(doubt: &'a Doubt) -> DoubtView<'a> {
        DoubtView { field: doubt.field, reading: doubt.reading.as_deref(), why: &doubt.why }
    }
}

fn reading(doubt: &Doubt) -> String {
    match &doubt.reading {
        Some(reading) => format!("{reading}: {}", doubt.why),
        None => doubt.why.clone(),
    }
}

fn paragraphs(clip: &Clip) -> Option<String> {
    let texts = plain_paragraphs(clip);
    let (first, last) = (texts.first()?, texts.last()?);
    let from = beginning(first, 48);
    Some(match texts.len() {
        1 => format!("1: {from}"),
        count => format!("{count}, from {from} to {}", beginning(last, 48)),
    })
}

fn pages(clip: &Clip) -> Option<String> {
    let (first, last) = (clip.pages.first()?, clip.pages.last()?);
    Some(match clip.pages.len() {
        1 => first.page.clone(),
        count => format!("{count}, from {} to {}", first.page, last.page),
    })
}

fn left_out(clip: &Clip) -> Option<String> {
    let some: Vec<String> = clip.left_out.iter().take(3).map(|line| beginning(line, 32)).collect();
    let more = if clip.left_out.len() > 3 { ", …" } else { "" };
    (!some.is_empty()).then(|| format!("{}: {}{more}", amount(clip.left_out.len(), "line", "lines"), listed(&some)))
}

fn beginning(text: &str, length: usize) -> String {
    let cut: String = text.chars().take(length).collect();
    if cut.len() < text.len() { format!("“{}…”", cut.trim_end()) } else { format!("“{cut}”") }
}
