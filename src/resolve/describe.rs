//! Descriptions: the first sentences of a body as plain text, where no summary is written.
//!
//! Comes in: blocks. Goes out: a line or two. Never done here: HTML.

use crate::parse::document::{Block, each_prose};
use unicode_segmentation::UnicodeSegmentation;

/// How many characters a description has at most, but for its last sentence.
const ENOUGH: usize = 160;

/// How many characters it has in any case.
const MOST: usize = 320;

/// The first whole sentences of some blocks, without citations; cut at a word with `…` where the first is very long.
pub fn first_sentences(blocks: &[Block]) -> String {
    let mut description = String::new();
    each_prose(blocks, &mut |prose| {
        if description.chars().count() >= ENOUGH {
            return;
        }
        for sentence in readable(&prose.plain.text).split_sentence_bounds() {
            let sentence = sentence.trim();
            let length = description.chars().count();
            if sentence.is_empty() || length >= ENOUGH || (length > 0 && length + sentence.chars().count() > MOST) {
                continue;
            }
            if !description.is_empty() {
                description.push(' ');
            }
            description.push_str(sentence);
        }
    });
    cut(&description)
}

/// Text without the places of citations and pictures, and without the blanks and brackets they leave behind.
fn readable(text: &str) -> String {
    let mut readable = String::new();
    for character in text.chars().filter(|character| *character != '\u{fffc}') {
        let closes = matches!(character, '.' | ',' | ';' | ':' | '?' | '!' | ')');
        if (closes && readable.ends_with(' ')) || (character == ' ' && readable.ends_with(' ')) {
            readable.pop();
        }
        readable.push(if character == '\n' { ' ' } else { character });
    }
    readable
}

fn cut(text: &str) -> String {
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let end = text.char_indices().nth(MOST).map_or(text.len(), |(at, _)| at);
    let word = text.unicode_word_indices().map(|(at, word)| at + word.len()).take_while(|at| *at <= end).last();
    format!("{}…", &text[..word.unwrap_or(end)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_citations_leave_behind_goes() {
        assert_eq!(readable("It opens \u{fffc}, and closes \u{fffc}."), "It opens, and closes.");
    }

    #[test]
    fn long_sentences_are_cut_at_a_word() {
        let cut = cut(&"word ".repeat(100));
        assert!(cut.ends_with("word…"), "{cut}");
        assert!(cut.chars().count() <= MOST + 1);
    }
}
