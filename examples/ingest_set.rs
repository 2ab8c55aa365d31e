//! How much of a folder is read, whatever is in it: `cargo run --example ingest_set -- FOLDER…`.
//!
//! Each file goes through the door of `postil ingest`; web archives and books are opened. Prints, for each folder, how many files
//! were read, refused with a reason, and read in a way that failed; the reasons with their counts, and the slowest file. Exits
//! with 1 where one failed.

#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a program of its own, at the rim")]

use postil::ingest::archive::{self, epub, mhtml, wacz, warc};
use postil::ingest::kind::{Kind, kind};
use postil::ingest::limits::Limits;
use postil::ingest::reader::{self, Unreadable};
use postil::ingest::received::Received;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use walkdir::WalkDir;

fn main() -> ExitCode {
    let folders: Vec<String> = std::env::args().skip(1).collect();
    let failed: usize = folders.iter().map(|folder| measure(Path::new(folder))).sum();
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn measure(folder: &Path) -> usize {
    let (mut read, mut failed) = (0_usize, Vec::new());
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    let mut slowest = (Duration::ZERO, String::new());
    let files =
        WalkDir::new(folder).sort_by_file_name().into_iter().flatten().filter(|entry| entry.file_type().is_file());
    for file in files {
        let name = file.path().display().to_string();
        let Ok(bytes) = std::fs::read(file.path()) else { continue };
        let start = Instant::now();
        match catch_unwind(AssertUnwindSafe(|| pages(&bytes))) {
            Ok(Ok(())) => read += 1,
            Ok(Err(why)) if why != "failed" => {
                if std::env::var_os("VERBOSE").is_some() {
                    println!("{name}: {why}");
                }
                *refused.entry(why).or_default() += 1;
            }
            _ => failed.push(name.clone()),
        }
        slowest = slowest.max((start.elapsed(), name));
    }
    let all = read + refused.values().sum::<usize>() + failed.len();
    println!(
        "{}: {all} files, {read} read, {} refused, {} failed",
        folder.display(),
        all - read - failed.len(),
        failed.len()
    );
    refused.iter().for_each(|(why, count)| println!("  {count:>5} {why}"));
    failed.iter().for_each(|name| println!("  failed: {name}"));
    println!("  slowest: {} ms, {}", slowest.0.as_millis(), slowest.1);
    failed.len()
}

/// Reads what the bytes hold; one page that is read is enough of an archive.
fn pages(bytes: &[u8]) -> Result<(), String> {
    let limits = archive::Limits::default();
    let said = |fault: archive::Fault| format!("a broken archive: {fault}");
    if bytes.starts_with(b"WARC") || bytes.starts_with(b"\x1f\x8b") {
        let mut count = 0;
        for page in warc::open(Cursor::new(bytes), limits).map_err(said)? {
            match page {
                Ok(page) => count += usize::from(one(page.bytes, page.content_type).is_ok()),
                Err(fault) if count == 0 => return Err(said(fault)),
                Err(_) => break,
            }
        }
        return if count > 0 { Ok(()) } else { Err("a web archive without a page in it".to_owned()) };
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let zip = wacz::open(bytes, limits).map_err(said)?;
        if wacz::is_wacz(&zip) {
            let mut count = 0;
            let ended = wacz::each(bytes, limits, |page| {
                count += usize::from(one(page.bytes, page.content_type).is_ok());
                true
            });
            return if count > 0 { Ok(()) } else { ended.map_err(said) };
        }
        if epub::is_book(&zip) {
            let book = epub::book(bytes, limits).map_err(said)?;
            let first = book.chapters.first().ok_or("a book without a part")?;
            return one(epub::chapter(bytes, first, limits).map_err(said)?.bytes, None);
        }
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    if head.contains("multipart/related") && (head.starts_with("from:") || head.starts_with("mime-version:")) {
        return one(mhtml::read(bytes).map_err(said)?.bytes, None);
    }
    one(bytes.to_vec(), None)
}

fn one(bytes: Vec<u8>, content_type: Option<String>) -> Result<(), String> {
    let is_list = kind(&bytes) == Kind::FeedList;
    let received = Received { bytes, content_type, ..Received::default() };
    let read = if is_list {
        reader::read_feed_list(received, &Limits::default()).map(|feeds| feeds.len())
    } else {
        reader::read(received, &[], &Limits::default()).map(|clips| clips.len())
    };
    match read {
        Ok(0) => Err("a feed without an entry".to_owned()),
        Ok(_) => Ok(()),
        Err(Unreadable::Failed) => Err("failed".to_owned()),
        Err(Unreadable::Other(what) | Unreadable::Broken(what)) => Err(what.to_owned()),
        Err(Unreadable::NotText(_)) => Err("no text".to_owned()),
        Err(Unreadable::Empty) => Err("empty".to_owned()),
        Err(Unreadable::Pdf(fault)) => Err(format!("a PDF: {fault:?}")),
        Err(Unreadable::Exceeded(limit)) => Err(format!("it {limit}")),
    }
}
