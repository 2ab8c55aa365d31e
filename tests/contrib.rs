//! What `contrib/` and `.pre-commit-hooks.yaml` offer to other programs, tried by running what those programs run.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "the files are run in folders on disk")]

use serde_yaml::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PROGRAM: &str = env!("CARGO_BIN_EXE_postil");

fn read(path: &str) -> Value {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the file is there");
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str()
}

/// A path with the program on it, and nothing of Cargo.
fn path() -> String {
    let folder = Path::new(PROGRAM).parent().expect("the program lies in a folder");
    format!("{}:/usr/local/bin:/usr/bin:/bin", folder.display())
}

fn write(root: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
}

fn site(root: &Path) {
    let ran = Command::new(PROGRAM).args(["init", "."]).current_dir(root).output().expect("the program runs");
    assert!(ran.status.success());
}

const RIGHT: &str = "\"The lock opens at six\" [@harrow, ¶1].\n";
const WRONG: &str = "\"The lock opens at seven\" [@harrow, ¶1].\n";
const UNKNOWN: &str = "\"The lock opens at seven\" [@jansen].\n";

/// What a run of the action left.
struct Ran {
    code: i32,
    out: String,
    err: String,
    summary: String,
}

/// Runs the steps of the action as GitHub does: each `run` by bash in the workspace, with the inputs in its environment.
fn act(workspace: &Path, given: &[(&str, &str)]) -> Ran {
    let action = read("contrib/github-action/action.yml");
    let inputs = action["inputs"].as_mapping().expect("it has inputs");
    let mut values: BTreeMap<&str, &str> = inputs
        .iter()
        .map(|(name, input)| (name.as_str().expect("a name"), text(input, "default").expect("a default")))
        .collect();
    for (name, value) in given {
        assert!(values.insert(name, value).is_some(), "there is no input `{name}`");
    }
    let summary = workspace.parent().expect("it lies in a folder").join("summary.md");
    let mut ran = Ran { code: 0, out: String::new(), err: String::new(), summary: String::new() };
    assert_eq!(text(&action["runs"], "using"), Some("composite"));
    for step in action["runs"]["steps"].as_sequence().expect("it has steps") {
        let script = text(step, "run").expect("each step runs something");
        assert_eq!(text(step, "shell"), Some("bash"));
        assert!(!script.contains("${{"), "inputs reach a script through its environment alone");
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]).current_dir(workspace).env_clear();
        command.env("PATH", path()).env("GITHUB_WORKSPACE", workspace).env("GITHUB_STEP_SUMMARY", &summary);
        for (name, value) in step["env"].as_mapping().into_iter().flatten() {
            let value = value.as_str().expect("text");
            let input = value.strip_prefix("${{ inputs.").and_then(|rest| rest.strip_suffix(" }}"));
            command.env(name.as_str().expect("a name"), values[input.expect("an input")]);
        }
        let output = command.output().expect("there is a bash");
        ran.err.push_str(&String::from_utf8_lossy(&output.stderr));
        ran.out.push_str(&String::from_utf8_lossy(&output.stdout));
        ran.code = output.status.code().unwrap_or(-1);
        if ran.code != 0 {
            break;
        }
    }
    ran.summary = fs::read_to_string(&summary).unwrap_or_default();
    ran
}

fn workspace() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let root = folder.path().canonicalize().expect("it is there").join("repository");
    fs::create_dir(&root).expect("it can be made");
    (folder, root)
}

