//! Files of a site that appear whole or not at all.
//!
//! Never done here: writing through a symlink, overwriting a file that nobody said may be replaced.

use super::outcome::Stop;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The place of a path of the site. Refused where a symlink is on the way: it could lead out.
pub fn inside(root: &Path, path: &str) -> Result<PathBuf, Stop> {
    let mut place = root.to_owned();
    for part in path.split('/') {
        place.push(part);
        if place.is_symlink() {
            let shown = place.strip_prefix(root).unwrap_or(&place).display();
            return Err(Stop::found(format!("`{shown}` is a symbolic link, and postil writes through none"))
                .help("put the folder itself there"));
        }
    }
    Ok(place)
}

/// The folder `.postil/`, made where there is none; `None` where it is no folder of the site's own.
pub fn own_folder(root: &Path) -> Option<PathBuf> {
    let folder = root.join(".postil");
    if fs::create_dir(&folder).is_ok() {
        // So that nobody commits it, in a site that `init` did not make.
        let _ = fs::write(folder.join(".gitignore"), "*\n");
    }
    fs::symlink_metadata(&folder).is_ok_and(|about| about.is_dir()).then_some(folder)
}

/// What may happen to a file that is there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    /// It stays, and the write fails.
    Never,
    /// It is replaced in one step.
    Allowed,
}

/// Writes a file so that it is there whole or not at all, with the folders above it.
pub fn write_whole(path: &Path, bytes: &[u8], replace: Replace) -> Result<(), Stop> {
    let failed = |error: std::io::Error| Stop::at("write", path, &error);
    let parent = path.parent().expect("a file of a site lies in a folder");
    fs::create_dir_all(parent).map_err(failed)?;
    let mut draft = new_file(path, parent).map_err(failed)?;
    draft.write_all(bytes).and_then(|()| draft.as_file().sync_all()).map_err(failed)?;
    let kept = match replace {
        Replace::Never => draft.persist_noclobber(path),
        Replace::Allowed => draft.persist(path),
    };
    kept.map(drop).map_err(|kept| failed(kept.error))
}

#[cfg(unix)]
fn new_file(path: &Path, parent: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    let as_it_was = fs::metadata(path).map(|about| about.permissions());
    // Less what the umask of the person takes off.
    let permissions = as_it_was.unwrap_or_else(|_| fs::Permissions::from_mode(0o666));
    tempfile::Builder::new().prefix(".postil-").permissions(permissions).tempfile_in(parent)
}

#[cfg(not(unix))]
fn new_file(_: &Path, parent: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().prefix(".postil-").tempfile_in(parent)
}
