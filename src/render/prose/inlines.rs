//! Running text: leaves in their elements, with the marks that lie over them.
//!
//! Comes in: a [`Prose`] and what lies over it. Goes out: phrasing content. Never done here: blocks.
//!
//! It is written in two steps, since which stretch of a passage is its last is known only when all are cut: first a list
//! of steps, then the markup.

use super::own_words::joined;
use super::stretches::Covers;
use super::{Mark, NoteMark, Quoted, Setting, Writer, attribute, is_safe, write_text};
use crate::parse::prose::{Inline, Prose, Style};
use crate::render::html::Html;
use crate::render::words::Value;
use std::borrow::Cow;
use std::ops::Range;

/// What lies over a stretch of text.
enum Cover {
    Passage(Mark),
    Quoted(Quoted),
}

enum Step {
    /// Characters under the same covers, which are indexes.
    Text {
        text: String,
        covers: Vec<usize>,
    },
    /// Tags without a link in them.
    Tag(String),
    /// A phrase that is or holds a link: it cannot stand inside another, so it follows it.
    Linked(String),
    LinkStart(String),
    LinkEnd,
}

impl<S: Setting> Writer<'_, S> {
    /// A block's text, phrasing content.
    pub fn prose(&mut self, prose: &Prose) -> Html {
        let mut out = String::new();
        self.write_prose(&mut out, prose);
        Html::ready(out)
    }

    pub(super) fn write_prose(&mut self, out: &mut String, prose: &Prose) {
        let (covers, ranges) = self.covers(prose);
        let in_own_words = covers.iter().zip(&ranges).filter(|(cover, _)| quoted(cover).is_some_and(has_own_words));
        let inlines =
            in_own_words.fold(Cow::Borrowed(&prose.inlines), |inlines, (_, words)| Cow::Owned(joined(&inlines, words)));
        let parts = self.setting.shown().map(|parts| parts.get(&prose.ordinal).map_or(&[][..], Vec::as_slice));
        let mut line = Line { prose, covers: Covers::new(ranges), parts, next_part: 0, steps: Vec::new() };
        self.steps(&mut line, &inlines);
        if line.parts.is_some_and(|parts| parts.last().is_some_and(|last| last.end < prose.plain.text.trim_end().len()))
        {
            let gap = self.left_out();
            line.steps.push(Step::Tag(gap));
        }
        write_steps(out, &line.steps, &covers);
    }

    fn covers(&self, prose: &Prose) -> (Vec<Cover>, Vec<Range<usize>>) {
        let mut covers = Vec::new();
        let mut ranges = Vec::new();
        for mark in self.setting.marks(prose.ordinal) {
            ranges.push(mark.range.clone());
            covers.push(Cover::Passage(mark));
        }
        for span in &prose.quoted {
            if let Some(quoted) = self.setting.quoted(span.quotation) {
                ranges.push(span.words.clone());
                covers.push(Cover::Quoted(quoted));
            }
        }
        (covers, ranges)
    }

    fn steps(&mut self, line: &mut Line, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(range) => self.leaf(line, range),
                Inline::Code(range) => {
                    self.gap(line, range.start);
                    line.steps.push(Step::Tag("<code>".to_owned()));
                    self.leaf(line, range);
                    line.steps.push(Step::Tag("</code>".to_owned()));
                }
                Inline::Break(_) => line.steps.push(Step::Tag("<br>".to_owned())),
                Inline::Styled(style, inlines) => {
                    let element = match style {
                        Style::Emphasis => "em",
                        Style::Strong => "strong",
                        Style::Strikethrough => "s",
                    };
                    line.steps.push(Step::Tag(format!("<{element}>")));
                    self.steps(line, inlines);
                    line.steps.push(Step::Tag(format!("</{element}>")));
                }
                Inline::Link { to, title, inlines, .. } => self.link(line, to, title, inlines),
                Inline::Image { to, title, alt, at, .. } => {
                    self.gap(line, at.start);
                    line.steps.push(Step::Tag(self.picture(to, title, alt)));
                }
                Inline::FootnoteMark { footnote, .. } => {
                    let mark = self.footnote_mark(*footnote);
                    line.steps.push(Step::Linked(mark));
                }
                Inline::Citation { citation, .. } => {
                    line.steps.push(Step::Linked(self.setting.citation(*citation).as_str().to_owned()));
                }
                Inline::Task(done) => line.steps.push(Step::Tag(self.task(*done))),
            }
        }
    }

    fn link(&mut self, line: &mut Line, to: &str, title: &str, inlines: &[Inline]) {
        let Some(link) = self.setting.link(to).filter(|link| is_safe(&link.href)) else {
            return self.steps(line, inlines);
        };
        let mut tag = "<a".to_owned();
        attribute(&mut tag, "href", &link.href);
        if !title.is_empty() {
            attribute(&mut tag, "title", title);
        }
        tag.push_str(if link.external { " rel=\"external\">" } else { ">" });
        line.steps.push(Step::LinkStart(tag));
        self.steps(line, inlines);
        line.steps.push(Step::LinkEnd);
    }

    fn leaf(&self, line: &mut Line, leaf: &Range<usize>) {
        self.gap(line, leaf.start);
        line.text(leaf);
    }

    /// Says that something is left out, where the first leaf of what is shown after it begins.
    fn gap(&self, line: &mut Line, at: usize) {
        let mut is_cut = false;
        while let Some(part) = line.parts.and_then(|parts| parts.get(line.next_part)).filter(|part| part.start <= at) {
            is_cut |= part.start > 0;
            line.next_part += 1;
        }
        if is_cut {
            line.steps.push(Step::Tag(self.left_out()));
        }
    }

    fn left_out(&self) -> String {
        let mut out =
            "<span class=\"left-out\">[<span aria-hidden=\"true\">…</span><span class=\"visually-hidden\">".to_owned();
        write_text(&mut out, &self.options.interface.word("left-out"));
        out.push_str("</span>]</span>");
        out
    }

    pub(super) fn picture(&self, to: &str, title: &str, alt: &str) -> String {
        let mut out = String::new();
        let Some(picture) = self.setting.picture(to).filter(|picture| is_safe(&picture.src)) else {
            write_text(&mut out, alt);
            return out;
        };
        out.push_str("<img");
        attribute(&mut out, "src", &picture.src);
        attribute(&mut out, "alt", alt);
        if let Some((width, height)) = picture.size {
            attribute(&mut out, "width", &width.to_string());
            attribute(&mut out, "height", &height.to_string());
        }
        if !title.is_empty() {
            attribute(&mut out, "title", title);
        }
        out.push_str(" loading=\"lazy\">");
        out
    }

    fn task(&self, done: bool) -> String {
        let mut out = "<input type=\"checkbox\" disabled".to_owned();
        let key = if done { "task-done" } else { "task-open" };
        attribute(&mut out, "aria-label", &self.options.interface.word(key));
        out.push_str(if done { " checked> " } else { "> " });
        out
    }

    fn footnote_mark(&mut self, footnote: usize) -> String {
        let count = self.marks.entry(footnote).or_insert(0);
        *count += 1;
        let again = if *count > 1 { format!("-{count}") } else { String::new() };
        if !self.written.contains(&footnote) && !self.pending.contains(&footnote) {
            self.pending.push(footnote);
        }
        let (id, label) = (self.footnote_id(footnote), footnote_label(footnote));
        let mut out = "<sup class=\"footnote-ref\"><a".to_owned();
        attribute(&mut out, "href", &format!("{}#{id}", self.options.here));
        attribute(&mut out, "id", &format!("{id}-ref{again}"));
        attribute(&mut out, "aria-label", &self.word("footnote", "label", Value::Text(label.clone())));
        write_label(&mut out, &label);
        out.push_str("</a></sup>");
        out
    }

    pub(super) fn footnote_id(&self, footnote: usize) -> String {
        format!("fn-{}{}", self.options.footnotes, footnote_label(footnote))
    }
}

