//! XML as feeds have it: a tree, read as far as it can be.
//!
//! Comes in: decoded text, and [`Limits`]. Goes out: the root, with what was mended on the way. A library of feeds would be
//! shorter; those that were tried lose `xml:base` and how often a title was escaped, and refuse a whole feed for one wrong
//! mark. Entities of a document's own are never put in, so that none of them can grow, and no address is followed.
//! Never done here: knowing what an element means.

use super::space::{Space, space_at, usual_space};
use crate::ingest::limits::{Exceeded, Limits};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use url::Url;

/// An element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its vocabulary.
    pub space: Space,
    /// Its name in lower case, without a prefix.
    pub name: String,
    /// Its attributes: names in lower case, with their prefixes.
    pub attributes: Vec<(String, String)>,
    /// What stands in it.
    pub children: Vec<Node>,
    /// Every `xml:base` that holds for it, the outermost first.
    pub bases: Arc<Vec<String>>,
    /// The `xml:lang` that holds for it.
    pub language: Option<Arc<str>>,
    /// What was mended in it, where it is an entry; on the root, what was mended outside of entries.
    pub mended: Vec<String>,
}

/// A piece of what stands in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Characters, their references read.
    Text(String),
    /// An element.
    Element(Element),
}

impl Element {
    /// Its elements.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Its first element of a name in a vocabulary.
    pub fn child(&self, space: Space, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.space == space && element.name == name)
    }

    /// The value of an attribute, trimmed; `None` where it is empty.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let value = self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.trim())?;
        (!value.is_empty()).then_some(value)
    }

    /// All characters in it, also those in its elements.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.push_text(&mut out);
        out
    }

    fn push_text(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => element.push_text(out),
            }
        }
    }

    /// The address that relative ones in it are meant from, as `xml:base` says; `None` where nothing says one.
    pub fn base(&self, document: Option<&Url>) -> Option<Url> {
        if self.bases.is_empty() {
            return None;
        }
        self.bases.iter().fold(document.cloned(), |base, said| match base {
            Some(base) => base.join(said).ok().or(Some(base)),
            None => Url::parse(said).ok(),
        })
    }

    /// What stands in it as HTML; addresses are made whole where `xml:base` says from where they are meant.
    pub fn html(&self, document: Option<&Url>) -> String {
        let mut out = String::new();
        self.push_html(document, &mut out);
        out
    }

    fn push_html(&self, document: Option<&Url>, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(&escaped(text)),
                Node::Element(element) => {
                    out.push_str(&format!("<{}", element.name));
                    let base = element.base(document);
                    for (name, value) in element.attributes.iter().filter(|(name, _)| !name.contains(':')) {
                        let is_address = matches!(name.as_str(), "href" | "src" | "cite") && !value.starts_with('#');
                        let whole = base.as_ref().filter(|_| is_address).and_then(|base| base.join(value.trim()).ok());
                        let value = whole.map_or_else(|| value.clone(), |whole| whole.to_string());
                        out.push_str(&format!(" {name}=\"{}\"", escaped(&value).replace('"', "&quot;")));
                    }
                    out.push('>');
                    element.push_html(document, out);
                    const EMPTY: [&str; 7] = ["br", "hr", "img", "wbr", "col", "source", "embed"];
                    if !EMPTY.contains(&element.name.as_str()) {
                        out.push_str(&format!("</{}>", element.name));
                    }
                }
            }
        }
    }
}

/// Characters as HTML that means them.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Reads a document; `None` where there is no element in it.
pub fn read(text: &str, limits: &Limits) -> Result<Option<Element>, Exceeded> {
    let text = mended(text);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut tree = Tree::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                tree.open(&start, limits)?;
            }
            Ok(Event::Empty(start)) => {
                tree.open(&start, limits)?;
                tree.close_last();
            }
            Ok(Event::End(end)) => tree.close(end.name().as_ref()),
            Ok(Event::Text(text)) => tree.text(&text),
            Ok(Event::CData(text)) => tree.text(&text),
            Ok(Event::GeneralRef(named)) => tree.reference(&named),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => {
                tree.mend("it is no well-formed XML, and what follows is lost".to_owned());
                break;
            }
        }
    }
    Ok(tree.end())
}

