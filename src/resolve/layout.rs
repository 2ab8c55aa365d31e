//! How the page of a commentary is laid out: beside its source, or as excerpts (SPEC 8, DESIGN 5).
//!
//! Comes in: a commentary with its notes and what became of its claims. Goes out: a [`Layout`]. Never done here: numbering
//! notes, cutting paragraphs at passages.

use super::citation::FrontSource;
use super::codes::LAYOUT_IMPOSSIBLE;
use super::digest::{Beside, Cited, Excerpt, ExcerptPart, Finding, Layout, Note, PassageIx, Row, SourceIx};
use super::gather::Sources;
use super::notes::places;
use super::passage::Passages;
use super::walk::BlockOf;
use crate::base::diagnostic::{Diagnostic, Place, Report, Severity};
use crate::parse::commentary::{Commentary, LayoutName, Part};
use crate::parse::source::Rights;
use crate::parse::words::StoredKind;
use std::collections::BTreeSet;
use std::ops::Range;

/// What all layouts are made from.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// Every source.
    pub sources: &'a Sources,
    /// Every passage.
    pub passages: &'a Passages,
    /// The top-level blocks of every text, by source and text.
    pub blocks: &'a [Vec<BlockOf>],
}

/// A commentary to lay out.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// As written.
    pub entry: &'a Commentary,
    /// The source it reads closely.
    pub source: FrontSource,
    /// Its notes.
    pub notes: &'a [Note],
    /// What became of its claims.
    pub findings: &'a [Finding],
}

/// Why a page cannot stand beside its source.
#[derive(Debug, PartialEq, Eq)]
enum Obstacle {
    NoSource,
    Rights(Rights),
    /// This note stands before the one in front of it.
    Order(usize),
    NothingThere,
}

/// Chooses the layout of a commentary, or makes the one it asks for.
pub fn lay_out(reading: &Reading, ground: &Ground, report: &mut Report) -> Layout {
    let asked = reading.entry.front.layout.as_ref();
    if asked.is_some_and(|asked| asked.value == LayoutName::Excerpts) {
        return Layout::Excerpts(excerpts(reading, ground));
    }
    match beside(reading, ground) {
        Ok(beside) => Layout::Beside(beside),
        Err(obstacle) => {
            if let Some(asked) = asked.filter(|_| reading.source != FrontSource::Unknown) {
                let place = Place::of(&reading.entry.file, asked.span.clone());
                let diagnostic = impossible(&obstacle, reading, place);
                report.add(match is_of_a_changed_text(&obstacle, reading, ground) {
                    true => diagnostic.severity(Severity::Warning),
                    false => diagnostic,
                });
            }
            Layout::Excerpts(excerpts(reading, ground))
        }
    }
}

/// Whether the order of the notes may be that of a text which a newer capture took the place of: no capture breaks a build.
fn is_of_a_changed_text(obstacle: &Obstacle, reading: &Reading, ground: &Ground) -> bool {
    let FrontSource::Known { source, pinned: false, .. } = reading.source else { return false };
    matches!(obstacle, Obstacle::Order(_) | Obstacle::NothingThere) && ground.sources.get(source).texts.len() > 1
}

fn impossible(obstacle: &Obstacle, reading: &Reading, place: Place) -> Diagnostic {
    let (reason, help) = match obstacle {
        Obstacle::NoSource => {
            ("the front matter names no `source`".to_owned(), "add `source: ID`, or leave `layout` out")
        }
        Obstacle::Rights(rights) => {
            let reason =
                format!("the rights of its source are `{}`, and its text cannot be shown whole", rights.as_str());
            (reason, "leave `layout` out, or write `layout: excerpts`")
        }
        Obstacle::Order(note) => {
            let reason = format!("note {} is on words that come before those of the note in front of it", note + 1);
            (reason, "put the notes in the order of the source, or leave `layout` out")
        }
        Obstacle::NothingThere => {
            ("no note is on its source's text".to_owned(), "leave `layout` out, or write `layout: excerpts`")
        }
    };
    let mut diagnostic =
        Diagnostic::new(&LAYOUT_IMPOSSIBLE, place, format!("`layout: beside` is impossible: {reason}")).help(help);
    if let Obstacle::Order(note) = obstacle {
        let first = reading.notes[*note].lemmas.first();
        let quotation = first.and_then(|lemma| reading.entry.body.quotations.get(lemma.quotation));
        if let Some(quotation) = quotation {
            diagnostic = diagnostic.related(Place::of(&reading.entry.file, quotation.span.clone()), "this note");
        }
    }
    diagnostic
}

/// Where a note stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Spot {
    /// The prose and byte where its words begin; no byte for a note on a paragraph without words.
    start: (usize, Option<usize>),
    /// The top-level blocks it is on.
    blocks: Range<usize>,
}

