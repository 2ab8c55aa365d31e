//! Parts of a digest in a few lines each, as cases expect them.

use postil::resolve::Resolved;
use postil::resolve::digest::{
    Beside, Cited, Commentary, Digest, ExcerptPart, Finding, Layout, LinkTarget, MenuLabel, PassageIx, Shown, SourceIx,
};
use std::fmt::Write as _;
use std::ops::Range;

/// One kind of outline; `None` where there is no such kind.
pub fn of(digest: &Digest, kind: &str) -> Option<String> {
    let mut text = String::new();
    match kind {
        "passages" => passages(&mut text, digest),
        "notes" => digest.commentary.iter().for_each(|entry| notes(&mut text, digest, entry)),
        "links" => links(&mut text, digest),
        "shown" => shown(&mut text, digest),
        "index" => index(&mut text, digest),
        "parallel" => parallel(&mut text, digest),
        _ => return None,
    }
    Some(text)
}

/// Of each translation how its paragraphs were paired, and the pairs, the original's first.
fn parallel(text: &mut String, digest: &Digest) {
    for source in &digest.sources {
        if let (Some(original), Some(alignment)) = (source.translation_of, &source.alignment) {
            let pairs: Vec<String> = alignment.pairs.iter().map(|(old, new)| format!("{old}-{new}")).collect();
            let original = &digest.source(original).id;
            writeln!(text, "{} of {original}, {:?}: {}", source.id, alignment.how, pairs.join(" ")).unwrap();
        }
    }
}

/// Quotations by verdict, captures, and what is held back.
pub fn count(resolved: &Resolved) -> String {
    let (tally, moves) = (&resolved.tally, &resolved.moves);
    let mut text = String::new();
    let counts = [
        ("verbatim", tally.verbatim),
        ("typography", tally.typography),
        ("marked", tally.marked),
        ("translated", tally.translated),
        ("superseded", tally.superseded),
        ("unverified", tally.unverified),
        ("rejected", tally.rejected),
        ("captures placed", moves.placed),
        ("captures moved", moves.moved),
        ("captures ambiguous", moves.ambiguous),
        ("captures superseded", moves.superseded),
    ];
    for (name, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        writeln!(text, "{name}: {count}").unwrap();
    }
    for held in &resolved.held_back {
        writeln!(text, "held back: {} {:?} {}", held.file, held.title, held.date).unwrap();
    }
    text
}

fn passages(text: &mut String, digest: &Digest) {
    for (at, placed) in digest.passages.iter().enumerate() {
        write!(text, "{} {}", placed.anchor, place(digest, PassageIx(at))).unwrap();
        let notes: Vec<String> =
            placed.notes.iter().map(|(entry, note)| format!("{} {}", digest.commentary(*entry).id, note + 1)).collect();
        if !notes.is_empty() {
            write!(text, " · note {}", notes.join(", ")).unwrap();
        }
        let quoting: Vec<String> =
            placed.quoted_in.iter().map(|entry| digest.commentary(*entry).id.to_string()).collect();
        writeln!(text, " · in {}", quoting.join(", ")).unwrap();
    }
}

/// `lantern-1 ¶2 "words"`
fn place(digest: &Digest, ix: PassageIx) -> String {
    let placed = digest.passage(ix);
    let stored = &digest.source(placed.source).texts[placed.text].stored;
    let words: Vec<&str> = placed
        .passage
        .stretches()
        .iter()
        .map(|stretch| &stored.blocks[stretch.block].plain.text[stretch.range.clone()])
        .collect();
    let of = text_name(digest, placed.source, placed.text);
    format!("{of} ¶{} {:?}", placed.passage.paragraph(), words.join(" | "))
}

fn text_name(digest: &Digest, source: SourceIx, text: usize) -> String {
    let source = digest.source(source);
    match (text, source.texts[text].name) {
        (0, _) | (_, None) => source.id.to_string(),
        (_, Some(name)) => format!("{}@{name}", source.id),
    }
}

