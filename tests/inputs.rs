//! What `ingest` takes beside files of text: addresses of a real server, web archives, books.

#![cfg(feature = "web")]
#![expect(clippy::disallowed_methods, reason = "tests make sites on disk")]

mod program;

use program::Site;
use std::fs;
use std::io::{BufRead, BufReader, Cursor, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORDS: &str =
    "The council met on Thursday, and it adopted every proposal that was laid before it by the steward.";

/// A page whose third paragraph depends on the day it is asked for.
fn page(third: &str) -> String {
    format!(
        "<html lang=en><head><meta property=article:published_time content=2026-02-13><meta property=og:site_name content=Tidewater>\
         <title>The list - Tidewater</title></head><body><nav><a href=/>Home</a></nav><article><h1>The list</h1><p>{WORDS}</p>\
         <p>{WORDS} It then rose.</p><p>{third} {WORDS}</p></article><footer>Token {third}</footer></body></html>"
    )
}

/// A server that moves its readers on once, sends a page in EUC-KR's label though it is ASCII, and another text after the
/// first two visits.
fn serve() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let visits = Arc::new(AtomicUsize::new(0));
    let counted = visits.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { break };
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let first = lines.next().and_then(Result::ok).unwrap_or_default();
            lines.map_while(Result::ok).take_while(|line| !line.is_empty()).for_each(drop);
            let answer = if first.contains(" /old ") {
                "HTTP/1.1 301 Moved\r\nLocation: /list\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned()
            } else if first.contains(" /list ") {
                let third =
                    if counted.fetch_add(1, Ordering::SeqCst) < 2 { "Nine carts came." } else { "Ten carts came." };
                let body = page(third);
                format!(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=euc-kr\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                    body.len()
                )
            } else {
                "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned()
            };
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (address, visits)
}

#[test]
fn a_page_that_changes_between_two_visits_comes_to_its_page_of_differences() {
    let site = Site::new();
    let (address, visits) = serve();
    let old = format!("{address}/old");
    let private = site.run(&["ingest", &old, "--publication", "tidewater", "--yes"]);
    assert_eq!((private.code, visits.load(Ordering::SeqCst)), (2, 0), "{}", private.err);
    assert!(private.err.contains("`--private`"), "{}", private.err);

    let ingest = ["ingest", &old, "--publication", "tidewater", "--yes", "--private"];
    let stored = site.run(&ingest);
    assert_eq!(stored.code, 0, "{}", stored.err);
    let path = "content/sources/tidewater/2026/tidewater-2026-02-13.md";
    let text = site.read(path);
    assert!(
        text.contains(&format!("  from: \"{old}\"")) && text.contains(&format!("  final: \"{address}/list\"")),
        "{text}"
    );
    assert!(text.contains("Nine carts came."), "{text}");
    site.put(
        "content/commentary/carts.md",
        "---\ntitle: Carts\ndate: 2026-02-14\n---\n\n> Nine carts came. — [@tidewater-2026-02-13, ¶3]\n\nA note.\n",
    );
    assert_eq!(site.run(&["check"]).code, 0);

    let same = site.run(&ingest);
    assert!(same.code == 0 && same.out.contains("is unchanged since"), "{}{}", same.out, same.err);
    let changed = site.run(&ingest);
    assert_eq!(changed.code, 0, "{}", changed.err);
    assert!(changed.out.contains("¶3 `Nine` is now `Ten`"), "{}", changed.out);
    assert!(site.read(path).contains("Ten carts came."));
    assert_eq!(site.files("content/sources/tidewater").len(), 2, "the old text is kept beside the new one");

    let built = site.run(&["build"]);
    assert_eq!(built.code, 0, "a new capture breaks no build: {}{}", built.out, built.err);
    let differences = site.read("public/sources/tidewater-2026-02-13/captures/index.html");
    assert!(
        differences.contains("<del") && differences.contains("Nine") && differences.contains("Ten"),
        "{differences}"
    );

    let gone = site.run(&["ingest", &format!("{address}/gone"), "--private"]);
    assert!(gone.code == 1 && gone.err.contains("the page was taken away (410)"), "{}", gone.err);
}

