//! The next page of an article that stands on several.
//!
//! Comes in: a page and its address. Goes out: the address of the page that follows, where a link says so and the two addresses
//! are of one article. Blogs call the next article *next* too; so a link alone is not believed. Never done here: fetching.

use super::tree::{all, attribute, line};
use dom_query::Document;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use url::Url;

/// The address of the next page of the article that the page at `here` is of.
pub fn next(page: &Document, here: &Url, base: Option<&Url>) -> Option<Url> {
    let base = base.unwrap_or(here);
    let whole = |to: String| base.join(to.trim()).ok().filter(|to| matches!(to.scheme(), "http" | "https"));
    let links: Vec<(Url, String, bool)> = all(page, "link[href], a[href]")
        .iter()
        .filter_map(|node| {
            let says = attribute(node, "rel")
                .is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("next")));
            Some((whole(attribute(node, "href")?)?, bare(&line(node)), says))
        })
        .collect();
    let is_linked = |stem: &str| links.iter().any(|(to, ..)| plain(to).is_some_and(|to| to == stem));
    let follows =
        |to: &Url| following(here, to).is_some_and(|step| step.is_said || step.number == 2 || is_linked(&step.stem));
    let numbers = |words: &str, to: &Url| {
        let number = words.parse::<usize>().ok();
        number.is_some() && number == following(here, to).map(|step| step.shown)
    };
    let said = links.iter().find(|(to, _, says)| *says && follows(to));
    let worded = || links.iter().find(|(to, words, _)| WORDS.contains(words.as_str()) && follows(to));
    let numbered = || links.iter().find(|(to, words, _)| numbers(words, to) && follows(to));
    let (to, ..) = said.or_else(worded).or_else(numbered)?;
    let mut to = to.clone();
    to.set_fragment(None);
    Some(to)
}

/// The numbers of pages by their addresses, where they are all of one article and no two the same.
pub fn numbers(addresses: &[Url]) -> Option<Vec<usize>> {
    let first = addresses.first()?;
    readings(first).into_iter().find_map(|one| {
        let number = |address: &Url| readings(address).into_iter().find(|reading| reading.stem == one.stem);
        let numbers: Vec<usize> =
            addresses.iter().map(|address| Some(number(address)?.number)).collect::<Option<_>>()?;
        let once: BTreeSet<usize> = numbers.iter().copied().collect();
        (once.len() == numbers.len()).then_some(numbers)
    })
}

/// Whether two addresses can be pages of one article.
pub fn is_one_article(one: &Url, other: &Url) -> bool {
    let of_other = readings(other);
    readings(one).iter().any(|one| of_other.iter().any(|other| other.stem == one.stem))
}

/// Whether `there` is the page after `here`.
pub fn is_next(here: &Url, there: &Url) -> bool {
    following(here, there).is_some()
}

/// The words that lead on, without arrows.
fn bare(words: &str) -> String {
    let is_sign = |character: char| !character.is_alphanumeric();
    words.trim_matches(is_sign).to_lowercase()
}

static WORDS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../lines/next_page.txt").lines();
    lines.filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
});

/// A step from a page to the next.
struct Step {
    stem: String,
    number: usize,
    /// The number that readers see: where pages are counted from 0, the second is 1.
    shown: usize,
    is_said: bool,
}

fn following(here: &Url, there: &Url) -> Option<Step> {
    let own = readings(here);
    let step = |next: Reading| {
        let before = own.iter().find(|own| own.stem == next.stem)?;
        // Some programs count from 0: `?page=1` is the second.
        let from_zero = next.is_query && before.number == 1 && !before.is_numbered && next.number == 1;
        let is_next = next.is_numbered && (next.number == before.number + 1 || from_zero);
        let Reading { stem, number, is_said, .. } = next;
        is_next.then(|| Step { stem, number, shown: number + usize::from(from_zero), is_said })
    };
    readings(there).into_iter().find_map(step)
}

/// An address as a page of several.
struct Reading {
    /// What all of them have in common.
    stem: String,
    number: usize,
    is_numbered: bool,
    /// Whether a word says that the number is that of a page.
    is_said: bool,
    is_query: bool,
}

const NAMES: &str = "page|pages|pg|p|seite|pagina|página|side|sida|strona|strana|stranica|sayfa|sivu|oldal|part|teil";

