//! Cited blockquotes: which words they claim, what is their gloss, and every slip in them (SPEC 4.1 to 4.3, 4.7, 4.11).
//!
//! Comes in: blocks in which every blockquote is an ordinary one. Goes out: the same blocks with the cited ones made into
//! [`Block::Quotation`], and their claims. Never done here: spans in running text; asking whether the words are true.

use super::claims::{Claims, is_exempt, is_exemption};
use super::document::{Block, Quotation, QuotationForm, each_prose};
use super::locator::Citation;
use super::prose::{Inline, Prose};
use super::slips::Slips;
use super::spans::pair;
use super::words::{Plain, Words};
use crate::base::file::Span;
use std::ops::Range;
use std::sync::Arc;

/// Reads the blockquotes among some blocks and below them.
pub fn read(
    blocks: &mut Vec<Block>,
    form: QuotationForm,
    citations: &[Citation],
    slips: &mut Slips,
    claims: &mut Claims,
) {
    let mut reader = Reader { citations, slips, claims };
    reader.read_siblings(blocks, form);
}

struct Reader<'a, 'b> {
    citations: &'a [Citation],
    slips: &'a mut Slips<'b>,
    claims: &'a mut Claims,
}

/// A citation in a blockquote: the child it is in, its index, its place in its text.
struct Found {
    child: usize,
    citation: usize,
}

impl Reader<'_, '_> {
    fn read_siblings(&mut self, blocks: &mut Vec<Block>, form: QuotationForm) {
        let mut done: Vec<Block> = Vec::with_capacity(blocks.len());
        let mut rest = std::mem::take(blocks).into_iter().peekable();
        while let Some(block) = rest.next() {
            let block = match block {
                Block::Quote { blocks: inner, span } => {
                    let (block, took_next) = self.read_blockquote(inner, span, done.last(), rest.peek(), form);
                    if took_next {
                        rest.next();
                    }
                    block
                }
                mut block => {
                    self.read_inside(&mut block);
                    block
                }
            };
            done.push(block);
        }
        *blocks = done;
    }

    fn read_inside(&mut self, block: &mut Block) {
        let form = QuotationForm::NestedBlock;
        match block {
            Block::List { items, .. } => items.iter_mut().for_each(|item| self.read_siblings(item, form)),
            Block::Definitions(definitions) => {
                for meaning in definitions.iter_mut().flat_map(|definition| &mut definition.meanings) {
                    self.read_siblings(meaning, form);
                }
            }
            _ => {}
        }
    }

    /// The block it becomes, and whether the paragraph after it belongs to it.
    fn read_blockquote(
        &mut self,
        inner: Vec<Block>,
        span: Span,
        before: Option<&Block>,
        after: Option<&Block>,
        form: QuotationForm,
    ) -> (Block, bool) {
        if self.report_lazy_lines(&span, 1) {
            return (Block::Quote { blocks: inner, span }, false);
        }
        let found = find_citations(&inner);
        if !found.is_empty() {
            if let Some(citation) = after.and_then(|block| self.citation_paragraph(block, true)) {
                self.slips.second_citation(self.span_of(found[0].citation), self.span_of(citation));
            }
            return (self.read_cited(inner, span, &found, form), false);
        }
        let introduced = before.and_then(|block| self.colon_citation(block));
        let follows = after.and_then(|block| self.citation_paragraph(block, false));
        match (introduced, follows) {
            (Some(first), Some(second)) => {
                self.slips.second_citation(self.span_of(first), self.span_of(second));
                (Block::Quote { blocks: inner, span }, true)
            }
            (Some(citation), None) => (self.make(inner, Vec::new(), span, citation, form), false),
            (None, Some(citation)) => (self.make(inner, Vec::new(), span, citation, form), true),
            (None, None) => {
                let goes_on = after.is_some_and(|block| self.report_goes_on(block));
                let exempt = is_exempt(self.slips.file, span.end) || self.ends_in_exemption(&span);
                if !goes_on && !exempt {
                    self.slips.uncited_blockquote(span.clone());
                }
                (Block::Quote { blocks: inner, span }, false)
            }
        }
    }

    /// A blockquote with citations inside.
    fn read_cited(&mut self, mut inner: Vec<Block>, span: Span, found: &[Found], form: QuotationForm) -> Block {
        let Found { child, citation } = found[0];
        let gloss = inner.split_off(child + 1);
        let ends = inner.pop().map_or(Ends::OutOfPlace, |block| cut_before(block, citation));
        let ordinary = |mut words: Vec<Block>, gloss: Vec<Block>| {
            words.extend(gloss);
            Block::Quote { blocks: words, span: span.clone() }
        };
        let tail = match ends {
            Ends::Here(block) => {
                inner.extend(block);
                None
            }
            Ends::Before(tail) => Some(tail),
            Ends::OutOfPlace => {
                self.slips.citation_out_of_place(self.span_of(citation));
                return ordinary(inner, gloss);
            }
        };
        if let Some(second) = found.get(1) {
            self.slips.second_citation(self.span_of(citation), self.span_of(second.citation));
            return ordinary(inner, gloss);
        }
        if let Some(tail) = tail {
            self.slips.words_after_citation(tail);
            return ordinary(inner, gloss);
        }
        self.make(inner, gloss, span, citation, form)
    }

