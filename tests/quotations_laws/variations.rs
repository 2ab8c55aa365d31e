//! Variations of typography: what SPEC 5 lists, step by step, on the side of the author or of the source.

use super::draw::Draw;
use super::texts::Tongue;
use postil::base::script::{is_han_or_kana, is_hangul};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Varies what an author writes. Whatever is drawn, the text stays equal under the contract to a source that has it as it
/// was.
pub fn of_quotation(draw: &mut Draw, text: &str, tongue: &Tongue) -> String {
    let mut text = text.to_owned();
    for step in STEPS_OF_QUOTATIONS {
        if draw.one_in(4) {
            text = each_paragraph(&text, |paragraph| step(draw, paragraph, tongue));
        }
    }
    final_mark(draw, text)
}

/// Varies a paragraph of a source: quotations of it as it was stay true.
pub fn of_source(draw: &mut Draw, text: &str, tongue: &Tongue) -> String {
    let mut text = text.to_owned();
    for step in STEPS_OF_SOURCES {
        if draw.one_in(4) {
            text = step(draw, &text, tongue);
        }
    }
    text
}

type Step = fn(&mut Draw, &str, &Tongue) -> String;

const STEPS_OF_QUOTATIONS: &[Step] = &[
    inside_marks,
    before_marks,
    quotation_marks,
    dashes,
    middle_dots,
    full_stops,
    ellipses,
    unspaced_blanks,
    compatible,
    long_s,
    yeh_and_kaf,
    decomposed,
    blanks,
    dropped,
];

const STEPS_OF_SOURCES: &[Step] = &[
    note_marks,
    line_end_hyphens,
    apostrophes,
    dash_signs,
    full_stops,
    compatible_letters,
    yeh_and_kaf,
    points,
    decomposed,
    blanks,
    dropped,
];

fn each_paragraph(text: &str, mut vary: impl FnMut(&str) -> String) -> String {
    text.split("\n\n").map(&mut vary).collect::<Vec<_>>().join("\n\n")
}

/// Goes through the characters, each with the one before and the one after it; `None` leaves one as it is.
fn each(text: &str, mut vary: impl FnMut(Option<char>, char, Option<char>) -> Option<String>) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut varied = String::new();
    for (index, character) in characters.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| characters[index]);
        match vary(before, *character, characters.get(index + 1).copied()) {
            Some(other) => varied.push_str(&other),
            None => varied.push(*character),
        }
    }
    varied
}

const QUOTES: &str = "\"'“”„‟«»‘’‚‛「」『』＂＇｢｣〝〞〟";

/// Step (4): all are one class.
fn quotation_marks(draw: &mut Draw, text: &str, _: &Tongue) -> String {
    let marks: Vec<char> = QUOTES.chars().collect();
    each(text, |_, character, _| {
        let is_mark = QUOTES.contains(character);
        (is_mark && draw.one_in(2)).then(|| marks[draw.below(marks.len())].to_string())
    })
}

/// Step (4), of a source: its words have to end where they did.
fn apostrophes(draw: &mut Draw, text: &str, _: &Tongue) -> String {
    each(text, |_, character, _| match character {
        '\'' => Some("’".to_owned()),
        '’' => Some("'".to_owned()),
        '“' | '”' if draw.one_in(2) => Some("\"".to_owned()),
        _ => None,
    })
}

/// Step (4): one class, a run is one, blanks on both sides go.
fn dashes(draw: &mut Draw, text: &str, _: &Tongue) -> String {
    let text = text.replace(" – ", "–");
    each(&text, |before, character, after| {
        if !matches!(character, '-' | '–') || before.is_none() || after.is_none() {
            return None;
        }
        let sign = draw.pick(&["-", "‐", "‑", "–", "—", "−", "－", "--", "‒", "―"]);
        Some(if draw.one_in(2) { format!(" {sign} ") } else { sign.to_owned() })
    })
}

fn dash_signs(draw: &mut Draw, text: &str, _: &Tongue) -> String {
    each(text, |_, character, _| (character == '–').then(|| draw.pick(&["—", "–", "―", "--"]).to_owned()))
}

