//! What a page says of itself: title, site, authors, language, licence, addresses; each with where it was found.
//!
//! Never done here: dates (see `when`), and inventing. A name is taken as an author only where the page says it of the
//! article, and looks like a name.

use super::extract::is_furniture;
use super::linked::Linked;
use super::tree::{all, attribute, line, meta};
use super::{folded, shown_line};
use crate::base::day::Day;
use crate::ingest::clip::Certainty;
use crate::ingest::lines;
use dom_query::Document;
use regex::Regex;
use std::sync::LazyLock;
use url::Url;

/// A value, how sure it is, and where it was found.
pub type Found<T> = Option<(T, Certainty, String)>;

fn stated<T>(value: T, from: impl Into<String>) -> Found<T> {
    Some((value, Certainty::Stated, from.into()))
}

fn inferred<T>(value: T, from: impl Into<String>) -> Found<T> {
    Some((value, Certainty::Inferred, from.into()))
}

/// The title and the name of the site, which pages print together.
pub fn title_and_site(page: &Document, linked: &Linked, host: Option<&str>) -> (Found<String>, Found<String>) {
    let in_head = all(page, "head title, title").first().map(line).map(|title| without_place(&title));
    let in_head = in_head.filter(|title| !title.is_empty());
    let of_meta = meta(page, &["og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title"]);
    let of_meta = of_meta.map(|(title, from)| (without_place(&title), from));
    let said = meta(
        page,
        &["og:site_name", "application-name", "dc.publisher", "citation_journal_title", "al:android:app_name"],
    );
    let mut site: Found<String> = said
        .map(|(name, from)| (name, Certainty::Stated, from))
        .or_else(|| linked.publisher.clone().map(|name| (name, Certainty::Stated, "JSON-LD publisher".to_owned())));
    let wholes: Vec<(String, String)> =
        of_meta.clone().into_iter().chain(in_head.clone().map(|title| (title, "title".to_owned()))).collect();
    let names_site = |text: &str, site: &Found<String>| {
        let text = folded(text);
        site.as_ref().is_some_and(|(name, ..)| folded(name) == text) || host.is_some_and(|host| host_says(host, &text))
    };
    let mut heading: Option<String> = None;
    let nodes = all(page, "[itemprop=headline], h1, h2");
    for is_second in [false, true] {
        let of_rank = nodes.iter().filter(|node| is_second == (super::tree::name(node) == "h2"));
        let candidates = of_rank.filter(|node| !is_furniture(node)).map(line);
        let fitting = candidates.filter(|text| !text.is_empty() && !names_site(text, &site));
        // A heading that the title repeats is the title; the longest says most of it.
        let fits = |text: &String| {
            wholes.iter().any(|(whole, _)| is_part(text, whole))
                || linked.headline.as_ref().is_some_and(|headline| folded(headline) == folded(text))
        };
        heading = heading.or_else(|| fitting.filter(fits).max_by_key(|text| text.chars().count()));
    }
    if let Some(heading) = heading {
        if site.is_none() {
            site = wholes
                .iter()
                .find_map(|(whole, _)| rest_of(whole, &heading))
                .and_then(|name| inferred(name, "the rest of the title"));
        }
        return (stated(heading, "heading"), site);
    }
    if let Some(headline) = &linked.headline {
        return (stated(headline.clone(), "JSON-LD headline"), site);
    }
    let Some((whole, from)) = wholes.into_iter().next() else {
        let only = all(page, "h1");
        let heading = only.first().filter(|_| only.len() == 1).map(line).filter(|text| !text.is_empty());
        return (heading.and_then(|text| stated(text, "heading")), site);
    };
    let (title, cut) = without_site(&whole, &|text| names_site(text, &site));
    if site.is_none() {
        site = cut.and_then(|name| inferred(name, "the rest of the title"));
    }
    (stated(title, from), site)
}

