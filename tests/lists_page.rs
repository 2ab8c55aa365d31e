//! The manual's page of lists is made from the code and its data files: `BLESS=1 cargo test --test lists_page` writes it anew.

#![expect(clippy::disallowed_methods, reason = "this test writes a page of the manual")]

use postil::base::fold::{Folder, Parting, Side, is_dash, is_dropped, is_override, is_point, is_quote, is_superscript};
use postil::resolve::quote::lists::FILES;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

const HEAD: &str = "---
title: Lists
summary: The characters and words that the contract names, language by language.
---

[The contract](contract.md) names lists: characters that count as one, words that say no, units, particles. Here they are, as this
version of the program has them. They belong to version 1 of the contract.

<!-- This page is made from the program's code; do not edit it by hand. -->

## Characters
";

/// The name of a list in its file, and what it is called in the manual.
const NAMES: [(&str, &str); 22] = [
    ("negations", "Negating words"),
    ("reversing", "Words that reverse"),
    ("negating_prefixes", "Negating prefixes, before a hyphen"),
    ("negating_endings", "Endings that negate"),
    ("no_negations", "Words with a negation in them that are none"),
    ("affix_prefixes", "Negating prefixes, written together"),
    ("affix_endings", "Negating endings, written together"),
    ("negated_verbs", "Negated verbs after a noun of action"),
    ("stems", "Verb stems that end in Han"),
    ("elisions", "Elided before an apostrophe"),
    ("particles", "Particles written with the next word"),
    ("articles", "Articles written with the next word"),
    ("endings", "Particles and endings that a quotation may leave off"),
    ("magnitudes", "Magnitudes"),
    ("percents", "Parts of a hundred, after the number"),
    ("before", "Parts of a hundred, before the number"),
    ("units", "Units"),
    ("word_units", "Units that are ordinary words too"),
    ("abbreviations", "Abbreviations whose full stop ends no sentence"),
    ("omissions", "Words in brackets that are an ellipsis"),
    ("sic", "Words in brackets that keep an error of the source"),
    ("emphasis_added", "Words in brackets that say whose the emphasis is"),
];

const LANGUAGES: [(&str, &str); 23] = [
    ("ar", "Arabic"),
    ("ca", "Catalan"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fa", "Persian"),
    ("fr", "French"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("nl", "Dutch"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ru", "Russian"),
    ("th", "Thai"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
    ("common", "Every language"),
];

#[test]
fn the_page_of_lists_is_that_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages/manual/lists.md");
    let page = page();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &page).expect("the page can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == page, "the page is not that of the code: BLESS=1 cargo test --test lists_page");
}

fn page() -> String {
    let mut page = String::from(HEAD);
    characters(&mut page);
    for (code, name) in LANGUAGES {
        let (_, text) = FILES.iter().find(|(file, _)| *file == code).expect("each language has its file");
        let lists: BTreeMap<String, toml::Value> = toml::from_str(text).expect("the file is TOML");
        let known = |list: &str| list == "continuous" || NAMES.iter().any(|(key, _)| *key == list);
        assert!(lists.keys().all(|list| known(list)), "{code}: a list without a name in the manual");
        write!(page, "\n## {name}\n").expect("text can be written to");
        for (key, title) in NAMES {
            let words = lists.get(key).and_then(toml::Value::as_array).filter(|words| !words.is_empty());
            let Some(words) = words else { continue };
            let words: Vec<String> = words.iter().filter_map(|word| Some(format!("`{}`", word.as_str()?))).collect();
            write!(page, "\n**{title}.** {}\n", words.join(" · ")).expect("text can be written to");
        }
    }
    assert_eq!(FILES.len(), LANGUAGES.len(), "a language without a name in the manual");
    page.push_str("\nA trailing `*` stands for any ending. Words are compared in lower case.\n");
    page
}

/// What each character of the first plane is to the fold, in the order of the contract's steps.
fn characters(page: &mut String) {
    let all = || ('\u{80}'..='\u{ffff}').chain(' '..='\u{7f}').filter(|character| !character.is_control());
    let dropped: Vec<char> = all().filter(|character| is_dropped(*character)).collect();
    let dropped = spans(dropped.iter().copied().filter(|character| !is_override(*character)));
    write!(page, "\n**Dropped.** {dropped} · and `U+200D` except between emoji\n").expect("text can be written to");
    let folded = |character: char| {
        let mut folder = Folder::new(Side::Stored);
        folder.paragraph(&format!("q{character}q"), &[], Parting::Break);
        folder.finish().text()
    };
    let is_other = |character: &char| {
        let character = *character;
        let known = is_dropped(character) || is_quote(character) || is_dash(character) || is_point(character);
        let stays =
            is_superscript(character) || character.is_whitespace() || std::iter::once(character).nfc().ne([character]);
        !known && !stays
    };
    let changed: Vec<(char, String)> = all().filter(is_other).map(|character| (character, folded(character))).collect();
    let (dots, read): (Vec<_>, Vec<_>) = changed
        .into_iter()
        .filter(|(character, text)| *text != format!("q{character}q") || *character == '·')
        .partition(|(_, text)| text == "q·q");
    // The ellipsis, the full stop, the joiner and the object character are folded by rules of their own.
    let own_step = |character: &char| matches!(character, '…' | '⋯' | '。' | '\u{200d}' | '\u{fffc}');
    let letters = read.iter().map(|(character, _)| *character).filter(|character| !own_step(character));
    write!(page, "\n**Compatibility characters, read as the plain ones.** {}\n", spans(letters))
        .expect("text can be written to");
    let quotes = shown(all().filter(|character| is_quote(*character)));
    write!(page, "\n**Quotation marks and apostrophes, one class.** {quotes}\n").expect("text can be written to");
    let dashes = shown(all().filter(|character| is_dash(*character)));
    write!(page, "\n**Hyphens and dashes, one class.** {dashes}\n").expect("text can be written to");
    let dots = shown(dots.into_iter().map(|(character, _)| character));
    write!(page, "\n**Middle dots, one class.** {dots}\n").expect("text can be written to");
    let points = spans(all().filter(|character| is_point(*character)));
    write!(page, "\n**Vowel points.** {points}\n").expect("text can be written to");
    let superscripts = spans(all().filter(|character| is_superscript(*character)));
    write!(page, "\n**Superscripts, which may be note marks.** {superscripts}\n").expect("text can be written to");
}

/// Code points, neighbours as a range.
fn spans(characters: impl Iterator<Item = char>) -> String {
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for code in characters.map(u32::from) {
        match spans.last_mut().filter(|(_, last)| last.saturating_add(1) == code) {
            Some((_, last)) => *last = code,
            None => spans.push((code, code)),
        }
    }
    let spans = spans.iter().map(|(first, last)| match first == last {
        true => format!("`U+{first:04X}`"),
        false => format!("`U+{first:04X}–{last:04X}`"),
    });
    spans.collect::<Vec<_>>().join(" · ")
}

/// Characters as they are printed, with their code points.
fn shown(characters: impl Iterator<Item = char>) -> String {
    let shown = characters.map(|character| format!("`{character}` U+{:04X}", u32::from(character)));
    shown.collect::<Vec<_>>().join(" · ")
}
