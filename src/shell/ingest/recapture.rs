//! A source that is stored already, retrieved again: a new capture, an older one, or nothing new (SPEC 6).
//!
//! Never done here: judging which (`resolve::recapture` does), changing more of the editors' file than SPEC names.

use super::Found;
use super::known::Known;
use super::raw;
use crate::base::day::Day;
use crate::base::file::SitePath;
use crate::ingest::renew::{Changed, note_seen, renew};
use crate::parse::content::{Content, source_alone};
use crate::parse::ids::SourceId;
use crate::parse::source::SourceFile;
use crate::resolve::evidence::{self, Change};
use crate::resolve::recapture::{Moment, Recapture, judge, time_of};
use crate::shell::memory;
use crate::shell::outcome::{Exit, Stop};
use crate::shell::terminal::{self, printable};
use crate::shell::whole::{Replace, inside, write_whole};
use std::fs;
use std::path::Path;

/// What a retrieval of a stored source came to, with the files to write.
pub enum Plan {
    /// Nothing new.
    Unchanged {
        /// What is said.
        said: String,
        /// The current file with the day it was seen, where that is asked for.
        seen: Option<(SitePath, String)>,
    },
    /// The current file is kept under another name, and has a new text.
    Newer {
        /// Where the text that was current is kept.
        kept: String,
        /// The current file.
        current: SitePath,
        /// What it was,
        old: String,
        /// and what it is.
        new: String,
        /// Fields that change.
        changes: Vec<Changed>,
        /// Which words change, in words.
        words: Option<String>,
        /// The bytes as received, where they are kept.
        raw: Option<raw::Pages>,
    },
    /// A capture that is older than the current text.
    Older {
        /// Its file.
        path: String,
        /// Its text.
        text: String,
        /// The bytes as received, where they are kept.
        raw: Option<raw::Pages>,
    },
}

/// Plans what is written for a retrieval of a source.
pub fn plan(
    id: &SourceId,
    found: &Found,
    content: &Content,
    (stamp, record): (Option<&str>, bool),
) -> Result<Plan, Stop> {
    let texts: Vec<&SourceFile> = content.sources.iter().filter(|source| source.id == *id).collect();
    let Some(current) = texts.iter().find(|text| text.earlier.is_none()) else {
        return Err(Stop::found(format!("`{id}` cannot be read, so nothing was stored"))
            .help("run `postil check`, which says what is wrong with it"));
    };
    let file = current.file.path();
    let new =
        read_again(&found.markdown()).ok_or_else(|| Stop::found("no running text was found, so nothing was stored"))?;
    // The time of day is written where a day has two captures, and only what was retrieved now has one.
    let shares_day = current.front.capture.as_ref().is_some_and(|capture| capture.day == found.retrieved);
    let stamp =
        stamp.filter(|stamp| shares_day && found.clip.captured.is_none_or(|day| stamp.starts_with(&day.to_string())));
    let mut provenance = found.provenance.clone();
    if let Some(stamp) = stamp {
        provenance.retrieved = stamp.to_owned();
    }
    let at = (found.retrieved, time_of(&provenance.retrieved));
    let language = current.front.language.as_ref().unwrap_or(&content.site.language);
    match judge(&texts, language, &new.stored, at) {
        Recapture::Unchanged(since) => {
            let seen = record.then(|| note_seen(&current.file, found.retrieved)).flatten();
            let said = unchanged(id, since, seen.as_ref().map(|_| found.retrieved));
            Ok(Plan::Unchanged { said, seen: seen.map(|text| (file.clone(), text)) })
        }
        Recapture::Unrecorded => Err(unrecorded(id, file, found)),
        Recapture::Unnamed(day) => Err(unnamed(id, day)),
        Recapture::SameMinute => Err(Stop::found(format!(
            "another text of `{id}` was stored in this very minute, and captures are named by the minute; nothing was written"
        ))
        .help("ingest it again in a minute")),
        Recapture::Older(name) => {
            let path = beside(file, &format!("{id}@{name}.md"));
            Ok(Plan::Older { path, text: found.markdown(), raw: found.raw.clone() })
        }
        Recapture::Newer(name) => {
            let kept = beside(file, &format!("{id}@{name}.md"));
            let renewed = renew(&current.file, &found.clip, &provenance).ok_or_else(|| {
                Stop::found(format!("the front matter of `{file}` cannot be changed by itself, so nothing was written"))
                    .help("write each of its fields on a line of its own, and ingest again")
            })?;
            let old = current.file.text().to_owned();
            let (current, raw) = (file.clone(), found.raw.clone());
            let words = words_that_change(&new, &texts);
            Ok(Plan::Newer { kept, current, old, new: renewed.text, changes: renewed.changes, words, raw })
        }
    }
}

