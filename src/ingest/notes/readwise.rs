//! The CSV that Readwise exports, and the shorter one it imports.

use super::export::{Broken, Export, Highlight, day, line, text};
use super::table::{Table, list};

/// Whether a row of names is its.
pub fn is_it(names: &[String]) -> bool {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    has("highlight") && (has("book title") || (has("title") && (has("author") || has("url"))))
}

/// Reads it.
pub fn read(csv: &str) -> Result<Export, Broken> {
    let table = Table::read(csv)?;
    let mut export = Export::default();
    for row in table.rows() {
        export.entries += 1;
        let words = row.get(&["highlight"]).unwrap_or_default();
        let (comment, mut tags) = row.get(&["note"]).map_or((None, Vec::new()), |note| note_and_tags(&note));
        tags.extend(row.get(&["tags"]).iter().flat_map(|cell| list(cell)).map(|tag| bare(&tag)));
        tags.extend(row.get(&["document tags"]).iter().flat_map(|cell| list(cell)).map(|tag| bare(&tag)));
        tags.dedup();
        if words.is_empty() && comment.is_none() {
            export.empty += 1;
            continue;
        }
        let title = row.get(&["book title", "title"]).and_then(|title| line(&title));
        let authors = row.get(&["book author", "author"]).map_or(Vec::new(), |cell| authors(&cell));
        let address = row.get(&["url", "source url"]).filter(|url| url.starts_with("http"));
        let kind = row.get(&["location type"]).map(|kind| kind.to_lowercase());
        let location = row.get(&["location"]);
        let place = match (&kind, &location) {
            (Some(kind), _) if kind == "none" => None,
            (Some(kind), Some(location)) => Some(format!("{kind} {location}")),
            (None, Some(location)) => Some(format!("location {location}")),
            (_, None) => None,
        };
        let made = row.get(&["highlighted at", "date"]).map(|made| day(&made));
        let work = export.work(address, title, authors);
        if let Some(id) = row.get(&["amazon book id"]).filter(|_| work.identifiers.is_empty()) {
            work.identifiers.push(("asin", id));
        }
        let page = location.filter(|_| kind.as_deref() == Some("page"));
        let words = text(&words).unwrap_or_default();
        work.highlights.push(Highlight { words, page, place, comment, tags, made, ..Highlight::default() });
    }
    Ok(export)
}

/// Readers of Readwise tag by a note that begins with a point: `.tariffs`.
fn note_and_tags(note: &str) -> (Option<String>, Vec<String>) {
    let is_tag = |word: &&str| word.len() > 1 && word.starts_with('.') && !word[1..].starts_with('.');
    let tags: Vec<String> = note.split_whitespace().take_while(is_tag).map(bare).collect();
    if tags.is_empty() {
        return (text(note), Vec::new());
    }
    let mut rest = note.trim_start();
    for _ in &tags {
        rest = rest.trim_start().trim_start_matches(|it: char| !it.is_whitespace());
    }
    (text(rest), tags)
}

fn bare(tag: &str) -> String {
    tag.trim_start_matches(['.', '#']).to_owned()
}

fn authors(cell: &str) -> Vec<String> {
    cell.split(" and ").flat_map(|part| part.split([';', ','])).filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_note_that_begins_with_a_point_is_a_tag() {
        let table =
            [(".fees", "|fees"), (".fees .2026 Compare.", "Compare.|fees,2026"), ("… and so on", "… and so on|")];
        for (note, expected) in table {
            let (comment, tags) = super::note_and_tags(note);
            assert_eq!(format!("{}|{}", comment.unwrap_or_default(), tags.join(",")), expected);
        }
    }
}
