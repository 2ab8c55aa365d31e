//! `topics.yaml`, `publications.yaml`, `authors.yaml`, read.

use super::codes;
use super::fault::Fault;
use super::fields::{Fields, Problems, free_key, scalar};
use super::ids::{AuthorKey, PublicationKey, TopicPath};
use super::node::{Located, Node, Value};
use super::profile::{self, Profile};
use super::rights::Rights;
use super::values;
use crate::base::diagnostic::Diagnostic;
use crate::base::file::Span;
use crate::base::key::Key;
use crate::base::language::Language;
use std::collections::BTreeMap;

/// How many levels of topics there may be.
pub const TOPIC_LEVELS: usize = 8;

/// A label: one text, or one a language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// For every language that is not in `by_language`.
    pub text: String,
    /// By language tag.
    pub by_language: BTreeMap<String, String>,
}

impl Label {
    /// The label in a language, else the general one.
    pub fn in_language(&self, language: &Language) -> &str {
        self.by_language.get(language.tag()).or_else(|| self.by_language.get(language.primary())).unwrap_or(&self.text)
    }
}

/// One term of `topics.yaml`.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Key, unique among siblings.
    pub key: Key,
    /// The path from the top.
    pub path: TopicPath,
    /// Label.
    pub label: Label,
    /// Description (plain text).
    pub description: Option<String>,
    /// Other names accepted in front matter; each a key or a path of keys, which redirect.
    pub aliases: Vec<String>,
    /// The id it had before it was renamed.
    pub first_id: Option<String>,
    /// The terms below it, in the order of the file.
    pub children: Vec<Topic>,
    /// Its key in the file.
    pub span: Span,
}

/// One entry of `publications.yaml`.
#[derive(Clone, Debug)]
pub struct Publication {
    /// Key.
    pub key: PublicationKey,
    /// Name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Language of its sources where they say none.
    pub language: Option<Language>,
    /// Country.
    pub country: Option<String>,
    /// Home page.
    pub url: Option<String>,
    /// A sentence about it.
    pub note: Option<String>,
    /// Rights of its sources where they say none.
    pub rights: Option<Rights>,
    /// Where its pages have things.
    pub profile: Profile,
    /// The key it had before it was renamed.
    pub first_id: Option<String>,
    /// Its key in the file.
    pub span: Span,
}

/// One entry of `authors.yaml`.
#[derive(Clone, Debug)]
pub struct Author {
    /// Key.
    pub key: AuthorKey,
    /// Name.
    pub name: String,
    /// Home page.
    pub url: Option<String>,
    /// A sentence about them.
    pub note: Option<String>,
    /// Old routes.
    pub aliases: Vec<String>,
    /// The key it had before it was renamed.
    pub first_id: Option<String>,
    /// Its key in the file.
    pub span: Span,
}

/// Reads `topics.yaml`. `language` is that of the site, whose label serves where a language has none.
pub fn read_topics(problems: &Problems<'_>, root: &Node, language: Option<&Language>) -> Vec<Topic> {
    let topics = topics(problems, entries(problems, root, "topics"), None, language);
    check_aliases(problems, &topics);
    topics
}

/// Reads `publications.yaml`.
pub fn read_publications(problems: &Problems<'_>, root: &Node) -> Vec<Publication> {
    let all: Vec<Publication> =
        maps(problems, entries(problems, root, "publications"), "a publication").filter_map(publication).collect();
    unique(problems, all, "publication", |publication| (publication.key.as_str(), &publication.span))
}

/// Reads `authors.yaml`.
pub fn read_authors(problems: &Problems<'_>, root: &Node) -> Vec<Author> {
    let all: Vec<Author> = maps(problems, entries(problems, root, "authors"), "an author").filter_map(author).collect();
    unique(problems, all, "author", |author| (author.key.as_str(), &author.span))
}

fn topics(
    problems: &Problems<'_>,
    nodes: &[Node],
    parent: Option<&TopicPath>,
    language: Option<&Language>,
) -> Vec<Topic> {
    let all: Vec<Topic> =
        maps(problems, nodes, "a topic").filter_map(|fields| topic(fields, parent, language)).collect();
    unique(problems, all, "topic beside it", |topic| (topic.key.as_str(), &topic.span))
}

fn topic(fields: Fields<'_>, parent: Option<&TopicPath>, language: Option<&Language>) -> Option<Topic> {
    fields.all(|fields| {
        let problems = fields.problems();
        let key = fields.required("key", "write `key: …` in lower-case letters, digits and hyphens", values::topic_key);
        let label = label(fields, language);
        let description = fields.optional("description", values::text);
        let aliases = fields.list("aliases", topic_alias);
        let first_id = fields.optional("first_id", topic_alias);
        let children = fields.nodes("children");
        let Located { value: key, span } = key?;
        let mut path = parent.map_or_else(Vec::new, |parent| parent.0.clone());
        path.push(key.clone());
        let path = TopicPath(path);
        if path.0.len() > TOPIC_LEVELS {
            let message = format!("the topic `{path}` lies more than {TOPIC_LEVELS} levels deep");
            let help = "move it up, or leave out a level above it";
            problems.add(Diagnostic::new(&codes::TOPIC_TOO_DEEP, problems.place(&span), message).help(help));
            return None;
        }
        let children = topics(problems, children, Some(&path), language);
        let aliases = aliases.into_iter().map(|alias| alias.value).collect();
        Some(Topic { key, path, label: label?, description, aliases, first_id, children, span })
    })
}

