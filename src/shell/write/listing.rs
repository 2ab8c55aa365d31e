//! `.postil-files`: which files of an output folder are postil's.

use super::disk::{self, Trouble};
use crate::base::file::SitePath;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// The listing of a whole site.
pub const NAME: &str = ".postil-files";
/// The listing of a site that is being built.
pub const PART: &str = ".postil-files.part";
/// Where files are made ready inside an output folder that can have no sibling.
pub const STAGING: &str = ".postil-new";

const HEAD: &str = "# What postil made in this folder, one file a line. Nothing else in it is changed or deleted.\n";

/// The listing in a folder; empty where there is none. A line that would lead out of the folder is no line.
pub fn read(folder: &Path) -> Result<BTreeSet<String>, Trouble> {
    let path = folder.join(NAME);
    if !stands(folder) {
        return Ok(BTreeSet::new());
    }
    let bytes = match fs::read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        bytes => bytes.map_err(Trouble::to("read", &path))?,
    };
    let text = String::from_utf8_lossy(&bytes);
    let lines = text.lines().filter(|line| !line.starts_with('#') && SitePath::new(line).is_some());
    Ok(lines.map(str::to_owned).collect())
}

/// Whether a folder has a listing: postil made it.
pub fn stands(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(NAME)).is_ok_and(|about| about.is_file())
}

/// Whether a listing names something in a folder: then the folder is ours, even where it is empty.
pub fn has_folder(listed: &BTreeSet<String>, folder: Option<&str>) -> bool {
    let Some(folder) = folder else { return false };
    let prefix = format!("{folder}/");
    listed.range(prefix.clone()..).next().is_some_and(|path| path.starts_with(&prefix))
}

/// Writes the listing of a site that is being built.
pub fn begin<'a>(folder: &Path, paths: impl Iterator<Item = &'a str>) -> Result<(), Trouble> {
    let mut text = HEAD.to_owned();
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    disk::remove_file(&folder.join(PART))?;
    disk::create_file(&folder.join(PART), text.as_bytes())
}

/// Says that the site of a listing is whole.
pub fn finish(folder: &Path) -> Result<(), Trouble> {
    disk::rename(&folder.join(PART), &folder.join(NAME))
}

/// Gives a folder of others an empty listing, so that it is known for an output folder from now on.
pub fn claim(folder: &Path) -> Result<(), Trouble> {
    if stands(folder) { Ok(()) } else { begin(folder, std::iter::empty()).and_then(|()| finish(folder)) }
}
