//! A year of a digest, lived by the program: 60 sources, 40 commentaries, 8 editions; 30 captures anew, 12 renamings, 5
//! amendments, 3 withdrawals, 6 corrections, 2 moves, a formatter and a checkout on Windows.
//!
//! After each step: what `check` says is what it must say and no more, every address that was ever published still answers,
//! every entry of the feed has the id it had, and every quotation is counted in one kind.

mod program;

use postil::base::day::{Day, Now};
use postil::base::diagnostic::Severity;
use postil::render::address::LinkForm;
use postil::{Wanted, build};
use program::{Ran, command, ran};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const TODAY: &str = "2027-03-01";

/// What is found, by code; quotations by kind, in the order of SPEC 11; what became of those whose source changed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    codes: BTreeMap<String, usize>,
    quotations: [usize; 7],
    captures: [usize; 4],
}

struct Year {
    folder: tempfile::TempDir,
    /// Every address that was ever published.
    addresses: BTreeSet<String>,
    /// Of every commentary that was ever in the feed, its id there.
    ids: BTreeSet<String>,
}

impl Year {
    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    fn change(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "`{from}` is not in {path}:\n{text}");
        self.put(path, &text.replacen(from, to, 1));
    }

    /// Runs the program on a day, at noon in UTC.
    fn run(&self, day: &str, arguments: &[&str]) -> Ran {
        let noon: i64 = format!("{day}T12:00:00Z").parse::<jiff::Timestamp>().unwrap().as_second();
        let mut command = command(&self.root(), arguments);
        ran(&command.env("SOURCE_DATE_EPOCH", noon.to_string()).output().unwrap())
    }

    fn done(&self, day: &str, arguments: &[&str]) -> String {
        let ran = self.run(day, arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}{}", ran.out, ran.err);
        ran.out
    }

    /// The site as it is: nothing of what was published may be lost.
    fn look(&mut self, step: &str) -> Found {
        let (tree, report) = postil::shell::read::read(&self.root()).unwrap();
        assert!(report.is_empty(), "{step}");
        let now = Now::Day(Day::parse(TODAY).unwrap());
        let wanted = Wanted { now, drafts: false, future: false, base_url: None, links: LinkForm::Relative };
        let (found, addresses, ids) = build(&tree, &wanted, &|_| {}, |built| {
            let mut codes = BTreeMap::new();
            for one in built.report.iter() {
                *codes.entry(one.code.name.to_owned()).or_default() += 1;
            }
            let said: Vec<String> = built
                .report
                .iter()
                .filter(|one| one.severity == Severity::Error)
                .map(|one| format!("{}: {}", one.place.file, one.message))
                .collect();
            let (q, c) = (built.tally, built.moves);
            let quotations = [q.verbatim, q.typography, q.marked, q.translated, q.superseded, q.unverified, q.rejected];
            let found = Found { codes, quotations, captures: [c.placed, c.moved, c.ambiguous, c.superseded] };
            let Some(plan) = built.plan else {
                assert!(step.starts_with('!'), "{step}: {said:#?}");
                return (found, None, None);
            };
            let addresses: BTreeSet<String> = plan.outputs().iter().map(|output| output.path.clone()).collect();
            let feed = plan.outputs().iter().position(|output| output.path == "feed.xml").unwrap();
            let feed = String::from_utf8(plan.make(feed).unwrap().into_owned()).unwrap();
            let ids = feed.split("<id>").skip(1).filter_map(|rest| rest.split("</id>").next()).map(str::to_owned);
            (found, Some(addresses), Some(ids.collect::<BTreeSet<String>>()))
        });
        if let (Some(addresses), Some(ids)) = (addresses, ids) {
            let lost: Vec<&String> = self.addresses.difference(&addresses).collect();
            assert!(lost.is_empty(), "{step}: {lost:?}");
            assert!(self.ids.is_empty() || self.ids == ids, "{step}: {:?}", self.ids.symmetric_difference(&ids));
            (self.addresses, self.ids) = (addresses, ids);
        }
        found
    }

    /// The same, as the program tells other programs.
    fn told(&self) -> Found {
        let ran = self.run(TODAY, &["check", "--format", "json"]);
        let said: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let mut codes = BTreeMap::new();
        for one in said["diagnostics"].as_array().unwrap() {
            *codes.entry(one["code"].as_str().unwrap().to_owned()).or_default() += 1;
        }
        let count = |of: &str, kind: &str| said[of][kind].as_u64().unwrap() as usize;
        let quotations = ["verbatim", "typography", "marked", "translated", "superseded", "unverified", "rejected"];
        Found {
            codes,
            quotations: quotations.map(|kind| count("quotations", kind)),
            captures: ["placed", "moved", "ambiguous", "superseded"].map(|kind| count("captures", kind)),
        }
    }

    fn sources(&self) -> Vec<PathBuf> {
        let all = walkdir::WalkDir::new(self.root().join("content/sources")).sort_by_file_name().into_iter().flatten();
        all.filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path()).collect()
    }

    /// Every file of text, changed.
    fn rewrite(&self, folder: &str, change: impl Fn(&Path, &str) -> String) {
        for entry in walkdir::WalkDir::new(self.root().join(folder)).into_iter().flatten() {
            if entry.file_type().is_file() {
                let text = fs::read_to_string(entry.path()).unwrap();
                fs::write(entry.path(), change(entry.path(), &text)).unwrap();
            }
        }
    }
}

