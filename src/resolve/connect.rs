//! Every page with its ids, and every link of every body.
//!
//! Comes in: all that is shown, shaped. Goes out: [`Connections`]. Never done here: what one link means (`link`).

use super::anchor::heading_ids;
use super::choose::Chosen;
use super::codes::LINK_BROKEN;
use super::digest::{Layout, LinkTarget, Shown};
use super::footer::Footer;
use super::gather::{GatheredSource, Sources};
use super::layout::Ground;
use super::link::{Linked, Links, Writer, media_route, settle_links};
use super::rights::shown;
use super::route::{Routes, capture_route, commentary_route, edition_route, source_route};
use super::shape::Shape;
use super::targets::Targets;
use crate::base::day::Day;
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::{FileText, SitePath};
use crate::base::route::Route;
use crate::parse::cut::Cut;
use crate::parse::document::{Block, Document, each_prose};
use crate::parse::prose::{Inline, each_inline};
use crate::parse::site::RightsSettings;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where the addresses of a body lead, and the ids of its headings.
#[derive(Debug, Default)]
pub struct Connected {
    /// By the address as written.
    pub links: BTreeMap<String, LinkTarget>,
    /// By the ordinal of their prose.
    pub headings: BTreeMap<usize, String>,
}

/// All bodies, connected, each list in the order of what it is of.
#[derive(Debug)]
pub struct Connections {
    /// By source and text.
    pub sources: Vec<Vec<Connected>>,
    /// What may be shown of each text.
    pub shown: Vec<Vec<Shown>>,
    /// Of shown commentary.
    pub commentary: Vec<Connected>,
    /// Of shown editions.
    pub editions: Vec<Connected>,
    /// Of pages.
    pub pages: Vec<Connected>,
    /// Of the footer.
    pub footer: Connected,
    /// Pictures in use.
    pub media: BTreeSet<SitePath>,
}

/// What is connected.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The sources.
    pub sources: &'a Sources,
    /// Commentary, editions and pages.
    pub chosen: &'a Chosen,
    /// Shapes of the shown commentary.
    pub shapes: &'a [Option<Shape>],
    /// Passages and blocks.
    pub ground: &'a Ground<'a>,
    /// Every address.
    pub routes: &'a Routes,
    /// Files of `static/` and of `content/media/`.
    pub files: &'a BTreeMap<SitePath, Arc<[u8]>>,
    /// Files that could not be read.
    pub broken: &'a BTreeSet<SitePath>,
    /// `[rights]`
    pub rights: &'a RightsSettings,
    /// The footer of every page.
    pub footer: Option<&'a Footer>,
}

/// Connects everything, on all cores; problems are found in the order of the lists.
pub fn connect(site: &Site, report: &mut Report) -> Connections {
    let shown = shown_texts(site);
    let targets = targets(site, &shown);
    let all = linked(site);
    let settled: Vec<(Links, Report)> = all
        .par_iter()
        .map(|(document, file, route, writer, appears)| {
            let mut report = Report::default();
            let linked = Linked { document, file, route, writer: *writer, appears: *appears };
            (settle_links(&linked, &targets, &mut report), report)
        })
        .collect();
    let mut media = BTreeSet::new();
    let mut connected = Vec::new();
    let rights = shown.iter().flatten().map(Some).chain(std::iter::repeat(None));
    for (((document, _, _, _, appears), (links, problems)), shown) in all.iter().zip(settled).zip(rights) {
        report.extend(problems);
        if appears.is_none() {
            media.extend(media_shown(document, links.media, shown));
        }
        connected.push(Connected { links: links.to, headings: heading_ids(document) });
    }
    let footer = site.footer.map(|footer| {
        let mut problems = Report::default();
        let links = connect_footer(footer, &targets, &mut problems);
        footer.retell(problems, report);
        media.extend(links.media.into_values());
        Connected { links: links.to, headings: BTreeMap::new() }
    });
    let mut connected = connected.into_iter();
    let texts = site.sources.list.iter().map(|source| connected.by_ref().take(source.texts.len()).collect());
    Connections {
        sources: texts.collect(),
        shown,
        commentary: connected.by_ref().take(site.chosen.commentary.len()).collect(),
        editions: connected.by_ref().take(site.chosen.editions.len()).collect(),
        pages: connected.by_ref().take(site.chosen.pages.len()).collect(),
        footer: footer.unwrap_or_default(),
        media,
    }
}

