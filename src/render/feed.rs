//! The Atom feed (RFC 4287).
//!
//! A feed is read far from the site: every address in it is absolute, nothing in it is of the machine or the hour of the
//! build, and an entry's id never changes.

use crate::base::day::Day;
use crate::render::html::Html;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io;

/// A feed.
#[derive(Clone, Debug)]
pub struct Feed {
    /// Title.
    pub title: String,
    /// One line under it; may be empty.
    pub subtitle: String,
    /// `tag:AUTHORITY:…` (RFC 4151).
    pub id: String,
    /// Language tag.
    pub language: String,
    /// Absolute address of the page it is the feed of.
    pub page: String,
    /// Its own absolute address.
    pub address: String,
    /// Licence of the text.
    pub rights: Option<String>,
    /// Newest first.
    pub entries: Vec<Entry>,
    /// Where its days begin: an IANA zone.
    pub time_zone: String,
}

/// An entry of a feed.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `tag:AUTHORITY:commentary/ID`
    pub id: String,
    /// Title.
    pub title: String,
    /// Absolute address.
    pub address: String,
    /// Language tag.
    pub language: String,
    /// Names.
    pub authors: Vec<String>,
    /// Labels of topics, each with its route as term.
    pub topics: Vec<(String, String)>,
    /// Day of publication.
    pub published: Day,
    /// Newest of its dates.
    pub updated: Day,
    /// Plain text; may be empty.
    pub summary: String,
    /// Its text, all addresses absolute; empty where the feed has none.
    pub content: Html,
}

/// The feed as a file.
pub fn atom(feed: &Feed) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    write(&mut writer, feed).expect("writing to memory does not fail");
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

fn write(writer: &mut Writer<Vec<u8>>, feed: &Feed) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let root = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", feed.language.as_str())];
    writer.write_event(Event::Start(BytesStart::new("feed").with_attributes(root)))?;
    text(writer, "id", &feed.id)?;
    text(writer, "title", &feed.title)?;
    if !feed.subtitle.is_empty() {
        text(writer, "subtitle", &feed.subtitle)?;
    }
    link(writer, "self", "application/atom+xml", &feed.address)?;
    link(writer, "alternate", "text/html", &feed.page)?;
    text(writer, "updated", &instant(feed.entries.iter().map(|entry| entry.updated).max(), &feed.time_zone))?;
    // Entries without a name of their own are the site's.
    names(writer, std::slice::from_ref(&feed.title))?;
    if let Some(rights) = &feed.rights {
        text(writer, "rights", rights)?;
    }
    let generator = BytesStart::new("generator").with_attributes([("version", env!("CARGO_PKG_VERSION"))]);
    writer.write_event(Event::Start(generator))?;
    writer.write_event(Event::Text(BytesText::new("postil")))?;
    writer.write_event(Event::End(BytesEnd::new("generator")))?;
    for entry in &feed.entries {
        write_entry(writer, feed, entry)?;
    }
    writer.write_event(Event::End(BytesEnd::new("feed")))
}

fn write_entry(writer: &mut Writer<Vec<u8>>, feed: &Feed, entry: &Entry) -> io::Result<()> {
    let start = BytesStart::new("entry").with_attributes([("xml:lang", entry.language.as_str())]);
    writer.write_event(Event::Start(start))?;
    text(writer, "id", &entry.id)?;
    text(writer, "title", &entry.title)?;
    link(writer, "alternate", "text/html", &entry.address)?;
    text(writer, "published", &instant(Some(entry.published), &feed.time_zone))?;
    text(writer, "updated", &instant(Some(entry.updated), &feed.time_zone))?;
    names(writer, &entry.authors)?;
    for (term, label) in &entry.topics {
        let attributes = [("term", term.as_str()), ("label", label.as_str())];
        writer.write_event(Event::Empty(BytesStart::new("category").with_attributes(attributes)))?;
    }
    if !entry.summary.is_empty() {
        text(writer, "summary", &entry.summary)?;
    }
    if !entry.content.is_empty() {
        let content = writer.create_element("content").with_attribute(("type", "html"));
        content.write_text_content(BytesText::new(&without_controls(entry.content.as_str())))?;
    }
    writer.write_event(Event::End(BytesEnd::new("entry")))
}

fn text(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(&without_controls(text)))?;
    Ok(())
}

fn link(writer: &mut Writer<Vec<u8>>, rel: &str, media_type: &str, address: &str) -> io::Result<()> {
    let attributes = [("rel", rel), ("type", media_type), ("href", address)];
    writer.write_event(Event::Empty(BytesStart::new("link").with_attributes(attributes)))
}

fn names(writer: &mut Writer<Vec<u8>>, names: &[String]) -> io::Result<()> {
    for name in names {
        writer.write_event(Event::Start(BytesStart::new("author")))?;
        text(writer, "name", name)?;
        writer.write_event(Event::End(BytesEnd::new("author")))?;
    }
    Ok(())
}

/// Midnight of a day in the site's zone (RFC 3339). A feed without entries bears the first day of 1970: Atom wants one.
fn instant(day: Option<Day>, time_zone: &str) -> String {
    let Some(day) = day else { return "1970-01-01T00:00:00Z".to_owned() };
    match day.date().in_tz(time_zone) {
        Ok(midnight) => midnight.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        Err(_) => format!("{day}T00:00:00Z"),
    }
}

/// XML 1.0 has no place for most control characters, not even escaped.
fn without_controls(text: &str) -> String {
    text.chars().filter(|character| !character.is_control() || matches!(character, '\n' | '\t')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_midnight_in_the_zone_of_the_site() {
        assert_eq!(instant(Day::parse("2026-03-17"), "Europe/Paris"), "2026-03-17T00:00:00+01:00");
        assert_eq!(instant(Day::parse("2026-07-17"), "Europe/Paris"), "2026-07-17T00:00:00+02:00");
    }
}
