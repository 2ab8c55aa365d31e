//! Every clip in `tests/clips/`, and of the reports in `tests/reports/` that have an answer, gives the answer that lies beside
//! it: `NAME.txt` is pasted text, `NAME.html` a saved page, `NAME.md` Markdown, all others are feeds; `NAME.json` what it is, in
//! a list where there can be several.

#![expect(clippy::disallowed_methods, reason = "tests read their cases from disk")]

use postil::ingest::clip::Clip;
use postil::ingest::limits::Limits;
use postil::ingest::received::Received;
use postil::ingest::{reader, source_file, text};
use postil::parse::ids::PublicationKey;
use postil::parse::profile::Profile;
use postil::parse::vocabulary::Publication;
use serde_json::{Value, json};
use std::path::Path;

#[test]
fn each_clip_gives_its_answer() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let reports = std::fs::read_dir(tests.join("reports")).unwrap().map(|entry| entry.unwrap().path());
    let folders = reports.filter(|path| path.is_dir()).chain([tests.join("clips")]);
    let mut names: Vec<_> =
        folders.flat_map(|folder| std::fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path()).collect();
    names.retain(|path| {
        path.extension().is_some_and(|extension| extension != "json") && path.with_extension("json").is_file()
    });
    names.sort();
    assert!(names.len() > 20);
    let mut wrong = Vec::new();
    for path in names {
        let expected: Value =
            serde_json::from_str(&std::fs::read_to_string(path.with_extension("json")).unwrap()).unwrap();
        let all: Vec<Value> = match expected {
            Value::Array(all) => all,
            one => vec![one],
        };
        let found = read(std::fs::read(&path).unwrap(), &all[0]);
        assert_eq!(found.len(), all.len(), "{}", path.display());
        for (found, expected) in found.iter().zip(&all) {
            compare(&path, found, expected, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn compare(path: &Path, found: &Value, expected: &Value, wrong: &mut Vec<String>) {
    for (field, value) in expected.as_object().unwrap() {
        let got = &found[field];
        let same = match field.as_str() {
            "first" => got.as_str().unwrap().starts_with(value.as_str().unwrap()),
            "last" => got.as_str().unwrap().ends_with(value.as_str().unwrap()),
            "publications" | "address" => true,
            _ => got == value,
        };
        if !same {
            wrong.push(format!("{}: {field} is {got}, should be {value}", path.display()));
        }
    }
}

fn read(bytes: Vec<u8>, expected: &Value) -> Vec<Value> {
    let entries = expected["publications"].as_array().cloned().unwrap_or_default();
    let entry = |value: &Value| Publication {
        key: PublicationKey::new(value["key"].as_str().unwrap()).unwrap(),
        name: value["name"].as_str().unwrap().to_owned(),
        aliases: Vec::new(),
        language: None,
        country: None,
        url: None,
        note: None,
        rights: None,
        profile: Profile::default(),
        first_id: None,
        span: 0..0,
    };
    let publications: Vec<Publication> = entries.iter().map(entry).collect();
    let address = expected["address"].as_str().map(str::to_owned);
    let received = Received { bytes, address, ..Received::default() };
    let clips = reader::read(received, &publications, &Limits::default()).unwrap();
    clips.into_iter().map(said).collect()
}

fn said(clip: Clip) -> Value {
    let markdown = source_file::markdown(&clip);
    let paragraphs = text::plain_paragraphs(&clip);
    json!({
        "title": clip.title,
        "subtitle": clip.subtitle,
        "date": clip.date.map(|day| day.to_string()),
        "key": clip.publication.as_ref().map(|named| named.key.to_string()),
        "publication": clip.publication.map(|named| named.name),
        "agency": clip.agency,
        "left_out": clip.left_out,
        "byline": clip.byline,
        "captured": clip.captured.map(|day| day.to_string()),
        "language": clip.language.map(|language| language.tag().to_owned()),
        "url": clip.url,
        "archived": clip.archived,
        "authors": clip.authors,
        "updated": clip.updated.map(|day| day.to_string()),
        "licence": clip.licence,
        "encoding": clip.encoding,
        "markdown": markdown.lines().collect::<Vec<_>>(),
        "readings": clip.doubts.iter().map(|doubt| doubt.reading.clone()).collect::<Vec<_>>(),
        "paragraphs": paragraphs.len(),
        "first": paragraphs.first(),
        "last": paragraphs.last(),
        "why": clip.doubts.iter().map(|doubt| doubt.why.clone()).collect::<Vec<_>>(),
        "doubts": clip.doubts.iter().map(|doubt| doubt.field).collect::<Vec<_>>(),
    })
}

proptest::proptest! {
    #[test]
    fn no_text_is_too_strange(clip in "(\\PC|\\n| |:|/|[0-9]|年|\\|){0,400}") {
        let clip = text::read(&clip, &[]);
        postil::ingest::source_file::markdown(&clip);
    }
}
