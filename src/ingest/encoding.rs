//! Bytes of a page become text, in the encoding they are in, whatever their label says.
//!
//! Comes in: bytes, the encoding a server said, the host they are from. Goes out: text, the encoding, and how it was
//! found. The order was measured: a wrong encoding costs a page more than anything else. Never done here: refusing a page;
//! what cannot be decoded is counted.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text, and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a mark of its encoding.
    pub text: String,
    /// The encoding, as the Encoding Standard names it in lower case.
    pub encoding: String,
    /// How it was found.
    pub how: How,
    /// How many places could not be decoded; each is one U+FFFD.
    pub damaged: usize,
}

/// How an encoding was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By the mark at the start of the bytes.
    Mark,
    /// Every second byte is zero.
    Zeros,
    /// At least 99 of 100 characters outside ASCII are UTF-8.
    Utf8,
    /// The server said it.
    Server,
    /// The page says it.
    Page,
    /// From the bytes, and the country of the host.
    Bytes,
}

impl How {
    /// As the capture record says it.
    pub fn name(self) -> &'static str {
        match self {
            How::Mark => "mark",
            How::Zeros => "zero bytes",
            How::Utf8 => "valid utf-8",
            How::Server => "server",
            How::Page => "page",
            How::Bytes => "detected",
        }
    }
}

/// Decodes a page. `server` is the label the server said, `host` where the page is from.
pub fn decode(bytes: &[u8], server: Option<&str>, host: Option<&str>) -> Decoded {
    let (encoding, how) = find(bytes, server, host);
    let (text, _, had_errors) = encoding.decode(bytes);
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or_else(|| text.into_owned());
    let damaged = if had_errors { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text, encoding: encoding.name().to_ascii_lowercase(), how, damaged }
}

/// Decodes what may be text in any encoding; `None` where it is none.
pub fn text(bytes: &[u8], server: Option<&str>, host: Option<&str>) -> Option<Decoded> {
    const SOME: usize = 50;
    let decoded = decode(bytes, server, host);
    let is_none = |character: &char| character.is_control() && !matches!(character, '\n' | '\r' | '\t' | '\x0c');
    let wrong = decoded.text.chars().filter(is_none).count() + decoded.damaged * 4;
    (wrong * SOME <= decoded.text.chars().count()).then_some(decoded)
}

fn find(bytes: &[u8], server: Option<&str>, host: Option<&str>) -> (&'static Encoding, How) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, How::Mark);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return (encoding, How::Zeros);
    }
    if is_utf8(bytes) {
        return (UTF_8, How::Utf8);
    }
    // A label that says UTF-8 has been found wrong above; so has one that says UTF-16, which has zeros or a mark.
    let label = |label: &str| Encoding::for_label(label.trim().as_bytes()).filter(is_possible);
    let labels = [(server.and_then(label), How::Server), (in_head(bytes).as_deref().and_then(label), How::Page)];
    for (encoding, how) in labels {
        if let Some(encoding) = encoding.filter(|encoding| fits(encoding, bytes)) {
            return (encoding, how);
        }
    }
    (detect(bytes, host), How::Bytes)
}

fn is_possible(encoding: &&'static Encoding) -> bool {
    ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding)
        && encoding.name() != "replacement"
        && encoding.name() != "x-user-defined"
}

/// Encodings of many bytes a character refuse what is not theirs; one that refuses much is a wrong label.
fn fits(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    if ![GBK, GB18030, BIG5, EUC_KR, EUC_JP, encoding_rs::SHIFT_JIS].contains(&encoding) {
        return true;
    }
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let wrong = text.matches('\u{fffd}').count();
    let all = text.chars().filter(|character| !character.is_ascii()).count();
    wrong * 20 <= all
}

