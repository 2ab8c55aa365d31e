//! `My Clippings.txt` of a Kindle: entries in the order in which they were made, in the language of the device.
//!
//! Every size a highlight ever had is there, and notes stand apart from the highlight they belong to: [`pairing`] joins
//! them. The device never says which article of which address it was: a title is all there is.
//!
//! [`pairing`]: super::pairing

use super::export::{Broken, Export, Highlight, clean, line as one_line};
use super::kindle_words::{Kind, kind, names_page};
use super::pairing::{Entry, Range, join};
use crate::ingest::dates::{self, Reading};
use regex::Regex;
use std::sync::LazyLock;

/// Reads clippings. What is not an entry is said, and the rest is read.
pub fn read(text: &str) -> Result<Export, Broken> {
    let mut export = Export::default();
    let mut works: Vec<(Work, Vec<Entry>)> = Vec::new();
    for (line, chunk) in chunks(text) {
        export.entries += 1;
        match entry(line, chunk) {
            Err(broken) => export.unread.push(broken),
            Ok(Clipping::Bookmark) => export.bookmarks += 1,
            Ok(Clipping::Empty) => export.empty += 1,
            Ok(Clipping::Entry(work, entry)) => match works.iter_mut().rfind(|(known, _)| *known == work) {
                Some((_, entries)) => entries.push(*entry),
                None => works.push((work, vec![*entry])),
            },
        }
    }
    for (Work { title, authors }, entries) in works {
        let joined = join(entries);
        export.joined += joined.replaced;
        export.paired += joined.paired;
        export.work(None, title, authors).highlights.extend(joined.highlights);
    }
    Ok(export)
}

/// The book that a clipping is from, as its first line has it.
#[derive(PartialEq, Eq)]
struct Work {
    title: Option<String>,
    authors: Vec<String>,
}

enum Clipping {
    Bookmark,
    Empty,
    Entry(Work, Box<Entry>),
}

/// The text between the lines of equals signs, each with the line it begins on.
fn chunks(text: &str) -> Vec<(usize, &str)> {
    let mut chunks = Vec::new();
    let (mut start, mut first, mut at) = (0, 1, 0);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if is_rule(line) {
            chunks.push((first, &text[start..at]));
            (start, first) = (at + line.len(), index + 2);
        }
        at += line.len();
    }
    chunks.push((first, &text[start..]));
    chunks.retain(|(_, chunk)| !clean(chunk).is_empty());
    chunks
}

/// The line under each entry.
pub fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 8 && line.bytes().all(|byte| byte == b'=')
}

fn entry(line: usize, chunk: &str) -> Result<Clipping, Broken> {
    let mut lines = chunk.lines().enumerate().skip_while(|(_, line)| clean(line).is_empty());
    let (skipped, head) = lines.next().unwrap_or((0, ""));
    let line = line + skipped;
    let facts = lines.next().map(|(_, facts)| clean(facts)).filter(|facts| facts.starts_with(['-', '–', '•']));
    let Some(facts) = facts else {
        return Err(Broken::at(line, "this entry does not say what it is: its second line does not begin with `-`"));
    };
    let text = clean(&lines.map(|(_, line)| line).collect::<Vec<_>>().join("\n"));
    let said = said(&facts);
    match said.kind {
        Some(Kind::Bookmark) => return Ok(Clipping::Bookmark),
        _ if text.is_empty() => return Ok(Clipping::Empty),
        _ => {}
    }
    if text.starts_with('<') && text.ends_with('>') && !text.contains('\n') {
        let message = "the device kept these words back, since its limit of clippings for this book was reached";
        return Err(Broken::at(line, message));
    }
    let (title, authors) = title_and_authors(head);
    let entry = Entry {
        is_note: said.kind == Some(Kind::Note),
        ranges: said.ranges,
        highlight: Highlight { words: text, place: said.place, made: said.made, ..Highlight::default() },
    };
    Ok(Clipping::Entry(Work { title, authors }, Box::new(entry)))
}

