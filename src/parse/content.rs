//! Everything parsed, file by file, in the order of paths: what `resolve` makes a digest of.

use super::commentary::Commentary;
use super::edition::Edition;
use super::page::Page;
use super::site::Site;
use super::source::SourceFile;
use super::vocabulary::{Author, Publication, Topic};
use crate::base::diagnostic::Report;
use crate::base::file::{FileText, SitePath, Tree};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All values of a site. A file with errors is absent from it; its problems are in the report.
#[derive(Clone, Debug)]
pub struct Content {
    /// `site.toml`
    pub site: Site,
    /// The file of `site.toml`, for places.
    pub site_file: Arc<FileText>,
    /// Current texts and earlier captures.
    pub sources: Vec<SourceFile>,
    /// Commentary.
    pub commentary: Vec<Commentary>,
    /// Editions.
    pub editions: Vec<Edition>,
    /// Pages.
    pub pages: Vec<Page>,
    /// The top of the vocabulary.
    pub topics: Vec<Topic>,
    /// `topics.yaml`, where there is one.
    pub topics_file: Option<Arc<FileText>>,
    /// Publications.
    pub publications: Vec<Publication>,
    /// `publications.yaml`, where there is one.
    pub publications_file: Option<Arc<FileText>>,
    /// Authors.
    pub authors: Vec<Author>,
    /// `authors.yaml`, where there is one.
    pub authors_file: Option<Arc<FileText>>,
    /// Files below `content/media/` and `static/`, by path.
    pub files: BTreeMap<SitePath, Arc<[u8]>>,
    /// Ids of sources that could not be read, so that a citation of one is not reported a second time as unknown.
    pub broken_sources: BTreeSet<String>,
    /// Ids of commentaries that could not be read.
    pub broken_commentary: BTreeSet<String>,
    /// Every file with an error of its own, vocabularies too: a link to one, or a key that one may hold, is not reported
    /// as unknown.
    pub broken_files: BTreeSet<SitePath>,
}

/// Reads all files of a site.
///
/// `None` where `site.toml` cannot be read; the problems of all other files are reported all the same.
pub fn read(tree: &Tree) -> (Option<Content>, Report) {
    let _ = tree;
    (None, Report::default())
}
