//! The memory of an archive's reading does not grow with the archive: one of ten times the size, with ten times the pages, takes
//! what a small one takes.

#![cfg(target_os = "linux")]
#![expect(clippy::disallowed_methods, reason = "tests make sites on disk")]

mod program;

use flate2::Compression;
use flate2::write::GzEncoder;
use program::{Site, command, most_memory};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Stdio;

const MIB: usize = 1 << 20;

/// The picture that an archive holds beside each of its pages, in bytes.
const BESIDE: usize = 3 * MIB;

/// The most that the larger one may take beyond the smaller: what allocators leave lying about.
const BEYOND: usize = 32 * MIB;

#[test]
fn ten_times_the_archive_takes_no_more_memory() {
    let site = Site::new();
    let (small, large) = (peak(&site, 20 * MIB), peak(&site, 200 * MIB));
    assert!(small > MIB, "{small} bytes at the most are no program");
    assert!(large < small + BEYOND, "20 MiB take {} MiB, 200 MiB {} MiB", small / MIB, large / MIB);
}

/// The most memory at once that reading every page of an archive takes, in bytes.
fn peak(site: &Site, size: usize) -> usize {
    let pages = write_archive(&site.root().join("archive.warc.gz"), size);
    let said = site.root().join("said");
    let mut child = command(
        &site.root(),
        &["ingest", "archive.warc.gz", "--all", "--publication", "tidewater", "--dry-run", "--json"],
    )
    .stdin(Stdio::null())
    .stdout(File::create(&said).unwrap())
    .spawn()
    .unwrap();
    let most = most_memory(&mut child);
    assert!(child.wait().unwrap().success());
    assert_eq!(fs::read_to_string(&said).unwrap().lines().count(), pages, "one line for each page");
    most
}

/// An archive that unpacks to about so many bytes; gives how many pages it has.
fn write_archive(path: &Path, size: usize) -> usize {
    let mut out = BufWriter::new(File::create(path).unwrap());
    let pages = size / BESIDE;
    let picture = vec![0; BESIDE];
    for number in 0..pages {
        let words = "The council met on Thursday, and it adopted every proposal that was laid before it. ".repeat(5);
        let paragraphs = format!("<p>{words} Cart {number} came.</p>").repeat(6);
        let page = format!(
            "<html lang=en><head><title>List {number}</title></head><body><article><h1>List {number}</h1>{paragraphs}</article></body></html>"
        );
        write_record(&mut out, &format!("https://a.example/{number}"), "text/html; charset=utf-8", page.as_bytes());
        write_record(&mut out, &format!("https://a.example/{number}.png"), "image/png", &picture);
    }
    out.flush().unwrap();
    pages
}

fn write_record(out: &mut impl Write, address: &str, content_type: &str, body: &[u8]) {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\n\r\n");
    let mut member = GzEncoder::new(out, Compression::fast());
    write!(
        member,
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-02-20T10:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{head}",
        head.len() + body.len()
    )
    .unwrap();
    member.write_all(body).unwrap();
    member.write_all(b"\r\n\r\n").unwrap();
    member.finish().unwrap();
}
