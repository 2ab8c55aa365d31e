//! The page of a source, or of an earlier capture: its record, its text with the marks of every commentary, its neighbours.

use super::entries::{author_link, source_entry, source_mention, source_neighbour};
use super::here::Here;
use super::leaf::{capture_link, captures, leaf, original};
use super::provenance::{accepted_hash, verdicts};
use super::records::without_scheme;
use super::setting::{LeafSetting, Numbering};
use super::strip::strip;
use super::text::heading_text;
use crate::parse::document::Block;
use crate::parse::source::Rights;
use crate::parse::words::StoredKind;
use crate::render::html::Html;
use crate::render::prose::{NoteMark, Writer, first_words, text_of};
use crate::render::view::{Amendment, CaptureRecord, Link, Marker, QuotedBy, Record, Source, SourceRow, Withdrawal};
use crate::render::words::Value;
use crate::resolve::digest::{self, Commentary, CommentaryIx, Fate, NoteOn, PassageIx, Shown, SourceIx, Tally, Text};
use crate::resolve::quote::Verdict;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How many neighbours of the same publication stand under a source.
const MORE: usize = 4;
/// How many characters of a note stand in the margin of a source.
const MARKER: usize = 60;

/// The page of one text of a source: 0 is the current text.
pub fn source(here: &Here, index: SourceIx, text: usize, cite_html: Html) -> Source {
    let source = here.digest.source(index);
    let shown = &source.texts[text];
    let publication = &here.digest.publications[source.publication.0];
    let is_withdrawn = source.front.withdrawn.is_some();
    let rows = rows(here, source, text);
    let more = publication.sources.iter().filter(|other| **other != index).take(MORE);
    let withdrawn = source.front.withdrawn.as_ref();
    Source {
        id: source.id.to_string(),
        leaf: leaf(here, index, text, strip(here.digest, shown, shown.passages.iter().copied())),
        record: record(here, source, text),
        rights: source.rights.as_str(),
        withdrawn: withdrawn.map(|said| Withdrawal { date: said.date.to_string(), because: said.because.clone() }),
        current: (text > 0).then(|| capture_link(here, source, 0)),
        topics: source.topics.iter().map(|topic| here.topic(*topic)).collect(),
        quoted_by: quoted_by(here, source, text),
        first_paragraph: rows
            .iter()
            .find_map(|row| row.number)
            .filter(|_| source.rights == Rights::Full && !is_withdrawn)
            .map(|number| format!("#p{number}")),
        rows,
        more: more.map(|other| source_entry(here, *other)).collect(),
        more_count: publication.sources.len(),
        previous: source.previous.map(|other| source_neighbour(here, other)),
        next: source.next.map(|other| source_neighbour(here, other)),
        cite_html,
        cite_files: Vec::new(),
        extra: source.front.extra.clone(),
    }
}

/// `A`, `B`, … `Z`, `AA`, …
fn letter(mut index: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.insert(0, char::from(b'A' + (index % 26) as u8));
        if index < 26 {
            return letters;
        }
        index = index / 26 - 1;
    }
}

fn quoted_by(here: &Here, source: &digest::Source, text: usize) -> Vec<QuotedBy> {
    let one = |(at, quoting): (usize, &digest::QuotedBy)| {
        let passages = passages_of(here, here.digest.commentary(quoting.commentary), source, text);
        let strip = strip(here.digest, &source.texts[text], passages);
        QuotedBy { strip, ..quoting_entry(here, letter(at), quoting.commentary, quoting.quotations) }
    };
    source.quoted_by.iter().enumerate().map(one).collect()
}

fn quoting_entry(here: &Here, letter: String, commentary: CommentaryIx, quotations: usize) -> QuotedBy {
    let commentary = here.digest.commentary(commentary);
    QuotedBy {
        letter,
        title: commentary.front.title.value.clone(),
        link: here.link(&commentary.route),
        lang: here.lang(&commentary.language),
        authors: commentary.authors.iter().map(|author| author_link(here, author)).collect(),
        date: commentary.front.date.to_string(),
        quotations,
        strip: None,
    }
}

