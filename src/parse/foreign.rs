//! Markdown of other tools (Pandoc, Quarto, Zola, Hugo, Obsidian), in folders that are no site.
//!
//! Comes in: a file. Goes out: a [`Foreign`], in which what those tools alone understand is out of the way of the two marks,
//! every character in its place. Never done here: understanding any of it, and reporting it.

use super::document::Document;
use super::markdown::{BodyContext, Keys, Notes, read_body};
use crate::base::diagnostic::{Report, Severity};
use crate::base::file::{FileText, Span};
use crate::base::language::Language;
use std::sync::Arc;

/// A file of another tool.
#[derive(Clone, Debug)]
pub struct Foreign {
    /// The file as it is read: with blanks where fences of blocks, titles of callouts, and quotation marks inside of
    /// shortcodes and attributes stand. Lines and columns are those of the file on the disk.
    pub file: Arc<FileText>,
    /// All after the front matter.
    pub body: Span,
    /// `title`, where the front matter has one.
    pub title: Option<String>,
    /// `lang` or `language`, where it is a tag.
    pub language: Option<Language>,
}

/// Reads the front matter for what is of use here, and masks what would be taken for a mark.
pub fn read(file: &Arc<FileText>) -> Foreign {
    let front = Front::of(file.text());
    let masked = mask(&file.text()[front.end..]);
    let text = format!("{}{masked}", &file.text()[..front.end]);
    Foreign {
        file: FileText::new(file.path().clone(), &text),
        body: front.end..text.len(),
        title: front.value(&["title"]),
        language: front.value(&["lang", "language"]).and_then(|tag| Language::parse(&tag)),
    }
}

impl Foreign {
    /// Its body, with citations whose keys may be any that Pandoc has. Not all that is reported matters here.
    pub fn document(&self, report: &mut Report) -> Document {
        let context = BodyContext { keys: Keys::Pandoc, notes: Notes::No, uncited: Severity::Warning };
        read_body(&self.file, self.body.clone(), &context, report)
    }
}

/// Front matter between lines `---` (YAML) or `+++` (TOML).
struct Front<'a> {
    inside: &'a str,
    assigns: char,
    end: usize,
}

impl Front<'_> {
    fn of(text: &str) -> Front<'_> {
        let none = Front { inside: "", assigns: ':', end: 0 };
        let first = text.lines().next().unwrap_or("").trim_end();
        let (assigns, closes): (char, &[&str]) = match first {
            "---" => (':', &["---", "..."]),
            "+++" => ('=', &["+++"]),
            _ => return none,
        };
        let start = text.find('\n').map_or(text.len(), |at| at + 1);
        let mut at = start;
        for line in text[start..].split_inclusive('\n') {
            if closes.contains(&line.trim_end()) {
                return Front { inside: &text[start..at], assigns, end: at + line.len() };
            }
            at += line.len();
        }
        none
    }

    /// The text of the first of some keys that stands at the top.
    fn value(&self, keys: &[&str]) -> Option<String> {
        let top = self.inside.lines().take_while(|line| !line.starts_with('['));
        top.filter_map(|line| line.split_once(self.assigns)).find_map(|(key, value)| {
            let value = value.trim();
            let unquoted = ['"', '\''].into_iter().find_map(|mark| value.strip_prefix(mark)?.strip_suffix(mark));
            let text = unquoted.unwrap_or(value);
            (keys.contains(&key.trim_end()) && !text.is_empty()).then(|| text.to_owned())
        })
    }
}

fn mask(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut above = 0;
    for line in body.split_inclusive('\n') {
        let depth = depth(line);
        let found = masked_from(line, depth > above);
        above = depth;
        match found {
            Some(at) => {
                let end = at + line[at..].trim_end_matches(['\n', '\r']).len();
                out.push_str(&line[..at]);
                out.extend(std::iter::repeat_n(' ', end - at));
                out.push_str(&line[end..]);
            }
            None => out.push_str(line),
        }
    }
    hide_marks(&out)
}

/// How many blockquotes a line stands in.
fn depth(line: &str) -> usize {
    line.chars()
        .take_while(|character| matches!(character, ' ' | '\t' | '>'))
        .filter(|character| *character == '>')
        .count()
}

/// Where the fence of a block (`::: note`) begins in a line, or, in the first line of a blockquote, the title of a callout
/// (`> [!note] Title`).
fn masked_from(line: &str, is_first: bool) -> Option<usize> {
    let inner = line.trim_start_matches([' ', '\t', '>']);
    let name = inner.strip_prefix("[!").and_then(|rest| rest.split_once(']')).map(|(name, _)| name);
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '|');
    (inner.starts_with(":::") || is_first && name.is_some_and(is_name)).then_some(line.len() - inner.len())
}

