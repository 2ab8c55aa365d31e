//! Plain text as the stored text of a source: no Markdown is read in it.
//!
//! Comes in: a file, and the bytes of its text. Goes out: [`StoredText`], each paragraph a numbered block. Never done here:
//! guessing headings, lists or anything else that plain text does not have.

use super::words::{Plain, StoredBlock, StoredKind, StoredText};
use crate::base::file::{FileText, Span};

/// Reads paragraphs parted by empty lines; a line that holds blanks alone is empty. The places are bytes of the file.
pub fn read(file: &FileText, body: Span) -> StoredText {
    let mut paragraphs: Vec<Plain> = Vec::new();
    let mut open = false;
    let mut at = body.start;
    for line in file.slice(body).split_inclusive('\n') {
        let words = line.trim_matches(is_blank);
        let start = at + (line.len() - line.trim_start_matches(is_blank).len());
        at += line.len();
        if words.is_empty() {
            open = false;
            continue;
        }
        match paragraphs.last_mut().filter(|_| open) {
            Some(paragraph) => paragraph.push_line_end(words.chars().next()),
            None => paragraphs.push(Plain::default()),
        }
        open = true;
        if let Some(paragraph) = paragraphs.last_mut() {
            paragraph.push_run(words, start);
        }
    }
    let numbered = paragraphs.into_iter().zip(1..);
    let block = |(plain, number)| StoredBlock { number, kind: StoredKind::Paragraph, plain };
    StoredText { blocks: numbered.map(block).collect() }
}

/// What lines are parted and ended by, not what a text may begin with on purpose (a no-break blank, an ideographic one).
fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::file::SitePath;

    #[test]
    fn each_paragraph_is_a_block_with_its_places() {
        let file = FileText::new(SitePath::new("a.txt").unwrap(), "One\r\n  two.\n \t\n\n漢字\n漢字 x\n");
        let stored = read(&file, 0..file.text().len());
        let texts: Vec<&str> = stored.blocks.iter().map(|block| block.plain.text.as_str()).collect();
        assert_eq!(texts, ["One two.", "漢字漢字 x"]);
        assert_eq!(file.slice(stored.blocks[0].plain.in_file(4..7)), "two");
        assert_eq!(file.slice(stored.blocks[1].plain.in_file(6..9)), "漢");
        assert_eq!(stored.last_number(), 2);
        assert!(read(&file, 0..0).blocks.is_empty());
    }

    #[test]
    fn it_reads_as_the_text_of_words_does() {
        for text in ["a\nb\n\nc", "  a\n\n\n\nb-\nc", "한국\n말", "。\n漢"] {
            let file = FileText::new(SitePath::new("a.txt").unwrap(), text);
            let read = read(&file, 0..text.len());
            let as_words = StoredText::from_text(text);
            assert_eq!(read.blocks.len(), as_words.blocks.len());
            for (read, other) in read.blocks.iter().zip(&as_words.blocks) {
                assert_eq!(read.plain.text, other.plain.text.trim());
                assert_eq!(read.plain.line_ends, other.plain.line_ends);
            }
        }
    }
}
