//! What stands in an output folder, and whether a new site may take its place.

use super::disk::Trouble;
use super::target::Target;
use super::{Foreign, listing};
use crate::render::plan::Output;
use crate::shell::outcome::Stop;
use crate::shell::print::summary::listed as joined;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// An output folder as it was found.
#[derive(Debug, Default)]
pub struct Standing {
    /// Whether it was there at all.
    pub exists: bool,
    /// Files that postil made, by their paths as outputs have them, each with its size in bytes.
    pub ours: BTreeMap<String, u64>,
    /// Everything else, relative to the folder, in order: files, symlinks, empty folders. `.git` is one thing, whatever
    /// is in it.
    pub foreign: Vec<PathBuf>,
}

impl Standing {
    /// Looks at a folder; it need not be there. No symlink is followed.
    pub fn of(out: &Path) -> Result<Standing, Trouble> {
        let mut standing = Standing { exists: out.exists(), ..Standing::default() };
        if !standing.exists {
            return Ok(standing);
        }
        let listed = listing::read(out)?;
        let mut walk = WalkDir::new(out).follow_links(false).sort_by_file_name().min_depth(1).into_iter();
        while let Some(entry) = walk.next() {
            let entry = entry.map_err(|error| listing_trouble(out, error))?;
            let path = entry.path().strip_prefix(out).expect("the walk began there");
            let is_git = path == Path::new(".git");
            if is_git {
                standing.foreign.push(path.to_owned());
            }
            if is_git || is_postils_own(path) {
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            } else {
                standing.add(path, &entry, &listed);
            }
        }
        Ok(standing)
    }

    fn add(&mut self, path: &Path, entry: &DirEntry, listed: &BTreeSet<String>) {
        let kind = entry.file_type();
        if kind.is_dir() {
            let is_empty = fs::read_dir(entry.path()).is_ok_and(|mut entries| entries.next().is_none());
            if is_empty && !listing::has_folder(listed, name_in(path).as_deref()) {
                self.foreign.push(path.to_owned());
            }
            return;
        }
        match name_in(path).filter(|name| listed.contains(name)) {
            // A symlink in the place of a file of ours is neither read nor kept.
            Some(name) if kind.is_file() => {
                self.ours.insert(name, entry.metadata().map_or(u64::MAX, |about| about.len()));
            }
            Some(_) => {}
            None => self.foreign.push(path.to_owned()),
        }
    }

    /// Refuses what would delete or hide a file of others.
    pub fn permits(&self, target: &Target, outputs: &[Output], foreign: Foreign) -> Result<(), Stop> {
        let strangers: Vec<&PathBuf> = self.foreign.iter().filter(|path| !is_always_carried(path)).collect();
        let out = target.shown();
        if foreign == Foreign::Refuse && !strangers.is_empty() {
            let message = format!("`{out}` holds files that postil did not make: {}", some_of(&strangers));
            let help = "name another folder with `--out DIR`, empty this one, or keep what is in it with `--force`";
            return Err(Stop::usage(message).help(help));
        }
        let wanted: BTreeSet<&str> = outputs.iter().map(|output| output.path.as_str()).collect();
        let folders: BTreeSet<&str> = wanted.iter().flat_map(|path| folders_of(path)).collect();
        let in_the_way = |path: &&PathBuf| is_in_the_way(path, &wanted, &folders);
        let in_the_way: Vec<&PathBuf> = self.foreign.iter().filter(in_the_way).collect();
        if in_the_way.is_empty() {
            return Ok(());
        }
        let message = format!(
            "the site would take the place of files in `{out}` that postil did not make: {}",
            some_of(&in_the_way)
        );
        Err(Stop::usage(message).help("move these away, or name another folder with `--out DIR`"))
    }

    /// What is to stand in the new folder too: a `CNAME` of the site takes the place of that of others.
    pub fn carried<'a>(&'a self, outputs: &'a [Output]) -> impl Iterator<Item = &'a PathBuf> {
        let is_made = |path: &Path| outputs.iter().any(|output| Path::new(&output.path) == path);
        self.foreign.iter().filter(move |path| path.as_path() != Path::new("CNAME") || !is_made(path))
    }
}

/// All folders that a path lies in: of `a/b/c.html` `a/b` and `a`.
pub fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(slash, _)| &path[..slash])
}

/// A path as outputs have it; `None` where it is not UTF-8.
pub fn name_in(path: &Path) -> Option<String> {
    let name = path.to_str()?;
    Some(if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() })
}

/// Hosts and git keep these in an output folder; they are nobody's mistake.
fn is_always_carried(path: &Path) -> bool {
    path == Path::new(".git") || path == Path::new("CNAME")
}

fn is_postils_own(path: &Path) -> bool {
    [listing::NAME, listing::PART, listing::STAGING].iter().any(|own| path == Path::new(own))
}

fn is_in_the_way(path: &Path, wanted: &BTreeSet<&str>, folders: &BTreeSet<&str>) -> bool {
    let Some(name) = name_in(path).filter(|name| name != "CNAME") else { return false };
    let name = name.as_str();
    wanted.contains(name) || folders.contains(name) || folders_of(name).any(|folder| wanted.contains(folder))
}

fn some_of(paths: &[&PathBuf]) -> String {
    const SHOWN: usize = 5;
    let mut shown: Vec<String> = paths.iter().take(SHOWN).map(|path| format!("`{}`", path.display())).collect();
    if paths.len() > SHOWN {
        shown.push(format!("{} more", paths.len() - SHOWN));
    }
    joined(&shown)
}

fn listing_trouble(out: &Path, error: walkdir::Error) -> Trouble {
    let path = error.path().unwrap_or(out).to_owned();
    let error = error.into_io_error().unwrap_or_else(|| io::Error::other("its folders cannot be walked"));
    Trouble { doing: "list", path, error }
}
