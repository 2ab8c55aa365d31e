//! The only reader of a site: folders become a [`Tree`].
//!
//! Comes in: the root of a site. Goes out: every file that may matter, and a report on what was not read. Never done
//! here: following a symlink, waiting for a pipe, looking at `public/`, `.postil/` or `.git`.

use super::codes::{FILE_LINKED, FILE_NAME, FILE_SPECIAL};
use super::outcome::Stop;
use super::terminal::printable;
use crate::base::diagnostic::{Code, Diagnostic, Place, Report};
use crate::base::file::{SitePath, Tree};
use crate::parse::codes::FILE_TOO_LARGE;
use crate::parse::content::Content;
use crate::parse::folders::is_raw;
use std::fs::{File, FileType};
use std::io::{self, Read};
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// The folders of a site, and its one file at the top (SPEC 3). Nothing else of the root is looked at.
pub const PARTS: [&str; 6] = ["site.toml", "content", "themes", "templates", "i18n", "static"];

/// Text that people write: more than this in one file is a mistake.
const TEXT_LIMIT: u64 = 16 << 20;
/// Pictures and other files that are copied as they are.
const MEDIA_LIMIT: u64 = 64 << 20;

/// Reads the site at `root`.
///
/// A file that goes away while the folders are read makes it begin again; a site that does not hold still is a
/// failure of the machine, and so is a file that may not be read.
pub fn read(root: &Path) -> Result<(Tree, Report), Stop> {
    const TRIES: usize = 4;
    let mut last = Stop::machine("the site changed while it was read");
    for _ in 0..TRIES {
        match read_once(root) {
            Ok(site) => return Ok(site),
            Err(Failure::Vanished(path)) => {
                last = Stop::machine(format!("`{path}` went away while the site was read"))
                    .help("wait until other programs have finished with the folder, and try again");
            }
            Err(Failure::Stop(stop)) => return Err(stop),
        }
    }
    Err(last)
}

/// Reads one file that is there, as text that people write. `None` where it was reported instead: a pipe, too large.
pub fn read_one(file: &Path, path: &SitePath, report: &mut Report) -> Result<Option<Vec<u8>>, Stop> {
    read_file(file, path, report).map_err(|failure| match failure {
        Failure::Vanished(path) => Stop::machine(format!("`{path}` went away while it was read")),
        Failure::Stop(stop) => stop,
    })
}

/// What a site holds, for a command that changes it. What is wrong with single files is for `check` to say.
pub fn content(tree: &Tree) -> Result<Content, Stop> {
    let (content, _) = crate::parse::content::read(tree);
    content.ok_or_else(|| {
        Stop::found("`site.toml` cannot be read").help("run `postil check`, which says what is wrong with it")
    })
}

/// Why one reading of the folders did not end.
enum Failure {
    /// A file was listed and then was not there.
    Vanished(String),
    /// The machine failed.
    Stop(Stop),
}

fn read_once(root: &Path) -> Result<(Tree, Report), Failure> {
    let mut tree = Tree::default();
    let mut report = Report::default();
    for part in PARTS {
        let walk = WalkDir::new(root.join(part)).follow_links(false).follow_root_links(false).sort_by_file_name();
        let entries = walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_passed_over(part, entry));
        for entry in entries {
            match entry {
                Ok(entry) => read_entry(root, &entry, &mut tree, &mut report)?,
                Err(error) if error.depth() == 0 && is_absent(error.io_error()) => {}
                Err(error) => return Err(listing_failure(root, &error)),
            }
        }
    }
    Ok((tree, report))
}

/// What other programs leave beside the files of a person, and the evidence that is never published.
fn is_passed_over(part: &str, entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    match part {
        // `.well-known/`, `.htaccess` and their like are meant for the host.
        "static" => matches!(&*name, ".DS_Store" | ".git" | "Thumbs.db"),
        _ => name.starts_with('.') || name.ends_with('~') || name == "Thumbs.db" || is_raw(&name),
    }
}

fn read_entry(root: &Path, entry: &DirEntry, tree: &mut Tree, report: &mut Report) -> Result<(), Failure> {
    let kind = entry.file_type();
    if kind.is_dir() {
        return Ok(());
    }
    let relative = entry.path().strip_prefix(root).expect("the walk began at the root");
    let Some(path) = relative.to_str().and_then(sound_path) else {
        report.add(name_problem(relative));
        return Ok(());
    };
    if kind.is_symlink() {
        report.add(link_problem(&path));
    } else if !kind.is_file() {
        report.add(special_problem(&path, kind));
    } else if let Some(bytes) = read_file(entry.path(), &path, report)? {
        tree.insert(path, bytes);
    }
    Ok(())
}

