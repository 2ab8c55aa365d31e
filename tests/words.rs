//! Words of the interface that the program itself asks for are in the default theme.
//!
//! A key without a word says itself on the page, so that nothing is lost there; here it is found.

#![expect(clippy::disallowed_methods, reason = "this test reads the code from disk")]

use postil::base::diagnostic::Place;
use postil::base::file::{SitePath, Tree};
use postil::base::language::Language;
use postil::parse::theme::{DEFAULT_THEME, read};
use postil::render::words::Interface;
use std::path::{Path, PathBuf};

/// How code asks for a word.
const ASKING: [&str; 5] = [".word(", ".word_with(", "words.text(", "interface.text(", "interface.word("];

#[test]
fn every_word_the_program_asks_for_is_there() {
    let place = Place::file(&SitePath::new("site.toml").expect("a name is a path"));
    let (theme, _) = read(&Tree::default(), DEFAULT_THEME, place);
    let english = Language::parse("en").expect("en is a language");
    let interface = Interface::new(&theme, &english, &english);
    let mut asked = 0;
    let mut missing = Vec::new();
    for file in rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render")) {
        let text = std::fs::read_to_string(&file).expect("the code can be read");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for key in keys(code) {
            asked += 1;
            if interface.needs(key).is_none() {
                missing.push(format!("{}: {key}", file.display()));
            }
        }
    }
    assert!(missing.is_empty(), "words that no language has:\n{}", missing.join("\n"));
    assert!(asked > 20, "only {asked} words are asked for: is the code read?");
}

/// The keys that code asks for, where they are written out.
fn keys(code: &str) -> impl Iterator<Item = &str> {
    let calls = ASKING.iter().flat_map(move |call| code.match_indices(call).map(|(at, call)| &code[at + call.len()..]));
    calls.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            files.push(path);
        }
    }
    files
}
