//! Runs the Markdown suites in `tests/suite/`: a heading is a case, fenced blocks are its files and what is expected.
//!
//! `tests/suite/README.md` says how to write a case. `BLESS=1 cargo test --test suite` fills in what is expected.
#![allow(
    clippy::disallowed_methods,
    reason = "the runner reads its cases from the disk and writes them when it blesses"
)]
#![allow(clippy::unwrap_used, reason = "a case that cannot be read stops the test")]

#[path = "suite/case.rs"]
mod case;
#[path = "suite/outline.rs"]
mod outline;

use case::{Block, Case, SuiteFile};
use postil::base::day::Day;
use postil::base::diagnostic::{Diagnostic, Fix, Grounds, Place, Report};
use postil::base::file::{FileText, SitePath, Tree};
use postil::base::mend::{Words, mend};
use postil::parse::content;
use postil::resolve::{self, Asked, Resolved};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What a case has where it does not say otherwise.
const DEFAULT_FILES: [(&str, &str); 2] = [
    (
        "site.toml",
        "title = \"Reading Valdria\"\nbase_url = \"https://digest.example/\"\ntime_zone = \"Europe/Riga\"\n\n[quotations]\ncontract = 1\n\n[feeds]\nauthority = \"digest.example,2026\"\n",
    ),
    (
        "content/publications.yaml",
        "- {key: lantern, name: The Lantern, language: en}\n- {key: harbour, name: Harbour Gazette, language: en}\n- {key: harbour-ko, name: 항구신보, language: ko}\n",
    ),
];

#[test]
fn every_case_finds_what_it_expects() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut failures = String::new();
    for path in suites(Path::new("tests/suite")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let suite = SuiteFile::read(&text);
        let blessed = suite.rewritten(|case, kind| run(case, kind, &path));
        if blessed == text {
            continue;
        }
        if bless {
            std::fs::write(&path, &blessed).unwrap();
        } else {
            writeln!(failures, "{}\n{}", path.display(), lines_that_differ(&text, &blessed)).unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}\nIf what was found is right: BLESS=1 cargo test --test suite");
}