    fn make(
        &mut self,
        words: Vec<Block>,
        gloss: Vec<Block>,
        span: Span,
        citation: usize,
        form: QuotationForm,
    ) -> Block {
        let mut paragraphs: Vec<Plain> = Vec::new();
        each_prose(&words, &mut |prose| {
            if !prose.plain.text.is_empty() {
                paragraphs.push(prose.plain.clone());
            }
        });
        let marks_taken_off = take_off_marks(&mut paragraphs);
        if paragraphs.iter().all(|plain| plain.text.trim().is_empty()) {
            self.slips.empty_blockquote(self.span_of(citation));
            return Block::Quote { blocks: words, span };
        }
        let start = paragraphs.first().map_or(span.start, |plain| plain.in_file(0..plain.text.len()).start);
        let end = paragraphs.last().map_or(span.end, |plain| plain.in_file(0..plain.text.len()).end);
        let quotation = self.claims.add(Quotation {
            form,
            words: Words { paragraphs },
            marks_taken_off,
            citation,
            has_original: false,
            sentence: Arc::default(),
            span: start..end.max(start),
        });
        Block::Quotation { quotation, words, gloss, span }
    }

    fn span_of(&self, citation: usize) -> Span {
        self.citations[citation].span.clone()
    }

    /// The citation of a paragraph that is nothing but a citation, with a dash before it (`dashed`: it must have one) and a
    /// final full stop.
    fn citation_paragraph(&self, block: &Block, dashed: bool) -> Option<usize> {
        let Block::Paragraph(prose) = block else { return None };
        let (citation, at) = only(prose.citations())?;
        let (before, after) = (&prose.plain.text[..at.start], &prose.plain.text[at.end..]);
        let alone = is_dashes(before) && is_final(after) && (!dashed || !before.trim().is_empty());
        alone.then_some(citation)
    }

    /// The citation of a paragraph that ends in a citation and a colon.
    fn colon_citation(&self, block: &Block) -> Option<usize> {
        let Block::Paragraph(prose) = block else { return None };
        let (citation, at) = prose.citations().pop()?;
        matches!(prose.plain.text[at.end..].trim(), ":" | "：").then_some(citation)
    }

    /// Whether the paragraph under a blockquote begins with a dash and a citation, or has the citation on a line of its own,
    /// and goes on.
    fn report_goes_on(&mut self, block: &Block) -> bool {
        let Block::Paragraph(prose) = block else { return false };
        let Some((_, at)) = prose.citations().into_iter().next() else { return false };
        let plain = &prose.plain;
        let before = &plain.text[..at.start];
        let own_line =
            plain.line_ends.iter().any(|end| is_final(&plain.text[at.end..(*end).max(at.end)]) && *end >= at.end);
        let goes_on = is_dashes(before) && (!before.trim().is_empty() || own_line);
        if goes_on {
            self.slips.paragraph_goes_on(tail_in_file(plain, at.end));
        }
        goes_on
    }

    /// Reports the first line of a blockquote that has fewer `>` than the blockquote is deep.
    fn report_lazy_lines(&mut self, span: &Span, depth: usize) -> bool {
        let file = self.slips.file;
        let text = file.slice(span.clone());
        let mut at = span.start;
        let mut cited = false;
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let bare = line.trim_end();
            let marks =
                line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).filter(|byte| *byte == b'>');
            let content = bare.trim_start();
            let comment = content.starts_with("<!--");
            if index > 0 && !content.is_empty() && !comment && marks.count() < depth {
                let start = at + (bare.len() - content.len());
                self.slips.line_under_blockquote(start..at + bare.len(), cited);
                return true;
            }
            cited = bare.trim_end_matches(['.', '。']).ends_with(']');
            at += line.len();
        }
        false
    }

    fn ends_in_exemption(&self, span: &Span) -> bool {
        let text = self.slips.file.slice(span.clone());
        text.rfind("<!--").is_some_and(|at| is_exemption(&text[at..]) && text[at..].trim_end().ends_with("-->"))
    }
}

/// Every citation below some blocks, in order.
fn find_citations(blocks: &[Block]) -> Vec<Found> {
    let mut found = Vec::new();
    for (child, block) in blocks.iter().enumerate() {
        each_prose(std::slice::from_ref(block), &mut |prose| {
            found.extend(prose.citations().into_iter().map(|(citation, _)| Found { child, citation }));
        });
    }
    found
}

/// How a citation stands to the end of a block, of a list of blocks or of a text.
enum Ends<T> {
    /// It ends it: what stands before it, where anything does.
    Here(Option<T>),
    /// Words stand after it, at these bytes.
    Before(Span),
    /// It is in a block that no citation ends.
    OutOfPlace,
}

