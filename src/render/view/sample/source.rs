//! Sources: whole, in excerpts, an earlier capture.

use super::commentary::{leaf, withdrawal};
use super::part::*;
use crate::render::view::*;
use serde_json::json;

/// A source shown whole, one in excerpts, one withdrawn, and an earlier capture.
pub fn rich() -> Vec<Page> {
    let title = "Keep the Granary Door Facing the Sea";
    let mut excerpts = whole();
    excerpts.rights = "excerpts";
    excerpts.rows.retain(|row| !row.markers.is_empty());
    excerpts.rows.iter_mut().skip(1).step_by(2).for_each(|row| row.gap = true);
    let mut withdrawn = whole();
    withdrawn.rights = "metadata";
    withdrawn.withdrawn = Some(withdrawal());
    withdrawn.rows.clear();
    let mut capture = whole();
    capture.current = Some(captures().swap_remove(0));
    capture.leaf.capture = Some("2026-03-14T06:12".to_owned());
    vec![
        page(&format!("{title}, captures compared"), "sources", Kind::Captures(Box::new(changed()))),
        page("A ledger belongs on the wall, side by side", "sources", Kind::Parallel(Box::new(side_by_side()))),
        page(title, "sources", Kind::Source(Box::new(whole()))),
        page(title, "sources", Kind::Source(Box::new(excerpts))),
        page(title, "sources", Kind::Source(Box::new(withdrawn))),
        page(&format!("{title}, capture of 14 March 2026"), "sources", Kind::Capture(Box::new(capture))),
    ]
}

fn whole() -> Source {
    Source {
        id: "lantern-2026-03-14".to_owned(),
        leaf: leaf(),
        record: record(),
        rights: "full",
        withdrawn: None,
        current: None,
        topics: vec![link("Grain reserve", "topic")],
        quoted_by: quoted_by(),
        rows: (1..=13).map(row).collect(),
        more: vec![
            source(
                "The Last Working Day",
                "The Lantern",
                Some("2026-03-28"),
                "The last working day of March fell on a Tuesday, and by noon the office in Sarn had received nine returns of the forty-one that were…",
            ),
            source(
                "What We Have Set Aside",
                "The Lantern",
                Some("2026-01-01"),
                "A year is a granary with twelve doors, and tonight we close the last of them with the lamps still lit…",
            ),
            source(
                "Not One Can Was Short",
                "The Lantern",
                Some("2025-11-21"),
                "Lamp oil came to the districts of the interior on Thursday in two thousand cans, every one of which was…",
            ),
        ],
        more_count: 96,
        previous: Some(neighbour("What We Have Set Aside", "source", "2026-01-01")),
        next: Some(neighbour("The Last Working Day", "source", "2026-03-28")),
        first_paragraph: Some("#p1".to_owned()),
        cite_html: html("“Keep the Granary Door Facing the Sea,” <cite>The Lantern</cite>, 14 March 2026, p. 1."),
        cite_files: vec![link("BibTeX", "front")],
        extra: json!({}),
    }
}

fn side_by_side() -> Parallel {
    let original =
        Leaf { lang: lang("ko"), title: "장부는 벽에 걸어야 한다".to_owned(), strip: None, ..leaf() };
    let translation = Leaf { title: "A ledger belongs on the wall".to_owned(), strip: None, ..leaf() };
    let row = |original: &str, translation: &str, markers| ParallelRow {
        original_html: html(original),
        translation_html: html(translation),
        markers,
    };
    let notes = vec![Marker {
        label: "A1".to_owned(),
        link: to("commentary"),
        words: "To mend, to correct, to falsify".to_owned(),
        lang: Some(lang("en")),
    }];
    Parallel {
        original,
        translation,
        how: "certain",
        original_paragraphs: 2,
        translation_paragraphs: 3,
        quoted_by: quoted_by(),
        rows: vec![
            row("<p>항구의 아침은 저울에서 시작된다.</p>", "<p>The harbour’s morning begins at the scales.</p>", notes),
            row("<p>항만청은 못을 쓰기 바란다.</p>", "", vec![]),
            row("", "<p>We ask the Harbour Office to use nails.</p>", vec![]),
        ],
    }
}