fn beside(reading: &Reading, ground: &Ground) -> Result<Beside, Obstacle> {
    let FrontSource::Known { source, text, .. } = reading.source else { return Err(Obstacle::NoSource) };
    let rights = ground.sources.get(source).rights;
    if rights != Rights::Full {
        return Err(Obstacle::Rights(rights));
    }
    let spots: Vec<Option<Spot>> =
        reading.notes.iter().map(|note| spot(note, reading, ground, (source, text))).collect();
    check_order(&spots)?;
    if spots.iter().all(Option::is_none) && !spots.is_empty() {
        return Err(Obstacle::NothingThere);
    }
    let mut introduction = 0..0;
    let mut remarks = Vec::new();
    for part in &reading.entry.parts {
        match part {
            Part::Introduction(range) => introduction = range.clone(),
            Part::Remark(range) => remarks.push(range.clone()),
            Part::Note(_) => {}
        }
    }
    let blocks = spots.into_iter().map(|spot| spot.map(|spot| spot.blocks)).collect::<Vec<_>>();
    let rows = rows(&blocks, ground.blocks[source.0][text].count());
    Ok(Beside { source, text, introduction, rows, remarks })
}

/// Where a note stands: at its first lemma that has a passage there, else at the paragraphs it names.
fn spot(note: &Note, reading: &Reading, ground: &Ground, (source, text): (SourceIx, usize)) -> Option<Spot> {
    let lemmas = note.lemmas.iter().filter_map(|lemma| reading.findings.get(lemma.quotation));
    for finding in lemmas {
        for index in places(Some(finding)) {
            let placed = ground.passages.get(index);
            if (placed.source, placed.text) == (source, text) {
                let first = placed.passage.stretches().first()?;
                let start = (first.block, Some(first.range.start));
                return Some(Spot { start, blocks: blocks_of_passage(index, ground) });
            }
        }
        if let Finding::Translated(cited) = finding
            && let Some(spot) = spot_of_paragraphs(cited, ground, (source, text))
        {
            return Some(spot);
        }
    }
    spot_of_paragraphs(note.on.as_ref()?, ground, (source, text))
}

fn spot_of_paragraphs(cited: &Cited, ground: &Ground, wanted: (SourceIx, usize)) -> Option<Spot> {
    if (cited.source, cited.text) != wanted {
        return None;
    }
    let (first, last) = proses_of_paragraphs(cited, ground)?;
    let blocks = ground.blocks[cited.source.0][cited.text].range(first, last);
    Some(Spot { start: (first, None), blocks })
}

/// The first and last block of running text with the numbers of a locator; headings have the number of what follows
/// them and are left out.
fn proses_of_paragraphs(cited: &Cited, ground: &Ground) -> Option<(usize, usize)> {
    let (first, last) = cited.paragraphs?;
    let stored = &ground.sources.get(cited.source).texts[cited.text].read.stored;
    let blocks = stored.blocks.iter().enumerate();
    let mut named = blocks
        .filter(|(_, block)| (first..=last).contains(&block.number) && !matches!(block.kind, StoredKind::Heading(_)))
        .map(|(index, _)| index);
    let begin = named.next()?;
    Some((begin, named.next_back().unwrap_or(begin)))
}

fn blocks_of_passage(index: PassageIx, ground: &Ground) -> Range<usize> {
    let placed = ground.passages.get(index);
    let stretches = placed.passage.stretches();
    let first = stretches.first().map_or(0, |stretch| stretch.block);
    let last = stretches.last().map_or(first, |stretch| stretch.block);
    ground.blocks[placed.source.0][placed.text].range(first, last)
}

/// The notes that have a spot must come in the order of the text. Where one of two names a paragraph alone, their
/// blocks are compared.
fn check_order(spots: &[Option<Spot>]) -> Result<(), Obstacle> {
    let mut before: Option<&Spot> = None;
    for (index, spot) in spots.iter().enumerate() {
        let Some(spot) = spot else { continue };
        if let Some(before) = before {
            let in_order = match (before.start, spot.start) {
                ((a, Some(byte_a)), (b, Some(byte_b))) => (a, byte_a) <= (b, byte_b),
                _ => before.blocks.start <= spot.blocks.start,
            };
            if !in_order {
                return Err(Obstacle::Order(index));
            }
        }
        before = Some(spot);
    }
    Ok(())
}

