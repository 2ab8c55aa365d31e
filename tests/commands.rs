//! The program as people and other programs use it: what it prints, how it ends, what it leaves on the disk.

#![expect(clippy::disallowed_methods, reason = "tests make sites on disk")]

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

mod program;

use program::{Ran, Site, command, files, ran, run_in};

const ALTERED: &str = "---\ntitle: Altered\ndate: 2026-01-15\n---\n\nSome words first.\n\n> The change is permanent\n>\n> — [@courier-2026-01-12, ¶2]\n\nA note.\n";

#[test]
fn what_init_makes_is_clean_and_builds() {
    let site = Site::new();
    let ran = site.run(&["check", "--strict"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(ran.out.starts_with("nothing is wrong: "), "{}", ran.out);
    assert!(ran.out.contains("3 quotations verified"), "{}", ran.out);
    let ran = site.run(&["build"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    let built = site.files("public");
    for page in ["index.html", "commentary/a-temporary-wednesday/index.html", "404.html", "feed.xml", ".nojekyll"] {
        assert!(built.contains_key(page), "{page} is missing");
    }
}

#[test]
fn init_never_writes_into_a_folder_in_use() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("thesis.txt"), "years").unwrap();
    let ran = run_in(folder.path(), &["init", "."]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.err.lines().next(), Some("error: `.` is not empty: it holds `thesis.txt`"));
    assert_eq!(files(folder.path()).len(), 1);
}

#[test]
fn the_exit_code_says_how_it_ended() {
    let site = Site::new();
    assert_eq!(site.run(&["check"]).code, 0);
    assert_eq!(site.run(&["--version"]).code, 0);
    for wrong in [&["chekc"][..], &["check", "--mend"], &["amend"], &["export"], &[], &["build", "--threads", "0"]] {
        assert_eq!(site.run(wrong).code, 2, "{wrong:?}");
    }
    let nowhere = tempfile::tempdir().unwrap();
    let ran = run_in(nowhere.path(), &["check"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("there is no `site.toml` in"), "{}", ran.err);
    site.put("content/commentary/altered.md", ALTERED);
    assert_eq!(site.run(&["check"]).code, 1);
    assert_eq!(site.run(&["build"]).code, 1);
    let root = site.root();
    let ran = run_in(nowhere.path(), &["--root", root.to_str().unwrap(), "check", "--format", "short"]);
    assert_eq!(ran.code, 1);
}

#[test]
fn warnings_are_errors_only_when_strict() {
    let site = Site::new();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/hostname", site.root().join("content/pages/host.md")).unwrap();
    assert_eq!(site.run(&["check"]).code, 0);
    let ran = site.run(&["check", "--strict", "--format", "short"]);
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.out,
        "content/pages/host.md:1:1: warning[file-linked]: `content/pages/host.md` is a symbolic link and is not read\n"
    );
}

#[test]
fn an_altered_quotation_is_shown_in_every_format() {
    let site = Site::new();
    site.put("content/commentary/altered.md", ALTERED);
    let human = site.run(&["check"]);
    assert_eq!(human.code, 1);
    assert!(human.out.contains(" --> content/commentary/altered.md:8:"), "{}", human.out);
    assert!(human.out.contains("> The change is permanent"), "{}", human.out);
    let short = site.run(&["check", "--format", "short"]);
    assert_eq!(short.out.lines().count(), 1, "{}", short.out);
    assert!(short.out.starts_with("content/commentary/altered.md:8:"), "{}", short.out);
    let github = site.run(&["check", "--format", "github"]);
    assert!(github.out.starts_with("::error file=content/commentary/altered.md,line=8,"), "{}", github.out);
    let json = site.run(&["check", "--format", "json"]);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&json), ["format", "diagnostics", "quotations", "captures"]);
    assert_eq!(json["format"], 1);
    let found = &json["diagnostics"][0];
    let expected = ["code", "severity", "file", "line", "column", "end_line", "end_column", "message", "help", "fixes"];
    assert_eq!(keys(found), expected);
    assert_eq!(found["code"], "quotation-altered");
    assert_eq!(found["severity"], "error");
    assert_eq!((&found["file"], &found["line"]), (&"content/commentary/altered.md".into(), &8.into()));
    let verdicts = ["verbatim", "typography", "marked", "translated", "superseded", "unverified", "rejected"];
    assert_eq!(keys(&json["quotations"]), verdicts);
    assert_eq!(json["quotations"]["rejected"], 1);
    assert_eq!(keys(&json["captures"]), ["placed", "moved", "ambiguous", "superseded"]);
}