/// Commentaries that quote one of several sources, with letters in the order given.
pub fn quoted_by_all(here: &Here, commentary: &[CommentaryIx], sources: &[SourceIx]) -> Vec<QuotedBy> {
    let one = |(at, commentary): (usize, &CommentaryIx)| {
        let all = sources.iter().flat_map(|source| &here.digest.source(*source).quoted_by);
        let quotations = all.filter(|one| one.commentary == *commentary).map(|one| one.quotations).sum();
        quoting_entry(here, letter(at), *commentary, quotations)
    };
    commentary.iter().enumerate().map(one).collect()
}

/// The letter of each commentary, by its place in a list.
pub fn letters(commentary: &[CommentaryIx]) -> BTreeMap<CommentaryIx, String> {
    commentary.iter().enumerate().map(|(at, commentary)| (*commentary, letter(at))).collect()
}

fn passages_of(here: &Here, commentary: &Commentary, source: &digest::Source, text: usize) -> Vec<PassageIx> {
    let own: BTreeSet<PassageIx> = source.texts[text].passages.iter().copied().collect();
    let mut found: Vec<PassageIx> = commentary.body.findings.iter().flat_map(super::entries::passages_of).collect();
    found.retain(|passage| own.contains(passage) && here.digest.passage(*passage).text == text);
    found.sort_unstable();
    found.dedup();
    found
}

/// One note of some commentary on this text.
pub struct OnText<'a> {
    label: String,
    commentary: &'a Commentary,
    note: &'a digest::Note,
    /// Where it stands.
    pub on: &'a NoteOn,
}

/// The notes on a text, by the letters of their commentaries.
pub fn notes_on<'a>(
    here: &Here<'a>,
    source: &'a digest::Source,
    text: usize,
    letters: &BTreeMap<CommentaryIx, String>,
) -> Vec<OnText<'a>> {
    let mut found = Vec::new();
    for quoting in &source.quoted_by {
        let letter = letters.get(&quoting.commentary).map_or("", String::as_str);
        let commentary = here.digest.commentary(quoting.commentary);
        for on in quoting.notes.iter().filter(|on| on.text == text) {
            let note = &commentary.notes[on.note];
            found.push(OnText { label: format!("{letter}{}", note.number), commentary, note, on });
        }
    }
    found
}

fn rows(here: &Here, source: &digest::Source, text: usize) -> Vec<SourceRow> {
    let shown = &source.texts[text];
    let letters = letters(&source.quoted_by.iter().map(|quoting| quoting.commentary).collect::<Vec<_>>());
    let notes = notes_on(here, source, text, &letters);
    let mut marked: BTreeMap<PassageIx, Vec<NoteMark>> =
        shown.passages.iter().map(|passage| (*passage, Vec::new())).collect();
    let mut on_paragraphs: BTreeMap<u32, Vec<NoteMark>> = BTreeMap::new();
    for note in &notes {
        let mark = note_mark(here, note);
        for passage in &note.on.passages {
            if let Some(marks) = marked.get_mut(passage) {
                marks.push(mark.clone());
            }
        }
        if note.on.passages.is_empty() {
            on_paragraphs.entry(note.on.paragraph).or_default().push(mark);
        }
    }
    let is_whole = shown.shown == Shown::Whole;
    let setting = LeafSetting {
        here: *here,
        text: shown,
        numbering: if is_whole { Numbering::Here } else { Numbering::None },
        with_id: marked.keys().copied().collect(),
        marked,
        on_paragraphs: if is_whole { on_paragraphs } else { BTreeMap::new() },
    };
    let mut writer = Writer::new(&shown.body.document, &setting, setting.options(here.words, "s"));
    let mut rows = Vec::new();
    let mut last = None;
    for block in text_rows(shown) {
        if !is_whole && !block.ordinals.clone().any(|ordinal| is_shown(shown, ordinal)) {
            continue;
        }
        let number = block.number(shown);
        let on_row = |note: &&OnText| block.holds(shown, note.on.paragraph);
        let gap = !is_whole && last.is_some_and(|last| block.blocks.start > last);
        last = Some(block.blocks.end);
        rows.push(SourceRow {
            text_html: writer.range(block.blocks.clone()),
            number: number.filter(|_| is_whole || source.rights == Rights::Excerpts),
            gap,
            markers: notes.iter().filter(on_row).map(|note| marker(here, note)).collect(),
        });
    }
    rows
}

