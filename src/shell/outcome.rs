//! How a command ends: the exit codes of SPEC 11, and the problems that are no diagnostic.
//!
//! Comes in: what a command met. Goes out: [`Exit`], [`Stop`]. Never done here: printing.

use std::fmt::Display;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing is wrong.
    Clean,
    /// Diagnostics of severity error were found (or warnings with `--strict`).
    Found,
    /// The command was not used as it is meant to be.
    Usage,
    /// The machine failed: disk, network, terminal.
    Machine,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Clean => 0,
            Exit::Found => 1,
            Exit::Usage => 2,
            Exit::Machine => 3,
        })
    }
}

/// Why a command could not go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The exit code.
    pub exit: Exit,
    /// One sentence in lower case without a full stop.
    pub message: String,
    /// The cure, in one or more lines.
    pub help: Option<String>,
}

impl Stop {
    /// The command was not used as it is meant to be.
    pub fn usage(message: impl Into<String>) -> Stop {
        Stop { exit: Exit::Usage, message: message.into(), help: None }
    }

    /// What was given cannot be used.
    pub fn found(message: impl Into<String>) -> Stop {
        Stop { exit: Exit::Found, message: message.into(), help: None }
    }

    /// The machine failed.
    pub fn machine(message: impl Into<String>) -> Stop {
        Stop { exit: Exit::Machine, message: message.into(), help: None }
    }

    /// The machine failed at a path: `cannot read content/a.md: permission denied`.
    pub fn at(doing: &str, path: &Path, error: &io::Error) -> Stop {
        let stop = Stop::machine(format!("cannot {doing} `{}`: {}", path.display(), plain_error(error)));
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                stop.help("make room on the disk and try again")
            }
            io::ErrorKind::PermissionDenied => stop.help("let the user who runs postil read and write there"),
            _ => stop,
        }
    }

    /// Adds the cure.
    pub fn help(mut self, help: impl Into<String>) -> Stop {
        self.help = Some(help.into());
        self
    }
}

/// The words of the system without its number: `permission denied`.
pub fn plain_error(error: &impl Display) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => text.to_owned(),
    }
}