fn notes(text: &mut String, digest: &Digest, entry: &Commentary) {
    write!(text, "{}: ", entry.id).unwrap();
    match &entry.layout {
        Layout::Withdrawn => writeln!(text, "withdrawn").unwrap(),
        Layout::Beside(beside) => rows(text, digest, beside),
        Layout::Excerpts(parts) => excerpts(text, digest, parts),
    }
    for note in &entry.notes {
        write!(text, "  note {} {}", note.number, note.anchor).unwrap();
        for lemma in &note.lemmas {
            write!(text, " · {}", finding(digest, &entry.body.findings[lemma.quotation])).unwrap();
            if let Some(again) = lemma.again {
                write!(text, " (again, from note {})", again + 1).unwrap();
            }
        }
        if let Some(on) = &note.on {
            write!(text, " · on {}", cited(digest, on)).unwrap();
        }
        writeln!(text).unwrap();
    }
}

fn rows(text: &mut String, digest: &Digest, beside: &Beside) {
    writeln!(text, "beside {}, introduction {:?}", text_name(digest, beside.source, beside.text), beside.introduction)
        .unwrap();
    for row in &beside.rows {
        let notes: Vec<String> = row.notes.iter().map(|note| (note + 1).to_string()).collect();
        writeln!(text, "  row {} [{}] {}", blocks(&row.lead), notes.join(" "), blocks(&row.rest)).unwrap();
    }
    for remark in &beside.remarks {
        writeln!(text, "  remark {remark:?}").unwrap();
    }
}

fn excerpts(text: &mut String, digest: &Digest, parts: &[ExcerptPart]) {
    writeln!(text, "excerpts").unwrap();
    for part in parts {
        match part {
            ExcerptPart::Introduction(range) => writeln!(text, "  introduction {range:?}").unwrap(),
            ExcerptPart::Remark(range) => writeln!(text, "  remark {range:?}").unwrap(),
            ExcerptPart::Note { note, excerpts } => {
                for excerpt in excerpts {
                    let of = text_name(digest, excerpt.source, excerpt.text);
                    let first = if excerpt.first_sight { ", first sight" } else { "" };
                    writeln!(text, "  excerpt for note {}: {of} {}{first}", note + 1, blocks(&excerpt.blocks)).unwrap();
                }
            }
        }
    }
}

fn blocks(range: &Range<usize>) -> String {
    if range.is_empty() { "–".to_owned() } else { format!("{range:?}") }
}

fn finding(digest: &Digest, finding: &Finding) -> String {
    match finding {
        Finding::Verified(held) => {
            held.iter().map(|held| place(digest, held.passage)).collect::<Vec<_>>().join(" and ")
        }
        Finding::Superseded(held) => {
            let places: Vec<String> = held.iter().map(|held| place(digest, held.passage)).collect();
            format!("superseded {}", places.join(" and "))
        }
        Finding::Translated(on) => format!("translated {}", cited(digest, on)),
        Finding::NotVerified(reason) => format!("not verified: {reason}"),
        Finding::Name => "a name".to_owned(),
    }
}

fn cited(digest: &Digest, cited: &Cited) -> String {
    let of = text_name(digest, cited.source, cited.text);
    match cited.paragraphs {
        Some((first, last)) if first == last => format!("{of} ¶{first}"),
        Some((first, last)) => format!("{of} ¶¶{first}–{last}"),
        None => of,
    }
}

fn links(text: &mut String, digest: &Digest) {
    let sources = digest.sources.iter().flat_map(|source| &source.texts).map(|it| (&it.route, &it.body));
    let commentary = digest.commentary.iter().map(|it| (&it.route, &it.body));
    let editions = digest.editions.iter().map(|it| (&it.route, &it.body));
    let pages = digest.pages.iter().map(|it| (&it.route, &it.body));
    for (route, body) in sources.chain(commentary).chain(editions).chain(pages) {
        for (written, target) in &body.links {
            let target = match target {
                LinkTarget::Inside(route, None) => route.to_string(),
                LinkTarget::Inside(route, Some(fragment)) => format!("{route}#{fragment}"),
                LinkTarget::Fragment(fragment) => format!("#{fragment}"),
                LinkTarget::Outside(address) => address.clone(),
            };
            writeln!(text, "{route}: {written} → {target}").unwrap();
        }
        for id in body.headings.values() {
            writeln!(text, "{route}: heading #{id}").unwrap();
        }
    }
    for (route, path) in &digest.media {
        writeln!(text, "{route} is {path}").unwrap();
    }
}

