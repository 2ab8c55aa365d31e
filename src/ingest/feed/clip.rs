//! An entry becomes a [`Clip`], from its feed alone or from its page with what the feed says of it.
//!
//! The page is preferred: a feed mostly has a part of the text. Never done here: taking a teaser for the article, a day of
//! change for the day of publication.

use super::body::{self, is_cut, is_whole_article, sentences, words_of};
use super::day::{Printed, printed};
use super::entry::{Entry, Text};
use super::words::Words;
use super::{Fault, Feed};
use crate::base::day::PartialDay;
use crate::ingest::clip::{Certainty, Clip, Doubt};
use crate::ingest::dates::Reading;
use crate::ingest::limits::Limits;
use crate::ingest::marked::Marked;
use crate::ingest::{dateline, dropped, marked, page, publication};
use crate::parse::vocabulary::Publication;
use url::Url;

/// Makes a clip of what a feed has of an entry. A teaser gives none of its words; that is in doubt. Needs a large stack.
pub fn clip(feed: &Feed, entry: &Entry, publications: &[Publication], limits: &Limits) -> Result<Clip, Fault> {
    let mut clip = Clip { url: entry.address.clone(), ..Clip::default() };
    if clip.url.is_some() {
        clip.origin("url", Certainty::Stated, "feed link");
    }
    settle_title(&mut clip, entry.title.as_ref());
    let has_only_change = settle_date(&mut clip, entry);
    let authors = if entry.authors.is_empty() { &feed.authors } else { &entry.authors };
    let site = entry.site.as_ref().or(feed.title.as_ref());
    if let Some(names) = page::names(authors, site.map(|site| site.text.as_str())) {
        clip.origin("authors", Certainty::Stated, "feed author");
        clip.byline = Some(names.join("; "));
        clip.authors = names;
    }
    let whole = settle_body(&mut clip, entry, limits)?;
    let stated = entry.language.clone().or_else(|| feed.language.clone());
    let stated = stated.map(|tag| (tag, Certainty::Stated, "feed language".to_owned()));
    page::settle_language(&mut clip, &whole, stated);
    if clip.paragraphs.is_empty() {
        // The words of a teaser are too few to speak against what the feed states.
        clip.doubts.retain(|doubt| doubt.field != "language");
    }
    page::settle_encoding(&mut clip, &feed.decoded);
    settle_publication(&mut clip, site, feed, publications);
    dateline::settle_agency(&mut clip);
    doubt_what_is_missing(&mut clip, has_only_change);
    doubt_name(&mut clip, site);
    for what in entry.mended.iter().chain(&feed.mended) {
        clip.doubt("body", None, format!("the feed is broken: {what}; compare the text with the page"));
    }
    Ok(clip)
}

/// Whether a feed has an entry's whole text.
pub fn is_whole(clip: &Clip) -> bool {
    !clip.paragraphs.is_empty()
}

/// Adds to the clip of an entry's page what only the feed says.
pub fn complete(of_page: &mut Clip, of_feed: &Clip, entry: &Entry) {
    let mut missing: Vec<&'static str> = Vec::new();
    if of_page.title.is_none() && of_feed.title.is_some() {
        of_page.title.clone_from(&of_feed.title);
        missing.push("title");
    }
    if of_page.authors.is_empty() && !of_feed.authors.is_empty() {
        of_page.authors.clone_from(&of_feed.authors);
        of_page.byline.clone_from(&of_feed.byline);
        missing.push("authors");
    }
    if of_page.language.is_none() && of_feed.language.is_some() {
        of_page.language.clone_from(&of_feed.language);
        missing.push("language");
    }
    let page_is_guess = of_page.publication.as_ref().is_none_or(|named| !named.known);
    if page_is_guess && of_feed.publication.is_some() {
        of_page.publication.clone_from(&of_feed.publication);
        missing.push("publication");
    }
    if of_page.url.is_none() {
        of_page.url.clone_from(&of_feed.url);
        missing.push("url");
    }
    if of_page.date.is_none() && (of_feed.date.is_some() || of_feed.doubts.iter().any(|doubt| doubt.field == "date")) {
        of_page.date = of_feed.date;
        missing.push("date");
    } else {
        compare_dates(of_page, of_feed, entry);
    }
    for field in missing {
        of_page.doubts.retain(|doubt| doubt.field != field);
        of_page.origins.retain(|origin| origin.field != field);
        of_page.doubts.extend(of_feed.doubts.iter().filter(|doubt| doubt.field == field).cloned());
        of_page.origins.extend(of_feed.origins.iter().filter(|origin| origin.field == field).cloned());
    }
}

