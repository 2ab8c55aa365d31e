//! What people met with other programs, each as a small site of our own. The number is that of the report; the kind is what
//! counts. Of the others 13 and 20 are in `feeds`, 18 is in `clips`, 33 in the browser.

mod program;

use program::{Ran, command, files, ran, run_in};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const TODAY: &str = "2027-04-02";

struct Digest {
    folder: tempfile::TempDir,
}

impl Digest {
    /// A site with these files; `text` becomes a source `quay` in a language.
    fn new(language: &str, text: &str, commentary: &str) -> Digest {
        let digest = Digest { folder: tempfile::tempdir().unwrap() };
        digest.put(
            "site.toml",
            "title = \"Q\"\nbase_url = \"https://q.example/sub/\"\ntime_zone = \"Europe/Paris\"\nlanguage = \"en\"\n\
             feeds = {authority = \"q.example,2027\", full_text = true}\n",
        );
        digest.put("content/publications.yaml", "- {key: quay, name: The Quay, language: en}\n");
        digest.source("quay", language, text);
        digest.commentary("a", commentary);
        digest
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn source(&self, id: &str, language: &str, text: &str) {
        let front =
            format!("---\ntitle: Tolls\npublication: quay\ndate: 2027-02-03\nlanguage: {language}\n---\n\n{text}\n");
        self.put(&format!("content/sources/{id}.md"), &front);
    }

    fn commentary(&self, id: &str, text: &str) {
        self.put(
            &format!("content/commentary/{id}.md"),
            &format!("---\ntitle: Reading\ndate: 2027-02-10\n---\n\n{text}\n"),
        );
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        run_in(&self.root(), arguments)
    }

    fn check(&self) -> Value {
        serde_json::from_str(&self.run(&["check", "--today", TODAY, "--format", "json"]).out).unwrap()
    }

    /// Code, line and message of every diagnostic.
    fn found(&self) -> Vec<(String, u64, String)> {
        let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
        let all = self.check()["diagnostics"].as_array().unwrap().clone();
        all.iter().map(|one| (text(&one["code"]), one["line"].as_u64().unwrap(), text(&one["message"]))).collect()
    }

    fn tally(&self) -> Vec<(String, u64)> {
        let counts = self.check()["quotations"].as_object().unwrap().clone();
        let counts = counts.into_iter().map(|(name, count)| (name, count.as_u64().unwrap()));
        counts.filter(|(_, count)| *count > 0).collect()
    }

    fn build(&self, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
        let out = self.folder.path().join("out");
        let _ = fs::remove_dir_all(&out);
        let mut arguments = vec!["build", "--today", TODAY, "--out", out.to_str().unwrap()];
        arguments.extend(more);
        let ran = self.run(&arguments);
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
        files(&out)
    }

    fn page(&self, path: &str) -> String {
        String::from_utf8(self.build(&[])[path].clone()).unwrap()
    }

    fn verdict(&self, id: &str, words: &str) -> String {
        let said: Value = serde_json::from_str(&self.run(&["quote", id, words, "--json"]).out).unwrap();
        said["code"].as_str().or(said["verdict"].as_str()).unwrap().to_owned()
    }
}

/// The words of a page without its marks.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut is_mark = false;
    for character in html.chars() {
        match character {
            '<' => is_mark = true,
            '>' => is_mark = false,
            character if !is_mark => text.push(character),
            _ => {}
        }
    }
    text
}

fn one(name: &str, count: u64) -> Vec<(String, u64)> {
    vec![(name.to_owned(), count)]
}

