//! Addresses: every page and file of the site has one of its own (SPEC 8).
//!
//! Comes in: what is shown. Goes out: [`Routes`], with the redirects from old addresses. Never done here: following links.

use super::digest::Redirect;
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::SitePath;
use crate::base::route::Route;
use crate::parse::codes::ROUTE_TAKEN;
use crate::parse::ids::{CaptureName, CommentaryId, EditionId, SourceId, TopicPath};
use std::collections::BTreeMap;

/// Sections of the site that always have a page, by the name that `[menu] order` has for them.
pub const SECTIONS: [(&str, &str); 9] = [
    ("commentary", "the list of commentary"),
    ("sources", "the list of sources"),
    ("topics", "the list of topics"),
    ("archive", "the archive"),
    ("publications", "the list of publications"),
    ("editions", "the list of editions"),
    ("authors", "the list of authors"),
    ("corrections", "the page of corrections"),
    ("verification", "the page of verification"),
];

/// Every address that is taken.
#[derive(Debug, Default)]
pub struct Routes {
    taken: BTreeMap<String, Holder>,
    folders: BTreeMap<String, String>,
    /// Where old addresses lead.
    redirects: BTreeMap<Route, Route>,
}

/// Who has an address.
#[derive(Clone, Debug)]
struct Holder {
    route: Route,
    what: String,
    place: Option<Place>,
    made: bool,
}

impl Routes {
    /// The route that answers an address as written: itself, or where a redirect leads. `None` where nothing answers.
    pub fn answering(&self, route: &Route) -> Option<Route> {
        let holder = self
            .taken
            .get(&route.clash_key())
            .filter(|holder| holder.made && holder.route.output() == route.output())?;
        Some(self.redirects.get(&holder.route).unwrap_or(&holder.route).clone())
    }

    /// Every address that answers, as written in links.
    pub fn all(&self) -> impl Iterator<Item = &Route> {
        self.taken.values().filter(|holder| holder.made).map(|holder| &holder.route)
    }

    /// Takes an address, or reports who has it.
    pub fn take(&mut self, route: &Route, what: &str, place: Option<Place>, report: &mut Report) -> bool {
        self.claim(Holder { route: route.clone(), what: what.to_owned(), place, made: true }, report)
    }

    /// The redirects, by old address.
    pub fn into_redirects(self) -> Vec<Redirect> {
        self.redirects.into_iter().map(|(from, to)| Redirect { from, to }).collect()
    }

    /// Takes an address where this version makes nothing, so that nothing else does.
    pub fn reserve(&mut self, route: Option<Route>, what: &str, place: &Option<Place>, report: &mut Report) {
        if let Some(route) = route {
            self.claim(Holder { route, what: what.to_owned(), place: place.clone(), made: false }, report);
        }
    }

    fn claim(&mut self, holder: Holder, report: &mut Report) -> bool {
        let key = holder.route.clash_key();
        let mut taken_by = self.taken.get(&key);
        let mut folders = Vec::new();
        for (at, _) in key.match_indices('/') {
            folders.push(key[..at].to_owned());
        }
        // A folder cannot bear the name of a file.
        taken_by = taken_by.or_else(|| self.folders.get(&key).and_then(|inner| self.taken.get(inner)));
        taken_by = taken_by.or_else(|| folders.iter().find_map(|folder| self.taken.get(folder)));
        if let Some(first) = taken_by {
            report.add(clash(&holder, first));
            return false;
        }
        for folder in folders {
            self.folders.entry(folder).or_insert_with(|| key.clone());
        }
        self.taken.insert(key, holder);
        true
    }

    /// Takes an old address, which leads to a new one.
    pub fn redirect(&mut self, from: Route, to: &Route, place: Place, report: &mut Report) {
        let what = format!("{OLD} of `{to}`");
        if from == *to {
            let message = format!("`{from}` is the address it has now, and no old one");
            report.add(Diagnostic::new(&ROUTE_TAKEN, place, message).help("take it out of `aliases`"));
        } else if self.take(&from, &what, Some(place), report) {
            self.redirects.insert(from, to.clone());
        }
    }
}

/// What an alias is called.
const OLD: &str = "an old address";

/// The clash is told where somebody can mend it: at the later claim, or at the earlier where that one alone is an editor's.
fn clash(later: &Holder, first: &Holder) -> Diagnostic {
    let (told, other) = if later.place.is_some() { (later, first) } else { (first, later) };
    let place = told
        .place
        .clone()
        .unwrap_or_else(|| Place::file(&SitePath::new("site.toml").expect("the name of a file is a path")));
    let message = if told.route.output() == other.route.output() {
        format!("`{}` is the address of {} already", told.route, other.what)
    } else if told.route.clash_key() == other.route.clash_key() {
        format!(
            "`{}` differs only in case or in the form of letters from `{}`, the address of {}",
            told.route, other.route, other.what
        )
    } else {
        format!(
            "`{}` cannot stand beside `{}`, the address of {}: a file and a folder would have one name",
            told.route, other.route, other.what
        )
    };
    let help = match told.what.starts_with(OLD) {
        true => "an address leads to one thing alone: take the old one out, or give what has it now another name",
        false => "give one of the two another name",
    };
    let diagnostic = Diagnostic::new(&ROUTE_TAKEN, place, message).help(help);
    match &other.place {
        Some(place) => diagnostic.related(place.clone(), format!("{} has it", other.what)),
        None => diagnostic,
    }
}

/// `/sources/ID/`
pub fn source_route(id: &SourceId) -> Route {
    sound(Route::page(&["sources", id.as_str()]))
}

/// `/sources/ID/captures/DATE/`
pub fn capture_route(id: &SourceId, name: CaptureName) -> Route {
    sound(Route::page(&["sources", id.as_str(), "captures", &name.to_string()]))
}

/// `/sources/ID/captures/`
pub fn captures_route(id: &SourceId) -> Route {
    sound(Route::page(&["sources", id.as_str(), "captures"]))
}

/// `/sources/ID/parallel/`
pub fn parallel_route(id: &SourceId) -> Route {
    sound(Route::page(&["sources", id.as_str(), "parallel"]))
}

/// `/commentary/ID/`
pub fn commentary_route(id: &CommentaryId) -> Route {
    sound(Route::page(&["commentary", id.as_str()]))
}

/// `/editions/ID/`
pub fn edition_route(id: &EditionId) -> Route {
    sound(Route::page(&["editions", id.as_str()]))
}

/// `/topics/PATH/`
pub fn topic_route(path: &TopicPath) -> Route {
    let keys = path.0.iter().map(|key| key.as_str());
    sound(Route::page(&std::iter::once("topics").chain(keys).collect::<Vec<_>>()))
}

/// `/publications/KEY/`, `/authors/KEY/`, `/commentary/`
pub fn section_route(parts: &[&str]) -> Route {
    sound(Route::page(parts))
}

/// How many pages a list has, at least 1.
pub fn pages(count: usize, per_page: usize) -> usize {
    count.div_ceil(per_page.max(1)).max(1)
}

/// The route of a page of a list: the list's own, then `…/page/2/`.
pub fn page_route(list: &Route, number: usize) -> Route {
    if number <= 1 {
        return list.clone();
    }
    let page = list.join("page").and_then(|page| page.join(&number.to_string()));
    page.expect("a list is a page, and below it numbers are lawful")
}

fn sound(route: Option<Route>) -> Route {
    route.expect("keys and names of sections are parts of an address")
}
