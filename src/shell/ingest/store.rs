//! Writing a source, and the entry of its publication.
//!
//! Each file appears whole or not at all, and none is overwritten: `publications.yaml` grows at its end, so that its
//! comments and its order stay.

use super::Found;
use super::known::Known;
use super::raw;
use crate::base::file::{SitePath, Tree};
use crate::ingest::clip::Named;
use crate::ingest::source_file::yaml_string;
use crate::parse;
use crate::parse::content::Content;
use crate::shell::memory;
use crate::shell::outcome::{Exit, Stop};
use crate::shell::terminal;
use crate::shell::whole::{Replace, inside, write_whole};
use std::fs;
use std::path::Path;

const PUBLICATIONS: &str = "content/publications.yaml";

/// Stores a source, its publication first: an entry too many harms nobody, a source without one does.
pub fn store(root: &Path, found: &Found, content: &Content, known: &mut Known) -> Result<Exit, Stop> {
    let (Some(path), Some(id), Some(named)) = (path(found), &found.id, &found.clip.publication) else {
        return Err(
            Stop::found("the publication is not known, so nothing was stored").help("name it with `--publication KEY`")
        );
    };
    if found.clip.paragraphs.is_empty() {
        return Err(Stop::found("no running text was found, so nothing was stored"));
    }
    if known.has(id) {
        return Err(Stop::usage(format!("there is a source `{id}` already, and nothing is overwritten"))
            .help("give another id with `--id`"));
    }
    let target = inside(root, &path)?;
    if !named.known && !known.publications.iter().any(|entry| entry.key == named.key) {
        add_publication(root, named, found, content)?;
        known.add_publication(named);
        terminal::say(&format!("added `{}` ({}) to `{PUBLICATIONS}`", named.key, named.name))?;
    }
    write_whole(&target, found.markdown().as_bytes(), Replace::Never)?;
    if let Some(path) = SitePath::new(&path) {
        memory::keep(root, &path, found.markdown().as_bytes());
    }
    if let Some(bytes) = &found.raw {
        raw::write(root, &path, bytes, Replace::Never)?;
    }
    known.add(id, &found.clip, found.retrieved);
    terminal::say(&format!("stored as `{path}`"))?;
    Ok(Exit::Clean)
}

/// `content/sources/PUBLICATION/YEAR/ID.md`; `None` while the publication is not known.
pub fn path(found: &Found) -> Option<String> {
    let named = found.clip.publication.as_ref()?;
    let date = found.clip.date.map_or_else(|| found.retrieved.to_string(), |date| date.to_string());
    let year = &date[..4];
    Some(format!("content/sources/{}/{year}/{}.md", named.key, found.id.as_ref()?))
}

fn add_publication(root: &Path, named: &Named, found: &Found, content: &Content) -> Result<(), Stop> {
    let file = inside(root, PUBLICATIONS)?;
    let old = match fs::read_to_string(&file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        old => old.map_err(|error| Stop::at("read", &file, &error))?,
    };
    let language = found.clip.language.as_ref().map(|language| language.tag());
    let entry = entry(named, language, &old);
    let new = appended(&old, &entry);
    if !is_grown(&new, named, content.publications.len()) {
        let lines = entry.trim_end();
        return Err(Stop::found(format!("`{PUBLICATIONS}` cannot take up the entry of `{}` by itself", named.key))
            .help(format!("add these lines to it, and try again:\n{lines}")));
    }
    write_whole(&file, new.as_bytes(), Replace::Allowed)
}

/// An entry, indented as those that are there.
fn entry(named: &Named, language: Option<&str>, old: &str) -> String {
    let first = old.lines().find(|line| line.trim_start().starts_with("- ")).unwrap_or("- ");
    let indent = &first[..first.len() - first.trim_start().len()];
    let mut entry = format!("{indent}- key: {}\n{indent}  name: {}\n", named.key, yaml_string(&named.name));
    if let Some(language) = language {
        entry.push_str(&format!("{indent}  language: {}\n", yaml_string(language)));
    }
    entry
}

fn appended(old: &str, entry: &str) -> String {
    let ends = if old.contains("\r\n") { "\r\n" } else { "\n" };
    let mut new = old.to_owned();
    if !new.is_empty() && !new.ends_with('\n') {
        new.push_str(ends);
    }
    if !new.trim().is_empty() {
        new.push_str(ends);
    }
    new.push_str(&entry.replace('\n', ends));
    new
}

/// Whether the file, read again, has the new entry and none less than before.
fn is_grown(text: &str, named: &Named, before: usize) -> bool {
    let site = "title = \"x\"\nbase_url = \"https://x.example/\"\ntime_zone = \"UTC\"\n";
    let mut tree = Tree::default();
    for (path, text) in [("site.toml", site), (PUBLICATIONS, text)] {
        tree.insert(SitePath::new(path).expect("a plain path"), text.as_bytes().to_vec());
    }
    let (content, report) = parse::content::read(&tree);
    let entries = content.map(|content| content.publications).unwrap_or_default();
    let is_there = entries.iter().any(|entry| entry.key == named.key && entry.name == named.name);
    is_there && entries.len() == before + 1 && !report.has_errors()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::ids::PublicationKey;

    fn named() -> Named {
        Named { key: PublicationKey::new("wire").unwrap(), name: "Wire: \"daily\"".to_owned(), known: false }
    }

    #[test]
    fn an_entry_is_added_in_the_form_of_the_file() {
        let table = [
            ("", "- key: wire\n  name: \"Wire: \\\"daily\\\"\"\n  language: en\n"),
            (
                "# Ours\n- {key: a, name: A}",
                "# Ours\n- {key: a, name: A}\n\n- key: wire\n  name: \"Wire: \\\"daily\\\"\"\n  language: en\n",
            ),
            (
                "  - key: a\r\n    name: A\r\n",
                "  - key: a\r\n    name: A\r\n\r\n  - key: wire\r\n    name: \"Wire: \\\"daily\\\"\"\r\n    language: en\r\n",
            ),
        ];
        for (old, new) in table {
            let text = appended(old, &entry(&named(), Some("en"), old));
            assert_eq!(text, new);
            assert!(is_grown(&text, &named(), old.matches("key").count()), "{text}");
        }
    }

    #[test]
    fn a_file_that_cannot_grow_is_left_alone() {
        let old = "[{key: a, name: A}]\n";
        assert!(!is_grown(&appended(old, &entry(&named(), None, old)), &named(), 1));
    }
}