/// What the new text says otherwise than the current one.
fn words_that_change(new: &SourceFile, texts: &[&SourceFile]) -> Option<String> {
    let current = texts.iter().find(|text| text.earlier.is_none())?;
    match evidence::changes(new, &current.hashed_text) {
        Change::Tidied => None,
        Change::Words(changes) => Some(evidence::named(&changes)),
        Change::Most(paragraph) => Some(format!("most of them are others from ¶{paragraph} on")),
    }
}

/// Carries a plan out, and says so.
pub fn carry_out(root: &Path, id: &SourceId, plan: &Plan) -> Result<Exit, Stop> {
    write(root, id, plan)?;
    terminal::say(&said(id, plan, true))?;
    Ok(Exit::Clean)
}

/// Carries a plan out: both files are written, or neither.
pub fn write(root: &Path, id: &SourceId, plan: &Plan) -> Result<(), Stop> {
    match plan {
        Plan::Unchanged { seen: None, .. } => {}
        Plan::Unchanged { seen: Some((file, text)), .. } => {
            write_whole(&inside(root, file.as_str())?, text.as_bytes(), Replace::Allowed)?;
        }
        Plan::Older { path, text, raw } => {
            write_whole(&inside(root, path)?, text.as_bytes(), Replace::Never)?;
            if let Some(bytes) = raw {
                raw::write(root, path, bytes, Replace::Never)?;
            }
        }
        Plan::Newer { kept, current: path, old, new, raw, .. } => {
            let (kept, current) = (inside(root, kept)?, inside(root, path.as_str())?);
            // The bytes on the disk, with the mark and all that reading passes over.
            let bytes = fs::read(&current).map_err(|error| Stop::at("read", &current, &error))?;
            if !String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').eq(old.as_str()) {
                return Err(Stop::found(format!("`{id}` was changed while it was read, so nothing was written"))
                    .help("ingest again"));
            }
            write_whole(&kept, &bytes, Replace::Never)?;
            // The bytes of the text that is kept go with it.
            let moved = raw::move_to(&current, &kept);
            let mark = if bytes.starts_with("\u{feff}".as_bytes()) { "\u{feff}" } else { "" };
            if let Err(stop) = write_whole(&current, format!("{mark}{new}").as_bytes(), Replace::Allowed) {
                // What cannot be undone either is said by the first failure.
                let _ = fs::remove_file(&kept);
                moved.iter().for_each(|(old, kept)| drop(fs::rename(kept, old)));
                return Err(stop);
            }
            if let Some(bytes) = raw {
                raw::write(root, path.as_str(), bytes, Replace::Allowed)?;
            }
            memory::keep(root, path, new.as_bytes());
        }
    }
    Ok(())
}

/// A plan in words.
pub fn said(id: &SourceId, plan: &Plan, is_done: bool) -> String {
    let not = if is_done { "" } else { "; nothing was written" };
    let lines = match plan {
        Plan::Unchanged { said, .. } => vec![said.clone()],
        Plan::Older { path, .. } => {
            vec![format!("`{id}` has a newer text; this one is an earlier capture, stored as `{path}`{not}")]
        }
        Plan::Newer { kept, current, changes, words, .. } => {
            let mut lines =
                vec![format!("`{id}` has changed: its text is kept as `{kept}`, the new one is in `{current}`{not}")];
            lines.extend(words.iter().map(|words| format!("  {:<12} {words}", "words")));
            lines.extend(changes.iter().map(|change| match &change.from {
                Some(from) => format!("  {:<12} {from} → {}", change.field, change.to),
                None => format!("  {:<12} {}", change.field, change.to),
            }));
            lines
        }
    };
    printable(&lines.join("\n"))
}

