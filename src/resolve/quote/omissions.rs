//! What an ellipsis may leave out (SPEC 5, *Ellipsis*).

use super::changes::{Ellipsis, Gap, Reading};
use super::length::{WORD, first_words, last_words, weight};
use super::negation::{self, Negation};
use super::placement::Placement;
use super::refusal::{Omitted, Refusal};
use super::source::FoldedSource;
use super::{Claim, Warning, codes};
use crate::parse::site::{QuotationSettings, Relaxation};
use std::ops::Range;

/// The most words that may be left out in running text.
pub const MOST: usize = 120;
/// So many words beside a cut must hold no negation.
const NEAR: usize = 3;

/// Judges every ellipsis of a placement; `warnings` gets what is legal and may mislead.
pub fn judge(
    claim: &Claim,
    source: &FoldedSource,
    reading: &Reading,
    placement: &Placement,
    settings: &QuotationSettings,
    warnings: &mut Vec<Warning>,
) -> Result<(), Refusal> {
    for (index, gap) in reading.gaps.iter().enumerate() {
        if let Some(ellipsis) = &gap.ellipsis {
            let omission = Omission { source, settings, gap, ellipsis, raw: placement.gap(index) };
            omission.judge(claim, placement, warnings)?;
        }
    }
    short_fragments(reading, warnings);
    Ok(())
}

/// One gap with an ellipsis, and what it leaves out.
struct Omission<'a> {
    source: &'a FoldedSource,
    settings: &'a QuotationSettings,
    gap: &'a Gap,
    ellipsis: &'a Ellipsis,
    raw: Range<usize>,
}

impl Omission<'_> {
    fn judge(&self, claim: &Claim, placement: &Placement, warnings: &mut Vec<Warning>) -> Result<(), Refusal> {
        let refuse = |why: Omitted| {
            Err(Refusal::Omission {
                at: self.ellipsis.at.clone(),
                found: super::place::found_alone(self.source, placement),
                why,
            })
        };
        let breaks = self.breaks();
        if breaks < self.gap.breaks {
            return refuse(Omitted::NoBreak);
        }
        if !self.ellipsis.is_alone {
            if breaks > 1 {
                return refuse(Omitted::Breaks(breaks));
            }
            let words = weight(self.text(&self.raw)).div_ceil(WORD);
            if words > MOST && !self.settings.relaxes(Relaxation::LongOmissions) {
                return refuse(Omitted::Words(words));
            }
            if breaks == 1 && self.gap.breaks == 0 {
                warnings.push(run_in());
            }
        }
        if claim.flags.omission_checked {
            return Ok(());
        }
        let negations = negation::overlapping(self.source, &self.raw);
        let near = self.near_cuts();
        let is_near = |negation: &&Negation| near.iter().any(|part| touch(&negation.range, part));
        if let Some(negation) = negations.iter().find(is_near)
            && !self.settings.relaxes(Relaxation::OmittedNegations)
        {
            let found = super::place::found_at(self.source, &negation.range);
            return refuse(Omitted::Negation(self.text(&negation.range).to_owned(), found));
        }
        if let Some(negation) = negations.first() {
            warnings.push(far(self.text(&negation.range)));
        }
        Ok(())
    }

    fn text(&self, raw: &Range<usize>) -> &str {
        &self.source.folded().raw()[raw.clone()]
    }

    /// How many paragraph breaks of the source lie in it.
    fn breaks(&self) -> usize {
        let folded = self.source.folded();
        folded.locate(self.raw.end).0 - folded.locate(self.raw.start).0
    }

    /// The three words next to each cut; none of a paragraph that is skipped whole.
    fn near_cuts(&self) -> [Range<usize>; 2] {
        let folded = self.source.folded();
        let Range { start, end } = self.raw;
        let (first, last) = (folded.paragraph(folded.locate(start).0), folded.paragraph(folded.locate(end).0));
        let (head_end, tail_start) =
            if self.ellipsis.is_alone { (end.min(first.end), start.max(last.start)) } else { (end, start) };
        let head = start..head_end.max(start);
        let tail = tail_start.min(end)..end;
        let near_start = first_words(self.text(&head), NEAR);
        let near_end = last_words(self.text(&tail), NEAR);
        [start..start + near_start, end - near_end..end]
    }
}

fn touch(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The quotation runs on over a paragraph break of the source.
pub fn run_in() -> Warning {
    Warning {
        code: &codes::RUN_IN,
        message: "the quotation runs on over a paragraph break of the source".to_owned(),
        help: "quote the paragraphs in a blockquote with an empty line between them".to_owned(),
    }
}

fn far(words: &str) -> Warning {
    Warning {
        code: &codes::OMITTED_NEGATION,
        message: format!("the words left out have the negation `{words}`"),
        help: "see that the sense is kept, then add `, omission checked` to the citation".to_owned(),
    }
}

/// A fragment of fewer than three words next to an ellipsis.
fn short_fragments(reading: &Reading, warnings: &mut Vec<Warning>) {
    let is_cut = |index: usize| reading.gaps.get(index).is_some_and(|gap| gap.ellipsis.is_some());
    for (index, fragment) in reading.fragments.iter().enumerate() {
        let text: Vec<String> = fragment.texts.iter().map(|text| text.words.text()).collect();
        let text = text.concat();
        if (is_cut(index) || index.checked_sub(1).is_some_and(is_cut)) && weight(&text) < NEAR * WORD {
            warnings.push(Warning {
                code: &codes::SHORT_FRAGMENT,
                message: format!("only `{}` stands on one side of an ellipsis", text.trim()),
                help: "so few words can be put together to say anything: quote a few more of them".to_owned(),
            });
        }
    }
}
