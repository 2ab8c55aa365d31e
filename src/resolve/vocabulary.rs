//! The vocabularies, in their order and by their names: topics, publications, authors.
//!
//! Comes in: what `topics.yaml`, `publications.yaml` and `authors.yaml` say. Goes out: [`Vocabulary`], whose lists have
//! the order of the digest, so that an index made here holds there. Never done here: counting what bears a term.

use super::codes::{TOPIC_CYCLE, TOPIC_UNKNOWN};
use super::digest::{AuthorIx, AuthorRef, PublicationIx, TopicIx};
use super::order::Collation;
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::{FileText, SitePath, Span};
use crate::base::language::Language;
use crate::base::suggest::nearest;
use crate::parse::content::Content;
use crate::parse::ids::{AuthorKey, PublicationKey, TopicPath};
use crate::parse::source::Located;
use crate::parse::vocabulary::{Author, Label, Publication, Topic};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All three vocabularies.
#[derive(Debug)]
pub struct Vocabulary {
    /// Each term before its children, siblings by label in the site's collation, then key.
    pub topics: Vec<Term>,
    /// By name in the site's collation, then key.
    pub publications: Vec<Publication>,
    /// By name in the site's collation, then key.
    pub authors: Vec<Author>,
    /// `topics.yaml`
    pub topics_file: Option<Arc<FileText>>,
    /// `publications.yaml`
    pub publications_file: Option<Arc<FileText>>,
    /// `authors.yaml`
    pub authors_file: Option<Arc<FileText>>,
    by_topic: BTreeMap<String, TopicIx>,
    by_publication: BTreeMap<PublicationKey, PublicationIx>,
    by_author: BTreeMap<AuthorKey, AuthorIx>,
    topics_broken: bool,
    publications_broken: bool,
}

/// A topic at its place in the tree.
#[derive(Debug)]
pub struct Term {
    /// Path of keys.
    pub path: TopicPath,
    /// Label.
    pub label: Label,
    /// Description.
    pub description: Option<String>,
    /// Other names: keys or paths of keys.
    pub aliases: Vec<String>,
    /// The path it had before it was renamed.
    pub first_id: Option<String>,
    /// Its key in the file.
    pub span: Span,
    /// Term above it.
    pub parent: Option<TopicIx>,
    /// Terms below it, in order.
    pub children: Vec<TopicIx>,
}

/// Orders the vocabularies of a site. Takes them out of the content.
pub fn order_vocabularies(content: &mut Content, report: &mut Report) -> Vocabulary {
    let language = content.site.language.clone();
    let collation = Collation::of(&language);
    let topics = std::mem::take(&mut content.topics);
    let mut publications = std::mem::take(&mut content.publications);
    let mut authors = std::mem::take(&mut content.authors);

    let mut terms = Terms { language, collation, file: content.topics_file.clone(), list: Vec::new() };
    terms.add(topics, None, report);
    let by_topic = names_of(&terms.list);

    let collation = terms.collation;
    publications.sort_by(|a, b| collation.compare((&a.name, &a.key), (&b.name, &b.key)));
    authors.sort_by(|a, b| collation.compare((&a.name, &a.key), (&b.name, &b.key)));
    let by_publication = publications.iter().enumerate().map(|(ix, entry)| (entry.key.clone(), PublicationIx(ix)));
    let by_author = authors.iter().enumerate().map(|(ix, entry)| (entry.key.clone(), AuthorIx(ix)));

    Vocabulary {
        by_publication: by_publication.collect(),
        by_author: by_author.collect(),
        by_topic,
        topics: terms.list,
        publications,
        authors,
        topics_file: content.topics_file.clone(),
        publications_file: content.publications_file.clone(),
        authors_file: content.authors_file.clone(),
        topics_broken: is_broken(&content.broken_files, "content/topics.yaml"),
        publications_broken: is_broken(&content.broken_files, "content/publications.yaml"),
    }
}

impl Vocabulary {
    /// The publication of a key.
    pub fn publication(&self, key: &PublicationKey) -> Option<PublicationIx> {
        self.by_publication.get(key).copied()
    }

    /// Whether an unknown publication may be one that could not be read.
    pub fn publications_broken(&self) -> bool {
        self.publications_broken
    }

    /// The term of a path or of another name for it.
    pub fn topic(&self, name: &str) -> Option<TopicIx> {
        self.by_topic.get(name).copied()
    }

    /// The terms of a front matter, each once, in the order written.
    pub fn topics_of(&self, written: &[Located<String>], file: &FileText, report: &mut Report) -> Vec<TopicIx> {
        let mut topics = Vec::new();
        for name in written {
            match self.topic(&name.value) {
                Some(topic) if !topics.contains(&topic) => topics.push(topic),
                Some(_) => {}
                None if self.topics_broken => {}
                None => report.add(self.unknown_topic(name, file)),
            }
        }
        topics
    }

