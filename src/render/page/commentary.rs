//! The page of a commentary: beside its source, in excerpts, or withdrawn.

use super::entries::{author_link, commentary_neighbour, passages_in, source_mention};
use super::here::Here;
use super::leaf::leaf;
use super::note::{Notes, note_mark};
use super::provenance::provenance;
use super::setting::{Editors, LeafSetting, Numbering, editors_options};
use super::strip::strip;
use crate::parse::commentary::Correction;
use crate::parse::source::Rights;
use crate::render::dates::{DateForm, write_day};
use crate::render::html::Html;
use crate::render::prose::{NoteMark, Options, Writer, first_words};
use crate::render::view::{
    Beside, CommentaryHead, DatedText, Excerpt, ExcerptPart, Excerpts, Kind, Link, RailItem, Row, Withdrawal, Withdrawn,
};
use crate::resolve::digest::{self, Commentary, CommentaryIx, Layout, PassageIx};
use std::collections::{BTreeMap, BTreeSet};

/// How many characters of a passage stand in the rail.
const RAIL: usize = 32;

/// The page of a commentary.
pub fn commentary(here: &Here, index: CommentaryIx, cite_html: Html) -> Kind {
    let commentary = here.digest.commentary(index);
    match &commentary.layout {
        Layout::Beside(layout) => Kind::Commentary(Box::new(beside(here, commentary, layout, cite_html))),
        Layout::Excerpts(parts) => Kind::Excerpts(Box::new(excerpts(here, commentary, parts, cite_html))),
        Layout::Withdrawn => Kind::Withdrawn(Box::new(withdrawn(commentary))),
    }
}

fn withdrawn(commentary: &Commentary) -> Withdrawn {
    let withdrawal = commentary.front.withdrawn.as_ref();
    let (date, because) =
        withdrawal.map_or_else(Default::default, |said| (said.date.to_string(), said.because.clone()));
    Withdrawn {
        title: commentary.front.title.value.clone(),
        date: commentary.front.date.to_string(),
        withdrawn: Withdrawal { date, because },
    }
}

fn beside(here: &Here, commentary: &Commentary, layout: &digest::Beside, cite_html: Html) -> Beside {
    let own = Some((layout.source, layout.text));
    let text = &here.digest.source(layout.source).texts[layout.text];
    let quoted = passages_in(here, commentary, layout.source, layout.text);
    let on_page: BTreeSet<PassageIx> = quoted.iter().copied().collect();
    let notes = Notes { here: *here, commentary, on_page: &on_page, own };
    let setting = Editors { here: *here, body: &commentary.body, own };
    let mut writer = Writer::new(&commentary.body.document, &setting, editors_options(here, 3, "n"));

    let leaf_setting = LeafSetting {
        here: *here,
        text,
        numbering: Numbering::Here,
        marked: marks(here, commentary, &quoted),
        with_id: on_page.clone(),
        on_paragraphs: marks_on_paragraphs(here, commentary, layout),
    };
    let mut leaf_writer = Writer::new(&text.body.document, &leaf_setting, leaf_setting.options(here.words, "s"));

    let mut introduction = writer.range(layout.introduction.clone()).as_str().to_owned();
    introduction.push_str(writer.footnotes().as_str());
    let rows = layout.rows.iter().map(|row| Row {
        lead_html: leaf_writer.range(row.lead.clone()),
        rest_html: leaf_writer.range(row.rest.clone()),
        notes: row.notes.iter().map(|note| notes.note(*note, &mut writer)).collect(),
    });
    let rows: Vec<Row> = rows.collect();
    writer.set_headings_from(2);
    let remarks = layout.remarks.iter().map(|range| {
        let mut remark = writer.range(range.clone()).as_str().to_owned();
        remark.push_str(writer.footnotes().as_str());
        Html::ready(remark)
    });
    Beside {
        rail: rail(here, commentary, &notes),
        leaf: leaf(here, layout.source, layout.text, strip(here.digest, text, quoted.iter().copied())),
        introduction_html: Html::ready(introduction),
        rows,
        remarks_html: remarks.collect(),
        first_paragraph: text.stored.blocks.first().map(|block| format!("#p{}", block.number)),
        first_passage: first_passage(here, &quoted),
        head: head(here, commentary, cite_html),
    }
}

