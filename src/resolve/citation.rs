//! Citations: a key becomes a source, a capture one of its texts, a locator paragraphs that exist (SPEC 4.5 to 4.10).
//!
//! Comes in: a [`Speaker`]. Goes out: for each citation what it names, as [`Named`]. Never done here: looking for quoted
//! words (`claims`).

use super::capture::{Gone, earlier_in_order, follow_paragraphs, with_current_capture};
use super::codes::{
    FLAG_MISPLACED, LOCATOR_MOVED, LOCATOR_STALE, LOCATOR_UNKNOWN, NOT_VERIFIED_STORED, SOURCE_UNKNOWN,
};
use super::digest::{Cited, SourceIx};
use super::gather::{GatheredSource, Sources, renamed_by_hand};
use super::locate::{explain_locator, paragraphs};
use crate::base::day::Day;
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::FileText;
use crate::base::language::Language;
use crate::parse::document::Document;
use crate::parse::ids::SourceId;
use crate::parse::locator::{Citation, CitationItem, Locator};
use std::collections::BTreeSet;

/// Who cites: a body, and what of its front matter bears on what it cites.
#[derive(Clone, Copy, Debug)]
pub struct Speaker<'a> {
    /// The file.
    pub file: &'a FileText,
    /// Its body.
    pub document: &'a Document,
    /// Its language.
    pub language: &'a Language,
    /// The day of its last change, else of its publication; `None` for a page.
    pub day: Option<Day>,
    /// The source of its front matter.
    pub source: FrontSource,
}

/// What a front matter says about the one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrontSource {
    /// Nothing.
    None,
    /// A source that is not known, which is reported where it is written.
    Unknown,
    /// This source, and this text of it.
    Known {
        /// The source.
        source: SourceIx,
        /// Its text.
        text: usize,
        /// Whether the text was named.
        pinned: bool,
    },
}

/// What one item of a citation names.
#[derive(Clone, Debug)]
pub enum Named {
    /// A stored source.
    Source(Target),
    /// Nothing that could be found; reported, unless the file itself is broken, which is.
    Nothing,
}

/// A source, with the text of it that is meant.
#[derive(Clone, Debug)]
pub struct Target {
    /// As render has it. Its text is the one named, else the current one, else the first capture that has the locator.
    pub cited: Cited,
    /// Whether the text was named, here or in the front matter.
    pub pinned: bool,
    /// Whether something about it was refused, so that quoted words need no second message.
    pub refused: bool,
}

impl Named {
    /// The source it names, where it names one.
    pub fn target(&self) -> Option<&Target> {
        match self {
            Named::Source(target) => Some(target),
            Named::Nothing => None,
        }
    }
}

/// Settles every citation of a body. The inner lists are as long as the items of each citation.
pub fn settle_citations(speaker: &Speaker, sources: &Sources, report: &mut Report) -> Vec<Vec<Named>> {
    let references: BTreeSet<usize> = speaker.document.references.iter().copied().collect();
    let mut settled = Vec::new();
    for (index, citation) in speaker.document.citations.iter().enumerate() {
        let context = Context { speaker, sources, citation, is_reference: references.contains(&index) };
        settled.push(citation.items.iter().map(|item| context.settle(item, report)).collect());
    }
    settled
}

/// One citation and what is around it.
struct Context<'a> {
    speaker: &'a Speaker<'a>,
    sources: &'a Sources,
    citation: &'a Citation,
    is_reference: bool,
}

