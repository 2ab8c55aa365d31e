//! A body with its form: what a reader of pages makes, and what is written as Markdown.
//!
//! Law: the plain text of each block here is the text of the page, and is what `parse` reads from the Markdown.

use crate::parse::values::is_unwritable;
use crate::parse::words::is_han_or_kana;

/// A body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// In order.
    pub blocks: Vec<Block>,
    /// Its footnotes.
    pub notes: Vec<Note>,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// As its marks name it: letters, digits and hyphens of ASCII.
    pub label: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of a level from 1 to 6.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Code.
    Code {
        /// Its language.
        language: Option<String>,
        /// Its lines, joined by `\n`, without one at the end.
        text: String,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A list.
    List {
        /// The number of its first item, where its items are numbered.
        start: Option<u32>,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// A table; rows of equal length.
    Table {
        /// Its head; cells may be empty.
        head: Vec<Vec<Inline>>,
        /// Its rows.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A break between parts.
    Rule,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Characters.
    Text(String),
    /// `*…*`
    Emphasis(Vec<Inline>),
    /// `**…**`
    Strong(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link.
    Link(String, Vec<Inline>),
    /// A line that ends here.
    Break,
    /// The mark of a footnote, by its label.
    Mark(String),
    /// A picture that stands at the start of the paragraph; no words, and not written until it has a file.
    Picture(Box<Picture>),
}

/// A picture of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// As the page names it: an address, a path, or the picture itself (`data:`).
    pub written: String,
    /// Its address, where it has one of the web.
    pub address: Option<String>,
    /// What it shows, in words.
    pub alt: String,
    /// Where it was put, as the source names it.
    pub file: Option<String>,
    /// Where it is from, and its licence.
    pub line: String,
}

/// Shows every picture of a body that stands in a paragraph, and so can be written.
pub fn each_picture(body: &mut Body, then: &mut dyn FnMut(&mut Picture)) {
    fn in_blocks(blocks: &mut [Block], then: &mut dyn FnMut(&mut Picture)) {
        for block in blocks {
            match block {
                Block::Paragraph(inlines) => in_line(inlines, then),
                Block::Quote(blocks) => in_blocks(blocks, then),
                Block::List { items, .. } => items.iter_mut().for_each(|item| in_blocks(item, then)),
                Block::Heading(..) | Block::Table { .. } | Block::Code { .. } | Block::Rule => {}
            }
        }
    }
    fn in_line(inlines: &mut [Inline], then: &mut dyn FnMut(&mut Picture)) {
        for inline in inlines {
            match inline {
                Inline::Picture(picture) => then(picture),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => in_line(inner, then),
                Inline::Text(_) | Inline::Code(_) | Inline::Break | Inline::Mark(_) => {}
            }
        }
    }
    in_blocks(&mut body.blocks, then);
    body.notes.iter_mut().for_each(|note| in_blocks(&mut note.blocks, then));
}

/// The characters of running text.
pub fn text_of(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_text(inlines, &mut out);
    out
}

fn push_text(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => push_text(inner, out),
            Inline::Break => out.push('\n'),
            Inline::Mark(_) | Inline::Picture(_) => {}
        }
    }
}

/// The texts of blocks as SPEC 3 joins them for the hash.
pub fn texts(blocks: &[Block], out: &mut Vec<String>) {
    let row = |cells: &Vec<Vec<Inline>>| cells.iter().map(|cell| text_of(cell)).collect::<Vec<_>>().join("\t");
    for block in blocks {
        match block {
            Block::Heading(_, inlines) | Block::Paragraph(inlines) => out.push(text_of(inlines)),
            Block::Code { text, .. } => out.push(text.clone()),
            Block::Quote(blocks) => texts(blocks, out),
            Block::List { items, .. } => items.iter().for_each(|item| texts(item, out)),
            Block::Table { head, rows } => {
                out.push(std::iter::once(head).chain(rows).map(row).collect::<Vec<_>>().join("\n"));
            }
            Block::Rule => {}
        }
    }
}

