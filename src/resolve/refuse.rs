//! Diagnostics of quotations: the place, the sentence, the other side, the change that mends it.
//!
//! Comes in: a refusal or warning of `quote`, and who made the claim. Goes out: a [`Diagnostic`]. Never done here: the
//! wording of refusals, which is in `quote`.

use super::citation::{Speaker, Target};
use super::digest::SourceIx;
use super::folded::Evidence;
use super::quote::{Claim, Cure, Explanation, FoldedSource, Refusal, Stretch, Warning, WordEdit, explain, verify};
use super::repair::{Reach, in_file, would_hold};
use crate::base::diagnostic::{Diagnostic, Grounds, Place};
use crate::base::file::Span;
use crate::parse::document::Quotation;
use crate::parse::ids::CaptureName;
use crate::parse::locator::CitationItem;

/// Who made a claim, and what it is tried against.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// Who.
    pub speaker: &'a Speaker<'a>,
    /// The claim as written.
    pub quotation: &'a Quotation,
    /// The item of its citation that is tried.
    pub item: &'a CitationItem,
    /// What it is tried against.
    pub evidence: Evidence<'a>,
}

impl Told<'_> {
    /// The first line of the quotation.
    pub fn place(&self) -> Place {
        let file = self.speaker.file;
        let span = self.quotation.span.clone();
        let line = file.line(file.position(span.start).line);
        Place::of(file, span.start..span.end.min(line.end.max(span.start)))
    }

    /// The locator, or the item where it has none.
    pub fn locator_place(&self) -> Place {
        Place::of(self.speaker.file, self.item.locator_span.clone().unwrap_or_else(|| self.item.span.clone()))
    }

    /// A warning of the contract.
    pub fn warning(&self, warning: Warning) -> Diagnostic {
        Diagnostic::new(warning.code, self.place(), warning.message).help(warning.help)
    }

    /// A refusal, with what an editor needs to mend it.
    pub fn refusal(&self, refusal: &Refusal, claim: &Claim, target: &Target, text: usize) -> Diagnostic {
        let Evidence { sources, folded, .. } = self.evidence;
        let source = target.cited.source;
        let explanation = explain(refusal, claim, folded.get(source, text), folded.others(source, sources));
        let place = self.first_difference(&explanation).unwrap_or_else(|| self.place());
        let mut help = explanation.help.clone();
        let captures = self.other_captures(claim, target);
        if let Some(name) = captures.first() {
            help = format!("the capture of {name} has these words: write `capture {name}`\n{help}");
        }
        if self.cites_several() {
            help = format!(
                "every source of the citation must have the words; this is about `{}`\n{help}",
                sources.get(source).id
            );
        }
        let mut diagnostic = Diagnostic::new(explanation.code, place, explanation.message.clone()).help(help);
        for (found, words) in &explanation.places {
            diagnostic = self.related(diagnostic, source, text, &found.stretches, words);
        }
        let capture = match captures[..] {
            [only] => self.with_capture(diagnostic.clone(), only),
            _ => None,
        };
        // The words are true of another capture: then they are not to be changed.
        let keeps_words = capture.is_some();
        let mut diagnostic = capture.unwrap_or(diagnostic);
        for cure in explanation.cures {
            if !keeps_words || matches!(cure, Cure::Locator(_)) {
                diagnostic = self.with_cure(diagnostic, cure, claim, folded.get(source, text));
            }
        }
        diagnostic
    }

    /// Adds the change that names another capture, where the citation names one.
    fn with_capture(&self, diagnostic: Diagnostic, name: CaptureName) -> Option<Diagnostic> {
        let (pinned, file) = (self.item.capture?, self.speaker.file);
        let (from, word) = (self.item.key_span.end, "capture ");
        let rest = file.slice(from..self.item.span.end);
        let start = rest.find(word)? + word.len();
        let length = rest[start..].find([',', ';', ']']).unwrap_or(rest.len() - start);
        let written = rest[start..start + length].trim_end();
        if CaptureName::parse(written) != Some(pinned) || self.cites_several() {
            return None;
        }
        let span = from + start..from + start + written.len();
        Some(diagnostic.fix(format!("write `capture {name}`"), Place::of(file, span), name.to_string()))
    }

    /// Adds a place of a source.
    pub fn related(
        &self,
        diagnostic: Diagnostic,
        source: SourceIx,
        text: usize,
        stretches: &[Stretch],
        words: &str,
    ) -> Diagnostic {
        let read = &self.evidence.sources.get(source).texts[text].read;
        let (Some(first), Some(last)) = (stretches.first(), stretches.last()) else { return diagnostic };
        let span_of = |stretch: &Stretch| -> Option<Span> {
            Some(read.stored.blocks.get(stretch.block)?.plain.in_file(stretch.range.clone()))
        };
        match (span_of(first), span_of(last)) {
            (Some(first), Some(last)) => {
                diagnostic.related(Place::of(&read.file, first.start..last.end.max(first.start)), words)
            }
            _ => diagnostic,
        }
    }

    /// Adds the change that writes another locator.
    pub fn with_locator(&self, diagnostic: Diagnostic, locator: &str) -> Diagnostic {
        let Some((span, text)) = self.locator_change(locator) else { return diagnostic };
        diagnostic.fix(format!("write `{locator}`"), Place::of(self.speaker.file, span), text)
    }

    /// Adds a cure, where it was tried and the file can be changed so.
    fn with_cure(&self, diagnostic: Diagnostic, cure: Cure, claim: &Claim, text: &FoldedSource) -> Diagnostic {
        match cure {
            Cure::Locator(locator) => self.with_locator(diagnostic, &locator),
            Cure::Key(id, locator) if self.item.key.is_some() && !self.cites_several() => {
                let key = self.item.key_span.clone();
                let written = format!("@{id}, {locator}");
                match self.locator_change(&locator) {
                    Some((span, _)) if span.start >= key.end => diagnostic.fix(
                        format!("cite `{written}`"),
                        Place::of(self.speaker.file, key.start..span.end),
                        written,
                    ),
                    _ => diagnostic,
                }
            }
            Cure::Key(..) => diagnostic,
            Cure::Mark(edit) => {
                let title = match &edit.2[..] {
                    "" => "delete the character".to_owned(),
                    text => format!("write `{text}`"),
                };
                self.with_words(diagnostic, &[edit], (Grounds::Sure, Reach::Words, title), (claim, text))
            }
            Cure::Choice(edits) => {
                let written: Vec<String> = edits.iter().map(|(_, _, text)| format!("`{}`", text.trim())).collect();
                let title = format!("write {}, where the change is meant", written.join(", "));
                self.with_words(diagnostic, &edits, (Grounds::Guess, Reach::Whole, title), (claim, text))
            }
            Cure::Wording(edits) => {
                let written: Vec<&str> = edits.iter().map(|(_, _, text)| text.trim()).collect();
                let title = match written[..] {
                    [""] => "leave it out, as the source does".to_owned(),
                    [one] => format!("write `{one}`, as the source does"),
                    _ => format!("write the source's words in {} places", written.len()),
                };
                self.with_words(diagnostic, &edits, (Grounds::Wording, Reach::Whole, title), (claim, text))
            }
        }
    }

    fn with_words(
        &self,
        diagnostic: Diagnostic,
        edits: &[WordEdit],
        (grounds, reach, title): (Grounds, Reach, String),
        (claim, text): (&Claim, &FoldedSource),
    ) -> Diagnostic {
        // Each source of a citation would have to be tried.
        if self.cites_several() || !would_hold(claim, edits, text, self.evidence.settings, reach) {
            return diagnostic;
        }
        let file = self.speaker.file;
        match in_file(&self.quotation.words, edits, file) {
            Some((span, text)) => diagnostic.change(grounds, title, Place::of(file, span), text),
            None => diagnostic,
        }
    }

    /// What is replaced, and by what, so that the item has this locator and occurrence and no other.
    fn locator_change(&self, locator: &str) -> Option<(Span, String)> {
        let Some(written) = self.item.locator_span.clone() else {
            let end = self.item.key_span.end;
            return self.item.occurrence.is_none().then(|| (end..end, format!(", {locator}")));
        };
        if self.item.occurrence.is_none() {
            return Some((written, locator.to_owned()));
        }
        // The occurrence can be replaced together with the locator where it comes right after it.
        let rest = self.speaker.file.slice(written.end..self.item.span.end);
        let after = rest.trim_start_matches([',', ' ']);
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let suffix = after[digits..].get(..2).filter(|suffix| matches!(*suffix, "st" | "nd" | "rd" | "th"))?;
        let end = written.end + (rest.len() - after.len()) + digits + suffix.len();
        (digits > 0).then(|| (written.start..end, locator.to_owned()))
    }

    fn cites_several(&self) -> bool {
        self.speaker.document.citations[self.quotation.citation].items.len() > 1
    }

    fn first_difference(&self, explanation: &Explanation) -> Option<Place> {
        let (paragraph, range) = explanation.at.clone()?;
        let plain = self.quotation.words.paragraphs.get(paragraph)?;
        Some(Place::of(self.speaker.file, plain.in_file(range)))
    }

    /// The other captures of the source that hold the claim as it stands, newest first.
    fn other_captures(&self, claim: &Claim, target: &Target) -> Vec<CaptureName> {
        if !target.pinned {
            return Vec::new();
        }
        let Evidence { sources, folded, settings } = self.evidence;
        let source = sources.get(target.cited.source);
        let holds = |text: &usize| verify(claim, folded.get(target.cited.source, *text), settings).is_ok();
        let texts = (0..source.texts.len()).filter(|text| *text != target.cited.text).filter(holds);
        texts.filter_map(|text| source.texts[text].name).collect()
    }
}
