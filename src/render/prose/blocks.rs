//! Blocks: paragraphs, headings, lists, tables, code, quotations, footnotes.
//!
//! Comes in: blocks of the writer's document. Goes out: flow content, one block a line. Never done here: running text.

use super::inlines::{footnote_label, write_notes};
use super::{Attributed, Paragraph, ParagraphDirection, Setting, Writer, attribute, is_safe, write_text};
use crate::parse::document::{Alignment, Block, Definition};
use crate::parse::prose::{Inline, Prose};
use crate::parse::words::Plain;
use crate::render::highlight::highlight;
use crate::render::html::Html;
use crate::render::words::Value;
use std::borrow::Cow;

impl<S: Setting> Writer<'_, S> {
    /// Blocks, flow content. Footnotes marked in them are not in it: see [`Writer::footnotes`].
    pub fn blocks<'b>(&mut self, blocks: impl IntoIterator<Item = &'b Block>) -> Html {
        let mut out = String::new();
        blocks.into_iter().for_each(|block| self.write_block(&mut out, block));
        Html::ready(out)
    }

    /// The words of a cited blockquote, phrasing content: verified ones marked as quoted, paragraphs joined by a pilcrow.
    pub fn quotation_words(&self, quotation: usize) -> Html {
        let mut out = String::new();
        self.write_quotation_words(&mut out, quotation, &self.setting.quotation(quotation));
        Html::ready(out)
    }

    pub(super) fn write_block(&mut self, out: &mut String, block: &Block) {
        match block {
            Block::Paragraph(prose) => self.write_paragraph(out, prose, ""),
            Block::Heading { level, prose, .. } => {
                let rank = self.levels.iter().position(|other| other == level).unwrap_or(0) as u8;
                let level = self.options.headings_from.saturating_add(rank).clamp(1, 6);
                out.push_str(&format!("<h{level}"));
                if let Some(id) = self.setting.heading(prose.ordinal) {
                    attribute(out, "id", &id);
                }
                out.push('>');
                self.write_prose(out, prose);
                out.push_str(&format!("</h{level}>"));
            }
            Block::Quote { blocks, .. } => {
                out.push_str("<blockquote>\n");
                blocks.iter().for_each(|block| self.write_block(out, block));
                out.push_str("</blockquote>");
            }
            Block::Quotation { quotation, gloss, .. } => self.write_quotation(out, *quotation, gloss),
            Block::List { start, tight, items } => self.write_list(out, *start, *tight, items),
            Block::Definitions(definitions) => self.write_definitions(out, definitions),
            Block::Code { language, prose } => self.write_code(out, language.as_deref(), prose),
            Block::Table { alignments, head, rows } => self.write_table(out, alignments, head, rows),
            Block::Rule { .. } => out.push_str("<hr>"),
        }
        out.push('\n');
    }

    /// `before` is markup at its start.
    fn write_paragraph(&mut self, out: &mut String, prose: &Prose, before: &str) {
        if let [Inline::Image { to, title, alt, .. }] = prose.inlines.as_slice()
            && !title.is_empty()
            && before.is_empty()
        {
            return self.write_figure(out, to, title, alt);
        }
        // Pictures with a line of their own that open a text stand before it.
        let titled = prose.inlines.iter().take_while(|inline| is_titled_picture(inline)).count();
        if titled > 0 && titled < prose.inlines.len() && before.is_empty() {
            for inline in &prose.inlines[..titled] {
                if let Inline::Image { to, title, alt, .. } = inline {
                    self.write_figure(out, to, title, alt);
                    out.push('\n');
                }
            }
            let rest = Prose { inlines: prose.inlines[titled..].to_vec(), ..prose.clone() };
            return self.write_paragraph(out, &rest, before);
        }
        let numbered = self.setting.paragraph(prose.ordinal);
        out.push_str("<p");
        self.write_numbered_attributes(out, numbered.as_ref());
        if self.options.direction == ParagraphDirection::Auto {
            attribute(out, "dir", "auto");
        }
        out.push('>');
        out.push_str(before);
        self.write_numbered_prose(out, prose, numbered.as_ref());
        out.push_str("</p>");
    }

    fn write_figure(&mut self, out: &mut String, to: &str, title: &str, alt: &str) {
        out.push_str("<figure>");
        out.push_str(&self.picture(to, "", alt));
        out.push_str("<figcaption>");
        write_text(out, title);
        out.push_str("</figcaption></figure>");
    }

    fn write_numbered_attributes(&self, out: &mut String, numbered: Option<&Paragraph>) {
        let Some(paragraph) = numbered else { return };
        if let Some(id) = &paragraph.id {
            attribute(out, "id", id);
        }
        if !paragraph.notes.is_empty() {
            attribute(out, "class", "has-note");
        }
    }

    fn write_numbered_prose(&mut self, out: &mut String, prose: &Prose, numbered: Option<&Paragraph>) {
        if let Some(paragraph) = numbered {
            self.write_number(out, paragraph);
        }
        self.write_prose(out, prose);
        if let Some(paragraph) = numbered {
            write_notes(out, paragraph.notes.iter());
        }
    }

    fn write_number(&self, out: &mut String, paragraph: &Paragraph) {
        let number = Value::Number(paragraph.number.into());
        out.push_str("<a class=\"para-number\"");
        if is_safe(&paragraph.href) {
            attribute(out, "href", &paragraph.href);
        }
        attribute(out, "aria-label", &self.word("paragraph", "number", number));
        out.push_str(&format!(">{}</a>", paragraph.number));
    }

    /// A quotation that is no lemma: nested, or on a page that has no notes.
    fn write_quotation(&mut self, out: &mut String, quotation: usize, gloss: &[Block]) {
        let attributed = self.setting.quotation(quotation);
        out.push_str("<blockquote");
        attribute(out, "class", if attributed.verified { "lemma" } else { "lemma lemma-unverified" });
        if let Some(cite) = attributed.cite.as_ref().filter(|cite| is_safe(cite)) {
            attribute(out, "cite", cite);
        }
        out.push_str("><p");
        if let Some(language) = &attributed.language {
            attribute(out, "lang", language.tag());
        }
        attribute(out, "dir", "auto");
        out.push('>');
        self.write_quotation_words(out, quotation, &attributed);
        out.push_str("</p></blockquote>");
        if !gloss.is_empty() {
            out.push_str("\n<div class=\"gloss\"><span class=\"visually-hidden\">");
            write_text(out, &self.options.interface.word("gloss"));
            out.push_str(": </span>\n");
            gloss.iter().for_each(|block| self.write_block(out, block));
            out.push_str("</div>");
        }
        if !attributed.attribution.is_empty() {
            out.push_str("\n<p class=\"attribution\">");
            out.push_str(attributed.attribution.as_str());
            out.push_str("</p>");
        }
    }

    fn write_quotation_words(&self, out: &mut String, quotation: usize, attributed: &Attributed) {
        let claim = self.document.quotations.get(quotation);
        let typed = claim.map_or(&[][..], |claim| &claim.words.paragraphs);
        let (open, close) = if attributed.verified { ("<span class=\"quoted\">", "</span>") } else { ("", "") };
        let mut paragraphs: Vec<String> = Vec::new();
        match &attributed.own_words {
            Some(words) => paragraphs.extend(words.iter().map(|text| Html::text(text).as_str().to_owned())),
            None => paragraphs.extend(typed.iter().map(emphasised)),
        }
        for (index, paragraph) in paragraphs.iter().enumerate() {
            if index > 0 {
                out.push_str("<span class=\"pilcrow\"> ¶ </span>");
            }
            out.push_str(open);
            out.push_str(paragraph);
            out.push_str(close);
        }
    }

    fn write_list(&mut self, out: &mut String, start: Option<u64>, tight: bool, items: &[Vec<Block>]) {
        let element = if start.is_some() { "ol" } else { "ul" };
        let is_task = |item: &Vec<Block>| matches!(item.first(), Some(Block::Paragraph(prose)) if matches!(prose.inlines.first(), Some(Inline::Task(_))));
        out.push_str(&format!("<{element}"));
        if let Some(start) = start.filter(|start| *start != 1) {
            attribute(out, "start", &start.to_string());
        }
        if items.iter().any(is_task) {
            attribute(out, "class", "tasks");
        }
        out.push_str(">\n");
        let mut hidden = false;
        for (index, item) in items.iter().enumerate() {
            if self.cut.is_some() && item.is_empty() {
                hidden = true;
                continue;
            }
            let mut number = String::new();
            if let Some(start) = start.filter(|_| std::mem::take(&mut hidden)) {
                attribute(&mut number, "value", &start.saturating_add(index as u64).to_string());
            }
            match item.split_first() {
                // In a tight list the item itself is the paragraph, so it bears the number too.
                Some((Block::Paragraph(prose), rest)) if tight => {
                    let numbered = self.setting.paragraph(prose.ordinal);
                    out.push_str(&format!("<li{number}"));
                    self.write_numbered_attributes(out, numbered.as_ref());
                    out.push('>');
                    self.write_numbered_prose(out, prose, numbered.as_ref());
                    self.write_nested(out, rest);
                }
                _ => {
                    out.push_str(&format!("<li{number}>"));
                    self.write_nested(out, item);
                }
            }
            out.push_str("</li>\n");
        }
        out.push_str(&format!("</{element}>"));
    }

    fn write_nested(&mut self, out: &mut String, blocks: &[Block]) {
        if !blocks.is_empty() {
            out.push('\n');
            blocks.iter().for_each(|block| self.write_block(out, block));
        }
    }

    fn write_definitions(&mut self, out: &mut String, definitions: &[Definition]) {
        out.push_str("<dl>\n");
        for definition in definitions {
            if !definition.term.inlines.is_empty() {
                out.push_str("<dt>");
                self.write_prose(out, &definition.term);
                out.push_str("</dt>\n");
            }
            for meaning in &definition.meanings {
                out.push_str("<dd>");
                match meaning.as_slice() {
                    [Block::Paragraph(prose)] if self.setting.paragraph(prose.ordinal).is_none() => {
                        self.write_prose(out, prose);
                    }
                    blocks => self.write_nested(out, blocks),
                }
                out.push_str("</dd>\n");
            }
        }
        out.push_str("</dl>");
    }

    /// A code block can be scrolled, so it can be reached by keyboard.
    fn write_code(&mut self, out: &mut String, language: Option<&str>, prose: &Prose) {
        let numbered = self.setting.paragraph(prose.ordinal);
        out.push_str("<pre tabindex=\"0\"");
        self.write_numbered_attributes(out, numbered.as_ref());
        out.push('>');
        if let Some(paragraph) = &numbered {
            self.write_number(out, paragraph);
        }
        out.push_str("<code>");
        let plain = self.setting.marks(prose.ordinal).is_empty() && self.cut.is_none();
        match language.filter(|_| plain).and_then(|language| highlight(&prose.plain.text, language)) {
            Some(code) => out.push_str(code.as_str()),
            // The prose of a code block is a code leaf; its element is written here.
            None => {
                let text = |inline: &Inline| match inline {
                    Inline::Code(range) => Inline::Text(range.clone()),
                    other => other.clone(),
                };
                let text = Prose { inlines: prose.inlines.iter().map(text).collect(), ..prose.clone() };
                self.write_prose(out, &text);
            }
        }
        out.push_str("</code>");
        if let Some(paragraph) = &numbered {
            write_notes(out, paragraph.notes.iter());
        }
        out.push_str("</pre>");
    }

    /// A table scrolls in a frame of its own, so that the page never does.
    fn write_table(&mut self, out: &mut String, alignments: &[Alignment], head: &[Prose], rows: &[Vec<Prose>]) {
        let numbered = head.first().and_then(|cell| self.setting.paragraph(cell.ordinal));
        out.push_str("<div class=\"table-frame\" tabindex=\"0\" role=\"group\"");
        attribute(out, "aria-label", &self.options.interface.word("table"));
        if let Some(id) = numbered.as_ref().and_then(|paragraph| paragraph.id.as_ref()) {
            attribute(out, "id", id);
        }
        out.push('>');
        if let Some(paragraph) = &numbered {
            self.write_number(out, paragraph);
        }
        out.push_str("<table>\n");
        let has_head = head.iter().any(says_something);
        if has_head {
            out.push_str("<thead><tr>");
            for (column, cell) in head.iter().enumerate() {
                // An empty header would head its column with silence.
                let (element, scope) = if says_something(cell) { ("th", " scope=\"col\"") } else { ("td", "") };
                self.write_cell(out, element, scope, alignments.get(column), cell);
            }
            out.push_str("</tr></thead>\n");
        }
        out.push_str("<tbody>\n");
        for row in rows {
            out.push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                let heads_row = column == 0 && row.len() > 1 && has_head && says_something(cell);
                let (element, scope) = if heads_row { ("th", " scope=\"row\"") } else { ("td", "") };
                self.write_cell(out, element, scope, alignments.get(column), cell);
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody></table>");
        if let Some(paragraph) = &numbered {
            write_notes(out, paragraph.notes.iter());
        }
        out.push_str("</div>");
    }

    fn write_cell(
        &mut self,
        out: &mut String,
        element: &str,
        scope: &str,
        alignment: Option<&Alignment>,
        cell: &Prose,
    ) {
        let class = match alignment {
            Some(Alignment::Right) => " class=\"number\"",
            Some(Alignment::Centre) => " class=\"centre\"",
            _ => "",
        };
        out.push_str(&format!("<{element}{scope}{class}>"));
        self.write_prose(out, cell);
        out.push_str(&format!("</{element}>"));
    }

    /// A footnote with its way back to where it was first marked.
    pub(super) fn write_footnote(&mut self, out: &mut String, index: usize) {
        let document = self.document;
        let Some(footnote) = document.footnotes.get(index) else { return };
        self.pending.retain(|pending| *pending != index);
        if !self.written.insert(index) {
            return;
        }
        let (id, mark) = (self.footnote_id(index), self.footnote_back(index));
        let blocks = match &self.cut {
            None => Cow::Borrowed(footnote.blocks.as_slice()),
            Some(cut) => Cow::Owned(cut.blocks(&footnote.blocks)),
        };
        match blocks.as_ref() {
            [] if self.cut.is_some() => {}
            [Block::Paragraph(prose)] if self.setting.paragraph(prose.ordinal).is_none() => {
                out.push_str("<p class=\"footnote\"");
                attribute(out, "id", &id);
                out.push('>');
                out.push_str(&mark);
                self.write_prose(out, prose);
                out.push_str("</p>\n");
            }
            blocks => {
                out.push_str("<div class=\"footnote\"");
                attribute(out, "id", &id);
                out.push('>');
                match blocks.split_first() {
                    Some((Block::Paragraph(prose), rest)) => {
                        self.write_paragraph(out, prose, &mark);
                        self.write_nested(out, rest);
                    }
                    _ => {
                        out.push_str(&mark);
                        self.write_nested(out, blocks);
                    }
                }
                out.push_str("</div>\n");
            }
        }
    }

    /// The label of a footnote, which leads back to where it was first marked.
    fn footnote_back(&self, index: usize) -> String {
        let (id, label) = (self.footnote_id(index), footnote_label(index));
        // A source may have a footnote without a mark, or one whose mark is not shown.
        if !self.marked.contains(&index) {
            return format!("<span class=\"footnote-mark\">{label}</span> ");
        }
        let mut mark = "<a class=\"footnote-mark\"".to_owned();
        attribute(&mut mark, "href", &format!("{}#{id}-ref", self.options.here));
        attribute(&mut mark, "aria-label", &self.word("footnote-back", "label", Value::Text(label.clone())));
        mark.push_str(&format!(">{label}</a> "));
        mark
    }
}

/// Whether a cell has words that are shown.
fn says_something(cell: &Prose) -> bool {
    !cell.plain.text.is_empty() && !cell.inlines.is_empty()
}

/// Words as their author typed them, with their emphasis.
fn is_titled_picture(inline: &Inline) -> bool {
    matches!(inline, Inline::Image { title, .. } if !title.is_empty())
}

fn emphasised(plain: &Plain) -> String {
    let mut out = String::new();
    let mut at = 0;
    for range in &plain.emphasis {
        let (Some(before), Some(inside)) = (plain.text.get(at..range.start), plain.text.get(range.clone())) else {
            continue;
        };
        write_text(&mut out, before);
        out.push_str("<em>");
        write_text(&mut out, inside);
        out.push_str("</em>");
        at = range.end;
    }
    write_text(&mut out, plain.text.get(at..).unwrap_or_default());
    out.replace('\u{fffc}', "")
}
