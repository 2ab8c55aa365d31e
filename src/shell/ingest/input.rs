//! What an editor gave: a file, or the standard input.

use crate::ingest::limits::{Exceeded, Limits};
use crate::ingest::reader::Unreadable;
use crate::shell::outcome::Stop;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

/// Bytes, and how they came.
pub struct Input {
    /// As messages name it.
    pub name: String,
    /// As the capture record names it: the name of the file, without the folders of this machine; `-` for the standard input.
    pub from: String,
    /// As received.
    pub bytes: Vec<u8>,
    is_standard: bool,
}

impl Input {
    /// Whether a person is there to be asked, and the standard input is theirs to answer with.
    pub fn may_ask(&self) -> bool {
        !self.is_standard && io::stdin().is_terminal() && io::stdout().is_terminal()
    }
}

/// Reads a file, or the standard input for `-`.
pub fn read(file: &Path, limits: &Limits) -> Result<Input, Stop> {
    let limit = limits.size as u64;
    let is_standard = file == Path::new("-");
    let name = if is_standard { "the standard input".to_owned() } else { file.display().to_string() };
    refuse_address(&name)?;
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Stop::usage(format!("there is no file `{name}`")),
        io::ErrorKind::IsADirectory => Stop::usage(format!("`{name}` is a folder")),
        _ => Stop::at("read", file, &error),
    };
    let mut bytes = Vec::new();
    match is_standard {
        true => io::stdin().lock().take(limit + 1).read_to_end(&mut bytes),
        false => File::open(file).and_then(|open| open.take(limit + 1).read_to_end(&mut bytes)),
    }
    .map_err(failed)?;
    if bytes.len() as u64 > limit {
        return Err(refused(&name, &Unreadable::Exceeded(Exceeded::Size(limits.size))));
    }
    let from = if is_standard { "-".to_owned() } else { file_name(file) };
    Ok(Input { name, from, bytes, is_standard })
}

/// Why an input was not read, and what to do.
pub fn refused(name: &str, why: &Unreadable) -> Stop {
    let how = "open it, select the article, copy it, save it as a text file, and ingest that";
    match why {
        Unreadable::Empty => Stop::usage(format!("`{name}` is empty")),
        Unreadable::Other(what) => {
            let message =
                format!("`{name}` is {what}, and this version of postil reads pasted text and saved pages only");
            Stop::usage(message).help(how)
        }
        Unreadable::NotText(at) => Stop::usage(format!("`{name}` is not UTF-8 text: byte {} is none", at + 1))
            .help("save it again as UTF-8; most editors offer that under Save As"),
        Unreadable::Exceeded(limit) => Stop::usage(format!("`{name}` {limit}, which no article has"))
            .help(format!("if it is one all the same, raise the limit with `--limit {}=NUMBER`", limit.name())),
        Unreadable::Failed => Stop::found(format!("`{name}` could not be read, through a fault of postil")).help(how),
    }
}

fn refuse_address(name: &str) -> Result<(), Stop> {
    if !name.starts_with("http://") && !name.starts_with("https://") {
        return Ok(());
    }
    Err(Stop::usage("this version of postil reads files, not addresses")
        .help("save the page from a browser and ingest the file, with `--url` to say where it is from"))
}

fn file_name(file: &Path) -> String {
    file.file_name().map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned())
}
