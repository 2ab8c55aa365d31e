//! One block of running text while it is read.
//!
//! Comes in: text, code, line ends, and the beginnings and ends of styles and links, in order. Goes out: a [`Prose`].
//! Never done here: knowing Markdown's events, or what a citation says.

use super::shadow::Shadow;
use crate::base::file::Span;
use crate::parse::prose::{Inline, Prose, Style};
use crate::parse::words::Plain;
use std::ops::Range;

/// What stands for a picture or a citation in the text.
pub const OBJECT: &str = "\u{fffc}";
/// Styles and links nest no deeper.
pub const DEEPEST: usize = 64;

/// A block of running text, begun.
pub struct Writing {
    plain: Plain,
    open: Vec<Open>,
    start: usize,
    /// What was written inside each open picture and citation: it is no text of the block.
    aside: Vec<String>,
    /// A comment was dropped right before.
    dropped: bool,
    /// The first thing in it that looks like HTML.
    pub html: Option<Span>,
}

struct Open {
    inside: Inside,
    inlines: Vec<Inline>,
    from: usize,
    /// Where its pieces go: itself, or the nearest around it that is something.
    holder: usize,
}

/// What a piece of running text is inside of.
pub enum Inside {
    /// The block itself.
    Block,
    /// A style.
    Style(Style),
    /// A link.
    Link {
        /// Address.
        to: String,
        /// Title.
        title: String,
        /// Its bytes in the file.
        span: Span,
    },
    /// A picture.
    Image {
        /// Address.
        to: String,
        /// Title.
        title: String,
        /// Its bytes in the file.
        span: Span,
    },
    /// A citation, by its index.
    Citation(usize, Span),
    /// Something that leaves its content where it is.
    Nothing,
}

impl Writing {
    /// Begins a block at a place of the file.
    pub fn new(start: usize) -> Writing {
        let block = Open { inside: Inside::Block, inlines: Vec::new(), from: 0, holder: 0 };
        Writing { plain: Plain::default(), open: vec![block], start, aside: Vec::new(), dropped: false, html: None }
    }

    /// Whether styles nest as deep as they may.
    pub fn is_deep(&self) -> bool {
        self.open.len() > DEEPEST
    }

    /// Adds the characters of a span of the body, without hidden comments. `base` is the place of the body in the file.
    pub fn text(&mut self, shadow: &Shadow, span: Span, base: usize) {
        let mut dropped = std::mem::take(&mut self.dropped);
        let mut end = span.start;
        for part in shadow.visible(span) {
            dropped |= part.start > end;
            end = part.end;
            let characters = shadow.original(part.clone());
            let after_blank = self.plain.text.is_empty() || self.plain.text.ends_with([' ', '\n']);
            let trimmed = if after_blank { characters.trim_start_matches([' ', '\t']) } else { characters };
            // Only beside a comment: elsewhere blanks are the author's.
            let characters = if dropped { trimmed } else { characters };
            let at = base + part.end - characters.len();
            self.write(characters, |plain, characters| plain.push_run(characters, at));
        }
    }

    /// Leaves a comment out.
    pub fn comment(&mut self) {
        self.dropped = true;
    }

    /// Adds characters that stand in the file in another form.
    pub fn other(&mut self, characters: &str, at: usize) {
        self.write(characters, |plain, characters| plain.push_other(characters, at));
    }

    fn write(&mut self, characters: &str, push: impl FnOnce(&mut Plain, &str)) {
        if let Some(aside) = self.aside.last_mut() {
            return aside.push_str(characters);
        }
        let start = self.plain.text.len();
        push(&mut self.plain, characters);
        self.leaf(start..self.plain.text.len());
    }

    /// Lays a text leaf over a range, joined to the one before it.
    fn leaf(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let inlines = self.inlines();
        match inlines.last_mut() {
            Some(Inline::Text(last)) if last.end == range.start => last.end = range.end,
            _ => inlines.push(Inline::Text(range)),
        }
    }

    fn inlines(&mut self) -> &mut Vec<Inline> {
        let holder = self.open[self.open.len() - 1].holder;
        &mut self.open[holder].inlines
    }

    /// Adds code, in runs of characters with their places in the file.
    pub fn code(&mut self, runs: &[(&str, usize)]) {
        if !self.aside.is_empty() {
            return runs.iter().for_each(|(run, at)| self.other(run, *at));
        }
        let start = self.plain.text.len();
        runs.iter().for_each(|(run, at)| self.plain.push_run(run, *at));
        let range = start..self.plain.text.len();
        if !range.is_empty() {
            self.inlines().push(Inline::Code(range));
        }
    }

    /// Adds a part of a code block.
    pub fn code_block(&mut self, run: &str, at: usize) {
        let start = self.plain.text.len();
        self.plain.push_run(run, at);
        let end = self.plain.text.len();
        match self.inlines().last_mut() {
            Some(Inline::Code(range)) => range.end = end,
            _ => self.inlines().push(Inline::Code(start..end)),
        }
    }

    /// Adds a soft line end. `next` is the first character of the next line.
    pub fn line_end(&mut self, next: Option<char>) {
        if !self.aside.is_empty() {
            return self.other(" ", 0);
        }
        if self.plain.text.is_empty() {
            return;
        }
        let start = self.plain.text.len();
        self.plain.push_line_end(next);
        let kept = self.plain.line_ends.last().copied().unwrap_or(start).min(start);
        let end = self.plain.text.len();
        if kept < start {
            self.open.iter_mut().for_each(|open| {
                clip(&mut open.inlines, kept);
            });
        }
        self.leaf(kept..end);
    }

