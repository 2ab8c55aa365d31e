//! What happens between machines: the CI files that `init` writes are run step by step, as their runners would; and what
//! version control leaves in files is named as such.

mod program;

use program::{PROGRAM, Site};
use serde_yaml::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The commands of a list, in order; lists in it are written out, as GitLab does.
fn lines(list: &Value) -> Vec<String> {
    match list {
        Value::String(line) => vec![line.clone()],
        Value::Sequence(items) => items.iter().flat_map(lines).collect(),
        _ => Vec::new(),
    }
}

/// The steps of a workflow that run commands, but for the one that installs the program.
fn steps(workflow: &Value) -> Vec<String> {
    let steps = workflow["jobs"]["build"]["steps"].as_sequence().unwrap().iter();
    let is_installing = |step: &Value| step["if"].as_str().is_some_and(|when| when.contains("cache-hit"));
    steps.filter(|step| !is_installing(step)).flat_map(|step| lines(&step["run"])).collect()
}

fn read(site: &Site, path: &str) -> Value {
    serde_yaml::from_str(&site.read(path)).unwrap()
}

/// Runs a step in a shell, in a clean checkout with nothing but the program installed.
fn run(folder: &Path, home: &Path, step: &str) {
    let path = format!("{}/.cargo/bin:{}", home.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    shell.args(["-e", "-c", step]).current_dir(folder).env("HOME", home).env("PATH", path);
    shell.env("POSTIL", env!("CARGO_PKG_VERSION")).env("CARGO_HOME", home.join(".cargo"));
    shell.env("TOKEN", "t").env("GITHUB_SHA", "abc").env("REPOSITORY", home.join("pages.git"));
    let ran = shell.env_remove("SOURCE_DATE_EPOCH").output().unwrap();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(ran.status.success(), "{step}: {}{}", said(&ran.stdout), said(&ran.stderr));
}

#[test]
#[cfg(unix)]
fn each_step_of_the_files_for_forges_runs_in_a_clean_checkout() {
    let site = Site::new();
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join(".cargo/bin")).unwrap();
    std::os::unix::fs::symlink(PROGRAM, home.path().join(".cargo/bin/postil")).unwrap();
    run(home.path(), home.path(), "git init -q --bare pages.git");
    let github = steps(&read(&site, ".github/workflows/postil.yml"));
    let forgejo = steps(&read(&site, ".forgejo/workflows/postil.yml"));
    let gitlab = read(&site, ".gitlab-ci.yml");
    let check = lines(&gitlab["check"]["script"]).join("\n");
    let pages = lines(&gitlab["pages"]["script"]).join("\n");
    assert!(
        github.len() == 2 && forgejo.len() == 3 && check.contains("postil check") && pages.contains("postil build")
    );
    for steps in [github, forgejo, vec![check], vec![pages]] {
        let _ = fs::remove_dir_all(site.root().join("public"));
        let _ = fs::remove_dir_all(site.root().join(".postil"));
        for step in &steps {
            run(&site.root(), home.path(), step);
        }
        assert!(steps.iter().all(|step| !step.contains("build")) || site.root().join("public/index.html").is_file());
    }
    run(home.path(), home.path(), "test -n \"$(git -C pages.git rev-parse pages)\"");
    // What was made a repository of its own stays one: the next build carries it over.
    run(&site.root(), home.path(), "cd public && git init -q && cd .. && postil build && test -d public/.git");
}

#[test]
fn marks_of_a_merge_are_named_once_in_each_file_and_nothing_else_is() {
    let site = Site::new();
    let before = site.run(&["check", "--format", "short"]);
    assert_eq!(before.code, 0, "{}", before.out);
    let marked = |text: &str| {
        let (first, rest) = text.split_at(text.find('\n').unwrap() + 1);
        format!("{first}<<<<<<< HEAD\n{rest}=======\n{rest}>>>>>>> theirs\n")
    };
    let files = site.files("content");
    let commentary = files.keys().find(|path| path.starts_with("commentary/")).unwrap();
    for path in ["site.toml".to_owned(), "content/publications.yaml".to_owned(), format!("content/{commentary}")] {
        let text = site.read(&path);
        site.put(&path, &marked(&text));
        let ran = site.run(&["check", "--format", "short"]);
        let said: Vec<&str> = ran.out.lines().filter(|line| line.contains(": error[")).collect();
        assert_eq!((ran.code, said.len()), (1, 1), "{path}: {}", ran.out);
        assert!(said[0].starts_with(&format!("{path}:2:1: error[merge-conflict]")), "{path}: {}", ran.out);
        site.put(&path, &text);
    }
}
