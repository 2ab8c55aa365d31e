//! The page of the differences between the captures of a source.

use super::compared::{marks, number_html, parts_html, unit_html};
use super::entries::{publication_link, quoted_words};
use super::here::{Here, lang};
use super::leaf::capture_link;
use super::provenance::accepted_hash;
use crate::parse::source::SourceFront;
use crate::render::view::{
    CaptureCopy, CaptureCounts, Captures, Change, ChangeRow, ChangedQuotation, FateCount, FieldChange, Link, Touched,
};
use crate::resolve::diff::{Difference, Row, Unit};
use crate::resolve::digest::{CommentaryIx, Fate, Finding, Held, PassageIx, Shown, Source, SourceIx, Text};

/// Fates in the order of their names on a page.
const FATES: [Fate; 5] = [Fate::Placed, Fate::Moved, Fate::Ambiguous, Fate::Superseded, Fate::Pinned];

/// `/sources/ID/captures/`
pub fn captures(here: &Here, index: SourceIx) -> Captures {
    let source = here.digest.source(index);
    let quotations = quotations(here, index);
    let is_shown = source.texts.iter().all(|text| text.shown == Shown::Whole) && source.front.withdrawn.is_none();
    let mut numbers = Numbers { next: 1 };
    let changes: Vec<Change> = match is_shown {
        true => (1..source.texts.len()).map(|old| change(here, source, old, &quotations, &mut numbers)).collect(),
        false => Vec::new(),
    };
    let copy = |(at, text): (usize, &Text)| CaptureCopy {
        capture: capture_link(here, source, at),
        words: text.words,
        sha256: accepted_hash(text).map(str::to_owned),
    };
    let count = |fate: Fate| quotations.iter().filter(|one| one.held.fate == fate).count();
    Captures {
        title: source.front.title.clone(),
        lang: lang(&source.language),
        link: here.link(&source.route),
        publication: publication_link(here, source.publication),
        date: source.date().map(|date| date.to_string()),
        captures: source.texts.iter().enumerate().map(copy).collect(),
        counts: CaptureCounts {
            placed: count(Fate::Placed),
            moved: count(Fate::Moved),
            ambiguous: count(Fate::Ambiguous),
            superseded: count(Fate::Superseded),
        },
        touched: touched(here, source, &quotations),
        first_change: changes
            .iter()
            .flat_map(|change| &change.rows)
            .find(|row| !row.id.is_empty())
            .map(|row| format!("#{}", row.id)),
        changes,
    }
}

/// A quotation of the source, with one of the places that hold it.
struct Quoted {
    commentary: CommentaryIx,
    quotation: usize,
    held: Held,
}

fn quotations(here: &Here, index: SourceIx) -> Vec<Quoted> {
    let mut all = Vec::new();
    for quoting in &here.digest.source(index).quoted_by {
        let commentary = here.digest.commentary(quoting.commentary);
        for (quotation, finding) in commentary.body.findings.iter().enumerate() {
            if let Finding::Verified(held) | Finding::Superseded(held) = finding {
                let here_held = held.iter().filter(|held| here.digest.passage(held.passage).source == index);
                all.extend(here_held.map(|held| Quoted { commentary: quoting.commentary, quotation, held: *held }));
            }
        }
    }
    all
}

fn touched(here: &Here, source: &Source, quotations: &[Quoted]) -> Vec<Touched> {
    let one = |commentary: CommentaryIx| {
        let entry = here.digest.commentary(commentary);
        let count = |fate: &Fate| {
            let own = quotations.iter().filter(|one| one.commentary == commentary && one.held.fate == *fate);
            FateCount { fate: fate.as_str(), count: own.count() }
        };
        Touched {
            entry: Link {
                label: entry.front.title.value.clone(),
                link: here.link(&entry.route),
                lang: here.lang(&entry.language),
            },
            fates: FATES.iter().map(count).filter(|fate| fate.count > 0).collect(),
        }
    };
    source.quoted_by.iter().map(|quoting| one(quoting.commentary)).filter(|one| !one.fates.is_empty()).collect()
}

/// Numbers of the rows that differ, through all changes of the page.
struct Numbers {
    next: usize,
}

impl Numbers {
    fn give(&mut self) -> String {
        self.next += 1;
        format!("change-{}", self.next - 1)
    }
}

/// From an earlier capture to the one after it.
fn change(here: &Here, source: &Source, old: usize, quotations: &[Quoted], numbers: &mut Numbers) -> Change {
    let difference = source.change(old);
    let compared = Compared { here, source, difference, old, new: old - 1, quotations };
    let mut rows: Vec<ChangeRow> = difference.rows.iter().map(|row| compared.row(row, numbers)).collect();
    link_moved(&difference.rows, &mut rows);
    let words = |count: fn(&ChangeRow) -> usize| rows.iter().map(count).sum();
    let (was, is) = (&source.texts[old], &source.texts[old - 1]);
    Change {
        id: format!("from-{}", was.name.map(|name| name.to_string().to_lowercase()).unwrap_or_default()),
        from: capture_link(here, source, old),
        to: capture_link(here, source, old - 1),
        gone: words(|row| row.gone),
        added: words(|row| row.added),
        moved: rows.iter().filter(|row| row.kind == "here").count(),
        marks: marks(difference, &was.stored, &is.stored),
        fields: fields(&was.front, &is.front),
        rows,
    }
}