/// A title without the number of its page: `Tolls (2/3) - Quay`, `Tolls – page 2`.
fn without_place(title: &str) -> String {
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\s*(?:[-–—|:,·]\s*)?(?:[(\[]\s*(?:(?:page|seite|pagina|página|side|sida|strona|strana|sayfa|страница)\s*)?[0-9]{1,3}(?:\s*(?:/|of|von|de|di|sur)\s*[0-9]{1,3})\s*[)\]]|[(\[]?\s*(?:page|seite|pagina|página|sida|strona|strana|sayfa|страница)\s*[0-9]{1,3}(?:\s*(?:/|of|von|de|di|sur)\s*[0-9]{1,3})?\s*[)\]]?)(?P<end>$|\s+[-–—|·])",
        )
        .expect("the pattern is a constant")
    });
    let bare = PLACE.replace(title, "${end}").trim().to_owned();
    // A title that is nothing else is one all the same.
    if bare.chars().any(char::is_alphabetic) { bare } else { title.to_owned() }
}

const SEPARATORS: &str = "|-–—·•:»«/[]｜＿_>~";

/// Whether a text stands at the start or the end of a title, and something that parts follows.
fn is_part(text: &str, whole: &str) -> bool {
    let (text, whole) = (folded(text), folded(whole));
    if text == whole {
        return true;
    }
    let parted = |rest: &str| {
        rest.trim_start().starts_with(|next: char| SEPARATORS.contains(next))
            || rest.trim_end().ends_with(|last: char| SEPARATORS.contains(last))
    };
    !text.is_empty() && (whole.strip_prefix(&text).is_some_and(parted) || whole.strip_suffix(&text).is_some_and(parted))
}

/// What of a whole title is not the heading, if it can be the name of a site.
fn rest_of(whole: &str, heading: &str) -> Option<String> {
    let whole = shown_line(whole);
    let rest = whole.strip_prefix(heading).or_else(|| whole.strip_suffix(heading))?;
    let rest = rest.trim_matches(|character: char| SEPARATORS.contains(character) || character.is_whitespace());
    // Of several parts the last names the site.
    let last = rest.rsplit(" | ").next().unwrap_or(rest).trim();
    (!last.is_empty() && last.chars().count() <= 50).then(|| last.to_owned())
}

/// A title without the name of its site at its end or its start.
fn without_site(whole: &str, is_site: &dyn Fn(&str) -> bool) -> (String, Option<String>) {
    for separator in [" | ", " – ", " — ", " - ", " · ", " • ", " » ", " :: ", " « ", "|", "｜", "_", " : ", ": "]
    {
        if let Some((before, after)) = whole.rsplit_once(separator)
            && is_site(after)
        {
            return (before.trim().to_owned(), Some(after.trim().to_owned()));
        }
        if let Some((before, after)) = whole.split_once(separator)
            && is_site(before)
        {
            return (after.trim().to_owned(), Some(before.trim().to_owned()));
        }
    }
    (whole.to_owned(), None)
}

/// Whether a name, written together, is a label of a host: `The Lantern` of `lantern.example`.
fn host_says(host: &str, name: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|character| character.is_alphanumeric()).collect::<String>();
    let name = letters(name.strip_prefix("the ").unwrap_or(name));
    let labels: Vec<&str> = host.split('.').filter(|label| *label != "www").collect();
    name.chars().count() > 2
        && (labels.iter().any(|label| letters(label) == name) || letters(&labels.join(".")) == name)
}

/// The authors, as the page names them.
pub fn authors(page: &Document, linked: &Linked, near: &[String], site: Option<&str>) -> Found<Vec<String>> {
    let named = |names: Vec<String>| people(&names, site);
    if let Some(names) = named(linked.authors.clone()) {
        return stated(names, "JSON-LD author");
    }
    let metas: Vec<String> = all(page, "meta")
        .iter()
        .filter(|node| {
            let own = attribute(node, "name")
                .or_else(|| attribute(node, "property"))
                .unwrap_or_default()
                .to_ascii_lowercase();
            [
                "author",
                "article:author",
                "citation_author",
                "dc.creator",
                "dcterms.creator",
                "parsely-author",
                "sailthru.author",
                "byl",
            ]
            .contains(&own.as_str())
        })
        .filter_map(|node| attribute(node, "content"))
        .map(|text| shown_line(&text))
        .collect();
    if let Some(names) = named(metas) {
        return stated(names, "meta author");
    }
    let markup = [
        ("[itemprop=author] [itemprop=name], [itemprop=author]", "microdata"),
        (".p-author, .author .fn, .author a.fn, .author.vcard a", "microformat"),
        ("a[rel~=author], [rel~=author]", "link to the author"),
        (
            ".author a.url, .author a[href*=author], .byline a, .byline-name, .author-name, .article-author, .post-author",
            "byline",
        ),
    ];
    for (selector, from) in markup {
        let nodes = all(page, selector);
        let texts: Vec<String> = nodes
            .iter()
            .filter(|node| !is_furniture(node))
            .map(line)
            .filter(|text| text.chars().count() <= 80)
            .collect();
        if let Some(names) = named(texts.iter().map(|text| lines::byline(text).unwrap_or(text).to_owned()).collect()) {
            return inferred(names, from);
        }
    }
    let in_lines: Vec<String> = near.iter().filter_map(|text| lines::byline(text)).map(str::to_owned).take(1).collect();
    let from = "a line near the title";
    named(in_lines).and_then(|names| inferred(names, from))
}

