//! Servers that mean harm: each fetch ends within its limits, with a message that names the limit and what to do.

#![cfg(feature = "web")]

mod program;

use program::Site;
use program::server::{Reply, Server};
use std::io::Write;
use std::time::{Duration, Instant};

const MIB: usize = 1 << 20;

fn packed(bytes: usize) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..bytes / MIB {
        gzip.write_all(&vec![b'a'; MIB]).unwrap();
    }
    gzip.finish().unwrap()
}

#[test]
fn every_fetch_ends_and_says_which_limit_ended_it() {
    let server = Server::new();
    let slow = |body: Vec<u8>| Reply { slow: Some(Duration::from_millis(100)), ..Reply::page(body) };
    let long = Reply { times: 200, ..Reply::page(vec![b'a'; MIB]) };
    let endless_head =
        (0..4_000).fold(Reply::page("x"), |reply, at| reply.with(&format!("X-{at}: {}", "a".repeat(2_000))));
    let table = [
        ("/slow", slow(vec![b'a'; 10_000]), 3, "did not answer within 2 seconds", "--limit seconds=NUMBER"),
        ("/long", long, 3, "more than 16 MiB", "--limit size=NUMBER"),
        (
            "/bomb",
            Reply::page(packed(200 * MIB)).with("Content-Encoding: gzip"),
            3,
            "more than 16 MiB",
            "--limit size=NUMBER",
        ),
        ("/round", Reply::to(302, "/round"), 3, "redirected 10 times", "save it"),
        ("/nowhere", Reply::status(302), 3, "led nowhere", "save it"),
        (
            "/file",
            Reply::to(302, "file:///etc/passwd"),
            2,
            "`file:///etc/passwd`, which is no address of the web",
            "save it",
        ),
        ("/script", Reply::to(302, "javascript:alert(1)"), 2, "no address of the web", "save it"),
        ("/data", Reply::to(301, "data:text/html,<p>words"), 2, "no address of the web", "save it"),
        ("/head", endless_head, 3, "cannot be fetched", "save it"),
        ("/deep", Reply::page("<div>".repeat(100_000)), 2, "more than 512 deep", "--limit depth=NUMBER"),
        (
            "/wide",
            Reply::page(format!("<p {}>", "a=1 ".repeat(50_000))),
            2,
            "more than 500 attributes",
            "--limit attributes=NUMBER",
        ),
        ("/no-gzip", Reply::page("<p>words").with("Content-Encoding: gzip"), 3, "cannot be fetched", "save it"),
        ("/empty", Reply::page(""), 2, "is empty", ""),
        ("/picture", Reply::page(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()), 2, "a picture", ""),
        ("/auth", Reply::status(401), 3, "it asks for a password", "save it"),
        ("/odd", Reply::status(999), 3, "answered 999", "save it"),
    ];
    let site = Site::new();
    let before = site.files("content");
    for (path, reply, code, message, help) in table {
        server.put(path, reply);
        let began = Instant::now();
        let url = server.url(path);
        let ran = site.run(&["ingest", &url, "--private", "--yes", "--publication", "x", "--limit", "seconds=2"]);
        assert_eq!(ran.code, code, "{path}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(message) && ran.err.contains(help), "{path}: {}", ran.err);
        assert!(began.elapsed() < Duration::from_secs(15), "{path}: {:?}", began.elapsed());
    }
    let private = site.run(&["ingest", &server.url("/slow")]);
    assert!(
        private.code == 2 && private.err.contains("private network") && private.err.contains("--private"),
        "{}",
        private.err
    );
    assert_eq!(site.files("content"), before, "nothing is stored");
}

#[test]
fn a_wrong_label_does_not_hide_the_words() {
    let server = Server::new();
    let site = Site::new();
    let words = "평의회는 목요일에 모여 서기가 내놓은 모든 안을 채택하였다. ".repeat(5);
    let page = format!(
        "<html lang=ko><head><meta charset=iso-8859-1><title>목록</title></head><body><article><h1>목록</h1><p>{words}</p><p>{words}</p></article>"
    );
    for (path, charset) in [("/one", "iso-8859-1"), ("/two", "euc-kr"), ("/three", "no-such-charset")] {
        server.put(
            path,
            Reply { headers: vec![format!("Content-Type: text/html; charset={charset}")], ..Reply::page(page.clone()) },
        );
        let url = server.url(path);
        let ran = site.run(&["ingest", &url, "--private", "--dry-run", "--json"]);
        assert!(ran.code == 0 && ran.out.contains("서기가 내놓은"), "{path}: {}{}", ran.out, ran.err);
    }
}
