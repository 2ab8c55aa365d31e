//! What `ingest` says and does where an input is not what its editor thought: nothing is guessed in silence.

#![expect(clippy::disallowed_methods, reason = "tests make sites on disk")]

mod program;

use program::Site;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORDS: &str =
    "The council met on Thursday, and it adopted every proposal that was laid before it by the steward.";

fn page(counts: &str) -> String {
    format!(
        "<html lang=en><head><meta property=article:published_time content=2026-02-13><meta property=og:site_name content=Tidewater>\
         <link rel=canonical href=https://tidewater.example/list><title>The list - Tidewater</title></head><body><article><h1>The list</h1>\
         <p>{WORDS}</p><p>{counts} views · Comments ({counts})</p><p>{WORDS} It then rose.</p></article></body></html>"
    )
}

#[test]
fn counts_that_change_make_no_new_capture() {
    let site = Site::new();
    for (count, said) in [("1,204", "stored as"), ("1.3k", "unchanged since")] {
        site.put("list.html", &page(count));
        let ran = site.run(&["ingest", "list.html", "--publication", "tidewater", "--yes"]);
        assert!(ran.code == 0 && ran.out.contains(said), "{}{}", ran.out, ran.err);
    }
}

#[test]
fn one_article_of_several_is_chosen() {
    let site = Site::new();
    let article = |title: &str, words: &str| {
        format!("<article><h2>{title}</h2><p>{words} {WORDS}</p><p>{words} {WORDS} {WORDS}</p></article>")
    };
    let both = [article("The tolls", "Tolls first."), article("The salt", "Salt next.")].concat();
    site.put("two.html", &format!("<html lang=en><head><title>Today - Quay</title></head><body>{both}</body></html>"));
    let look = |more: &[&str]| {
        let ran = site.run(&[&["ingest", "two.html", "--dry-run", "--json"], more].concat());
        serde_json::from_str::<serde_json::Value>(&ran.out).unwrap()
    };
    assert!(look(&[])["doubts"].to_string().contains("--article NUMBER"));
    let second = look(&["--article", "2"]);
    assert_eq!(second["title"], "The salt");
    assert!(
        second["markdown"].to_string().contains("Salt next.")
            && !second["markdown"].to_string().contains("Tolls first.")
    );
    assert!(!second["doubts"].to_string().contains("--article"));
    assert!(look(&["--article", "3"])["doubts"].to_string().contains("no article 3"));
}

#[test]
fn what_stands_for_a_title_or_a_day_is_said() {
    let site = Site::new();
    let feed = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Quay\", \"items\": [{{\"id\": \"1\", \"url\": \"https://quay.example/1\", \"content_text\": \"{WORDS} {WORDS} {WORDS}\"}}]}}"
    );
    site.put("feed.json", &feed);
    let ran = site.run(&["ingest", "feed.json"]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    for said in ["its first words would stand for one", "would have the day of retrieval"] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
}

#[test]
fn a_file_that_is_not_read_is_said_with_its_cure() {
    let site = Site::new();
    std::fs::create_dir(site.root().join("clips")).unwrap();
    std::fs::write(site.root().join("clips/a.bin"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    let ran = site.run(&["ingest", "clips"]);
    assert!(
        ran.code == 1 && ran.err.contains("not read: ") && ran.err.contains("\n  help: "),
        "{}{}",
        ran.out,
        ran.err
    );
}

#[test]
fn a_profile_holds_for_pasted_text_too() {
    let site = Site::new();
    site.put(
        "content/publications.yaml",
        "- key: courier\n  name: The Northgate Courier\n- key: quay\n  name: Quay\n  profile:\n    dates: month-first\n    drop: [\"Quay: words for the coast\"]\n",
    );
    site.put(
        "a.txt",
        &format!(
            "The Tolls Stay\n\nDate: 02/03/2026\n\n{WORDS}\n\nQuay: words for the coast\n\n{WORDS} It then rose.\n"
        ),
    );
    let ran = site.run(&["ingest", "a.txt", "--publication", "quay", "--dry-run", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&found["date"], found["paragraphs"].as_array().unwrap().len()),
        (&"2026-02-03".into(), 2),
        "{}",
        ran.out
    );
}

#[test]
fn parts_of_a_book_have_titles_and_what_the_book_says_of_itself() {
    let site = Site::new();
    let opf = "<package><metadata><dc:title>Tolls</dc:title><dc:creator>Ilse Marent</dc:creator><dc:publisher>Quay Books</dc:publisher>\
        <dc:date>2025-11</dc:date><dc:language>en</dc:language></metadata><manifest><item id=\"n\" href=\"nav.xhtml\" properties=\"nav\"/>\
        <item id=\"x\" href=\"toc.ncx\" media-type=\"application/x-dtbncx+xml\"/><item id=\"a\" href=\"a.xhtml\"/><item id=\"b\" href=\"b.xhtml\"/>\
        </manifest><spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>";
    let ncx = "<ncx><navMap><navPoint><navLabel><text>Of  salt</text></navLabel><content src=\"b.xhtml#s\"/></navPoint></navMap></ncx>";
    let files = [
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path=\"OPS/book.opf\"/></rootfiles></container>".to_owned(),
        ),
        ("OPS/book.opf", opf.to_owned()),
        (
            "OPS/nav.xhtml",
            "<html><nav><ol><li><a href=\"a.xhtml\"><span>Of</span> <em>tolls</em></a></li></ol></nav></html>"
                .to_owned(),
        ),
        ("OPS/toc.ncx", ncx.to_owned()),
        ("OPS/a.xhtml", "<html><body><p>x</p></body></html>".to_owned()),
        ("OPS/b.xhtml", format!("<html><body><p>{WORDS}</p><p>{WORDS} It then rose.</p></body></html>")),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    std::fs::write(site.root().join("book.epub"), zip.finish().unwrap().into_inner()).unwrap();
    let list = site.run(&["ingest", "book.epub"]);
    assert!(list.code == 2 && list.err.contains("1 Of tolls") && list.err.contains("2 Of salt"), "{}", list.err);
    let ran = site.run(&["ingest", "book.epub", "--chapter", "2", "--dry-run", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&found["title"], &found["date"], &found["byline"], &found["publication"]["name"]),
        (&"Of salt".into(), &"2025-11".into(), &"Ilse Marent".into(), &"Quay Books".into()),
        "{}",
        ran.out
    );
}

#[test]
fn a_page_has_an_address_people_can_type() {
    let site = Site::new();
    assert_eq!(site.run(&["new", "page", "--title", "Über uns: Straße & Ærø"]).code, 0);
    assert!(site.read("content/pages/uber-uns-strasse-aero.md").contains("Über uns"));
}
