//! Feeds, lists of feeds, folders, Markdown and the standard input, as the program takes them; and the reports whose
//! answer is a run of it.

#![expect(clippy::disallowed_methods, reason = "tests make sites on disk")]

mod program;

use program::{Ran, Site, command, ran};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

fn report(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports").join(name).display().to_string()
}

fn site() -> Site {
    let site = Site::new();
    site.put(
        "content/publications.yaml",
        "- {key: quay, name: Quay Courier, language: en, url: \"https://quay.example/\"}\n",
    );
    let _ = fs::remove_dir_all(site.root().join("content/sources"));
    let _ = fs::remove_dir_all(site.root().join("content/commentary"));
    site
}

fn piped(site: &Site, arguments: &[&str], bytes: &[u8]) -> Ran {
    let mut command = command(&site.root(), arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    ran(&child.wait_with_output().unwrap())
}

#[test]
fn report_20_entries_are_chosen_and_a_teaser_is_not_stored() {
    let site = site();
    let feed = report("20-feed-escapes-and-links/twice.rss");
    let looked = site.run(&["ingest", &feed, "--dry-run", "--json"]);
    assert_eq!((looked.code, looked.out.lines().count()), (0, 2), "{}", looked.err);
    let which = site.run(&["ingest", &feed]);
    assert_eq!(which.code, 2);
    for part in ["a feed of 2 entries", "1 2026-05-04 The clerk’s fares & the carts", "--entry NUMBER", "--all"] {
        assert!(which.err.contains(part), "{part}: {}", which.err);
    }
    let all = site.run(&["ingest", &feed, "--all", "--yes"]);
    assert_eq!(all.code, 1, "{}", all.out);
    assert!(all.err.contains("not read: ") && all.err.contains("feed gives 1 sentence; fetch the page"), "{}", all.err);
    assert!(all.err.contains("1 text read, 1 not"), "{}", all.err);
    let sources = site.files("content/sources");
    assert_eq!(sources.keys().collect::<Vec<_>>(), ["quay/2026/quay-2026-05-04.md"]);
    let text = site.read("content/sources/quay/2026/quay-2026-05-04.md");
    assert!(text.contains("title: The clerk’s") || text.contains("title: \"The clerk’s fares & the carts\""), "{text}");
    let again = site.run(&["ingest", &feed, "--entry", "https://quay.example/2026/05/04/fares/", "--yes"]);
    assert!(again.code == 0 && again.out.contains("is unchanged since"), "{}{}", again.out, again.err);
    let none = site.run(&["ingest", &feed, "--entry", "3"]);
    assert!(none.code == 2 && none.err.contains("no entry `3` among its 2"), "{}", none.err);
}

#[test]
fn a_text_in_a_feed_does_not_supersede_the_page() {
    let site = site();
    let page = site.run(&["ingest", &report("13-recapture-unchanged/save-1.html"), "--yes"]);
    assert_eq!(page.code, 0, "{}", page.err);
    let feed = site.run(&["ingest", &report("20-feed-escapes-and-links/twice.rss"), "--entry", "1", "--yes"]);
    assert!(feed.code == 1 && feed.err.contains("its page"), "{}{}", feed.out, feed.err);
    assert_eq!(site.files("content/sources").len(), 1);
}

#[test]
fn report_13_a_page_saved_again_is_one_text() {
    let site = site();
    let save = |number: u32| site.run(&["ingest", &report(&format!("13-recapture-unchanged/save-{number}.html"))]);
    let first = save(1);
    assert_eq!(first.code, 0, "{}", first.err);
    let file = "content/sources/quay/2026/quay-2026-05-04.md";
    assert!(site.read(file).contains("retrieved: 2026-05-04"), "{}", site.read(file));
    let second = save(2);
    assert!(second.code == 0 && second.out.contains("is unchanged since 2026-05-04"), "{}", second.out);
    assert_eq!(site.files("content/sources").len(), 1);
    let third = save(3);
    assert!(third.code == 0 && third.out.contains("has changed"), "{}", third.out);
    assert!(site.read(file).contains("retrieved: 2026-05-11") && site.read(file).contains("date: 2026-05-04"));
    assert_eq!(site.files("content/sources").len(), 2);
}

#[test]
fn a_folder_is_read_in_order_and_one_failure_stops_nothing() {
    let site = site();
    let note = "---\ntitle: Carts\ndate: 2026-05-01\npublication: Quay Courier\nlang: en\n---\n\nThe carts came early in the morning, and nobody had counted them before noon.\n";
    site.put("in/b.data", note);
    site.put("in/c.rss", &fs::read_to_string(report("20-feed-escapes-and-links/based.atom")).unwrap());
    site.put("in/a.png", "\u{89}PNG");
    fs::write(site.root().join("in/a.png"), b"\x89PNG\r\n").unwrap();
    site.put("in/.hidden", "words");
    site.put("in/d.html", &fs::read_to_string(report("13-recapture-unchanged/save-1.html")).unwrap());
    site.put("in/d_files/script.js", "x()");
    #[cfg(unix)]
    std::os::unix::fs::symlink("b.data", site.root().join("in/e.md")).unwrap();
    let ran = site.run(&["ingest", "in", "--yes"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    // Under each stands its cure.
    assert_eq!(ran.err.matches("\n  help: ").count(), 3, "{}", ran.err);
    let lines: Vec<&str> = ran.err.lines().filter(|line| !line.starts_with(' ')).collect();
    let starts = [
        "not read: `in/a.png` is a picture",
        "not read: `in/c.rss` is a feed of 2 entries",
        "not read: `in/e.md` is a link",
    ];
    for (line, start) in lines.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
    assert_eq!(lines.last(), Some(&"2 texts read, 3 not"));
    assert_eq!(site.files("content/sources").len(), 2);
}

/// A server with a feed of two entries: the page of the first is there, that of the second is gone.
#[cfg(feature = "web")]
fn serve() -> String {
    use std::io::{BufRead, BufReader};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let words = "The ferry committee met on Monday, and it agreed after a long evening on a list of fares.";
    let page = format!(
        "<html lang=en><head><title>The fares</title></head><body><article><h1>The fares</h1><p>{words}</p><p>{words} \
         It then rose, and the page says so.</p></article></body></html>"
    );
    let feed = "<rss version='2.0'><channel><title>Quay Courier</title><link>/</link>\
        <item><title>The fares</title><link>/fares</link><pubDate>Mon, 04 May 2026 23:40:00 -0400</pubDate><description>Fares rise.</description></item>\
        <item><title>Gone</title><link>/gone</link><pubDate>Tue, 05 May 2026 10:00:00 GMT</pubDate><description>It went.</description></item></channel></rss>";
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            let first = lines.next().unwrap_or_default();
            lines.take_while(|line| !line.is_empty()).for_each(drop);
            let (status, body) = match first.split(' ').nth(1) {
                Some("/feed") => ("200 OK", feed),
                Some("/fares") => ("200 OK", page.as_str()),
                _ => ("404 Not Found", ""),
            };
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            let _ = stream.write_all(format!("{head}{body}").as_bytes());
        }
    });
    address
}

