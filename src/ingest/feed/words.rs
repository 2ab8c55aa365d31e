//! Titles and names in feeds, which escape them once, twice, or not at all.
//!
//! Comes in: what a feed has between two tags, read by the rules of XML or JSON. Goes out: [`Words`]: as they were meant, and
//! the other reading where there are two. Never done here: choosing in silence.

use crate::ingest::page::shown_line;
use dom_query::Document;
use regex::Regex;
use std::sync::LazyLock;

/// Words on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// As they were meant.
    pub text: String,
    /// What they are by the rules of the format, where that is something else.
    pub by_rule: Option<String>,
}

/// How a format has its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// As characters.
    Characters,
    /// As HTML.
    Html,
    /// As one of the two: RSS never said.
    Either,
}

/// Reads words; `None` where there are none.
pub fn words(raw: &str, written: Written) -> Option<Words> {
    let by_rule = shown_line(&match written {
        Written::Html => text_of_html(raw),
        Written::Characters | Written::Either => raw.to_owned(),
    });
    let mut text = by_rule.clone();
    if written == Written::Either && has_markup(&text) {
        text = shown_line(&text_of_html(&text));
    }
    // Some feeds escape three times; none that was met does it more often.
    for _ in 0..3 {
        let once_more = shown_line(&without_references(&text));
        if once_more == text {
            break;
        }
        text = once_more;
    }
    let by_rule = (by_rule != text).then_some(by_rule);
    (!text.is_empty()).then_some(Words { text, by_rule })
}

/// Characters and an element of a line around some of them: `<em>so</em>`. One tag alone is a word.
fn has_markup(text: &str) -> bool {
    static PAIR: LazyLock<Regex> = LazyLock::new(|| {
        let names = "em|i|b|strong|sup|sub|span|code|a|small|u|q|cite|p|font|tt|abbr";
        let pairs = names.split('|').map(|name| format!(r"<{name}(?:\s[^<>]*)?>[^<]*(?:<[^<>]*>[^<]*)*</{name}>"));
        let pattern = format!(r"(?is){}|<br\s*/?>", pairs.collect::<Vec<_>>().join("|"));
        Regex::new(&pattern).expect("the pattern is a constant")
    });
    text.contains('<') && PAIR.is_match(text)
}

/// The words of HTML.
pub fn text_of_html(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.to_owned();
    }
    Document::fragment(html).root().text().to_string()
}

/// A text with each reference as the character it means; markup stays.
pub fn without_references(text: &str) -> String {
    static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
            .expect("the pattern is a constant")
    });
    let read = |found: &regex::Captures| reference(&found[1]).unwrap_or_else(|| found[0].to_owned());
    REFERENCE.replace_all(text, read).into_owned()
}

/// The characters that a reference means in HTML; `None` where it is none.
pub fn reference(name: &str) -> Option<String> {
    let is_name =
        (1..=32).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
    if !is_name {
        return None;
    }
    let written = format!("&{name};");
    // A name that is known only without its semicolon would leave the semicolon behind.
    let read = Document::fragment(format!("<i>{written}</i>")).root().text().to_string();
    (read != written && !read.is_empty() && (!read.ends_with(';') || read.chars().count() == 1)).then_some(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str, written: Written) -> (String, Option<String>) {
        let words = words(raw, written).unwrap();
        (words.text, words.by_rule)
    }

    #[test]
    fn words_are_read_until_no_reference_is_left() {
        for (raw, written, text, by_rule) in [
            ("The mill&#8217;s new wheel &amp; the weir", Written::Either, "The mill’s new wheel & the weir", true),
            ("Mill &amp;amp; weir", Written::Either, "Mill & weir", true),
            ("Mill & weir: what <b> means", Written::Characters, "Mill & weir: what <b> means", false),
            ("Mill & weir: what <b> means", Written::Either, "Mill & weir: what <b> means", false),
            ("The <em>Plover</em> sails", Written::Either, "The Plover sails", true),
            ("The <em>Plover</em> sails", Written::Html, "The Plover sails", false),
            ("&lt;b&gt; &amp;amp; more", Written::Html, "<b> & more", true),
            ("Q&A; AT&T; &nothing;", Written::Either, "Q&A; AT&T; &nothing;", false),
            (" two\n lines ", Written::Either, "two lines", false),
            ("caf&#233; &#150; bar", Written::Html, "café – bar", false),
        ] {
            let (found, rule) = read(raw, written);
            assert_eq!((found.as_str(), rule.is_some()), (text, by_rule), "{raw}");
        }
        assert_eq!(words(" \n", Written::Html), None);
    }
}