#[test]
fn report_02_single_tildes_are_characters() {
    let text = "요금은 15~25냥, 대기는 20~30분이다.";
    let digest = Digest::new(
        "ko",
        text,
        "> 대기는 20~30분이다.\n>\n> — [@quay, ¶1]\n\nAbout ~40 came, ~5 left, ~~none~~ few stayed.",
    );
    assert_eq!((digest.tally(), digest.found().len()), (one("verbatim", 1), 0));
    let source = digest.page("sources/quay/index.html");
    assert!(
        words(&source).contains("15~25냥")
            && words(&source).contains("20~30분")
            && !source.contains("<s>")
            && !source.contains("<del>")
    );
    let page = digest.page("commentary/a/index.html");
    assert!(page.contains("About ~40 came, ~5 left, <s>none</s> few stayed."), "{page}");
    let mut asked = command(&digest.root(), &["ingest", "-", "--dry-run", "--json", "--publication", "quay"]);
    let mut child = asked.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(format!("{text}\n\n{text}\n").as_bytes()).unwrap();
    let said = ran(&child.wait_with_output().unwrap());
    let said: Value = serde_json::from_str(said.out.lines().next().unwrap()).unwrap();
    assert_eq!(said["paragraphs"], serde_json::json!([text]));
}

#[test]
fn report_05_footnote_marks_without_footnotes_are_named() {
    let digest = Digest::new(
        "en",
        "The toll ends in May.[12] Nobody objected.",
        "It moved.[^apirl]\n\nThree say so.[^x][^y][^z]\n\n> The toll ends in May. Nobody objected.\n>\n> — [@quay, ¶1]\n\nSo it is.\n\n\
         [^april]: A Sunday.\n[^x]: One.\n[^y]: Two.\n[^z]: Three.",
    );
    let found = digest.found();
    let codes: Vec<(&str, u64)> = found.iter().map(|(code, line, _)| (code.as_str(), *line)).collect();
    assert_eq!(codes, [("footnote-unknown", 6), ("footnote-unused", 16)], "{found:?}");
    assert!(digest.run(&["check", "--today", TODAY]).out.contains("did you mean `[^april]`?"));
    assert_eq!(digest.tally(), one("typography", 1));
    let text = fs::read_to_string(digest.root().join("content/commentary/a.md")).unwrap();
    digest.put("content/commentary/a.md", &text.replace("apirl", "april"));
    let page = digest.page("commentary/a/index.html");
    assert_eq!(page.matches("class=\"footnote-ref\"").count(), 4, "{page}");
}

#[test]
fn report_06_at_signs_in_text_are_text() {
    let digest = Digest::new(
        "en",
        "The toll ends.",
        "Post: [@quaywatch](https://social.example/@quaywatch), <https://social.example/@quaywatch/1>, ana@q.example, \
         [write](mailto:ana@q.example), @quaywatch, \\@quay, `[@nobody]`.\n\nThis means a source [@quaywatch].",
    );
    let found = digest.found();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].0.as_str(), found[0].1), ("source-unknown", 8));
    assert!(digest.run(&["check", "--today", TODAY]).out.contains("`\\[@quaywatch\\]`"));
}

#[test]
fn report_08_line_ends_between_han_and_kana_are_nothing() {
    let digest = Digest::new(
        "zh",
        "码头的费用从五月起\n上调百分之三。",
        "> 码头的费用从五月起上调百分之三。\n>\n> — [@quay, ¶1]\n\nOf\n`code`,\n[a link](b.md) and\n*stress*.",
    );
    digest.source("ja", "ja", "桟橋の料金は五月から\n上がる。");
    digest.source("ko", "ko", "부두 요금은 오월부터\n오른다.");
    digest.commentary(
        "b",
        "> 桟橋の料金は五月から上がる。\n>\n> — [@ja, ¶1]\n\n> 부두 요금은 오월부터 오른다.\n>\n> — [@ko, ¶1]\n\nSo.",
    );
    assert_eq!((digest.tally(), digest.found().len()), (one("verbatim", 3), 0));
    let output = digest.build(&[]);
    let text = |path: &str| words(&String::from_utf8(output[path].clone()).unwrap());
    for path in ["sources/quay/index.html", "commentary/a/index.html", "feed.xml"] {
        assert!(text(path).contains("从五月起上调百分之三"), "{path}");
    }
    assert!(text("sources/ja/index.html").contains("五月から上がる"));
    let korean = text("sources/ko/index.html");
    assert!(korean.split_whitespace().collect::<Vec<_>>().join(" ").contains("오월부터 오른다"));
    let page = text("commentary/a/index.html").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("Of code, a link and stress."), "{page}");
}

