//! `postil ingest`: an address, a saved page or pasted text becomes a source.
//!
//! Comes in: addresses, files, archives, or the standard input. Goes out: a source file each, and entries of `publications.yaml` for
//! publications that had none. Never done here: reading the text (`ingest` does), overwriting a file.

mod tally;
mod pdftotext;
pub mod input;
pub mod known;
pub mod readings;
mod shown;
mod ask;
pub mod raw;
mod store;
mod pictures;
pub mod recapture;
pub mod join;
mod refused;
mod learn;

use super::args::Ingest;
use super::outcome::{Exit, Stop};
use super::{clock, notes, read, root, terminal};
use crate::base::day::Day;
use crate::base::hash::sha256_hex;
use crate::ingest::clip::{Clip, Named};
use crate::ingest::limits::Limits;
use crate::ingest::notes::format_of;
use crate::ingest::pdf::Fault;
use crate::ingest::reader::Unreadable;
use crate::ingest::received::Received;
use crate::ingest::{book, reader, source_file};
use crate::parse::content::Content;
use crate::parse::ids::SourceId;
use crate::parse::source::SourceFile;
use input::{Asked, Input};
use join::Joining;
use known::Known;
use readings::{accept, name_publication, needs_answers, say_what_stands_in, unanswered};
use refused::{refuse_another_text, refuse_feed_for_page, refuse_part};
use source_file::Provenance;
use std::path::Path;
use tally::Tally;

/// Ingests every input in turn. The first that cannot be read ends it, unless it is one of several in a folder or a feed; what
/// was stored before stays.
pub fn ingest(given: Option<&Path>, wanted: &Ingest) -> Result<Exit, Stop> {
    if wanted.id.is_some() && wanted.files.len() > 1 && !wanted.join {
        return Err(Stop::usage("`--id` names one source, and there are several files"));
    }
    if wanted.url.is_some() && wanted.files.len() > 1 && !wanted.join {
        return Err(Stop::usage("`--url` is the address of one file, and there are several"));
    }
    let limits = limits(wanted);
    let root = root::find(given)?;
    let (tree, _) = read::read(&root)?;
    let content = read::content(&tree)?;
    if let Some(key) = &wanted.learn {
        return learn::learn(&root, key, wanted, &limits, &content);
    }
    let now = clock::now(None)?;
    let today = now.day_in(&content.site.time_zone);
    let stamp = now.stamp_in(&content.site.time_zone);
    let mut known = Known::of(&content, &tree);
    let (mut exit, mut read) = (Exit::Clean, 0);
    let mut tally = Tally::default();
    let asked = Asked { wanted, limits: &limits };
    let mut take = |input| {
        let one = one(&root, wanted, input, (&content, &mut known), (today, stamp.as_deref()))?;
        exit = if one == Exit::Clean { exit } else { one };
        read += 1;
        Ok(())
    };
    let mut joining = Joining::default();
    for file in &wanted.files {
        input::each(file, asked, &mut tally, &mut |input| match wanted.join {
            true => joining.take(input, asked)?.map_or(Ok(()), &mut take),
            false => take(input),
        })?;
    }
    joining.end(asked)?.map_or(Ok(()), &mut take)?;
    let whole = tally.end(read)?;
    Ok(if exit == Exit::Clean { whole } else { exit })
}

/// A clip with all that is needed to store it.
pub struct Found {
    /// What was read.
    pub clip: Clip,
    /// How it was got.
    pub provenance: Provenance,
    /// Its id; `None` while its publication is not known.
    pub id: Option<SourceId>,
    /// The day that its folder and, without a date, its id are made from.
    pub retrieved: Day,
    /// The bytes as received, where they are kept.
    pub raw: Option<raw::Pages>,
    /// Whether other texts come from the same address or file.
    pub is_one_of_many: bool,
}

impl Found {
    /// The whole source file; the body alone while its publication is not known.
    pub fn markdown(&self) -> String {
        match &self.clip.publication {
            Some(named) => source_file::write(&self.clip, &named.key, &self.provenance),
            None => source_file::markdown(&self.clip),
        }
    }
}

