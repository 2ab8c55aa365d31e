//! Who gets which address: every page and file of the site, in the order in which they may claim one.
//!
//! Comes in: what is shown. Goes out: [`Routes`], all taken. Never done here: following links.

use super::choose::Chosen;
use super::digest::TopicIx;
use super::gather::Sources;
use super::route::{
    Routes, SECTIONS, capture_route, captures_route, commentary_route, edition_route, page_route, pages,
    parallel_route, section_route, source_route, topic_route,
};
use super::vocabulary::Vocabulary;
use crate::base::day::Month;
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::{FileText, SitePath};
use crate::base::key::Key;
use crate::base::route::Route;
use crate::parse::codes::{ADDRESS_INVALID, ROUTE_TAKEN};
use crate::parse::ids::SourceId;
use crate::parse::ids::TopicPath;
use crate::parse::site::Site;
use crate::parse::source::Located;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// Files at the root that every site has; of those a file in `static/` replaces where `true` stands.
const ROOT_FILES: [(&str, bool); 9] = [
    ("404.html", false),
    ("feed.xml", false),
    ("sitemap.xml", false),
    ("robots.txt", true),
    ("_headers", true),
    ("_redirects", true),
    (".nojekyll", true),
    ("CNAME", true),
    (".postil-files", false),
];

/// Addresses that nothing else may have, though this version makes nothing there.
const RESERVED_FILES: [&str; 4] = ["feed.json", "bibliography.bib", "bibliography.ris", "bibliography.json"];

/// Files beside each commentary and source, reserved too.
const ENTRY_FILES: [&str; 4] = ["annotations.json", "cite.bib", "cite.ris", "cite.json"];

/// How many things stand in each list that may need further pages.
#[derive(Clone, Debug)]
pub struct Counts {
    /// Entries.
    pub commentary: usize,
    /// Sources.
    pub sources: usize,
    /// By topic: entries filed under it or below it.
    pub topics: Vec<usize>,
    /// By publication: its sources.
    pub publications: Vec<usize>,
    /// By author: their entries.
    pub authors: Vec<usize>,
}

/// What addresses are given to.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    /// Settings.
    pub site: &'a Site,
    /// Files of `static/` and of `content/media/`.
    pub files: &'a BTreeMap<SitePath, Arc<[u8]>>,
    /// The vocabularies.
    pub vocabulary: &'a Vocabulary,
    /// The sources.
    pub sources: &'a Sources,
    /// Commentary, editions and pages.
    pub chosen: &'a Chosen,
    /// Lengths of lists.
    pub counts: &'a Counts,
    /// Months that the archive has.
    pub months: &'a BTreeSet<Month>,
    /// Years that the archive has.
    pub years: &'a BTreeSet<i16>,
}

/// Gives every page and file its address. Those of the program come first, so that a clash is told to the editor's file.
pub fn give_routes(places: &Places, report: &mut Report) -> Routes {
    let mut routes = Routes::default();
    take_sections(&mut routes, places, report);
    take_entries(&mut routes, places, report);
    take_terms(&mut routes, places, report);
    for (route, page) in &places.chosen.pages {
        routes.take(route, &format!("the page {}", page.file.path()), Some(Place::file(page.file.path())), report);
    }
    take_statics(&mut routes, places, report);
    take_aliases(&mut routes, places, report);
    routes
}

fn take_sections(routes: &mut Routes, places: &Places, report: &mut Report) {
    let Places { site, counts, .. } = places;
    routes.take(&Route::root(), "the front page", None, report);
    for (section, what) in SECTIONS {
        routes.take(&section_route(&[section]), what, None, report);
    }
    routes.reserve(Route::page(&["search"]), "the search", &None, report);
    for (section, what, count) in [
        ("commentary", "the list of commentary", counts.commentary),
        ("sources", "the list of sources", counts.sources),
    ] {
        take_further_pages(routes, (&section_route(&[section]), what, None), count, places, report);
    }
    for year in places.years {
        routes.take(&section_route(&["archive", &format!("{year:04}")]), "a year of the archive", None, report);
    }
    for month in places.months {
        let parts = ["archive", &format!("{:04}", month.year), &format!("{:02}", month.month)];
        routes.take(&section_route(&parts), "a month of the archive", None, report);
    }
    for (name, replaceable) in ROOT_FILES {
        let is_replaced = replaceable
            && SitePath::new(&format!("static/{name}")).is_some_and(|path| places.files.contains_key(&path));
        if let Some(route) = Route::file(&[name]).filter(|_| !is_replaced) {
            routes.take(&route, "a file that every site has", None, report);
        }
    }
    for name in RESERVED_FILES {
        routes.reserve(Route::file(&[name]), "a file of the site", &None, report);
    }
    for language in site.languages.iter().filter(|_| site.languages.len() > 1) {
        routes.reserve(Route::file(&[format!("feed.{language}.xml")]), "a feed", &None, report);
    }
}

