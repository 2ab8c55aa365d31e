//! The pieces of running text: characters, code, styles, links, pictures, citations, comments and what looks like HTML.

use super::super::address;
use super::super::code::{self, Around, Run};
use super::super::events::is_unknown;
use super::super::frames::Holds;
use super::super::writing::Inside;
use super::{Builder, Purpose};
use crate::base::file::Span;
use crate::parse::prose::Style;
use pulldown_cmark::{CowStr, LinkType};

impl<'a> Builder<'a, '_, '_> {
    pub(super) fn style(&mut self, style: Style, span: &Span) {
        let deep = self.running(span).is_deep();
        if deep {
            self.say_too_deep(span);
        }
        self.running(span).begin(if deep { Inside::Nothing } else { Inside::Style(style) });
    }

    pub(super) fn link(&mut self, link_type: LinkType, to: CowStr<'a>, title: CowStr<'a>, span: Span) {
        let place = self.in_file(&span);
        let citation = self.dialect.citation(self.slips, link_type, place.clone(), &mut self.tree.linked_keys);
        if let Some(citation) = citation {
            self.tree.citations.push(citation);
            let index = self.tree.citations.len() - 1;
            return self.running(&span).begin(Inside::Citation(index, place));
        }
        let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
        let to = format!("{mail}{}", self.shadow.restore(&to));
        let title = self.shadow.restore(&title);
        let deep = self.running(&span).is_deep();
        // A source's link to anywhere else is its words alone; of the editors' `resolve` judges.
        let lost = !self.dialect.is_editors() && !address::is_safe(&to);
        let kept = !lost && !deep && !is_unknown(link_type);
        self.running(&span).begin(if kept { Inside::Link { to, title, span: place } } else { Inside::Nothing });
    }

    pub(super) fn image(&mut self, link_type: LinkType, to: CowStr<'a>, title: CowStr<'a>, span: Span) {
        let place = self.in_file(&span);
        if is_unknown(link_type) {
            let help = "put a blank between the `!` and the citation, or take the `!` away";
            self.slips.citation_as_link(place, "is read as a picture", help);
            return self.running(&span).begin(Inside::Nothing);
        }
        let to = self.shadow.restore(&to);
        let title = self.shadow.restore(&title);
        self.running(&span).begin(Inside::Image { to, title, span: place });
    }

    pub(super) fn text(&mut self, text: &CowStr<'a>, span: Span) {
        if let Some((writing, Purpose::Code { .. })) = &mut self.writing {
            let exact = self.shadow.text().get(span.clone()) == Some(text.as_ref());
            let at = span.start + self.base;
            if exact {
                return writing.code_block(self.shadow.original(span), at);
            }
            return writing.code_block(&self.shadow.restore(text), at);
        }
        if let Some(tag) = self.shadow.tag_in(&span) {
            let tag = self.in_file(&tag);
            self.running(&span).html.get_or_insert(tag);
        }
        let (shadow, base) = (self.shadow, self.base);
        // A backslash before it is part of the span and not of the text.
        let start = span.end.saturating_sub(text.len());
        if self.shadow.text().get(start..span.end) == Some(text.as_ref()) {
            self.running(&span).text(shadow, start..span.end, base);
        } else {
            let made = shadow.restore(text);
            self.running(&span).other(&made, span.start + base);
        }
    }

    pub(super) fn code(&mut self, span: Span) {
        let cell = matches!(self.writing, Some((_, Purpose::Cell)));
        let around = Around { quotes: self.frames.quotes(), cell };
        let whole = self.shadow.original(span.clone());
        let place = |at: usize| at + span.start + self.base;
        let runs: Vec<(&str, usize)> = code::runs(whole, around)
            .into_iter()
            .map(|run| match run {
                Run::Same(part) => (&whole[part.clone()], place(part.start)),
                Run::LineEnd(at) => (" ", place(at)),
            })
            .collect();
        self.running(&span).code(&runs);
    }

    /// HTML that the shadow did not hide: a comment of several lines is dropped, anything else is text.
    pub(super) fn html(&mut self, span: Span) {
        let text = self.shadow.original(span.clone());
        let start = span.start + (text.len() - text.trim_start().len());
        if let Some(inside) = text.trim_start().strip_prefix("<!--") {
            let end = inside.find("-->").map_or(inside.len(), |end| end + 3);
            let comment = start..start + 4 + end;
            if inside[..end].contains("<!--") {
                let place = self.in_file(&comment);
                self.slips.unclosed_comment(place);
            }
            if !inside[end..].trim().is_empty() {
                self.tree.comments_with_text.push(comment);
            }
            if let Some((writing, _)) = &mut self.writing {
                writing.comment();
            }
            return;
        }
        let place = self.in_file(&(start..span.end));
        self.running(&span).html.get_or_insert(place);
        let (shadow, base) = (self.shadow, self.base);
        let mut at = span.start;
        for line in text.split_inclusive('\n') {
            let inside = at..at + line.trim_end().len();
            at += line.len();
            self.running(&inside).text(shadow, inside.clone(), base);
            if at < span.end {
                self.running(&inside).line_end(None);
            }
        }
        if !matches!(self.frames.top(), Holds::Html(_))
            && matches!(self.writing, Some((_, Purpose::Implied)))
            && text.ends_with('\n')
        {
            self.close(span.end);
        }
    }
}