/// The letter of a footnote: a to z, then aa, ab, … Figures are the labels of notes.
pub(super) fn footnote_label(footnote: usize) -> String {
    let mut label = String::new();
    let mut rest = footnote + 1;
    while rest > 0 {
        rest -= 1;
        label.insert(0, char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    label
}

/// One block of running text on its way to markup.
struct Line<'a> {
    prose: &'a Prose,
    covers: Covers,
    /// What is shown, where not all is.
    parts: Option<&'a [Range<usize>]>,
    next_part: usize,
    steps: Vec<Step>,
}

impl Line<'_> {
    fn text(&mut self, leaf: &Range<usize>) {
        for piece in self.covers.cut(leaf) {
            let Some(characters) = self.prose.plain.text.get(piece.range) else { continue };
            match self.steps.last_mut() {
                Some(Step::Text { text, covers }) if *covers == piece.covers => text.push_str(characters),
                _ => self.steps.push(Step::Text { text: characters.to_owned(), covers: piece.covers }),
            }
        }
    }
}

fn write_steps(out: &mut String, steps: &[Step], covers: &[Cover]) {
    // The first and the last stretch of each cover.
    let mut ends: Vec<(Option<usize>, Option<usize>)> = vec![(None, None); covers.len()];
    for (index, step) in steps.iter().enumerate() {
        let Step::Text { covers: over, .. } = step else { continue };
        for cover in over {
            ends[*cover] = (ends[*cover].0.or(Some(index)), Some(index));
        }
    }
    let mut in_link = false;
    let mut late = String::new();
    for (index, step) in steps.iter().enumerate() {
        match step {
            Step::Tag(tag) => out.push_str(tag),
            Step::Linked(phrase) if in_link => late.push_str(phrase),
            Step::Linked(phrase) => out.push_str(phrase),
            Step::LinkStart(tag) => {
                in_link = true;
                out.push_str(tag);
            }
            Step::LinkEnd => {
                in_link = false;
                out.push_str("</a>");
                out.push_str(&std::mem::take(&mut late));
            }
            Step::Text { text, covers: over } => {
                let begins: Vec<usize> = over.iter().copied().filter(|cover| ends[*cover].0 == Some(index)).collect();
                let finishes = over.iter().copied().filter(|cover| ends[*cover].1 == Some(index));
                let mut numbers = String::new();
                write_notes(&mut numbers, finishes.flat_map(|cover| notes_of(&covers[cover])));
                if in_link {
                    late.push_str(&std::mem::take(&mut numbers));
                }
                write_stretch(out, text, over, &begins, covers, &numbers);
            }
        }
    }
    // A passage without a character of its own here (all of it is a picture, say) keeps its address and its notes.
    for (cover, _) in covers.iter().zip(&ends).filter(|(_, ends)| ends.0.is_none()) {
        if let Cover::Passage(mark) = cover {
            write_id(out, mark);
            write_notes(out, mark.notes.iter());
        }
    }
}

