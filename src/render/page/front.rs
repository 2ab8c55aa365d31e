//! The front page.

use super::entries::{counted_topic, entry, entry_days, passages_of, publication_entry, source_mention};
use super::here::{Here, lang};
use super::months::dots;
use super::note::{Notes, note_mark};
use super::setting::{Editors, LeafSetting, Numbering, editors_options};
use crate::render::prose::{Options, Writer, text_of};
use crate::render::view::{CountedLink, Front, Lead, PublicationEntry, Specimen};
use crate::resolve::digest::{Commentary, CommentaryIx, PassageIx, PublicationIx, TopicIx};
use std::collections::{BTreeMap, BTreeSet};

/// How many entries stand under the lead.
const RECENT: usize = 12;
/// How many topics and publications stand beside them.
const BESIDE: usize = 8;

/// `/`
pub fn front(here: &Here) -> Front {
    let entries: Vec<CommentaryIx> = here.digest.entries().map(|(index, _)| index).collect();
    let lead = entries.first().map(|index| lead(here, *index));
    let recent: Vec<CommentaryIx> = entries.iter().skip(1).take(RECENT).copied().collect();
    Front {
        lead,
        recent: entry_days(here, &recent),
        list: here.link_to_section(&["commentary"]),
        entries: entries.len(),
        calendar: dots(here),
        topics: topics(here),
        topics_link: here.link_to_section(&["topics"]),
        publications: publications(here),
        publications_link: here.link_to_section(&["publications"]),
    }
}

/// The topics with most entries; equal ones in the order of the vocabulary.
fn topics(here: &Here) -> Vec<CountedLink> {
    let mut all: Vec<CountedLink> =
        (0..here.digest.topics.len()).map(|index| counted_topic(here, TopicIx(index))).collect();
    all.retain(|topic| topic.count > 0);
    all.sort_by_key(|topic| std::cmp::Reverse(topic.count));
    all.truncate(BESIDE);
    all
}

/// The publications most of whose sources are quoted; equal ones by name.
fn publications(here: &Here) -> Vec<PublicationEntry> {
    let all = (0..here.digest.publications.len()).map(|index| publication_entry(here, PublicationIx(index)));
    let mut all: Vec<PublicationEntry> = all.filter(|publication| publication.sources > 0).collect();
    all.sort_by_key(|publication| std::cmp::Reverse((publication.quoted, publication.sources)));
    all.truncate(BESIDE);
    all
}

fn lead(here: &Here, index: CommentaryIx) -> Lead {
    let commentary = here.digest.commentary(index);
    Lead {
        entry: entry(here, index),
        date_link: here.link_to_day(commentary.front.date),
        specimen: specimen(here, commentary),
    }
}

/// The first note with a verified lemma in one paragraph, beside that paragraph.
fn specimen(here: &Here, commentary: &Commentary) -> Option<Specimen> {
    let (index, passage) = commentary.notes.iter().enumerate().find_map(|(index, note)| {
        let lemma = note.lemmas.first()?;
        let passage = *passages_of(&commentary.body.findings[lemma.quotation]).first()?;
        let is_in_one_block = here.digest.passage(passage).passage.stretches().len() == 1;
        is_in_one_block.then_some((index, passage))
    })?;
    let placed = here.digest.passage(passage);
    let source = here.digest.source(placed.source);
    let text = &source.texts[placed.text];
    let block = placed.passage.stretches()[0].block;

    let mut mark = note_mark(here, &commentary.notes[index]);
    mark.href = here.link_to_place(&commentary.route, &commentary.notes[index].anchor);
    let setting = LeafSetting {
        here: *here,
        text,
        numbering: Numbering::None,
        marked: BTreeMap::from([(passage, vec![mark])]),
        with_id: BTreeSet::new(),
        on_paragraphs: BTreeMap::new(),
    };
    let mut writer = Writer::new(&text.body.document, &setting, setting.options(here.words, "s"));
    let text_html = text.body.document.top_block_of(block).map(|at| writer.range(at..at + 1)).unwrap_or_default();

    Some(Specimen {
        text_html,
        lang: lang(&source.language),
        note: borrowed_note(here, commentary, index, passage),
        source: source_mention(here, placed.source),
        paragraph: placed.passage.paragraph(),
        paragraphs: text.stored.last_number() as usize,
    })
}

/// A note away from its page: without id, its first paragraph only.
fn borrowed_note(here: &Here, commentary: &Commentary, index: usize, passage: PassageIx) -> crate::render::view::Note {
    let none = BTreeSet::new();
    let notes = Notes { here: *here, commentary, on_page: &none, own: None };
    let setting = Editors { here: *here, body: &commentary.body, own: None };
    let page = here.link(&commentary.route);
    let options = Options { here: &page, ..editors_options(here, 4, "lead") };
    let mut note = notes.note(index, &mut Writer::new(&commentary.body.document, &setting, options));
    let placed = here.digest.passage(passage);
    let mut first = Writer::new(&commentary.body.document, &setting, options);
    // A paragraph that leads up to its quotation says nothing without it.
    let blocks = &commentary.body.document.blocks;
    let leads_up =
        |block: &usize| text_of(&blocks[*block..*block + 1]).trim_end_matches('\u{fffc}').trim_end().ends_with(':');
    let block = commentary.notes[index].blocks.iter().find(|block| !leads_up(block));
    note.text_html = block.map(|block| first.range(*block..*block + 1)).unwrap_or_default();
    note.id = String::new();
    note.link = here.link_to_place(&commentary.route, &commentary.notes[index].anchor);
    note.passages = placed.anchor.clone();
    note.lemmas.truncate(1);
    for lemma in &mut note.lemmas {
        lemma.elsewhere = None;
        lemma.again = None;
    }
    note
}
