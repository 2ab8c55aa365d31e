//! Path of a file → what it is (SPEC 3).
//!
//! Comes in: a [`SitePath`] below `content/` or `static/`. Goes out: [`Kind`]. Never done here: reading the file.

use super::codes;
use super::fault::Fault;
use super::ids::{CaptureName, CommentaryId, EditionId, SourceId};
use super::values;
use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::file::SitePath;
use crate::base::key::Key;
use crate::base::route::Route;
use crate::base::suggest::nearest;

const FOLDERS: [&str; 5] = ["sources", "commentary", "editions", "pages", "media"];
const VOCABULARIES: [&str; 3] = ["topics.yaml", "publications.yaml", "authors.yaml"];

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The current text of a source.
    Source(SourceId),
    /// An earlier capture of a source.
    Earlier(SourceId, CaptureName),
    /// A commentary.
    Commentary(CommentaryId),
    /// An edition.
    Edition(EditionId),
    /// Any other page.
    Page,
    /// `topics.yaml`
    Topics,
    /// `publications.yaml`
    Publications,
    /// `authors.yaml`
    Authors,
    /// Copied as it is: media and static files.
    Carried,
    /// Evidence for the editors, or hidden: never read.
    Ignored,
    /// A file that is not read, for a reason that was reported.
    Stray,
    /// A file that should be read but has no sound name.
    Misnamed,
}

/// What the file at a path is, with what is wrong with its name or place.
pub fn kind_of(path: &SitePath) -> (Kind, Option<Diagnostic>) {
    if path.below("static").is_some() {
        return (Kind::Carried, None);
    }
    let parts: Vec<&str> = path.below("content").map_or_else(Vec::new, |below| below.split('/').collect());
    match parts[..] {
        [] => (Kind::Ignored, None),
        _ if parts.iter().any(|part| part.starts_with('.')) => (Kind::Ignored, None),
        ["topics.yaml"] => (Kind::Topics, None),
        ["publications.yaml"] => (Kind::Publications, None),
        ["authors.yaml"] => (Kind::Authors, None),
        ["media", _, ..] => (Kind::Carried, None),
        [folder @ ("sources" | "commentary" | "editions" | "pages"), _, ..] => in_folder(path, folder),
        _ => (Kind::Stray, Some(stray_at_top(path, &parts))),
    }
}

fn in_folder(path: &SitePath, folder: &str) -> (Kind, Option<Diagnostic>) {
    if folder == "sources" && is_raw(path.name()) {
        return (Kind::Ignored, None);
    }
    if path.extension() != "md" {
        return (
            Kind::Stray,
            Some(stray(path, format!("`{}` is no Markdown file", path.name()), other_place(path, folder))),
        );
    }
    let stem = path.stem();
    let named = match folder {
        "sources" => source(stem),
        "commentary" => values::commentary(stem).map(Kind::Commentary),
        "editions" => values::edition(stem).map(Kind::Edition),
        _ => page(path),
    };
    match named {
        Ok(kind) => (kind, None),
        Err(fault) => {
            let message = format!("`{stem}` {}", fault.why);
            let help = match &fault.instead {
                Some(instead) => {
                    format!("rename the file to `{instead}.md`: ids are lower-case letters a to z, digits and hyphens")
                }
                None => fault.help,
            };
            (Kind::Misnamed, Some(Diagnostic::new(fault.code, Place::file(path), message).help(help)))
        }
    }
}

/// `ID`, or `ID@2021-07-03`.
fn source(stem: &str) -> Result<Kind, Fault> {
    let Some((id, name)) = stem.split_once('@') else { return values::source(stem).map(Kind::Source) };
    let renamed = |id: &str| format!("{id}@{name}");
    match (values::source(id), values::capture_name(name)) {
        (Ok(id), Ok(name)) => Ok(Kind::Earlier(id, name)),
        (Err(fault), _) => Err(Fault { instead: fault.instead.as_deref().map(renamed), ..fault }),
        (_, Err(fault)) => Err(fault),
    }
}

/// A page has the address of its path, so each part of it must be a part of a route.
fn page(path: &SitePath) -> Result<Kind, Fault> {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    let sound = Route::page(&parts).is_some() && !parts.iter().any(|part| part.contains(['?', '#', '%']));
    match sound {
        true => Ok(Kind::Page),
        false => {
            let why = "cannot be the address of a page";
            let help = "rename the file or its folder without `?`, `#`, `%` and control characters";
            Err(Fault::new(&codes::ID_INVALID, why, help))
        }
    }
}

/// How the files end that hold a source's bytes as they were received, beside its text.
pub const RAW: [&str; 2] = [".raw.html", ".raw.pdf"];

/// Whether a name is of such a file, which is evidence and never published.
pub fn is_raw(name: &str) -> bool {
    RAW.iter().any(|end| name.ends_with(end))
}

fn stray(path: &SitePath, message: String, help: String) -> Diagnostic {
    Diagnostic::new(&codes::FILE_STRAY, Place::file(path), format!("{message}, and is not read")).help(help)
}

fn other_place(path: &SitePath, folder: &str) -> String {
    let extension = path.extension().to_ascii_lowercase();
    match extension.as_str() {
        "md" | "markdown" | "mdown" | "mkd" => format!("rename it to `{}.md`", path.stem()),
        "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp" | "avif" => "move it into `content/media/`".to_owned(),
        "txt" | "html" | "htm" | "pdf" | "docx" | "warc" | "wacz" if folder == "sources" => {
            "run `postil ingest` on it, and keep the original outside `content/`".to_owned()
        }
        _ => format!("a file of `content/{folder}/` ends in `.md`; take it out, or rename it"),
    }
}

/// A file right in `content/`, or in a folder that has no meaning there.
fn stray_at_top(path: &SitePath, parts: &[&str]) -> Diagnostic {
    match parts {
        [name] => {
            let meant = nearest(name, VOCABULARIES).filter(|_| path.extension().to_ascii_lowercase().starts_with('y'));
            let help = match meant {
                Some(meant) => format!("rename it to `{meant}`"),
                None if path.extension() == "md" => "move it into `content/pages/`".to_owned(),
                None => "move it out of `content/`, or into `static/` if it is to be published as it is".to_owned(),
            };
            stray(path, format!("`{name}` has no place in `content/`"), help)
        }
        _ => {
            let folder = parts.first().copied().unwrap_or("");
            let help = match nearest(folder, FOLDERS) {
                Some(meant) => format!("rename the folder to `{meant}`"),
                None => format!("the folders of `content/` are {}", FOLDERS.map(|name| format!("`{name}`")).join(", ")),
            };
            stray(path, format!("the folder `{folder}` has no place in `content/`"), help)
        }
    }
}

/// The id of a source that a misnamed file was most likely meant to have.
pub fn meant_id(stem: &str) -> String {
    let id = stem.split('@').next().unwrap_or(stem);
    Key::from_words(id).map_or_else(|| id.to_owned(), |key| key.to_string())
}