fn compare_dates(of_page: &mut Clip, of_feed: &Clip, entry: &Entry) {
    let (Some(page), Some(feed)) = (of_page.date, of_feed.date) else { return };
    let is_utc = entry.published.as_ref().and_then(|(text, _)| printed(text)).is_some_and(|printed| printed.is_utc);
    let (long, short) = (page.to_string(), feed.to_string());
    let is_same = long.starts_with(&short) || short.starts_with(&long);
    let is_next = match (page.whole(), feed.whole()) {
        (Some(page), Some(feed)) => is_utc && (page.date() - feed.date()).get_days().abs() <= 1,
        _ => false,
    };
    if is_same || is_next {
        return;
    }
    if !of_page.doubts.iter().any(|doubt| doubt.field == "date") {
        of_page.doubt("date", Some(long), "the page says it");
    }
    of_page.doubt("date", Some(short), "the feed says it");
}

fn settle_title(clip: &mut Clip, title: Option<&Words>) {
    let Some(title) = title else { return };
    clip.origin("title", Certainty::Stated, "feed title");
    clip.title = Some(title.text.clone());
    if let Some(by_rule) = &title.by_rule {
        clip.doubt("title", Some(title.text.clone()), "read once more, since the feed escapes it twice");
        clip.doubt("title", Some(by_rule.clone()), "read once, as its format says");
    }
}

/// Sets the date and the day of the last change; gives whether there is only the latter.
fn settle_date(clip: &mut Clip, entry: &Entry) -> bool {
    let whole = |stamp: &(String, &'static str)| match printed(&stamp.0)?.reading {
        Reading::Certain(PartialDay::Day(day)) => Some(day),
        _ => None,
    };
    if let Some((stamp, day)) = entry.updated.as_ref().and_then(|stamp| Some((stamp, whole(stamp)?))) {
        clip.updated = Some(day);
        clip.origin("updated", Certainty::Stated, format!("feed {}", stamp.1));
    }
    let Some((text, from)) = &entry.published else { return clip.updated.is_some() };
    match printed(text) {
        Some(Printed { reading: Reading::Certain(day), .. }) => {
            clip.date = Some(day);
            clip.origin("date", Certainty::Stated, format!("feed {from}"));
        }
        Some(Printed { reading: Reading::Either { day_first, month_first }, .. }) => {
            for (day, form) in [(day_first, "day first"), (month_first, "month first")] {
                let why = format!("`{text}` read with the {form}; nothing else in the feed decides");
                clip.doubt("date", Some(day.to_string()), why);
            }
        }
        None => clip.doubt("date", None, format!("the feed says `{text}`, which is no day that is understood")),
    }
    // The same day twice says nothing of a change.
    if clip.updated.is_some_and(|day| clip.date == Some(PartialDay::Day(day))) {
        clip.updated = None;
        clip.origins.retain(|origin| origin.field != "updated");
    }
    false
}

