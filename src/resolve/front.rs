//! What the front matter of a commentary refers to: its language, source, authors, topics, and what it translates.
//!
//! Comes in: the chosen commentary. Goes out: a [`Front`] for each. Never done here: reading a body.

use super::choose::{Chosen, Unpublished};
use super::citation::FrontSource;
use super::codes::{COMMENTARY_UNKNOWN, COMMENTARY_UNPUBLISHED};
use super::digest::{AuthorRef, CommentaryIx, TopicIx};
use super::gather::{Sources, unknown_source};
use super::translation::follow;
use super::vocabulary::Vocabulary;
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::language::Language;
use crate::base::suggest::nearest;
use crate::parse::commentary::Commentary;
use crate::parse::ids::CommentaryId;
use std::collections::BTreeSet;

/// What one front matter refers to.
#[derive(Clone, Debug)]
pub struct Front {
    /// Its language or the site's.
    pub language: Language,
    /// The source it reads closely.
    pub source: FrontSource,
    /// Its authors in the order written.
    pub authors: Vec<AuthorRef>,
    /// Its topics.
    pub topics: Vec<TopicIx>,
    /// The commentary it translates.
    pub translation_of: Option<CommentaryIx>,
}

/// What front matter may refer to.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The sources.
    pub sources: &'a Sources,
    /// The vocabularies.
    pub vocabulary: &'a Vocabulary,
    /// The shown commentary.
    pub chosen: &'a Chosen,
    /// Ids of commentaries that could not be read.
    pub broken: &'a BTreeSet<String>,
    /// The language of the site.
    pub language: &'a Language,
}

/// Settles the front matter of some commentary. Of a withdrawn one nothing is looked at.
pub fn settle_fronts(entries: &[Commentary], known: &Known, report: &mut Report) -> Vec<Front> {
    entries.iter().map(|entry| settle(entry, known, report)).collect()
}

fn settle(entry: &Commentary, known: &Known, report: &mut Report) -> Front {
    let front = &entry.front;
    let language = front.language.clone().unwrap_or_else(|| known.language.clone());
    if front.withdrawn.is_some() {
        return Front {
            language,
            source: FrontSource::None,
            authors: Vec::new(),
            topics: Vec::new(),
            translation_of: None,
        };
    }
    let translation_of = front.translation_of.as_ref().and_then(|original| {
        let place = Place::of(&entry.file, original.span.clone());
        find_commentary(&original.value, place, known, report)
    });
    Front {
        language,
        source: source_of(entry, known, report),
        authors: known.vocabulary.authors_of(&front.authors),
        topics: known.vocabulary.topics_of(&front.topics, &entry.file, report),
        translation_of,
    }
}

fn source_of(entry: &Commentary, known: &Known, report: &mut Report) -> FrontSource {
    let Some(written) = &entry.front.source else { return FrontSource::None };
    let (id, capture) = &written.value;
    let place = Place::of(&entry.file, written.span.clone());
    let Some(source) = known.sources.find(id) else {
        if !known.sources.is_broken(id) {
            report.add(unknown_source(id, known.sources, place));
        }
        return FrontSource::Unknown;
    };
    let Some(name) = capture else { return FrontSource::Known { source, text: 0, pinned: false } };
    match known.sources.get(source).text_named(*name) {
        Some(text) => FrontSource::Known { source, text, pinned: true },
        None => {
            report.add(known.sources.unknown_capture(source, *name, place));
            FrontSource::Unknown
        }
    }
}

/// The shown commentary of an id, or what is wrong with naming it.
pub fn find_commentary(id: &CommentaryId, place: Place, known: &Known, report: &mut Report) -> Option<CommentaryIx> {
    let found = known.chosen.find(id);
    if found.is_some() || known.broken.contains(id.as_str()) {
        return found;
    }
    let diagnostic = match known.chosen.unpublished_id(id) {
        Some(Unpublished::Draft) => {
            let diagnostic =
                Diagnostic::new(&COMMENTARY_UNPUBLISHED, place, format!("`{id}` is a draft and is not published"));
            diagnostic.help("take `draft: true` out of it, or leave it out here")
        }
        Some(Unpublished::HeldBack(day)) => {
            let diagnostic =
                Diagnostic::new(&COMMENTARY_UNPUBLISHED, place, format!("`{id}` is held back until {day}"));
            diagnostic.help("leave it out here until that day, or date this later")
        }
        None => {
            let diagnostic =
                Diagnostic::new(&COMMENTARY_UNKNOWN, place.clone(), format!("there is no commentary `{id}`"));
            match nearest(id.as_str(), known.chosen.ids().map(CommentaryId::as_str)) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")).guess(
                    format!("write `{near}`"),
                    place,
                    near.to_owned(),
                ),
                None => diagnostic.help("write the id of a commentary: the name of its file without `.md`"),
            }
        }
    };
    report.add(diagnostic);
    None
}

/// Cuts circles of `translation_of` among shown commentary, and reports them.
pub fn cut_circles(entries: &[Commentary], fronts: &mut [Front], report: &mut Report) {
    let of: Vec<Option<usize>> = fronts.iter().map(|front| front.translation_of.map(|original| original.0)).collect();
    let named = |index: usize| {
        let entry = &entries[index];
        let written = entry.front.translation_of.as_ref().expect("what follows another names it");
        (Place::of(&entry.file, written.span.clone()), entry.id.to_string())
    };
    for (front, original) in fronts.iter_mut().zip(follow(&of, named, report)) {
        front.translation_of = original.map(CommentaryIx);
    }
}
