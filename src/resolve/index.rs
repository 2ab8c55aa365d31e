//! Who mentions whom: quoted by, translated by, filed under, published by, written by.
//!
//! Comes in: what is in order and judged. Goes out: [`Index`], every list in the order of the digest. Never done here:
//! deciding what is shown.

use super::citation::FrontSource;
use super::digest::{AuthorIx, CommentaryIx, Finding, NoteOn, PassageIx, PublicationIx, QuotedBy, SourceIx, TopicIx};
use super::give::Counts;
use super::notes::places;
use super::passage::Passages;
use super::shape::Shape;
use super::stages::{Judged, Ordered};
use std::collections::{BTreeMap, BTreeSet};

/// Every list of the digest that another value's front matter or body fills.
pub struct Index {
    /// Commentary that is an entry: all but the withdrawn, newest first.
    pub entries: Vec<CommentaryIx>,
    /// By commentary: its `source`, then the others in order of first mention.
    pub cites: Vec<Vec<SourceIx>>,
    /// By source.
    pub quoted_by: Vec<Vec<QuotedBy>>,
    /// By passage: notes that have it as a lemma, in order of commentary and note.
    pub notes_of: Vec<Vec<(CommentaryIx, usize)>>,
    /// By passage: commentary that quotes it.
    pub quoted_in: Vec<Vec<CommentaryIx>>,
    /// By topic, with what lies below it.
    pub by_topic: BTreeMap<TopicIx, (BTreeSet<CommentaryIx>, BTreeSet<SourceIx>)>,
    /// By publication.
    pub by_publication: BTreeMap<PublicationIx, (BTreeSet<CommentaryIx>, BTreeSet<SourceIx>)>,
    /// By author.
    pub by_author: BTreeMap<AuthorIx, BTreeSet<CommentaryIx>>,
    /// By source: those that translate it, by language tag, then id.
    pub source_translations: BTreeMap<SourceIx, Vec<SourceIx>>,
    /// By commentary: those that translate it, by language tag, then id.
    pub commentary_translations: BTreeMap<CommentaryIx, Vec<CommentaryIx>>,
}

impl Index {
    /// How many things stand in each list that has pages.
    pub fn counts(&self, ordered: &Ordered) -> Counts {
        let Ordered { vocabulary, sources, .. } = ordered;
        let topic = |ix| self.by_topic.get(&TopicIx(ix)).map_or(0, |(entries, _)| entries.len());
        let publication = |ix| self.by_publication.get(&PublicationIx(ix)).map_or(0, |(_, sources)| sources.len());
        let author = |ix| self.by_author.get(&AuthorIx(ix)).map_or(0, BTreeSet::len);
        Counts {
            commentary: self.entries.len(),
            sources: sources.list.len(),
            topics: (0..vocabulary.topics.len()).map(topic).collect(),
            publications: (0..vocabulary.publications.len()).map(publication).collect(),
            authors: (0..vocabulary.authors.len()).map(author).collect(),
        }
    }
}

/// Makes every index.
pub fn make_index(ordered: &Ordered, judged: &Judged) -> Index {
    let Ordered { vocabulary, sources, chosen, fronts, .. } = ordered;
    let shown = chosen.commentary.iter().enumerate();
    let entries: Vec<CommentaryIx> =
        shown.filter(|(_, entry)| entry.front.withdrawn.is_none()).map(|(ix, _)| CommentaryIx(ix)).collect();
    let cites = cites(ordered, judged);
    let mut index = Index {
        quoted_by: vec![Vec::new(); sources.list.len()],
        notes_of: vec![Vec::new(); judged.passages.list.len()],
        quoted_in: vec![Vec::new(); judged.passages.list.len()],
        by_topic: BTreeMap::new(),
        by_publication: BTreeMap::new(),
        by_author: BTreeMap::new(),
        source_translations: BTreeMap::new(),
        commentary_translations: BTreeMap::new(),
        entries,
        cites,
    };
    let above = |topic: TopicIx| std::iter::successors(Some(topic), |topic| vocabulary.topics[topic.0].parent);
    for (ix, source) in sources.list.iter().enumerate() {
        let ix = SourceIx(ix);
        for topic in source.topics.iter().flat_map(|topic| above(*topic)) {
            index.by_topic.entry(topic).or_default().1.insert(ix);
        }
        if let Some(publication) = source.publication {
            index.by_publication.entry(publication).or_default().1.insert(ix);
        }
        if let Some(original) = source.translation_of {
            index.source_translations.entry(original).or_default().push(ix);
        }
    }
    for ix in index.entries.clone() {
        let front = &fronts[ix.0];
        for topic in front.topics.iter().flat_map(|topic| above(*topic)) {
            index.by_topic.entry(topic).or_default().0.insert(ix);
        }
        for author in front.authors.iter().filter_map(|author| author.entry) {
            index.by_author.entry(author).or_default().insert(ix);
        }
        for source in index.cites[ix.0].clone() {
            if let Some(publication) = sources.get(source).publication {
                index.by_publication.entry(publication).or_default().0.insert(ix);
            }
        }
        if let Some(original) = front.translation_of {
            index.commentary_translations.entry(original).or_default().push(ix);
        }
        if let Some(shape) = &judged.shapes[ix.0] {
            index_shape(ix, shape, &judged.passages, &mut index);
        }
    }
    for list in index.source_translations.values_mut() {
        list.sort_by_key(|ix| (sources.get(*ix).language.clone(), sources.get(*ix).id.clone()));
    }
    for list in index.commentary_translations.values_mut() {
        list.sort_by_key(|ix| (fronts[ix.0].language.clone(), chosen.commentary[ix.0].id.clone()));
    }
    index
}

