//! `sitemap.xml` (sitemaps.org 0.9) and `robots.txt` (RFC 9309).

use crate::base::day::Day;
use crate::base::route::Route;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// One page of the sitemap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its route.
    pub route: Route,
    /// The day it last changed, where its content states one.
    pub changed: Option<Day>,
}

/// The sitemap of some pages, in the order given.
pub fn sitemap(base_url: &str, pages: &[Listed]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    write(&mut writer, base_url, pages).expect("writing to memory does not fail");
    writer.into_inner()
}

fn write(writer: &mut Writer<Vec<u8>>, base_url: &str, pages: &[Listed]) -> std::io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    newline(writer)?;
    let root = BytesStart::new("urlset").with_attributes([("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")]);
    writer.write_event(Event::Start(root))?;
    for page in pages {
        newline(writer)?;
        writer.write_event(Event::Start(BytesStart::new("url")))?;
        let address = format!("{base_url}{}", page.route.encoded());
        writer.create_element("loc").write_text_content(BytesText::new(&address))?;
        if let Some(day) = page.changed {
            writer.create_element("lastmod").write_text_content(BytesText::new(&day.to_string()))?;
        }
        writer.write_event(Event::End(BytesEnd::new("url")))?;
    }
    newline(writer)?;
    writer.write_event(Event::End(BytesEnd::new("urlset")))?;
    newline(writer)
}

fn newline(writer: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
    writer.write_event(Event::Text(BytesText::from_escaped("\n")))
}

/// Everything may be read, and the sitemap is here.
pub fn robots(base_url: &str) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\n\nSitemap: {base_url}sitemap.xml\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_absolute_and_days_are_stated_ones() {
        let listed = |route, day: Option<&str>| Listed {
            route: Route::parse(route).unwrap(),
            changed: day.and_then(Day::parse),
        };
        let pages = [listed("/", None), listed("/당/", Some("2026-03-17"))];
        let map = String::from_utf8(sitemap("https://x.example/", &pages)).unwrap();
        assert!(map.contains("<url><loc>https://x.example/</loc></url>"));
        assert!(map.contains("<loc>https://x.example/%EB%8B%B9/</loc><lastmod>2026-03-17</lastmod>"));
    }
}
