//! How much a page may be, measured on its text before anything is made of it.
//!
//! Comes in: the text of a page. Goes out: the first limit it breaks. The measure is quick and rough, and always at least
//! what a browser would build. Never done here: building a tree.

use std::fmt;

/// How much a page may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes.
    pub size: usize,
    /// How deep elements may stand inside each other.
    pub depth: usize,
    /// Elements.
    pub elements: usize,
    /// Attributes of one element.
    pub attributes: usize,
    /// Pages of a PDF.
    pub pdf_pages: usize,
    /// Seconds of reading.
    pub seconds: u64,
    /// Pages of one article.
    pub pages: usize,
    /// Pictures of one article.
    pub pictures: usize,
    /// Bytes of one picture.
    pub picture: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            size: 16 << 20,
            depth: 512,
            elements: 200_000,
            attributes: 500,
            pdf_pages: 500,
            seconds: 20,
            pages: 20,
            pictures: 20,
            picture: 8 << 20,
        }
    }
}

impl Limits {
    /// The names that `--limit` takes, with the most that each may be: what can be read in a GiB.
    pub const MOST: [(&str, usize); 9] = [
        ("size", 64),
        ("depth", 4_000),
        ("elements", 1_000_000),
        ("attributes", 5_000),
        ("pdf-pages", 5_000),
        ("seconds", 600),
        ("pages", 200),
        ("pictures", 200),
        ("picture", 64),
    ];

    /// Sets one by its name; `size` and `picture` in MiB. `false` where there is none of that name, or the number is zero or more than it
    /// may be.
    pub fn set(&mut self, name: &str, number: usize) -> bool {
        let is_allowed = |(known, most): &(&str, usize)| *known == name && (1..=*most).contains(&number);
        if !Limits::MOST.iter().any(is_allowed) {
            return false;
        }
        match name {
            "size" => self.size = number << 20,
            "depth" => self.depth = number,
            "elements" => self.elements = number,
            "attributes" => self.attributes = number,
            "pdf-pages" => self.pdf_pages = number,
            "pages" => self.pages = number,
            "pictures" => self.pictures = number,
            "picture" => self.picture = number << 20,
            _ => self.seconds = number as u64,
        }
        true
    }
}

/// A limit that a page breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exceeded {
    /// Its size.
    Size(usize),
    /// Its depth.
    Depth(usize),
    /// Its elements.
    Elements(usize),
    /// The attributes of one element.
    Attributes(usize),
    /// The pages of a PDF.
    PdfPages(usize),
    /// What it unpacks to, in bytes.
    Unpacked(usize),
    /// The time it takes to read.
    Seconds(u64),
}

impl Exceeded {
    /// The name of the limit, as `--limit` takes it.
    pub fn name(self) -> &'static str {
        match self {
            Exceeded::Size(_) | Exceeded::Unpacked(_) => "size",
            Exceeded::Depth(_) => "depth",
            Exceeded::Elements(_) => "elements",
            Exceeded::Attributes(_) => "attributes",
            Exceeded::PdfPages(_) => "pdf-pages",
            Exceeded::Seconds(_) => "seconds",
        }
    }
}

impl fmt::Display for Exceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Exceeded::Size(limit) => write!(f, "has more than {} MiB", limit >> 20),
            Exceeded::Depth(limit) => write!(f, "has elements more than {limit} deep in each other"),
            Exceeded::Elements(limit) => write!(f, "has more than {limit} elements"),
            Exceeded::Attributes(limit) => write!(f, "has an element with more than {limit} attributes"),
            Exceeded::PdfPages(limit) => write!(f, "has more than {limit} pages"),
            Exceeded::Unpacked(limit) => write!(f, "unpacks to more than {} MiB", limit >> 20),
            Exceeded::Seconds(limit) => write!(f, "takes more than {limit} seconds to read"),
        }
    }
}

/// Whether the text of a page keeps the limits.
pub fn check(text: &str, limits: &Limits) -> Result<(), Exceeded> {
    if text.len() > limits.size.saturating_mul(2) {
        return Err(Exceeded::Size(limits.size));
    }
    let mut measure = Measure { text, open: Vec::new(), formatting: 0, elements: 0, foreign: 0 };
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'<', &text.as_bytes()[at..]) {
        at += next;
        at = measure.tag(at, limits)?;
    }
    Ok(())
}

const VOID: &str =
    " area base br col embed hr img input link meta param source track wbr frame keygen basefont bgsound image ";
/// Elements that a tag of their own kind, or of a neighbour, closes.
const CLOSED_BY_OTHERS: &str = " p li dt dd tr td th thead tbody tfoot option colgroup caption html head body a ";
/// Elements that are opened again in each paragraph until they are closed.
const FORMATTING: &str = " b big code em font i nobr s small strike strong tt u ";
/// Elements whose inside is text.
const TEXT: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];
/// Elements that end a drawing or a formula.
const BREAK_OUT: &str = " b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing \
    menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var font ";

struct Measure<'a> {
    text: &'a str,
    open: Vec<&'a str>,
    formatting: usize,
    elements: usize,
    foreign: usize,
}

