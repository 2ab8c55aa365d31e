//! A source file with the text of a newer capture: the editors' front matter stays as it is, byte for byte (SPEC 6).
//!
//! Comes in: the file of the current text, and what was retrieved. Goes out: its new text, with each field that changed.
//! Never done here: choosing whether it is newer, writing it.

use super::clip::Clip;
use super::source_file::{CaptureField, Provenance, capture_fields, markdown, pages, yaml_item, yaml_string};
use crate::base::day::Day;
use crate::base::diagnostic::Report;
use crate::base::edits::{Edit, apply};
use crate::base::file::FileText;
use crate::parse::front_matter::{read, split};
use crate::parse::node::{Entry, Node, Value};
use crate::parse::retouch::{add_field, entry, text};
use std::ops::Range;

/// A source file with a newer text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewed {
    /// The whole file.
    pub text: String,
    /// Fields that changed.
    pub changes: Vec<Changed>,
}

/// A field that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its name.
    pub field: &'static str,
    /// What it was.
    pub from: Option<String>,
    /// What it is.
    pub to: String,
}

/// The fields that a capture may change, beside `capture` itself.
const RENEWED: [&str; 6] = ["title", "subtitle", "updated", "byline", "authors", "pages"];

/// Changes `title`, `subtitle`, `updated`, `byline`, `authors` and `pages` where the clip states others, `capture`, and the body. `None`
/// where the file is not written in a way that can be changed so.
pub fn renew(file: &FileText, clip: &Clip, provenance: &Provenance) -> Option<Renewed> {
    let split = split(file, &mut Report::default())?;
    let node = read(file, &split, &mut Report::default())?;
    let (mut edits, mut changes) = (Vec::new(), Vec::new());
    for Stated { field, shown, yaml } in stated(clip) {
        let written = entry(&node, field);
        let from = written.and_then(|entry| shown_value(&entry.value));
        let is_written = written.is_some_and(|entry| file.slice(entry.value.span.clone()).trim_end() == yaml);
        if is_written || from.as_ref() == Some(&shown) {
            continue;
        }
        edits.push(match written {
            Some(written) if !matches!(written.value.value, Value::Empty) => {
                let Range { start, end } = written.value.span.clone();
                // The span of a list ends where the next field begins.
                let end = start + file.text()[start..end].trim_end().len();
                Edit::replace(start..end, yaml)
            }
            Some(written) => Edit::insert(written.key.span.end + 1, format!(" {yaml}")),
            None => add_field(file, &node, field, &yaml)?,
        });
        changes.push(Changed { field, from, to: shown });
    }
    let fields = capture_fields(clip, provenance);
    edits.push(capture_edit(file, entry(&node, "capture")?, &fields)?);
    for CaptureField { name, shown, yaml } in fields {
        let old = entry(&node, "capture").and_then(|capture| entry(&capture.value, name));
        let from = old.and_then(|old| text(&old.value)).map(str::to_owned);
        let is_written_so = old.is_some_and(|old| file.slice(old.value.span.clone()).trim_end() == yaml);
        if from.as_ref() != Some(&shown) && !is_written_so {
            changes.push(Changed { field: name, from, to: shown });
        }
    }
    let line_end = if file.text().contains("\r\n") { "\r\n" } else { "\n" };
    edits.push(Edit::replace(split.body, format!("\n{}", markdown(clip)).replace('\n', line_end)));
    let text = apply(file.text(), edits)?;
    is_sound(file, &text, &node).then_some(Renewed { text, changes })
}

/// A field as the page states it now.
struct Stated {
    field: &'static str,
    /// For people.
    shown: String,
    /// For the file.
    yaml: String,
}

/// What the page states; what it does not state stays as it is.
fn stated(clip: &Clip) -> Vec<Stated> {
    let line = |value: &String| (value.clone(), yaml_string(value));
    let authors = || {
        let items: Vec<String> = clip.authors.iter().map(|name| yaml_item(name)).collect();
        (clip.authors.join(", "), format!("[{}]", items.join(", ")))
    };
    let printed_pages = || {
        let names: Vec<&str> = clip.pages.iter().map(|page| page.page.as_str()).collect();
        (names.join(", "), pages(&clip.pages))
    };
    let values = [
        clip.title.as_ref().map(line),
        clip.subtitle.as_ref().map(line),
        clip.updated.map(|day| (day.to_string(), day.to_string())),
        clip.byline.as_ref().map(line),
        (!clip.authors.is_empty()).then(authors),
        (!clip.pages.is_empty()).then(printed_pages),
    ];
    let stated = RENEWED.into_iter().zip(values);
    stated.filter_map(|(field, value)| value.map(|(shown, yaml)| Stated { field, shown, yaml })).collect()
}

