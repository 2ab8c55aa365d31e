//! The fields of a map, each read by its own type.
//!
//! Comes in: a [`Node`]. Goes out: values, and every problem of the map in one go: what is missing, what is of the wrong
//! type or form, and at the end each key that no field asked for. Never done here: knowing what a kind of file holds.

use super::codes;
use super::fault::Fault;
use super::node::{Entry, Located, Node, Value, Written};
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::{FileText, Span};
use crate::base::suggest::nearest;
use std::cell::RefCell;

/// The problems of one file while its fields are read.
pub struct Problems<'a> {
    file: &'a FileText,
    report: RefCell<Report>,
    help: Help,
}

/// How things are written in the notation of the file.
struct Help {
    map: &'static str,
    list: &'static str,
}

const YAML: Help = Help {
    map: "write each value after its key, a colon and a blank: `key: value`",
    list: "write each part in a line of its own that begins with `- `",
};

const TOML: Help = Help {
    map: "write the name in brackets in a line of its own, `[name]`, and `key = value` in the lines below it",
    list: "put the parts in brackets, with commas between them",
};

impl<'a> Problems<'a> {
    /// The problems of a file, with what reading its notation found already.
    pub fn of(file: &'a FileText, report: Report) -> Problems<'a> {
        let help = if file.path().extension() == "toml" { TOML } else { YAML };
        Problems { file, report: RefCell::new(report), help }
    }

    /// Whether a span has a problem already.
    pub fn found_in(&self, span: &Span) -> bool {
        let place = self.place(span);
        self.report.borrow().iter().any(|found| place.start <= found.place.start && found.place.end <= place.end)
    }

    /// Adds one.
    pub fn add(&self, diagnostic: Diagnostic) {
        self.report.borrow_mut().add(diagnostic);
    }

    /// The place of a span of the file.
    pub fn place(&self, span: &Span) -> Place {
        Place::of(self.file, span.clone())
    }

    /// The file.
    pub fn file(&self) -> &'a FileText {
        self.file
    }

    /// All of them.
    pub fn report(self) -> Report {
        self.report.into_inner()
    }
}

/// How many unknown keys of one map are named one by one.
const UNKNOWN_LIMIT: usize = 20;

/// The keys other programs have for fields of ours.
const OTHER_NAMES: [(&str, &str); 16] = [
    ("author", "authors"),
    ("by", "byline"),
    ("categories", "topics"),
    ("category", "topics"),
    ("description", "summary"),
    ("excerpt", "summary"),
    ("lang", "language"),
    ("license", "licence"),
    ("link", "url"),
    ("name", "title"),
    ("permalink", "aliases"),
    ("published", "date"),
    ("publisher", "publication"),
    ("tag", "topics"),
    ("tags", "topics"),
    ("title", "name"),
];