fn excerpts(here: &Here, commentary: &Commentary, parts: &[digest::ExcerptPart], cite_html: Html) -> Excerpts {
    let all = parts.iter().flat_map(|part| match part {
        digest::ExcerptPart::Note { excerpts, .. } => excerpts.as_slice(),
        digest::ExcerptPart::Introduction(_) | digest::ExcerptPart::Remark(_) => &[],
    });
    let quoted: Vec<PassageIx> = all.filter_map(|excerpt| excerpt.passage).collect();
    let on_page: BTreeSet<PassageIx> = quoted.iter().copied().collect();
    let notes = Notes { here: *here, commentary, on_page: &on_page, own: None };
    let setting = Editors { here: *here, body: &commentary.body, own: None };
    let mut writer = Writer::new(&commentary.body.document, &setting, editors_options(here, 2, "n"));
    let mut shown = Vec::new();
    let mut count = 0;
    for part in parts {
        let mut made = ExcerptPart { html: Html::default(), excerpts: Vec::new(), note: None };
        match part {
            digest::ExcerptPart::Introduction(range) | digest::ExcerptPart::Remark(range) => {
                let mut html = writer.range(range.clone()).as_str().to_owned();
                html.push_str(writer.footnotes().as_str());
                made.html = Html::ready(html);
            }
            digest::ExcerptPart::Note { note, excerpts } => {
                for excerpt in excerpts.iter().filter(|excerpt| is_shown(here, excerpt)) {
                    count += 1;
                    made.excerpts.push(one_excerpt(here, commentary, excerpt, *note, count));
                }
                made.note = Some(notes.note(*note, &mut writer));
            }
        }
        shown.push(made);
    }
    Excerpts {
        rail: rail(here, commentary, &notes),
        sources: commentary.cites.iter().map(|source| source_mention(here, *source)).collect(),
        parts: shown,
        first_passage: first_passage(here, &quoted),
        head: head(here, commentary, cite_html),
    }
}

/// Whether there is anything to show: of a paragraph without quoted words nothing is left where rights cut it.
fn is_shown(here: &Here, excerpt: &digest::Excerpt) -> bool {
    excerpt.passage.is_some() || here.digest.source(excerpt.source).rights == Rights::Full
}

fn one_excerpt(here: &Here, commentary: &Commentary, excerpt: &digest::Excerpt, note: usize, count: usize) -> Excerpt {
    let text = &here.digest.source(excerpt.source).texts[excerpt.text];
    let marked: Vec<PassageIx> = excerpt.passage.into_iter().collect();
    let with_id = marked.iter().copied().filter(|_| excerpt.first_sight).collect();
    let mark = note_mark(here, &commentary.notes[note]);
    let on = &commentary.notes[note].on;
    let on_paragraphs = on.as_ref().and_then(|cited| cited.paragraphs).map(|(_, last)| (last, vec![mark.clone()]));
    let setting = LeafSetting {
        here: *here,
        text,
        numbering: Numbering::Elsewhere,
        marked: marked.into_iter().map(|passage| (passage, vec![mark.clone()])).collect(),
        with_id,
        on_paragraphs: on_paragraphs.into_iter().filter(|_| excerpt.passage.is_none()).collect(),
    };
    let footnotes = format!("s{count}");
    let options = setting.options(here.words, &footnotes);
    let mut writer = Writer::of(&text.body.document, &setting, options, excerpt.blocks.clone());
    let mut html = writer.range(excerpt.blocks.clone()).as_str().to_owned();
    html.push_str(writer.footnotes().as_str());
    let paragraph = match excerpt.passage {
        Some(passage) => Some(here.digest.passage(passage).passage.paragraph()),
        None => on.as_ref().and_then(|cited| cited.paragraphs).map(|(first, _)| first),
    };
    Excerpt { leaf: leaf(here, excerpt.source, excerpt.text, None), text_html: Html::ready(html), paragraph }
}

/// Numbers of notes at the ends of their passages.
fn marks(here: &Here, commentary: &Commentary, quoted: &[PassageIx]) -> BTreeMap<PassageIx, Vec<NoteMark>> {
    let mut marks: BTreeMap<PassageIx, Vec<NoteMark>> = quoted.iter().map(|passage| (*passage, Vec::new())).collect();
    for note in &commentary.notes {
        let mut seen = BTreeSet::new();
        for lemma in &note.lemmas {
            for passage in super::entries::passages_of(&commentary.body.findings[lemma.quotation]) {
                if let (true, Some(marks)) = (seen.insert(passage), marks.get_mut(&passage)) {
                    marks.push(note_mark(here, note));
                }
            }
        }
    }
    marks
}

/// Numbers of notes without words, at the end of the last paragraph they are on.
fn marks_on_paragraphs(here: &Here, commentary: &Commentary, layout: &digest::Beside) -> BTreeMap<u32, Vec<NoteMark>> {
    let mut marks: BTreeMap<u32, Vec<NoteMark>> = BTreeMap::new();
    for note in &commentary.notes {
        let Some(on) = note.on.as_ref().filter(|on| (on.source, on.text) == (layout.source, layout.text)) else {
            continue;
        };
        if let Some((_, last)) = on.paragraphs {
            marks.entry(last).or_default().push(note_mark(here, note));
        }
    }
    marks
}

fn first_passage(here: &Here, quoted: &[PassageIx]) -> Option<String> {
    quoted.first().map(|passage| format!("#{}", here.digest.passage(*passage).anchor))
}

