//! Whether a text was written in Markdown, or only pasted.
//!
//! Pasted text has dashes, quotation signs and numbers at the starts of its lines too; taken for Markdown, it would change. So
//! one sign is not enough, unless people only ever write it in Markdown.

use regex::Regex;
use std::sync::LazyLock;

/// Looks at a text.
pub fn is_markdown(text: &str) -> bool {
    if has_front_matter(text) {
        return true;
    }
    let lines = lines_outside_code(text);
    let first_is_heading = lines.iter().find(|line| !line.trim().is_empty()).is_some_and(|line| is_heading(line));
    let headings = lines.iter().filter(|line| is_heading(line)).count();
    let any = |sign: &LazyLock<Regex>| lines.iter().any(|line| sign.is_match(line));
    let sure = [headings > 0, text.contains("\n```"), any(&LINK), any(&TABLE), any(&NOTE), any(&STRONG)];
    let weak = [any(&ITEM), lines.iter().any(|line| line.starts_with("> "))];
    let count = |signs: &[bool]| signs.iter().filter(|sign| **sign).count();
    (first_is_heading && lines.len() > 1) || headings > 1 || (count(&sure) > 0 && count(&sure) + count(&weak) > 1)
}

/// Whether pasted text has words set in stars and, beside them, a list: one alone may be anything.
pub fn has_marks(text: &str) -> bool {
    let lines = lines_outside_code(text);
    let items = lines.windows(2).any(|two| two.iter().all(|line| ITEM.is_match(line)));
    items && lines.iter().any(|line| EMPHASIS.is_match(line) || STRONG.is_match(line))
}

/// Whether it opens with lines between `---` or `+++`, the first of which gives a field its value.
pub fn has_front_matter(text: &str) -> bool {
    let mut lines = text.lines();
    let (mark, gives) = match lines.next().map(str::trim_end) {
        Some("---") => ("---", ':'),
        Some("+++") => ("+++", '='),
        _ => return false,
    };
    let first = text.lines().skip(1).find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let is_field = first.and_then(|line| line.split_once(gives)).is_some_and(|(key, _)| {
        !key.is_empty() && key.trim().chars().all(|letter| letter.is_alphanumeric() || "-_ .\"'".contains(letter))
    });
    is_field && lines.any(|line| line.trim_end() == mark || (mark == "---" && line.trim_end() == "..."))
}

static LINK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\[[^\]]+\]\((?:https?://|/|\.|#|[\w-]+\.md)[^)\s]*(?:\s[^)]*)?\)"));
static TABLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*\|?\s*:?-{3,}:?\s*\|[\s:|-]*$"));
static NOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\[\^[^\]\s]+\]:\s"));
static STRONG: LazyLock<Regex> = LazyLock::new(|| pattern(r"\*\*[^*\s][^*]*\*\*"));
static EMPHASIS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?:^|[\s(“"])\*[^*\s](?:[^*\n]{0,80}[^*\s])?\*(?:[\s.,;:!?)”"]|$)"#));
static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:[-*+]|\d{1,3}\.)\s+\S"));

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is a constant")
}

fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ') && !rest.trim().is_empty()
}

fn lines_outside_code(text: &str) -> Vec<&str> {
    const FAR: usize = 2_000;
    let mut is_code = false;
    let mut lines = Vec::new();
    for line in text.lines().take(FAR) {
        if line.starts_with("```") || line.starts_with("~~~") {
            is_code = !is_code;
        } else if !is_code {
            lines.push(line);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::is_markdown;

    #[test]
    fn markdown_is_told_from_pasted_text() {
        for text in [
            "---\ntitle: A\n---\nWords.",
            "+++\ntitle = \"A\"\n+++\nWords.",
            "# A title\n\nWords.",
            "Words with **weight** and [a link](https://a.example/).",
            "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n- one",
        ] {
            assert!(is_markdown(text), "{text}");
        }
        for text in [
            "A title\n\nWords - and more.\n\n- one\n- two",
            "---\n\nWords.\n\n---\n",
            "# 5 of 7",
            "> He said.\n\n1. One",
            "See [1](2) and * and **.",
            "Date: 3 February\n---\nWords",
        ] {
            assert!(!is_markdown(text), "{text}");
        }
    }
}
