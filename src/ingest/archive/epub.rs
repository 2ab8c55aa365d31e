//! Chapters of a book (EPUB 2 and 3), in the order of its spine.

use super::wacz::open;
use super::{Fault, Limits, Page};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// Its title.
    pub title: Option<String>,
    /// Its authors.
    pub authors: Vec<String>,
    /// When it was published, as written.
    pub date: Option<String>,
    /// Its language, as written.
    pub language: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its chapters: their files, in order.
    pub chapters: Vec<String>,
    /// The titles of chapters by their files, as its table of contents has them.
    pub titles: BTreeMap<String, String>,
}

/// The pictures of a book, by their paths in it, as far as they are in its chapters' reach.
pub fn pictures(bytes: &[u8], limits: Limits) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
    let mut zip = open(bytes, limits)?;
    let is_picture = |name: &String| {
        let end = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        ["png", "jpg", "jpeg", "gif", "webp", "avif"].contains(&end.as_str())
    };
    let names: Vec<String> =
        zip.file_names().filter_map(Result::ok).map(|name| name.into_owned()).filter(is_picture).collect();
    let mut all = BTreeMap::new();
    for name in names {
        // One that is too large is as good as none.
        if let Ok(bytes) = file(&mut zip, &name, limits) {
            all.insert(name, bytes);
        }
    }
    Ok(all)
}

/// Whether a zip archive is a book.
pub fn is_book(zip: &ZipArchive<Cursor<&[u8]>>) -> bool {
    zip.file_names().filter_map(Result::ok).any(|name| name == "META-INF/container.xml")
}

/// Reads what a book says of itself.
pub fn book(bytes: &[u8], limits: Limits) -> Result<Book, Fault> {
    let mut zip = open(bytes, limits)?;
    let container = file(&mut zip, "META-INF/container.xml", limits)?;
    let package = elements(&container)?
        .into_iter()
        .find_map(|element| (element.name == "rootfile").then(|| element.attributes.get("full-path").cloned())?)
        .ok_or_else(|| Fault::Broken("it does not say where its contents are".to_owned()))?;
    let text = file(&mut zip, &package, limits)?;
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut book = Book::default();
    let mut manifest = BTreeMap::new();
    let mut contents: Vec<String> = Vec::new();
    for element in elements(&text)? {
        let attribute = |name: &str| element.attributes.get(name).cloned();
        let words = || Some(element.text.trim().to_owned()).filter(|words| !words.is_empty());
        match element.name.as_str() {
            "title" if book.title.is_none() => book.title = words(),
            "creator" => book.authors.extend(words()),
            "date" if book.date.is_none() && attribute("event").as_deref() != Some("modification") => {
                book.date = words()
            }
            "language" if book.language.is_none() => book.language = words(),
            "publisher" if book.publisher.is_none() => book.publisher = words(),
            "item" => {
                if let (Some(id), Some(href)) = (attribute("id"), attribute("href")) {
                    let file = joined(folder, &href);
                    let says = |name: &str, word: &str| {
                        attribute(name).is_some_and(|said| said.split(' ').any(|one| one == word))
                    };
                    if says("properties", "nav") || says("media-type", "application/x-dtbncx+xml") {
                        contents.extend(file.clone());
                    }
                    manifest.insert(id, file);
                }
            }
            "itemref" if attribute("linear").as_deref() != Some("no") => {
                book.chapters.extend(attribute("idref").and_then(|id| manifest.get(&id).cloned().flatten()));
            }
            _ => {}
        }
    }
    // A table of contents that cannot be read names no chapter, and hides none.
    for name in contents {
        let read = file(&mut zip, &name, limits).and_then(|text| elements(&text));
        titles(&read.unwrap_or_default(), name.rsplit_once('/').map_or("", |(folder, _)| folder), &mut book.titles);
    }
    Ok(book)
}

/// The titles that a table of contents has: links of a page (EPUB 3), or labels before what they name (EPUB 2).
fn titles(elements: &[Element], folder: &str, titles: &mut BTreeMap<String, String>) {
    let shown = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut add = |href: Option<&String>, words: &str| {
        if let (Some(file), false) = (href.and_then(|href| joined(folder, href)), words.is_empty()) {
            titles.entry(file).or_insert_with(|| words.to_owned());
        }
    };
    let mut label = String::new();
    for (at, element) in elements.iter().enumerate() {
        match element.name.as_str() {
            "a" => {
                let inside = elements[at + 1..]
                    .iter()
                    .take_while(|next| matches!(next.name.as_str(), "span" | "em" | "i" | "b" | "strong"));
                let words: String = std::iter::once(element).chain(inside).map(|one| one.text.as_str()).collect();
                add(element.attributes.get("href"), &shown(&words));
            }
            "text" => label = shown(&element.text),
            "content" => add(element.attributes.get("src"), &std::mem::take(&mut label)),
            _ => {}
        }
    }
}

