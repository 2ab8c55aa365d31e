//! Routes: the addresses of outputs inside the site.
//!
//! A route is made part by part, never by joining strings; relative links between routes are computed here, so that
//! the same bytes work at the root of a domain and under a sub-path.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt;
use std::sync::Arc;

/// What an address may show as it is; everything else is percent-encoded (RFC 3986, unreserved).
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The address of one output, from the root of the site: `/topics/party/` (a folder with `index.html`) or `/feed.xml`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route {
    /// Without leading slash; ends in `/` where it is a page, empty for the front page.
    text: Arc<str>,
}

impl Route {
    /// The front page, `/`.
    pub fn root() -> Route {
        Route { text: "".into() }
    }

    /// The page at these parts: `["topics", "party"]` is `/topics/party/`.
    ///
    /// `None` where a part is empty, `.` or `..`, or holds a slash, a backslash or a control character.
    pub fn page<S: AsRef<str>>(parts: &[S]) -> Option<Route> {
        let mut text = String::new();
        for part in parts {
            text.push_str(sound_part(part.as_ref())?);
            text.push('/');
        }
        Some(Route { text: text.into() })
    }

    /// The file at these parts: `["assets", "postil.css"]` is `/assets/postil.css`. `None` as for a page, and for no parts.
    pub fn file<S: AsRef<str>>(parts: &[S]) -> Option<Route> {
        let page = Route::page(parts)?;
        let text = page.text.strip_suffix('/')?;
        Some(Route { text: text.into() })
    }

    /// Reads a route as an author writes it, `/topics/party/` or `/feed.xml`, fragment and query cut off before.
    pub fn parse(text: &str) -> Option<Route> {
        let rest = text.strip_prefix('/')?;
        if rest.is_empty() {
            return Some(Route::root());
        }
        match rest.strip_suffix('/') {
            Some(folder) => Route::page(&folder.split('/').collect::<Vec<_>>()),
            None => Route::file(&rest.split('/').collect::<Vec<_>>()),
        }
    }

    /// A page below this page. `None` as for [`Route::page`], and below a file.
    pub fn join(&self, part: &str) -> Option<Route> {
        let part = sound_part(part)?;
        self.is_page().then(|| Route { text: format!("{}{part}/", self.text).into() })
    }

    /// A file in the folder of this page. `None` as for [`Route::join`].
    pub fn join_file(&self, name: &str) -> Option<Route> {
        let name = sound_part(name)?;
        self.is_page().then(|| Route { text: format!("{}{name}", self.text).into() })
    }

    /// Whether it is a folder with `index.html`.
    pub fn is_page(&self) -> bool {
        self.text.is_empty() || self.text.ends_with('/')
    }

    /// Whether it lies in the folder of another page, at whatever depth. Everything lies below the front page but itself.
    pub fn is_below(&self, page: &Route) -> bool {
        page.is_page() && self != page && self.text.starts_with(&*page.text)
    }

    /// The file of the output folder that answers it: `topics/party/index.html`, `feed.xml`.
    pub fn output(&self) -> String {
        if self.is_page() { format!("{}index.html", self.text) } else { self.text.to_string() }
    }

    /// From the root of the site, percent-encoded, without leading slash: what follows `base_url`.
    pub fn encoded(&self) -> String {
        self.text.split('/').map(|part| utf8_percent_encode(part, ESCAPED).to_string()).collect::<Vec<_>>().join("/")
    }

    /// The link from the page or file at `self` to `target`, percent-encoded: `../../feed.xml`, `./`.
    pub fn link_to(&self, target: &Route) -> String {
        let folder: Vec<&str> = self.text.split('/').collect();
        let folder = &folder[..folder.len() - 1];
        let wanted: Vec<&str> = target.text.split('/').collect();
        let (last, wanted) = wanted.split_last().expect("a split has at least one part");
        let common = folder.iter().zip(wanted).take_while(|(a, b)| a == b).count();
        let mut link = "../".repeat(folder.len() - common);
        for part in &wanted[common..] {
            link.extend(utf8_percent_encode(part, ESCAPED));
            link.push('/');
        }
        link.extend(utf8_percent_encode(last, ESCAPED));
        if link.is_empty() { "./".to_owned() } else { link }
    }

    /// As [`Route::link_to`], with `index.html` written out: for reading from a folder.
    pub fn disk_link_to(&self, target: &Route) -> String {
        let link = self.link_to(target);
        match link.as_str() {
            "./" => "index.html".to_owned(),
            _ if target.is_page() => format!("{link}index.html"),
            _ => link,
        }
    }

    /// What two routes that cannot stand side by side on every host have in common: case and Unicode form are not looked at.
    pub fn clash_key(&self) -> String {
        use unicode_normalization::UnicodeNormalization;
        let output = self.output();
        output.nfc().collect::<String>().to_lowercase().nfc().collect()
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.text)
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.text)
    }
}

fn sound_part(part: &str) -> Option<&str> {
    let sound = !part.is_empty()
        && part != "."
        && part != ".."
        && part.len() <= 255
        && !part.chars().any(|character| character == '/' || character == '\\' || character.is_control());
    sound.then_some(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative() {
        let route = |text| Route::parse(text).unwrap();
        assert_eq!(route("/commentary/a/").link_to(&route("/feed.xml")), "../../feed.xml");
        assert_eq!(route("/commentary/a/").link_to(&route("/commentary/b/")), "../b/");
        assert_eq!(route("/").link_to(&route("/topics/")), "topics/");
        assert_eq!(route("/topics/").link_to(&route("/")), "../");
        assert_eq!(route("/").link_to(&route("/")), "./");
        assert_eq!(route("/a/").link_to(&route("/a/")), "./");
        assert_eq!(route("/a/").link_to(&route("/당/")), "../%EB%8B%B9/");
        assert_eq!(route("/a/").disk_link_to(&route("/b/")), "../b/index.html");
        assert_eq!(route("/a/").disk_link_to(&route("/a/")), "index.html");
    }

    #[test]
    fn no_route_leaves_the_site() {
        for bad in ["a", "/../a", "/a//b", "//", "/a/./", "/a\\b/", "/a\n/"] {
            assert!(Route::parse(bad).is_none(), "{bad:?}");
        }
        assert_eq!(Route::parse("/a/b/").unwrap().output(), "a/b/index.html");
    }
}