#[cfg(feature = "web")]
#[test]
fn the_page_of_an_entry_is_preferred_and_the_feed_says_what_it_does_not() {
    let site = site();
    let address = serve();
    let list = format!(
        "<opml><body><outline text='Quay' xmlUrl='{address}/feed'/><outline text='No' xmlUrl='{address}/no'/></body></opml>"
    );
    site.put("list.opml", &list);
    let wanted = ["ingest", "list.opml", "--all", "--yes", "--private", "--publication", "quay"];
    let ran = site.run(&wanted);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    let text = site.read("content/sources/quay/2026/quay-2026-05-04.md");
    assert!(text.contains("the page says so") && text.contains("date: 2026-05-04"), "{text}");
    assert!(text.contains(&format!("from: \"{address}/fares\"")), "{text}");
    assert!(ran.err.contains("there is nothing at") && ran.err.contains("feed gives 1 sentence"), "{}", ran.err);
    assert!(ran.err.ends_with("1 text read, 2 not\n"), "{}", ran.err);
    let by_number = site.run(&[
        "ingest",
        "list.opml",
        "--entry",
        "1",
        "--entry",
        "1",
        "--private",
        "--yes",
        "--publication",
        "quay",
    ]);
    assert!(by_number.code == 0 && by_number.out.contains("is unchanged since"), "{}{}", by_number.out, by_number.err);
    let without = site.run(&["ingest", &format!("{address}/feed"), "--entry", "1", "--no-fetch", "--private"]);
    assert!(without.code == 1 && without.err.contains("feed gives 1 sentence"), "{}", without.err);
}

#[test]
fn the_standard_input_is_of_any_kind() {
    let site = site();
    let feed = fs::read(report("20-feed-escapes-and-links/based.atom")).unwrap();
    let ran = piped(&site, &["ingest", "-", "--entry", "1", "--dry-run", "--json"], &feed);
    assert!(ran.code == 0 && ran.out.contains("what <i> means"), "{}{}", ran.out, ran.err);
    let list = "<opml><body><outline text=\"Quay\" xmlUrl=\"https://quay.example/feed\"/><outline text=\"Hall\" xmlUrl=\"https://hall.example/feed\"/></body></opml>";
    let ran = piped(&site, &["ingest", "-"], list.as_bytes());
    assert!(
        ran.code == 2 && ran.err.contains("a list of 2 feeds") && ran.err.contains("2 Hall  https://hall.example/feed"),
        "{}",
        ran.err
    );
    let ran = piped(&site, &["ingest", "-", "--dry-run", "--json"], "# Carts\n\nThe **carts** came.\n".as_bytes());
    assert!(ran.code == 0 && ran.out.contains("\"title\":\"Carts\""), "{}{}", ran.out, ran.err);
    let deep = format!("<rss><channel>{}", "<a>".repeat(100_000));
    let ran = piped(&site, &["ingest", "-"], deep.as_bytes());
    assert!(ran.code == 2 && ran.err.contains("`--limit depth=NUMBER`"), "{}", ran.err);
}

#[test]
fn report_18_control_characters_in_a_stored_text_are_said() {
    let site = site();
    let front = "---\ntitle: Fares\npublication: quay\n---\n\n";
    site.put("content/sources/fares.md", &format!("{front}The clerk\u{92}s fare is 5 \u{80} a day.\n"));
    let ran = site.run(&["check", "--format", "short"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let said = format!("{}{}", ran.out, ran.err);
    assert!(said.contains("content/sources/fares.md:6:10") && said.contains("source-encoding"), "{said}");
    assert!(said.contains("2 control characters") && said.contains("U+0092"), "{said}");
    let latin = site.run(&[
        "ingest",
        &report("18-mislabelled-encodings/latin.html"),
        "--publication",
        "quay",
        "--id",
        "latin",
        "--yes",
    ]);
    assert_eq!(latin.code, 0, "{}", latin.err);
    site.put(
        "content/commentary/a.md",
        "---\ntitle: A\ndate: 2026-05-05\n---\n\n\"The answer came in one line... 'we shall see'.\" [@latin] and \"said the clerk - and added\" [@latin].\n",
    );
    let ran = site.run(&["check", "--format", "short"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
}
