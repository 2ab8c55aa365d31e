//! Entries out of feeds, and feeds out of lists: the one there is, those that are asked for, else the list to choose from.
//!
//! The page of an entry is preferred to the text in the feed. It is fetched where the feed itself came from the web, or where
//! an editor asks for it: a file never makes this program visit an address by itself.

use super::{Asked, EntryOf, Input, Tally, Then, fetched, is_address, refused};
use crate::base::hash::sha256_hex;
use crate::ingest::dates::Reading;
use crate::ingest::feed::Feed;
use crate::ingest::feed::day::printed;
use crate::ingest::feed::opml::Listed;
use crate::ingest::kind::{Kind, is_feed, kind};
use crate::ingest::reader;
use crate::ingest::received::Received;
use crate::shell::outcome::Stop;
use crate::shell::terminal::{self, printable};
use std::sync::Arc;
use std::time::Duration;

/// A list to choose from has no more lines.
const SHOWN: usize = 40;

/// How long a server is left alone between two of its pages.
const PAUSE: Duration = Duration::from_millis(500);

/// Hands over the entries of a feed that are asked for in `entries`.
pub fn of_feed(
    input: &Input,
    asked: Asked,
    entries: &[String],
    tally: &mut Tally,
    then: &mut Then,
) -> Result<(), Stop> {
    let Asked { wanted, limits } = asked;
    let feed = reader::read_feed(received(input, asked), limits).map_err(|why| refused(&input.name, &why))?;
    let feed = Arc::new(feed);
    let whole = Arc::new((input.bytes.clone(), sha256_hex(&input.bytes)));
    let addresses: Vec<Option<&str>> = feed.entries.iter().map(|entry| entry.address.as_deref()).collect();
    // A program that only looks is shown everything; it cannot choose from a list.
    let all = wanted.all || (wanted.json && entries.is_empty());
    let chosen = match choose(&addresses, entries, all) {
        Ok(chosen) => chosen,
        Err(missing) => return Err(list_of_entries(input, &feed, missing)),
    };
    if let (true, Some(_)) = (chosen.len() > 1, &wanted.id) {
        return Err(Stop::usage(format!("`--id` names one source, and {} entries are taken", chosen.len())));
    }
    let is_web = !wanted.no_fetch && (wanted.fetch || is_address(&input.from));
    if let [index] = chosen.as_slice() {
        return then(entry(input, asked, (&feed, &whole), *index, is_web)?);
    }
    tally.of_several();
    for (count, index) in chosen.into_iter().enumerate() {
        if is_web && count > 0 && !wanted.private {
            std::thread::sleep(PAUSE);
        }
        let ended = entry(input, asked, (&feed, &whole), index, is_web).and_then(&mut *then);
        tally.take(ended)?;
    }
    Ok(())
}

/// Hands over the entries of those feeds of a list that are asked for: the first name is a feed's, the others are entries'.
pub fn of_list(input: &Input, asked: Asked, tally: &mut Tally, then: &mut Then) -> Result<(), Stop> {
    let Asked { wanted, limits } = asked;
    let feeds = reader::read_feed_list(received(input, asked), limits).map_err(|why| refused(&input.name, &why))?;
    let addresses: Vec<Option<&str>> = feeds.iter().map(|feed| Some(feed.address.as_str())).collect();
    let (first, entries) = wanted.entry.split_at(wanted.entry.len().min(1));
    let chosen = match choose(&addresses, first, wanted.all) {
        Ok(chosen) => chosen,
        Err(missing) => return Err(list_of_feeds(input, &feeds, missing)),
    };
    let mut one = |address: &str, tally: &mut Tally| {
        if !is_address(address) {
            return Err(Stop::found(format!("`{address}` is no address of the web")));
        }
        let feed = fetched(address, wanted, limits)?;
        if !is_feed(&feed.bytes) {
            return Err(Stop::found(format!("`{address}` is no feed")));
        }
        of_feed(&feed, asked, entries, tally, then)
    };
    if let [index] = chosen.as_slice() {
        return one(&feeds[*index].address, tally);
    }
    tally.of_several();
    for index in chosen {
        let ended = one(&feeds[index].address, tally);
        tally.take(ended)?;
    }
    Ok(())
}

