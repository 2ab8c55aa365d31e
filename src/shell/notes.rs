//! `postil ingest` of what a reader marked in another program: a draft commentary, and lines to add to sources.
//!
//! Comes in: the bytes of an export. Goes out: one new file below `content/commentary/`, marked as a draft. Never done here:
//! believing a quotation (`resolve` verifies each), and touching a file that is there.

mod shown;

use super::args::Ingest;
use super::draft::{Desk, free};
use super::outcome::{Exit, Stop};
use super::whole::{Replace, inside, write_whole};
use super::{read, terminal};
use crate::base::day::Day;
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::file::SitePath;
use crate::base::language::Language;
use crate::ingest::notes::draft::{self, Drafted, Head, Judged};
use crate::ingest::notes::export::{Broken, Export, Format, Highlight, LONGEST, Work};
use crate::ingest::notes::matching::{By, Match, Stored};
use crate::ingest::notes::metadata::{Findings, compare};
use crate::ingest::notes::{escape, read as read_export};
use crate::parse::content::Content;
use crate::parse::ids::SourceId;
use crate::resolve::loose::Ground;
use crate::resolve::marked::{Marked, place};
use crate::resolve::quote::codes::NOT_FOUND;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

/// What was given.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    /// As messages name it.
    pub name: &'a str,
    /// The name of the file alone.
    pub from: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// What they are.
    pub format: Format,
}

/// All that came of an export.
struct Found<'a> {
    given: Given<'a>,
    export: &'a Export,
    works: Vec<FoundWork<'a>>,
    /// Highlights that a file of the site holds already.
    known: usize,
    draft: Option<(SitePath, String)>,
}

/// One work, with what is new in it.
struct FoundWork<'a> {
    drafted: Drafted<'a>,
    by: Option<By>,
    findings: Findings,
}

impl FoundWork<'_> {
    fn count(&self, wanted: impl Fn(&Judged) -> bool) -> usize {
        self.drafted.highlights.iter().filter(|(_, judged)| wanted(judged)).count()
    }
}

/// Imports an export.
pub fn import(root: &Path, wanted: &Ingest, given: Given, content: &Content, today: Day) -> Result<Exit, Stop> {
    if wanted.id.is_some() {
        return Err(Stop::usage(format!("`{}` is {}, which `--id` cannot name", given.name, given.format.name()))
            .help("to say which stored source it is about, use `--source ID`"));
    }
    let export = read_export(given.format, given.bytes).map_err(|broken| unread(given, &broken))?;
    let found = find(root, wanted, given, (&export, content), today)?;
    if wanted.json {
        terminal::say(&shown::json(&found))?;
        return Ok(Exit::Clean);
    }
    terminal::say(&shown::found(&found))?;
    let Some((path, text)) = &found.draft else {
        let is_of_use = found.known > 0 || found.works.iter().any(|work| work.drafted.source.is_some());
        return Ok(if is_of_use || wanted.dry_run { Exit::Clean } else { Exit::Found });
    };
    if wanted.dry_run {
        terminal::say(&shown::would_write(path, text))?;
        return Ok(Exit::Clean);
    }
    write_whole(&inside(root, path.as_str())?, text.as_bytes(), Replace::Never)?;
    terminal::say(&format!(
        "written as `{path}`, a draft: nothing of it is published until you take out `draft: true`"
    ))?;
    Ok(Exit::Clean)
}

fn unread(given: Given, broken: &Broken) -> Stop {
    let line = broken.line.map_or_else(String::new, |line| format!(", line {line}"));
    Stop::found(format!("`{}`{line}: {}", given.name, broken.message))
        .help(format!("this was read as {}; export it again, or mend the line", given.format.name()))
}

fn find<'a>(
    root: &Path,
    wanted: &Ingest,
    given: Given<'a>,
    (export, content): (&'a Export, &'a Content),
    today: Day,
) -> Result<Found<'a>, Stop> {
    let stored = Stored::of(content);
    let matches = match_all(wanted, export, &stored)?;
    let known = recorded(root)?;
    let is_new = |work: &Work, highlight: &&Highlight| !known.contains(&draft::key(work, highlight));
    let is_matched = matches.iter().any(|found| matches!(found, Match::One(..)));
    let ground = is_matched.then(|| Ground::of_site(content.clone(), today));
    let language = &content.site.language;
    let mut works = Vec::new();
    let mut held_already = 0;
    for (work, found) in export.works.iter().zip(matches) {
        let new: Vec<&Highlight> = work.highlights.iter().filter(|highlight| is_new(work, highlight)).collect();
        held_already += work.highlights.len() - new.len();
        let (source, by, waiting) = match found {
            Match::One(id, by) => (Some(id), Some(by), None),
            other => (None, None, Some(what_to_do(work, &other))),
        };
        let judge = |highlight: &&'a Highlight| match (&source, &ground) {
            (Some(id), Some(ground)) => (*highlight, judge(ground, id, language, highlight)),
            _ => (*highlight, Judged::Waiting),
        };
        let highlights = new.par_iter().map(judge).collect();
        let front = source.as_ref().and_then(|id| stored.get(id)).map(|source| &source.front);
        let findings = front.map_or_else(Findings::default, |front| compare(work, front, &names_of(front, content)));
        let source = source.map(|id| {
            let title = stored.get(&id).map_or_else(|| id.to_string(), |source| source.front.title.clone());
            (id, title)
        });
        works.push(FoundWork { drafted: Drafted { work, source, waiting, highlights }, by, findings });
    }
    let mut found = Found { given, export, works, known: held_already, draft: None };
    found.draft = make_draft(root, &found, content, today)?;
    Ok(found)
}

