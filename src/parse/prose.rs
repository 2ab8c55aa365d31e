//! Running text as a tree of inlines over one [`Plain`].
//!
//! The leaves of the tree are ranges of `plain.text`, so a mark can be laid over any range of the text by cutting
//! leaves, whatever the emphasis around them.

use super::words::Plain;
use crate::base::file::Span;
use std::ops::Range;

/// One block of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// Which block of running text of its document it is, from 0, in the order of [`Document`](super::document::Document).
    /// In a source this is the index of its [`StoredBlock`](super::words::StoredBlock).
    pub ordinal: usize,
    /// Its characters.
    pub plain: Plain,
    /// Its tree.
    pub inlines: Vec<Inline>,
    /// The quoted spans in it, in order, not overlapping. Only commentary, editions and pages have any.
    pub quoted: Vec<QuotedSpan>,
    /// Its bytes in the file.
    pub span: Span,
}

impl Prose {
    /// The citations in it, each with the place of its U+FFFC in the text, in order.
    pub fn citations(&self) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        each_inline(&self.inlines, &mut |inline| {
            if let Inline::Citation { citation, at } = inline {
                found.push((*citation, at.clone()));
            }
        });
        found
    }

    /// The ranges of the text that are code, in order.
    pub fn code(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        each_inline(&self.inlines, &mut |inline| {
            if let Inline::Code(range) = inline {
                found.push(range.clone());
            }
        });
        found
    }

    /// What stands before `end` in its text.
    pub fn cut(mut self, end: usize) -> Prose {
        self.plain = self.plain.slice(0..end);
        cut_inlines(&mut self.inlines, end);
        self
    }
}

/// Shows every inline, those inside others after the one that holds them.
pub fn each_inline<'a>(inlines: &'a [Inline], found: &mut dyn FnMut(&'a Inline)) {
    for inline in inlines {
        found(inline);
        if let Inline::Styled(_, inner) | Inline::Link { inlines: inner, .. } = inline {
            each_inline(inner, found);
        }
    }
}

fn cut_inlines(inlines: &mut Vec<Inline>, end: usize) {
    inlines.retain_mut(|inline| match inline {
        Inline::Text(range) | Inline::Code(range) | Inline::Break(range) => {
            range.end = range.end.min(end);
            range.start < range.end
        }
        Inline::Styled(_, inner) | Inline::Link { inlines: inner, .. } => {
            cut_inlines(inner, end);
            !inner.is_empty()
        }
        Inline::Image { at, .. } | Inline::Citation { at, .. } => at.end <= end,
        Inline::FootnoteMark { at, .. } => *at <= end,
        Inline::Task(_) => true,
    });
}

/// A kind of style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `*…*`
    Emphasis,
    /// `**…**`
    Strong,
    /// `~~…~~`
    Strikethrough,
}

/// A piece of running text. Ranges are bytes of `plain.text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Characters. A soft line end is part of them, as `plain` has it.
    Text(Range<usize>),
    /// Code.
    Code(Range<usize>),
    /// A hard line break: the range of its `\n`.
    Break(Range<usize>),
    /// Styled text.
    Styled(Style, Vec<Inline>),
    /// A link, its address as written.
    Link {
        /// Address as written: relative path to a `.md` file, route beginning with `/`, `#fragment`, or an address with a scheme.
        to: String,
        /// Title, empty where there is none.
        title: String,
        /// What is linked.
        inlines: Vec<Inline>,
        /// Its bytes in the file.
        span: Span,
    },
    /// A picture; in the text it is one U+FFFC.
    Image {
        /// Address as written.
        to: String,
        /// Title, empty where there is none.
        title: String,
        /// Alternative text.
        alt: String,
        /// The U+FFFC.
        at: Range<usize>,
        /// Its bytes in the file.
        span: Span,
    },
    /// A footnote mark `[^a]`; it has no character in the text.
    FootnoteMark {
        /// Index into [`Document::footnotes`](super::document::Document::footnotes).
        footnote: usize,
        /// Where in the text it stands.
        at: usize,
        /// Its bytes in the file.
        span: Span,
    },
    /// A citation; in the text it is one U+FFFC.
    Citation {
        /// Index into [`Document::citations`](super::document::Document::citations).
        citation: usize,
        /// The U+FFFC.
        at: Range<usize>,
    },
    /// The box of a task list's item, ticked or not.
    Task(bool),
}

/// A span in double quotation marks that claims to be a source's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotedSpan {
    /// The words without their marks, in bytes of `plain.text`.
    pub words: Range<usize>,
    /// Index into [`Document::quotations`](super::document::Document::quotations).
    pub quotation: usize,
}
