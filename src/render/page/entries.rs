//! Things as they stand in lists: commentary, sources, publications, editions, authors.

use super::here::Here;
use super::strip::strip;
use crate::base::day::Day;
use crate::base::html::escape;
use crate::parse::source::Rights;
use crate::render::html::Html;
use crate::render::prose::first_words;
use crate::render::view;
use crate::render::view::{
    AuthorEntry, AuthorLink, CountedLink, EditionEntry, Entry, EntryYear, Neighbour, PublicationEntry, PublicationLink,
    Quote, SourceEntry, SourceMention, SourceYear,
};
use crate::resolve::digest::{
    AuthorIx, AuthorRef, Commentary, CommentaryIx, EditionIx, Finding, PassageIx, PublicationIx, Source, SourceIx,
    Text, TopicIx,
};

/// Longest lemma that stands alone in a list, in characters: two lines.
const QUOTE_LENGTH: usize = 130;
/// How many characters of a source stand under its title.
const EXCERPT: usize = 170;

/// Quoted words as a reader sees them: the source's own characters, paragraphs joined by a pilcrow.
pub fn quoted_words(here: &Here, passage: PassageIx) -> Html {
    let mut out = String::new();
    let mut before = None;
    for (block, words) in here.digest.words_of(passage) {
        match before {
            Some(other) if other != block => out.push_str("<span class=\"pilcrow\"> ¶ </span>"),
            Some(_) => out.push_str(" … "),
            None => {}
        }
        before = Some(block);
        out.push_str(&format!("<span class=\"quoted\">{}</span>", escape(words)));
    }
    Html::ready(out)
}

/// The text a passage stands in.
pub fn text_of<'a>(here: &Here<'a>, passage: PassageIx) -> &'a Text {
    let placed = here.digest.passage(passage);
    &here.digest.source(placed.source).texts[placed.text]
}

/// A commentary in a list.
pub fn entry(here: &Here, index: CommentaryIx) -> Entry {
    let commentary = here.digest.commentary(index);
    let summary = commentary.front.summary.as_ref().map_or(commentary.description.as_str(), |summary| &summary.value);
    Entry {
        title: commentary.front.title.value.clone(),
        link: here.link(&commentary.route),
        date: commentary.front.date.to_string(),
        lang: here.lang(&commentary.language),
        summary_html: Html::text(summary),
        authors: commentary.authors.iter().map(|author| author_link(here, author)).collect(),
        sources: commentary.cites.iter().map(|source| source_mention(here, *source)).collect(),
        strip: entry_strip(here, commentary),
        notes: commentary.notes.len(),
        quotations: commentary.tally.total(),
        quote: quote(here, commentary),
    }
}

/// Where a commentary quotes the source it reads closely, else the only one it names.
fn entry_strip(here: &Here, commentary: &Commentary) -> Option<view::Strip> {
    let (index, text) = match (commentary.source, commentary.cites.as_slice()) {
        (Some(close), _) => close,
        (None, [only]) => (*only, 0),
        (None, _) => return None,
    };
    let source = here.digest.source(index);
    strip(here.digest, &source.texts[text], passages_in(here, commentary, index, text))
}

/// Passages of a commentary in one text, each once, in order of the text.
pub fn passages_in(here: &Here, commentary: &Commentary, source: SourceIx, text: usize) -> Vec<PassageIx> {
    let mut found: Vec<PassageIx> = commentary.body.findings.iter().flat_map(passages_of).collect();
    found.retain(|passage| {
        let placed = here.digest.passage(*passage);
        placed.source == source && placed.text == text
    });
    found.sort_unstable();
    found.dedup();
    found
}

/// The passages that verify a claim.
pub fn passages_of(finding: &Finding) -> Vec<PassageIx> {
    finding.held().iter().map(|held| held.passage).collect()
}

/// The first lemma that fits in two lines.
fn quote(here: &Here, commentary: &Commentary) -> Option<Quote> {
    let lemmas = commentary.notes.iter().flat_map(|note| &note.lemmas);
    let passages = lemmas.filter_map(|lemma| passages_of(&commentary.body.findings[lemma.quotation]).first().copied());
    let length = |passage: &PassageIx| {
        let stretches = here.digest.passage(*passage).passage.stretches();
        stretches.iter().map(|stretch| stretch.range.len()).sum::<usize>()
    };
    let fits = |passage: &PassageIx| length(passage) <= QUOTE_LENGTH;
    let passage = passages.into_iter().find(fits)?;
    let placed = here.digest.passage(passage);
    let text = text_of(here, passage);
    Some(Quote {
        words_html: quoted_words(here, passage),
        link: here.link_to_place(&text.route, &placed.anchor),
        lang: here.lang(here.source_language(placed.source)),
    })
}

/// A name under a commentary.
pub fn author_link(here: &Here, author: &AuthorRef) -> AuthorLink {
    let link = author.entry.map(|entry| here.link(&here.digest.authors[entry.0].route));
    AuthorLink { name: author.name.clone(), link }
}

/// A publication, named.
pub fn publication_link(here: &Here, index: PublicationIx) -> PublicationLink {
    let publication = &here.digest.publications[index.0];
    PublicationLink {
        name: publication.name.clone(),
        link: here.link(&publication.route),
        lang: here.lang(&publication.language),
    }
}

/// A source, named in passing.
pub fn source_mention(here: &Here, index: SourceIx) -> SourceMention {
    let source = here.digest.source(index);
    SourceMention {
        title: source.front.title.clone(),
        link: here.link(&source.route),
        publication: publication_link(here, source.publication),
        date: source.date().map(|date| date.to_string()),
        lang: here.lang(&source.language),
    }
}

