//! From the parser's events to blocks.
//!
//! Comes in: the shadow of a body. Goes out: a [`Tree`]: blocks in which every blockquote is an ordinary one, footnotes where
//! they were written, citations. Never done here: claims, numbers, parts.

mod pieces;

use super::dialect::Dialect;
use super::events::Events;
use super::frames::{Begun, Ended, Frames, Holds};
use super::net;
use super::shadow::Shadow;
use super::writing::{Inside, Writing};
use crate::base::file::Span;
use crate::parse::document::{Alignment, Block, Definition};
use crate::parse::ids::SourceId;
use crate::parse::locator::Citation;
use crate::parse::prose::{Prose, Style};
use crate::parse::slips::Slips;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::collections::BTreeMap;

/// A body in blocks.
#[derive(Default)]
pub struct Tree {
    /// In order.
    pub blocks: Vec<Block>,
    /// In the order of the file; a mark has the index of its label in `labels`.
    pub footnotes: Vec<Written>,
    /// The labels of marks and footnotes, each with a number.
    pub labels: BTreeMap<String, usize>,
    /// In the order of the file.
    pub citations: Vec<Citation>,
    /// `[@key](…)`
    pub linked_keys: Vec<(SourceId, Span)>,
    /// Undefined footnote marks, each with its label.
    pub unknown_marks: Vec<(String, Span)>,
    /// Comments of several lines with text behind them on their last line, in bytes of the body: to be hidden, and the body
    /// read again.
    pub comments_with_text: Vec<Span>,
}

/// A footnote as it was written.
pub struct Written {
    /// Its label as written.
    pub label: String,
    /// The number of its label.
    pub number: usize,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Its bytes in the file.
    pub span: Span,
}

/// Reads a shadow. `base` is the place of the body in the file.
pub fn read(shadow: &Shadow, base: usize, dialect: &Dialect, slips: &mut Slips) -> Tree {
    let mut builder = Builder {
        shadow,
        base,
        dialect,
        slips,
        tree: Tree::default(),
        frames: Frames::new(base),
        writing: None,
        said_too_deep: false,
    };
    let mut events = Events::new(shadow, dialect.options(), dialect.cites());
    while let Some((event, span)) = events.next() {
        builder.take(event, span, &mut events);
    }
    builder.finish()
}

struct Builder<'a, 'b, 'c> {
    shadow: &'a Shadow<'a>,
    base: usize,
    dialect: &'b Dialect,
    slips: &'b mut Slips<'c>,
    tree: Tree,
    frames: Frames,
    writing: Option<(Writing, Purpose)>,
    said_too_deep: bool,
}

/// What a block of running text will be.
enum Purpose {
    Paragraph,
    /// The text of a tight list's item, which has no events of its own.
    Implied,
    Heading {
        level: u8,
        id: Option<String>,
        classes: Vec<String>,
    },
    Cell,
    Term,
    Code {
        language: Option<String>,
    },
}

impl<'a> Builder<'a, '_, '_> {
    fn in_file(&self, span: &Span) -> Span {
        span.start + self.base..span.end + self.base
    }

