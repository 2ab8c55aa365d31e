//! The outline of a site: every page there is, by its route.
//!
//! Comes in: a digest. Goes out: [`Leaf`]s in the order of routes. Never done here: making one.

use super::page::here::section;
use super::page::months::{month_route, year_route};
use super::sitemap::Listed;
use crate::base::day::{Day, Month};
use crate::base::route::Route;
use crate::resolve::digest::{AuthorIx, CommentaryIx, Digest, EditionIx, PublicationIx, SourceIx, TopicIx};
use crate::resolve::route::{page_route, pages};
use std::collections::BTreeMap;

/// A page of the site, by what it is about. Numbers are pages of a list, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaf {
    /// `/`
    Front,
    /// `/commentary/ID/`
    Commentary(CommentaryIx),
    /// `/sources/ID/`
    Source(SourceIx),
    /// `/sources/ID/captures/DATE/`: the index of the text.
    Capture(SourceIx, usize),
    /// `/sources/ID/captures/`
    Captures(SourceIx),
    /// `/sources/ID/parallel/`
    Parallel(SourceIx),
    /// `/commentary/`
    CommentaryList(usize),
    /// `/sources/`
    SourceList(usize),
    /// `/archive/`
    Archive,
    /// `/archive/2021/`
    Year(i16),
    /// `/archive/2021/06/`
    Month(Month),
    /// `/topics/`
    Topics,
    /// `/topics/PATH/`
    Topic(TopicIx, usize),
    /// `/publications/`
    Publications,
    /// `/publications/KEY/`
    Publication(PublicationIx, usize),
    /// `/editions/`
    Editions,
    /// `/editions/ID/`
    Edition(EditionIx),
    /// `/authors/`
    Authors,
    /// `/authors/KEY/`
    Author(AuthorIx, usize),
    /// `/corrections/`
    Corrections,
    /// `/verification/`
    Verification,
    /// A page of `content/pages/`: its index.
    Text(usize),
}

/// Every page by its route.
pub fn outline(digest: &Digest) -> BTreeMap<Route, Leaf> {
    let mut leaves = BTreeMap::new();
    let fixed = [
        ("archive", Leaf::Archive),
        ("topics", Leaf::Topics),
        ("publications", Leaf::Publications),
        ("editions", Leaf::Editions),
        ("authors", Leaf::Authors),
        ("corrections", Leaf::Corrections),
        ("verification", Leaf::Verification),
    ];
    leaves.insert(Route::root(), Leaf::Front);
    leaves.extend(fixed.map(|(name, leaf)| (section(&[name]), leaf)));
    for (index, commentary) in digest.commentary.iter().enumerate() {
        leaves.insert(commentary.route.clone(), Leaf::Commentary(CommentaryIx(index)));
    }
    for (index, source) in digest.sources.iter().enumerate() {
        leaves.insert(source.route.clone(), Leaf::Source(SourceIx(index)));
        leaves.extend(source.captures_route.clone().map(|route| (route, Leaf::Captures(SourceIx(index)))));
        leaves.extend(source.parallel_route.clone().map(|route| (route, Leaf::Parallel(SourceIx(index)))));
        for (number, text) in source.texts.iter().enumerate().skip(1) {
            leaves.insert(text.route.clone(), Leaf::Capture(SourceIx(index), number));
        }
    }
    for (year, values) in &digest.archive.years {
        leaves.insert(year_route(*year), Leaf::Year(*year));
        leaves.extend(values.months.keys().map(|month| (month_route(*month), Leaf::Month(*month))));
    }
    for (index, edition) in digest.editions.iter().enumerate() {
        leaves.insert(edition.route.clone(), Leaf::Edition(EditionIx(index)));
    }
    for (index, page) in digest.pages.iter().enumerate() {
        leaves.insert(page.route.clone(), Leaf::Text(index));
    }
    add_lists(digest, &mut leaves);
    leaves
}