/// Joins each paragraph that was moved with the place it was moved from.
fn link_moved(written: &[Row], rows: &mut [ChangeRow]) {
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    for (at, row) in written.iter().enumerate() {
        let is_other = |other: &Row| match (row, other) {
            (Row::Here { old, .. }, Row::Away { old: from, .. })
            | (Row::Away { old, .. }, Row::Here { old: from, .. }) => old == from,
            _ => false,
        };
        rows[at].other = written.iter().position(is_other).map(|other| format!("#{}", ids[other]));
    }
}

fn fields(was: &SourceFront, is: &SourceFront) -> Vec<FieldChange> {
    let day = |front: &SourceFront| front.updated.map(|day| day.to_string());
    let all = [
        ("title", Some(was.title.clone()), Some(is.title.clone())),
        ("subtitle", was.subtitle.clone(), is.subtitle.clone()),
        ("byline", was.byline.clone(), is.byline.clone()),
        ("updated", day(was), day(is)),
    ];
    let changed = all.into_iter().filter(|(_, from, to)| from != to);
    changed.map(|(field, from, to)| FieldChange { field, from, to }).collect()
}

/// Two texts with all that bears on their rows.
struct Compared<'a> {
    here: &'a Here<'a>,
    source: &'a Source,
    difference: &'a Difference,
    old: usize,
    new: usize,
    quotations: &'a [Quoted],
}

impl Compared<'_> {
    fn row(&self, row: &Row, numbers: &mut Numbers) -> ChangeRow {
        let (olds, news) = (&self.difference.old, &self.difference.new);
        let made = |kind, text_html, unit: Option<&Unit>| ChangeRow {
            id: String::new(),
            kind,
            text_html,
            number: unit.and_then(number),
            other: None,
            other_number: None,
            gone: 0,
            added: 0,
            quotations: Vec::new(),
        };
        let link = |text: usize, unit: &Unit| {
            let number = number(unit)?;
            let href = self.here.link_to_place(&self.source.texts[text].route, &format!("p{number}"));
            Some(number_html(self.here, number, &href))
        };
        let whole = |text: usize, unit: &Unit, class| {
            let number = link(text, unit).unwrap_or_default();
            unit_html(&number, unit, &self.source.texts[text].stored, class)
        };
        match row {
            Row::Same { new, .. } => made("same", whole(self.new, &news[*new], ""), Some(&news[*new])),
            Row::Here { old, new } => ChangeRow {
                id: numbers.give(),
                other_number: number(&olds[*old]),
                quotations: self.quoted(&[*old], &[*new]),
                ..made("here", whole(self.new, &news[*new], "moved-text"), Some(&news[*new]))
            },
            Row::Away { old, .. } => ChangeRow {
                id: numbers.give(),
                ..made("away", whole(self.old, &olds[*old], "moved-text"), Some(&olds[*old]))
            },
            Row::Changed { old, new, parts, gone, added } => {
                let kind = match (old.is_empty(), new.is_empty()) {
                    (true, _) => "added",
                    (_, true) => "gone",
                    _ => "changed",
                };
                let (text, unit) = match new.first() {
                    Some(first) => (self.new, news.get(*first)),
                    None => (self.old, old.first().and_then(|first| olds.get(*first))),
                };
                let block = unit.map_or(crate::parse::words::StoredKind::Paragraph, |unit| unit.kind);
                let number = unit.and_then(|unit| link(text, unit)).unwrap_or_default();
                let html = parts_html(self.here, number, parts, block);
                ChangeRow {
                    id: numbers.give(),
                    gone: *gone,
                    added: *added,
                    quotations: self.quoted(old, new),
                    ..made(kind, html, unit)
                }
            }
        }
    }

    /// Quotations from some units of the two texts.
    fn quoted(&self, old: &[usize], new: &[usize]) -> Vec<ChangedQuotation> {
        let is_in = |units: &[Unit], some: &[usize], passage: PassageIx| {
            let stretches = self.here.digest.passage(passage).passage.stretches();
            some.iter().any(|at| stretches.iter().any(|stretch| units[*at].blocks.contains(&stretch.block)))
        };
        let is_here = |one: &&Quoted| {
            let text = self.here.digest.passage(one.held.passage).text;
            text == self.old && is_in(&self.difference.old, old, one.held.passage)
                || text == self.new && is_in(&self.difference.new, new, one.held.passage)
        };
        self.quotations.iter().filter(is_here).map(|one| self.quotation(one)).collect()
    }

    fn quotation(&self, one: &Quoted) -> ChangedQuotation {
        let commentary = self.here.digest.commentary(one.commentary);
        let has_it =
            |note: &&crate::resolve::digest::Note| note.lemmas.iter().any(|lemma| lemma.quotation == one.quotation);
        let link = match commentary.notes.iter().find(has_it) {
            Some(note) => self.here.link_to_place(&commentary.route, &note.anchor),
            None => self.here.link(&commentary.route),
        };
        ChangedQuotation {
            words_html: quoted_words(self.here, one.held.passage),
            lang: self.here.lang(&self.source.language),
            entry: Link {
                label: commentary.front.title.value.clone(),
                link,
                lang: self.here.lang(&commentary.language),
            },
            fate: one.held.fate.as_str(),
        }
    }
}

/// The ¶ of a unit; a heading has none of its own.
fn number(unit: &Unit) -> Option<u32> {
    (!unit.is_heading()).then_some(unit.number)
}
