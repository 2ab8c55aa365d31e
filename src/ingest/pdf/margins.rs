//! What stands in the margins of pages: running heads and feet, and the numbers of the pages.
//!
//! Comes in: pages of lines. Goes out: the same pages without them, what was left out, and the numbers that the pages print.
//! A line goes where it stands on several pages at the same height, its numbers aside, and is set off from the text; or where
//! it is the number of its page. Lines of the text may be alike and at one height, too: they are not set off. Never done here:
//! leaving anything out in silence.

use super::Page;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How many rows from the edge of a page are looked at.
const NEAR: usize = 3;

/// Rows at places no further apart, in points, are at the same height.
const SAME: f64 = 3.0;

/// What is set off is so many times further from the text than its lines are from each other.
const SET_OFF: f64 = 1.4;

/// What was found in the margins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Margins {
    /// Lines that were left out, each once, in order.
    pub left_out: Vec<String>,
    /// The number that each page prints, where the pages print their numbers.
    pub numbers: Option<Vec<i64>>,
}

/// Lines of one height near an edge.
struct Row {
    page: usize,
    /// Their places among the lines of the page.
    lines: Vec<usize>,
    text: String,
    form: String,
    at_top: bool,
    /// From the edge of the page; where its height is not known, from its first or last line.
    distance: f64,
    /// Whether the next row inwards is further away than rows of the text are; `None` where that is not known.
    is_set_off: Option<bool>,
}

/// Takes the margins off.
pub fn take(pages: &mut [Page]) -> Margins {
    let usual = usual_step(pages);
    let edges = pages.iter().enumerate().flat_map(|(at, page)| [true, false].map(|top| rows(at, page, top, usual)));
    let edges: Vec<Vec<Row>> = edges.collect();
    let near: Vec<&Row> = edges.iter().flatten().collect();
    let offset = offset(pages.len(), &near);
    let mut gone: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for edge in &edges {
        // From the edge inwards, as far as every row is one of the margin, and the last is surely one.
        let is_number =
            |row: &Row| offset.is_some_and(|offset| number_alone(&row.text) == Some(row.page as i64 + offset));
        let outer = edge.iter().take_while(|row| is_number(row) || is_repeated(row, &near, pages.len())).count();
        let is_sure = |row: &Row| is_number(row) || row.is_set_off.unwrap_or(true);
        let count = (1..=outer).rev().find(|count| is_sure(&edge[count - 1])).unwrap_or(0);
        for row in &edge[..count] {
            gone.entry(row.page).or_default().extend(&row.lines);
        }
    }
    let mut margins = Margins {
        numbers: offset.map(|offset| (0..pages.len()).map(|page| page as i64 + offset).collect()),
        ..Margins::default()
    };
    for (page, lines) in gone {
        let mut at = 0;
        pages[page].lines.retain(|line| {
            let goes = lines.contains(&at);
            at += 1;
            if goes && !margins.left_out.contains(&line.text) {
                margins.left_out.push(line.text.clone());
            }
            !goes
        });
    }
    margins
}

/// Whether other pages have the same row at the same height: one at least, and half of all where it is not known how far a row is
/// from the text.
fn is_repeated(row: &Row, near: &[&Row], pages: usize) -> bool {
    let is_same = |other: &&&Row| {
        other.page != row.page
            && other.at_top == row.at_top
            && other.form == row.form
            && (other.distance - row.distance).abs() <= SAME
    };
    let count = near.iter().filter(is_same).count();
    count > 0 && (row.is_set_off.is_some() || (count + 1) * 2 >= pages)
}

/// The step from row to row inside paragraphs: a third of all steps are no wider.
fn usual_step(pages: &[Page]) -> f64 {
    let mut steps: Vec<f64> = pages.iter().flat_map(|page| steps(page, &grouped(page, true))).collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 3).copied().unwrap_or(0.0)
}

fn steps(page: &Page, rows: &[Vec<usize>]) -> Vec<f64> {
    let base = |row: &Vec<usize>| page.lines[row[0]].base;
    rows.windows(2).map(|pair| (base(&pair[0]) - base(&pair[1])).abs()).collect()
}

/// The lines of a page by their height, from one of its edges.
fn grouped(page: &Page, at_top: bool) -> Vec<Vec<usize>> {
    let base = |line: usize| page.lines[line].base;
    let mut order: Vec<usize> = (0..page.lines.len()).collect();
    order.sort_by(|one, other| base(*one).total_cmp(&base(*other)));
    if !at_top {
        order.reverse();
    }
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for line in order {
        match rows.last_mut() {
            Some(row) if (base(row[0]) - base(line)).abs() < 0.3 * page.lines[line].size => row.push(line),
            _ => rows.push(vec![line]),
        }
    }
    rows
}

/// The rows at one edge of a page, the outermost first.
fn rows(at: usize, page: &Page, at_top: bool, usual: f64) -> Vec<Row> {
    let grouped = grouped(page, at_top);
    let steps = steps(page, &grouped);
    let base = |line: usize| page.lines[line].base;
    let is_measured = page.height > 0.0;
    let outermost = grouped.first().map_or(0.0, |row| base(row[0]));
    let row = |(place, mut lines): (usize, Vec<usize>)| {
        lines.sort_unstable();
        let text = lines.iter().map(|line| page.lines[*line].text.as_str()).collect::<Vec<_>>().join(" ");
        let here = base(lines[0]);
        Row {
            page: at,
            form: form(&text),
            text,
            at_top,
            distance: if is_measured { here } else { (here - outermost).abs() },
            is_set_off: is_measured.then(|| steps.get(place).is_none_or(|step| *step > usual * SET_OFF)),
            lines,
        }
    };
    grouped.into_iter().take(NEAR).enumerate().map(row).collect()
}