#[test]
fn report_09_a_blank_is_a_blank_and_a_number_is_one() {
    let text =
        "Le péage sera de 7\u{202f}500 francs par an\u{a0}; il touche «\u{202f}tous les quais\u{202f}» de la ville.";
    let digest = Digest::new("fr", text, "Rien.");
    for (words, verdict) in [
        ("sera de 7 500 francs par an ; il touche", "typography"),
        ("il touche « tous les quais »", "typography"),
        ("il touche \"tous les quais\"", "typography"),
        ("500 francs par an", "quotation-edge"),
        ("sera de 7", "quotation-edge"),
        ("francs par an", "verbatim"),
    ] {
        assert_eq!(digest.verdict("quay", words), verdict, "{words}");
    }
}

#[test]
fn report_14_what_follows_a_key_is_understood_whole_or_refused() {
    let digest = Digest::new(
        "en",
        "The court sat.\n\n\\[71\\] The toll is lawful.\n\n\\[72\\] It is due in May.\n\nIn part.",
        "A [@quay, ¶2].\n\nB [@quay, 98 years on].\n\nC [@quay, ¶2 and in the table].\n\nD [@quay, s 4(1)(b)].\n\nE [@quay, 3rd party].\n\n\
         F [@quay, para 72].\n\nG [@quay, ¶2, ¶4].\n\nH [compare also @quay, ¶3].",
    );
    let found = digest.found();
    let lines: Vec<u64> = found.iter().map(|(_, line, _)| *line).collect();
    assert_eq!(lines, [8, 10, 12, 14, 16, 18], "{found:?}");
    assert!(found.iter().all(|(code, ..)| code == "locator-unknown"), "{found:?}");
    for (at, part) in ["`98 years on`", "and in the table", "s 4(1)(b)", "3rd party", "¶72", "¶4"].iter().enumerate()
    {
        assert!(found[at].2.contains(part), "{found:?}");
    }
    let said = digest.run(&["check", "--today", TODAY]).out;
    assert!(said.contains("the paragraph that prints `72` is ¶3"), "{said}");
    assert!(said.contains("[@quay, ¶2; @quay, ¶4]"), "{said}");
}

