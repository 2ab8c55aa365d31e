//! The preview, asked by raw requests: what it answers, whom it refuses, and what it shows while the site is broken.

#![cfg(feature = "serve")]
#![expect(clippy::disallowed_methods, reason = "tests make sites on disk")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_postil");

/// A running preview of a site of its own.
struct Preview {
    folder: tempfile::TempDir,
    child: Child,
    host: String,
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Preview {
    /// Of the site that `init` makes, changed by `prepare`.
    fn of(prepare: impl Fn(&Path)) -> Preview {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("digest");
        assert!(Command::new(PROGRAM).arg("init").arg(&root).stdout(Stdio::null()).status().unwrap().success());
        prepare(&root);
        let mut child = Command::new(PROGRAM)
            .args(["serve", "--port", "0", "--root"])
            .arg(&root)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let host = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap().to_owned();
        Preview { folder, child, host }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("digest").join(path)
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host))
    }

    fn ask(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    /// Asks until the answer is as wanted.
    fn await_answer(&self, path: &str, is_wanted: impl Fn(&Answer) -> bool) -> Answer {
        let began = Instant::now();
        loop {
            let answer = self.get(path);
            if is_wanted(&answer) {
                return answer;
            }
            assert!(began.elapsed() < Duration::from_secs(60), "{} {}", answer.head, answer.body);
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const POLICY: &str = "content-security-policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

#[test]
fn it_answers_as_a_static_host_and_to_this_machine_only() {
    let preview = Preview::of(|_| {});
    let front = preview.get("/");
    assert_eq!(front.status, 200);
    assert!(front.head.contains(POLICY), "{}", front.head);
    assert!(front.head.contains("content-type: text/html; charset=utf-8"));
    assert!(front.body.contains("<script src=\"/__postil/reload.js\" data-version="), "{}", front.body);
    assert_eq!(preview.get("/commentary/a-temporary-wednesday/").status, 200);
    let moved = preview.get("/commentary/a-temporary-wednesday");
    assert_eq!(moved.status, 301);
    assert!(moved.head.contains("location: /commentary/a-temporary-wednesday/\r\n"), "{}", moved.head);
    assert!(preview.get("/feed.xml").head.contains("content-type: application/xml"));
    assert!(preview.get("/assets/postil.css").head.contains("content-type: text/css"));
    assert_eq!(preview.get("/__postil/reload.js").status, 200);
    assert_eq!(preview.get("/__postil/problems.css").status, 200);
    let missing = preview.get("/none/at/all");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("/assets/postil.css"), "the page for what is missing has no style");

    for path in
        ["/../site.toml", "/..%2fsite.toml", "/%2e%2e/site.toml", "/content/commentary/", "/.postil-files", "//x"]
    {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    let host = &preview.host;
    let status = |request: &str| preview.ask(request).status;
    let end = "Connection: close\r\n\r\n";
    assert_eq!(status(&format!("GET / HTTP/1.1\r\nHost: evil.example\r\n{end}")), 403);
    assert_eq!(status(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nOrigin: https://evil.example\r\n{end}")), 403);
    assert_eq!(status(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n{end}")), 200);
    assert_eq!(status(&format!("POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n{end}")), 405);
    let head = preview.ask(&format!("HEAD / HTTP/1.1\r\nHost: {host}\r\n{end}"));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

#[test]
fn the_last_good_page_stays_under_what_is_wrong() {
    let preview = Preview::of(|_| {});
    let page = "/commentary/a-temporary-wednesday/";
    let file = preview.path("content/commentary/a-temporary-wednesday.md");
    let good = fs::read_to_string(&file).unwrap();
    let mut events = TcpStream::connect(&preview.host).unwrap();
    events.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    write!(events, "GET /__postil/events HTTP/1.1\r\nHost: {}\r\n\r\n", preview.host).unwrap();
    let mut events = BufReader::new(events).lines().map_while(Result::ok).filter(|line| line.starts_with("data:"));
    let first = events.next().unwrap();

    fs::write(&file, good.replace("> The change is temporary", "> The change is permanent")).unwrap();
    assert_ne!(events.next().unwrap(), first, "open pages are told of the change");
    let shown = preview.await_answer(page, |answer| answer.body.contains("postil-problems"));
    assert_eq!(shown.status, 200);
    assert!(shown.body.contains("The change is temporary"), "the good page is gone");
    assert!(shown.body.contains("content/commentary/a-temporary-wednesday.md:12:"), "{}", shown.body);

    fs::write(&file, good.replace("what it leaves out", "what it does not say")).unwrap();
    let mended = preview.await_answer(page, |answer| answer.body.contains("what it does not say"));
    assert!(!mended.body.contains("postil-problems"));

    fs::create_dir(preview.path("static")).unwrap();
    fs::write(preview.path("static/new.txt"), "new").unwrap();
    preview.await_answer("/new.txt", |answer| answer.status == 200);
    fs::remove_file(preview.path("static/new.txt")).unwrap();
    preview.await_answer("/new.txt", |answer| answer.status == 404);
    assert!(!preview.path("public").exists(), "a preview writes nothing");
}

#[test]
fn a_site_that_is_broken_from_the_start_is_shown_once_it_is_mended() {
    let preview = Preview::of(|root| fs::write(root.join("site.toml"), "title = \"<b>x\n").unwrap());
    let broken = preview.get("/any/where");
    assert_eq!(broken.status, 500);
    assert!(broken.body.contains("This page cannot be shown yet"), "{}", broken.body);
    assert!(broken.body.contains("site.toml:1:"), "{}", broken.body);
    assert!(!broken.body.contains("<b>x"), "{}", broken.body);
    let settings = "title = \"Mended\"\nbase_url = \"https://x.example/\"\ntime_zone = \"UTC\"\n";
    fs::write(preview.path("site.toml"), settings).unwrap();
    preview.await_answer("/", |answer| answer.status == 200 && answer.body.contains("Mended"));
}
