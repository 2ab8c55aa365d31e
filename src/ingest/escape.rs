//! Text as Markdown that means its characters and nothing else, with as few backslashes as that takes.

/// One paragraph as Markdown that means its characters and nothing else.
pub fn paragraph(text: &str) -> String {
    let lines: Vec<String> =
        text.lines().map(|line| line_start(&inline(line.trim()))).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// A line of text as Markdown that means its characters, wherever it stands but at the start of a line.
pub fn inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut before = ' ';
    for (at, character) in line.char_indices() {
        let rest = &line[at + character.len_utf8()..];
        let next = rest.chars().next().unwrap_or(' ');
        let escaped = match character {
            '\\' | '`' | '*' => true,
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => looks_like_entity(rest),
            '[' => next == '^' || brackets_link(rest),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(character);
        before = character;
    }
    out
}

/// `&amp;`, `&#38;`: letters or digits up to a semicolon.
fn looks_like_entity(rest: &str) -> bool {
    let name = rest.split(';').next().unwrap_or("");
    rest.contains(';')
        && !name.is_empty()
        && name.len() < 40
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
}

/// Whether a bracket, closed by its own partner, would begin a link, a reference or a definition.
fn brackets_link(rest: &str) -> bool {
    let mut depth = 0_usize;
    for (at, character) in rest.char_indices() {
        match (character, depth) {
            ('[', _) => depth += 1,
            (']', 0) => return rest[at + 1..].starts_with(['(', '[', ':']),
            (']', _) => depth -= 1,
            _ => {}
        }
    }
    false
}

/// Takes its meaning from the start of a line: a heading, a list, a quotation, a rule, a table, a fence.
pub fn line_start(line: &str) -> String {
    let Some(first) = line.chars().next() else { return String::new() };
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = line[digits..].chars().next();
    let is_list_number = (1..=9).contains(&digits)
        && matches!(after, Some('.' | ')'))
        && line[digits + 1..].chars().next().is_none_or(|next| next == ' ' || next == '\t');
    if is_list_number {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    let second = line[first.len_utf8()..].chars().next().unwrap_or(' ');
    let is_rule = line.chars().all(|character| matches!(character, '-' | '=' | '_' | '|' | ':' | '+' | ' ' | '\t'));
    let marks = match first {
        '#' => line.trim_start_matches('#').chars().next().is_none_or(|next| next == ' ' || next == '\t'),
        '>' => true,
        '-' | '+' => second == ' ' || second == '\t' || is_rule,
        '=' | '_' | '|' | ':' => is_rule,
        '~' => line.starts_with("~~~"),
        _ => false,
    };
    if marks { format!("\\{line}") } else { line.to_owned() }
}

/// As [`inline`], with every mark of ASCII escaped: ugly, and certain.
pub fn inline_fully(line: &str) -> String {
    let mut out = String::with_capacity(line.len() * 2);
    for character in line.chars() {
        if character.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_to_markdown_is_escaped() {
        let table = [
            ("# no heading", "\\# no heading"),
            ("1. no list", "1\\. no list"),
            ("2021 was the year", "2021 was the year"),
            ("- no list", "\\- no list"),
            ("a_b and _c_", "a_b and \\_c\\_"),
            ("a < b, <b>", "a < b, \\<b>"),
            ("AT&T, R&amp;D", "AT&T, R\\&amp;D"),
            ("note [12] and [a](b)", "note [12] and \\[a](b)"),
            ("10~20명", "10~20명"),
            ("[@key]: x", "\\[@key]: x"),
        ];
        for (text, markdown) in table {
            assert_eq!(paragraph(text), markdown);
        }
    }
}
