//! The digest put together: every value moved to its place, nothing decided any more.
//!
//! Comes in: the three stages, without an error. Goes out: the [`Digest`]. Never done here: finding a problem.

use super::archive::{list_corrections, neighbours};
use super::bodies::Checked;
use super::choose::Chosen;
use super::citation::FrontSource;
use super::connect::{Connected, Connections, text_route};
use super::describe::first_sentences;
use super::digest::{
    Alignment, Body, Commentary, CommentaryIx, Digest, Edition, EditionIx, Finding, Page, PassageIx, PlacedPassage,
    Source, SourceIx, Text,
};
use super::folded::FoldedTexts;
use super::front::Front;
use super::gather::{GatheredSource, Sources};
use super::give::static_files;
use super::index::Index;
use super::menu::make_menu;
use super::passage::Passages;
use super::route::{captures_route, commentary_route, edition_route, parallel_route, source_route};
use super::shape::Shape;
use super::stages::{Addressed, Judged, Ordered};
use super::terms::make_terms;
use crate::base::day::Day;
use crate::base::language::Language;
use crate::base::route::Route;
use crate::parse::commentary::{self, CommentaryFront, Part};
use crate::parse::content::Content;
use crate::parse::document::Document;
use crate::parse::page;
use crate::parse::source::{Rights, SourceFront};
use std::collections::BTreeMap;

/// Puts the digest together. There is no error in the report: every claim holds, every name is known.
pub fn assemble(content: Content, ordered: Ordered, judged: Judged, (addressed, index): (Addressed, Index)) -> Digest {
    let (tally, moves) = judged.tallies();
    let Ordered { vocabulary, sources, chosen, fronts, gathered, .. } = ordered;
    let Judged { folded, bodies, passages, shapes, alignments, .. } = judged;
    let Addressed { archive, routes, mut connections, media, logo, footer } = addressed;
    let language = &content.site.language;
    let is_empty = |section: &str| match section {
        "topics" => vocabulary.topics.is_empty(),
        "authors" => vocabulary.authors.is_empty(),
        "editions" => chosen.editions.is_empty(),
        _ => false,
    };
    let menu = make_menu(&content.site.menu, is_empty, &chosen.pages);
    let corrections = list_corrections(&chosen.commentary);
    let Chosen { commentary, editions, pages, .. } = chosen;

    let mut made_sources = make_sources(sources, (folded, alignments), &mut connections, &passages, &index);
    let (topics, publications, authors) = make_terms(vocabulary, language, &index);
    for (source, older, newer) in publications.iter().flat_map(|publication| neighbours(&publication.sources)) {
        (made_sources[source.0].previous, made_sources[source.0].next) = (older, newer);
    }
    let made_editions = editions.into_iter().zip(bodies.editions).zip(connections.editions.drain(..)).zip(&gathered);
    let made_editions = made_editions.map(|(((edition, checked), connected), entries)| {
        make_edition(edition, checked, connected, entries.clone(), &passages, language)
    });
    let made_editions = made_editions.collect();
    let titles: BTreeMap<Route, String> =
        pages.iter().map(|(route, page)| (route.clone(), page.title.clone())).collect();
    let made_pages = pages.into_iter().zip(bodies.pages).zip(connections.pages.drain(..));
    let made_pages = made_pages
        .map(|((page, checked), connected)| make_page(page, checked, connected, &passages, &titles, language));
    let mut made_pages: Vec<Page> = made_pages.collect();
    join_pages(&mut made_pages);
    let entries =
        commentary.into_iter().zip(fronts).zip(bodies.commentary).zip(shapes).zip(connections.commentary.drain(..));
    let made_commentary = entries.enumerate().map(|(ix, ((((entry, front), checked), shape), connected))| {
        let shape = shape.expect("a refused claim is an error");
        make_commentary(CommentaryIx(ix), entry, front, (checked, shape, connected), &index, &gathered)
    });
    let mut made_commentary: Vec<Commentary> = made_commentary.collect();
    for (entry, older, newer) in neighbours(&index.entries) {
        (made_commentary[entry.0].previous, made_commentary[entry.0].next) = (older, newer);
    }
    Digest {
        sources: made_sources,
        commentary: made_commentary,
        editions: made_editions,
        pages: made_pages,
        topics,
        publications,
        authors,
        passages: make_passages(passages, &index),
        archive,
        corrections,
        redirects: routes.into_redirects(),
        statics: static_files(&content.files).filter_map(|(route, path)| Some((route?, path.clone()))).collect(),
        media,
        logo,
        footer: footer.map(|footer| make_body(footer.document, &Checked::default(), Vec::new(), connections.footer)),
        menu,
        tally,
        moves,
        files: content.files,
        site: content.site,
    }
}

