//! Lines become paragraphs.
//!
//! Comes in: pages of lines, without their margins. Goes out: paragraphs, with the pages on which their lines stand. Each line keeps
//! its end, so that the contract knows which hyphens stand at one (SPEC 5). Where a paragraph runs over a page with notes at its foot,
//! the notes stand before it, so that each page is in one piece. Never done here: taking a hyphen away, or joining
//! what may be two paragraphs over the end of a page.

use super::{Line, Page};
use crate::ingest::lines::ends_sentence;
use std::collections::BTreeMap;

/// A paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Its lines, as they are printed.
    pub lines: Vec<String>,
    /// The page of each line, from 0.
    pub pages: Vec<usize>,
    /// The size of its letters in points.
    pub size: f64,
}

impl Paragraph {
    /// Its lines, parted by `\n`.
    pub fn text(&self) -> String {
        self.lines.join("\n")
    }
}

/// Lines that stand below each other in one column, in letters of one size.
struct Column<'a> {
    page: usize,
    lines: Vec<&'a Line>,
    left: f64,
    right: f64,
    /// The usual step from line to line.
    step: f64,
}

/// Joins the lines of pages.
pub fn paragraphs(pages: &[Page]) -> Vec<Paragraph> {
    let columns = columns(pages);
    let mut out: Vec<Open> = Vec::new();
    for column in &columns {
        for line in &column.lines {
            let goes_on = out.last().is_some_and(|open| match std::ptr::eq(open.column, column) {
                true => goes_on(column, open.last, line),
                false => runs_over(open.column, open.last, column, line),
            });
            if !goes_on && let Some(at) = before_notes(&out, column, line) {
                let open = out.remove(at);
                out.push(open);
            } else if !goes_on {
                let paragraph = Paragraph { lines: Vec::new(), pages: Vec::new(), size: line.size };
                out.push(Open { paragraph, column, last: line });
            }
            if let Some(open) = out.last_mut() {
                open.paragraph.lines.push(line.text.clone());
                open.paragraph.pages.push(column.page);
                (open.column, open.last) = (column, line);
            }
        }
    }
    out.into_iter().map(|open| open.paragraph).collect()
}

/// A paragraph, and where its last line stands.
struct Open<'a> {
    paragraph: Paragraph,
    column: &'a Column<'a>,
    last: &'a Line,
}

/// The paragraph that a line at the start of a page goes on with, before the notes at the foot of the page before: all of it stands
/// on that page, so that it can stand after the notes.
fn before_notes(out: &[Open], column: &Column, line: &Line) -> Option<usize> {
    const SMALLER: f64 = 0.92;
    let is_first = column.lines.first().is_some_and(|first| std::ptr::eq(*first, line));
    let at = out.iter().rposition(|open| is_same_size(open.last, line))?;
    let (open, notes) = (&out[at], &out[at + 1..]);
    let on_page = |other: &Open| other.paragraph.pages.iter().all(|page| page + 1 == column.page);
    let are_notes =
        !notes.is_empty() && notes.iter().all(|note| note.paragraph.size < line.size * SMALLER && on_page(note));
    (is_first && are_notes && on_page(open) && runs_over(open.column, open.last, column, line)).then_some(at)
}

/// The size of the letters of most of the text.
pub fn usual_size(paragraphs: &[Paragraph]) -> f64 {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for paragraph in paragraphs {
        let letters = paragraph.lines.iter().map(|line| line.chars().count()).sum::<usize>();
        *counts.entry((paragraph.size * 4.0).round() as i64).or_default() += letters;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(0.0, |(size, _)| size as f64 / 4.0)
}

fn columns(pages: &[Page]) -> Vec<Column<'_>> {
    let mut columns: Vec<Column> = Vec::new();
    for (page, content) in pages.iter().enumerate() {
        for line in &content.lines {
            let last = columns.last_mut().filter(|column| column.page == page);
            match last.filter(|column| column.lines.last().is_some_and(|last| is_below(last, line))) {
                Some(column) => column.lines.push(line),
                None => columns.push(Column { page, lines: vec![line], left: 0.0, right: 0.0, step: 0.0 }),
            }
        }
    }
    let width = usual_width(&columns);
    for column in &mut columns {
        measure(column, width);
    }
    columns
}