fn middle_dots(draw: &mut Draw, text: &str, _: &Tongue) -> String {
    each(text, |_, character, after| {
        // No blank is next to the forms of kana.
        let forms: &[&str] =
            if after == Some(' ') { &["·", "‧", "∙"] } else { &["·", "・", "‧", "･", "∙"] };
        matches!(character, '・' | '·').then(|| draw.pick(forms).to_owned())
    })
}

/// Step (4): `。` equals `.`, and step (3) the forms of full width.
fn full_stops(draw: &mut Draw, text: &str, _: &Tongue) -> String {
    each(text, |_, character, after| {
        let parts = after.is_none_or(|after| !after.is_numeric() && after != '.');
        match character {
            '。' if parts => Some(draw.pick(&[".", "。", "．", "｡"]).to_owned()),
            '，' => Some(draw.pick(&[",", "，"]).to_owned()),
            _ => None,
        }
    })
}

/// The forms of the ellipsis that a source has in the same place.
fn ellipses(draw: &mut Draw, text: &str, _: &Tongue) -> String {
    let forms = [
        "…",
        "...",
        ". . .",
        "……",
        "⋯",
        "⋯⋯",
        "[…]",
        "(...)",
        "（…）",
        "【……】",
        "〔...〕",
        "‹…›",
        "<...>",
        "[ . . . ]",
    ];
    each(text, |_, character, _| (character == '…').then(|| draw.pick(&forms).to_owned()))
}

/// Step (6): before `; : ? ! %`.
fn before_marks(draw: &mut Draw, text: &str, _: &Tongue) -> String {
    let mut text = text.to_owned();
    for mark in [";", ":", "?", "!", "%"] {
        let blank = draw.pick(&["", " ", "\u{a0}", "\u{202f}"]);
        let plain = text.replace(&format!(" {mark}"), mark);
        text = plain.replace(mark, &format!("{blank}{mark}"));
    }
    text
}

/// Step (6): inside quotation marks that are paired in the source.
fn inside_marks(draw: &mut Draw, text: &str, tongue: &Tongue) -> String {
    let (open, close) = match tongue.tag {
        "en" | "tr" | "vi" | "ko" | "hi" | "th" => ('“', '”'),
        "fr" | "es" | "ru" | "uk" | "el" | "ar" | "fa" => ('«', '»'),
        "de" => ('„', '“'),
        "pl" | "he" => ('„', '”'),
        _ => return text.to_owned(),
    };
    if text.contains(|c| "“”„«»".contains(c) && c != open && c != close) {
        // A sentence in another language, where a mark that closes may be one that opens.
        return text.to_owned();
    }
    let text = text.replace(&format!("{open} "), &open.to_string()).replace(&format!(" {close}"), &close.to_string());
    each(&text, |_, character, _| {
        let blank = draw.pick(&["", " ", "\u{a0}", "\u{202f}"]);
        if character == open {
            Some(format!("{open}{blank}"))
        } else if character == close {
            Some(format!("{blank}{close}"))
        } else {
            None
        }
    })
}

/// Step (6): next to Han and kana, but not next to Hangul.
fn unspaced_blanks(draw: &mut Draw, text: &str, _: &Tongue) -> String {
    each(text, |_, character, after| {
        let after = after?;
        let is_free = is_han_or_kana(character) || is_han_or_kana(after);
        let fits = |c: char| !is_hangul(c) && !is_combining_mark(c) && !c.is_whitespace();
        (is_free && fits(character) && fits(after) && draw.one_in(4))
            .then(|| format!("{character}{}", draw.pick(&[" ", "\u{3000}", "\n"])))
    })
}

/// Step (6): any white space is one space.
fn blanks(draw: &mut Draw, text: &str, _: &Tongue) -> String {
    each(text, |before, character, after| {
        let is_inner = before.is_some_and(|c| !c.is_whitespace()) && after.is_some_and(|c| !c.is_whitespace());
        (character == ' ' && is_inner && draw.one_in(2))
            .then(|| draw.pick(&["\u{a0}", "\u{202f}", "\u{2009}", "  ", "\n", "\t", "\u{3000}", " \u{a0}"]).to_owned())
    })
}

