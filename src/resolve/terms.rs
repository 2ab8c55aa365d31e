//! Topics, publications and authors as the digest has them.
//!
//! Comes in: the ordered vocabularies and the index. Goes out: their lists. Never done here: ordering them.

use super::digest::{Author, CommentaryIx, Publication, SourceIx, Topic};
use super::digest::{AuthorIx, PublicationIx, TopicIx};
use super::index::Index;
use super::route::{section_route, topic_route};
use super::vocabulary::Vocabulary;
use crate::base::language::Language;
use std::collections::BTreeSet;

/// All three lists.
pub fn make_terms(
    vocabulary: Vocabulary,
    language: &Language,
    index: &Index,
) -> (Vec<Topic>, Vec<Publication>, Vec<Author>) {
    let topics = vocabulary.topics.into_iter().enumerate().map(|(ix, term)| {
        let (entries, sources) = lists(index.by_topic.get(&TopicIx(ix)));
        Topic {
            route: topic_route(&term.path),
            first_id: term.first_id.unwrap_or_else(|| term.path.to_string()),
            path: term.path,
            label: term.label,
            description: term.description,
            parent: term.parent,
            children: term.children,
            entries,
            sources,
        }
    });
    let publications = vocabulary.publications.into_iter().enumerate().map(|(ix, entry)| {
        let (commentary, sources) = lists(index.by_publication.get(&PublicationIx(ix)));
        Publication {
            route: section_route(&["publications", entry.key.as_str()]),
            first_id: entry.first_id.unwrap_or_else(|| entry.key.to_string()),
            key: entry.key,
            name: entry.name,
            language: entry.language.unwrap_or_else(|| language.clone()),
            country: entry.country,
            url: entry.url,
            note: entry.note,
            sources,
            commentary,
        }
    });
    let authors = vocabulary.authors.into_iter().enumerate().map(|(ix, entry)| Author {
        route: section_route(&["authors", entry.key.as_str()]),
        key: entry.key,
        name: entry.name,
        url: entry.url,
        note: entry.note,
        commentary: index.by_author.get(&AuthorIx(ix)).into_iter().flatten().copied().collect(),
    });
    (topics.collect(), publications.collect(), authors.collect())
}

/// Sets in the order of the digest, which is newest first.
fn lists(both: Option<&(BTreeSet<CommentaryIx>, BTreeSet<SourceIx>)>) -> (Vec<CommentaryIx>, Vec<SourceIx>) {
    match both {
        Some((commentary, sources)) => (commentary.iter().copied().collect(), sources.iter().copied().collect()),
        None => (Vec::new(), Vec::new()),
    }
}
