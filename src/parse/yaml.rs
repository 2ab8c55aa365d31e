//! Strict YAML: one document of maps, lists and characters, each with its place.
//!
//! Comes in: a span of a [`FileText`]. Goes out: a [`Node`] and the problems. Never done here: deciding what type a
//! value has, reading an anchor, an alias or a tag (all refused), and keeping the last of two equal keys in silence.

use super::codes;
use super::node::{DEPTH_LIMIT, Entry, Located, Node, Value, Written};
use super::yaml_errors::{self, Forbidden};
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::{FileText, Span};
use granit_parser::{Event, Parser, Placement, ScalarStyle};
use std::collections::BTreeMap;

/// Reads the YAML of a span. `None` where it is broken, which is then in the report.
///
/// What is forbidden is in the report too, and as [`Value::Broken`] in the tree, so that the other fields are still checked.
pub fn read(file: &FileText, span: Span, report: &mut Report) -> Option<Node> {
    let options = granit_parser::options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: DEPTH_LIMIT,
        block_nesting_limit: DEPTH_LIMIT,
    };
    let mut tree = Builder { file, start: span.start, report, open: Vec::new(), root: None, last_plain: None };
    for step in Parser::new_from_str_with_options(file.slice(span.clone()), options) {
        match step {
            Ok((event, at)) => {
                if let Some(tag) = at.tag_span() {
                    let tag = tree.span(&tag);
                    tree.forbid(tag, Forbidden::Tag);
                }
                let at = tree.span(&at);
                tree.take(event, at);
            }
            Err(error) => {
                let at = span.start + error.marker().byte_offset().unwrap_or(0);
                // `*bold* words` is an alias and then words: one problem is enough.
                let line = file.position(at).line;
                if report.iter().any(|found| found.code == &codes::YAML_FORBIDDEN && found.place.start.line == line) {
                    return None;
                }
                report.add(yaml_errors::explain(file, span, at, &error));
                return None;
            }
        }
    }
    Some(tree.root.unwrap_or(Node { value: Value::Empty, span: span.start..span.start }))
}

/// A list or map that is not closed yet.
enum Open {
    List { start: usize, items: Vec<Node> },
    Map { start: usize, entries: Vec<Entry>, keys: BTreeMap<String, Span>, key: Option<Key> },
}

/// The key that waits for its value; where it is refused, its value is dropped.
enum Key {
    Sound(Located<String>),
    Refused,
}

struct Builder<'a> {
    file: &'a FileText,
    start: usize,
    report: &'a mut Report,
    open: Vec<Open>,
    root: Option<Node>,
    /// The plain scalar read last: a `#` right after it may have cut it.
    last_plain: Option<Span>,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) {
        let before = self.last_plain.take();
        match event {
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                let value = match plain && span.is_empty() {
                    true => Value::Empty,
                    false => Value::Scalar { text: text.into_owned(), written: Written::Untyped },
                };
                self.last_plain = (plain && !span.is_empty()).then(|| span.clone());
                self.put(Node { value, span });
            }
            Event::SequenceStart(..) => self.open.push(Open::List { start: span.start, items: Vec::new() }),
            Event::MappingStart(..) => {
                self.open.push(Open::Map { start: span.start, entries: Vec::new(), keys: BTreeMap::new(), key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span.end),
            Event::Anchor(..) => self.forbid(span, Forbidden::Anchor),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.forbid(span.clone(), Forbidden::Alias);
                self.put(Node { value: Value::Broken, span });
            }
            Event::DocumentStart(..) if self.root.is_some() => self.forbid(span, Forbidden::Document),
            Event::Comment(words, Placement::Right) if words.starts_with(|first: char| !first.is_whitespace()) => {
                if let Some(value) = before {
                    self.report.add(yaml_errors::cut_by_comment(self.file, value, span));
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, end: usize) {
        let (value, start) = match self.open.pop() {
            Some(Open::List { start, items }) => (Value::List(items), start),
            Some(Open::Map { start, entries, .. }) => (Value::Map(entries), start),
            None => return,
        };
        let span = self.trimmed(start..end.max(start));
        self.put(Node { value, span });
    }

    /// Gives a finished node to the list or map that holds it.
    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            None => {
                self.root.get_or_insert(node);
            }
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { key: key @ None, keys, .. }) => {
                let Value::Scalar { text, .. } = node.value else {
                    *key = Some(Key::Refused);
                    self.forbid(node.span, Forbidden::Key);
                    return;
                };
                match keys.get(&text) {
                    None => {
                        keys.insert(text.clone(), node.span.clone());
                        *key = Some(Key::Sound(Located { value: text, span: node.span }));
                    }
                    Some(first) => {
                        let first = Place::of(self.file, first.clone());
                        *key = Some(Key::Refused);
                        self.report.add(duplicate(&text, Place::of(self.file, node.span), first));
                    }
                }
            }
            Some(Open::Map { key, entries, .. }) => {
                if let Some(Key::Sound(key)) = key.take() {
                    entries.push(Entry { key, value: node });
                }
            }
        }
    }

    fn forbid(&mut self, span: Span, part: Forbidden) {
        let span = self.trimmed(span);
        self.report.add(yaml_errors::forbidden(self.file, span, part));
    }

    fn span(&self, span: &granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        self.trimmed(self.start + range.start..self.start + range.end)
    }

    /// The span without blanks and line ends after its last character.
    fn trimmed(&self, span: Span) -> Span {
        let written = self.file.slice(span.clone()).trim_end().len();
        span.start..span.start + written
    }
}

/// A key that stands twice in one map.
fn duplicate(key: &str, second: Place, first: Place) -> Diagnostic {
    let help = format!("keep one of the two; the first is in line {}", first.start.line);
    Diagnostic::new(&codes::KEY_DUPLICATE, second, format!("the key `{key}` stands here a second time"))
        .help(help)
        .related(first, "first here")
}