/// Groups notes into rows. `spots` are the blocks each note is on, in order; a note without a place of its own joins the
/// row before it, or the first where there is none. `count` is the number of blocks of the text.
fn rows(spots: &[Option<Range<usize>>], count: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut waiting = Vec::new();
    for (note, spot) in spots.iter().enumerate() {
        match (spot, rows.last_mut()) {
            (None, None) => waiting.push(note),
            (None, Some(row)) => row.notes.push(note),
            (Some(spot), Some(row)) if spot.start < row.lead.end => {
                row.notes.push(note);
                row.lead.end = row.lead.end.max(spot.end);
            }
            (Some(spot), _) => {
                let mut notes = std::mem::take(&mut waiting);
                notes.push(note);
                rows.push(Row { lead: spot.clone(), notes, rest: 0..0 });
            }
        }
    }
    let starts: Vec<usize> = rows.iter().skip(1).map(|row| row.lead.start).chain([count]).collect();
    for (row, next) in rows.iter_mut().zip(starts) {
        row.rest = row.lead.end..next;
    }
    let first = rows.first().map_or(count, |row| row.lead.start);
    if first > 0 {
        rows.insert(0, Row { lead: 0..0, notes: Vec::new(), rest: 0..first });
    }
    if let Some(row) = rows.first_mut() {
        row.notes.splice(0..0, waiting);
    }
    rows
}

fn excerpts(reading: &Reading, ground: &Ground) -> Vec<ExcerptPart> {
    let mut seen = BTreeSet::new();
    let mut number = 0;
    let parts = reading.entry.parts.iter().map(|part| match part {
        Part::Introduction(range) => ExcerptPart::Introduction(range.clone()),
        Part::Remark(range) => ExcerptPart::Remark(range.clone()),
        Part::Note(_) => {
            let note = number;
            number += 1;
            ExcerptPart::Note { note, excerpts: excerpts_of(&reading.notes[note], reading, ground, &mut seen) }
        }
    });
    parts.collect()
}

fn excerpts_of<'a>(note: &Note, reading: &Reading, ground: &Ground<'a>, seen: &mut BTreeSet<&'a str>) -> Vec<Excerpt> {
    let mut excerpts = Vec::new();
    for finding in note.lemmas.iter().filter_map(|lemma| reading.findings.get(lemma.quotation)) {
        for index in places(Some(finding)) {
            let placed = ground.passages.get(index);
            excerpts.push(Excerpt {
                source: placed.source,
                text: placed.text,
                passage: Some(index),
                blocks: blocks_of_passage(index, ground),
                first_sight: seen.insert(&placed.hash),
            });
        }
        if let Finding::Translated(cited) = finding {
            excerpts.extend(excerpt_of_paragraphs(cited, ground));
        }
    }
    excerpts.extend(note.on.as_ref().and_then(|cited| excerpt_of_paragraphs(cited, ground)));
    excerpts
}

fn excerpt_of_paragraphs(cited: &Cited, ground: &Ground) -> Option<Excerpt> {
    let (first, last) = proses_of_paragraphs(cited, ground)?;
    let blocks = ground.blocks[cited.source.0][cited.text].range(first, last);
    Some(Excerpt { source: cited.source, text: cited.text, passage: None, blocks, first_sight: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(lead: Range<usize>, notes: &[usize], rest: Range<usize>) -> Row {
        Row { lead, notes: notes.to_vec(), rest }
    }

    #[test]
    fn a_group_runs_until_the_next_paragraph_with_a_note() {
        assert_eq!(
            rows(&[Some(1..2), Some(1..2), Some(4..5)], 6),
            [row(0..0, &[], 0..1), row(1..2, &[0, 1], 2..4), row(4..5, &[2], 5..6)]
        );
    }

    #[test]
    fn passages_that_overlap_share_a_row_and_extend_its_lead() {
        assert_eq!(rows(&[Some(0..2), Some(1..4), Some(4..5)], 5), [row(0..4, &[0, 1], 4..4), row(4..5, &[2], 5..5)]);
    }

    #[test]
    fn a_note_without_a_place_joins_the_row_before_it() {
        assert_eq!(
            rows(&[None, Some(0..1), None, Some(2..3)], 3),
            [row(0..1, &[0, 1, 2], 1..2), row(2..3, &[3], 3..3)]
        );
        assert_eq!(rows(&[], 3), [row(0..0, &[], 0..3)]);
        assert_eq!(rows(&[], 0), []);
    }

    #[test]
    fn notes_follow_the_text_word_by_word() {
        let words = |prose, byte, block| Some(Spot { start: (prose, Some(byte)), blocks: block..block + 1 });
        let paragraph = |prose, block| Some(Spot { start: (prose, None), blocks: block..block + 1 });
        assert_eq!(check_order(&[words(3, 10, 3), None, words(3, 10, 3), words(4, 0, 4)]), Ok(()));
        assert_eq!(check_order(&[words(3, 10, 3), words(3, 9, 3)]), Err(Obstacle::Order(1)));
        assert_eq!(check_order(&[words(3, 10, 3), paragraph(3, 3), words(3, 12, 3)]), Ok(()));
        assert_eq!(check_order(&[paragraph(3, 3), words(2, 0, 2)]), Err(Obstacle::Order(1)));
    }
}
