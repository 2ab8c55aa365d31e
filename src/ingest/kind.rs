//! What some bytes are, by their content and never by their name.

mod markdown;

pub use markdown::{has_front_matter, has_marks};

/// What an editor gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Pasted text: the text, a leading mark taken off.
    Text(String),
    /// A page in HTML, in any encoding.
    Page,
    /// A feed, in any encoding: Atom, RSS, RDF or JSON.
    Feed,
    /// A list of feeds (OPML), in any encoding.
    FeedList,
    /// A PDF.
    Pdf,
    /// Markdown: the text, a leading mark taken off.
    Markdown(String),
    /// Something that is known and not read by this version, with its name for people.
    Other(&'static str),
    /// Bytes that are no UTF-8 text, with the offset of the first that is not: text in another encoding, or no text at all.
    NotText(usize),
    /// Nothing but white space.
    Empty,
}

/// Looks at the bytes.
pub fn kind(bytes: &[u8]) -> Kind {
    const STARTS: [(&[u8], &str); 6] = [
        (b"PK\x03\x04", "a zip archive (an EPUB, a WACZ or a Word document)"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"WARC/", "a web archive (WARC)"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"{\\rtf", "an RTF document"),
    ];
    if is_pdf(bytes) {
        return Kind::Pdf;
    }
    if let Some((_, name)) = STARTS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Kind::Other(name);
    }
    if is_page(bytes) {
        return Kind::Page;
    }
    if is_opml(bytes) {
        return Kind::FeedList;
    }
    if is_feed(bytes) {
        return Kind::Feed;
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Kind::NotText(0);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => return Kind::NotText(error.valid_up_to()),
    };
    let start = text.trim_start();
    if start.is_empty() {
        return Kind::Empty;
    }
    let mut end = start.len().min(2000);
    while !start.is_char_boundary(end) {
        end -= 1;
    }
    let head = start[..end].to_ascii_lowercase();
    if head.starts_with("from: <saved by") {
        return Kind::Other("a web page saved as MHTML");
    }
    if head.starts_with("<?xml") {
        return Kind::Other("an XML document");
    }
    if head.starts_with("==========\n") || (head.contains("\n- your highlight") && head.contains("\n==========")) {
        return Kind::Other("a reader's clippings file");
    }
    if let Some(at) = text.find('\0') {
        return Kind::NotText(at);
    }
    if markdown::is_markdown(text) {
        return Kind::Markdown(text.to_owned());
    }
    Kind::Text(text.to_owned())
}

/// Whether bytes are a PDF. Some servers send a line end or a mark before it.
pub fn is_pdf(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    start.trim_ascii_start().starts_with(b"%PDF-")
}

/// Whether bytes are a feed, whatever their encoding.
pub fn is_feed(bytes: &[u8]) -> bool {
    let head = head_of(bytes);
    if head.starts_with('{') {
        return head.contains("jsonfeed.org/version");
    }
    root_of(&head).is_some_and(|tag| {
        let name = name_of(tag);
        let local = name.rsplit(':').next().unwrap_or(name);
        // A channel may stand by itself; the one of a desktop, a generation ago, did not hold items.
        matches!(local, "rss" | "feed") || name == "rdf:rdf" || (local == "channel" && head.contains("<item"))
    })
}

/// Whether bytes are a list of feeds, whatever their encoding.
pub fn is_opml(bytes: &[u8]) -> bool {
    root_of(&head_of(bytes)).is_some_and(|tag| name_of(tag) == "opml")
}

/// Whether markup of a page begins the bytes, whatever their encoding: a page may open with remarks, a declaration of XML, or
/// any element that only pages have.
fn is_page(bytes: &[u8]) -> bool {
    const OPENINGS: [&str; 22] = [
        "!doctype html",
        "html",
        "head",
        "body",
        "title",
        "meta",
        "link",
        "script",
        "style",
        "div",
        "p",
        "article",
        "main",
        "section",
        "table",
        "h1",
        "h2",
        "span",
        "base",
        "center",
        "font",
        "a",
    ];
    let head = head_of(bytes);
    let Some(tag) = root_of(&head) else { return false };
    let ends = |after: &str| after.starts_with(|next: char| next == '>' || next == '/' || next.is_ascii_whitespace());
    OPENINGS.iter().any(|name| tag.strip_prefix(name).is_some_and(ends))
}

/// The beginning in lower case, of characters of ASCII alone.
fn head_of(bytes: &[u8]) -> String {
    const LOOKED_AT: usize = 64 << 10;
    // Zeros are the other half of letters in UTF-16.
    let head = bytes.iter().take(LOOKED_AT).filter(|byte| **byte != 0 && byte.is_ascii());
    let head: String = head.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    head.trim_start().to_owned()
}

/// What follows the first `<` that is of an element: remarks, declarations and instructions may stand before it.
fn root_of(head: &str) -> Option<&str> {
    let mut rest = head;
    loop {
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + 3)
        } else if rest.starts_with("<?") {
            rest.find("?>").map(|end| end + 2)
        } else if rest.starts_with("<!doctype") && !rest.starts_with("<!doctype html") {
            let declares = rest.find('[').filter(|open| rest.find('>').is_some_and(|end| *open < end));
            declares.map_or_else(
                || rest.find('>').map(|end| end + 1),
                |_| Some(rest.find("]")? + rest[rest.find("]")?..].find('>')? + 1),
            )
        } else {
            return rest.strip_prefix('<');
        };
        rest = rest[end?..].trim_start();
    }
}

fn name_of(tag: &str) -> &str {
    tag.split(|character: char| character == '>' || character == '/' || character.is_ascii_whitespace())
        .next()
        .unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        assert_eq!(kind(b"\xef\xbb\xbfA text."), Kind::Text("A text.".into()));
        assert_eq!(kind(b"  <!DOCTYPE html><p>"), Kind::Page);
        assert_eq!(kind(b"<!-- a --><?xml version='1.0'?><html lang=x>\xff"), Kind::Page);
        assert_eq!(kind(b"\xff\xfe<\0p\0>\0"), Kind::Page);
        assert_eq!(kind(b"<?xml version='1.0'?><rss>"), Kind::Feed);
        assert_eq!(kind(b"<b> is how it begins"), Kind::Text("<b> is how it begins".into()));
        assert_eq!(kind(b"\r\n%PDF-1.7"), Kind::Pdf);
        assert_eq!(kind(b"%PDF is a form"), Kind::Text("%PDF is a form".into()));
        assert_eq!(kind(b" \n\t"), Kind::Empty);
        assert_eq!(kind(b"ab\xffcd"), Kind::NotText(2));
        assert_eq!(kind("가".repeat(3000).as_bytes()), Kind::Text("가".repeat(3000)));
    }
}
