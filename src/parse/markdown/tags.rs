//! What looks like HTML, and what is a comment of one line.

/// How far a tag or a comment is looked at; no longer one is written by hand, and time stays linear.
const LONGEST: usize = 1_000;

/// The elements that begin a block of HTML in CommonMark even where their tag is not closed.
const BLOCKS: &str = " address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div \
    dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link \
    main menu menuitem nav noframes ol optgroup option p param pre script search section style summary table tbody td \
    textarea tfoot th thead title tr track ul ";

/// The end of the comment that begins with `<!--` at `at` and ends on the same line.
pub fn comment_of_one_line(text: &str, at: usize) -> Option<usize> {
    let line = window(text, at);
    let line = &line[..line.find('\n').unwrap_or(line.len())];
    // `<!-->` and `<!--->` are whole comments.
    let from = ["<!-->", "<!--->"].iter().find(|whole| line.starts_with(*whole)).map_or(4, |_| 2);
    Some(at + from + line.get(from..)?.find("-->")? + 3)
}

/// The end of what looks like HTML and begins with `<` at `at`: a tag, a declaration, an instruction, or the beginning of a
/// block of HTML. Addresses in angle brackets and link targets are none.
pub fn html(text: &str, at: usize) -> Option<usize> {
    let first = text[at + 1..].chars().next()?;
    let before = text[..at].trim_end_matches([' ', '\t']);
    let is_target = before.ends_with("](") || before.ends_with("]:");
    if is_target || !(first.is_ascii_alphabetic() || matches!(first, '/' | '?' | '!')) {
        return None;
    }
    let rest = window(text, at + 1);
    let rest = &rest[..rest.find("\n\n").unwrap_or(rest.len())];
    let tag = rest.strip_prefix('/').unwrap_or(rest);
    let name_end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(tag.len());
    let (name, after) = tag.split_at(name_end);
    let is_other =
        rest.starts_with('?') || rest.starts_with("![") || after_bang(rest).is_some_and(|c| c.is_ascii_alphabetic());
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && after.chars().next().is_none_or(|c| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    if !(is_tag || is_other) {
        return None;
    }
    let closed = rest.find(['<', '>']).filter(|end| rest[*end..].starts_with('>')).map(|end| at + 1 + end + 1);
    let begins_block = is_other || BLOCKS.contains(&format!(" {} ", name.to_ascii_lowercase()));
    closed.or_else(|| begins_block.then_some(at + 1 + (rest.len() - tag.len()) + name.len()))
}

fn after_bang(rest: &str) -> Option<char> {
    rest.strip_prefix('!')?.chars().next()
}

/// As much of a text from a place on as is looked at.
fn window(text: &str, from: usize) -> &str {
    let mut end = (from + LONGEST).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(from..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_html() {
        for (text, end) in [
            ("<b>", 3),
            ("</b>", 4),
            ("<br/>", 5),
            ("<a href=\"x\" title='y'>", 22),
            ("<my-element>", 12),
            ("<a\nb>", 5),
            ("<?php echo ?>", 13),
            ("<!DOCTYPE html>", 15),
            ("<![CDATA[x]]>", 13),
            ("<div", 4),
            ("<script\n\nalert", 7),
        ] {
            assert_eq!(html(text, 0), Some(end), "{text}");
        }
        for text in [
            "<3",
            "< b>",
            "<b and c",
            "<a_b>",
            "<https://x.example/>",
            "<desk@tidewater.example>",
            "<!",
            "<",
            "<b\n\n>",
        ] {
            assert_eq!(html(text, 0), None, "{text}");
        }
        assert_eq!(html("[a](<b>)", 4), None);
        assert_eq!(html("[a]: <b>", 5), None);
    }

    #[test]
    fn comments_of_one_line() {
        for (text, end) in [("<!-- a -->b", Some(10)), ("<!---->", Some(7)), ("<!-->x", Some(5)), ("<!-- a\n-->", None)]
        {
            assert_eq!(comment_of_one_line(text, 0), end, "{text}");
        }
    }
}
