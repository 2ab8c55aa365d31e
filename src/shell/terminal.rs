//! The two streams of the terminal.
//!
//! Comes in: text, with colours or without. Goes out: the same on a terminal, plain in a pipe or with `NO_COLOR`.
//! A reader that has gone away (`postil check | head`) is no failure.

use super::outcome::{Stop, plain_error};
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

/// Writes lines to the standard output, and ends the last one.
pub fn say(text: &str) -> Result<(), Stop> {
    write(&mut anstream::stdout().lock(), text)
}

/// Writes lines to the standard error, and ends the last one.
pub fn note(text: &str) -> Result<(), Stop> {
    write(&mut anstream::stderr().lock(), text)
}

/// Asks for a yes; an empty answer and the end of the input are a no.
pub fn agrees(question: &str) -> Result<bool, Stop> {
    note(&format!("{} [y/N]", printable(question)))?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).map_err(|error| Stop::at("read", Path::new("the terminal"), &error))?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// Whether a person is there to be asked or shown progress.
pub fn is_attended() -> bool {
    io::stderr().is_terminal()
}

/// How many columns a diagnostic may use: as many as the terminal has, and 140 in a pipe.
pub fn columns() -> usize {
    width().unwrap_or(140).clamp(60, 400)
}

#[cfg(unix)]
fn width() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).or_else(|_| rustix::termios::tcgetwinsize(io::stderr()));
    size.ok().map(|size| usize::from(size.ws_col)).filter(|columns| *columns > 0)
}

#[cfg(not(unix))]
fn width() -> Option<usize> {
    None
}

fn write(stream: &mut impl Write, text: &str) -> Result<(), Stop> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    match writeln!(stream, "{text}").and_then(|()| stream.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Stop::machine(format!("cannot write to the terminal: {}", plain_error(&error))))
        }
        _ => Ok(()),
    }
}

/// Text from files and names as a terminal may show it: control characters and direction overrides become `�`, so that
/// no file can recolour, erase or reorder what is printed.
pub fn printable(text: &str) -> String {
    let harmful = |character: char| {
        (character.is_control() && character != '\n' && character != '\t')
            || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|character| if harmful(character) { '\u{fffd}' } else { character }).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_in_a_file_can_command_the_terminal() {
        assert_eq!(super::printable("a\u{1b}[2Jb\u{202e}c\n"), "a\u{fffd}[2Jb\u{fffd}c\n");
    }
}
