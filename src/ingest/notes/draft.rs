//! The text of a draft commentary made of what a reader marked.
//!
//! Comes in: works with their highlights, each judged. Goes out: Markdown. What holds is a blockquote with its citation and
//! the reader's comment under it; what does not, and what has no stored source, is a comment of Markdown with the reason.

use super::escape::{comment, in_comment, words};
use super::export::{Highlight, Work};
use crate::base::day::Day;
use crate::base::hash::sha256_hex;
use crate::base::key::Key;
use crate::ingest::source_file::{yaml_item, yaml_string};
use crate::parse::ids::SourceId;
use crate::parse::vocabulary::Topic;
use std::collections::{BTreeMap, BTreeSet};

/// What became of one highlight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// Its words are in the source.
    Holds {
        /// The blockquote with its citation.
        markdown: String,
        /// The first ¶ of the passage.
        paragraph: u32,
        /// `verbatim`, `typography` or `marked`.
        verdict: &'static str,
    },
    /// They are not, or not as they stand.
    Refused {
        /// Code of the diagnostic.
        code: &'static str,
        /// Why.
        message: String,
        /// The cure.
        help: Option<String>,
    },
    /// There are no words; the reader wrote about the whole work.
    Remark,
    /// There is no stored source to look in.
    Waiting,
}

/// A work in a draft.
#[derive(Clone, Debug)]
pub struct Drafted<'a> {
    /// The work.
    pub work: &'a Work,
    /// Its source and its title there.
    pub source: Option<(SourceId, String)>,
    /// Why there is none, and what to do.
    pub waiting: Option<String>,
    /// Its highlights.
    pub highlights: Vec<(&'a Highlight, Judged)>,
}

/// What a draft says of itself.
#[derive(Clone, Debug)]
pub struct Head<'a> {
    /// Day of the draft.
    pub date: Day,
    /// Name of the file that was imported.
    pub from: &'a str,
    /// Paths of topics.
    pub topics: Vec<String>,
    /// Tags that the vocabulary does not have.
    pub tags: Vec<String>,
}

/// The whole file.
pub fn write(head: &Head, works: &[Drafted]) -> String {
    let quoted: Vec<&Drafted> = works.iter().filter(|drafted| drafted.source.is_some()).collect();
    let mut parts = Vec::new();
    for drafted in &quoted {
        if quoted.len() > 1 {
            let title = drafted.source.as_ref().map_or(drafted.work.name(), |(_, title)| title);
            parts.push(format!("## {}", comment(title).replace('\n', " ")));
        }
        parts.extend(of_source(drafted));
    }
    parts.extend(works.iter().filter(|drafted| drafted.source.is_none()).map(waiting));
    parts.push(record(head.from, &quoted));
    format!("{}\n{}\n", front_matter(head, &quoted), parts.join("\n\n"))
}

fn front_matter(head: &Head, quoted: &[&Drafted]) -> String {
    let title = match quoted {
        [only] => format!("Notes on {}", only.source.as_ref().map_or(only.work.name(), |(_, title)| title)),
        _ => format!("Notes of {}", head.date),
    };
    let mut out = format!("---\ntitle: {}   # put your own here\n", yaml_string(&title));
    out.push_str(&format!("date: {}\ndraft: true\n", head.date));
    if let [Drafted { source: Some((id, _)), .. }] = quoted {
        out.push_str(&format!("source: {id}\n"));
    }
    if !head.topics.is_empty() {
        out.push_str(&format!("topics: [{}]\n", head.topics.join(", ")));
    }
    out.push_str(&format!("extra:\n  notes_from: {}\n", yaml_string(head.from)));
    if !head.tags.is_empty() {
        let tags: Vec<String> = head.tags.iter().map(|tag| yaml_item(tag)).collect();
        out.push_str(&format!("  tags: [{}]\n", tags.join(", ")));
    }
    out.push_str("---\n");
    out
}

