//! Quoted spans in running text, and which citation each belongs to (SPEC 4.4, 4.10 to 4.12).
//!
//! Comes in: a block of running text with its citations. Goes out: its quoted spans as claims, and those that no citation
//! belongs to. Never done here: blockquotes; asking whether the words are true, or are the name of something.

mod marks;
mod sentences;

pub use marks::{Marks, Pair, pair};

use super::claims::{Claims, is_exempt};
use super::document::{Quotation, QuotationForm, Sentence, Uncited, UncitedBecause};
use super::locator::Citation;
use super::prose::{Prose, QuotedSpan};
use super::slips::Slips;
use super::words::{Words, count_words};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Words in single marks, and in double ones outside notes, are noticed from this number on.
const LONG: usize = 6;
/// In a note, or before a citation in the same paragraph, from this one on.
const SOME: usize = 3;

/// The marked spans of a text that is not Markdown, a title say, without their marks.
pub fn marked(text: &str) -> Vec<Range<usize>> {
    pair(text, &[]).double.into_iter().map(|pair| pair.words).collect()
}

/// Finds the claims in a block of running text.
pub fn read(prose: &mut Prose, in_note: bool, citations: &[Citation], slips: &mut Slips, claims: &mut Claims) {
    let code = prose.code();
    let marks = pair(&prose.plain.text, &code);
    if marks == Marks::default() {
        return;
    }
    let cited = prose.citations();
    let places: Vec<Range<usize>> = cited.iter().map(|(_, at)| at.clone()).collect();
    let ends = sentences::ends(&prose.plain.text, &marks.double, &places, &code);
    let mut reader = Reader { prose, marks: &marks, cited: &cited, ends: &ends, sentences: BTreeMap::new(), in_note };
    let quoted = reader.read_double(citations, slips, claims);
    reader.report_single(slips);
    if !cited.is_empty() {
        marks.alone.iter().for_each(|mark| slips.unclosed_mark(prose.plain.in_file(mark.clone())));
    }
    prose.quoted = quoted;
}

struct Reader<'a> {
    prose: &'a Prose,
    marks: &'a Marks,
    /// Index and place of each citation in it.
    cited: &'a [(usize, Range<usize>)],
    ends: &'a [usize],
    sentences: BTreeMap<usize, Arc<Sentence>>,
    in_note: bool,
}

