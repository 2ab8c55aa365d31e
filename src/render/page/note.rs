//! Notes: their lemmas with honest labels, their titles and their text.

use super::cited;
use super::entries::{quoted_words, source_mention};
use super::here::Here;
use super::leaf::capture_link;
use super::provenance::verdict_link;
use super::setting::{Editors, held, source_lang};
use crate::base::html::escape;
use crate::parse::document::Block;
use crate::parse::words::Plain;
use crate::render::html::Html;
use crate::render::prose::{NoteMark, Writer};
use crate::render::view::{Again, Elsewhere, Lemma, Note};
use crate::render::words::Value;
use crate::resolve::digest::{self, Cited, Commentary, Fate, Finding, Held, PassageIx, SourceIx};
use crate::resolve::quote::Verdict;
use std::collections::BTreeSet;

/// A commentary's notes on its own page.
pub struct Notes<'a> {
    /// The page.
    pub here: Here<'a>,
    /// The commentary.
    pub commentary: &'a Commentary,
    /// Passages that the page marks in a text.
    pub on_page: &'a BTreeSet<PassageIx>,
    /// The text that the page shows whole.
    pub own: Option<(SourceIx, usize)>,
}

impl<'a> Notes<'a> {
    /// One note. `writer` writes the commentary's body, so that footnotes are counted through.
    pub fn note(&self, index: usize, writer: &mut Writer<'_, Editors<'a>>) -> Note {
        let note = &self.commentary.notes[index];
        let passages = self.passages(note);
        let on_page: Vec<&str> = passages
            .iter()
            .filter(|passage| self.on_page.contains(passage))
            .map(|passage| self.anchor(*passage))
            .collect();
        let title_html = note.title.map(|block| self.title(block, writer)).unwrap_or_default();
        let lemmas = note.lemmas.iter().map(|lemma| self.lemma(lemma, writer)).collect();
        let mut text: String =
            note.blocks.iter().map(|block| writer.range(*block..*block + 1).as_str().to_owned()).collect();
        text.push_str(writer.footnotes().as_str());
        Note {
            id: note.anchor.clone(),
            number: note.number,
            link: self.link(note, &passages),
            on_words: !note.lemmas.is_empty(),
            passages: on_page.join(" "),
            title_html,
            lemmas,
            elsewhere: note
                .on
                .as_ref()
                .filter(|cited| self.own != Some((cited.source, cited.text)))
                .map(|cited| self.place(cited)),
            text_html: Html::ready(text),
        }
    }

    /// Every passage of a note, in the order of its lemmas.
    pub fn passages(&self, note: &digest::Note) -> Vec<PassageIx> {
        let findings = note.lemmas.iter().map(|lemma| &self.commentary.body.findings[lemma.quotation]);
        findings.flat_map(super::entries::passages_of).collect()
    }

