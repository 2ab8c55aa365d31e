//! The line that sums a run up: honest, and short.

use crate::base::diagnostic::{Diagnostic, Severity};
use crate::render::plan::Output;
use crate::resolve::HeldBack;
use crate::resolve::digest::{CaptureTally, Tally};
use crate::shell::terminal::printable;
use std::time::Duration;

/// `2 errors and 1 warning in 2 files`; `None` where there are no diagnostics.
pub fn problems(diagnostics: &[Diagnostic]) -> Option<String> {
    let count = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
    let counts = [
        (count(Severity::Error), "error", "errors"),
        (count(Severity::Warning), "warning", "warnings"),
        (count(Severity::Note), "note", "notes"),
    ];
    let said: Vec<String> = counts
        .iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| amount(*number, one, many))
        .collect();
    let mut files: Vec<_> = diagnostics.iter().map(|found| &found.place.file).collect();
    files.dedup();
    (!said.is_empty()).then(|| format!("{} in {}", listed(&said), amount(files.len(), "file", "files")))
}

/// `17 pages, 43 quotations verified, 0.21 s`; without the pages where none could be made.
pub fn work(pages: Option<usize>, tally: &Tally, took: Duration) -> String {
    let pages = pages.map_or_else(String::new, |pages| format!("{}, ", amount(pages, "page", "pages")));
    format!("{pages}{}, {:.2} s", verified(tally), took.as_secs_f64())
}

/// `43 quotations verified`, `42 of 43 quotations verified`
pub fn verified(tally: &Tally) -> String {
    let verified = tally.verbatim + tally.typography + tally.marked + tally.superseded;
    let all = verified + tally.translated + tally.unverified + tally.rejected;
    match all - verified {
        0 => format!("{} verified", amount(verified, "quotation", "quotations")),
        _ => format!("{verified} of {} verified", amount(all, "quotation", "quotations")),
    }
}

/// One line for each entry that was left out because its day has not come; `None` where there is none.
pub fn held_back(entries: &[HeldBack]) -> Option<String> {
    let line =
        |entry: &HeldBack| printable(&format!("held back until {}: `{}` ({})", entry.date, entry.title, entry.file));
    (!entries.is_empty()).then(|| entries.iter().map(line).collect::<Vec<_>>().join("\n"))
}

/// What became of quotations whose source has changed, and how many there are; `None` where none has.
pub fn moves(moves: &CaptureTally) -> Option<String> {
    let CaptureTally { placed, moved, ambiguous, superseded } = *moves;
    let all = placed + moved + ambiguous + superseded;
    (all > 0).then(|| {
        let all = amount(all, "quotation", "quotations");
        format!(
            "{all} of changed sources: {placed} placed, {moved} moved, {ambiguous} ambiguous, {superseded} superseded"
        )
    })
}

/// How many of some outputs are pages.
pub fn pages(outputs: &[Output]) -> usize {
    outputs.iter().filter(|output| output.path.ends_with(".html")).count()
}

/// `1 page`, `2 pages`, `12,000 pages`
pub fn amount(number: usize, one: &str, many: &str) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    format!("{shown} {}", if number == 1 { one } else { many })
}

/// `a`, `a and b`, `a, b and c`
pub fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_honest() {
        let tally = Tally { verbatim: 40, typography: 2, rejected: 1, ..Tally::default() };
        assert_eq!(
            work(Some(1200), &tally, Duration::from_millis(210)),
            "1,200 pages, 42 of 43 quotations verified, 0.21 s"
        );
        let tally = Tally { verbatim: 1, ..Tally::default() };
        assert_eq!(work(Some(1), &tally, Duration::ZERO), "1 page, 1 quotation verified, 0.00 s");
        assert_eq!(work(None, &tally, Duration::ZERO), "1 quotation verified, 0.00 s");
    }
}
