//! Changing a site file by file, where no folder can take its place: OUT is a mount point, or the folder above it is
//! not ours to write in.
//!
//! Everything is made ready in `OUT/.postil-new` first, so that a fault in a template or a full disk changes nothing;
//! then new files, then pages, then deletions.

use super::disk::{self, Trouble};
use super::stage::{is_same, make_all, make_folders};
use super::standing::{Standing, folders_of};
use super::target::Target;
use super::{Failure, Written, listing};
use crate::render::plan::Plan;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// See [`super::write`].
pub fn write(target: &Target, plan: &Plan, standing: &Standing, tick: &(dyn Fn() + Sync)) -> Result<Written, Failure> {
    let staging = target.out.join(listing::STAGING);
    disk::remove_tree(&staging)?;
    disk::create_folders(&staging)?;
    let written = make_ready(target, plan, standing, &staging, tick);
    if written.is_err() {
        // Of no use any more; where even this fails, the next run deletes it.
        let _ = disk::remove_tree(&staging);
    }
    let written = written?;
    let wanted: BTreeSet<&str> = plan.outputs().iter().map(|output| output.path.as_str()).collect();
    let listed = listing::read(&target.out)?;
    // At every moment the listing names all that is ours.
    list(&target.out, wanted.iter().copied().chain(listed.iter().map(String::as_str)))?;
    let gone: Vec<&str> = listed.iter().map(String::as_str).filter(|path| !wanted.contains(path)).collect();
    for path in in_order(&staging, &wanted, standing) {
        move_in(&target.out, &staging, path, &gone)?;
    }
    for path in &gone {
        remove(&target.out, path)?;
    }
    list(&target.out, wanted.iter().copied())?;
    disk::remove_tree(&staging)?;
    Ok(Written { in_place: true, ..written })
}

/// Makes everything that differs from what stands.
fn make_ready(
    target: &Target,
    plan: &Plan,
    standing: &Standing,
    staging: &Path,
    tick: &(dyn Fn() + Sync),
) -> Result<Written, Failure> {
    let outputs = plan.outputs();
    make_folders(staging, outputs.iter().map(|output| output.path.as_str()))?;
    make_all(plan, tick, |index, bytes| {
        let path = &outputs[index].path;
        if is_same(&target.out.join(path), standing.ours.get(path).copied(), bytes) {
            return Ok(false);
        }
        disk::create_file(&staging.join(path), bytes).map(|()| true)
    })
}

fn list<'a>(out: &Path, paths: impl Iterator<Item = &'a str>) -> Result<(), Trouble> {
    let sorted: BTreeSet<&str> = paths.collect();
    listing::begin(out, sorted.into_iter())?;
    listing::finish(out)
}

/// What was made ready: files that no page of the old site names before those that it does, pages last.
fn in_order<'a>(staging: &Path, wanted: &BTreeSet<&'a str>, standing: &Standing) -> Vec<&'a str> {
    let mut ready: Vec<&str> = wanted.iter().copied().filter(|path| staging.join(path).exists()).collect();
    ready.sort_by_key(|path| (path.ends_with(".html"), standing.ours.contains_key(*path)));
    ready
}

/// Moves a file to its place. Where a file was a folder, or a folder a file, that is ours and goes first.
fn move_in(out: &Path, staging: &Path, path: &str, gone: &[&str]) -> Result<(), Trouble> {
    let place = out.join(path);
    for folder in folders_of(path).filter(|folder| gone.contains(folder)) {
        remove(out, folder)?;
    }
    if place.is_dir() {
        let prefix = format!("{path}/");
        gone.iter().filter(|old| old.starts_with(&prefix)).try_for_each(|old| remove(out, old))?;
    }
    if let Some(parent) = place.parent().filter(|parent| !parent.is_dir()) {
        disk::create_folders(parent)?;
    }
    disk::rename(&staging.join(path), &place)
}

/// Removes a file of ours, and each folder that it leaves empty. What has become a folder of others is left alone.
fn remove(out: &Path, path: &str) -> Result<(), Trouble> {
    let file = out.join(path);
    if has_symlink_above(out, path) || file.is_dir() && !file.is_symlink() {
        return Ok(());
    }
    disk::remove_file(&file)?;
    for folder in folders_of(path) {
        let is_in_use = fs::read_dir(out.join(folder)).is_ok_and(|mut entries| entries.next().is_some());
        if is_in_use {
            break;
        }
        disk::remove_folder(&out.join(folder))?;
    }
    Ok(())
}

/// A listing may be out of date: a folder that has become a symlink leads out of OUT.
fn has_symlink_above(out: &Path, path: &str) -> bool {
    folders_of(path).any(|folder| out.join(folder).is_symlink())
}