/// One item a passage or noted paragraph, in the order of the notes; a passage of several notes bears all their numbers.
fn rail(here: &Here, commentary: &Commentary, notes: &Notes) -> Vec<RailItem> {
    let mut items: Vec<(Option<PassageIx>, RailItem)> = Vec::new();
    for note in &commentary.notes {
        let passages = notes.passages(note);
        if passages.is_empty() {
            let link = match note.on.as_ref().and_then(|on| on.paragraphs) {
                Some((first, _))
                    if notes.own.is_some_and(|own| note.on.as_ref().is_some_and(|on| own == (on.source, on.text))) =>
                {
                    format!("#p{first}")
                }
                _ => format!("#{}", note.anchor),
            };
            let paragraph = note.on.as_ref().and_then(|on| on.paragraphs).map(|(first, _)| first);
            items.push((
                None,
                RailItem { numbers: note.number.to_string(), link, words: String::new(), lang: None, paragraph },
            ));
        }
        for passage in passages {
            let number = note.number.to_string();
            match items.iter_mut().find(|(other, _)| *other == Some(passage)) {
                Some((_, item)) if item.numbers.split(", ").any(|other| other == number) => {}
                Some((_, item)) => item.numbers = format!("{}, {number}", item.numbers),
                None => items.push((Some(passage), rail_item(here, passage, number, notes, &note.anchor))),
            }
        }
    }
    items.into_iter().map(|(_, item)| item).collect()
}

fn rail_item(here: &Here, passage: PassageIx, numbers: String, notes: &Notes, note: &str) -> RailItem {
    let placed = here.digest.passage(passage);
    let words = here.digest.words_of(passage).first().map_or("", |(_, words)| words);
    let link = if notes.on_page.contains(&passage) { format!("#{}", placed.anchor) } else { format!("#{note}") };
    RailItem {
        numbers,
        link,
        words: first_words(words, RAIL).trim_end_matches('…').to_owned(),
        lang: here.lang(here.source_language(placed.source)),
        paragraph: None,
    }
}

/// What every page of a commentary has.
fn head(here: &Here, commentary: &Commentary, cite_html: Html) -> CommentaryHead {
    let front = &commentary.front;
    let link = |index: &CommentaryIx| {
        let other = here.digest.commentary(*index);
        Link { label: other.front.title.value.clone(), link: here.link(&other.route), lang: here.lang(&other.language) }
    };
    let corrections = corrections(commentary).into_iter();
    let corrections =
        corrections.map(|said| DatedText { date: said.date.to_string(), text: said.text.clone() }).collect();
    CommentaryHead {
        title: front.title.value.clone(),
        summary_html: front.summary.as_ref().map(|summary| Html::text(&summary.value)).unwrap_or_default(),
        date: front.date.to_string(),
        date_link: here.link_to_day(front.date),
        updated: front.updated.filter(|updated| *updated != front.date).map(|updated| updated.to_string()),
        authors: commentary.authors.iter().map(|author| author_link(here, author)).collect(),
        topics: commentary.topics.iter().map(|topic| here.topic(*topic)).collect(),
        editions: commentary.editions.iter().map(|edition| edition_link(here, *edition)).collect(),
        translation_of: commentary.translation_of.as_ref().map(link),
        translations: commentary.translations.iter().map(link).collect(),
        corrections,
        provenance: provenance(here, commentary),
        cite_html,
        cite_files: Vec::new(),
        previous: commentary.previous.map(|other| commentary_neighbour(here, other)),
        next: commentary.next.map(|other| commentary_neighbour(here, other)),
        extra: front.extra.clone(),
    }
}

fn edition_link(here: &Here, index: digest::EditionIx) -> Link {
    let edition = &here.digest.editions[index.0];
    Link { label: edition.title.clone(), link: here.link(&edition.route), lang: here.lang(&edition.language) }
}

/// The text of a commentary for a reader of feeds: in the author's order, quotations as blockquotes with their sources.
pub fn feed_text(here: &Here, commentary: &Commentary) -> Html {
    let setting = Editors { here: *here, body: &commentary.body, own: None };
    let page = here.link(&commentary.route);
    let options = Options { here: &page, ..editors_options(here, 3, "n") };
    let mut writer = Writer::new(&commentary.body.document, &setting, options);
    let mut html = corrections_in_feed(here, commentary);
    html.push_str(writer.range(0..commentary.body.document.blocks.len()).as_str());
    html.push_str(writer.footnotes().as_str());
    Html::ready(html)
}

/// Newest first.
fn corrections(commentary: &Commentary) -> Vec<&Correction> {
    let mut corrections: Vec<&Correction> = commentary.front.corrections.iter().collect();
    corrections.sort_by_key(|said| std::cmp::Reverse(said.date));
    corrections
}

/// What was corrected, one line each, newest first, as plain text: for a feed without the text.
pub fn corrected(here: &Here, commentary: &Commentary) -> Vec<String> {
    let line = |said: &Correction| {
        let day = write_day(said.date, DateForm::Day, here.language);
        format!("{}, {day}: {}", here.word("correction"), said.text)
    };
    corrections(commentary).into_iter().map(line).collect()
}

fn corrections_in_feed(here: &Here, commentary: &Commentary) -> String {
    let lines = corrected(here, commentary).into_iter();
    lines.map(|line| format!("<p><strong>{}</strong></p>\n", Html::text(&line).as_str())).collect()
}