/// A stretch in its element, the numbers of notes inside it, so that they cannot wrap away from their word.
fn write_stretch(out: &mut String, text: &str, over: &[usize], begins: &[usize], covers: &[Cover], numbers: &str) {
    let passages: Vec<&Mark> = over.iter().filter_map(|cover| passage(&covers[*cover])).collect();
    if !passages.is_empty() {
        let mut ids = begins.iter().filter_map(|cover| passage(&covers[*cover])).filter(|mark| mark.bears_id);
        let first = ids.next();
        ids.for_each(|mark| write_id(out, mark));
        let names: Vec<&str> = passages.iter().map(|mark| mark.passage.as_str()).collect();
        out.push_str("<mark");
        attribute(out, "class", if names.len() > 1 { "passage passage-shared" } else { "passage" });
        if let Some(mark) = first {
            attribute(out, "id", &mark.passage);
        }
        attribute(out, "data-passage", &names.join(" "));
        out.push('>');
        write_text(out, text);
        out.push_str(numbers);
        out.push_str("</mark>");
        return;
    }
    let Some(quoted) = over.iter().find_map(|cover| quoted(&covers[*cover])) else {
        return write_text(out, text);
    };
    // The source's own characters stand in one stretch; what the author typed is not shown.
    let text = quoted.own_words.as_deref().unwrap_or(text);
    out.push_str("<span class=\"quoted\"");
    if let Some(language) = &quoted.language {
        attribute(out, "lang", language.tag());
        attribute(out, "dir", language.direction().as_str());
    }
    out.push('>');
    write_text(out, text);
    out.push_str("</span>");
}

/// An empty element for a passage that begins at the same character as another.
fn write_id(out: &mut String, mark: &Mark) {
    if mark.bears_id {
        out.push_str("<span");
        attribute(out, "id", &mark.passage);
        out.push_str("></span>");
    }
}

/// The numbers of notes: `2,7`.
pub(super) fn write_notes<'a>(out: &mut String, notes: impl Iterator<Item = &'a NoteMark>) {
    let mut first = true;
    for note in notes {
        if first {
            out.push_str("<sup class=\"ref\">");
        } else {
            out.push_str("<span class=\"ref-comma\"");
            write_label(out, ",");
            out.push_str("</span>");
        }
        first = false;
        out.push_str("<a");
        if is_safe(&note.href) {
            attribute(out, "href", &note.href);
        }
        attribute(out, "aria-label", &note.name);
        write_label(out, &note.label);
        out.push_str("</a>");
    }
    if !first {
        out.push_str("</sup>");
    }
}

/// The end of a start tag and the label of a mark, twice: styles show the attribute and hide the text, since a browser that
/// searches a page for words finds them only where no other characters stand between them.
fn write_label(out: &mut String, label: &str) {
    attribute(out, "data-label", label);
    out.push_str("><span>");
    write_text(out, label);
    out.push_str("</span>");
}

fn passage(cover: &Cover) -> Option<&Mark> {
    match cover {
        Cover::Passage(mark) => Some(mark),
        Cover::Quoted(_) => None,
    }
}

fn quoted(cover: &Cover) -> Option<&Quoted> {
    match cover {
        Cover::Quoted(quoted) => Some(quoted),
        Cover::Passage(_) => None,
    }
}

fn has_own_words(quoted: &Quoted) -> bool {
    quoted.own_words.is_some()
}

fn notes_of(cover: &Cover) -> &[NoteMark] {
    passage(cover).map_or(&[], |mark| &mark.notes)
}
