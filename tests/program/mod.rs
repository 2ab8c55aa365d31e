//! A site on the disk and the program to run on it.

#![allow(dead_code, reason = "each file of tests takes what it needs")]

pub mod paper;
pub mod server;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// The program that was built.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_postil");

/// A site in a folder of its own, made by `init`.
pub struct Site {
    pub folder: tempfile::TempDir,
}

/// How a run ended, and what it said.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

pub fn run_in(folder: &Path, arguments: &[&str]) -> Ran {
    let output = command(folder, arguments).stdin(Stdio::null()).output().unwrap();
    ran(&output)
}

pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).current_dir(folder).env_remove("SOURCE_DATE_EPOCH").env_remove("GITHUB_WORKSPACE");
    command
}

/// The most memory at once that a program has taken when it ends, in bytes; zero where no system tells.
pub fn most_memory(child: &mut Child) -> usize {
    let status = format!("/proc/{}/status", child.id());
    // It never gets less while the program runs.
    let so_far = || -> Option<usize> {
        let text = fs::read_to_string(&status).ok()?;
        let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
        let kib: usize = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kib << 10)
    };
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        most = most.max(so_far().unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    }
    most
}

pub fn ran(output: &Output) -> Ran {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let ran = Ran { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) };
    assert!(!ran.err.contains("postil itself failed"), "{}", ran.err);
    ran
}

impl Site {
    pub fn new() -> Site {
        let folder = tempfile::tempdir().unwrap();
        let ran = run_in(folder.path(), &["init", "digest"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        Site { folder }
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("digest")
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        run_in(&self.root(), arguments)
    }

    pub fn put(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    pub fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        files(&self.root().join(folder))
    }
}

pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    files.map(|entry| (name(entry.path()), fs::read(entry.path()).unwrap())).collect()
}
