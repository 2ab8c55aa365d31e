//! Whatever was received becomes clips: one function for every kind.
//!
//! Comes in: [`Received`]. Goes out: its clips, or why there are none. What it is, its content decides. Kinds that hold many
//! pages find them first, and come here with each.

use super::clip::Clip;
use super::encoding::How;
use super::feed::Feed;
use super::feed::opml::Listed;
use super::guard::{Ended, forgiven, guarded};
use super::kind::{Kind, has_marks, kind};
use super::limits::{Exceeded, Limits};
use super::page::learn::{self, Learnt};
use super::received::Received;
use super::{encoding, feed, markdown, page, pdf, text};
use crate::parse::ids::PublicationKey;
use crate::parse::vocabulary::Publication;
use std::sync::Arc;
use std::time::Duration;

/// Why nothing can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is nothing.
    Empty,
    /// It is something that is not read, with its name for people.
    Other(&'static str),
    /// It is of a kind that is read, and broken: what it is.
    Broken(&'static str),
    /// It is no text: the offset of the first byte that is none.
    NotText(usize),
    /// It is more than it may be.
    Exceeded(Exceeded),
    /// It is a PDF that gives no text: why.
    Pdf(pdf::Fault),
    /// Reading it failed; a fault of the program.
    Failed,
}

/// Reads what was received, knowing the publications of the site.
pub fn read(received: Received, publications: &[Publication], limits: &Limits) -> Result<Vec<Clip>, Unreadable> {
    if received.bytes.len() > limits.size {
        return Err(Unreadable::Exceeded(Exceeded::Size(limits.size)));
    }
    match kind(&received.bytes) {
        Kind::Text(text) => of_text(text, received.publication.as_ref(), publications, *limits),
        Kind::Page => read_page(received, publications, *limits).map(|clip| vec![clip]),
        Kind::Feed => of_feed(received, publications, *limits),
        Kind::Markdown(text) => {
            let publications = publications.to_vec();
            let limits = *limits;
            let work = move || markdown::read(&text, &publications, &limits);
            in_time(work, &limits)?.map(|clip| vec![clip]).map_err(Unreadable::Exceeded)
        }
        Kind::Pdf => read_pdf(received, publications, *limits).map(|clip| vec![clip]),
        Kind::FeedList => Err(Unreadable::Other("a list of feeds")),
        Kind::Other(name) => Err(Unreadable::Other(name)),
        Kind::NotText(at) => of_other_encoding(received, at, publications, limits),
        Kind::Empty => Err(Unreadable::Empty),
    }
}

/// Pasted text; stars and dashes in it that only Markdown has are read as such.
fn of_text(
    text: String,
    named: Option<&PublicationKey>,
    publications: &[Publication],
    limits: Limits,
) -> Result<Vec<Clip>, Unreadable> {
    let clip = text::read_for(&text, publications, named);
    if !has_marks(&text) {
        return Ok(vec![clip]);
    }
    in_time(move || markdown::mark(clip, &limits), &limits)?.map(|clip| vec![clip]).map_err(Unreadable::Exceeded)
}

/// Text in another encoding than UTF-8, read as the bytes of pages are.
fn of_other_encoding(
    received: Received,
    at: usize,
    publications: &[Publication],
    limits: &Limits,
) -> Result<Vec<Clip>, Unreadable> {
    let host = received.address().and_then(|address| url::Url::parse(address).ok()?.host_str().map(str::to_owned));
    let decoded =
        encoding::text(&received.bytes, received.charset(), host.as_deref()).ok_or(Unreadable::NotText(at))?;
    let bytes = decoded.text.clone().into_bytes();
    if !matches!(kind(&bytes), Kind::Text(_) | Kind::Markdown(_)) {
        return Err(Unreadable::NotText(at));
    }
    let mut clips = read(Received { bytes, ..received }, publications, limits)?;
    for clip in &mut clips {
        page::settle_encoding(clip, &decoded);
        if decoded.how == How::Bytes {
            let why = "nothing says how it is encoded; see whether all letters are right";
            clip.doubt("encoding", Some(decoded.encoding.clone()), why);
        }
    }
    Ok(clips)
}

/// Learns the profile of a publication from pages of it.
pub fn learn(pages: Vec<Received>, publications: &[Publication], limits: &Limits) -> Result<Learnt, Unreadable> {
    for page in &pages {
        match kind(&page.bytes) {
            Kind::Page => {}
            Kind::Other(name) => return Err(Unreadable::Other(name)),
            Kind::Pdf => return Err(Unreadable::Other("no page, but a PDF")),
            _ => return Err(Unreadable::Other("no page, but a text")),
        }
    }
    let (publications, limits) = (publications.to_vec(), *limits);
    let work = move || learn::learn(&pages, &publications, &limits);
    in_time(work, &limits)?.map_err(Unreadable::Exceeded)
}

fn read_page(received: Received, publications: &[Publication], limits: Limits) -> Result<Clip, Unreadable> {
    let publications = publications.to_vec();
    let work = move || page::read(&received, &publications, &limits);
    in_time(work, &limits)?.map_err(Unreadable::Exceeded)
}

/// Reads the pages of one article, in their order, as one text.
pub fn read_joined(pages: Vec<Received>, publications: &[Publication], limits: &Limits) -> Result<Clip, Unreadable> {
    for page in &pages {
        match kind(&page.bytes) {
            Kind::Page => {}
            Kind::Empty => return Err(Unreadable::Empty),
            Kind::Other(name) => return Err(Unreadable::Other(name)),
            Kind::Pdf => return Err(Unreadable::Other("no page, but a PDF")),
            _ => return Err(Unreadable::Other("no page, but a text")),
        }
    }
    let (publications, own) = (publications.to_vec(), *limits);
    let work = move || page::read_joined(&pages, &publications, &own);
    in_time(work, limits)?.map_err(Unreadable::Exceeded)
}

/// The library fails inside on fonts that it does not know; that is no fault of the program, and another may know them.
fn read_pdf(received: Received, publications: &[Publication], limits: Limits) -> Result<Clip, Unreadable> {
    let bytes = received.bytes.clone();
    let document = match forgiven(Duration::from_secs(limits.seconds), move || pdf::read(&bytes, &limits)) {
        Ok(read) => read.map_err(unread)?,
        Err(Ended::TooLong) => return Err(Unreadable::Exceeded(Exceeded::Seconds(limits.seconds))),
        Err(Ended::Failed) => return Err(Unreadable::Pdf(pdf::Fault::Unread("its fonts are of an unusual kind"))),
    };
    let publications = publications.to_vec();
    let work = move || pdf::clip::clip(document, pdf::clip::Reader::Library, &received, &publications);
    in_time(work, &limits)?.map_err(unread)
}

/// A PDF by the text that another program took out of it, a form feed after each page. `program` is its name and version, `why`
/// the reason for which it was asked.
pub fn read_pdf_text(
    (text, program, why): (String, String, pdf::Fault),
    received: Received,
    publications: &[Publication],
    limits: &Limits,
) -> Result<Clip, Unreadable> {
    let publications = publications.to_vec();
    let most = limits.pdf_pages;
    let work = move || {
        let pages = pdf::pages_of_text(&text);
        if pages.len() > most {
            return Err(pdf::Fault::Exceeded(Exceeded::PdfPages(most)));
        }
        let damage = if let pdf::Fault::Damaged(damage) = why { Some(damage) } else { None };
        let reader = pdf::clip::Reader::Program { name: &program, damage };
        let document = pdf::Document { pages, ..pdf::Document::default() };
        pdf::clip::clip(document, reader, &received, &publications)
    };
    in_time(work, limits)?.map_err(unread)
}

fn unread(fault: pdf::Fault) -> Unreadable {
    match fault {
        pdf::Fault::Exceeded(exceeded) => Unreadable::Exceeded(exceeded),
        other => Unreadable::Pdf(other),
    }
}

/// Every entry of a feed, from the feed alone.
fn of_feed(received: Received, publications: &[Publication], limits: Limits) -> Result<Vec<Clip>, Unreadable> {
    let publications = publications.to_vec();
    let work = move || {
        let feed = feed::read(&received, &limits)?;
        let clips = feed.entries.iter().map(|entry| feed::clip::clip(&feed, entry, &publications, &limits));
        clips.collect::<Result<Vec<Clip>, feed::Fault>>()
    };
    in_time(work, &limits)?.map_err(broken)
}

/// Reads a feed, for its entries to be chosen from.
pub fn read_feed(received: Received, limits: &Limits) -> Result<Feed, Unreadable> {
    let limits = *limits;
    in_time(move || feed::read(&received, &limits), &limits)?.map_err(broken)
}

/// Reads a list of feeds.
pub fn read_feed_list(received: Received, limits: &Limits) -> Result<Vec<Listed>, Unreadable> {
    let limits = *limits;
    in_time(move || feed::read_list(&received, &limits), &limits)?.map_err(broken)
}

/// One entry of a feed as a clip; with its pages where they were fetched.
pub fn read_entry(
    (feed, entry): (&Arc<Feed>, usize),
    pages: Vec<Received>,
    publications: &[Publication],
    limits: &Limits,
) -> Result<Clip, Unreadable> {
    let (feed, known, limits) = (feed.clone(), publications.to_vec(), *limits);
    let work = move || {
        let entry = feed.entries.get(entry).ok_or(feed::Fault::Broken("a feed without such an entry"))?;
        let of_feed = feed::clip::clip(&feed, entry, &known, &limits)?;
        if pages.is_empty() {
            return Ok(of_feed);
        }
        let mut of_page = page::read_joined(&pages, &known, &limits)?;
        feed::clip::complete(&mut of_page, &of_feed, entry);
        if of_page.paragraphs.is_empty() && feed::clip::is_whole(&of_feed) {
            let mut instead = of_feed;
            instead.doubt("body", None, "no running text was found on the page, so the feed's is taken");
            return Ok(instead);
        }
        Ok(of_page)
    };
    in_time(work, &limits)?.map_err(broken)
}

fn broken(fault: feed::Fault) -> Unreadable {
    match fault {
        feed::Fault::Exceeded(exceeded) => Unreadable::Exceeded(exceeded),
        feed::Fault::Broken(what) => Unreadable::Broken(what),
    }
}

fn in_time<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static, limits: &Limits) -> Result<T, Unreadable> {
    guarded(Duration::from_secs(limits.seconds), work).map_err(|ended| match ended {
        Ended::TooLong => Unreadable::Exceeded(Exceeded::Seconds(limits.seconds)),
        Ended::Failed => Unreadable::Failed,
    })
}
