//! Every clip in `tests/clips/` gives the answer that lies beside it: `NAME.txt` is pasted text, `NAME.json` what it is.

#![expect(clippy::disallowed_methods, reason = "tests read their cases from disk")]

use postil::ingest::text;
use postil::parse::ids::PublicationKey;
use postil::parse::vocabulary::Publication;
use serde_json::{Value, json};
use std::path::Path;

#[test]
fn each_clip_gives_its_answer() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clips");
    let mut names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    names.sort();
    assert!(!names.is_empty());
    let mut wrong = Vec::new();
    for path in names {
        let expected: Value =
            serde_json::from_str(&std::fs::read_to_string(path.with_extension("json")).unwrap()).unwrap();
        let found = read(&std::fs::read_to_string(&path).unwrap(), &expected);
        for (field, value) in expected.as_object().unwrap() {
            let got = &found[field];
            let same = match field.as_str() {
                "first" => got.as_str().unwrap().starts_with(value.as_str().unwrap()),
                "last" => got.as_str().unwrap().ends_with(value.as_str().unwrap()),
                "publications" => true,
                _ => got == value,
            };
            if !same {
                wrong.push(format!("{}: {field} is {got}, should be {value}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn read(clip: &str, expected: &Value) -> Value {
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
        first_id: None,
        span: 0..0,
    };
    let publications: Vec<Publication> = entries.iter().map(entry).collect();
    let clip = text::read(clip, &publications);
    let paragraphs = text::plain_paragraphs(&clip);
    json!({
        "title": clip.title,
        "subtitle": clip.subtitle,
        "date": clip.date.map(|day| day.to_string()),
        "publication": clip.publication.map(|named| named.name),
        "byline": clip.byline,
        "captured": clip.captured.map(|day| day.to_string()),
        "language": clip.language.map(|language| language.tag().to_owned()),
        "url": clip.url,
        "paragraphs": paragraphs.len(),
        "first": paragraphs.first(),
        "last": paragraphs.last(),
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
