//! PDFs: from the file to a quotation with its page, and everything that a PDF can be instead.
//!
//! `tests/pdf/*.pdf` are the pages beside them, printed by Chromium: one in Cyrillic with a font of its own, one in Hangul with
//! its letters as drawings.

#![cfg(feature = "pdf")]
#![expect(clippy::disallowed_methods, reason = "tests make sites on disk")]

mod program;

use postil::ingest::limits::Limits;
use postil::ingest::reader::{self, Unreadable};
use postil::ingest::received::Received;
use program::paper::{FONT, Paper, line, lines, paper};
use program::{Ran, Site, command, most_memory, ran};
use proptest::prelude::*;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

const FIRST: [&str; 9] = [
    "The council met on Thursday in the long room above the granary, and it adopted",
    "every proposal that was laid before it by the steward, who had come down from the",
    "upper valley with nine carts and a letter.",
    "",
    "Nobody spoke against the first proposal. The second, which concerned the door, was",
    "read twice, since the miller had asked what an unpainted door would cost the parish",
    "in a wet year. It was then agreed to well-considered repairs, though not to the extra-",
    "ordinary ones, and the miller said in so many words that he had never heard of a gran-",
    "ary that was kept dry by a vote, and that the clerk should write it down, which the",
];

const SECOND: [&str; 6] = [
    "clerk did, in ink, on the last page of the book.",
    "",
    "The third proposal concerned the carts. Each of them was to be weighed at the gate",
    "before it was let in, and the weight was to be written into the book. A cart without",
    "a weight was to be turned back; the carters, who had not been asked, heard of it the",
    "same evening.",
];

fn body(texts: &[&str], top: u32) -> String {
    let placed = texts.iter().zip(0..).filter(|(text, _)| !text.is_empty());
    placed.map(|(text, at)| line(text, 10, 40, top - 14 * at)).collect()
}

/// Two pages with a running head and their numbers, and a paragraph that runs over.
fn granary(info: &str) -> Vec<u8> {
    let head = line("The Tidewater Quarterly", 8, 150, 565);
    let first = format!(
        "{head}{}{}{}{}",
        line("The granary door", 18, 40, 520),
        line("By Ilse Marent", 10, 40, 495),
        line("14 March 2026", 10, 40, 478),
        body(&FIRST, 440)
    );
    let number = |number: u32| line(&number.to_string(), 8, 205, 25);
    paper(&[first + &number(213), format!("{head}{}{}", body(&SECOND, 530), number(214))], info)
}

