//! `postil check --sources DIR FILE…`: any Markdown, checked against a folder of texts, without a site (SPEC 11).
//!
//! Never done here: reading anything but DIR and the files that are named, writing anything, and any rule: `resolve::foreign`
//! has them.

use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::{FileText, SitePath, Tree};
use crate::base::key::Key;
use crate::base::language::Language;
use crate::ingest::language::detect;
use crate::parse::codes::ID_TAKEN;
use crate::parse::document::Document;
use crate::parse::foreign::{self, Foreign};
use crate::parse::ids::{CaptureName, SourceId};
use crate::parse::mark_codes::NESTING_TOO_DEEP;
use crate::parse::source::SourceFile;
use crate::parse::words::StoredText;
use crate::parse::{markdown, plain, text};
use crate::resolve::foreign::Checked;
use crate::resolve::loose::Ground;
use crate::shell::args::{Check, Format};
use crate::shell::codes::SOURCE_NAME;
use crate::shell::outcome::{Exit, Stop};
use crate::shell::print::{Found, print, summary};
use crate::shell::{read, terminal};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::time::Instant;
use walkdir::{DirEntry, WalkDir};

/// Files of a folder that may be sources.
const SOURCES: [&str; 2] = ["md", "txt"];
/// Files of a folder that are checked.
const MARKDOWN: [&str; 4] = ["md", "markdown", "qmd", "rmd"];

/// Checks files against the texts of a folder, and prints what it found.
pub fn check(folder: &Path, wanted: &Check) -> Result<Exit, Stop> {
    let began = Instant::now();
    let names = Names::of(folder, &wanted.files)?;
    let mut read = Read { names: &names, tree: Tree::default(), report: Report::default() };
    let sources = names.list(&names.sources, &SOURCES, None)?;
    let texts = read.texts(&sources)?;
    let stored = texts.len();
    let (ground, gone) = read.ground(texts, &wanted.language);
    if stored == 0 && gone.is_empty() {
        return Err(Stop::usage(format!("there is no source in `{}`: no file `.md` or `.txt`", folder.display()))
            .help("put the text of each source there; its name without the extension is the key that cites it"));
    }
    let files = read.foreign(wanted)?;
    let Checked { tally, moves, report } = crate::resolve::foreign::check(&files, &ground, &wanted.language);
    read.report.extend(report);
    let Read { tree, report, .. } = read;
    let diagnostics = report.sorted();
    let found =
        Found { root: &names.root, tree: &tree, diagnostics: &diagnostics, tally, moves, exposure: None, fixed: None };
    let said = print(&found, wanted.format);
    if !said.is_empty() {
        terminal::say(&said)?;
    }
    if wanted.format == Format::Human {
        let counted = [
            summary::amount(files.len(), "file", "files"),
            summary::amount(ground.sources().list.len(), "source", "sources"),
            summary::work(None, &tally, began.elapsed()),
        ];
        let work = counted.join(", ");
        match summary::problems(&diagnostics) {
            Some(problems) => terminal::say(&format!("\n{problems}; {work}"))?,
            None => terminal::say(&format!("nothing is wrong: {work}"))?,
        }
    }
    Ok(super::exit(&diagnostics, wanted.strict))
}

/// What was named, and the folder that all of it is named from: the current one where it holds all, else the nearest that
/// does.
struct Names {
    root: PathBuf,
    sources: PathBuf,
    files: Vec<PathBuf>,
}

