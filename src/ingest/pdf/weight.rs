//! How much the streams of a PDF are, unpacked: measured before anything unpacks them.
//!
//! Comes in: a stream as it was read. Goes out: whether it keeps within what is left to unpack. Never done here: keeping what
//! is unpacked.

use flate2::read::{DeflateDecoder, ZlibDecoder};
use pdf_extract::{Dictionary, Object, Stream};
use std::io::{self, Read};

/// A row of a picture, of a table of objects or of a font has no more bytes.
const ROW: i64 = 1 << 20;

/// A byte of a packed stream gives no more.
const RATIO: u64 = 1_032;

/// Takes what a stream unpacks to off what is left; `false` where it is more, or where it cannot be told.
pub fn fits(stream: &Stream, left: &mut u64) -> bool {
    let Some(size) = unpacked(stream, *left) else { return false };
    *left -= size;
    true
}

/// What a stream unpacks to; `None` where that is more than `most`, or where it cannot be told.
fn unpacked(stream: &Stream, most: u64) -> Option<u64> {
    let filters = stream.filters().unwrap_or_default();
    let packs = |filter: &&&[u8]| matches!(**filter, b"FlateDecode" | b"LZWDecode" | b"Fl" | b"LZW");
    let packed = stream.content.len() as u64;
    let size = match filters.iter().filter(packs).count() {
        0 => Some(packed.saturating_mul(4)),
        1 if has_long_rows(&stream.dict) => None,
        1 if matches!(filters.as_slice(), [b"FlateDecode"]) => inflated(&stream.content, most),
        1 if matches!(filters.as_slice(), [b"LZWDecode"]) => unpacked_lzw(&stream.content, most),
        // Written as letters, too: the most that it can be.
        1 => Some(packed.saturating_mul(RATIO)),
        // Packed twice, which only a trap is.
        _ => None,
    };
    size.filter(|size| *size <= most)
}

/// Whether a stream unpacks to its end. The library takes what comes before a damage for all of it.
pub fn is_sound(stream: &Stream) -> bool {
    if !matches!(stream.filters().unwrap_or_default().as_slice(), [b"FlateDecode"]) || stream.content.is_empty() {
        return true;
    }
    // The sum at the end is wrong in many files that are sound, and is not looked at.
    let packed = stream.content.get(2..).unwrap_or_default();
    io::copy(&mut DeflateDecoder::new(packed), &mut io::sink()).is_ok()
}

fn has_long_rows(stream: &Dictionary) -> bool {
    let of = |parameters: &Dictionary| {
        let number = |key: &[u8]| parameters.get(key).and_then(Object::as_i64).unwrap_or(1).max(1);
        let bits = number(b"Columns").saturating_mul(number(b"Colors")).saturating_mul(number(b"BitsPerComponent"));
        bits > ROW
    };
    stream.get(b"DecodeParms").and_then(Object::as_dict).is_ok_and(of)
}

fn inflated(packed: &[u8], most: u64) -> Option<u64> {
    let count = |reader: &mut dyn Read| {
        let mut counted = reader.take(most + 1);
        let mut count = Count(0);
        // Damage ends a stream for whoever unpacks it, too.
        let _ = io::copy(&mut counted, &mut count);
        count.0
    };
    let size = match count(&mut ZlibDecoder::new(packed)) {
        0 if packed.len() > 2 => count(&mut DeflateDecoder::new(&packed[2..])),
        size => size,
    };
    (size <= most).then_some(size)
}

struct Count(u64);

impl io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Counts the bytes that the codes of LZW stand for, without making them.
fn unpacked_lzw(packed: &[u8], most: u64) -> Option<u64> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut lengths: Vec<u64> = vec![1; 258];
    let (mut bits, mut held, mut count) = (0_u32, 0_u64, 0_u64);
    let mut before: Option<u64> = None;
    for byte in packed {
        held = (held << 8 | u64::from(*byte)) & 0xff_ffff_ffff;
        bits += 8;
        // The width grows one code before it must, as nearly every program writes it.
        let width = match lengths.len() + 1 {
            0..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        if bits < width {
            continue;
        }
        bits -= width;
        let code = (held >> bits) as usize & ((1 << width) - 1);
        if code == END {
            break;
        }
        if code == CLEAR {
            lengths.truncate(258);
            before = None;
            continue;
        }
        let length = match (lengths.get(code), before) {
            (Some(length), _) => *length,
            (None, Some(before)) => before + 1,
            (None, None) => return Some(count),
        };
        count += length;
        if count > most {
            return None;
        }
        if let Some(before) = before.filter(|_| lengths.len() < 4096) {
            lengths.push(before + 1);
        }
        before = Some(length);
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write;

    fn stream(filter: Object, content: Vec<u8>) -> Stream {
        let mut dict = Dictionary::new();
        dict.set("Filter", filter);
        Stream::new(dict, content)
    }

    fn name(name: &str) -> Object {
        Object::Name(name.as_bytes().to_vec())
    }

    #[test]
    fn a_stream_is_measured_and_a_trap_is_none() {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&vec![0; 3 << 20]).unwrap();
        let packed = encoder.finish().unwrap();
        assert_eq!(unpacked(&stream(name("FlateDecode"), packed.clone()), 4 << 20), Some(3 << 20));
        assert_eq!(unpacked(&stream(name("FlateDecode"), packed.clone()), 2 << 20), None);
        assert!(is_sound(&stream(name("FlateDecode"), packed.clone())));
        assert!(!is_sound(&stream(name("FlateDecode"), packed[..packed.len() / 2].to_vec())));
        let twice = Object::Array(vec![name("FlateDecode"), name("FlateDecode")]);
        assert_eq!(unpacked(&stream(twice, packed), 4 << 20), None);
        // The example of the reference: 45 45 45 45 45 65 45 45 45 66.
        let lzw = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        assert_eq!(unpacked(&stream(name("LZWDecode"), lzw.to_vec()), 100), Some(10));
        assert_eq!(unpacked(&stream(name("LZWDecode"), lzw.to_vec()), 9), None);
        let mut left = 10;
        assert!(fits(&Stream::new(Dictionary::new(), vec![0, 0]), &mut left) && left == 2);
        assert!(!fits(&Stream::new(Dictionary::new(), vec![0]), &mut left));
    }
}