/// By commentary, the sources it names: that of its front matter first.
fn cites(ordered: &Ordered, judged: &Judged) -> Vec<Vec<SourceIx>> {
    let of = |(front, checked): (&super::front::Front, &super::bodies::Checked)| {
        let mut cites = match front.source {
            FrontSource::Known { source, .. } => vec![source],
            _ => Vec::new(),
        };
        for source in checked.sources() {
            if !cites.contains(&source) {
                cites.push(source);
            }
        }
        cites
    };
    ordered.fronts.iter().zip(&judged.bodies.commentary).map(of).collect()
}

/// What one commentary adds to the sources and passages it names.
fn index_shape(ix: CommentaryIx, shape: &Shape, passages: &Passages, index: &mut Index) {
    let mut quotations: BTreeMap<SourceIx, usize> = BTreeMap::new();
    for finding in &shape.findings {
        let mut sources: BTreeSet<SourceIx> = BTreeSet::new();
        for passage in places(Some(finding)) {
            sources.insert(passages.get(passage).source);
            let quoted_in = &mut index.quoted_in[passage.0];
            if quoted_in.last() != Some(&ix) {
                quoted_in.push(ix);
            }
        }
        if let Finding::Translated(cited) = finding {
            sources.insert(cited.source);
        }
        for source in sources {
            *quotations.entry(source).or_default() += 1;
        }
    }
    let mut notes: BTreeMap<SourceIx, Vec<NoteOn>> = BTreeMap::new();
    for (number, note) in shape.notes.iter().enumerate() {
        let mut standing: BTreeMap<(SourceIx, usize), Vec<PassageIx>> = BTreeMap::new();
        for passage in note.lemmas.iter().flat_map(|lemma| places(shape.findings.get(lemma.quotation))) {
            let placed = passages.get(passage);
            let here = standing.entry((placed.source, placed.text)).or_default();
            if !here.contains(&passage) {
                here.push(passage);
                index.notes_of[passage.0].push((ix, number));
            }
        }
        for ((source, text), here) in standing {
            let paragraph = here.first().map_or(1, |passage| passages.get(*passage).passage.paragraph());
            notes.entry(source).or_default().push(NoteOn { note: number, text, passages: here, paragraph });
        }
        let translated = note.lemmas.iter().filter_map(|lemma| match shape.findings.get(lemma.quotation) {
            Some(Finding::Translated(cited)) => Some(cited),
            _ => None,
        });
        for cited in note.on.iter().chain(translated) {
            if let Some((paragraph, _)) = cited.paragraphs {
                let here = notes.entry(cited.source).or_default();
                here.push(NoteOn { note: number, text: cited.text, passages: Vec::new(), paragraph });
            }
        }
    }
    for source in index.cites[ix.0].clone() {
        index.quoted_by[source.0].push(QuotedBy {
            commentary: ix,
            quotations: quotations.get(&source).copied().unwrap_or(0),
            notes: notes.remove(&source).unwrap_or_default(),
        });
    }
}
