//! Fields of a clip, settled out of what was found in several places.
//!
//! Comes in: the clip, and what a page states of a field. Goes out: the clip with the field, its origin, and what is in doubt of
//! it. Never done here: looking into the page.

use super::facts::Found;
use super::folded;
use crate::base::language::Language;
use crate::ingest::clip::{Certainty, Clip, Doubt};
use crate::ingest::encoding::{Decoded, How};
use crate::ingest::lines::{self, Label};
use crate::ingest::{language, publication};
use crate::parse::vocabulary::Publication;

/// The agency that a line near the title names.
pub fn agency(near: &[String]) -> Found<String> {
    near.iter().find_map(|line| match lines::labelled(line) {
        Some((Label::Agency, value)) if value.chars().count() <= 40 => {
            Some((value.to_owned(), Certainty::Stated, "a line near the title".to_owned()))
        }
        _ => None,
    })
}

/// On a page that says whose it is, a line that names another source names the agency.
pub fn settle_source_row(clip: &mut Clip, near: &[String]) {
    let Some(publication) = clip.publication.as_ref().filter(|_| clip.agency.is_none()) else { return };
    let is_same = |name: &str| folded(name) == folded(&publication.name);
    let named = near.iter().flat_map(|line| lines::facts(line)).find_map(|fact| match lines::labelled(fact) {
        Some((Label::Publication, name)) if name.chars().count() <= 40 && !name.is_empty() && !is_same(name) => {
            Some(name.to_owned())
        }
        _ => None,
    });
    if let Some(name) = named {
        clip.origin("agency", Certainty::Inferred, "a line near the title that names a source");
        clip.agency = Some(name);
    }
}

/// The language of the words counts; what a page states beside it is a doubt where it is another.
pub fn settle_language(clip: &mut Clip, text: &str, stated: Found<String>) {
    let read = stated.and_then(|(tag, certainty, from)| Some((plain_language(&tag)?, certainty, from)));
    match (language::detect(text), read) {
        (Some(detected), Some((said, ..))) if detected.primary() != said.primary() => {
            for (reading, why) in [(&detected, "the words are in it"), (&said, "the page states it")] {
                clip.doubt("language", Some(reading.tag().to_owned()), why);
            }
            clip.origin("language", Certainty::Inferred, "the words");
            clip.language = Some(detected);
        }
        (_, Some((said, certainty, from))) => {
            clip.origin("language", certainty, from);
            clip.language = Some(said);
        }
        (Some(detected), None) => {
            clip.origin("language", Certainty::Inferred, "the words");
            clip.language = Some(detected);
        }
        (None, None) => {}
    }
}

/// A language without its region: pages state the region of their program more often than that of their words.
fn plain_language(tag: &str) -> Option<Language> {
    let language = Language::parse(tag)?;
    let script = language.tag().split('-').nth(1).filter(|part| part.len() == 4);
    let plain = script.map_or(language.primary().to_owned(), |script| format!("{}-{script}", language.primary()));
    Language::parse(&plain).filter(|language| language.primary() != "und")
}

/// Records how the bytes were read; what could not be is in doubt.
pub fn settle_encoding(clip: &mut Clip, decoded: &Decoded) {
    clip.encoding = Some(match decoded.how {
        How::Utf8 => decoded.encoding.clone(),
        how => format!("{} ({})", decoded.encoding, how.name()),
    });
    if decoded.damaged > 0 {
        let why = format!("{} places could not be decoded, and stand as U+FFFD", decoded.damaged);
        clip.doubt("encoding", Some(decoded.encoding.clone()), why);
    }
}

/// The publication: by the host of the address among those that are known, else by the name of the site, else by the host.
pub fn settle_publication(clip: &mut Clip, site: Found<String>, host: Option<&str>, publications: &[Publication]) {
    let by_host = clip_address(host).and_then(|address| publication::by_address(&address, publications));
    if let Some(known) = by_host {
        clip.origin("publication", Certainty::Inferred, "the host of the address");
        clip.publication = Some(known);
        return;
    }
    if let Some((name, certainty, from)) = site {
        clip.publication = publication::by_name_at(&name, host, publications);
        clip.origin("publication", certainty, from);
    } else if let Some(host) = host {
        let name = host.strip_prefix("www.").unwrap_or(host);
        clip.publication = publication::by_name(name, publications);
        clip.origin("publication", Certainty::Inferred, "the host of the address");
    }
}

/// The address of a host.
pub fn clip_address(host: Option<&str>) -> Option<String> {
    host.map(|host| format!("https://{host}/"))
}

/// Says what a clip of a page should have and has not.
pub fn doubt_what_is_missing(clip: &mut Clip, is_guess: bool) {
    let mut missing: Vec<Doubt> = Vec::new();
    let mut doubt = |field: &'static str, reading: Option<String>, why: &str| {
        missing.push(Doubt { field, reading, why: why.to_owned() })
    };
    if clip.title.is_none() {
        doubt("title", None, "the page states no title");
    }
    if clip.date.is_none() && !clip.doubts.iter().any(|doubt| doubt.field == "date") {
        doubt("date", None, "the page states no date of publication");
    }
    match &clip.publication {
        None => doubt("publication", None, "the page does not name its publication; give it with --publication"),
        Some(named) if !named.known => {
            doubt("publication", Some(named.name.clone()), &publication::unknown(named));
        }
        Some(_) => {}
    }
    if clip.language.is_none() {
        doubt("language", None, "the text is too short to tell its language");
    }
    if clip.paragraphs.is_empty() {
        doubt("paragraphs", None, "no running text was found");
    } else if is_guess {
        doubt("body", None, "no part of the page stands out as its article; look at what was taken");
    }
    clip.doubts.extend(missing);
}
