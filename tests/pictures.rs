//! `postil ingest --images`: pictures of an article in `content/media/`, from the web, from beside a page and out of archives.

#![cfg(feature = "web")]
#![expect(clippy::disallowed_methods, reason = "tests make sites on disk")]

mod program;

use program::Site;
use program::server::{Reply, Server};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const PATH: &str = "content/sources/tidewater/2026/tidewater-2026-02-13.md";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n a weigh house";
const JPEG: &[u8] = b"\xff\xd8\xff a steward";
const WORDS: &str =
    "The council met on Thursday, and it adopted every proposal that was laid before it by the steward.";

fn page(pictures: &str) -> String {
    format!(
        "<html lang=en><head><meta property=article:published_time content=2026-02-13><meta property=og:site_name content=Tidewater>\
         <link rel=license href=https://creativecommons.org/licenses/by/4.0/>\
         <title>The list - Tidewater</title></head><body><article><h1>The list</h1><p>{WORDS}</p>\
         {pictures}<p>{WORDS} It then rose.</p><p>Nine carts came. {WORDS}</p></article></body></html>"
    )
}

fn figure(src: &str) -> String {
    format!(
        "<figure><img src='{src}' alt='A house (of weights)'><figcaption>The weigh house in winter.</figcaption></figure>"
    )
}

fn media(site: &Site) -> Vec<(String, Vec<u8>)> {
    let folder = site.root().join("content/media");
    if folder.is_dir() { site.files("content/media").into_iter().collect() } else { Vec::new() }
}

fn ingest(site: &Site, given: &str, more: &[&str]) -> program::Ran {
    site.run(&[&["ingest", given, "--publication", "tidewater", "--yes", "--private", "--images"], more].concat())
}

