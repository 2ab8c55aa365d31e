//! Which folder may be written.

use super::disk::Trouble;
use crate::shell::outcome::Stop;
use crate::shell::read::PARTS;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// An output folder that may be written, with its two siblings. Paths are absolute and have no symlinks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The root of the site.
    pub root: PathBuf,
    /// OUT
    pub out: PathBuf,
    /// `.OUT.new`
    pub new: PathBuf,
    /// `.OUT.old`
    pub old: PathBuf,
}

impl Target {
    /// The folder at `out`, or `public/` of the site at `root` (absolute, without symlinks). It need not be there, nor
    /// the folders above it.
    ///
    /// Refused: the root of the disk, what holds the site or the home folder, what the site is read from, a symlink, a file.
    pub fn new(root: &Path, out: Option<&Path>, home: Option<&Path>) -> Result<Target, Stop> {
        let asked = match out {
            None => root.join("public"),
            Some(out) => std::path::absolute(out).map_err(|error| Stop::at("find", out, &error))?,
        };
        let refuse = |why: &str, help: &str| {
            Stop::usage(format!("the site cannot be written to `{}`: {why}", asked.display())).help(help)
        };
        let own = "name a folder of its own with `--out DIR`";
        match fs::symlink_metadata(&asked) {
            Ok(about) if about.is_symlink() => {
                return Err(refuse("it is a symbolic link", "name the folder that it leads to with `--out DIR`"));
            }
            Ok(about) if !about.is_dir() => return Err(refuse("it is not a folder", own)),
            _ => {}
        }
        let out = without_symlinks(&asked).map_err(|error| refuse(&error.to_string(), own))?;
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(refuse("it is the root of the disk", own));
        };
        if root.starts_with(&out) {
            return Err(refuse("it holds the site itself", own));
        }
        if home.and_then(|home| home.canonicalize().ok()).is_some_and(|home| home.starts_with(&out)) {
            return Err(refuse("it holds your home folder", own));
        }
        if let Some(part) = part_of_site(root, &out) {
            return Err(refuse(&format!("it lies in `{part}`, which belongs to the site"), own));
        }
        let (new, old) = (sibling(parent, name.into(), ".new"), sibling(parent, name.into(), ".old"));
        Ok(Target { root: root.to_owned(), out, new, old })
    }

    /// OUT as messages name it: relative to the site where it lies in it.
    pub fn shown(&self) -> String {
        self.out.strip_prefix(&self.root).unwrap_or(&self.out).display().to_string()
    }

    /// Whether a folder beside OUT can take its place: not where OUT is a mount point.
    pub fn can_have_siblings(&self) -> Result<bool, Trouble> {
        let Ok(out) = fs::symlink_metadata(&self.out) else { return Ok(true) };
        let parent = self.out.parent().expect("a target has a folder above it");
        let parent = fs::symlink_metadata(parent).map_err(Trouble::to("look at", parent))?;
        Ok(device(&out) == device(&parent))
    }
}

fn sibling(parent: &Path, name: OsString, end: &str) -> PathBuf {
    let mut sibling = OsString::from(".");
    sibling.push(name);
    sibling.push(end);
    parent.join(sibling)
}

/// The part of the site that a folder lies in.
fn part_of_site(root: &Path, out: &Path) -> Option<String> {
    let below = out.strip_prefix(root).ok()?;
    let first = below.components().next()?.as_os_str().to_string_lossy().into_owned();
    let is_part = PARTS.contains(&first.as_str()) || first == ".git" || first == ".postil";
    is_part.then_some(first)
}

/// The path with every symlink above it resolved, whether it is there yet or not.
fn without_symlinks(path: &Path) -> io::Result<PathBuf> {
    let mut missing = Vec::new();
    for folder in path.ancestors() {
        match folder.canonicalize() {
            Ok(mut found) => {
                found.extend(missing.iter().rev());
                return Ok(found);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => match folder.components().next_back() {
                Some(Component::Normal(name)) => missing.push(name),
                _ => return Err(io::Error::other("a folder before `..` is not there")),
            },
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::NotFound.into())
}

#[cfg(unix)]
fn device(about: &fs::Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    about.dev()
}

#[cfg(not(unix))]
fn device(_: &fs::Metadata) -> u64 {
    0
}