const DROPPED: &[&str] = &[
    "\u{ad}", "\u{200b}", "\u{2060}", "\u{feff}", "\u{200e}", "\u{200f}", "\u{61c}", "\u{2066}", "\u{2069}",
    "\u{202a}", "\u{202c}", "\u{fe0e}", "\u{fe0f}", "\u{180b}", "\u{200d}", "\u{200c}",
];

/// Step (2), between any two characters.
fn dropped(draw: &mut Draw, text: &str, tongue: &Tongue) -> String {
    each(text, |_, character, after| {
        let after = after?;
        if !draw.one_in(6) || character.is_whitespace() || after.is_whitespace() {
            return None;
        }
        let is_arabic = matches!(tongue.tag, "ar" | "fa") && character.is_alphabetic() && after.is_alphabetic();
        let sign = if is_arabic && draw.one_in(2) { "\u{640}" } else { draw.pick(DROPPED) };
        Some(format!("{character}{sign}"))
    })
}

/// Compatibility characters by what they stand for: full and half width, Arabic forms, Kangxi radicals, Roman numerals.
static COMPATIBLE: LazyLock<BTreeMap<String, Vec<char>>> = LazyLock::new(|| {
    let mut forms: BTreeMap<String, Vec<char>> = BTreeMap::new();
    let listed = ['\u{ff01}'..='\u{ff9d}', '\u{2f00}'..='\u{2fd5}', '\u{2160}'..='\u{217f}', '\u{fb00}'..='\u{fb06}'];
    let arabic = ['\u{fb50}'..='\u{fbff}', '\u{fe80}'..='\u{fefc}'];
    for form in listed.into_iter().chain(arabic).flatten() {
        let plain: String = form.nfkc().collect();
        let is_word = plain.chars().all(|c| c.is_alphanumeric() || matches!(c, ',' | ';' | ':' | '!' | '?' | '%'));
        if is_word && !plain.chars().eq([form]) {
            forms.entry(plain).or_default().push(form);
        }
    }
    forms
});

fn compatible(draw: &mut Draw, text: &str, tongue: &Tongue) -> String {
    forms(draw, text, tongue, |_| true)
}

/// Of a source: letters alone, so that its numbers end where they did.
fn compatible_letters(draw: &mut Draw, text: &str, tongue: &Tongue) -> String {
    forms(draw, text, tongue, |plain| plain.chars().all(char::is_alphabetic))
}