/// Which are asked for, by address or number from 1; the only one there is. An error where a name is none of them, or
/// where nothing chooses among several.
fn choose(addresses: &[Option<&str>], names: &[String], all: bool) -> Result<Vec<usize>, Option<String>> {
    if names.is_empty() {
        let is_settled = (all || addresses.len() == 1) && !addresses.is_empty();
        return if is_settled { Ok((0..addresses.len()).collect()) } else { Err(None) };
    }
    let bare = |address: &str| address.split('#').next().unwrap_or("").trim_end_matches('/').to_owned();
    let mut chosen = Vec::new();
    for name in names {
        let by_number =
            name.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).filter(|at| *at < addresses.len());
        let exact = || addresses.iter().position(|address| *address == Some(name.as_str()));
        let but_for_end =
            || addresses.iter().position(|address| address.is_some_and(|address| bare(address) == bare(name)));
        let index = by_number.or_else(exact).or_else(but_for_end).ok_or_else(|| Some(name.clone()))?;
        if !chosen.contains(&index) {
            chosen.push(index);
        }
    }
    Ok(chosen)
}

/// One entry: its page where it may be fetched and can be, else what the feed has.
fn entry(
    input: &Input,
    asked: Asked,
    (feed, whole): (&Arc<Feed>, &Arc<(Vec<u8>, String)>),
    index: usize,
    is_web: bool,
) -> Result<Input, Stop> {
    let of = |has_page: bool| Some(EntryOf { feed: feed.clone(), index, has_page, whole: whole.clone() });
    let address = feed.entries.get(index).and_then(|entry| entry.address.as_deref()).filter(|_| is_web);
    if let Some(address) = address {
        match fetched(address, asked.wanted, asked.limits) {
            Ok(page) if kind(&page.bytes) == Kind::Page => return Ok(Input { entry: of(true), ..page }),
            Ok(other) if kind(&other.bytes) != Kind::Empty => return Ok(other),
            Ok(_) => terminal::note(&printable(&format!("`{address}` is empty; the feed's text is taken")))?,
            Err(stop) => terminal::note(&printable(&format!("{}; the feed's text is taken", stop.message)))?,
        }
    }
    Ok(Input {
        name: format!("{}, entry {}", input.name, index + 1),
        from: input.from.clone(),
        address: input.address.clone(),
        content_type: input.content_type.clone(),
        retrieved: input.retrieved,
        entry: of(false),
        ..Input::default()
    })
}

fn received(input: &Input, asked: Asked) -> Received {
    Received {
        bytes: input.bytes.clone(),
        given: Some(input.from.clone()),
        address: input.address.clone().or_else(|| asked.wanted.url.clone()),
        content_type: input.content_type.clone(),
        retrieved: input.retrieved,
        publication: asked.wanted.publication.clone(),
        article: None,
    }
}

fn list_of_entries(input: &Input, feed: &Feed, missing: Option<String>) -> Stop {
    if feed.entries.is_empty() {
        return Stop::found(format!("`{}` is a feed without an entry in it", input.name));
    }
    let day = |text: &str| match printed(text)?.reading {
        Reading::Certain(day) => Some(day.to_string()),
        Reading::Either { .. } => None,
    };
    let lines = feed.entries.iter().map(|entry| {
        let day = entry.published.as_ref().and_then(|(text, _)| day(text)).unwrap_or_default();
        let title = entry.title.as_ref().map_or("without a title", |title| &title.text);
        format!("{day:<10} {title}{}", entry.address.as_ref().map(|to| format!("  {to}")).unwrap_or_default())
    });
    let count = feed.entries.len();
    let message = match missing {
        Some(name) => format!("`{}` has no entry `{name}` among its {count}", input.name),
        None => format!("`{}` is a feed of {count} entries", input.name),
    };
    let broken = feed.mended.iter().map(|what| format!("\nthe feed is broken: {what}")).collect::<String>();
    let how = "name some with `--entry ADDRESS` or `--entry NUMBER`, or take all with `--all`:";
    Stop::usage(message).help(printable(&format!("{how}{}{broken}", numbered(lines, count))))
}

fn list_of_feeds(input: &Input, feeds: &[Listed], missing: Option<String>) -> Stop {
    if feeds.is_empty() {
        return Stop::found(format!("`{}` is a list of feeds without a feed in it", input.name));
    }
    let lines =
        feeds.iter().map(|feed| format!("{}  {}", feed.title.as_deref().unwrap_or("without a title"), feed.address));
    let message = match missing {
        Some(name) => format!("`{}` has no feed `{name}` among its {}", input.name, feeds.len()),
        None => format!("`{}` is a list of {} feeds", input.name, feeds.len()),
    };
    let how = "name one with `--entry ADDRESS` or `--entry NUMBER`, and its entries with more of them, or take all with `--all`:";
    Stop::usage(message).help(printable(&format!("{how}{}", numbered(lines, feeds.len()))))
}

fn numbered(lines: impl Iterator<Item = String>, count: usize) -> String {
    let shown: String = lines.zip(1..).take(SHOWN).map(|(line, number)| format!("\n  {number:>2} {line}")).collect();
    if count > SHOWN { format!("{shown}\n  …") } else { shown }
}
