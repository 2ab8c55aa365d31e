//! `--images`: the pictures of an article are put into `content/media/`.
//!
//! Comes in: a text about to be stored, and where it came from. Goes out: the text with its pictures, and the files to write.
//! Bytes that came with the page count before those on the web: parts of a mail or a book, records of an archive, a folder that
//! a browser saved beside the page. Never done here: fetching what nobody asked for, overwriting a file.

use super::input::{Asked, Input, is_address};
use super::{Found, store};
use crate::ingest::archive::{self, wacz, warc};
use crate::ingest::blocks::Picture;
use crate::ingest::pictures::{self, Held, Placed};
use crate::shell::outcome::Stop;
use crate::shell::print::summary::amount;
use crate::shell::terminal::{self, printable};
use crate::shell::whole::{Replace, inside, write_whole};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

const MEDIA: &str = "content/media";

/// Files to write: their paths in the site, and their bytes.
pub type Files = Vec<(String, Vec<u8>)>;

/// Takes the pictures of a text: sets them into it, and gives the files.
pub fn take(root: &Path, found: &mut Found, input: &Input, asked: Asked) -> Result<Files, Stop> {
    let all = pictures::of(&found.clip);
    let (Some(id), Some(own)) = (found.id.clone(), store::path(found)) else { return Ok(Vec::new()) };
    let most = asked.limits.pictures;
    if all.len() > most {
        say(&format!(
            "the article has {} pictures, and {most} are taken; raise the limit with `--limit pictures=NUMBER`",
            all.len()
        ))?;
    }
    let mut from = Origin::of(input, &all, asked);
    let (mut files, mut placed, mut number) = (Files::new(), BTreeMap::new(), 1);
    for picture in all.iter().take(most) {
        let bytes = match from.bytes(picture) {
            Ok(bytes) => bytes,
            Err(why) => {
                say(&format!("{} was not taken: {why}", named(picture)))?;
                continue;
            }
        };
        let end = match pictures::end_of(&bytes) {
            _ if bytes.len() > asked.limits.picture => Err("larger than `--limit picture=NUMBER` allows, in MiB"),
            end => end,
        };
        let end = match end {
            Ok(end) => end,
            Err(what) => {
                say(&format!("{} was not taken: it is {what}", named(picture)))?;
                continue;
            }
        };
        // A name that another picture has is passed over; the same picture need not be written again.
        let path = loop {
            let path = format!("{MEDIA}/{id}-{number}.{end}");
            let is_free = match fs::read(inside(root, &path)?) {
                Ok(there) => there == bytes,
                Err(_) => true,
            };
            number += 1;
            if is_free {
                break path;
            }
        };
        let up = "../".repeat(own.matches('/').count() - 1);
        let file = format!("{up}{}", path.strip_prefix("content/").unwrap_or(&path));
        placed.insert(picture.written.clone(), Placed { file, line: line(picture, input) });
        files.push((path, bytes));
    }
    pictures::place(&mut found.clip, &placed);
    Ok(files)
}

/// Writes the files, each whole or not at all.
pub fn write(root: &Path, files: &Files) -> Result<(), Stop> {
    for (path, bytes) in files {
        let file = inside(root, path)?;
        if !file.exists() {
            write_whole(&file, bytes, Replace::Never)?;
        }
    }
    if files.is_empty() {
        return Ok(());
    }
    terminal::say(&format!(
        "{} in `{MEDIA}/`; see that you may publish what you show",
        amount(files.len(), "picture is", "pictures are")
    ))
}

/// Says how many pictures there are, without taking them.
pub fn would_take(found: &Found) -> Result<(), Stop> {
    let count = pictures::of(&found.clip).len();
    terminal::say(&format!("{} would be put into `{MEDIA}/`", amount(count, "picture", "pictures")))
}

/// Where it is from, and its licence or credit as the page states it.
fn line(picture: &Picture, input: &Input) -> String {
    let from = picture.address.clone().unwrap_or_else(|| input.address.clone().unwrap_or_else(|| input.from.clone()));
    if picture.line.is_empty() { from } else { format!("{from} · {}", picture.line) }
}

fn named(picture: &Picture) -> String {
    let name = picture.address.as_deref().unwrap_or(&picture.written);
    let short: String = name.chars().take(80).collect();
    format!("the picture `{short}{}`", if short.len() < name.len() { "…" } else { "" })
}

/// Where the bytes of pictures are.
struct Origin<'a> {
    input: &'a Input,
    asked: Asked<'a>,
    /// Out of an archive on the disk.
    archived: Held,
    #[cfg(feature = "web")]
    polite: crate::shell::web::polite::Polite,
}

