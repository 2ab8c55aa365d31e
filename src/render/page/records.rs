//! Publications, editions and authors: lists of them, and one of each.

use super::archive::newest_month;
use super::entries::{author_entry, edition_entry, entry, entry_years, publication_entry, source_years};
use super::here::Here;
use super::months::{by_month, plot};
use super::pagination::{PageOf, pagination};
use crate::parse::source::Rights;
use crate::render::html::Html;
use crate::render::view::{Author, Authors, Edition, Editions, Neighbour, Publication, Publications};
use crate::resolve::digest::{AuthorIx, EditionIx, PublicationIx};

/// `/publications/`
pub fn publications(here: &Here) -> Publications {
    let all = (0..here.digest.publications.len()).map(PublicationIx);
    Publications { publications: all.map(|index| publication_entry(here, index)).collect() }
}

/// `/publications/KEY/`
pub fn publication(here: &Here, index: PublicationIx, page: PageOf, language: String) -> Publication {
    let publication = &here.digest.publications[index.0];
    let counts = publication_entry(here, index);
    let dates = publication.sources.iter().filter_map(|source| here.digest.source(*source).date());
    let days = by_month(dates.clone().filter_map(|date| date.whole()));
    let is_first = page.number == 1;
    Publication {
        name: publication.name.clone(),
        lang: here.lang(&publication.language),
        language,
        country: publication.country.clone(),
        url: publication.url.clone(),
        url_shown: publication.url.as_deref().map(without_scheme),
        note: publication.note.clone(),
        rights: publication
            .sources
            .iter()
            .map(|source| here.digest.source(*source).rights)
            .max()
            .unwrap_or(Rights::Full)
            .as_str(),
        sources: counts.sources,
        quoted: counts.quoted,
        entries: counts.entries,
        oldest: dates.clone().next_back().map(|date| date.to_string()),
        newest: counts.newest,
        plot: newest_month(here).and_then(|newest| plot(here, &days, newest)),
        source_years: source_years(here, &publication.sources[page.range()]),
        pages: pagination(here, &publication.route, page),
        entry_years: if is_first { entry_years(here, &publication.commentary) } else { Vec::new() },
        feed: None,
    }
}

/// `/editions/`
pub fn editions(here: &Here) -> Editions {
    Editions { editions: (0..here.digest.editions.len()).map(|index| edition_entry(here, EditionIx(index))).collect() }
}

/// `/editions/ID/`
pub fn edition(here: &Here, index: EditionIx, introduction_html: Html) -> Edition {
    let edition = &here.digest.editions[index.0];
    let neighbour = |index: usize| {
        here.digest.editions.get(index).map(|other| Neighbour {
            title: other.title.clone(),
            link: here.link(&other.route),
            date: Some(other.date.to_string()),
            lang: here.lang(&other.language),
        })
    };
    Edition {
        title: edition.title.clone(),
        date: edition.date.to_string(),
        date_link: here.digest.archive.day(edition.date).map(|_| here.link_to_day(edition.date)),
        number: edition.number.clone(),
        introduction_html,
        entries: edition.entries.iter().map(|index| entry(here, *index)).collect(),
        previous: neighbour(index.0 + 1),
        next: index.0.checked_sub(1).and_then(neighbour),
        extra: edition.extra.clone(),
    }
}

/// `/authors/`
pub fn authors(here: &Here) -> Authors {
    Authors { authors: (0..here.digest.authors.len()).map(|index| author_entry(here, AuthorIx(index))).collect() }
}

/// `/authors/KEY/`
pub fn author(here: &Here, index: AuthorIx, page: PageOf) -> Author {
    let author = &here.digest.authors[index.0];
    Author {
        name: author.name.clone(),
        url: author.url.clone(),
        url_shown: author.url.as_deref().map(without_scheme),
        note: author.note.clone(),
        entries: author.commentary.len(),
        years: entry_years(here, &author.commentary[page.range()]),
        pages: pagination(here, &author.route, page),
    }
}

/// An address as it is shown: without scheme, `www.` and closing slash, cut in the middle where it is long.
pub fn without_scheme(address: &str) -> String {
    let shown = address.split_once("://").map_or(address, |(_, rest)| rest);
    let shown = shown.strip_prefix("www.").unwrap_or(shown).trim_end_matches('/');
    if shown.chars().count() <= 60 {
        return shown.to_owned();
    }
    let (start, end): (String, Vec<char>) = (shown.chars().take(36).collect(), shown.chars().rev().take(20).collect());
    format!("{start}…{}", end.into_iter().rev().collect::<String>())
}
