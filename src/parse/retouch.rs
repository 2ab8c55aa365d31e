//! Changing one value of a YAML text and leaving every other byte as it is.
//!
//! Comes in: a text and its [`Node`]s. Goes out: [`Edit`]s. Never done here: making them, and saying that the result is
//! still YAML: whoever makes them reads the text again.

use super::node::{Entry, Node, Value};
use crate::base::edits::Edit;
use crate::base::file::FileText;

/// The value of a key of a map.
pub fn entry<'a>(map: &'a Node, key: &str) -> Option<&'a Entry> {
    match &map.value {
        Value::Map(entries) => entries.iter().find(|entry| entry.key.value == key),
        _ => None,
    }
}

/// The characters of a scalar.
pub fn text(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

/// Adds a field to a map, after its last one. `value` is YAML on one line.
pub fn add_field(file: &FileText, map: &Node, key: &str, value: &str) -> Option<Edit> {
    let Value::Map(entries) = &map.value else { return None };
    let (first, last) = (entries.first()?, entries.last()?);
    let all = file.text();
    if all[map.span.start..].starts_with('{') {
        return Some(Edit::insert(last.value.span.end.max(last.key.span.end), format!(", {key}: {value}")));
    }
    let line_start = all[..first.key.span.start].rfind('\n').map_or(0, |at| at + 1);
    // In a list the first key stands after the dash of its item.
    let indent: String = all[line_start..first.key.span.start].chars().map(|_| ' ').collect();
    let end = end_of_value(all, last);
    let line_end = if all.contains("\r\n") { "\r\n" } else { "\n" };
    Some(Edit::insert(end, format!("{line_end}{indent}{key}: {value}")))
}

/// The end of the line that an entry ends on, whatever stands there after it.
fn end_of_value(all: &str, entry: &Entry) -> usize {
    end_of_line(all, last_of(all, &entry.value).max(entry.key.span.end), entry.key.span.end)
}

/// The end of the line that a node ends on.
fn end_of_node(all: &str, node: &Node) -> usize {
    end_of_line(all, last_of(all, node), node.span.start)
}

/// The span of a block ends at the start of what follows it, comments between them included: what it holds ends sooner.
fn last_of(all: &str, node: &Node) -> usize {
    if all[node.span.start..].starts_with(['{', '[']) {
        return node.span.end;
    }
    let last = match &node.value {
        Value::Map(entries) => entries.last().map(|entry| last_of(all, &entry.value).max(entry.key.span.end)),
        Value::List(items) => items.last().map(|item| last_of(all, item)),
        _ => None,
    };
    last.unwrap_or(node.span.end)
}

fn end_of_line(all: &str, end: usize, least: usize) -> usize {
    let end = all[..end].trim_end().len().max(least);
    all[end..].find(['\r', '\n']).map_or(all.len(), |length| end + length)
}

/// Adds items to the list under a key, which may not be there yet. Each is a plain or quoted scalar.
pub fn add_items(file: &FileText, map: &Node, key: &str, items: &[String]) -> Option<Edit> {
    let item = items.join(", ");
    let Some(entry) = entry(map, key) else { return add_field(file, map, key, &format!("[{item}]")) };
    let all = file.text();
    match &entry.value.value {
        Value::Empty => Some(Edit::insert(entry.key.span.end + 1, format!(" [{item}]"))),
        Value::List(items) if all[entry.value.span.start..].starts_with('[') => Some(match items.last() {
            Some(last) => Edit::insert(last.span.end, format!(", {item}")),
            None => Edit::insert(entry.value.span.start + 1, item),
        }),
        Value::List(old) => {
            let (first, last) = (old.first()?, old.last()?);
            let line_start = all[..first.span.start].rfind('\n').map_or(0, |at| at + 1);
            let dash = &all[line_start..first.span.start];
            let line_end = if all.contains("\r\n") { "\r\n" } else { "\n" };
            let at = end_of_node(all, last);
            let lines: String = items.iter().map(|item| format!("{line_end}{dash}{item}")).collect();
            Some(Edit::insert(at, lines))
        }
        Value::Scalar { .. } => {
            let old = &all[entry.value.span.clone()];
            Some(Edit::replace(entry.value.span.clone(), format!("[{old}, {item}]")))
        }
        _ => None,
    }
}

/// Adds a record of named values to the list of records under a key, which may not be there yet: lines of their own where
/// the front matter has lines, braces where it has braces. The values are YAML.
pub fn add_record(file: &FileText, map: &Node, key: &str, fields: &[(&str, String)]) -> Option<Edit> {
    let written: Vec<String> = fields.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let in_braces = || [format!("{{{}}}", written.join(", "))];
    let Value::Map(entries) = &map.value else { return None };
    let (first, last) = (entries.first()?, entries.last()?);
    let all = file.text();
    let line_end = if all.contains("\r\n") { "\r\n" } else { "\n" };
    let column = |at: usize| at - all[..at].rfind('\n').map_or(0, |at| at + 1);
    match entry(map, key).map(|entry| &entry.value) {
        None if all[map.span.start..].starts_with('{') => add_items(file, map, key, &in_braces()),
        None => {
            let indent = " ".repeat(column(first.key.span.start));
            let lines = written.join(&format!("{line_end}{indent}    "));
            let text = format!("{line_end}{indent}{key}:{line_end}{indent}  - {lines}");
            Some(Edit::insert(end_of_value(all, last), text))
        }
        Some(list) => match &list.value {
            Value::List(items) if items.last().is_some_and(|item| is_in_lines(all, list, item)) => {
                let (first, last) = (items.first()?, items.last()?);
                let start = first.span.start - column(first.span.start);
                let dash = &all[start..first.span.start];
                let indent: String = dash.chars().map(|_| ' ').collect();
                let lines = written.join(&format!("{line_end}{indent}"));
                Some(Edit::insert(end_of_node(all, last), format!("{line_end}{dash}{lines}")))
            }
            _ => add_items(file, map, key, &in_braces()),
        },
    }
}

/// Whether a list stands in lines, and so do the values of its item.
fn is_in_lines(all: &str, list: &Node, item: &Node) -> bool {
    !all[list.span.start..].starts_with('[') && !all[item.span.start..].starts_with('{')
}

/// A value in double quotation marks, whatever it is.
pub fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}