/// All readings of an address, the numbered ones first.
fn readings(address: &Url) -> Vec<Reading> {
    static LAST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"^(?P<before>.*[^0-9])??(?:[-_.,;~](?P<named>(?:{NAMES})[-_]?)?|(?P<all>(?:{NAMES})[-_]?))(?P<number>[0-9]{{1,3}})(?P<end>\.[a-z]{{3,5}})?$"))
            .expect("the pattern is a constant")
    });
    let mut found = Vec::new();
    let pairs: Vec<(String, String)> = address.query_pairs().into_owned().collect();
    for (at, (name, value)) in pairs.iter().enumerate() {
        let name = name.to_lowercase();
        let is_page = NAMES.split('|').any(|known| known == name)
            || ["paged", "pagenum", "pageno", "page_no", "page_num", "pagenumber", "currentpage", "pn", "s"]
                .contains(&name.as_str());
        if let (true, Some(number)) = (is_page, small(value)) {
            let mut rest = address.clone();
            let others = pairs.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, pair)| pair);
            rest.query_pairs_mut().clear().extend_pairs(others);
            found.extend(plain(&rest).map(|stem| Reading {
                stem,
                number,
                is_numbered: true,
                is_said: true,
                is_query: true,
            }));
        }
    }
    let path = address.path().trim_end_matches('/');
    let (folder, last) = path.rsplit_once('/').unwrap_or(("", path));
    let mut add = |stem: &str, number: Option<usize>, is_said: bool| {
        let mut rest = address.clone();
        rest.set_path(stem);
        if let (Some(stem), Some(number)) = (plain(&rest), number) {
            found.push(Reading { stem, number, is_numbered: true, is_said, is_query: false });
        }
    };
    if let Some(number) = small(last) {
        let (above, word) = folder.rsplit_once('/').unwrap_or(("", folder));
        match NAMES.split('|').any(|name| name.eq_ignore_ascii_case(word)) {
            true => add(above, Some(number), true),
            false => add(folder, Some(number), false),
        }
    } else if let Some(parts) = LAST.captures(&last.to_lowercase()) {
        let part = |name: &str| parts.name(name).map_or("", |part| part.as_str());
        let is_said = !part("named").is_empty() || !part("all").is_empty();
        let before = part("before").trim_end_matches(['-', '_', '.', ',', ';', '~']);
        let stem = if before.is_empty() { folder.to_owned() } else { format!("{folder}/{before}{}", part("end")) };
        add(&stem, small(part("number")), is_said);
    }
    found.extend(plain(address).map(|stem| Reading {
        stem,
        number: 1,
        is_numbered: false,
        is_said: false,
        is_query: false,
    }));
    found
}

fn small(text: &str) -> Option<usize> {
    let is_small = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_small.then(|| text.parse().ok()).flatten()
}

/// An address without scheme, fragment, the name of the first file, and the last `/`; in lower case.
fn plain(address: &Url) -> Option<String> {
    let host = address.host_str()?;
    let port = address.port().map(|port| format!(":{port}")).unwrap_or_default();
    let path = address.path().trim_end_matches('/');
    let (folder, last) = path.rsplit_once('/').unwrap_or(("", path));
    let is_first = ["index.html", "index.htm", "index.php"].iter().any(|name| last.eq_ignore_ascii_case(name));
    let path = if is_first { folder } else { path };
    let query = address.query().filter(|query| !query.is_empty()).map(|query| format!("?{query}")).unwrap_or_default();
    Some(format!("{host}{port}{path}{query}").to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn pages_of_an_article_are_told_from_other_articles() {
        for (here, there) in [
            ("https://a.example/b", "https://a.example/b/2"),
            ("https://a.example/b/", "https://a.example/b/page/2/"),
            ("https://a.example/b?id=7", "https://a.example/b?id=7&page=2"),
            ("https://a.example/b", "http://a.example/b?page=1"),
            ("https://a.example/b?page=3", "https://a.example/b?page=4"),
            ("https://a.example/b.html", "https://a.example/b-2.html"),
            ("https://a.example/b,1.html", "https://a.example/b,2.html"),
            ("https://a.example/b/index.html", "https://a.example/b/index-2.html"),
            ("https://a.example/b/seite-9.html", "https://a.example/b/seite-10.html"),
            ("https://a.example/b-p1", "https://a.example/b-p2"),
        ] {
            assert!(is_next(&url(here), &url(there)), "{here} {there}");
            assert!(!is_next(&url(there), &url(here)), "{there} {here}");
            assert!(is_one_article(&url(here), &url(there)), "{here} {there}");
        }
        for (here, there) in [
            ("https://a.example/2021/06/30/b", "https://a.example/2021/07/01/c"),
            ("https://a.example/b", "https://b.example/b/2"),
            ("https://a.example/b", "https://a.example/b/3"),
            ("https://a.example/b/1234", "https://a.example/b/1235"),
            ("https://a.example/b", "https://a.example/b"),
        ] {
            assert!(!is_next(&url(here), &url(there)), "{here} {there}");
        }
        let pages = ["https://a.example/b/3", "https://a.example/b", "https://a.example/b/2"].map(url);
        assert_eq!(numbers(&pages), Some(vec![3, 1, 2]));
        assert_eq!(numbers(&["https://a.example/b", "https://a.example/c"].map(url)), None);
    }

    #[test]
    fn a_link_to_the_next_page_is_found() {
        let here = url("https://a.example/b");
        let found = |html: &str| next(&Document::from(html), &here, None).map(|url| url.to_string());
        let two = Some("https://a.example/b?page=2".to_owned());
        assert_eq!(found("<link rel=next href='?page=2'>"), two);
        assert_eq!(found("<a href=/c>Next »</a><a href='?page=2#top'>Nächste Seite »</a>"), two);
        assert_eq!(found("<a href=/b>1</a><a href='?page=2'>2</a><a href='?page=3'>3</a>"), two);
        assert_eq!(found("<a rel=next href=/c>Next article</a>"), None);
        let post = url("https://a.example/post-3");
        let other = "<link rel=next href=/post-4>";
        assert_eq!(next(&Document::from(other), &post, None), None);
        assert!(next(&Document::from(format!("{other}<a href=/post>1</a>").as_str()), &post, None).is_some());
    }
}