impl Reader<'_> {
    fn text(&self, range: Range<usize>) -> &str {
        &self.prose.plain.text[range]
    }

    fn read_double(&mut self, citations: &[Citation], slips: &mut Slips, claims: &mut Claims) -> Vec<QuotedSpan> {
        let mut quoted = Vec::new();
        let mut past = 0;
        for pair in &self.marks.double {
            if pair.whole.start < past || is_exempt(slips.file, self.prose.plain.in_file(pair.whole.clone()).end) {
                continue;
            }
            let next = self.next_citation(pair);
            let Some((citation, before)) = next.filter(|_| !self.holds_citation(pair)) else {
                claims.uncited.extend(self.uncited(pair));
                continue;
            };
            if pair.words.is_empty() {
                slips.empty_span(self.prose.plain.in_file(pair.whole.clone()));
                continue;
            }
            let translated = citations[citation].items.iter().any(|item| item.flags.my_translation);
            let original = if translated { self.parenthesis(pair.whole.end..before) } else { None };
            let forms = [(QuotationForm::Span, Some(pair.words.clone())), (QuotationForm::Original, original.clone())];
            for (form, words) in forms {
                let Some(words) = words else { continue };
                let quotation = claims.add(Quotation {
                    form,
                    words: Words { paragraphs: vec![self.prose.plain.slice(words.clone())] },
                    marks_taken_off: false,
                    citation,
                    has_original: form == QuotationForm::Span && original.is_some(),
                    sentence: self.sentence(pair),
                    span: self.prose.plain.in_file(words.clone()),
                });
                past = words.end;
                quoted.push(QuotedSpan { words, quotation });
            }
        }
        quoted
    }

    /// The citation a span belongs to: the next of its sentence, with its place.
    fn next_citation(&self, pair: &Pair) -> Option<(usize, usize)> {
        self.citation_in(pair.whole.end..self.around(pair).end)
    }

    fn holds_citation(&self, pair: &Pair) -> bool {
        self.citation_in(pair.whole.clone()).is_some()
    }

    /// The first citation in a range of the text, with its place.
    fn citation_in(&self, range: Range<usize>) -> Option<(usize, usize)> {
        let next = self.cited.partition_point(|(_, at)| at.start < range.start);
        let (citation, at) = self.cited.get(next)?;
        (at.start < range.end).then_some((*citation, at.start))
    }

    /// The sentence of a span.
    fn around(&self, pair: &Pair) -> Range<usize> {
        let next = self.ends.partition_point(|end| *end <= pair.whole.start);
        let start = next.checked_sub(1).map_or(0, |before| self.ends[before]);
        start..self.ends.get(next).copied().unwrap_or(self.prose.plain.text.len())
    }

    /// Why a span needs a citation, where it does.
    fn uncited(&mut self, pair: &Pair) -> Option<Uncited> {
        let words = self.text(pair.words.clone()).to_owned();
        let count = count_words(&words);
        let sentence = self.around(pair);
        let because = if self.holds_citation(pair) {
            UncitedBecause::CitationInside
        } else if count > 0 && self.citation_in(sentence).is_some() {
            UncitedBecause::AfterCitation
        } else if count >= SOME && self.citation_in(pair.whole.end..usize::MAX).is_some() {
            UncitedBecause::BeforeCitation
        } else if count >= SOME && self.in_note {
            UncitedBecause::InNote
        } else if count >= LONG {
            UncitedBecause::Long
        } else {
            return None;
        };
        let span = self.prose.plain.in_file(pair.whole.clone());
        Some(Uncited { words, because, sentence: self.sentence(pair), span })
    }

    fn sentence(&mut self, pair: &Pair) -> Arc<Sentence> {
        let range = self.around(pair);
        if let Some(known) = self.sentences.get(&range.start) {
            return known.clone();
        }
        let mut own_words = String::new();
        let mut at = range.start;
        let first = self.marks.double.partition_point(|pair| pair.whole.end <= range.start);
        for pair in self.marks.double[first..].iter().take_while(|pair| pair.whole.start < range.end) {
            own_words.push_str(self.text(at..pair.whole.start.max(at)));
            at = pair.whole.end.max(at);
        }
        own_words.push_str(self.text(at.min(range.end)..range.end));
        let citations =
            self.cited.iter().filter(|(_, at)| range.contains(&at.start)).map(|(index, _)| *index).collect();
        let sentence = Arc::new(Sentence { own_words: own_words.replace('\u{fffc}', " "), citations });
        self.sentences.insert(range.start, sentence.clone());
        sentence
    }

    /// The words in the parentheses that begin a range, without marks of their own.
    fn parenthesis(&self, range: Range<usize>) -> Option<Range<usize>> {
        let text = self.text(range.clone());
        let open = text.find(|c: char| !c.is_whitespace())?;
        let close_mark = match text[open..].chars().next()? {
            '(' => ')',
            '（' => '）',
            _ => return None,
        };
        let open_mark = text[open..].chars().next()?;
        let mut depth = 0_usize;
        let close = text[open..].char_indices().find_map(|(at, c)| {
            depth += usize::from(c == open_mark);
            depth -= usize::from(c == close_mark);
            (depth == 0).then_some(open + at)
        })?;
        let inside = range.start + open + open_mark.len_utf8()..range.start + close;
        let words = self.text(inside.clone());
        let start = inside.start + (words.len() - words.trim_start().len());
        let words = start..start + words.trim().len();
        let next = self.marks.double.partition_point(|pair| pair.whole.start < words.start);
        let marked = self.marks.double.get(next).filter(|pair| pair.whole == words);
        let words = marked.map_or(words, |pair| pair.words.clone());
        (!words.is_empty()).then_some(words)
    }

    fn report_single(&self, slips: &mut Slips) {
        for pair in &self.marks.single {
            let long = count_words(self.text(pair.words.clone())) >= LONG;
            let span = self.prose.plain.in_file(pair.whole.clone());
            if long && !is_exempt(slips.file, span.end) {
                slips.long_single_marks(span);
            }
        }
    }
}