/// A value for people: a text, or the texts of a list.
fn shown_value(node: &Node) -> Option<String> {
    match &node.value {
        Value::List(items) => {
            Some(items.iter().filter_map(text).collect::<Vec<_>>().join(", ")).filter(|shown| !shown.is_empty())
        }
        _ => text(node).map(str::to_owned),
    }
}

/// The file with `extra: {seen: DAY}`: the last day on which the page was found to have this text. `None` where it is not
/// written in a way that can be changed so.
pub fn note_seen(file: &FileText, day: Day) -> Option<String> {
    let split = split(file, &mut Report::default())?;
    let node = read(file, &split, &mut Report::default())?;
    let edit = match entry(&node, "extra") {
        None => add_field(file, &node, "extra", &format!("{{seen: {day}}}"))?,
        Some(extra) if matches!(extra.value.value, Value::Map(_)) => match entry(&extra.value, "seen") {
            Some(seen) => Edit::replace(seen.value.span.clone(), day.to_string()),
            None => add_field(file, &extra.value, "seen", &day.to_string())?,
        },
        Some(_) => return None,
    };
    let text = apply(file.text(), vec![edit])?;
    let again = FileText::new(file.path().clone(), &text);
    let split = self::split(&again, &mut Report::default())?;
    let node = read(&again, &split, &mut Report::default())?;
    let seen = entry(&node, "extra").and_then(|extra| entry(&extra.value, "seen"));
    let is_noted = seen.and_then(|seen| self::text(&seen.value)) == Some(day.to_string().as_str());
    is_noted.then_some(text)
}

/// The record of a capture, in the form that it had: one key a line, or between braces.
fn capture_edit(file: &FileText, capture: &Entry, fields: &[CaptureField]) -> Option<Edit> {
    let Value::Map(entries) = &capture.value.value else { return None };
    let written: Vec<String> = fields.iter().map(|field| format!("{}: {}", field.name, field.yaml)).collect();
    let all = file.text();
    if all[capture.value.span.start..].starts_with('{') {
        return Some(Edit::replace(capture.value.span.clone(), format!("{{{}}}", written.join(", "))));
    }
    let (first, last) = (entries.first()?, entries.last()?);
    let start = first.key.span.start;
    let line = all[..start].rfind('\n').map_or(0, |at| at + 1);
    let end = last.value.span.end.max(last.key.span.end);
    let end = start + all[start..end].trim_end().len();
    let line_end = if all.contains("\r\n") { "\r\n" } else { "\n" };
    Some(Edit::replace(start..end, written.join(&format!("{line_end}{}", &all[line..start]))))
}

