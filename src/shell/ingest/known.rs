//! What the site has already: publications, ids, texts.

use crate::base::day::Day;
use crate::base::file::Tree;
use crate::ingest::clip::{Clip, Named};
use crate::ingest::text::plain_paragraphs;
use crate::parse::content::Content;
use crate::parse::ids::{PublicationKey, SourceId};
use crate::parse::profile::Profile;
use crate::parse::vocabulary::Publication;
use std::collections::{BTreeMap, BTreeSet};

/// What the site has, and what this run has added.
pub struct Known {
    /// Entries of `publications.yaml`.
    pub publications: Vec<Publication>,
    ids: BTreeSet<String>,
    texts: BTreeMap<String, Same>,
}

/// A source with a text that was given again.
#[derive(Clone)]
pub struct Same {
    /// Its id.
    pub id: SourceId,
    /// The day the text was retrieved, where the source says so.
    pub retrieved: Option<Day>,
    publication: Option<PublicationKey>,
}

impl Known {
    /// Also ids of files that could not be read: they are taken.
    pub fn of(content: &Content, tree: &Tree) -> Known {
        let stem = |stem: &str| stem.split('@').next().unwrap_or(stem).to_owned();
        let ids = tree.below("content/sources").map(|(path, _)| stem(path.stem())).collect();
        let mut known = Known { publications: content.publications.clone(), ids, texts: BTreeMap::new() };
        // A text of an earlier capture is no longer that of its source.
        for source in content.sources.iter().filter(|source| source.earlier.is_none()) {
            let retrieved = source.front.capture.as_ref().map(|capture| capture.day);
            let publication = Some(source.front.publication.value.clone());
            known.texts.insert(words(&source.hashed_text), Same { id: source.id.clone(), retrieved, publication });
        }
        known
    }

    /// Whether an id is taken.
    pub fn has(&self, id: &SourceId) -> bool {
        self.ids.contains(id.as_str())
    }

    /// The source that has the text of a clip, but for its blanks. What another publication printed too is another source.
    pub fn same_text(&self, clip: &Clip) -> Option<Same> {
        let same = self.texts.get(&words(&plain_paragraphs(clip).join("\n\n")))?;
        let named = clip.publication.as_ref().map(|named| &named.key);
        let is_reprint = named.is_some_and(|key| same.publication.as_ref().is_some_and(|own| own != key));
        (!is_reprint).then(|| same.clone())
    }

    /// Remembers what was stored.
    pub fn add(&mut self, id: &SourceId, clip: &Clip, retrieved: Day) {
        self.ids.insert(id.to_string());
        let same = Same {
            id: id.clone(),
            retrieved: Some(retrieved),
            publication: clip.publication.as_ref().map(|named| named.key.clone()),
        };
        self.texts.insert(words(&plain_paragraphs(clip).join("\n\n")), same);
    }

    /// Remembers an entry that was added.
    pub fn add_publication(&mut self, named: &Named) {
        self.publications.push(Publication {
            key: named.key.clone(),
            name: named.name.clone(),
            aliases: Vec::new(),
            language: None,
            country: None,
            url: None,
            note: None,
            rights: None,
            profile: Profile::default(),
            first_id: None,
            span: 0..0,
        });
    }
}

/// Whether a clip has the text of a source, but for its blanks.
pub fn has_words(clip: &Clip, text: &str) -> bool {
    words(&plain_paragraphs(clip).join("\n\n")) == words(text)
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
