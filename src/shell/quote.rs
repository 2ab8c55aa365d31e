//! `postil quote ID "words"`: one quotation, verified as in a commentary, and the Markdown to paste. `--cases` and `--find`
//! have rooms of their own.

mod cases;
mod find;

use super::args::Quote;
use super::draft::Desk;
use super::outcome::{Exit, Stop};
use super::terminal::printable;
use super::{root, terminal};
use crate::base::diagnostic::{Diagnostic, Fix, Place, Severity};
use crate::base::file::{FileText, SitePath};
use crate::base::suggest::nearest;
use crate::parse::content::Content;
use crate::parse::ids::{CaptureName, SourceId};
use crate::resolve::case::inside_blockquote;
use crate::resolve::claims::{Outcome, verdict};
use crate::resolve::codes::{LOCATOR_UNKNOWN, QUOTATION_SUPERSEDED, SOURCE_UNKNOWN};
use crate::resolve::quote::Verdict;
use serde::Serialize;
use std::io::{self, Read};
use std::path::Path;

/// Verifies the words and prints what came of it: exit code 0 for verified, 1 for rejected.
pub fn quote(given: Option<&Path>, wanted: &Quote) -> Result<Exit, Stop> {
    match wanted {
        Quote { cases: Some(file), json, .. } => cases::answer(file, *json),
        Quote { find: Some(words), .. } => find::find(given, &read_words(words)?, wanted),
        Quote { source: Some(id), words: Some(words), .. } => verify(given, wanted, id, &read_words(words)?),
        _ => Err(Stop::usage("`quote` needs the id of a source and the words")),
    }
}

fn verify(given: Option<&Path>, wanted: &Quote, id: &str, words: &str) -> Result<Exit, Stop> {
    let root = root::find(given)?;
    let (desk, content) = Desk::open(&root)?;
    let answer = answer(&desk, &content, (id, wanted.at.as_deref()), words);
    terminal::say(&if wanted.json { answer.json(id) } else { answer.human() })?;
    Ok(if matches!(answer, Answer::Verified { .. }) { Exit::Clean } else { Exit::Found })
}

fn read_words(given: &str) -> Result<String, Stop> {
    const LIMIT: u64 = 1 << 20;
    if given != "-" {
        return Ok(given.to_owned());
    }
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes);
    read.map_err(|error| Stop::at("read", Path::new("the standard input"), &error))?;
    match String::from_utf8(bytes) {
        Ok(text) if text.len() as u64 <= LIMIT => Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()),
        Ok(_) => Err(Stop::usage("the standard input has more than 1 MiB, which no quotation has")),
        Err(_) => Err(Stop::usage("the standard input is not UTF-8 text")),
    }
}

/// What came of it.
enum Answer {
    Verified {
        verdict: Verdict,
        paragraph: u32,
        markdown: String,
        warnings: Vec<String>,
    },
    Rejected {
        code: &'static str,
        explanation: String,
        help: Option<String>,
        places: Vec<String>,
        markdown: Option<String>,
    },
}

fn answer(desk: &Desk, content: &Content, (source, at): (&str, Option<&str>), words: &str) -> Answer {
    let Some(id) = SourceId::new(source) else { return unknown(source, content) };
    if !content.sources.iter().any(|source| source.id == id) && !content.broken_sources.contains(id.as_str()) {
        return unknown(source, content);
    }
    let at = at.map(str::trim).filter(|at| !at.is_empty());
    if let Some(at) = at.filter(|at| at.contains(['[', ']', '\n', '\r'])) {
        return Answer::Rejected {
            code: LOCATOR_UNKNOWN.name,
            explanation: format!("`{at}` is no place in a source"),
            help: Some(
                "write it as a citation does after its key: `¶3`, `¶¶3–5`, `¶3, 2nd`, `capture 2021-07-03`".to_owned(),
            ),
            places: Vec::new(),
            markdown: None,
        };
    }
    try_words((desk, content), &id, &inside_blockquote(words), at, Again::Once)
}

fn unknown(id: &str, content: &Content) -> Answer {
    let near = nearest(id, content.sources.iter().map(|source| source.id.as_str()));
    Answer::Rejected {
        code: SOURCE_UNKNOWN.name,
        explanation: format!("there is no source `{id}`"),
        help: near.map(|near| format!("did you mean `{near}`?")),
        places: Vec::new(),
        markdown: None,
    }
}

