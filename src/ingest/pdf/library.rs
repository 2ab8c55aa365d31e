//! The pages of a PDF as lines, through the library that knows its fonts.
//!
//! Comes in: the bytes. Goes out: the lines of each page, where they stand, and what the file says of itself. It runs on a
//! thread that may fail ([`forgiven`](crate::ingest::guard::forgiven)): the library does, on fonts it does not know. Never
//! done here: joining lines.

use super::Document as Read;
use super::flat::Flattener;
use super::info::Info;
use super::letters::{Letter, Lines, lines};
use super::weight::fits;
use super::{Fault, Page};
use crate::ingest::limits::{Exceeded, Limits};
use pdf_extract::{
    Dictionary, Document, LoadOptions, MediaBox, Object, ObjectId, OutputDev, OutputError, Stream, Transform,
    output_doc,
};
use std::cell::Cell;

/// All pages have no more letters.
const LETTERS: usize = 2_000_000;

/// Where streams of a locked file hold objects, they cannot be measured before they are unpacked: none may be longer.
const LOCKED_OBJECTS: usize = 256 << 10;

thread_local! {
    /// Bytes that may still be unpacked while a file is loaded; none where a stream was too much. The library takes a plain
    /// function here, which can hold nothing.
    static LEFT: Cell<Option<u64>> = const { Cell::new(None) };
}

/// Reads the whole file.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Read, Fault> {
    let most = limits.size.saturating_mul(4) as u64;
    let too_much = || Fault::Exceeded(Exceeded::Unpacked(most as usize));
    let is_locked = memchr::memmem::find(bytes, b"/Encrypt").is_some();
    if is_locked && longest_objects(bytes) > LOCKED_OBJECTS {
        return Err(Fault::Unread("it is locked in an unusual way"));
    }
    LEFT.set(Some(most));
    let options = LoadOptions { filter: Some(within_limits), ..LoadOptions::default() };
    let mut doc = Document::load_mem_with_options(bytes, options)
        .map_err(|_| Fault::Damaged("its parts are not where it says"))?;
    LEFT.get().ok_or_else(too_much)?;
    if doc.is_encrypted() && doc.decrypt("").is_err() {
        return Err(Fault::Locked);
    }
    if !keeps_limits(&mut doc, most) {
        return Err(too_much());
    }
    let info = Info::of(&doc);
    let ids: Vec<ObjectId> = doc.page_iter().take(limits.pdf_pages + 1).collect();
    if ids.len() > limits.pdf_pages {
        return Err(Fault::Exceeded(Exceeded::PdfPages(limits.pdf_pages)));
    }
    if ids.is_empty() {
        return Err(Fault::Damaged("it has no pages"));
    }
    let mut pictures = Vec::new();
    let mut flat = Vec::new();
    let mut flattener = Flattener::of(&doc, most);
    for id in &ids {
        let page = flattener.flat(*id)?;
        pictures.push(page.has_picture);
        flat.push((page.content, page.fonts, media_box(&flattener, *id)));
    }
    for (id, (content, fonts, media)) in ids.iter().zip(flat) {
        set_page(&mut doc, *id, content, fonts, media);
    }
    let mut device = Device::default();
    output_doc(&doc, &mut device).map_err(|_| match device.letters_in_all > LETTERS {
        true => too_much(),
        false => Fault::Unread("its text is set in an unusual way"),
    })?;
    let pages = device.pages.into_iter().zip(pictures).map(|((lines, height), has_picture)| Page {
        lines: lines.lines,
        aside: lines.aside,
        height,
        has_picture,
    });
    Ok(Read { info, pages: pages.collect() })
}

/// Keeps an object that is within the limits. Of pictures nothing is kept.
fn within_limits(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let Object::Stream(stream) = object else { return Some((id, object.clone())) };
    let mut left = LEFT.get()?;
    if is_picture(stream) {
        empty(stream);
    } else if !fits(stream, &mut left) {
        LEFT.set(None);
        return None;
    }
    LEFT.set(Some(left));
    // Of a stream only that it is kept is looked at.
    Some((id, Object::Null))
}

fn empty(stream: &mut Stream) {
    stream.set_content(Vec::new());
    stream.dict.remove(b"Filter");
}

fn is_picture(stream: &Stream) -> bool {
    stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image")
}

/// The same for all that was loaded: what is locked can be measured only now, and some streams are found to be longer than
/// they say.
fn keeps_limits(doc: &mut Document, most: u64) -> bool {
    let mut left = most;
    doc.objects.values_mut().all(|object| match object {
        Object::Stream(stream) if is_picture(stream) => {
            empty(stream);
            true
        }
        Object::Stream(stream) => fits(stream, &mut left),
        _ => true,
    })
}

/// The bytes of the longest stream that holds objects.
fn longest_objects(bytes: &[u8]) -> usize {
    let starts = memchr::memmem::find_iter(bytes, b"/ObjStm");
    let length = |start: usize| memchr::memmem::find(&bytes[start..], b"endstream").unwrap_or(bytes.len() - start);
    starts.map(length).max().unwrap_or(0)
}

fn media_box(flattener: &Flattener, id: ObjectId) -> Vec<Object> {
    let found = flattener.inherited(id, b"MediaBox").and_then(|found| found.as_array().ok());
    let numbers: Option<Vec<f32>> = found.and_then(|list| list.iter().map(|one| one.as_float().ok()).collect());
    let numbers = numbers.filter(|numbers| numbers.len() == 4).unwrap_or_else(|| vec![0.0, 0.0, 595.0, 842.0]);
    numbers.into_iter().map(Object::Real).collect()
}

/// Puts the text alone in the place of a page, with nothing that leads elsewhere.
fn set_page(doc: &mut Document, id: ObjectId, content: Vec<u8>, fonts: Dictionary, media: Vec<Object>) {
    let stream = doc.add_object(Stream::new(Dictionary::new(), content));
    let mut resources = Dictionary::new();
    resources.set("Font", fonts);
    let mut page = Dictionary::new();
    page.set("Type", Object::Name(b"Page".to_vec()));
    page.set("Resources", resources);
    page.set("MediaBox", media);
    page.set("Contents", stream);
    doc.objects.insert(id, Object::Dictionary(page));
}

/// Takes the letters as the library finds them.
#[derive(Default)]
struct Device {
    letters: Vec<Letter>,
    letters_in_all: usize,
    height: f64,
    pages: Vec<(Lines, f64)>,
}

impl OutputDev for Device {
    fn begin_page(&mut self, _: u32, media: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.height = (media.ury - media.lly).abs();
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        let letters = std::mem::take(&mut self.letters);
        self.pages.push((lines(&letters), self.height));
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.letters_in_all += 1;
        if self.letters_in_all > LETTERS {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        let step = width * font_size;
        self.letters.push(Letter {
            text: text.into(),
            from: (at.m31, at.m32),
            to: (at.m31 + at.m11 * step, at.m32 + at.m12 * step),
            spacing: spacing * at.m11.hypot(at.m12),
            size: (font_size * at.m21.hypot(at.m22)).abs(),
        });
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
