//! Everything parsed, file by file, in the order of paths: what `resolve` makes a digest of.

use super::commentary::Commentary;
use super::edition::Edition;
use super::fields::Problems;
use super::files::{self, FileValue, ReadFile};
use super::folders::{self, Kind};
use super::page::Page;
use super::site::{self, Site};
use super::source::SourceFile;
use super::vocabulary::{Author, Publication, Topic};
use super::{codes, text, together, toml};
use crate::base::diagnostic::{Diagnostic, Place, Report, Severity};
use crate::base::file::{FileText, SitePath, Tree};
use rayon::prelude::*;
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

/// One source file by itself, outside of any site; `None` where it cannot be read.
pub fn source_alone(path: &SitePath, bytes: Vec<u8>) -> Option<SourceFile> {
    let site = "title = \"x\"\nbase_url = \"https://x.example/\"\ntime_zone = \"UTC\"\n";
    let mut tree = Tree::default();
    tree.insert(SitePath::new("site.toml").expect("a plain path"), site.as_bytes().to_vec());
    tree.insert(path.clone(), bytes);
    read(&tree).0?.sources.pop()
}

/// Reads all files of a site, on all cores; the order of everything is that of the paths.
///
/// `None` where `site.toml` cannot be read; the problems of all other files are reported all the same.
pub fn read(tree: &Tree) -> (Option<Content>, Report) {
    let mut report = Report::default();
    let site = read_site(tree, &mut report);
    let language = site.as_ref().map(|(site, _)| &site.language);
    let uncited = site.as_ref().map_or(Severity::Warning, |(site, _)| site.quotations.uncited);
    let mut found = Found::default();
    let mut to_read = Vec::new();
    for (path, bytes) in tree.below("content").chain(tree.below("static")) {
        let (kind, problem) = folders::kind_of(path);
        problem.into_iter().for_each(|problem| report.add(problem));
        match kind {
            Kind::Carried => drop(found.files.insert(path.clone(), bytes.clone())),
            Kind::Ignored | Kind::Stray => {}
            Kind::Misnamed => found.broken(path),
            kind => to_read.push((path, bytes, kind)),
        }
    }
    together::check_names(to_read.iter().map(|(path, ..)| *path).chain(found.files.keys()), &mut report);
    let taken = together::taken_ids(to_read.iter().map(|(path, _, kind)| (*path, kind)), &mut report);
    let read: Vec<ReadFile> =
        to_read.par_iter().map(|(path, bytes, kind)| files::read(path, bytes, kind, language, uncited)).collect();
    for ((path, ..), file) in to_read.iter().zip(read) {
        report.extend(file.report);
        if file.broken {
            found.broken(path);
        }
        if let Some(value) = file.value.filter(|_| !taken.contains(path)) {
            found.take(value);
        }
    }
    let misfits = together::misfit_captures(&found.sources, &found.broken_sources, &mut report);
    found.sources.retain(|source| !misfits.contains(source.file.path()));
    check_feed_ids(&found, &mut report);
    found.broken_files.extend(taken.into_iter().chain(misfits));
    (site.map(|(site, site_file)| found.content(site, site_file)), report)
}

/// No two texts of a kind have one id in feeds.
fn check_feed_ids(found: &Found, report: &mut Report) {
    let first = |id: Option<&dyn std::fmt::Display>| id.map(ToString::to_string);
    let current = found.sources.iter().filter(|source| source.earlier.is_none());
    let sources =
        current.map(|one| (one.file.path(), one.id.to_string(), first(one.front.first_id.as_ref().map(|id| id as _))));
    together::check_first_ids("source", sources, report);
    let commentary = found.commentary.iter();
    let commentary = commentary
        .map(|one| (one.file.path(), one.id.to_string(), first(one.front.first_id.as_ref().map(|id| id as _))));
    together::check_first_ids("commentary", commentary, report);
    let editions = found.editions.iter();
    let editions =
        editions.map(|one| (one.file.path(), one.id.to_string(), first(one.first_id.as_ref().map(|id| id as _))));
    together::check_first_ids("edition", editions, report);
}

fn read_site(tree: &Tree, report: &mut Report) -> Option<(Site, Arc<FileText>)> {
    let path = SitePath::new("site.toml").expect("the name has no `..`");
    let Some(bytes) = tree.get(&path) else {
        let help = "run postil in the folder of a site, or make one with `postil init`";
        report.add(Diagnostic::new(&codes::SITE_MISSING, Place::file(&path), "there is no `site.toml`").help(help));
        return None;
    };
    let file = text::read(&path, bytes, report)?;
    let mut found = Report::default();
    let root = toml::read(&file, &mut found);
    let problems = Problems::of(&file, found);
    let site = root.and_then(|root| site::read(&problems, &root));
    report.extend(problems.report());
    Some((site?, file))
}

/// What was read so far, without `site.toml`.
#[derive(Default)]
struct Found {
    sources: Vec<SourceFile>,
    commentary: Vec<Commentary>,
    editions: Vec<Edition>,
    pages: Vec<Page>,
    topics: (Vec<Topic>, Option<Arc<FileText>>),
    publications: (Vec<Publication>, Option<Arc<FileText>>),
    authors: (Vec<Author>, Option<Arc<FileText>>),
    files: BTreeMap<SitePath, Arc<[u8]>>,
    broken_sources: BTreeSet<String>,
    broken_commentary: BTreeSet<String>,
    broken_files: BTreeSet<SitePath>,
}

