//! How long a text is in words, as the contract counts them.

use super::clean::{Clean, needs_cleaning};
pub use crate::base::length::WORD;
use crate::base::length::{self, weight_of_word};
use unicode_segmentation::UnicodeSegmentation;

/// How much the words of a text weigh.
pub fn weight(text: &str) -> usize {
    if needs_cleaning(text) {
        return length::weight(Clean::of(text, 0, |_| false).text());
    }
    length::weight(text)
}

/// Whether the words of a text weigh so much.
pub fn weighs(text: &str, least: usize) -> bool {
    if needs_cleaning(text) {
        return weight(text) >= least;
    }
    let mut sum = 0;
    text.split_word_bounds().any(|word| {
        sum += weight_of_word(word);
        sum >= least
    })
}

/// How many bytes its first so many words take, with what stands before them.
pub fn first_words(text: &str, words: usize) -> usize {
    if needs_cleaning(text) {
        let clean = Clean::of(text, 0, |_| false);
        let length = first_of_clean(clean.text(), words);
        return if length < clean.text().len() { clean.raw(&(0..length)).end } else { text.len() };
    }
    first_of_clean(text, words)
}

/// What is clean is not cleaned again, whatever it looks like.
fn first_of_clean(text: &str, words: usize) -> usize {
    let mut sum = 0;
    for (at, word) in text.split_word_bound_indices() {
        sum += weight_of_word(word);
        if sum >= words * WORD {
            return at + word.len();
        }
    }
    text.len()
}

/// How many bytes its last so many words take, with what stands after them.
pub fn last_words(text: &str, words: usize) -> usize {
    if needs_cleaning(text) {
        let clean = Clean::of(text, 0, |_| false);
        let from = clean.text().len() - last_of_clean(clean.text(), words);
        return if from > 0 { text.len() - clean.raw(&(from..clean.text().len())).start } else { text.len() };
    }
    last_of_clean(text, words)
}

fn last_of_clean(text: &str, words: usize) -> usize {
    let mut sum = 0;
    for (at, word) in text.split_word_bound_indices().rev() {
        sum += weight_of_word(word);
        if sum >= words * WORD {
            return text.len() - at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_whatever_they_are_printed_in() {
        assert_eq!(weight("one\u{202f}two"), 2 * WORD);
        // A radical that the list of compatibility characters does not have stays as it is.
        assert_eq!((weight("⺀⺀"), first_words("⺀ a b", 1), last_words("a ⺀", 1)), (0, 5, 5));
        assert!(weighs("one two three", 3 * WORD) && !weighs("one two", 3 * WORD) && weighs("四字", WORD));
        assert_eq!((first_words("one two three", 2), last_words("one two three", 2)), (7, 9));
        // What is dropped at the end of all words, or before them, is theirs.
        assert_eq!((first_words("one two\u{200b}", 2), last_words("\u{200b}one two", 2)), (10, 10));
        assert!(weighs("n\u{202f}o", 2 * WORD) && !weighs("n\u{200b}o", 2 * WORD));
        assert_eq!((first_words("n\u{200b}o yes", 1), last_words("yes n\u{200b}o", 1)), (5, 5));
    }
}
