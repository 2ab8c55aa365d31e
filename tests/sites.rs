//! Whole example sites, compared file by file, and built twice under other circumstances.
//!
//! `tests/sites/NAME/` is a site; `tests/sites/NAME.public/` is what is made of it, without the files of the theme.
//! `BLESS=1 cargo test --test sites` writes it anew.

#![expect(clippy::disallowed_methods, reason = "these tests read, write and build sites on disk")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Paths below a folder with their bytes.
type Files = BTreeMap<String, Vec<u8>>;

#[test]
fn each_example_site_is_made_as_it_was() {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut names: Vec<PathBuf> = std::fs::read_dir(&sites).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.retain(|path| path.join("site.toml").is_file());
    assert!(!names.is_empty());
    for site in names {
        let out = tempfile::tempdir().unwrap();
        build(&site, &out.path().join("public"), &[]);
        let mut made = files(&out.path().join("public"));
        made.retain(|path, _| !path.starts_with("assets/") && path != ".postil-files");
        let expected = site.with_extension("public");
        if std::env::var_os("BLESS").is_some() {
            write(&expected, &made);
        }
        compare(&files(&expected), &made, &site);
    }
}

#[test]
fn nothing_of_a_source_is_published_that_its_rights_hide() {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/ferry");
    let out = tempfile::tempdir().unwrap();
    build(&site, &out.path().join("public"), &[]);
    for (path, bytes) in files(&out.path().join("public")) {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("conceal"), "{path} holds more than the rights of its source allow");
        assert!(!path.contains("hidden"), "{path} is published");
    }
}

#[test]
fn the_same_inputs_give_the_same_bytes_wherever_and_whenever() {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/quay");
    let work = tempfile::tempdir().unwrap();
    // Another path, another order of creation, other times of files.
    let copy = work.path().join("a longer path/ünïcode/site");
    let mut all: Vec<_> = files(&site).into_iter().collect();
    all.reverse();
    write(&copy, &all.into_iter().collect());

    build(&site, &work.path().join("one"), &[("TZ", "UTC"), ("LC_ALL", "C"), ("THREADS", "1")]);
    let other = [
        ("TZ", "Pacific/Kiritimati"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("THREADS", "4"),
        ("SOURCE_DATE_EPOCH", "1900000000"),
    ];
    build(&copy, &work.path().join("two"), &other);
    let (one, two) = (files(&work.path().join("one")), files(&work.path().join("two")));
    compare(&one, &two, &site);

    // Once more over itself: nothing differs, and what is withdrawn stays withdrawn.
    build(&site, &work.path().join("one"), &[("THREADS", "3")]);
    compare(&one, &files(&work.path().join("one")), &site);
    for (path, bytes) in &one {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("must not be published"), "{path} holds withdrawn words");
        assert!(
            !text.contains("공사는 내년 가을까지 이어진다") || !path.ends_with(".xml"),
            "{path} holds more than its rights allow"
        );
    }
}

#[test]
fn under_another_base_only_what_must_be_absolute_differs() {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/quay");
    let work = tempfile::tempdir().unwrap();
    build(&site, &work.path().join("one"), &[]);
    build(&site, &work.path().join("two"), &[("BASE", "https://elsewhere.example/")]);
    let (one, two) = (files(&work.path().join("one")), files(&work.path().join("two")));
    for (path, bytes) in &one {
        let moved = String::from_utf8_lossy(bytes).replace("https://quay.example/read/", "https://elsewhere.example/");
        let moved = if path == "404.html" { moved.replace("\"/read/", "\"/") } else { moved };
        let is_list = path == ".postil-files";
        assert!(is_list || moved == String::from_utf8_lossy(&two[path]), "{path} differs in more than its addresses");
    }
}

fn build(site: &Path, out: &Path, circumstances: &[(&str, &str)]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
    command.arg("--root").arg(site).arg("build").arg("--out").arg(out);
    command.env_remove("SOURCE_DATE_EPOCH");
    for (name, value) in circumstances {
        match *name {
            "THREADS" => command.args(["--threads", value]),
            "BASE" => command.args(["--base-url", value]),
            name => command.env(name, value),
        };
    }
    if !circumstances.iter().any(|(name, _)| *name == "SOURCE_DATE_EPOCH") {
        command.args(["--today", "2026-11-24"]);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn files(folder: &Path) -> Files {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = all.filter(|entry| entry.file_type().is_file());
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
        (path, std::fs::read(entry.path()).unwrap())
    };
    files.map(read).collect()
}

fn write(folder: &Path, files: &Files) {
    let _ = std::fs::remove_dir_all(folder);
    for (path, bytes) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

/// The set of paths first, then the first line that differs of each file.
fn compare(expected: &Files, made: &Files, site: &Path) {
    let paths = |files: &Files| files.keys().cloned().collect::<Vec<_>>().join("\n");
    assert_eq!(paths(expected), paths(made), "{}: other files", site.display());
    let mut differences = Vec::new();
    for (path, bytes) in expected {
        if bytes == &made[path] {
            continue;
        }
        let (old, new) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&made[path]));
        let at = old.lines().zip(new.lines()).position(|(old, new)| old != new);
        let line = |text: &str| at.and_then(|at| text.lines().nth(at)).unwrap_or("").to_owned();
        differences.push(format!("{path}:{}:\n- {}\n+ {}", at.unwrap_or(0) + 1, line(&old), line(&new)));
    }
    assert!(differences.is_empty(), "{}: BLESS=1 if this is right:\n{}", site.display(), differences.join("\n"));
}
