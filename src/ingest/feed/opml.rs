//! Lists of feeds (OPML), as readers' programs export them.

use super::words::{Written, words};
use super::xml::Element;

/// A feed in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its title.
    pub title: Option<String>,
    /// Its address, as written.
    pub address: String,
}

/// The feeds of a list, in its order, each address once.
pub fn read(root: &Element) -> Vec<Listed> {
    let mut feeds: Vec<Listed> = Vec::new();
    gather(root, &mut feeds);
    feeds
}

fn gather(element: &Element, feeds: &mut Vec<Listed>) {
    if let Some(address) = element.attribute("xmlurl").filter(|_| element.name == "outline") {
        let title = element.attribute("title").or_else(|| element.attribute("text"));
        let title = title.and_then(|title| words(title, Written::Either)).map(|words| words.text);
        if !feeds.iter().any(|feed| feed.address == address) {
            feeds.push(Listed { title, address: address.to_owned() });
        }
    }
    element.elements().for_each(|inner| gather(inner, feeds));
}

#[cfg(test)]
mod tests {
    use crate::ingest::limits::Limits;

    #[test]
    fn folders_of_feeds_are_looked_into() {
        let list = "<opml><body><outline text='Papers'><outline text='A &amp;amp; B' xmlUrl='https://a.example/f'/>\
            <outline title='C' text='D' xmlUrl='https://c.example/f'/></outline><outline xmlUrl='https://a.example/f'/></body></opml>";
        let root = super::super::xml::read(list, &Limits::default()).unwrap().unwrap();
        let feeds = super::read(&root);
        let said: Vec<(&str, &str)> =
            feeds.iter().map(|feed| (feed.title.as_deref().unwrap(), feed.address.as_str())).collect();
        assert_eq!(said, [("A & B", "https://a.example/f"), ("C", "https://c.example/f")]);
    }
}