/// The files that what is shown of a body shows or links to; of the text of a source that may be a part alone.
fn media_shown(
    document: &Document,
    media: BTreeMap<String, SitePath>,
    shown: Option<&Shown>,
) -> impl Iterator<Item = SitePath> {
    let mut named = None;
    if let (Some(Shown::Parts(parts)), false) = (shown, media.is_empty()) {
        let cut = Cut::new(document, parts);
        let footnotes = document.footnotes.iter().map(|footnote| &footnote.blocks);
        let blocks: Vec<Block> =
            std::iter::once(&document.blocks).chain(footnotes).flat_map(|all| cut.blocks(all)).collect();
        let addresses = named.insert(BTreeSet::new());
        each_prose(&blocks, &mut |prose| {
            each_inline(&prose.inlines, &mut |inline| {
                if let Inline::Image { to, .. } | Inline::Link { to, .. } = inline {
                    addresses.insert(to.clone());
                }
            });
        });
    }
    let is_named = move |address: &String| named.as_ref().is_none_or(|named| named.contains(address));
    media.into_iter().filter(move |(address, _)| is_named(address)).map(|(_, file)| file)
}

/// Its links lead from the root of the site; a fragment would mean another place on each page.
fn connect_footer(footer: &Footer, targets: &Targets, report: &mut Report) -> Links {
    let Footer { file, document, .. } = footer;
    let linked = Linked { document, file, route: &Route::root(), writer: Writer::Editors, appears: None };
    let links = settle_links(&linked, targets, report);
    for to in links.to.iter().filter(|(_, target)| matches!(target, LinkTarget::Fragment(_))).map(|(to, _)| to) {
        let message = format!("`{to}` is a place on one page, and the footer is on all of them");
        let place = Place::file(file.path());
        report.add(Diagnostic::new(&LINK_BROKEN, place, message).help("write the address of the page before it"));
    }
    links
}

/// The addresses of the pictures in use, with the files behind them.
pub fn media_routes(media: impl Iterator<Item = SitePath>) -> BTreeMap<Route, SitePath> {
    media.filter_map(|path| Some((media_route(&path)?, path))).collect()
}

fn shown_texts(site: &Site) -> Vec<Vec<Shown>> {
    let ground = site.ground;
    let mut passages: BTreeMap<(usize, usize), Vec<_>> = BTreeMap::new();
    for placed in &ground.passages.list {
        passages.entry((placed.source.0, placed.text)).or_default().push(&placed.passage);
    }
    let sources = site.sources.list.iter().enumerate();
    let of_source = sources.map(|(index, source)| {
        let texts = source.texts.iter().enumerate();
        let of_text = texts.map(|(text, gathered)| {
            let passages = passages.get(&(index, text)).into_iter().flatten().copied();
            shown(&gathered.read.stored, passages, source.rights, site.rights.excerpt_words)
        });
        of_text.collect()
    });
    of_source.collect()
}

type OneBody<'a> = (&'a Document, &'a FileText, Route, Writer, Option<Day>);

/// Every body with its page: texts of sources, shown commentary, editions, pages, then what is held back.
fn linked<'a>(site: &Site<'a>) -> Vec<OneBody<'a>> {
    static NOTHING: Document = Document {
        blocks: Vec::new(),
        footnotes: Vec::new(),
        citations: Vec::new(),
        quotations: Vec::new(),
        references: Vec::new(),
        uncited: Vec::new(),
        linked_keys: Vec::new(),
        proses: 0,
    };
    let mut all: Vec<OneBody> = Vec::new();
    for source in &site.sources.list {
        for (index, text) in source.texts.iter().enumerate() {
            let writer = if index == 0 { Writer::Source } else { Writer::EarlierCapture };
            let route = text_route(source, index);
            // Of a withdrawn source nothing but quoted words is shown.
            let body = if source.front().withdrawn.is_some() { &NOTHING } else { &text.read.body };
            all.push((body, &text.read.file, route, writer, None));
        }
    }
    let Chosen { commentary, commentary_to_come, editions, editions_to_come, pages, .. } = site.chosen;
    for entry in commentary {
        let body = if entry.front.withdrawn.is_some() { &NOTHING } else { &entry.body };
        all.push((body, &entry.file, commentary_route(&entry.id), Writer::Editors, None));
    }
    for edition in editions {
        all.push((&edition.body, &edition.file, edition_route(&edition.id), Writer::Editors, None));
    }
    for (route, page) in pages {
        all.push((&page.body, &page.file, route.clone(), Writer::Editors, None));
    }
    for entry in commentary_to_come.iter().filter(|entry| entry.front.withdrawn.is_none()) {
        all.push((&entry.body, &entry.file, commentary_route(&entry.id), Writer::Editors, Some(entry.front.date)));
    }
    for edition in editions_to_come {
        all.push((&edition.body, &edition.file, edition_route(&edition.id), Writer::Editors, Some(edition.date)));
    }
    all
}

