//! Building the new site beside the old one.

use super::disk::{self, Trouble};
use super::standing::{Standing, folders_of};
use super::target::Target;
use super::{Failure, Written, listing};
use crate::base::diagnostic::Diagnostic;
use crate::render::plan::Plan;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// Makes the folder beside the old one, with the old one's permissions, and all folders above it.
pub fn make_folder(target: &Target) -> Result<(), Trouble> {
    if let Some(parent) = target.new.parent().filter(|parent| !parent.exists()) {
        disk::create_folders(parent)?;
    }
    disk::create_sibling(&target.new)?;
    match fs::symlink_metadata(&target.out) {
        Ok(about) => fs::set_permissions(&target.new, about.permissions())
            .map_err(Trouble::to("set the permissions of", &target.new)),
        Err(_) => Ok(()),
    }
}

/// Fills the folder: the listing first, so that a killed run can be told from anything else, then every output as it
/// is made, then what is others'.
pub fn fill(target: &Target, plan: &Plan, standing: &Standing, tick: &(dyn Fn() + Sync)) -> Result<Written, Failure> {
    let outputs = plan.outputs();
    listing::begin(&target.new, outputs.iter().map(|output| output.path.as_str()))?;
    make_folders(&target.new, outputs.iter().map(|output| output.path.as_str()))?;
    let written = make_all(plan, tick, |index, bytes| {
        let path = &outputs[index].path;
        let (old, new) = (target.out.join(path), target.new.join(path));
        let is_unchanged = is_same(&old, standing.ours.get(path).copied(), bytes);
        if is_unchanged && disk::link(&old, &new).is_ok() {
            return Ok(false);
        }
        disk::create_file(&new, bytes).map(|()| !is_unchanged)
    })?;
    for path in standing.carried(outputs) {
        carry(&target.out.join(path), &target.new.join(path))?;
    }
    listing::finish(&target.new)?;
    Ok(written)
}

/// Makes the folders of all these paths below a folder.
pub fn make_folders<'a>(below: &Path, paths: impl Iterator<Item = &'a str>) -> Result<(), Trouble> {
    let folders: BTreeSet<&str> = paths.flat_map(folders_of).collect();
    folders.into_iter().try_for_each(|folder| disk::create_folders(&below.join(folder)))
}

/// Makes every output on all cores and hands each to `keep`, which says whether it differs from what stood there.
///
/// All templates are tried, so that all their faults are known; the first failure of the disk ends it.
pub fn make_all(
    plan: &Plan,
    tick: &(dyn Fn() + Sync),
    keep: impl Fn(usize, &[u8]) -> Result<bool, Trouble> + Sync,
) -> Result<Written, Failure> {
    let make = |index| {
        let made = match plan.make(index) {
            Ok(bytes) => Ok(keep(index, &bytes)?),
            Err(problem) => Err(problem),
        };
        tick();
        Ok(made)
    };
    let indexes = (0..plan.outputs().len()).into_par_iter();
    let made: Vec<Result<bool, Diagnostic>> = indexes.map(make).collect::<Result<_, Trouble>>()?;
    let changed = made.iter().filter(|made| matches!(made, Ok(true))).count();
    let all = made.len();
    let problems: Vec<Diagnostic> = made.into_iter().filter_map(Result::err).collect();
    match problems.is_empty() {
        true => Ok(Written { changed, unchanged: all - changed, in_place: false }),
        false => Err(Failure::Found(problems)),
    }
}

/// Whether a file of ours that stands, `size` bytes long, has these bytes.
pub fn is_same(old: &Path, size: Option<u64>, bytes: &[u8]) -> bool {
    size == Some(bytes.len() as u64) && fs::read(old).is_ok_and(|stands| stands == bytes)
}

/// Puts a thing of others into the new folder: by a second name, so that nothing is copied and nothing can be lost.
///
/// Where the file system has no second names a plain file is copied; all else is moved when the old folder is swept.
fn carry(from: &Path, to: &Path) -> Result<(), Trouble> {
    for entry in WalkDir::new(from).follow_links(false).follow_root_links(false).into_iter().flatten() {
        let below = entry.path().strip_prefix(from).expect("the walk began there");
        let new = if below.as_os_str().is_empty() { to.to_owned() } else { to.join(below) };
        if entry.file_type().is_dir() {
            disk::create_folders(&new)?;
            continue;
        }
        if let Some(parent) = new.parent().filter(|parent| !parent.is_dir()) {
            disk::create_folders(parent)?;
        }
        if disk::link(entry.path(), &new).is_err() && entry.file_type().is_file() {
            disk::copy(entry.path(), &new)?;
        }
    }
    Ok(())
}
