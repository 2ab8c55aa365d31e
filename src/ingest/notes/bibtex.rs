//! BibTeX and BibLaTeX: what reference managers say of works, and at times a note on one.
//!
//! The crate that reads it follows cross-references without end and expands abbreviations without limit. So of each entry
//! only the fields that are used here are handed to it, one entry at a time, with abbreviations of plain text alone.

use super::export::{Broken, Export, Highlight, Work, line, text};
use crate::base::day::PartialDay;
use crate::ingest::months;
use biblatex::{Bibliography, ChunksExt, Entry, Pair, RawBibliography, RawChunk, RawEntry, Spanned};
use std::collections::BTreeMap;

/// Fields that are read.
const FIELDS: [&str; 19] = [
    "title",
    "subtitle",
    "author",
    "date",
    "year",
    "month",
    "journal",
    "journaltitle",
    "booktitle",
    "publisher",
    "institution",
    "url",
    "doi",
    "isbn",
    "issn",
    "language",
    "langid",
    "annote",
    "annotation",
];

/// An abbreviation longer than this, or an entry that grows beyond it, is not read.
const LONGEST: usize = 100_000;

/// Reads a bibliography. An entry that is broken in itself is said, and the rest is read.
pub fn read(bibtex: &str) -> Result<Export, Broken> {
    if is_deep(bibtex) {
        return Err(Broken { line: None, message: "braces are nested more than 100 deep".to_owned() });
    }
    let ends: Vec<usize> = bibtex.match_indices('\n').map(|(at, _)| at).collect();
    let line_of = |offset: usize| ends.partition_point(|end| *end < offset) + 1;
    let raw = RawBibliography::parse(bibtex)
        .map_err(|error| Broken::at(line_of(error.span.start), format!("this is not BibTeX: {}", error.kind)))?;
    let plain = |pair: &&Pair| pair.value.v.iter().all(|chunk| matches!(chunk.v, RawChunk::Normal(_)));
    let abbreviations: BTreeMap<&str, &Pair> =
        raw.abbreviations.iter().filter(plain).map(|pair| (pair.key.v, pair)).collect();
    let mut export = Export { entries: raw.entries.len(), ..Export::default() };
    for entry in &raw.entries {
        match one(&entry.v, &abbreviations) {
            Ok(Some(work)) => export.works.push(work),
            Ok(None) => export.empty += 1,
            Err((offset, message)) => export.unread.push(Broken::at(line_of(offset.max(entry.span.start)), message)),
        }
    }
    Ok(export)
}

fn one(raw: &RawEntry, abbreviations: &BTreeMap<&str, &Pair>) -> Result<Option<Work>, (usize, String)> {
    let is_read = |pair: &&Pair| FIELDS.contains(&pair.key.v.to_ascii_lowercase().as_str());
    let fields: Vec<Pair> = raw.fields.iter().filter(is_read).cloned().collect();
    let mut used: BTreeMap<&str, &Pair> = BTreeMap::new();
    let of_text = |chunk: &Spanned<RawChunk>| match chunk.v {
        RawChunk::Normal(text) => text.len(),
        RawChunk::Abbreviation(_) => 0,
    };
    let mut length = 0;
    for chunk in fields.iter().flat_map(|pair| &pair.value.v) {
        length += match chunk.v {
            RawChunk::Normal(text) => text.len(),
            RawChunk::Abbreviation(name) => abbreviations.get(name).map_or(0, |pair| {
                used.insert(name, pair);
                pair.value.v.iter().map(of_text).sum()
            }),
        };
    }
    if length > LONGEST {
        return Err((0, format!("this entry has more than {LONGEST} bytes")));
    }
    let entry = RawEntry { key: raw.key.clone(), kind: raw.kind.clone(), fields };
    let alone = RawBibliography {
        preamble: String::new(),
        entries: vec![Spanned::new(entry, raw.key.span.clone())],
        abbreviations: used.into_values().cloned().collect(),
    };
    let read = Bibliography::from_raw(alone)
        .map_err(|error| (error.span.start, format!("this entry cannot be read: {}", error.kind)))?;
    Ok(read.iter().next().and_then(work))
}

fn work(entry: &Entry) -> Option<Work> {
    let raw = |name: &str| entry.get(name).map(|chunks| chunks.format_verbatim());
    let field = |name: &str| raw(name).and_then(|value| line(&value));
    let title = match (field("title"), field("subtitle")) {
        (Some(title), Some(subtitle)) => Some(format!("{title}: {subtitle}")),
        (title, _) => title,
    };
    let address = field("url").filter(|url| url.starts_with("http"));
    if title.is_none() && address.is_none() {
        return None;
    }
    let name =
        |person: biblatex::Person| line(&[person.given_name, person.prefix, person.name, person.suffix].join(" "));
    let containers = ["journaltitle", "journal", "booktitle", "publisher", "institution"];
    let identifier = |name: &'static str| Some((name, field(name)?));
    let comment = raw("annote").or_else(|| raw("annotation")).and_then(|value| text(&value));
    let note = comment.map(|comment| Highlight { comment: Some(comment), ..Highlight::default() });
    Some(Work {
        title,
        address,
        authors: entry.author().unwrap_or_default().into_iter().filter_map(name).collect(),
        date: field("date").and_then(|date| PartialDay::parse(&date)).or_else(|| date(field("year"), field("month"))),
        container: containers.iter().find_map(|name| field(name)),
        identifiers: ["doi", "isbn", "issn"].into_iter().filter_map(identifier).collect(),
        language: field("language").or_else(|| field("langid")),
        highlights: note.into_iter().collect(),
    })
}

/// `year = 2026, month = feb`.
fn date(year: Option<String>, month: Option<String>) -> Option<PartialDay> {
    let year = year?;
    let number = |month: &str| months::month(month).or_else(|| month.parse().ok());
    match month.as_deref().and_then(number) {
        Some(month) => PartialDay::parse(&format!("{year}-{month:02}")),
        None => PartialDay::parse(&year),
    }
}

fn is_deep(bibtex: &str) -> bool {
    let mut depth = 0_i32;
    bibtex.bytes().any(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = (depth - 1).max(0),
            _ => {}
        }
        depth > 100
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_grow_without_end_is_refused() {
        let circle = "@article{a, crossref = {b}, title = {A}}\n@article{b, crossref = {a}, title = {B}}";
        assert_eq!(read(circle).unwrap().works.len(), 2);
        let laughs = "@string{a = \"ha\"}\n@string{b = a # a}\n@article{x, title = b # b}";
        let export = read(laughs).unwrap();
        assert_eq!(export.unread.len(), 1);
        assert_eq!(export.unread[0].line, Some(3));
        assert!(read(&"{".repeat(200)).is_err());
        assert_eq!(read("@article{x,\n title = {A}\n author").unwrap_err().line, Some(3));
    }
}