/// Text as a page shows it: runs of blanks are one, and none stands between Han or kana where only a line ended. What no
/// page may hold goes; the control characters U+0080–U+009F are the characters that Windows has there, as browsers read
/// them; hints for hyphenation are no text.
pub fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if !matches!(character, ' ' | '\t' | '\n' | '\r' | '\x0c') {
            out.extend(kept(character));
            continue;
        }
        let mut ended_line = character == '\n';
        while let Some(next) = characters.next_if(|next| matches!(next, ' ' | '\t' | '\n' | '\r' | '\x0c')) {
            ended_line |= next == '\n';
        }
        let between =
            out.chars().next_back().is_some_and(is_east_asian) && characters.peek().copied().is_some_and(is_east_asian);
        if !(ended_line && between) {
            out.push(' ');
        }
    }
    out
}

/// A character as a page may hold it.
pub fn kept(character: char) -> Option<char> {
    const WINDOWS: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”',
        '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    let character = match character {
        '\u{80}'..='\u{9f}' => WINDOWS[character as usize - 0x80],
        _ => character,
    };
    let is_no_text = matches!(character, '\u{ad}' | '\u{fffc}' | '\u{feff}' | '\u{2028}' | '\u{2029}');
    (!is_unwritable(character) && !is_no_text).then_some(character)
}

fn is_east_asian(character: char) -> bool {
    is_han_or_kana(character) || matches!(u32::from(character), 0x3000..=0x303f | 0xff00..=0xffef)
}

/// Running text without blanks at its ends and round its line ends, neighbouring characters in one piece; empty where
/// there are none.
pub fn tidied(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut after_blank = true;
    let mut inlines = trim_start(inlines, &mut after_blank);
    trim_end(&mut inlines);
    let has_text = inlines.iter().any(|inline| !matches!(inline, Inline::Break));
    if has_text { inlines } else { Vec::new() }
}

/// Takes away blanks that follow a blank or the start of a line.
fn trim_start(inlines: Vec<Inline>, after_blank: &mut bool) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for inline in inlines {
        let piece = match inline {
            Inline::Text(text) => {
                let text = if *after_blank { text.trim_start_matches(is_edge).to_owned() } else { text };
                if let Some(last) = text.chars().next_back() {
                    *after_blank = last == ' ';
                }
                Inline::Text(text)
            }
            Inline::Emphasis(inner) => Inline::Emphasis(trim_start(inner, after_blank)),
            Inline::Strong(inner) => Inline::Strong(trim_start(inner, after_blank)),
            Inline::Link(to, inner) => Inline::Link(to, trim_start(inner, after_blank)),
            Inline::Code(code) => {
                *after_blank = false;
                Inline::Code(code)
            }
            Inline::Break => {
                trim_end(&mut out);
                if out.is_empty() {
                    continue;
                }
                *after_blank = true;
                Inline::Break
            }
            Inline::Mark(_) | Inline::Picture(_) => inline,
        };
        match (out.last_mut(), piece) {
            (_, Inline::Text(text)) if text.is_empty() => {}
            (_, Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner)) if inner.is_empty() => {}
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, piece) => out.push(piece),
        }
    }
    out
}

fn is_edge(character: char) -> bool {
    matches!(character, ' ' | '\u{3000}' | '\u{a0}' | '\n')
}

fn trim_end(inlines: &mut Vec<Inline>) {
    while let Some(last) = inlines.last_mut() {
        match last {
            Inline::Text(text) => {
                text.truncate(text.trim_end_matches(is_edge).len());
                if !text.is_empty() {
                    return;
                }
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => {
                trim_end(inner);
                if !inner.is_empty() {
                    return;
                }
            }
            Inline::Break => {}
            Inline::Code(_) | Inline::Mark(_) | Inline::Picture(_) => return,
        }
        inlines.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_as_a_page_shows_it() {
        for (text, as_shown) in [
            ("  a \n\t b", " a b"),
            ("漢字\n  かな", "漢字かな"),
            ("漢字 かな", "漢字 かな"),
            ("말\n말", "말 말"),
            ("a\u{96}b\u{85}\u{ad}\u{0}", "a–b…"),
        ] {
            assert_eq!(shown(text), as_shown);
        }
    }
}
