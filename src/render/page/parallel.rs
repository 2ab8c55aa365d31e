//! The page of an original beside its translation.

use super::here::Here;
use super::leaf::leaf;
use super::setting::{LeafSetting, Numbering};
use super::source::{OnText, TextRow, is_shown, letters, marker, note_mark, notes_on, quoted_by_all, text_rows};
use crate::render::html::Html;
use crate::render::prose::{NoteMark, Writer};
use crate::render::view::{Parallel, ParallelRow};
use crate::resolve::digest::{Alignment, CommentaryIx, How, PassageIx, Shown, SourceIx, Text};
use std::collections::{BTreeMap, BTreeSet};

/// `/sources/ID/parallel/` of a source that is a translation; `None` for any other.
pub fn parallel(here: &Here, index: SourceIx) -> Option<Parallel> {
    let translation = here.digest.source(index);
    let (original_index, alignment) = (translation.translation_of?, translation.alignment.as_ref()?);
    let original = here.digest.source(original_index);
    let mut commentary: Vec<CommentaryIx> = original.quoted_by.iter().map(|one| one.commentary).collect();
    for one in &translation.quoted_by {
        if !commentary.contains(&one.commentary) {
            commentary.push(one.commentary);
        }
    }
    let letters = letters(&commentary);
    let olds = Column::of(here, original_index, &letters, "o");
    let news = Column::of(here, index, &letters, "t");
    let rows = row_places(&olds.places, &news.places, alignment).into_iter().map(|(old, new)| ParallelRow {
        original_html: olds.html(&old),
        translation_html: news.html(&new),
        markers: olds.notes(&old).chain(news.notes(&new)).map(|note| marker(here, note)).collect(),
    });
    let rows = rows.filter(|row| !row.original_html.is_empty() || !row.translation_html.is_empty()).collect();
    Some(Parallel {
        original: leaf(here, original_index, 0, None),
        translation: leaf(here, index, 0, None),
        how: match alignment.how {
            How::Written => "written",
            How::Number => "number",
            How::Certain => "certain",
        },
        original_paragraphs: original.current().stored.last_number() as usize,
        translation_paragraphs: translation.current().stored.last_number() as usize,
        quoted_by: quoted_by_all(here, &commentary, &[original_index, index]),
        rows,
    })
}

/// One of the two texts, its blocks written.
struct Column<'a> {
    text: &'a Text,
    places: Vec<TextRow>,
    blocks: Vec<Html>,
    notes: Vec<OnText<'a>>,
}

impl<'a> Column<'a> {
    fn of(
        here: &Here<'a>,
        index: SourceIx,
        letters: &BTreeMap<CommentaryIx, String>,
        footnotes: &'static str,
    ) -> Column<'a> {
        let source = here.digest.source(index);
        let text = source.current();
        let notes = notes_on(here, source, 0, letters);
        let mut marked: BTreeMap<PassageIx, Vec<NoteMark>> =
            text.passages.iter().map(|passage| (*passage, Vec::new())).collect();
        let mut on_paragraphs: BTreeMap<u32, Vec<NoteMark>> = BTreeMap::new();
        let is_whole = text.shown == Shown::Whole;
        for note in &notes {
            for passage in &note.on.passages {
                marked.entry(*passage).or_default().push(note_mark(here, note));
            }
            if note.on.passages.is_empty() && is_whole {
                on_paragraphs.entry(note.on.paragraph).or_default().push(note_mark(here, note));
            }
        }
        let numbering = if is_whole { Numbering::Elsewhere } else { Numbering::None };
        // Both texts have a ¶1, and may have one passage each of the same words: neither bears its ids here.
        let setting = LeafSetting { here: *here, text, numbering, marked, with_id: BTreeSet::new(), on_paragraphs };
        let mut writer = Writer::new(&text.body.document, &setting, setting.options(here.words, footnotes));
        let places = text_rows(text);
        let is_shown = |place: &TextRow| is_whole || place.ordinals.clone().any(|ordinal| is_shown(text, ordinal));
        let blocks = places.iter().map(|place| match is_shown(place) {
            true => writer.range(place.blocks.clone()),
            false => Html::default(),
        });
        let blocks = blocks.collect();
        Column { text, places, blocks, notes }
    }

    fn html(&self, places: &[usize]) -> Html {
        Html::ready(places.iter().map(|place| self.blocks[*place].as_str()).collect())
    }

    fn notes(&self, places: &[usize]) -> impl Iterator<Item = &OnText<'a>> {
        let is_here =
            move |note: &&OnText| places.iter().any(|place| self.places[*place].holds(self.text, note.on.paragraph));
        self.notes.iter().filter(is_here).collect::<Vec<_>>().into_iter()
    }
}

/// The rows: blocks of both that hold paragraphs which are the same, and between them blocks of one alone, the original's
/// first.
fn row_places(olds: &[TextRow], news: &[TextRow], alignment: &Alignment) -> Vec<(Vec<usize>, Vec<usize>)> {
    let place_of = |places: &[TextRow], number: u32| places.iter().position(|place| place.numbers.contains(&number));
    let mut groups: Vec<(BTreeSet<usize>, BTreeSet<usize>)> = Vec::new();
    for (old, new) in &alignment.pairs {
        let (Some(old), Some(new)) = (place_of(olds, *old), place_of(news, *new)) else { continue };
        let joined = |group: &(BTreeSet<usize>, BTreeSet<usize>)| group.0.contains(&old) || group.1.contains(&new);
        let (touched, mut others): (Vec<_>, Vec<_>) = groups.into_iter().partition(joined);
        let mut group = (BTreeSet::from([old]), BTreeSet::from([new]));
        for one in touched {
            group.0.extend(one.0);
            group.1.extend(one.1);
        }
        others.push(group);
        groups = others;
    }
    groups.sort();
    let paired_old: BTreeSet<usize> = groups.iter().flat_map(|group| group.0.iter().copied()).collect();
    let paired_new: BTreeSet<usize> = groups.iter().flat_map(|group| group.1.iter().copied()).collect();
    let mut left_old = (0..olds.len()).filter(|at| !paired_old.contains(at)).peekable();
    let mut left_new = (0..news.len()).filter(|at| !paired_new.contains(at)).peekable();
    let mut rows = Vec::new();
    for (old, new) in &groups {
        let (first_old, first_new) = (old.first().copied(), new.first().copied());
        while let Some(at) = left_old.next_if(|at| first_old.is_some_and(|first| *at < first)) {
            rows.push((vec![at], Vec::new()));
        }
        while let Some(at) = left_new.next_if(|at| first_new.is_some_and(|first| *at < first)) {
            rows.push((Vec::new(), vec![at]));
        }
        rows.push((old.iter().copied().collect(), new.iter().copied().collect()));
    }
    rows.extend(left_old.map(|at| (vec![at], Vec::new())));
    rows.extend(left_new.map(|at| (Vec::new(), vec![at])));
    rows
}