    fn take(&mut self, event: Event<'a>, span: Span, events: &mut Events<'a>) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => self.text(&text, span),
            Event::Code(_) => self.code(span),
            Event::SoftBreak => {
                let next = events.next_character();
                self.running(&span).line_end(next);
            }
            Event::HardBreak => {
                let at = span.start + self.base;
                self.running(&span).line_break(at);
            }
            Event::FootnoteReference(label) => {
                let number = self.label(&label);
                let place = self.in_file(&span);
                self.running(&span).footnote_mark(number, place);
            }
            Event::TaskListMarker(done) => self.running(&span).task(done),
            Event::Rule => {
                self.close_implied(span.start);
                let span = self.in_file(&span);
                self.frames.push(Block::Rule { span });
            }
            Event::InlineHtml(_) => self.html(span),
            Event::Html(_) => {
                if !matches!(self.frames.top(), Holds::Html(_)) {
                    self.html(span);
                }
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, span),
        }
    }

    /// The block of running text that is open; one is begun where the parser gives text without one.
    fn running(&mut self, span: &Span) -> &mut Writing {
        let start = span.start + self.base;
        &mut self.writing.get_or_insert_with(|| (Writing::new(start), Purpose::Implied)).0
    }

    fn open(&mut self, purpose: Purpose, span: &Span) {
        self.close_implied(span.start);
        self.writing = Some((Writing::new(span.start + self.base), purpose));
    }

    fn close_implied(&mut self, at: usize) {
        if self.writing.is_some() {
            self.close(at);
        }
    }

    /// Ends the block of running text.
    fn close(&mut self, at: usize) {
        let Some((mut writing, purpose)) = self.writing.take() else { return };
        writing.html.take().into_iter().for_each(|tag| self.slips.html(tag));
        let end = at + self.base;
        match purpose {
            Purpose::Cell => {
                let prose = self.watch(writing.finish_cell(end));
                if let Holds::Table { row, .. } = self.frames.top() {
                    row.push(prose);
                }
            }
            Purpose::Term => {
                let term = self.watch(writing.finish_cell(end));
                if let Holds::Definitions(definitions) = self.frames.top() {
                    definitions.push(Definition { term, meanings: Vec::new() });
                }
            }
            Purpose::Code { language } => {
                let prose = writing.finish_code(end);
                self.frames.push(Block::Code { language, prose });
            }
            Purpose::Heading { level, id, classes } => {
                let prose = self.watch(writing.finish_cell(end));
                self.frames.push(Block::Heading { level, id, classes, prose });
            }
            Purpose::Paragraph | Purpose::Implied => {
                if let Some(prose) = writing.finish(end) {
                    let prose = self.watch(prose);
                    self.frames.push(Block::Paragraph(prose));
                }
            }
        }
    }

    /// Looks for what should have been a citation or a footnote mark.
    fn watch(&mut self, prose: Prose) -> Prose {
        if !self.dialect.is_editors() {
            return prose;
        }
        net::watch(&prose, self.slips, &mut self.tree.unknown_marks);
        prose
    }

    fn label(&mut self, label: &str) -> usize {
        let next = self.tree.labels.len();
        *self.tree.labels.entry(self.shadow.restore(label).to_lowercase()).or_insert(next)
    }

    fn begin(&mut self, holds: Holds, span: &Span) {
        self.close_implied(span.start);
        if self.frames.begin(holds, span.start + self.base) == Begun::TooDeep {
            self.say_too_deep(span);
        }
    }

    fn say_too_deep(&mut self, span: &Span) {
        if !self.said_too_deep {
            self.said_too_deep = true;
            let start = span.start + self.base;
            self.slips.too_deep(start..start + 1);
        }
    }

    fn start(&mut self, tag: Tag<'a>, span: Span) {
        match tag {
            Tag::Paragraph => {
                self.frames.loosen();
                self.open(Purpose::Paragraph, &span);
            }
            Tag::Heading { level, id, classes, attrs } => {
                let place = self.in_file(&span);
                attrs
                    .iter()
                    .for_each(|(name, _)| self.slips.heading_attribute(place.clone(), &self.shadow.restore(name)));
                let id = id.map(|id| self.shadow.restore(&id));
                let classes = classes.iter().map(|class| self.shadow.restore(class)).collect();
                self.open(Purpose::Heading { level: level as u8, id, classes }, &span);
            }
            Tag::BlockQuote(_) => self.begin(Holds::Quote, &span),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => {
                        self.shadow.restore(&info).split_whitespace().next().map(str::to_owned)
                    }
                    CodeBlockKind::Indented => None,
                };
                self.open(Purpose::Code { language }, &span);
            }
            Tag::HtmlBlock => {
                let place = span.clone();
                self.begin(Holds::Html(place), &span);
            }
            Tag::List(first) => self.begin(Holds::List { first, tight: true, items: Vec::new() }, &span),
            Tag::Item => self.begin(Holds::Item, &span),
            Tag::FootnoteDefinition(label) => {
                let label = self.shadow.restore(&label);
                self.begin(Holds::Footnote { label }, &span);
            }
            Tag::DefinitionList => self.begin(Holds::Definitions(Vec::new()), &span),
            Tag::DefinitionListTitle => self.open(Purpose::Term, &span),
            Tag::DefinitionListDefinition => self.begin(Holds::Meaning, &span),
            Tag::Table(alignments) => {
                let alignments = alignments.into_iter().map(alignment).collect();
                self.begin(Holds::Table { alignments, head: Vec::new(), rows: Vec::new(), row: Vec::new() }, &span);
            }
            Tag::TableHead | Tag::TableRow => {}
            Tag::TableCell => self.open(Purpose::Cell, &span),
            Tag::Emphasis => self.style(Style::Emphasis, &span),
            Tag::Strong => self.style(Style::Strong, &span),
            Tag::Strikethrough if self.shadow.original(span.clone()).starts_with("~~") => {
                self.style(Style::Strikethrough, &span);
            }
            // A single tilde is a character.
            Tag::Strikethrough => {
                let at = span.start + self.base;
                let writing = self.running(&span);
                writing.other("~", at);
                writing.begin(Inside::Nothing);
            }
            Tag::Link { link_type, dest_url, title, .. } => self.link(link_type, dest_url, title, span),
            Tag::Image { link_type, dest_url, title, .. } => self.image(link_type, dest_url, title, span),
            Tag::Superscript | Tag::Subscript => self.running(&span).begin(Inside::Nothing),
            Tag::MetadataBlock(_) => self.open(Purpose::Paragraph, &span),
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Strikethrough => {
                let single = !self.shadow.original(span.clone()).starts_with("~~");
                let at = span.end - 1 + self.base;
                let writing = self.running(&span);
                writing.end();
                if single {
                    writing.other("~", at);
                }
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript => {
                self.running(&span).end();
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::DefinitionListTitle => {
                let is_heading = matches!(tag, TagEnd::Heading(_));
                self.close(span.end);
                if is_heading {
                    self.check_heading(span);
                }
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => self.close(span.end),
            TagEnd::TableHead => {
                if let Holds::Table { head, row, .. } = self.frames.top() {
                    *head = std::mem::take(row);
                }
            }
            TagEnd::TableRow => {
                if let Holds::Table { rows, row, .. } = self.frames.top() {
                    rows.push(std::mem::take(row));
                }
            }
            TagEnd::BlockQuote(_)
            | TagEnd::HtmlBlock
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table => self.end_container(span),
        }
    }

    fn end_container(&mut self, span: Span) {
        self.close_implied(span.end);
        let end = span.end + self.base;
        match self.frames.end(end) {
            Ended::Placed => {}
            Ended::Html(span) => self.html(span),
            Ended::Footnote(label, blocks, start) => {
                let number = self.label(&label);
                self.tree.footnotes.push(Written { label, number, blocks, span: start..end });
            }
        }
    }

    /// `---` right under a sentence.
    fn check_heading(&mut self, span: Span) {
        if !self.dialect.is_editors() {
            return;
        }
        let Some(Block::Heading { prose, .. }) = self.frames.last_block() else { return };
        let cites = !prose.citations().is_empty();
        let ends = net::ends_sentence(&prose.plain.text);
        let text = self.shadow.original(span.clone()).trim_end();
        let rule = text.rfind('\n').map(|at| (at + 1, text[at + 1..].trim_start_matches([' ', '\t', '>'])));
        if let Some((line, rule)) = rule
            && !rule.is_empty()
            && rule.bytes().all(|byte| byte == b'-')
            && (cites || ends)
        {
            let line = span.start + line + self.base;
            let end = span.start + text.len() + self.base;
            self.slips.heading_by_accident(line..end);
        }
    }

    fn finish(mut self) -> Tree {
        let end = self.shadow.text().len();
        self.close_implied(end);
        while self.frames.depth() > 0 {
            self.end_container(end..end);
        }
        self.tree.blocks = self.frames.finish();
        self.tree
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Centre,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
