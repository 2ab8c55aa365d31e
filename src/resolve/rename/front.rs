//! Front matter and vocabularies that name a thing which gets another name.

use crate::base::diagnostic::Report;
use crate::base::edits::Edit;
use crate::base::file::FileText;
use crate::parse::node::{Node, Value};
use crate::parse::retouch::{add_field, add_items, entry, text};
use crate::parse::{front_matter, yaml};

/// The front matter of a file.
pub fn of(file: &FileText) -> Option<Node> {
    let split = front_matter::split(file, &mut Report::default())?;
    yaml::read(file, split.front, &mut Report::default())
}

/// A vocabulary: its top list.
pub fn vocabulary(file: &FileText) -> Option<Vec<Node>> {
    match yaml::read(file, 0..file.text().len(), &mut Report::default())?.value {
        Value::List(items) => Some(items),
        _ => None,
    }
}

/// Every name under a key, a list or one alone: `change` gives the new one.
pub fn names(file: &FileText, front: &Node, key: &str, change: &dyn Fn(&str) -> Option<String>) -> Vec<Edit> {
    let one = |node: &Node| {
        let new = change(text(node)?)?;
        Some(Edit::replace(node.span.clone(), requoted(file, node, new)))
    };
    match entry(front, key).map(|entry| &entry.value) {
        Some(Node { value: Value::List(items), .. }) => items.iter().filter_map(one).collect(),
        Some(node) => one(node).into_iter().collect(),
        None => Vec::new(),
    }
}

/// A value in the marks that the old one had.
fn requoted(file: &FileText, node: &Node, new: String) -> String {
    match file.slice(node.span.clone()).chars().next() {
        Some(mark @ ('"' | '\'')) => format!("{mark}{new}{mark}"),
        _ => new,
    }
}

/// Keeps the name that feed ids and hashes are made from, and the old addresses or names. `own` is the new one.
pub fn remember(file: &FileText, map: &Node, first_id: &str, aliases: &[String], own: &str) -> Vec<Edit> {
    let listed = entry(map, "aliases").map(|entry| &entry.value);
    let old: Vec<&Node> = match listed.map(|node| &node.value) {
        Some(Value::List(items)) => items.iter().collect(),
        _ => listed.into_iter().collect(),
    };
    let is_listed = |alias: &String| old.iter().any(|node| text(node) == Some(alias.as_str()));
    let new: Vec<String> = aliases.iter().filter(|alias| !is_listed(alias)).cloned().collect();
    // Back to an older name: its addresses are the own ones again.
    let is_own =
        |node: &&Node| text(node).is_some_and(|text| text == own || (own.ends_with('/') && text.starts_with(own)));
    let mut edits = Vec::new();
    match listed.filter(|_| old.iter().any(is_own)) {
        Some(node) => {
            let kept = old.iter().filter(|node| !is_own(node)).map(|node| file.slice(node.span.clone()).to_owned());
            let all: Vec<String> = kept.chain(new).collect();
            let end = file.text()[..node.span.end].trim_end().len();
            edits.push(Edit::replace(node.span.start..end, format!("[{}]", all.join(", "))));
        }
        None if !new.is_empty() => edits.extend(add_items(file, map, "aliases", &new)),
        None => {}
    }
    if entry(map, "first_id").is_none() {
        edits.extend(add_field(file, map, "first_id", first_id));
    }
    edits
}

/// The entry of a vocabulary whose key this is.
pub fn entry_of<'a>(entries: &'a [Node], key: &str) -> Option<&'a Node> {
    entries.iter().find(|node| entry(node, "key").and_then(|entry| text(&entry.value)) == Some(key))
}
