//! Commentary: beside its source, in excerpts, withdrawn.

use super::part::*;
use crate::render::view::*;
use serde_json::json;

/// The three pages, the first with everything.
pub fn rich() -> Vec<Page> {
    let excerpts = Excerpts {
        head: head(),
        rail: rail_with_korean(),
        sources: vec![mention("The Lantern", "2026-03-14"), mention("항구신보", "2026-03-16")],
        parts: parts(),
        first_passage: Some("#q-n7c4x2z5ka".to_owned()),
    };
    let withdrawn = Withdrawn {
        title: "Eleven pages of waiting".to_owned(),
        date: "2026-03-09".to_owned(),
        withdrawn: withdrawal(),
    };
    vec![
        page("A keel, not a cushion", "commentary", Kind::Commentary(Box::new(beside()))),
        page("Two papers, one wall", "commentary", Kind::Excerpts(Box::new(excerpts))),
        page("Eleven pages of waiting", "commentary", Kind::Withdrawn(Box::new(withdrawn))),
    ]
}

pub fn withdrawal() -> Withdrawal {
    Withdrawal {
        date: "2026-03-20".to_owned(),
        because: "It read as printed what had been printed as a draft. We were shown both and had looked at one."
            .to_owned(),
    }
}

fn head() -> CommentaryHead {
    CommentaryHead {
        title: "A keel, not a cushion".to_owned(),
        summary_html: html(
            "<cite>The Lantern</cite> gives the grain reserve a new metaphor, a new unit and a single address. Only the metaphor was announced in advance.",
        ),
        date: "2026-03-16".to_owned(),
        date_link: format!("{}#d2026-03-16", to("archive-month")),
        updated: Some("2026-03-17".to_owned()),
        authors: authors(&["Ilse Marent", "Tomas Okeri", "a guest"]),
        topics: vec![
            link("Grain reserve", "topic"),
            link("Political metaphor", "topic"),
            link("Council of Stewards", "topic"),
        ],
        editions: vec![link("The winter of the keel", "edition")],
        translation_of: None,
        translations: vec![Link {
            label: "방석이 아니라 용골".to_owned(),
            link: to("commentary"),
            lang: Some(lang("ko")),
        }],
        corrections: vec![DatedText {
            date: "2026-03-17".to_owned(),
            text: "Note 1 said that the carts came from the district stores. They came from the Orrow depots."
                .to_owned(),
        }],
        provenance: Provenance {
            quotations: 8,
            verified: 7,
            verdicts: verdicts(&[("verbatim", 5), ("typography", 1), ("marked", 1), ("unverified", 1)]),
            superseded: 1,
            copies: vec![StoredCopy {
                source: mention("The Lantern", "2026-03-14"),
                sha256: Some("4e6c4c61c13f009798c72c42e54dd783c9b5e48a3f60a2eed8e02c7153e882af".to_owned()),
            }],
        },
        cite_html: html(
            "Ilse Marent and Tomas Okeri, “A keel, not a cushion,” <cite>Reading Valdria</cite>, 16 March 2026, revised 17 March 2026. On “Keep the Granary Door Facing the Sea,” <cite>The Lantern</cite>, 14 March 2026, p. 1.",
        ),
        cite_files: vec![link("BibTeX", "front"), link("RIS", "front"), link("CSL-JSON", "front")],
        previous: Some(neighbour("The customs-house wall", "excerpts", "2026-03-15")),
        next: Some(Neighbour { lang: Some(lang("ko")), ..neighbour("풀과 못", "excerpts", "2026-03-18") }),
        extra: json!({}),
    }
}

pub fn leaf() -> Leaf {
    Leaf {
        publication: publication("The Lantern"),
        date: Some("2026-03-14".to_owned()),
        page: Some("1".to_owned()),
        byline: Some("Wick".to_owned()),
        title: "Keep the Granary Door Facing the Sea".to_owned(),
        subtitle: Some("Why the districts will weigh, and for whom".to_owned()),
        lang: lang("en"),
        link: to("source"),
        original: Some(original()),
        archived: Some("https://archive.example/20260314".to_owned()),
        captures: captures(),
        capture: None,
        captured: Some("2026-03-14".to_owned()),
        strip: Some(own_strip()),
    }
}