impl Context<'_> {
    fn settle(&self, item: &CitationItem, report: &mut Report) -> Named {
        let Some((source, front_text)) = self.source_of(item, report) else { return Named::Nothing };
        let gathered = self.sources.get(source);
        let (text, pinned) = match (item.capture, front_text) {
            (Some(name), _) => match gathered.text_named(name) {
                Some(text) => (text, true),
                None => {
                    report.add(self.sources.unknown_capture(source, name, self.place(item)));
                    return Named::Nothing;
                }
            },
            (None, Some(text)) => (text, true),
            (None, None) => (0, false),
        };
        let (text, found, mut refused) = self.locate(item, gathered, text, pinned, report);
        refused |= self.check_flags(item, gathered, report);
        if self.citation.not_verified.is_some() {
            let message = format!("`{}` is a stored source, so words of it can be verified", gathered.id);
            let diagnostic = Diagnostic::new(&NOT_VERIFIED_STORED, self.place(item), message);
            report.add(diagnostic.help("take out `not verified: …` and cite the source, or leave out its key"));
            refused = true;
        }
        let page = match &item.locator {
            Some(Locator::Page(page)) => Some(page.clone()),
            _ => None,
        };
        let cited = Cited {
            source,
            text,
            paragraphs: found,
            page,
            prefix: item.prefix.clone(),
            flags: item.flags,
            bare: item.locator.is_none(),
        };
        Named::Source(Target { cited, pinned, refused })
    }

    /// The source of an item, and the text of it that the front matter pins.
    fn source_of(&self, item: &CitationItem, report: &mut Report) -> Option<(SourceIx, Option<usize>)> {
        let Some(key) = &item.key else {
            return match self.speaker.source {
                FrontSource::Known { source, text, pinned } => Some((source, pinned.then_some(text))),
                FrontSource::Unknown => None,
                FrontSource::None => {
                    let written = self.speaker.file.slice(item.span.clone());
                    let message = format!("`[{written}]` names no source, and the front matter has no `source`");
                    let diagnostic = Diagnostic::new(&SOURCE_UNKNOWN, self.place(item), message);
                    let or_front = match self.speaker.file.path().below("content/commentary") {
                        Some(_) => "; or add `source: ID` to the front matter",
                        None => "",
                    };
                    report.add(diagnostic.help(format!("write the key: `[@ID, {written}]`{or_front}")));
                    None
                }
            };
        };
        let Some(source) = self.sources.find(key) else {
            if !self.sources.is_broken(key) && self.citation.not_verified.is_none() {
                report.add(self.unknown(item, key));
            }
            return None;
        };
        let pinned = match self.speaker.source {
            FrontSource::Known { source: front, text, pinned: true } if front == source => Some(text),
            _ => None,
        };
        Some((source, pinned))
    }

    fn unknown(&self, item: &CitationItem, key: &SourceId) -> Diagnostic {
        let place = Place::of(self.speaker.file, item.key_span.clone());
        let diagnostic = Diagnostic::new(&SOURCE_UNKNOWN, place.clone(), format!("there is no source `{key}`"));
        let escape = format!("brackets that cite nothing are written `\\[@{key}\\]`");
        match self.sources.nearest(key) {
            Some(near) => diagnostic.help(format!("did you mean `@{near}`? If this is no citation: {escape}")).guess(
                format!("write `@{near}`"),
                place,
                format!("@{near}"),
            ),
            None => {
                // Where there is no site nothing can be renamed.
                let is_of_site = self.speaker.file.path().below("content").is_some();
                let by_hand = if is_of_site { format!("\n{}", renamed_by_hand(key)) } else { String::new() };
                diagnostic.help(format!("ingest the source, or write the id of a stored one; {escape}{by_hand}"))
            }
        }
    }

    /// The paragraphs of an item's locator, and the text that has them.
    fn locate(
        &self,
        item: &CitationItem,
        source: &GatheredSource,
        text: usize,
        pinned: bool,
        report: &mut Report,
    ) -> (usize, Option<(u32, u32)>, bool) {
        let Some(locator) = &item.locator else { return (text, None, false) };
        if let Some(found) = paragraphs(locator, &source.texts[text]) {
            let found = if pinned { found } else { self.follow(item, source, found, report) };
            return (text, Some(found), false);
        }
        let place = Place::of(self.speaker.file, item.locator_span.clone().unwrap_or_else(|| item.span.clone()));
        let earlier = if pinned { Vec::new() } else { earlier_in_order(source, self.speaker.day) };
        let held = earlier.into_iter().find_map(|text| Some((text, paragraphs(locator, &source.texts[text])?)));
        if let Some((text, found)) = held {
            if self.is_reference {
                let name = source.texts[text].name.map(|name| name.to_string()).unwrap_or_default();
                let (message, _) = explain_locator(source.id.as_str(), locator, &source.texts[0]);
                let message = format!("{message} any more; the capture of {name} has it");
                let help =
                    format!("name the paragraph of the current text, or write `capture {name}` after the locator");
                report.add(Diagnostic::new(&LOCATOR_STALE, place, message).help(help));
            }
            return (text, Some(found), false);
        }
        let (message, help) = explain_locator(source.id.as_str(), locator, &source.texts[text]);
        report.add(Diagnostic::new(&LOCATOR_UNKNOWN, place, message).help(help));
        (text, None, true)
    }

    /// Where the paragraphs of a reference stand in the current text: it was written of the base.
    fn follow(
        &self,
        item: &CitationItem,
        source: &GatheredSource,
        found: (u32, u32),
        report: &mut Report,
    ) -> (u32, u32) {
        if !(self.is_reference || item.flags.my_translation) || matches!(item.locator, Some(Locator::Page(_))) {
            return found;
        }
        let place = Place::of(self.speaker.file, item.locator_span.clone().unwrap_or_else(|| item.span.clone()));
        let written = self.speaker.file.slice(item.locator_span.clone().unwrap_or_else(|| item.span.clone()));
        match follow_paragraphs(source, self.speaker.day, found) {
            Gone::Nowhere => found,
            Gone::To(first, last) => {
                let locator = if first == last { format!("¶{first}") } else { format!("¶¶{first}–{last}") };
                let message = format!("{written} of `{}` is unchanged and has a new number, {locator}", source.id);
                let diagnostic = Diagnostic::new(&LOCATOR_MOVED, place.clone(), message);
                // The base has a paragraph with the new number too, and that would be followed again.
                let is_read_again = follow_paragraphs(source, self.speaker.day, (first, last)) != Gone::Nowhere;
                report.add(match with_current_capture(source, &locator).filter(|_| is_read_again) {
                    Some(pinned) => diagnostic
                        .help(format!(
                            "write `{locator}` and set `updated` to the day, or write `{pinned}` and leave `updated` as it is"
                        ))
                        .fix(format!("write `{pinned}`"), place, pinned),
                    None => {
                        diagnostic.help(format!("write `{locator}`")).fix(format!("write `{locator}`"), place, locator)
                    }
                });
                (first, last)
            }
            Gone::Changed => {
                let message = format!("{written} of `{}` has changed since this was written", source.id);
                let help = "read it again; then set `updated` to the day, or name the capture that was meant";
                report.add(Diagnostic::new(&LOCATOR_STALE, place, message).help(help));
                found
            }
        }
    }

    /// Flags that do not apply here. Gives whether one was refused.
    fn check_flags(&self, item: &CitationItem, source: &GatheredSource, report: &mut Report) -> bool {
        let mut refuse = |message: String, help: &str| {
            report.add(Diagnostic::new(&FLAG_MISPLACED, self.place(item), message).help(help));
        };
        let before = (item.flags.official_translation, item.flags.my_translation);
        let mut refused = false;
        if before.0 && source.front().translation_of.is_none() {
            let message = format!("`official translation` is written, and `{}` has no `translation_of`", source.id);
            refuse(message, "add `translation_of: ID` to the source that is the translation, or take the flag out");
            refused = true;
        }
        if before.1 && source.language.is_same_language(self.speaker.language) {
            let message = format!(
                "`my translation` is written, and `{}` is in the language of this text, {}",
                source.id, source.language
            );
            refuse(message, "take the flag out, so that the words are verified; or correct a `language`");
            refused = true;
        } else if before.1 && !matches!(item.locator, Some(Locator::Paragraph(_) | Locator::Paragraphs(..))) {
            let message = "`my translation` needs the paragraph that was translated".to_owned();
            refuse(message, "write its locator after the key: `¶5, my translation`");
            refused = true;
        }
        refused
    }

    fn place(&self, item: &CitationItem) -> Place {
        Place::of(self.speaker.file, item.span.clone())
    }
}
