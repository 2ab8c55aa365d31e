//! What readers marked elsewhere: each export in `tests/notes/` is imported into the site beside it, and what the program
//! says lies in `NAME.said`. `BLESS=1 cargo test --test notes` writes those anew.

#![expect(clippy::disallowed_methods, reason = "tests read their cases from disk and run the program")]

use postil::ingest::notes::{export::Format, format_of, read};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/notes");

/// A site of its own for a test, with the exports beside it.
fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in walkdir::WalkDir::new(FOLDER).into_iter().map(Result::unwrap) {
        let target = folder.path().join(entry.path().strip_prefix(FOLDER).unwrap());
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(target).unwrap(),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
    folder
}

/// What the program printed, and its exit code at the end.
fn run(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_postil"))
        .args(["--root", "site"])
        .args(arguments)
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1774000000")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap_or(-1);
    format!("{}{}exit {code}\n", text(output.stdout), text(output.stderr))
}

fn exports() -> Vec<PathBuf> {
    let entries = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    let mut exports: Vec<PathBuf> =
        entries.filter(|path| path.is_file() && path.extension().is_some_and(|it| it != "said")).collect();
    exports.sort();
    exports
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

#[test]
fn each_export_gives_its_draft() {
    let folder = site();
    let mut wrong = Vec::new();
    for export in exports() {
        let said = run(folder.path(), &["ingest", "--dry-run", name(&export)]);
        let expected = export.with_file_name(format!("{}.said", name(&export)));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expected, &said).unwrap();
        } else if fs::read_to_string(&expected).ok().as_deref() != Some(&said) {
            wrong.push(format!("{} says:\n{said}", name(&export)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_second_import_brings_only_what_is_new() {
    let folder = site();
    let first = run(folder.path(), &["ingest", "kindle.txt"]);
    assert!(first.ends_with("exit 0\n"), "{first}");
    let written = fs::read_dir(folder.path().join("site/content/commentary")).unwrap().count();
    assert_eq!(written, 1);
    let again = run(folder.path(), &["ingest", "kindle.txt"]);
    assert!(again.contains("nothing is new of the works that have a stored source; nothing was written"), "{again}");
    let mut text = fs::read_to_string(folder.path().join("kindle.txt")).unwrap();
    text.push_str(
        "The Ferry Keeps Its Winter Hours (Ines Aldo)\n- Your Highlight on page 6 | Location 99-100 | Added on Monday, \
         March 9, 2026 9:10:02 PM\n\nBicycles go free.\n==========\n",
    );
    fs::write(folder.path().join("kindle.txt"), text).unwrap();
    let more = run(folder.path(), &["ingest", "kindle.txt"]);
    assert!(more.contains("1 quoted"), "{more}");
    let second = folder.path().join("site/content/commentary/notes-quay-2026-03-01.md");
    let second = fs::read_to_string(second).unwrap();
    assert!(second.contains("> Bicycles go free") && !second.contains("railway"), "{second}");
    let checked = run(folder.path(), &["check", "--drafts"]);
    assert!(checked.contains("quotations verified") && checked.ends_with("exit 0\n"), "{checked}");
}

#[test]
fn what_a_site_refuses_of_a_readers_words_is_kept_back() {
    let folder = site();
    let settings = folder.path().join("site/site.toml");
    let strict = format!("{}\n[quotations]\nuncited = \"error\"\n", fs::read_to_string(&settings).unwrap());
    fs::write(&settings, strict).unwrap();
    let said = run(folder.path(), &["ingest", "nasty.json"]);
    assert!(said.ends_with("exit 0\n"), "{said}");
    let draft = fs::read_to_string(folder.path().join("site/content/commentary/notes-quay-2026-03-01.md")).unwrap();
    assert!(draft.contains("<!-- kept back: "), "{draft}");
    let checked = run(folder.path(), &["check", "--drafts"]);
    assert!(checked.ends_with("exit 0\n"), "{checked}");
}

#[test]
fn the_source_can_be_named() {
    let folder = site();
    let named =
        run(folder.path(), &["ingest", "--source", "quay-2026-01-05", "--dry-run", "--json", "references.json"]);
    assert!(named.contains("`--source` names one source, and the export is about 3 works"), "{named}");
    let said = run(
        folder.path(),
        &["ingest", "--source", "quay-2026-03-01", "--dry-run", "--json", "readwise-spreadsheet.csv"],
    );
    let value: serde_json::Value = serde_json::from_str(said.lines().next().unwrap()).unwrap();
    assert_eq!(value["format"], 1);
    assert_eq!(value["notes"], "readwise");
    assert_eq!(value["works"][0]["source"], "quay-2026-03-01");
    assert_eq!(value["works"][0]["highlights"][0]["verdict"], "verbatim");
    assert_eq!(value["works"][0]["highlights"][0]["paragraph"], 6);
    let wrong = run(folder.path(), &["ingest", "--id", "x", "kindle.txt"]);
    assert!(wrong.ends_with("exit 2\n"), "{wrong}");
}

const FORMATS: [Format; 7] = [
    Format::HypothesisJson,
    Format::HypothesisCsv,
    Format::ReadwiseCsv,
    Format::Kindle,
    Format::ZoteroNote,
    Format::CslJson,
    Format::Bibtex,
];

#[test]
fn what_is_deep_or_long_is_refused_soon() {
    let cases = [
        "[".repeat(100_000),
        "{\"rows\":".repeat(50_000),
        "<span>".repeat(100_000),
        "<p class=".repeat(100_000),
        "@a{b, c = {".repeat(20_000),
        format!("@string{{a = \"{}\"}}\n@misc{{x, title = {}a}}", "ha".repeat(10_000), "a # ".repeat(10_000)),
        "\"".repeat(100_001),
        "Highlight,Book Title\n".repeat(60_000),
        "T (A)\n- Your Highlight on Location 1-2 | Added on x\n\nthe same words once more\n==========\n".repeat(20_000),
        format!("T (A)\n- Your Note on Location 1 | x\n\n{}\n==========\n", "(".repeat(100_000)),
    ];
    for text in &cases {
        let start = std::time::Instant::now();
        format_of(text.as_bytes());
        for format in FORMATS {
            let _ = read(format, text.as_bytes());
        }
        assert!(start.elapsed() < std::time::Duration::from_secs(20), "{} took {:?}", &text[..20], start.elapsed());
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(128))]

    #[test]
    fn no_bytes_are_too_strange(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        format_of(&bytes);
        for format in FORMATS {
            let _ = read(format, &bytes);
        }
    }

    #[test]
    fn no_export_is_too_broken(at in 0_usize..4000, cut in 0_usize..40, put in "(\\PC|\\n|[\"{}<>,=|#@\\\\&;-]){0,6}") {
        static TEXTS: LazyLock<Vec<String>> =
            LazyLock::new(|| exports().iter().map(|path| fs::read_to_string(path).unwrap()).collect());
        for text in TEXTS.iter() {
            let mut text = text.clone();
            let mut from = at % text.len();
            while !text.is_char_boundary(from) { from -= 1; }
            let mut to = (from + cut).min(text.len());
            while !text.is_char_boundary(to) { to += 1; }
            text.replace_range(from..to, &put);
            if let Some(format) = format_of(text.as_bytes()) {
                let _ = read(format, text.as_bytes());
            }
        }
    }
}