/// Sets the body where the feed has all of it; gives the words that tell the language.
fn settle_body(clip: &mut Clip, entry: &Entry, limits: &Limits) -> Result<String, Fault> {
    let read = |text: &Option<Text>| match text {
        Some(text) => body::read(text, limits).map(|read| (words_of(&read.body), read, text.from)).map(Some),
        None => Ok(None),
    };
    let content = read(&entry.content)?.filter(|(words, ..)| !words.trim().is_empty());
    let summary = read(&entry.summary)?.filter(|(words, ..)| !words.trim().is_empty());
    let said_twice = |words: &str| summary.as_ref().is_some_and(|(summary, ..)| summary.trim() == words.trim());
    let is_whole = |words: &str| !(is_cut(words) || said_twice(words)) || is_whole_article(words);
    let whole = content.clone().filter(|(words, ..)| is_whole(words));
    let whole = whole.or_else(|| summary.clone().filter(|(words, ..)| is_whole_article(words)));
    let Some((words, mut read, from)) = whole else {
        let teaser = content.or(summary).map(|(words, ..)| words.trim().to_owned());
        let why = match &teaser {
            Some(teaser) => format!("feed gives {}; fetch the page", amount(sentences(teaser))),
            None => "feed gives no text; fetch the page".to_owned(),
        };
        clip.doubt("body", teaser.clone(), why);
        return Ok(teaser.unwrap_or_default());
    };
    if read.is_escaped_twice {
        clip.doubt("body", None, "the feed escapes it twice, and it was read once more; compare it with the page");
    }
    if sentences(&words) < 3 {
        let why = format!("feed gives {} as the whole text; compare it with the page", amount(sentences(&words)));
        clip.doubt("body", None, why);
    }
    clip.origin("body", Certainty::Stated, format!("feed {from}"));
    dropped::drop_blocks(&mut read.body.blocks, clip);
    let marked = marked::write(&read.body);
    clip.paragraphs.clone_from(&marked.paragraphs);
    if marked.is_too_deep {
        clip.doubt("body", None, Marked::TOO_DEEP);
    }
    clip.marked = Some(marked);
    clip.body = Some(read.body);
    clip.left_out.extend(read.left_out);
    Ok(words)
}

fn amount(count: usize) -> String {
    if count == 1 { "1 sentence".to_owned() } else { format!("{count} sentences") }
}

fn settle_publication(clip: &mut Clip, site: Option<&Words>, feed: &Feed, publications: &[Publication]) {
    let address = clip.url.as_ref().or(feed.home.as_ref());
    let host = address.and_then(|address| Url::parse(address).ok()?.host_str().map(str::to_ascii_lowercase));
    let said = site.map(|site| (site.text.clone(), Certainty::Stated, "feed title".to_owned()));
    page::settle_publication(clip, said, host.as_deref(), publications);
}

/// The name of a publication that is new, where it can be read in two ways.
fn doubt_name(clip: &mut Clip, site: Option<&Words>) {
    if let (Some(named), Some(by_rule)) = (&clip.publication, site.and_then(|site| site.by_rule.as_ref()))
        && !named.known
    {
        clip.doubt("publication", Some(by_rule.clone()), "its name read once, as its format says");
    }
}

fn doubt_what_is_missing(clip: &mut Clip, has_only_change: bool) {
    let mut missing: Vec<Doubt> = Vec::new();
    let mut doubt = |field: &'static str, reading: Option<String>, why: &str| {
        missing.push(Doubt { field, reading, why: why.to_owned() })
    };
    if clip.title.is_none() {
        doubt("title", None, "the feed states no title");
    }
    if clip.date.is_none() && !clip.doubts.iter().any(|doubt| doubt.field == "date") {
        let why = match has_only_change {
            true => "the feed states no date of publication, only the day of its last change",
            false => "the feed states no date of publication",
        };
        doubt("date", None, why);
    }
    match &clip.publication {
        None => doubt("publication", None, "the feed does not name its publication; give it with --publication"),
        Some(named) if !named.known => {
            doubt("publication", Some(named.name.clone()), &publication::unknown(named));
        }
        Some(_) => {}
    }
    if clip.language.is_none() {
        doubt("language", None, "the text is too short to tell its language");
    }
    clip.doubts.extend(missing);
}
