//! `postil ingest --join`: one source of the pages of one article, from a server, from files and from a web archive.

#![cfg(feature = "web")]

mod program;

use program::Site;
use program::server::{Reply, Server};

const PATH: &str = "content/sources/tidewater/2026/tidewater-2026-02-13.md";

fn sentence(number: usize) -> String {
    format!(
        "In year {number} the council met at the old weigh house, and the steward read out the list of tolls to everyone who had come."
    )
}

/// A page of an article of three, with the head and the foot that all of them have.
fn page(number: usize, next: Option<&str>) -> String {
    let next = next.map(|next| format!("<a href='{next}'>Next page »</a>")).unwrap_or_default();
    let mark = if number < 3 {
        format!(
            "<sup><a href='#n' id=r>1</a></sup></p><ol class=footnotes><li id=n>Note {number}. <a href='#r'>↩</a></li></ol>"
        )
    } else {
        "</p>".to_owned()
    };
    format!(
        "<html lang=en><head><meta property=article:published_time content=2026-02-13><meta property=og:site_name content=Tidewater>\
         <title>The list – page {number} - Tidewater</title></head><body><nav><a href=/>Home</a></nav><article><h1>The list</h1>\
         <p>A long reading of the tolls, in three parts and with all the numbers that the council gave out to the public in winter.</p>\
         <p>Page {number} of 3</p><p>{}</p><p>{} It then rose, as it does.</p><p>{}{mark}\
         <p>Words for the foot of every page of this paper, which the desk has written.</p></article>{next}</body></html>",
        sentence(number * 10),
        sentence(number * 10 + 1),
        sentence(number * 10 + 2),
    )
}

fn server() -> Server {
    let server = Server::new();
    server.put("/list", Reply::page(page(1, Some("/list?page=2"))));
    server.put("/list?page=2", Reply::page(page(2, Some("/list?page=3"))));
    server.put("/list?page=3", Reply::page(page(3, None)));
    server
}

/// The whole text, each thing once.
fn is_whole(text: &str) {
    for number in [10, 11, 12, 20, 21, 22, 30, 31, 32] {
        assert_eq!(text.matches(&sentence(number)).count(), 1, "{number}\n{text}");
    }
    for once in ["A long reading of the tolls", "Words for the foot", "[^1]: Note 1.", "[^1-2]: Note 2."] {
        assert_eq!(text.matches(once).count(), 1, "{once}\n{text}");
    }
    assert!(!text.contains("of 3"), "{text}");
}

#[test]
fn the_pages_of_an_address_are_one_source() {
    let (site, server) = (Site::new(), server());
    let address = server.url("/list");
    let single = ["ingest", &address, "--private", "--publication", "tidewater"];
    let alone = site.run(&single);
    assert_eq!(alone.code, 1, "{}{}", alone.out, alone.err);
    assert!(alone.out.contains("goes on at") && alone.out.contains("`--join`"), "{}", alone.out);

    let joined = site.run(&[&single[..], &["--yes", "--join", "--keep-raw"]].concat());
    assert_eq!(joined.code, 0, "{}{}", joined.out, joined.err);
    let text = site.read(PATH);
    is_whole(&text);
    for page in ["/list?page=2", "/list?page=3"] {
        assert!(text.contains(&format!("{{from: \"{}\", bytes: ", server.url(page))), "{text}");
    }
    let files = site.files("content/sources/tidewater");
    let raw: Vec<&String> = files.keys().filter(|name| name.ends_with(".raw.html")).collect();
    assert_eq!(raw.len(), 3, "{raw:?}");
    assert_eq!(site.run(&["check"]).code, 0);

    let again = site.run(&[&single[..], &["--join"]].concat());
    assert!(again.code == 0 && again.out.contains("unchanged"), "{}{}", again.out, again.err);
    let part = site.run(&[&single[..], &["--yes"]].concat());
    assert!(part.code == 1 && part.err.contains("was joined of 3 pages"), "{}{}", part.out, part.err);
    let id = "tidewater-2026-02-13";
    let recheck = ["recheck", id, "--private", "--pause", "0"];
    let checked = site.run(&recheck);
    assert!(checked.code == 0 && checked.out.contains("unchanged"), "{}{}", checked.out, checked.err);
    server.put("/list?page=2", Reply::page(page(2, Some("/list?page=3")).replace("It then rose", "It never rose")));
    assert_eq!(site.run(&[&recheck[..], &["--keep", "--keep-raw"]].concat()).code, 0);
    let text = site.read(PATH);
    assert!(text.contains("It never rose") && text.contains(&sentence(32)), "{text}");
    assert_eq!(site.files("content/sources/tidewater").keys().filter(|name| name.ends_with(".raw.html")).count(), 6);
    // Half of it is never kept.
    server.put("/list?page=3", Reply::status(500));
    let half = site.run(&[&recheck[..], &["--keep"]].concat());
    assert!(half.code != 0 && half.out.contains("goes on at"), "{}{}", half.out, half.err);
    assert_eq!(site.read(PATH), text);
}