/// Remarks first, then what holds in the order of the source, then what does not.
fn of_source(drafted: &Drafted) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for (highlight, _) in drafted.highlights.iter().filter(|(_, judged)| *judged == Judged::Remark) {
        parts.extend(highlight.comment.as_deref().map(comment));
        parts.extend(aside(highlight));
    }
    let mut held: Vec<(u32, &str, &Highlight)> = Vec::new();
    for (highlight, judged) in &drafted.highlights {
        if let Judged::Holds { markdown, paragraph, .. } = judged {
            held.push((*paragraph, markdown, highlight));
        }
    }
    held.sort_by_key(|(paragraph, ..)| *paragraph);
    let last = held.len().saturating_sub(1);
    for (index, (_, markdown, highlight)) in held.into_iter().enumerate() {
        parts.push(markdown.to_owned());
        parts.extend(highlight.comment.as_deref().map(comment));
        parts.extend(aside(highlight));
        // Blockquotes with nothing between them would share the note of the last one.
        if highlight.comment.is_none() && index < last {
            parts.push("---".to_owned());
        }
    }
    let id = drafted.source.as_ref().map(|(id, _)| id);
    for (highlight, judged) in &drafted.highlights {
        if let (Judged::Refused { code, message, help }, Some(id)) = (judged, id) {
            let why = format!("not quoted ({code}): {message}");
            let help = help.as_ref().map(|help| format!("help: {help}"));
            let said = [Some(why), help].into_iter().flatten().collect::<Vec<_>>().join("\n");
            parts.push(hidden(&said, highlight, Some(id)));
        }
    }
    parts
}

/// The same draft with each block that has one of these lines (from 1) in a comment, with what is said of the line: what a
/// reader wrote can be what a site refuses, quoted words without a citation say. Blockquotes stay as they are.
pub fn hide(text: &str, lines: &BTreeMap<usize, String>) -> String {
    let mut first = 1;
    let mut out = Vec::new();
    for block in text.split("\n\n") {
        let last = first + block.lines().count().max(1) - 1;
        let said: Vec<&str> = lines.range(first..=last).map(|(_, said)| said.as_str()).collect();
        let is_prose = !block.starts_with(['>', '<']) && !block.starts_with("---");
        out.push(match said.as_slice() {
            [] => block.to_owned(),
            said if is_prose => {
                format!("<!-- kept back: {}\n\n{}\n-->", in_comment(&said.join("\n")), in_comment(block.trim_end()))
            }
            _ => block.to_owned(),
        });
        first += block.matches('\n').count() + 2;
    }
    out.join("\n\n")
}

/// Where and when it was marked, and what others answered: for the editor alone.
fn aside(highlight: &Highlight) -> Option<String> {
    let lines: Vec<String> = facts(highlight).into_iter().chain(highlight.replies.iter().cloned()).collect();
    (!lines.is_empty()).then(|| format!("<!-- {} -->", in_comment(&lines.join("\n\n"))))
}

/// `page 12, marked 2026-02-03, tags: fees, harbour`
fn facts(highlight: &Highlight) -> Option<String> {
    let made = highlight.made.as_ref().map(|made| format!("marked {made}"));
    let tags = (!highlight.tags.is_empty()).then(|| format!("tags: {}", highlight.tags.join(", ")));
    let facts: Vec<String> = [highlight.place.clone(), made, tags].into_iter().flatten().collect();
    (!facts.is_empty()).then(|| facts.join(", "))
}

/// A highlight that is not quoted, in a form to take out of its comment and mend.
fn hidden(said: &str, highlight: &Highlight, id: Option<&SourceId>) -> String {
    format!("<!-- {}\n\n{}\n-->", in_comment(said), in_comment(&unquoted(highlight, id)))
}

/// The words as a blockquote, the reader's comment, where and when.
fn unquoted(highlight: &Highlight, id: Option<&SourceId>) -> String {
    let mut parts = Vec::new();
    if !highlight.words.is_empty() {
        let quoted = words(&highlight.words);
        let quoted: Vec<String> = quoted.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect();
        let citation = id.map_or_else(String::new, |id| format!("\n>\n> — [@{id}]"));
        parts.push(format!("{}{citation}", quoted.join("\n")));
    }
    parts.extend(highlight.comment.as_deref().map(comment));
    parts.extend(facts(highlight));
    parts.extend(highlight.replies.iter().cloned());
    parts.join("\n\n")
}