/// A text, its numbers all alike.
fn form(text: &str) -> String {
    let mut form = String::new();
    for character in text.chars() {
        if !character.is_ascii_digit() {
            form.extend(character.to_lowercase());
        } else if !form.ends_with('#') {
            form.push('#');
        }
    }
    form
}

/// By how much the printed number of a page is more than its place from 0: where most of the pages that can have one agree,
/// and at least two do; of a single page, where it prints its 1.
fn offset(pages: usize, near: &[&Row]) -> Option<i64> {
    let mut votes: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for row in near {
        let in_head = || near.iter().any(|other| other.page != row.page && other.form == row.form);
        let number = number_alone(&row.text).or_else(|| only_number(&row.text).filter(|_| in_head()));
        if let Some(number) = number {
            let of_page = votes.entry(number - row.page as i64).or_default();
            if of_page.last() != Some(&row.page) {
                of_page.push(row.page);
            }
        }
    }
    let (offset, agree) = votes.into_iter().max_by_key(|(_, agree)| agree.len())?;
    let is_settled = match pages {
        1 => offset == 1,
        count => agree.len() >= 2 && agree.len() * 2 >= count,
    };
    (is_settled && offset > 0).then_some(offset)
}

/// The number of a line that is nothing but the number of its page: `3`, `– 3 –`, `Page 3 of 7`, `3 / 7`.
fn number_alone(text: &str) -> Option<i64> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)^[\[(|–—·• -]*(?:(?:page|p\.|seite|s\.|strona|pagina|página|стр\.|с\.|第)\s*)?(\d{1,5})(?:\s*(?:/|\||of|von|de|из|sur)\s*\d{1,5})?\s*(?:쪽|면|頁|页|ページ)?[\])|–—·• -]*$",
        )
        .expect("the pattern is a constant")
    });
    NUMBER.captures(text.trim())?.get(1)?.as_str().parse().ok()
}

/// The number of a line that has one and no other.
fn only_number(text: &str) -> Option<i64> {
    static NUMBERS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d+").expect("the pattern is a constant"));
    let mut found = NUMBERS.find_iter(text);
    match (found.next(), found.next()) {
        (Some(number), None) if number.len() <= 5 => number.as_str().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::pdf::Line;

    /// A page with its first and its last line set off.
    fn page(texts: &[&str]) -> Page {
        let base = |at: usize| match at {
            0 => -820.0,
            last if last + 1 == texts.len() => -30.0,
            at => -780.0 + at as f64 * 14.0,
        };
        let line = |(at, text): (usize, &&str)| Line {
            text: (*text).to_owned(),
            left: 70.0,
            right: 500.0,
            base: base(at),
            size: 10.0,
            is_row: false,
        };
        Page { lines: texts.iter().enumerate().map(line).collect(), height: 842.0, ..Page::default() }
    }

    fn texts(page: &Page) -> Vec<&str> {
        page.lines.iter().map(|line| line.text.as_str()).collect()
    }

    #[test]
    fn heads_and_numbers_go_and_are_shown() {
        let mut pages = [
            page(&["The Lantern · 213", "One.", "Two.", "Three.", "Last."]),
            page(&["The Lantern · 214", "Four.", "Five.", "Six.", "Foot."]),
        ];
        let margins = take(&mut pages);
        assert_eq!(texts(&pages[1]), ["Four.", "Five.", "Six.", "Foot."]);
        assert_eq!(margins.left_out, ["The Lantern · 213", "The Lantern · 214"]);
        assert_eq!(margins.numbers, Some(vec![213, 214]));
    }

    #[test]
    fn what_stands_once_stays_and_what_is_not_set_off_too() {
        let mut pages = [
            page(&["A title", "One.", "Two.", "Same.", "1"]),
            page(&["1914 was a year", "Four.", "Five.", "Same.", "2"]),
        ];
        let margins = take(&mut pages);
        assert_eq!(texts(&pages[0]), ["A title", "One.", "Two.", "Same."]);
        assert_eq!(texts(&pages[1]), ["1914 was a year", "Four.", "Five.", "Same."]);
        assert_eq!(margins.numbers, Some(vec![1, 2]));
        let mut alone = [page(&["A title", "One.", "7"])];
        assert_eq!(take(&mut alone), Margins::default());
        assert_eq!(alone[0].lines.len(), 3);
    }

    #[test]
    fn numbers_of_pages_are_known() {
        for (text, number) in [
            ("3", Some(3)),
            ("– 3 –", Some(3)),
            ("Page 3 of 7", Some(3)),
            ("3/7", Some(3)),
            ("[12]", Some(12)),
            ("제 3 조", None),
            ("3 carts", None),
            ("", None),
        ] {
            assert_eq!(number_alone(text), number, "{text}");
        }
    }
}
