//! Words of a stored text that no one wrote: what a bad scan or a wrong encoding leaves. For messages alone.

use unicode_segmentation::UnicodeSegmentation;

/// Pairs that UTF-8 leaves when it is read as another encoding.
const MOJIBAKE: [&str; 8] = ["Ã©", "Ã¨", "Ã¼", "Ã¶", "Ã¤", "â€™", "â€œ", "â€“"];

/// The first word of a text that looks broken.
pub fn find(text: &str) -> Option<&str> {
    text.split_whitespace()
        .map(|word| word.trim_matches([',', '.', ';', ':', '“', '”', '"']))
        .find(|word| is_broken(word))
}

fn is_broken(word: &str) -> bool {
    let is_lost = |letter: char| {
        matches!(letter, '\u{fffd}' | '\u{e000}'..='\u{f8ff}') || (letter.is_control() && !letter.is_whitespace())
    };
    word.contains(is_lost)
        || MOJIBAKE.iter().any(|pair| word.contains(pair))
        || word.unicode_words().any(has_digit_for_letter)
}

/// `c0ntrol`, `wi11`: small letters with a digit in or after them that looks like one of them. `co2` and `h1n1` are words.
fn has_digit_for_letter(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let is_small = |letter: &char| letter.is_ascii_lowercase();
    let inside = letters
        .windows(3)
        .any(|three| is_small(&three[0]) && matches!(three[1], '0' | '1' | '5') && is_small(&three[2]));
    let small = letters.iter().filter(|letter| is_small(letter)).count();
    let digits = letters.iter().filter(|letter| letter.is_ascii_digit()).count();
    inside && small >= 4 && digits <= 2 && small + digits == letters.len()
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn what_a_bad_scan_leaves_is_seen() {
        for (text, word) in [
            ("The contr\u{fffd}ls, they", "contr\u{fffd}ls"),
            ("the c0ntrols remain", "c0ntrols"),
            ("dâ€™un coup", "dâ€™un"),
        ] {
            assert_eq!(find(text), Some(word));
        }
        for text in ["CO2 and h1n1 in 2021", "the 2nd of 3 parts", "a4 mp3", "한국 1위", "Plan 9b", "é œ ü"] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
