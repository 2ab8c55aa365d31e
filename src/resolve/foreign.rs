//! Markdown of other tools, checked against stored texts: what `check --sources` asks.
//!
//! Comes in: files of a folder that is no site, and the [`Ground`] of their sources. Goes out: what is wrong with their
//! quotations, and nothing else. Never done here: any rule of quotations; judging what is not about a stored source: such
//! citations are ordinary ones of a bibliography, and what other tools have beside them is text.

use super::codes::SOURCE_UNKNOWN;
use super::digest::{CaptureTally, Tally};
use super::gather::Sources;
use super::loose::Ground;
use crate::base::diagnostic::{Code, Diagnostic, Place, Report, Severity};
use crate::base::file::FileText;
use crate::base::key::{Key, pandoc_length};
use crate::base::language::Language;
use crate::parse::document::Document;
use crate::parse::foreign::Foreign;
use crate::parse::ids::SourceId;
use crate::parse::locator::{Citation, CitationItem, Locator};
use crate::parse::mark_codes::{
    CITATION_AS_DEFINITION, CITATION_AS_LINK, LOCATOR_UNKNOWN, MARK_UNCLOSED, NESTING_TOO_DEEP, QUOTATION_EMPTY,
    QUOTATION_RUNS_ON, QUOTATION_TWO_CITATIONS, QUOTATION_UNCITED,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What came of a folder.
#[derive(Debug, Default)]
pub struct Checked {
    /// Quotations by verdict, over all files. What is quoted from a source that is not stored is unverified.
    pub tally: Tally,
    /// What became of quotations whose source has an earlier capture.
    pub moves: CaptureTally,
    /// Every problem.
    pub report: Report,
}

/// Checks files, on all cores. A file that says no language is in `language`.
pub fn check(files: &[Foreign], ground: &Ground, language: &Language) -> Checked {
    let judged: Vec<Judged> = files.par_iter().map(|file| judge(file, ground, language)).collect();
    let mut checked = Checked::default();
    let mut unknown: BTreeMap<SourceId, Vec<Place>> = BTreeMap::new();
    let mut unpaged: BTreeMap<SourceId, Place> = BTreeMap::new();
    for Judged { tally, moves, report, lacks, pages } in judged {
        checked.tally.add(&tally);
        checked.moves.add(&moves);
        checked.report.extend(report);
        for (key, place) in lacks {
            unknown.entry(key).or_default().push(place);
        }
        for (key, place) in pages {
            unpaged.entry(key).or_insert(place);
        }
    }
    for (key, places) in unknown {
        checked.report.add(not_among(&key, &places, ground.sources()));
    }
    for (key, place) in unpaged {
        let message = format!("pages of `{key}` are not checked: its stored text does not say where they begin");
        let help = "write the paragraph instead, `¶3`; without one the words are sought in the whole text";
        checked.report.add(Diagnostic::new(&LOCATOR_UNKNOWN, place, message).help(help).severity(Severity::Note));
    }
    checked
}

/// One file, judged.
struct Judged {
    tally: Tally,
    moves: CaptureTally,
    report: Report,
    /// Keys that are not among the sources, where something is quoted from them.
    lacks: Vec<(SourceId, Place)>,
    /// Keys of stored texts without pages, where a page is cited.
    pages: Vec<(SourceId, Place)>,
}

fn judge(foreign: &Foreign, ground: &Ground, language: &Language) -> Judged {
    let file = &*foreign.file;
    let language = foreign.language.as_ref().unwrap_or(language);
    let mentions = Mentions::of(foreign, ground.sources());
    let mut said = Report::default();
    let mut document = foreign.document(&mut said);
    let cited = Cited::settle(&mut document, file, ground.sources(), mentions.is_empty());
    let unverified = forget_unknown(&mut document);
    if mentions.is_empty() {
        document.uncited.clear();
    }
    let mut report = Report::default();
    let checked = ground.judge(file, &document, language, &mut report);
    let Cited { stored, lacks, mut pages } = cited;
    for found in said.iter().filter(|found| mentions.matters(found, file)) {
        if found.code != &LOCATOR_UNKNOWN {
            report.add(found.clone());
        } else if let Some((_, key)) =
            stored.iter().find(|(item, _)| item.start <= found.place.start && found.place.end <= item.end)
        {
            match names_other_place(found, file) {
                true => pages.push((key.clone(), found.place.clone())),
                false => report.add(found.clone()),
            }
        }
    }
    let tally = Tally { unverified: checked.tally.unverified + unverified, ..checked.tally };
    Judged { tally, moves: checked.moves, report, lacks, pages }
}

/// What the citations of a file name.
struct Cited {
    /// Each item with a stored source.
    stored: Vec<(Place, SourceId)>,
    /// See [`Judged`].
    lacks: Vec<(SourceId, Place)>,
    /// See [`Judged`].
    pages: Vec<(SourceId, Place)>,
}

impl Cited {
    /// Takes out of a body what is cited from sources that are not stored, and places that stored texts do not have.
    /// In a `stranger`, a file without the key of any stored source, a locator without a key is text too.
    fn settle(document: &mut Document, file: &FileText, sources: &Sources, stranger: bool) -> Cited {
        let quoted: BTreeSet<usize> = document.quotations.iter().map(|quotation| quotation.citation).collect();
        let mut cited = Cited { stored: Vec::new(), lacks: Vec::new(), pages: Vec::new() };
        for (index, citation) in document.citations.iter_mut().enumerate() {
            let Citation { items, not_verified, .. } = citation;
            items.retain_mut(|item| {
                let Some(key) = &item.key else { return !stranger };
                let Some(source) = sources.find(key) else {
                    let claims = names_paragraph(item) || (quoted.contains(&index) && !is_cross_reference(key));
                    if claims && not_verified.is_none() && !sources.is_broken(key) {
                        cited.lacks.push((key.clone(), Place::of(file, item.key_span.clone())));
                    }
                    return false;
                };
                cited.stored.push((Place::of(file, item.span.clone()), key.clone()));
                if matches!(item.locator, Some(Locator::Page(_))) && sources.get(source).front().pages.is_empty() {
                    let place = Place::of(file, item.locator_span.take().unwrap_or(item.span.clone()));
                    cited.pages.push((key.clone(), place));
                    item.locator = None;
                }
                true
            });
        }
        cited
    }
}

fn names_paragraph(item: &CitationItem) -> bool {
    matches!(item.locator, Some(Locator::Paragraph(_) | Locator::Paragraphs(..)))
}

/// Whether a key is that of a figure, a table or a section, as Quarto and pandoc-crossref have them.
fn is_cross_reference(key: &SourceId) -> bool {
    const KINDS: [&str; 16] =
        ["fig", "tbl", "sec", "eq", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "sol", "rem", "alg"];
    key.as_str().split_once(['-', ':']).is_some_and(|(kind, _)| KINDS.contains(&kind))
}

/// Drops the quotations whose citation names nothing any more, and gives how many there were.
fn forget_unknown(document: &mut Document) -> usize {
    let before = document.quotations.len();
    let citations = &document.citations;
    let is_about_one = |citation: &Citation| !citation.items.is_empty() || citation.not_verified.is_some();
    document.quotations.retain(|quotation| citations.get(quotation.citation).is_some_and(is_about_one));
    before - document.quotations.len()
}

/// Whether a misread part of a citation names a place in a way that Pandoc knows: `pp. 3-4`, `chap. 2`, `33`.
fn names_other_place(found: &Diagnostic, file: &FileText) -> bool {
    const TERMS: [&str; 20] = [
        "p.", "pp.", "page", "bk.", "book", "chap", "col", "fig", "fol", "line", "l.", "ll.", "n.", "no.", "note",
        "op.", "part", "sec", "v", "§",
    ];
    let line = file.slice(file.line(found.place.start.line));
    let written: String = line.chars().skip(found.place.start.column - 1).collect();
    let written = written.trim_start().to_lowercase();
    written.starts_with(|c: char| c.is_ascii_digit()) || TERMS.iter().any(|term| written.starts_with(term))
}

/// Where in a file the key of a stored source stands, in brackets or not.
struct Mentions {
    /// The first and last line of each run of lines that are not empty, and whether a key stands in it.
    stretches: Vec<(usize, usize, bool)>,
}

impl Mentions {
    fn of(foreign: &Foreign, sources: &Sources) -> Mentions {
        let text = foreign.file.slice(foreign.body.clone());
        let is_stored = |at: &usize| {
            let after = text[at + 1..].trim_start_matches('{');
            let key = Key::pandoc(&after[..pandoc_length(after)]).map(SourceId);
            key.is_some_and(|key| sources.find(&key).is_some())
        };
        let places = text.match_indices('@').map(|(at, _)| at).filter(is_stored);
        let lines: BTreeSet<usize> = places.map(|at| foreign.file.position(foreign.body.start + at).line).collect();
        let mut stretches: Vec<(usize, usize, bool)> = Vec::new();
        for (text, line) in foreign.file.text().lines().zip(1..) {
            if text.trim().is_empty() {
                continue;
            }
            let has_key = lines.contains(&line);
            match stretches.last_mut() {
                Some((_, last, key)) if *last + 1 == line => (*last, *key) = (line, *key || has_key),
                _ => stretches.push((line, line, has_key)),
            }
        }
        Mentions { stretches }
    }

    fn is_empty(&self) -> bool {
        !self.stretches.iter().any(|(.., has_key)| *has_key)
    }

    /// Whether something that was found while the Markdown was read is about a quotation from a stored source.
    fn matters(&self, found: &Diagnostic, file: &FileText) -> bool {
        const SLIPS: [&Code; 6] = [
            &QUOTATION_RUNS_ON,
            &QUOTATION_EMPTY,
            &QUOTATION_TWO_CITATIONS,
            &CITATION_AS_DEFINITION,
            &CITATION_AS_LINK,
            &MARK_UNCLOSED,
        ];
        match found.code {
            code if code == &NESTING_TOO_DEEP || code == &LOCATOR_UNKNOWN => true,
            code if code == &QUOTATION_UNCITED => !is_titled(found, file) && !self.is_empty(),
            code => SLIPS.contains(&code) && self.is_near(found.place.start.line),
        }
    }

    /// Whether a key stands in the lines around a line, up to an empty one, or in those after that.
    fn is_near(&self, line: usize) -> bool {
        let from = self.stretches.partition_point(|(_, last, _)| *last < line);
        self.stretches.iter().skip(from).take(2).any(|(.., has_key)| *has_key)
    }
}

/// Whether an uncited blockquote is a callout, whose title was masked.
fn is_titled(found: &Diagnostic, file: &FileText) -> bool {
    let line = file.slice(file.line(found.place.start.line));
    line.contains('>') && line.trim_matches(['>', ' ', '\t', '\r']).is_empty()
}

fn not_among(key: &SourceId, places: &[Place], sources: &Sources) -> Diagnostic {
    let more = match places.len() {
        1 => String::new(),
        2 => " and at one more place".to_owned(),
        count => format!(" and at {} more places", count - 1),
    };
    let message = format!("`{key}` is not among the sources, so what is quoted from it here{more} is not verified");
    let near = sources.nearest(key).map(|near| format!("did you mean `@{near}`? If not, ")).unwrap_or_default();
    let help = format!("{near}put its text into the folder of sources as `{key}.md` or `{key}.txt`");
    let place = places.first().expect("a key without a place is not listed").clone();
    Diagnostic::new(&SOURCE_UNKNOWN, place, message).help(help).severity(Severity::Warning)
}
