//! Every change that this wing makes to a disk, one function each, with the path in its failure.

use crate::shell::outcome::Stop;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A change that the disk refused.
#[derive(Debug)]
pub struct Trouble {
    /// What was to be done: `write`.
    pub doing: &'static str,
    /// To what.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

impl Trouble {
    /// For `map_err`.
    pub fn to<'a>(doing: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> Trouble + 'a {
        move |error| Trouble { doing, path: path.to_owned(), error }
    }
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Stop {
        Stop::at(trouble.doing, &trouble.path, &trouble.error)
    }
}

/// Makes the folder beside OUT, which must not be there.
pub fn create_sibling(path: &Path) -> Result<(), Trouble> {
    step("sibling").and_then(|()| fs::create_dir(path)).map_err(Trouble::to("make the folder", path))
}

/// Makes a folder and all above it; one that is there is left as it is.
pub fn create_folders(path: &Path) -> Result<(), Trouble> {
    step("create folder").and_then(|()| fs::create_dir_all(path)).map_err(Trouble::to("make the folder", path))
}

/// Writes a file, which must not be there.
pub fn create_file(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let write = || File::create_new(path)?.write_all(bytes);
    step("create file").and_then(|()| write()).map_err(Trouble::to("write", path))
}

/// Gives a file a second name. A symlink is not followed.
pub fn link(from: &Path, to: &Path) -> Result<(), Trouble> {
    step("link").and_then(|()| fs::hard_link(from, to)).map_err(Trouble::to("link", to))
}

/// Copies a plain file with its time; `to` must not be there.
pub fn copy(from: &Path, to: &Path) -> Result<(), Trouble> {
    let copy = || {
        let time = fs::metadata(from)?.modified()?;
        fs::copy(from, to)?;
        File::options().write(true).open(to)?.set_modified(time)
    };
    step("copy").and_then(|()| copy()).map_err(Trouble::to("copy", from))
}

/// Moves a file or folder, in the place of a file that is there.
pub fn rename(from: &Path, to: &Path) -> Result<(), Trouble> {
    step("rename").and_then(|()| fs::rename(from, to)).map_err(Trouble::to("move", from))
}

/// Lets two folders take each other's place, in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub fn exchange(one: &Path, other: &Path) -> Result<(), Trouble> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    let exchange = || Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?);
    step("exchange").and_then(|()| exchange()).map_err(Trouble::to("exchange", other))
}

/// This system has no exchange.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub fn exchange(_: &Path, other: &Path) -> Result<(), Trouble> {
    Err(Trouble { doing: "exchange", path: other.to_owned(), error: io::ErrorKind::Unsupported.into() })
}

/// Removes a file or a symlink; one that is gone already is well gone.
pub fn remove_file(path: &Path) -> Result<(), Trouble> {
    gone(step("remove").and_then(|()| fs::remove_file(path)), path)
}

/// Removes an empty folder; one that is gone already is well gone.
pub fn remove_folder(path: &Path) -> Result<(), Trouble> {
    gone(step("remove").and_then(|()| fs::remove_dir(path)), path)
}

/// Removes a folder of ours with all in it. Symlinks in it are removed, not followed.
pub fn remove_tree(path: &Path) -> Result<(), Trouble> {
    gone(step("remove").and_then(|()| fs::remove_dir_all(path)), path)
}

fn gone(result: io::Result<()>, path: &Path) -> Result<(), Trouble> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Trouble::to("remove", path)(error)),
        _ => Ok(()),
    }
}

/// Before every change: the place at which a test lets the program be killed, or the disk fail.
#[cfg(not(test))]
fn step(_change: &str) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
use super::tests::faults::step;