/// What words are tried against, and the same as it was read.
type Site<'a> = (&'a Desk, &'a Content);

/// Whether the one cure of a rejection is tried in its turn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Again {
    Once,
    Never,
}

fn try_words(site: Site, id: &SourceId, quoted: &str, at: Option<&str>, again: Again) -> Answer {
    let (desk, _) = site;
    let path = SitePath::new("content/commentary/words-to-quote.md").expect("a plain path");
    let text = format!("---\ntitle: Words\ndate: {}\n---\n\n{}\n", desk.today(), cited(quoted, id, at));
    let alone = desk.judge(&path, &text);
    let diagnostics = alone.report.sorted();
    let has_errors = diagnostics.iter().any(|found| found.severity == Severity::Error);
    match alone.outcomes.as_slice() {
        [Outcome::Verified(held)] if !has_errors && !held.is_empty() => {
            let paragraph = held[0].passage.paragraph();
            let place = match at {
                Some(at) if at.contains('¶') || at.contains("para") || at.contains("p.") => at.to_owned(),
                Some(at) => format!("¶{paragraph}, {at}"),
                None => format!("¶{paragraph}"),
            };
            Answer::Verified {
                verdict: verdict(held).unwrap_or(Verdict::Verbatim),
                paragraph,
                markdown: cited(quoted, id, Some(&place)),
                warnings: diagnostics.iter().map(|found| found.message.clone()).collect(),
            }
        }
        [Outcome::Superseded(_)] if !has_errors => superseded(site, id, (quoted, at), &diagnostics),
        _ => rejected(&diagnostics, &path, &text, |fixed| match again {
            Again::Once => try_fixed(site, fixed),
            Again::Never => None,
        }),
    }
}

/// A cure is offered where it holds.
fn try_fixed(site: Site, body: &str) -> Option<String> {
    let (quoted, citation) = body.trim().rsplit_once("\n>\n> — [@")?;
    let cited = citation.strip_suffix(']')?;
    let (id, at) = cited.split_once(", ").map_or((cited, None), |(id, at)| (id, Some(at)));
    try_words(site, &SourceId::new(id)?, quoted, at, Again::Never).verified()
}

/// Words of an earlier capture alone: which one has them, and the quotation of it.
fn superseded(site: Site, id: &SourceId, (quoted, at): (&str, Option<&str>), diagnostics: &[Diagnostic]) -> Answer {
    let said = diagnostics.iter().find(|found| found.code.name == QUOTATION_SUPERSEDED.name);
    let texts = site.1.sources.iter().filter(|source| source.id == *id);
    let mut captures: Vec<CaptureName> = texts.filter_map(|source| source.earlier).collect();
    captures.sort_by(|one, other| other.cmp(one));
    let in_capture = |name: &CaptureName| {
        let at = in_capture(at, &name.to_string());
        try_words(site, id, quoted, Some(&at), Again::Never).verified()
    };
    Answer::Rejected {
        code: QUOTATION_SUPERSEDED.name,
        explanation: said
            .map_or_else(|| "these words are in an earlier capture".to_owned(), |found| found.message.clone()),
        help: Some("quote the current text, or name the capture, whose day the page then shows".to_owned()),
        places: said.map(|found| places(found, None)).unwrap_or_default(),
        markdown: captures.iter().find_map(in_capture),
    }
}

/// A place in a citation with a capture after its locator: `¶3, capture 2021-07-03, 2nd`.
fn in_capture(at: Option<&str>, name: &str) -> String {
    let Some(at) = at else { return format!("capture {name}") };
    let (first, rest) = at.split_once(',').map_or((at, None), |(first, rest)| (first, Some(rest)));
    match rest {
        _ if !first.contains(['¶', '.']) && !first.starts_with("para") => format!("capture {name}, {at}"),
        Some(rest) => format!("{first}, capture {name},{rest}"),
        None => format!("{first}, capture {name}"),
    }
}

