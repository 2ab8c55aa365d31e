//! Saved pages: hostile ones end in a limit that is named, and the digest's own pages give back their sources' words.

#![expect(clippy::disallowed_methods, reason = "tests read their cases from disk")]

use postil::ingest::limits::{Exceeded, Limits};
use postil::ingest::reader::{self, Unreadable};
use postil::ingest::received::Received;
use postil::ingest::{marked, source_file};
use std::path::{Path, PathBuf};

fn read(html: impl Into<Vec<u8>>) -> Result<postil::ingest::clip::Clip, Unreadable> {
    let received = Received { bytes: html.into(), ..Received::default() };
    reader::read(received, &[], &Limits::default()).map(|mut clips| clips.remove(0))
}

#[test]
fn hostile_pages_end_in_a_limit() {
    let page = |inside: String| format!("<!doctype html><title>A title</title><body>{inside}");
    let table = [
        (page("<div>".repeat(100_000)), Exceeded::Depth(512)),
        (page(format!("<div {}>", "a=1 ".repeat(50_000))), Exceeded::Attributes(500)),
        (page("<p>a".repeat(400_000)), Exceeded::Elements(200_000)),
        (page("a ".repeat(12 << 20)), Exceeded::Size(16 << 20)),
    ];
    for (html, exceeded) in table {
        assert_eq!(read(html).unwrap_err(), Unreadable::Exceeded(exceeded));
    }
}

#[test]
fn what_stays_within_the_limits_is_read() {
    let words = "The council met on Thursday and adopted every proposal, as it had done the week before. ".repeat(4);
    for (before, after) in
        [("<div>", "</div>"), ("<b>", "</b>"), ("<blockquote>", ""), ("<ul><li>", ""), ("<table><tr><td>", "")]
    {
        let html = format!("<html><title>T</title><body>{}<p>{words}</p>{}", before.repeat(200), after.repeat(200));
        let clip = read(html).unwrap();
        assert!(source_file::markdown(&clip).contains("The council met"), "{before}");
    }
}

#[test]
fn nothing_that_runs_is_kept() {
    let words =
        "The council met on Thursday, and it adopted every proposal that was laid before it by the steward. ".repeat(4);
    let html = format!(
        "<html><title>../../../etc/passwd</title><body onload=x()><article><h1>../../../etc/passwd</h1><p>{words}<script>evil()</script>\
         <a href='java&#10;script:evil()'>one</a> <a href=data:text/html,evil>two</a> <img src=x onerror=evil()><svg onload=evil()><text>evil</text></svg>\
         &lt;script&gt;shown&lt;/script&gt; <iframe srcdoc='evil'></iframe></p><p>{words}<math><mtext></mtext></math><style>evil</style>\
         <noscript>evil</noscript><textarea>evil</textarea><a href='vbscript:evil'>three</a></p></article>"
    );
    let clip = read(html).unwrap();
    let markdown = source_file::markdown(&clip);
    assert!(!markdown.contains("evil"), "{markdown}");
    assert!(markdown.contains("one two") && markdown.contains("\\<script>shown\\</script>"), "{markdown}");
}

#[test]
fn bytes_at_random_are_no_reason_to_panic() {
    let mut state = 7_u64;
    for _ in 0..40 {
        let mut bytes = b"<html><p>".to_vec();
        for _ in 0..600 {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            bytes.push((state >> 33) as u8);
        }
        let _ = read(bytes);
    }
}

/// Each page of a source in the example site, built as it is published, is read again.
#[test]
fn own_pages_give_back_their_sources_word_for_word() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    files(&root.join("tests/sites/quay/content/sources"), &mut sources);
    let mut read_pages = 0;
    for file in sources {
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        let page = root.join(format!("tests/sites/quay.public/sources/{stem}/index.html"));
        let Ok(html) = std::fs::read(&page) else { continue };
        let whole = String::from_utf8_lossy(&html).into_owned();
        if text.contains("withdrawn:") || whole.contains("text left out") || whole.contains("leaf-empty") {
            continue;
        }
        let body = text.splitn(3, "---\n").nth(2).unwrap();
        let expected = marked::of_markdown(body);
        let clip = read(html).unwrap();
        assert_eq!(clip.marked.unwrap().hashed, expected.hashed, "{stem}");
        read_pages += 1;
    }
    assert!(read_pages >= 2, "{read_pages}");
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            out.push(path);
        }
    }
    out.sort();
}
