//! A page as its text alone: what it draws in other ways is left away, and drawings inside drawings are written out.
//!
//! Comes in: a document, and a page of it. Goes out: content with nothing in it but operators of text, and its fonts under
//! names of their own. So the library meets no pictures, colours, patterns or circles, and texts inside of drawings stand
//! where they are seen. Never done here: reading a letter.

use super::Fault;
use super::fonts::{deref, mended, name_of};
use super::operators::{Operand, Operators};
use super::weight::{fits, is_sound};
use crate::ingest::limits::Exceeded;
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::BTreeMap;
use std::io::Write;

/// Drawings do not stand deeper in each other.
const DEPTH: usize = 16;

/// All pages together have no more operators of text.
const OPERATORS: usize = 4_000_000;

/// A page has no more content, made flat, in bytes; and all pages together.
const PAGE: usize = 8 << 20;
const CONTENT: usize = 64 << 20;

/// States are not put aside deeper: the format asks programs for 28.
const ASIDE: usize = 256;

/// A page, its text alone.
#[derive(Debug, Default)]
pub struct Flat {
    /// Operators of text.
    pub content: Vec<u8>,
    /// Its fonts, by the names that the content has for them.
    pub fonts: Dictionary,
    /// Whether it shows a picture.
    pub has_picture: bool,
}

/// Makes pages flat.
pub struct Flattener<'a> {
    doc: &'a Document,
    /// Bytes that may be unpacked, and how many of them may still be.
    most: u64,
    left: u64,
    operators: usize,
    /// Bytes of the pages that are done.
    written: usize,
}

impl<'a> Flattener<'a> {
    /// For a document, with the bytes that its contents may unpack to.
    pub fn of(doc: &'a Document, most: u64) -> Flattener<'a> {
        Flattener { doc, most, left: most, operators: 0, written: 0 }
    }

    /// One page.
    pub fn flat(&mut self, page: ObjectId) -> Result<Flat, Fault> {
        let mut content = Vec::new();
        for id in self.doc.get_page_contents(page) {
            let stream = self.doc.get_object(id).and_then(Object::as_stream);
            content.extend(self.content_of(stream.map_err(|_| Fault::Damaged("a part of a page is missing"))?)?);
            content.push(b'\n');
        }
        let resources = self.inherited(page, b"Resources").and_then(|found| found.as_dict().ok());
        let empty = Dictionary::new();
        let mut drawing = Drawing::default();
        self.draw(&content, resources.unwrap_or(&empty), &mut drawing)?;
        self.written += drawing.flat.content.len();
        Ok(drawing.flat)
    }

    /// What a page has of its own or from the pages above it.
    pub fn inherited(&self, page: ObjectId, key: &[u8]) -> Option<&'a Object> {
        const ABOVE: usize = 64;
        let mut node = self.doc.get_dictionary(page).ok()?;
        for _ in 0..ABOVE {
            if let Some(found) = deref(self.doc, node, key) {
                return Some(found);
            }
            node = deref(self.doc, node, b"Parent")?.as_dict().ok()?;
        }
        None
    }

    fn content_of(&mut self, stream: &Stream) -> Result<Vec<u8>, Fault> {
        if !fits(stream, &mut self.left) {
            return Err(self.too_much());
        }
        if !is_sound(stream) {
            return Err(Fault::Damaged("a part of a page does not unpack to its end"));
        }
        match stream.filters() {
            Ok(_) => stream.decompressed_content().map_err(|_| Fault::Unread("a page is packed in an unusual way")),
            Err(_) => Ok(stream.content.clone()),
        }
    }

    fn draw(&mut self, content: &[u8], resources: &Dictionary, drawing: &mut Drawing) -> Result<(), Fault> {
        let doc = self.doc;
        for operator in Operators::of(content) {
            let (operands, name) = operator.map_err(|_| Fault::Damaged("a page is broken off"))?;
            if name == b"Do" {
                if let [.., Operand::Name(name)] = operands.as_slice() {
                    self.draw_other(name, resources, drawing)?;
                }
                continue;
            }
            self.operators += 1;
            drawing.operator(doc, &operands, name, resources)?;
            let length = drawing.flat.content.len();
            if self.operators > OPERATORS || length > PAGE || self.written + length > CONTENT {
                return Err(self.too_much());
            }
        }
        Ok(())
    }

