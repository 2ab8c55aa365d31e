//! A clip becomes the text of a source file.
//!
//! Law: the Markdown written here, read by `parse`, gives back each paragraph's text, character by character.

use super::clip::Clip;
use super::escape::paragraph;
use super::text::plain_paragraphs;
use crate::base::day::Day;
use crate::base::hash::sha256_hex;
use crate::base::key::Key;
use crate::parse::ids::{PublicationKey, SourceId};
use crate::parse::source::PrintedPage;

/// How the input was got: what the shell knows of it.
#[derive(Clone, Debug)]
pub struct Provenance {
    /// When it was retrieved, as written in the front matter: a day, or a day with time and offset.
    pub retrieved: String,
    /// File name or address as given; `-` was standard input.
    pub from: String,
    /// The address after redirects, where it is another than `from`.
    pub r#final: Option<String>,
    /// Program and version.
    pub tool: String,
    /// SHA-256 of the bytes received.
    pub bytes: String,
    /// The further pages of which the text was joined, in order.
    pub joined: Vec<Joined>,
}

/// A further page of a text that was joined of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Its address in the end, or its file name.
    pub from: String,
    /// SHA-256 of its bytes.
    pub bytes: String,
}

/// A field of the record of a capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptureField {
    /// Its name.
    pub name: &'static str,
    /// For people.
    pub shown: String,
    /// For the file.
    pub yaml: String,
}

/// The id of a new source: `PUBLICATION-DATE`, with what is known of the date or else the day of retrieval; `-2`, `-3` …
/// where it is taken.
pub fn id(clip: &Clip, publication: &PublicationKey, retrieved: Day, is_taken: impl Fn(&SourceId) -> bool) -> SourceId {
    let date = clip.date.map_or_else(|| retrieved.to_string(), |date| date.to_string());
    let first = format!("{publication}-{date}");
    let lawful = |text: &str| Key::new(text).map(SourceId).expect("a key, a hyphen, digits and hyphens are a key");
    let mut id = lawful(&first);
    let mut number = 2;
    while is_taken(&id) {
        id = lawful(&format!("{first}-{number}"));
        number += 1;
    }
    id
}

/// The hash that SPEC 3 calls `sha256`: over the plain text of all blocks.
pub fn text_hash(clip: &Clip) -> String {
    let text = match &clip.marked {
        Some(marked) => marked.hashed.clone(),
        None => plain_paragraphs(clip).join("\n\n"),
    };
    sha256_hex(text.as_bytes())
}

/// What stands for a title that is not known.
pub fn first_words(clip: &Clip) -> String {
    const WORDS: usize = 8;
    let words: Vec<&str> =
        clip.paragraphs.first().map_or(vec!["untitled"], |text| text.split_whitespace().take(WORDS).collect());
    words.join(" ")
}

/// The whole file: front matter and body. The title is the clip's, else the first words of the text.
pub fn write(clip: &Clip, publication: &PublicationKey, provenance: &Provenance) -> String {
    let mut out = String::from("---\n");
    let mut field = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            out.push_str(&format!("{name}: {}\n", yaml_string(value)));
        }
    };
    let title = clip.title.clone().unwrap_or_else(|| first_words(clip));
    field("title", Some(&title));
    field("subtitle", clip.subtitle.as_deref());
    field("date", clip.date.map(|date| date.to_string()).as_deref());
    field("updated", clip.updated.map(|day| day.to_string()).as_deref());
    field("publication", Some(publication.as_str()));
    field("agency", clip.agency.as_deref());
    field("byline", clip.byline.as_deref());
    field("language", clip.language.as_ref().map(|language| language.tag()));
    field("url", clip.url.as_deref());
    field("archived", clip.archived.as_deref());
    field("licence", clip.licence.as_deref());
    if !clip.authors.is_empty() {
        let names: Vec<String> = clip.authors.iter().map(|name| yaml_item(name)).collect();
        out.push_str(&format!("authors: [{}]\n", names.join(", ")));
    }
    if !clip.pages.is_empty() {
        out.push_str(&format!("pages: {}\n", pages(&clip.pages)));
    }
    out.push_str("capture:\n");
    for CaptureField { name, yaml, .. } in capture_fields(clip, provenance) {
        out.push_str(&format!("  {name}: {yaml}\n"));
    }
    out.push_str("---\n\n");
    out.push_str(&markdown(clip));
    out
}