/// Every second byte of a text in letters of Europe is zero, and so is every second byte of its markup.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(400) & !1];
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    match half {
        0..=3 => None,
        _ if odd * 10 >= half * 4 && even * 10 < half => Some(UTF_16LE),
        _ if even * 10 >= half * 4 && odd * 10 < half => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether at least 99 of 100 of the characters outside ASCII are UTF-8. Text in ASCII alone is, unless it switches to
/// other characters as ISO-2022-JP does.
fn is_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if valid + broken == 0 {
        return !bytes.windows(3).any(|three| three.starts_with(b"\x1b$") && matches!(three[2], b'B' | b'@'));
    }
    // A text cut in the middle of a character is still UTF-8.
    broken * 100 <= valid + broken || (broken == 1 && valid >= 3)
}

/// The label in the head of a page, however far from its top; in a short page anywhere.
fn in_head(bytes: &[u8]) -> Option<String> {
    const FAR: usize = 512 << 10;
    let head: String =
        bytes[..bytes.len().min(FAR)].iter().map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let end = head.find("</head").or_else(|| head.find("<body")).unwrap_or(head.len());
    // The order is a browser's: the declaration of XML first, then each `meta`.
    let xml = head.strip_prefix("<?xml").and_then(|rest| value(&rest[..rest.find("?>")?], "encoding="));
    xml.or_else(|| {
        let metas = head[..end].match_indices("<meta").filter_map(|(at, _)| {
            let tag = &head[at..end];
            value(&tag[..tag.find('>')?], "charset=")
        });
        metas.into_iter().next()
    })
}

fn value(tag: &str, name: &str) -> Option<String> {
    let after = tag[tag.find(name)? + name.len()..].trim_start_matches(['"', '\'', ' ']);
    let label: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
    (!label.is_empty()).then_some(label)
}

fn detect(bytes: &[u8], host: Option<&str>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let country = host.and_then(|host| host.rsplit('.').next()).map(str::to_ascii_lowercase);
    let country = country.filter(|last| !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_lowercase()));
    let found = detector.guess(country.as_deref().map(str::as_bytes), Utf8Detection::Deny);
    if found == UTF_8 { WINDOWS_1252 } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bytes: &[u8]) -> (String, String, How) {
        let decoded = decode(bytes, None, None);
        (decoded.text, decoded.encoding, decoded.how)
    }

    fn html(label: &str, text: &[u8]) -> Vec<u8> {
        let space = "<!-- a toolbar that an archive puts first -->".repeat(100);
        [format!("<html><head>{space}<meta charset={label}></head><p>").as_bytes(), text].concat()
    }

    #[test]
    fn labels_that_lie_do_not_count() {
        let utf8 = found(&html("windows-1252", "Grüße, Пётр".as_bytes()));
        assert_eq!((utf8.1.as_str(), utf8.2), ("utf-8", How::Utf8));
        let latin = found(&html("utf-8", b"na\xefve caf\xe9 \x96 \x93so\x94"));
        assert!(latin.0.ends_with("naïve café – “so”"), "{latin:?}");
        assert_eq!(latin.2, How::Bytes);
        let words = "朱镕基说，丂与𠀀";
        let gb = found(&html("gb2312", &encoding_rs::GB18030.encode(words).0));
        assert!(gb.0.ends_with(words), "{gb:?}");
    }

    #[test]
    fn labels_are_read_in_the_whole_head() {
        let text = encoding_rs::EUC_KR.encode("평화의 등대").0.into_owned();
        let found = found(&html("EUC-KR", &text));
        assert!(found.0.ends_with("평화의 등대"));
        assert_eq!((found.1.as_str(), found.2), ("euc-kr", How::Page));
    }

    #[test]
    fn utf16_needs_no_mark_and_one_broken_byte_makes_no_other_encoding() {
        let bytes: Vec<u8> = "<p>Grüße aus dem Hafen</p>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(found(&bytes), ("<p>Grüße aus dem Hafen</p>".to_owned(), "utf-16le".to_owned(), How::Zeros));
        let cut = &"Grüße, schöne Füße".as_bytes()[.."Grüße, schöne Fü".len() - 1];
        assert_eq!(found(cut).2, How::Utf8);
        assert_eq!(decode(cut, None, None).damaged, 1);
    }
}
