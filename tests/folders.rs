//! `check --sources` on folders of other tools: what it says of them is kept in `tests/folders/*.txt`, and
//! `BLESS=1 cargo test --test folders` writes it anew.

#![expect(clippy::disallowed_methods, reason = "the folders are on disk")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const FOLDERS: [(&str, &str); 4] =
    [("quarto", "sources"), ("zola", "sources"), ("obsidian", "Literature"), ("plain", "sources")];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/folders").join(name)
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
    command.arg("check").args(arguments).current_dir(folder).env_remove("GITHUB_WORKSPACE");
    command.output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it prints text")
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("it can be listed"));
    let files = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    files.map(|path| (path.clone(), fs::read(path).expect("it can be read"))).collect()
}

#[test]
fn each_folder_is_told_what_is_wrong_with_its_quotations_and_nothing_else() {
    for (name, sources) in FOLDERS {
        let before = files(&folder(name));
        let ran = check(&folder(name), &["--sources", sources, ".", "--format", "short"]);
        assert_eq!(text(&ran.stderr), "");
        let human = text(&check(&folder(name), &["--sources", sources, "."]).stdout);
        let last = human.lines().last().unwrap_or_default();
        let (counted, _) = last.rsplit_once(", ").unwrap_or((last, ""));
        let said = format!("{}exit {}: {counted}\n", text(&ran.stdout), ran.status.code().unwrap_or(-1));
        let path = folder(&format!("{name}.txt"));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &said).expect("it can be written");
        }
        assert_eq!(said, fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n"), "{name}");
        assert_eq!(files(&folder(name)), before, "{name}: nothing is written");
    }
}

#[test]
fn files_are_named_from_where_one_stands_or_from_what_holds_them_all() {
    let said = |folder: &Path, arguments: &[&str]| {
        let out = text(&check(folder, arguments).stdout);
        out.lines().next().unwrap_or_default().split(": ").next().unwrap_or_default().to_owned()
    };
    let plain = folder("plain");
    assert_eq!(said(&plain, &["--format", "short", "--sources", "sources", "essay.md"]), "essay.md:4:1");
    assert_eq!(said(&plain, &["--format", "short", "--sources", "./sources/", "../plain/essay.md"]), "essay.md:4:1");
    let full = plain.join("essay.md");
    let given = ["--format", "short", "--sources", "../sources", full.to_str().expect("a plain path")];
    assert_eq!(said(&plain.join("sources"), &given), "essay.md:4:1");
}

#[test]
fn wrong_usage_is_said_with_its_cure() {
    let plain = folder("plain");
    for (arguments, message) in [
        (&["--sources", "sources"][..], "error: the following required arguments were not provided:"),
        (&["--sources", "nowhere", "essay.md"], "error: there is no folder `nowhere`"),
        (
            &["--sources", "essay.md", "essay.md"],
            "error: `essay.md` is a file, and `--sources` names a folder of texts",
        ),
        (&["--sources", "sources", "nothing.md"], "error: there is no file or folder `nothing.md`"),
        (&["--sources", "sources", "sources"], "error: there is no Markdown in `sources`"),
        (&["essay.md"], "error: the following required arguments were not provided:"),
        (
            &["--sources", "sources", "essay.md", "--drafts"],
            "error: the argument '--sources <DIR>' cannot be used with '--drafts'",
        ),
        (
            &["--sources", "sources", "essay.md", "--language", "English!"],
            "error: invalid value 'English!' for '--language <TAG>'",
        ),
        (
            &["--root", ".", "--sources", "sources", "essay.md"],
            "error: `--root` names a site, and `--sources` checks files that belong to none",
        ),
    ] {
        let ran = check(&plain, arguments);
        assert_eq!(ran.status.code(), Some(2), "{arguments:?}");
        let said = text(&ran.stderr);
        assert!(said.starts_with(message), "{arguments:?}: {said}");
    }
    let empty = tempfile::tempdir().expect("a folder can be made");
    fs::write(empty.path().join("a.md"), "a").expect("it can be written");
    fs::create_dir(empty.path().join("sources")).expect("it can be made");
    let ran = check(empty.path(), &["--sources", "sources", "a.md"]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(text(&ran.stderr).starts_with("error: there is no source in `sources`: no file `.md` or `.txt`"));
}

#[test]
fn warnings_are_errors_when_strict() {
    let zola = folder("quarto");
    let arguments = ["--sources", "sources", "chapters", "--format", "json"];
    let ran = check(&zola, &arguments);
    let found: serde_json::Value = serde_json::from_slice(&ran.stdout).expect("one object");
    assert_eq!(found["format"], 1);
    assert_eq!(ran.status.code(), Some(1));
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::create_dir(folder.path().join("s")).expect("it can be made");
    fs::write(folder.path().join("s/a.txt"), "One two three four.").expect("it can be written");
    fs::write(folder.path().join("n.md"), "\"One two three\" [@a] and \"so on\" [@b, ¶1].").expect("it can be written");
    assert_eq!(check(folder.path(), &["--sources", "s", "n.md"]).status.code(), Some(0));
    assert_eq!(check(folder.path(), &["--sources", "s", "n.md", "--strict"]).status.code(), Some(1));
}

/// Links out of a folder are not followed, and what is no text is said.
#[test]
fn nothing_outside_is_read() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let root = folder.path();
    fs::create_dir(root.join("s")).expect("it can be made");
    fs::write(root.join("s/a.txt"), "One two three four.").expect("it can be written");
    fs::write(root.join("s/b.txt"), [b'a', 0xff, b'b']).expect("it can be written");
    fs::write(root.join("secret.txt"), "Five six seven eight.").expect("it can be written");
    fs::write(root.join("n.md"), "\"Five six seven\" [@c, ¶1] \"One two three\" [@a] \"One two three\" [@b]")
        .expect("it can be written");
    #[cfg(unix)]
    std::os::unix::fs::symlink(root.join("secret.txt"), root.join("s/c.txt")).expect("it can be made");
    let ran = check(root, &["--sources", "s", "n.md", "--format", "short"]);
    assert_eq!(
        text(&ran.stdout),
        "n.md:1:19: warning[source-unknown]: `c` is not among the sources, so what is quoted from it here is not verified\n\
         s/b.txt:1:2: error[encoding-invalid]: the file is not UTF-8: byte 0xFF is no character here\n"
    );
}