impl<'a> Measure<'a> {
    /// Reads the tag at a `<`; gives where to go on.
    fn tag(&mut self, at: usize, limits: &Limits) -> Result<usize, Exceeded> {
        let bytes = self.text.as_bytes();
        if self.text[at..].starts_with("<!--") {
            let end = memchr::memmem::find(&bytes[at + 4..], b"-->").map_or(bytes.len(), |end| at + 4 + end);
            return Ok(end);
        }
        let closes = bytes.get(at + 1) == Some(&b'/');
        let start = at + 1 + usize::from(closes);
        let length = bytes[start..]
            .iter()
            .take_while(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' | b'>'))
            .count();
        if !bytes.get(start).is_some_and(u8::is_ascii_alphabetic) {
            return Ok(at + 1);
        }
        let name = &self.text[start..start + length];
        let (end, attributes, closes_itself) = self.attributes(start + length, limits)?;
        if attributes > limits.attributes {
            return Err(Exceeded::Attributes(limits.attributes));
        }
        if closes {
            self.close(name)
        } else {
            self.open(name, closes_itself, limits)?
        }
        let inside = TEXT.iter().find(|text| !closes && self.foreign == 0 && name.eq_ignore_ascii_case(text));
        Ok(inside.map_or(end, |name| self.end_of_text(end, name)))
    }

    /// Where the attributes of a tag end, how many there are, and whether it closes itself.
    fn attributes(&self, from: usize, limits: &Limits) -> Result<(usize, usize, bool), Exceeded> {
        let bytes = self.text.as_bytes();
        let is_blank = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c');
        let (mut at, mut count) = (from, 0);
        loop {
            while bytes.get(at).is_some_and(|byte| is_blank(*byte) || *byte == b'/') {
                at += 1;
            }
            match bytes.get(at) {
                None => return Ok((at, count, false)),
                Some(b'>') => return Ok((at + 1, count, bytes[at - 1] == b'/')),
                Some(_) => count += 1,
            }
            if count > limits.attributes {
                return Err(Exceeded::Attributes(limits.attributes));
            }
            at += 1;
            while bytes.get(at).is_some_and(|byte| !is_blank(*byte) && !matches!(byte, b'/' | b'>' | b'=')) {
                at += 1;
            }
            while bytes.get(at).is_some_and(|byte| is_blank(*byte)) {
                at += 1;
            }
            if bytes.get(at) != Some(&b'=') {
                continue;
            }
            at += 1;
            while bytes.get(at).is_some_and(|byte| is_blank(*byte)) {
                at += 1;
            }
            at = match bytes.get(at) {
                Some(quote @ (b'"' | b'\'')) => {
                    memchr::memchr(*quote, &bytes[at + 1..]).map_or(bytes.len(), |end| at + 1 + end + 1)
                }
                _ => at + bytes[at..].iter().take_while(|byte| !is_blank(**byte) && **byte != b'>').count(),
            };
        }
    }

    fn open(&mut self, name: &'a str, closes_itself: bool, limits: &Limits) -> Result<(), Exceeded> {
        let is = |list: &str| list.contains(&format!(" {} ", name.to_ascii_lowercase()));
        let formats = is(FORMATTING);
        self.elements += 1 + if formats { 0 } else { self.formatting };
        self.formatting += usize::from(formats);
        if self.elements > limits.elements {
            return Err(Exceeded::Elements(limits.elements));
        }
        if self.foreign > 0 && is(BREAK_OUT) {
            self.foreign = 0;
        }
        let is_foreign = name.eq_ignore_ascii_case("svg") || name.eq_ignore_ascii_case("math");
        if (closes_itself && (self.foreign > 0 || is_foreign)) || is(VOID) || is(CLOSED_BY_OTHERS) {
            return Ok(());
        }
        self.foreign += usize::from(is_foreign);
        self.open.push(name);
        if self.open.len() > limits.depth {
            return Err(Exceeded::Depth(limits.depth));
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        /// A tag that closes nothing near is one that was never opened.
        const NEAR: usize = 64;
        if FORMATTING.contains(&format!(" {} ", name.to_ascii_lowercase())) {
            self.formatting = self.formatting.saturating_sub(1);
        }
        let partner = self.open.iter().rev().take(NEAR).position(|open| open.eq_ignore_ascii_case(name));
        if let Some(back) = partner {
            let left = self.open.len() - back - 1;
            let drawings = self.open[left..]
                .iter()
                .filter(|open| ["svg", "math"].iter().any(|name| open.eq_ignore_ascii_case(name)));
            self.foreign = self.foreign.saturating_sub(drawings.count());
            self.open.truncate(left);
        }
    }

    fn end_of_text(&self, from: usize, name: &str) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(next) = memchr::memmem::find(&bytes[at..], b"</") {
            at += next;
            if bytes.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes())) {
                return at;
            }
            at += 2;
        }
        bytes.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_keep_their_limits() {
        let limits = Limits::default();
        let page =
            "<html><p>a<p>b<ul><li>c<li>d</ul><svg><path/><path/></svg><script>if (a<b) '<div><div>'</script><br>";
        assert_eq!(check(&page.repeat(600), &limits), Ok(()));
        let table = [
            ("<div>".repeat(100_000), Exceeded::Depth(512)),
            ("<div/>".repeat(600), Exceeded::Depth(512)),
            (format!("<svg>{}", "<div/>".repeat(600)), Exceeded::Depth(512)),
            ("<b>".repeat(600), Exceeded::Depth(512)),
            ("<rt>".repeat(600), Exceeded::Depth(512)),
            ("<p>".repeat(300_000), Exceeded::Elements(200_000)),
            (format!("{}{}", "<b><i>".repeat(200), "<p>x".repeat(2_000)), Exceeded::Elements(200_000)),
            (format!("<p {}>", "a=1 ".repeat(50_000)), Exceeded::Attributes(500)),
        ];
        for (page, exceeded) in table {
            assert_eq!(check(&page, &limits), Err(exceeded), "{}", &page[..40]);
        }
        for strange in ["<", "</", "<a", "<a b", "<a b=", "<a b='", "<!--", "<script>", "<script></", "<é>"] {
            assert_eq!(check(strange, &limits), Ok(()));
        }
    }
}
