//! Whether some bytes are an export of notes, by what they hold and never by their name.

use super::export::Format;
use super::{hypothesis, kindle, kindle_words, readwise, table};
use regex::Regex;
use std::sync::LazyLock;

/// How far is looked, in bytes: keys that tell a form apart stand at its beginning.
const LOOKED_AT: usize = 256 << 10;

/// The form, where it is one that is read here.
pub fn format_of(bytes: &[u8]) -> Option<Format> {
    let looked_at = &bytes[..bytes.len().min(LOOKED_AT)];
    let text = match std::str::from_utf8(looked_at) {
        Ok(text) => text,
        // What is cut off at the end, or a letter in another encoding: the reader names its line.
        Err(error) => std::str::from_utf8(&looked_at[..error.valid_up_to()]).ok()?,
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.trim_start().chars().next()? {
        '{' | '[' => json(text),
        '<' => html(text),
        _ if is_kindle(text) => Some(Format::Kindle),
        _ => csv(text).or_else(|| bibtex(text)),
    }
}

fn json(text: &str) -> Option<Format> {
    static BEGINNING: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"^\s*(?:\[\s*\{|\[\s*\]|\{)\s*""#).expect("the pattern is a constant"));
    static CSL_TYPE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#""type"\s*:\s*"(?:article(?:-journal|-magazine|-newspaper)?|bill|book|broadcast|chapter|dataset|document|entry(?:-dictionary|-encyclopedia)?|figure|graphic|hearing|interview|legal_case|legislation|manuscript|map|motion_picture|pamphlet|paper-conference|patent|periodical|personal_communication|post|post-weblog|regulation|report|review(?:-book)?|song|speech|standard|thesis|treaty|webpage)""#).expect("the pattern is a constant")
    });
    if !BEGINNING.is_match(text) {
        return None;
    }
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    if has("uri") && (has("target") || has("rows") || has("annotations")) {
        return Some(Format::HypothesisJson);
    }
    let says_work = ["title", "URL", "author", "issued", "container-title"].iter().any(|key| has(key));
    (CSL_TYPE.is_match(text) && says_work && !text.contains("jsonfeed.org")).then_some(Format::CslJson)
}

fn html(text: &str) -> Option<Format> {
    let has = |words: &str| text.contains(words);
    let is_note = has("zotero-note")
        || (has("data-schema-version") && (has("data-citation-items") || has("data-annotation=")))
        || (has("class=\"highlight\"") && has("data-annotation=\"%7B"));
    is_note.then_some(Format::ZoteroNote)
}

/// A line of equals signs after an entry whose second line says what it is, in some language.
fn is_kindle(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim_matches('\u{feff}').trim().is_empty());
    let facts = lines.find(|line| !kindle::is_rule(line)).and_then(|_| lines.next()).unwrap_or("");
    let facts = facts.trim();
    let says_what = facts.starts_with("- ") && (facts.contains('|') || kindle_words::kind(facts).is_some());
    says_what && text.lines().any(kindle::is_rule)
}

fn csv(text: &str) -> Option<Format> {
    let names = table::names(text);
    if hypothesis::is_csv(&names) {
        return Some(Format::HypothesisCsv);
    }
    readwise::is_it(&names).then_some(Format::ReadwiseCsv)
}

fn bibtex(text: &str) -> Option<Format> {
    static ENTRY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?m)^\s*@[A-Za-z]+\s*\{\s*[^\s,{}=]+\s*(?:,|=)").expect("the pattern is a constant")
    });
    let head = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('%'))?;
    (head.starts_with('@') && ENTRY.is_match(text)).then_some(Format::Bibtex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_export_is_left_alone() {
        let table = [
            "A clipping from a newspaper, pasted.",
            "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"A\", \"items\": []}",
            "[1] A note at the foot of the page",
            "<!doctype html><p>A page",
            "Highlight of the week: the harbour, the ferry, the fees",
            "@harbour said on Monday that it would not pay",
            "A title\n- an item | another\nmore",
            "",
        ];
        for text in table {
            assert_eq!(format_of(text.as_bytes()), None, "{text}");
        }
    }
}
