//! What only shows when the files of a site are laid side by side: ids and names that are taken, captures that do not fit.
//!
//! Comes in: the paths, and the sources that were read. Goes out: problems, and which files are to be left out. Never done
//! here: reading a file, and looking at a text.

use super::codes;
use super::folders::Kind;
use super::ids::SourceId;
use super::source::SourceFile;
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::SitePath;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// Reports every file whose id another has; gives their paths. The first in the order of paths keeps the id.
pub fn taken_ids<'a>(files: impl Iterator<Item = (&'a SitePath, &'a Kind)>, report: &mut Report) -> BTreeSet<SitePath> {
    let mut first: BTreeMap<String, &SitePath> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (path, kind) in files {
        let (noun, id) = match kind {
            Kind::Source(id) => ("source", id.to_string()),
            Kind::Earlier(id, name) => ("capture", format!("{id}@{name}")),
            Kind::Commentary(id) => ("commentary", id.to_string()),
            Kind::Edition(id) => ("edition", id.to_string()),
            _ => continue,
        };
        match first.get(&format!("{noun} {id}")) {
            None => drop(first.insert(format!("{noun} {id}"), path)),
            Some(other) => {
                let message = format!("the {noun} `{id}` is there already, in `{other}`");
                let diagnostic = Diagnostic::new(&codes::ID_TAKEN, Place::file(path), message)
                    .help("rename one of the two files; ids are unique whatever the folder")
                    .related(Place::file(other), "the other file");
                report.add(diagnostic);
                taken.insert(path.clone());
            }
        }
    }
    taken
}

/// One text with a feed id: its place in messages, its id, and the one that its front matter names.
pub type Named<'a> = (&'a SitePath, String, Option<String>);

/// Reports every text whose id in feeds another of its kind has: readers would be shown one of the two. Each is told where
/// `first_id` is written.
pub fn check_first_ids<'a>(noun: &str, texts: impl Iterator<Item = Named<'a>>, report: &mut Report) {
    let mut by_id: BTreeMap<String, Vec<(&SitePath, bool)>> = BTreeMap::new();
    for (path, id, first) in texts {
        let is_written = first.is_some();
        by_id.entry(first.unwrap_or(id)).or_default().push((path, is_written));
    }
    for (id, mut texts) in by_id {
        texts.sort_by_key(|(_, is_written)| *is_written);
        let Some(((first, _), rest)) = texts.split_first() else { continue };
        for (path, _) in rest.iter().filter(|(_, is_written)| *is_written) {
            let message = format!("`first_id: {id}` is the id that another {noun} has in feeds, `{first}`");
            let diagnostic = Diagnostic::new(&codes::ID_TAKEN, Place::file(path), message)
                .help("take `first_id` out; `postil rename` writes it where it belongs")
                .related(Place::file(first), "the other file");
            report.add(diagnostic);
        }
    }
}

/// Reports every file whose path differs from that of another only in case or Unicode form: on some systems and hosts the
/// two are one.
pub fn check_names<'a>(paths: impl Iterator<Item = &'a SitePath>, report: &mut Report) {
    let mut first: BTreeMap<String, &SitePath> = BTreeMap::new();
    for path in paths {
        let form: String = path.as_str().nfc().collect::<String>().to_lowercase().nfc().collect();
        match first.get(&form) {
            None => drop(first.insert(form, path)),
            Some(other) => {
                let message = format!("the name differs from `{other}` only in case or in Unicode form");
                let diagnostic = Diagnostic::new(&codes::ROUTE_TAKEN, Place::file(path), message)
                    .help("rename one of the two files")
                    .related(Place::file(other), "the other file");
                report.add(diagnostic);
            }
        }
    }
}

/// Reports captures that do not fit each other; gives the paths of earlier captures to leave out. `broken` are the ids of
/// sources with errors of their own, which may be what is missing here.
pub fn misfit_captures(sources: &[SourceFile], broken: &BTreeSet<String>, report: &mut Report) -> BTreeSet<SitePath> {
    let mut current: BTreeMap<&SourceId, &SourceFile> = BTreeMap::new();
    let mut earlier: BTreeMap<&SourceId, Vec<&SourceFile>> = BTreeMap::new();
    for source in sources {
        match source.earlier {
            None => drop(current.insert(&source.id, source)),
            Some(_) => earlier.entry(&source.id).or_default().push(source),
        }
    }
    let mut misfits = BTreeSet::new();
    for (id, captures) in earlier {
        let now = current.get(id).copied();
        if let Some(undated) = now.filter(|now| now.front.capture.is_none()) {
            let message =
                format!("`{id}` has earlier captures, but its current text does not say when it was retrieved");
            let help = "write `capture:` into the front matter, and below it, indented, `retrieved:` and the day";
            report.add(Diagnostic::new(&codes::CAPTURE_UNDATED, Place::file(undated.file.path()), message).help(help));
        }
        let orphaned = now.is_none() && !broken.contains(id.as_str());
        for capture in captures {
            if let Some(problem) = misfit(capture, now, orphaned) {
                report.add(problem);
                misfits.insert(capture.file.path().clone());
            }
        }
    }
    misfits
}

fn misfit(capture: &SourceFile, current: Option<&SourceFile>, orphaned: bool) -> Option<Diagnostic> {
    let (id, name) = (&capture.id, capture.earlier?);
    let place = || Place::file(capture.file.path());
    if orphaned {
        let message = format!("there is an earlier capture of `{id}`, but no current text `{id}.md`");
        let help = format!("restore `{id}.md`, or rename the newest capture to it");
        return Some(Diagnostic::new(&codes::CAPTURE_ORPHAN, place(), message).help(help));
    }
    let Some(own) = &capture.front.capture else {
        let help = format!("write `capture:` into the front matter, and below it, indented, `retrieved: {}`", name.day);
        let message = "this earlier capture does not say when it was retrieved";
        return Some(Diagnostic::new(&codes::CAPTURE_UNDATED, place(), message).help(help));
    };
    if own.day != name.day {
        let message = format!("the file is named by {}, but was retrieved on {}", name.day, own.day);
        let help = format!("rename it to `{id}@{}.md`, or mend `retrieved`", own.day);
        return Some(Diagnostic::new(&codes::CAPTURE_NAME, place(), message).help(help));
    }
    let now = current?;
    let newest = now.front.capture.as_ref().filter(|now| now.day < own.day)?;
    let message =
        format!("this earlier capture was retrieved on {}, after the current text of {}", own.day, newest.day);
    let help = format!("exchange the two texts: `{id}.md` is the newest",);
    Some(
        Diagnostic::new(&codes::CAPTURE_NEWER, place(), message)
            .help(help)
            .related(Place::file(now.file.path()), "the current text"),
    )
}
