//! Ids inside pages: of headings, passages and notes (SPEC 8).
//!
//! Comes in: words. Goes out: ids that stay when notes come and go. Never done here: knowing which page they are on.

use crate::base::hash::sha256_base32;
use crate::parse::document::{Block, Document};
use crate::parse::ids::SourceId;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The HASH of a passage: the first 10 characters of base32 SHA-256 over the source's first id, the folded words and
/// their ordinal (from 1) among equal words of the text, each parted from the next by a line end, which none of them holds.
pub fn passage_hash(source: &SourceId, folded: &str, ordinal: u32) -> String {
    sha256_base32(format!("{source}\n{folded}\n{ordinal}").as_bytes(), 10)
}

/// In the place of a HASH for words that no source has: of the words alone.
pub fn words_hash(words: &str) -> String {
    sha256_base32(format!("\n{words}\n").as_bytes(), 10)
}

/// Ids given out on one page.
#[derive(Debug, Default)]
pub struct Taken {
    ids: BTreeSet<String>,
}

impl Taken {
    /// The id itself, or with `-2`, `-3` … where it is taken.
    pub fn give(&mut self, id: String) -> String {
        let mut given = id.clone();
        let mut count = 2;
        while !self.ids.insert(given.clone()) {
            given = format!("{id}-{count}");
            count += 1;
        }
        given
    }
}

/// The ids of all headings of a body, by the ordinal of their prose. Headings in footnotes have none.
pub fn heading_ids(document: &Document) -> BTreeMap<usize, String> {
    let mut taken = Taken::default();
    let mut ids = BTreeMap::new();
    each_heading(&document.blocks, &mut |id, text, ordinal| {
        let wanted = id.map(heading_id).filter(|id| id != EMPTY).unwrap_or_else(|| heading_id(text));
        ids.insert(ordinal, taken.give(wanted));
    });
    ids
}

/// The id of a heading without letters or digits.
const EMPTY: &str = "section";

/// NFC, lower case, letters and digits of any script; apostrophes go, any other run of characters is one hyphen, none at
/// the ends. What would have the form of another id has `h-` before it.
pub fn heading_id(text: &str) -> String {
    let mut id = String::new();
    for character in text.nfc().flat_map(char::to_lowercase).nfc() {
        if character.is_alphanumeric() || (is_combining_mark(character) && !id.is_empty() && !id.ends_with('-')) {
            id.push(character);
        } else if !matches!(character, '\'' | '’' | '‘' | 'ʼ' | '＇') && !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    match id {
        "" => EMPTY.to_owned(),
        id if has_form_of_another(id) => format!("h-{id}"),
        id => id.to_owned(),
    }
}

/// `p12`, `q-…`, `n-…`, `d2021-06-30`, and `fn…` of footnotes.
fn has_form_of_another(id: &str) -> bool {
    let numbered =
        |letter: char| id.strip_prefix(letter).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    numbered('p')
        || numbered('d')
        || numbered('s')
        || id.starts_with("q-")
        || id.starts_with("n-")
        || id.starts_with("fn")
}

fn each_heading<'a>(blocks: &'a [Block], found: &mut impl FnMut(Option<&'a str>, &'a str, usize)) {
    for block in blocks {
        match block {
            Block::Heading { id, prose, .. } => found(id.as_deref(), &prose.plain.text, prose.ordinal),
            Block::Quote { blocks, .. } => each_heading(blocks, found),
            Block::Quotation { words, gloss, .. } => {
                each_heading(words, found);
                each_heading(gloss, found);
            }
            Block::List { items, .. } => items.iter().for_each(|item| each_heading(item, found)),
            Block::Definitions(list) => {
                list.iter().flat_map(|definition| &definition.meanings).for_each(|blocks| each_heading(blocks, found));
            }
            Block::Paragraph(_) | Block::Code { .. } | Block::Table { .. } | Block::Rule { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_become_ids_in_any_script() {
        let id = heading_id;
        assert_eq!(id("What is not priced"), "what-is-not-priced");
        assert_eq!(id("  The Council’s 2nd «sheet» "), "the-councils-2nd-sheet");
        assert_eq!(id("Straße & Größe"), "straße-größe");
        assert_eq!(id("격주로, 다시"), "격주로-다시");
        assert_eq!(id("हिन्दी"), "हिन्दी");
        assert_eq!(id("cafe\u{301}"), "caf\u{e9}");
        assert_eq!(id("—"), "section");
    }

    #[test]
    fn no_heading_has_the_form_of_another_id() {
        for (text, id) in
            [("P12", "h-p12"), ("Q & A", "h-q-a"), ("N p12", "h-n-p12"), ("D2021", "h-d2021"), ("Fn 1", "h-fn-1")]
        {
            assert_eq!(heading_id(text), id);
        }
        assert_eq!(heading_id("Prices"), "prices");
    }

    #[test]
    fn what_is_taken_is_counted() {
        let mut taken = Taken::default();
        let given = ["a", "a", "a-2", "a"].map(|id| taken.give(id.to_owned()));
        assert_eq!(given, ["a", "a-2", "a-2-2", "a-3"]);
    }

    #[test]
    fn a_hash_is_made_of_source_words_and_ordinal() {
        let id = SourceId::new("lantern-2026-03-14").unwrap();
        let hash = passage_hash(&id, "not one sack was short", 1);
        assert_eq!(hash.len(), 10);
        assert_ne!(hash, passage_hash(&id, "not one sack was short", 2));
    }
}
