//! An address becomes an output of the site, as any static host would answer it.

use super::preview::{Preview, Shown};
use super::problems::{self, Problem};
use crate::base::file::Tree;
use crate::base::route::Route;
use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// What the default theme passes (SPEC 10). The script and style of the preview are files, so that it holds here too.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'";

/// The script that every page is given, at its address.
const SCRIPT: (&str, &str) = ("/__postil/reload.js", include_str!("reload.js"));

/// The answer to an address, its path as it came.
pub async fn answer(preview: &Preview, path: &str, query: Option<&str>) -> Response<Body> {
    for (address, text, kind) in
        [(SCRIPT.0, SCRIPT.1, "text/javascript"), (problems::STYLE.0, problems::STYLE.1, "text/css")]
    {
        if path == address {
            return response(StatusCode::OK, kind, text.as_bytes().to_vec());
        }
    }
    let version = preview.version();
    let shown = preview.shown();
    let Some(generation) = shown.generation.as_deref() else {
        return page(StatusCode::INTERNAL_SERVER_ERROR, problems::page(&shown.problems), &version, &[]);
    };
    match wanted(path) {
        Some(Wanted { file, folder }) => match (generation.find(&file), folder) {
            (Some(index), _) => made(&shown, index, &file, StatusCode::OK, &version).await,
            (None, Some(folder)) if generation.find(&format!("{file}/index.html")).is_some() => moved(&folder, query),
            _ => missing(&shown, &version).await,
        },
        None => missing(&shown, &version).await,
    }
}

/// What an address asks for.
#[derive(Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The output: `topics/index.html`, `feed.xml`.
    pub file: String,
    /// Where it would be a page instead, for an address without a slash at its end; percent-encoded.
    pub folder: Option<String>,
}

/// Reads a path. `None` where no output can have it: parts that are empty or dots, however they are encoded, a slash or
/// backslash hidden by encoding, control characters, bytes that are no UTF-8.
pub fn wanted(path: &str) -> Option<Wanted> {
    let rest = path.strip_prefix('/')?;
    if rest.is_empty() {
        return Some(Wanted { file: Route::root().output(), folder: None });
    }
    let (rest, is_folder) = match rest.strip_suffix('/') {
        Some(folder) => (folder, true),
        None => (rest, false),
    };
    let decode = |part| percent_decode_str(part).decode_utf8().ok();
    let parts: Vec<Cow<str>> = rest.split('/').map(decode).collect::<Option<_>>()?;
    let page = Route::page(&parts)?;
    Some(match is_folder {
        true => Wanted { file: page.output(), folder: None },
        false => Wanted { file: Route::file(&parts)?.output(), folder: Some(format!("/{}", page.encoded())) },
    })
}

async fn made(shown: &Shown, index: usize, file: &str, status: StatusCode, version: &str) -> Response<Body> {
    let Some(generation) = shown.generation.as_deref() else { return plain(status, "") };
    match generation.make(index).await {
        Some(Ok(bytes)) if file.ends_with(".html") => {
            page(status, String::from_utf8_lossy(&bytes).into_owned(), version, &shown.problems)
        }
        Some(Ok(bytes)) => response(status, kind(file), bytes),
        Some(Err(problem)) => {
            let problems = [Problem::of(&problem, &Tree::default())];
            page(StatusCode::INTERNAL_SERVER_ERROR, problems::page(&problems), version, &[])
        }
        None => plain(StatusCode::INTERNAL_SERVER_ERROR, "postil itself failed; the terminal says where\n"),
    }
}

async fn missing(shown: &Shown, version: &str) -> Response<Body> {
    const PAGE: &str = "404.html";
    match shown.generation.as_deref().and_then(|generation| generation.find(PAGE)) {
        Some(index) => made(shown, index, PAGE, StatusCode::NOT_FOUND, version).await,
        None => plain(StatusCode::NOT_FOUND, "there is no such page\n"),
    }
}

fn moved(folder: &str, query: Option<&str>) -> Response<Body> {
    let mut response = plain(StatusCode::MOVED_PERMANENTLY, "");
    let target = query.map_or(folder.to_owned(), |query| format!("{folder}?{query}"));
    if let Ok(target) = HeaderValue::try_from(target) {
        response.headers_mut().insert(header::LOCATION, target);
    }
    response
}

/// A page with the script of the preview, and problems over it.
fn page(status: StatusCode, mut html: String, version: &str, problems: &[Problem]) -> Response<Body> {
    let script = format!("<script src=\"{}\" data-version=\"{version}\" defer></script>\n", SCRIPT.0);
    let end = html.rfind("</body>").unwrap_or(html.len());
    html.insert_str(end, &format!("{}{script}", problems::overlay(problems)));
    response(status, "text/html; charset=utf-8", html.into_bytes())
}

/// A few words without a page.
pub fn plain(status: StatusCode, text: &str) -> Response<Body> {
    response(status, "text/plain; charset=utf-8", text.as_bytes().to_vec())
}

fn response(status: StatusCode, kind: &'static str, bytes: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// What a host says of a file, by its name.
fn kind(file: &str) -> &'static str {
    const KINDS: [(&str, &str); 30] = [
        ("avif", "image/avif"),
        ("bib", "text/plain; charset=utf-8"),
        ("css", "text/css; charset=utf-8"),
        ("csv", "text/csv; charset=utf-8"),
        ("gif", "image/gif"),
        ("ico", "image/x-icon"),
        ("jpeg", "image/jpeg"),
        ("jpg", "image/jpeg"),
        ("js", "text/javascript; charset=utf-8"),
        ("json", "application/json"),
        ("m4a", "audio/mp4"),
        ("map", "application/json"),
        ("md", "text/markdown; charset=utf-8"),
        ("mjs", "text/javascript; charset=utf-8"),
        ("mp3", "audio/mpeg"),
        ("mp4", "video/mp4"),
        ("ogg", "audio/ogg"),
        ("otf", "font/otf"),
        ("pdf", "application/pdf"),
        ("png", "image/png"),
        ("ris", "text/plain; charset=utf-8"),
        ("svg", "image/svg+xml"),
        ("ttf", "font/ttf"),
        ("txt", "text/plain; charset=utf-8"),
        ("wasm", "application/wasm"),
        ("webm", "video/webm"),
        ("webmanifest", "application/manifest+json"),
        ("webp", "image/webp"),
        ("woff2", "font/woff2"),
        ("xml", "application/xml"),
    ];
    let end = file.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
    KINDS.iter().find(|(name, _)| *name == end).map_or("application/octet-stream", |(_, kind)| kind)
}
