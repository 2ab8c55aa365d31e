//! What a book says of itself, for a part of it that does not say so.
//!
//! Comes in: the [`Clip`] of a part, and its [`Book`]. Goes out: the clip, with what only the book says, each value with its origin.

use super::archive::epub::Book;
use super::clip::{Certainty, Clip};
use super::publication;
use crate::base::day::PartialDay;
use crate::base::language::Language;
use crate::parse::vocabulary::Publication;

/// Adds what the book says. `part` is the title of the part, as its table of contents has it.
pub fn complete(clip: &mut Clip, book: &Book, part: Option<&str>, publications: &[Publication]) {
    let mut set: Vec<(&'static str, &str)> = Vec::new();
    if let (Some(title), None) = (part, &clip.title) {
        clip.title = Some(title.to_owned());
        set.push(("title", "the contents of the book"));
    }
    if let (Some(date), None) = (book.date.as_deref().and_then(day), clip.date) {
        clip.date = Some(date);
        set.push(("date", "dc:date of the book"));
    }
    if !book.authors.is_empty() && clip.authors.is_empty() {
        clip.authors.clone_from(&book.authors);
        clip.byline = Some(book.authors.join("; "));
        set.push(("authors", "dc:creator of the book"));
    }
    // A part has no host; a name that it states itself counts.
    if let (Some(publisher), None) = (&book.publisher, &clip.publication) {
        clip.publication = publication::by_name(publisher, publications);
        set.push(("publication", "dc:publisher of the book"));
    }
    if let (Some(said), None) = (book.language.as_deref().and_then(Language::parse), &clip.language) {
        clip.language = Some(said);
        set.push(("language", "dc:language of the book"));
    }
    for (field, from) in set {
        clip.doubts.retain(|doubt| doubt.field != field);
        clip.origin(field, Certainty::Stated, from);
    }
    if let Some(named) = clip.publication.clone().filter(|named| !named.known)
        && !clip.doubts.iter().any(|doubt| doubt.field == "publication")
    {
        clip.doubt("publication", Some(named.name.clone()), publication::unknown(&named));
    }
}

/// `2026-02-13T00:00:00Z`, `2026-02` or `2026`.
fn day(written: &str) -> Option<PartialDay> {
    let written = written.trim();
    PartialDay::parse(written.get(..10).unwrap_or(written))
}