/// Marks that begin nothing are characters, and what is open at the end is closed, so that one wrong mark costs no more than
/// itself.
fn mended(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let (mut out, mut copied, mut at) = (String::new(), 0, 0);
    while let Some(next) = memchr::memchr(b'<', &bytes[at..]) {
        at += next;
        let rest = &text[at..];
        let closed_by = [("<![CDATA[", "]]>"), ("<!--", "-->")].into_iter().find(|(start, _)| rest.starts_with(start));
        if let Some((start, end)) = closed_by {
            match rest[start.len()..].find(end) {
                Some(length) => at += start.len() + length + end.len(),
                None => return Cow::Owned(format!("{out}{}{end}", &text[copied..])),
            }
            continue;
        }
        let begins = |character: char| character.is_alphabetic() || matches!(character, '_' | ':');
        let is_tag = rest[1..].starts_with(begins)
            || rest[1..].starts_with(['!', '?'])
            || (rest[1..].starts_with('/') && rest[2..].starts_with(begins));
        if !is_tag {
            out.push_str(&text[copied..at]);
            out.push_str("&lt;");
            copied = at + 1;
        } else if memchr::memchr(b'>', &bytes[at..]).is_none() {
            // The last tag was cut off.
            return Cow::Owned(format!("{out}{}", &text[copied..at]));
        }
        at += 1;
    }
    if out.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(out + &text[copied..]) }
}

/// Elements that never stand in their own kind: one that begins ends the one before.
const ENTRIES: [&str; 2] = ["item", "entry"];

#[derive(Default)]
struct Tree {
    open: Vec<Open>,
    root: Option<Element>,
    elements: usize,
    references: BTreeMap<String, Option<String>>,
    outside: Vec<String>,
}

/// An element that is not closed, and the vocabularies that it declares.
struct Open {
    element: Element,
    written: String,
    spaces: Arc<BTreeMap<String, Space>>,
}

impl Tree {
    fn open(&mut self, start: &BytesStart, limits: &Limits) -> Result<(), Exceeded> {
        let written = start.name().as_ref().to_ascii_lowercase();
        if ENTRIES.contains(&written.as_str())
            && let Some(at) = self.open.iter().rposition(|open| open.written == written)
        {
            self.close_down_to(at, "an entry is not closed");
        }
        self.elements += 1;
        if self.elements > limits.elements {
            return Err(Exceeded::Elements(limits.elements));
        }
        if self.open.len() >= limits.depth {
            return Err(Exceeded::Depth(limits.depth));
        }
        let attributes = self.attributes(start, limits)?;
        let above = self.open.last();
        let mut spaces = above.map(|open| open.spaces.clone()).unwrap_or_default();
        for (name, address) in &attributes {
            let prefix = if name == "xmlns" { Some("") } else { name.strip_prefix("xmlns:") };
            if let Some(prefix) = prefix {
                Arc::make_mut(&mut spaces).insert(prefix.to_owned(), space_at(address));
            }
        }
        let (prefix, name) = written.split_once(':').unwrap_or(("", &written));
        let space = spaces.get(prefix).copied().unwrap_or_else(|| usual_space(prefix));
        let mut bases = above.map(|open| open.element.bases.clone()).unwrap_or_default();
        let mut language = above.and_then(|open| open.element.language.clone());
        for (name, value) in &attributes {
            match name.as_str() {
                "xml:base" => Arc::make_mut(&mut bases).push(value.trim().to_owned()),
                "xml:lang" => language = Some(value.trim()).filter(|tag| !tag.is_empty()).map(Arc::from),
                _ => {}
            }
        }
        let name = name.to_owned();
        let element = Element { space, name, attributes, children: Vec::new(), bases, language, mended: Vec::new() };
        self.open.push(Open { element, written, spaces });
        Ok(())
    }

    fn attributes(&mut self, start: &BytesStart, limits: &Limits) -> Result<Vec<(String, String)>, Exceeded> {
        let mut attributes: Vec<(String, String)> = Vec::new();
        for attribute in start.html_attributes().with_checks(false).filter_map(Result::ok) {
            if attributes.len() == limits.attributes {
                return Err(Exceeded::Attributes(limits.attributes));
            }
            let value = self.unescaped(&attribute.value);
            attributes.push((attribute.key.as_ref().to_ascii_lowercase(), value));
        }
        Ok(attributes)
    }

