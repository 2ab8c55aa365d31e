//! Fonts as the library reads them without failing: what it stumbles over is put in order, and nothing else is changed.
//!
//! Never done here: saying which letter a code means. That stands in the font or is not known.

use super::operators::{Operand, Operators};
use pdf_extract::{Dictionary, Document, Object, Stream};

/// The encodings by name that the library knows.
const KNOWN: [&[u8]; 3] = [b"MacRomanEncoding", b"MacExpertEncoding", b"WinAnsiEncoding"];

/// A composite font has no more codes.
const CODES: i64 = 1 << 16;

/// Nothing in a map or in the head of a font stands deeper in brackets. The library goes down as far as they go.
const DEPTH: usize = 32;

/// The head of a font's program has no more bytes.
const HEAD: usize = 256 << 10;

/// A font that can be read, of one as it stands in the file.
pub fn mended(doc: &Document, font: &Dictionary) -> Dictionary {
    let mut font = font.clone();
    if name_of(doc, &font, b"ToUnicode").is_some_and(|name| name != b"Identity-H") {
        font.remove(b"ToUnicode");
    }
    for key in [b"ToUnicode".as_slice(), b"Encoding"] {
        if let Some(Object::Stream(map)) = deref(doc, &font, key)
            && !is_tame(&content_of(map))
        {
            font.remove(key);
        }
    }
    match name_of(doc, &font, b"Subtype").unwrap_or_default().as_slice() {
        b"Type0" => mend_composite(doc, &mut font),
        b"Type3" => mend_drawn(doc, &mut font),
        _ => mend_simple(doc, &mut font),
    }
    font
}

fn content_of(stream: &Stream) -> Vec<u8> {
    match stream.filters() {
        Ok(_) => stream.decompressed_content().unwrap_or_default(),
        Err(_) => stream.content.clone(),
    }
}

/// Whether a map from codes to letters is of the size that fonts have: one line of it can name four thousand million codes.
fn is_tame(map: &[u8]) -> bool {
    let mut named = 0_u64;
    let number = |codes: &[u8]| codes.iter().fold(0_u64, |number, code| (number << 8 | u64::from(*code)) & 0xffff_ffff);
    for operator in Operators::of(map) {
        let Ok((operands, name)) = operator else { return false };
        if name != b"endbfrange" {
            continue;
        }
        for range in operands.chunks(3) {
            if let [Operand::Codes(first), Operand::Codes(last), ..] = range {
                named += number(last).saturating_sub(number(first));
            }
        }
    }
    named <= 4 * CODES as u64 && is_shallow(map)
}

fn is_shallow(bytes: &[u8]) -> bool {
    let mut depth = 0_usize;
    bytes.iter().all(|byte| {
        match byte {
            b'[' | b'{' | b'(' | b'<' => depth += 1,
            b']' | b'}' | b')' | b'>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth <= DEPTH
    })
}

/// Of a font's program only the head is looked at, which says what its codes are.
fn mend_program(doc: &Document, font: &mut Dictionary) {
    let descriptor = deref(doc, font, b"FontDescriptor").and_then(|descriptor| descriptor.as_dict().ok());
    let Some(mut descriptor) = descriptor.cloned() else { return };
    let Some(Object::Stream(program)) = deref(doc, &descriptor, b"FontFile") else { return };
    let mut head = content_of(program);
    head.truncate(memchr::memmem::find(&head, b"eexec").unwrap_or(head.len()));
    if head.len() <= HEAD && is_shallow(&head) {
        descriptor.set("FontFile", Stream::new(Dictionary::new(), head));
    } else {
        descriptor.remove(b"FontFile");
    }
    font.set("FontDescriptor", descriptor);
}

fn mend_simple(doc: &Document, font: &mut Dictionary) {
    mend_program(doc, font);
    if name_of(doc, font, b"Encoding").is_some_and(|name| !KNOWN.contains(&name.as_slice())) {
        font.remove(b"Encoding");
    }
    let encoding = deref(doc, font, b"Encoding").and_then(|encoding| encoding.as_dict().ok()).cloned();
    let is_known = |name: Vec<u8>| KNOWN.contains(&name.as_slice());
    if let Some(mut encoding) = encoding
        && name_of(doc, &encoding, b"BaseEncoding").is_some_and(|name| !is_known(name))
    {
        encoding.remove(b"BaseEncoding");
        font.set("Encoding", encoding);
    }
    let base = name_of(doc, font, b"BaseFont").unwrap_or_default();
    let widths = deref(doc, font, b"Widths").and_then(|widths| widths.as_array().ok()).map(Vec::len);
    match (widths, number(doc, font, b"FirstChar")) {
        (Some(count), Some(first)) => {
            font.set("LastChar", first.saturating_add(count as i64).saturating_sub(1));
            if base.is_empty() {
                font.set("BaseFont", Object::Name(b"Helvetica".to_vec()));
            }
        }
        // Without its widths words cannot be told apart: those of the nearest standard font are not far off.
        _ => font.set("BaseFont", Object::Name(nearest(&String::from_utf8_lossy(&base)).as_bytes().to_vec())),
    }
}

/// A font of drawings has a measure of its own; the library takes its widths for thousandths of the size, as of all others.
fn mend_drawn(doc: &Document, font: &mut Dictionary) {
    let matrix = deref(doc, font, b"FontMatrix").and_then(|matrix| matrix.as_array().ok());
    let Some(scale) = matrix.and_then(|matrix| matrix.first()?.as_float().ok()) else { return };
    let widths = deref(doc, font, b"Widths").and_then(|widths| widths.as_array().ok());
    let scaled = |width: &Object| Object::Real(width.as_float().unwrap_or(0.0) * scale * 1000.0);
    if let Some(widths) = widths.map(|widths| widths.iter().map(scaled).collect::<Vec<_>>()) {
        font.set("Widths", widths);
    }
}

/// The standard font that one is most like by its name.
fn nearest(name: &str) -> &'static str {
    let name = name.rsplit('+').next().unwrap_or(name).to_ascii_lowercase();
    let is_bold = name.contains("bold");
    if name.contains("symbol") {
        return "Symbol";
    }
    if name.contains("dingbats") {
        return "ZapfDingbats";
    }
    if name.contains("courier") || name.contains("mono") {
        return if is_bold { "Courier-Bold" } else { "Courier" };
    }
    if name.contains("times") || name.contains("serif") || name.contains("roman") {
        return if is_bold { "Times-Bold" } else { "Times-Roman" };
    }
    if is_bold { "Helvetica-Bold" } else { "Helvetica" }
}

