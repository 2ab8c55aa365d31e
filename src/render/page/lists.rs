//! Lists, corrections, verification, and what stands at lost and old addresses.

use super::entries::{entry_days, source_years};
use super::here::Here;
use super::pagination::{PageOf, pagination};
use crate::base::route::Route;
use crate::render::view::{CommentaryList, Correction, Corrections, Link, Lost, Redirect, SourceList};
use crate::resolve::digest::{CommentaryIx, SourceIx};

/// `/commentary/` and its further pages.
pub fn commentary(here: &Here, list: &Route, page: PageOf) -> CommentaryList {
    let all: Vec<CommentaryIx> = here.digest.entries().map(|(index, _)| index).collect();
    CommentaryList { days: entry_days(here, &all[page.range()]), count: all.len(), pages: pagination(here, list, page) }
}

/// `/sources/` and its further pages.
pub fn sources(here: &Here, list: &Route, page: PageOf) -> SourceList {
    let all: Vec<SourceIx> = (0..here.digest.sources.len()).map(SourceIx).collect();
    SourceList { years: source_years(here, &all[page.range()]), count: all.len(), pages: pagination(here, list, page) }
}

/// `/corrections/`
pub fn corrections(here: &Here) -> Corrections {
    let corrections = here.digest.corrections.iter().map(|entry| {
        let commentary = here.digest.commentary(entry.commentary);
        Correction {
            date: entry.date.to_string(),
            text: commentary.front.corrections[entry.correction].text.clone(),
            entry: Link {
                label: commentary.front.title.value.clone(),
                link: here.link(&commentary.route),
                lang: here.lang(&commentary.language),
            },
        }
    });
    Corrections { corrections: corrections.collect() }
}

/// `404.html`
pub fn lost(here: &Here) -> Lost {
    Lost {
        archive: here.link_to_section(&["archive"]),
        topics: here.link_to_section(&["topics"]),
        list: here.link_to_section(&["commentary"]),
    }
}

/// An old address.
pub fn redirect(here: &Here, to: &Route, title: &str) -> Redirect {
    Redirect { link: here.link(to), canonical: here.address().absolute(to), title: title.to_owned() }
}
