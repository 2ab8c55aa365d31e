//! Plain text with its past: what was emphasised, where lines ended, and where each character stands in its file.
//!
//! Both sides of the contract are this: the words of a quotation and the blocks of a stored text.

use crate::base::file::Span;
use crate::base::length::{WORD, weight};
pub use crate::base::script::{is_cjk_punctuation, is_han_or_kana, is_unspaced};
use std::ops::Range;

/// One paragraph of plain text.
///
/// A soft line end is a blank in `text`, and nothing where both neighbours are Han, kana or CJK punctuation. A hard
/// line break is `\n`. An image, an inline citation or another thing without text is U+FFFC, so that it never joins two words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// The characters.
    pub text: String,
    /// Byte offsets in `text` of each place where a line ended: of the blank that stands for it, or of the character
    /// after it where nothing does.
    pub line_ends: Vec<usize>,
    /// Byte ranges in `text` that were emphasis, strong emphasis or struck, in order, not overlapping.
    pub emphasis: Vec<Range<usize>>,
    /// `(offset in text, offset in file)` for the start of each run of characters that stands in the file as in the text.
    pub places: Vec<(usize, usize)>,
}

impl Plain {
    /// Plain text without a file behind it: soft line ends `\n` are read as the contract says.
    pub fn from_text(text: &str) -> Plain {
        let mut plain = Plain::default();
        let lines: Vec<&str> = text.split('\n').collect();
        let mut at = 0;
        for (index, line) in lines.iter().enumerate() {
            let line_trimmed = if index == 0 { *line } else { line.trim_start_matches([' ', '\t']) };
            let skipped = line.len() - line_trimmed.len();
            plain.push_run(line_trimmed.trim_end_matches('\r'), at + skipped);
            at += line.len() + 1;
            if let Some(next) = lines.get(index + 1) {
                plain.push_line_end(next.trim_start_matches([' ', '\t']).chars().next());
            }
        }
        plain
    }

    /// Adds characters that stand in the file at `at`.
    pub fn push_run(&mut self, run: &str, at: usize) {
        if !run.is_empty() {
            self.places.push((self.text.len(), at));
            self.text.push_str(run);
        }
    }

    /// Adds a soft line end: a blank, or nothing between Han, kana and CJK punctuation. `next` is the first character
    /// of the next line.
    pub fn push_line_end(&mut self, next: Option<char>) {
        let trimmed = self.text.trim_end_matches([' ', '\t']).len();
        self.text.truncate(trimmed);
        while self.places.pop_if(|(text, _)| *text >= trimmed).is_some() {}
        self.line_ends.push(self.text.len());
        let before = self.text.chars().next_back();
        let closed = before.is_some_and(is_unspaced) && next.is_some_and(is_unspaced);
        if !closed {
            self.text.push(' ');
        }
    }

    /// Adds characters that stand in the file in another form: an entity, a citation.
    pub fn push_other(&mut self, characters: &str, at: usize) {
        self.places.push((self.text.len(), at));
        self.text.push_str(characters);
    }

    /// A part of it, with its own offsets.
    pub fn slice(&self, range: Range<usize>) -> Plain {
        let Range { start, end } = range;
        let first = self.places.partition_point(|(text, _)| *text <= start).saturating_sub(1);
        let places = self.places[first.min(self.places.len())..].iter().take_while(|(text, _)| *text < end);
        let inside = |at: &&usize| (start..end).contains(*at);
        Plain {
            text: self.text[start..end].to_owned(),
            line_ends: self.line_ends.iter().filter(inside).map(|at| at - start).collect(),
            emphasis: self
                .emphasis
                .iter()
                .map(|marked| marked.start.clamp(start, end) - start..marked.end.clamp(start, end) - start)
                .filter(|marked| !marked.is_empty())
                .collect(),
            places: places
                .map(|(text, file)| (text.saturating_sub(start), file + start.saturating_sub(*text)))
                .collect(),
        }
    }

    /// The file's bytes behind a range of the text.
    pub fn in_file(&self, range: Range<usize>) -> Span {
        let start = self.offset_in_file(range.start);
        let end = if range.end > range.start { self.offset_in_file(range.end - 1) + 1 } else { start };
        start..end.max(start)
    }

    fn offset_in_file(&self, offset: usize) -> usize {
        match self.places.partition_point(|(text, _)| *text <= offset).checked_sub(1).map(|index| self.places[index]) {
            Some((text, file)) => file + (offset - text),
            None => self.places.first().map_or(0, |(_, file)| *file),
        }
    }
}

/// How many words a text has, as the contract counts them (SPEC 5).
pub fn count_words(text: &str) -> usize {
    weight(text).div_ceil(WORD)
}

/// The words of a quotation, as its author typed them: one [`Plain`] a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// In order, at least one in a quotation.
    pub paragraphs: Vec<Plain>,
}

impl Words {
    /// Words without a file behind them, paragraphs parted by an empty line; no Markdown is read.
    pub fn from_text(text: &str) -> Words {
        let paragraphs = text
            .replace("\r\n", "\n")
            .split("\n\n")
            .filter(|part| !part.trim().is_empty())
            .map(|part| Plain::from_text(part.trim()))
            .collect();
        Words { paragraphs }
    }

    /// All the words, paragraphs parted by an empty line.
    pub fn text(&self) -> String {
        self.paragraphs.iter().map(|plain| plain.text.as_str()).collect::<Vec<_>>().join("\n\n")
    }
}

/// How a stored block stands to the one after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoredKind {
    /// A paragraph of any kind (of a list item, of a quotation, of a footnote): a quotation may run on over its end.
    Paragraph,
    /// A heading, of this level.
    Heading(u8),
    /// A cell of a table: words are matched inside one cell.
    Cell,
    /// A code block: words are matched over its line ends, which are `\n` in the text.
    Code,
}

/// One block of running text of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBlock {
    /// Its ¶ number, from 1. A heading has the number of the block after it (or of the last, at the end); all cells of a table share one.
    pub number: u32,
    /// What it is.
    pub kind: StoredKind,
    /// Its words.
    pub plain: Plain,
}

/// The whole text of one capture, as the contract sees it: blocks in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredText {
    /// In the order of the page, footnotes last.
    pub blocks: Vec<StoredBlock>,
}

impl StoredText {
    /// Text without Markdown, paragraphs parted by empty lines: each is a numbered block (SPEC 3).
    pub fn from_text(text: &str) -> StoredText {
        let words = Words::from_text(text);
        let blocks = words
            .paragraphs
            .into_iter()
            .zip(1..)
            .map(|(plain, number)| StoredBlock { number, kind: StoredKind::Paragraph, plain })
            .collect();
        StoredText { blocks }
    }

    /// The highest ¶ number; 0 for an empty text.
    pub fn last_number(&self) -> u32 {
        self.blocks.iter().map(|block| block.number).max().unwrap_or(0)
    }

    /// How many of UAX #29's words with a letter or digit it has.
    pub fn word_count(&self) -> usize {
        use unicode_segmentation::UnicodeSegmentation;
        self.blocks.iter().map(|block| block.plain.text.unicode_words().count()).sum()
    }
}
