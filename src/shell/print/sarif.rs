//! Diagnostics as a SARIF 2.1.0 log, which code scanning of forges and editors reads.

use super::Found;
use super::github::repository_prefix;
use super::machine::Counts;
use crate::base::diagnostic::{Code, Diagnostic, Fix, Place, Severity};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;
use std::collections::BTreeMap;

/// One object. Columns count characters; `end` is after the last one, as SARIF has it too.
pub fn print(found: &Found) -> String {
    let used: BTreeMap<&str, &Code> = found.diagnostics.iter().map(|found| (found.code.name, found.code)).collect();
    let index: BTreeMap<&str, usize> = used.keys().copied().zip(0..).collect();
    let prefix = repository_prefix(found.root);
    let driver = Driver {
        name: "postil",
        full_name: "postil: checks quotations against the stored texts of their sources",
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: used.values().map(|code| Rule::of(code)).collect(),
    };
    let results = found.diagnostics.iter().map(|found| Finding::of(found, index[found.code.name], &prefix));
    let run = Run {
        tool: Tool { driver },
        column_kind: "unicodeCodePoints",
        results: results.collect(),
        properties: Counts::of(found),
    };
    let log = Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
    serde_json::to_string_pretty(&log).expect("a struct of texts and numbers is JSON")
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'a str,
    results: Vec<Finding<'a>>,
    properties: Counts,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'a str,
    full_name: &'a str,
    semantic_version: &'a str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    short_description: Message,
    full_description: Message,
    help: Message,
    default_configuration: Level<'a>,
}

#[derive(Serialize)]
struct Level<'a> {
    level: &'a str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'a str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Change>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    description: Message,
    artifact_changes: [FileChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FileChange {
    artifact_location: Artifact,
    replacements: [Replacement; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Message,
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

impl Message {
    /// A message of a viewer, in which `[words](address)` would become a link.
    fn plain(text: &str) -> Message {
        Message { text: text.replace("](", "] (") }
    }
}

impl<'a> Rule<'a> {
    fn of(code: &Code) -> Rule<'static> {
        let Code { name, severity, summary, why, cure, .. } = code;
        Rule {
            id: name,
            short_description: Message::plain(summary),
            full_description: Message::plain(&format!("{summary} {why}")),
            help: Message::plain(cure),
            default_configuration: Level { level: level(*severity) },
        }
    }
}

impl<'a> Finding<'a> {
    fn of(found: &'a Diagnostic, rule_index: usize, prefix: &str) -> Finding<'a> {
        let text = match &found.help {
            Some(help) => format!("{}\n{help}", found.message),
            None => found.message.clone(),
        };
        let related = found.related.iter().zip(1..).map(|((place, words), id)| Location {
            id: Some(id),
            physical_location: Physical::of(place, prefix),
            message: Some(Message::plain(words)),
        });
        Finding {
            rule_id: found.code.name,
            rule_index,
            level: level(found.severity),
            message: Message::plain(&text),
            locations: [Location { id: None, physical_location: Physical::of(&found.place, prefix), message: None }],
            related_locations: related.collect(),
            fixes: found.fixes.iter().map(|fix| Change::of(fix, prefix)).collect(),
        }
    }
}

impl Change {
    fn of(fix: &Fix, prefix: &str) -> Change {
        let replacement = Replacement {
            deleted_region: Region::of(&fix.place),
            inserted_content: Message { text: fix.text.clone() },
        };
        Change {
            description: Message::plain(&fix.title),
            artifact_changes: [FileChange {
                artifact_location: Artifact::of(&fix.place, prefix),
                replacements: [replacement],
            }],
        }
    }
}

impl Physical {
    fn of(place: &Place, prefix: &str) -> Physical {
        Physical { artifact_location: Artifact::of(place, prefix), region: Region::of(place) }
    }
}

impl Artifact {
    /// A relative reference: what is not a letter, a digit or one of a few signs is percent-encoded.
    fn of(place: &Place, prefix: &str) -> Artifact {
        const SET: &AsciiSet = &CONTROLS
            .add(b' ')
            .add(b'"')
            .add(b'#')
            .add(b'%')
            .add(b'<')
            .add(b'>')
            .add(b'?')
            .add(b'[')
            .add(b']')
            .add(b'\\')
            .add(b'^')
            .add(b'`')
            .add(b'{')
            .add(b'|')
            .add(b'}')
            .add(b':');
        let path = format!("{prefix}{}", place.file);
        Artifact { uri: utf8_percent_encode(&path, SET).to_string(), uri_base_id: "%SRCROOT%" }
    }
}

impl Region {
    fn of(place: &Place) -> Region {
        let Place { start, end, .. } = place;
        Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
    }
}
