//! Web archives (WARC 1.0 and 1.1, ISO 28500), packed or not, record by record.
//!
//! The format is a head and a length. A reader of our own goes through an archive of any size with the memory of one page,
//! and gives all that stands before a damage.

use super::{Fault, Limits, Page, http, is_picture, is_text};
use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufRead, BufReader, Read};

/// No head of a record is longer.
const HEAD: u64 = 256 << 10;

/// The pages of an archive. After a fault there are none.
pub struct Pages<R> {
    reader: Counted<R>,
    limits: Limits,
    is_over: bool,
    /// Which types are given.
    is_given: fn(Option<&str>) -> bool,
}

/// Opens an archive, packed or not: its first bytes say which.
pub fn open<'a>(bytes: impl BufRead + 'a, limits: Limits) -> Result<Pages<Box<dyn BufRead + 'a>>, Fault> {
    open_for(bytes, limits, is_text)
}

/// The pictures of an archive.
pub fn open_pictures<'a>(bytes: impl BufRead + 'a, limits: Limits) -> Result<Pages<Box<dyn BufRead + 'a>>, Fault> {
    open_for(bytes, limits, is_picture)
}

fn open_for<'a>(
    mut bytes: impl BufRead + 'a,
    limits: Limits,
    is_given: fn(Option<&str>) -> bool,
) -> Result<Pages<Box<dyn BufRead + 'a>>, Fault> {
    let start = bytes.fill_buf()?;
    let reader: Box<dyn BufRead> = if start.starts_with(b"\x1f\x8b") {
        Box::new(BufReader::new(MultiGzDecoder::new(bytes)))
    } else {
        Box::new(bytes)
    };
    Ok(Pages { reader: Counted { reader, read: 0 }, limits, is_over: false, is_given })
}

/// Counts what is unpacked.
struct Counted<R> {
    reader: R,
    read: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.read += count as u64;
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.read += amount as u64;
        self.reader.consume(amount);
    }
}

impl<R: BufRead> Iterator for Pages<R> {
    type Item = Result<Page, Fault>;

    fn next(&mut self) -> Option<Result<Page, Fault>> {
        while !self.is_over {
            match self.record() {
                Ok(Some(record)) => match record.page(self.limits.page, self.is_given) {
                    Some(Ok(page)) => return Some(Ok(page)),
                    // One page too long leaves the others readable.
                    Some(Err(fault)) => return Some(Err(fault)),
                    None => {}
                },
                Ok(None) => self.is_over = true,
                Err(fault) => {
                    self.is_over = true;
                    return Some(Err(fault));
                }
            }
        }
        None
    }
}

/// One record.
#[derive(Debug, Default)]
struct Record {
    kind: String,
    address: Option<String>,
    date: Option<String>,
    id: Option<String>,
    content_type: Option<String>,
    block: Vec<u8>,
    is_cut: bool,
}

impl<R: BufRead> Pages<R> {
    /// The next record; `None` at the end.
    fn record(&mut self) -> Result<Option<Record>, Fault> {
        let Some(version) = self.first_line()? else { return Ok(None) };
        if !version.starts_with("WARC/") {
            return Err(Fault::Broken(format!("where a record begins stands `{}`", shortened(&version))));
        }
        let mut record = Record::default();
        let mut length = None;
        let mut head = 0;
        loop {
            let line = self.line()?.ok_or(Fault::Truncated)?;
            head += line.len() as u64 + 2;
            if line.is_empty() {
                break;
            }
            if head > HEAD {
                return Err(Fault::Broken("the head of a record has no end".to_owned()));
            }
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            let text = || Some(value.trim_matches(['<', '>']).to_owned());
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => record.kind = value.to_ascii_lowercase(),
                "warc-target-uri" => record.address = text(),
                "warc-date" => record.date = text(),
                "warc-record-id" => record.id = text(),
                "content-type" => record.content_type = text(),
                "content-length" => length = value.parse::<u64>().ok(),
                _ => {}
            }
        }
        let length = length.ok_or_else(|| Fault::Broken("a record does not say how long it is".to_owned()))?;
        self.block(&mut record, length)?;
        if self.reader.read > self.limits.archive {
            return Err(Fault::Archive(self.limits.archive));
        }
        Ok(Some(record))
    }

    /// Reads the block of a record as far as a page may go, and goes past the rest.
    fn block(&mut self, record: &mut Record, length: u64) -> Result<(), Fault> {
        // A little more than a page, for the head of the answer.
        let most = if record.may_be_page() { self.limits.page + HEAD } else { 0 };
        let kept = length.min(most);
        (&mut self.reader).take(kept).read_to_end(&mut record.block)?;
        record.is_cut = kept < length;
        let skipped = io::copy(&mut (&mut self.reader).take(length - kept), &mut io::sink())?;
        if record.block.len() as u64 + skipped < length { Err(Fault::Truncated) } else { Ok(()) }
    }

    /// The line that begins a record: the empty ones between two records are passed over.
    fn first_line(&mut self) -> Result<Option<String>, Fault> {
        for _ in 0..16 {
            match self.line()? {
                Some(line) if line.is_empty() => {}
                line => return Ok(line),
            }
        }
        Err(Fault::Broken("there are only empty lines where a record should be".to_owned()))
    }

    fn line(&mut self) -> Result<Option<String>, Fault> {
        let mut line = Vec::new();
        (&mut self.reader).take(HEAD).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()))
    }
}

