//! Letters that look alike: to name them in a message, never to match by them.

use super::needle::Needle;
use super::source::FoldedSource;
use std::ops::Range;
use std::sync::OnceLock;
use unicode_script::UnicodeScript;

/// Each line: letters that look like the first one.
const ALIKE: &[&str] = &[
    "aаα",
    "cсϲ",
    "eе",
    "oоοօ",
    "pрρ",
    "xхχ",
    "yуγ",
    "iіι",
    "jј",
    "sѕ",
    "hһ",
    "dԁ",
    "qԛ",
    "wԝω",
    "kкκ",
    "vνѵ",
    "uυս",
    "nո",
    "tт",
    "mм",
    "rг",
    "AАΑ",
    "BВΒ",
    "CСϹ",
    "EЕΕ",
    "HНΗ",
    "IІΙӀ",
    "JЈ",
    "KКΚ",
    "MМΜ",
    "NΝ",
    "OОΟՕ",
    "PРΡ",
    "SЅՏ",
    "TТΤ",
    "XХΧ",
    "YҮΥ",
    "ZΖ",
    "GԌ",
    "QԚ",
    "WԜ",
    "〇○◯",
    "一ー",
    "ニ二",
    "ハ八",
    "カ力",
    "タ夕",
    "ロ口",
    "エ工",
    "ト卜",
    "へヘ",
    "べベ",
    "ぺペ",
    "りリ",
    "ィイ",
    "ッツ",
    "ャヤ",
    "ュユ",
    "ョヨ",
];

/// A letter of the words that only looks like one of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// What the source has.
    pub stored: char,
    /// What the author wrote.
    pub typed: char,
    /// Where in the raw text of the needle.
    pub at: Range<usize>,
}

/// A place of the source's raw text where the words stand but for letters that look alike, with those letters.
pub fn find(source: &FoldedSource, needle: &Needle) -> Option<(Range<usize>, Vec<Alike>)> {
    let folded = source.folded();
    let (pattern, text) = (alike(needle.skeleton()), alike(folded.skeleton()));
    let index = text.windows(pattern.len()).position(|window| window.iter().zip(&pattern).all(|(a, b)| a.0 == b.0))?;
    let letters = &text[index..index + pattern.len()];
    let mut found = Vec::new();
    for (stored, typed) in letters.iter().zip(&pattern) {
        if stored.1 != typed.1 {
            let start = needle.folded().raw_start(typed.2)?;
            let end = needle.folded().raw_end(typed.2 + typed.1.len_utf8())?;
            found.push(Alike { stored: stored.1, typed: typed.1, at: start..end });
        }
    }
    let (first, last) = (letters.first()?, letters.last()?);
    let raw = folded.raw_start(first.2)?..folded.raw_end(last.2 + last.1.len_utf8())?;
    (!found.is_empty()).then_some((raw, found))
}

/// The digit of ASCII that a digit of another script stands for.
pub fn other_digit(character: char) -> Option<char> {
    const ZEROS: [char; 16] = ['٠', '۰', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '๐', '໐', '༠', '၀', '០'];
    let zero = ZEROS.iter().find(|zero| (u32::from(**zero)..u32::from(**zero) + 10).contains(&u32::from(character)))?;
    char::from_digit(u32::from(character) - u32::from(*zero), 10)
}

/// Each character with what it looks like, itself, and its place.
fn alike(skeleton: &str) -> Vec<(char, char, usize)> {
    skeleton.char_indices().map(|(at, character)| (look(character), character, at)).collect()
}

fn look(character: char) -> char {
    if let Some(digit) = other_digit(character) {
        return digit;
    }
    static TABLE: OnceLock<Vec<(char, char)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table: Vec<(char, char)> = Vec::new();
        for line in ALIKE {
            let first = line.chars().next().unwrap_or(' ');
            table.extend(line.chars().skip(1).map(|other| (other, first)));
        }
        table.sort_unstable();
        table
    });
    match table.binary_search_by_key(&character, |(other, _)| *other) {
        Ok(index) => table[index].1,
        Err(_) => character,
    }
}

/// `Cyrillic `с``, `U+25CB `○``
pub fn name(character: char) -> String {
    let script = character.script().full_name();
    match script {
        "Common" | "Inherited" | "Unknown" => format!("`{character}` (U+{:04X})", u32::from(character)),
        script => format!("{} `{character}`", script.replace('_', " ")),
    }
}
