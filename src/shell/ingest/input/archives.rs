//! Pages out of archives: of one page that page; of several those that are asked for, else the list to choose from.

use super::Input;
use crate::base::day::Day;
use crate::ingest::archive::{self, Fault, Page, epub, mhtml, wacz, warc};
use crate::ingest::limits::Limits;
use crate::ingest::page::next;
use crate::shell::args::Ingest;
use crate::shell::outcome::Stop;
use std::collections::BTreeMap;
use std::io::BufRead;
use std::sync::Arc;
use url::Url;

/// A list to choose from has no more lines.
const SHOWN: usize = 40;

/// An archive as it was given, and what is wanted of it.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    /// As messages name it.
    pub name: &'a str,
    /// As the capture record names it.
    pub from: &'a str,
    /// Which pages are asked for.
    pub wanted: &'a Ingest,
    /// How far it is unpacked.
    pub limits: &'a Limits,
}

/// The pages of a WARC file, read as a stream.
pub fn warc(given: Given, bytes: impl BufRead, then: impl FnMut(Input) -> Result<(), Stop>) -> Result<(), Stop> {
    let mut choice = Choice::of(given, then);
    let broken = |fault: &Fault| fault_of(given.name, fault);
    for page in warc::open(bytes, unpacked(given.limits)).map_err(|fault| broken(&fault))? {
        match page {
            Ok(page) => {
                if !choice.take(page)? {
                    break;
                }
            }
            // What stands before a damage is given; that something is lost is said.
            Err(fault) => {
                choice.end()?;
                return Err(broken(&fault));
            }
        }
    }
    choice.end()
}

/// The pages of an archive that is read whole; `None` where the bytes are none.
pub fn in_memory(
    given: Given,
    bytes: &[u8],
    then: &mut impl FnMut(Input) -> Result<(), Stop>,
) -> Option<Result<(), Stop>> {
    let Given { name, from, limits, .. } = given;
    if is_mhtml(bytes) {
        let parts = if given.wanted.images { mhtml::pictures(bytes) } else { BTreeMap::new() };
        let page = mhtml::read(bytes).map_err(|fault| fault_of(name, &fault));
        return Some(page.and_then(|page| then(Input { parts, ..input(name, from, page) })));
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let zip = match wacz::open(bytes, unpacked(limits)) {
        Ok(zip) => zip,
        Err(fault) => return Some(Err(fault_of(name, &fault))),
    };
    if wacz::is_wacz(&zip) {
        return Some(all_of_wacz(given, bytes, then));
    }
    if epub::is_book(&zip) {
        return Some(chapter(given, bytes, then));
    }
    None
}

fn is_mhtml(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let is_mail = ["from:", "mime-version:", "date:", "subject:", "snapshot-content-location:", "content-type:"];
    is_mail.iter().any(|field| head.starts_with(field)) && head.contains("multipart/related")
}

fn all_of_wacz(given: Given, bytes: &[u8], then: &mut impl FnMut(Input) -> Result<(), Stop>) -> Result<(), Stop> {
    let mut choice = Choice::of(given, then);
    let mut stopped = Ok(());
    let ended = wacz::each(bytes, unpacked(given.limits), |page| match choice.take(page) {
        Ok(goes_on) => goes_on,
        Err(stop) => {
            stopped = Err(stop);
            false
        }
    });
    stopped?;
    choice.end()?;
    ended.map_err(|fault| fault_of(given.name, &fault))
}

/// One chapter of a book: a book is no article.
fn chapter(given: Given, bytes: &[u8], then: &mut impl FnMut(Input) -> Result<(), Stop>) -> Result<(), Stop> {
    let Given { name, from, wanted, limits } = given;
    let book = epub::book(bytes, unpacked(limits)).map_err(|fault| fault_of(name, &fault))?;
    let title = book.title.as_deref().unwrap_or("a book without a title");
    let index = match (wanted.chapter, book.chapters.len()) {
        (Some(number), _) => number.wrapping_sub(1),
        (None, 1) => 0,
        (None, count) => {
            let named = |file: &String| book.titles.get(file).unwrap_or(file).clone();
            let list: Vec<String> = book
                .chapters
                .iter()
                .zip(1..)
                .take(SHOWN)
                .map(|(file, number)| format!("  {number} {}", named(file)))
                .collect();
            return Err(Stop::usage(format!("`{name}` is a book of {count} parts, `{title}`"))
                .help(format!("name one with `--chapter NUMBER`:\n{}", list.join("\n"))));
        }
    };
    let Some(file) = book.chapters.get(index) else {
        return Err(Stop::usage(format!(
            "`{name}` has {} parts, and no part {}",
            book.chapters.len(),
            index.wrapping_add(1)
        )));
    };
    let page = epub::chapter(bytes, file, unpacked(limits)).map_err(|fault| fault_of(name, &fault))?;
    let parts = if wanted.images {
        epub::pictures(bytes, unpacked(limits)).map_err(|fault| fault_of(name, &fault))?
    } else {
        BTreeMap::new()
    };
    let chapter = Some(file.clone());
    let book = Some(Arc::new(book.clone()));
    then(Input { parts, chapter, book, ..input(&format!("{name}, part {}", index + 1), from, page) })
}

/// Which pages of an archive are taken.
struct Choice<'a, F> {
    given: Given<'a>,
    then: F,
    /// The first page, kept until it is known whether there is another.
    first: Option<Page>,
    /// The addresses of all, where one has to be chosen.
    others: Vec<String>,
    found: usize,
    /// The page that was asked for has been taken.
    is_done: bool,
    /// With `--join`, the pages that can be of the article.
    joined: Vec<(Url, Page)>,
}