/// `pages` as SPEC 3 has it, on one line.
pub fn pages(pages: &[PrintedPage]) -> String {
    let one = |page: &PrintedPage| {
        let at = if page.at == 0 { String::new() } else { format!(", at: {}", page.at) };
        format!("{{page: {}, from: \"¶{}\"{at}}}", yaml_quoted(&page.page), page.from)
    };
    format!("[{}]", pages.iter().map(one).collect::<Vec<_>>().join(", "))
}

/// The record of a capture, field by field.
pub fn capture_fields(clip: &Clip, provenance: &Provenance) -> Vec<CaptureField> {
    let mut fields = vec![("retrieved", provenance.retrieved.clone()), ("from", provenance.from.clone())];
    fields.extend(provenance.r#final.clone().map(|address| ("final", address)));
    fields.extend([
        ("tool", provenance.tool.clone()),
        ("encoding", clip.encoding.clone().unwrap_or_else(|| "utf-8".to_owned())),
        ("bytes", provenance.bytes.clone()),
        ("sha256", text_hash(clip)),
    ]);
    let plain = |(name, shown): (&'static str, String)| CaptureField { name, yaml: yaml_string(&shown), shown };
    let mut fields: Vec<CaptureField> = fields.into_iter().map(plain).collect();
    if !provenance.joined.is_empty() {
        let names: Vec<&str> = provenance.joined.iter().map(|page| page.from.as_str()).collect();
        let page = |page: &Joined| format!("{{from: {}, bytes: {}}}", yaml_item(&page.from), yaml_string(&page.bytes));
        let pages: Vec<String> = provenance.joined.iter().map(page).collect();
        let yaml = format!("[{}]", pages.join(", "));
        fields.insert(fields.len() - 1, CaptureField { name: "joined", shown: names.join(", "), yaml });
    }
    fields
}

/// The body alone.
pub fn markdown(clip: &Clip) -> String {
    if let Some(marked) = &clip.marked {
        return marked.markdown.clone();
    }
    let mut out = clip.paragraphs.iter().map(|text| paragraph(text)).collect::<Vec<_>>().join("\n\n");
    out.push('\n');
    out
}

/// As [`yaml_string`], inside brackets, where a comma parts.
pub fn yaml_item(value: &str) -> String {
    let written = yaml_string(value);
    if written.starts_with('"') || !written.contains(',') { written } else { format!("\"{written}\"") }
}

/// A plain scalar where every reader of YAML, old or new, reads the same characters; else a double-quoted one.
pub fn yaml_string(value: &str) -> String {
    let is_plain_start = value.starts_with(|character: char| character.is_alphabetic());
    let is_plain = value.chars().all(|character| character.is_alphanumeric() || " -_./,()’“”".contains(character));
    const READ_AS_SOMETHING_ELSE: [&str; 11] =
        ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"];
    let is_word = !READ_AS_SOMETHING_ELSE.contains(&value.to_lowercase().as_str());
    let is_day = crate::base::day::PartialDay::parse(value).is_some();
    if (is_plain_start && is_plain && is_word && !value.ends_with(' ')) || is_day {
        return value.to_owned();
    }
    yaml_quoted(value)
}

fn yaml_quoted(value: &str) -> String {
    let mut out = String::from("\"");
    for character in value.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            character if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                out.push_str(&format!("\\u{:04x}", character as u32));
            }
            character => out.push(character),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_means_its_characters() {
        assert_eq!(yaml_string("A plain title"), "A plain title");
        assert_eq!(yaml_string("no"), "\"no\"");
        assert_eq!(yaml_string("1984"), "1984");
        assert_eq!(yaml_string("On: \"off\""), "\"On: \\\"off\\\"\"");
        assert_eq!(yaml_string("2021-06-30"), "2021-06-30");
    }
}
