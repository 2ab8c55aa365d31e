//! The clip the project began with. Its wording is its publisher's and is not kept here: the test runs where the file is.

#![expect(clippy::disallowed_methods, reason = "tests read their cases from disk")]

use postil::ingest::{source_file, text};
use std::path::Path;

#[test]
fn the_seed_clip_gives_its_answer() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures/seed");
    let Ok(clip) = std::fs::read_to_string(folder.join("kcnawatch-article.txt")) else { return };
    let expected = std::fs::read_to_string(folder.join("expected.json")).expect("the answer lies beside the clip");
    let expected: serde_json::Value = serde_json::from_str(&expected).expect("the answer is JSON");
    let clip = text::read(&clip, &[]);
    assert_eq!(clip.title.as_deref(), expected["title"].as_str());
    assert_eq!(clip.date.map(|day| day.to_string()).as_deref(), expected["date"].as_str());
    assert_eq!(clip.publication.as_ref().map(|named| named.name.as_str()), expected["publisher"].as_str());
    assert_eq!(clip.byline.as_deref(), expected["byline"].as_str());
    assert_eq!(clip.captured.map(|day| day.to_string()).as_deref(), expected["capture_date"].as_str());
    assert_eq!(clip.url, None);
    assert_eq!(clip.language.as_ref().map(|language| language.tag()), expected["language"].as_str());
    assert_eq!(clip.paragraphs.len() as u64, expected["paragraph_count"].as_u64().expect("a number"));
    assert_eq!(source_file::text_hash(&clip), expected["body_sha256"].as_str().expect("a hash"));
    let body = clip.paragraphs.join("\n");
    for words in expected["must_not_contain"].as_array().expect("a list") {
        assert!(!body.contains(words.as_str().expect("text")), "{words}");
    }
}
