//! A real server on this machine, with all that servers do to those who fetch from them.

use super::*;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

/// Serves these answers by path until the test ends; gives its address.
fn serve(answer: impl Fn(&str, &str) -> Vec<u8> + Send + 'static) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(stream) = stream else { break };
            let _ = reply(stream, &answer);
        }
    });
    Url::parse(&address).unwrap()
}

fn reply(mut stream: TcpStream, answer: &impl Fn(&str, &str) -> Vec<u8>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or("/").to_owned();
    let headers: Vec<String> = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    if path == "/slow" {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")?;
        for _ in 0..100 {
            stream.write_all(b"x")?;
            std::thread::sleep(Duration::from_millis(100));
        }
        return Ok(());
    }
    stream.write_all(&answer(&path, &headers.join("\n")))
}

fn page(status: &str, headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
        .into_bytes()
}

fn here() -> Limits {
    Limits { private: true, time: Duration::from_secs(2), bytes: 1000, redirects: 5 }
}

fn site() -> Url {
    serve(|path, headers| match path {
        "/page" if headers.to_lowercase().contains("if-none-match: \"one\"") => page("304 Not Modified", "", ""),
        "/page" => page("200 OK", "Content-Type: text/html; charset=euc-kr\r\nETag: \"one\"\r\n", "words"),
        "/moved" => page("301 Moved Permanently", "Location: page\r\n", ""),
        "/once" => page("302 Found", "Location: /moved\r\n", ""),
        "/round" => page("302 Found", "Location: /round\r\n", ""),
        "/away" => page("302 Found", "Location: file:///etc/hostname\r\n", ""),
        "/script" => page("302 Found", "Location: javascript:alert(1)\r\n", ""),
        "/nowhere" => page("302 Found", "", ""),
        "/gone" => page("410 Gone", "", ""),
        "/broken" => page("500 Fault", "", ""),
        "/long" => page("200 OK", "", &"x".repeat(1001)),
        _ => page("404 Not Found", "", ""),
    })
}

fn got(site: &Url, path: &str) -> Result<Answer, Fault> {
    fetch(&site.join(path).unwrap(), &Seen::default(), &here())
}

#[test]
fn a_page_is_fetched_with_what_the_server_says_of_it() {
    let site = site();
    let Ok(Answer::Page(page)) = got(&site, "/page") else { panic!("a page") };
    assert_eq!((page.bytes.as_slice(), page.landed.moved), (&b"words"[..], false));
    assert_eq!(page.content_type.as_deref(), Some("text/html; charset=euc-kr"));
    let again = fetch(&site.join("/page").unwrap(), &page.seen, &here());
    assert!(matches!(again, Ok(Answer::Unchanged(_))));
    let Ok(Answer::Page(moved)) = got(&site, "/moved") else { panic!("a page") };
    assert_eq!((moved.landed.address.path(), moved.landed.moved), ("/page", true));
    let Ok(Answer::Page(once)) = got(&site, "/once") else { panic!("a page") };
    assert!(!once.landed.moved, "one redirect of two is for now only");
    assert!(matches!(got(&site, "/gone"), Ok(Answer::Gone(410))));
    assert!(matches!(got(&site, "/lost"), Ok(Answer::Gone(404))));
}

#[test]
fn what_does_not_end_is_ended() {
    let site = site();
    assert_eq!(got(&site, "/round").unwrap_err(), Fault::Redirects(5));
    assert_eq!(got(&site, "/nowhere").unwrap_err(), Fault::Redirects(0));
    assert_eq!(got(&site, "/long").unwrap_err(), Fault::Size(1000));
    assert_eq!(got(&site, "/slow").unwrap_err(), Fault::Time(Duration::from_secs(2)));
    assert_eq!(got(&site, "/broken").unwrap_err(), Fault::Status(500));
}

#[test]
fn nothing_but_the_web_is_fetched() {
    let site = site();
    assert_eq!(got(&site, "/away").unwrap_err(), Fault::Scheme("file:///etc/hostname".to_owned()));
    assert_eq!(got(&site, "/script").unwrap_err(), Fault::Scheme("javascript:alert(1)".to_owned()));
    let public = Limits { private: false, ..here() };
    assert_eq!(fetch(&site, &Seen::default(), &public).unwrap_err(), Fault::Private("127.0.0.1".to_owned()));
    assert_eq!(address("file:///etc/hostname"), None);
    assert_eq!(address("javascript:alert(1)"), None);
    assert_eq!(address("page.html"), None);
    assert!(address("https://digest.example/page").is_some());
}