/// Puts blanks of the same length in the place of quotation marks inside shortcodes, attributes and hidden comments.
fn hide_marks(text: &str) -> String {
    const PAIRS: [(&str, &str); 8] =
        [("{{", "}}"), ("{%", "%}"), ("]{", "}"), ("){", "}"), ("`{", "}"), ("{#", "}"), ("{.", "}"), ("%%", "%%")];
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(next) = text[at..].find(['{', '%', ']', ')', '`']).map(|next| at + next) {
        // `%%` after a digit is a sign; a comment begins a word.
        let opens = |open: &str| open != "%%" || text[..next].chars().next_back().is_none_or(char::is_whitespace);
        let pair = PAIRS.iter().find(|(open, _)| text[next..].starts_with(open) && opens(open));
        let closed = pair.and_then(|(open, close)| {
            let inside = next + open.len();
            let end = within_reach(&text[inside..]).find(close)?;
            Some((inside, inside + end))
        });
        let end = match closed {
            Some((inside, end)) => {
                out.push_str(&text[at..inside]);
                out.extend(text[inside..end].chars().map(blank));
                end
            }
            None => {
                out.push_str(&text[at..next + 1]);
                next + 1
            }
        };
        at = end;
    }
    out.push_str(&text[at..]);
    out
}

/// What may hold the end of something that begins here: the rest of its paragraph, and of that no more than people write.
fn within_reach(text: &str) -> &str {
    const REACH: usize = 2_000;
    let near = &text[..text.floor_char_boundary(REACH)];
    near.split("\n\n").next().unwrap_or(near)
}

/// A blank as long as a quotation mark; any other character itself.
fn blank(character: char) -> char {
    match (is_mark(character), character.len_utf8()) {
        (false, _) => character,
        (true, 1) => ' ',
        (true, 2) => '\u{a0}',
        (true, _) => '\u{2003}',
    }
}

fn is_mark(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::file::SitePath;
    use proptest::prelude::*;

    fn foreign(text: &str) -> Foreign {
        read(&FileText::new(SitePath::new("a.md").unwrap(), text))
    }

    #[test]
    fn front_matter_of_three_tools_is_passed_over() {
        for text in [
            "---\ntitle: \"A\"\nlang: de-AT\nformat:\n  html: x\n---\nBody\n",
            "+++\ntitle = 'A'\nlang = \"de-AT\"\n[extra]\ntitle = \"B\"\n+++\nBody\n",
            "---\r\nauthor: x\r\nlang: de-AT\r\ntitle: A\r\n...\r\nBody\n",
        ] {
            let read = foreign(text);
            assert_eq!(read.file.slice(read.body.clone()), "Body\n", "{text}");
            assert_eq!((read.title.as_deref(), read.language.unwrap().tag()), (Some("A"), "de-AT"));
        }
        let without = foreign("---\ntitle: A\nBody\n");
        assert_eq!((without.body.start, without.title), (0, None));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever a file holds, each of its lines is as long as it was, and what is not a mark stands where it stood.
        #[test]
        fn no_text_moves_and_none_is_too_much(text in "[ab한 \"“»{}%\\[\\]()`:>!.#@¶1\n-]{0,80}") {
            let read = foreign(&text);
            prop_assert_eq!(read.file.text().len(), text.len());
            let (before, after): (Vec<&str>, Vec<&str>) = (text.split('\n').collect(), read.file.text().split('\n').collect());
            prop_assert_eq!(before.len(), after.len());
            for (before, after) in before.iter().zip(&after) {
                prop_assert_eq!(before.len(), after.len());
                let same = before.chars().count() == after.chars().count();
                prop_assert!(same || after.trim_end().len() < before.trim_end().len());
            }
            read.document(&mut Report::default());
        }
    }

    #[test]
    fn no_word_of_a_quotation_is_hidden() {
        let text = "> The lock\n> [!not] opens\n>> [!note] Title\n\n10%% of \"it\" [@a] and 20%%, %% \"x\" %%\n";
        let read = foreign(text);
        let masked = text.replace("[!note] Title", "             ").replace("\"x\"", " x ");
        assert_eq!(read.file.text(), masked);
    }

    #[test]
    fn nothing_moves() {
        let text = "::: {.note title=\"한 “두” 셋\"}\n> [!quote]- Said “so”\n> “kept” [@a, ¶1]\n:::\n\
                    {{< fig src=“x” >}} “kept” [text]{title=\"a «b» c\"}\n";
        let read = foreign(text);
        assert_eq!(read.file.text().len(), text.len());
        for (line, masked) in text.lines().zip(read.file.text().lines()) {
            assert!(line.len() == masked.len());
        }
        let place = |text: &str| {
            let file = FileText::new(SitePath::new("a.md").unwrap(), text);
            file.position(text.rfind("“kept”").unwrap())
        };
        assert_eq!(place(text), place(read.file.text()));
        assert_eq!(read.file.text().matches('“').count(), 2);
        assert_eq!(read.file.text().lines().next().unwrap().trim(), "");
        assert_eq!(read.file.text().lines().nth(1).unwrap().trim(), ">");
    }
}