/// The second page of a list and those after it.
fn take_further_pages(
    routes: &mut Routes,
    (list, what, place): (&Route, &str, Option<Place>),
    count: usize,
    places: &Places,
    report: &mut Report,
) {
    for number in 2..=pages(count, places.site.per_page) {
        routes.take(&page_route(list, number), what, place.clone(), report);
    }
}

fn take_entries(routes: &mut Routes, places: &Places, report: &mut Report) {
    let mut translations: BTreeMap<&SourceId, &SourceId> = BTreeMap::new();
    for source in &places.sources.list {
        if let Some(original) = source.translation_of {
            let first = translations.entry(&places.sources.get(original).id).or_insert(&source.id);
            *first = (*first).min(&source.id);
        }
    }
    for source in &places.sources.list {
        let (route, what) = (source_route(&source.id), format!("the source `{}`", source.id));
        let place = Some(Place::file(source.file().path()));
        if !routes.take(&route, &what, place.clone(), report) {
            continue;
        }
        for name in ENTRY_FILES {
            routes.reserve(route.join_file(name), &what, &place, report);
        }
        if source.texts.len() > 1 {
            routes.take(&captures_route(&source.id), &what, place.clone(), report);
        } else {
            routes.reserve(route.join("captures"), &what, &place, report);
        }
        let translation = translations.get(&source.id);
        match translation {
            _ if source.translation_of.is_some() => {
                routes.take(&parallel_route(&source.id), &what, place.clone(), report);
            }
            // From the original, the page of its translation.
            Some(translation) => {
                let at = Place::file(source.file().path());
                routes.redirect(parallel_route(&source.id), &parallel_route(translation), at, report);
            }
            None => routes.reserve(route.join("parallel"), &what, &place, report),
        }
        for text in source.texts.iter().skip(1) {
            if let Some(name) = text.name {
                let place = Place::file(text.read.file.path());
                routes.take(&capture_route(&source.id, name), &what, Some(place), report);
            }
        }
    }
    for entry in &places.chosen.commentary {
        let (route, what) = (commentary_route(&entry.id), format!("the commentary `{}`", entry.id));
        let place = Some(Place::file(entry.file.path()));
        if routes.take(&route, &what, place.clone(), report) {
            for name in ENTRY_FILES {
                routes.reserve(route.join_file(name), &what, &place, report);
            }
        }
    }
    for edition in &places.chosen.editions {
        let place = Place::file(edition.file.path());
        routes.take(&edition_route(&edition.id), &format!("the edition `{}`", edition.id), Some(place), report);
    }
}

fn take_terms(routes: &mut Routes, places: &Places, report: &mut Report) {
    let vocabulary = places.vocabulary;
    let place = |file: &Option<Arc<FileText>>, span: &std::ops::Range<usize>| {
        file.as_ref().map(|file| Place::of(file, span.clone()))
    };
    let counts = places.counts;
    for (term, count) in vocabulary.topics.iter().zip(&counts.topics) {
        let (route, what) = (topic_route(&term.path), format!("the topic `{}`", term.path));
        let place = place(&vocabulary.topics_file, &term.span);
        if routes.take(&route, &what, place.clone(), report) {
            reserve_feeds(routes, &route, &what, &place, places.site, report);
            take_further_pages(routes, (&route, &what, place), *count, places, report);
        }
    }
    for (entry, count) in vocabulary.publications.iter().zip(&counts.publications) {
        let (route, what) =
            (section_route(&["publications", entry.key.as_str()]), format!("the publication `{}`", entry.key));
        let place = place(&vocabulary.publications_file, &entry.span);
        if routes.take(&route, &what, place.clone(), report) {
            reserve_feeds(routes, &route, &what, &place, places.site, report);
            take_further_pages(routes, (&route, &what, place), *count, places, report);
        }
    }
    for (entry, count) in vocabulary.authors.iter().zip(&counts.authors) {
        let (route, what) = (section_route(&["authors", entry.key.as_str()]), format!("the author `{}`", entry.key));
        let place = place(&vocabulary.authors_file, &entry.span);
        if routes.take(&route, &what, place.clone(), report) {
            take_further_pages(routes, (&route, &what, place), *count, places, report);
        }
    }
}

fn reserve_feeds(
    routes: &mut Routes,
    route: &Route,
    what: &str,
    place: &Option<Place>,
    site: &Site,
    report: &mut Report,
) {
    routes.reserve(route.join_file("feed.xml"), what, place, report);
    routes.reserve(route.join_file("feed.json"), what, place, report);
    for language in site.languages.iter().filter(|_| site.languages.len() > 1) {
        routes.reserve(route.join_file(&format!("feed.{language}.xml")), what, place, report);
    }
}

/// The files of `static/` with their routes; names are composed as NFC.
pub fn static_files(files: &BTreeMap<SitePath, Arc<[u8]>>) -> impl Iterator<Item = (Option<Route>, &SitePath)> {
    files.keys().filter_map(|path| {
        let below: String = path.below("static")?.nfc().collect();
        Some((Route::file(&below.split('/').collect::<Vec<_>>()), path))
    })
}

