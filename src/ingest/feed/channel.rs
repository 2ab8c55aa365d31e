//! Atom, RSS and RDF: the tree of a document becomes a feed.
//!
//! Vocabularies are kept apart: a picture's title (`media:title`) is no title, its text no text. Never done here: parsing.

use super::Feed;
use super::entry::{Entry, Form, Text};
use super::space::Space;
use super::words::{Words, Written, words};
use super::xml::{Element, Node};
use crate::ingest::encoding::Decoded;
use data_encoding::BASE64;
use url::Url;

/// Reads a document; `address` is the feed's own, where it is known. `None` where it is no feed.
pub fn read(root: &Element, address: Option<&Url>, decoded: Decoded) -> Option<Feed> {
    let is_atom = root.name == "feed" || root.name == "entry";
    let is_feed = is_atom || matches!(root.name.as_str(), "rss" | "rdf" | "channel");
    if !is_feed {
        return None;
    }
    let channel = if is_atom { root } else { root.elements().find(|one| one.name == "channel").unwrap_or(root) };
    let document = address.cloned().or_else(|| own_address(channel));
    let mut reader = Reader { is_atom, document, home: None };
    reader.home = reader.page_of(channel).and_then(|home| Url::parse(&home).ok());
    let mut found = Vec::new();
    entries(root, &mut found);
    Some(Feed {
        title: reader.title(channel),
        home: reader.home.as_ref().map(Url::to_string),
        language: reader.language(channel),
        authors: reader.authors(channel),
        entries: found.into_iter().map(|entry| reader.entry(entry)).collect(),
        mended: root.mended.clone(),
        decoded,
    })
}

/// Entries stand in the feed, in its channel, or beside it.
fn entries<'a>(element: &'a Element, found: &mut Vec<&'a Element>) {
    if is_entry(element) {
        return found.push(element);
    }
    element.elements().for_each(|inner| entries(inner, found));
}

fn is_entry(element: &Element) -> bool {
    let is_named_so = matches!(element.name.as_str(), "item" | "entry");
    is_named_so && matches!(element.space, Space::Own | Space::Atom)
}

/// Where the feed says that it is itself.
fn own_address(channel: &Element) -> Option<Url> {
    let link = channel.elements().find(|link| link.name == "link" && link.attribute("rel") == Some("self"))?;
    Url::parse(link.attribute("href")?).ok()
}

/// What holds for a whole document.
struct Reader {
    is_atom: bool,
    /// The address of the document.
    document: Option<Url>,
    /// The page that the feed is of.
    home: Option<Url>,
}

