//! What is in doubt of a clip: what would stand for it, which readings are taken, and whether somebody must be asked.
//!
//! Never done here: asking (`ask` does).

use super::known::Known;
use crate::base::day::{Day, PartialDay};
use crate::base::language::Language;
use crate::ingest::clip::{Clip, Named};
use crate::ingest::{publication, source_file};
use crate::parse::ids::PublicationKey;
use crate::shell::args::Ingest;
use crate::shell::outcome::Stop;
use crate::shell::print::summary::listed;

/// What would be written where a title or a day is not known: the doubt says that too.
pub fn say_what_stands_in(clip: &mut Clip, wanted: &Ingest, retrieved: Option<Day>, today: Day) {
    let words = source_file::first_words(clip);
    let day = retrieved.or(clip.captured).unwrap_or(today);
    for doubt in clip.doubts.iter_mut().filter(|doubt| doubt.reading.is_none()) {
        match doubt.field {
            "title" if clip.title.is_none() && !clip.paragraphs.is_empty() => {
                doubt.why.push_str("; its first words would stand for one");
                doubt.reading = Some(words.clone());
            }
            "date" if clip.date.is_none() && wanted.id.is_none() => {
                doubt.why.push_str(&format!("; its id and its folder would have the day of retrieval, {day}"));
            }
            _ => {}
        }
    }
}

/// Everything in doubt but a publication that is named and has no entry yet: that is said, and added.
pub fn needs_answers(clip: &Clip) -> bool {
    clip.doubts.iter().any(|doubt| !(doubt.field == "publication" && doubt.reading.is_some()))
}

/// Why a clip was not stored whose doubts nobody was there to settle, and what to do.
pub fn unanswered(name: &str, clip: &Clip) -> Stop {
    let mut fields: Vec<String> = Vec::new();
    for doubt in clip.doubts.iter().filter(|doubt| doubt.field != "publication" || doubt.reading.is_none()) {
        let field = format!("`{}`", doubt.field);
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let verb = if fields.len() == 1 { "is" } else { "are" };
    let fields = listed(&fields);
    let help = match clip.publication {
        None => "name the publication with `--publication KEY`, and accept the first reading of all else with `--yes`",
        Some(_) => "accept the first reading of each with `--yes`, or run this in a terminal to choose",
    };
    Stop::found(format!("`{name}` was not stored, since {fields} {verb} in doubt and nobody can be asked")).help(help)
}

/// Takes the first reading of everything in doubt.
pub fn accept(clip: &mut Clip) {
    let mut done: Vec<&'static str> = Vec::new();
    for doubt in clip.doubts.clone() {
        if !done.contains(&doubt.field) {
            done.push(doubt.field);
            if let Some(reading) = &doubt.reading {
                take(clip, doubt.field, reading);
            }
        }
    }
}

/// Sets a field that is not known to a reading of it.
pub fn take(clip: &mut Clip, field: &str, reading: &str) {
    let text = || Some(reading.to_owned());
    match field {
        "date" => clip.date = PartialDay::parse(reading),
        "title" => clip.title = text(),
        "subtitle" => clip.subtitle = text(),
        "byline" => clip.byline = text(),
        "agency" => clip.agency = text(),
        "url" => clip.url = text(),
        "language" => clip.language = Language::parse(reading),
        // A publication that is named has been taken up already.
        _ => {}
    }
}

/// The publication an editor names counts, whatever the text says.
pub fn name_publication(clip: &mut Clip, key: &PublicationKey, known: &Known) {
    let printed = clip.publication.take().map(|named| named.name);
    let entry = publication::known_by_name(key.as_str(), &known.publications);
    clip.publication = entry.or_else(|| {
        let name = printed.unwrap_or_else(|| key.to_string());
        Some(Named { key: key.clone(), name, known: false })
    });
    clip.doubts.retain(|doubt| doubt.field != "publication");
}
