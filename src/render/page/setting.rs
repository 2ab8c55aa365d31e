//! What the writer of prose is told of a body on the page it stands on.
//!
//! [`Editors`] is for what the editors wrote, [`LeafSetting`] for a source's text. Both only look up what `resolve` settled.

use super::cited;
use super::here::Here;
use crate::base::language::Language;
use crate::parse::cut::Parts;
use crate::parse::words::StoredKind;
use crate::render::address::LinkForm;
use crate::render::html::Html;
use crate::render::prose::{
    Attributed, Link, Mark, NoteMark, Options, Paragraph, ParagraphDirection, Picture, Quoted, Setting,
};
use crate::render::view::Lang;
use crate::resolve::digest::{Body, Finding, Held, LinkTarget, PassageIx, Shown, SourceIx, Text};
use crate::resolve::quote::Verdict;
use std::collections::{BTreeMap, BTreeSet};

/// What the editors wrote: a commentary, an edition, a page.
pub struct Editors<'a> {
    /// The page.
    pub here: Here<'a>,
    /// The body.
    pub body: &'a Body,
    /// The text that the page shows whole, if it does: citations of it do not name it again.
    pub own: Option<(SourceIx, usize)>,
}

/// How the editors' text is written on its page.
pub fn editors_options<'a>(here: &Here<'a>, headings_from: u8, footnotes: &'a str) -> Options<'a> {
    Options { interface: here.words, headings_from, here: "", footnotes, direction: ParagraphDirection::Auto }
}

impl Setting for Editors<'_> {
    fn link(&self, to: &str) -> Option<Link> {
        link(&self.here, self.body, to)
    }

    fn picture(&self, to: &str) -> Option<Picture> {
        picture(&self.here, self.body, to)
    }

    fn citation(&self, citation: usize) -> Html {
        let written = &self.body.document.citations[citation];
        cited::citation(&self.here, written, &self.body.citations[citation], self.own)
    }

    fn quoted(&self, quotation: usize) -> Option<Quoted> {
        let finding = &self.body.findings[quotation];
        let held = held(&self.here, finding, self.own)?;
        Some(Quoted {
            own_words: own_words(&self.here, finding, held).map(|words| words.join(" ¶ ")),
            language: self.language_of(held),
        })
    }

    fn quotation(&self, quotation: usize) -> Attributed {
        let finding = &self.body.findings[quotation];
        let citation = self.body.document.quotations[quotation].citation;
        let attribution = self.citation(citation);
        let Some(held) = held(&self.here, finding, self.own) else {
            return Attributed { attribution, ..Attributed::default() };
        };
        let placed = self.here.digest.passage(held.passage);
        let text = &self.here.digest.source(placed.source).texts[placed.text];
        Attributed {
            verified: true,
            own_words: own_words(&self.here, finding, held),
            language: self.language_of(held),
            cite: Some(self.here.link_to_place(&text.route, &placed.anchor)),
            attribution,
        }
    }

    fn heading(&self, ordinal: usize) -> Option<String> {
        self.body.headings.get(&ordinal).cloned()
    }
}

impl Editors<'_> {
    fn language_of(&self, held: Held) -> Option<Language> {
        let language = self.here.source_language(self.here.digest.passage(held.passage).source);
        (language != self.here.language).then(|| language.clone())
    }
}

/// The place of a claim that a page shows: of several (a citation of two sources) the one in the text that the page shows
/// whole, else the first.
pub fn held(here: &Here, finding: &Finding, own: Option<(SourceIx, usize)>) -> Option<Held> {
    let is_own = |held: &&Held| {
        let placed = here.digest.passage(held.passage);
        own == Some((placed.source, placed.text))
    };
    finding.held().iter().find(is_own).or(finding.held().first()).copied()
}

/// The source's own characters where they differ from the author's: one text a paragraph. Marked changes are shown as the
/// author wrote them.
fn own_words(here: &Here, finding: &Finding, held: Held) -> Option<Vec<String>> {
    if held.verdict != Verdict::Typography || finding.verdict() == Some(Verdict::Marked) {
        return None;
    }
    Some(here.digest.words_of(held.passage).into_iter().map(|(_, words)| words.to_owned()).collect())
}