#[cfg(test)]
mod tests {
    use super::super::yaml;
    use super::*;
    use crate::base::diagnostic::Report;
    use crate::base::edits::apply;
    use crate::base::file::SitePath;

    fn changed(text: &str, change: impl Fn(&FileText, &Node) -> Option<Edit>) -> String {
        let file = FileText::new(SitePath::new("a.yaml").unwrap(), text);
        let node = yaml::read(&file, 0..text.len(), &mut Report::default()).unwrap();
        apply(text, vec![change(&file, &node).unwrap()]).unwrap()
    }

    #[test]
    fn a_field_is_added_in_the_form_of_its_map() {
        let add = |file: &FileText, node: &Node| add_field(file, node, "first_id", "old");
        assert_eq!(changed("title: A # words\n", add), "title: A # words\nfirst_id: old\n");
        assert_eq!(changed("capture:\n  from: x\n  to: y\n", add), "capture:\n  from: x\n  to: y\nfirst_id: old\n");
        assert_eq!(changed("title: A\r\ntopics:\r\n- a\r\n", add), "title: A\r\ntopics:\r\n- a\r\nfirst_id: old\r\n");
        assert_eq!(changed("{title: A}\n", add), "{title: A, first_id: old}\n");
        let in_list = |file: &FileText, node: &Node| match &node.value {
            Value::List(items) => add_field(file, &items[0], "first_id", "old"),
            _ => None,
        };
        assert_eq!(
            changed("- key: a\n  name: A\n\n- key: b\n", in_list),
            "- key: a\n  name: A\n  first_id: old\n\n- key: b\n"
        );
        assert_eq!(changed("- {key: a}\n- {key: b}\n", in_list), "- {key: a, first_id: old}\n- {key: b}\n");
    }

    #[test]
    fn an_item_is_added_in_the_form_of_its_list() {
        let add = |file: &FileText, node: &Node| add_items(file, node, "aliases", &["/b/".to_owned()]);
        assert_eq!(changed("title: A\n", add), "title: A\naliases: [/b/]\n");
        assert_eq!(changed("aliases: [/a/] # old\n", add), "aliases: [/a/, /b/] # old\n");
        assert_eq!(changed("aliases: []\n", add), "aliases: [/b/]\n");
        assert_eq!(changed("aliases:\n  - /a/\ntitle: A\n", add), "aliases:\n  - /a/\n  - /b/\ntitle: A\n");
        assert_eq!(changed("aliases:\n  - [/a/,\n    /b/]\n", add), "aliases:\n  - [/a/,\n    /b/]\n  - /b/\n");
        assert_eq!(changed("aliases: /a/\n", add), "aliases: [/a/, /b/]\n");
        assert_eq!(changed("aliases:\ntitle: A\n", add), "aliases: [/b/]\ntitle: A\n");
    }

    #[test]
    fn a_record_is_added_in_the_form_of_its_list() {
        let fields = [("date", "2026-04-02".to_owned()), ("because", quoted("a \"slip\""))];
        let add = |file: &FileText, node: &Node| add_record(file, node, "log", &fields);
        let lines = "  - date: 2026-04-02\n    because: \"a \\\"slip\\\"\"\n";
        let braces = "{date: 2026-04-02, because: \"a \\\"slip\\\"\"}";
        for (old, new) in [
            ("title: A # words\n".to_owned(), format!("title: A # words\nlog:\n{lines}")),
            (
                format!("log: # ours\n{lines}  # last\ntitle: A\n"),
                format!("log: # ours\n{lines}{lines}  # last\ntitle: A\n"),
            ),
            ("log: []\ntitle: A\n".to_owned(), format!("log: [{braces}]\ntitle: A\n")),
            (format!("log: [{braces}]\n"), format!("log: [{braces}, {braces}]\n")),
            (format!("log:\n- {braces}\ntitle: A\n"), format!("log:\n- {braces}\n- {braces}\ntitle: A\n")),
            ("{title: A}\n".to_owned(), format!("{{title: A, log: [{braces}]}}\n")),
            ("title: A\nlog:\n".to_owned(), format!("title: A\nlog: [{braces}]\n")),
        ] {
            assert_eq!(changed(&old, add), new, "{old}");
            let crlf = |text: &str| text.replace('\n', "\r\n");
            assert_eq!(changed(&crlf(&old), add), crlf(&new), "{old}");
        }
    }
}