fn make_sources(
    sources: Sources,
    (folded, mut alignments): (FoldedTexts, Vec<Option<Alignment>>),
    connections: &mut Connections,
    passages: &Passages,
    index: &Index,
) -> Vec<Source> {
    let mut in_text: BTreeMap<(SourceIx, usize), Vec<PassageIx>> = BTreeMap::new();
    for (ix, placed) in passages.list.iter().enumerate() {
        in_text.entry((placed.source, placed.text)).or_default().push(PassageIx(ix));
    }
    let parts = folded.into_texts().into_iter().zip(connections.shown.drain(..)).zip(connections.sources.drain(..));
    let made = sources.list.into_iter().zip(parts).enumerate().map(|(ix, (gathered, ((folded, shown), connected)))| {
        let ix = SourceIx(ix);
        let routes: Vec<Route> = (0..gathered.texts.len()).map(|text| text_route(&gathered, text)).collect();
        let GatheredSource { id, first_id, publication, language, rights, topics, translation_of, texts, differences } =
            gathered;
        let made = texts.into_iter().zip(routes).zip(folded).zip(shown).zip(connected).enumerate();
        let made = made.map(|(number, ((((text, route), folded), shown), connected))| Text {
            file: text.read.file,
            name: text.name,
            route,
            front: publishable(text.read.front, rights),
            words: text.read.stored.word_count(),
            body: make_body(text.read.body, &Checked::default(), Vec::new(), connected),
            stored: text.read.stored,
            folded,
            shown,
            passages: in_text.remove(&(ix, number)).unwrap_or_default(),
        });
        let texts: Vec<Text> = made.collect();
        Source {
            alignment: alignments[ix.0].take(),
            parallel_route: translation_of.map(|_| parallel_route(&id)),
            captures_route: (texts.len() > 1).then(|| captures_route(&id)),
            route: source_route(&id),
            id,
            first_id,
            front: texts[0].front.clone(),
            publication: publication.expect("an unknown publication is an error"),
            language,
            rights,
            topics,
            texts,
            differences,
            translation_of,
            translations: index.source_translations.get(&ix).cloned().unwrap_or_default(),
            quoted_by: index.quoted_by[ix.0].clone(),
            previous: None,
            next: None,
        }
    });
    made.collect()
}

/// What may leave of the front matter of a source: where its rights are `metadata`, of what was printed nothing but its title,
/// date, publication and address (SPEC 7).
fn publishable(front: SourceFront, rights: Rights) -> SourceFront {
    match rights {
        Rights::Full | Rights::Excerpts => front,
        Rights::Metadata => SourceFront { subtitle: None, agency: None, byline: None, authors: Vec::new(), ..front },
    }
}

fn make_commentary(
    ix: CommentaryIx,
    entry: commentary::Commentary,
    front: Front,
    (checked, shape, connected): (Checked, Shape, Connected),
    index: &Index,
    gathered: &[Vec<CommentaryIx>],
) -> Commentary {
    let editions = gathered.iter().enumerate().filter(|(_, entries)| entries.contains(&ix));
    let withdrawn = entry.front.withdrawn.is_some();
    let description = describe(&entry);
    let document = if withdrawn { Document::default() } else { entry.body };
    let entry = commentary::Commentary {
        front: if withdrawn { scrubbed(entry.front) } else { entry.front },
        body: Document::default(),
        ..entry
    };
    Commentary {
        route: commentary_route(&entry.id),
        first_id: entry.front.first_id.clone().unwrap_or_else(|| entry.id.clone()),
        id: entry.id,
        changed: changed(&entry.front),
        front: entry.front,
        language: front.language,
        authors: front.authors,
        topics: front.topics,
        source: match front.source {
            FrontSource::Known { source, text, .. } => Some((source, text)),
            FrontSource::None | FrontSource::Unknown => None,
        },
        cites: index.cites[ix.0].clone(),
        body: make_body(document, &checked, shape.findings, connected),
        notes: shape.notes,
        layout: shape.layout,
        tally: checked.tally,
        description,
        previous: None,
        next: None,
        editions: editions.map(|(edition, _)| EditionIx(edition)).collect(),
        translation_of: front.translation_of,
        translations: index.commentary_translations.get(&ix).cloned().unwrap_or_default(),
    }
}

/// What may leave of the front matter of a withdrawn commentary: its title and dates, and when and why it was withdrawn.
fn scrubbed(front: CommentaryFront) -> CommentaryFront {
    CommentaryFront {
        authors: Vec::new(),
        summary: None,
        topics: Vec::new(),
        source: None,
        corrections: Vec::new(),
        extra: serde_json::Map::new().into(),
        ..front
    }
}

