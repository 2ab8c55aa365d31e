//! Nothing that may not be published is in any byte of the output: each sentence that must stay inside has words of its own,
//! and every output is searched for them. And what may be said of a withdrawn or corrected text is said.

use postil::base::day::{Day, Now};
use postil::base::file::{SitePath, Tree};
use postil::render::address::LinkForm;
use postil::render::exposure::{Exposed, exposure};
use postil::{Wanted, build};
use std::collections::BTreeMap;

const SITE: &str = "title = \"Q\"\nbase_url = \"https://q.example/\"\ntime_zone = \"Europe/Paris\"\nlanguage = \"en\"\n\
                    feeds = {authority = \"q.example,2027\", full_text = true}\nrights = {excerpt_words = 6}\n";

/// Words that must not leave, one of each kind of text.
const INSIDE: [&str; 16] = [
    "draftwort",
    "draftsumm",
    "futurewort",
    "futuresumm",
    "withdrawnwort",
    "withdrawnsumm",
    "withdrawntopic",
    "oldtextwort",
    "restrictwort",
    "farwort",
    "metasub",
    "metaby",
    "gonewort",
    "gonesub",
    "draftpage",
    "futureedition",
];

struct Made {
    outputs: BTreeMap<String, String>,
    exposed: Vec<Exposed>,
}

fn made(files: &[(&str, String)]) -> Made {
    let mut tree = Tree::default();
    for (path, text) in files {
        tree.insert(SitePath::new(path).expect("a path"), text.as_bytes().to_vec());
    }
    let now = Now::Day(Day::new(2027, 4, 2).expect("a day"));
    let wanted = Wanted { now, drafts: false, future: false, base_url: None, links: LinkForm::Relative };
    build(&tree, &wanted, &|_| {}, |built| {
        let problems: Vec<String> = built.report.iter().map(|found| format!("{:?}", found.message)).collect();
        let plan = built.plan.unwrap_or_else(|| panic!("{problems:#?}"));
        let outputs = (0..plan.outputs().len()).map(|at| {
            let bytes = plan.make(at).expect("it is made").into_owned();
            (plan.outputs()[at].path.clone(), String::from_utf8_lossy(&bytes).into_owned())
        });
        Made { outputs: outputs.collect(), exposed: exposure(built.digest.expect("there is a plan"), &plan) }
    })
}

fn source(front: &str, text: &str) -> String {
    format!("---\ntitle: Tolls\npublication: quay\ndate: 2027-02-03\n{front}---\n\n{text}\n")
}

fn commentary(front: &str, text: &str) -> String {
    format!("---\ntitle: Reading\ndate: 2027-02-10\n{front}---\n\n{text}\n")
}

fn site() -> Vec<(&'static str, String)> {
    vec![
        ("site.toml", SITE.to_owned()),
        ("content/publications.yaml", "- {key: quay, name: The Quay, language: en}\n".to_owned()),
        ("content/topics.yaml", "- {key: tolls, label: Tolls}\n- {key: withdrawntopic, label: Kept}\n".to_owned()),
        ("content/sources/open.md", source("", "The toll ends in May, and nobody at the quay was asked about it.")),
        (
            "content/sources/part.md",
            source(
                "rights: excerpts\n",
                "It began in the restrictwort of a far and farwort winter when all the boats of the long and narrow quay were tied up. \
                 The toll was cut by half. Then came in the restrictwort of another farwort spring the boats of the long quay again.\n\n\
                 Nobody quotes this restrictwort paragraph.",
            ),
        ),
        (
            "content/sources/meta.md",
            source(
                "rights: metadata\nsubtitle: A metasub line\nbyline: Metaby\n",
                "The board met on Monday about it. Every restrictwort of it is kept inside.",
            ),
        ),
        (
            "content/sources/gone.md",
            source(
                "withdrawn: {date: 2027-03-20, because: The publisher asked for it}\nsubtitle: A gonesub line\n",
                "The court sat for one hour only. Its gonewort is kept inside.",
            ),
        ),
        (
            "content/commentary/shown.md",
            commentary(
                "corrections:\n  - {date: 2027-03-01, text: The toll was cut in May and not in April.}\n",
                "> The toll ends in May\n>\n> — [@open, ¶1]\n\nA note.\n\n> The toll was cut by half.\n>\n> — [@part, ¶1]\n\nA note.\n\n\
                 > The board met on Monday about it.\n>\n> — [@meta, ¶1]\n\nA note.\n\n> The court sat for one hour only.\n>\n> — [@gone, ¶1]\n\nA note.",
            ),
        ),
        (
            "content/commentary/draft.md",
            commentary("draft: true\nsummary: A draftsumm line\n", "Its draftwort.\n\n> The toll ends in May\n>\n> — [@open, ¶1]\n\nA draftwort note."),
        ),
        (
            "content/commentary/future.md",
            commentary("summary: A futuresumm line\n", "Its futurewort.").replace("2027-02-10", "2027-05-10"),
        ),
        (
            "content/commentary/taken.md",
            commentary(
                "summary: A withdrawnsumm line\ntopics: [withdrawntopic]\nauthors: [Oldtextwort]\n\
                 corrections:\n  - {date: 2027-03-02, text: An oldtextwort correction}\n\
                 withdrawn: {date: 2027-03-21, because: It was not ours to say}\n",
                "## A withdrawnwort heading\n\nIts withdrawnwort.\n\n> nobody at the quay was asked\n>\n> — [@open, ¶1]\n\nA withdrawnwort note.[^1]\n\n[^1]: An oldtextwort.",
            )
            .replace("title: Reading", "title: The taken one"),
        ),
        ("content/pages/plan.md", "---\ntitle: A draftpage\ndraft: true\n---\n\nA draftpage.\n".to_owned()),
        ("content/editions/may.md", "---\ntitle: A futureedition\ndate: 2027-05-01\nfrom: 2027-02-01\nto: 2027-05-01\n---\n\nA futureedition.\n".to_owned()),
    ]
}

