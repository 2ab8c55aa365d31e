//! The front page, lists, records, and pages of which there is one.

use super::commentary::{elsewhere, lemma};
use super::part::*;
use super::time::dot_calendar;
use crate::render::view::*;
use serde_json::json;

/// Each of them with everything.
pub fn rich() -> Vec<Page> {
    vec![
        page("Reading Valdria", "", Kind::Front(Box::new(front()))),
        page("Commentary", "commentary", Kind::CommentaryList(Box::new(commentary_list()))),
        page("Sources", "sources", Kind::SourceList(Box::new(source_list()))),
        page("Topics", "topics", Kind::Topics(Box::new(topics()))),
        page("Grain reserve", "topics", Kind::Topic(Box::new(topic()))),
        page(
            "Publications",
            "publications",
            Kind::Publications(Box::new(Publications { publications: publications() })),
        ),
        page("The Lantern", "publications", Kind::Publication(Box::new(lantern()))),
        page("Editions", "editions", Kind::Editions(Box::new(editions()))),
        page("The winter of the keel", "editions", Kind::Edition(Box::new(edition()))),
        page("Authors", "authors", Kind::Authors(Box::new(all_authors()))),
        page("Ilse Marent", "authors", Kind::Author(Box::new(author()))),
        page("Corrections", "corrections", Kind::Corrections(Box::new(corrections()))),
        page("Verification", "verification", Kind::Verification(Box::new(verification()))),
        page("Writing", "", Kind::Text(Box::new(manual()))),
        lost(),
        page("A keel, not a cushion", "", Kind::Redirect(Box::new(redirect()))),
    ]
}

fn entries() -> Vec<Entry> {
    let keel = "the reserve is not a cushion but a keel";
    vec![
        with_quote(
            entry(
                "A keel, not a cushion",
                "2026-03-16",
                "A new metaphor, a new unit and a single address.",
                "The Lantern",
                7,
            ),
            keel,
        ),
        entry(
            "Nails, not paste",
            "2026-03-17",
            "The harbour’s Korean edition welcomes the grain accounts, swaps a keel for ballast, and asks a question about stationery.",
            "항구신보",
            6,
        ),
        entry(
            "The customs-house wall",
            "2026-03-16",
            "A weekly sheet, a nail or a pot of paste, and clause 11 of the League treaty.",
            "The Lantern",
            3,
        ),
        entry(
            "Nine stores on foot",
            "2026-03-15",
            "The Steward for Provisions loses a chair and gains a walk.",
            "The Lantern",
            2,
        ),
        with_quote(
            entry(
                "Four sentences from the Council",
                "2026-03-13",
                "Thursday’s communiqué is the shortest since the drought year. Three of the four sentences are about the weather.",
                "Gazette of Decrees",
                4,
            ),
            keel,
        ),
        entry(
            "The court that declined to define “spare”",
            "2026-03-12",
            "The High Bench sends a hoarding case back to the districts with a footnote longer than the judgment.",
            "High Bench Reports",
            9,
        ),
        entry(
            "Two thousand four hundred carts, twice",
            "2026-03-10",
            "One number, two newspapers, and what the second left out.",
            "Harbour Gazette",
            5,
        ),
        entry(
            "A theory of patience",
            "2026-03-09",
            "The Plumb Line spends eleven pages on waiting and does not say for what.",
            "The Plumb Line",
            6,
        ),
        entry(
            "Seventeen pieces signed Wick",
            "2026-03-06",
            "What the house byline has been used for since 2019, and the one thing it has never praised.",
            "The Lantern",
            8,
        ),
        entry(
            "Premiums, withdrawn and not withdrawn",
            "2026-03-02",
            "The insurers’ list is public. So is the claim that it has changed.",
            "Valdrian Wire",
            3,
        ),
    ]
}

