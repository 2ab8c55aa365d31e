//! The text of an entry becomes blocks, or is seen to be a teaser.

use super::entry::{Form, Text};
use super::words::{text_of_html, without_references};
use super::xml::escaped;
use crate::base::length::{WORD, weight};
use crate::ingest::blocks::{Block, Body, text_of, texts};
use crate::ingest::limits::{Exceeded, Limits};
use crate::ingest::{page, text};
use regex::Regex;
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

/// A text, read.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// Its blocks.
    pub body: Body,
    /// What was left out.
    pub left_out: Vec<String>,
    /// Whether it was escaped once more than its format says.
    pub is_escaped_twice: bool,
}

/// Reads a text.
pub fn read(text: &Text, limits: &Limits) -> Result<Read, Exceeded> {
    let (html, is_escaped_twice) = match text.form {
        Form::Html => html_of(&text.written),
        Form::Plain if MARKUP.is_match(&text.written) => (text.written.clone(), true),
        Form::Plain => (of_lines(&text.written), false),
    };
    let (mut body, mut left_out) = page::body_of(&html, text.base.as_ref(), limits)?;
    drop_signature(&mut body, &mut left_out);
    Ok(Read { body, left_out, is_escaped_twice })
}

/// Tags in pairs, or that stand alone, as only markup has them.
static MARKUP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)</(?:p|div|a|em|strong|li|ul|ol|h[1-6]|blockquote|span|figure)>|<(?:br|p|img)\b[^<>]*>")
        .expect("the pattern is a constant")
});

/// HTML without an element in it, whose words are markup, was escaped once more.
fn html_of(written: &str) -> (String, bool) {
    if !written.contains('<') && written.contains("&lt;") && MARKUP.is_match(&text_of_html(written)) {
        return (without_references(written), true);
    }
    let has_lines = !written.contains('<') && written.trim().contains("\n\n");
    if has_lines { (of_lines(&text_of_html(written)), false) } else { (written.to_owned(), false) }
}

fn of_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text::blocks(&text).iter().map(|block| format!("<p>{}</p>\n", escaped(block))).collect()
}

/// What a program for publishing adds to every entry: where it appeared first.
fn drop_signature(body: &mut Body, left_out: &mut Vec<String>) {
    if body.blocks.len() < 2 {
        return;
    }
    if let Some(Block::Paragraph(inlines)) = body.blocks.last() {
        let text = text_of(inlines);
        if text.starts_with("The post ") && text.contains(" appeared first on ") {
            left_out.push(text);
            body.blocks.pop();
        }
    }
}

/// The words of a body, one string a block.
pub fn words_of(body: &Body) -> String {
    let mut all = Vec::new();
    texts(&body.blocks, &mut all);
    all.join("\n")
}

/// How many sentences a text has.
pub fn sentences(text: &str) -> usize {
    let has_words = |sentence: &&str| sentence.chars().any(char::is_alphanumeric);
    text.lines().map(|line| line.unicode_sentences().filter(has_words).count()).sum()
}

/// Whether a summary is long enough to be the whole text: nobody writes 150 words to say what a text is about.
pub fn is_whole_article(text: &str) -> bool {
    const WORDS: usize = 150;
    weight(text) / WORD >= WORDS && !is_cut(text)
}

/// Whether a text says that it goes on elsewhere.
pub fn is_cut(text: &str) -> bool {
    const ENDS: [&str; 18] = [
        "read more",
        "continue reading",
        "read the rest",
        "full story",
        "more",
        "weiterlesen",
        "mehr",
        "lire la suite",
        "leer más",
        "seguir leyendo",
        "continua a leggere",
        "leia mais",
        "читать далее",
        "続きを読む",
        "더 보기",
        "계속 읽기",
        "阅读全文",
        "閱讀全文",
    ];
    let is_end = |character: char| character.is_whitespace() || ">»→›[]()…. \u{200b}".contains(character);
    let bare = text.trim_end();
    if ["…", "[...]", "[..]", "...", "……"].iter().any(|mark| bare.ends_with(mark)) || bare.ends_with("[…]") {
        return true;
    }
    let last = bare.lines().next_back().unwrap_or("").trim_matches(is_end).to_lowercase();
    let in_brackets = bare.ends_with("(more)") || bare.ends_with("[more]");
    in_brackets || ENDS.iter().any(|end| last == *end || (end.chars().count() > 8 && last.ends_with(end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_html(written: &str) -> (String, bool) {
        let text = Text { written: written.to_owned(), form: Form::Html, base: None, from: "description" };
        let read = read(&text, &Limits::default()).unwrap();
        (words_of(&read.body), read.is_escaped_twice)
    }

    #[test]
    fn bodies_are_read_by_the_rules_of_their_format() {
        assert_eq!(
            read_html("<p>A tag is &lt;fee&gt; and AT&amp;T.</p>"),
            ("A tag is <fee> and AT&T.".to_owned(), false)
        );
        assert_eq!(read_html("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;"), ("One.\nTwo.".to_owned(), true));
        assert_eq!(read_html("One.\n\nTwo &amp; three."), ("One.\nTwo & three.".to_owned(), false));
        assert_eq!(read_html("What &lt;b&gt; means."), ("What <b> means.".to_owned(), false));
    }

    #[test]
    fn teasers_are_seen() {
        for cut in ["The board met […]", "The board met...", "The board met. Continue reading →", "It met.\nRead more"]
        {
            assert!(is_cut(cut), "{cut}");
        }
        for whole in ["The board met.", "There is no more.", "Nobody asked for more"] {
            assert!(!is_cut(whole), "{whole}");
        }
        assert_eq!(sentences("One. Two!\nThree"), 3);
    }
}
