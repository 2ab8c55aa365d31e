//! How well saved pages are read: `cargo run --example ingest_score -- FOLDER`.
//!
//! The folder holds pages and a `ground-truth.json`, a list of `{file, url, title, author, site, date, language}` with
//! `body_text` (the whole body) or `must_contain` and `must_not_contain`; `FIELD_accept` lists every value that counts. The body is
//! compared by runs of four words. A site or a language that is `null` was not annotated; a date or an author that is `null` must
//! not be found. Prints a table, and exits with 1 where something is wrong.

#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a program of its own, at the rim")]

use postil::base::diagnostic::Report;
use postil::base::file::{FileText, SitePath};
use postil::ingest::clip::Clip;
use postil::ingest::limits::Limits;
use postil::ingest::reader;
use postil::ingest::received::Received;
use postil::ingest::source_file::markdown;
use postil::parse::document::{Block, Document};
use postil::parse::markdown::read_source;
use postil::parse::prose::{Inline, Prose, each_inline};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

const BAR: f64 = 0.97;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: ingest_score FOLDER");
        return ExitCode::from(2);
    };
    let folder = Path::new(&folder);
    let truth = std::fs::read(folder.join("ground-truth.json")).expect("the folder has a ground-truth.json");
    let truth: Vec<Value> = serde_json::from_slice(&truth).expect("ground-truth.json is a list");
    let (mut wrong, mut scores, mut times) = (0, Vec::new(), Vec::new());
    println!("{:<28} {:>6} {:>6} {:>6} {:>6}  wrong", "page", "P", "R", "F1", "ms");
    for page in &truth {
        let file = page["file"].as_str().expect("each page has a file");
        let bytes = std::fs::read(folder.join(file)).expect("the file is there");
        let address = page["url"].as_str().map(str::to_owned);
        let received = Received { bytes, given: Some(file.to_owned()), address, ..Received::default() };
        let start = Instant::now();
        let read = reader::read(received, &[], &Limits::default());
        let took = start.elapsed().as_secs_f64() * 1000.0;
        times.push(took);
        let clip = match read.as_deref() {
            Ok([clip, ..]) => clip.clone(),
            other => {
                println!("{file:<28} {other:?}");
                wrong += 1;
                continue;
            }
        };
        let text = text_of(&clip);
        if std::env::args().nth(2).as_deref() == Some(file) {
            println!("{}\n{:#?}\n{:#?}", markdown(&clip), clip.doubts, clip.origins);
        }
        let mut said = fields(page, &clip);
        said.extend(snippets(page, &text));
        let shown = match page["body_text"].as_str() {
            Some(gold) => {
                let (precision, recall, f1) = compare(gold, &text);
                scores.push(f1);
                if f1 < BAR {
                    said.push(format!("body below {BAR}"));
                }
                format!("{precision:>6.3} {recall:>6.3} {f1:>6.3}")
            }
            None => format!("{:>6} {:>6} {:>6}", "", "", ""),
        };
        println!("{file:<28} {shown} {took:>6.0}  {}", said.join("; "));
        wrong += usize::from(!said.is_empty());
    }
    let mean = scores.iter().sum::<f64>() / scores.len().max(1) as f64;
    times.sort_by(f64::total_cmp);
    let median = times.get(times.len() / 2).copied().unwrap_or(0.0);
    println!("{} of {} right, mean F1 {mean:.3}, median {median:.0} ms", truth.len() - wrong, truth.len());
    if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn fields(page: &Value, clip: &Clip) -> Vec<String> {
    let date = clip.date.map(|day| day.to_string());
    let authors = (!clip.authors.is_empty()).then(|| clip.authors.join("; "));
    let found = [
        ("title", clip.title.clone(), true),
        ("date", date, true),
        ("author", authors, true),
        ("site", clip.publication.as_ref().map(|named| named.name.clone()), false),
        ("language", clip.language.as_ref().map(|language| language.tag().to_owned()), false),
    ];
    let mut wrong = Vec::new();
    for (field, value, null_is_none) in found {
        let mut accepted: Vec<Option<&str>> = vec![page[field].as_str()];
        accepted.extend(page[format!("{field}_accept")].as_array().into_iter().flatten().map(Value::as_str));
        if accepted == [None] && !null_is_none {
            continue;
        }
        let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if !accepted.iter().any(|one| one.map(folded) == value.as_deref().map(folded)) {
            wrong.push(format!("{field} {value:?}"));
        }
    }
    wrong
}

fn snippets(page: &Value, text: &str) -> Vec<String> {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = words(text);
    let list = |key: &str| page[key].as_array().cloned().unwrap_or_default();
    let missing = list("must_contain")
        .into_iter()
        .filter_map(|one| one.as_str().map(words))
        .filter(|one| !text.contains(one))
        .map(|one| format!("lacks `{one}`"));
    let unwanted = list("must_not_contain")
        .into_iter()
        .filter_map(|one| one.as_str().map(words))
        .filter(|one| text.contains(one))
        .map(|one| format!("has `{one}`"));
    missing.chain(unwanted).collect()
}

fn compare(gold: &str, found: &str) -> (f64, f64, f64) {
    let runs = |text: &str| {
        let words: Vec<&str> = text
            .split(|character: char| !character.is_alphanumeric() && character != '_')
            .filter(|word| !word.is_empty())
            .collect();
        let mut counts: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for run in words.windows(4.min(words.len().max(1))) {
            *counts.entry(run.iter().map(|word| (*word).to_owned()).collect()).or_default() += 1;
        }
        counts
    };
    let (gold, found) = (runs(gold), runs(found));
    let all = |counts: &BTreeMap<Vec<String>, usize>| counts.values().sum::<usize>().max(1) as f64;
    let shared: usize = found.iter().map(|(run, count)| gold.get(run).copied().unwrap_or(0).min(*count)).sum();
    let (precision, recall) = (shared as f64 / all(&found), shared as f64 / all(&gold));
    (precision, recall, 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE))
}

/// The whole text of a clip, headings and the printed marks of its footnotes too.
fn text_of(clip: &Clip) -> String {
    let file = FileText::new(SitePath::new("source.md").expect("a plain name"), &markdown(clip));
    let (document, ..) = read_source(&file, 0..file.text().len(), &mut Report::default());
    let mut out = Vec::new();
    blocks(&document.blocks, &document, &mut out);
    document.footnotes.iter().for_each(|note| blocks(&note.blocks, &document, &mut out));
    out.join("\n")
}

fn blocks(all: &[Block], document: &Document, out: &mut Vec<String>) {
    let text = |prose: &Prose| {
        let mut text = prose.plain.text.clone();
        let mut marks = Vec::new();
        each_inline(&prose.inlines, &mut |inline| {
            if let Inline::FootnoteMark { footnote, at, .. } = inline {
                marks.push((*at, format!("[{}]", document.footnotes[*footnote].label)));
            }
        });
        marks.iter().rev().for_each(|(at, mark)| text.insert_str(*at, mark));
        text
    };
    for block in all {
        match block {
            Block::Paragraph(prose) | Block::Heading { prose, .. } | Block::Code { prose, .. } => out.push(text(prose)),
            Block::Table { head, rows, .. } => {
                out.extend(
                    std::iter::once(head).chain(rows).map(|row| row.iter().map(text).collect::<Vec<_>>().join(" ")),
                );
            }
            Block::List { items, .. } => items.iter().for_each(|item| blocks(item, document, out)),
            Block::Quote { blocks: inner, .. } => blocks(inner, document, out),
            _ => {}
        }
    }
}
