//! How many of several were read. One that was not is said in a line, and does not stop the others.

use crate::shell::outcome::{Exit, Stop};
use crate::shell::print::summary::amount;
use crate::shell::terminal::{self, printable};

/// The count of one run.
#[derive(Debug, Default)]
pub struct Tally {
    unread: usize,
    is_of_several: bool,
}

impl Tally {
    /// Notes that what was given holds several.
    pub fn of_several(&mut self) {
        self.is_of_several = true;
    }

    /// Takes how one of several ended.
    pub fn take(&mut self, ended: Result<(), Stop>) -> Result<(), Stop> {
        let Err(stop) = ended else { return Ok(()) };
        self.unread += 1;
        let message = stop.message.replace('\n', " ");
        let help = stop.help.map(|help| format!("\n  help: {}", printable(&help.replace('\n', "\n  "))));
        terminal::note(&format!("not read: {}{}", printable(&message), help.unwrap_or_default()))
    }

    /// Says the total where there were several; an error where one was not read.
    pub fn end(&self, read: usize) -> Result<Exit, Stop> {
        if self.is_of_several {
            let unread = if self.unread == 0 { String::new() } else { format!(", {} not", self.unread) };
            terminal::note(&format!("{} read{unread}", amount(read, "text", "texts")))?;
        }
        Ok(if self.unread == 0 { Exit::Clean } else { Exit::Found })
    }
}