/// `2026-01-05`: one a source, from the first day of the year on.
fn day(at: usize) -> String {
    format!("2026-{:02}-{:02}", 1 + at / 28, 1 + at % 28)
}

fn id(at: usize) -> String {
    format!("lantern-{}", day(at))
}

fn source_path(at: usize) -> String {
    format!("content/sources/lantern/2026/{}.md", id(at))
}

/// The clip of a source, with what the publisher changed since.
fn clip(at: usize, before: &str, counted: &str, last: &str) -> String {
    format!(
        "The count of week {at}\n\n{}\n\n{before}In week {at} the council {counted} {at} sacks of flour at the old market.\n\n\
         Nobody in street {at} was asked, said the baker of number {at}.\n\nThe next count of street {at} is {last} next week.\n",
        day(at)
    )
}

fn commentary_path(at: usize) -> String {
    format!("content/commentary/week-{at}.md")
}

fn found(codes: &[(&str, usize)], quotations: [usize; 7], captures: [usize; 4]) -> Found {
    Found { codes: codes.iter().map(|(code, count)| ((*code).to_owned(), *count)).collect(), quotations, captures }
}

fn begin() -> Year {
    let year = Year { folder: tempfile::tempdir().unwrap(), addresses: BTreeSet::new(), ids: BTreeSet::new() };
    year.put(
        "site.toml",
        "title = \"Counting\"\nbase_url = \"https://count.example/\"\ntime_zone = \"Europe/Paris\"\nlanguage = \"en\"\n\
         [quotations]\ncontract = 1\n[feeds]\nauthority = \"count.example,2026\"\nitems = 100\n",
    );
    year.put("content/publications.yaml", "- {key: lantern, name: The Lantern, language: en}\n");
    year.put("content/topics.yaml", "- key: flour\n  label: Flour\n  children:\n    - {key: sacks, label: Sacks}\n");
    year.put("content/authors.yaml", "- {key: ilse, name: Ilse Marent}\n");
    let clips: Vec<String> = (0..60).map(|at| format!("clip-{at}.txt")).collect();
    for (at, name) in clips.iter().enumerate() {
        year.put(name, &clip(at, "", "counted", "held"));
    }
    let mut arguments = vec!["ingest", "--publication", "lantern", "--yes"];
    arguments.extend(clips.iter().map(String::as_str));
    year.done("2026-04-01", &arguments);
    for at in 0..40 {
        let (own, other) = (id(at), id(at + 20));
        year.put(
            &commentary_path(at),
            &format!(
                "---\ntitle: Week {at}\ndate: 2026-04-{:02}\nauthors: [ilse]\ntopics: [flour/sacks]\n---\n\n\
                 > In week {at} the council counted {at} sacks of flour at the old market.\n>\n> — [@{own}, ¶1]\n\n\
                 So it counted. See [the other week](week-{}.md) and the baker [@{other}, ¶2].\n",
                2 + at % 28,
                (at + 1) % 40,
            ),
        );
    }
    for at in 0..8 {
        let entries: Vec<String> = (at * 5..at * 5 + 5).map(|at| format!("week-{at}")).collect();
        let text = format!(
            "---\ntitle: Five weeks, {at}\ndate: 2026-05-{:02}\ncommentary: [{}]\n---\n\nRead on.\n",
            at + 1,
            entries.join(", ")
        );
        year.put(&format!("content/editions/five-{at}.md"), &text);
    }
    year
}

