//! Quoted spans in titles and summaries: six words or more must be words verified in the body (SPEC 4.13).
//!
//! Comes in: a title or summary, and the claims of the body that hold. Goes out: `quotation-uncited`. Never done here:
//! looking for the words in a source.

use super::claims::Outcome;
use super::codes::QUOTATION_UNCITED;
use super::quote::{Claim, FoldedSource, Refusal, verify};
use crate::base::diagnostic::{Diagnostic, Place, Report, Severity};
use crate::base::language::Language;
use crate::parse::document::Document;
use crate::parse::locator::Locator;
use crate::parse::site::QuotationSettings;
use crate::parse::words::{StoredText, Words};
use unicode_segmentation::UnicodeSegmentation;

/// How many words a marked span may have without being a claim.
const FREE_WORDS: usize = 5;

/// Checks one text of a front matter against the claims of the body that hold.
pub fn check_summary(
    (text, place, language): (&str, Place, &Language),
    (document, outcomes): (&Document, &[Outcome]),
    settings: &QuotationSettings,
    report: &mut Report,
) {
    for span in marked_spans(text) {
        if word_count(span) <= FREE_WORDS || is_verified(span, language, document, outcomes, settings) {
            continue;
        }
        let message = format!("`{span}` is quoted here, and the body does not quote these words with a citation");
        let help = "quote the same words in the body, where they are verified; or write the span in single marks";
        let severity = if settings.uncited == Severity::Error { Severity::Error } else { QUOTATION_UNCITED.severity };
        report.add(Diagnostic::new(&QUOTATION_UNCITED, place.clone(), message).help(help).severity(severity));
    }
}

fn is_verified(
    span: &str,
    language: &Language,
    document: &Document,
    outcomes: &[Outcome],
    settings: &QuotationSettings,
) -> bool {
    let words = Words::from_text(span);
    let held = document.quotations.iter().zip(outcomes);
    let mut held = held.filter(|(_, outcome)| matches!(outcome, Outcome::Verified(_) | Outcome::Superseded(_)));
    held.any(|(quotation, _)| {
        let body = FoldedSource::new(&StoredText::from_text(&quotation.words.text()), language);
        let first = Locator::Paragraph(1);
        let claim =
            Claim { locator: (quotation.words.paragraphs.len() == 1).then_some(&first), ..Claim::of(&words, language) };
        matches!(verify(&claim, &body, settings), Ok(_) | Err(Refusal::Ambiguous { .. }))
    })
}

/// Spans in double quotation marks, outermost ones, without their marks. An unclosed mark opens nothing.
fn marked_spans(text: &str) -> Vec<&str> {
    let mut spans = Vec::new();
    let mut rest = text;
    while let Some((at, open)) = rest.char_indices().find(|(_, c)| closing(*c).is_some()) {
        let inner = &rest[at + open.len_utf8()..];
        let closers = closing(open).unwrap_or_default();
        let Some(end) = inner.find(|c| closers.contains(c)) else {
            rest = inner;
            continue;
        };
        spans.push(inner[..end].trim());
        rest = inner[end..].char_indices().nth(1).map_or("", |(next, _)| &inner[end + next..]);
    }
    spans
}

fn closing(open: char) -> Option<&'static str> {
    Some(match open {
        '"' => "\"",
        '“' => "”",
        '„' => "“”",
        '«' => "»",
        '»' => "«»",
        '”' => "”",
        '「' => "」",
        '『' => "』",
        _ => return None,
    })
}

/// Words as the contract counts them: two Han or kana characters are one.
fn word_count(text: &str) -> usize {
    use crate::parse::words::is_han_or_kana;
    let unspaced = text.chars().filter(|c| is_han_or_kana(*c)).count();
    let spaced = text.unicode_words().filter(|word| !word.contains(is_han_or_kana)).count();
    spaced + unspaced.div_ceil(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_in_all_double_marks_are_found() {
        assert_eq!(marked_spans("The \"keel\", the “cushion” and «the rest»"), ["keel", "cushion", "the rest"]);
        assert_eq!(marked_spans("„so“ und »so«"), ["so", "so"]);
        assert_eq!(marked_spans("a 5\" pipe"), [""; 0]);
        assert_eq!(marked_spans("「秩序」"), ["秩序"]);
    }

    #[test]
    fn words_are_counted_as_the_contract_counts_them() {
        assert_eq!(word_count("not one sack was short"), 5);
        assert_eq!(word_count("秩序ある撤退"), 3);
    }
}