fn one(
    root: &Path,
    wanted: &Ingest,
    input: Input,
    (content, known): (&Content, &mut Known),
    (today, stamp): (Day, Option<&str>),
) -> Result<Exit, Stop> {
    if let Some(format) = format_of(&input.bytes).filter(|_| input.entry.is_none()) {
        let given = notes::Given { name: &input.name, from: &input.from, bytes: &input.bytes, format };
        return notes::import(root, wanted, given, content, today);
    }
    if wanted.source.is_some() {
        return Err(Stop::usage(format!("`--source` is for a reader's notes, and `{}` holds none", input.name)));
    }
    let mut clip = clip_of(&input, wanted, known)?;
    if let Some(key) = &wanted.publication {
        name_publication(&mut clip, key, known);
    }
    say_what_stands_in(&mut clip, wanted, input.retrieved, today);
    if wanted.yes {
        accept(&mut clip);
    }
    if !wanted.json {
        terminal::say(&shown::found(&input.name, &clip))?;
    }
    if let (Some(_), true, false) = (&input.entry, clip.paragraphs.is_empty(), wanted.json) {
        return teaser(&input, &clip, wanted.dry_run);
    }
    let again = found(clip.clone(), &input, wanted, known, today);
    if let Some(id) = recapture::known_source(&again, wanted.id.as_ref(), content, known) {
        return capture_again(root, wanted, (&id, again, &input), content, stamp);
    }
    // An id that is given means another source, whatever its words.
    if let Some(same) = known.same_text(&clip).filter(|_| wanted.id.is_none()) {
        return if wanted.json { say_json(&found(clip, &input, wanted, known, today)) } else { unchanged(&same) };
    }
    if !wanted.dry_run && needs_answers(&clip) && !wanted.yes {
        if !input.may_ask() {
            return Err(unanswered(&input.name, &clip));
        }
        ask::settle(&mut clip, known)?;
    }
    let mut found = found(clip, &input, wanted, known, today);
    match (wanted.json, wanted.dry_run) {
        (true, _) => say_json(&found),
        (false, true) => {
            terminal::say(&shown::would_store(&found))?;
            if wanted.images {
                pictures::would_take(&found)?;
            }
            Ok(Exit::Clean)
        }
        (false, false) => {
            let limits = limits(wanted);
            let files = match wanted.images {
                true => pictures::take(root, &mut found, &input, Asked { wanted, limits: &limits })?,
                false => pictures::Files::new(),
            };
            let exit = store::store(root, &found, content, known)?;
            pictures::write(root, &files)?;
            Ok(exit)
        }
    }
}

/// A teaser is not stored: it would pass for the article.
fn teaser(input: &Input, clip: &Clip, is_dry_run: bool) -> Result<Exit, Stop> {
    let why = clip.doubts.iter().find(|doubt| doubt.field == "body").map_or("there is no text", |doubt| &doubt.why);
    if is_dry_run {
        terminal::say(&format!("would not be stored: {why}"))?;
        return Ok(Exit::Clean);
    }
    let help = match &clip.url {
        Some(address) => format!("ingest its page, `postil ingest {address}`, or have pages fetched with `--fetch`"),
        None => "open its page in a browser, save it, and ingest the file".to_owned(),
    };
    Err(Stop::found(format!("`{}` was not stored: {why}", input.name)).help(help))
}

/// The limits, with those that are asked to be higher.
pub fn limits(wanted: &Ingest) -> Limits {
    let mut limits = Limits::default();
    for (name, number) in &wanted.limits {
        limits.set(name, *number);
    }
    limits
}

/// Reads an input.
pub fn clip_of(input: &Input, wanted: &Ingest, known: &Known) -> Result<Clip, Stop> {
    let limits = limits(wanted);
    let refused = |why| input::refused(&input.name, &why);
    if let Some(entry) = &input.entry {
        let pages = if entry.has_page { all_received(input, wanted) } else { Vec::new() };
        return reader::read_entry((&entry.feed, entry.index), pages, &known.publications, &limits).map_err(refused);
    }
    if !input.rest.is_empty() {
        let pages = all_received(input, wanted);
        let mut clip = reader::read_joined(pages, &known.publications, &limits).map_err(refused)?;
        if clip.url.is_none() {
            clip.url.clone_from(&wanted.url);
        }
        return Ok(clip);
    }
    let read = reader::read(received(input, wanted), &known.publications, &limits);
    let read = match read {
        Err(why) => by_another_program(input, wanted, known, &limits, &why).unwrap_or(Err(why)),
        read => read,
    };
    let mut clips = read.map_err(refused)?;
    let mut clip = clips.pop().ok_or_else(|| Stop::found(format!("there is nothing to read in `{}`", input.name)))?;
    if clip.url.is_none() {
        clip.url.clone_from(&wanted.url);
    }
    if let Some(book) = &input.book {
        let part = input.chapter.as_ref().and_then(|file| book.titles.get(file));
        book::complete(&mut clip, book, part.map(String::as_str), &known.publications);
    }
    Ok(clip)
}

/// A PDF that gives no text here, as another program reads it; `None` where there is no such program, or no need of one.
fn by_another_program(
    input: &Input,
    wanted: &Ingest,
    known: &Known,
    limits: &Limits,
    why: &Unreadable,
) -> Option<Result<Vec<Clip>, Unreadable>> {
    let Unreadable::Pdf(why @ (Fault::Unread(_) | Fault::Damaged(_) | Fault::NoText)) = why else { return None };
    let (text, program) = pdftotext::text_of(&input.bytes, limits)?;
    let clip = reader::read_pdf_text((text, program, *why), received(input, wanted), &known.publications, limits);
    Some(clip.map(|clip| vec![clip]))
}

/// Its pages, in order.
fn all_received(input: &Input, wanted: &Ingest) -> Vec<Received> {
    std::iter::once(input).chain(&input.rest).map(|page| received(page, wanted)).collect()
}

