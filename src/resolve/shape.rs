//! Each shown commentary given its shape: findings, notes, layout.
//!
//! Comes in: checked bodies and the passages of the site. Goes out: a [`Shape`] for each commentary. Never done here: links.

use super::bodies::Checked;
use super::choose::Chosen;
use super::digest::{Finding, Layout, Note, PassageIx, SourceIx};
use super::front::Front;
use super::layout::{Ground, Reading, lay_out};
use super::notes::{number_notes, places};
use crate::base::diagnostic::Report;
use std::collections::BTreeSet;

/// What a commentary's page is made from.
#[derive(Debug)]
pub struct Shape {
    /// By index of `document.quotations`.
    pub findings: Vec<Finding>,
    /// In the order of the page.
    pub notes: Vec<Note>,
    /// How it is laid out.
    pub layout: Layout,
}

/// Shapes all shown commentary. `None` where a claim was refused: notes and rows would stand on sand.
pub fn shape_commentary(
    chosen: &Chosen,
    fronts: &[Front],
    checked: &[Checked],
    ground: &Ground,
    report: &mut Report,
) -> Vec<Option<Shape>> {
    let all = chosen.commentary.iter().zip(fronts).zip(checked);
    all.map(|((entry, front), checked)| {
        let findings = ground.passages.findings(&checked.outcomes)?;
        if entry.front.withdrawn.is_some() {
            return Some(Shape { findings, notes: Vec::new(), layout: Layout::Withdrawn });
        }
        let notes = number_notes(entry, &findings, &checked.named, ground.passages);
        let reading = Reading { entry, source: front.source, notes: &notes, findings: &findings };
        let layout = lay_out(&reading, ground, report);
        Some(Shape { findings, notes, layout })
    })
    .collect()
}

impl Shape {
    /// The passages that bear their ids on its page: beside a text all that are in it, as excerpts those of lemmas.
    pub fn passages_on_page(&self, ground: &Ground) -> BTreeSet<PassageIx> {
        match &self.layout {
            Layout::Withdrawn => BTreeSet::new(),
            Layout::Beside(beside) => self.passages_in(ground, (beside.source, beside.text)),
            Layout::Excerpts(_) => {
                let lemmas = self.notes.iter().flat_map(|note| &note.lemmas);
                lemmas.flat_map(|lemma| places(self.findings.get(lemma.quotation))).collect()
            }
        }
    }

    fn passages_in(&self, ground: &Ground, text: (SourceIx, usize)) -> BTreeSet<PassageIx> {
        let all = self.findings.iter().flat_map(|finding| places(Some(finding)));
        all.filter(|index| {
            let placed = ground.passages.get(*index);
            (placed.source, placed.text) == text
        })
        .collect()
    }
}