/// The summary, else the first sentences of the introduction, else those of the first note. Nothing of a withdrawn one.
fn describe(entry: &commentary::Commentary) -> String {
    if entry.front.withdrawn.is_some() {
        return String::new();
    }
    if let Some(summary) = &entry.front.summary {
        return summary.value.clone();
    }
    let blocks = &entry.body.blocks;
    let of_part = |part: &Part| match part {
        Part::Introduction(range) | Part::Remark(range) => {
            first_sentences(blocks.get(range.clone()).unwrap_or_default())
        }
        Part::Note(note) => {
            let texts = note.blocks.iter().filter_map(|block| blocks.get(*block)).map(std::slice::from_ref);
            texts.map(first_sentences).find(|text| !text.is_empty()).unwrap_or_default()
        }
    };
    entry.parts.iter().map(of_part).find(|text| !text.is_empty()).unwrap_or_default()
}

/// Newest of `date`, `updated`, corrections and withdrawal.
fn changed(front: &CommentaryFront) -> Day {
    let corrections = front.corrections.iter().map(|correction| correction.date);
    let others = corrections.chain(front.updated).chain(front.withdrawn.as_ref().map(|withdrawal| withdrawal.date));
    others.fold(front.date, Day::max)
}

fn make_edition(
    edition: crate::parse::edition::Edition,
    checked: Checked,
    connected: Connected,
    entries: Vec<CommentaryIx>,
    passages: &Passages,
    language: &Language,
) -> Edition {
    Edition {
        route: edition_route(&edition.id),
        first_id: edition.first_id.unwrap_or_else(|| edition.id.clone()),
        id: edition.id,
        title: edition.title,
        date: edition.date,
        number: edition.number,
        language: edition.language.unwrap_or_else(|| language.clone()),
        description: first_sentences(&edition.body.blocks),
        body: make_body(edition.body, &checked, findings(passages, &checked), connected),
        entries,
        extra: edition.extra,
    }
}

fn make_page(
    (route, page): (Route, page::Page),
    checked: Checked,
    connected: Connected,
    passages: &Passages,
    titles: &BTreeMap<Route, String>,
    language: &Language,
) -> Page {
    Page {
        ancestors: ancestors(&route, titles),
        children: Vec::new(),
        previous: None,
        next: None,
        route,
        file: page.file,
        title: page.title,
        description: page.summary.clone().unwrap_or_else(|| first_sentences(&page.body.blocks)),
        summary: page.summary,
        language: page.language.unwrap_or_else(|| language.clone()),
        body: make_body(page.body, &checked, findings(passages, &checked), connected),
        extra: page.extra,
    }
}

/// Joins each page with those right below it, and these with each other, in the order of routes.
fn join_pages(pages: &mut [Page]) {
    let mut below: BTreeMap<Route, Vec<usize>> = BTreeMap::new();
    for (index, page) in pages.iter().enumerate() {
        if let Some((_, parent)) = page.ancestors.last() {
            below.entry(parent.clone()).or_default().push(index);
        }
    }
    for children in below.values() {
        for pair in children.windows(2) {
            (pages[pair[0]].next, pages[pair[1]].previous) = (Some(pair[1]), Some(pair[0]));
        }
    }
    for page in pages {
        page.children = below.remove(&page.route).unwrap_or_default();
    }
}

/// The pages above a page that exist, from the top.
fn ancestors(route: &Route, titles: &BTreeMap<Route, String>) -> Vec<(String, Route)> {
    let path = route.to_string();
    let folders = path.match_indices('/').map(|(at, _)| &path[..=at]).filter(|folder| *folder != path);
    let routes = folders.filter_map(Route::parse);
    routes.filter_map(|route| Some((titles.get(&route)?.clone(), route))).collect()
}

fn findings(passages: &Passages, checked: &Checked) -> Vec<Finding> {
    passages.findings(&checked.outcomes).expect("a refused claim is an error")
}

fn make_body(document: Document, checked: &Checked, findings: Vec<Finding>, connected: Connected) -> Body {
    Body { document, citations: checked.citations(), findings, links: connected.links, headings: connected.headings }
}

fn make_passages(passages: Passages, index: &Index) -> Vec<PlacedPassage> {
    let placed = passages.list.into_iter().enumerate().map(|(ix, placed)| PlacedPassage {
        anchor: format!("q-{}", placed.hash),
        source: placed.source,
        text: placed.text,
        passage: placed.passage,
        notes: index.notes_of[ix].clone(),
        quoted_in: index.quoted_in[ix].clone(),
    });
    placed.collect()
}
