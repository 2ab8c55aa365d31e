//! **shell**: the rim. Disk, clock, environment, network and terminal are touched here and nowhere else.
//!
//! Comes in: arguments. Goes out: an exit code. Never done here: logic worth a unit test.

// The one wing that may touch the machine: this is what the lints of clippy.toml keep out of all others.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

pub mod outcome;
pub mod terminal;
pub mod codes;
pub mod args;
pub mod clock;
pub mod root;
pub mod read;
pub mod print;
pub mod whole;
pub mod write;
pub mod progress;
#[cfg(feature = "web")]
pub mod web;
pub mod init;
pub mod memory;
pub mod draft;
pub mod notes;
pub mod ingest;
#[cfg(feature = "web")]
pub mod recheck;
pub mod quote;
pub mod new;
pub mod fix;
pub mod check;
pub mod rename;
pub mod amend;
pub mod make;
#[cfg(feature = "serve")]
pub mod serve;
pub mod run;