/// Those of some names that can be people's, each once; `None` where none can, or more than write one article.
pub fn people(names: &[String], site: Option<&str>) -> Option<Vec<String>> {
    let mut kept: Vec<String> = Vec::new();
    for name in names.iter().flat_map(|name| split_names(name)) {
        if is_name(&name, site) && !kept.iter().any(|other| folded(other) == folded(&name)) {
            kept.push(name);
        }
    }
    (!kept.is_empty() && kept.len() <= 12).then_some(kept)
}

pub fn split_names(text: &str) -> Vec<String> {
    let text = lines::byline(text).unwrap_or(text);
    let parts = text.split([';', '/', '|', '、']).flat_map(|part| {
        // `Surname, Given` is one name; a list has more blanks than commas.
        let commas = part.matches(',').count();
        let is_list = commas > 0 && part.split(',').all(|name| name.split_whitespace().count() >= 2);
        if is_list { part.split(',').collect::<Vec<_>>() } else { vec![part] }
    });
    let all = parts
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" und "))
        .flat_map(|part| part.split(" & "));
    all.map(|name| name.trim().trim_matches(['|', '-', '–', ',', ':']).trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// Whether a text can be the name of a person: no address, no account, not the site itself.
fn is_name(name: &str, site: Option<&str>) -> bool {
    let length = name.chars().count();
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_account =
        name.contains(['@', '/', '_', '{', '<', '=', '%']) || name.starts_with("http") || name.contains("www.");
    let is_written_as_name = name
        .chars()
        .any(|character| character.is_uppercase() || (character.is_alphabetic() && !character.is_lowercase()));
    const NOBODY: &[&str] = &[
        "admin",
        "administrator",
        "editor",
        "redaktion",
        "staff",
        "webmaster",
        "author",
        "unknown",
        "anonymous",
        "guest",
        "root",
        "user",
        "team",
        "null",
        "none",
    ];
    let is_site = site.is_some_and(|site| {
        let (site, name) = (folded(site), folded(name));
        let first = |text: &str| text.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        site == name || (first(&site).contains(' ') && first(&site) == first(&name))
    });
    (2..=60).contains(&length)
        && words.len() <= 6
        && !is_account
        && is_written_as_name
        && !NOBODY.contains(&folded(name).as_str())
        && !name.chars().any(|character| character.is_ascii_digit())
        && !is_site
        && !(length <= 3 && words.len() == 1 && name.is_ascii())
}

/// The second headline.
pub fn subtitle(page: &Document, linked: &Linked, title: Option<&str>) -> Found<String> {
    let fits = |text: &String| {
        !text.is_empty() && text.chars().count() <= 400 && title.is_none_or(|title| folded(title) != folded(text))
    };
    if let Some(text) = linked.subtitle.clone().filter(fits) {
        return stated(text, "JSON-LD alternativeHeadline");
    }
    let nodes =
        all(page, "[itemprop=alternativeHeadline], .subtitle, .article-subtitle, .entry-subtitle, .standfirst, .dek");
    let texts: Vec<String> = nodes.iter().filter(|node| !is_furniture(node)).map(line).filter(fits).collect();
    match texts.as_slice() {
        [text] => inferred(text.clone(), "an element named so"),
        _ => None,
    }
}

/// The language that the page states, its region kept apart.
pub fn language(page: &Document) -> Found<String> {
    let html = all(page, "html[lang], html[xml\\:lang]");
    let of_html = html.first().and_then(|node| attribute(node, "lang").or_else(|| attribute(node, "xml:lang")));
    if let Some(tag) = of_html {
        return stated(tag.replace('_', "-"), "html lang");
    }
    meta(page, &["og:locale", "content-language", "dc.language", "language"])
        .and_then(|(tag, from)| stated(tag.replace('_', "-"), from))
}

/// The licence that the page states for itself.
pub fn licence(page: &Document, linked: &Linked) -> Found<String> {
    let links = all(page, "link[rel~=license], a[rel~=license], link[rel~=licence]");
    let linked_to =
        links.iter().find_map(|node| attribute(node, "href")).map(|to| (to, "link to the licence".to_owned()));
    let (text, from) = linked
        .licence
        .clone()
        .map(|text| (text, "JSON-LD license".to_owned()))
        .or(linked_to)
        .or_else(|| meta(page, &["dcterms.license", "dc.rights.license", "license"]))?;
    stated(creative_commons(&text).unwrap_or(text), from)
}

/// The name of a licence by its address, where it is one of Creative Commons.
pub fn creative_commons(address: &str) -> Option<String> {
    let path = address.split_once("creativecommons.org/")?.1;
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    match (parts.next()?, parts.next()?, parts.next()) {
        ("licenses", kind, Some(version)) => Some(format!("CC {} {version}", kind.to_uppercase())),
        ("publicdomain", "zero", _) => Some("CC0 1.0".to_owned()),
        _ => None,
    }
}

/// Where a page is from.
#[derive(Clone, Debug, Default)]
pub struct Addresses {
    /// The original.
    pub original: Option<(String, String)>,
    /// The copy in a public archive that this is.
    pub archived: Option<String>,
    /// The day that the page itself says it was saved.
    pub saved: Option<Day>,
}

/// The addresses of a page: what it says of itself, the archive that kept it, the address it was got from.
pub fn addresses(page: &Document, text: &str, given: Option<&str>) -> Addresses {
    let mut found = Addresses::default();
    let is_whole = |address: &String| {
        Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
    };
    let canonical = all(page, "link[rel~=canonical]").first().and_then(|node| attribute(node, "href")).filter(is_whole);
    let open_graph = meta(page, &["og:url"]).map(|(address, _)| address).filter(is_whole);
    let saved_from = saved_from(text);
    for address in given.map(str::to_owned).into_iter().chain(archive_in(text)).chain(canonical.clone()) {
        if found.archived.is_none()
            && let Some((original, day)) = in_archive(&address)
        {
            found.original = Some((original, "address in the archive".to_owned()));
            found.saved = Some(day);
            found.archived = Some(address);
        }
    }
    if let Some((address, day)) = saved_from {
        found.saved = found.saved.or(day);
        found.original =
            found.original.or(address.filter(is_whole).map(|address| (address, "record of the saved file".to_owned())));
    }
    let known = found
        .original
        .as_ref()
        .map(|(address, _)| address.clone())
        .or(given.filter(|given| in_archive(given).is_none()).map(str::to_owned));
    for (own, from) in [(canonical, "canonical link"), (open_graph, "meta og:url")] {
        let Some(own) = own.map(|own| in_archive(&own).map_or(own, |(original, _)| original)) else { continue };
        // A page that calls the front of its site canonical says nothing of itself.
        let is_front = Url::parse(&own).is_ok_and(|url| url.path() == "/" && url.query().is_none());
        let known_path = known.as_deref().and_then(|known| Url::parse(known).ok()).is_some_and(|url| url.path() != "/");
        if !(is_front && known_path) {
            found.original = Some((own, from.to_owned()));
            return found;
        }
    }
    if let Some(known) = known.filter(|_| found.original.is_none()) {
        found.original = Some((known, "address given".to_owned()));
    }
    found
}

/// The original of an address in a public archive, and the day of the copy.
pub fn in_archive(address: &str) -> Option<(String, Day)> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^https?://(?:web\.archive\.org/web|wayback\.archive-it\.org/\d+|arquivo\.pt/wayback|www\.webarchive\.org\.uk/wayback/[a-z]+|archive\.(?:ph|today|is|md|li)|perma-archives\.org/warc)/(\d{8})(?:\d{6})?(?:[a-z]{2}_)?/(https?:/{1,2}\S+)$")
            .expect("the pattern is a constant")
    });
    let found = FORM.captures(address.trim())?;
    let digits = &found[1];
    let day = Day::new(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..8].parse().ok()?)?;
    Some((found[2].to_owned(), day))
}

