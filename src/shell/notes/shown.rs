//! What came of an import, for people and for programs.

use super::{Found, FoundWork};
use crate::base::file::SitePath;
use crate::ingest::notes::draft::Judged;
use crate::ingest::notes::export::Highlight;
use crate::ingest::notes::matching::By;
use crate::shell::print::summary::{amount, listed};
use crate::shell::terminal::printable;
use serde::Serialize;

/// Works, what holds in each, what does not, and the sum.
pub fn found(found: &Found) -> String {
    let entries = amount(found.export.entries, "entry", "entries");
    let mut lines = vec![format!("{}: {}, {entries}", found.given.name, found.given.format.name())];
    for work in &found.works {
        lines.extend(of_work(work));
    }
    for broken in &found.export.unread {
        let line = broken.line.map_or_else(String::new, |line| format!("line {line}: "));
        lines.push(format!("  not read: {line}{}", broken.message));
    }
    lines.push(sum(found));
    if found.draft.is_none() {
        lines.push(why_nothing(found).to_owned());
    }
    printable(&lines.join("\n"))
}

fn of_work(work: &FoundWork) -> Vec<String> {
    let name = work.drafted.work.name();
    let mut lines = Vec::new();
    match (&work.drafted.source, &work.drafted.waiting) {
        (Some((id, _)), _) => {
            let by = match work.by {
                Some(By::Address) => "known by its address",
                Some(By::Title) => "known by its title",
                Some(By::Name) | None => "as you named it",
            };
            lines.push(format!("  {name}\n    is `{id}`, {by}"));
        }
        (None, Some(why)) => lines.push(format!("  {name}\n    {why}")),
        (None, None) => lines.push(format!("  {name}")),
    }
    for (highlight, judged) in &work.drafted.highlights {
        if let Judged::Refused { code, message, .. } = judged {
            lines.push(format!("    refused[{code}]: {}\n      {message}", beginning(&highlight.words)));
        }
    }
    if !work.findings.missing.is_empty() {
        let lines_to_add = work.findings.missing.iter().map(|line| format!("      {line}"));
        lines.push("    the source does not say this, which you can add to its front matter:".to_owned());
        lines.extend(lines_to_add);
    }
    lines.extend(work.findings.different.iter().map(|different| format!("    {different}; nothing was changed")));
    lines
}

/// Every entry is counted once.
fn sum(found: &Found) -> String {
    let export = found.export;
    let count = |wanted: fn(&Judged) -> bool| found.works.iter().map(|work| work.count(wanted)).sum::<usize>();
    let works = found.works.iter().filter(|work| work.drafted.work.highlights.is_empty()).count();
    let counts = [
        (count(|judged| matches!(judged, Judged::Holds { .. })), "quoted"),
        (count(|judged| matches!(judged, Judged::Refused { .. })), "refused"),
        (count(|judged| *judged == Judged::Remark), "on the whole work"),
        (count(|judged| *judged == Judged::Waiting), "without a stored source"),
        (found.known, "in the site already"),
        (export.joined, "joined with another size of the same"),
        (export.paired, "put under the words they are about"),
        (export.replies, if export.replies == 1 { "answer of another" } else { "answers of others" }),
        (export.bookmarks, if export.bookmarks == 1 { "bookmark" } else { "bookmarks" }),
        (works, "without notes"),
        (export.empty, "empty"),
        (export.unread.len(), "not read"),
    ];
    let said: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    match said.is_empty() {
        true => "there is nothing in it".to_owned(),
        false => format!("of {}: {}", amount(export.entries, "entry", "entries"), listed(&said)),
    }
}

fn why_nothing(found: &Found) -> &'static str {
    let has_source = |work: &FoundWork| work.drafted.source.is_some();
    match (found.export.highlights(), found.known, found.works.iter().any(has_source)) {
        (0, ..) => "no draft is made, since there are no words and no notes in it",
        (all, known, _) if all == known => "nothing is new; nothing was written",
        (_, _, true) => "nothing is new of the works that have a stored source; nothing was written",
        _ => "no work in it has a stored source, so no draft is made",
    }
}