fn beside() -> Beside {
    let rows = [
        (1, vec![note(1)]),
        (2, vec![note(2)]),
        (3, vec![note(3), note(4)]),
        (4, vec![note(5)]),
        (5, vec![note(6)]),
        (6, vec![note(7), unverified()]),
        (7, vec![]),
    ];
    let row = |(number, notes): (usize, Vec<Note>)| Row {
        lead_html: html(text(&format!("lead-{number}"))),
        rest_html: html(text(&format!("rest-{number}"))),
        notes,
    };
    Beside {
        head: head(),
        rail: rail(),
        leaf: leaf(),
        introduction_html: html(text("introduction")),
        rows: rows.into_iter().map(row).collect(),
        remarks_html: vec![html(text("together"))],
        first_paragraph: Some("#p1".to_owned()),
        first_passage: Some("#q-k7m2x4wq3a".to_owned()),
    }
}

const PASSAGES: [(&str, &str, &str); 6] = [
    ("1", "k7m2x4wq3a", "not one sack was short"),
    ("2, 7", "d5c3n6o2ya", "the reserve is not a cushion but a keel"),
    ("3", "r4t7y2m5qe", "by weight and not by volume, on the last working day, to a single office in Sarn"),
    (
        "4",
        "w2e6p3k7ui",
        "to a single office in Sarn. The instruction is simple. A measure that can be heaped can also be hollowed",
    ),
    ("5", "h3b5v7n4la", "a ship which leaves with grain should leave behind an account of it."),
    ("7", "z6s2f4j3ga", "Fear guesses; confidence counts."),
];

fn rail() -> Vec<RailItem> {
    let item = |(numbers, hash, words): &(&str, &str, &str)| RailItem {
        numbers: (*numbers).to_owned(),
        link: format!("#q-{hash}"),
        words: words.split(' ').take(6).collect::<Vec<_>>().join(" "),
        lang: None,
        paragraph: None,
    };
    let mut items: Vec<RailItem> = PASSAGES.iter().map(item).collect();
    items.insert(
        5,
        RailItem {
            numbers: "6".to_owned(),
            link: "#p9".to_owned(),
            words: String::new(),
            lang: None,
            paragraph: Some(9),
        },
    );
    items
}

fn rail_with_korean() -> Vec<RailItem> {
    let words = "비축곡을 배의 밑짐에".to_owned();
    let link = "#q-n7c4x2z5ka".to_owned();
    let korean = RailItem { numbers: "3".to_owned(), link, words, lang: Some(lang("ko")), paragraph: None };
    let mut items = rail();
    items.insert(3, korean);
    items
}

/// One of the seven notes.
fn note(number: u32) -> Note {
    let place = match number {
        1..=5 => Some(number as usize - 1),
        7 => Some(5),
        _ => None,
    };
    let hash = place.map(|place| PASSAGES[place].1);
    Note {
        id: hash.map_or("n-p9".to_owned(), |hash| format!("n-{hash}")),
        number,
        link: hash.map_or("#p9".to_owned(), |hash| format!("#q-{hash}")),
        on_words: hash.is_some(),
        passages: hash.map(|hash| format!("q-{hash}")).unwrap_or_default(),
        title_html: html(if number == 6 { "What is not priced" } else { "" }),
        lemmas: place.map(|place| lemmas(number, PASSAGES[place].1, PASSAGES[place].2)).unwrap_or_default(),
        elsewhere: None,
        text_html: html(text(&format!("note-{number}"))),
    }
}

