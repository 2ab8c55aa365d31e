//! `postil serve`: the site in a browser, as it will be built, live.
//!
//! Comes in: an address to listen on. Goes out: pages, made when asked from the last good plan, with the problems of the
//! last try over them. Never done here: writing to the disk, or answering to a name that is not this machine's.

mod generation;
mod preview;
mod problems;
mod watch;

mod answer;
mod gate;
mod events;

use super::args::Serve;
use super::outcome::{Exit, Stop, plain_error};
use super::{check, root, terminal};
use crate::Wanted;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::Response;
use gate::Gate;
use preview::Preview;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;

/// Where the preview listens unless told otherwise.
const PORT: u16 = 4000;

/// Serves the site until the process is ended.
pub fn serve(given: Option<&Path>, wanted: &Serve) -> Result<Exit, Stop> {
    let root = root::find(given)?;
    let listener = listen(wanted.host, wanted.port)?;
    let address = listener.local_addr().map_err(|error| network("find the address of", &error))?;
    let gate = Gate::new(address);
    let asked = Wanted { base_url: Some(gate.base_url()), ..check::asked(&wanted.scope)? };
    say_where(&gate, address)?;
    let preview = Preview::start(&root, asked)?;
    if let Err(why) = watch::watch(&root, Arc::clone(&preview)) {
        terminal::note(&format!("warning: changes are not seen by themselves ({why}); end postil and start it again"))?;
    }
    answer_for_ever(listener, Arc::new(App { gate, preview }))?;
    Ok(Exit::Clean)
}

/// What every answer needs.
struct App {
    gate: Gate,
    preview: Arc<Preview>,
}

fn answer_for_ever(listener: TcpListener, app: Arc<App>) -> Result<(), Stop> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| network("start", &error))?;
    listener.set_nonblocking(true).map_err(|error| network("listen with", &error))?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(|error| network("listen with", &error))?;
        let router = Router::new().fallback(handle).with_state(app);
        axum::serve(listener, router).await.map_err(|error| network("go on with", &error))
    })
}

async fn handle(State(app): State<Arc<App>>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if let Some(refusal) = app.gate.refuses(&method, &headers) {
        return refusal;
    }
    match uri.path() {
        events::ADDRESS => events::stream(&app.preview),
        path => answer::answer(&app.preview, path, uri.query()).await,
    }
}

/// The port asked for, else the first free one from [`PORT`] on.
fn listen(host: IpAddr, port: Option<u16>) -> Result<TcpListener, Stop> {
    let failed = |port: u16, error: &io::Error| {
        Stop::machine(format!("cannot listen on {}: {}", SocketAddr::new(host, port), plain_error(error)))
            .help("name another port with `--port`")
    };
    if let Some(port) = port {
        return TcpListener::bind((host, port)).map_err(|error| failed(port, &error));
    }
    let mut last = None;
    for port in PORT..PORT + 50 {
        match TcpListener::bind((host, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = Some((port, error)),
            Err(error) => return Err(failed(port, &error)),
        }
    }
    let (port, error) = last.expect("the loop ran");
    Err(failed(port, &error))
}

fn say_where(gate: &Gate, address: SocketAddr) -> Result<(), Stop> {
    let port = address.port();
    if (PORT + 1..PORT + 50).contains(&port) {
        terminal::note(&format!("port {PORT} is in use, so this preview is on {port}"))?;
    }
    if !address.ip().is_loopback() {
        terminal::note("warning: everyone who can reach this machine can read the preview")?;
    }
    terminal::say(&format!("the site is at {} (end with Ctrl-C)", gate.base_url()))
}

fn network(doing: &str, error: &io::Error) -> Stop {
    Stop::machine(format!("cannot {doing} the preview: {}", plain_error(error)))
}

#[cfg(test)]
mod tests;