/// What a dry run would have written.
pub fn would_write(path: &SitePath, text: &str) -> String {
    printable(&format!("would be written as `{path}`; nothing was written\n\n{text}"))
}

fn beginning(words: &str) -> String {
    const LENGTH: usize = 60;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = words.chars().take(LENGTH).collect();
    if cut.len() < words.len() { format!("“{}…”", cut.trim_end()) } else { format!("“{cut}”") }
}

/// One object on one line.
pub fn json(found: &Found) -> String {
    let view = View {
        format: 1,
        notes: found.given.format.word(),
        entries: found.export.entries,
        known: found.known,
        joined: found.export.joined,
        paired: found.export.paired,
        replies: found.export.replies,
        bookmarks: found.export.bookmarks,
        empty: found.export.empty,
        unread: found.export.unread.iter().map(|it| Unread { line: it.line, message: &it.message }).collect(),
        works: found.works.iter().map(work).collect(),
        draft: found.draft.as_ref().map(|(path, text)| Draft { file: path.as_str(), markdown: text }),
    };
    serde_json::to_string(&view).expect("a struct of texts and numbers is JSON")
}

fn work<'a>(work: &'a FoundWork) -> WorkView<'a> {
    let of = work.drafted.work;
    WorkView {
        title: of.title.as_deref(),
        authors: &of.authors,
        date: of.date.map(|date| date.to_string()),
        url: of.address.as_deref(),
        source: work.drafted.source.as_ref().map(|(id, _)| id.as_str()),
        help: work.drafted.waiting.as_deref(),
        missing: &work.findings.missing,
        different: &work.findings.different,
        highlights: work
            .drafted
            .highlights
            .iter()
            .map(|(highlight, judged)| highlight_view(highlight, judged))
            .collect(),
    }
}

fn highlight_view<'a>(highlight: &'a Highlight, judged: &'a Judged) -> HighlightView<'a> {
    let (verdict, paragraph, code, explanation) = match judged {
        Judged::Holds { verdict, paragraph, .. } => (Some(*verdict), Some(*paragraph), None, None),
        Judged::Refused { code, message, .. } => (Some("rejected"), None, Some(*code), Some(message.as_str())),
        Judged::Remark | Judged::Waiting => (None, None, None, None),
    };
    HighlightView {
        words: &highlight.words,
        note: highlight.comment.as_deref(),
        place: highlight.place.as_deref(),
        made: highlight.made.as_deref(),
        tags: &highlight.tags,
        verdict,
        paragraph,
        code,
        explanation,
    }
}

#[derive(Serialize)]
struct View<'a> {
    format: u32,
    notes: &'a str,
    entries: usize,
    known: usize,
    joined: usize,
    paired: usize,
    replies: usize,
    bookmarks: usize,
    empty: usize,
    unread: Vec<Unread<'a>>,
    works: Vec<WorkView<'a>>,
    draft: Option<Draft<'a>>,
}

#[derive(Serialize)]
struct Unread<'a> {
    line: Option<usize>,
    message: &'a str,
}

#[derive(Serialize)]
struct Draft<'a> {
    file: &'a str,
    markdown: &'a str,
}

#[derive(Serialize)]
struct WorkView<'a> {
    title: Option<&'a str>,
    authors: &'a [String],
    date: Option<String>,
    url: Option<&'a str>,
    source: Option<&'a str>,
    help: Option<&'a str>,
    missing: &'a [String],
    different: &'a [String],
    highlights: Vec<HighlightView<'a>>,
}

#[derive(Serialize)]
struct HighlightView<'a> {
    words: &'a str,
    note: Option<&'a str>,
    place: Option<&'a str>,
    made: Option<&'a str>,
    tags: &'a [String],
    verdict: Option<&'a str>,
    paragraph: Option<u32>,
    code: Option<&'a str>,
    explanation: Option<&'a str>,
}
