//! Text of others in a commentary: it means its characters and nothing else.

use crate::ingest::escape;

/// Words of a highlight as the inside of a blockquote.
pub fn words(text: &str) -> String {
    paragraphs(text).join("\n\n")
}

/// What a reader wrote, as paragraphs: no heading, list, citation or element comes of it.
pub fn comment(text: &str) -> String {
    paragraphs(text).join("\n\n")
}

/// Text inside `<!-- -->`, which it cannot end; nor does another seem to begin in it.
pub fn in_comment(text: &str) -> String {
    text.replace("-->", "-- >").replace("<!--", "<! --")
}

fn paragraphs(text: &str) -> Vec<String> {
    let parts = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    parts.map(paragraph).filter(|part| !part.is_empty()).collect()
}

/// `ingest` writes sources, where citations and two marks of commentary are text by themselves.
fn paragraph(text: &str) -> String {
    let written = escape::paragraph(text);
    let mut out = String::with_capacity(written.len() + 8);
    let mut before = '\n';
    for character in written.trim().chars() {
        let is_escaped = before == '\\';
        let at_start = before == '\n';
        match character {
            '[' | ']' | '~' | '^' if !is_escaped => out.push('\\'),
            ':' if at_start => out.push('\\'),
            _ => {}
        }
        out.push(character);
        // Two backslashes are one character.
        before = if is_escaped && character == '\\' { ' ' } else { character };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_it_is_a_mark() {
        let table = [
            ("see [@a, ¶3]", "see \\[@a, ¶3\\]"),
            ("# A\n- b", "\\# A\n\\- b"),
            ("~~no~~ x[^1]", "\\~\\~no\\~\\~ x\\[\\^1\\]"),
            (": a", "\\: a"),
            ("<!-- a -->", "\\<!-- a -->"),
            ("a\\[b", "a\\\\\\[b"),
        ];
        for (text, markdown) in table {
            assert_eq!(comment(text), markdown);
        }
        assert_eq!(in_comment("a --> b ----> c -- d <!-- e"), "a -- > b ---- > c -- d <! -- e");
    }
}
