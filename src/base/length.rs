//! How long a text is in words, whatever its script (SPEC 5).
//!
//! Comes in: text. Goes out: its weight, in parts of a word. Never done here: what a quotation may leave out.

use super::script::{is_han_or_kana, is_southeast_asian};
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// What one word weighs: two Han or kana characters, or four letters of Thai, Lao, Khmer or Burmese, are one word.
pub const WORD: usize = 4;

/// How much the words of a text weigh: in all as many words as `weight.div_ceil(WORD)`.
pub fn weight(text: &str) -> usize {
    text.split_word_bounds().map(weight_of_word).sum()
}

/// How much one word of UAX #29 weighs; nothing where it has neither letter nor digit.
pub fn weight_of_word(word: &str) -> usize {
    let mut weight = 0;
    let mut is_word = false;
    for character in word.chars().filter(|character| character.is_alphanumeric()) {
        if is_han_or_kana(character) {
            weight += WORD / 2;
        } else if is_southeast_asian(character) {
            weight += if is_combining_mark(character) { 0 } else { WORD / 4 };
        } else {
            is_word = true;
        }
    }
    weight + if is_word { WORD } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_weighs_the_same_in_every_script() {
        let words = |text: &str| weight(text) as f64 / WORD as f64;
        assert_eq!(words("It opens, and closes."), 4.0);
        assert_eq!(words("문은 열려 있다."), 3.0);
        assert_eq!(words("秩序ある撤退"), 3.0);
        assert_eq!(words("กรุงเทพ"), 1.5);
        assert_eq!(words("— … !"), 0.0);
    }
}