#[test]
fn the_action_checks_a_site() {
    let (_folder, root) = workspace();
    site(&root);
    let ran = act(&root, &[]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    assert!(ran.summary.starts_with("<!-- postil check -->\n**postil:** nothing is wrong, "), "{}", ran.summary);
    let (_folder, root) = workspace();
    fs::create_dir(root.join("my digest")).expect("it can be made");
    site(&root.join("my digest"));
    write(
        &root,
        &[(
            "my digest/content/commentary/x.md",
            "---\ntitle: X\ndate: 2026-01-15\n---\n\n\"never so\" [@nobody, ¶1]\n",
        )],
    );
    let ran = act(&root, &[("root", "my digest")]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.starts_with("::error file=my digest/content/commentary/x.md,line=6,"), "{}", ran.out);
}

#[test]
fn the_action_checks_any_markdown() {
    let (_folder, root) = workspace();
    write(
        &root,
        &[
            ("texts/harrow.txt", "The lock opens at six.\n"),
            ("a b.md", RIGHT),
            ("notes/$(touch x).md", WRONG),
            ("notes/c.md", UNKNOWN),
        ],
    );
    let ran = act(&root, &[("sources", "texts"), ("files", "a b.md\n"), ("sarif", "log.sarif"), ("strict", "true")]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    let log: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(root.join("log.sarif")).expect("it is written")).expect("one object");
    assert_eq!(log["version"], "2.1.0");
    let ran = act(&root, &[("sources", "texts"), ("files", "notes\na b.md")]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("::error file=notes/$(touch x).md,line=1,endLine=1,col=20,"), "{}", ran.out);
    assert!(
        ran.summary.contains("`notes/$(touch x).md:1` **error**: the quotation has `seven` where the source has `six`")
    );
    assert_eq!(act(&root, &[("sources", "texts"), ("files", "notes/c.md")]).code, 0);
    assert_eq!(act(&root, &[("sources", "texts"), ("files", "notes/c.md"), ("strict", "true")]).code, 1);
    let ran = act(&root, &[("sources", "texts; touch x"), ("files", "$(touch x)")]);
    assert_eq!((ran.code, ran.err.as_str()), (2, "error: there is no folder `texts; touch x`\n"));
    assert_eq!(act(&root, &[("sources", "texts"), ("files", "--help")]).code, 2);
    assert!(!root.join("x").exists());
}

/// A hook with the configuration of a repository laid over it, run on some files as pre-commit does: entry, args, files.
fn hook(root: &Path, id: &str, staged: &[&str]) -> Option<i32> {
    let hooks = read(".pre-commit-hooks.yaml");
    let hooks = hooks.as_sequence().expect("a list");
    let hook = hooks.iter().find(|hook| text(hook, "id") == Some(id)).expect("the hook is there");
    let config = read("contrib/pre-commit/.pre-commit-config.yaml");
    let configured = config["repos"][0]["hooks"].as_sequence().expect("a list");
    let own = configured.iter().find(|hook| text(hook, "id") == Some(id)).expect("it is configured");
    let fits = |pattern: &str, file: &str| regex::Regex::new(pattern).expect("a pattern").is_match(file);
    let wanted = |file: &&&str| {
        let is_wanted = text(hook, "files").is_none_or(|pattern| fits(pattern, file));
        is_wanted && !text(own, "exclude").is_some_and(|pattern| fits(pattern, file))
    };
    let files: Vec<&str> = staged.iter().filter(wanted).copied().collect();
    if files.is_empty() {
        return None;
    }
    let mut command = Command::new("/usr/bin/env");
    command.args(text(hook, "entry").expect("an entry").split(' ')).current_dir(root).env("PATH", path());
    command.env_remove("GITHUB_WORKSPACE");
    command.args(own["args"].as_sequence().into_iter().flatten().filter_map(Value::as_str));
    if hook["pass_filenames"].as_bool() != Some(false) {
        command.args(&files);
    }
    command.output().expect("it runs").status.code()
}

#[test]
fn the_hooks_hold_back_what_misquotes() {
    let (_folder, root) = workspace();
    site(&root);
    assert_eq!(hook(&root, "postil", &["content/commentary/a.md"]), Some(0));
    assert_eq!(hook(&root, "postil", &["README.md", "sources/a.md"]), None);
    write(
        &root,
        &[("content/commentary/x.md", "---\ntitle: X\ndate: 2026-01-15\n---\n\n\"never so\" [@nobody, ¶1]\n")],
    );
    assert_eq!(hook(&root, "postil", &["content/commentary/x.md"]), Some(1));
    let (_folder, root) = workspace();
    write(
        &root,
        &[
            ("sources/harrow.txt", "The lock opens at six.\n"),
            ("sources/notes.md", WRONG),
            ("a b.md", RIGHT),
            ("c.qmd", WRONG),
        ],
    );
    assert_eq!(hook(&root, "postil-sources", &["a b.md"]), Some(0));
    assert_eq!(hook(&root, "postil-sources", &["a b.md", "c.qmd"]), Some(1));
    assert_eq!(hook(&root, "postil-sources", &["sources/notes.md", "x.txt"]), None);
}

#[test]
fn every_hook_has_what_pre_commit_needs() {
    for hook in read(".pre-commit-hooks.yaml").as_sequence().expect("a list") {
        for key in ["id", "name", "description", "entry", "language", "files"] {
            assert!(text(hook, key).is_some_and(|value| !value.is_empty()), "{key} of {hook:?}");
        }
        let known = ["id", "name", "description", "entry", "language", "files", "pass_filenames", "require_serial"];
        let keys = hook.as_mapping().expect("a map").keys().filter_map(Value::as_str);
        keys.for_each(|key| assert!(known.contains(&key), "{key}"));
    }
}