fn days(skip: usize) -> Vec<Day> {
    let day = |entry: Entry| Day {
        date: entry.date.clone(),
        id: format!("d{}", entry.date),
        link: format!("{}#d{}", to("archive-month"), entry.date),
        entries: vec![entry],
        sources: vec![],
    };
    let mut days: Vec<Day> = entries().into_iter().skip(skip).map(day).collect();
    days.sort_by(|a, b| b.date.cmp(&a.date));
    days.dedup_by(|later, earlier| {
        let same = later.date == earlier.date;
        if same {
            earlier.entries.append(&mut later.entries);
        }
        same
    });
    days
}

fn front() -> Front {
    let mut lead = entries().swap_remove(0);
    lead.summary_html = html(
        "<cite>The Lantern</cite> gives the grain reserve a new metaphor, a new unit and a single address. Only the metaphor was announced in advance.",
    );
    let words = "<span class=\"quoted\">by weight and not by volume, on the last working day, to a single office in Sarn</span>";
    let specimen = Specimen {
        text_html: html(text("specimen")),
        lang: lang("en"),
        note: Note {
            id: String::new(),
            number: 3,
            link: format!("{}#n-r4t7y2m5qe", to("commentary")),
            on_words: true,
            passages: String::new(),
            title_html: html(""),
            lemmas: vec![lemma(words, &to("source"))],
            elsewhere: Some(elsewhere()),
            text_html: html(text("specimen-note")),
        },
        source: mention("The Lantern", "2026-03-14"),
        paragraph: 4,
        paragraphs: 13,
    };
    Front {
        lead: Some(Lead { entry: lead, date_link: to("archive-month"), specimen: Some(specimen) }),
        recent: days(1),
        list: to("commentary-list"),
        entries: 152,
        calendar: Some(dot_calendar()),
        topics: topic_counts(),
        topics_link: to("topics"),
        publications: publications(),
        publications_link: to("publications"),
    }
}

fn topic_counts() -> Vec<CountedLink> {
    let counts = [
        ("Grain reserve", 31),
        ("Council of Stewards", 29),
        ("Law", 27),
        ("Ports and customs", 24),
        ("Political metaphor", 22),
        ("Communiqués", 17),
        ("Doctrine", 15),
        ("Schools", 12),
    ];
    counts.iter().map(|(label, count)| counted(label, *count)).collect()
}

fn publications() -> Vec<PublicationEntry> {
    let list = [
        ("The Lantern", "daily, the Council’s organ", 96, 1204),
        ("Harbour Gazette", "daily, Port Ellisk", 41, 866),
        ("항구신보", "three a week, the harbour’s Korean edition", 12, 148),
        ("The Plumb Line", "fortnightly, doctrine", 18, 52),
        ("Gazette of Decrees", "as issued", 22, 310),
        ("Valdrian Wire", "agency", 31, 2390),
    ];
    let entry = |(name, note, quoted, sources): &(&str, &str, usize, usize)| PublicationEntry {
        name: (*name).to_owned(),
        link: to("publication"),
        lang: name.starts_with('항').then(|| lang("ko")),
        country: Some("Valdria".to_owned()),
        note: Some((*note).to_owned()),
        sources: *sources,
        quoted: *quoted,
        entries: quoted / 2,
        newest: Some("2026-03-28".to_owned()),
    };
    list.iter().map(entry).collect()
}

fn commentary_list() -> CommentaryList {
    CommentaryList { days: days(0), count: 152, pages: pagination(2, 8) }
}

fn sources() -> Vec<SourceEntry> {
    let excerpt = "In the seventh week of a dry winter the harbour towns have again shown what discipline can do. Before dawn on Monday two thousand four hundred carts were weighed…";
    let mut gone = source("Eleven Pages of Waiting", "The Plumb Line", Some("2026-03-01"), "");
    gone.withdrawn = true;
    vec![
        source("Keep the Granary Door Facing the Sea", "The Lantern", Some("2026-03-14"), excerpt),
        source("A Keel for the Winter", "Harbour Gazette", Some("2026-03"), excerpt),
        source(
            "장부는 벽에 걸어야 한다",
            "항구신보",
            Some("2026-03-16"),
            "항구의 아침은 저울에서 시작된다. 월요일 새벽, 제3부두에서는 수레 이천사백 대가 차례로 저울에 올랐고…",
        ),
        gone,
    ]
}

