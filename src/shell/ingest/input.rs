//! What an editor gave: an address, a file, the standard input, or an archive with pages in it.

mod archives;
#[cfg(feature = "web")]
mod address;

#[cfg(feature = "web")]
pub use address::{of_page, reach};

use crate::base::day::Day;
use crate::ingest::limits::{Exceeded, Limits};
use crate::ingest::reader::Unreadable;
use crate::shell::args::Ingest;
use crate::shell::outcome::Stop;
use std::fs::File;
use std::io::{self, BufReader, IsTerminal, Read};
use std::path::Path;

/// Bytes, and how they came.
#[derive(Debug, Default)]
pub struct Input {
    /// As messages name it.
    pub name: String,
    /// As the capture record names it: the address, or the name of the file without the folders of this machine; `-` for the
    /// standard input.
    pub from: String,
    /// The address of the page in the end, where it is known.
    pub address: Option<String>,
    /// `Content-Type` as a server said it.
    pub content_type: Option<String>,
    /// The day it was retrieved, where an archive says so.
    pub retrieved: Option<Day>,
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

/// Hands over each page that an argument means, one after the other, so that an archive of any size takes the memory of one.
pub fn each(
    given: &Path,
    wanted: &Ingest,
    limits: &Limits,
    mut then: impl FnMut(Input) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let name = given.display().to_string();
    if name.starts_with("http://") || name.starts_with("https://") {
        return then(fetched(&name, wanted, limits)?);
    }
    if given == Path::new("-") {
        return then(standard(limits)?);
    }
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Stop::usage(format!("there is no file `{name}`")),
        io::ErrorKind::IsADirectory => Stop::usage(format!("`{name}` is a folder")),
        _ => Stop::at("read", given, &error),
    };
    let file = File::open(given).map_err(failed)?;
    if file.metadata().map_err(failed)?.is_dir() {
        return Err(Stop::usage(format!("`{name}` is a folder")));
    }
    let mut start = Vec::new();
    (&file).take(4).read_to_end(&mut start).map_err(failed)?;
    let rest = BufReader::new(start.as_slice().chain(&file));
    let from = file_name(given);
    if start.starts_with(b"WARC") || start.starts_with(b"\x1f\x8b") {
        return archives::warc(archives::Given { name: &name, from: &from, wanted, limits }, rest, then);
    }
    let bytes = whole(rest, &name, limits, failed)?;
    let archive = archives::Given { name: &name, from: &from, wanted, limits };
    match archives::in_memory(archive, &bytes, &mut then) {
        Some(result) => result,
        None => then(Input { name, from, bytes, ..Input::default() }),
    }
}

fn standard(limits: &Limits) -> Result<Input, Stop> {
    let name = "the standard input".to_owned();
    let failed = |error: io::Error| Stop::at("read", Path::new("-"), &error);
    let bytes = whole(io::stdin().lock(), &name, limits, failed)?;
    Ok(Input { name, from: "-".to_owned(), bytes, is_standard: true, ..Input::default() })
}

/// All bytes, as far as the limit lets them.
fn whole(reader: impl Read, name: &str, limits: &Limits, failed: impl Fn(io::Error) -> Stop) -> Result<Vec<u8>, Stop> {
    let mut bytes = Vec::new();
    reader.take(limits.size as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > limits.size {
        return Err(refused(name, &Unreadable::Exceeded(Exceeded::Size(limits.size))));
    }
    Ok(bytes)
}

#[cfg(feature = "web")]
fn fetched(name: &str, wanted: &Ingest, limits: &Limits) -> Result<Input, Stop> {
    address::fetched(name, wanted, limits)
}

#[cfg(not(feature = "web"))]
fn fetched(_: &str, _: &Ingest, _: &Limits) -> Result<Input, Stop> {
    Err(Stop::usage("this postil was built without the web")
        .help("save the page from a browser and ingest the file, with `--url` to say where it is from"))
}

/// Why an input was not read, and what to do.
pub fn refused(name: &str, why: &Unreadable) -> Stop {
    let how = "open it, select the article, copy it, save it as a text file, and ingest that";
    match why {
        Unreadable::Empty => Stop::usage(format!("`{name}` is empty")),
        Unreadable::Other(what) => {
            Stop::usage(format!("`{name}` is {what}, which this version of postil does not read")).help(how)
        }
        Unreadable::NotText(at) => Stop::usage(format!("`{name}` is not UTF-8 text: byte {} is none", at + 1))
            .help("save it again as UTF-8; most editors offer that under Save As"),
        Unreadable::Exceeded(limit) => Stop::usage(format!("`{name}` {limit}, which no article has"))
            .help(format!("if it is one all the same, raise the limit with `--limit {}=NUMBER`", limit.name())),
        Unreadable::Failed => Stop::found(format!("`{name}` could not be read, through a fault of postil")).help(how),
    }
}

fn file_name(file: &Path) -> String {
    file.file_name().map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned())
}
