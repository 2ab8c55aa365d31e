//! Text without markup: for descriptions, feeds' summaries, and the first words of a note.
//!
//! Comes in: blocks. Goes out: plain text, without citations, footnote marks and pictures. Never done here: markup.

use crate::parse::document::Block;
use unicode_segmentation::UnicodeSegmentation;

/// The text of a block's running text, paragraphs parted by a blank. Headings, code and tables are left out: alone they
/// say nothing.
pub fn text_of<'a>(blocks: impl IntoIterator<Item = &'a Block>) -> String {
    let mut out = String::new();
    for block in blocks {
        gather(&mut out, block);
    }
    out
}

/// As many first words as fit into `limit` characters, with an ellipsis where that is not all.
pub fn first_words(text: &str, limit: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let mut end = 0;
    for (at, word) in text.split_word_bound_indices() {
        let next = at + word.len();
        if text[..next].chars().count() > limit {
            break;
        }
        if word.chars().any(char::is_alphanumeric) {
            end = next;
        }
    }
    // A single word longer than all that is allowed is cut inside.
    let cut: String = if end == 0 { text.chars().take(limit).collect() } else { text[..end].to_owned() };
    format!("{cut} …")
}

fn gather(out: &mut String, block: &Block) {
    match block {
        Block::Paragraph(prose) => add(out, &prose.plain.text),
        Block::Quote { blocks, .. } => blocks.iter().for_each(|block| gather(out, block)),
        Block::Quotation { words, gloss, .. } => words.iter().chain(gloss).for_each(|block| gather(out, block)),
        Block::List { items, .. } => items.iter().flatten().for_each(|block| gather(out, block)),
        Block::Definitions(definitions) => {
            for definition in definitions {
                add(out, &definition.term.plain.text);
                definition.meanings.iter().flatten().for_each(|block| gather(out, block));
            }
        }
        Block::Heading { .. } | Block::Code { .. } | Block::Table { .. } | Block::Rule { .. } => {}
    }
}

/// Adds a paragraph: what has no text (U+FFFC) goes, with the blank before it.
fn add(out: &mut String, text: &str) {
    let mut paragraph = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{fffc}' => paragraph.truncate(paragraph.trim_end().len()),
            '\n' => paragraph.push(' '),
            character => paragraph.push(character),
        }
    }
    let paragraph = paragraph.trim();
    if !out.is_empty() && !paragraph.is_empty() {
        out.push(' ');
    }
    out.push_str(paragraph);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole() {
        assert_eq!(
            first_words("A claim about Monday’s carts, not about the reserve.", 29),
            "A claim about Monday’s carts …"
        );
        assert_eq!(first_words("short", 29), "short");
        assert_eq!(first_words("unbreakable", 4), "unbr …");
    }

    #[test]
    fn things_without_text_leave_no_hole() {
        let mut out = String::new();
        add(&mut out, "“orderly exit” \u{fffc}, they say\nhere");
        add(&mut out, " \u{fffc} ");
        add(&mut out, "and there.");
        assert_eq!(out, "“orderly exit”, they say here and there.");
    }
}
