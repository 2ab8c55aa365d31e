//! JSON Feed, versions 1 and 1.1.

use super::Feed;
use super::channel::{person, whole_address};
use super::entry::{Entry, Form, Text};
use super::words::{Written, words};
use crate::ingest::encoding::Decoded;
use serde_json::Value;
use url::Url;

/// Reads a document; `address` is the feed's own, where it is known. `None` where it is no feed.
pub fn read(text: &str, address: Option<&Url>, decoded: Decoded) -> Option<Feed> {
    let feed: Value = serde_json::from_str(text).ok()?;
    let own = address.cloned().or_else(|| Url::parse(said(&feed, "feed_url")?.as_str()).ok());
    let home = said(&feed, "home_page_url").and_then(|to| whole_address(&to, own.as_ref()));
    let base = home.as_deref().and_then(|home| Url::parse(home).ok()).or(own);
    let items = feed.get("items")?.as_array()?;
    Some(Feed {
        title: said(&feed, "title").and_then(|title| words(&title, Written::Either)),
        home,
        language: said(&feed, "language"),
        authors: authors(&feed),
        entries: items.iter().filter(|item| item.is_object()).map(|item| entry(item, base.as_ref())).collect(),
        mended: Vec::new(),
        decoded,
    })
}

fn entry(item: &Value, base: Option<&Url>) -> Entry {
    let identity = || said(item, "id").filter(|id| id.starts_with("http"));
    let address = said(item, "url").or_else(identity).and_then(|to| whole_address(&to, base));
    let page = address.as_deref().and_then(|address| Url::parse(address).ok()).or_else(|| base.cloned());
    let text = |name: &'static str, form: Form| {
        said(item, name).map(|written| Text { written, form, base: page.clone(), from: name })
    };
    let stamp = |name: &'static str| said(item, name).map(|text| (text, name));
    Entry {
        title: said(item, "title").and_then(|title| words(&title, Written::Either)),
        published: stamp("date_published"),
        updated: stamp("date_modified"),
        authors: authors(item),
        site: None,
        language: said(item, "language"),
        content: text("content_html", Form::Html).or_else(|| text("content_text", Form::Plain)),
        summary: text("summary", Form::Plain),
        mended: Vec::new(),
        address,
    }
}

fn authors(of: &Value) -> Vec<String> {
    let many = of.get("authors").and_then(Value::as_array).cloned().unwrap_or_default();
    let all = many.into_iter().chain(of.get("author").cloned());
    let mut names: Vec<String> = Vec::new();
    for name in all.filter_map(|author| person(&said(&author, "name")?)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn said(of: &Value, name: &str) -> Option<String> {
    let text = of.get(name)?.as_str()?;
    (!text.trim().is_empty()).then(|| text.to_owned())
}
