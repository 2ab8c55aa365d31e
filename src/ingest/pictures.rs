//! The pictures of an article: which there are, what their bytes are, and where they stand in the source.
//!
//! Comes in: a [`Clip`], and the bytes that were got. Goes out: the clip with the pictures in it. What a picture is, its bytes
//! decide; a drawing (SVG) can hold scripts and is none. Never done here: fetching, choosing a name on the disk.

use super::archive::{Fault, epub};
use super::blocks::{Picture, each_picture};
use super::clip::Clip;
use super::marked;
use data_encoding::BASE64;
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;

/// The pictures of a clip, each once.
pub fn of(clip: &Clip) -> Vec<Picture> {
    let mut all: Vec<Picture> = Vec::new();
    let Some(mut body) = clip.body.clone() else { return all };
    each_picture(&mut body, &mut |picture| {
        if !all.iter().any(|known| known.written == picture.written) {
            all.push(picture.clone());
        }
    });
    all
}

/// The end that the name of a picture has by its bytes; an error says what they are instead.
pub fn end_of(bytes: &[u8]) -> Result<&'static str, &'static str> {
    let starts = |start: &[u8]| bytes.starts_with(start);
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    match bytes {
        _ if starts(b"\x89PNG\r\n\x1a\n") => Ok("png"),
        _ if starts(b"\xff\xd8\xff") => Ok("jpg"),
        _ if starts(b"GIF87a") || starts(b"GIF89a") => Ok("gif"),
        _ if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => Ok("webp"),
        _ if bytes.get(4..8) == Some(b"ftyp")
            && bytes.get(8..12).is_some_and(|brand| brand == b"avif" || brand == b"avis") =>
        {
            Ok("avif")
        }
        [] => Err("empty"),
        _ if head.contains("<svg") => Err("a drawing (SVG), which can hold scripts"),
        _ if head.trim_start().starts_with('<') => Err("a page"),
        _ => Err("no PNG, JPEG, GIF, WebP or AVIF"),
    }
}

/// The bytes of a picture that a page holds in its address (`data:`).
pub fn held(written: &str) -> Option<Vec<u8>> {
    let rest = written.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:")).map(|_| &written[5..])?;
    let (about, data) = rest.split_once(',')?;
    if about.to_ascii_lowercase().ends_with(";base64") {
        let plain: Vec<u8> = percent_decode_str(data).filter(|byte| !byte.is_ascii_whitespace()).collect();
        let bare: Vec<u8> = plain.iter().copied().take_while(|byte| *byte != b'=').collect();
        let padded = [&bare[..], &b"==="[..(4 - bare.len() % 4) % 4]].concat();
        return BASE64.decode(&padded).ok();
    }
    Some(percent_decode_str(data).collect())
}

/// A path out of a chapter of a book, as the archive has it.
pub fn in_book(chapter: &str, written: &str) -> Option<String> {
    epub::joined(chapter.rsplit_once('/').map_or("", |(folder, _)| folder), written)
}

/// A picture as it was put down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// As the source names it.
    pub file: String,
    /// Where it is from, and its licence.
    pub line: String,
}

/// Sets pictures into the text, by what the page names them. The words stay as they are.
pub fn place(clip: &mut Clip, placed: &BTreeMap<String, Placed>) {
    let Some(body) = &mut clip.body else { return };
    let mut addresses = Vec::new();
    each_picture(body, &mut |picture| {
        if let Some(Placed { file, line }) = placed.get(&picture.written) {
            picture.file = Some(file.clone());
            picture.line.clone_from(line);
            addresses.extend(picture.address.clone());
        }
    });
    let marked = marked::write(body);
    // What cannot be written with its pictures is written without them.
    if clip.marked.as_ref().is_some_and(|old| old.hashed == marked.hashed) {
        clip.marked = Some(marked);
        clip.left_out
            .retain(|line| line.strip_prefix("picture ").is_none_or(|to| !addresses.iter().any(|known| known == to)));
    }
}

/// Bytes of the pictures in an archive, by their addresses.
pub type Held = BTreeMap<String, Vec<u8>>;

/// Collects pictures out of the records of an archive, as far as they are wanted.
pub fn collect(records: impl Iterator<Item = Result<super::archive::Page, Fault>>, wanted: &[String], held: &mut Held) {
    // What stands behind a damage is not there.
    for record in records.map_while(Result::ok) {
        if let Some(address) = record.address.filter(|address| wanted.contains(address)) {
            held.entry(address).or_insert(record.bytes);
        }
        if held.len() == wanted.len() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_picture_is_its_bytes_say() {
        assert_eq!(end_of(b"\x89PNG\r\n\x1a\n..."), Ok("png"));
        assert_eq!(end_of(b"RIFF\0\0\0\0WEBPVP8 "), Ok("webp"));
        assert!(end_of(b"<?xml version='1.0'?><svg onload=x()>").is_err_and(|why| why.contains("SVG")));
        assert!(end_of(b"<!doctype html>").is_err_and(|why| why == "a page"));
        assert!(end_of(b"GIF8").is_err() && end_of(b"").is_err());
        assert_eq!(held("data:image/gif;base64,R0lGODlh").as_deref(), Some(&b"GIF89a"[..]));
        assert_eq!(held("data:image/gif;base64,R0lGODlhAQ").as_deref(), Some(&b"GIF89a\x01"[..]));
        assert_eq!(held("DATA:,a%20b").as_deref(), Some(&b"a b"[..]));
        assert_eq!(held("https://a.example/"), None);
    }
}