fn shown(text: &mut String, digest: &Digest) {
    for source in &digest.sources {
        for of in &source.texts {
            write!(text, "{} ({}):", of.route, source.rights.as_str()).unwrap();
            match &of.shown {
                Shown::Whole => writeln!(text, " all").unwrap(),
                Shown::Parts(parts) => {
                    writeln!(text).unwrap();
                    for (block, ranges) in parts {
                        let stored = &of.stored.blocks[*block];
                        let words: Vec<&str> = ranges.iter().map(|range| &stored.plain.text[range.clone()]).collect();
                        writeln!(text, "  ¶{} {:?}", stored.number, words.join(" … ")).unwrap();
                    }
                }
            }
        }
    }
}

fn index(text: &mut String, digest: &Digest) {
    let entries = |list: &[postil::resolve::digest::CommentaryIx]| {
        list.iter().map(|entry| digest.commentary(*entry).id.to_string()).collect::<Vec<_>>().join(", ")
    };
    let sources = |list: &[SourceIx]| {
        list.iter().map(|source| digest.source(*source).id.to_string()).collect::<Vec<_>>().join(", ")
    };
    for topic in &digest.topics {
        writeln!(text, "{}: {} | {}", topic.route, entries(&topic.entries), sources(&topic.sources)).unwrap();
    }
    for it in digest.publications.iter().filter(|it| !it.sources.is_empty()) {
        writeln!(text, "{}: {} | {}", it.route, entries(&it.commentary), sources(&it.sources)).unwrap();
    }
    for it in &digest.authors {
        writeln!(text, "{}: {}", it.route, entries(&it.commentary)).unwrap();
    }
    for it in &digest.editions {
        writeln!(text, "{}: {}", it.route, entries(&it.entries)).unwrap();
    }
    for source in &digest.sources {
        let quoting: Vec<String> = source
            .quoted_by
            .iter()
            .map(|by| {
                format!("{} ({} quoted, {} notes)", digest.commentary(by.commentary).id, by.quotations, by.notes.len())
            })
            .collect();
        let beside = |ix: Option<SourceIx>| ix.map_or_else(|| "–".to_owned(), |ix| digest.source(ix).id.to_string());
        let around = format!("before {}, after {}", beside(source.previous), beside(source.next));
        writeln!(text, "{}: {around}; quoted by {}", source.route, quoting.join(", ")).unwrap();
    }
    for (year, it) in &digest.archive.years {
        if !it.sources.is_empty() {
            writeln!(text, "{year}: {}", sources(&it.sources)).unwrap();
        }
        for (month, it) in &it.months {
            if !it.sources.is_empty() {
                writeln!(text, "{month}: {}", sources(&it.sources)).unwrap();
            }
            for (day, it) in &it.days {
                writeln!(text, "{day}: {} | {}", entries(&it.commentary), sources(&it.sources)).unwrap();
            }
        }
    }
    for correction in &digest.corrections {
        let entry = digest.commentary(correction.commentary);
        writeln!(text, "corrected {}: {}", correction.date, entry.id).unwrap();
    }
    for redirect in &digest.redirects {
        writeln!(text, "{} → {}", redirect.from, redirect.to).unwrap();
    }
    let menu = digest.menu.iter().map(|item| match &item.label {
        MenuLabel::Section(name) => name.clone(),
        MenuLabel::Page(title) => format!("{title:?}"),
    });
    writeln!(text, "menu: {}", menu.collect::<Vec<_>>().join(", ")).unwrap();
}