#[test]
fn a_build_with_errors_leaves_the_site_that_stands() {
    let site = Site::new();
    assert_eq!(site.run(&["build"]).code, 0);
    let before = site.files("public");
    for (path, text) in [
        ("content/commentary/altered.md", ALTERED),
        ("content/pages/broken.md", "---\ntitle: \"x\n---\n"),
        ("site.toml", "title = "),
        ("content/sources/courier/2026/courier-2026-01-12.md", "\u{0}\u{1}"),
        ("templates/base.html", "{% block"),
    ] {
        let old = fs::read_to_string(site.root().join(path)).ok();
        site.put(path, text);
        let ran = site.run(&["build"]);
        assert_eq!(ran.code, 1, "{path}: {}", ran.out);
        assert!(ran.out.contains("nothing was written"), "{path}: {}", ran.out);
        assert_eq!(site.files("public"), before, "{path}");
        match old {
            Some(old) => site.put(path, &old),
            None => fs::remove_file(site.root().join(path)).unwrap(),
        }
    }
}

#[test]
fn a_folder_of_others_is_refused_and_kept() {
    let site = Site::new();
    site.put("public/thesis.txt", "years");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.err.lines().next(), Some("error: `public` holds files that postil did not make: `thesis.txt`"));
    assert_eq!(site.run(&["build", "--force"]).code, 0);
    assert_eq!(site.read("public/thesis.txt"), "years");
    for out in [".", "..", "content", "/", "content/new"] {
        assert_eq!(site.run(&["build", "--out", out, "--force"]).code, 2, "{out}");
    }
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    let site = Site::new();
    let build = |out: &str, zone: &str, threads: &str| {
        let mut command =
            command(&site.root(), &["build", "--out", out, "--threads", threads, "--today", "2026-11-24"]);
        let output = command.env("TZ", zone).env("LC_ALL", "tr_TR.UTF-8").output().unwrap();
        assert!(output.status.success());
        files(&site.root().join(out))
    };
    let first = build("one", "Asia/Tokyo", "1");
    assert_eq!(first, build("two", "America/Caracas", "7"));
    assert_eq!(first, build("one", "UTC", "2"));
}