#[test]
fn report_21_readers_notes_become_a_draft_and_never_a_source() {
    let digest = Digest::new("en", "The toll ends in May, and boats below nine feet are free.", "Nothing.");
    let entry = |place: &str, kind: &str, words: &str| {
        format!(
            "Tolls (Ines Vale)\r\n- {kind} on page 3 | location {place} | Added on Wednesday, 3 February 2027 10:00:00\r\n\r\n{words}\r\n==========\r\n"
        )
    };
    let all = [
        entry("10-11", "Your Highlight", "The toll ends in May"),
        entry("10-12", "Your Highlight", "The toll ends in May, and boats below nine feet are free."),
        entry("12", "Your Note", "Ask again."),
        entry("14", "Your Bookmark", ""),
        entry("20-21", "Your Highlight", "Nobody was asked about whales."),
    ];
    digest.put("clippings.txt", &all.concat());
    let said = digest.run(&["ingest", "clippings.txt", "--source", "quay"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(said.out.contains("of 5 entries: 1 quoted, 1 refused, 1 joined"), "{}", said.out);
    let draft = fs::read_dir(digest.root().join("content/commentary")).unwrap().map(|entry| entry.unwrap().path());
    let draft = draft.map(|path| fs::read_to_string(path).unwrap()).find(|text| text.contains("draft: true")).unwrap();
    assert!(
        draft.contains("> The toll ends in May, and boats below nine feet are free.") && draft.contains("Ask again.")
    );
    assert!(draft.contains("<!-- not quoted (quotation-not-found)"), "{draft}");
    let again = digest.run(&["ingest", "clippings.txt", "--source", "quay"]);
    assert!(again.out.contains("nothing is new"), "{}", again.out);
    assert_eq!(digest.found().len(), 0);
}

#[test]
fn report_24_a_formatter_is_told_from_a_forger() {
    let digest = Digest::new(
        "en",
        "Nothing.",
        "> 新料金はPDFの表にある。\n>\n> — [@ja, ¶1]\n\nSo.\n\n> is *not* a final list\n>\n> — [@en, ¶1]\n\nSo.",
    );
    digest.put("ja.txt", "料金\n\n2027年2月3日\n\n新料金はPDFの表にある。\n\n会議は火曜日に開かれた。\n");
    digest.put("en.html", "<html lang=en><head><title>Fees</title><meta property='article:published_time' content='2027-02-03'></head><body><article><h1>Fees</h1><p>The file fee_table is <em>not</em> a final list, and the board may still change the order of its three parts before March.</p><ul><li>first part of the list that was read</li><li>second part of the list that was read</li></ul></article></body></html>");
    for (file, id) in [("ja.txt", "ja"), ("en.html", "en")] {
        let said = digest.run(&["ingest", file, "--id", id, "--publication", "quay", "--yes"]);
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    }
    assert_eq!(digest.check()["quotations"]["rejected"], 0, "{:?}", digest.found());
    let path = |id: &str| {
        let all = files(&digest.root().join("content/sources"));
        format!("content/sources/{}", all.keys().find(|name| name.ends_with(&format!("/{id}.md"))).unwrap())
    };
    let change = |id: &str, from: &str, to: &str| {
        let text = fs::read_to_string(digest.root().join(path(id))).unwrap();
        assert!(text.contains(from), "{text}");
        digest.put(&path(id), &text.replace(from, to));
    };
    // Other marks for emphasis and lists, escapes and other line ends are not the text.
    let before = digest.found();
    change("en", "*not*", "_not_");
    change("en", "a final list, and", "a final list,\nand");
    change("en", "The file", "The\nfile");
    assert_eq!(digest.found(), before);
    // Blanks between scripts are, and are said to be no more than that; the quotation holds.
    change("ja", "新料金はPDFの表", "新料金は PDF の表");
    let found = digest.found();
    let told = found.iter().find(|(code, ..)| code == "source-altered").unwrap();
    assert!(told.2.contains("only blanks and marks differ, the words are the same"), "{found:?}");
    assert_eq!(digest.check()["quotations"]["rejected"], 0);
    fs::remove_dir_all(digest.root().join(".postil")).unwrap();
    assert!(digest.found().iter().any(|(_, _, message)| message.contains("only blanks or the form of letters differ")));
    change("ja", "新料金は PDF の表", "新料金はPDFの表");
    assert_eq!(digest.found(), before);
}

/// What was pasted with stars and a list is what a formatter takes it for; quotations hold in both.
#[test]
fn report_24_pasted_text_with_marks_is_what_a_reader_sees() {
    let digest = Digest::new(
        "en",
        "Nothing.",
        "> The file fee_table is not a final list\n>\n> — [@en, ¶1]\n\nSo.\n\n> second part of it\n>\n> — [@en, ¶3]\n\nSo.",
    );
    let text = "Fees\n\n2026-02-03\n\nThe file fee_table is *not* a final list, and the board may still change the order of its three parts before March.\n\n* first part of it\n* second part of it\n";
    digest.put("en.txt", text);
    let asked = digest.run(&["ingest", "en.txt", "--id", "en", "--publication", "quay"]);
    assert!(asked.code == 1 && asked.out.contains("as in Markdown"), "{}{}", asked.out, asked.err);
    assert_eq!(digest.run(&["ingest", "en.txt", "--id", "en", "--publication", "quay", "--yes"]).code, 0);
    let before = digest.found();
    assert!(before.iter().all(|(code, ..)| code == "feed-authority"), "{before:?}");
    let path = "content/sources/quay/2026/en.md";
    let stored = fs::read_to_string(digest.root().join(path)).unwrap();
    let end = stored.find("\n---\n\n").unwrap() + 6;
    let formatted = "The file fee\\_table is _not_ a final list, and the board\nmay still change the order of its three parts before March.\n\n- first part of it\n- second part of it\n";
    digest.put(path, &format!("{}{formatted}", &stored[..end]));
    assert_eq!(digest.found(), before);
}

#[test]
fn report_25_the_same_bytes_serve_at_three_addresses() {
    let digest = Digest::new(
        "en",
        "The toll ends.",
        "> The toll ends.\n>\n> — [@quay, ¶1]\n\nSee [deep](../pages/a/b/deep.md).",
    );
    digest.put(
        "content/pages/a/b/deep.md",
        "---\ntitle: Deep\n---\n\nBack to [the reading](../../../commentary/a.md).\n",
    );
    digest.put("static/_img/plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let output = digest.build(&[]);
    assert!(output.contains_key(".nojekyll") && output.contains_key("_img/plan.svg"));
    let lost = String::from_utf8(output["404.html"].clone()).unwrap();
    for attribute in ["href=\"", "src=\""] {
        for address in lost.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
            let is_from_root = address.starts_with("/sub/") || address.starts_with("https://q.example/sub/");
            assert!(is_from_root || address.starts_with('#'), "{address}");
        }
    }
    for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html") {
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(!text.contains("href=\"/") && !text.contains("src=\"/"), "{path}");
    }
    assert!(digest.build(&["--base-url", "https://q.example/sub"]) == output);
    let moved = digest.build(&["--base-url", "https://other.example/"]);
    let strip = |text: &str| text.replace("https://q.example/sub/", "").replace("https://other.example/", "");
    for (path, bytes) in &output {
        let (ours, theirs) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&moved[path]));
        if path != "404.html" {
            assert_eq!(strip(&ours), strip(&theirs), "{path}");
        }
    }
}