impl<T> Ends<T> {
    fn map<U>(self, make: impl FnOnce(T) -> U) -> Ends<U> {
        match self {
            Ends::Here(inner) => Ends::Here(inner.map(make)),
            Ends::Before(tail) => Ends::Before(tail),
            Ends::OutOfPlace => Ends::OutOfPlace,
        }
    }
}

/// Takes a citation, and the dash before it, from the end of a block.
fn cut_before(block: Block, citation: usize) -> Ends<Block> {
    match block {
        Block::Paragraph(prose) => cut_prose(prose, citation).map(Block::Paragraph),
        Block::Heading { level, id, classes, prose } => {
            cut_prose(prose, citation).map(|prose| Block::Heading { level, id, classes, prose })
        }
        Block::Quote { blocks, span } => cut_last(blocks, citation).map(|blocks| Block::Quote { blocks, span }),
        Block::List { start, tight, mut items } => {
            let last = items.pop().unwrap_or_default();
            match cut_last(last, citation) {
                Ends::Here(last) => {
                    items.extend(last);
                    Ends::Here((!items.is_empty()).then_some(Block::List { start, tight, items }))
                }
                Ends::Before(tail) => Ends::Before(tail),
                Ends::OutOfPlace => Ends::OutOfPlace,
            }
        }
        _ => Ends::OutOfPlace,
    }
}

fn cut_last(mut blocks: Vec<Block>, citation: usize) -> Ends<Vec<Block>> {
    let Some(last) = blocks.pop() else { return Ends::OutOfPlace };
    match cut_before(last, citation) {
        Ends::Here(last) => {
            blocks.extend(last);
            Ends::Here((!blocks.is_empty()).then_some(blocks))
        }
        Ends::Before(tail) => Ends::Before(tail),
        Ends::OutOfPlace => Ends::OutOfPlace,
    }
}

fn cut_prose(prose: Prose, citation: usize) -> Ends<Prose> {
    let Some((_, at)) = prose.citations().into_iter().find(|(index, _)| *index == citation) else {
        return Ends::OutOfPlace;
    };
    if !is_final(&prose.plain.text[at.end..]) {
        return Ends::Before(tail_in_file(&prose.plain, at.end));
    }
    let end = without_dashes(prose.plain.text[..at.start].trim_end()).trim_end().len();
    let empty = end == 0 && !prose.inlines.iter().any(|inline| matches!(inline, Inline::Image { .. }));
    Ends::Here((!empty).then(|| prose.cut(end)))
}

/// The words of a text from a place on, as bytes of the file.
fn tail_in_file(plain: &Plain, from: usize) -> Span {
    let tail = &plain.text[from..];
    let start = from + (tail.len() - tail.trim_start().len());
    plain.in_file(start..start + tail.trim().len())
}

/// One pair of double marks round all the words is the editors' (SPEC 4.1). Says whether there was one.
pub fn take_off_marks(paragraphs: &mut [Plain]) -> bool {
    let (Some(first), Some(last)) = (paragraphs.first(), paragraphs.last()) else { return false };
    let Some((from, to)) = marks_round(first, last, paragraphs.len() == 1) else { return false };
    if let Some(last) = paragraphs.last_mut() {
        *last = last.slice(0..to);
    }
    if let Some(first) = paragraphs.first_mut() {
        *first = first.slice(from..first.text.len());
    }
    true
}

/// Where the words begin in the first paragraph and end in the last, without the marks round them.
fn marks_round(first: &Plain, last: &Plain, is_one: bool) -> Option<(usize, usize)> {
    let in_first = pair(&first.text, &[]);
    if is_one {
        let whole = in_first.double.iter().find(|pair| pair.whole == (0..first.text.len()))?;
        return Some((whole.words.start, whole.words.end));
    }
    let open: Range<usize> = in_first.alone.into_iter().find(|at| at.start == 0)?;
    let close = pair(&last.text, &[]).alone.into_iter().find(|at| at.end == last.text.len())?;
    let both = format!("{}{}", &first.text[open.clone()], format_args!("x{}", &last.text[close.clone()]));
    let one_pair = pair(&both, &[]).double.first().is_some_and(|pair| pair.whole == (0..both.len()));
    one_pair.then(|| {
        let inside = &first.text[open.end..];
        let from = open.end + (inside.len() - inside.trim_start().len());
        (from, last.text[..close.start].trim_end().len())
    })
}

/// Nothing, or dashes.
fn is_dashes(text: &str) -> bool {
    without_dashes(text.trim()).is_empty()
}

fn without_dashes(text: &str) -> &str {
    let cut = text.trim_end_matches(['—', '–', '―']);
    let cut = if cut.len() == text.len() && text.ends_with("--") { text.trim_end_matches('-') } else { cut };
    cut.trim_end()
}

/// Nothing, or the full stop that ends a paragraph.
fn is_final(text: &str) -> bool {
    matches!(text.trim(), "" | "." | "。")
}

/// The one element of a list that has one.
fn only<T>(list: Vec<T>) -> Option<T> {
    let mut list = list.into_iter();
    list.next().filter(|_| list.next().is_none())
}
