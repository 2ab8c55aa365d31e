//! The marks of change in an author's words: ellipses and brackets. This version finds them and verifies none.

use crate::parse::words::Words;

/// Words that are an ellipsis in brackets.
const OMISSIONS: [&str; 12] =
    ["中略", "중략", "略", "下略", "上略", "前略", "後略", "后略", "생략", "후략", "전략", "하략"];

/// Every bracket and ellipsis, as written.
pub fn in_words(words: &Words) -> Vec<String> {
    let mut marks = Vec::new();
    for plain in &words.paragraphs {
        let mut rest = plain.text.as_str();
        while let Some((start, length)) = next_mark(rest) {
            marks.push(rest[start..start + length].to_owned());
            rest = &rest[start + length..];
        }
    }
    marks
}

fn next_mark(text: &str) -> Option<(usize, usize)> {
    for (at, character) in text.char_indices() {
        let rest = &text[at..];
        let length = match character {
            '[' => bracketed(rest, ']').unwrap_or(character.len_utf8()),
            '［' => bracketed(rest, '］').unwrap_or(character.len_utf8()),
            '(' => match bracketed(rest, ')').filter(|length| is_omission(&rest[..*length])) {
                Some(length) => length,
                None => continue,
            },
            '（' | '【' | '〔' => {
                let close = match character {
                    '（' => '）',
                    '【' => '】',
                    _ => '〕',
                };
                match bracketed(rest, close).filter(|length| is_omission(&rest[..*length])) {
                    Some(length) => length,
                    None => continue,
                }
            }
            '…' | '⋯' => rest.chars().take_while(|c| *c == character).map(char::len_utf8).sum(),
            '.' if rest.starts_with("...") => rest.len() - rest.trim_start_matches('.').len(),
            '.' if rest.starts_with(". . .") => 5,
            _ => continue,
        };
        return Some((at, length));
    }
    None
}

fn bracketed(text: &str, close: char) -> Option<usize> {
    text.find(close).map(|at| at + close.len_utf8())
}

/// Whether a bracket holds points or a word for an omission, and nothing else.
fn is_omission(bracket: &str) -> bool {
    let mut characters = bracket.chars();
    characters.next();
    characters.next_back();
    let inner = characters.as_str().trim();
    OMISSIONS.contains(&inner) || (!inner.is_empty() && inner.chars().all(|c| matches!(c, '.' | '…' | '⋯' | ' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_as_written() {
        let marks = |text: &str| in_words(&Words::from_text(text));
        assert_eq!(
            marks("[T]he bank … and [...] then . . . (…) f(x) w[as]"),
            ["[T]", "…", "[...]", ". . .", "(…)", "[as]"]
        );
        assert_eq!(marks("市は（中略）計画を【…】承認した（注）"), ["（中略）", "【…】"]);
        assert!(marks("Nothing (here) is marked. At all.").is_empty());
    }
}