/// The source that was retrieved again: the one named, else the one of the address, else the one of this file of this
/// publication with this title.
pub fn known_source(found: &Found, named: Option<&SourceId>, content: &Content, known: &Known) -> Option<SourceId> {
    if let Some(id) = named {
        return known.has(id).then(|| id.clone());
    }
    let current = || content.sources.iter().filter(|source| source.earlier.is_none());
    // The address of a feed is that of each of its entries, and tells none apart.
    let from = Some(found.provenance.from.as_str()).filter(|_| !found.is_one_of_many);
    let addresses = [found.clip.url.as_deref(), from];
    let addresses: Vec<String> = addresses.into_iter().flatten().filter_map(plain_address).collect();
    let has_address = |source: &&SourceFile| {
        let capture = source.front.capture.as_ref();
        let from = capture.and_then(|capture| capture.from.as_deref());
        let landed = capture.and_then(|capture| capture.r#final.as_deref());
        let joined = capture.iter().flat_map(|capture| capture.joined.iter().map(String::as_str));
        let own = [source.front.url.as_deref(), from, landed];
        own.into_iter().flatten().chain(joined).filter_map(plain_address).any(|own| addresses.contains(&own))
    };
    if let Some(source) = current().find(has_address) {
        return Some(source.id.clone());
    }
    let is_same_file = |source: &&SourceFile| {
        let from = source.front.capture.as_ref().and_then(|capture| capture.from.as_deref());
        let is_named_so = from == Some(found.provenance.from.as_str()) && found.provenance.from != "-";
        let publication = found.clip.publication.as_ref().map(|named| &named.key);
        is_named_so
            && publication == Some(&source.front.publication.value)
            && found.clip.title.as_deref() == Some(source.front.title.as_str())
            && found.clip.date == source.front.date
    };
    current().find(is_same_file).map(|source| source.id.clone())
}

/// An address without what differs from visit to visit: scheme, fragment, marks of campaigns, the last `/`. `None` for a
/// name that is no address.
fn plain_address(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let rest = rest.split('#').next().unwrap_or(rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let is_mark = |part: &&str| {
        let name = part.split('=').next().unwrap_or(part);
        name.starts_with("utm_") || ["fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid"].contains(&name)
    };
    let query: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !is_mark(part)).collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    Some(format!("{}/{}{query}", host.to_lowercase(), path.trim_end_matches('/')))
}

fn unchanged(id: &SourceId, (day, time): Moment, noted: Option<Day>) -> String {
    let time = time.map(|(hour, minute)| format!(", {hour:02}:{minute:02}")).unwrap_or_default();
    match noted {
        Some(seen) => format!("`{id}` is unchanged since {day}{time}; noted that it was seen on {seen}"),
        None => format!("`{id}` is unchanged since {day}{time}; nothing was written"),
    }
}

fn unrecorded(id: &SourceId, file: &SitePath, found: &Found) -> Stop {
    Stop::found(format!("`{id}` does not say when its text was retrieved, so nothing was written")).help(format!(
        "add to the front matter of `{file}` the day on which its text was retrieved, before {}, and ingest again:\n\
         capture: {{retrieved: YYYY-MM-DD}}",
        found.retrieved
    ))
}

fn unnamed(id: &SourceId, day: Day) -> Stop {
    let message = format!(
        "`{id}` has a capture of {day} already, and the time of day that would tell the two apart is not known; nothing was written"
    );
    Stop::found(message)
        .help("leave the day of retrieval out of the text, so that the time at which it is ingested counts; or put it beside the source by hand, as `ID@DAYTHHMM.md`")
}

fn beside(file: &SitePath, name: &str) -> String {
    match file.as_str().rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    }
}

/// The text of a source file as the program reads it; `None` where it has no running text.
pub fn read_again(text: &str) -> Option<SourceFile> {
    let path = SitePath::new("content/sources/x.md").expect("a plain path");
    source_alone(&path, text.as_bytes().to_vec()).filter(|source| !source.stored.blocks.is_empty())
}

#[cfg(test)]
mod tests {
    use super::plain_address;

    #[test]
    fn an_address_is_one_however_it_was_reached() {
        let plain = |address| plain_address(address).unwrap();
        assert_eq!(plain("https://A.example/b/?utm_source=x#top"), plain("http://a.example/b"));
        assert_eq!(plain("https://a.example/?id=1&fbclid=2"), "a.example/?id=1");
        assert_ne!(plain("https://a.example/B"), plain("https://a.example/b"));
        assert_eq!(plain_address("clip.txt"), None);
    }
}
