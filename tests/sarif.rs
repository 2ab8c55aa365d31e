//! `check --format sarif` against what SARIF 2.1.0 demands of the parts we write: every key is known and of its type, what is
//! required is there, and what points at something points at something that is there.

#![expect(clippy::disallowed_methods, reason = "the program runs on folders")]

use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// What a value must be.
enum Is {
    Text,
    /// A relative reference without what RFC 3986 forbids in one.
    Address,
    Level,
    /// A whole number from here on.
    From(u64),
    Any,
    Object(&'static str),
    List(&'static str),
}

/// Keys: whether each is required, and what it is.
type Keys = &'static [(&'static str, bool, Is)];

/// Kinds of objects: their keys, whether each is required, and what it is. Names are those of the standard.
const KINDS: &[(&str, Keys)] = &[
    ("sarifLog", &[("$schema", false, Is::Text), ("version", true, Is::Text), ("runs", true, Is::List("run"))]),
    (
        "run",
        &[
            ("tool", true, Is::Object("tool")),
            ("columnKind", false, Is::Text),
            ("results", false, Is::List("result")),
            ("properties", false, Is::Any),
        ],
    ),
    ("tool", &[("driver", true, Is::Object("toolComponent"))]),
    (
        "toolComponent",
        &[
            ("name", true, Is::Text),
            ("fullName", false, Is::Text),
            ("semanticVersion", false, Is::Text),
            ("rules", false, Is::List("reportingDescriptor")),
        ],
    ),
    (
        "reportingDescriptor",
        &[
            ("id", true, Is::Text),
            ("shortDescription", false, Is::Object("message")),
            ("fullDescription", false, Is::Object("message")),
            ("help", false, Is::Object("message")),
            ("defaultConfiguration", false, Is::Object("reportingConfiguration")),
        ],
    ),
    ("reportingConfiguration", &[("level", false, Is::Level)]),
    ("message", &[("text", true, Is::Text)]),
    (
        "result",
        &[
            ("ruleId", false, Is::Text),
            ("ruleIndex", false, Is::From(0)),
            ("level", false, Is::Level),
            ("message", true, Is::Object("message")),
            ("locations", false, Is::List("location")),
            ("relatedLocations", false, Is::List("location")),
            ("fixes", false, Is::List("fix")),
        ],
    ),
    (
        "location",
        &[
            ("id", false, Is::From(0)),
            ("physicalLocation", false, Is::Object("physicalLocation")),
            ("message", false, Is::Object("message")),
        ],
    ),
    (
        "physicalLocation",
        &[("artifactLocation", true, Is::Object("artifactLocation")), ("region", false, Is::Object("region"))],
    ),
    ("artifactLocation", &[("uri", false, Is::Address), ("uriBaseId", false, Is::Text)]),
    (
        "region",
        &[
            ("startLine", false, Is::From(1)),
            ("startColumn", false, Is::From(1)),
            ("endLine", false, Is::From(1)),
            ("endColumn", false, Is::From(1)),
        ],
    ),
    ("fix", &[("description", false, Is::Object("message")), ("artifactChanges", true, Is::List("artifactChange"))]),
    (
        "artifactChange",
        &[("artifactLocation", true, Is::Object("artifactLocation")), ("replacements", true, Is::List("replacement"))],
    ),
    (
        "replacement",
        &[("deletedRegion", true, Is::Object("region")), ("insertedContent", false, Is::Object("message"))],
    ),
];

fn demand(value: &Value, kind: &str, at: &str, faults: &mut Vec<String>) {
    let (_, keys) = KINDS.iter().find(|(name, _)| *name == kind).unwrap_or_else(|| panic!("no kind {kind}"));
    let Some(object) = value.as_object() else { return faults.push(format!("{at}: no object")) };
    for key in object.keys().filter(|key| !keys.iter().any(|(name, ..)| name == key)) {
        faults.push(format!("{at}: `{key}` is no key of `{kind}`"));
    }
    for (name, required, is) in *keys {
        let at = format!("{at}/{name}");
        let Some(value) = object.get(*name) else {
            if *required {
                faults.push(format!("{at} is missing"));
            }
            continue;
        };
        let text = value.as_str();
        let sound = match is {
            Is::Any => true,
            Is::Text => text.is_some_and(|text| !text.is_empty()) || (kind == "message" && text.is_some()),
            Is::Address => text.is_some_and(is_address),
            Is::Level => matches!(text, Some("none" | "note" | "warning" | "error")),
            Is::From(least) => value.as_u64().is_some_and(|number| number >= *least),
            Is::Object(kind) => {
                demand(value, kind, &at, faults);
                true
            }
            Is::List(kind) => {
                let list = value.as_array();
                list.into_iter()
                    .flatten()
                    .zip(0..)
                    .for_each(|(item, index)| demand(item, kind, &format!("{at}/{index}"), faults));
                list.is_some()
            }
        };
        if !sound {
            faults.push(format!("{at} is `{value}`"));
        }
    }
}

