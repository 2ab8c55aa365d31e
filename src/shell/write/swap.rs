//! Putting the new site in the place of the old one, and going on where a killed run stopped.

use super::disk::{self, Trouble};
use super::listing;
use super::standing::name_in;
use super::target::Target;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use walkdir::WalkDir;

/// Puts the whole new site in the place of the old one: in one step where the system can, else in two.
///
/// Afterwards the old site is at `.OUT.new` or `.OUT.old`; [`complete`] sweeps it away. On failure it is at OUT.
pub fn exchange(target: &Target) -> Result<(), Trouble> {
    if !target.out.exists() {
        return disk::rename(&target.new, &target.out);
    }
    listing::claim(&target.out)?;
    match disk::exchange(&target.new, &target.out) {
        Err(trouble) if is_unsupported(&trouble.error) => in_two_steps(target),
        result => result,
    }
}

fn in_two_steps(target: &Target) -> Result<(), Trouble> {
    disk::rename(&target.out, &target.old)?;
    disk::rename(&target.new, &target.out).or_else(|trouble| {
        disk::rename(&target.old, &target.out)?;
        Err(trouble)
    })
}

fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Goes on from whatever a killed run left: afterwards OUT is whole or not there, and has no siblings.
pub fn complete(target: &Target) -> Result<(), Trouble> {
    if is_folder(&target.new) && is_unfinished(&target.new) {
        discard(&target.new)?;
    }
    for leftover in [&target.new, &target.old] {
        if is_folder(leftover) && is_empty_folder(leftover) {
            disk::remove_folder(leftover)?;
        }
        if fs::symlink_metadata(leftover).is_err() {
            continue;
        }
        if !is_folder(leftover) || !listing::stands(leftover) {
            return Err(Trouble::to("use", leftover)(io::Error::other("it was not made by postil; move it away")));
        }
        match fs::symlink_metadata(&target.out) {
            Err(_) => disk::rename(leftover, &target.out)?,
            Ok(_) => sweep(leftover, &target.out)?,
        }
    }
    Ok(())
}

/// Deletes a site that was being built. What says that it is one goes last, so that a run killed here is understood too.
/// What is others' in it are second names of files that stand in OUT.
fn discard(unfinished: &Path) -> Result<(), Trouble> {
    let walk = WalkDir::new(unfinished).follow_links(false).contents_first(true).min_depth(1).sort_by_file_name();
    let mark = unfinished.join(listing::PART);
    for entry in walk.into_iter().flatten().filter(|entry| entry.path() != mark) {
        match entry.file_type().is_dir() {
            true => disk::remove_folder(entry.path())?,
            false => disk::remove_file(entry.path())?,
        }
    }
    disk::remove_file(&mark)?;
    disk::remove_folder(unfinished)
}

/// Deletes an old site. What is others' in it and has not come along is moved to where the site is now.
fn sweep(leftover: &Path, out: &Path) -> Result<(), Trouble> {
    let listed = listing::read(leftover)?;
    let made = listing::read(out)?;
    // Sorted, so that each folder is read whole before anything in it is removed; what cannot be listed keeps its
    // folder from being removed, which names it.
    let walk = WalkDir::new(leftover).follow_links(false).contents_first(true).min_depth(1).sort_by_file_name();
    for entry in walk.into_iter().flatten() {
        let below = entry.path().strip_prefix(leftover).expect("the walk began there");
        if below == Path::new(listing::NAME) {
            continue;
        }
        if below.starts_with(listing::PART) || below.starts_with(listing::STAGING) {
            match entry.file_type().is_dir() {
                true => disk::remove_folder(entry.path())?,
                false => disk::remove_file(entry.path())?,
            }
            continue;
        }
        let now = out.join(below);
        let name = name_in(below);
        let is_in = |names: &BTreeSet<String>| name.as_ref().is_some_and(|name| names.contains(name));
        if entry.file_type().is_dir() {
            if !listing::has_folder(&listed, name.as_deref()) && fs::symlink_metadata(&now).is_err() {
                disk::create_folders(&now)?;
            }
            disk::remove_folder(entry.path())?;
        } else if is_in(&listed) || is_in(&made) || has_come_along(entry.path(), &now) {
            disk::remove_file(entry.path())?;
        } else {
            if let Some(parent) = now.parent().filter(|parent| !parent.is_dir()) {
                disk::create_folders(parent)?;
            }
            disk::rename(entry.path(), &now)?;
        }
    }
    // The listing last: without it nothing here could be told from the files of others.
    disk::remove_file(&leftover.join(listing::NAME))?;
    disk::remove_folder(leftover)
}

/// Whether a thing of others stands in the site as it is now: the same file, an equal one, or a newer one.
fn has_come_along(old: &Path, now: &Path) -> bool {
    let (Ok(before), Ok(after)) = (fs::symlink_metadata(old), fs::symlink_metadata(now)) else { return false };
    if is_one_file(&before, &after) {
        return true;
    }
    let is_older = matches!((before.modified(), after.modified()), (Ok(before), Ok(after)) if before < after);
    is_older || has_equal_bytes(old, now, &before, &after)
}

fn has_equal_bytes(old: &Path, now: &Path, before: &fs::Metadata, after: &fs::Metadata) -> bool {
    let are_files = before.is_file() && after.is_file() && before.len() == after.len();
    are_files && matches!((fs::read(old), fs::read(now)), (Ok(old), Ok(now)) if old == now)
}

/// A whole site may have an unfinished listing beside its own: where it was being changed in place.
fn is_unfinished(folder: &Path) -> bool {
    let has_part = fs::symlink_metadata(folder.join(listing::PART)).is_ok_and(|about| about.is_file());
    has_part && !listing::stands(folder)
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|about| about.is_dir())
}

fn is_empty_folder(path: &Path) -> bool {
    fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none())
}

#[cfg(unix)]
fn is_one_file(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_one_file(_: &fs::Metadata, _: &fs::Metadata) -> bool {
    false
}