#[test]
fn report_26_no_date_is_of_the_machine() {
    let digest = Digest::new("en", "The toll ends.", "Nothing.");
    let output = digest.build(&[]);
    let touched = fs::File::options().write(true).open(digest.root().join("content/commentary/a.md")).unwrap();
    touched.set_modified(std::time::UNIX_EPOCH).unwrap();
    assert!(digest.build(&[]) == output);
    let out = digest.folder.path().join("out");
    for (epoch, zone) in [("1830000000", "Asia/Tokyo"), ("1900000000", "America/Lima")] {
        let mut asked = command(&digest.root(), &["build", "--out", out.to_str().unwrap()]);
        assert!(asked.env("SOURCE_DATE_EPOCH", epoch).env("TZ", zone).output().unwrap().status.success());
        assert!(files(&out) == output, "{epoch}");
    }
    let map = String::from_utf8(output["sitemap.xml"].clone()).unwrap();
    let days: Vec<&str> = map.split("<lastmod>").skip(1).map(|rest| &rest[..10]).collect();
    assert!(!days.is_empty() && days.iter().all(|day| ["2027-02-03", "2027-02-10"].contains(day)), "{days:?}");
    // A clone without history is the same site.
    let git = |folder: &Path, arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=E", "-c", "user.email=e@q.example"]).args(arguments).current_dir(folder);
        git.output().is_ok_and(|ran| ran.status.success())
    };
    let (root, shallow) = (digest.root(), digest.folder.path().join("shallow"));
    if git(&root, &["init", "-q"])
        && git(&root, &["add", "content", "site.toml"])
        && git(&root, &["commit", "-qm", "One"])
    {
        let from = format!("file://{}", root.display());
        assert!(git(&root, &["clone", "-q", "--depth", "1", &from, shallow.to_str().unwrap()]));
        let said = run_in(&shallow, &["build", "--today", TODAY, "--out", out.to_str().unwrap()]);
        assert_eq!(said.code, 0, "{}", said.out);
        assert!(files(&out) == output);
    }
}