impl Names {
    fn of(sources: &Path, files: &[PathBuf]) -> Result<Names, Stop> {
        let here = std::env::current_dir().map_err(|error| Stop::at("find", Path::new("."), &error))?;
        let full = |path: &Path| without_dots(&here.join(path));
        let there = |path: &Path| match path.exists() {
            true => Ok(full(path)),
            false => Err(Stop::usage(format!("there is no file or folder `{}`", path.display()))),
        };
        if !sources.is_dir() {
            let message = match sources.exists() {
                true => format!("`{}` is a file, and `--sources` names a folder of texts", sources.display()),
                false => format!("there is no folder `{}`", sources.display()),
            };
            return Err(Stop::usage(message));
        }
        let sources = there(sources)?;
        let files = files.iter().map(|file| there(file)).collect::<Result<Vec<_>, _>>()?;
        let mut root = full(Path::new("."));
        for path in std::iter::once(&sources).chain(&files) {
            let holder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(path) };
            while !holder.starts_with(&root) && root.pop() {}
        }
        Ok(Names { root, sources, files })
    }

    /// The path as diagnostics name it; `None` where it is no text.
    fn path(&self, file: &Path) -> Option<SitePath> {
        let below = file.strip_prefix(&self.root).ok()?.to_str()?;
        let below = if cfg!(windows) { below.replace('\\', "/") } else { below.to_owned() };
        SitePath::new(&below).filter(|path| !path.as_str().chars().any(char::is_control))
    }

    /// The files below a folder with one of some extensions, in the order of their names; not what is hidden, nor what lies
    /// in another folder.
    fn list(&self, folder: &Path, extensions: &[&str], but: Option<&Path>) -> Result<Vec<PathBuf>, Stop> {
        let is_visible = |entry: &DirEntry| {
            let name = entry.file_name().to_string_lossy();
            let is_hidden = name.starts_with('.') || name.ends_with('~') || name == "node_modules";
            entry.depth() == 0 || !is_hidden && but != Some(entry.path())
        };
        let mut files = Vec::new();
        for entry in WalkDir::new(folder).follow_links(false).sort_by_file_name().into_iter().filter_entry(is_visible) {
            let entry = entry.map_err(|error| match error.io_error() {
                Some(cause) => Stop::at("list", error.path().unwrap_or(folder), cause),
                None => Stop::machine(format!("cannot list `{}`", folder.display())),
            })?;
            let extension = entry.path().extension().map(|found| found.to_string_lossy().to_lowercase());
            if entry.file_type().is_file() && extension.is_some_and(|found| extensions.contains(&found.as_str())) {
                files.push(entry.into_path());
            }
        }
        Ok(files)
    }
}

/// A path without `.` and `..`, by its names alone.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

/// What is read so far.
struct Read<'a> {
    names: &'a Names,
    tree: Tree,
    report: Report,
}

/// A text of the folder, by its key.
struct Text {
    id: SourceId,
    earlier: Option<CaptureName>,
    file: std::sync::Arc<FileText>,
}