#[test]
fn pictures_of_a_page_are_taken_with_their_source_and_licence_and_its_words_stay() {
    let (site, server) = (Site::new(), Server::new());
    server.put("/house.png", Reply { headers: vec!["Content-Type: text/plain".to_owned()], ..Reply::page(PNG) });
    server.put("/steward.jpg", Reply::page(JPEG));
    server.put("/drawing.svg", Reply::page("<svg xmlns='x'><script>alert(1)</script></svg>"));
    server.put("/large.png", Reply { times: 3 << 10, ..Reply::page([PNG, &[0; 1000]].concat()) });
    let script = "<script type=application/ld+json>{\"@type\": \"NewsArticle\", \"headline\": \"The list\", \"image\": {\"@type\": \"ImageObject\", \"url\": \"/steward.jpg\", \"creditText\": \"Quay \\\"Pictures\\\"\"}}</script>";
    let pictures = format!(
        "{}<p><img src=/steward.jpg alt=''></p><img src=/drawing.svg><img src=/large.png><img src=/none.png><img src='file:///etc/passwd'><img src=javascript:x()>",
        figure("/house.png")
    );
    server.put("/list", Reply::page(page(&pictures).replace("<title>", &format!("{script}<title>"))));
    let address = server.url("/list");
    let without = site.run(&["ingest", &address, "--publication", "tidewater", "--private", "--dry-run", "--json"]);
    let ran = ingest(&site, &address, &["--limit", "picture=2"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert_eq!(
        media(&site),
        [
            ("tidewater-2026-02-13-1.png".to_owned(), PNG.to_vec()),
            ("tidewater-2026-02-13-2.jpg".to_owned(), JPEG.to_vec())
        ]
    );
    for said in ["SVG", "more than 2 MiB", "no such page"] {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
    let text = site.read(PATH);
    let house = server.url("/house.png");
    assert!(text.contains(&format!("]({}tidewater-2026-02-13-1.png \"", "../../../media/")), "{text}");
    assert!(text.contains("Quay \\\"Pictures\\\"") && text.contains("CC BY 4\\.0"), "{text}");
    assert!(text.contains(&format!("[The weigh house in winter.]({house})")), "{text}");
    // The words, their numbers and their hash are those of the text without pictures.
    let found: serde_json::Value = serde_json::from_str(&without.out).unwrap();
    let hash = found["markdown"].as_str().unwrap().lines().find(|line| line.contains("sha256:")).unwrap().to_owned();
    assert!(text.contains(&hash), "{hash}\n{text}");
    let built = site.run(&["build"]);
    assert_eq!(built.code, 0, "{}{}", built.out, built.err);
    let html = site.read("public/sources/tidewater-2026-02-13/index.html");
    assert!(
        html.contains(&format!(
            "alt=\"A house (of weights)\" loading=\"lazy\"><figcaption>{house} · CC BY 4.0</figcaption></figure>"
        )),
        "{html}"
    );
    assert!(html.contains("<p id=\"p4\">") && html.contains("Nine carts came."), "{html}");
    let again = ingest(&site, &address, &[]);
    assert!(again.out.contains("unchanged") && media(&site).len() == 2, "{}{}", again.out, again.err);
}

#[test]
fn pictures_that_came_with_a_page_are_not_fetched() {
    let base64 = data_encoding::BASE64.encode(PNG);
    let site = Site::new();
    site.put("one.html", &page(&figure(&format!("data:image/png;base64,{base64}"))));
    site.put("house_files/up.html", "x");
    std::fs::write(site.root().join("house_files/a b.png"), PNG).unwrap();
    std::fs::write(site.root().join("secret.png"), JPEG).unwrap();
    site.put("house/two.html", &page(&figure("../secret.png")));
    site.put("three.html", &page(&figure("./house_files/a%20b.png")));
    let boundary = "--b\r\nContent-Type: ";
    site.put(
        "four.mhtml",
        &format!(
            "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"; type=\"text/html\"\r\n\r\n\
             {boundary}text/html\r\nContent-Location: http://127.0.0.1:9/list\r\n\r\n{}\r\n\
             {boundary}image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: http://127.0.0.1:9/house.png\r\n\r\n{base64}\r\n--b--\r\n",
            page(&figure("/house.png"))
        ),
    );
    let record = |address: &str, kind: &str, body: &[u8]| {
        let block = [format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n").as_bytes(), body].concat();
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-02-14T10:00:00Z\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        [head.as_bytes(), &block, b"\r\n\r\n"].concat()
    };
    let warc = [
        record("http://127.0.0.1:9/house.png", "image/png", PNG),
        record("http://127.0.0.1:9/list", "text/html", page(&figure("/house.png")).as_bytes()),
    ]
    .concat();
    std::fs::write(site.root().join("five.warc"), &warc).unwrap();
    let packed = |files: &[(&str, &[u8])]| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    std::fs::write(site.root().join("six.wacz"), packed(&[("archive/data.warc", &warc)])).unwrap();
    let container = b"<container><rootfiles><rootfile full-path=\"OPS/book.opf\"/></rootfiles></container>";
    let book = b"<package><manifest><item id=\"a\" href=\"text/a.xhtml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>";
    let chapter = page(&figure("../images/house.png"));
    let epub = packed(&[
        ("META-INF/container.xml", container),
        ("OPS/book.opf", book),
        ("OPS/text/a.xhtml", chapter.as_bytes()),
        ("OPS/images/house.png", PNG),
    ]);
    std::fs::write(site.root().join("seven.epub"), epub).unwrap();
    for (file, is_taken) in [
        ("one.html", true),
        ("house/two.html", false),
        ("three.html", true),
        ("four.mhtml", true),
        ("five.warc", true),
        ("six.wacz", true),
        ("seven.epub", true),
    ] {
        let ran = ingest(&site, file, &[]);
        assert_eq!(ran.code, 0, "{file}: {}{}", ran.out, ran.err);
        let expected: Vec<(String, Vec<u8>)> =
            is_taken.then(|| ("tidewater-2026-02-13-1.png".to_owned(), PNG.to_vec())).into_iter().collect();
        assert_eq!(media(&site), expected, "{file}: {}{}", ran.out, ran.err);
        assert_eq!(site.read(PATH).contains("media/"), is_taken, "{file}: {}", site.read(PATH));
        std::fs::remove_file(site.root().join(PATH)).unwrap();
        std::fs::remove_dir_all(site.root().join("content/media")).ok();
    }
}
