//! `postil recheck` against a real server: what changed, moved, went away, or did not want to be asked.

#![cfg(feature = "web")]
#![expect(clippy::disallowed_methods, reason = "tests make sites on disk")]

mod program;

use program::server::{Reply, Server};
use program::{Ran, Site};
use serde_json::Value;
use std::time::Duration;

const WORDS: &str =
    "The council met on Thursday, and it adopted every proposal that was laid before it by the steward.";

/// A page with three paragraphs of its own, and round them what changes with each visit.
fn page(name: &str, third: &str, around: &str) -> String {
    format!(
        "<html lang=en><head><meta property=article:published_time content=2026-02-13>\
         <meta property=og:site_name content=Tidewater><title>{name} - Tidewater</title></head>\
         <body><div class=ad>{around} Buy a boat today.</div><article><h1>{name}</h1><p>{WORDS} Of {name} it said little.</p>\
         <p>{WORDS} It then rose.</p><p>{third} {WORDS}</p></article><footer>Token {around}, saved 2026-03-{around}</footer></body></html>"
    )
}

/// A site with one source for each of these pages, ingested from the server.
fn stored(server: &Server, names: &[&str]) -> Site {
    let site = Site::new();
    std::fs::remove_dir_all(site.root().join("content/sources/courier")).unwrap();
    for name in names {
        server.put(
            &format!("/{name}"),
            Reply::page(page(name, "Nine carts came.", "01")).with(&format!("ETag: \"{name}-1\"")),
        );
        let url = server.url(&format!("/{name}"));
        let ran = site.run(&["ingest", &url, "--private", "--yes", "--publication", "tidewater", "--id", name]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    server.asked();
    site
}

fn recheck(site: &Site, more: &[&str]) -> Ran {
    site.run(&[&["recheck", "--private", "--pause", "0"], more].concat())
}

fn json(site: &Site, more: &[&str]) -> (i32, Value) {
    let ran = recheck(site, &[more, &["--format", "json"]].concat());
    assert_eq!(ran.err, "");
    (ran.code, serde_json::from_str(&ran.out).unwrap())
}

#[test]
fn each_source_is_said_to_be_what_its_page_is_now() {
    let server = Server::new();
    let names =
        ["same", "tokens", "edited", "rewritten", "gone", "lost", "moved", "borrowed", "broken", "empty", "busy"];
    let site = stored(&server, &names);
    let before = site.files("content");
    let other = "Everything here is about something else entirely, and none of it was ever written before. ".repeat(12);
    let replies = [
        ("/tokens", Reply::page(page("tokens", "Nine carts came.", "27")), "unchanged", ""),
        (
            "/edited",
            Reply::page(page("edited", "Ten carts came.", "27")),
            "changed",
            "1 word gone and 1 new, in 1 paragraph",
        ),
        (
            "/rewritten",
            Reply::page(format!("<title>x</title><article><p>{other}</p></article>")),
            "changed",
            "hardly any",
        ),
        ("/gone", Reply::status(410), "gone", "the page was taken away (410)"),
        ("/lost", Reply::status(404), "gone", "there is no such page (404)"),
        ("/moved", Reply::to(301, "/new/moved"), "moved", "write `url: \"http://127.0.0.1"),
        ("/borrowed", Reply::to(302, "/new/borrowed"), "unchanged", ""),
        ("/broken", Reply::status(503), "unasked", "answered 503"),
        ("/empty", Reply::page("<title>x</title><body></body>"), "unread", "no running text"),
    ];
    for (path, reply, ..) in &replies {
        server.put(path, reply.clone());
    }
    for name in ["moved", "borrowed"] {
        server.put(&format!("/new/{name}"), Reply::page(page(name, "Nine carts came.", "02")));
    }
    server.put("/busy", Reply::to(307, "/busy"));
    let said = recheck(&site, &[]);
    let (code, found) = json(&site, &[]);
    assert_eq!((said.code, code), (1, 1), "{}{}", said.out, said.err);
    let outcome = |id: &str| {
        let sources = found["sources"].as_array().unwrap();
        sources.iter().find(|source| source["id"] == id).unwrap_or_else(|| panic!("{id}"))["outcome"].clone()
    };
    for (path, _, expected, words) in &replies {
        assert_eq!(outcome(&path[1..]), *expected, "{path}");
        assert!(said.out.contains(words), "{path}: {words}\n{}", said.out);
    }
    assert_eq!(outcome("busy"), "unasked");
    assert_eq!(outcome("same"), "unchanged");
    assert!(said.out.contains("postil recheck edited --keep --private"), "{}", said.out);
    let total =
        "3 unchanged, 2 changed, 2 gone, 1 moved, 1 without a text that could be read, 2 that could not be asked";
    assert!(said.out.contains(total), "{}", said.out);
    assert_eq!(found["totals"]["unchanged"], 3);
    assert_eq!(site.files("content"), before, "nothing is changed in a source");
}

#[test]
fn a_page_is_not_sent_again_that_is_as_it_was() {
    let server = Server::new();
    let site = stored(&server, &["door"]);
    assert_eq!(recheck(&site, &["door"]).code, 0);
    server.asked();
    assert_eq!(recheck(&site, &["door"]).code, 0);
    let conditional = |asked: &str| asked.to_lowercase().contains("if-none-match: \"door-1\"");
    let asked = server.asked();
    assert!(asked.iter().any(|asked| asked.path == "/door" && conditional(&asked.headers)), "{asked:?}");
    // What was reported and not stored is asked for whole, so that it is reported again.
    server.put("/door", Reply::page(page("door", "Ten carts came.", "02")).with("ETag: \"door-2\""));
    for _ in 0..2 {
        assert_eq!(recheck(&site, &["door"]).code, 1);
    }
    assert!(site.read(".postil/recheck.json").contains("door-1"));
    site.put(".postil/recheck.json", "not JSON");
    assert_eq!(recheck(&site, &["door"]).code, 1);
}

#[test]
fn a_changed_text_is_stored_where_that_is_asked_for() {
    let server = Server::new();
    let site = stored(&server, &["door"]);
    server.put("/door", Reply::page(page("door", "Ten carts came.", "02")).with("ETag: \"door-2\""));
    let kept = recheck(&site, &["--keep"]);
    assert_eq!(kept.code, 0, "{}{}", kept.out, kept.err);
    assert!(kept.out.contains("1 changed (1 stored)") && kept.out.contains("its text is kept as"), "{}", kept.out);
    let texts = site.files("content/sources/tidewater");
    assert_eq!(texts.len(), 2, "{:?}", texts.keys());
    assert!(site.read("content/sources/tidewater/2026/door.md").contains("Ten carts came."));
    server.put("/door", Reply::page(page("door", "Eleven carts came.", "03")).with("ETag: \"door-2\""));
    site.put("content/sources/tidewater/2026/door.raw.html", "bytes of the second visit");
    // As if the second visit had been earlier in the day: captures are named by the minute.
    let (path, text) = ("content/sources/tidewater/2026/door.md", site.read("content/sources/tidewater/2026/door.md"));
    let at = text.find("retrieved:").and_then(|at| Some(at + text[at..].find('T')?)).unwrap();
    site.put(path, &format!("{}T00:00{}", &text[..at], &text[at + "T00:00".len()..]));
    std::fs::remove_file(site.root().join(".postil/recheck.json")).unwrap();
    assert_eq!(recheck(&site, &["--keep", "--keep-raw"]).code, 0);
    let raw = |name: &str| texts_of(&site).get(name).map(|bytes| String::from_utf8(bytes.clone()).unwrap());
    assert!(raw("2026/door.raw.html").is_some_and(|raw| raw.contains("Eleven carts came.")));
    let kept = texts_of(&site).into_keys().find(|name| name.contains("@") && name.ends_with(".raw.html")).unwrap();
    assert_eq!(raw(&kept).as_deref(), Some("bytes of the second visit"), "the bytes of a text go with it");
    let (code, found) = json(&site, &["door"]);
    assert_eq!((code, &found["sources"][0]["outcome"]), (0, &Value::from("unchanged")));
    assert!(server.asked().iter().any(|asked| asked.headers.to_lowercase().contains("\"door-2\"")));
}

fn texts_of(site: &Site) -> std::collections::BTreeMap<String, Vec<u8>> {
    site.files("content/sources/tidewater")
}

#[test]
fn what_a_host_asks_for_is_kept() {
    let server = Server::new();
    let site = stored(&server, &["open", "closed", "other"]);
    let rules = "User-agent: *\nDisallow: /\n\nUser-agent: postil\nDisallow: /closed\nCrawl-delay: 0.4\n";
    server.put("/robots.txt", Reply::page(rules));
    let said = recheck(&site, &["open", "closed", "other"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(said.out.contains("left out   `closed`") && said.out.contains("1 refused by `robots.txt`"), "{}", said.out);
    let asked = server.asked();
    let paths: Vec<&str> = asked.iter().map(|asked| asked.path.as_str()).collect();
    assert_eq!(paths, ["/robots.txt", "/open", "/other"]);
    assert!(asked[0].headers.to_lowercase().contains("user-agent: postil/"));
    assert!(asked[2].at - asked[1].at >= Duration::from_millis(380), "a pause lies between two pages");
    // A redirect leads to no page that is closed, and a host that cannot say its rules is left in peace.
    server.put("/open", Reply::to(302, "/closed"));
    assert_eq!(json(&site, &["open"]).1["sources"][0]["outcome"], "left-out");
    server.put("/robots.txt", Reply::status(503));
    let (code, found) = json(&site, &["open"]);
    assert_eq!((code, &found["sources"][0]["outcome"]), (3, &Value::from("unasked")));
    assert_eq!(server.asked().iter().filter(|asked| asked.path == "/open").count(), 1);
    // A server that is asked too often is not asked again.
    server.put("/robots.txt", Reply::status(404));
    server.put("/closed", Reply::status(429));
    let said = recheck(&site, &["closed", "open", "other"]);
    assert_eq!((said.code, server.asked().len()), (3, 2), "{}", said.out);
}

#[test]
fn sources_that_cannot_be_asked_for_are_left_out() {
    let server = Server::new();
    let site = stored(&server, &["door"]);
    let text = site.read("content/sources/tidewater/2026/door.md");
    site.put("content/sources/tidewater/2026/pasted.md", "---\ntitle: Pasted\npublication: tidewater\n---\n\nWords.\n");
    site.put(
        "content/sources/tidewater/2026/door.md",
        &text.replacen("---\n", "---\nwithdrawn: {date: 2026-02-20, because: asked}\n", 1),
    );
    let said = recheck(&site, &["door", "pasted"]);
    assert_eq!((said.code, server.asked().len()), (0, 0), "{}{}", said.out, said.err);
    assert!(
        said.out.contains("`pasted`: it has no address") && said.out.contains("`door`: it is withdrawn"),
        "{}",
        said.out
    );
    let unknown = recheck(&site, &["paste"]);
    assert!(unknown.code == 2 && unknown.err.contains("did you mean `pasted`?"), "{}", unknown.err);
    let site = stored(&server, &["door"]);
    let private = site.run(&["recheck", "door", "--pause", "0"]);
    assert!(private.code == 3 && private.out.contains("`--private`"), "{}{}", private.out, private.err);
}
