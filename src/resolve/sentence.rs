//! The sentence round a quoted span (SPEC 4.4): the author's own words in it, and what it cites.
//!
//! Comes in: a body. Goes out: for each quoted span its [`Sentence`]. Never done here: finding the spans.

use super::walk::{each_inline, each_prose};
use crate::parse::document::Document;
use crate::parse::prose::{Inline, Prose};
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// What stands round one quoted span.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The author's own words in the sentence, outside all quoted spans.
    pub own: String,
    /// The citations in it, indexes into [`Document::citations`].
    pub citations: Vec<usize>,
}

/// The sentence of every quoted span of a body, by index of the quotation. A blockquote has none.
pub fn sentences(document: &Document) -> BTreeMap<usize, Sentence> {
    let mut sentences = BTreeMap::new();
    each_prose(document, &mut |_, prose| {
        if prose.quoted.is_empty() {
            return;
        }
        let bounds = bounds(prose);
        for span in &prose.quoted {
            let range = around(&bounds, &span.words);
            sentences.insert(span.quotation, sentence(prose, range));
        }
    });
    sentences
}

/// Where sentences end: the bounds of UAX #29 that lie in no quoted span.
fn bounds(prose: &Prose) -> Vec<usize> {
    let text = &prose.plain.text;
    let inside = |at: &usize| prose.quoted.iter().any(|span| span.words.start < *at && *at <= span.words.end);
    let mut bounds: Vec<usize> =
        text.split_sentence_bound_indices().map(|(at, _)| at).filter(|at| !inside(at)).collect();
    bounds.push(text.len());
    bounds
}

fn around(bounds: &[usize], span: &Range<usize>) -> Range<usize> {
    let next = bounds.partition_point(|at| *at <= span.start);
    let start = next.checked_sub(1).map_or(0, |index| bounds[index]);
    let end = bounds[next..].iter().find(|at| **at >= span.end).or(bounds.last());
    start..end.copied().unwrap_or(span.end)
}

fn sentence(prose: &Prose, range: Range<usize>) -> Sentence {
    let text = &prose.plain.text;
    let mut own = String::new();
    let mut at = range.start;
    for span in prose.quoted.iter().filter(|span| span.words.start >= range.start && span.words.end <= range.end) {
        own.push_str(&text[at.min(span.words.start)..span.words.start]);
        at = span.words.end;
    }
    own.push_str(&text[at.min(range.end)..range.end]);
    let mut citations = Vec::new();
    // A citation right after the end mark belongs to the sentence before it.
    let after = &text[range.end..];
    let trailing = after.len() - after.trim_start_matches([' ', '\u{fffc}']).len();
    each_inline(&prose.inlines, &mut |inline| {
        if let Inline::Citation { citation, at } = inline
            && (range.start..range.end + trailing).contains(&at.start)
        {
            citations.push(*citation);
        }
    });
    Sentence { own: own.replace('\u{fffc}', " "), citations }
}
