//! Entries that belong together: the sizes of one highlight, and the note on it.
//!
//! A Kindle keeps every size a highlight had; the last one is what the reader meant. A note bears the place where its
//! highlight ends, often off by one. What could belong to two highlights is given to neither.

use super::export::Highlight;

/// Pages or locations, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// First.
    pub first: u32,
    /// Last.
    pub last: u32,
}

/// One entry of a work.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Whether `highlight.words` are the reader's own.
    pub is_note: bool,
    /// Page and location, the most exact one last.
    pub ranges: Vec<Range>,
    /// The entry.
    pub highlight: Highlight,
}

/// What came of joining.
#[derive(Debug, Default)]
pub struct Joined {
    /// Final highlights with their notes, and notes that belong to none as remarks, in the order of the entries.
    pub highlights: Vec<Highlight>,
    /// How many entries were earlier sizes of a highlight, or the same once more.
    pub replaced: usize,
    /// How many notes stand under a highlight.
    pub paired: usize,
}

/// Joins the entries of one work, given in the order in which they were made.
pub fn join(entries: Vec<Entry>) -> Joined {
    let mut kept: Vec<Entry> = Vec::new();
    let mut notes: Vec<(usize, Entry)> = Vec::new();
    let mut joined = Joined::default();
    for entry in entries {
        let same = |other: &Entry| other.is_note == entry.is_note && is_another_size(other, &entry);
        // Sizes of one highlight are made soon after each other; far back another place is meant.
        let recent = kept.len().saturating_sub(RECENT);
        if entry.is_note {
            match notes.iter().any(|(_, note)| note.highlight.words == entry.highlight.words && meets(note, &entry, 0))
            {
                true => joined.replaced += 1,
                false => notes.push((kept.len(), entry)),
            }
        } else if let Some(at) = kept[recent..].iter().rposition(same) {
            kept[recent + at] = entry;
            joined.replaced += 1;
        } else {
            kept.push(entry);
        }
    }
    let mut remarks: Vec<(usize, Highlight)> = Vec::new();
    for (before, note) in notes {
        match of_note(&kept, before, &note) {
            Some(at) => {
                add_comment(&mut kept[at].highlight, note.highlight.words);
                joined.paired += 1;
            }
            None => {
                let comment = Some(note.highlight.words);
                remarks.push((before, Highlight { words: String::new(), comment, ..note.highlight }));
            }
        }
    }
    let mut remarks = remarks.into_iter().peekable();
    for (index, entry) in kept.into_iter().enumerate() {
        while let Some((_, remark)) = remarks.next_if(|(before, _)| *before <= index) {
            joined.highlights.push(remark);
        }
        joined.highlights.push(entry.highlight);
    }
    joined.highlights.extend(remarks.map(|(_, remark)| remark));
    joined
}

/// How many highlights back another size of one is looked for.
const RECENT: usize = 50;

/// Whether two highlights are one in two sizes: at one place, and one holds the other's words or runs on from inside them.
fn is_another_size(earlier: &Entry, later: &Entry) -> bool {
    if !meets(earlier, later, 1) {
        return false;
    }
    let (one, other) = (letters(&earlier.highlight.words), letters(&later.highlight.words));
    one.contains(&other) || other.contains(&one) || overlaps(&one, &other) || overlaps(&other, &one)
}

/// Whether the end of a text is the beginning of another, for more letters than chance gives.
fn overlaps(one: &str, other: &str) -> bool {
    const LETTERS: usize = 12;
    let starts = one.char_indices().map(|(at, _)| &one[at..]);
    starts.take_while(|end| end.chars().nth(LETTERS - 1).is_some()).any(|end| other.starts_with(end))
}

fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).take(2000).collect()
}

/// Whether the most exact places of two entries touch, give or take some.
fn meets(one: &Entry, other: &Entry, give: u32) -> bool {
    match (one.ranges.last(), other.ranges.last()) {
        (Some(one), Some(other)) => {
            one.first <= other.last.saturating_add(give) && other.first <= one.last.saturating_add(give)
        }
        (None, None) => true,
        _ => false,
    }
}

/// The one highlight a note belongs to: the one made right before it if it is at its place, else the only one there that
/// ends at the note, else the only one that has the note inside.
fn of_note(kept: &[Entry], before: usize, note: &Entry) -> Option<usize> {
    let place = note.ranges.last()?;
    let at_place: Vec<usize> = (0..kept.len()).filter(|at| meets(&kept[*at], note, 1)).collect();
    if let Some(previous) = before.checked_sub(1).filter(|previous| at_place.contains(previous)) {
        return Some(previous);
    }
    let ending = |at: &&usize| kept[**at].ranges.last().is_some_and(|range| range.last.abs_diff(place.last) <= 1);
    let exact = |at: &&usize| kept[**at].ranges.last().is_some_and(|range| range.last == place.last);
    only(at_place.iter().filter(exact))
        .or_else(|| only(at_place.iter().filter(ending)))
        .or_else(|| only(at_place.iter()))
}

fn only<'a>(mut some: impl Iterator<Item = &'a usize>) -> Option<usize> {
    let first = some.next()?;
    some.next().is_none().then_some(*first)
}

/// A second note on the same words stands under the first.
fn add_comment(highlight: &mut Highlight, words: String) {
    highlight.comment = Some(match highlight.comment.take() {
        Some(before) => format!("{before}\n\n{words}"),
        None => words,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(is_note: bool, first: u32, last: u32, words: &str) -> Entry {
        let highlight = Highlight { words: words.to_owned(), ..Highlight::default() };
        Entry { is_note, ranges: vec![Range { first, last }], highlight }
    }

    fn show(entries: Vec<Entry>) -> String {
        let joined = join(entries);
        let shown = |it: &Highlight| format!("{}<{}>", it.words, it.comment.clone().unwrap_or_default());
        let all: Vec<String> = joined.highlights.iter().map(shown).collect();
        format!("{} -{} +{}", all.join(" "), joined.replaced, joined.paired)
    }

    #[test]
    fn the_last_size_of_a_highlight_counts() {
        let sizes = vec![entry(false, 5, 6, "the boats pay"), entry(false, 5, 7, "all the boats pay ninety marks")];
        assert_eq!(show(sizes), "all the boats pay ninety marks<> -1 +0");
        let smaller = vec![entry(false, 5, 7, "all the boats pay ninety marks"), entry(false, 5, 6, "the boats pay")];
        assert_eq!(show(smaller), "the boats pay<> -1 +0");
        let moved = vec![entry(false, 5, 6, "all the small boats pay"), entry(false, 5, 6, "small boats pay ninety")];
        assert_eq!(show(moved), "small boats pay ninety<> -1 +0");
        let apart = vec![entry(false, 5, 6, "all"), entry(false, 50, 60, "all the boats")];
        assert_eq!(show(apart), "all<> all the boats<> -0 +0");
    }

    #[test]
    fn a_note_stands_under_its_highlight_or_alone() {
        let off_by_one =
            vec![entry(false, 5, 6, "one"), entry(false, 40, 41, "two"), entry(true, 7, 7, "a note on one")];
        assert_eq!(show(off_by_one), "one<a note on one> two<> -0 +1");
        let unclear = vec![
            entry(false, 5, 6, "one"),
            entry(false, 5, 6, "two"),
            entry(false, 90, 91, "three"),
            entry(true, 6, 6, "unclear"),
        ];
        assert_eq!(show(unclear), "one<> two<> three<> <unclear> -0 +0");
    }
}
