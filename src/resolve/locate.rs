//! Locators against a text: which paragraphs `¶3`, `¶¶3–5` and `p. 3` are.
//!
//! Comes in: a locator as written, and a text. Goes out: the first and last ¶, or what to tell the editor instead. Never
//! done here: looking for words.

use super::gather::GatheredText;
use crate::parse::document::{Block, Document};
use crate::parse::locator::Locator;
use crate::parse::source::PrintedPage;
use crate::parse::words::{StoredKind, StoredText};
use std::collections::BTreeMap;

/// The first and last ¶ that a locator names in a text; `None` where the text has no such place.
pub fn paragraphs(locator: &Locator, text: &GatheredText) -> Option<(u32, u32)> {
    let last = text.read.stored.last_number();
    match locator {
        Locator::Paragraph(number) => (1..=last).contains(number).then_some((*number, *number)),
        Locator::Paragraphs(first, end) => (1..=last).contains(end).then_some((*first, *end)).filter(|_| *first >= 1),
        Locator::Page(page) => page_paragraphs(page, &text.read.front.pages, last),
    }
}

fn page_paragraphs(page: &str, pages: &[PrintedPage], last: u32) -> Option<(u32, u32)> {
    let index = pages.iter().position(|printed| printed.page == page)?;
    let begins = pages[index].from;
    let ends = match pages.get(index + 1) {
        Some(next) if next.at == 0 => next.from.saturating_sub(1),
        Some(next) => next.from,
        None => last,
    };
    (begins <= last).then_some((begins, ends.clamp(begins, last)))
}

/// What is wrong with a locator that names no place of a text: a sentence, and the cure.
pub fn explain_locator(id: &str, locator: &Locator, text: &GatheredText) -> (String, String) {
    let last = text.read.stored.last_number();
    let count = match last {
        0 => "it has no paragraph".to_owned(),
        1 => "1 paragraph".to_owned(),
        last => format!("{last} paragraphs"),
    };
    let wanted = match locator {
        Locator::Page(page) => return explain_page(id, page, &text.read.front.pages),
        Locator::Paragraph(number) | Locator::Paragraphs(_, number) => *number,
    };
    let message = format!("there is no ¶{wanted} in `{id}` ({count})");
    let printed = leading_numbers(&text.read.body, &text.read.stored);
    let help = match printed.iter().find(|(_, number)| **number == wanted) {
        Some((paragraph, _)) => format!("the paragraph that prints `{wanted}` is ¶{paragraph}"),
        None => "¶ counts the paragraphs of the stored text from 1, headings not counted; its page shows the numbers"
            .to_owned(),
    };
    (message, help)
}

fn explain_page(id: &str, page: &str, pages: &[PrintedPage]) -> (String, String) {
    if pages.is_empty() {
        let help = "name the paragraph, `¶3`, or add to the source where its printed pages begin: `pages: [{page: \"4\", from: \"¶7\"}]`";
        return (format!("`{id}` has no printed pages"), help.to_owned());
    }
    let names: Vec<String> = pages.iter().map(|printed| format!("`p. {}`", printed.page)).collect();
    (format!("`{id}` has no printed page `{page}`"), format!("its pages are {}", names.join(", ")))
}

/// The numbers that paragraphs of a text print themselves, by ¶: those of its ordered lists, and those that begin
/// paragraphs (`12.`, `(12)`, `[12]`, `§ 12`). Nothing unless half of the paragraphs, and three at least, count on.
pub fn printed_numbers(document: &Document, stored: &StoredText) -> BTreeMap<u32, u32> {
    let printed = leading_numbers(document, stored);
    let numbers: Vec<u32> = printed.values().copied().collect();
    let counts_on = numbers.windows(2).filter(|pair| pair[0].checked_add(1) == Some(pair[1])).count() + 1;
    let paragraphs = stored.last_number() as usize;
    if counts_on >= 3 && counts_on * 2 >= paragraphs { printed } else { BTreeMap::new() }
}

/// Every number that a paragraph prints itself, whether or not they count on.
fn leading_numbers(document: &Document, stored: &StoredText) -> BTreeMap<u32, u32> {
    let mut printed = BTreeMap::new();
    for block in &stored.blocks {
        if block.kind == StoredKind::Paragraph
            && let Some(number) = leading_number(&block.plain.text)
        {
            printed.insert(block.number, number);
        }
    }
    list_numbers(&document.blocks, stored, &mut printed);
    printed
}

fn list_numbers(blocks: &[Block], stored: &StoredText, printed: &mut BTreeMap<u32, u32>) {
    for block in blocks {
        let Block::List { start: Some(start), items, .. } = block else { continue };
        for (item, number) in items.iter().zip(*start..) {
            let first = match item.first() {
                Some(Block::Paragraph(prose)) => stored.blocks.get(prose.ordinal),
                _ => None,
            };
            if let (Some(first), Ok(number)) = (first, u32::try_from(number)) {
                printed.insert(first.number, number);
            }
        }
    }
}

fn leading_number(text: &str) -> Option<u32> {
    let text = text.trim_start();
    let inner = text.strip_prefix(['(', '[', '（']).or_else(|| text.strip_prefix('§').map(str::trim_start));
    let marked = inner.is_some();
    let rest = inner.unwrap_or(text);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest[..digits].parse().ok()?;
    let after = &rest[digits..];
    let closed = after.starts_with([')', ']', '）'])
        || (after.starts_with('.') && !after[1..].starts_with(|c: char| c.is_ascii_digit()));
    (closed || marked && after.starts_with(' ')).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_pages_end_where_the_next_begins() {
        let page = |page: &str, from, at| PrintedPage { page: page.to_owned(), from, at };
        let pages = [page("3", 1, 0), page("4", 7, 213), page("5", 9, 0)];
        assert_eq!(page_paragraphs("3", &pages, 12), Some((1, 7)));
        assert_eq!(page_paragraphs("4", &pages, 12), Some((7, 8)));
        assert_eq!(page_paragraphs("5", &pages, 12), Some((9, 12)));
        assert_eq!(page_paragraphs("6", &pages, 12), None);
    }

    #[test]
    fn numbers_that_paragraphs_print_are_read_where_they_count_on() {
        let printed = |text: &str| printed_numbers(&Document::default(), &StoredText::from_text(text));
        let numbered = printed("Judgment\n\n12. One.\n\n13. Two.\n\n(14) Three.");
        assert_eq!(numbered, BTreeMap::from([(2, 12), (3, 13), (4, 14)]));
        assert!(printed("3.5 tonnes\n\n14 people\n\n15 carts").is_empty());
        assert!(printed("1. One.\n\n2. Two.\n\nText").is_empty());
    }
}