fn is_below(last: &Line, line: &Line) -> bool {
    let size = last.size.max(line.size);
    let step = line.base - last.base;
    let is_beside = line.left > last.right || last.left > line.right;
    is_same_size(last, line) && step > 0.0 && step < size * 4.0 && !is_beside && !line.is_row && !last.is_row
}

fn is_same_size(one: &Line, other: &Line) -> bool {
    (one.size - other.size).abs() <= 0.08 * one.size.max(other.size)
}

/// The width of most lines that are not short, in the size of their letters.
fn usual_width(columns: &[Column]) -> f64 {
    let lines = columns.iter().filter(|column| column.lines.len() > 2).flat_map(|column| column.lines.iter());
    let mut widths: Vec<f64> = lines.map(|line| line.right - line.left).collect();
    widths.sort_by(f64::total_cmp);
    widths.get(widths.len() * 3 / 4).copied().unwrap_or(0.0)
}

fn measure(column: &mut Column, usual_width: f64) {
    // The left edge is where most lines begin.
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for line in &column.lines {
        *counts.entry(line.left.round() as i64).or_default() += 1;
    }
    let most = counts.values().copied().max().unwrap_or(0);
    let left = counts.into_iter().find(|(_, count)| *count == most).map_or(0.0, |(left, _)| left as f64);
    let right = column.lines.iter().map(|line| line.right).fold(f64::MIN, f64::max);
    let mut steps: Vec<f64> = column.lines.windows(2).map(|pair| pair[1].base - pair[0].base).collect();
    steps.sort_by(f64::total_cmp);
    (column.left, column.right) = (left, if column.lines.len() > 2 { right } else { right.max(left + usual_width) });
    // Of two lines the wider step is as good a guess as any: nearer than usual is no break.
    column.step = steps.get(steps.len() / 3).copied().unwrap_or(0.0);
}

/// Whether a line goes on with the paragraph of the line above it.
fn goes_on(column: &Column, last: &Line, line: &Line) -> bool {
    let size = line.size;
    let is_wider = line.base - last.base > column.step * 1.3 + 0.05 * size;
    let is_moved = (line.left - column.left).abs() > 0.7 * size && (last.left - line.left).abs() > 0.7 * size;
    // A first line further in than the others, or of a list further out.
    let begins = is_moved && line.left > column.left;
    let begins_outside = is_moved && line.left < column.left;
    if is_wider || begins || begins_outside || starts_item(&line.text) {
        return false;
    }
    let room = column.right - last.right;
    let ended_early = room > first_word_width(line) + 0.6 * size;
    let is_short = room > 0.35 * (column.right - column.left);
    !(ended_early && (ends_sentence(&last.text) || is_short))
}

/// Whether a line in the next column, or on the next page, surely goes on with the paragraph of the last line before.
fn runs_over(last_column: &Column, last: &Line, column: &Column, line: &Line) -> bool {
    let is_near = column.page - last_column.page <= 1;
    let room = last_column.right - last.right;
    let is_full = room <= first_word_width(line) + 0.6 * line.size;
    let is_indented = line.left - column.left > 0.7 * line.size;
    let is_plain = !last.is_row && !line.is_row && !starts_item(&line.text);
    // A single line may be a heading; so may be one in letters of another size.
    let is_running = last_column.lines.len() > 1 || line.text.starts_with(char::is_lowercase);
    is_near
        && is_same_size(last, line)
        && is_full
        && !is_indented
        && is_plain
        && is_running
        && !ends_sentence(&last.text)
}

fn first_word_width(line: &Line) -> f64 {
    let letters = line.text.chars().count().max(1) as f64;
    let word = line.text.split_whitespace().next().unwrap_or("").chars().count() as f64;
    (line.right - line.left) * (word + 1.0) / letters
}