fn put(site: &Site, name: &str, bytes: &[u8]) -> PathBuf {
    let path = site.root().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn ingest(name: &str, bytes: &[u8]) -> (Site, Ran) {
    let site = Site::new();
    put(&site, name, bytes);
    let ran = site.run(&["ingest", name, "--publication", "tidewater", "--yes", "--id", "door"]);
    (site, ran)
}

fn stored(site: &Site) -> String {
    let files = site.files("content/sources");
    let (_, bytes) = files.iter().find(|(name, _)| name.ends_with("/door.md")).expect("it is stored");
    String::from_utf8(bytes.clone()).unwrap()
}

fn text_of(source: &str) -> &str {
    source.splitn(3, "---\n").nth(2).unwrap().trim()
}

#[test]
fn a_quotation_is_found_on_its_page() {
    let (site, ran) = ingest("granary.pdf", &granary("/Title (The granary door) /Author (Ilse Marent)"));
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    for part in [
        "date         2026-03-14",
        "byline       Ilse Marent",
        "pages        2, from 213 to 214",
        "“The Tidewater Quarterly”",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert!(!ran.out.contains("in doubt\n  title"), "{}", ran.out);
    let source = stored(&site);
    assert!(source.starts_with("---\ntitle: The granary door\ndate: 2026-03-14\n"), "{source}");
    let first: Vec<&str> = FIRST.split(|line| line.is_empty()).nth(1).unwrap().to_vec();
    let before = first.join(" ").chars().count() + 1;
    let pages = format!("pages: [{{page: \"213\", from: \"¶1\"}}, {{page: \"214\", from: \"¶2\", at: {before}}}]\n");
    assert!(source.contains(&pages), "{source}");
    let whole = [FIRST.as_slice(), &SECOND].concat().join("\n");
    assert_eq!(text_of(&source), whole);

    site.put(
        "content/commentary/door.md",
        "---\ntitle: On a door\ndate: 2026-03-20\nsource: door\n---\n\n\
         > the extraordinary ones, and the miller said in so many words that he had never heard of a granary\n>\n> — [@door, p. 213]\n\nA note.\n\n\
         > was to be weighed at the gate before it was let in\n>\n> — [@door, p. 214]\n\nAnother note.\n",
    );
    let check = site.run(&["check"]);
    assert_eq!(check.code, 0, "{}{}", check.out, check.err);
    let path = "content/commentary/door.md";
    site.put(path, &site.read(path).replace("[@door, p. 214]", "[@door, p. 213]"));
    assert_eq!(site.run(&["check"]).code, 1, "it does not stand on that page");
    site.put(path, &site.read(path).replace("let in\n>\n> — [@door, p. 213]", "let out\n>\n> — [@door, p. 214]"));
    assert_eq!(site.run(&["check"]).code, 1, "a misquote");
}

#[test]
fn the_same_file_again_is_unchanged_and_another_one_a_capture_with_its_own_pages() {
    let site = Site::new();
    put(&site, "granary.pdf", &granary(""));
    let ingest = ["ingest", "granary.pdf", "--publication", "tidewater", "--yes", "--keep-raw"];
    let first = site.run(&ingest);
    assert_eq!(first.code, 0, "{}{}", first.out, first.err);
    let files = site.files("content/sources");
    let raw = files.iter().find(|(name, _)| name.ends_with(".raw.pdf")).expect("the bytes are kept");
    assert_eq!(*raw.1, granary(""));
    let check = site.run(&["check"]);
    assert!(check.code == 0 && !check.err.contains("raw"), "{}{}", check.out, check.err);
    let again = site.run(&ingest);
    assert!(again.code == 0 && again.out.contains("is unchanged since"), "{}{}", again.out, again.err);

    let mut changed = granary("");
    let at = memchr::memmem::find(&changed, b"nine carts").unwrap();
    changed[at..at + 4].copy_from_slice(b"five");
    put(&site, "granary.pdf", &changed);
    let newer = site.run(&ingest);
    assert!(newer.code == 0 && newer.out.contains("has changed"), "{}{}", newer.out, newer.err);
    assert!(!newer.out.contains("pages        213"), "they begin where they did: {}", newer.out);
    let files = site.files("content/sources");
    assert_eq!(files.keys().filter(|name| name.ends_with(".raw.pdf")).count(), 2, "{:?}", files.keys());
    assert_eq!(site.run(&["check"]).code, 0);
}

#[test]
fn a_pdf_comes_from_everywhere() {
    let site = Site::new();
    let bytes = granary("");
    let ingest = |site: &Site, arguments: &[&str]| {
        let mut all = vec!["ingest", "--publication", "tidewater", "--yes", "--dry-run"];
        all.extend(arguments);
        site.run(&all)
    };
    let mut child = command(&site.root(), &["ingest", "-", "--publication", "tidewater", "--yes", "--dry-run"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&bytes).unwrap();
    let from_input = ran(&child.wait_with_output().unwrap());
    assert!(from_input.code == 0 && from_input.out.contains("The granary door"), "{}", from_input.err);

    fs::create_dir_all(site.root().join("papers")).unwrap();
    put(&site, "papers/one.bin", &bytes);
    let from_folder = ingest(&site, &["papers"]);
    assert!(from_folder.code == 0 && from_folder.out.contains("The granary door"), "{}", from_folder.err);

    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n";
    let mut archive = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://tidewater.example/door.pdf\r\n\
         WARC-Date: 2026-03-20T10:00:00Z\r\nContent-Length: {}\r\n\r\n{head}",
        head.len() + bytes.len()
    )
    .into_bytes();
    archive.extend(&bytes);
    archive.extend(b"\r\n\r\n");
    put(&site, "one.warc", &archive);
    let from_archive = ingest(&site, &["one.warc"]);
    assert!(from_archive.out.contains("address      https://tidewater.example/door.pdf"), "{}", from_archive.err);
}

#[cfg(feature = "web")]
#[test]
fn a_pdf_is_fetched() {
    let server = program::server::Server::new();
    let reply = program::server::Reply { body: granary(""), times: 1, status: 200, ..Default::default() };
    server.put("/door", reply.with("Content-Type: application/pdf"));
    let site = Site::new();
    let ran =
        site.run(&["ingest", &server.url("/door"), "--private", "--publication", "tidewater", "--yes", "--dry-run"]);
    assert!(
        ran.code == 0 && ran.out.contains(&format!("address      {}", server.url("/door"))),
        "{}{}",
        ran.out,
        ran.err
    );
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left = [
        "The council met on Thursday,",
        "and it adopted every proposal",
        "that was laid before it by the",
        "steward of the upper valley.",
    ];
    let right = [
        "Nine carts came to the gate,",
        "and each of them was weighed",
        "before it was let in, and then",
        "written into the book in ink.",
    ];
    let title = line("The carts", 18, 40, 540);
    let by_column = format!("{title}{}{}", lines(&left, 40, 500), lines(&right, 220, 500));
    let rows = left.iter().zip(&right).zip(0..);
    let by_row: String = rows
        .map(|((one, other), at)| line(one, 10, 40, 500 - 14 * at) + &line(other, 10, 220, 500 - 14 * at))
        .collect();
    let expected = format!("{}\n\n{}", left.join("\n"), right.join("\n"));
    for content in [by_column, title + &by_row] {
        let (site, ran) = ingest("columns.pdf", &paper(&[content], ""));
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
        assert_eq!(text_of(&stored(&site)), expected);
    }
}

#[test]
fn pages_of_a_browser_in_other_scripts_are_read() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pdf");
    let (site, ran) = ingest("door-ru.pdf", &fs::read(folder.join("door-ru.pdf")).unwrap());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let source = stored(&site);
    assert!(
        source.starts_with("---\ntitle: Дверь амбара\ndate: 2026-03-14\npublication: tidewater\nlanguage: ru\n"),
        "{source}"
    );
    let text = text_of(&source).replace('\n', " ").replace("  ", "\n");
    let page = fs::read_to_string(folder.join("door-ru.html")).unwrap();
    let paragraphs: Vec<&str> = page.split("<p>").skip(2).map(|part| part.split("</p>").next().unwrap()).collect();
    assert_eq!(text, paragraphs.join("\n"));

    let (site, ran) = ingest("door-ko.pdf", &fs::read(folder.join("door-ko.pdf")).unwrap());
    assert!(
        ran.code == 0 && ran.out.contains("lines end between two letters of Hangul") || ran.out.contains("1 line ends"),
        "{}{}",
        ran.out,
        ran.err
    );
    let text = text_of(&stored(&site)).to_owned();
    assert_eq!(
        text,
        "집사는 창고 제안을 모두 채택하였고,\n의회는 모두 제안을 채택하였다. 의회\n는 제안을 모두 채택하였다."
    );
}

#[test]
fn what_the_file_says_of_itself_is_not_taken_for_what_it_prints() {
    let content = format!("{}{}", line("The granary door", 18, 40, 520), body(&FIRST, 440));
    let info = "/Title (Annual report) /Author (jdoe) /CreationDate (D:20260401101500Z) /ModDate (D:20260402101500Z)";
    let site = Site::new();
    put(&site, "a.pdf", &paper(std::slice::from_ref(&content), info));
    let ran = site.run(&["ingest", "a.pdf", "--publication", "tidewater"]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    for part in ["Annual report", "jdoe", "the file was made on 2026-04-01", "`title`, `byline` and `date`"] {
        assert!(ran.out.contains(part) || ran.err.contains(part), "{part}: {}{}", ran.out, ran.err);
    }
    assert!(!ran.out.contains("2026-04-02"), "a change is no date: {}", ran.out);
    put(&site, "a.pdf", &paper(&[content], "/Title (Microsoft Word - door.doc)"));
    let ran = site.run(&["ingest", "a.pdf", "--publication", "tidewater", "--yes", "--id", "door"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(stored(&site).starts_with("---\ntitle: The granary door\npublication: tidewater\n"), "no date is made up");
}

/// A PDF whose letters are of a kind that the library does not know.
fn unknown_font(text: &str) -> Vec<u8> {
    let mut paper = Paper::default();
    let font = "/Font << /F1 << /Type /Font /Subtype /Type0 /BaseFont /Some /Encoding /UniKS-UCS2-H /DescendantFonts [ << /Type /Font \
                /Subtype /CIDFontType0 /BaseFont /Some /CIDSystemInfo << /Registry (Adobe) /Ordering (Korea1) /Supplement 1 >> >> ] >> >>";
    paper.pages(&[line(text, 10, 40, 500)], font);
    paper.bytes()
}

#[test]
fn what_is_not_read_is_refused_with_what_to_do() {
    let drawn = paper(&["0 0 400 500 re f\n".to_owned()], "");
    let mut cut = granary("");
    cut.truncate(cut.len() - 800);
    let mut damaged = granary("");
    let at = memchr::memmem::find(&damaged, b"/Type /Catalog").unwrap();
    damaged[at..at + 14].copy_from_slice(b"/Type /Cat log");
    let many = vec![line("One line.", 10, 40, 500); 501];
    let table = [
        (drawn, 1, "no text layer; its pages are pictures", "ocrmypdf"),
        (cut, 1, "is cut off", "get it again"),
        (b"%PDF-1.7\nnothing\n%%EOF\n".to_vec(), 1, "is damaged: its parts are not where it says", "get it again"),
        (damaged, 1, "is damaged: it has no pages", "install `pdftotext`"),
        (
            unknown_font("Words that nobody can read here at all."),
            1,
            "its fonts are of an unusual kind",
            "install `pdftotext`",
        ),
        (paper(&many, ""), 2, "more than 500 pages", "--limit pdf-pages=NUMBER"),
        (locked(), 2, "does not open without its password", "print it into a new PDF"),
    ];
    for (bytes, code, what, cure) in table {
        let site = Site::new();
        put(&site, "a.pdf", &bytes);
        let mut command = command(&site.root(), &["ingest", "a.pdf", "--publication", "tidewater", "--yes"]);
        let ran = ran(&command.env("PATH", site.root()).output().unwrap());
        assert_eq!(ran.code, code, "{what}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(what) && ran.err.contains(cure), "{what}: {}", ran.err);
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
    }
}

/// The pages of the granary behind a password.
fn locked() -> Vec<u8> {
    encrypted("secret")
}

fn encrypted(password: &str) -> Vec<u8> {
    use pdf_extract::{Document, EncryptionState, EncryptionVersion, Object, Permissions, StringFormat};
    let mut document = Document::load_mem(&granary("")).unwrap();
    let id = || Object::String(vec![7; 16], StringFormat::Hexadecimal);
    document.trailer.set("ID", Object::Array(vec![id(), id()]));
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: password,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_pdf_that_is_locked_against_copying_alone_is_read() {
    let (site, ran) = ingest("a.pdf", &encrypted(""));
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(stored(&site).contains("upper valley with nine carts"));
}

#[cfg(unix)]
#[test]
fn another_program_reads_what_the_library_cannot_and_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new();
    put(&site, "a.pdf", &unknown_font("Words"));
    let programs = site.root().join("programs");
    fs::create_dir_all(&programs).unwrap();
    let text = FIRST[..3].join("\n") + "\n1\n\u{c}" + &SECOND[2..].join("\n") + "\n2\n\u{c}";
    fs::write(site.root().join("text"), text).unwrap();
    let program = programs.join("pdftotext");
    let script = format!(
        "#!/bin/sh\nif [ \"$1\" = -v ]; then echo 'pdftotext version 99.1.0' >&2; exit; fi\n/bin/cat '{}'\n",
        site.root().join("text").display()
    );
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command =
        command(&site.root(), &["ingest", "a.pdf", "--publication", "tidewater", "--yes", "--id", "door"]);
    let ran = ran(&command.env("PATH", &programs).output().unwrap());
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let source = stored(&site);
    assert!(source.contains("pdftotext 99.1.0"), "{source}");
    assert!(source.contains("pages: [{page: \"1\", from: \"¶1\"}, {page: \"2\", from: \"¶2\"}]"), "{source}");
    assert_eq!(text_of(&source), format!("{}\n\n{}", FIRST[..3].join("\n"), SECOND[2..].join("\n")));
}

#[test]
fn a_doubtful_text_layer_is_said_to_be_one() {
    let content = format!("{}{}", line("The granary door", 18, 40, 520), body(&FIRST, 440));
    let font = FONT.replace(">> >>", "/ToUnicode 1 0 R >> >>");
    let map = "1 begincodespacerange <00> <ff> endcodespacerange\n1 beginbfchar <77> <e001> endbfchar\n";
    let mut paper = Paper::default();
    paper.stream("", map.as_bytes());
    paper.pages(&[content], &font);
    let site = Site::new();
    put(&site, "a.pdf", &paper.bytes());
    let ran = site.run(&["ingest", "a.pdf", "--publication", "tidewater", "--dry-run"]);
    assert!(ran.out.contains("text layer unreliable") && ran.out.contains("first on page 1"), "{}{}", ran.out, ran.err);
}

/// Every trap ends soon, within the memory that is promised, and without a word of a failure inside.
#[test]
fn traps_end_soon() {
    let packed = |bytes: usize| {
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        for _ in 0..bytes >> 20 {
            zlib.write_all(&vec![b' '; 1 << 20]).unwrap();
        }
        zlib.finish().unwrap()
    };
    let with = |resources: &str, content: &str, entries: &str, inner: &[u8]| {
        let mut paper = Paper::default();
        // The first object is the one that resources name.
        paper.stream(entries, inner);
        paper.pages(&[content.to_owned()], &format!("{FONT} {resources}"));
        paper.bytes()
    };
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 1 1]";
    let drawing = "/XObject << /X 1 0 R >>";
    let circle = with(drawing, "/X Do", &format!("{form} /Resources << /XObject << /X 1 0 R >> >>"), b"/X Do");
    let inherited = with(drawing, "/X Do", form, b"/X Do /X Do");
    let bomb = with(drawing, "/X Do", &format!("{form} /Filter /FlateDecode"), &packed(200 << 20));
    let twice = with(drawing, "/X Do", &format!("{form} /Filter [/FlateDecode /FlateDecode]"), &packed(1 << 20));
    let row = "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 99999999999 >>";
    let wide = with(drawing, "/X Do", &format!("{form} {row}"), &packed(1 << 20));
    let many = with(drawing, &"/X Do ".repeat(40_000), form, &b"BT /F1 10 Tf (words of a trap) Tj ET\n".repeat(2_000));
    let deep = paper(&["[".repeat(200_000)], "");
    let aside = paper(&["q ".repeat(500_000) + &line("Words on a page.", 10, 40, 500)], "");
    let mut parents = Paper::default();
    parents.add("<< /Type /Page /Parent 1 0 R >>");
    parents.add("<< /Type /Pages /Kids [1 0 R 2 0 R] /Count 99 /Parent 2 0 R >>");
    let huge = paper(&[format!("BT /F1 1e300 Tf {} 0 Td (words) Tj ET", "9".repeat(400))], "");
    let mut traps = vec![circle, inherited, bomb, twice, wide, many, deep, aside, parents.bytes(), huge];
    let mut wide_map = Paper::default();
    wide_map.stream("", b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange");
    wide_map.pages(&[line("Words on a page.", 10, 40, 500)], &FONT.replace(">> >>", "/ToUnicode 1 0 R >> >>"));
    traps.push(wide_map.bytes());
    // What has no end inside: in the catalogue, in the map of a font to its letters, in the programs of fonts.
    for opening in ["[", "<<", "<</A", "(", "{"] {
        let endless = opening.repeat(200_000);
        let mut catalogue = Paper::default();
        catalogue.add(format!("<< /X {endless} >>"));
        catalogue.pages(&[line("Words on a page.", 10, 40, 500)], FONT);
        traps.push(catalogue.bytes());
        for (entry, place) in [
            ("/ToUnicode 1 0 R", "begincmap 1 begincodespacerange"),
            ("/FontDescriptor << /FontFile 1 0 R >>", "%!PS-AdobeFont-1.0\n/Encoding 256 array"),
            ("/FontDescriptor << /FontFile3 1 0 R >>", "\u{1}\0\u{4}\u{1}"),
        ] {
            let mut font = Paper::default();
            font.stream("/Subtype /Type1C", format!("{place} {endless}").as_bytes());
            font.pages(&[line("Words on a page.", 10, 40, 500)], &FONT.replace(">> >>", &format!("{entry} >> >>")));
            traps.push(font.bytes());
        }
    }
    let site = Site::new();
    for (at, trap) in traps.iter().enumerate() {
        put(&site, "trap.pdf", trap);
        let start = Instant::now();
        let mut command = command(
            &site.root(),
            &["ingest", "trap.pdf", "--publication", "tidewater", "--yes", "--limit", "seconds=4"],
        );
        command.env("PATH", site.root()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let most = most_memory(&mut child);
        let ran = ran(&child.wait_with_output().unwrap());
        assert!((0..=3).contains(&ran.code), "trap {at}: {} {}", ran.code, ran.err);
        assert!(start.elapsed() < Duration::from_secs(15), "trap {at} took {:?}", start.elapsed());
        assert!(most < 1 << 30, "trap {at} took {} MiB", most >> 20);
    }
}

/// What a reader of PDFs makes of some bytes, in this process.
fn read(bytes: Vec<u8>) {
    let received = Received { bytes, ..Received::default() };
    let limits = Limits { seconds: 5, ..Limits::default() };
    // Any answer is one; a failure of the program itself is none.
    assert_ne!(reader::read(received, &[], &limits), Err(Unreadable::Failed));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_after_the_mark_have_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..600), ends in any::<bool>()) {
        let end: &[u8] = if ends { b"\n%%EOF" } else { b"" };
        read([b"%PDF-1.4\n", bytes.as_slice(), end].concat());
    }

    #[test]
    fn a_pdf_with_any_of_its_bytes_changed_has_an_answer(changes in proptest::collection::vec((any::<u32>(), any::<u8>(), any::<bool>()), 1..12)) {
        let mut bytes = granary("/Title (The granary door)");
        let length = bytes.len();
        for (at, byte, cuts) in changes {
            let at = at as usize % length;
            // A digit for a digit leads elsewhere; all else is damage.
            let was = bytes[at];
            bytes[at] = match was {
                b'0'..=b'9' => b'0' + byte % 10,
                _ if cuts => byte,
                _ => b' ',
            };
        }
        read(bytes);
    }

    #[test]
    fn content_of_any_operators_has_an_answer(parts in proptest::collection::vec(0_usize..16, 0..40)) {
        const PARTS: [&str; 16] = [
            "BT ", "ET ", "/F1 10 Tf ", "(words) Tj ", "[(wo) -300 (rds)] TJ ", "q ", "Q ", "1 0 0 1 9 9 cm ", "0 1 -1 0 9 9 Tm ",
            "5 5 Td ", "T* ", "(next) ' ", "0 0 0 0 0 0 Tm ", "-1 0 0 -1 0 0 cm ", "[] 0 d ", "/X Do ",
        ];
        let content: String = parts.into_iter().map(|part| PARTS[part]).collect();
        read(paper(&[content], ""));
    }
}