impl Record {
    fn may_be_page(&self) -> bool {
        let is_web = self.address.as_ref().is_some_and(|address| address.starts_with("http"));
        matches!(self.kind.as_str(), "response" | "resource") && is_web
    }

    /// The page in it; `None` where it holds none.
    fn page(self, limit: u64, is_given: fn(Option<&str>) -> bool) -> Option<Result<Page, Fault>> {
        if !self.may_be_page() {
            return None;
        }
        let (content_type, bytes) = match self.kind.as_str() {
            "response" => {
                let answer = http::read(&self.block, limit)?;
                if !(200..300).contains(&answer.status) {
                    return None;
                }
                (answer.content_type, answer.body)
            }
            _ => (self.content_type, self.block),
        };
        if !is_given(content_type.as_deref()) || bytes.is_empty() {
            return None;
        }
        if self.is_cut {
            return Some(Err(Fault::Page(self.address.unwrap_or_default(), limit)));
        }
        let Record { address, date: retrieved, id: record, .. } = self;
        Some(Ok(Page { address, title: None, retrieved, content_type, bytes, record }))
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Tests, and what those of other archives are made with.
#[cfg(test)]
pub mod tests {
    use super::*;
    use std::io::Write;

    /// A record as programs write it.
    pub fn record(kind: &str, address: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{address}>\r\nWARC-Date: 2021-07-03T14:05:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n\
             Content-Type: text/html\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    /// An answer of a server.
    pub fn answer(status: &str, body: &str) -> String {
        format!("HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}")
    }

    fn archive() -> String {
        record("warcinfo", "", "software: own")
            + &record("request", "http://a.example/", "GET / HTTP/1.1\r\n\r\n")
            + &record("response", "http://a.example/", &answer("200 OK", "<p>one"))
            + &record("response", "http://a.example/gone", &answer("404 Not Found", "<p>gone"))
            + &record("resource", "http://a.example/two", "<p>two")
    }

    fn bodies(bytes: &[u8]) -> (Vec<String>, Option<Fault>) {
        let mut found = Vec::new();
        for page in open(bytes, Limits { page: 100, ..Limits::default() }).unwrap() {
            match page {
                Ok(page) => found.push(String::from_utf8(page.bytes).unwrap()),
                Err(fault) => return (found, Some(fault)),
            }
        }
        (found, None)
    }

    #[test]
    fn pages_are_found_packed_or_not() {
        let plain = archive();
        assert_eq!(bodies(plain.as_bytes()), (vec!["<p>one".to_owned(), "<p>two".to_owned()], None));
        let mut packed = Vec::new();
        for part in plain.split_inclusive("\r\n\r\n\r\n\r\n") {
            let mut packer = flate2::write::GzEncoder::new(&mut packed, flate2::Compression::fast());
            packer.write_all(part.as_bytes()).unwrap();
            packer.finish().unwrap();
        }
        assert_eq!(bodies(&packed).0.len(), 2);
        let first = open(plain.as_bytes(), Limits::default()).unwrap().next().unwrap().unwrap();
        assert_eq!(first.address.as_deref(), Some("http://a.example/"));
        assert_eq!(first.retrieved.as_deref(), Some("2021-07-03T14:05:00Z"));
        assert_eq!(first.content_type.as_deref(), Some("text/html; charset=utf-8"));
    }

    #[test]
    fn what_stands_before_a_damage_is_given() {
        let plain = archive();
        let cut = &plain.as_bytes()[..plain.len() - 20];
        let (found, fault) = bodies(cut);
        assert_eq!((found.len(), fault), (1, Some(Fault::Truncated)));
        let damaged = plain.replace("WARC/1.0\r\nWARC-Type: resource", "WHAT/1.0\r\nWARC-Type: resource");
        assert_eq!(bodies(damaged.as_bytes()).0.len(), 1);
        let long = record("response", "http://a.example/", &answer("200 OK", &"x".repeat(300_000)));
        assert_eq!(bodies(long.as_bytes()).1, Some(Fault::Page("http://a.example/".to_owned(), 100)));
        let endless = "WARC/1.0\r\nContent-Length: 18446744073709551615\r\n\r\n";
        assert_eq!(bodies(endless.as_bytes()).1, Some(Fault::Truncated));
    }
}