/// An input as its reader takes it.
pub fn received(input: &Input, wanted: &Ingest) -> Received {
    Received {
        bytes: input.bytes.clone(),
        given: Some(input.from.clone()),
        address: input.address.clone().or_else(|| wanted.url.clone()),
        content_type: input.content_type.clone(),
        publication: wanted.publication.clone(),
        article: wanted.article,
        retrieved: input.retrieved,
    }
}

/// A source that is stored already: what is known of it counts, and what is in doubt of the new text is not asked for.
fn capture_again(
    root: &Path,
    wanted: &Ingest,
    (id, mut found, input): (&SourceId, Found, &Input),
    content: &Content,
    stamp: Option<&str>,
) -> Result<Exit, Stop> {
    let stored = content.sources.iter().find(|source| source.id == *id && source.earlier.is_none());
    if let Some(stored) = stored.filter(|_| !wanted.json) {
        refuse_feed_for_page(&found, stored)?;
    }
    match stored {
        Some(stored) => found = as_stored(found, stored),
        None => found.id = Some(id.clone()),
    }
    if wanted.json {
        return say_json(&found);
    }
    if let Some(stored) = stored {
        refuse_part(&found, stored)?;
    }
    if let Some(stored) = stored.filter(|_| !wanted.yes) {
        refuse_another_text(&found, stored, content)?;
    }
    let plan = |found: &Found| recapture::plan(id, found, content, (stamp, wanted.record));
    let mut planned = plan(&found)?;
    if wanted.dry_run {
        terminal::say(&recapture::said(id, &planned, false))?;
        return Ok(Exit::Clean);
    }
    // Pictures are no words: a text with the same ones is unchanged.
    let mut files = pictures::Files::new();
    if wanted.images && !matches!(planned, recapture::Plan::Unchanged { .. }) {
        let limits = limits(wanted);
        files = pictures::take(root, &mut found, input, Asked { wanted, limits: &limits })?;
        planned = plan(&found)?;
    }
    if let (true, recapture::Plan::Unchanged { .. }) = (wanted.images, &planned) {
        terminal::note("its pictures were not taken: that is done with a text that is new or has changed")?;
    }
    let exit = recapture::carry_out(root, id, &planned)?;
    pictures::write(root, &files)?;
    Ok(exit)
}

/// What was found, as a text of a source that is stored.
pub fn as_stored(mut found: Found, stored: &SourceFile) -> Found {
    let key = stored.front.publication.value.clone();
    found.clip.publication = Some(Named { name: key.to_string(), key, known: true });
    found.id = Some(stored.id.clone());
    found
}

/// A clip with how it was got.
pub fn found(clip: Clip, input: &Input, wanted: &Ingest, known: &Known, today: Day) -> Found {
    let retrieved = input.retrieved.or(clip.captured).unwrap_or(today);
    let of_feed = input.entry.as_ref().filter(|entry| !entry.has_page).map(|entry| &entry.whole);
    let provenance = Provenance {
        retrieved: retrieved.to_string(),
        from: input.from.clone(),
        r#final: input.address.clone().filter(|address| *address != input.from),
        tool: tool(&clip),
        bytes: of_feed.map_or_else(|| sha256_hex(&input.bytes), |whole| whole.1.clone()),
        joined: input.rest.iter().map(joined).collect(),
    };
    let made = || {
        let named = clip.publication.as_ref()?;
        Some(source_file::id(&clip, &named.key, retrieved, |id| known.has(id)))
    };
    let id = wanted.id.clone().or_else(made);
    let pages = || match of_feed {
        Some(whole) => vec![whole.0.clone()],
        None => std::iter::once(input).chain(&input.rest).map(|page| page.bytes.clone()).collect(),
    };
    let raw = wanted.keep_raw.then(pages);
    let is_one_of_many = input.entry.as_ref().is_some_and(|entry| !entry.has_page);
    Found { id, clip, provenance, retrieved, raw, is_one_of_many }
}

/// The record of a further page.
fn joined(page: &Input) -> source_file::Joined {
    let from = page.address.clone().unwrap_or_else(|| page.from.clone());
    source_file::Joined { from, bytes: sha256_hex(&page.bytes) }
}

/// This program, and the one that read the bytes for it.
fn tool(clip: &Clip) -> String {
    let own = concat!("postil ", env!("CARGO_PKG_VERSION"));
    clip.read_with.as_ref().map_or_else(|| own.to_owned(), |other| format!("{own}, {other}"))
}

fn say_json(found: &Found) -> Result<Exit, Stop> {
    terminal::say(&shown::json(found))?;
    Ok(Exit::Clean)
}

fn unchanged(same: &known::Same) -> Result<Exit, Stop> {
    let since = same.retrieved.map_or_else(|| "its text was stored".to_owned(), |day| day.to_string());
    terminal::say(&format!("`{}` is unchanged since {since}; nothing was written", same.id))?;
    Ok(Exit::Clean)
}