    /// The authors of a commentary: a key has its entry's name, everything else is a plain name.
    pub fn authors_of(&self, written: &[String]) -> Vec<AuthorRef> {
        let refer = |name: &String| {
            let by_key = AuthorKey::new(name).and_then(|key| self.by_author.get(&key).copied());
            let entry = by_key.or_else(|| self.authors.iter().position(|author| author.name == *name).map(AuthorIx));
            let shown = entry.map_or(name, |entry| &self.authors[entry.0].name);
            AuthorRef { name: shown.clone(), entry }
        };
        written.iter().map(refer).collect()
    }

    /// Every name a text may call a publication by: names and other names.
    pub fn publication_names(&self) -> impl Iterator<Item = &str> {
        self.publications
            .iter()
            .flat_map(|entry| std::iter::once(entry.name.as_str()).chain(entry.aliases.iter().map(String::as_str)))
    }

    fn unknown_topic(&self, name: &Located<String>, file: &FileText) -> Diagnostic {
        let place = Place::of(file, name.span.clone());
        let diagnostic = Diagnostic::new(&TOPIC_UNKNOWN, place.clone(), format!("there is no topic `{}`", name.value));
        let last = name.value.rsplit('/').next().unwrap_or(&name.value);
        let same_end: Vec<&Term> =
            self.topics.iter().filter(|term| term.path.0.last().is_some_and(|key| key.as_str() == last)).collect();
        let meant = match same_end[..] {
            [term] => Some(term.path.to_string()),
            _ => nearest(&name.value, self.by_topic.keys().map(String::as_str))
                .and_then(|near| self.topic(near))
                .map(|ix| self.topics[ix.0].path.to_string()),
        };
        match meant {
            Some(path) => diagnostic
                .help(format!(
                    "did you mean `{path}`? A topic is named by its path from the top of `content/topics.yaml`"
                ))
                .guess(format!("write `{path}`"), place, path),
            None => diagnostic.help("declare it in `content/topics.yaml`, or name a topic that is declared there"),
        }
    }
}

/// The terms found so far, and what is needed to add more.
struct Terms {
    language: Language,
    collation: Collation,
    file: Option<Arc<FileText>>,
    list: Vec<Term>,
}

impl Terms {
    /// Adds siblings with all that lies below them.
    fn add(&mut self, mut siblings: Vec<Topic>, parent: Option<TopicIx>, report: &mut Report) -> Vec<TopicIx> {
        let (language, collation) = (&self.language, &self.collation);
        siblings.sort_by(|a, b| {
            let label = |topic: &'_ Topic| topic.label.in_language(language).to_owned();
            collation.compare((&label(a), &a.key), (&label(b), &b.key)).then(a.span.start.cmp(&b.span.start))
        });
        let mut added = Vec::new();
        for topic in siblings {
            let index = TopicIx(self.list.len());
            if self.is_circle(&topic, report) {
                continue;
            }
            added.push(index);
            self.list.push(Term {
                path: topic.path,
                label: topic.label,
                description: topic.description,
                aliases: topic.aliases,
                first_id: topic.first_id,
                span: topic.span,
                parent,
                children: Vec::new(),
            });
            let children = self.add(topic.children, Some(index), report);
            self.list[index.0].children = children;
        }
        added
    }

    fn is_circle(&self, topic: &Topic, report: &mut Report) -> bool {
        let (last, above) = topic.path.0.split_last().expect("a path has at least one key");
        let Some(depth) = above.iter().position(|key| key == last) else { return false };
        if let Some(file) = &self.file {
            let outer = TopicPath(above[..=depth].to_vec());
            let message = format!("`{}` lies within a topic of the same key, `{outer}`", topic.path);
            let mut diagnostic = Diagnostic::new(&TOPIC_CYCLE, Place::of(file, topic.span.clone()), message)
                .help("take it out, or give it a key of its own");
            if let Some(term) = self.list.iter().find(|term| term.path == outer) {
                diagnostic = diagnostic.related(Place::of(file, term.span.clone()), "the outer topic");
            }
            report.add(diagnostic);
        }
        true
    }
}

/// Every name of every term, by path and by other name.
fn names_of(terms: &[Term]) -> BTreeMap<String, TopicIx> {
    let mut names = BTreeMap::new();
    for (index, term) in terms.iter().enumerate() {
        names.insert(term.path.to_string(), TopicIx(index));
    }
    for (index, term) in terms.iter().enumerate() {
        for alias in &term.aliases {
            names.entry(alias.clone()).or_insert(TopicIx(index));
        }
    }
    names
}

fn is_broken(files: &BTreeSet<SitePath>, path: &str) -> bool {
    SitePath::new(path).is_some_and(|path| files.contains(&path))
}
