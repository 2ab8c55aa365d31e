//! What stands in the margins of pages: running heads and feet, and the numbers of the pages.
//!
//! Comes in: pages of lines. Goes out: the same pages without them, what was left out, and the numbers that the pages print.
//! A line goes where it stands on several pages at the same height, its numbers aside, or where it is the number of its page. Never
//! done here: leaving anything out in silence.

use super::Page;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How many lines from the edge of a page are looked at.
const NEAR: usize = 3;

/// Lines at places no further apart, in points, are at the same height.
const SAME: f64 = 3.0;

/// What was found in the margins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Margins {
    /// Lines that were left out, each once, in order.
    pub left_out: Vec<String>,
    /// The number that each page prints, where the pages print their numbers.
    pub numbers: Option<Vec<i64>>,
}

/// A line near an edge: its page, its place among the lines of the page, and its distance from the edge.
struct Near {
    page: usize,
    line: usize,
    at_top: bool,
    distance: f64,
    form: String,
}

/// Takes the margins off.
pub fn take(pages: &mut [Page]) -> Margins {
    let near: Vec<Near> = pages.iter().enumerate().flat_map(|(at, page)| near_edges(at, page)).collect();
    let offset = offset(pages, &near);
    let mut gone: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for one in &near {
        let is_same = |other: &&Near| {
            other.page != one.page
                && other.at_top == one.at_top
                && other.form == one.form
                && (other.distance - one.distance).abs() <= SAME
        };
        let is_number = || {
            let text = &pages[one.page].lines[one.line].text;
            offset.is_some_and(|offset| number_alone(text) == Some(one.page as i64 + offset))
        };
        if near.iter().any(|other| is_same(&other)) || is_number() {
            gone.entry(one.page).or_default().push(one.line);
        }
    }
    let mut margins = Margins {
        numbers: offset.map(|offset| (0..pages.len()).map(|page| page as i64 + offset).collect()),
        ..Margins::default()
    };
    for (page, mut lines) in gone {
        lines.sort_unstable();
        lines.dedup();
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

/// The lines at the top and at the foot of a page.
fn near_edges(at: usize, page: &Page) -> Vec<Near> {
    let mut order: Vec<usize> = (0..page.lines.len()).collect();
    order.sort_by(|one, other| page.lines[*one].base.total_cmp(&page.lines[*other].base));
    let (Some(first), Some(last)) = (order.first(), order.last()) else { return Vec::new() };
    let (top, foot) = (page.lines[*first].base, page.lines[*last].base);
    let near = |line: &usize, at_top: bool| {
        let text = &page.lines[*line].text;
        // In a page whose height is known lines are measured from its edge, else from its first or last line.
        let distance = match (at_top, page.height > 0.0) {
            (_, true) => page.lines[*line].base,
            (true, false) => page.lines[*line].base - top,
            (false, false) => foot - page.lines[*line].base,
        };
        Near { page: at, line: *line, at_top, distance, form: form(text) }
    };
    let tops = order.iter().take(NEAR).map(|line| near(line, true));
    let feet = order.iter().rev().take(NEAR).map(|line| near(line, false));
    tops.chain(feet).collect()
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
fn offset(pages: &[Page], near: &[Near]) -> Option<i64> {
    let mut votes: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for one in near {
        let text = &pages[one.page].lines[one.line].text;
        let alone = number_alone(text);
        let in_head = || near.iter().any(|other| other.page != one.page && other.form == one.form);
        let number = alone.or_else(|| only_number(text).filter(|_| in_head()));
        if let Some(number) = number {
            let of_page = votes.entry(number - one.page as i64).or_default();
            if of_page.last() != Some(&one.page) {
                of_page.push(one.page);
            }
        }
    }
    let (offset, agree) = votes.into_iter().max_by_key(|(_, agree)| agree.len())?;
    let is_settled = match pages.len() {
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

    fn page(texts: &[&str]) -> Page {
        let line = |(at, text): (usize, &&str)| Line {
            text: (*text).to_owned(),
            left: 70.0,
            right: 500.0,
            base: -800.0 + at as f64 * 14.0,
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
            page(&["The Lantern · 213", "One.", "Two.", "Three."]),
            page(&["The Lantern · 214", "Four.", "Five.", "Six."]),
        ];
        let margins = take(&mut pages);
        assert_eq!(texts(&pages[1]), ["Four.", "Five.", "Six."]);
        assert_eq!(margins.left_out, ["The Lantern · 213", "The Lantern · 214"]);
        assert_eq!(margins.numbers, Some(vec![213, 214]));
    }

    #[test]
    fn what_stands_once_stays() {
        let mut pages = [page(&["A title", "One.", "Two.", "1"]), page(&["1914 was a year", "Four.", "Five.", "2"])];
        let margins = take(&mut pages);
        assert_eq!(texts(&pages[0]), ["A title", "One.", "Two."]);
        assert_eq!(texts(&pages[1]), ["1914 was a year", "Four.", "Five."]);
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
