//! One build of a site at a time.
//!
//! The system lets go of a lock when its process ends, however it ends: there is no stale lock.

use super::target::Target;
use crate::shell::outcome::Stop;
use crate::shell::whole::own_folder;
use std::fs::{self, File, TryLockError};
use std::io::{Read, Write};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// Held until it is dropped.
pub struct Alone {
    _files: [Option<File>; 3],
}

/// Locks the site by `.postil/lock`, and the output folder, which two sites may share.
///
/// Where `.postil/` cannot be written (a checkout that is read-only) the lock of the folder has to do.
pub fn take(target: &Target) -> Result<Alone, Stop> {
    Ok(Alone { _files: [site(&target.root)?, folder(&target.out)?, folder(&target.new)?] })
}

/// Locks a folder; `None` where there is none, or where the file system knows no locks.
pub fn folder(path: &Path) -> Result<Option<File>, Stop> {
    let is_folder = fs::symlink_metadata(path).is_ok_and(|about| about.is_dir());
    let Some(open) = is_folder.then(|| File::open(path).ok()).flatten() else { return Ok(None) };
    match try_lock(&open) {
        Err(TryLockError::WouldBlock) => {
            Err(Stop::machine(format!("another postil is writing `{}` at this moment", path.display()))
                .help("wait until it has ended, and try again"))
        }
        _ => Ok(Some(open)),
    }
}

/// A build that is about to end is waited for.
fn try_lock(file: &File) -> Result<(), TryLockError> {
    const TRIES: u32 = 20;
    for _ in 0..TRIES {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => sleep(Duration::from_millis(20)),
            result => return result,
        }
    }
    file.try_lock()
}

fn site(root: &Path) -> Result<Option<File>, Stop> {
    let Some(mut open) = lock_file(root) else { return Ok(None) };
    match try_lock(&open) {
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            let process = match (&open).take(20).read_to_string(&mut holder) {
                Ok(_) if holder.trim().parse::<u32>().is_ok() => format!(" (process {})", holder.trim()),
                _ => String::new(),
            };
            Err(Stop::machine(format!("another postil{process} is building this site at this moment"))
                .help("wait until it has ended, and try again"))
        }
        _ => {
            // The number is a courtesy to whoever waits: it may be missing.
            let _ = open.set_len(0).and_then(|()| writeln!(open, "{}", std::process::id()));
            Ok(Some(open))
        }
    }
}

/// `None` where `.postil/` is no folder of the site's own, or cannot be written.
fn lock_file(root: &Path) -> Option<File> {
    open_without_following(&own_folder(root)?.join("lock"))
}

#[cfg(unix)]
fn open_without_following(path: &Path) -> Option<File> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = open(path, flags, Mode::from_raw_mode(0o644)).map(File::from).ok()?;
    file.metadata().is_ok_and(|about| about.is_file()).then_some(file)
}

#[cfg(not(unix))]
fn open_without_following(path: &Path) -> Option<File> {
    File::options().read(true).write(true).create(true).truncate(false).open(path).ok()
}
