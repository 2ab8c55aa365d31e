//! The walls of the house: each wing imports only wings to its left, each room only rooms listed above it.
//!
//! Read from the `use crate::…` and `use super::…` lines of the code, so that nobody has to remember them.

#![expect(clippy::disallowed_methods, reason = "this test reads the code from disk")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Left to right, and what each may import beside itself.
const WINGS: [(&str, &[&str]); 6] = [
    ("base", &[]),
    ("parse", &["base"]),
    ("ingest", &["base", "parse"]),
    ("resolve", &["base", "parse"]),
    ("render", &["base", "parse", "resolve"]),
    ("shell", &["base", "parse", "ingest", "resolve", "render"]),
];

#[test]
fn no_wing_imports_what_stands_right_of_it() {
    let mut crossed = Vec::new();
    for (wing, allowed) in WINGS {
        for (file, line, path) in imports(wing) {
            let Some(other) = path.strip_prefix("crate::").and_then(|rest| rest.split("::").next()) else { continue };
            let other = other.trim_end_matches(';');
            let is_wing = WINGS.iter().any(|(name, _)| *name == other);
            if is_wing && other != wing && !allowed.contains(&other) {
                crossed.push(format!("{}:{line}: {wing} may not import {other}", file.display()));
            }
        }
    }
    assert!(crossed.is_empty(), "walls crossed:\n{}", crossed.join("\n"));
}

#[test]
fn no_room_imports_one_listed_below_it() {
    let mut crossed = Vec::new();
    for (wing, _) in WINGS {
        check_rooms(&source().join(wing), &format!("crate::{wing}"), &mut crossed);
    }
    assert!(crossed.is_empty(), "rooms below imported:\n{}", crossed.join("\n"));
}

/// Checks the rooms of one folder and of the folders in it.
fn check_rooms(folder: &Path, path: &str, crossed: &mut Vec<String>) {
    let Ok(list) = std::fs::read_to_string(folder.join("mod.rs")) else { return };
    let order: Vec<&str> = list.lines().filter_map(module).collect();
    let place: BTreeMap<&str, usize> = order.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    for (at, room) in order.iter().enumerate() {
        let inside = folder.join(room);
        let files = if inside.is_dir() { rust_files(&inside) } else { vec![folder.join(format!("{room}.rs"))] };
        for file in files {
            for (line, imported) in imports_of(&file, folder, path) {
                let Some(name) = imported.strip_prefix(&format!("{path}::")).and_then(|rest| rest.split("::").next())
                else {
                    continue;
                };
                if place.get(name).is_some_and(|other| *other > at) {
                    crossed.push(format!(
                        "{}:{line}: {room} may not import {name}, which is listed below it",
                        file.display()
                    ));
                }
            }
        }
        check_rooms(&inside, &format!("{path}::{room}"), crossed);
    }
}

fn module(line: &str) -> Option<&str> {
    let rest = line.trim().strip_prefix("pub(crate) ").or(line.trim().strip_prefix("pub ")).unwrap_or(line.trim());
    rest.strip_prefix("mod ")?.strip_suffix(';')
}

fn imports(wing: &str) -> Vec<(PathBuf, usize, String)> {
    let files = rust_files(&source().join(wing));
    let all = files.into_iter().flat_map(|file| {
        let lines = imports_of(&file, &source(), "crate");
        lines.into_iter().map(move |(line, path)| (file.clone(), line, path))
    });
    all.collect()
}

/// Every import of a file up to its tests, `super` written out, groups taken apart: line and path. `folder` has the
/// module path `path`.
fn imports_of(file: &Path, folder: &Path, path: &str) -> Vec<(usize, String)> {
    let text = std::fs::read_to_string(file).expect("a file that was listed can be read");
    let code = text.split("#[cfg(test)]").next().unwrap_or("");
    let own = module_path(file, folder, path);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = code[at..].find("use ").map(|start| at + start) {
        let begins_line =
            code[..start].rsplit('\n').next().is_some_and(|before| matches!(before.trim(), "" | "pub" | "pub(crate)"));
        let Some(end) = code[start..].find(';').map(|end| start + end) else { break };
        at = end;
        if begins_line {
            let line = code[..start].matches('\n').count() + 1;
            let import: String = code[start + 4..end].split_whitespace().collect::<Vec<_>>().join(" ");
            found.extend(flattened(&import).into_iter().map(|path| (line, absolute(&path, &own))));
        }
    }
    found.extend(written_out(code));
    found
}

/// Paths written out in the code: `crate::parse::source::Rights`. Comments are left out.
fn written_out(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (line, number) in code.lines().zip(1..) {
        if line.trim_start().starts_with("//") {
            continue;
        }
        for (at, _) in line.match_indices("crate::") {
            let path =
                line[at..].split(|character: char| !character.is_alphanumeric() && !matches!(character, '_' | ':'));
            found.extend(path.take(1).map(|path| (number, path.to_owned())));
        }
    }
    found
}

/// `crate::parse::source` for `src/parse/source.rs`, and for `src/parse/source/mod.rs`.
fn module_path(file: &Path, folder: &Path, path: &str) -> Vec<String> {
    let rest = file.strip_prefix(folder).expect("files are listed below their folder").with_extension("");
    let mut parts: Vec<String> = path.split("::").map(str::to_owned).collect();
    parts.extend(rest.iter().map(|part| part.to_string_lossy().into_owned()));
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

fn absolute(path: &str, own: &[String]) -> String {
    let mut base = own.to_vec();
    let mut rest = path;
    let mut is_relative = false;
    while let Some(after) = rest.strip_prefix("super::") {
        base.pop();
        rest = after;
        is_relative = true;
    }
    match rest.strip_prefix("self::") {
        Some(after) => format!("{}::{after}", base.join("::")),
        None if is_relative => format!("{}::{rest}", base.join("::")),
        None => rest.to_owned(),
    }
}

/// `a::{b, c::{d, e}}` is `a::b`, `a::c::d`, `a::c::e`.
fn flattened(import: &str) -> Vec<String> {
    let Some(open) = import.find('{') else {
        return vec![import.split(" as ").next().unwrap_or(import).trim().to_owned()];
    };
    let (before, inside) = (&import[..open], import[open + 1..].trim_end().trim_end_matches('}'));
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, character) in import[open + 1..].char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&import[open + 1 + start..open + 1 + at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&import[open + 1 + start..open + 1 + at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    if parts.is_empty() {
        parts.push(inside);
    }
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    parts.flat_map(|part| flattened(&format!("{}{part}", before.trim()))).collect()
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    files
        .map(|entry| entry.into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

#[test]
fn the_reader_of_imports_sees_through_groups_and_super() {
    assert_eq!(flattened("crate::a::{b, c::{d, e as f}}"), ["crate::a::b", "crate::a::c::d", "crate::a::c::e"]);
    let own: Vec<String> = ["crate", "parse", "source"].map(str::to_owned).to_vec();
    assert_eq!(absolute("super::ids::Key", &own), "crate::parse::ids::Key");
    assert_eq!(absolute("std::fmt", &own), "std::fmt");
}