fn rejected(diagnostics: &[Diagnostic], path: &SitePath, text: &str, cure: impl Fn(&str) -> Option<String>) -> Answer {
    // A warning alone does not say why there is no verified quotation.
    let mut errors = diagnostics.iter().filter(|found| found.severity == Severity::Error);
    // A citation that is not understood is why the words were sought in the wrong place.
    let unread = errors.clone().find(|found| found.code.name == LOCATOR_UNKNOWN.name);
    let Some(found) = unread.or_else(|| errors.next()) else {
        let explanation = "these words make no quotation".to_owned();
        let help = Some("give them as they stand in the source, without marks of Markdown round them".to_owned());
        let code = crate::resolve::quote::codes::NOT_FOUND.name;
        return Answer::Rejected { code, explanation, help, places: Vec::new(), markdown: None };
    };
    let markdown = match found.fixes.as_slice() {
        [fix] if fix.place.file == *path => cure(body(&mended(path, text, fix))),
        _ => None,
    };
    Answer::Rejected {
        code: found.code.name,
        explanation: found.message.clone(),
        help: found.help.clone(),
        places: places(found, Some(path)),
        markdown,
    }
}

/// The places of sources that matter. The file that the words were tried in is not there for anybody to see.
fn places(found: &Diagnostic, tried: Option<&SitePath>) -> Vec<String> {
    let seen = found.related.iter().filter(|(place, _)| Some(&place.file) != tried);
    let place = |(place, words): &(Place, String)| {
        format!("{}:{}:{}: {words}", place.file, place.start.line, place.start.column)
    };
    seen.map(place).collect()
}

fn mended(path: &SitePath, text: &str, fix: &Fix) -> String {
    let file = FileText::new(path.clone(), text);
    let (start, end) = (file.offset(fix.place.start), file.offset(fix.place.end));
    format!("{}{}{}", &text[..start], fix.text, &text[end.max(start)..])
}

fn body(text: &str) -> &str {
    text.splitn(3, "---\n").nth(2).unwrap_or(text)
}

fn cited(quoted: &str, id: &SourceId, at: Option<&str>) -> String {
    let place = at.map_or(String::new(), |at| format!(", {at}"));
    format!("{quoted}\n>\n> — [@{id}{place}]")
}

/// A verdict as readers are told it (SPEC 8).
fn reader_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verbatim => "word for word",
        Verdict::Typography => "word for word, typography adapted",
        Verdict::Marked => "with marked changes",
    }
}

#[derive(Serialize)]
struct View<'a> {
    format: u32,
    source: &'a str,
    verdict: &'a str,
    paragraph: Option<u32>,
    markdown: Option<&'a str>,
    code: Option<&'a str>,
    explanation: Option<&'a str>,
}

impl Answer {
    /// The quotation to paste, where it holds.
    fn verified(self) -> Option<String> {
        match self {
            Answer::Verified { markdown, .. } => Some(markdown),
            Answer::Rejected { .. } => None,
        }
    }

    /// One object on one line (SPEC 11).
    fn json(&self, source: &str) -> String {
        let view = match self {
            Answer::Verified { verdict, paragraph, markdown, .. } => View {
                format: 1,
                source,
                verdict: verdict.as_str(),
                paragraph: Some(*paragraph),
                markdown: Some(markdown),
                code: None,
                explanation: None,
            },
            Answer::Rejected { code, explanation, markdown, .. } => View {
                format: 1,
                source,
                verdict: "rejected",
                paragraph: None,
                markdown: markdown.as_deref(),
                code: Some(code),
                explanation: Some(explanation),
            },
        };
        serde_json::to_string(&view).expect("a struct of texts is JSON")
    }

    fn human(&self) -> String {
        let text = match self {
            Answer::Verified { verdict, paragraph, markdown, warnings } => {
                let verdict = reader_words(*verdict);
                let warnings: String = warnings.iter().map(|warning| format!("warning: {warning}\n")).collect();
                format!("{verdict}, ¶{paragraph}\n{warnings}\n{markdown}")
            }
            Answer::Rejected { code, explanation, help, places, markdown } => {
                let mut text = format!("rejected[{code}]: {explanation}\n");
                places.iter().for_each(|place| text.push_str(&format!("  {place}\n")));
                if let Some(help) = help {
                    text.push_str(&format!("help: {help}\n"));
                }
                if let Some(markdown) = markdown {
                    text.push_str(&format!("\nthis would hold:\n\n{markdown}\n"));
                }
                text
            }
        };
        printable(text.trim_end())
    }
}