/// The address of the copy that an archive's own script names.
fn archive_in(text: &str) -> Option<String> {
    static CALL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"__wm\.wombat\(\s*"([^"]+)"\s*,\s*"(\d{14})""#).expect("the pattern is a constant")
    });
    let found = CALL.captures(text)?;
    Some(format!("https://web.archive.org/web/{}/{}", &found[2], &found[1]))
}

/// What programs that save pages write into them: an address, and the day.
fn saved_from(text: &str) -> Option<(Option<String>, Option<Day>)> {
    let mut end = text.len().min(4_000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    static MARK_OF_THE_WEB: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->").expect("the pattern is a constant"));
    if let Some(found) = MARK_OF_THE_WEB.captures(head) {
        return Some((Some(found[1].to_owned()), None));
    }
    let at = head.find("Page saved with SingleFile")?;
    let lines = || head[at..].lines().take(6);
    let value =
        |name: &str| lines().find_map(|line| line.trim().strip_prefix(name)).map(|value| value.trim().to_owned());
    Some((value("url:"), value("saved date:").and_then(|date| day_of_save(&date))))
}

/// `Wed Jun 30 2021 14:05:00 GMT+0200 (…)`
fn day_of_save(text: &str) -> Option<Day> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [_, month, day, year, ..] = words.as_slice() else { return None };
    Day::new(year.parse().ok()?, crate::ingest::months::month(month)?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_their_site() {
        for (html, host, title, site) in [
            ("<title>A harbour | The Lantern</title>", Some("lantern.example"), "A harbour", Some("The Lantern")),
            ("<title>A - B - C</title>", None, "A - B - C", None),
            ("<title>Paper · Words</title><h1>Words</h1>", None, "Words", Some("Paper")),
            ("<title>Words: more words</title><h1>Words</h1>", None, "Words", Some("more words")),
            (
                "<meta property='og:site_name' content='Paper'><meta property='og:title' content='Paper|Words'>",
                None,
                "Words",
                Some("Paper"),
            ),
        ] {
            let page = Document::from(html);
            let (found, name) = title_and_site(&page, &Linked::default(), host);
            assert_eq!(found.map(|found| found.0).as_deref(), Some(title));
            assert_eq!(name.map(|found| found.0).as_deref(), site);
        }
    }

    #[test]
    fn the_number_of_a_page_is_no_title() {
        for (whole, title) in [
            ("The salt road (1/2) - Quay", "The salt road - Quay"),
            ("The salt road – page 2", "The salt road"),
            ("Die Salzstraße - Seite 2 von 3 | Kai", "Die Salzstraße | Kai"),
            ("Half (1/2 of it)", "Half (1/2 of it)"),
            ("A page 9 story", "A page 9 story"),
            ("Page 2", "Page 2"),
        ] {
            assert_eq!(without_place(whole), title);
        }
    }

    #[test]
    fn names_are_names() {
        for name in ["Wick", "Ada Quill", "김하늘", "de la Cruz"] {
            assert!(is_name(name, Some("The Lantern")), "{name}");
        }
        for name in ["kj", "admin", "https://a.example/w", "@wick", "The Lantern", "The Lantern Desk", "user1"] {
            assert!(!is_name(name, Some("The Lantern")), "{name}");
        }
        assert_eq!(split_names("By Ada Quill, Tom Reed and Wick"), ["Ada Quill", "Tom Reed", "Wick"]);
        assert_eq!(split_names("Ada Quill, Tom Reed"), ["Ada Quill", "Tom Reed"]);
        assert_eq!(split_names("Quill, Ada"), ["Quill, Ada"]);
    }

    #[test]
    fn archives_keep_the_original() {
        let (original, day) = in_archive("https://web.archive.org/web/20120611024252/http://a.example/b").unwrap();
        assert_eq!((original.as_str(), day.to_string().as_str()), ("http://a.example/b", "2012-06-11"));
        let single = "<!--\n Page saved with SingleFile \n url: https://a.example/b \n saved date: Wed Jun 30 2021 14:05:00 GMT+0200\n-->";
        let (address, day) = saved_from(single).unwrap();
        assert_eq!(
            (address.as_deref(), day.unwrap().to_string().as_str()),
            (Some("https://a.example/b"), "2021-06-30")
        );
    }
}
