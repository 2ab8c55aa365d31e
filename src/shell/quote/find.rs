//! `postil quote --find "words"`: the best places in all sources of the site, each with a quotation to paste (SPEC 11).

use super::reader_words;
use crate::ingest::clip::Clip;
use crate::ingest::source_file::markdown;
use crate::resolve::find::{Hit, find as find_places};
use crate::resolve::loose::Ground;
use crate::shell::args::Quote;
use crate::shell::draft::Desk;
use crate::shell::outcome::{Exit, Stop};
use crate::shell::root;
use crate::shell::terminal::{self, printable};
use serde::Serialize;
use std::path::Path;

/// Prints the places: exit code 0 where there is one, 1 where no source has anything like the words.
pub fn find(given: Option<&Path>, words: &str, wanted: &Quote) -> Result<Exit, Stop> {
    let root = root::find(given)?;
    let (desk, content) = Desk::open(&root)?;
    let language = content.site.language.clone();
    let ground = Ground::of_site(content, desk.today());
    let hits = find_places(&ground, words, &language, wanted.limit as usize, written);
    let lines: Vec<String> = hits.iter().map(if wanted.json { object } else { shown }).collect();
    match (lines.is_empty(), wanted.json) {
        (true, true) => {}
        (true, false) => terminal::say(NOTHING)?,
        (false, true) => terminal::say(&lines.join("\n"))?,
        (false, false) => terminal::say(&lines.join("\n\n\n"))?,
    }
    Ok(if hits.is_empty() { Exit::Found } else { Exit::Clean })
}

const NOTHING: &str = "no source has these words, nor anything close to them\n\
    help: give a few words as they are printed, without your own; a word alone is found where it stands exactly so";

/// A source's words as Markdown that means them and nothing else.
fn written(words: &str) -> String {
    let paragraphs = words.split("\n\n").map(str::to_owned).collect();
    markdown(&Clip { paragraphs, ..Clip::default() }).trim().to_owned()
}

#[derive(Serialize)]
struct View<'a> {
    format: u32,
    source: &'a str,
    title: &'a str,
    capture: Option<String>,
    paragraph: u32,
    verdict: Option<&'a str>,
    words: &'a str,
    markdown: Option<&'a str>,
}

fn object(hit: &Hit) -> String {
    let view = View {
        format: 1,
        source: hit.source.as_str(),
        title: &hit.title,
        capture: hit.capture.map(|name| name.to_string()),
        paragraph: hit.paragraph,
        verdict: hit.verdict.map(|verdict| verdict.as_str()),
        words: &hit.words,
        markdown: hit.markdown.as_deref(),
    };
    serde_json::to_string(&view).expect("a struct of texts and numbers is JSON")
}

/// Source, place and how the words hold there; then the quotation.
fn shown(hit: &Hit) -> String {
    let how = hit.verdict.map_or("near: these are the words of the source", reader_words);
    let Hit { source, title, capture, paragraph, words, markdown, .. } = hit;
    let captured = capture.map_or(String::new(), |name| format!(", in the capture of {name} alone"));
    let quotation = match markdown {
        Some(markdown) => markdown.clone(),
        None => format!("{words}\n(no quotation could be made of these words alone)"),
    };
    printable(&format!("{source}, ¶{paragraph}{captured}: {title}\n{how}\n\n{quotation}"))
}