fn changed() -> Captures {
    let row = |id: &str, kind, number: u32, markup: &str| ChangeRow {
        id: id.to_owned(),
        kind,
        text_html: html(markup),
        number: Some(number),
        other: None,
        other_number: None,
        gone: 0,
        added: 0,
        quotations: vec![],
    };
    let quotation = |fate| ChangedQuotation {
        words_html: html("<span class=\"quoted\">not one sack was short</span>"),
        lang: Some(lang("en")),
        entry: Link { lang: Some(lang("en")), ..link("A keel, not a cushion", "commentary") },
        fate,
    };
    let mut copies = captures().into_iter();
    let (to_this, from_this) = (copies.next(), copies.next());
    let both = to_this.zip(from_this).expect("the sample has two captures");
    let copy = |capture: &CaptureLink, words| CaptureCopy {
        capture: capture.clone(),
        words,
        sha256: Some("4e6c4c61c13f009798c72c42e54dd783c9b5e48a3f60a2eed8e02c7153e882af".to_owned()),
    };
    let weighed = "<p class=\"changed\">Two thousand four hundred carts were weighed, and <del><span class=\"visually-hidden\">[deleted: </span>hardly a<span class=\"visually-hidden\">]</span></del> <ins><span class=\"visually-hidden\">[inserted: </span>not one<span class=\"visually-hidden\">]</span></ins> sack was short.</p>";
    let counted = "<p class=\"moved-text\">Fear guesses; confidence counts.</p>";
    Captures {
        title: "Keep the Granary Door Facing the Sea".to_owned(),
        lang: lang("en"),
        link: to("source"),
        publication: leaf().publication,
        date: Some("2026-03-14".to_owned()),
        captures: vec![copy(&both.0, 681), copy(&both.1, 689)],
        counts: CaptureCounts { placed: 11, moved: 0, ambiguous: 0, superseded: 1 },
        touched: vec![Touched {
            entry: Link { lang: Some(lang("en")), ..link("A keel, not a cushion", "commentary") },
            fates: vec![FateCount { fate: "placed", count: 11 }, FateCount { fate: "superseded", count: 1 }],
        }],
        changes: vec![Change {
            id: "from-2026-03-14t0612".to_owned(),
            from: both.1,
            to: both.0,
            gone: 2,
            added: 2,
            moved: 1,
            marks: [("del", "35.0%"), ("ins", "36.4%"), ("move", "60.0%"), ("move", "90.0%")]
                .map(|(kind, x)| ChangeMark { kind, x: x.to_owned(), width: "1.4%".to_owned() })
                .to_vec(),
            fields: vec![FieldChange {
                field: "byline",
                from: Some("Wick".to_owned()),
                to: Some("Our correspondent".to_owned()),
            }],
            rows: vec![
                row("", "same", 1, "<p>In the seventh week of a dry winter.</p>"),
                ChangeRow {
                    gone: 2,
                    added: 2,
                    quotations: vec![quotation("superseded"), quotation("placed")],
                    ..row("change-1", "changed", 2, weighed)
                },
                ChangeRow {
                    other: Some("#change-3".to_owned()),
                    other_number: Some(4),
                    ..row("change-2", "here", 3, counted)
                },
                row("", "same", 4, "<p>The trade of the ports is not suspended by any of this.</p>"),
                ChangeRow { other: Some("#change-2".to_owned()), ..row("change-3", "away", 4, counted) },
            ],
        }],
        first_change: Some("#change-1".to_owned()),
    }
}