    /// References of an attribute's value, read.
    fn unescaped(&mut self, value: &str) -> String {
        let (mut out, mut rest) = (String::new(), value);
        while let Some((before, after)) = rest.split_once('&') {
            out.push_str(before);
            rest = after;
            let named = after.split_once(';').filter(|(name, _)| name.len() < 33);
            match named.and_then(|(name, behind)| Some((self.meaning(name)?, behind))) {
                Some((characters, behind)) => {
                    out.push_str(&characters);
                    rest = behind;
                }
                None => out.push('&'),
            }
        }
        out + rest
    }

    fn text(&mut self, text: &str) {
        let Some(open) = self.open.last_mut() else { return };
        match open.element.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => open.element.children.push(Node::Text(text.to_owned())),
        }
    }

    fn reference(&mut self, name: &str) {
        match self.meaning(name) {
            Some(characters) => self.text(&characters),
            None => {
                self.text(&format!("&{name};"));
                self.mend(format!("`&{name};` means nothing by itself, and stands as it is"));
            }
        }
    }

    /// What a reference means, in XML or, as many feeds have them, in HTML.
    fn meaning(&mut self, name: &str) -> Option<String> {
        let own = match name {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            _ => {
                if let Some(known) = self.references.get(name) {
                    return known.clone();
                }
                let found = super::words::reference(name);
                self.references.insert(name.to_owned(), found.clone());
                return found;
            }
        };
        Some(own.to_owned())
    }

    fn close(&mut self, written: &str) {
        let written = written.to_ascii_lowercase();
        match self.open.iter().rposition(|open| open.written == written) {
            Some(at) if at + 1 == self.open.len() => self.close_last(),
            Some(at) => self.close_down_to(at, "elements overlap in it"),
            None => self.mend(format!("`</{written}>` closes nothing")),
        }
    }

    fn close_down_to(&mut self, at: usize, why: &str) {
        self.mend(why.to_owned());
        while self.open.len() > at {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        let Some(closed) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(above) => above.element.children.push(Node::Element(closed.element)),
            // Of several roots the first counts.
            None => self.root = self.root.take().or(Some(closed.element)),
        }
    }

    /// Notes what was mended, on the entry it stands in.
    fn mend(&mut self, what: String) {
        let entry = self.open.iter_mut().find(|open| ENTRIES.contains(&open.element.name.as_str()));
        let mended = entry.map_or(&mut self.outside, |open| &mut open.element.mended);
        if mended.len() < 3 && !mended.contains(&what) {
            mended.push(what);
        }
    }

    fn end(mut self) -> Option<Element> {
        if !self.open.is_empty() {
            self.mend("it ends before it is closed".to_owned());
            self.outside.push("it ends in the middle, and entries may be lost".to_owned());
        }
        while !self.open.is_empty() {
            self.close_last();
        }
        let mut root = self.root?;
        root.mended.append(&mut self.outside);
        Some(root)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(text: &str) -> Element {
        read(text, &Limits::default()).unwrap().unwrap()
    }

    #[test]
    fn what_is_broken_costs_itself_alone() {
        for (text, words) in [
            ("<a>AT&T &amp; 3 < 4 &nbsp;&hellip; &own; &#8217;", "AT&T & 3 < 4 \u{a0}… &own; ’"),
            ("<a><b>one</c> two</b></a>", "one two"),
            ("<a><b>one<![CDATA[ two", "one two"),
            ("<a>one<b", "one"),
            ("<a>one<!-- two", "one"),
            ("<!DOCTYPE a [<!ENTITY x \"y\"><!ENTITY z \"&x;&x;\">]><a>&z;</a>", "&z;"),
        ] {
            assert_eq!(root(text).text(), words, "{text}");
        }
        let two = root("<a><item>one<item>two</item></a>");
        let items: Vec<String> = two.elements().map(Element::text).collect();
        assert_eq!(items, ["one", "two"]);
    }

    #[test]
    fn addresses_are_meant_from_every_base() {
        let feed = root("<f xml:base='https://a.example/b/'><c xml:base='d/'><x href='e'/></c><c/></f>");
        let bases: Vec<String> = feed.elements().map(|c| c.base(None).unwrap().to_string()).collect();
        assert_eq!(bases, ["https://a.example/b/d/", "https://a.example/b/"]);
        let first = feed.elements().next().unwrap();
        assert_eq!(first.html(None), "<x href=\"https://a.example/b/d/e\"></x>");
    }

    #[test]
    fn depth_has_an_end() {
        let deep = "<a>".repeat(600);
        assert_eq!(read(&deep, &Limits::default()), Err(Exceeded::Depth(512)));
        assert_eq!(read("", &Limits::default()), Ok(None));
    }
}
