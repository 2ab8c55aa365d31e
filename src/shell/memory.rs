//! The texts of sources as they were when their hashes held, so that a changed one can be told by its words.
//!
//! They are kept in `.postil/texts/`, and looked for in the history of git where they are not. Both may be absent: then a
//! hash is all there is. Never done here: believing a text that has not the hash, fetching anything.

use super::whole::inside;
use crate::base::diagnostic::Report;
use crate::base::file::{SitePath, Tree};
use crate::base::hash::sha256_hex;
use crate::parse;
use crate::resolve::codes::SOURCE_ALTERED;
use crate::resolve::evidence::{Altered, altered};
use rayon::prelude::*;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// How many commits of one file are looked at.
const COMMITS: &str = "--max-count=50";
const FOLDER: &str = ".postil/texts";
const SOURCES: &str = "content/sources";

/// Keeps the file of a source whose hash holds. What cannot be kept is done without.
pub fn keep(root: &Path, path: &SitePath, bytes: &[u8]) {
    let Ok(place) = inside(root, &format!("{FOLDER}/{path}")) else { return };
    if fs::read(&place).is_ok_and(|kept| kept == bytes) {
        return;
    }
    if let Some(folder) = place.parent() {
        let _ = fs::create_dir_all(folder).and_then(|()| fs::write(&place, bytes));
    }
}

/// Keeps every source of a site without errors, and forgets those that are gone.
pub fn keep_all(root: &Path, tree: &Tree) {
    let sources: Vec<_> = tree.below(SOURCES).filter(|(path, _)| path.extension() == "md").collect();
    sources.par_iter().for_each(|(path, bytes)| keep(root, path, bytes));
    let Ok(folder) = inside(root, FOLDER) else { return };
    for entry in walkdir::WalkDir::new(&folder).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let relative = entry.path().strip_prefix(&folder).ok().and_then(Path::to_str).and_then(SitePath::new);
        if relative.is_some_and(|path| tree.get(&path).is_none()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The report, with the words that differ in each source whose former text is known.
pub fn explain(root: &Path, tree: &Tree, report: Report) -> Report {
    if report.iter().all(|found| found.code.name != SOURCE_ALTERED.name) {
        return report;
    }
    let (Some(content), _) = parse::content::read(tree) else { return report };
    let mut told = Report::default();
    for found in report.sorted() {
        let source = content.sources.iter().find(|source| *source.file.path() == found.place.file);
        let changed = source.filter(|_| found.code.name == SOURCE_ALTERED.name).and_then(altered);
        let words = changed.and_then(|changed| Some(changed.told(&former(root, &changed)?)));
        told.add(words.unwrap_or(found));
    }
    told
}

/// The text that a hash was made of.
pub fn former(root: &Path, changed: &Altered) -> Option<String> {
    let path = changed.source.file.path();
    let has_the_hash = |text: &String| sha256_hex(text.as_bytes()).eq_ignore_ascii_case(changed.expected);
    let kept = inside(root, &format!("{FOLDER}/{path}")).ok().and_then(|place| fs::read(place).ok());
    let kept = kept.and_then(|bytes| text_of(path, bytes)).filter(has_the_hash);
    kept.or_else(|| in_git(root, path).find_map(|bytes| text_of(path, bytes).filter(has_the_hash)))
}

/// The text of a file of a source, as hashes are made of it.
fn text_of(path: &SitePath, bytes: Vec<u8>) -> Option<String> {
    Some(parse::content::source_alone(path, bytes)?.hashed_text)
}

/// The file as it was committed, newest first. Nothing is fetched, no program of the repository is run, and a folder
/// without git has no history.
fn in_git(root: &Path, path: &SitePath) -> impl Iterator<Item = Vec<u8>> {
    let git = move |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(root).args(["-c", "core.fsmonitor=false"]).args(arguments);
        command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_TERMINAL_PROMPT", "0").env("GIT_OPTIONAL_LOCKS", "0");
        let ran = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        ran.status.success().then_some(ran.stdout)
    };
    let commits = git(&["rev-list", COMMITS, "HEAD", "--", path.as_str()]).unwrap_or_default();
    let commits: Vec<String> = String::from_utf8_lossy(&commits).lines().map(str::to_owned).collect();
    commits.into_iter().filter_map(move |commit| git(&["cat-file", "blob", &format!("{commit}:./{path}")]))
}