fn source_years() -> Vec<SourceYear> {
    let undated = source(
        "Rules of the Weighing House",
        "Harbour Gazette",
        None,
        "The weigher stands to the left of the beam and speaks first…",
    );
    vec![
        SourceYear { year: "2026".to_owned(), sources: sources() },
        SourceYear { year: String::new(), sources: vec![undated] },
    ]
}

fn source_list() -> SourceList {
    SourceList { years: source_years(), count: 5020, pages: pagination(1, 101) }
}

fn node(label: &str, count: usize, children: Vec<TopicNode>) -> TopicNode {
    TopicNode { label: label.to_owned(), link: to("topic"), count, description: None, spark: None, children }
}

fn topics() -> Topics {
    let leafs =
        |list: &[(&str, usize)]| list.iter().map(|(label, count)| node(label, *count, vec![])).collect::<Vec<_>>();
    let mut groups = vec![
        node(
            "Economy",
            88,
            vec![
                node(
                    "Grain and provisions",
                    46,
                    leafs(&[("Grain reserve", 31), ("Harvest reports", 9), ("Rationing", 12), ("Seed allotments", 5)]),
                ),
                node(
                    "Trade and ports",
                    38,
                    leafs(&[("Ports and customs", 24), ("Shipping insurance", 8), ("Winter dues", 11)]),
                ),
                node("Wages and prices", 14, vec![]),
            ],
        ),
        node(
            "State",
            64,
            vec![
                node("Council of Stewards", 29, leafs(&[("Communiqués", 17), ("Inspections", 8), ("Succession", 6)])),
                node("Law", 27, leafs(&[("Courts", 13), ("Decrees", 16)])),
            ],
        ),
        node(
            "Language",
            52,
            vec![
                node(
                    "Political metaphor",
                    22,
                    vec![node("Granary images", 9, leafs(&[("Doors", 3)])), node("Ship images", 12, vec![])],
                ),
                node("Translation", 8, vec![]),
            ],
        ),
        node("Society", 33, leafs(&[("Schools", 12), ("Weather", 9)])),
    ];
    for (index, group) in groups.iter_mut().enumerate() {
        let bar = |month: usize| {
            let height = ((month * 7 + index * 5) % 19 + 1) as u32;
            SparkBar { x: format!("{:.1}%", month as f64 * 100.0 / 12.0), y: 20 - height, height }
        };
        let (from, to) = ("2025-04".to_owned(), "2026-03".to_owned());
        group.spark = Some(Spark { bars: (0..12).map(bar).collect(), most: 12, from, to });
        group.description = Some("Who decides, who signs, and who is on inspection that day.".to_owned());
    }
    let letter = |(letter, names): &(&str, &[(&str, usize)])| Letter {
        letter: (*letter).to_owned(),
        id: if names.is_empty() { String::new() } else { format!("letter-{letter}") },
        topics: names.iter().map(|(label, count)| counted(label, *count)).collect(),
    };
    let letters: [(&str, &[(&str, usize)]); 5] = [
        ("A", &[("Abroad", 21), ("Anniversaries", 9)]),
        ("B", &[("Bylines", 11)]),
        ("C", &[("Communiqués", 17), ("Council of Stewards", 29), ("Courts", 13)]),
        ("D", &[]),
        ("G", &[("Grain and provisions", 46), ("Grain reserve", 31)]),
    ];
    Topics { groups, letters: letters.iter().map(letter).collect() }
}