/// A source in a list.
pub fn source_entry(here: &Here, index: SourceIx) -> SourceEntry {
    let source = here.digest.source(index);
    let current = source.current();
    SourceEntry {
        title: source.front.title.clone(),
        link: here.link(&source.route),
        date: source.date().map(|date| date.to_string()),
        lang: here.lang(&source.language),
        publication: publication_link(here, source.publication),
        byline: source.front.byline.clone(),
        quoted_by: source.quoted_by.len(),
        strip: strip(here.digest, current, current.passages.iter().copied()),
        excerpt: excerpt(source),
        withdrawn: source.front.withdrawn.is_some(),
    }
}

/// The first words of a source, where its rights let it show them unquoted.
fn excerpt(source: &Source) -> String {
    if source.rights != Rights::Full {
        return String::new();
    }
    let first =
        source.current().stored.blocks.iter().find(|block| block.kind == crate::parse::words::StoredKind::Paragraph);
    first.map_or_else(String::new, |block| first_words(&block.plain.text.replace('\u{fffc}', ""), EXCERPT))
}

/// A publication in a list.
pub fn publication_entry(here: &Here, index: PublicationIx) -> PublicationEntry {
    let publication = &here.digest.publications[index.0];
    let quoted = publication.sources.iter().filter(|source| !here.digest.source(**source).quoted_by.is_empty()).count();
    PublicationEntry {
        name: publication.name.clone(),
        link: here.link(&publication.route),
        lang: here.lang(&publication.language),
        country: publication.country.clone(),
        note: publication.note.clone(),
        sources: publication.sources.len(),
        quoted,
        entries: publication.commentary.len(),
        newest: publication
            .sources
            .iter()
            .find_map(|source| here.digest.source(*source).date())
            .map(|date| date.to_string()),
    }
}

/// An edition in a list.
pub fn edition_entry(here: &Here, index: EditionIx) -> EditionEntry {
    let edition = &here.digest.editions[index.0];
    EditionEntry {
        title: edition.title.clone(),
        link: here.link(&edition.route),
        date: edition.date.to_string(),
        number: edition.number.clone(),
        lang: here.lang(&edition.language),
        summary: edition.description.clone(),
        entries: edition.entries.len(),
    }
}

/// An author in a list.
pub fn author_entry(here: &Here, index: AuthorIx) -> AuthorEntry {
    let author = &here.digest.authors[index.0];
    AuthorEntry {
        name: author.name.clone(),
        link: here.link(&author.route),
        note: author.note.clone(),
        entries: author.commentary.len(),
        newest: author.commentary.first().map(|newest| here.digest.commentary(*newest).front.date.to_string()),
    }
}

/// A topic with its entries counted.
pub fn counted_topic(here: &Here, index: TopicIx) -> CountedLink {
    let topic = here.topic(index);
    CountedLink { label: topic.label, link: topic.link, count: here.digest.topics[index.0].entries.len() }
}

/// A commentary as neighbour.
pub fn commentary_neighbour(here: &Here, index: CommentaryIx) -> Neighbour {
    let commentary = here.digest.commentary(index);
    Neighbour {
        title: commentary.front.title.value.clone(),
        link: here.link(&commentary.route),
        date: Some(commentary.front.date.to_string()),
        lang: here.lang(&commentary.language),
    }
}

/// A source as neighbour.
pub fn source_neighbour(here: &Here, index: SourceIx) -> Neighbour {
    let source = here.digest.source(index);
    Neighbour {
        title: source.front.title.clone(),
        link: here.link(&source.route),
        date: source.date().map(|date| date.to_string()),
        lang: here.lang(&source.language),
    }
}

/// Entries, newest first, gathered by year.
pub fn entry_years(here: &Here, entries: &[CommentaryIx]) -> Vec<EntryYear> {
    let year = |index: &CommentaryIx| here.digest.commentary(*index).front.date.year();
    let by_year = entries.chunk_by(|a, b| year(a) == year(b));
    by_year
        .map(|chunk| EntryYear {
            year: format!("{:04}", year(&chunk[0])),
            entries: chunk.iter().map(|index| entry(here, *index)).collect(),
        })
        .collect()
}

/// Sources, newest first, gathered by year; the undated at the end.
pub fn source_years(here: &Here, sources: &[SourceIx]) -> Vec<SourceYear> {
    let year = |index: &SourceIx| here.digest.source(*index).date().map(|date| date.year());
    let by_year = sources.chunk_by(|a, b| year(a) == year(b));
    by_year
        .map(|chunk| SourceYear {
            year: year(&chunk[0]).map_or_else(String::new, |year| format!("{year:04}")),
            sources: chunk.iter().map(|index| source_entry(here, *index)).collect(),
        })
        .collect()
}

/// Entries, newest first, gathered by day.
pub fn entry_days(here: &Here, entries: &[CommentaryIx]) -> Vec<view::Day> {
    let date = |index: &CommentaryIx| here.digest.commentary(*index).front.date;
    entries.chunk_by(|a, b| date(a) == date(b)).map(|chunk| view_day(here, date(&chunk[0]), chunk, &[])).collect()
}

/// A day with what stands on it.
pub fn view_day(here: &Here, day: Day, entries: &[CommentaryIx], sources: &[SourceIx]) -> view::Day {
    view::Day {
        date: day.to_string(),
        id: format!("d{day}"),
        link: here.link_to_day(day),
        entries: entries.iter().map(|index| entry(here, *index)).collect(),
        sources: sources.iter().map(|index| source_entry(here, *index)).collect(),
    }
}