impl Found {
    fn take(&mut self, value: FileValue) {
        match value {
            FileValue::Source(source) => self.sources.push(*source),
            FileValue::Commentary(commentary) => self.commentary.push(*commentary),
            FileValue::Edition(edition) => self.editions.push(edition),
            FileValue::Page(page) => self.pages.push(page),
            FileValue::Topics(topics, file) => self.topics = (topics, Some(file)),
            FileValue::Publications(publications, file) => self.publications = (publications, Some(file)),
            FileValue::Authors(authors, file) => self.authors = (authors, Some(file)),
        }
    }

    fn broken(&mut self, path: &SitePath) {
        self.broken_files.insert(path.clone());
        let ids = match path {
            _ if path.below("content/sources").is_some() => &mut self.broken_sources,
            _ if path.below("content/commentary").is_some() => &mut self.broken_commentary,
            _ => return,
        };
        ids.insert(folders::meant_id(path.stem()));
    }

    fn content(self, site: Site, site_file: Arc<FileText>) -> Content {
        Content {
            site,
            site_file,
            sources: self.sources,
            commentary: self.commentary,
            editions: self.editions,
            pages: self.pages,
            topics: self.topics.0,
            topics_file: self.topics.1,
            publications: self.publications.0,
            publications_file: self.publications.1,
            authors: self.authors.0,
            authors_file: self.authors.1,
            files: self.files,
            broken_sources: self.broken_sources,
            broken_commentary: self.broken_commentary,
            broken_files: self.broken_files,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::edition::Gathers;

    const SITE: &str = "title = \"A\"\nlanguage = \"ko\"\nlanguages = [\"en\", \"ko\"]\nbase_url = \"https://A.example/x\"\n\
                        time_zone = \"europe/riga\"\nfeeds.authority = \"a.example,2026\"\n";

    fn tree(files: &[(&str, &str)]) -> Tree {
        let mut tree = Tree::default();
        for (path, text) in files {
            tree.insert(SitePath::new(path).unwrap(), text.as_bytes());
        }
        tree
    }

    #[test]
    fn values_are_what_was_written() {
        let (content, report) = read(&tree(&[
            ("site.toml", SITE),
            ("content/topics.yaml", "- {key: a, label: {en: A, ko: 가}, children: [{key: b, label: 1e3}]}"),
            (
                "content/editions/e.md",
                "\u{feff}---\r\ntitle: 1984\r\ndate: 2026-03-14\r\nnumber: 014\r\ncommentary: [no, 007]\r\n---\r\n",
            ),
            (
                "content/sources/s.md",
                "---\ntitle: >\n  Two\n  lines\npublication: \"yes\"\ndate: 2026-03\nlanguage: no\npages: [{page: 4, from: ¶2, at: 7}]\n\
                 extra: {yes: true, n: 012, x: 1.50, d: 2026-03-14, none: null}\n---\n",
            ),
            (
                "content/sources/s@2026-03-01.md",
                "---\ntitle: S\npublication: p\nrights: what\ncapture: {retrieved: 2026-03-01}\n---\n",
            ),
            ("content/commentary/Bad Name.md", "---\ntitle: A\ndate: 2026-03-14\n---\n"),
            ("content/media/a.svg", "<svg/>"),
            ("static/robots.txt", ""),
        ]));
        let content = content.unwrap();
        let lines: Vec<String> = report.sorted().iter().map(|found| found.to_string()).collect();
        assert_eq!(lines.len(), 2, "{lines:#?}");
        assert_eq!(content.site.base_url, "https://a.example/x/");
        assert_eq!(content.site.time_zone, "Europe/Riga");
        assert_eq!(content.site.languages.iter().map(|language| language.tag()).collect::<Vec<_>>(), ["ko", "en"]);
        assert_eq!(content.topics[0].label.text, "가");
        assert_eq!(content.topics[0].children[0].path.to_string(), "a/b");
        assert_eq!(content.topics[0].children[0].label.text, "1e3");
        let edition = &content.editions[0];
        assert_eq!((edition.title.as_str(), edition.number.as_deref()), ("1984", Some("014")));
        let Gathers::Listed(ids) = &edition.gathers else { panic!("a list") };
        assert_eq!(ids.iter().map(|id| id.value.as_str()).collect::<Vec<_>>(), ["no", "007"]);
        let front = &content.sources.iter().find(|source| source.earlier.is_none()).unwrap().front;
        assert_eq!((front.title.as_str(), front.publication.value.as_str()), ("Two lines", "yes"));
        assert_eq!(front.date.unwrap().to_string(), "2026-03");
        assert_eq!(front.language.as_ref().unwrap().tag(), "no");
        assert_eq!((front.pages[0].page.as_str(), front.pages[0].from, front.pages[0].at), ("4", 2, 7));
        let extra = serde_json::json!({"yes": true, "n": "012", "x": 1.5, "d": "2026-03-14", "none": null});
        assert_eq!(front.extra, extra);
        assert_eq!(content.files.len(), 2);
        assert!(content.broken_commentary.contains("bad-name"));
        assert!(content.broken_files.contains(&SitePath::new("content/commentary/Bad Name.md").unwrap()));
    }

    #[test]
    fn a_file_with_errors_is_left_out_and_remembered() {
        let (content, _) = read(&tree(&[
            ("site.toml", SITE),
            ("content/sources/s.md", "---\ntitle: S\n---\n"),
            ("content/topics.yaml", "- {key: a, label: A}\n- {key: B, label: B}\n"),
        ]));
        let content = content.unwrap();
        assert!(content.sources.is_empty());
        assert!(content.broken_sources.contains("s"));
        assert_eq!(content.topics.len(), 1);
        assert!(content.broken_files.contains(&SitePath::new("content/topics.yaml").unwrap()));
    }
}