fn topic() -> Topic {
    let (newer, older): (Vec<Entry>, Vec<Entry>) = (entries().into_iter().take(5).chain([korean_entry()]).collect(), {
        let mut oil = with_quote(
            entry("Lamp oil and the arithmetic of plenty", "2025-11-24", "", "The Lantern", 4),
            "not one can was short",
        );
        oil.sources.push(mention("Harbour Gazette", "2025-11-22"));
        vec![oil]
    });
    Topic {
        label: "Grain reserve".to_owned(),
        description: Some("The state’s stored grain: how much there is said to be, who is allowed to say it, and what it is said to be like.".to_owned()),
        parents: vec![link("Economy", "topic"), link("Grain and provisions", "topic")],
        children: vec![counted("Granary doors", 3)],
        siblings: vec![counted("Harvest reports", 9), counted("Rationing", 12), counted("Seed allotments", 5)],
        count: 31,
        plot: Some(plot(&[("2024", &[0, 0, 1, 0, 0, 1, 0, 1, 2, 1, 0, 1]), ("2025", &[1, 0, 0, 1, 1, 0, 2, 0, 1, 2, 4, 3]), ("2026", &[2, 2, 5])])),
        years: vec![EntryYear { year: "2026".to_owned(), entries: newer }, EntryYear { year: "2025".to_owned(), entries: older }],
        pages: pagination(1, 2),
        sources: sources(),
        feed: Some(to("front")),
    }
}

fn lantern() -> Publication {
    Publication {
        name: "The Lantern".to_owned(),
        lang: Some(lang("en")),
        language: "English".to_owned(),
        country: Some("Valdria".to_owned()),
        url: Some("https://lantern.example/".to_owned()),
        url_shown: Some("lantern.example".to_owned()),
        note: Some("The daily of the Council of Stewards, printed in Sarn. Commentaries signed “Wick” are cleared by the whole editorial board; everything else is cleared by half of it.".to_owned()),
        rights: "full",
        sources: 1204,
        quoted: 96,
        entries: 41,
        oldest: Some("2019-03-04".to_owned()),
        newest: Some("2026-03-28".to_owned()),
        plot: Some(plot(&[("2025", &[3, 4, 1, 0, 6, 8, 2, 0, 9, 11, 7, 5]), ("2026", &[12, 7, 14])])),
        source_years: source_years(),
        pages: pagination(1, 25),
        entry_years: vec![EntryYear { year: "2026".to_owned(), entries: entries() }],
        feed: Some(to("front")),
    }
}

fn editions() -> Editions {
    let edition = |title: &str, number: &str, date: &str, entries| EditionEntry {
        title: title.to_owned(),
        link: to("edition"),
        date: date.to_owned(),
        number: Some(number.to_owned()),
        lang: None,
        summary: "What changed between January and March was not the grain. It was the word for it.".to_owned(),
        entries,
    };
    let mut autumn = edition("마른 가을", "11", "2025-12-15", 5);
    autumn.lang = Some(lang("ko"));
    Editions { editions: vec![edition("The winter of the keel", "12", "2026-03-31", 7), autumn] }
}

fn edition() -> Edition {
    Edition {
        title: "The winter of the keel".to_owned(),
        date: "2026-03-31".to_owned(),
        date_link: Some(to("archive-month")),
        number: Some("12".to_owned()),
        introduction_html: html(
            "<p>What changed between January and March was not the grain. It was the word for it, then the unit, then the address. This issue reads them in the order in which they were printed.</p><p>One paper spoke of a <em>keel</em>; another, two days later, of ballast.</p>",
        ),
        entries: entries(),
        previous: Some(neighbour("A dry autumn", "edition", "2025-12-15")),
        next: Some(neighbour("Paste, wind and law", "edition", "2026-06-30")),
        extra: json!({}),
    }
}

fn all_authors() -> Authors {
    let author = |name: &str, note: Option<&str>, entries| AuthorEntry {
        name: name.to_owned(),
        link: to("author"),
        note: note.map(str::to_owned),
        entries,
        newest: Some("2026-03-16".to_owned()),
    };
    Authors {
        authors: vec![
            author("Ilse Marent", Some("Reads the Council’s press since 2019."), 64),
            author("Tomas Okeri", None, 41),
        ],
    }
}

