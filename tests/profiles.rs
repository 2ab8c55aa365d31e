//! Profiles of publications: what they say of their pages is what ingest reads, and `--learn` makes one of a few pages.

#![cfg(feature = "web")]

mod program;

use program::Site;
use serde_json::Value;

const WORDS: &str =
    "The keel was laid on a Monday, and nobody in the harbour spoke of it before the tide had turned twice.";

/// A page of an aggregator: its own furniture inside the text, its own date over it, and one line that says what the article is.
fn aggregated(title: &str, date: &str, paper: &str, words: &str) -> String {
    format!(
        "<html lang=en><head><title>{title} | Ropewalk Watch</title></head><body><div id=top><span class=today>27.09.24</span> Ropewalk Watch</div>\
         <div class=entry><h2 class=heading>{title}</h2><div class=facts>Date: {date} | Source: {paper} | Read original version at source</div>\
         <div class=byline>By Ada Wren</div><div class=text><p>Share this page with a friend.</p><p>{words} {WORDS}</p><p>{WORDS} {words} It rained.</p>\
         <ul><li>Share this page with a friend.</li><li>Follow Ropewalk Watch.</li></ul></div>\
         <div class=more><p>{WORDS} Other stories from the harbour that were read today by more people than this one.</p></div></div></body></html>"
    )
}

const PROFILE: &str = "# Ours.\n- key: ropewalk # the aggregator\n  name: Ropewalk Watch\n  url: \"https://ropewalk.example/\"\n  profile:\n    \
    dates: day-first\n    drop: [Share this page with a friend., Follow Ropewalk Watch.]\n    title: h2.heading\n    body: div.text\n    \
    byline: div.byline\n    date: div.facts\n    publication: div.facts\n- {key: tidewater, name: The Tidewater}\n";

fn dry(site: &Site, arguments: &[&str]) -> Value {
    let ran = site.run(&[&["ingest", "--dry-run", "--json"], arguments].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn an_aggregator_is_read_as_its_profile_says() {
    let site = Site::new();
    site.put("content/publications.yaml", PROFILE);
    site.put("page.html", &aggregated("The keel", "03/02/2026", "The Tidewater", "First."));
    let clip = dry(&site, &["page.html", "--url", "https://ropewalk.example/keel"]);
    assert_eq!(clip["title"], "The keel");
    assert_eq!(clip["date"], "2026-02-03");
    assert_eq!(clip["publication"]["key"], "tidewater");
    assert_eq!(clip["byline"], "Ada Wren");
    let paragraphs = [format!("First. {WORDS}"), format!("{WORDS} First. It rained.")];
    assert_eq!(clip["paragraphs"], serde_json::json!(paragraphs));
    assert_eq!(clip["doubts"], serde_json::json!([]));
    // A page that is not built so is read as every page is, and that is said.
    site.put(
        "other.html",
        &aggregated("The keel", "3 February 2026", "The Tidewater", "First.").replace("class=text", "class=txt"),
    );
    let clip = dry(&site, &["other.html", "--url", "https://ropewalk.example/keel"]);
    assert!(
        clip["doubts"].to_string().contains("the profile of its publication points: `div.text`"),
        "{}",
        clip["doubts"]
    );
    assert!(clip["paragraphs"].to_string().contains("It rained."));
}

#[test]
fn a_profile_is_learnt_from_pages_of_one_publication() {
    let site = Site::new();
    let entries = "# Ours.\n- key: ropewalk # the aggregator\n  name: Ropewalk Watch\n\n- {key: tidewater, name: The Tidewater}\n";
    site.put("content/publications.yaml", entries);
    let pages = [
        ("The keel", "03/02/2026", "First."),
        ("The mast", "17/02/2026", "Second."),
        ("The rope", "09/01/2026", "Third."),
    ];
    for (at, (title, date, words)) in pages.iter().enumerate() {
        let page =
            aggregated(title, date, "The Tidewater", words).replace("Ada Wren", ["Ada Wren", "Ben Cole", "Cy Dow"][at]);
        site.put(&format!("{at}.html"), &page);
    }
    let one = site.run(&["ingest", "--learn", "ropewalk", "0.html"]);
    assert!(one.code == 2 && one.err.contains("two to 8 pages"), "{}", one.err);
    let unknown = site.run(&["ingest", "--learn", "gazette", "0.html", "1.html"]);
    assert!(unknown.code == 2 && unknown.err.contains("no publication `gazette`"), "{}", unknown.err);
    let learnt = site.run(&["ingest", "--learn", "ropewalk", "0.html", "1.html", "2.html"]);
    assert_eq!(learnt.code, 0, "{}", learnt.err);
    let lines = "  profile:\n    dates: day-first\n    drop: [Share this page with a friend., Follow Ropewalk Watch.]\n    \
                 body: div.text\n    byline: div.byline\n    date: div.facts\n";
    assert_eq!(learnt.out, lines, "{}", learnt.err);
    assert_eq!(site.read("content/publications.yaml"), entries, "nothing is written that was not asked for");
    let wrote = site.run(&["ingest", "--learn", "ropewalk", "0.html", "1.html", "2.html", "--yes"]);
    assert_eq!(wrote.code, 0, "{}", wrote.err);
    let expected = entries.replace("Ropewalk Watch\n", &format!("Ropewalk Watch\n{lines}"));
    assert_eq!(site.read("content/publications.yaml"), expected);
    // What was learnt is what the next page is read by.
    site.put("3.html", &aggregated("The sail", "05/03/2026", "The Tidewater", "Fourth."));
    let clip = dry(&site, &["3.html", "--publication", "ropewalk"]);
    assert_eq!((&clip["date"], &clip["byline"]), (&Value::from("2026-03-05"), &Value::from("Ada Wren")));
    assert_eq!(
        clip["paragraphs"],
        serde_json::json!([format!("Fourth. {WORDS}"), format!("{WORDS} Fourth. It rained.")])
    );
}
