//! Where links can lead: content files with their routes, and the ids that each page has.
//!
//! Comes in: what is shown, with its headings, passages and notes. Goes out: [`Targets`]. Never done here: reading links.

use super::choose::{Chosen, Unpublished};
use super::route::Routes;
use crate::base::file::SitePath;
use crate::base::route::Route;
use crate::parse::ids::CommentaryId;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// Everything a link can lead to.
#[derive(Debug)]
pub struct Targets<'a> {
    /// Every address.
    pub routes: &'a Routes,
    /// What is shown and what is not.
    pub chosen: &'a Chosen,
    /// Files of `static/` and of `content/media/`.
    pub files: &'a BTreeMap<SitePath, Arc<[u8]>>,
    /// Files that could not be read.
    pub broken: &'a BTreeSet<SitePath>,
    /// Whether all notes and passages are known: where a claim was refused, some are missing.
    pub is_whole: bool,
    pages: BTreeMap<String, Target>,
    ids: BTreeMap<Route, BTreeSet<String>>,
    earlier: BTreeMap<Route, Vec<Route>>,
}

/// A content file that has a page.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its path.
    pub path: SitePath,
    /// Its page.
    pub route: Route,
    /// Whether nothing of it is shown but that it was withdrawn.
    pub withdrawn: bool,
}

impl<'a> Targets<'a> {
    /// Without any page yet.
    pub fn new(
        routes: &'a Routes,
        chosen: &'a Chosen,
        files: &'a BTreeMap<SitePath, Arc<[u8]>>,
        broken: &'a BTreeSet<SitePath>,
        is_whole: bool,
    ) -> Targets<'a> {
        Targets {
            routes,
            chosen,
            files,
            broken,
            is_whole,
            pages: BTreeMap::new(),
            ids: BTreeMap::new(),
            earlier: BTreeMap::new(),
        }
    }

    /// Adds the page of a content file, with the ids on it.
    pub fn add(&mut self, path: &SitePath, route: Route, withdrawn: bool, ids: BTreeSet<String>) {
        self.add_ids(route.clone(), ids);
        self.pages.insert(composed(path.as_str()), Target { path: path.clone(), route, withdrawn });
    }

    /// Adds ids to a page.
    pub fn add_ids(&mut self, route: Route, ids: BTreeSet<String>) {
        self.ids.entry(route).or_default().extend(ids);
    }

    /// Adds the page of an earlier capture to that of the current text, newest first.
    pub fn add_earlier(&mut self, current: Route, capture: Route) {
        self.earlier.entry(current).or_default().push(capture);
    }

    /// The page of the newest earlier capture that has an id which the current text has lost.
    pub fn earlier_with(&self, route: &Route, id: &str) -> Option<&Route> {
        self.earlier.get(route)?.iter().find(|capture| self.has_id(capture, id) == Some(true))
    }

    /// Whether a page that shows a content file has an id; `None` for all other pages, whose ids the theme gives. Where some
    /// are not known for now, ids of passages and notes are taken on trust.
    pub fn has_id(&self, route: &Route, id: &str) -> Option<bool> {
        let ids = self.ids.get(route)?;
        Some(ids.contains(id) || (!self.is_whole && (id.starts_with("q-") || id.starts_with("n-"))))
    }

    /// The page of a content file, in whatever Unicode form its path is written.
    pub fn page(&self, path: &SitePath) -> Option<&Target> {
        self.pages.get(&composed(path.as_str()))
    }

    /// Every content file that has a page.
    pub fn pages(&self) -> impl Iterator<Item = &Target> {
        self.pages.values()
    }

    /// The ids of a page that shows a content file.
    pub fn ids(&self, route: &Route) -> Option<&BTreeSet<String>> {
        self.ids.get(route)
    }

    /// A file of `content/media/` or `static/`, in whatever Unicode form its path is written.
    pub fn file(&self, path: &SitePath) -> Option<&SitePath> {
        if let Some((path, _)) = self.files.get_key_value(path) {
            return Some(path);
        }
        let wanted = composed(path.as_str());
        self.files.keys().find(|path| composed(path.as_str()) == wanted)
    }

    /// Why a file is not shown.
    pub fn unpublished(&self, path: &SitePath) -> Option<Unpublished> {
        self.chosen.unpublished(path)
    }

    /// Why a commentary is not shown.
    pub fn unpublished_id(&self, id: &CommentaryId) -> Option<Unpublished> {
        self.chosen.unpublished_id(id)
    }
}

/// A path as NFC.
pub fn composed(path: &str) -> String {
    path.nfc().collect()
}
