//! `postil amend`: a wanted correction is accepted with its day and reason; everything else about the file stays.

mod program;

use program::{PROGRAM, Ran, Site};
use std::fs;
use std::process::Command;

const SOURCE: &str = "content/sources/lantern/2026/lantern-2026-03-14.md";
const TEXT: &str = "A sheet on a wall\n\n14 March 2026\n\nThe council counted three hundred sacks on Friday.\n\nHardly a sack was \
                    short, the council said.\n";

fn site() -> Site {
    let site = Site::new();
    for folder in ["sources", "commentary", "editions"] {
        let _ = fs::remove_dir_all(site.root().join("content").join(folder));
    }
    site.put("content/publications.yaml", "- {key: lantern, name: The Lantern, language: en}\n");
    site.put("content/topics.yaml", "[]\n");
    site.put("clip.txt", TEXT);
    let ran = site.run(&["ingest", "clip.txt", "--publication", "lantern", "--id", "lantern-2026-03-14", "--yes"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    if !site.root().join(SOURCE).exists() {
        let year = fs::read_dir(site.root().join("content/sources/lantern")).unwrap().next().unwrap().unwrap().path();
        fs::rename(year, site.root().join("content/sources/lantern/2026")).unwrap();
    }
    let text =
        "---\ntitle: Sacks\ndate: 2026-03-15\n---\n\nIt counted \"three hundred sacks\" [@lantern-2026-03-14].\n";
    site.put("content/commentary/sacks.md", text);
    assert_eq!(check(&site).code, 0, "{}", check(&site).out);
    site
}

fn check(site: &Site) -> Ran {
    site.run(&["check", "--today", "2027-04-02", "--format", "short"])
}

fn amend(site: &Site, more: &[&str]) -> Ran {
    let mut arguments =
        vec!["amend", "lantern-2026-03-14", "--because", "scanning \"error\" in ¶2", "--today", "2027-04-02"];
    arguments.extend(more);
    site.run(&arguments)
}

fn change(site: &Site, path: &str, from: &str, to: &str) {
    let text = site.read(path);
    assert!(text.contains(from), "{text}");
    site.put(path, &text.replace(from, to));
}

#[test]
fn a_correction_is_accepted_and_nothing_else_is_touched() {
    let site = site();
    let before = amend(&site, &[]);
    assert_eq!((before.code, before.err.contains("nothing to amend")), (1, true), "{}", before.err);
    change(&site, SOURCE, "Hardly a sack", "Scarcely a sack");
    let told = check(&site);
    assert_eq!(told.code, 1);
    assert!(told.out.contains("`Hardly` is now `Scarcely`"), "{}", told.out);
    let human = site.run(&["check", "--today", "2027-04-02"]).out;
    assert!(human.contains("postil amend lantern-2026-03-14 --because"), "{human}");
    let was = site.read(SOURCE);
    let tried = amend(&site, &["--dry-run"]);
    assert_eq!((tried.code, site.read(SOURCE)), (0, was.clone()), "{}", tried.err);
    let ran = amend(&site, &[]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("`Hardly` is now `Scarcely`"), "{}", ran.out);
    let is = site.read(SOURCE);
    let start = is.find("amendments:").unwrap();
    let end = start + is[start..].find("---\n").unwrap();
    let added = &is[start..end];
    assert_eq!(format!("{}{}", &is[..start], &is[end..]), was);
    let lines: Vec<&str> = added.lines().collect();
    assert_eq!(lines[1..3], ["  - date: 2027-04-02", "    because: \"scanning \\\"error\\\" in ¶2\""]);
    assert!(lines[3].starts_with("    sha256: ") && lines.len() == 4, "{added}");
    assert_eq!(check(&site).code, 0, "{}", check(&site).out);
    // A second one, and its line below the first.
    change(&site, SOURCE, "Scarcely a sack", "Barely a sack");
    let out = check(&site).out;
    assert!(
        out.contains("since it was amended on 2027-04-02: ¶") && out.contains("`Scarcely` is now `Barely`"),
        "{out}"
    );
    assert_eq!(amend(&site, &["--today", "2027-04-01"]).code, 2, "a day given twice");
    assert_eq!(amend(&site, &[]).code, 0);
    assert_eq!(site.read(SOURCE).matches("  - date: 2027-04-02").count(), 2);
    assert_eq!(check(&site).code, 0);
}

#[test]
fn quotations_that_would_break_are_named_and_need_a_word() {
    let site = site();
    change(&site, SOURCE, "three hundred sacks", "three thousand sacks");
    let was = site.read(SOURCE);
    let ran = amend(&site, &[]);
    assert_eq!((ran.code, site.read(SOURCE)), (1, was), "{}", ran.out);
    assert!(ran.out.contains("content/commentary/sacks.md:6") && ran.out.contains("quotation-altered"), "{}", ran.out);
    assert!(ran.err.contains("one quotation or reference does not hold") && ran.err.contains("--yes"), "{}", ran.err);
    assert_eq!(amend(&site, &["--yes"]).code, 0);
    let out = check(&site).out;
    assert!(!out.contains("source-altered") && out.contains("quotation-altered"), "{out}");
}

#[test]
fn line_ends_marks_and_lists_are_no_change_and_blanks_are_told_from_words() {
    let site = site();
    let plain = site.read(SOURCE);
    site.put(SOURCE, &format!("\u{feff}{}", plain.replace('\n', "\r\n")));
    assert_eq!(check(&site).code, 0, "{}", check(&site).out);
    site.put(SOURCE, &plain.replace("counted three", "counted\u{a0}three"));
    let out = check(&site).out;
    assert!(out.contains("only blanks and marks differ, the words are the same"), "{out}");
    // The file keeps its mark and its line ends.
    site.put(SOURCE, &format!("\u{feff}{}", plain.replace('\n', "\r\n").replace("Hardly", "Scarcely")));
    assert_eq!(amend(&site, &[]).code, 0);
    let is = site.read(SOURCE);
    assert!(is.starts_with("\u{feff}---\r\n") && !is.replace("\r\n", "").contains('\n'), "{is}");
    assert_eq!(check(&site).code, 0, "{}", check(&site).out);
}

#[test]
fn a_capture_is_amended_by_its_day_and_what_is_unknown_says_so() {
    let site = site();
    let day =
        site.read(SOURCE).lines().find_map(|line| line.trim().strip_prefix("retrieved: ").map(str::to_owned)).unwrap();
    let day = &day[..10];
    let earlier = SOURCE.replace(".md", "@2026-03-20.md");
    let text = site.read(SOURCE).replace(day, "2026-03-20");
    site.put(&earlier, &text);
    assert_eq!(check(&site).code, 0, "{}", check(&site).out);
    change(&site, &earlier, "Hardly", "Scarcely");
    let run = |name: &str| site.run(&["amend", name, "--because", "a slip", "--today", "2027-04-02"]);
    assert!(run("lantern-2026-03-14").err.contains("nothing to amend"));
    let ran = run("lantern-2026-03-14@2026-03-21");
    assert!(ran.code == 2 && ran.err.contains(&format!("its captures are `{day}`, `2026-03-20`")), "{}", ran.err);
    let ran = run("lantern-2026-03-41");
    assert!(ran.code == 2 && ran.err.contains("did you mean `lantern-2026-03-14`?"), "{}", ran.err);
    assert_eq!(run("lantern-2026-03-14@2026-03-20").code, 0);
    assert_eq!(check(&site).code, 0, "{}", check(&site).out);
}

#[test]
fn without_what_was_kept_the_history_of_git_tells_the_words() {
    let site = site();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=E", "-c", "user.email=e@example.org"]).args(arguments);
        command.current_dir(site.root()).output().is_ok_and(|ran| ran.status.success())
    };
    if !git(&["init", "-q"]) || !git(&["add", "."]) || !git(&["commit", "-qm", "A year"]) {
        return;
    }
    fs::remove_dir_all(site.root().join(".postil")).unwrap();
    change(&site, SOURCE, "Hardly a sack", "Scarcely a sack");
    assert!(git(&["commit", "-qam", "A slip"]));
    assert!(check(&site).out.contains("`Hardly` is now `Scarcely`"), "{}", check(&site).out);
    fs::remove_dir_all(site.root().join(".git")).unwrap();
    let out = check(&site).out;
    assert!(out.contains("has changed since it was captured") && !out.contains("Hardly"), "{out}");
    assert!(PROGRAM.ends_with("postil") || cfg!(windows));
}

#[test]
fn a_reason_is_one_line_that_readers_can_see() {
    let site = site();
    change(&site, SOURCE, "Hardly a sack", "Scarcely a sack");
    let before = site.read(SOURCE);
    for (because, said) in [
        ("  ", "`--because` gives no reason"),
        ("a slip\nin ¶2", "write it in one line: `--because \"a slip in ¶2\"`"),
        ("a \"slip\"\r\n\r\nin ¶2", "write it in one line: `--because 'a \"slip\" in ¶2'`"),
        ("a\u{7}slip", "the reason has a character that cannot be seen"),
    ] {
        let ran = site.run(&["amend", "lantern-2026-03-14", "--because", because, "--today", "2027-04-02"]);
        assert!(ran.code == 2 && ran.err.contains(said), "{because:?}: {}", ran.err);
        assert_eq!(site.read(SOURCE), before);
    }
}
