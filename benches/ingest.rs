//! What reading pages costs: `cargo bench --bench ingest`.
//!
//! Asked of it: a median page in 15 ms; a hundred pages a second out of a web archive; and memory that does not grow with
//! the archive, since each page is read, handed on and dropped.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use flate2::Compression;
use flate2::write::GzEncoder;
use postil::ingest::archive::{self, warc};
use postil::ingest::limits::Limits;
use postil::ingest::reader;
use postil::ingest::received::Received;
use std::io::{Cursor, Write};
use std::sync::LazyLock;

fn main() {
    divan::main();
}

const SENTENCES: [&str; 4] = [
    "The harbour board met on Thursday evening and adopted the list of tolls that the steward had laid before it.",
    "Nobody spoke against the seventh item, though three members asked that their doubts be written down.",
    "“We shall look at the gate again in spring,” said the surveyor, who had measured it twice since the flood.",
    "The ferry goes at six, at nine and at noon; in winter the last crossing is an hour before dark.",
];

/// A page as publications print them: a menu, an article of so many paragraphs with headings, a list, a table and links,
/// other headlines beside it, scripts and styles.
fn page(paragraphs: usize, seed: usize) -> String {
    let mut body = String::new();
    for index in 0..paragraphs {
        match index % 11 {
            3 => body.push_str(&format!("<h2>Item {index} of {seed}</h2>")),
            6 => body.push_str("<ul><li>carts, a penny</li><li>barges, <em>two</em> pence</li></ul>"),
            9 => body.push_str("<table><tr><th>Gate</th><th>Toll</th></tr><tr><td>North</td><td>3</td></tr></table>"),
            _ => {}
        }
        let sentence = |offset: usize| SENTENCES[(index + seed + offset) % SENTENCES.len()];
        body.push_str(&format!(
            "<p>In case {seed}-{index}: {} {} <a href=\"/item/{index}\">See item {index}.</a> {}</p>",
            sentence(0),
            sentence(1),
            sentence(2)
        ));
    }
    let menu: String = (0..60).map(|index| format!("<li><a href=\"/m/{index}\">Section {index}</a></li>")).collect();
    let related: String = (0..40)
        .map(|index| format!("<div class=card><a href=\"/r/{index}\"><h3>Other news {index}</h3></a></div>"))
        .collect();
    let script = "window.track=function(a){return a&&a.length?a[0]:null};".repeat(200);
    let style = ".card{margin:0 auto;padding:1rem}".repeat(200);
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>The list of tolls, {seed} - Tidewater</title>\
         <meta property=og:site_name content=Tidewater><meta property=article:published_time content=2026-02-13T08:00:00+01:00>\
         <style>{style}</style><script>{script}</script></head><body><nav><ul>{menu}</ul></nav><main><article>\
         <h1>The list of tolls, {seed}</h1><p class=byline>By Ada Mooring</p>{body}</article></main>\
         <aside>{related}</aside><footer><p>All rights reserved.</p></footer></body></html>"
    )
}

fn read(bytes: Vec<u8>) -> usize {
    let received = Received { bytes, ..Received::default() };
    reader::read(received, &[], &Limits::default()).expect("it is a page").len()
}

/// A short report, an article, a long one.
#[divan::bench(args = [8, 40, 200], sample_count = 40)]
fn page_of_paragraphs(bencher: Bencher, paragraphs: usize) {
    let html = page(paragraphs, 1).into_bytes();
    bencher.with_inputs(|| html.clone()).bench_values(|bytes| read(black_box(bytes)));
}

/// An archive of pages of forty paragraphs, each record packed by itself.
fn packed(pages: usize) -> Vec<u8> {
    let mut archive = Vec::new();
    for index in 0..pages {
        let body = page(40, index);
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}");
        let mut member = GzEncoder::new(archive, Compression::default());
        write!(
            member,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://tidewater.example/{index}\r\n\
             WARC-Date: 2026-02-14T14:05:00Z\r\nWARC-Record-ID: <urn:uuid:{index}>\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
        .expect("memory takes it");
        archive = member.finish().expect("memory takes it");
    }
    archive
}

static THOUSAND: LazyLock<Vec<u8>> = LazyLock::new(|| packed(1_000));

/// One after the other, on one core.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn pages_1_000_of_a_web_archive(bencher: Bencher) {
    let archive = &*THOUSAND;
    bencher.counter(ItemsCount::new(1_000_usize)).bench(|| {
        let pages = warc::open(Cursor::new(archive), archive::Limits::default()).expect("it is an archive");
        let read: usize = pages.map(|page| read(page.expect("it is whole").bytes)).sum();
        assert_eq!(read, 1_000);
    });
}

/// Finding the pages alone.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn pages_1_000_found(bencher: Bencher) {
    let archive = &*THOUSAND;
    bencher.counter(ItemsCount::new(1_000_usize)).bench(|| {
        let pages = warc::open(Cursor::new(archive), archive::Limits::default()).expect("it is an archive");
        assert_eq!(pages.count(), 1_000);
    });
}