/// Whether anything of a block may be shown.
pub fn is_shown(text: &Text, ordinal: usize) -> bool {
    match &text.shown {
        Shown::Whole => true,
        Shown::Parts(parts) => parts.get(&ordinal).is_some_and(|parts| !parts.is_empty()),
    }
}

/// Top-level blocks that stand in one row: headings with the block after them.
pub struct TextRow {
    /// Blocks of the document, counted through with its footnotes.
    pub blocks: Range<usize>,
    /// Ordinals of the running text in them.
    pub ordinals: Range<usize>,
    /// The ¶¶ of them.
    pub numbers: BTreeSet<u32>,
}

impl TextRow {
    fn number(&self, text: &Text) -> Option<u32> {
        text.stored.blocks.get(self.ordinals.clone())?.first().map(|block| block.number)
    }

    /// Whether a ¶ is in it.
    pub fn holds(&self, text: &Text, paragraph: u32) -> bool {
        let blocks = text.stored.blocks.get(self.ordinals.clone()).unwrap_or(&[]);
        blocks.iter().any(|block| block.number == paragraph && !matches!(block.kind, StoredKind::Heading(_)))
    }
}

/// A text in rows.
pub fn text_rows(text: &Text) -> Vec<TextRow> {
    let document = &text.body.document;
    let mut rows: Vec<TextRow> = Vec::new();
    let (mut start, mut from) = (0, 0);
    let mut ordinal = 0;
    for at in 0..document.blocks.len() + document.footnotes.len() {
        ordinal += document.proses_in(at);
        let is_heading = matches!(document.blocks.get(at), Some(Block::Heading { .. }));
        let is_last = at + 1 == document.blocks.len() + document.footnotes.len();
        if is_heading && !is_last {
            continue;
        }
        let inside = text.stored.blocks.get(from..ordinal).unwrap_or(&[]).iter();
        let numbered = inside.filter(|block| !matches!(block.kind, StoredKind::Heading(_)));
        let numbers = numbered.map(|block| block.number).collect();
        rows.push(TextRow { blocks: start..at + 1, ordinals: from..ordinal, numbers });
        (start, from) = (at + 1, ordinal);
    }
    rows
}

/// The number of a note at the end of its passage.
pub fn note_mark(here: &Here, on: &OnText) -> NoteMark {
    let values = [
        ("label", Value::Text(on.label.clone())),
        ("title", Value::Text(on.commentary.front.title.value.clone())),
        ("number", Value::Number(on.note.number.into())),
    ];
    NoteMark {
        label: on.label.clone(),
        href: here.link_to_place(&on.commentary.route, &on.note.anchor),
        name: here.word_with("note-mark-of", &values),
    }
}

/// A note in the margin.
pub fn marker(here: &Here, on: &OnText) -> Marker {
    let document = &on.commentary.body.document;
    let title = on.note.title.map(|block| heading_text(&document.blocks[block]).to_owned());
    let words = title.filter(|title| !title.is_empty()).unwrap_or_else(|| {
        let text: Vec<String> =
            on.note.blocks.iter().map(|block| text_of(&document.blocks[*block..*block + 1])).collect();
        first_words(text.join(" ").trim(), MARKER)
    });
    Marker {
        label: on.label.clone(),
        link: here.link_to_place(&on.commentary.route, &on.note.anchor),
        words: if words.is_empty() { on.commentary.front.title.value.clone() } else { words },
        lang: here.lang(&on.commentary.language),
    }
}

