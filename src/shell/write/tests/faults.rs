//! A disk that fails, and a program that is killed, before any chosen change.
//!
//! Killed is simulated by unwinding: no code of this wing runs on that way, as none runs in a process that is killed.
//! (`tests/commands.rs` kills real processes, at random moments.)

use super::{Foreign, build};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::cell::RefCell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;

/// What goes wrong in the thread that it is set in.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    words: String,
    at: usize,
    met: bool,
    changes: usize,
}

thread_local! {
    static FAULTS: RefCell<Option<Faults>> = const { RefCell::new(None) };
    static ALONE: ThreadPool = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().unwrap();
}

struct Killed;

/// Builds site `two` on this thread alone, with what `words` say going wrong: `kill` or `full` at the given change, and kinds
/// of changes that this disk refuses always. Whether the build came as far as that change.
pub fn build_with(root: &Path, words: &str, at: usize) -> bool {
    let build = || {
        FAULTS.set(Some(Faults { words: words.to_owned(), at, ..Faults::default() }));
        let ended = catch_unwind(AssertUnwindSafe(|| build(root, "two", Foreign::Keep)));
        if let Err(cause) = ended
            && !cause.is::<Killed>()
        {
            resume_unwind(cause);
        }
        FAULTS.take().is_some_and(|faults| faults.met)
    };
    ALONE.with(|alone| alone.install(build))
}

/// Called before every change to the disk, with its kind.
pub fn step(change: &str) -> io::Result<()> {
    let is_due = FAULTS.with_borrow_mut(|faults| {
        let faults = faults.as_mut()?;
        let is_due = faults.changes == faults.at;
        faults.changes += 1;
        faults.met |= is_due;
        Some((is_due, faults.words.clone()))
    });
    let Some((is_due, words)) = is_due else { return Ok(()) };
    let has = |wanted: &str| words.split(' ').any(|word| word == wanted);
    if is_due && has("kill") {
        resume_unwind(Box::new(Killed));
    }
    if is_due {
        return Err(io::ErrorKind::StorageFull.into());
    }
    match change {
        "link" if has("link=unsupported") => Err(io::ErrorKind::Unsupported.into()),
        "exchange" if has("exchange=unsupported") => Err(io::ErrorKind::Unsupported.into()),
        "exchange" if has("exchange=busy") => Err(io::ErrorKind::ResourceBusy.into()),
        "sibling" if has("sibling=denied") => Err(io::ErrorKind::PermissionDenied.into()),
        _ => Ok(()),
    }
}