fn lemmas(number: u32, hash: &str, words: &str) -> Vec<Lemma> {
    let mut markup = format!("<span class=\"quoted\">{words}</span>");
    if number == 5 {
        markup.push_str(
            "<span class=\"pilcrow\"> ¶ </span><span class=\"quoted\">That account will be kept in the open.</span>",
        );
    }
    let mut first = lemma(&markup, &format!("{}#q-{hash}", to("source")));
    match number {
        1 => first.superseded = Some(captures().swap_remove(1)),
        2 => first.verdict = "typography",
        4 => (first.verdict, first.flags) = ("marked", vec!["emphasis-added", "omission-checked"]),
        7 => {
            let mut again =
                lemma("<span class=\"quoted\">the reserve is not a cushion but a keel</span>", &to("source"));
            again.again = Some(Again { number: 2, link: "#n-d5c3n6o2ya".to_owned() });
            return vec![first, again];
        }
        _ => {}
    }
    vec![first]
}

pub fn lemma(words: &str, cite: &str) -> Lemma {
    Lemma {
        words_html: html(words),
        lang: None,
        cite: cite.to_owned(),
        verdict: "verbatim",
        verdict_link: "../../verification/#verbatim".to_owned(),
        reason: None,
        flags: vec![],
        gloss_html: html(""),
        again: None,
        elsewhere: None,
        superseded: None,
    }
}

/// A note whose words are of no stored source.
fn unverified() -> Note {
    let mut said = lemma("nobody has ever asked to see the floor", "");
    said.verdict = "unverified";
    said.reason = Some("said to us on the quay, no recording".to_owned());
    Note {
        id: "n-p11".to_owned(),
        number: 8,
        link: "#p11".to_owned(),
        on_words: false,
        passages: String::new(),
        title_html: html(""),
        lemmas: vec![said],
        elsewhere: None,
        text_html: html("<p>A storekeeper’s version, for what it is worth.</p>"),
    }
}

fn parts() -> Vec<ExcerptPart> {
    let block = |markup: &str| ExcerptPart { html: html(markup), excerpts: vec![], note: None };
    let lantern = Excerpt { leaf: leaf(), text_html: html(text("specimen")), paragraph: Some(4) };
    let korean = Excerpt { leaf: korean_leaf(), text_html: html(text("korean")), paragraph: Some(2) };
    let mut both = note(3);
    both.lemmas.push(korean_lemma());
    let mut translated = lemma("it should be all right to stand there until an answer is heard", "");
    translated.verdict = "translated";
    translated.elsewhere = Some(elsewhere());
    let loose = Note {
        id: "n-p3".to_owned(),
        number: 4,
        link: format!("{}#p3", to("source")),
        on_words: false,
        passages: String::new(),
        title_html: html("Standing <em>still</em>"),
        lemmas: vec![translated],
        elsewhere: Some(elsewhere()),
        text_html: html("<p>The clerk’s office has one chair, and it is on his side.</p>"),
    };
    vec![
        block(text("remark")),
        ExcerptPart { html: html(""), excerpts: vec![lantern.clone(), korean], note: Some(both) },
        block("<h2>The wall</h2><p>Between the two comes the wall itself, which neither paper describes.</p>"),
        ExcerptPart { html: html(""), excerpts: vec![lantern], note: Some(note(1)) },
        ExcerptPart { html: html(""), excerpts: vec![], note: Some(loose) },
    ]
}

fn korean_leaf() -> Leaf {
    Leaf {
        publication: publication("항구신보"),
        date: Some("2026-03-16".to_owned()),
        page: None,
        byline: None,
        title: "장부는 벽에 걸어야 한다".to_owned(),
        subtitle: None,
        lang: lang("ko"),
        capture: Some("2026-03-16".to_owned()),
        strip: None,
        ..leaf()
    }
}

fn korean_lemma() -> Lemma {
    let mut words = lemma("<span class=\"quoted\">비축곡을 배의 밑짐에 견주었다</span>", &to("source"));
    words.lang = Some(lang("ko"));
    words.gloss_html = html("<p>likened the reserve to a ship’s ballast</p>");
    words
}

pub fn elsewhere() -> Elsewhere {
    Elsewhere {
        source: mention("항구신보", "2026-03-16"),
        paragraph: Some(3),
        capture: Some(captures().swap_remove(1)),
    }
}
