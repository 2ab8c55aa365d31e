//! A real web server on this machine, whose pages a test changes while it runs.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Serves until the test ends.
#[derive(Clone)]
pub struct Server {
    /// `http://127.0.0.1:PORT`
    pub address: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    replies: BTreeMap<String, Reply>,
    asked: Vec<Asked>,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    pub headers: String,
    pub at: Instant,
}

/// What is answered at a path.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<String>,
    pub body: Vec<u8>,
    /// Before each piece of the body.
    pub slow: Option<Duration>,
    /// The body again and again, this often.
    pub times: usize,
}

impl Reply {
    pub fn page(body: impl Into<Vec<u8>>) -> Reply {
        Reply { status: 200, body: body.into(), times: 1, ..Reply::default() }.with("Content-Type: text/html")
    }

    pub fn status(status: u16) -> Reply {
        Reply { status, times: 1, ..Reply::default() }
    }

    pub fn to(status: u16, place: &str) -> Reply {
        Reply::status(status).with(&format!("Location: {place}"))
    }

    pub fn with(mut self, header: &str) -> Reply {
        self.headers.push(header.to_owned());
        self
    }

    fn etag(&self) -> Option<&str> {
        self.headers.iter().find_map(|header| header.strip_prefix("ETag: "))
    }
}

impl Server {
    pub fn new() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let server = Server { address, state: Arc::default() };
        let state = server.state.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { break };
                let state = state.clone();
                // A reader that goes away in the middle is no failure of the test.
                std::thread::spawn(move || answer(stream, &state).ok());
            }
        });
        server
    }

    pub fn put(&self, path: &str, reply: Reply) {
        self.state.lock().unwrap().replies.insert(path.to_owned(), reply);
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// All requests since this was last asked.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.state.lock().unwrap().asked)
    }
}

fn answer(mut stream: TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or("/").to_owned();
    let headers: Vec<String> = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let headers = headers.join("\n");
    let mut reply = {
        let mut state = state.lock().unwrap();
        state.asked.push(Asked { path: path.clone(), headers: headers.clone(), at: Instant::now() });
        state.replies.get(&path).cloned().unwrap_or_else(|| Reply::status(404))
    };
    let known = reply.etag().is_some_and(|tag| headers.to_lowercase().contains(&format!("if-none-match: {tag}")));
    if known {
        reply = Reply { status: 304, body: Vec::new(), ..reply };
    }
    let mut head = format!("HTTP/1.1 {} Answer\r\n", reply.status);
    for header in &reply.headers {
        head.push_str(&format!("{header}\r\n"));
    }
    head.push_str(&format!("Content-Length: {}\r\nConnection: close\r\n\r\n", reply.body.len() * reply.times));
    stream.write_all(head.as_bytes())?;
    for _ in 0..reply.times {
        let Some(pause) = reply.slow else {
            stream.write_all(&reply.body)?;
            continue;
        };
        for piece in reply.body.chunks(8) {
            std::thread::sleep(pause);
            stream.write_all(piece)?;
        }
    }
    stream.flush()
}
