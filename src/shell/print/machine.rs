//! `check --format json` (SPEC 11): what other programs read, `"format": 1`.

use super::Found;
use crate::base::diagnostic::{Diagnostic, Fix, Place};
use crate::base::mend::Change;
use crate::render::exposure::Exposed;
use serde::Serialize;
use std::collections::BTreeMap;

/// One object on one line.
pub fn print(found: &Found) -> String {
    let view = View {
        format: 1,
        diagnostics: found.diagnostics.iter().map(DiagnosticView::of).collect(),
        counts: Counts::of(found),
        exposure: found.exposure.map(|all| all.iter().map(ExposedView::of).collect()),
        fixed: found.fixed.map(|changes| changes.iter().map(ChangeView::of).collect()),
    };
    serde_json::to_string(&view).expect("a struct of texts and numbers is JSON")
}

/// How many quotations there are of each kind.
#[derive(Serialize)]
pub struct Counts {
    quotations: QuotationsView,
    captures: CapturesView,
}

impl Counts {
    /// Of a run.
    pub fn of(found: &Found) -> Counts {
        let (tally, moves) = (found.tally, found.moves);
        Counts {
            quotations: QuotationsView {
                verbatim: tally.verbatim,
                typography: tally.typography,
                marked: tally.marked,
                translated: tally.translated,
                superseded: tally.superseded,
                unverified: tally.unverified,
                rejected: tally.rejected,
            },
            captures: CapturesView {
                placed: moves.placed,
                moved: moves.moved,
                ambiguous: moves.ambiguous,
                superseded: moves.superseded,
            },
        }
    }
}

#[derive(Serialize)]
struct View<'a> {
    format: u32,
    diagnostics: Vec<DiagnosticView<'a>>,
    #[serde(flatten)]
    counts: Counts,
    #[serde(skip_serializing_if = "Option::is_none")]
    exposure: Option<Vec<ExposedView<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<Vec<ChangeView<'a>>>,
}

/// What leaves of one text: words in each kind of output.
#[derive(Serialize)]
struct ExposedView<'a> {
    source: &'a str,
    rights: &'static str,
    withdrawn: Option<String>,
    words: usize,
    leaves: &'a BTreeMap<&'static str, usize>,
}

impl ExposedView<'_> {
    fn of(exposed: &Exposed) -> ExposedView<'_> {
        ExposedView {
            source: &exposed.name,
            rights: exposed.rights.as_str(),
            withdrawn: exposed.withdrawn.map(|day| day.to_string()),
            words: exposed.words,
            leaves: &exposed.leaves,
        }
    }
}

#[derive(Serialize)]
struct QuotationsView {
    verbatim: usize,
    typography: usize,
    marked: usize,
    translated: usize,
    superseded: usize,
    unverified: usize,
    rejected: usize,
}

#[derive(Serialize)]
struct CapturesView {
    placed: usize,
    moved: usize,
    ambiguous: usize,
    superseded: usize,
}

#[derive(Serialize)]
struct DiagnosticView<'a> {
    code: &'a str,
    severity: &'a str,
    #[serde(flatten)]
    place: PlaceView<'a>,
    message: &'a str,
    help: Option<&'a str>,
    fixes: Vec<FixView<'a>>,
}

#[derive(Serialize)]
struct FixView<'a> {
    title: &'a str,
    #[serde(flatten)]
    place: PlaceView<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct ChangeView<'a> {
    code: &'a str,
    title: &'a str,
    #[serde(flatten)]
    place: PlaceView<'a>,
    old: &'a str,
    new: &'a str,
}

impl<'a> ChangeView<'a> {
    fn of(change: &'a Change) -> ChangeView<'a> {
        ChangeView {
            code: change.code,
            title: &change.title,
            place: PlaceView::of(&change.place),
            old: &change.old,
            new: &change.new,
        }
    }
}

#[derive(Serialize)]
struct PlaceView<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl<'a> DiagnosticView<'a> {
    fn of(diagnostic: &'a Diagnostic) -> DiagnosticView<'a> {
        DiagnosticView {
            code: diagnostic.code.name,
            severity: diagnostic.severity.as_str(),
            place: PlaceView::of(&diagnostic.place),
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            fixes: diagnostic.fixes.iter().map(FixView::of).collect(),
        }
    }
}

impl<'a> FixView<'a> {
    fn of(fix: &'a Fix) -> FixView<'a> {
        FixView { title: &fix.title, place: PlaceView::of(&fix.place), text: &fix.text }
    }
}

impl<'a> PlaceView<'a> {
    fn of(place: &'a Place) -> PlaceView<'a> {
        PlaceView {
            file: place.file.as_str(),
            line: place.start.line,
            column: place.start.column,
            end_line: place.end.line,
            end_column: place.end.column,
        }
    }
}