fn sound_path(relative: &str) -> Option<SitePath> {
    let relative = if cfg!(windows) { relative.replace('\\', "/") } else { relative.to_owned() };
    SitePath::new(&relative).filter(|path| !path.as_str().chars().any(char::is_control))
}

/// `None` where the file was reported instead.
fn read_file(file: &Path, path: &SitePath, report: &mut Report) -> Result<Option<Vec<u8>>, Failure> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Failure::Vanished(path.to_string()),
        _ => Failure::Stop(Stop::at("read", Path::new(path.as_str()), &error)),
    };
    let open = match open_without_following(file) {
        Err(error) if is_link_error(&error) => {
            report.add(link_problem(path));
            return Ok(None);
        }
        open => open.map_err(failed)?,
    };
    let about = open.metadata().map_err(failed)?;
    if !about.is_file() {
        report.add(special_problem(path, about.file_type()));
        return Ok(None);
    }
    let limit = limit_of(path);
    let mut bytes = Vec::with_capacity(about.len().min(limit) as usize);
    open.take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > limit {
        report.add(size_problem(path, about.len().max(limit + 1), limit));
        return Ok(None);
    }
    Ok(Some(bytes))
}

fn limit_of(path: &SitePath) -> u64 {
    let is_media = ["content/media", "static"].iter().any(|folder| path.below(folder).is_some())
        || path.as_str().starts_with("themes/") && path.as_str().contains("/static/");
    if is_media { MEDIA_LIMIT } else { TEXT_LIMIT }
}

/// Opens a file that may have become a link or a pipe since it was listed: neither is followed or waited for.
#[cfg(unix)]
fn open_without_following(file: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    Ok(open(file, flags, Mode::empty()).map(File::from)?)
}

#[cfg(not(unix))]
fn open_without_following(file: &Path) -> io::Result<File> {
    File::open(file)
}

#[cfg(unix)]
fn is_link_error(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

#[cfg(not(unix))]
fn is_link_error(_: &io::Error) -> bool {
    false
}

fn is_absent(error: Option<&io::Error>) -> bool {
    error.is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
}

fn listing_failure(root: &Path, error: &walkdir::Error) -> Failure {
    let path = error.path().unwrap_or(root);
    let shown = path.strip_prefix(root).unwrap_or(path);
    match error.io_error() {
        Some(cause) if cause.kind() == io::ErrorKind::NotFound => Failure::Vanished(shown.display().to_string()),
        Some(cause) => Failure::Stop(Stop::at("list", shown, cause)),
        None => Failure::Stop(Stop::machine(format!("cannot list `{}`", shown.display()))),
    }
}

fn problem(code: &'static Code, path: &SitePath, message: String) -> Diagnostic {
    Diagnostic::new(code, Place::file(path), message).help(code.cure.to_owned())
}

fn link_problem(path: &SitePath) -> Diagnostic {
    problem(&FILE_LINKED, path, format!("`{path}` is a symbolic link and is not read"))
        .help("put the file or folder itself there: a link could lead out of the site")
}

fn special_problem(path: &SitePath, kind: FileType) -> Diagnostic {
    problem(&FILE_SPECIAL, path, format!("`{path}` is {} and is not read", special_name(kind)))
}

fn size_problem(path: &SitePath, size: u64, limit: u64) -> Diagnostic {
    let (size, limit) = (size.div_ceil(1 << 20), limit >> 20);
    problem(&FILE_TOO_LARGE, path, format!("`{path}` has {size} MiB, and the limit for such a file is {limit} MiB"))
}

fn name_problem(relative: &Path) -> Diagnostic {
    let shown = printable(&relative.to_string_lossy()).replace(['\\', '\n'], "\u{fffd}");
    let path = SitePath::new(&shown).expect("the parts of a listed path are names");
    let message = match relative.to_str() {
        None => format!("the name of `{shown}` is not UTF-8"),
        Some(_) => format!("the name of `{shown}` holds a backslash or a control character"),
    };
    problem(&FILE_NAME, &path, message).help("rename the file with letters that every system can read")
}

#[cfg(unix)]
fn special_name(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        kind if kind.is_fifo() => "a pipe",
        kind if kind.is_socket() => "a socket",
        _ => "a device",
    }
}

#[cfg(not(unix))]
fn special_name(_: FileType) -> &'static str {
    "no file"
}

#[cfg(test)]
mod tests;
