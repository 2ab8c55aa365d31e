//! The marks of a template: what stands in its `{{ }}` and `{% %}`, with places.
//!
//! Comes in: the text of a template that Tera has read without complaint. Goes out: [`Token`]s. Never done here: telling
//! good templates from bad ones; Tera does that.

use crate::base::file::Span;

/// A token with its bytes in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind<'a>,
    /// Where it is.
    pub span: Span,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// `{{`
    OutputStart,
    /// `}}`
    OutputEnd,
    /// `{%`
    TagStart,
    /// `%}`
    TagEnd,
    /// A name.
    Name(&'a str),
    /// A string, its characters as written between its marks.
    Text(&'a str),
    /// A number.
    Number,
    /// An operator or a mark.
    Mark(&'a str),
}

const MARKS: [&str; 10] = ["...", "//", "**", "==", "!=", ">=", "<=", "</", "?.", "?["];

/// Every token of a template; the text between is left out.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(open) = ["{{", "{%", "{#"].iter().filter_map(|open| text[at..].find(open)).min() {
        let start = at + open;
        at = match &text[start..start + 2] {
            "{#" => text[start..].find("#}").map_or(text.len(), |end| start + end + 2),
            "{%" if is_raw(&text[start..]) => end_of_raw(text, start),
            open => inside(text, start, open == "{{", &mut tokens),
        };
    }
    tokens
}

/// Reads from `{{` or `{%` to its end; gives the byte after it.
fn inside<'a>(text: &'a str, start: usize, is_output: bool, tokens: &mut Vec<Token<'a>>) -> usize {
    let (first, last, end) = match is_output {
        true => (Kind::OutputStart, Kind::OutputEnd, "}}"),
        false => (Kind::TagStart, Kind::TagEnd, "%}"),
    };
    tokens.push(Token { kind: first, span: start..start + 2 });
    let mut at = start + 2;
    if text[at..].starts_with('-') {
        at += 1;
    }
    while let Some(character) = text[at..].chars().next() {
        let rest = &text[at..];
        if character.is_whitespace() {
            at += character.len_utf8();
            continue;
        }
        let minus = usize::from(rest.starts_with('-') && rest[1..].starts_with(end));
        if rest[minus..].starts_with(end) {
            tokens.push(Token { kind: last, span: at..at + minus + 2 });
            return at + minus + 2;
        }
        let (kind, length) = token(rest);
        tokens.push(Token { kind, span: at..at + length });
        at += length;
    }
    text.len()
}

fn token(rest: &str) -> (Kind<'_>, usize) {
    let first = rest.chars().next().unwrap_or(' ');
    if matches!(first, '"' | '\'' | '`') {
        let length = string_length(rest, first);
        return (Kind::Text(&rest[1..length.saturating_sub(1).max(1)]), length);
    }
    let run = |wanted: fn(&char) -> bool| rest.chars().take_while(wanted).count(); // of ASCII, so characters are bytes
    if first.is_ascii_digit() {
        return (Kind::Number, run(|character| character.is_ascii_digit()));
    }
    if first.is_ascii_alphabetic() || first == '_' {
        let length = run(|character| character.is_ascii_alphanumeric() || *character == '_');
        return (Kind::Name(&rest[..length]), length);
    }
    let mark = MARKS.iter().find(|mark| rest.starts_with(**mark)).map_or(first.len_utf8(), |mark| mark.len());
    (Kind::Mark(&rest[..mark]), mark)
}

fn string_length(rest: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            character if character == mark => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn is_raw(rest: &str) -> bool {
    let inside = rest[2..].trim_start_matches('-').trim_start();
    inside.strip_prefix("raw").is_some_and(|after| after.trim_start().trim_start_matches('-').starts_with("%}"))
}

fn end_of_raw(text: &str, start: usize) -> usize {
    let mut at = start + 2;
    while let Some(open) = text[at..].find("{%") {
        at += open + 2;
        if text[at..].trim_start_matches('-').trim_start().starts_with("endraw") {
            return text[at..].find("%}").map_or(text.len(), |end| at + end + 2);
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_template_is_left_out() {
        let text = "a {# {{ no }} #} {%- raw -%} {{ no }} {% endraw %}{{- a?.b[1:2] ~ 'x\\'}}' -}}{% if x>=2 %}";
        let kinds: Vec<String> = tokens(text).iter().map(|token| format!("{:?}", token.kind)).collect();
        let expected = [
            "OutputStart",
            "Name(\"a\")",
            "Mark(\"?.\")",
            "Name(\"b\")",
            "Mark(\"[\")",
            "Number",
            "Mark(\":\")",
            "Number",
            "Mark(\"]\")",
            "Mark(\"~\")",
            "Text(\"x\\\\'}}\")",
            "OutputEnd",
            "TagStart",
            "Name(\"if\")",
            "Name(\"x\")",
            "Mark(\">=\")",
            "Number",
            "TagEnd",
        ];
        assert_eq!(kinds, expected);
        assert_eq!(tokens("{{ 한 }}").len(), 3);
        assert_eq!(tokens("{{ 'open").len(), 2);
    }
}