fn is_address(text: &str) -> bool {
    let is_legal = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/%!$&'()*+,;=@".contains(&byte);
    !text.is_empty() && !text.starts_with('/') && text.bytes().all(is_legal)
}

/// What the shape alone does not say.
fn demand_sense(log: &Value, faults: &mut Vec<String>) {
    if log["version"] != "2.1.0" || log["runs"][0]["columnKind"] != "unicodeCodePoints" {
        faults.push("the version or the kind of columns".to_owned());
    }
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("there are rules");
    let mut ids: Vec<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    ids.dedup();
    if ids.len() != rules.len() {
        faults.push("a rule stands twice".to_owned());
    }
    for result in run["results"].as_array().into_iter().flatten() {
        let index = result["ruleIndex"].as_u64().expect("it has an index") as usize;
        if rules.get(index).map(|rule| &rule["id"]) != Some(&result["ruleId"]) {
            faults.push(format!("rule {index} is not `{}`", result["ruleId"]));
        }
        if result["locations"].as_array().is_none_or(|list| list.len() != 1) {
            faults.push("a result has one place".to_owned());
        }
    }
    regions(log, &mut |region| {
        let place = |line: &str, column: &str| (region[line].as_u64(), region[column].as_u64());
        if place("startLine", "startColumn") > place("endLine", "endColumn") {
            faults.push(format!("a region runs backwards: {region}"));
        }
    });
}

fn regions(value: &Value, found: &mut dyn FnMut(&Value)) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                if key == "region" || key == "deletedRegion" {
                    found(value);
                }
                regions(value, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| regions(value, found)),
        _ => {}
    }
}

fn log(folder: &Path, workspace: Option<&Path>) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
    command
        .args(["check", "--sources", "s", "n", "--format", "sarif"])
        .current_dir(folder)
        .env_remove("GITHUB_WORKSPACE");
    if let Some(workspace) = workspace {
        command.env("GITHUB_WORKSPACE", workspace);
    }
    let ran = command.output().expect("the program runs");
    assert_eq!(String::from_utf8_lossy(&ran.stderr), "");
    serde_json::from_slice(&ran.stdout).expect("one object")
}

fn write(root: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("it can be made");
        std::fs::write(path, text).expect("it can be written");
    }
}

#[test]
fn a_log_is_what_the_standard_asks_for() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let root = folder.path().join("notes");
    write(
        &root,
        &[
            ("s/kim.txt", "나루터는 여섯 시에 문을 열었다.\n\nThe lock opens at six.\n\nThe lock opens at six."),
            ("s/kim2.txt", "It is never opened on a Sunday."),
            ("s/Bad name.md", "x"),
            (
                "n/한국 #1 [a]:b.md",
                "👩‍👩‍👧 \"일곱 시에 문을 열었다\" [@kim, ¶1], \"The lock opens\" [@kim], \"The lock opens at six\" [@kim, ¶1].\n\n> The lock opens\n> at seven\n>\n> — [@kim]\n\n\"never opened\" [@kim2] [@kim, ¶3](x)",
            ),
        ],
    );
    let found = log(&root, None);
    let mut faults = Vec::new();
    demand(&found, "sarifLog", "", &mut faults);
    demand_sense(&found, &mut faults);
    assert!(faults.is_empty(), "{}\n{found:#}", faults.join("\n"));
    let results = found["runs"][0]["results"].as_array().expect("there are results");
    let of = |rule: &str| {
        results.iter().find(|result| result["ruleId"] == rule).unwrap_or_else(|| panic!("{rule}: {found:#}"))
    };
    let altered = of("quotation-altered");
    let place = &altered["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "n/%ED%95%9C%EA%B5%AD%20%231%20%5Ba%5D%3Ab.md");
    assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    // The family before the quotation mark is five characters, whatever is drawn.
    assert_eq!((place["region"]["startLine"].as_u64(), place["region"]["startColumn"].as_u64()), (Some(1), Some(8)));
    assert_eq!(altered["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"], "s/kim.txt");
    let paragraph = of("quotation-paragraph");
    assert!(
        paragraph["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == "¶2",
        "{paragraph:#}"
    );
    let short = of("quotation-short");
    assert!(!short["fixes"].as_array().expect("it has fixes").is_empty());
    assert!(!found.to_string().contains("]("), "no message is a link");
    let in_repository = log(&root, Some(folder.path()));
    let uri = &in_repository["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert!(uri.as_str().is_some_and(|uri| uri.starts_with("notes/n/")), "{uri}");
}

#[test]
fn nothing_wrong_is_a_log_too() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    write(folder.path(), &[("s/a.txt", "One two three four."), ("n/a.md", "\"One two three\" [@a]")]);
    let found = log(folder.path(), None);
    let mut faults = Vec::new();
    demand(&found, "sarifLog", "", &mut faults);
    demand_sense(&found, &mut faults);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(found["runs"][0]["results"], Value::Array(Vec::new()));
    assert_eq!(found["runs"][0]["properties"]["quotations"]["verbatim"], 1);
}