/// Lists with as many pages as they need.
fn add_lists(digest: &Digest, leaves: &mut BTreeMap<Route, Leaf>) {
    let mut add = |list: &Route, count: usize, leaf: &dyn Fn(usize) -> Leaf| {
        for number in 1..=pages(count, digest.site.per_page) {
            leaves.insert(page_route(list, number), leaf(number));
        }
    };
    add(&section(&["commentary"]), digest.entries().count(), &Leaf::CommentaryList);
    add(&section(&["sources"]), digest.sources.len(), &Leaf::SourceList);
    for (index, topic) in digest.topics.iter().enumerate() {
        add(&topic.route, topic.entries.len(), &|number| Leaf::Topic(TopicIx(index), number));
    }
    for (index, publication) in digest.publications.iter().enumerate() {
        add(&publication.route, publication.sources.len(), &|number| Leaf::Publication(PublicationIx(index), number));
    }
    for (index, author) in digest.authors.iter().enumerate() {
        add(&author.route, author.commentary.len(), &|number| Leaf::Author(AuthorIx(index), number));
    }
}

/// The pages of the sitemap, with the day each changed.
pub fn listed(digest: &Digest, leaves: &BTreeMap<Route, Leaf>) -> Vec<Listed> {
    leaves.iter().map(|(route, leaf)| Listed { route: route.clone(), changed: changed(digest, *leaf) }).collect()
}

/// The day a page last changed, from what its content states: for a list the newest of its entries.
fn changed(digest: &Digest, leaf: Leaf) -> Option<Day> {
    let newest = |entries: &[CommentaryIx]| entries.iter().map(|index| digest.commentary(*index).changed).max();
    let of_source = |index: &SourceIx| {
        let front = &digest.source(*index).front;
        let amended = front.amendments.iter().map(|amendment| amendment.date).max();
        let withdrawn = front.withdrawn.as_ref().map(|withdrawal| withdrawal.date);
        front.updated.max(front.date.and_then(|date| date.whole())).max(amended).max(withdrawn)
    };
    match leaf {
        Leaf::Commentary(index) => Some(digest.commentary(index).changed),
        Leaf::Source(index) | Leaf::Parallel(index) => of_source(&index),
        Leaf::Capture(index, text) => {
            digest.source(index).texts[text].front.capture.as_ref().map(|capture| capture.day)
        }
        Leaf::Captures(index) => digest.source(index).front.capture.as_ref().map(|capture| capture.day),
        Leaf::Front | Leaf::CommentaryList(_) | Leaf::Verification | Leaf::Archive => {
            digest.entries().map(|(_, commentary)| commentary.changed).max()
        }
        Leaf::SourceList(_) => (0..digest.sources.len()).filter_map(|index| of_source(&SourceIx(index))).max(),
        Leaf::Topic(index, _) => newest(&digest.topics[index.0].entries),
        Leaf::Publication(index, _) => {
            let publication = &digest.publications[index.0];
            newest(&publication.commentary).max(publication.sources.iter().filter_map(of_source).max())
        }
        Leaf::Author(index, _) => newest(&digest.authors[index.0].commentary),
        Leaf::Edition(index) => Some(digest.editions[index.0].date),
        Leaf::Editions => digest.editions.iter().map(|edition| edition.date).max(),
        Leaf::Corrections => digest.corrections.first().map(|correction| correction.date),
        Leaf::Year(year) => digest.archive.years.get(&year).and_then(|values| {
            let days = values.months.values().flat_map(|month| month.days.keys().copied());
            days.max()
        }),
        Leaf::Month(month) => {
            let values = digest.archive.years.get(&month.year).and_then(|year| year.months.get(&month));
            values.and_then(|values| values.days.keys().next_back().copied())
        }
        Leaf::Topics | Leaf::Publications | Leaf::Authors | Leaf::Text(_) => None,
    }
}
