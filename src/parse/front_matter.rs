//! A Markdown file → its front matter and its body.
//!
//! Comes in: a [`FileText`]. Goes out: [`Split`], and the front matter as [`Fields`]. Never done here: knowing what kind
//! of file it is.

use super::codes;
use super::fields::{Fields, Problems};
use super::node::{Node, Value};
use super::yaml;
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::{FileText, Span};
use serde::Deserialize;

/// The two halves of a file, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The line that opens the front matter.
    pub opening: Span,
    /// The YAML between the two lines `---`.
    pub front: Span,
    /// All after them.
    pub body: Span,
}

/// Finds the front matter. `None` where there is none or it has no end, which is then in the report.
pub fn split(file: &FileText, report: &mut Report) -> Option<Split> {
    let opening = file.line(1);
    if !is_fence(file.slice(opening.clone())) {
        report.add(missing(file));
        return None;
    }
    let text = file.text();
    let mut at = next_line(text, opening.end);
    let front = at;
    while at < text.len() {
        let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
        if is_fence(&text[at..end]) {
            return Some(Split { opening, front: front..at, body: next_line(text, end)..text.len() });
        }
        at = next_line(text, end);
    }
    report.add(unclosed(file, front));
    None
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// The start of the line after the one that ends at `end`.
fn next_line(text: &str, end: usize) -> usize {
    text[end..].find('\n').map_or(text.len(), |length| end + length + 1)
}

fn missing(file: &FileText) -> Diagnostic {
    let first = file.line(1);
    let words = file.slice(first.clone()).trim();
    let later = file.text().trim_start().lines().next().is_some_and(is_fence);
    let (message, help) = match words {
        _ if file.text().trim().is_empty() => {
            ("the file is empty", "begin with front matter: `---`, `title: …`, `---`")
        }
        "" if later => ("an empty line stands before the front matter", "remove it; the first line is `---`"),
        "+++" => (
            "the front matter is TOML, and postil reads YAML",
            "put it between lines `---`, with `key: value` in each line",
        ),
        _ => (
            "the file does not begin with front matter",
            "put before the text: a line `---`, a line `title: …`, a line `---`",
        ),
    };
    Diagnostic::new(&codes::FRONT_MATTER_MISSING, Place::of(file, first), message).help(help)
}

/// The place is the first line after the opening that cannot be a key's: there the closing line is most likely missing.
fn unclosed(file: &FileText, front: usize) -> Diagnostic {
    let mut at = front;
    for line in file.text()[front..].split_inclusive('\n') {
        let words = line.trim();
        let keyed = line.starts_with([' ', '\t', '-', '#']) || words.contains(": ") || words.ends_with(':');
        if !keyed {
            break;
        }
        at += line.len();
    }
    let place = Place::of(file, file.line(file.position(at).line));
    Diagnostic::new(&codes::FRONT_MATTER_UNCLOSED, place, "the front matter that begins in line 1 has no end")
        .help("put a line `---` after the last key, here or above")
}

/// Reads the YAML of the front matter. `None` where it is broken, which is then in the report.
pub fn read(file: &FileText, split: &Split, report: &mut Report) -> Option<Node> {
    yaml::read(file, split.front.clone(), report)
}

/// `extra:` as it is handed to templates: the one place where YAML decides what type a value has.
pub fn extra(fields: &mut Fields<'_>, front: &Span) -> serde_json::Value {
    #[derive(Deserialize)]
    struct OnlyExtra {
        extra: serde_json::Value,
    }
    let empty = || serde_json::Value::Object(serde_json::Map::new());
    let Some(entry) = fields.node("extra") else { return empty() };
    let problems = fields.problems();
    let message = match &entry.value.value {
        Value::Broken => return empty(),
        Value::Map(_) => match serde_yaml::from_str::<OnlyExtra>(problems.file().slice(front.clone())) {
            Ok(read) => return read.extra,
            Err(_) if problems.found_in(&entry.value.span) => return empty(),
            Err(error) => {
                let words = error.to_string();
                format!("`extra` cannot be read: {}", words.split(" at line").next().unwrap_or(&words))
            }
        },
        _ => format!("`extra` must be a map of keys and values, and here is {}", entry.value.kind()),
    };
    let help = "write `key: value` in lines of their own, each key as text";
    problems.add(Diagnostic::new(&codes::FIELD_INVALID, problems.place(&entry.key.span), message).help(help));
    empty()
}

/// The fields of a front matter; what it lacks is reported at its first line.
pub fn fields<'a>(problems: &'a Problems<'a>, node: &'a Node, noun: &str, split: &Split) -> Option<Fields<'a>> {
    Fields::of(problems, node, noun, split.opening.clone())
}
