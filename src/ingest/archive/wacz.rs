//! Web archives packed for replay (WACZ 1.1): a zip with WARC files and a list of pages.

use super::{Fault, Limits, Page, warc};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Cursor, Read};
use zip::ZipArchive;

/// One line of `pages/pages.jsonl`.
#[derive(Debug, Deserialize)]
struct Listed {
    url: Option<String>,
    title: Option<String>,
}

/// Shows each page of an archive that its list of pages names; all of them where there is no list. Ends at the first fault,
/// or where `found` says that it has enough.
pub fn each(bytes: &[u8], limits: Limits, mut found: impl FnMut(Page) -> bool) -> Result<(), Fault> {
    let mut zip = open(bytes, limits)?;
    let titles = listed(&mut zip)?;
    let names: Vec<String> = zip.file_names().filter_map(Result::ok).map(|name| name.into_owned()).collect();
    let archives: Vec<&String> = names.iter().filter(|name| is_warc(name)).collect();
    if archives.is_empty() {
        return Err(Fault::Broken("there is no WARC in it".to_owned()));
    }
    for name in archives {
        let file = zip.by_name(name).map_err(|error| Fault::Broken(error.to_string()))?;
        for page in warc::open(BufReader::new(file), limits)? {
            let mut page = page?;
            let address = page.address.as_deref().unwrap_or_default();
            if let Some(title) = titles.get(address) {
                page.title = title.clone();
            } else if !titles.is_empty() {
                continue;
            }
            if !found(page) {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// The pictures that are wanted, by their addresses, as far as they are in it.
pub fn pictures(bytes: &[u8], limits: Limits, wanted: &[String], held: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(mut zip) = open(bytes, limits) else { return };
    let names: Vec<String> = zip.file_names().filter_map(Result::ok).map(|name| name.into_owned()).collect();
    for name in names.iter().filter(|name| is_warc(name)) {
        let Ok(file) = zip.by_name(name) else { continue };
        let Ok(records) = warc::open_pictures(BufReader::new(file), limits) else { continue };
        for record in records.map_while(Result::ok) {
            if let Some(address) = record.address.filter(|address| wanted.contains(address)) {
                held.entry(address).or_insert(record.bytes);
            }
        }
    }
}

/// Opens a zip archive.
pub fn open(bytes: &[u8], limits: Limits) -> Result<ZipArchive<Cursor<&[u8]>>, Fault> {
    let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Fault::Broken(error.to_string()))?;
    if zip.len() > limits.entries { Err(Fault::Entries(limits.entries)) } else { Ok(zip) }
}

/// Whether a zip archive is a WACZ.
pub fn is_wacz(zip: &ZipArchive<Cursor<&[u8]>>) -> bool {
    zip.file_names().filter_map(Result::ok).any(|name| is_warc(&name))
}

fn is_warc(name: &str) -> bool {
    name.starts_with("archive/") && (name.ends_with(".warc") || name.ends_with(".warc.gz"))
}

/// The titles of the listed pages by their addresses.
fn listed(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<BTreeMap<String, Option<String>>, Fault> {
    let mut titles = BTreeMap::new();
    let Ok(list) = zip.by_name("pages/pages.jsonl") else { return Ok(titles) };
    for line in BufReader::new(list.take(64 << 20)).lines() {
        // The first line says what the list is; a line that is no page is none.
        if let Ok(Listed { url: Some(url), title }) = serde_json::from_str(&line?) {
            titles.insert(url, title.filter(|title| !title.trim().is_empty()));
        }
    }
    Ok(titles)
}

#[cfg(test)]
mod tests {
    use super::super::warc::tests::{answer, record};
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn packed(files: &[(&str, String)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn the_listed_pages_are_read() {
        let warc = record("response", "http://a.example/", &answer("200 OK", "<p>one"))
            + &record("response", "http://a.example/frame", &answer("200 OK", "<p>frame"));
        let list = "{\"format\": \"json-pages-1.0\"}\n{\"url\": \"http://a.example/\", \"title\": \"One\"}\n";
        let wacz = packed(&[("pages/pages.jsonl", list.to_owned()), ("archive/data.warc", warc.clone())]);
        let pages = |bytes: &[u8]| {
            let mut pages = Vec::new();
            let ended = each(bytes, Limits::default(), |page| {
                pages.push((page.address.unwrap(), page.title));
                true
            });
            (pages, ended)
        };
        assert_eq!(pages(&wacz).0, [("http://a.example/".to_owned(), Some("One".to_owned()))]);
        assert_eq!(pages(&packed(&[("archive/data.warc", warc)])).0.len(), 2);
        assert!(pages(&packed(&[("a.txt", "words".to_owned())])).1.is_err());
        assert!(matches!(pages(b"PK\x03\x04 and no more").1, Err(Fault::Broken(_))));
    }
}
