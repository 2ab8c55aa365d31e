//! Pages out of plain text, as `pdftotext -raw` writes it: a form feed ends each page.

use super::{Line, Page};
use crate::base::script::{is_cjk_punctuation, is_han_or_kana};

/// Pages of such a text. Where its letters stood is not known: a letter is one wide, one of Han, kana or Hangul two.
pub fn pages_of_text(text: &str) -> Vec<Page> {
    let text = text.replace("\r\n", "\n");
    let text = text.strip_suffix('\u{c}').unwrap_or(&text);
    text.split('\u{c}').map(page).collect()
}

fn page(text: &str) -> Page {
    let lines = text.lines().enumerate().filter_map(|(at, line)| {
        let left = (line.chars().count() - line.trim_start().chars().count()) as f64;
        let text: String = line.trim().chars().map(|one| if one.is_control() { '\u{fffd}' } else { one }).collect();
        let width: f64 = text.chars().map(width).sum();
        let line = Line { text, left, right: left + width, base: at as f64 * 1.2, size: 1.0, is_row: false };
        (!line.text.is_empty()).then_some(line)
    });
    Page { lines: lines.collect(), ..Page::default() }
}

fn width(character: char) -> f64 {
    let is_wide = is_han_or_kana(character) || is_cjk_punctuation(character) || ('가'..='힣').contains(&character);
    if is_wide { 2.0 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_feed_ends_a_page() {
        let pages = pages_of_text("One.\n\n  Two\u{1}.\n\u{c}漢字\n\u{c}");
        let texts = |page: &Page| page.lines.iter().map(|line| line.text.clone()).collect::<Vec<_>>();
        assert_eq!(pages.iter().map(texts).collect::<Vec<_>>(), [vec!["One.", "Two\u{fffd}."], vec!["漢字"]]);
        assert_eq!((pages[0].lines[1].left, pages[0].lines[1].base, pages[1].lines[0].right), (2.0, 2.4, 4.0));
    }
}
