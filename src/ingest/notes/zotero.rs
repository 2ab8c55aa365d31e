//! Notes of Zotero, saved or copied as HTML: marked words in spans, each with the page and the work it is of.
//!
//! The data of a span stand percent-encoded in its attributes; those of the works in `data-citation-items`. A paragraph
//! that holds marked words and others has both: the others are the reader's comment.

use super::csl;
use super::export::{Broken, Export, Highlight, Work, clean, line, text};
use super::markup::{Piece, pieces};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use std::collections::BTreeMap;

/// Reads one note or several in one file.
pub fn read(html: &str) -> Result<Export, Broken> {
    let mut reader = Reader::default();
    for piece in pieces(html) {
        match piece {
            Piece::Open(name, attributes) => reader.open(&name, &attributes),
            Piece::Close(name) => reader.close(&name),
            Piece::Text(text) => reader.text(&text),
        }
    }
    reader.end_block();
    Ok(reader.export())
}

/// Where text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Into {
    Comment,
    Words,
    Nothing,
}

#[derive(Default)]
struct Reader {
    /// Works by their address in Zotero.
    works: BTreeMap<String, Work>,
    /// Marked words with the address of their work, in order; without one, a remark on what came before.
    entries: Vec<(Option<String>, Highlight)>,
    /// What the open spans of the block do with text; each with the number of spans inside it.
    spans: Vec<Into>,
    /// Entries of the open block.
    block: Vec<(Option<String>, Highlight)>,
    comment: String,
    is_heading: bool,
    headings: Vec<String>,
}

impl Reader {
    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        let get = |wanted: &str| attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        match name {
            "div" => {
                self.end_block();
                if let Some(items) = get("data-citation-items").and_then(json) {
                    self.learn(&items);
                }
            }
            "span" => {
                let class = get("class").unwrap_or("");
                let into = match (class, get("data-annotation").and_then(json)) {
                    ("highlight" | "underline", found) => {
                        self.begin_words(found.as_ref());
                        Into::Words
                    }
                    ("citation" | "citation-item", _) => {
                        self.cite(get("data-citation").and_then(json).as_ref());
                        Into::Nothing
                    }
                    _ => self.spans.last().copied().unwrap_or(Into::Comment),
                };
                self.spans.push(into);
            }
            "br" => self.text("\n"),
            _ if is_block(name) => {
                self.end_block();
                self.is_heading = name == "h1";
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "span" => drop(self.spans.pop()),
            _ if is_block(name) || name == "div" => self.end_block(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match (self.spans.last(), self.block.last_mut()) {
            (Some(Into::Words), Some((_, highlight))) => highlight.words.push_str(text),
            (Some(Into::Nothing), _) => {}
            _ => self.comment.push_str(text),
        }
    }

    fn learn(&mut self, items: &Value) {
        for item in items.as_array().into_iter().flatten() {
            if let (Some(address), Some(work)) = (item["uris"][0].as_str(), csl::work(&item["itemData"])) {
                self.works.insert(address.to_owned(), work);
            }
        }
    }

    fn begin_words(&mut self, data: Option<&Value>) {
        let data = data.unwrap_or(&Value::Null);
        let page = data["pageLabel"].as_str().and_then(line);
        let place = page.as_ref().map(|page| format!("page {page}"));
        let work = data["citationItem"]["uris"][0].as_str().map(str::to_owned);
        self.block.push((work, Highlight { page, place, ..Highlight::default() }));
    }

    /// Old notes name the work in the citation after the words alone.
    fn cite(&mut self, data: Option<&Value>) {
        let work = data.and_then(|data| data["citationItems"][0]["uris"][0].as_str());
        if let (Some(work), Some((of, _))) = (work, self.block.last_mut()) {
            of.get_or_insert_with(|| work.to_owned());
        }
    }

    /// The comment of a block belongs to its last words, or, where it has none, is a remark.
    fn end_block(&mut self) {
        self.spans.clear();
        let comment = text(&std::mem::take(&mut self.comment));
        let mut block = std::mem::take(&mut self.block);
        block.retain_mut(|(_, highlight)| {
            highlight.words = unmarked(&clean(&highlight.words)).to_owned();
            !highlight.words.is_empty()
        });
        match (std::mem::take(&mut self.is_heading), comment, block.last_mut()) {
            (true, Some(heading), None) => self.headings.push(heading),
            (_, Some(comment), Some((_, last))) => last.comment = Some(comment),
            (_, Some(comment), None) => {
                block.push((None, Highlight { comment: Some(comment), ..Highlight::default() }));
            }
            (_, None, _) => {}
        }
        self.entries.append(&mut block);
    }

    fn export(self) -> Export {
        let mut export = Export { entries: self.entries.len(), ..Export::default() };
        // A note about one work is about it wherever it does not say so.
        let only = match self.works.keys().collect::<Vec<_>>().as_slice() {
            [only] => Some((*only).clone()),
            _ => None,
        };
        let mut works: Vec<(Option<String>, Work)> = Vec::new();
        let mut current: Option<String> = only.clone();
        for (of, highlight) in self.entries {
            let of = of.or_else(|| if highlight.words.is_empty() { current.clone() } else { only.clone() });
            current.clone_from(&of);
            if let Some((_, work)) = works.iter_mut().find(|(known, _)| *known == of) {
                work.highlights.push(highlight);
                continue;
            }
            let mut work = of.as_ref().and_then(|of| self.works.get(of)).cloned().unwrap_or_default();
            if work.title.is_none() && work.address.is_none() {
                work.title = self.headings.first().and_then(|heading| line(heading));
            }
            work.highlights.push(highlight);
            works.push((of, work));
        }
        export.works = works.into_iter().map(|(_, work)| work).collect();
        export
    }
}

fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 14] =
        ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "pre", "td", "tr"];
    BLOCKS.contains(&name)
}

/// Percent-encoded JSON.
fn json(attribute: &str) -> Option<Value> {
    serde_json::from_str(&percent_decode_str(attribute).decode_utf8().ok()?).ok()
}

/// Zotero puts one pair of marks round what was marked.
fn unmarked(words: &str) -> &str {
    const PAIRS: [(char, char); 4] = [('“', '”'), ('"', '"'), ('„', '“'), ('«', '»')];
    let inside = |(open, close): &(char, char)| words.strip_prefix(*open)?.strip_suffix(*close).map(str::trim);
    PAIRS.iter().find_map(inside).unwrap_or(words)
}