#[test]
fn every_change_that_is_offered_mends_what_it_is_for() {
    let mut failures = String::new();
    for path in suites(Path::new("tests/suite")) {
        let text = std::fs::read_to_string(&path).unwrap();
        for case in SuiteFile::read(&text).cases() {
            let before = made(&tree(case), &path).0.sorted();
            for diagnostic in &before {
                for fix in &diagnostic.fixes {
                    let after = made(&changed(&tree(case), fix), &path).0.sorted();
                    let is_same = |other: &&Diagnostic| {
                        other.code == diagnostic.code && other.place.start == diagnostic.place.start
                    };
                    let same = after.iter().filter(|other| other.place.file == diagnostic.place.file).find(is_same);
                    if let Some(same) = same {
                        writeln!(failures, "{}: {diagnostic}\n  after writing `{}`: {same}", path.display(), fix.text)
                            .unwrap();
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn what_is_mended_stays_mended() {
    let mut failures = String::new();
    for path in suites(Path::new("tests/suite")) {
        let text = std::fs::read_to_string(&path).unwrap();
        for case in SuiteFile::read(&text).cases() {
            for words in [Words::Kept, Words::Corrected] {
                let diagnose = |tree: &Tree| made(tree, &path).0.sorted();
                let tree = tree(case);
                let mended = mend(&tree, words, diagnose);
                let again = mend(&mended.tree, words, diagnose);
                if let Some(change) = again.changes.first() {
                    writeln!(failures, "{}: changed again: {change:?}", path.display()).unwrap();
                }
                for (path, bytes) in tree.iter().filter(|(path, _)| !mended.files.contains(*path)) {
                    assert_eq!(Some(bytes), mended.tree.get(path));
                }
                let (before, after) = (diagnose(&tree), diagnose(&mended.tree));
                let is_taken = |fix: &Fix| match fix.grounds {
                    Grounds::Sure => true,
                    Grounds::Wording => words == Words::Corrected,
                    Grounds::Guess => false,
                };
                for left in after.iter().filter(|left| matches!(&left.fixes[..], [fix] if is_taken(fix))) {
                    if !left.place.file.as_str().starts_with("content/sources/")
                        && left.place.file.as_str().starts_with("content/")
                    {
                        writeln!(failures, "{}: left: {left}", path.display()).unwrap();
                    }
                }
                let count =
                    |found: &[Diagnostic]| found.iter().filter(|one| one.code.name.starts_with("quotation-")).count();
                if !mended.changes.is_empty() && count(&after) > count(&before) {
                    writeln!(failures, "{}: worse after {:?}", path.display(), mended.changes[0]).unwrap();
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// The files after one change.
fn changed(tree: &Tree, fix: &Fix) -> Tree {
    let mut tree = tree.clone();
    let file = FileText::new(fix.place.file.clone(), std::str::from_utf8(tree.get(&fix.place.file).unwrap()).unwrap());
    let (start, end) = (file.offset(fix.place.start), file.offset(fix.place.end));
    let text = format!("{}{}{}", &file.text()[..start], fix.text, &file.text()[end..]);
    tree.insert(fix.place.file.clone(), text.into_bytes());
    tree
}

/// All Markdown files below a folder but those that explain, in the order of their paths.
fn suites(folder: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    files.filter(|path| path.extension().is_some_and(|end| end == "md") && !path.ends_with("README.md")).collect()
}

/// What a case finds, as its block of a kind should have it. Cases in `tests/suite/parse/` stop after parsing.
fn run(case: &Case<'_>, kind: &str, suite: &Path) -> String {
    let (report, resolved) = made(&tree(case), suite);
    match (kind, resolved) {
        (case::DIAGNOSTICS, _) | (_, None) => printed(report),
        ("count", Some(resolved)) => outline::count(&resolved),
        (kind, Some(resolved)) => match &resolved.digest {
            Some(digest) => outline::of(digest, kind).unwrap_or_else(|| panic!("`{kind}` is nothing to expect")),
            None => "there is no digest\n".to_owned(),
        },
    }
}

/// What is wrong with some files, and what came of resolving them.
fn made(tree: &Tree, suite: &Path) -> (Report, Option<Resolved>) {
    let (content, mut report) = content::read(tree);
    let Some(content) = content.filter(|_| !suite.starts_with("tests/suite/parse")) else { return (report, None) };
    let today = Day::new(2026, 12, 1).unwrap();
    let resolved = resolve::resolve(content, &Asked { today, drafts: false, future: false });
    report.extend(resolved.report.clone());
    (report, Some(resolved))
}

fn tree(case: &Case<'_>) -> Tree {
    let mut tree = Tree::default();
    let given: Vec<&Block<'_>> = case.files().collect();
    for (path, text) in DEFAULT_FILES {
        if !given.iter().any(|block| block.path() == Some(path)) {
            tree.insert(SitePath::new(path).unwrap(), text.as_bytes());
        }
    }
    for block in given {
        if let Some(bytes) = block.bytes() {
            let path = block.path().and_then(SitePath::new).unwrap_or_else(|| panic!("no path: {}", block.info));
            tree.insert(path, bytes);
        }
    }
    tree
}

/// One line a diagnostic, with its help, its other places and its changes indented below.
fn printed(report: Report) -> String {
    let mut text = String::new();
    for diagnostic in report.sorted() {
        print(&mut text, &diagnostic);
    }
    text
}

fn print(text: &mut String, diagnostic: &Diagnostic) {
    writeln!(text, "{diagnostic}").unwrap();
    for line in diagnostic.help.iter().flat_map(|help| help.lines()) {
        writeln!(text, "    help: {line}").unwrap();
    }
    for (Place { file, start, .. }, words) in &diagnostic.related {
        writeln!(text, "    also: {file}:{}:{}: {words}", start.line, start.column).unwrap();
    }
    for fix in &diagnostic.fixes {
        let Place { start, end, .. } = &fix.place;
        writeln!(text, "    fix: {}:{}–{}:{} {:?}", start.line, start.column, end.line, end.column, fix.text).unwrap();
    }
}

fn lines_that_differ(before: &str, after: &str) -> String {
    let diff = similar::TextDiff::from_lines(before, after);
    diff.unified_diff().context_radius(4).to_string()
}