impl<'a, F: FnMut(Input) -> Result<(), Stop>> Choice<'a, F> {
    fn of(given: Given<'a>, then: F) -> Choice<'a, F> {
        Choice { given, then, first: None, others: Vec::new(), found: 0, is_done: false, joined: Vec::new() }
    }

    /// Takes a page in; gives whether more are wanted.
    fn take(&mut self, page: Page) -> Result<bool, Stop> {
        let address = page.address.clone().unwrap_or_default();
        self.found += 1;
        if self.given.wanted.join {
            self.keep(&address, page);
        } else if let Some(url) = &self.given.wanted.url {
            if same_address(url, &address) {
                (self.then)(archived(&address, self.given.from, page))?;
                self.is_done = true;
                return Ok(false);
            }
        } else if self.given.wanted.all {
            (self.then)(archived(&address, self.given.from, page))?;
            return Ok(true);
        } else if self.first.is_none() {
            self.first = Some(page);
        }
        if self.others.len() < SHOWN {
            self.others.push(address);
        }
        Ok(true)
    }

    /// Keeps a page that can be of the article that is asked for; where none is, every page, as far as they can be joined.
    fn keep(&mut self, address: &str, page: Page) {
        let Ok(own) = Url::parse(address) else { return };
        let asked = self.given.wanted.url.as_deref().and_then(|url| Url::parse(url).ok());
        let is_kept = asked.is_none_or(|asked| next::is_one_article(&asked, &own));
        let is_known = self.joined.iter().any(|(known, _)| same_address(known.as_str(), address));
        if is_kept && !is_known && self.joined.len() <= self.given.limits.pages {
            self.joined.push((own, page));
        }
    }

    /// Hands over the pages of the article.
    fn end_joined(&mut self) -> Result<(), Stop> {
        let name = self.given.name;
        let joined = std::mem::take(&mut self.joined);
        let is_there = |url: &String| joined.iter().any(|(own, _)| same_address(url, own.as_str()));
        let is_asked = self.given.wanted.url.as_ref().map(is_there);
        let addresses: Vec<Url> = joined.iter().map(|(own, _)| own.clone()).collect();
        let is_one = addresses.len() == 1 || next::numbers(&addresses).is_some();
        if is_asked == Some(false) || joined.is_empty() {
            return self.choose();
        }
        if is_asked.is_none() && !is_one {
            return Err(Stop::usage(format!("the pages of `{name}` are not all of one article"))
                .help(format!("name its first page with `--url ADDRESS`:{}", self.list())));
        }
        joined.into_iter().try_for_each(|(own, page)| (self.then)(archived(own.as_str(), self.given.from, page)))
    }

    fn end(&mut self) -> Result<(), Stop> {
        if self.given.wanted.join { self.end_joined() } else { self.choose() }
    }

    fn list(&self) -> String {
        let more = if self.found > self.others.len() { "\n  …" } else { "" };
        format!("{}{more}", self.others.iter().map(|one| format!("\n  {one}")).collect::<String>())
    }

    fn choose(&mut self) -> Result<(), Stop> {
        match (self.first.take(), self.found) {
            _ if self.is_done => Ok(()),
            (Some(page), 1) => (self.then)(archived(self.given.name, self.given.from, page)),
            (_, 0) => Err(Stop::usage(format!("`{}` is a web archive with no page in it", self.given.name))
                .help("ingest the address of the page, or the page as a browser saves it")),
            _ if self.given.wanted.all => Ok(()),
            (_, count) => {
                let list = self.list();
                let message = match &self.given.wanted.url {
                    Some(url) => format!("`{}` has no page `{url}` among its {count}", self.given.name),
                    None => format!("`{}` has {count} pages", self.given.name),
                };
                Err(Stop::usage(message)
                    .help(format!("name one with `--url ADDRESS`, or take all with `--all`:{list}")))
            }
        }
    }
}

/// Whether two addresses are one page: but for a fragment and a slash at the end.
fn same_address(one: &str, other: &str) -> bool {
    let bare = |address: &str| address.split('#').next().unwrap_or("").trim_end_matches('/').to_owned();
    bare(one) == bare(other)
}

/// A page of a web archive.
fn archived(name: &str, from: &str, page: Page) -> Input {
    Input { is_archived: true, ..input(name, from, page) }
}

fn input(name: &str, from: &str, page: Page) -> Input {
    Input {
        name: name.to_owned(),
        from: from.to_owned(),
        retrieved: page.retrieved.as_deref().and_then(|written| Day::parse(written.get(..10)?)),
        address: page.address,
        content_type: page.content_type,
        bytes: page.bytes,
        ..Input::default()
    }
}

fn unpacked(limits: &Limits) -> archive::Limits {
    archive::Limits { page: limits.size as u64, ..archive::Limits::default() }
}

fn fault_of(name: &str, fault: &Fault) -> Stop {
    let stop = Stop::found(format!("`{name}` cannot be read to its end: {fault}"));
    match fault {
        Fault::Page(..) => stop.help("raise the limit with `--limit size=NUMBER`"),
        _ => stop.help("get the file again; what stands before the damage was taken"),
    }
}
