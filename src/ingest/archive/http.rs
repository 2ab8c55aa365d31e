//! An HTTP answer as an archive keeps it: head and body, the body unpacked.
//!
//! Archives often say of a body that it is packed or in chunks when it no longer is: then it is taken as it stands.

use std::io::Read;

/// An answer of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// The body, unpacked.
    pub body: Vec<u8>,
}

/// More headers than this has no server.
const HEADERS: usize = 256;

/// Reads an answer. `None` where there is no head of one; the body ends at `limit` bytes.
pub fn read(bytes: &[u8], limit: u64) -> Option<Answer> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut head = httparse::Response::new(&mut headers);
    let mut config = httparse::ParserConfig::default();
    config.allow_spaces_after_header_name_in_responses(true).ignore_invalid_headers_in_responses(true);
    let httparse::Status::Complete(length) = config.parse_response(&mut head, bytes).ok()? else { return None };
    let header = |name: &str| {
        let found = head.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(found.value).trim().to_owned())
    };
    let mut body = bytes[length..].to_vec();
    if header("transfer-encoding").is_some_and(|codings| codings.to_ascii_lowercase().contains("chunked")) {
        body = chunks(&body).unwrap_or(body);
    }
    for coding in header("content-encoding").unwrap_or_default().rsplit(',') {
        body = unpack(&body, coding.trim(), limit).unwrap_or(body);
    }
    body.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Some(Answer { status: head.code?, content_type: header("content-type"), body })
}

/// Joins the chunks of a body; `None` where it is not in chunks.
fn chunks(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let httparse::Status::Complete((start, length)) = httparse::parse_chunk_size(rest).ok()? else { return None };
        if length == 0 {
            return Some(body);
        }
        let end = start.checked_add(usize::try_from(length).ok()?)?;
        body.extend_from_slice(rest.get(start..end)?);
        rest = rest.get(end..)?.strip_prefix(b"\r\n").or(rest[end..].strip_prefix(b"\n"))?;
    }
}

/// Unpacks a body; `None` where it is not packed so.
fn unpack(body: &[u8], coding: &str, limit: u64) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    let read = match coding.to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" => flate2::read::MultiGzDecoder::new(body).take(limit).read_to_end(&mut unpacked),
        "deflate" => return inflate(body, limit),
        "br" => brotli_decompressor::Decompressor::new(body, 4096).take(limit).read_to_end(&mut unpacked),
        _ => return None,
    };
    // What a cut body still gave is worth more than bytes that nobody can read.
    (read.is_ok() || !unpacked.is_empty()).then_some(unpacked)
}

/// `deflate` is zlib by the letter, and raw by many servers.
fn inflate(body: &[u8], limit: u64) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    if flate2::read::ZlibDecoder::new(body).take(limit).read_to_end(&mut unpacked).is_ok() {
        return Some(unpacked);
    }
    unpacked.clear();
    flate2::read::DeflateDecoder::new(body).take(limit).read_to_end(&mut unpacked).is_ok().then_some(unpacked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use std::io::Write;

    fn packed(text: &str) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(text.as_bytes()).unwrap();
        packer.finish().unwrap()
    }

    fn answer(headers: &str, body: &[u8]) -> Answer {
        let mut bytes = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n").into_bytes();
        bytes.extend_from_slice(body);
        read(&bytes, 1000).unwrap()
    }

    #[test]
    fn bodies_are_unpacked_where_they_are_packed() {
        assert_eq!(answer("", b"<p>words").body, b"<p>words");
        assert_eq!(answer("Content-Encoding: gzip\r\n", &packed("words")).body, b"words");
        assert_eq!(answer("Content-Encoding: gzip\r\n", b"words").body, b"words", "it no longer is");
        assert_eq!(answer("Transfer-Encoding: chunked\r\n", b"3\r\nwor\r\n2;x=y\r\nds\r\n0\r\n\r\n").body, b"words");
        assert_eq!(answer("Transfer-Encoding: chunked\r\n", b"words").body, b"words", "it no longer is");
        let bomb = packed(&"x".repeat(100_000));
        assert_eq!(answer("Content-Encoding: gzip\r\n", &bomb).body.len(), 1000);
        assert_eq!(read(b"no head at all", 10), None);
    }
}
