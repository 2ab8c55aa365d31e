//! The front matter of another program: YAML between `---`, TOML between `+++`.
//!
//! Comes in: the text of a file. Goes out: its fields by lower-case name, and the rest of the file. Never done here: refusing
//! what that program allows; what cannot be read is said.

use crate::base::diagnostic::Report;
use crate::base::file::{FileText, SitePath};
use crate::ingest::kind::has_front_matter;
use crate::parse::node::{Node, Value};
use crate::parse::yaml;
use std::collections::BTreeMap;

/// Fields, each with its texts.
#[derive(Debug, Default)]
pub struct Front {
    fields: BTreeMap<String, Vec<String>>,
    /// Whether some of it could not be read.
    pub is_broken: bool,
}

impl Front {
    /// Takes the front matter off a text.
    pub fn split(text: &str) -> (Front, &str) {
        if !has_front_matter(text) {
            return (Front::default(), text);
        }
        let is_toml = text.starts_with("+++");
        let start = text.find('\n').map_or(text.len(), |at| at + 1);
        let mut at = start;
        for line in text[start..].split_inclusive('\n') {
            let bare = line.trim_end();
            if bare == "+++" && is_toml || !is_toml && (bare == "---" || bare == "...") {
                let inside = &text[start..at];
                let front = if is_toml { of_toml(inside) } else { of_yaml(inside) };
                return (front, &text[at + line.len()..]);
            }
            at += line.len();
        }
        (Front::default(), text)
    }

    /// The first text of the first of some fields that has one.
    pub fn value(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.fields.get(*name)?.first()).map(String::as_str)
    }

    /// All texts of the first of some fields that has one.
    pub fn values(&self, names: &[&str]) -> Vec<String> {
        names
            .iter()
            .find_map(|name| self.fields.get(*name).filter(|texts| !texts.is_empty()))
            .cloned()
            .unwrap_or_default()
    }

    fn add(&mut self, name: &str, texts: Vec<String>) {
        let texts = texts.iter().map(|text| plain(text)).filter(|text| !text.is_empty()).collect();
        self.fields.entry(name.trim().to_lowercase()).or_insert(texts);
    }
}

/// A note's link to another note is its words.
fn plain(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let inside = text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    inside.map_or(text.clone(), |inside| inside.rsplit('|').next().unwrap_or(inside).trim().to_owned())
}

fn of_yaml(inside: &str) -> Front {
    let mut front = Front::default();
    let file = FileText::new(SitePath::new("front.md").expect("a plain name is a path"), inside);
    let mut report = Report::default();
    let read = yaml::read(&file, 0..inside.len(), &mut report);
    match read.map(|node| node.value) {
        Some(Value::Map(entries)) => {
            for entry in entries {
                front.add(&entry.key.value, texts(&entry.value));
            }
        }
        // What is no YAML may still be lines of fields.
        _ => {
            front.is_broken = true;
            let fields = inside.lines().filter(|line| !line.starts_with([' ', '\t', '-', '#']));
            for (name, value) in fields.filter_map(|line| line.split_once(':')) {
                front.add(name, vec![value.trim().trim_matches(['"', '\'']).to_owned()]);
            }
        }
    }
    front.is_broken |= report.has_errors();
    front
}

/// A scalar, the scalars of a list, or the `name` of each person in it.
fn texts(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Scalar { text, .. } => vec![text.clone()],
        Value::List(items) => items.iter().flat_map(texts).collect(),
        Value::Map(entries) => {
            let name = entries.iter().find(|entry| matches!(entry.key.value.as_str(), "name" | "title" | "url"));
            name.map(|entry| texts(&entry.value)).unwrap_or_default()
        }
        Value::Empty | Value::Broken => Vec::new(),
    }
}

fn of_toml(inside: &str) -> Front {
    let mut front = Front::default();
    let Ok(table) = inside.parse::<toml::Table>() else { return Front { is_broken: true, ..front } };
    for (name, value) in &table {
        // Authors may stand in a table of what only a theme knows.
        if let toml::Value::Table(inner) = value {
            inner.iter().for_each(|(name, value)| front.add(name, toml_texts(value)));
        } else {
            front.add(name, toml_texts(value));
        }
    }
    front
}

fn toml_texts(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::String(text) => vec![text.clone()],
        toml::Value::Array(items) => items.iter().flat_map(toml_texts).collect(),
        toml::Value::Table(table) => table.get("name").map(toml_texts).unwrap_or_default(),
        other => vec![other.to_string()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_other_programs_are_read() {
        let (front, body) = Front::split(
            "---\nTitle: \"A: b\"\nauthors:\n  - name: Ada\n  - \"[[notes/B|Bo]]\"\ntags: [x]\nno: &a {b: *a}\n---\nText\n---\n",
        );
        assert_eq!(front.value(&["title"]), Some("A: b"));
        assert_eq!(front.values(&["author", "authors"]), ["Ada", "Bo"]);
        assert_eq!(body, "Text\n---\n");
        let (front, body) = Front::split("+++\ntitle = \"A\"\ndate = 2026-02-03T23:30:00-05:00\n+++\nText");
        assert_eq!((front.value(&["date"]), body), (Some("2026-02-03T23:30:00-05:00"), "Text"));
        let (front, _) = Front::split("---\ntitle: A: b\ndate: 2026-02-03\n---\n");
        assert_eq!((front.value(&["title"]), front.is_broken), (Some("A: b"), true));
    }
}