fn match_all(wanted: &Ingest, export: &Export, stored: &Stored) -> Result<Vec<Match>, Stop> {
    let Some(id) = &wanted.source else { return Ok(export.works.iter().map(|work| stored.find(work)).collect()) };
    if stored.get(id).is_none() {
        return Err(Stop::usage(format!("there is no source `{id}`")));
    }
    match export.works.as_slice() {
        [] | [_] => Ok(export.works.iter().map(|_| Match::One(id.clone(), By::Name)).collect()),
        several => {
            let names: Vec<String> = several.iter().take(5).map(|work| format!("`{}`", work.name())).collect();
            Err(Stop::usage(format!("`--source` names one source, and the export is about {} works", several.len()))
                .help(format!("they are {}{}", names.join(", "), if several.len() > 5 { ", …" } else { "" })))
        }
    }
}

fn what_to_do(work: &Work, found: &Match) -> String {
    match found {
        Match::Several(ids) => {
            let ids: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
            format!("it could be {}; name one with `--source`", ids.join(" or "))
        }
        Match::OtherDate(id, date) => format!("`{id}` has this title, but the date {date}; name it with `--source`"),
        _ => match &work.address {
            Some(address) => {
                format!(
                    "there is no stored source of it; store the page with `postil ingest {address}` and import again"
                )
            }
            None => "there is no stored source with this title; ingest its text and import again".to_owned(),
        },
    }
}

fn names_of(front: &crate::parse::source::SourceFront, content: &Content) -> Vec<String> {
    let key = &front.publication.value;
    let entry = content.publications.iter().find(|entry| entry.key == *key);
    entry.map_or_else(Vec::new, |entry| std::iter::once(&entry.name).chain(&entry.aliases).cloned().collect())
}

/// What files of the site say that they have taken up, broken ones too.
fn recorded(root: &Path) -> Result<BTreeSet<String>, Stop> {
    let (tree, _) = read::read(root)?;
    let texts = tree.below("content/commentary").map(|(_, bytes)| String::from_utf8_lossy(bytes));
    Ok(texts.flat_map(|text| draft::recorded(&text)).collect())
}

fn judge(ground: &Ground, id: &SourceId, language: &Language, highlight: &Highlight) -> Judged {
    if highlight.words.is_empty() {
        return Judged::Remark;
    }
    if highlight.words.len() > LONGEST {
        let message = format!("these are more than {LONGEST} bytes, and no quotation is so long");
        return Judged::Refused { code: NOT_FOUND.name, message, help: None };
    }
    let as_given = escape::words(&highlight.words);
    // Some programs write one line end between paragraphs, others write one inside them.
    let by_line = escape::words(&highlight.words.replace('\n', "\n\n"));
    let tries = if by_line == as_given { vec![as_given] } else { vec![as_given, by_line] };
    let mut refused = None;
    for words in &tries {
        let Highlight { prefix, suffix, page, .. } = highlight;
        match place(ground, id, language, &Marked { words, prefix, suffix, page: page.as_deref() }) {
            Ok(placed) => {
                return Judged::Holds {
                    markdown: placed.markdown,
                    paragraph: placed.paragraph,
                    verdict: placed.verdict.as_str(),
                };
            }
            Err(problem) => drop(refused.get_or_insert(problem)),
        }
    }
    let problem = refused.expect("there is one try at least");
    Judged::Refused { code: problem.code.name, message: problem.message, help: problem.help }
}

/// The draft, and where it goes; `None` where nothing new has a stored source.
fn make_draft(root: &Path, found: &Found, content: &Content, today: Day) -> Result<Option<(SitePath, String)>, Stop> {
    let with_source: Vec<&FoundWork> = found
        .works
        .iter()
        .filter(|work| work.drafted.source.is_some() && !work.drafted.highlights.is_empty())
        .collect();
    if with_source.is_empty() {
        return Ok(None);
    }
    let of_note = |work: &&FoundWork| !work.drafted.highlights.is_empty();
    let works: Vec<Drafted> = found.works.iter().filter(of_note).map(|work| work.drafted.clone()).collect();
    let highlights = with_source.iter().flat_map(|work| &work.drafted.highlights);
    let tags = highlights.flat_map(|(highlight, _)| highlight.tags.iter().map(String::as_str));
    let (topics, tags) = draft::topics_of(tags, &content.topics);
    let program = found.given.format.word();
    let head = Head { date: today, from: found.given.from, topics, tags };
    let text = draft::write(&head, &works);
    let name = match with_source.as_slice() {
        [FoundWork { drafted: Drafted { source: Some((id, _)), .. }, .. }] => format!("notes-{id}"),
        _ => format!("notes-{program}-{today}"),
    };
    let path = free(root, "content/commentary", &name);
    // The last word is that of the build: what it would refuse of a reader's own words is kept back.
    let (desk, _) = Desk::open(root)?;
    let errors = |text: &str| {
        let found = desk.judge(&path, text).report.sorted().into_iter();
        found.filter(|problem| problem.severity == Severity::Error).collect::<Vec<_>>()
    };
    let problems = errors(&text);
    if problems.is_empty() {
        return Ok(Some((path, text)));
    }
    let said = |problem: &Diagnostic| {
        let help = problem.help.as_ref().map_or_else(String::new, |help| format!("\nhelp: {help}"));
        (problem.place.start.line, format!("{} ({}){help}", problem.message, problem.code.name))
    };
    let text = draft::hide(&text, &problems.iter().map(said).collect());
    match errors(&text).into_iter().next() {
        Some(problem) => Err(Stop::found(format!("the draft of `{}` would not be sound: {problem}", found.given.name))
            .help("please report this, with the entry of the export that it is about; nothing was written")),
        None => Ok(Some((path, text))),
    }
}