fn row(number: u32) -> SourceRow {
    let marker = |line: &str| {
        let mut parts = line.splitn(3, '|').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        let (label, link, words) = (next(), next(), next());
        let lang = label.starts_with('D').then(|| lang("ko"));
        Marker { label, link, words, lang }
    };
    SourceRow {
        text_html: html(text(&format!("source-{number}"))),
        number: Some(number),
        gap: false,
        markers: text(&format!("markers-{number}")).lines().map(marker).collect(),
    }
}

fn quoted_by() -> Vec<QuotedBy> {
    let item = |(letter, title, names, date, quotations, strip): (&str, &str, &[&str], &str, usize, Strip)| QuotedBy {
        letter: letter.to_owned(),
        title: title.to_owned(),
        link: to("commentary"),
        lang: None,
        authors: authors(names),
        date: date.to_owned(),
        quotations,
        strip: Some(strip),
    };
    let mut list = vec![
        item(("A", "A keel, not a cushion", &["Ilse Marent", "Tomas Okeri"], "2026-03-16", 7, own_strip())),
        item(("B", "Nine stores on foot", &["June Ashgrove"], "2026-03-15", 2, strip(&[(68.5, 2.0), (71.7, 1.3)]))),
        item((
            "C",
            "The customs-house wall",
            &["Edda Pell"],
            "2026-03-16",
            3,
            strip(&[(49.5, 1.9), (52.5, 1.9), (59.6, 2.0)]),
        )),
    ];
    list.push(QuotedBy {
        letter: "D".to_owned(),
        title: "풀과 못".to_owned(),
        link: to("excerpts"),
        lang: Some(lang("ko")),
        authors: vec![],
        date: "2026-03-18".to_owned(),
        quotations: 0,
        strip: None,
    });
    list
}

fn record() -> Record {
    Record {
        date: Some("2026-03-14".to_owned()),
        updated: Some("2026-03-14".to_owned()),
        page: Some("1".to_owned()),
        byline: Some("Wick".to_owned()),
        authors: vec!["Wick".to_owned()],
        agency: Some("Valdrian Wire".to_owned()),
        original: Some(original()),
        archived: Some(Link {
            label: "archive.example/20260314".to_owned(),
            link: "https://archive.example/20260314".to_owned(),
            lang: None,
        }),
        licence: Some("all rights reserved".to_owned()),
        capture: Some(CaptureRecord {
            retrieved: "2026-03-14T09:40:00+02:00".to_owned(),
            date: "2026-03-14".to_owned(),
            time: "09:40".to_owned(),
            from: Some("https://lantern.example/2026/03/14/granary-door".to_owned()),
            landed: Some("https://lantern.example/2026/03/14/granary-door?edition=late".to_owned()),
            tool: Some("postil 0.1.0".to_owned()),
            encoding: Some("utf-8".to_owned()),
            bytes: Some("9b1f2c0f7c1f4a9f0a9b1f2c0f7c1f4a9f0a9b1f2c0f7c1f4a9f0a9b1f2c0f7c".to_owned()),
            sha256: Some("4e6c4c61c13f009798c72c42e54dd783c9b5e48a3f60a2eed8e02c7153e882af".to_owned()),
        }),
        captures: captures(),
        changes: Some(to("captures")),
        words: 681,
        paragraphs: 13,
        amendments: vec![Amendment {
            date: "2026-03-19".to_owned(),
            because: "scanning error in ¶4".to_owned(),
            sha256: "4e6c4c61c13f009798c72c42e54dd783c9b5e48a3f60a2eed8e02c7153e882af".to_owned(),
        }],
        translation_of: Some(mention("항구신보", "2026-03-16")),
        translations: vec![mention("항구신보", "2026-03-16")],
        parallels: vec![Link { lang: Some(lang("ko")), ..link("장부는 벽에 걸어야 한다", "parallel") }],
        quotations: 12,
        verified: 12,
        verdicts: verdicts(&[("verbatim", 11), ("typography", 1)]),
    }
}