/// One text, or one a language.
fn label(fields: &mut Fields<'_>, language: Option<&Language>) -> Option<Label> {
    let problems = fields.problems();
    fields.demand("label", "write `label: …`, or `label: {en: …, ko: …}`");
    let node = &fields.node("label")?.value;
    let Value::Map(entries) = &node.value else {
        let text = scalar(problems, "label", node, values::line)?.value;
        return Some(Label { text, by_language: BTreeMap::new() });
    };
    if entries.is_empty() {
        let message = "`label` has no language in it";
        let diagnostic = Diagnostic::new(&codes::FIELD_MISSING, problems.place(&node.span), message);
        problems.add(diagnostic.help("write `label: …`, or `label: {en: …, ko: …}`"));
    }
    let mut by_language = BTreeMap::new();
    let mut first = None;
    for entry in entries {
        let tag = free_key(problems, "label", entry, values::language);
        let text = scalar(problems, "label", &entry.value, values::line);
        let (Some(tag), Some(text)) = (tag, text) else { continue };
        first.get_or_insert_with(|| text.value.clone());
        by_language.insert(tag.value.tag().to_owned(), text.value);
    }
    let own =
        language.and_then(|language| by_language.get(language.tag()).or_else(|| by_language.get(language.primary())));
    let text = own.cloned().or(first)?;
    Some(Label { text, by_language })
}

/// A key or a path of keys.
fn topic_alias(text: &str) -> Result<String, Fault> {
    for part in text.split('/') {
        values::id(part, "another name of a topic")?;
    }
    Ok(text.to_owned())
}

/// No alias may be another topic's path, or stand twice.
fn check_aliases(problems: &Problems<'_>, topics: &[Topic]) {
    fn collect<'t>(topics: &'t [Topic], all: &mut Vec<&'t Topic>) {
        for topic in topics {
            all.push(topic);
            collect(&topic.children, all);
        }
    }
    let mut all = Vec::new();
    collect(topics, &mut all);
    let mut taken: BTreeMap<String, &Topic> = all.iter().map(|topic| (topic.path.to_string(), *topic)).collect();
    for topic in all {
        for alias in &topic.aliases {
            if let Some(other) = taken.get(alias).filter(|other| other.path != topic.path) {
                let message = format!("the other name `{alias}` of `{}` means `{}` already", topic.path, other.path);
                let diagnostic = Diagnostic::new(&codes::ALIAS_INVALID, problems.place(&topic.span), message)
                    .help("remove it from one of the two")
                    .related(problems.place(&other.span), "the other topic");
                problems.add(diagnostic);
            }
            taken.entry(alias.clone()).or_insert(topic);
        }
    }
}

fn publication(fields: Fields<'_>) -> Option<Publication> {
    fields.all(|fields| {
        let key =
            fields.required("key", "write `key: …` in lower-case letters, digits and hyphens", values::publication);
        let name = fields.required("name", "write `name: …`", values::line);
        let aliases = fields.values("aliases", values::line);
        let language = fields.optional("language", values::language);
        let country = fields.optional("country", values::line);
        let url = fields.optional("url", values::address);
        let note = fields.optional("note", values::text);
        let rights = fields.optional("rights", values::rights);
        let profile = fields.map("profile").and_then(profile::read).unwrap_or_default();
        let first_id = fields.optional("first_id", values::publication).map(|key| key.to_string());
        let Located { value: key, span } = key?;
        let name = name?.value;
        Some(Publication { key, name, aliases, language, country, url, note, rights, profile, first_id, span })
    })
}

fn author(fields: Fields<'_>) -> Option<Author> {
    fields.all(|fields| {
        let key = fields.required("key", "write `key: …` in lower-case letters, digits and hyphens", values::author);
        let name = fields.required("name", "write `name: …`", values::line);
        let url = fields.optional("url", values::address);
        let note = fields.optional("note", values::text);
        let aliases = fields.values("aliases", values::route);
        let first_id = fields.optional("first_id", values::author).map(|key| key.to_string());
        let Located { value: key, span } = key?;
        Some(Author { key, name: name?.value, url, note, aliases, first_id, span })
    })
}

/// The entries of a whole file.
fn entries<'a>(problems: &Problems<'_>, root: &'a Node, noun: &str) -> &'a [Node] {
    match &root.value {
        Value::List(nodes) => nodes,
        Value::Empty | Value::Broken => &[],
        _ => {
            let message = format!("the file must be a list of {noun}, and here is {}", root.kind());
            let help = "begin each entry with `- key: …`, its other keys indented below";
            let end = root.span.start + problems.file().slice(root.span.clone()).lines().next().unwrap_or("").len();
            let place = problems.place(&(root.span.start..end));
            problems.add(Diagnostic::new(&codes::FIELD_INVALID, place, message).help(help));
            &[]
        }
    }
}

fn maps<'a>(problems: &'a Problems<'a>, nodes: &'a [Node], noun: &'a str) -> impl Iterator<Item = Fields<'a>> {
    nodes.iter().filter_map(move |node| Fields::of_entry(problems, node, noun))
}

/// Drops what has a key that an earlier one has, and reports it.
fn unique<T>(problems: &Problems<'_>, all: Vec<T>, noun: &str, key: impl Fn(&T) -> (&str, &Span)) -> Vec<T> {
    let mut first: BTreeMap<String, Span> = BTreeMap::new();
    let mut kept = Vec::with_capacity(all.len());
    for thing in all {
        let (name, span) = key(&thing);
        if let Some(first) = first.get(name) {
            let place = problems.place(span);
            let first = problems.place(first);
            let help = format!("choose another key; the first is in line {}", first.start.line);
            let message = format!("another {noun} has the key `{name}`");
            problems.add(Diagnostic::new(&codes::ID_TAKEN, place, message).help(help).related(first, "first here"));
            continue;
        }
        first.insert(name.to_owned(), span.clone());
        kept.push(thing);
    }
    kept
}