    fn too_much(&self) -> Fault {
        Fault::Exceeded(Exceeded::Unpacked(self.most as usize))
    }

    /// A drawing inside a drawing.
    fn draw_other(&mut self, name: &[u8], resources: &Dictionary, drawing: &mut Drawing) -> Result<(), Fault> {
        let doc = self.doc;
        let all = deref(doc, resources, b"XObject").and_then(|all| all.as_dict().ok());
        let Some(Ok(id)) = all.and_then(|all| all.get(name).ok()).map(Object::as_reference) else { return Ok(()) };
        let Ok(stream) = doc.get_object(id).and_then(Object::as_stream) else { return Ok(()) };
        match name_of(doc, &stream.dict, b"Subtype").as_deref() {
            Some(b"Image") => drawing.flat.has_picture = true,
            Some(b"Form") => {
                if drawing.path.contains(&id) || drawing.path.len() >= DEPTH {
                    return Err(Fault::Unread("its drawings stand in each other without an end"));
                }
                drawing.path.push(id);
                let floor = drawing.open();
                if let Some(matrix) = matrix(doc, &stream.dict) {
                    drawing.write(&matrix, "cm");
                }
                let own = deref(doc, &stream.dict, b"Resources").and_then(|own| own.as_dict().ok());
                let content = self.content_of(stream)?;
                self.draw(&content, own.unwrap_or(resources), drawing)?;
                drawing.close(floor);
                drawing.path.pop();
            }
            _ => {}
        }
        Ok(())
    }
}

fn matrix(doc: &Document, dictionary: &Dictionary) -> Option<[f64; 6]> {
    let list = deref(doc, dictionary, b"Matrix")?.as_array().ok()?;
    let numbers: Vec<f64> = list.iter().filter_map(|one| one.as_float().ok()).map(f64::from).collect();
    numbers.try_into().ok()
}

/// What is drawn so far.
#[derive(Default)]
struct Drawing {
    flat: Flat,
    /// The names that fonts were given.
    names: BTreeMap<ObjectId, String>,
    /// The drawings that this one stands in.
    path: Vec<ObjectId>,
    /// States that were put aside, and how many of them are of drawings further out.
    depth: usize,
    floor: usize,
}

impl Drawing {
    /// Begins a drawing inside; gives what [`close`](Self::close) needs.
    fn open(&mut self) -> usize {
        self.put_aside();
        std::mem::replace(&mut self.floor, self.depth)
    }

    /// Ends a drawing inside, with the state from before it, whatever it left open.
    fn close(&mut self, floor: usize) {
        while self.depth > self.floor {
            self.take_back();
        }
        self.floor = floor;
        self.take_back();
    }

    fn put_aside(&mut self) {
        self.depth += 1;
        if self.depth <= ASIDE {
            self.write(&[], "q");
        }
    }

    fn take_back(&mut self) {
        if self.depth > self.floor {
            if self.depth <= ASIDE {
                self.write(&[], "Q");
            }
            self.depth -= 1;
        }
    }