/// A map whose fields are being read.
pub struct Fields<'a> {
    problems: &'a Problems<'a>,
    /// What the map is, for messages: `a commentary`, `` `capture` ``.
    noun: String,
    /// Where a missing field is reported.
    at: Span,
    entries: &'a [Entry],
    asked: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// The fields of a map; `at` is where a missing one is reported. `None`, with the problem reported, where the node is none.
    pub fn of(problems: &'a Problems<'a>, node: &'a Node, noun: &str, at: Span) -> Option<Fields<'a>> {
        let fields = |entries| Fields { problems, noun: noun.to_owned(), at: at.clone(), entries, asked: Vec::new() };
        match &node.value {
            Value::Map(entries) => Some(fields(entries)),
            Value::Empty => Some(fields(&[])),
            Value::Broken => None,
            _ => {
                let message = format!("{noun} must be a map of keys and values, and here is {}", node.kind());
                let help = example(noun).map_or(problems.help.map.to_owned(), |example| format!("write `{example}`"));
                problems.add(Diagnostic::new(&codes::FIELD_INVALID, problems.place(&node.span), message).help(help));
                None
            }
        }
    }

    /// The fields of a map that is an entry of a list: what it lacks is reported at its first line.
    pub fn of_entry(problems: &'a Problems<'a>, node: &'a Node, noun: &str) -> Option<Fields<'a>> {
        let text = problems.file.slice(node.span.clone());
        let length = text.find(['\n', '\r']).unwrap_or(text.len());
        Fields::of(problems, node, noun, node.span.start..node.span.start + length)
    }

    /// Where the problems go.
    pub fn problems(&self) -> &'a Problems<'a> {
        self.problems
    }

    /// The value of a key, for fields with a reader of their own. `None` where it is absent or nothing follows its colon.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Entry> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        let entry = self.entries.iter().find(|entry| entry.key.value == key)?;
        (entry.value.value != Value::Empty).then_some(entry)
    }

    /// A value that may be left out.
    pub fn optional<T>(&mut self, key: &'static str, read: impl Fn(&str) -> Result<T, Fault>) -> Option<T> {
        self.located(key, read).map(|found| found.value)
    }

    /// A value that may be left out, with its place.
    pub fn located<T>(&mut self, key: &'static str, read: impl Fn(&str) -> Result<T, Fault>) -> Option<Located<T>> {
        let entry = self.node(key)?;
        if matches!(&entry.value.value, Value::Scalar { text, .. } if text.trim().is_empty()) {
            return None;
        }
        scalar(self.problems, key, &entry.value, read)
    }

    /// A value that must be there; where it is not, `help` shows the line to add.
    pub fn required<T>(
        &mut self,
        key: &'static str,
        help: &str,
        read: impl Fn(&str) -> Result<T, Fault>,
    ) -> Option<Located<T>> {
        self.demand(key, help);
        self.located(key, read)
    }

    /// Reports a key that is absent or has no value.
    pub fn demand(&self, key: &'static str, help: &str) {
        let entry = self.entries.iter().find(|entry| entry.key.value == key);
        let (at, message) = match entry {
            None if self.misspelt(key) => return,
            None => (self.at.clone(), format!("{} has no `{key}`", self.noun)),
            Some(entry) => match &entry.value.value {
                Value::Empty => (entry.key.span.clone(), format!("`{key}` has no value")),
                Value::Scalar { text, .. } if text.trim().is_empty() => {
                    (entry.key.span.clone(), format!("`{key}` has no value"))
                }
                _ => return,
            },
        };
        self.problems.add(Diagnostic::new(&codes::FIELD_MISSING, self.problems.place(&at), message).help(help));
    }

    /// A list of values; absent is empty.
    pub fn list<T>(&mut self, key: &'static str, read: impl Fn(&str) -> Result<T, Fault>) -> Vec<Located<T>> {
        let nodes = self.nodes(key);
        nodes.iter().filter_map(|node| scalar(self.problems, key, node, &read)).collect()
    }

    /// A list of values without their places.
    pub fn values<T>(&mut self, key: &'static str, read: impl Fn(&str) -> Result<T, Fault>) -> Vec<T> {
        self.list(key, read).into_iter().map(|found| found.value).collect()
    }

    /// The fields of a map under a key. `None` where it is absent or none.
    pub fn map(&mut self, key: &'static str) -> Option<Fields<'a>> {
        let entry = self.node(key)?;
        Fields::of(self.problems, &entry.value, &format!("`{key}`"), entry.key.span.clone())
    }

    /// The fields of each map of a list under a key.
    pub fn maps(&mut self, key: &'static str) -> Vec<Fields<'a>> {
        let nodes = self.nodes(key);
        let noun = format!("an entry of `{key}`");
        nodes.iter().filter_map(|node| Fields::of_entry(self.problems, node, &noun)).collect()
    }

    /// The nodes of a list under a key; absent is empty.
    pub fn nodes(&mut self, key: &'static str) -> &'a [Node] {
        let Some(entry) = self.node(key) else { return &[] };
        match &entry.value.value {
            Value::List(nodes) => nodes,
            Value::Broken => &[],
            _ => {
                let written = self.problems.file.slice(entry.value.span.clone());
                let place = self.problems.place(&entry.value.span);
                let message = format!("`{key}` must be a list, and here is {}", entry.value.kind());
                let diagnostic = Diagnostic::new(&codes::FIELD_INVALID, place.clone(), message);
                let is_map = example(&format!("an entry of `{key}`")).is_some()
                    && written.starts_with('{')
                    && written.ends_with('}');
                let inner = if is_map { &written[1..written.len() - 1] } else { written };
                let one_line = written.len() <= 400 && !inner.contains(['\n', '[', ']', '{', '}']);
                self.problems.add(match one_line {
                    true => diagnostic.help(format!("put it in brackets: `[{written}]`")).fix(
                        "put it in brackets",
                        place,
                        format!("[{written}]"),
                    ),
                    false => diagnostic.help(self.problems.help.list),
                });
                &[]
            }
        }
    }

    /// Reads all fields, then reports each key that none of them asked for.
    pub fn all<T>(mut self, read: impl FnOnce(&mut Fields<'a>) -> T) -> T {
        let value = read(&mut self);
        self.report_unknown();
        value
    }

    fn report_unknown(&self) {
        let mut unknown = self.entries.iter().filter(|entry| !self.asked.contains(&entry.key.value.as_str()));
        for entry in unknown.by_ref().take(UNKNOWN_LIMIT) {
            let (key, place) = (shown(&entry.key.value), self.problems.place(&entry.key.span));
            self.problems.add(match meant(&entry.key.value, &self.asked) {
                Some(meant) => {
                    let message = format!("unknown key `{key}`, did you mean `{meant}`?");
                    let title = format!("write `{meant}`");
                    Diagnostic::new(&codes::KEY_UNKNOWN, place.clone(), message)
                        .help(title.clone())
                        .guess(title, place, meant)
                }
                None => {
                    let help = format!("{} has the keys {}", self.noun, list_of(&self.asked));
                    Diagnostic::new(&codes::KEY_UNKNOWN, place, format!("unknown key `{key}`")).help(help)
                }
            });
        }
        if let Some(entry) = unknown.next() {
            let message = format!("this key and {} after it are unknown too", unknown.count());
            let place = self.problems.place(&entry.key.span);
            let help = "see that this is the file you mean it to be";
            self.problems.add(Diagnostic::new(&codes::KEY_UNKNOWN, place, message).help(help));
        }
    }

    /// Whether a key that is missing stands there misspelt, which is reported as such.
    fn misspelt(&self, key: &'static str) -> bool {
        let known = |entry: &&Entry| entry.key.value == key || self.asked.contains(&entry.key.value.as_str());
        let mut unknown = self.entries.iter().filter(|entry| !known(entry)).take(UNKNOWN_LIMIT);
        unknown.any(|entry| nearest(&entry.key.value, [key]).is_some())
    }
}

/// Reads a scalar as a value; what is wrong is reported.
pub fn scalar<T>(
    problems: &Problems<'_>,
    key: &str,
    node: &Node,
    read: impl Fn(&str) -> Result<T, Fault>,
) -> Option<Located<T>> {
    let text = match &node.value {
        Value::Scalar { text, .. } => text,
        Value::Broken => return None,
        _ => {
            let message = format!("`{key}` must be text, and here is {}", node.kind());
            let help = "write it as characters; put them in quotation marks if they hold brackets, `: ` or ` #`";
            problems.add(Diagnostic::new(&codes::FIELD_INVALID, problems.place(&node.span), message).help(help));
            return None;
        }
    };
    let quoted = matches!(node.value, Value::Scalar { written: Written::Text, .. });
    characters(problems, key, text, &node.span, quoted, read)
}

/// Reads the key of a map as a value, where keys are free: the languages of a label.
pub fn free_key<T>(
    problems: &Problems<'_>,
    key: &str,
    entry: &Entry,
    read: impl Fn(&str) -> Result<T, Fault>,
) -> Option<Located<T>> {
    characters(problems, key, &entry.key.value, &entry.key.span, false, read)
}

/// `quoted`: what stands there instead needs quotation marks.
fn characters<T>(
    problems: &Problems<'_>,
    key: &str,
    text: &str,
    span: &Span,
    quoted: bool,
    read: impl Fn(&str) -> Result<T, Fault>,
) -> Option<Located<T>> {
    let fault = match read(text) {
        Ok(value) => return Some(Located { value, span: span.clone() }),
        Err(fault) => fault,
    };
    let place = problems.place(span);
    let message = format!("`{}` under `{key}` {}", shown(text), fault.why);
    let diagnostic = Diagnostic::new(fault.code, place.clone(), message).help(fault.help);
    problems.add(match fault.instead {
        Some(instead) => {
            let title = format!("write `{instead}`");
            diagnostic.guess(
                title,
                place,
                match quoted && !matches!(instead.as_str(), "true" | "false") {
                    true => format!("\"{instead}\""),
                    false => instead,
                },
            )
        }
        None => diagnostic,
    });
    None
}

/// The author's characters as a message can show them.
fn shown(text: &str) -> String {
    let printable = |character: char| if character.is_control() { ' ' } else { character };
    let mut shown: String = text.chars().map(printable).take(60).collect();
    if text.chars().nth(60).is_some() {
        shown.push('…');
    }
    shown
}

/// The key among those known that an unknown one means.
fn meant(key: &str, known: &[&'static str]) -> Option<&'static str> {
    let other = OTHER_NAMES.iter().find(|(other, ours)| *other == key && known.contains(ours)).map(|(_, ours)| *ours);
    other.or_else(|| {
        nearest(key, known.iter().copied()).and_then(|near| known.iter().copied().find(|name| *name == near))
    })
}

/// A map of front matter as it is written, where its name alone does not say it.
fn example(noun: &str) -> Option<&'static str> {
    Some(match noun {
        "`withdrawn`" => "withdrawn: {date: 2026-06-30, because: the reason that readers are shown}",
        "an entry of `corrections`" => "- {date: 2026-06-30, text: what was wrong}",
        "`capture`" => "capture: {retrieved: 2026-06-30}",
        _ => return None,
    })
}

fn list_of(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