/// One chapter as a page.
pub fn chapter(bytes: &[u8], name: &str, limits: Limits) -> Result<Page, Fault> {
    let mut zip = open(bytes, limits)?;
    let bytes = file(&mut zip, name, limits)?;
    let content_type = Some("application/xhtml+xml".to_owned());
    Ok(Page { address: None, title: None, retrieved: None, content_type, bytes, record: Some(name.to_owned()) })
}

fn file(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str, limits: Limits) -> Result<Vec<u8>, Fault> {
    let entry = zip.by_name(name).map_err(|error| Fault::Broken(format!("`{name}` cannot be read: {error}")))?;
    let mut bytes = Vec::new();
    entry.take(limits.page + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limits.page { Err(Fault::Page(name.to_owned(), limits.page)) } else { Ok(bytes) }
}

/// A path inside the archive; `None` where it leads out.
pub fn joined(folder: &str, href: &str) -> Option<String> {
    let href = percent_encoding::percent_decode_str(href.split('#').next()?).decode_utf8().ok()?;
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// An element by its local name, with its attributes and the text right in it.
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
}

fn elements(xml: &[u8]) -> Result<Vec<Element>, Fault> {
    let broken = |error: &dyn std::fmt::Display| Fault::Broken(format!("its contents are broken XML: {error}"));
    let xml = String::from_utf8_lossy(xml);
    let mut reader = Reader::from_str(&xml);
    reader.config_mut().check_end_names = false;
    let mut elements: Vec<Element> = Vec::new();
    loop {
        match reader.read_event().map_err(|error| broken(&error))? {
            Event::Start(start) | Event::Empty(start) => elements.push(element(&start)),
            Event::Text(text) => {
                if let Some(last) = elements.last_mut() {
                    last.text.push_str(&text);
                }
            }
            Event::GeneralRef(named) => {
                let character = match &*named {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => named.resolve_char_ref().ok().flatten(),
                };
                if let Some(last) = elements.last_mut() {
                    last.text.extend(character);
                }
            }
            Event::Eof => return Ok(elements),
            _ => {}
        }
    }
}

fn element(start: &BytesStart) -> Element {
    let attributes = start.attributes().filter_map(Result::ok).map(|attribute| {
        let value = attribute.value.into_owned();
        (attribute.key.local_name().as_ref().to_owned(), value.replace("&amp;", "&"))
    });
    Element { name: start.local_name().as_ref().to_owned(), attributes: attributes.collect(), text: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    #[test]
    fn chapters_are_found_in_their_order() {
        let files = [
            (
                "META-INF/container.xml",
                "<container><rootfiles><rootfile full-path=\"OPS/book.opf\"/></rootfiles></container>",
            ),
            (
                "OPS/book.opf",
                "<package xmlns:dc=\"x\"><metadata><dc:title>Salt &amp; Sea</dc:title><dc:creator>A. Writer</dc:creator><dc:language>en</dc:language></metadata>\
                 <manifest><item id=\"a\" href=\"a%20b.xhtml\"/><item id=\"b\" href=\"../up.xhtml\"/><item id=\"c\" href=\"../../out.xhtml\"/></manifest>\
                 <spine><itemref idref=\"b\"/><itemref idref=\"a\"/><itemref idref=\"c\"/><itemref idref=\"a\" linear=\"no\"/></spine></package>",
            ),
            ("OPS/a b.xhtml", "<p>first"),
            ("up.xhtml", "<p>second"),
        ];
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        let book = book(&bytes, Limits::default()).unwrap();
        assert_eq!(book.title.as_deref(), Some("Salt & Sea"));
        assert_eq!(book.chapters, ["up.xhtml", "OPS/a b.xhtml"]);
        assert_eq!(chapter(&bytes, &book.chapters[1], Limits::default()).unwrap().bytes, b"<p>first");
        assert!(is_book(&open(&bytes, Limits::default()).unwrap()));
    }
}