fn author() -> Author {
    Author {
        name: "Ilse Marent".to_owned(),
        url: Some("https://marent.example/".to_owned()),
        url_shown: Some("marent.example".to_owned()),
        note: Some("Reads the Council’s press since 2019.".to_owned()),
        entries: 64,
        years: vec![EntryYear { year: "2026".to_owned(), entries: entries() }],
        pages: pagination(1, 2),
    }
}

fn corrections() -> Corrections {
    let correction = |date: &str, text: &str| Correction {
        date: date.to_owned(),
        text: text.to_owned(),
        entry: link("A keel, not a cushion", "commentary"),
    };
    Corrections {
        corrections: vec![
            correction(
                "2026-03-17",
                "Note 1 said that the carts came from the district stores. They came from the Orrow depots.",
            ),
            correction("2025-12-02", "We gave the price of lamp oil by the can; it was by the quart."),
        ],
    }
}

fn verification() -> Verification {
    let counts = [
        ("verbatim", 402),
        ("typography", 57),
        ("marked", 31),
        ("translated", 6),
        ("superseded", 2),
        ("unverified", 1),
        ("rejected", 0),
    ];
    let mut verdicts = verdicts(&counts);
    verdicts.iter_mut().for_each(|item| item.link = format!("#{}", item.verdict));
    let line = |words: &str| QuotationLine {
        words_html: html(words),
        lang: None,
        entry: link("A keel, not a cushion", "commentary"),
        source: Some(mention("The Lantern", "2026-03-14")),
        paragraph: Some(1),
        capture: None,
        reason: None,
    };
    let korean =
        QuotationLine { lang: Some(lang("ko")), ..line("<span class=\"quoted\">못을 쓰기 바란다</span>") };
    let superseded = QuotationLine {
        capture: Some(captures().swap_remove(1)),
        ..line("<span class=\"quoted\">hardly a sack was short</span>")
    };
    let translated = line("it should be all right to stand there until an answer is heard");
    let unverified = QuotationLine {
        reason: Some("said to us on the quay, no recording".to_owned()),
        source: None,
        paragraph: None,
        ..line("nobody has ever asked to see the floor")
    };
    Verification {
        quotations: 499,
        verified: 490,
        verdicts,
        captures: CaptureCounts { placed: 9, moved: 2, ambiguous: 1, superseded: 2 },
        superseded: vec![superseded, korean],
        translated: vec![translated],
        unverified: vec![unverified],
        contract: 1,
        contract_link: Some(to("page")),
        relaxed: vec!["silent_initial_case".to_owned()],
    }
}

fn manual() -> Text {
    let heading = |label: &str| Link { label: label.to_owned(), link: "#how-to-read-this-page".to_owned(), lang: None };
    Text {
        title: "Writing".to_owned(),
        summary: Some("Two marks only: the blockquote and the citation.".to_owned()),
        parents: vec![link("Manual", "page")],
        contents: vec![heading("How to read this page"), heading("Quoting"), heading("Notes")],
        text_html: html(text("remark")),
        children: vec![link("The contract, word for word", "page")],
        previous: Some(link("A first afternoon", "page")),
        next: Some(link("Themes", "page")),
        extra: json!({}),
    }
}

/// As it is served at any depth, all its addresses begin at the root.
fn lost() -> Page {
    let lost = Lost {
        archive: "/archive/rich/".to_owned(),
        topics: "/topics/rich/".to_owned(),
        list: "/commentary-list/rich/".to_owned(),
    };
    let mut page = page("A leaf is missing", "", Kind::Lost(Box::new(lost)));
    page.site.assets = "/assets/".to_owned();
    page.head.canonical = None;
    page.head.robots = Some("noindex".to_owned());
    page.head.graph = None;
    page
}

fn redirect() -> Redirect {
    Redirect {
        link: to("commentary"),
        canonical: "https://digest.example.org/commentary/rich/".to_owned(),
        title: "A keel, not a cushion".to_owned(),
    }
}
