//! The source's own quotation marks, dashes and points, for quotations that are verbatim but for typography: offered on
//! request (`check --fix --typography`).
//!
//! Comes in: a content. Goes out: a note for each quotation whose marks can be the source's, with the change. Never done
//! here: touching a letter, a digit or a blank, and offering what was not tried.

use super::Asked;
use super::bodies::Checked;
use super::claims::{Holding, Outcome};
use super::quote::codes::TYPOGRAPHY;
use super::quote::{Claim, Verdict, WordEdit};
use super::repair::{Reach, in_file, would_hold};
use super::stages::{judge, put_in_order};
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::FileText;
use crate::base::language::Language;
use crate::parse::content::Content;
use crate::parse::document::{Document, Quotation, QuotationForm};
use crate::parse::locator::Locator;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// Longer paragraphs are compared no further.
const LONGEST: usize = 4096;

/// Every quotation of what is shown whose typography can be that of its source.
pub fn offer(mut content: Content, asked: &Asked) -> Report {
    let mut unheard = Report::default();
    let ordered = put_in_order(&mut content, asked, &mut unheard);
    let judged = judge(&content, &ordered, &mut unheard);
    let chosen = &ordered.chosen;
    let commentary = chosen.commentary.iter().map(|entry| (&entry.file, &entry.body));
    let editions = chosen.editions.iter().map(|edition| (&edition.file, &edition.body));
    let pages = chosen.pages.iter().map(|(_, page)| (&page.file, &page.body));
    let mut report = Report::default();
    let lists = [&judged.bodies.commentary, &judged.bodies.editions, &judged.bodies.pages];
    let checked = lists.into_iter().flatten();
    let marks = |holding: &Holding, quotation: &Quotation| {
        let stored = &ordered.sources.get(holding.source).texts[holding.text].read.stored;
        let stretches = holding.passage.stretches();
        let texts =
            stretches.iter().map(|stretch| stored.blocks.get(stretch.block)?.plain.text.get(stretch.range.clone()));
        let edits = edits(quotation, &texts.collect::<Option<Vec<&str>>>()?);
        let place = Locator::Paragraph(holding.passage.paragraph());
        let language: &Language = &content.site.language;
        let claim = Claim { locator: Some(&place), ..Claim::of(&quotation.words, language) };
        let text = judged.folded.get(holding.source, holding.text);
        let holds = would_hold(&claim, &edits, text, &content.site.quotations, Reach::Words);
        (!edits.is_empty() && holds).then_some(edits)
    };
    for ((file, body), checked) in commentary.chain(editions).chain(pages).zip(checked) {
        in_body(file, body, checked, &marks, &mut report);
    }
    report
}

fn in_body(
    file: &FileText,
    body: &Document,
    checked: &Checked,
    marks: &impl Fn(&Holding, &Quotation) -> Option<Vec<WordEdit>>,
    report: &mut Report,
) {
    for (quotation, outcome) in body.quotations.iter().zip(&checked.outcomes) {
        let Outcome::Verified(held) = outcome else { continue };
        let [holding] = &held[..] else { continue };
        if holding.passage.verdict() != Verdict::Typography {
            continue;
        }
        let edits = marks(holding, quotation);
        let Some((span, text)) = edits.and_then(|edits| in_file(&quotation.words, &edits, file)) else { continue };
        let place = Place::of(file, span);
        let message = "the source has other quotation marks, dashes or points in these words";
        let help = "nothing need be done; `postil check --fix --typography` sets the source's own";
        let diagnostic = Diagnostic::new(&TYPOGRAPHY, place.clone(), message).help(help);
        report.add(diagnostic.fix("set the source's own marks", place, text));
    }
}

/// The marks that differ, paragraph by paragraph.
fn edits(quotation: &Quotation, stored: &[&str]) -> Vec<WordEdit> {
    let paragraphs = &quotation.words.paragraphs;
    if paragraphs.len() != stored.len() {
        return Vec::new();
    }
    let mut edits = Vec::new();
    for (index, (plain, stored)) in paragraphs.iter().zip(stored).enumerate() {
        let own = marks_of(&plain.text, stored).into_iter();
        // In a span a double mark would close the editors' own.
        let fits = |text: &str| {
            matches!(quotation.form, QuotationForm::Block | QuotationForm::NestedBlock)
                || !text.contains(is_double_mark)
        };
        edits.extend(own.filter(|(_, text)| fits(text)).map(|(range, text)| (index, range, text)));
    }
    edits
}

/// Runs of marks of the author that are other marks in the source.
fn marks_of(typed: &str, stored: &str) -> Vec<(Range<usize>, String)> {
    let (typed_at, typed_chars): (Vec<usize>, Vec<char>) = typed.char_indices().unzip();
    let stored_chars: Vec<char> = stored.chars().collect();
    if typed_chars.len().max(stored_chars.len()) > LONGEST {
        return Vec::new();
    }
    let offset = |index: usize| typed_at.get(index).copied().unwrap_or(typed.len());
    let mut edits = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &typed_chars, &stored_chars) {
        let DiffOp::Replace { .. } = operation else { continue };
        let (old, new) = (operation.old_range(), operation.new_range());
        let kinds = |chars: &[char]| chars.iter().map(|mark| kind(*mark)).collect::<Option<Vec<_>>>();
        let (Some(ours), Some(theirs)) = (kinds(&typed_chars[old.clone()]), kinds(&stored_chars[new.clone()])) else {
            continue;
        };
        if ours.first() == theirs.first() && ours.iter().chain(&theirs).all(|kind| Some(kind) == ours.first()) {
            edits.push((offset(old.start)..offset(old.end), stored_chars[new].iter().collect()));
        }
    }
    edits
}

/// Marks that may stand for each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Quote,
    Dash,
    Points,
    MiddleDot,
}

fn kind(mark: char) -> Option<Kind> {
    Some(match mark {
        '"' | '\'' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '「' | '」' | '『'
        | '』' | '´' | '`' | 'ʼ' => Kind::Quote,
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => Kind::Dash,
        '.' | '…' | '⋯' => Kind::Points,
        '·' | '•' | '∙' | '⋅' | '・' | 'ㆍ' | '‧' => Kind::MiddleDot,
        _ => return None,
    })
}

fn is_double_mark(mark: char) -> bool {
    matches!(mark, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』')
}

#[cfg(test)]
mod tests {
    use super::marks_of;

    #[test]
    fn marks_become_those_of_the_source_and_nothing_else() {
        let mended = |typed: &str, stored: &str| {
            let mut text = typed.to_owned();
            for (range, marks) in marks_of(typed, stored).into_iter().rev() {
                text.replace_range(range, &marks);
            }
            text
        };
        assert_eq!(mended("\"it's\" 5-10 -- so...", "“it’s” 5–10 — so…"), "“it’s” 5–10 — so…");
        assert_eq!(mended("a b, c.", "a\u{a0}b, c"), "a b, c.");
        assert_eq!(mended("it's", "its"), "it's");
    }
}