#[test]
fn a_chain_ends_where_its_pages_are_another_article_or_are_not_to_be_fetched() {
    let table = [
        ("page=2", Reply::page(page(2, None).replace("The list", "The harbour")), "another title"),
        ("page=2", Reply::to(302, "/list"), "leads to another place"),
        ("page=2", Reply::status(404), "no such page"),
        ("page=2", Reply::page(b"\x89PNG\r\n\x1a\n".to_vec()), "cannot be read"),
    ];
    for (page, reply, said) in table {
        let (site, server) = (Site::new(), server());
        server.put(&format!("/list?{page}"), reply);
        let address = server.url("/list");
        let ran = site.run(&["ingest", &address, "--private", "--publication", "tidewater", "--join"]);
        assert!(ran.code == 1 && ran.err.contains(said), "{said}: {}{}", ran.out, ran.err);
        assert!(ran.out.contains("goes on at"), "{}", ran.out);
    }
    let (site, server) = (Site::new(), server());
    server.put("/robots.txt", Reply { headers: Vec::new(), ..Reply::page("User-agent: *\nDisallow: /list?page=2\n") });
    let address = server.url("/list");
    let ran =
        site.run(&["ingest", &address, "--private", "--publication", "tidewater", "--join", "--limit", "pages=2"]);
    assert!(ran.code == 1 && ran.err.contains("robots.txt"), "{}{}", ran.out, ran.err);
    server.put("/robots.txt", Reply::status(404));
    let ran =
        site.run(&["ingest", &address, "--private", "--publication", "tidewater", "--join", "--limit", "pages=2"]);
    assert!(ran.code == 1 && ran.err.contains("more than 2 pages"), "{}{}", ran.out, ran.err);
}

#[test]
fn saved_pages_and_those_of_an_archive_are_joined_in_their_order() {
    let site = Site::new();
    let saved = |number: usize, query: &str| {
        let text = format!("<!-- saved from url=(0030)https://tidewater.example/list{query} -->{}", page(number, None));
        site.put(&format!("{number}.html"), &text);
    };
    saved(1, "");
    saved(2, "?page=2");
    saved(3, "?page=3");
    let files = ["ingest", "--join", "3.html", "1.html", "2.html", "--publication", "tidewater", "--yes"];
    let ran = site.run(&files);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let text = site.read(PATH);
    is_whole(&text);
    assert!(text.contains("from: \"1.html\"") && text.contains("joined: [{from: \"2.html\""), "{text}");

    let mut archive = String::new();
    for (path, number) in [("/list?page=2", 2), ("/other", 9), ("/list", 1), ("/list?page=3", 3)] {
        let next = [("/list", "/list?page=2"), ("/list?page=2", "/list?page=3")];
        let next = next.iter().find(|(from, _)| *from == path).map(|(_, to)| *to);
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", page(number, next));
        archive.push_str(&format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://tidewater.example{path}\r\nWARC-Date: 2026-02-14T10:00:00Z\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
            answer.len()
        ));
    }
    site.put("a.warc", &archive);
    let dry = ["ingest", "--join", "a.warc", "--publication", "tidewater", "--dry-run", "--json"];
    let several = site.run(&dry);
    assert!(several.code == 2 && several.err.contains("--url ADDRESS"), "{}{}", several.out, several.err);
    let ran = site.run(&[&dry[..], &["--url", "https://tidewater.example/list"]].concat());
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    is_whole(found["markdown"].as_str().unwrap());
    assert!(!found["doubts"].to_string().contains("goes on"), "{}", found["doubts"]);
}