/// Whether the new front matter is YAML again, and every other field is as it was.
fn is_sound(file: &FileText, text: &str, before: &Node) -> bool {
    let new = FileText::new(file.path().clone(), text);
    let mut report = Report::default();
    let after = split(&new, &mut report).and_then(|split| read(&new, &split, &mut report));
    let Some(after) = after.filter(|_| !report.has_errors()) else { return false };
    let (Value::Map(was), Value::Map(is)) = (&before.value, &after.value) else { return false };
    let others = |entries: &'_ [Entry], file: &FileText| -> Vec<String> {
        let is_renewed = |name: &str| name == "capture" || RENEWED.contains(&name);
        let kept = entries.iter().filter(|entry| !is_renewed(&entry.key.value));
        kept.map(|entry| format!("{}: {}", entry.key.value, file.slice(entry.value.span.clone()).trim_end())).collect()
    };
    others(was, file) == others(is, &new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::file::SitePath;

    fn renewed(old: &str) -> Renewed {
        let file = FileText::new(SitePath::new("content/sources/a.md").unwrap(), old);
        let clip = Clip {
            title: Some("A sheet: on a wall".to_owned()),
            byline: Some("Wick".to_owned()),
            paragraphs: vec!["New words.".to_owned()],
            ..Clip::default()
        };
        let provenance = Provenance {
            retrieved: "2026-03-17".to_owned(),
            from: "a.txt".to_owned(),
            r#final: None,
            tool: "postil".to_owned(),
            bytes: "b0".to_owned(),
            joined: Vec::new(),
        };
        renew(&file, &clip, &provenance).unwrap()
    }

    #[test]
    fn the_day_it_was_seen_is_noted_beside_what_else_is_extra() {
        let table = [
            ("---\ntitle: A\n---\nText.\n", "---\ntitle: A\nextra: {seen: 2026-03-20}\n---\nText.\n"),
            ("---\nextra: {x: 1}\n---\n", "---\nextra: {x: 1, seen: 2026-03-20}\n---\n"),
            (
                "---\nextra:\n  seen: 2026-03-19\n  x: 1\ntitle: A\n---\n",
                "---\nextra:\n  seen: 2026-03-20\n  x: 1\ntitle: A\n---\n",
            ),
            ("---\nextra:\n  x: 1\ntitle: A\n---\n", "---\nextra:\n  x: 1\n  seen: 2026-03-20\ntitle: A\n---\n"),
        ];
        for (old, new) in table {
            let file = FileText::new(SitePath::new("content/sources/a.md").unwrap(), old);
            assert_eq!(note_seen(&file, Day::new(2026, 3, 20).unwrap()).as_deref(), Some(new));
        }
    }

    #[test]
    fn the_day_of_the_last_change_and_the_authors_are_those_of_the_new_text() {
        let clip = Clip {
            updated: Day::new(2026, 3, 18),
            authors: vec!["Wick".to_owned(), "Marent, Ilse".to_owned()],
            paragraphs: vec!["New words.".to_owned()],
            ..Clip::default()
        };
        let provenance = Provenance {
            retrieved: "2026-03-18".to_owned(),
            from: "https://a.example/old".to_owned(),
            r#final: Some("https://a.example/new".to_owned()),
            tool: "postil".to_owned(),
            bytes: "b0".to_owned(),
            joined: Vec::new(),
        };
        let heads = [
            (
                "authors: [Wick]\nupdated: 2026-03-16 # day\n",
                "authors: [Wick, \"Marent, Ilse\"]\nupdated: 2026-03-18 # day\n",
            ),
            ("authors:\n  - Wick\n  - Snuff\nurl: x\n", "authors:\n  [Wick, \"Marent, Ilse\"]\nurl: x\n"),
        ];
        for (old, new) in heads {
            let file = FileText::new(
                SitePath::new("content/sources/a.md").unwrap(),
                &format!("---\n{old}capture: {{retrieved: 2026-03-14}}\n---\nOld.\n"),
            );
            let text = renew(&file, &clip, &provenance).unwrap().text;
            assert!(text.starts_with(&format!("---\n{new}")), "{text}");
            assert!(
                text.contains("updated: 2026-03-18") && text.contains("final: \"https://a.example/new\""),
                "{text}"
            );
        }
    }

    #[test]
    fn what_a_capture_changes_is_changed_and_nothing_else() {
        let hash = crate::base::hash::sha256_hex(b"New words.");
        let fields = ["retrieved: 2026-03-17", "from: a.txt", "tool: postil", "encoding: utf-8", "bytes: b0"];
        let record = |between: &str| format!("{}{between}sha256: {}", fields.join(between), yaml_string(&hash));
        let table = [
            (
                "---\ntitle: A sheet # ours\ntopics: [a,  b]\ncapture:\n  retrieved: 2026-03-14\n  sha256: \"1\"\nextra: {x: 1}\n---\n\nOld.\n",
                format!(
                    "---\ntitle: \"A sheet: on a wall\" # ours\ntopics: [a,  b]\ncapture:\n  {}\nextra: {{x: 1}}\nbyline: Wick\n---\n\nNew words.\n",
                    record("\n  ")
                ),
            ),
            (
                "---\r\nbyline:  'W.'\r\ntitle: A\r\ncapture: {retrieved: 2026-03-14}\r\n---\r\nOld.",
                format!(
                    "---\r\nbyline:  Wick\r\ntitle: \"A sheet: on a wall\"\r\ncapture: {{{}}}\r\n---\r\n\r\nNew words.\r\n",
                    record(", ")
                ),
            ),
        ];
        for (old, new) in table {
            assert_eq!(renewed(old).text, new);
        }
        let changes =
            renewed("---\ntitle: A sheet\nbyline: Wick\ncapture: {retrieved: 2026-03-14, tool: postil}\n---\nOld.\n")
                .changes;
        let fields: Vec<&str> = changes.iter().map(|change| change.field).collect();
        assert_eq!(fields, ["title", "retrieved", "from", "encoding", "bytes", "sha256"]);
    }
}
