//! Diagnostics for people: the place, the line it is about, what is wrong with it, and the cure.

use crate::base::diagnostic::{Diagnostic, Place, Severity};
use crate::base::file::{FileText, Position, SitePath, Tree};
use crate::shell::terminal::{columns, printable};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// How many lines of one place are shown at most.
const LINES: usize = 4;

/// All diagnostics, an empty line between them, with colours (the terminal takes them off where they are not wanted).
pub fn print(diagnostics: &[Diagnostic], tree: &Tree) -> String {
    let renderer = Renderer::styled().term_width(columns());
    let mut texts = Texts { tree, read: BTreeMap::new() };
    let drawn: Vec<String> = diagnostics.iter().map(|diagnostic| draw(diagnostic, &mut texts, &renderer)).collect();
    drawn.join("\n\n")
}

/// The files that diagnostics are about, each read once.
struct Texts<'a> {
    tree: &'a Tree,
    read: BTreeMap<SitePath, Option<Arc<FileText>>>,
}

impl Texts<'_> {
    fn get(&mut self, path: &SitePath) -> Option<Arc<FileText>> {
        let tree = self.tree;
        let read = || Some(FileText::new(path.clone(), &String::from_utf8_lossy(tree.get(path)?)));
        self.read.entry(path.clone()).or_insert_with(read).clone()
    }
}

fn draw(diagnostic: &Diagnostic, texts: &mut Texts, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(printable(&diagnostic.message)).id(diagnostic.code.name);
    let mut group = place(Group::with_title(title), &diagnostic.place, None, texts);
    for (other, words) in &diagnostic.related {
        group = place(group, other, Some(words), texts);
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(printable(help)));
    }
    renderer.render(&[group])
}

/// Adds the lines of a place: the problem's own where it has no words, else one that matters too.
fn place<'a>(group: Group<'a>, place: &Place, words: Option<&String>, texts: &mut Texts) -> Group<'a> {
    let shown = printable(place.file.as_str());
    let is_whole_file = *place == Place::file(&place.file);
    let text = texts.get(&place.file).filter(|_| !is_whole_file);
    let excerpt = text.map(|text| Excerpt::of(&text, place)).filter(|excerpt| !excerpt.is_blank());
    let Some(excerpt) = excerpt else {
        let origin = Origin::path(shown).line(place.start.line).char_column(place.start.column);
        let group = group.element(origin);
        return match words {
            Some(words) => group.element(Level::NOTE.message(printable(words))),
            None => group,
        };
    };
    let annotation = match words {
        None => AnnotationKind::Primary.span(excerpt.span),
        Some(words) => label(AnnotationKind::Context.span(excerpt.span), words),
    };
    group.element(Snippet::source(excerpt.text).path(shown).line_start(excerpt.line).annotation(annotation))
}

fn label<'a>(annotation: Annotation<'a>, words: &str) -> Annotation<'a> {
    annotation.label(printable(words))
}

/// The lines of a place, cut out of their file, so that a large file costs no more than a small one.
struct Excerpt {
    text: String,
    line: usize,
    span: Range<usize>,
}

impl Excerpt {
    fn of(file: &FileText, place: &Place) -> Excerpt {
        let (first, last) = (place.start.line, place.end.line.clamp(place.start.line, place.start.line + LINES - 1));
        let lines: Vec<&str> = (first..=last).map(|line| file.slice(file.line(line))).collect();
        let before_last: usize = lines[..lines.len() - 1].iter().map(|line| line.len() + 1).sum();
        let start = offset_in_line(lines[0], place.start);
        let end = match place.end.line <= last {
            true => before_last + offset_in_line(lines[lines.len() - 1], place.end),
            false => before_last + lines[lines.len() - 1].len(),
        };
        // Control characters are drawn by their Unicode pictures, so that every byte keeps its place.
        Excerpt { text: lines.join("\n"), line: first, span: start..end.max(start) }
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

fn offset_in_line(line: &str, position: Position) -> usize {
    line.char_indices().nth(position.column - 1).map_or(line.len(), |(offset, _)| offset)
}

#[cfg(test)]
mod tests;