/// `•`, `–`, `3.`, `(b)`: the mark of an item of a list.
fn starts_item(text: &str) -> bool {
    let mark = text.split_whitespace().next().unwrap_or("");
    let has_more = mark.len() < text.len();
    let is_bullet = matches!(mark, "•" | "◦" | "▪" | "■" | "●" | "○" | "–" | "—" | "-" | "*" | "·" | "‣");
    let bare = mark.trim_start_matches('(').trim_end_matches(['.', ')']);
    let is_number = bare.len() < mark.len()
        && (1..=3).contains(&bare.chars().count())
        && (bare.bytes().all(|byte| byte.is_ascii_digit()) || (bare.chars().count() == 1 && mark.ends_with(')')))
        && bare.chars().all(char::is_alphanumeric);
    has_more && (is_bullet || is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE: &str = "The council met on Thursday, and it adopted what the steward had laid";

    fn line(text: &str, left: f64, base: f64) -> Line {
        let right = left + text.chars().count() as f64 * 5.0;
        Line { text: text.to_owned(), left, right, base, size: 10.0, is_row: false }
    }

    fn read(pages: &[&[Line]]) -> Vec<String> {
        let pages: Vec<Page> = pages.iter().map(|lines| Page { lines: lines.to_vec(), ..Page::default() }).collect();
        paragraphs(&pages).iter().map(Paragraph::text).collect()
    }

    #[test]
    fn a_wider_step_an_indent_or_an_early_end_begins_a_paragraph() {
        let one = [line(WIDE, 70.0, 0.0), line("before it.", 70.0, 12.0)];
        let stepped = [one[0].clone(), one[1].clone(), line(WIDE, 70.0, 36.0), line("again", 70.0, 48.0)];
        assert_eq!(read(&[&stepped]), [format!("{WIDE}\nbefore it."), format!("{WIDE}\nagain")]);
        let indented = [line(WIDE, 70.0, 0.0), line(WIDE, 70.0, 12.0), line(WIDE, 85.0, 24.0), line(WIDE, 70.0, 36.0)];
        assert_eq!(read(&[&indented]), [format!("{WIDE}\n{WIDE}"), format!("{WIDE}\n{WIDE}")]);
        let early = [line(WIDE, 70.0, 0.0), line("before it.", 70.0, 12.0), line(WIDE, 70.0, 24.0)];
        assert_eq!(read(&[&early]), [format!("{WIDE}\nbefore it."), WIDE.to_owned()]);
        let items = [line(WIDE, 70.0, 0.0), line("• nine carts", 70.0, 12.0), line("• ten carts", 70.0, 24.0)];
        assert_eq!(read(&[&items]).len(), 3);
    }

    #[test]
    fn a_paragraph_runs_over_a_page_only_where_that_is_sure() {
        let first = [line(WIDE, 70.0, 0.0), line(WIDE, 70.0, 12.0)];
        let joined = read(&[&first, &[line("before it.", 70.0, 0.0)]]);
        assert_eq!(joined, [format!("{WIDE}\n{WIDE}\nbefore it.")]);
        let ended = [line(WIDE, 70.0, 0.0), line(&format!("{}.", &WIDE[..WIDE.len() - 1]), 70.0, 12.0)];
        assert_eq!(read(&[&ended, &[line("Then it rose.", 70.0, 0.0)]]).len(), 2);
        let early = [line(WIDE, 70.0, 0.0), line("nine carts", 70.0, 12.0)];
        assert_eq!(read(&[&early, &[line("before it.", 70.0, 0.0)]]).len(), 2);
    }

    #[test]
    fn notes_at_the_foot_stand_before_what_runs_over_them() {
        let note = Line { size: 8.0, ..line("¹ Against one voice.", 70.0, 60.0) };
        let first = [line(WIDE, 70.0, 0.0), line(WIDE, 70.0, 12.0), note];
        let pages =
            [first.to_vec(), vec![line("before it.", 70.0, 0.0)]].map(|lines| Page { lines, ..Page::default() });
        let read = paragraphs(&pages);
        let texts: Vec<String> = read.iter().map(Paragraph::text).collect();
        assert_eq!(texts, ["¹ Against one voice.".to_owned(), format!("{WIDE}\n{WIDE}\nbefore it.")]);
        assert_eq!((&read[0].pages, &read[1].pages), (&vec![0], &vec![0, 0, 1]));
    }

    #[test]
    fn marks_of_items_are_known() {
        for (text, is_item) in [
            ("• a", true),
            ("3. a", true),
            ("(b) a", true),
            ("1914 was", false),
            ("a) b", true),
            ("A. Writer", false),
            ("–", false),
        ] {
            assert_eq!(starts_item(text), is_item, "{text}");
        }
    }
}