fn link(here: &Here, body: &Body, to: &str) -> Option<Link> {
    Some(match body.links.get(to)? {
        LinkTarget::Inside(route, Some(fragment)) => {
            Link { href: here.link_to_place(route, fragment), external: false }
        }
        LinkTarget::Inside(route, None) => Link { href: here.link(route), external: false },
        LinkTarget::Fragment(fragment) if here.form == LinkForm::Absolute => {
            Link { href: here.link_to_place(here.route, fragment), external: false }
        }
        LinkTarget::Fragment(fragment) => Link { href: format!("#{fragment}"), external: false },
        LinkTarget::Outside(address) => Link { href: address.clone(), external: true },
    })
}

fn picture(here: &Here, body: &Body, to: &str) -> Option<Picture> {
    match body.links.get(to)? {
        LinkTarget::Inside(route, _) => Some(Picture { src: here.link(route), size: None }),
        LinkTarget::Fragment(_) | LinkTarget::Outside(_) => None,
    }
}

/// How paragraphs of a source are numbered on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// With ids of their own.
    Here,
    /// Without ids; the number leads to the page of the source.
    Elsewhere,
    /// Not at all.
    None,
}

/// A source's text on a page.
pub struct LeafSetting<'a> {
    /// The page.
    pub here: Here<'a>,
    /// The text.
    pub text: &'a Text,
    /// Its paragraphs' numbers.
    pub numbering: Numbering,
    /// Passages to mark, each with the notes whose numbers stand at its end.
    pub marked: BTreeMap<PassageIx, Vec<NoteMark>>,
    /// Of these, those that have their id here.
    pub with_id: BTreeSet<PassageIx>,
    /// Notes without words by ¶.
    pub on_paragraphs: BTreeMap<u32, Vec<NoteMark>>,
}

impl LeafSetting<'_> {
    /// Direction and footnotes of a source's text.
    pub fn options<'b>(&self, words: &'b crate::render::words::Interface, footnotes: &'b str) -> Options<'b> {
        Options { interface: words, headings_from: 3, here: "", footnotes, direction: ParagraphDirection::Inherited }
    }

    /// Whether a block of running text is the first with its number.
    fn is_first_of_number(&self, ordinal: usize) -> bool {
        let blocks = &self.text.stored.blocks;
        let number = blocks[ordinal].number;
        let is_heading = |at: usize| matches!(blocks[at].kind, StoredKind::Heading(_));
        let before = (0..ordinal).rev().take_while(|at| blocks[*at].number == number);
        !is_heading(ordinal) && before.into_iter().all(is_heading)
    }
}

impl Setting for LeafSetting<'_> {
    fn link(&self, to: &str) -> Option<Link> {
        link(&self.here, &self.text.body, to)
    }

    fn picture(&self, to: &str) -> Option<Picture> {
        picture(&self.here, &self.text.body, to)
    }

    fn paragraph(&self, ordinal: usize) -> Option<Paragraph> {
        if !self.is_first_of_number(ordinal) {
            return None;
        }
        let number = self.text.stored.blocks[ordinal].number;
        let id = format!("p{number}");
        let notes = self.on_paragraphs.get(&number).cloned().unwrap_or_default();
        let elsewhere = || {
            if self.text.shows_paragraphs() {
                self.here.link_to_place(&self.text.route, &id)
            } else {
                self.here.link(&self.text.route)
            }
        };
        match self.numbering {
            Numbering::Here => Some(Paragraph { number, href: format!("#{id}"), id: Some(id), notes }),
            Numbering::Elsewhere => Some(Paragraph { number, href: elsewhere(), id: None, notes }),
            Numbering::None => None,
        }
    }

    fn marks(&self, ordinal: usize) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (passage, notes) in &self.marked {
            let placed = self.here.digest.passage(*passage);
            let stretches = placed.passage.stretches();
            let last = stretches.len() - 1;
            for (at, stretch) in stretches.iter().enumerate().filter(|(_, stretch)| stretch.block == ordinal) {
                marks.push(Mark {
                    range: stretch.range.clone(),
                    passage: placed.anchor.clone(),
                    bears_id: at == 0 && self.with_id.contains(passage),
                    notes: if at == last { notes.clone() } else { Vec::new() },
                });
            }
        }
        marks.sort_by_key(|mark| (mark.range.start, mark.range.end));
        marks
    }

    fn shown(&self) -> Option<&Parts> {
        match &self.text.shown {
            Shown::Whole => None,
            Shown::Parts(parts) => Some(parts),
        }
    }
}

/// `lang` where a source is in another language than the page.
pub fn source_lang(here: &Here, source: SourceIx) -> Option<Lang> {
    here.lang(here.source_language(source))
}