#[test]
fn report_28_a_feed_leans_on_nothing() {
    let digest = Digest::new(
        "en",
        "The toll ends.",
        "> The toll ends.\n>\n> — [@quay, ¶1]\n\n![the plan](../media/plan.svg), [another](b.md), a footnote[^1], [below](#below), \
         [there](../sources/quay.md#p1).\n\n## Below\n\nWords.\n\n[^1]: Small.",
    );
    digest.commentary("b", "Nothing.");
    digest.put("content/media/plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let feed = digest.page("feed.xml");
    for attribute in ["href=&quot;", "src=&quot;", "href=\"", "src=\""] {
        for address in feed.split(attribute).skip(1) {
            assert!(address.starts_with("https://q.example/sub/"), "{}", &address[..40.min(address.len())]);
        }
    }
    assert!(feed.contains("https://q.example/sub/commentary/a/#below"), "{feed}");
    let out = digest.folder.path().join("out");
    let later = digest.run(&["build", "--today", "2028-01-01", "--out", out.to_str().unwrap()]);
    assert_eq!(later.code, 0, "{}", later.out);
    let later = files(&out);
    assert!(later["feed.xml"] == feed.as_bytes());
    assert!(feed.contains("<updated>2027-02-10T00:00:00+01:00</updated>"), "{feed}");
}

#[test]
fn report_30_lists_are_in_the_order_of_the_language_of_the_site() {
    let labels = ["Zinc", "Œillet", "Or", "étain", "Eau", "Été", "carte", "Carte"];
    let digest = Digest::new("fr", "Le péage cesse.", "Rien.");
    let site = fs::read_to_string(digest.root().join("site.toml")).unwrap();
    digest.put("site.toml", &site.replace("\"en\"", "\"fr\""));
    let topic = |(at, label): (usize, &&str)| format!("- {{key: t{at}, label: {label}}}\n");
    digest.put("content/topics.yaml", &labels.iter().enumerate().map(topic).collect::<String>());
    let keys: Vec<String> = (0..labels.len()).map(|at| format!("t{at}")).collect();
    let text = format!("---\ntitle: Reading\ndate: 2027-02-10\ntopics: [{}]\n---\n\nRien.\n", keys.join(", "));
    digest.put("content/commentary/a.md", &text);
    let page = digest.page("topics/index.html");
    let wanted = ["carte", "Carte", "Eau", "étain", "Été", "Œillet", "Or", "Zinc"];
    let (groups, letters) = page.split_once("class=\"az\"").unwrap();
    for (name, part) in [("groups", groups), ("letters", letters.split_once("az-columns").unwrap().1)] {
        let links: Vec<&str> =
            part.split("<a href=\"t").skip(1).filter_map(|rest| rest.split(['>', '<']).nth(1)).collect();
        assert_eq!(links, wanted, "{name}");
    }
    assert!(!letters.contains(">Œ</a>"), "{letters}");
    let first = digest.build(&[]);
    let out = digest.folder.path().join("out");
    let mut asked = command(&digest.root(), &["build", "--today", TODAY, "--out", out.to_str().unwrap()]);
    assert!(asked.env("LC_ALL", "nb_NO.UTF-8").output().unwrap().status.success());
    assert!(files(&out) == first);
}

#[test]
fn report_34_what_is_copied_is_the_words_of_the_source() {
    let digest = Digest::new(
        "en",
        "The toll ends in May. Nobody asked why.\n\nBoats below nine feet are free.",
        "> Nobody asked why.\n>\n> — [@quay, ¶1]\n\nA note.",
    );
    let output = digest.build(&[]);
    let sheet = output.iter().find(|(path, _)| path.ends_with("postil.css")).unwrap().1;
    let sheet = String::from_utf8(sheet.clone()).unwrap();
    let rule = sheet.lines().find(|line| line.contains("user-select: none")).unwrap();
    for apparatus in [".ref", ".para-number", ".footnote-ref", ".markers", ".visually-hidden"] {
        assert!(rule.contains(apparatus), "{apparatus} is copied with the text: {rule}");
    }
    // Between the words of a paragraph stands nothing but what that rule takes out.
    let page = String::from_utf8(output["sources/quay/index.html"].clone()).unwrap();
    let paragraph = page.split("<p id=\"p1\">").nth(1).unwrap().split("</p>").next().unwrap();
    let number = paragraph.split("</a>").next().unwrap();
    assert!(number.contains("class=\"para-number\""), "{paragraph}");
    let rest = &paragraph[number.len() + 4..];
    let (before, mark) = rest.split_once("<sup class=\"ref\">").unwrap();
    let after = mark.split_once("</sup>").unwrap().1;
    let copied = words(&format!("{before}{after}"));
    assert_eq!(copied, "The toll ends in May. Nobody asked why.");
    assert_eq!(digest.verdict("quay", &format!("{copied}\n\nBoats below nine feet are free.")), "verbatim");
}