impl Reader {
    fn entry(&self, entry: &Element) -> Entry {
        let address = self.page_of(entry);
        // What RSS holds in an entry is meant from the entry's page, unless something says otherwise.
        let page = address.as_deref().and_then(|address| Url::parse(address).ok());
        let base = |element: &Element| {
            let said = element.base(self.outermost());
            said.or(page.clone()).or(self.home.clone()).or(self.document.clone())
        };
        let text = |element: &Element, from: &'static str| {
            self.body(element).map(|(written, form)| Text { written, form, base: base(element), from })
        };
        let source = entry.elements().find(|one| self.is_own(one) && one.name == "source");
        let site = source.and_then(|source| match source.elements().next() {
            Some(_) => self.title(source),
            None => words(&source.text(), Written::Either),
        });
        let mut authors = self.authors(entry);
        if let (true, Some(source)) = (authors.is_empty(), source) {
            authors = self.authors(source);
        }
        let encoded = entry.child(Space::Content, "encoded").and_then(|one| text(one, "content:encoded"));
        let own = self.own(entry, "content").or_else(|| entry.child(Space::Atom, "content"));
        let own = own.and_then(|one| text(one, "content"));
        let page_body = ["body", "div"].into_iter().find_map(|name| entry.child(Space::Html, name));
        let page_body = page_body.and_then(|one| text(one, "xhtml:body"));
        let description =
            ["description", "summary", "abstract", "tagline"].into_iter().find_map(|name| self.own(entry, name));
        let description = description.or_else(|| entry.child(Space::Atom, "summary"));
        let description = description.or_else(|| entry.child(Space::DublinCore, "description"));
        Entry {
            address,
            title: self.title(entry),
            published: self.stamp(entry, &PUBLISHED),
            updated: self.stamp(entry, &UPDATED),
            authors,
            site,
            language: self.language(entry),
            content: encoded.or(own).or(page_body),
            summary: description
                .and_then(|one| text(one, if one.name == "summary" { "summary" } else { "description" })),
            mended: entry.mended.clone(),
        }
    }

    /// Whether a name is of the format itself.
    fn is_own(&self, element: &Element) -> bool {
        element.space == Space::Own || (self.is_atom && element.space == Space::Atom)
    }

    fn own<'a>(&self, element: &'a Element, name: &str) -> Option<&'a Element> {
        element.elements().find(|one| self.is_own(one) && one.name == name)
    }

    /// What the outermost `xml:base` is meant from.
    fn outermost(&self) -> Option<&Url> {
        self.document.as_ref().or(self.home.as_ref())
    }

    fn title(&self, element: &Element) -> Option<Words> {
        let own = self.own(element, "title").or_else(|| element.child(Space::Atom, "title"));
        let read = |title: &Element| {
            let (raw, written) = match self.kind(title) {
                _ if !self.is_atom && title.space == Space::Own => (title.text(), Written::Either),
                Kind::Html => (title.text(), Written::Html),
                Kind::Markup => (title.html(None), Written::Html),
                Kind::Base64 => (decoded_text(&title.text())?, Written::Html),
                Kind::Plain | Kind::Other => (title.text(), Written::Characters),
            };
            words(&raw, written)
        };
        own.and_then(read).or_else(|| words(&element.child(Space::DublinCore, "title")?.text(), Written::Either))
    }

    /// The page of a feed or an entry.
    fn page_of(&self, element: &Element) -> Option<String> {
        // Counters put their own address into the feed, and keep the original beside it.
        let original = element.elements().find(|one| one.name == "origlink").map(|one| (one, one.text()));
        let in_text = self.own(element, "link").filter(|link| link.attribute("href").is_none());
        let in_text = in_text.map(|link| (link, link.text())).filter(|(_, text)| !text.trim().is_empty());
        let links =
            || element.elements().filter(|one| one.name == "link" && matches!(one.space, Space::Own | Space::Atom));
        let leads_to_page = |link: &&Element| {
            let relation = link.attribute("rel").unwrap_or("alternate");
            let kind = link.attribute("type").unwrap_or("text/html");
            relation.eq_ignore_ascii_case("alternate") && kind.contains("html")
        };
        let alternate = links().find(leads_to_page);
        let any = links().find(|link| link.attribute("rel").is_none_or(|rel| rel.eq_ignore_ascii_case("alternate")));
        let linked = alternate.or(any).and_then(|link| Some((link, link.attribute("href")?.to_owned())));
        let identity = self
            .own(element, "guid")
            .filter(|guid| guid.attribute("ispermalink").is_none_or(|is| !is.eq_ignore_ascii_case("false")));
        let identity = identity.map(|guid| (guid, guid.text())).filter(|(_, text)| is_whole(text));
        let about =
            element.attribute("rdf:about").filter(|about| is_whole(about)).map(|about| (element, about.to_owned()));
        let found = original.or(in_text).or(linked).or(identity).or(about);
        // Where nothing links to it, its content may stand elsewhere.
        let found = found.or_else(|| {
            let content = self.own(element, "content")?;
            Some((content, content.attribute("src")?.to_owned()))
        });
        let (place, to) = found?;
        let said = place.base(self.outermost());
        let (first, second) = if self.is_atom { (&self.document, &self.home) } else { (&self.home, &self.document) };
        whole_address(&to, said.as_ref().or(first.as_ref()).or(second.as_ref()))
    }

    fn language(&self, element: &Element) -> Option<String> {
        let said = self.own(element, "language").or_else(|| element.child(Space::DublinCore, "language"));
        let said = said.map(|one| one.text().trim().to_owned()).filter(|tag| !tag.is_empty());
        let text = ["content", "summary", "title"].into_iter().find_map(|name| self.own(element, name));
        let marked = text.and_then(|text| text.language.clone()).or(element.language.clone());
        said.or(marked.map(|tag| tag.to_string()))
    }

    fn authors(&self, element: &Element) -> Vec<String> {
        let people = |name: &'static str| element.elements().filter(move |one| one.name == name);
        let in_atom = people("author").filter(|one| one.elements().next().is_some());
        let named: Vec<String> =
            in_atom.filter_map(|person| person.elements().find(|one| one.name == "name").map(Element::text)).collect();
        let creators = || people("creator").filter(|one| one.space == Space::DublinCore).map(Element::text);
        let plain = || people("author").filter(|one| one.elements().next().is_none()).map(Element::text);
        let mut all = named;
        if all.iter().all(|name| name.trim().is_empty()) {
            all = creators().collect();
        }
        if all.is_empty() {
            all = plain().collect();
        }
        all.iter().filter_map(|name| person(name)).collect()
    }

    fn stamp(&self, entry: &Element, places: &[(Space, &str, &'static str)]) -> Option<(String, &'static str)> {
        places.iter().find_map(|(space, name, from)| {
            let is_it = |one: &&Element| {
                one.name == *name && (one.space == *space || (*space == Space::Own && self.is_own(one)))
            };
            let text = entry.elements().find(is_it)?.text();
            let text = text.trim();
            (!text.is_empty()).then(|| (text.to_owned(), *from))
        })
    }

    fn kind(&self, element: &Element) -> Kind {
        let said = element.attribute("type").unwrap_or("").to_ascii_lowercase();
        let kind = said.split(';').next().unwrap_or("").trim();
        // The draft of Atom says apart how it is written.
        match element.attribute("mode").map(str::to_ascii_lowercase).as_deref() {
            Some("base64") => return if kind.starts_with("text/") { Kind::Base64 } else { Kind::Other },
            Some("escaped") => return if kind == "text/plain" { Kind::Plain } else { Kind::Html },
            Some("xml") => return Kind::Markup,
            _ => {}
        }
        match kind {
            "html" | "text/html" => Kind::Html,
            "xhtml" | "application/xhtml+xml" => Kind::Markup,
            "" | "text" | "text/plain" => Kind::Plain,
            kind if kind.starts_with("text/") => Kind::Base64,
            _ => Kind::Other,
        }
    }

    /// A text and its form; `None` where there is none, or one that is no text.
    fn body(&self, element: &Element) -> Option<(String, Form)> {
        let has_elements = element.children.iter().any(|node| matches!(node, Node::Element(_)));
        let is_rss = matches!(element.space, Space::Content | Space::DublinCore | Space::Html)
            || (!self.is_atom && element.space == Space::Own);
        let kind = if is_rss { Kind::Html } else { self.kind(element) };
        let (written, form) = match kind {
            _ if has_elements => (element.html(self.outermost()), Form::Html),
            Kind::Html | Kind::Markup => (element.text(), Form::Html),
            Kind::Plain => (element.text(), Form::Plain),
            Kind::Base64 => (decoded_text(&element.text())?, Form::Html),
            Kind::Other => return None,
        };
        (!written.trim().is_empty()).then_some((written, form))
    }
}

/// What an Atom construct holds.
enum Kind {
    Plain,
    Html,
    Markup,
    Base64,
    Other,
}

const PUBLISHED: [(Space, &str, &str); 8] = [
    (Space::Own, "pubdate", "pubDate"),
    (Space::Own, "published", "published"),
    (Space::Atom, "published", "published"),
    (Space::Own, "issued", "issued"),
    (Space::DublinCore, "issued", "dcterms:issued"),
    (Space::DublinCore, "date", "dc:date"),
    (Space::Own, "created", "created"),
    (Space::DublinCore, "created", "dcterms:created"),
];

const UPDATED: [(Space, &str, &str); 4] = [
    (Space::Own, "updated", "updated"),
    (Space::Atom, "updated", "updated"),
    (Space::Own, "modified", "modified"),
    (Space::DublinCore, "modified", "dcterms:modified"),
];

/// A name out of `mail@a.example (Name)`, `Name <mail@a.example>` or a name; `None` where there is only a mail address.
pub fn person(text: &str) -> Option<String> {
    let name = words(text, Written::Either)?.text;
    let in_brackets =
        name.split_once('(').filter(|(before, _)| before.contains('@')).map(|(_, rest)| rest.trim_end_matches(')'));
    let before_mail = name.split_once('<').filter(|(_, rest)| rest.contains('@')).map(|(before, _)| before);
    let name = in_brackets.or(before_mail).unwrap_or(&name).trim().trim_matches('"').trim().to_owned();
    (!name.is_empty() && !name.contains('@')).then_some(name)
}

/// An address of the web, made whole.
pub fn whole_address(to: &str, base: Option<&Url>) -> Option<String> {
    let to: String = to.trim().chars().filter(|character| !character.is_control()).collect();
    let url = match base {
        Some(base) => base.join(&to).ok()?,
        None => Url::parse(&to).ok()?,
    };
    (!to.is_empty() && matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| url.to_string())
}

fn is_whole(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("http://") || text.starts_with("https://")
}

fn decoded_text(text: &str) -> Option<String> {
    let bare: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    String::from_utf8(BASE64.decode(bare.as_bytes()).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_names() {
        for (text, name) in [
            ("wick@quay.example (Ada Wick)", Some("Ada Wick")),
            ("Ada Wick <wick@quay.example>", Some("Ada Wick")),
            ("Ada Wick", Some("Ada Wick")),
            ("wick@quay.example", None),
            (" ", None),
        ] {
            assert_eq!(person(text).as_deref(), name, "{text}");
        }
    }
}