fn take_statics(routes: &mut Routes, places: &Places, report: &mut Report) {
    for (route, path) in static_files(places.files) {
        let place = Place::file(path);
        match route {
            Some(route) => {
                refuse_assets(&route, &place, report);
                routes.take(&route, &format!("the file {path}"), Some(place), report);
            }
            None => {
                let message = format!("`{path}` cannot be an address");
                let help = "give the file a name without control characters, of at most 255 bytes";
                report.add(Diagnostic::new(&ADDRESS_INVALID, place, message).help(help));
            }
        }
    }
}

/// `/assets/` belongs to the theme, whose files are not known here.
fn refuse_assets(route: &Route, place: &Place, report: &mut Report) {
    if route.clash_key().starts_with("assets/") {
        let message = format!("`{route}` lies in the folder of the theme's files");
        report.add(Diagnostic::new(&ROUTE_TAKEN, place.clone(), message).help("choose another folder than `/assets/`"));
    }
}

fn take_aliases(routes: &mut Routes, places: &Places, report: &mut Report) {
    let Places { vocabulary, sources, chosen, .. } = places;
    let mut old = |written: &[Located<String>], file: &FileText, to: &Route, report: &mut Report| {
        for alias in written {
            take_alias(routes, &alias.value, to, Place::of(file, alias.span.clone()), report);
        }
    };
    for source in &sources.list {
        old(&source.front().aliases, source.file(), &source_route(&source.id), report);
    }
    for entry in &chosen.commentary {
        old(&entry.front.aliases, &entry.file, &commentary_route(&entry.id), report);
    }
    for edition in &chosen.editions {
        old(&edition.aliases, &edition.file, &edition_route(&edition.id), report);
    }
    for (route, page) in &chosen.pages {
        old(&page.aliases, &page.file, route, report);
    }
    if let Some(file) = &vocabulary.authors_file {
        for (author, count) in vocabulary.authors.iter().zip(&places.counts.authors) {
            let to = section_route(&["authors", author.key.as_str()]);
            for alias in &author.aliases {
                take_alias(routes, alias, &to, Place::of(file, author.span.clone()), report);
                let old = Route::parse(alias).filter(|old| alias.ends_with('/') && *old != Route::root());
                if let Some(old) = old {
                    let place = Place::of(file, author.span.clone());
                    redirect_further_pages(routes, (&old, &to), (*count, places), place, report);
                }
            }
        }
    }
    if let Some(file) = &vocabulary.topics_file {
        for (ix, term) in vocabulary.topics.iter().enumerate() {
            // A name that means another term too was reported when the file was read.
            let own = term.aliases.iter().filter(|alias| vocabulary.topic(alias) == Some(TopicIx(ix)));
            for path in own.filter_map(|alias| TopicPath::parse(alias)) {
                let (from, to) = (topic_route(&path), topic_route(&term.path));
                let place = || Place::of(file, term.span.clone());
                let count = places.counts.topics.get(ix).copied().unwrap_or(0);
                redirect_further_pages(routes, (&from, &to), (count, places), place(), report);
                routes.redirect(from, &to, place(), report);
            }
        }
    }
    if let Some(file) = &vocabulary.publications_file {
        for (entry, count) in vocabulary.publications.iter().zip(&places.counts.publications) {
            let to = section_route(&["publications", entry.key.as_str()]);
            for key in entry.aliases.iter().filter_map(|alias| Key::new(alias)) {
                let from = section_route(&["publications", key.as_str()]);
                if from != to {
                    let place = Place::of(file, entry.span.clone());
                    redirect_further_pages(routes, (&from, &to), (*count, places), place, report);
                    routes.redirect(from, &to, Place::of(file, entry.span.clone()), report);
                }
            }
        }
    }
}

/// A list that moved has moved with all its pages.
fn redirect_further_pages(
    routes: &mut Routes,
    (from, to): (&Route, &Route),
    (count, places): (usize, &Places),
    place: Place,
    report: &mut Report,
) {
    for number in 2..=pages(count, places.site.per_page) {
        routes.redirect(page_route(from, number), &page_route(to, number), place.clone(), report);
    }
}

/// An old address, `/old/harvest/`; without a slash at the end it is a page all the same, unless its last part has an
/// extension.
fn take_alias(routes: &mut Routes, written: &str, to: &Route, place: Place, report: &mut Report) {
    let composed: String = written.nfc().collect();
    let is_file = composed.rsplit('/').next().is_some_and(|last| last.contains('.'));
    let address = if composed.ends_with('/') || is_file { composed } else { format!("{composed}/") };
    if let Some(route) = Route::parse(&address) {
        refuse_assets(&route, &place, report);
        routes.redirect(route, to, place, report);
    }
}