    fn operator(
        &mut self,
        doc: &Document,
        operands: &[Operand],
        name: &[u8],
        resources: &Dictionary,
    ) -> Result<(), Fault> {
        let numbers = || -> Vec<f64> {
            let number = |operand: &Operand| if let Operand::Number(number) = operand { Some(*number) } else { None };
            operands.iter().filter_map(number).collect()
        };
        match name {
            b"q" => self.put_aside(),
            b"Q" => self.take_back(),
            b"BT" => self.write(&[], "BT"),
            b"ET" => self.write(&[], "ET"),
            b"T*" => self.write(&[], "T*"),
            b"cm" => self.write_last::<6>(&numbers(), "cm"),
            b"Tm" => self.write_last::<6>(&numbers(), "Tm"),
            b"Td" => self.write_last::<2>(&numbers(), "Td"),
            b"TD" => self.write_last::<2>(&numbers(), "TD"),
            b"Tc" => self.write_last::<1>(&numbers(), "Tc"),
            b"Tw" => self.write_last::<1>(&numbers(), "Tw"),
            b"Tz" => self.write_last::<1>(&numbers(), "Tz"),
            b"TL" => self.write_last::<1>(&numbers(), "TL"),
            b"Ts" => self.write_last::<1>(&numbers(), "Ts"),
            b"Tf" => return self.font(doc, operands, resources),
            b"TJ" => self.show(operands.last()),
            b"Tj" => self.show(operands.last()),
            // The library does not know these two: the next line, and then the text.
            b"'" => {
                self.write(&[], "T*");
                self.show(operands.last());
            }
            b"\"" => {
                if let [word, character] = numbers()[..] {
                    self.write(&[word], "Tw");
                    self.write(&[character], "Tc");
                }
                self.write(&[], "T*");
                self.show(operands.last());
            }
            _ => {}
        }
        Ok(())
    }

    fn font(&mut self, doc: &Document, operands: &[Operand], resources: &Dictionary) -> Result<(), Fault> {
        let [.., Operand::Name(name), Operand::Number(size)] = operands else { return Ok(()) };
        let missing = || Fault::Unread("a font is missing");
        let fonts = deref(doc, resources, b"Font").and_then(|fonts| fonts.as_dict().ok()).ok_or_else(missing)?;
        let font = fonts.get(name).map_err(|_| missing())?;
        let known = font.as_reference().ok().and_then(|id| self.names.get(&id).cloned());
        let own = match known {
            Some(own) => own,
            None => {
                let (_, found) = doc.dereference(font).map_err(|_| missing())?;
                let own = format!("F{}", self.flat.fonts.len());
                self.flat.fonts.set(own.as_str(), mended(doc, found.as_dict().map_err(|_| missing())?));
                if let Ok(id) = font.as_reference() {
                    self.names.insert(id, own.clone());
                }
                own
            }
        };
        self.flat.content.extend(format!("/{own} {} Tf\n", written(*size)).bytes());
        Ok(())
    }

    /// A text, as a list of codes and of steps between them.
    fn show(&mut self, operand: Option<&Operand>) {
        let pieces = match operand {
            Some(Operand::List(pieces)) => pieces.as_slice(),
            Some(codes @ Operand::Codes(_)) => std::slice::from_ref(codes),
            _ => return,
        };
        self.flat.content.push(b'[');
        for piece in pieces {
            match piece {
                Operand::Codes(codes) => {
                    self.flat.content.push(b'<');
                    for code in codes {
                        // Writing into memory does not fail.
                        let _ = write!(self.flat.content, "{code:02x}");
                    }
                    self.flat.content.push(b'>');
                }
                Operand::Number(step) => self.flat.content.extend(format!(" {} ", written(*step)).bytes()),
                _ => {}
            }
        }
        self.flat.content.extend(b"] TJ\n");
    }

    /// An operator of just so many numbers, the last of those that stand before it; without them it says nothing.
    fn write_last<const COUNT: usize>(&mut self, numbers: &[f64], name: &str) {
        if let Some(last) = numbers.last_chunk::<COUNT>() {
            self.write(last, name);
        }
    }

    fn write(&mut self, numbers: &[f64], name: &str) {
        for number in numbers {
            self.flat.content.extend(written(*number).bytes());
            self.flat.content.push(b' ');
        }
        self.flat.content.extend(name.bytes());
        self.flat.content.push(b'\n');
    }
}

/// A number as the format writes it, without an exponent.
fn written(number: f64) -> String {
    if number.fract() == 0.0 { format!("{number:.0}") } else { format!("{number:.5}") }
}