/// All of a work without a stored source.
fn waiting(drafted: &Drafted) -> String {
    let why = drafted.waiting.as_deref().unwrap_or("there is no stored source");
    let head = format!("not quoted: {}: {why}", drafted.work.name());
    let parts = drafted.highlights.iter().map(|(highlight, _)| unquoted(highlight, None));
    let parts: Vec<String> = std::iter::once(head).chain(parts).map(|part| in_comment(&part)).collect();
    format!("<!-- {}\n-->", parts.join("\n\n"))
}

/// The mark of a line that names what a draft holds.
const RECORD: &str = "notes taken up from";

/// What is in this file, so that importing again brings only what is new.
fn record(from: &str, quoted: &[&Drafted]) -> String {
    let keys: Vec<String> = quoted
        .iter()
        .flat_map(|drafted| drafted.highlights.iter().map(|(highlight, _)| key(drafted.work, highlight)))
        .collect();
    let lines: Vec<String> = keys.chunks(10).map(|keys| keys.join(" ")).collect();
    format!(
        "<!-- {RECORD} {} (keep this, and importing again brings only what is new):\n{}\n-->",
        in_comment(from),
        lines.join("\n")
    )
}

/// A highlight as a record names it: changed words or another comment make another one.
pub fn key(work: &Work, highlight: &Highlight) -> String {
    let name = work.address.as_deref().or(work.title.as_deref()).unwrap_or("");
    let parts = [name, &highlight.words, &highlight.prefix, highlight.comment.as_deref().unwrap_or("")];
    format!("n{}", &sha256_hex(parts.join("\u{0}").as_bytes())[..12])
}

/// The keys that a file of the site records.
pub fn recorded(text: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for record in text.split(&format!("<!-- {RECORD} ")).skip(1) {
        let record = record.split("-->").next().unwrap_or("");
        let is_key = |word: &&str| word.len() == 13 && word.starts_with('n');
        keys.extend(record.split_whitespace().filter(is_key).map(str::to_owned));
    }
    keys
}

/// Tags that name a topic by key, path, alias or label, as paths; and those that name none.
pub fn topics_of<'a>(tags: impl Iterator<Item = &'a str>, topics: &[Topic]) -> (Vec<String>, Vec<String>) {
    let mut all = Vec::new();
    flatten(topics, &mut all);
    let (mut known, mut unknown) = (BTreeSet::new(), BTreeSet::new());
    for tag in tags {
        let lower = tag.to_lowercase();
        let as_key = Key::from_words(tag);
        let is_it = |topic: &&&Topic| {
            let path = topic.path.to_string();
            let labels = std::iter::once(&topic.label.text).chain(topic.label.by_language.values());
            let is_key = |name: &str| as_key.as_ref().is_some_and(|key| key.as_str() == name);
            path == lower
                || is_key(topic.key.as_str())
                || topic.aliases.iter().any(|alias| *alias == lower || is_key(alias))
                || labels.into_iter().any(|label| label.to_lowercase() == lower)
        };
        // A key that two branches have names neither.
        match all.iter().filter(is_it).collect::<Vec<_>>().as_slice() {
            [only] => known.insert(only.path.to_string()),
            _ => unknown.insert(tag.to_owned()),
        };
    }
    (known.into_iter().collect(), unknown.into_iter().collect())
}

fn flatten<'a>(topics: &'a [Topic], all: &mut Vec<&'a Topic>) {
    for topic in topics {
        all.push(topic);
        flatten(&topic.children, all);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_hidden_by_its_line_and_nothing_else_is() {
        let text = "---\ntitle: A\n---\n\n> one\n\ntwo\nthree\n\nfour\n";
        let lines = BTreeMap::from([(5, "no".to_owned()), (8, "why".to_owned())]);
        let hidden = "---\ntitle: A\n---\n\n> one\n\n<!-- kept back: why\n\ntwo\nthree\n-->\n\nfour\n";
        assert_eq!(hide(text, &lines), hidden);
    }
}
