//! Quotations with marked changes, made of whole sentences.

use super::draw::{Draw, pass_over};
use super::source::{Quotation, Source, words};
use postil::parse::locator::Locator;
use proptest::test_runner::TestCaseError;
use std::ops::Range;

/// A sentence of a source, that stands in it once and is of its own language.
pub struct Sentence<'a> {
    pub text: &'a str,
    /// Its words.
    pub words: Vec<Range<usize>>,
    /// The word of `words` that is its negation, or the first of its parts.
    pub negation: Option<Range<usize>>,
}

/// Draws one, without a negation.
pub fn plain<'a>(draw: &mut Draw, source: &'a Source) -> Result<Sentence<'a>, TestCaseError> {
    let text = draw.pick(source.tongue.plain);
    sentence(source, text, None)
}

/// Draws one, with a negation.
pub fn negated<'a>(draw: &mut Draw, source: &'a Source) -> Result<Sentence<'a>, TestCaseError> {
    let (text, negation) = source.tongue.negated[draw.below(source.tongue.negated.len())];
    let at = words(text)
        .iter()
        .map(|word| word.start)
        .find(|at| text[*at..].starts_with(negation))
        .or_else(|| text.find(negation))
        .expect("the negation stands in its sentence");
    sentence(source, text, Some(at..at + negation.len()))
}

fn sentence<'a>(
    source: &'a Source,
    text: &'a str,
    negation: Option<Range<usize>>,
) -> Result<Sentence<'a>, TestCaseError> {
    if source.text().matches(text).count() != 1 {
        return pass_over("it does not stand there once");
    }
    Ok(Sentence { text, words: words(text), negation })
}

impl Sentence<'_> {
    /// A quotation of its words from one to another with words between them replaced: `None` where one of the two parts is
    /// no passage of the source that stands there once by itself.
    pub fn parted(&self, source: &Source, outer: Range<usize>, inner: Range<usize>, with: &str) -> Option<Parted> {
        let at = |index: usize| self.words[index].start;
        let end = |index: usize| self.words[index - 1].end;
        let first = self.text[at(outer.start)..end(inner.start)].to_owned();
        let last = self.text[at(inner.end)..end(outer.end)].to_owned();
        let is_once = |part: &str| {
            source.text().matches(part).count() == 1 && source.accepted(part.to_owned(), self.paragraph(source)).is_ok()
        };
        // Parts may be too short together to stand without a locator.
        let locator = Some(Locator::Paragraph(u32::try_from(self.paragraph(source) + 1).expect("few paragraphs")));
        (is_once(&first) && is_once(&last)).then(|| Parted {
            quotation: Quotation { text: format!("{first}{with}{last}"), locator, occurrence: None },
            left_out: self.text[end(inner.start)..at(inner.end)].to_owned(),
            first,
            last,
        })
    }

    /// The index of its paragraph.
    pub fn paragraph(&self, source: &Source) -> usize {
        source.paragraphs.iter().position(|paragraph| paragraph.contains(self.text)).expect("it stands there")
    }
}

/// A quotation in two parts.
#[derive(Debug)]
pub struct Parted {
    pub quotation: Quotation,
    pub left_out: String,
    pub first: String,
    pub last: String,
}

/// Two ranges of words, one inside the other, with so many words on both sides.
pub fn ranges(draw: &mut Draw, count: usize, side: usize) -> Result<(Range<usize>, Range<usize>), TestCaseError> {
    if count < 2 * side + 1 {
        return pass_over("too few words");
    }
    let from = draw.below(count - 2 * side);
    let inner_from = from + side + draw.below(count - 2 * side - from);
    let inner_to = inner_from + 1 + draw.below((count - side - inner_from).min(10));
    let to = inner_to + side + draw.below(count - side - inner_to + 1);
    Ok((from..to.min(count), inner_from..inner_to))
}
