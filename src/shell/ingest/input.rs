//! What an editor gave: an address, a file, the standard input, or an archive with pages in it.

mod archives;
mod feeds;
mod folder;
#[cfg(feature = "web")]
mod address;

#[cfg(feature = "web")]
pub use address::{of_page, reach};

use super::tally::Tally;
use crate::base::day::Day;
use crate::ingest::archive::epub::Book;
use crate::ingest::feed::Feed;
use crate::ingest::kind::{Kind, kind};
use crate::ingest::limits::{Exceeded, Limits};
use crate::ingest::pdf::Fault;
use crate::ingest::reader::Unreadable;
use crate::shell::args::Ingest;
use crate::shell::outcome::Stop;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    /// The entry of a feed that it is of.
    pub entry: Option<EntryOf>,
    /// The file of this machine that it came from.
    pub file: Option<PathBuf>,
    /// Whether that file is a web archive.
    pub is_archived: bool,
    /// Of a book, which file in it.
    pub chapter: Option<String>,
    /// The book that it is a part of.
    pub book: Option<Arc<Book>>,
    /// Pictures that came with it, by their names.
    pub parts: BTreeMap<String, Vec<u8>>,
    /// The further pages of the same article, in order.
    pub rest: Vec<Input>,
    /// Whether it came by the standard input.
    pub is_standard: bool,
}

impl Input {
    /// Whether a person is there to be asked, and the standard input is theirs to answer with.
    pub fn may_ask(&self) -> bool {
        !self.is_standard && io::stdin().is_terminal() && io::stdout().is_terminal()
    }
}

/// One entry of a feed.
#[derive(Clone, Debug)]
pub struct EntryOf {
    /// Its feed.
    pub feed: Arc<Feed>,
    /// Its place among the entries.
    pub index: usize,
    /// Whether the bytes are its page's; else there are none, and those of the feed count.
    pub has_page: bool,
    /// The bytes of the feed, and their SHA-256.
    pub whole: Arc<(Vec<u8>, String)>,
}

/// What an editor wants of what is given.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The arguments.
    pub wanted: &'a Ingest,
    /// How much a page may be.
    pub limits: &'a Limits,
}

/// What takes each page.
pub type Then<'a> = dyn FnMut(Input) -> Result<(), Stop> + 'a;

/// Hands over each page that an argument means, one after the other, so that an archive of any size takes the memory of one.
/// Of several in a folder or a feed, one that cannot be read is counted and the others go on.
pub fn each(given: &Path, asked: Asked, tally: &mut Tally, then: &mut Then) -> Result<(), Stop> {
    let name = given.display().to_string();
    if is_address(&name) {
        return opened(fetched(&name, asked.wanted, asked.limits)?, asked, tally, then);
    }
    if given == Path::new("-") {
        let failed = |error: io::Error| Stop::at("read", Path::new("-"), &error);
        // The answers to questions cannot come the same way.
        let mut then = |input: Input| then(Input { is_standard: true, ..input });
        return stream(("the standard input", "-"), io::stdin().lock(), failed, asked, tally, &mut then);
    }
    if given.is_dir() {
        return folder::each(given, asked, tally, then);
    }
    file(given, asked, tally, then)
}

/// Whether a name is an address of the web.
pub fn is_address(name: &str) -> bool {
    name.starts_with("http://") || name.starts_with("https://")
}

fn file(given: &Path, asked: Asked, tally: &mut Tally, then: &mut Then) -> Result<(), Stop> {
    let name = given.display().to_string();
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Stop::usage(format!("there is no file `{name}`")),
        _ => Stop::at("read", given, &error),
    };
    let file = File::open(given).map_err(failed)?;
    let mut then = |input: Input| then(Input { file: Some(given.to_owned()), ..input });
    stream((&name, &file_name(given)), file, failed, asked, tally, &mut then)
}

/// A file or the standard input: a web archive is read as it comes, all else whole.
fn stream(
    (name, from): (&str, &str),
    mut reader: impl Read,
    failed: impl Fn(io::Error) -> Stop,
    asked: Asked,
    tally: &mut Tally,
    then: &mut Then,
) -> Result<(), Stop> {
    let Asked { wanted, limits } = asked;
    let mut start = Vec::new();
    (&mut reader).take(4).read_to_end(&mut start).map_err(&failed)?;
    let is_archive = start.starts_with(b"WARC") || start.starts_with(b"\x1f\x8b");
    let rest = BufReader::new(start.as_slice().chain(reader));
    if is_archive {
        return archives::warc(archives::Given { name, from, wanted, limits }, rest, then);
    }
    let bytes = whole(rest, name, limits, failed)?;
    opened(Input { name: name.to_owned(), from: from.to_owned(), bytes, ..Input::default() }, asked, tally, then)
}

/// What was received, opened where it holds others.
fn opened(input: Input, asked: Asked, tally: &mut Tally, mut then: &mut Then) -> Result<(), Stop> {
    let Asked { wanted, limits } = asked;
    let archive = archives::Given { name: &input.name, from: &input.from, wanted, limits };
    if let Some(result) = archives::in_memory(archive, &input.bytes, &mut then) {
        return result;
    }
    match kind(&input.bytes) {
        Kind::FeedList => feeds::of_list(&input, asked, tally, then),
        Kind::Feed => feeds::of_feed(&input, asked, &wanted.entry, tally, then),
        _ => then(input),
    }
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
        Unreadable::Broken(what) => Stop::found(format!("`{name}` is {what}"))
            .help("get it again; where it stays so, save the page of the article from a browser and ingest that"),
        Unreadable::NotText(at) => {
            Stop::usage(format!("`{name}` is no text in an encoding that can be told: byte {} is not UTF-8", at + 1))
                .help("save it again as UTF-8; most editors offer that under Save As")
        }
        Unreadable::Exceeded(limit) => Stop::usage(format!("`{name}` {limit}, which no article has"))
            .help(format!("if it is one all the same, raise the limit with `--limit {}=NUMBER`", limit.name())),
        Unreadable::Pdf(fault) => refused_pdf(name, *fault),
        Unreadable::Failed => Stop::found(format!("`{name}` could not be read, through a fault of postil")).help(how),
    }
}

fn refused_pdf(name: &str, fault: Fault) -> Stop {
    let how = "open it, select the text, copy it, save it as a text file, and ingest that";
    match fault {
        Fault::Exceeded(limit) => refused(name, &Unreadable::Exceeded(limit)),
        Fault::Locked => Stop::usage(format!("`{name}` is a PDF that does not open without its password"))
            .help("open it with the password, print it into a new PDF, and ingest that"),
        Fault::NoText => Stop::found(format!("`{name}` is a PDF with no text layer; its pages are pictures of text"))
            .help("have its letters recognised (`ocrmypdf` does), compare them with the pages, and ingest that"),
        Fault::CutOff => Stop::found(format!("`{name}` is a PDF that is cut off: its end is missing"))
            .help("get it again; what is left of it is not read, since nothing would tell which pages are lost"),
        Fault::Damaged(how) => Stop::found(format!("`{name}` is a PDF that is damaged: {how}"))
            .help("get it again; or install `pdftotext` (of Poppler), which mends some, and ingest again"),
        Fault::Unread(why) => Stop::found(format!("`{name}` is a PDF that cannot be read here: {why}"))
            .help(format!("install `pdftotext` (of Poppler) and ingest again, it is asked for such files; or {how}")),
    }
}

fn file_name(file: &Path) -> String {
    file.file_name().map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned())
}
