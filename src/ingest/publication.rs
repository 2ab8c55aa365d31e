//! Which publication a name or an address means.

use super::clip::Named;
use crate::base::key::Key;
use crate::parse::ids::PublicationKey;
use crate::parse::vocabulary::Publication;
use unicode_normalization::UnicodeNormalization;

/// Matches a printed name against the entries: by name, alias or key. An unknown one is offered as a new entry.
pub fn by_name(name: &str, publications: &[Publication]) -> Option<Named> {
    let name = name.trim();
    if let Some(known) = known_by_name(name, publications) {
        return Some(known);
    }
    let key = Key::from_words(&ascii(without_article(name))).or_else(|| Key::new("publication"))?;
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

/// Letters without their accents, for a key people can type.
fn ascii(name: &str) -> String {
    name.nfd().filter(|character| !unicode_normalization::char::is_combining_mark(*character)).collect()
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