    /// Adds a hard line break.
    pub fn line_break(&mut self, at: usize) {
        if !self.aside.is_empty() {
            return self.other(" ", at);
        }
        let start = self.plain.text.len();
        self.plain.push_other("\n", at);
        self.inlines().push(Inline::Break(start..start + 1));
    }

    /// Adds a footnote mark.
    pub fn footnote_mark(&mut self, footnote: usize, span: Span) {
        if self.aside.is_empty() {
            let at = self.plain.text.len();
            self.inlines().push(Inline::FootnoteMark { footnote, at, span });
        }
    }

    /// Adds the box of a task.
    pub fn task(&mut self, done: bool) {
        self.inlines().push(Inline::Task(done));
    }

    /// Begins something.
    pub fn begin(&mut self, inside: Inside) {
        if matches!(inside, Inside::Image { .. } | Inside::Citation(..)) {
            self.aside.push(String::new());
        }
        let holder = match inside {
            Inside::Nothing => self.open[self.open.len() - 1].holder,
            _ => self.open.len(),
        };
        self.open.push(Open { inside, inlines: Vec::new(), from: self.plain.text.len(), holder });
    }

    /// Ends what was begun last.
    pub fn end(&mut self) {
        if self.open.len() < 2 {
            return;
        }
        let Some(Open { inside, inlines, from, .. }) = self.open.pop() else { return };
        let end = self.plain.text.len();
        match inside {
            Inside::Block | Inside::Nothing => {}
            Inside::Image { to, title, span } => {
                let alt = self.aside.pop().unwrap_or_default();
                if !self.aside.is_empty() {
                    return self.other(&alt, span.start);
                }
                let at = self.object(span.start);
                self.inlines().push(Inline::Image { to, title, alt, at, span });
            }
            Inside::Citation(citation, span) => {
                self.aside.pop();
                if self.aside.is_empty() {
                    let at = self.object(span.start);
                    self.inlines().push(Inline::Citation { citation, at });
                }
            }
            // Inside a picture only the characters count.
            Inside::Style(_) | Inside::Link { .. } if inlines.is_empty() => {}
            Inside::Style(style) => {
                // Struck words say something else than plain ones, so for a quotation every style is emphasis.
                self.plain.emphasis.push(from..end);
                self.inlines().push(Inline::Styled(style, inlines));
            }
            Inside::Link { to, title, span } => self.inlines().push(Inline::Link { to, title, inlines, span }),
        }
    }

    fn object(&mut self, place: usize) -> Range<usize> {
        let start = self.plain.text.len();
        self.plain.push_other(OBJECT, place);
        start..self.plain.text.len()
    }

    /// The whole block; `None` where nothing is in it, since all of it was comment.
    pub fn finish(mut self, end: usize) -> Option<Prose> {
        while self.open.len() > 1 {
            self.end();
        }
        let text = self.plain.text.trim_end_matches([' ', '\t']).len();
        if text < self.plain.text.len() {
            self.plain = self.plain.slice(0..text);
            clip(&mut self.open[0].inlines, text);
        }
        self.plain.emphasis = merge(std::mem::take(&mut self.plain.emphasis), text);
        self.plain.line_ends.retain(|at| *at < text);
        let inlines = self.open.swap_remove(0).inlines;
        let prose = Prose { ordinal: 0, plain: self.plain, inlines, quoted: Vec::new(), span: self.start..end };
        (!prose.inlines.is_empty()).then_some(prose)
    }

    /// The whole code block, without its last line end.
    pub fn finish_code(mut self, end: usize) -> Prose {
        if self.plain.text.ends_with('\n') {
            let text = self.plain.text.len() - 1;
            self.plain = self.plain.slice(0..text);
        }
        let text = self.plain.text.len();
        let inlines = if text > 0 { vec![Inline::Code(0..text)] } else { Vec::new() };
        Prose { ordinal: 0, plain: self.plain, inlines, quoted: Vec::new(), span: self.start..end }
    }

    /// As [`Writing::finish`], where an empty block is a block: a cell.
    pub fn finish_cell(self, end: usize) -> Prose {
        let start = self.start;
        let empty =
            Prose { ordinal: 0, plain: Plain::default(), inlines: Vec::new(), quoted: Vec::new(), span: start..end };
        self.finish(end).unwrap_or(empty)
    }
}

/// Takes away leaves beyond the end of the text; marks without characters move to that end. Tells whether a leaf that
/// stays was met.
fn clip(inlines: &mut Vec<Inline>, end: usize) -> bool {
    for index in (0..inlines.len()).rev() {
        let (stays, is_empty) = match &mut inlines[index] {
            Inline::Text(range) | Inline::Code(range) => {
                range.end = range.end.min(end);
                (range.start < range.end, range.start >= range.end)
            }
            Inline::Styled(_, inner) | Inline::Link { inlines: inner, .. } => (clip(inner, end), inner.is_empty()),
            Inline::FootnoteMark { at, .. } => {
                *at = (*at).min(end);
                (false, false)
            }
            Inline::Task(_) => (false, false),
            // A line break and what stands for an object are no blanks: the end is never before them.
            Inline::Break(_) | Inline::Image { .. } | Inline::Citation { .. } => (true, false),
        };
        if is_empty {
            inlines.remove(index);
        }
        if stays {
            return true;
        }
    }
    false
}

fn merge(mut ranges: Vec<Range<usize>>, end: usize) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        let range = range.start..range.end.min(end);
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ if !range.is_empty() => merged.push(range),
            _ => {}
        }
    }
    merged
}