fn mend_composite(doc: &Document, font: &mut Dictionary) {
    if deref(doc, font, b"BaseFont").is_none() {
        font.set("BaseFont", Object::Name(b"Unnamed".to_vec()));
    }
    let first = deref(doc, font, b"DescendantFonts").and_then(|list| list.as_array().ok()?.first().cloned());
    let first = first.and_then(|first| doc.dereference(&first).ok().map(|(_, first)| first.clone()));
    let Some(Object::Dictionary(mut descendant)) = first else { return };
    if deref(doc, &descendant, b"FontDescriptor").is_none() {
        descendant.set("FontDescriptor", Dictionary::new());
    }
    if let Some(widths) = deref(doc, &descendant, b"W").and_then(|widths| widths.as_array().ok()) {
        let each = each_width(doc, widths);
        descendant.set("W", each);
    }
    font.set("DescendantFonts", vec![Object::Dictionary(descendant)]);
}

/// Widths one by one: of `first last width`, which the format allows beside lists, the library takes none.
fn each_width(doc: &Document, widths: &[Object]) -> Vec<Object> {
    let plain = |object: &Object| doc.dereference(object).map(|(_, object)| object.clone()).unwrap_or(Object::Null);
    let is_number = |object: &Object| matches!(object, Object::Integer(_) | Object::Real(_));
    let mut out = Vec::new();
    let mut rest = widths;
    while let [first, second, tail @ ..] = rest {
        let (first, second) = (plain(first), plain(second));
        let Ok(start) = first.as_i64() else { break };
        rest = tail;
        match (&second, tail) {
            (Object::Array(list), _) => {
                let list: Vec<Object> = list.iter().map(plain).filter(is_number).collect();
                out.extend([first, Object::Array(list)]);
            }
            (Object::Integer(end), [width, after @ ..]) => {
                rest = after;
                let width = plain(width);
                let count = end.saturating_sub(start).saturating_add(1);
                if is_number(&width) && (1..=CODES).contains(&count) && out.len() < 4_096 {
                    let same = std::iter::repeat_n(width, count as usize);
                    out.extend([first, Object::Array(same.collect())]);
                }
            }
            _ => break,
        }
    }
    out
}

/// What a key leads to, behind references.
pub fn deref<'a>(doc: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let object = dictionary.get(key).ok()?;
    doc.dereference(object).ok().map(|(_, object)| object)
}

/// A name behind references.
pub fn name_of(doc: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<Vec<u8>> {
    deref(doc, dictionary, key)?.as_name().ok().map(<[u8]>::to_vec)
}

fn number(doc: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<i64> {
    deref(doc, dictionary, key)?.as_i64().ok()
}