/// `Title (Series) (Author; Author)`: the last parenthesis holds the authors.
fn title_and_authors(head: &str) -> (Option<String>, Vec<String>) {
    let head = clean(head);
    let Some(rest) = head.strip_suffix(')') else { return (one_line(&head), Vec::new()) };
    // The parenthesis that closes at the end, which may hold others.
    let mut depth = 1;
    let open = rest.char_indices().rev().find(|(_, character)| {
        match character {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    match open {
        Some((at, _)) if !rest[..at].trim().is_empty() => {
            let authors = rest[at + 1..].split(';').filter_map(one_line).map(|name| given_first(&name));
            (one_line(&rest[..at]), authors.collect())
        }
        _ => (one_line(&head), Vec::new()),
    }
}

/// `Alves, Rui` is `Rui Alves`.
pub fn given_first(name: &str) -> String {
    match name.split_once(", ") {
        Some((family, given)) if !given.contains(',') && !family.contains(' ') => format!("{given} {family}"),
        _ => name.to_owned(),
    }
}

/// What the second line says.
struct Said {
    kind: Option<Kind>,
    ranges: Vec<Range>,
    place: Option<String>,
    made: Option<String>,
}

/// `- Your Highlight on page 12 | location 180-182 | Added on Tuesday, 3 February 2026 21:10:02`
fn said(facts: &str) -> Said {
    static NUMBERS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?").expect("the pattern is a constant"));
    let facts = dates::plain_digits(facts.trim_start_matches(['-', '–', '•', ' ']));
    let parts: Vec<&str> = facts.split('|').map(str::trim).collect();
    let (place, added) = match parts.as_slice() {
        [place @ .., added] if !place.is_empty() => (place.join(" | "), Some(*added)),
        _ => (facts.clone(), None),
    };
    let range = |found: regex::Captures| {
        let first = found.get(1)?.as_str();
        let last = found.get(2).map_or(first, |last| last.as_str());
        // `180-82` is short for `180-182`.
        let last = match first.len().checked_sub(last.len()) {
            Some(more) if more > 0 => format!("{}{last}", &first[..more]),
            _ => last.to_owned(),
        };
        let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
        Some(Range { first, last: last.max(first) })
    };
    let made = added.map(|added| match dates::find(added).as_slice() {
        [found] => match found.reading {
            Reading::Certain(day) => day.to_string(),
            Reading::Either { .. } => added.to_owned(),
        },
        _ => added.to_owned(),
    });
    let ranges: Vec<Range> = NUMBERS.captures_iter(&place).filter_map(range).collect();
    Said { kind: kind(&place), place: words_of(&place, &ranges), ranges, made }
}

/// `page 12, location 180–182`, whatever the language of the device.
fn words_of(place: &str, ranges: &[Range]) -> Option<String> {
    let shown = |range: &Range| match range.first == range.last {
        true => range.first.to_string(),
        false => format!("{}–{}", range.first, range.last),
    };
    match ranges {
        [] => None,
        [only] if names_page(place) => Some(format!("page {}", shown(only))),
        [only] => Some(format!("location {}", shown(only))),
        [page, .., location] => Some(format!("page {}, location {}", shown(page), shown(location))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_line_is_read_in_each_language() {
        let table = [
            (
                "- Your Highlight on page 12 | location 180-82 | Added on Tuesday, 3 February 2026 21:10:02",
                "page 12, location 180–182 2026-02-03",
            ),
            (
                "- Ihre Markierung bei Position 233-235 | Hinzugefügt am Mittwoch, 4. Februar 2026 07:05:11",
                "location 233–235 2026-02-04",
            ),
            (
                "- Tu subrayado en la página 7 | posición 89-92 | Añadido el martes, 3 de febrero de 2026 21:30:15",
                "page 7, location 89–92 2026-02-03",
            ),
            (
                "- 6ページ|位置No. 34-35のハイライト |作成日: 2026年2月3日火曜日 20:26:13",
                "page 6, location 34–35 2026-02-03",
            ),
            (
                "- 您在第 574 页（位置 #8918-8918）的标注 | 添加于 2026年2月3日星期二 下午11:20:54",
                "page 574, location 8918 2026-02-03",
            ),
            ("- Highlight Loc. 5", "location 5 "),
        ];
        for (line, expected) in table {
            let said = said(line);
            let shown = format!("{} {}", said.place.unwrap_or_default(), said.made.unwrap_or_default());
            assert_eq!(shown, expected, "{line}");
        }
    }

    #[test]
    fn the_last_parenthesis_holds_the_authors() {
        let table = [
            ("Fees of Merrow (Rui Alves)", "Fees of Merrow|Rui Alves"),
            ("Tides (Quay Books 2) (Alves, Rui;Ana Lobo)", "Tides (Quay Books 2)|Rui Alves|Ana Lobo"),
            ("A (B (C))", "A|B (C)"),
            ("(A)", "(A)"),
            ("A title", "A title"),
        ];
        for (head, expected) in table {
            let (title, authors) = title_and_authors(head);
            assert_eq!(title.into_iter().chain(authors).collect::<Vec<_>>().join("|"), expected);
        }
    }
}