#[test]
fn a_year_of_a_digest_loses_nothing() {
    let mut year = begin();
    let mut now = found(&[], [40, 0, 0, 0, 0, 0, 0], [0; 4]);
    assert_eq!(year.look("the beginning"), now);
    assert_eq!(year.told(), now);
    assert_eq!((year.ids.len(), year.sources().len()), (41, 60));

    // Thirty captures anew: of ten a paragraph was put before the quoted one, of ten the quoted words changed, of ten others.
    for (step, from, kind) in [("June", 0, "before"), ("July", 10, "words"), ("August", 20, "others")] {
        let names: Vec<String> = (from..from + 10).map(|at| format!("clip-{at}.txt")).collect();
        for (at, name) in (from..).zip(&names) {
            let text = match kind {
                "before" => clip(at, &format!("A line of our own stands before week {at}.\n\n"), "counted", "held"),
                "words" => clip(at, "", "weighed", "held"),
                _ => clip(at, "", "counted", "put off until"),
            };
            year.put(name, &text);
        }
        let mut arguments = vec!["ingest", "--publication", "lantern", "--yes"];
        arguments.extend(names.iter().map(String::as_str));
        let month = ["2026-06-01", "2026-07-01", "2026-08-01"][from / 10];
        year.done(month, &arguments);
        assert_eq!(year.sources().len(), 60 + from + 10);
        now = match kind {
            "before" => found(&[("locator-moved", 10)], [40, 0, 0, 0, 0, 0, 0], [10, 0, 0, 0]),
            "words" => found(&[("quotation-superseded", 10)], [30, 0, 0, 0, 10, 0, 0], [10, 0, 0, 10]),
            _ => found(&[("quotation-superseded", 10)], [30, 0, 0, 0, 10, 0, 0], [20, 0, 0, 10]),
        };
        assert_eq!(year.look(step), now, "{step}");
        assert_eq!(year.told(), now, "{step}");
        if kind == "before" {
            year.done(TODAY, &["check", "--fix"]);
            assert!(!year.look("the new numbers").codes.contains_key("locator-moved"));
        }
    }
    // Asked for again, nothing is new.
    let again = year.done(
        "2026-08-02",
        &["ingest", "--publication", "lantern", "--yes", "clip-3.txt", "clip-13.txt", "clip-23.txt"],
    );
    assert_eq!(again.matches("is unchanged since").count(), 3, "{again}");
    assert_eq!(year.sources().len(), 90);

    // Twelve renamings.
    let (old, changed) = (id(0), id(12));
    for (thing, new) in [
        (format!("source/{old}"), "first-week"),
        (format!("source/{changed}"), "weighed-week"),
        (format!("source/{}", id(45)), "late-week"),
        ("source/first-week".to_owned(), "the-first-week"),
        ("commentary/week-1".to_owned(), "the-second-week"),
        ("commentary/week-12".to_owned(), "weighed"),
        ("commentary/week-39".to_owned(), "the-last-week"),
        ("edition/five-0".to_owned(), "the-first-five"),
        ("topic/flour/sacks".to_owned(), "bags"),
        ("topic/flour".to_owned(), "grain"),
        ("publication/lantern".to_owned(), "the-lantern"),
        ("author/ilse".to_owned(), "ilse-marent"),
    ] {
        year.done(TODAY, &["rename", &thing, new, "--yes"]);
        assert_eq!(year.look(&thing), now, "{thing}");
    }
    assert_eq!(year.told(), now);

    // Five amendments.
    for at in 30..35 {
        year.change(&source_path(at), "was asked", "was heard");
        let altered = year.look("!a text was changed");
        assert_eq!(altered.codes.get("source-altered"), Some(&1), "{altered:?}");
        year.done(TODAY, &["amend", &id(at), "--because", "a slip of the scanner in ¶2", "--today", TODAY]);
        assert_eq!(year.look("amended"), now);
    }

    // Three withdrawals: of a source the quoted words stay; a commentary's quotation is counted no more.
    year.change(
        &source_path(20),
        "title:",
        "withdrawn: {date: 2026-10-01, because: The publisher asked for it}\ntitle:",
    );
    assert_eq!(year.look("a source is withdrawn"), now);
    for at in [25, 26] {
        year.change(&commentary_path(at), "title:", "withdrawn: {date: 2026-10-02, because: It was not ours}\ntitle:");
        now.quotations[0] -= 1;
        now.captures[0] -= 1;
        let after = year.look("a commentary is withdrawn");
        // Who links to it is told, and nobody else.
        assert_eq!((after.quotations, after.captures), (now.quotations, now.captures));
        now.codes = after.codes;
    }
    assert_eq!(year.told(), now);

    // Six corrections.
    for at in 2..8 {
        let line =
            format!("corrections:\n  - {{date: 2026-11-{:02}, text: The count was of week {at}.}}\ntitle:", at + 1);
        year.change(&commentary_path(at), "title:", &line);
        assert_eq!(year.look("a correction"), now);
    }

    // Two moves.
    for (from, to) in [
        ("https://count.example/", "https://pages.example/count/"),
        ("https://pages.example/count/", "https://grain.example/"),
    ] {
        year.change("site.toml", from, to);
        assert_eq!(year.look(to), now);
    }

    // A formatter: other wrapping, wider gaps.
    year.rewrite("content/sources", |_, text| {
        let end = text[4..].find("\n---\n").map_or(text.len(), |at| at + 9);
        let body = text[end..].replace("\n\n", "\n\n\n").replace(" the ", "\nthe ");
        format!("{}{body}", &text[..end])
    });
    assert_eq!(year.look("a formatter"), now);
    // A checkout on Windows.
    year.rewrite("content", |_, text| text.replace('\n', "\r\n"));
    year.rewrite("site.toml", |_, text| format!("\u{feff}{}", text.replace('\n', "\r\n")));
    assert_eq!(year.look("a checkout on Windows"), now);
    assert_eq!(year.told(), now);
    year.done(TODAY, &["build"]);
    for address in &year.addresses {
        assert!(year.root().join("public").join(address).is_file(), "{address}");
    }
    assert_eq!(now.quotations.iter().sum::<usize>(), 38);
}