fn forms(draw: &mut Draw, text: &str, _: &Tongue, fits: impl Fn(&str) -> bool) -> String {
    let mut varied = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let lengths = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(4);
        let found: Vec<(usize, &Vec<char>)> = lengths
            .filter(|length| fits(&rest[..*length]))
            .filter_map(|length| Some((length, COMPATIBLE.get(&rest[..length])?)))
            .collect();
        // A blank is judged on the printed character: none is next to a mark of full width.
        let is_apart = |c: Option<char>| c.is_some_and(char::is_whitespace) && !first.is_alphanumeric();
        let fits_between = |length: usize| {
            let next = rest[length..].chars().next();
            !next.is_some_and(is_combining_mark) && !is_apart(next) && !is_apart(varied.chars().next_back())
        };
        match found.last() {
            Some((length, forms)) if fits_between(*length) && draw.one_in(4) => {
                varied.push(forms[draw.below(forms.len())]);
                rest = &rest[*length..];
            }
            _ => {
                varied.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    varied
}

fn long_s(draw: &mut Draw, text: &str, _: &Tongue) -> String {
    each(text, |_, character, after| {
        let is_bare = !after.is_some_and(is_combining_mark);
        (character == 's' && is_bare && draw.one_in(3)).then(|| "ſ".to_owned())
    })
}

/// Step (7).
fn yeh_and_kaf(draw: &mut Draw, text: &str, _: &Tongue) -> String {
    each(text, |_, character, after| {
        let is_bare = !after.is_some_and(is_combining_mark);
        let other = match character {
            'ي' => 'ی',
            'ی' => 'ي',
            'ك' => 'ک',
            'ک' => 'ك',
            _ => return None,
        };
        (is_bare && draw.one_in(2)).then(|| other.to_string())
    })
}

/// Step (1).
fn decomposed(_: &mut Draw, text: &str, _: &Tongue) -> String {
    text.nfd().collect()
}

/// Step (8): one final mark more.
fn final_mark(draw: &mut Draw, text: String) -> String {
    match text.chars().next_back() {
        Some(last) if last.is_alphabetic() && draw.one_in(4) => text + draw.pick(&[".", ",", "。", "，"]),
        _ => text,
    }
}

/// Step (8): note marks after words that are no units.
fn note_marks(draw: &mut Draw, text: &str, _: &Tongue) -> String {
    let mut run = 0;
    each(text, |_, character, after| {
        run = if character.is_alphabetic() { run + 1 } else { 0 };
        let ends =
            run >= 3 && !after.is_some_and(|c| c.is_alphanumeric() || is_combining_mark(c) || "-–'’".contains(c));
        let is_latin = character.is_ascii_alphabetic() && run >= 7;
        let mark = if is_latin { draw.pick(&["[3]", "¹", "¹²", "[12][13]", "²,³"]) } else { "[3]" };
        (ends && draw.one_in(3)).then(|| format!("{character}{mark}"))
    })
}

/// Step (7): points that the quotation lacks.
fn points(draw: &mut Draw, text: &str, _: &Tongue) -> String {
    each(text, |_, character, after| {
        let after = after.unwrap_or(' ');
        if is_combining_mark(after) || !draw.one_in(3) {
            return None;
        }
        let point = match character {
            'ب' | 'ت' | 'ر' | 'س' | 'ق' | 'ل' | 'م' | 'ن' | 'د' => {
                draw.pick(&["\u{64e}", "\u{64f}", "\u{650}", "\u{652}", "\u{651}\u{64e}"])
            }
            'ב' | 'ר' | 'ש' | 'ל' | 'מ' | 'נ' | 'ד' => draw.pick(&["\u{5b8}", "\u{5b7}", "\u{5b4}", "\u{5bc}"]),
            _ => return None,
        };
        Some(format!("{character}{point}"))
    })
}

/// Step (5): a word or a range parted at a line end of the source.
fn line_end_hyphens(draw: &mut Draw, text: &str, _: &Tongue) -> String {
    let mut run = 0;
    let characters: Vec<char> = text.chars().collect();
    let is_letter = |c: Option<&char>| {
        c.is_some_and(|c| c.is_alphabetic() && !is_han_or_kana(*c) && !is_hangul(*c) && *c < '\u{590}')
    };
    let mut varied = String::new();
    for (index, character) in characters.iter().enumerate() {
        varied.push(*character);
        run = if is_letter(Some(character)) { run + 1 } else { 0 };
        if run >= 2 && is_letter(characters.get(index + 1)) && is_letter(characters.get(index + 2)) && draw.one_in(6) {
            varied.push_str(draw.pick(&["-\n", "\u{ad}\n", "‐\n"]));
            run = 0;
        }
        let is_digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
        let before = index.checked_sub(1).map(|index| &characters[index]);
        if *character == '–' && is_digit(before) && is_digit(characters.get(index + 1)) {
            varied.push('\n');
        }
    }
    varied
}

/// The letters of a text, whatever was varied.
pub fn letters(text: &str) -> String {
    let mut kept = String::new();
    let mut in_note = false;
    for c in text.chars().filter(|c| !DROPPED.contains(&c.to_string().as_str())) {
        match c {
            '[' => in_note = true,
            ']' => in_note = false,
            '¹' | '²' | '³' | '\u{640}' => {}
            _ if !in_note => kept.push(c),
            _ => {}
        }
    }
    let is_point = |c: char| matches!(c, '\u{64b}'..='\u{652}' | '\u{5b0}'..='\u{5bc}');
    let plain = kept.nfkc().collect::<String>().replace('ي', "ی").replace('ك', "ک");
    plain.chars().filter(|c| (c.is_alphanumeric() || is_combining_mark(*c)) && !is_point(*c)).collect()
}