/// An article of a paper, as a browser saves it.
fn article(paper: &str, title: &str, paragraphs: &str) -> String {
    format!(
        "<html lang=en><head><meta property=article:published_time content=2026-02-13><meta property=og:site_name content=\"{paper}\">\
         <title>{title} - {paper}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )
}

#[test]
fn what_another_paper_printed_too_is_another_source() {
    let site = Site::new();
    let text = format!("<p>{WORDS}</p><p>{WORDS} It then rose.</p><p>Nine carts came. {WORDS}</p>");
    site.put("one.html", &article("Tidewater", "The list", &text));
    site.put("other.html", &article("The Evening Post", "A list of tolls", &text));
    assert_eq!(site.run(&["ingest", "one.html", "--yes"]).code, 0);
    let again = site.run(&["ingest", "one.html", "--yes"]);
    assert!(again.code == 0 && again.out.contains("is unchanged since"), "{}", again.out);
    let reprint = site.run(&["ingest", "other.html", "--yes"]);
    assert!(reprint.code == 0 && reprint.out.contains("stored"), "{}{}", reprint.out, reprint.err);
    assert_eq!(site.run(&["ingest", "one.html", "--yes", "--id", "third"]).code, 0);
    let stored = site.files("content/sources");
    assert!(stored.keys().any(|name| name.ends_with("/third.md")), "{:?}", stored.keys());
    assert_eq!(stored.keys().filter(|name| name.contains("2026-02-13")).count(), 2, "{:?}", stored.keys());
}

#[test]
fn another_article_does_not_take_the_place_of_a_stored_one() {
    let site = Site::new();
    let text = format!("<p>{WORDS}</p><p>{WORDS} It then rose.</p><p>Nine carts came. {WORDS}</p>");
    site.put("one.html", &article("Tidewater", "The list", &text));
    let other =
        "<p>Every lantern of the bridge was lit at dusk, and every boat lay still below it until dawn came.</p>"
            .repeat(4);
    site.put("other.html", &article("The Evening Post", "Bridge lit", &other));
    assert_eq!(site.run(&["ingest", "one.html", "--yes", "--id", "first", "--keep-raw"]).code, 0);
    assert_eq!(site.run(&["rename", "source/first", "list", "--yes"]).code, 0);
    let stored = site.files("content/sources");
    assert!(
        stored.keys().any(|name| name.ends_with("/list.raw.html")),
        "the bytes go with their text: {:?}",
        stored.keys()
    );
    let before = site.files("content/sources");
    let refused = site.run(&["ingest", "other.html", "--id", "list", "--publication", "tidewater"]);
    assert!(refused.code == 1 && refused.err.contains("hardly any of the words of `list`"), "{}", refused.err);
    assert_eq!(site.files("content/sources"), before);
}

#[test]
fn a_page_that_changes_from_minute_to_minute_leaves_no_error() {
    let site = Site::new();
    for (index, carts) in ["Nine", "Ten", "Nine", "Ten"].iter().enumerate() {
        site.put("one.html", &page(&format!("{carts} carts came.")));
        let ran = site.run(&["ingest", "one.html", "--yes", "--id", "list"]);
        // The third may come in the minute of the second, in which case it is refused.
        let is_refused = ran.code == 1 && ran.err.contains("in this very minute");
        assert!(ran.code == 0 || (index > 1 && is_refused), "{}{}", ran.out, ran.err);
        let check = site.run(&["check"]);
        assert_eq!(check.code, 0, "{}{}", check.out, check.err);
    }
}

#[test]
fn words_that_a_page_has_struck_out_are_not_its_words() {
    let site = Site::new();
    let text = format!(
        "<p>The gate is <del>not</del> <ins>now</ins> safe, and <s>nobody</s> everybody came.</p><p>{WORDS}</p><p>{WORDS} It then rose.</p>"
    );
    site.put("one.html", &article("Tidewater", "The gate", &text));
    let ran = site.run(&["ingest", "one.html", "--yes", "--id", "gate"]);
    assert!(ran.out.contains("struck out: not"), "{}", ran.out);
    let stored = site.files("content/sources");
    let (_, bytes) = stored.iter().find(|(name, _)| name.ends_with("/gate.md")).unwrap();
    let source = String::from_utf8(bytes.clone()).unwrap();
    assert!(source.contains("The gate is now safe, and everybody came."), "{source}");
}

fn record(address: &str, body: &str) -> String {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-02-20T10:00:00Z\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

#[test]
fn pages_are_taken_out_of_a_web_archive() {
    let site = Site::new();
    let archive = record("https://tidewater.example/list", &page("Nine carts came."))
        + &record("https://tidewater.example/other", &page("Ten carts came.").replace("The list", "The other"));
    site.put("two.warc", &archive);
    let which = site.run(&["ingest", "two.warc", "--yes", "--publication", "tidewater"]);
    assert_eq!(which.code, 2);
    for part in ["has 2 pages", "https://tidewater.example/list", "https://tidewater.example/other", "--all"] {
        assert!(which.err.contains(part), "{part}: {}", which.err);
    }
    let url = ["ingest", "two.warc", "--yes", "--publication", "tidewater", "--url", "https://tidewater.example/list/"];
    let one = site.run(&url);
    assert_eq!(one.code, 0, "{}", one.err);
    let text = site.read("content/sources/tidewater/2026/tidewater-2026-02-13.md");
    assert!(text.contains("  retrieved: 2026-02-20") && text.contains("  from: two.warc"), "{text}");
    let all = site.run(&["ingest", "two.warc", "--yes", "--publication", "tidewater", "--all"]);
    assert_eq!(all.code, 0, "{}", all.err);
    assert!(site.files("content/sources/tidewater").contains_key("2026/tidewater-2026-02-13-2.md"), "{}", all.out);
    let none = site.run(&["ingest", "two.warc", "--url", "https://tidewater.example/no"]);
    assert!(none.code == 2 && none.err.contains("has no page"), "{}", none.err);
    site.put("cut.warc", &archive[..archive.len() - 100]);
    let cut = site.run(&["ingest", "cut.warc", "--all", "--yes", "--publication", "tidewater"]);
    assert!(cut.code == 1 && cut.err.contains("ends in the middle"), "{}", cut.err);
}

#[test]
fn a_page_saved_as_mail_and_a_part_of_a_book_are_read() {
    let site = Site::new();
    let mail = format!(
        "From: <Saved by Blink>\r\nSubject: The list\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"; type=\"text/html\"\r\n\r\n\
         --b\r\nContent-Type: text/html\r\nContent-Location: https://tidewater.example/list\r\n\r\n{}\r\n--b--\r\n",
        page("Nine carts came.")
    );
    site.put("list.mhtml", &mail);
    let ran = site.run(&["ingest", "list.mhtml", "--yes", "--publication", "tidewater"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = site.read("content/sources/tidewater/2026/tidewater-2026-02-13.md");
    assert!(text.contains("Nine carts came.") && text.contains("https://tidewater.example/list"), "{text}");

    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let chapter = |words: &str| {
        format!(
            "<html><head><title>Carts</title></head><body><h1>Carts</h1><p>{words} {WORDS}</p><p>{WORDS}</p></body></html>"
        )
    };
    for (name, text) in [
        ("META-INF/container.xml", "<container><rootfiles><rootfile full-path=\"b.opf\"/></rootfiles></container>".to_owned()),
        ("b.opf", "<package><metadata><title>A Book</title></metadata><manifest><item id=\"a\" href=\"a.xhtml\"/><item id=\"b\" href=\"b.xhtml\"/></manifest><spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>".to_owned()),
        ("a.xhtml", chapter("First part.")),
        ("b.xhtml", chapter("Second part.")),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    fs::write(site.root().join("book.epub"), zip.finish().unwrap().into_inner()).unwrap();
    let which = site.run(&["ingest", "book.epub"]);
    assert!(
        which.code == 2 && which.err.contains("a book of 2 parts, `A Book`") && which.err.contains("2 b.xhtml"),
        "{}",
        which.err
    );
    let ran =
        site.run(&["ingest", "book.epub", "--chapter", "2", "--yes", "--publication", "tidewater", "--id", "carts"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let stored: Vec<String> =
        site.files("content/sources").into_keys().filter(|name| name.ends_with("carts.md")).collect();
    assert!(site.read(&format!("content/sources/{}", stored[0])).contains("Second part."));
    let beyond = site.run(&["ingest", "book.epub", "--chapter", "3"]);
    assert!(beyond.code == 2 && beyond.err.contains("no part 3"), "{}", beyond.err);
}
