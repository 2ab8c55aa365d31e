//! Quoted spans in titles and summaries: six words or more must be words verified in the body (SPEC 4.13).
//!
//! Comes in: a title or summary, and the claims of the body that hold. Goes out: `quotation-uncited`. Never done here:
//! looking for the words in a source.

use super::claims::Outcome;
use super::codes::QUOTATION_UNCITED;
use super::quote::{Claim, FoldedSource, Refusal, verify};
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::language::Language;
use crate::parse::document::Document;
use crate::parse::locator::Locator;
use crate::parse::site::QuotationSettings;
use crate::parse::spans::marked;
use crate::parse::words::{StoredText, Words, count_words};

/// How many words a marked span may have without being a claim.
const FREE_WORDS: usize = 5;

/// Checks one text of a front matter against the claims of the body that hold.
pub fn check_summary(
    (text, place, language): (&str, Place, &Language),
    (document, outcomes): (&Document, &[Outcome]),
    settings: &QuotationSettings,
    report: &mut Report,
) {
    for span in marked(text).into_iter().map(|range| &text[range]) {
        if count_words(span) <= FREE_WORDS || is_verified(span, language, document, outcomes, settings) {
            continue;
        }
        let message = format!("`{span}` is quoted here, and the body does not quote these words with a citation");
        let help = "quote the same words in the body, where they are verified; or write the span in single marks";
        report.add(Diagnostic::new(&QUOTATION_UNCITED, place.clone(), message).help(help).severity(settings.uncited));
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