fn record(here: &Here, source: &digest::Source, text: usize) -> Record {
    let shown = &source.texts[text];
    let front = &shown.front;
    let tally = tally(here, source, text);
    let mut verdicts = verdicts(here, &tally);
    verdicts.retain(|verdict| verdict.count > 0);
    let mut amendments: Vec<Amendment> = front
        .amendments
        .iter()
        .map(|said| Amendment {
            date: said.date.to_string(),
            because: said.because.clone(),
            sha256: said.sha256.clone(),
        })
        .collect();
    amendments.reverse();
    Record {
        date: source.date().map(|date| date.to_string()),
        updated: front.updated.map(|updated| updated.to_string()),
        page: source.front.pages.first().map(|page| page.page.clone()),
        byline: front.byline.clone(),
        authors: front.authors.clone(),
        agency: source.front.agency.clone(),
        original: original(source, shown),
        archived: source.front.archived.as_ref().map(|address| Link {
            label: without_scheme(address),
            link: address.clone(),
            lang: None,
        }),
        licence: source.front.licence.clone(),
        capture: front.capture.as_ref().map(|_| capture_record(shown)),
        captures: captures(here, source),
        changes: source.captures_route.as_ref().map(|route| here.link(route)),
        words: shown.words,
        paragraphs: shown.stored.last_number() as usize,
        amendments,
        translation_of: source.translation_of.map(|other| source_mention(here, other)),
        translations: source.translations.iter().map(|other| source_mention(here, *other)).collect(),
        parallels: parallels(here, source),
        quotations: tally.total(),
        verified: tally.verified(),
        verdicts,
    }
}

/// The pages of a source beside its translation: its own where it is one, else those of its translations.
fn parallels(here: &Here, source: &digest::Source) -> Vec<Link> {
    let link = |other: &digest::Source, route: &crate::base::route::Route| Link {
        label: other.front.title.clone(),
        link: here.link(route),
        lang: here.lang(&other.language),
    };
    let original = source.translation_of.map(|other| here.digest.source(other));
    let own = original.zip(source.parallel_route.as_ref()).map(|(other, route)| link(other, route));
    let of_others = source.translations.iter().map(|other| here.digest.source(*other));
    let of_others = of_others.filter_map(|other| Some(link(other, other.parallel_route.as_ref()?)));
    own.into_iter().chain(of_others).collect()
}

/// What became of all quotations of one text.
fn tally(here: &Here, source: &digest::Source, text: usize) -> Tally {
    let mut tally = Tally::default();
    let own: BTreeSet<PassageIx> = source.texts[text].passages.iter().copied().collect();
    for quoting in &source.quoted_by {
        for finding in &here.digest.commentary(quoting.commentary).body.findings {
            // What holds in another source, or in another text of this one, says nothing of this text.
            let here = || finding.held().iter().filter(|held| own.contains(&held.passage));
            match here().map(|held| held.verdict).max() {
                None => {}
                Some(_) if here().any(|held| held.fate == Fate::Superseded) => tally.superseded += 1,
                Some(Verdict::Verbatim) => tally.verbatim += 1,
                Some(Verdict::Typography) => tally.typography += 1,
                Some(Verdict::Marked) => tally.marked += 1,
            }
        }
    }
    tally
}

fn capture_record(text: &Text) -> CaptureRecord {
    let capture = text.front.capture.as_ref().expect("asked only of a text with a capture");
    let time = capture.retrieved.get(11..16).filter(|time| time.as_bytes()[2] == b':').unwrap_or("");
    CaptureRecord {
        retrieved: capture.retrieved.clone(),
        date: capture.day.to_string(),
        time: time.to_owned(),
        from: capture.from.clone(),
        landed: capture.r#final.clone().filter(|landed| Some(landed) != capture.from.as_ref()),
        tool: capture.tool.clone(),
        encoding: capture.encoding.clone(),
        bytes: capture.bytes.clone(),
        sha256: accepted_hash(text).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 27, 51, 52].map(letter), ["A", "Z", "AA", "AB", "AZ", "BA"]);
    }
}