#[test]
fn no_byte_of_the_output_has_what_must_stay_inside() {
    let made = made(&site());
    for (path, text) in &made.outputs {
        let text = text.to_lowercase();
        for word in INSIDE {
            // The topic's own page is that of the vocabulary; the withdrawn commentary is not in it.
            if word == "withdrawntopic" && !path.starts_with("commentary/") && path != "feed.xml" {
                continue;
            }
            assert!(!text.contains(word), "`{word}` is in {path}");
        }
    }
    assert!(!made.outputs["topics/withdrawntopic/index.html"].contains("The taken one"));
}

#[test]
fn a_withdrawn_commentary_is_a_page_with_its_day_and_reason_and_is_nowhere_else() {
    let made = made(&site());
    let page = &made.outputs["commentary/taken/index.html"];
    assert!(page.contains("It was not ours to say") && page.contains("datetime=\"2027-03-21\""), "{page}");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex"), "{page}");
    let named: Vec<&String> =
        made.outputs.iter().filter(|(_, text)| text.contains("commentary/taken")).map(|(path, _)| path).collect();
    assert_eq!(named, ["commentary/taken/index.html", "feed.xml"], "it is linked from elsewhere");
    // Whoever has it in a reader of feeds learns that it is gone.
    let feed = &made.outputs["feed.xml"];
    let entry = feed.split("<entry").find(|entry| entry.contains("commentary/taken")).expect("an entry");
    assert!(
        entry.contains("<updated>2027-03-21T00:00:00+01:00</updated>") && entry.contains("It was not ours to say"),
        "{entry}"
    );
    assert!(!entry.contains("<content"), "{entry}");
}

#[test]
fn a_withdrawn_source_says_when_and_why_and_shows_the_quoted_words_alone() {
    let made = made(&site());
    let page = &made.outputs["sources/gone/index.html"];
    assert!(page.contains("The publisher asked for it") && page.contains("datetime=\"2027-03-20\""), "{page}");
    assert!(page.contains("The court sat for one hour only."), "{page}");
}

#[test]
fn a_correction_stands_at_the_top_in_the_feed_and_on_the_page_of_corrections() {
    let made = made(&site());
    let text = "The toll was cut in May and not in April.";
    let page = &made.outputs["commentary/shown/index.html"];
    let (correction, note) = (page.find(text).expect("it is there"), page.find("class=\"note\"").expect("a note"));
    assert!(correction < note, "it stands below the text");
    assert!(made.outputs["corrections/index.html"].contains(text));
    let feed = &made.outputs["feed.xml"];
    let entry = feed.split("<entry").find(|entry| entry.contains("commentary/shown")).expect("an entry");
    assert!(entry.contains(text), "{entry}");
    assert!(entry.contains("<published>2027-02-10T00:00:00+01:00</published>"), "{entry}");
    assert!(entry.contains("<updated>2027-03-01T00:00:00+01:00</updated>"), "{entry}");
}

#[test]
fn what_leaves_is_measured_in_the_bytes() {
    let made = made(&site());
    let of = |name: &str| made.exposed.iter().find(|text| text.name == name).expect("a text");
    let pages = |name: &str| of(name).leaves.get("pages").copied().unwrap_or(0);
    assert_eq!(pages("open"), of("open").words);
    assert!((6..of("part").words / 2).contains(&pages("part")), "{:?}", of("part"));
    assert_eq!((pages("meta"), of("meta").words), (7, 14), "{:?}", of("meta"));
    assert_eq!((pages("gone"), of("gone").withdrawn.map(|day| day.to_string()).as_deref()), (7, Some("2027-03-20")));
    assert_eq!(of("meta").leaves.get("feeds"), Some(&7));
}