#[test]
fn a_day_that_has_not_come_is_named() {
    let site = Site::new();
    let ran = site.run(&["build", "--today", "2026-01-13"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let line = "held back until 2026-01-14: `A temporary Wednesday` (content/commentary/a-temporary-wednesday.md)";
    assert!(ran.out.lines().any(|said| said == line), "{}", ran.out);
    assert!(!site.files("public").contains_key("commentary/a-temporary-wednesday/index.html"));
    let ran = site.run(&["build", "--today", "2026-01-13", "--future"]);
    assert!(site.files("public").contains_key("commentary/a-temporary-wednesday/index.html"), "{}", ran.out);
    let output = command(&site.root(), &["check"]).env("SOURCE_DATE_EPOCH", "yesterday").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn one_quotation_from_the_terminal() {
    let site = Site::new();
    let json = |arguments: &[&str]| {
        let ran = site.run(&[&["quote"], arguments, &["--json"]].concat());
        (ran.code, serde_json::from_str::<Value>(&ran.out).unwrap_or_else(|_| panic!("{}{}", ran.out, ran.err)))
    };
    let (code, found) = json(&["courier-2026-01-12", "The change is temporary"]);
    assert_eq!(code, 0);
    let keys = ["format", "source", "verdict", "paragraph", "markdown", "code", "explanation"];
    assert_eq!(found.as_object().unwrap().keys().collect::<Vec<_>>(), keys);
    assert_eq!((&found["verdict"], &found["paragraph"]), (&"verbatim".into(), &2.into()));
    assert_eq!(found["markdown"], "> The change is temporary\n>\n> — [@courier-2026-01-12, ¶2]");
    assert_eq!((&found["code"], &found["explanation"]), (&Value::Null, &Value::Null));
    let (code, found) = json(&["courier-2026-01-12", "The change is permanent"]);
    assert_eq!((code, &found["verdict"], &found["code"]), (1, &"rejected".into(), &"quotation-altered".into()));
    let (code, found) = json(&["courier-2026-01-21", "The change is temporary"]);
    assert_eq!((code, &found["code"], &found["markdown"]), (1, &"source-unknown".into(), &Value::Null));
    let (code, found) = json(&["No Such Id!", "x"]);
    assert_eq!((code, &found["code"]), (1, &"source-unknown".into()));
    let (code, found) = json(&["courier-2026-01-12", "The change is temporary", "--at", "¶9"]);
    assert_eq!((code, &found["code"]), (1, &"locator-unknown".into()));
    let human = site.run(&["quote", "courier-2026-01-12", "The change is temporary", "--at", "¶2"]);
    assert_eq!(human.out, "word for word, ¶2\n\n> The change is temporary\n>\n> — [@courier-2026-01-12, ¶2]\n");
    let piped = with_input(&site.root(), &["quote", "courier-2026-01-12", "-"], b"The change is temporary\n");
    assert_eq!(piped.code, 0, "{}", piped.out);
}

fn with_input(folder: &Path, arguments: &[&str], input: &[u8]) -> Ran {
    let mut child =
        command(folder, arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    ran(&child.wait_with_output().unwrap())
}

const CLIP: &str = "The Tidewater\n\nFerry Company Reports a Quiet Winter\n\nDate: 2026-02-13 | Source: The Tidewater\n\nThe ferry company of Lower Marrow carried nine thousand passengers in January, as it did last year and the year before.\n\n“Nothing was cancelled,” said the director. “Some sailings were postponed into the following week, where they met the sailings of that week and were combined with them.”\n\nThe company expects no change before the ice breaks.\n";

#[test]
fn a_clip_becomes_a_source_once() {
    let site = Site::new();
    site.put("clip.txt", CLIP);
    let before = site.read("content/publications.yaml");
    let dry = site.run(&["ingest", "clip.txt", "--dry-run", "--json"]);
    assert_eq!(dry.code, 0, "{}", dry.err);
    let json: Value = serde_json::from_str(&dry.out).unwrap();
    let keys = [
        "format",
        "id",
        "title",
        "date",
        "publication",
        "byline",
        "language",
        "url",
        "paragraphs",
        "markdown",
        "doubts",
    ];
    assert_eq!(json.as_object().unwrap().keys().collect::<Vec<_>>(), keys);
    assert_eq!(json["id"], "tidewater-2026-02-13");
    assert_eq!(json["paragraphs"].as_array().unwrap().len(), 3);
    assert_eq!(site.read("content/publications.yaml"), before);
    let stored = site.run(&["ingest", "clip.txt"]);
    assert_eq!(stored.code, 0, "{}{}", stored.out, stored.err);
    let path = "content/sources/tidewater/2026/tidewater-2026-02-13.md";
    assert!(stored.out.ends_with(&format!("stored as `{path}`\n")), "{}", stored.out);
    let after = site.read("content/publications.yaml");
    assert!(after.starts_with(&before) && after.contains("- key: tidewater\n  name: The Tidewater\n"), "{after}");
    let text = site.read(path);
    let again = site.run(&["ingest", "clip.txt"]);
    assert_eq!(again.code, 0);
    assert!(again.out.contains("`tidewater-2026-02-13` is unchanged since "), "{}", again.out);
    let other = with_input(&site.root(), &["ingest", "-"], CLIP.replace("nine", "ten").as_bytes());
    assert_eq!(other.code, 0, "{}", other.err);
    assert!(other.out.ends_with("tidewater-2026-02-13-2.md`\n"), "{}", other.out);
    assert_eq!(site.read(path), text);
    assert_eq!(site.run(&["check"]).code, 0);
}

const QUOTING: &str = "---\ntitle: A quiet winter\ndate: 2026-02-14\nsource: tidewater-2026-02-13\n---\n\n> carried nine thousand passengers in January\n>\n> — [¶1]\n\nNine.\n\n> The company expects no change before the ice breaks.\n>\n> — [¶3]\n\nNone.\n";

#[test]
fn a_source_that_changed_has_two_captures_and_nothing_breaks() {
    let site = Site::new();
    let given = CLIP.replace("| Source: The Tidewater", "| Source: The Tidewater | Captured: 2026-02-14");
    site.put("clip.txt", &given);
    let stored = site.run(&["ingest", "clip.txt", "--yes"]);
    assert_eq!(stored.code, 0, "{}{}", stored.out, stored.err);
    let path = "content/sources/tidewater/2026/tidewater-2026-02-13.md";
    // The editors' own lines, which no capture touches.
    let first =
        site.read(path).replace("publication: tidewater\n", "publication: tidewater   # as printed\nlicence: theirs\n");
    site.put(path, &first);
    site.put("content/commentary/winter.md", QUOTING);
    let ingest =
        |text: &str| with_input(&site.root(), &["ingest", "-", "--id", "tidewater-2026-02-13"], text.as_bytes());
    let same = ingest(&format!("{given}\n"));
    assert_eq!((same.code, site.read(path)), (0, first.clone()), "{}", same.err);
    assert!(same.out.contains("unchanged since "), "{}", same.out);

    let noted = with_input(
        &site.root(),
        &["ingest", "-", "--record", "--id", "tidewater-2026-02-13"],
        given.replace("Captured: 2026-02-14", "Captured: 2026-02-15").as_bytes(),
    );
    assert_eq!(noted.code, 0, "{}", noted.err);
    assert!(site.read(path).contains("\nextra: {seen: 2026-02-15}\n---\n"), "{}", site.read(path));
    site.put(path, &first);

    let second = given
        .replace("Captured: 2026-02-14", "Captured: 2026-02-16")
        .replace("nine thousand", "ten thousand")
        .replace("“Nothing was", "The winter was mild.\n\n“Nothing was");
    let shown =
        with_input(&site.root(), &["ingest", "-", "--dry-run", "--id", "tidewater-2026-02-13"], second.as_bytes());
    assert_eq!((shown.code, site.read(path)), (0, first.clone()), "{}", shown.err);
    assert!(shown.out.contains("nothing was written"), "{}", shown.out);
    let changed = ingest(&second);
    assert_eq!(changed.code, 0, "{}{}", changed.out, changed.err);
    assert!(changed.out.contains("sha256"), "{}", changed.out);
    let kept = std::fs::read_dir(site.root().join("content/sources/tidewater/2026")).unwrap();
    let mut kept: Vec<String> = kept.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
    kept.sort();
    assert_eq!(kept.len(), 2, "{kept:?}");
    assert!(kept[1].starts_with("tidewater-2026-02-13@20"), "{kept:?}");
    assert_eq!(site.read(&format!("content/sources/tidewater/2026/{}", kept[1])), first);
    let now = site.read(path);
    assert!(now.contains("publication: tidewater   # as printed\nlicence: theirs\n"), "{now}");
    assert!(now.contains("ten thousand"), "{now}");

    let checked = site.run(&["check"]);
    assert_eq!(checked.code, 0, "{}{}", checked.out, checked.err);
    let json: Value = serde_json::from_str(&site.run(&["check", "--format", "json"]).out).unwrap();
    assert_eq!(json["captures"], serde_json::json!({"placed": 1, "moved": 0, "ambiguous": 0, "superseded": 1}));
    let codes: Vec<&str> =
        json["diagnostics"].as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["quotation-superseded", "locator-moved"]);
}

#[test]
fn captures_of_one_day_bear_the_time_and_one_without_a_record_is_refused() {
    let site = Site::new();
    site.put("clip.txt", CLIP);
    assert_eq!(site.run(&["ingest", "clip.txt"]).code, 0);
    let path = "content/sources/tidewater/2026/tidewater-2026-02-13.md";
    let first = site.read(path);
    // The same file name, publication, title and day are the same clip.
    site.put("clip.txt", &CLIP.replace("nine", "ten"));
    let second = site.run(&["ingest", "clip.txt"]);
    assert_eq!(second.code, 0, "{}{}", second.out, second.err);
    let now = site.read(path);
    let retrieved =
        |text: &str| text.lines().find_map(|line| line.trim().strip_prefix("retrieved: ")).unwrap().to_owned();
    let day = retrieved(&first);
    assert_eq!(site.read(&format!("content/sources/tidewater/2026/tidewater-2026-02-13@{day}.md")), first);
    assert!(retrieved(&now).contains(&format!("{day}T")), "{now}");
    assert_eq!(site.run(&["check"]).code, 0);

    let start = now.find("capture:").unwrap();
    let bare = format!("{}{}", &now[..start], &now[now.rfind("---").unwrap()..]);
    site.put(path, &bare);
    site.put("clip.txt", &CLIP.replace("nine", "eleven"));
    let refused = site.run(&["ingest", "clip.txt", "--id", "tidewater-2026-02-13"]);
    assert_eq!((refused.code, site.read(path)), (1, bare));
    assert!(refused.err.contains("capture: {retrieved: YYYY-MM-DD}"), "{}", refused.err);
}

#[test]
fn doubts_need_a_person_or_yes() {
    let site = Site::new();
    site.put("clip.txt", &CLIP.replace("2026-02-13", "03/02/2026"));
    let ran = site.run(&["ingest", "clip.txt"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("`clip.txt` was not stored, since `date` is in doubt"), "{}", ran.err);
    assert_eq!(site.files("content/sources").len(), 1);
    let ran = site.run(&["ingest", "clip.txt", "--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(site.files("content/sources").contains_key("tidewater/2026/tidewater-2026-02-03.md"));
}

#[test]
fn what_is_no_pasted_text_is_said_to_be_none() {
    let site = Site::new();
    for (bytes, code, what) in [
        (&b"%PDF-1.7"[..], 1, "a PDF that is cut off"),
        (b"PK\x03\x04", 1, "cannot be read to its end"),
        (b"caf\xff\xfe\x00", 2, "no text in an encoding that can be told"),
        (b" \n", 2, "is empty"),
    ] {
        let ran = with_input(&site.root(), &["ingest", "-"], bytes);
        assert_eq!(ran.code, code, "{what}");
        assert!(ran.err.contains(what), "{}", ran.err);
    }
    let ran = site.run(&["ingest", "http://127.0.0.1/a"]);
    assert!(ran.code == 2 && ran.err.contains("private network"), "{}", ran.err);
}

#[test]
fn a_saved_page_is_stored_with_its_record_and_on_request_its_bytes() {
    let site = Site::new();
    let words =
        "The council met on Thursday, and it adopted every proposal that was laid before it by the steward. ".repeat(6);
    let page = format!(
        "<html lang=en><head><meta property=article:published_time content=2026-02-13><meta property=og:site_name content=Tidewater>\
         <title>The list - Tidewater</title></head><body><article><h1>The list</h1><p>{words}</p><ul><li>One</li></ul></article>"
    );
    site.put("page.html", &page);
    let wanted =
        ["ingest", "page.html", "--url", "https://tidewater.example/list", "--publication", "tidewater", "--keep-raw"];
    let ran = site.run(&wanted);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let stored = site.files("content/sources");
    assert_eq!(stored["tidewater/2026/tidewater-2026-02-13.raw.html"], page.as_bytes());
    let text = String::from_utf8(stored["tidewater/2026/tidewater-2026-02-13.md"].clone()).unwrap();
    for line in [
        "title: The list",
        "url: \"https://tidewater.example/list\"",
        "  from: page.html",
        "  encoding: utf-8",
        "- One",
    ] {
        assert!(text.lines().any(|one| one == line), "{line} is not in\n{text}");
    }
    assert_eq!(site.run(&["check"]).code, 0);
    site.put("deep.html", &"<div>".repeat(2_000));
    let ran = site.run(&["ingest", "deep.html"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("`--limit depth=NUMBER`"), "{}", ran.err);
}

#[test]
fn what_new_makes_is_without_errors_and_writes_over_nothing() {
    let site = Site::new();
    let first = site.run(&["new", "commentary", "--source", "courier-2026-01-12"]);
    assert_eq!(first.code, 0, "{}", first.err);
    let path = first.out.trim();
    assert_eq!(path, "content/commentary/courier-2026-01-12-library-to-close-on-wednesdays.md");
    assert!(site.read(path).contains("> The town library will close on Wednesdays"), "{}", site.read(path));
    let second = site.run(&["new", "commentary", "--source", "courier-2026-01-12"]);
    assert!(second.out.trim().ends_with("-2.md"), "{}", second.out);
    assert_eq!(site.run(&["new", "edition", "--title", "January: \"cold\""]).code, 0);
    assert_eq!(site.run(&["new", "page", "--title", "How we quote"]).code, 0);
    assert_eq!(site.run(&["new", "page", "--title", "How we quote"]).code, 2);
    let unknown = site.run(&["new", "commentary", "--source", "courier-2026-01-21"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("did you mean `courier-2026-01-12`?"), "{}", unknown.err);
    let ran = site.run(&["check", "--future", "--strict"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
}

/// Real processes, killed at random moments: afterwards one of the two sites stands, whole.
#[test]
#[cfg(unix)]
fn killed_at_random_moments_one_site_stands_whole() {
    let site = Site::new();
    let page = "content/pages/about.md";
    let one = site.read(page);
    let two = one.replace("who writes this digest", "who reads this digest");
    for number in 0..40 {
        site.put(
            &format!("content/pages/more/page-{number}.md"),
            &format!("---\ntitle: Page {number}\n---\n\nText.\n"),
        );
    }
    assert_eq!(site.run(&["build"]).code, 0);
    let states = [one.clone(), two.clone()].map(|text| {
        site.put(page, &text);
        assert_eq!(site.run(&["build", "--out", "expected"]).code, 0);
        site.files("expected")
    });
    let began = std::time::Instant::now();
    assert_eq!(site.run(&["build"]).code, 0);
    let took = began.elapsed();
    for round in 0..20_u32 {
        site.put(page, if round % 2 == 0 { &one } else { &two });
        let mut child = command(&site.root(), &["build"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(took * (round * 7 % 20) / 20);
        child.kill().unwrap();
        child.wait().unwrap();
        let stands = site.files("public");
        assert!(states.contains(&stands), "round {round}: neither site is whole");
    }
    site.put(page, &two);
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert_eq!(site.files("public"), states[1]);
    let names = fs::read_dir(site.root()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(names.filter(|name| name.starts_with(".public")).count(), 0);
}

#[test]
fn completions_are_printed() {
    let ran = run_in(Path::new("."), &["completions", "bash"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("complete -F _postil"));
}

#[test]
fn a_list_of_cases_is_answered_without_a_site() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("few.json"), include_str!("quotations/few.json")).unwrap();
    let ran = run_in(folder.path(), &["quote", "--cases", "few.json", "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let expected = [
        r#"{"format":1,"id":"plain","verdict":"verbatim","code":null,"paragraph":2,"warnings":[]}"#,
        r#"{"format":1,"id":"marks","verdict":"typography","code":null,"paragraph":1,"warnings":[]}"#,
        r#"{"format":1,"id":"paragraph","verdict":"rejected","code":"quotation-paragraph","paragraph":null,"warnings":[]}"#,
        r#"{"format":1,"id":"altered","verdict":"rejected","code":"quotation-altered","paragraph":null,"warnings":[]}"#,
        r#"{"format":1,"id":"ambiguous","verdict":"rejected","code":"quotation-ambiguous","paragraph":null,"warnings":[]}"#,
        r#"{"format":1,"id":"second","verdict":"verbatim","code":null,"paragraph":1,"warnings":[]}"#,
        r#"{"format":1,"id":"negation","verdict":"verbatim","code":null,"paragraph":1,"warnings":["quotation-after-negation"]}"#,
        r#"{"format":1,"id":"korean","verdict":"verbatim","code":null,"paragraph":1,"warnings":[]}"#,
        r#"{"format":1,"id":"page","verdict":"rejected","code":"locator-unknown","paragraph":null,"warnings":[]}"#,
        r#"{"format":1,"id":"\u001b[2J","verdict":"typography","code":null,"paragraph":1,"warnings":[]}"#,
    ];
    assert_eq!(ran.out.lines().collect::<Vec<_>>(), expected);
    let ran = run_in(folder.path(), &["quote", "--cases", "few.json"]);
    assert_eq!(ran.code, 0);
    assert_eq!(
        ran.out.lines().nth(3),
        Some("altered: rejected[quotation-altered]: the quotation has `nine` where the source has `six`")
    );
    assert_eq!(ran.out.lines().last(), Some("10 cases: 4 verbatim, 2 typography, 0 marked, 4 rejected"));
    assert!(!ran.out.contains('\u{1b}'));
}

#[test]
fn a_list_of_cases_that_is_none_is_shown_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let broken = [
        ("", "1:1", "EOF while parsing a value"),
        ("[\n  {\"id\": \"a\", \"language\": \"en\", \"source\": \"x\"}\n]", "2:46", "missing field `quote`"),
        ("[{\"id\": \"a\",\n\"language\": \"Latin!\"}]", "2:21", "`Latin!` is no language tag such as `en` or `ko`"),
        ("{}", "1:1", "invalid type: map, expected a sequence"),
    ];
    for (text, place, said) in broken {
        fs::write(folder.path().join("cases.json"), text).unwrap();
        let ran = run_in(folder.path(), &["quote", "--cases", "cases.json", "--json"]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{text}");
        let message = format!("error[cases-broken]: the list of cases cannot be read: {said}\n");
        assert!(ran.err.starts_with(&message), "{}", ran.err);
        assert!(ran.err.contains(&format!("cases.json:{place}")), "{}", ran.err);
        assert!(ran.err.contains("help: write a list of objects"), "{}", ran.err);
    }
    fs::write(folder.path().join("cases.json"), [b'[', 0xff, b']']).unwrap();
    assert_eq!(run_in(folder.path(), &["quote", "--cases", "cases.json"]).code, 1);
    fs::write(folder.path().join("cases.json"), "[".repeat(100_000)).unwrap();
    assert_eq!(run_in(folder.path(), &["quote", "--cases", "cases.json"]).code, 1);
    for wrong in [&["quote", "--cases", "absent.json"][..], &["quote", "--cases", "."], &["quote"], &["quote", "a"]] {
        assert_eq!(run_in(folder.path(), wrong).code, 2, "{wrong:?}");
    }
}

/// A source with everything that Markdown could take for its own, and words that stand in it more than once.
const HARD: &str = "---\ntitle: A *hard* `one`\npublication: courier\ndate: 2026-02-02\n---\n\n\
    Prices rose \\*again\\* by 5 \\[percent\\], the \\<mayor\\> said & wrote: \\# 1 is a_b_c, ~40.\n\n\
    # It was a long day\n\nThe boat came late. The boat left early. The boat came late.\n\n\
    - one cart came over the bridge\n- 2\\. carts stayed on the other side\n\n| Carts | Boats |\n| --- | --- |\n| eleven carts of salt | two boats |\n\n\
    ```\nthe first line\nthe second line\n```\n\n나루터는 여섯 시에 문을 열었다고 했다.\n";

#[test]
fn words_are_found_in_all_sources_and_what_is_offered_holds() {
    let site = Site::new();
    site.put("content/sources/courier/2026/hard.md", HARD);
    let queries = [
        ("by 5 [percent], the <mayor> said", "hard", 1, Some("verbatim")),
        ("prices rose again by six percent", "hard", 1, None),
        ("1 is a_b_c", "hard", 1, Some("verbatim")),
        ("The boat came late", "hard", 2, Some("verbatim")),
        ("the boats came lately", "hard", 2, None),
        ("It was a long night", "hard", 2, None),
        ("2. carts stayed on this side", "hard", 4, None),
        ("eleven carts of sugar", "hard", 5, None),
        ("the second line was", "hard", 6, None),
        ("여섯 시에 문을", "hard", 7, Some("verbatim")),
        ("나루터는 일곱 시에 문을 열었다", "hard", 7, None),
        ("boat", "hard", 2, Some("verbatim")),
    ];
    let mut text = "---\ntitle: All of them\ndate: 2026-03-03\n---\n".to_owned();
    for (words, source, paragraph, verdict) in queries {
        let ran = site.run(&["quote", "--find", words, "--json", "--limit", "3"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{words}");
        let hits: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!((1..=3).contains(&hits.len()), "{words}");
        let first = &hits[0];
        assert_eq!(
            (
                first["format"].as_u64(),
                first["source"].as_str(),
                first["paragraph"].as_u64(),
                first["verdict"].as_str()
            ),
            (Some(1), Some(source), Some(paragraph), verdict),
            "{words}: {first}"
        );
        assert!(first["markdown"].is_string(), "{words}: {first}");
        for hit in &hits {
            text.push_str(&format!("\n{}\n\nA note.\n", hit["markdown"].as_str().unwrap_or("None.")));
        }
    }
    site.put("content/commentary/all.md", &text);
    let ran = site.run(&["check", "--format", "json"]);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(found["quotations"]["rejected"], 0, "{text}\n{found:#}");
    assert_eq!(ran.code, 0, "{found:#}");
}

#[test]
fn a_search_says_where_and_shows_what_to_paste() {
    let site = Site::new();
    site.put("content/sources/courier/2026/hard.md", HARD);
    let ran = site.run(&["quote", "--find", "The boat came late", "--limit", "2"]);
    assert_eq!(
        ran.out,
        "hard, ¶2: A *hard* `one`\nword for word\n\n> The boat came late\n>\n> — [@hard, ¶2, 1st]\n\n\n\
         hard, ¶2: A *hard* `one`\nword for word\n\n> The boat came late\n>\n> — [@hard, ¶2, 2nd]\n"
    );
    let ran = site.run(&["quote", "--find", "the boats came lately", "--limit", "1"]);
    assert!(
        ran.out.starts_with("hard, ¶2: A *hard* `one`\nnear: these are the words of the source\n\n> "),
        "{}",
        ran.out
    );
    let ran = site.run(&["quote", "--find", "xylophone quartets of Zanzibar"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.starts_with("no source has these words, nor anything close to them\n"), "{}", ran.out);
    assert_eq!(site.run(&["quote", "--find", "xylophone quartets of Zanzibar", "--json"]).out, "\n".repeat(0));
    for wrong in [
        &["quote", "--find", "a", "--limit", "0"][..],
        &["quote", "--find", "a", "hard"],
        &["quote", "--limit", "3", "hard", "a"],
    ] {
        assert_eq!(site.run(wrong).code, 2, "{wrong:?}");
    }
    let mut child =
        command(&site.root(), &["quote", "--find", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all("The boat left\nearly".as_bytes()).unwrap();
    let ran = ran_of(child);
    assert!(ran.out.starts_with("hard, ¶2"), "{}", ran.out);
}

fn ran_of(child: std::process::Child) -> Ran {
    ran(&child.wait_with_output().unwrap())
}

#[test]
fn what_has_one_cure_is_mended_on_the_disk() {
    let site = Site::new();
    let source = "---\ntitle: Wall\ndate: 2026-03-14\npublication: lantern\n---\n\nThe sheet went up.\n\nTwo clerks held the sheet \
                  on Friday.\n";
    site.put("content/publications.yaml", "- {key: lantern, name: The Lantern, language: en}\n");
    for folder in ["content/sources", "content/commentary", "content/pages"] {
        let _ = fs::remove_dir_all(site.root().join(folder));
    }
    site.put("content/sources/wall.md", source);
    let text = "\u{feff}---\r\ntitle: Read\r\ndate: 2026-03-20\r\n---\r\n\r\n> two clerks held the sheet  \r\n>\r\n> — [@wall, \
                ¶1]\r\n\r\nThey say \"the sheets on Friday\" [@wall, ¶2].\r\n";
    site.put("content/commentary/read.md", text);

    let ran = site.run(&["check", "--fix", "--format", "json"]);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, json["fixed"].as_array().unwrap().len()), (1, 2), "{}", ran.out);
    assert!(ran.err.contains("{+sheet+}"), "{}", ran.err);
    let mended = text.replace("two clerks", "[t]wo clerks").replacen("¶1", "¶2", 1);
    assert_eq!(site.read("content/commentary/read.md"), mended);

    let ran = site.run(&["check", "--fix", "--accept-source-wording"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.contains("[-sheets-]") && ran.out.contains("1 change made in 1 file"), "{}", ran.out);
    assert_eq!(site.read("content/commentary/read.md"), mended.replace("the sheets on", "the sheet on"));

    let before = site.files("content");
    let ran = site.run(&["check", "--fix", "--accept-source-wording"]);
    assert_eq!((ran.code, ran.out.lines().next()), (0, Some("nothing was changed")));
    assert_eq!(before, site.files("content"));
    assert_eq!(site.run(&["check", "--accept-source-wording"]).code, 2);

    site.put(
        "content/sources/gate.md",
        "---\ntitle: Gate\ndate: 2026-03-15\npublication: lantern\n---\n\nThe clerk’s “yes” – he said – was a no.\n",
    );
    let plain = "---\ntitle: Gate\ndate: 2026-03-20\n---\n\n> The clerk's \"yes\" - he said - was a no.\n>\n> — [@gate, ¶1]\n\nThey \
                 quote \"The clerk's 'yes'\" [@gate, ¶1].\n";
    site.put("content/commentary/gate.md", plain);
    site.run(&["check", "--fix"]);
    assert_eq!(site.read("content/commentary/gate.md"), plain);
    let ran = site.run(&["check", "--fix", "--typography"]);
    assert!(ran.code == 0 && ran.out.contains("2 changes made in 1 file"), "{}", ran.out);
    let set = plain.replace("clerk's", "clerk’s").replace("\"yes\" - he said - was", "“yes” – he said – was");
    assert_eq!(site.read("content/commentary/gate.md"), set);
    site.run(&["check", "--fix", "--typography"]);
    assert_eq!(site.read("content/commentary/gate.md"), set);
}

/// A site of two sources, one of which has two captures.
fn wall_and_gate() -> Site {
    let site = Site::new();
    for folder in ["content/sources", "content/commentary", "content/pages"] {
        let _ = fs::remove_dir_all(site.root().join(folder));
    }
    site.put("content/publications.yaml", "- {key: lantern, name: The Lantern, language: en}\n");
    let source = |title: &str, day: &str, text: &str| {
        format!(
            "---\ntitle: {title}\ndate: 2026-03-01\npublication: lantern\ncapture: {{retrieved: {day}}}\n---\n\n{text}\n"
        )
    };
    let second = "Two clerks held it on Friday.";
    let now = source("Wall", "2026-03-17", &format!("The sheet was put up in the evening.\n\n{second}"));
    let then = source("Wall", "2026-03-14", &format!("The sheet went up in the morning.\n\n{second}"));
    site.put("content/sources/wall.md", &now);
    site.put("content/sources/wall@2026-03-14.md", &then);
    site.put("content/sources/gate.md", &source("Gate", "2026-03-15", "The gate was shut at noon."));
    site
}

#[test]
fn words_of_an_earlier_capture_are_offered_with_its_day() {
    let site = wall_and_gate();
    let snippet = "> The sheet went up in the morning.\n>\n> — [@wall, ¶1, capture 2026-03-14]";
    for at in [&[][..], &["--at", "¶1"]] {
        let mut arguments = vec!["quote", "wall", "The sheet went up in the morning."];
        arguments.extend(at);
        let ran = site.run(&arguments);
        assert!(ran.code == 1 && ran.out.starts_with("rejected[quotation-superseded]"), "{}", ran.out);
        assert!(ran.out.contains(snippet), "{}", ran.out);
        arguments.push("--json");
        let json: Value = serde_json::from_str(&site.run(&arguments).out).unwrap();
        assert_eq!((&json["code"], &json["markdown"]), (&"quotation-superseded".into(), &snippet.into()), "{json}");
    }
    let ran = site.run(&["quote", "wall", "The sheet went up in the morning.", "--at", "¶1, capture 2026-03-14"]);
    assert!(ran.code == 0 && ran.out.contains(snippet), "{}", ran.out);
    let ran = site.run(&["quote", "--find", "The sheet went up in the morning."]);
    assert!(ran.code == 0 && ran.out.contains(snippet), "{}", ran.out);
    assert!(ran.out.starts_with("wall, ¶1, in the capture of 2026-03-14 alone: Wall\n"), "{}", ran.out);
    let ran = site.run(&["quote", "--find", "Two clerks held it on Friday."]);
    assert!(ran.out.starts_with("wall, ¶2: Wall\n") && !ran.out.contains("capture"), "{}", ran.out);
}

#[test]
fn a_citation_of_the_wrong_source_or_capture_is_mended_where_one_alone_is_right() {
    let site = wall_and_gate();
    let text = "---\ntitle: Read\ndate: 2026-03-20\n---\n\n> The gate was shut at noon.\n>\n> — [@wall, ¶2]\n\nAt noon.\n\nThey \
                say \"went up in the morning\" [@wall, ¶1, capture 2026-03-17].\n\nTwo words: \"at noon\" [@wall, ¶1].\n";
    site.put("content/commentary/read.md", text);
    let ran = site.run(&["check", "--fix"]);
    let mended = text.replace("@wall, ¶2", "@gate, ¶1").replace("capture 2026-03-17", "capture 2026-03-14");
    assert_eq!(site.read("content/commentary/read.md"), mended, "{}", ran.out);
    assert!(ran.code == 1 && ran.out.contains("2 changes made in 1 file"), "{}", ran.out);
    let ran = site.run(&["check", "--fix"]);
    assert!(ran.out.starts_with("nothing was changed"), "{}", ran.out);
    assert_eq!(site.read("content/commentary/read.md"), mended);
    // What `quote` offers is the same cure.
    let ran = site.run(&["quote", "wall", "The gate was shut at noon."]);
    assert!(ran.code == 1 && ran.out.contains("\n> — [@gate, ¶1]"), "{}", ran.out);
    // A place that is not understood is said before what follows from it.
    let ran = site.run(&["quote", "gate", "The gate was shut at noon.", "--at", "¶1, 0th"]);
    assert!(ran.code == 1 && ran.out.contains("the first place is `1st`"), "{}", ran.out);
}
