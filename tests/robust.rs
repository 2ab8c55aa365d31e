//! Whatever the files of a site hold, reading them ends soon, with diagnostics and without a panic.

#![allow(clippy::unwrap_used, reason = "a path that is none stops the test")]

use postil::base::diagnostic::Diagnostic;
use postil::base::file::{SitePath, Tree};
use postil::parse::content;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// One path of each kind of file that is read.
const PATHS: [&str; 9] = [
    "site.toml",
    "content/topics.yaml",
    "content/publications.yaml",
    "content/authors.yaml",
    "content/sources/a.md",
    "content/sources/a@2026-03-14.md",
    "content/commentary/a.md",
    "content/editions/a.md",
    "content/pages/a.md",
];

const SITE: &str =
    "title = \"A\"\nbase_url = \"https://a.example/\"\ntime_zone = \"UTC\"\nfeeds.authority = \"a.example,2026\"\n";

/// What is found where all files of one kind hold the same bytes, and the rest is sound.
fn found(path: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let mut tree = Tree::default();
    tree.insert(SitePath::new("site.toml").unwrap(), SITE.as_bytes());
    tree.insert(SitePath::new(path).unwrap(), bytes);
    content::read(&tree).1.sorted()
}

/// The same in front matter, in a vocabulary or in settings, and as the whole of a file.
fn found_everywhere(yaml: &str) {
    for path in PATHS {
        let whole = if path.ends_with(".md") { format!("---\n{yaml}\n---\nText.\n") } else { yaml.to_owned() };
        found(path, whole.as_bytes());
        found(path, yaml.as_bytes());
    }
}

#[test]
fn what_is_deep_or_long_is_refused_soon() {
    let laughs: String = (1..30).map(|level| format!("a{level}: &a{level} [*a{0}, *a{0}]\n", level - 1)).collect();
    let cases = [
        ("brackets", "[".repeat(100_000)),
        ("brackets in a value", format!("title: {}", "[".repeat(100_000))),
        ("maps", "{a: ".repeat(100_000)),
        ("dashes", "- ".repeat(100_000)),
        ("questions", "? ".repeat(100_000)),
        ("levels", (0..300).map(|level| format!("{}a:\n", " ".repeat(level))).collect()),
        ("children", (0..300).map(|level| format!("{}children: [{{key: a, label: A,\n", " ".repeat(level))).collect()),
        ("laughs", format!("a0: &a0 [lol]\n{laughs}")),
        ("anchors", "&a ".repeat(100_000)),
        ("a long line", format!("title: {}", "x ".repeat(200_000))),
        ("a long key", format!("{}: x", "x".repeat(200_000))),
        ("many keys", (0..10_000).map(|key| format!("k{key}: v\n")).collect()),
        ("many keys in a line", format!("{{{}}}", (0..10_000).map(|key| format!("k{key}: v, ")).collect::<String>())),
        ("one key many times in a line", format!("{{{}}}", "title: A, ".repeat(3_000))),
        ("many faults in a line", format!("aliases: [{}]", "x, ".repeat(10_000))),
        (
            "many pages",
            format!("pages:\n{}", (0..3_000).map(|at| format!("- {{page: {at}, from: {at}}}\n")).collect::<String>()),
        ),
        ("many ids", format!("commentary: [{}]", (0..10_000).map(|at| format!("a{at}, ")).collect::<String>())),
        ("one key many times", "title: A\n".repeat(3_000)),
        ("many comments", format!("title: A\n{}menu: 1\n", "# no\n".repeat(20_000))),
        ("tables of TOML", "[a]\n".repeat(5_000)),
        ("a dotted key of TOML", format!("{}a = 1", "a.".repeat(50_000))),
        ("arrays of TOML", format!("a = {}", "[".repeat(100_000))),
    ];
    for (name, text) in cases {
        let start = Instant::now();
        found_everywhere(&text);
        assert!(start.elapsed() < Duration::from_secs(20), "{name} took {:?}", start.elapsed());
    }
}

#[test]
fn a_hundred_comments_between_keys_are_read() {
    let comments = "# a key we may use some day\n".repeat(100);
    assert!(found("content/pages/a.md", format!("---\ntitle: A\n{comments}menu: 1\n---\n").as_bytes()).is_empty());
}

#[test]
fn a_file_that_is_too_large_is_refused_by_its_size_alone() {
    let problems = found("content/pages/a.md", &vec![b'a'; 17 << 20]);
    let lines: Vec<String> = problems.iter().map(Diagnostic::to_string).collect();
    assert_eq!(
        lines,
        ["content/pages/a.md:1:1: error[file-too-large]: the file has 17 MiB, and postil reads text up to 16 MiB"]
    );
}

#[test]
fn the_order_of_what_is_found_does_not_depend_on_threads() {
    let mut tree = Tree::default();
    tree.insert(SitePath::new("site.toml").unwrap(), SITE.as_bytes());
    for number in 0..200 {
        let path = format!("content/pages/{number}.md");
        tree.insert(SitePath::new(&path).unwrap(), format!("---\ntitle: {number}\ncolour: red\n---\n").as_bytes());
    }
    let read = || {
        let (content, report) = content::read(&tree);
        assert!(content.unwrap().pages.is_empty());
        report.iter().map(Diagnostic::to_string).collect::<Vec<_>>()
    };
    let first = read();
    assert_eq!(first.len(), 200);
    assert!((0..5).all(|_| read() == first));
}

/// Text in which YAML, TOML and Markdown find much to read.
fn anything_like_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("---\n"),
        Just("title: "),
        Just("date: "),
        Just("2026-03-14"),
        Just("\n"),
        Just("  "),
        Just("- "),
        Just(": "),
        Just("["),
        Just("]"),
        Just("{"),
        Just("}"),
        Just("\""),
        Just("'"),
        Just("|\n"),
        Just(">-\n"),
        Just("&a "),
        Just("*a "),
        Just("!t "),
        Just("%"),
        Just("#"),
        Just(" #"),
        Just("key"),
        Just("extra:"),
        Just("capture:"),
        Just("pages:"),
        Just("\t"),
        Just("\r\n"),
        Just("한국"),
        Just("\u{feff}"),
        Just("¶7"),
        Just("="),
        Just("[a]\n"),
        Just("[[a]]\n"),
        Just("a.b = "),
        Just("\"\"\""),
        Just("? "),
        Just("@"),
        Just("> "),
        Just("```\n"),
        Just("\\"),
        Just("\u{0}"),
        Just("é"),
        Just("\u{2028}"),
    ];
    prop::collection::vec(piece, 0..200).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_panic_nowhere(bytes in prop::collection::vec(any::<u8>(), 20_000)) {
        for path in PATHS {
            found(path, &bytes);
        }
    }

    #[test]
    fn random_characters_panic_nowhere(text in prop::collection::vec(any::<char>(), 5_000)) {
        found_everywhere(&text.into_iter().filter(|character| !character.is_control()).collect::<String>());
    }

    #[test]
    fn nearly_sound_text_panics_nowhere(text in anything_like_text()) {
        found_everywhere(&text);
    }
}
