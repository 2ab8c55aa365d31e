//! Markdown as other programs read it becomes HTML, which is then read as a page is.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The HTML of a text in Markdown: with tables, footnotes and the HTML in it. Tildes and hyphens stay what they are.
pub fn of_markdown(markdown: &str) -> String {
    let markdown = with_edges(markdown);
    let events = Parser::new_ext(&markdown, options()).map(|event| match event {
        // Footnotes in the form that pages have them, with a way back.
        Event::FootnoteReference(label) => {
            let mark = format!("<sup><a class=\"footnote-ref\" href=\"#fn-{0}\">{0}</a></sup>", plain(&label));
            Event::InlineHtml(CowStr::from(mark))
        }
        Event::Start(Tag::FootnoteDefinition(label)) => {
            Event::Html(CowStr::from(format!("<div id=\"fn-{}\">", plain(&label))))
        }
        Event::End(TagEnd::FootnoteDefinition) => {
            Event::Html(CowStr::from("<a class=\"footnote-backref\" href=\"#back\">↩</a></div>\n"))
        }
        other => other,
    });
    let mut out = String::new();
    html::push_html(&mut out, events);
    out
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES
}

/// A label of letters, digits and hyphens.
fn plain(label: &str) -> String {
    label.chars().map(|character| if character.is_ascii_alphanumeric() { character } else { '-' }).collect()
}

/// Emphasis that ends or begins between punctuation and a letter of Chinese, Japanese or Korean, which write no blank there:
/// a remark between the two, which is not shown, lets it.
fn with_edges(markdown: &str) -> String {
    static EDGE: LazyLock<Regex> = LazyLock::new(|| {
        let letter = r"[\u{3040}-\u{30ff}\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}\u{ac00}-\u{d7af}]";
        let pattern =
            format!(r"(?P<end>\p{{P}}\*{{1,2}})(?P<after>{letter})|(?P<before>{letter})(?P<start>\*{{1,2}}\p{{P}})");
        Regex::new(&pattern).expect("the pattern is a constant")
    });
    if !EDGE.is_match(markdown) {
        return markdown.to_owned();
    }
    let code = code(markdown);
    let (mut out, mut copied) = (String::new(), 0);
    for found in EDGE.captures_iter(markdown) {
        let edge = match (found.name("after"), found.name("before")) {
            (Some(after), _) => after.start(),
            (None, Some(before)) => before.end(),
            (None, None) => continue,
        };
        if code.iter().any(|range| range.contains(&edge)) {
            continue;
        }
        out.push_str(&markdown[copied..edge]);
        out.push_str("<!-- -->");
        copied = edge;
    }
    out + &markdown[copied..]
}

fn code(markdown: &str) -> Vec<Range<usize>> {
    let is_code = |event: &Event| {
        matches!(event, Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::CodeBlock(_)))
    };
    Parser::new_ext(markdown, options())
        .into_offset_iter()
        .filter(|(event, _)| is_code(event))
        .map(|(_, range)| range)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::of_markdown;

    #[test]
    fn markdown_is_read_as_other_programs_read_it() {
        for (markdown, html) in [
            ("**“인용”**이다", "<p><strong>“인용”</strong><!-- -->이다</p>\n"),
            ("`**“인용”**이다`", "<p><code>**“인용”**이다</code></p>\n"),
            ("10~20 and ~~x~~", "<p>10~20 and ~~x~~</p>\n"),
            ("a<br>b", "<p>a<br>b</p>\n"),
            ("## A {#b}", "<h2 id=\"b\">A</h2>\n"),
        ] {
            assert_eq!(of_markdown(markdown), html);
        }
    }
}
