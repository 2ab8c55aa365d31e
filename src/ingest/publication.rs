//! Which publication a name or an address means.

use super::clip::Named;
use crate::base::key::Key;
use crate::parse::ids::PublicationKey;
use crate::parse::vocabulary::Publication;
use unicode_normalization::UnicodeNormalization;

/// Matches a printed name against the entries: by name, alias or key. An unknown one is offered as a new entry.
pub fn by_name(name: &str, publications: &[Publication]) -> Option<Named> {
    by_name_at(name, None, publications)
}

/// As [`by_name`]; a new entry whose name has no letters a to z has its key from the host, where one is known.
pub fn by_name_at(name: &str, host: Option<&str>, publications: &[Publication]) -> Option<Named> {
    let name = name.trim();
    if let Some(known) = known_by_name(name, publications) {
        return Some(known);
    }
    let of_host = || Key::from_words(label(host?)?);
    let key = of_name(name).or_else(of_host).or_else(|| Key::new("publication"))?;
    Some(Named { key: PublicationKey(free_key(key, publications)), name: name.to_owned(), known: false })
}

/// As [`by_name`], entries only.
pub fn known_by_name(name: &str, publications: &[Publication]) -> Option<Named> {
    let wanted = folded(name);
    let is_it = |entry: &&Publication| {
        let names = std::iter::once(entry.name.as_str()).chain(entry.aliases.iter().map(String::as_str));
        names.chain([entry.key.as_str()]).any(|name| folded(name) == wanted)
    };
    publications.iter().find(is_it).map(named)
}

/// Matches the host of an address against the entries' home pages.
pub fn by_address(address: &str, publications: &[Publication]) -> Option<Named> {
    let host = host(address)?;
    let is_it = |entry: &&Publication| entry.url.as_deref().and_then(self::host).is_some_and(|own| own == host);
    publications.iter().find(is_it).map(named)
}

fn named(entry: &Publication) -> Named {
    Named { key: entry.key.clone(), name: entry.name.clone(), known: true }
}

fn host(address: &str) -> Option<String> {
    let host = url::Url::parse(address).ok()?.host_str()?.to_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

fn folded(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// People say `lantern`, whatever stands over the paper.
fn without_article(name: &str) -> &str {
    name.strip_prefix("The ").unwrap_or(name)
}

/// A key out of a name; `None` where most of its letters are of another script, and would be lost.
fn of_name(name: &str) -> Option<Key> {
    let key = Key::from_words(without_article(name))?;
    let kept = key.as_str().chars().filter(char::is_ascii_alphabetic).count();
    let letters = name.chars().filter(|character| character.is_alphabetic()).count();
    (kept * 2 >= letters).then_some(key)
}

/// The word of a host that says whose it is: `saebyeok` of `www.saebyeok.co.kr`.
fn label(host: &str) -> Option<&str> {
    const GENERAL: [&str; 14] =
        ["www", "m", "com", "co", "org", "net", "gov", "go", "or", "ac", "edu", "news", "web", "archive"];
    let labels: Vec<&str> = host.split('.').collect();
    let (_, own) = labels.split_last()?;
    let own = own.iter().rev().find(|label| !GENERAL.contains(label)).or(own.last())?;
    // A name in another script is written in signs that nobody types.
    (own.parse::<u32>().is_err() && !own.starts_with("xn--")).then_some(own)
}

/// Why a publication that has no entry is in doubt, with the key it would have where that is not plain from its name.
pub fn unknown(named: &Named) -> String {
    let why = "there is no such entry in publications.yaml; it would be added";
    if of_name(&named.name).is_some() {
        return why.to_owned();
    }
    let key = &named.key;
    let from =
        if key.as_str().starts_with("publication") { "for want of letters a to z in it" } else { "from its address" };
    format!("{why} as `{key}`, {from}; name a better key with `--publication KEY`")
}

/// A key that no entry has: `gazette`, `gazette-2`, …
fn free_key(key: Key, publications: &[Publication]) -> Key {
    let is_taken = |key: &Key| publications.iter().any(|entry| entry.key.0 == *key);
    if !is_taken(&key) {
        return key;
    }
    let numbered = (2..).filter_map(|number| Key::new(&format!("{key}-{number}")));
    numbered.into_iter().find(|key| !is_taken(key)).unwrap_or(key)
}