impl<'a> Origin<'a> {
    fn of(input: &'a Input, all: &[Picture], asked: Asked<'a>) -> Origin<'a> {
        let wanted: Vec<String> = all.iter().filter_map(|picture| picture.address.clone()).collect();
        let archived = input.file.as_deref().filter(|_| input.is_archived).map(|file| in_archive(file, &wanted, asked));
        Origin {
            input,
            asked,
            archived: archived.unwrap_or_default(),
            #[cfg(feature = "web")]
            polite: {
                let pause = if asked.wanted.private { 0 } else { 500 };
                crate::shell::web::polite::Polite::new(std::time::Duration::from_millis(pause), asked.wanted.private)
            },
        }
    }

    /// The bytes of a picture; else why there are none.
    fn bytes(&mut self, picture: &Picture) -> Result<Vec<u8>, String> {
        if let Some(bytes) = pictures::held(&picture.written) {
            return Ok(bytes);
        }
        let names = [Some(picture.written.clone()), picture.address.clone()];
        let pages = std::iter::once(self.input).chain(&self.input.rest);
        let held = pages
            .clone()
            .find_map(|page| names.iter().flatten().find_map(|name| page.parts.get(&part_name(page, name))));
        if let Some(bytes) = held.or_else(|| picture.address.as_ref().and_then(|address| self.archived.get(address))) {
            return Ok(bytes.clone());
        }
        if let Some(bytes) = pages.clone().find_map(|page| beside(page, &picture.written, self.asked.limits.picture)) {
            return Ok(bytes);
        }
        match &picture.address {
            Some(address) => self.fetch(address),
            None => Err("it has no address of the web, and does not lie beside the page".to_owned()),
        }
    }

    #[cfg(feature = "web")]
    fn fetch(&mut self, address: &str) -> Result<Vec<u8>, String> {
        use crate::shell::web::{self, Answer, Seen};
        let url = web::address(address).ok_or("it has no address of the web")?;
        let limits = web::Limits {
            bytes: self.asked.limits.picture as u64,
            ..super::input::reach(self.asked.wanted, self.asked.limits)
        };
        if let Some(why) = self.polite.gave_up(&url) {
            return Err(why.stop(address).message);
        }
        let polite = &mut self.polite;
        let answer = web::fetch_politely(&url, &Seen::default(), &limits, &mut |at| polite.leave(at));
        self.polite.note(&url, answer.as_ref().err());
        match answer.map_err(|fault| fault.stop(address).message)? {
            Answer::Page(page) => Ok(page.bytes),
            Answer::Gone(status) => Err(web::meaning(status).to_owned()),
            Answer::Unchanged(_) => Err("the server sent nothing".to_owned()),
        }
    }

    #[cfg(not(feature = "web"))]
    fn fetch(&mut self, _: &str) -> Result<Vec<u8>, String> {
        Err("this postil was built without the web".to_owned())
    }
}

/// What the parts that came with a page call a picture.
fn part_name(page: &Input, written: &str) -> String {
    let in_book = page.chapter.as_ref().and_then(|chapter| pictures::in_book(chapter, written));
    in_book.unwrap_or_else(|| written.to_owned())
}

/// A file beside a saved page, where the page names one: in its folder or below it, and through no symlink.
fn beside(page: &Input, written: &str, most: usize) -> Option<Vec<u8>> {
    let file = page.file.as_deref().filter(|_| page.entry.is_none() && !is_address(&page.from) && !page.is_archived)?;
    let plain = percent_encoding::percent_decode_str(written.split(['?', '#']).next()?).decode_utf8().ok()?;
    let parts: Vec<&str> = plain.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    if plain.starts_with('/') || plain.contains(['\\', ':']) || parts.contains(&"..") {
        return None;
    }
    let mut place = file.parent()?.to_owned();
    for part in parts {
        place.push(part);
        if place.is_symlink() {
            return None;
        }
    }
    let mut bytes = Vec::new();
    File::open(place)
        .ok()
        .filter(|file| file.metadata().is_ok_and(|about| about.is_file()))?
        .take(most as u64 + 1)
        .read_to_end(&mut bytes)
        .ok()?;
    Some(bytes)
}

/// Pictures out of a web archive: it is gone through again.
fn in_archive(file: &Path, wanted: &[String], asked: Asked) -> Held {
    let mut held = Held::new();
    let limits = archive::Limits { page: asked.limits.picture as u64, ..archive::Limits::default() };
    let Ok(mut open) = File::open(file) else { return held };
    let mut start = Vec::new();
    if (&mut open).take(4).read_to_end(&mut start).is_err() || open.seek(SeekFrom::Start(0)).is_err() {
        return held;
    }
    if start.starts_with(b"PK") {
        let mut bytes = Vec::new();
        if open.take(asked.limits.size as u64).read_to_end(&mut bytes).is_ok() {
            wacz::pictures(&bytes, limits, wanted, &mut held);
        }
    } else if let Ok(records) = warc::open_pictures(BufReader::new(open), limits) {
        pictures::collect(records, wanted, &mut held);
    }
    held
}

fn say(what: &str) -> Result<(), Stop> {
    terminal::note(&printable(what))
}