/// The page of a text.
pub fn text_route(source: &GatheredSource, text: usize) -> Route {
    match source.texts[text].name {
        Some(name) if text > 0 => capture_route(&source.id, name),
        _ => source_route(&source.id),
    }
}

fn targets<'a>(site: &Site<'a>, shown: &[Vec<Shown>]) -> Targets<'a> {
    let is_whole = site.shapes.iter().all(Option::is_some);
    let mut targets = Targets::new(site.routes, site.chosen, site.files, site.broken, is_whole);
    let notes = notes_on_texts(site);
    for (index, source) in site.sources.list.iter().enumerate() {
        for (text, gathered) in source.texts.iter().enumerate() {
            let mut ids: BTreeSet<String> = heading_ids(&gathered.read.body).into_values().collect();
            ids.extend(paragraph_ids(source, text, &shown[index][text]));
            ids.extend(notes.get(&(index, text)).into_iter().flatten().cloned());
            if text > 0 {
                targets.add_earlier(text_route(source, 0), text_route(source, text));
            }
            targets.add(gathered.read.file.path(), text_route(source, text), false, ids);
        }
    }
    for (entry, shape) in site.chosen.commentary.iter().zip(site.shapes) {
        let withdrawn = entry.front.withdrawn.is_some();
        let ids = shape.as_ref().filter(|_| !withdrawn).map(|shape| ids_of_commentary(shape, site)).unwrap_or_default();
        let headings = heading_ids(&entry.body).into_values();
        targets.add(
            entry.file.path(),
            commentary_route(&entry.id),
            withdrawn,
            ids.into_iter().chain(headings).collect(),
        );
    }
    for edition in &site.chosen.editions {
        let ids = heading_ids(&edition.body).into_values().collect();
        targets.add(edition.file.path(), edition_route(&edition.id), false, ids);
    }
    for (route, page) in &site.chosen.pages {
        targets.add(page.file.path(), route.clone(), false, heading_ids(&page.body).into_values().collect());
    }
    // A held-back text may link to its own headings.
    for entry in &site.chosen.commentary_to_come {
        targets.add_ids(commentary_route(&entry.id), heading_ids(&entry.body).into_values().collect());
    }
    for edition in &site.chosen.editions_to_come {
        targets.add_ids(edition_route(&edition.id), heading_ids(&edition.body).into_values().collect());
    }
    targets
}

/// `p1` and on, of a text that is shown whole: in others paragraphs have no ids.
fn paragraph_ids(source: &GatheredSource, text: usize, shown: &Shown) -> BTreeSet<String> {
    match shown {
        Shown::Whole => (1..=source.texts[text].read.stored.last_number()).map(|number| format!("p{number}")).collect(),
        Shown::Parts(_) => BTreeSet::new(),
    }
}

/// The ids of passages and notes that stand on the page of each text.
fn notes_on_texts(site: &Site) -> BTreeMap<(usize, usize), BTreeSet<String>> {
    let mut ids: BTreeMap<(usize, usize), BTreeSet<String>> = BTreeMap::new();
    for placed in &site.ground.passages.list {
        ids.entry((placed.source.0, placed.text)).or_default().insert(format!("q-{}", placed.hash));
    }
    for note in site.shapes.iter().flatten().flat_map(|shape| &shape.notes) {
        if let Some(on) = &note.on {
            ids.entry((on.source.0, on.text)).or_default().insert(note.anchor.clone());
        }
    }
    for shape in site.shapes.iter().flatten() {
        for note in &shape.notes {
            for index in note.lemmas.iter().flat_map(|lemma| super::notes::places(shape.findings.get(lemma.quotation)))
            {
                let placed = site.ground.passages.get(index);
                ids.entry((placed.source.0, placed.text)).or_default().insert(note.anchor.clone());
            }
        }
    }
    ids
}

fn ids_of_commentary(shape: &Shape, site: &Site) -> BTreeSet<String> {
    let notes = shape.notes.iter().map(|note| note.anchor.clone());
    let passages = shape.passages_on_page(site.ground);
    let passages = passages.into_iter().map(|index| format!("q-{}", site.ground.passages.get(index).hash));
    let mut ids: BTreeSet<String> = notes.chain(passages).collect();
    if let Layout::Beside(beside) = &shape.layout {
        ids.extend(paragraph_ids(site.sources.get(beside.source), beside.text, &Shown::Whole));
    }
    ids
}
