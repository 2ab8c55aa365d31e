//! The only writer of a site: a plan becomes a folder, complete or not at all (SPEC 12).
//!
//! Comes in: a checked [`Target`] and a [`Plan`]. Goes out: the folder. Never done here: writing
//! anywhere but OUT, its siblings `.OUT.new` and `.OUT.old`, and `.postil/`; following a symlink; deleting a file of others.
//!
//! The new site is built in `.OUT.new`, beside the one that stands, and takes its place in one step. At every moment of
//! that way a killed run leaves a whole site, and traces from which the next run goes on:
//!
//! | trace | what it is | the next run |
//! | --- | --- | --- |
//! | `.OUT.new` with `.postil-files.part` | a site that was being built | deletes it |
//! | `.OUT.new` with `.postil-files` | the old site after the exchange, or the new one just before it | sweeps it away |
//! | `.OUT.old` | the old site, moved aside where there is no exchange | sweeps it away |
//! | one of them, and no OUT | the moment between the two renames | puts it there |

mod disk;
mod listing;
mod lock;
mod standing;
pub mod target;
mod stage;
mod swap;
mod in_place;

use super::outcome::Stop;
use crate::base::diagnostic::Diagnostic;
use crate::render::plan::Plan;
use disk::Trouble;
use standing::Standing;
use std::io;
use target::Target;

/// What to do where the output folder holds files that postil did not make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// Write nothing.
    Refuse,
    /// Keep them in the new folder.
    Keep,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Files that differ from those that stood there, or are new.
    pub changed: usize,
    /// Files that stayed as they were.
    pub unchanged: usize,
    /// Whether the folder was changed file by file, since no sibling could be made.
    pub in_place: bool,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum Failure {
    /// The folder may not be written, or the machine failed.
    Stop(Stop),
    /// Templates that could not be filled in.
    Found(Vec<Diagnostic>),
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Failure {
        Failure::Stop(stop)
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Failure {
        Failure::Stop(trouble.into())
    }
}

/// Makes all of `plan` and puts it in the place of what stands at `target`. `tick` is called once an output made.
///
/// On any failure the old site stands as it was.
pub fn write(target: &Target, plan: &Plan, foreign: Foreign, tick: &(dyn Fn() + Sync)) -> Result<Written, Failure> {
    let _alone = lock::take(target)?;
    swap::complete(target)?;
    let standing = Standing::of(&target.out)?;
    standing.permits(target, plan.outputs(), foreign)?;
    if target.can_have_siblings()? {
        match beside(target, plan, &standing, tick) {
            Err(Failed::NoSwap) => {}
            Err(Failed::Otherwise(failure)) => return Err(failure),
            Ok(written) => return Ok(written),
        }
    }
    in_place::write(target, plan, &standing, tick)
}

/// Refuses what [`write()`] would refuse, as far as it can be known before anything is made.
pub fn permits(target: &Target, foreign: Foreign) -> Result<(), Stop> {
    Standing::of(&target.out)?.permits(target, &[], foreign)
}

/// How building beside the old site can fail.
enum Failed {
    /// There can be no sibling, or it cannot take the place of OUT: this is a mount point, or the folder above is not ours.
    NoSwap,
    /// As every write can.
    Otherwise(Failure),
}

fn beside(target: &Target, plan: &Plan, standing: &Standing, tick: &(dyn Fn() + Sync)) -> Result<Written, Failed> {
    let no_swap_or = |trouble: Trouble| match trouble.error.kind() {
        _ if !standing.exists => Failed::Otherwise(trouble.into()),
        io::ErrorKind::PermissionDenied
        | io::ErrorKind::ReadOnlyFilesystem
        | io::ErrorKind::ResourceBusy
        | io::ErrorKind::CrossesDevices => Failed::NoSwap,
        _ => Failed::Otherwise(trouble.into()),
    };
    stage::make_folder(target).map_err(no_swap_or)?;
    let _alone = lock::folder(&target.new).map_err(|stop| Failed::Otherwise(stop.into()))?;
    let written = stage::fill(target, plan, standing, tick).map_err(Failed::Otherwise);
    let swapped = written.and_then(|written| swap::exchange(target).map_err(no_swap_or).map(|()| written));
    if swapped.is_err() {
        // What was begun is of no use; where even this fails, the next run deletes it.
        let _ = swap::complete(target);
    }
    let written = swapped?;
    swap::complete(target).map_err(|trouble| Failed::Otherwise(trouble.into()))?;
    Ok(written)
}

#[cfg(test)]
mod tests;
