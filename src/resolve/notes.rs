//! Notes: numbered in the order of the page, each with an id that stays when others come and go (SPEC 4.2, 8).
//!
//! Comes in: the parts of a commentary, and what became of its claims. Goes out: [`Note`]s. Never done here: laying them out.

use super::anchor::{Taken, words_hash};
use super::citation::Named;
use super::digest::{Cited, Finding, Lemma, Note, PassageIx};
use super::passage::Passages;
use crate::parse::commentary::{self, Commentary, Part};
use crate::parse::document::Block;

/// The notes of a commentary. `findings` and `named` are those of its body.
pub fn number_notes(entry: &Commentary, findings: &[Finding], named: &[Vec<Named>], passages: &Passages) -> Vec<Note> {
    let parts = entry.parts.iter().filter_map(|part| match part {
        Part::Note(note) => Some(note),
        _ => None,
    });
    let mut taken = Taken::default();
    let mut notes: Vec<Note> = Vec::new();
    for (written, number) in parts.zip(1..) {
        let lemmas = lemmas(entry, written, findings, &notes);
        let on =
            written.on.and_then(|citation| named.get(citation)).and_then(|items| items.iter().find_map(Named::target));
        let on = on.map(|target| target.cited.clone());
        let anchor = taken.give(anchor(entry, &lemmas, on.as_ref(), findings, passages));
        notes.push(Note { number, anchor, title: written.title, lemmas, on, blocks: written.blocks.clone() });
    }
    notes
}

fn lemmas(entry: &Commentary, written: &commentary::Note, findings: &[Finding], before: &[Note]) -> Vec<Lemma> {
    let quotation_of = |block: &usize| match entry.body.blocks.get(*block) {
        Some(Block::Quotation { quotation, .. }) => Some((*block, *quotation)),
        _ => None,
    };
    let lemma = |(block, quotation): (usize, usize)| {
        let places = places(findings.get(quotation));
        let has_them = |note: &Note| {
            let lemmas = note.lemmas.iter();
            lemmas.flat_map(|lemma| self::places(findings.get(lemma.quotation))).any(|place| places.contains(&place))
        };
        Lemma { block, quotation, again: before.iter().position(has_them) }
    };
    written.lemmas.iter().filter_map(quotation_of).map(lemma).collect()
}

/// The passages of a finding.
pub fn places(finding: Option<&Finding>) -> Vec<PassageIx> {
    match finding {
        Some(Finding::Verified(held) | Finding::Superseded(held)) => held.iter().map(|held| held.passage).collect(),
        _ => Vec::new(),
    }
}

/// `n-HASH` of the first lemma, `n-p12` on a paragraph; a lemma that nothing verifies gives the hash of its words alone.
fn anchor(
    entry: &Commentary,
    lemmas: &[Lemma],
    on: Option<&Cited>,
    findings: &[Finding],
    passages: &Passages,
) -> String {
    if let Some(passage) = lemmas.iter().find_map(|lemma| places(findings.get(lemma.quotation)).into_iter().next()) {
        return format!("n-{}", passages.get(passage).hash);
    }
    let translated = lemmas.iter().find_map(|lemma| match findings.get(lemma.quotation) {
        Some(Finding::Translated(cited)) => Some(cited),
        _ => None,
    });
    if let Some((first, _)) = on.or(translated).and_then(|cited| cited.paragraphs) {
        return format!("n-p{first}");
    }
    let words = lemmas.first().and_then(|lemma| entry.body.quotations.get(lemma.quotation));
    let words = words.map(|quotation| quotation.words.text()).or_else(|| on.map(|cited| cited.prefix.clone()));
    format!("n-{}", words_hash(&words.unwrap_or_default()))
}