impl Read<'_> {
    /// One file as text; `None` where it was reported instead.
    fn file(&mut self, file: &Path) -> Result<Option<std::sync::Arc<FileText>>, Stop> {
        let Some(path) = self.names.path(file) else {
            let shown = terminal::printable(&file.to_string_lossy());
            return Err(Stop::found(format!("the name of `{shown}` is not UTF-8, or holds a control character"))
                .help("rename the file"));
        };
        let mut said = Report::default();
        let bytes = read::read_one(file, &path, &mut said)?;
        let read = bytes.and_then(|mut bytes| {
            // Programs that take the text out of a PDF put one between two pages.
            bytes.iter_mut().filter(|byte| **byte == 0xc).for_each(|byte| *byte = b' ');
            let read = text::read(&path, &bytes, &mut said);
            self.tree.insert(path.clone(), bytes);
            read
        });
        for mut found in said.sorted() {
            // These helps are for sites.
            found.help = found.help.map(|help| help.replace("out of `content/`", "out of the folder"));
            self.report.add(found);
        }
        Ok(read)
    }

    /// The texts of the folder of sources, with those that cannot be cited, or not read, reported.
    fn texts(&mut self, files: &[PathBuf]) -> Result<Vec<(SourceId, Option<Text>)>, Stop> {
        let mut texts: Vec<(SourceId, Option<Text>)> = Vec::new();
        let mut taken: BTreeMap<(SourceId, Option<CaptureName>), SitePath> = BTreeMap::new();
        for file in files {
            let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let (key, earlier) = match stem.split_once('@') {
                Some((key, name)) => (key, CaptureName::parse(name)),
                None => (stem.as_str(), None),
            };
            let id = Key::pandoc(key).filter(|_| earlier.is_some() || !stem.contains('@')).map(SourceId);
            let Some(path) = self.names.path(file) else {
                self.file(file)?;
                continue;
            };
            let Some(id) = id else {
                self.report.add(uncitable(&path, &stem));
                continue;
            };
            if let Some(first) = taken.get(&(id.clone(), earlier)) {
                let message = format!("`{path}` and `{first}` have one key, `{id}`");
                let twice = Diagnostic::new(&ID_TAKEN, Place::file(&path), message);
                self.report.add(twice.help("rename one of the two: a file name is the key that cites it"));
                continue;
            }
            taken.insert((id.clone(), earlier), path);
            let read = self.file(file)?;
            texts.push((id.clone(), read.map(|file| Text { id, earlier, file })));
        }
        Ok(texts)
    }

    /// Folds the texts; those that could not be read are given by their ids.
    fn ground(&mut self, texts: Vec<(SourceId, Option<Text>)>, language: &Language) -> (Ground, BTreeSet<String>) {
        let gone =
            texts.iter().filter(|(_, text)| text.is_none()).map(|(id, _)| id.to_string()).collect::<BTreeSet<_>>();
        let texts: Vec<Text> = texts.into_iter().filter_map(|(_, text)| text).collect();
        let read: Vec<(SourceFile, Language, Report)> =
            texts.into_par_iter().map(|text| read_source(text, language)).collect();
        let mut sources = Vec::new();
        for (source, language, report) in read {
            self.report.extend(report);
            sources.push((source, language));
        }
        (Ground::new(sources, gone.clone(), language), gone)
    }

    /// The files to check, each once.
    fn foreign(&mut self, wanted: &Check) -> Result<Vec<Foreign>, Stop> {
        let mut files: BTreeSet<PathBuf> = BTreeSet::new();
        for named in &self.names.files {
            if named.is_dir() {
                files.extend(self.names.list(named, &MARKDOWN, Some(&self.names.sources))?);
            } else {
                files.insert(named.clone());
            }
        }
        if files.is_empty() {
            let shown: Vec<String> = wanted.files.iter().map(|file| format!("`{}`", file.display())).collect();
            return Err(Stop::usage(format!("there is no Markdown in {}", shown.join(", "))).help(format!(
                "files are checked that end in {}; any other is checked if it is named",
                MARKDOWN.map(|ending| format!("`.{ending}`")).join(", ")
            )));
        }
        let mut foreign = Vec::new();
        for file in files {
            foreign.extend(self.file(&file)?.map(|file| foreign::read(&file)));
        }
        Ok(foreign)
    }
}

/// A text without a language of its own has the one it is plainly in, else that of all files.
fn read_source(text: Text, language: &Language) -> (SourceFile, Language, Report) {
    let Text { id, earlier, file } = text;
    let mut report = Report::default();
    let is_markdown = file.path().extension().eq_ignore_ascii_case("md");
    let (body, stored, title, own): (Document, StoredText, Option<String>, Option<Language>) = if is_markdown {
        let read = foreign::read(&file);
        let mut said = Report::default();
        let (body, stored, _) = markdown::read_source(&file, read.body, &mut said);
        said.iter().filter(|found| found.code == &NESTING_TOO_DEEP).for_each(|found| report.add(found.clone()));
        (body, stored, read.title, read.language)
    } else {
        (Document::default(), plain::read(&file, 0..file.text().len()), None, None)
    };
    let own = own.or_else(|| detect(file.text()));
    let title = title.unwrap_or_else(|| file.path().stem().to_owned());
    let spoken = own.clone().unwrap_or_else(|| language.clone());
    let source = SourceFile { earlier, ..SourceFile::loose(file, id, (title, own), body, stored) };
    (source, spoken, report)
}

fn uncitable(path: &SitePath, stem: &str) -> Diagnostic {
    let message = format!("`{stem}` is no key that can be cited, so nothing is verified against `{path}`");
    let diagnostic = Diagnostic::new(&SOURCE_NAME, Place::file(path), message);
    match offer(stem) {
        Some(key) => {
            diagnostic.help(format!("rename the file to `{key}.{}`, and cite it as `[@{key}, ¶3]`", path.extension()))
        }
        None => diagnostic.help("rename the file: a key has letters, digits and single hyphens"),
    }
}

/// The nearest key that can be cited: `Smith-2020` for `Smith 2020`.
fn offer(stem: &str) -> Option<Key> {
    let parts = stem.split(|character: char| !character.is_alphanumeric() && character != '_');
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    Key::pandoc(&parts.join("-"))
}