    fn anchor(&self, passage: PassageIx) -> &'a str {
        &self.here.digest.passage(passage).anchor
    }

    /// What a note is on: the passage or paragraph on this page, else on the page of its source.
    fn link(&self, note: &digest::Note, passages: &[PassageIx]) -> String {
        let first = passages.iter().find(|passage| self.on_page.contains(passage)).or(passages.first());
        if let Some(passage) = first {
            return self.link_to_passage(*passage);
        }
        match &note.on {
            Some(cited) => self.link_to_place(cited),
            None => format!("#{}", note.anchor),
        }
    }

    fn link_to_passage(&self, passage: PassageIx) -> String {
        if self.on_page.contains(&passage) {
            return format!("#{}", self.anchor(passage));
        }
        let placed = self.here.digest.passage(passage);
        let text = &self.here.digest.source(placed.source).texts[placed.text];
        self.here.link_to_place(&text.route, &placed.anchor)
    }

    fn link_to_place(&self, cited: &Cited) -> String {
        let text = &self.here.digest.source(cited.source).texts[cited.text];
        let fragment = cited.paragraphs.map(|(first, _)| format!("p{first}"));
        match fragment {
            Some(fragment) if self.own == Some((cited.source, cited.text)) => format!("#{fragment}"),
            Some(fragment) if text.shows_paragraphs() => self.here.link_to_place(&text.route, &fragment),
            _ => self.here.link(&text.route),
        }
    }

    fn title(&self, block: usize, writer: &mut Writer<'_, Editors<'a>>) -> Html {
        match &self.commentary.body.document.blocks[block] {
            Block::Heading { prose, .. } => writer.prose(prose),
            _ => Html::default(),
        }
    }

    fn lemma(&self, lemma: &digest::Lemma, writer: &mut Writer<'_, Editors<'a>>) -> Lemma {
        let body = &self.commentary.body;
        let finding = &body.findings[lemma.quotation];
        let citation = body.document.quotations[lemma.quotation].citation;
        let gloss = match &body.document.blocks[lemma.block] {
            Block::Quotation { gloss, .. } => writer.blocks(gloss),
            _ => Html::default(),
        };
        let held = self.held(finding);
        let first = body.citations[citation].first();
        let flags = held.map(|held| held.flags).or(first.map(|cited| cited.flags));
        let (verdict, reason) = verdict(finding);
        Lemma {
            words_html: self.words(lemma, held, finding),
            lang: held.and_then(|held| source_lang(&self.here, self.here.digest.passage(held.passage).source)),
            cite: held.map(|held| self.cite(held.passage)).unwrap_or_default(),
            verdict,
            verdict_link: verdict_link(&self.here, verdict),
            reason,
            flags: flags.map(|flags| cited::flags(&flags)).unwrap_or_default(),
            gloss_html: gloss,
            again: lemma.again.map(|note| {
                let note = &self.commentary.notes[note];
                Again { number: note.number, link: format!("#{}", note.anchor) }
            }),
            elsewhere: self.elsewhere(finding),
            superseded: superseded(finding).map(|held| {
                let placed = self.here.digest.passage(held.passage);
                capture_link(&self.here, self.here.digest.source(placed.source), placed.text)
            }),
        }
    }

    fn held(&self, finding: &Finding) -> Option<Held> {
        held(&self.here, finding, self.own)
    }

    /// The words at the head of a note: the source's own characters; as the author wrote them where the changes are marked
    /// or nothing was verified.
    fn words(&self, lemma: &digest::Lemma, held: Option<Held>, finding: &Finding) -> Html {
        let written = || {
            let quotation = &self.commentary.body.document.quotations[lemma.quotation];
            quotation.words.paragraphs.iter().map(emphasised).collect::<Vec<String>>()
        };
        match held {
            Some(held) if finding.verdict() != Some(Verdict::Marked) => quoted_words(&self.here, held.passage),
            Some(_) => {
                let quoted = written().into_iter().map(|words| format!("<span class=\"quoted\">{words}</span>"));
                Html::ready(quoted.collect::<Vec<_>>().join("<span class=\"pilcrow\"> ¶ </span>"))
            }
            None => Html::ready(written().join("<span class=\"pilcrow\"> ¶ </span>")),
        }
    }

    fn cite(&self, passage: PassageIx) -> String {
        let placed = self.here.digest.passage(passage);
        let text = &self.here.digest.source(placed.source).texts[placed.text];
        self.here.link_to_place(&text.route, &placed.anchor)
    }

    /// Where the words are, if not in the text this page shows.
    fn elsewhere(&self, finding: &Finding) -> Option<Elsewhere> {
        match finding {
            Finding::Verified(_) | Finding::Superseded(_) => {
                let passage = self.held(finding)?.passage;
                let placed = self.here.digest.passage(passage);
                if self.on_page.contains(&passage) || self.own == Some((placed.source, placed.text)) {
                    return None;
                }
                let mut elsewhere = self.at(placed.source, placed.text, Some(placed.passage.paragraph()));
                elsewhere.source.link = self.cite(passage);
                Some(elsewhere)
            }
            Finding::Translated(cited) => (self.own != Some((cited.source, cited.text))).then(|| self.place(cited)),
            Finding::NotVerified(_) | Finding::Name => None,
        }
    }

    fn place(&self, cited: &Cited) -> Elsewhere {
        let mut elsewhere = self.at(cited.source, cited.text, cited.paragraphs.map(|(first, _)| first));
        elsewhere.source.link = self.link_to_place(cited);
        elsewhere
    }

    fn at(&self, source: SourceIx, text: usize, paragraph: Option<u32>) -> Elsewhere {
        let capture = (text > 0).then(|| capture_link(&self.here, self.here.digest.source(source), text));
        Elsewhere { source: source_mention(&self.here, source), paragraph, capture }
    }
}

/// Of the places of a superseded claim, the first that an earlier capture alone holds.
pub fn superseded(finding: &Finding) -> Option<Held> {
    match finding {
        Finding::Superseded(held) => held.iter().find(|held| held.fate == Fate::Superseded).or(held.first()).copied(),
        _ => None,
    }
}

/// The verdict's name for other programs, and why a claim is not verified.
pub fn verdict(finding: &Finding) -> (&'static str, Option<String>) {
    match finding {
        Finding::Verified(_) => (finding.verdict().map_or("verbatim", Verdict::as_str), None),
        Finding::Superseded(_) => ("superseded", None),
        Finding::Translated(_) => ("translated", None),
        Finding::NotVerified(reason) => ("unverified", Some(reason.clone())),
        Finding::Name => ("verbatim", None),
    }
}

/// The number of a note in the text of its own page.
pub fn note_mark(here: &Here, note: &digest::Note) -> NoteMark {
    let key = if note.lemmas.is_empty() { "note-mark-on-paragraph" } else { "note-mark" };
    NoteMark {
        label: note.number.to_string(),
        href: format!("#{}", note.anchor),
        name: here.word_with(key, &[("number", Value::Number(note.number.into()))]),
    }
}

/// Words with the emphasis that their author gave them.
fn emphasised(plain: &Plain) -> String {
    let mut html = String::new();
    let mut at = 0;
    for run in &plain.emphasis {
        let (before, words) = (plain.text.get(at..run.start), plain.text.get(run.clone()));
        html.push_str(&escape(before.unwrap_or_default()));
        html.push_str(&format!("<em>{}</em>", escape(words.unwrap_or_default())));
        at = run.end;
    }
    html.push_str(&escape(plain.text.get(at..).unwrap_or_default()));
    html
}
