//! Numbers of every kind, as far as a quotation may not begin or end inside one (SPEC 5, *Edges*).
//!
//! A number here is a whole expression: sign, currency, digits with all that joins them, fraction, superscript, the
//! words that multiply it or make it a part of a hundred, and the range or date it belongs to.

use super::lists::{Lists, Phrases, listed_form};
use crate::base::fold::{is_blank, is_currency, is_dash, is_superscript_sign};
use crate::base::script::{is_han_or_kana, is_hangul, is_southeast_asian};
use unicode_normalization::char::is_combining_mark;

/// The expression that has this edge strictly inside it, as a range of the text.
pub fn number_around(text: &[char], edge: usize, lists: &Lists) -> Option<(usize, usize)> {
    let scanner = Scanner { text, lists };
    let mut at = 0;
    while at < edge {
        match scanner.expression(at) {
            Some(end) if end > edge => return Some((at, end)),
            Some(end) => at = end,
            None => at += 1,
        }
    }
    None
}

/// Whether a character can be part of a number, so that it is worth looking.
pub fn is_numeral(character: char) -> bool {
    // The quickest question first: it is asked of every character round every edge.
    if character.is_ascii() { character.is_ascii_digit() } else { character.is_numeric() || is_han_numeral(character) }
}

fn is_han_numeral(character: char) -> bool {
    matches!(
        character,
        '〇' | '零'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '萬'
            | '亿'
            | '億'
            | '兆'
            | '两'
            | '兩'
            | '廿'
            | '卅'
            | '壹'
            | '贰'
            | '叁'
            | '肆'
            | '伍'
            | '陆'
            | '柒'
            | '捌'
            | '玖'
            | '拾'
            | '佰'
            | '仟'
            | '弐'
            | '貳'
            | '參'
            | '陸'
    )
}

fn is_vulgar_fraction(character: char) -> bool {
    matches!(character, '¼' | '½' | '¾' | '\u{2150}'..='\u{215f}' | '\u{2189}')
}

fn is_joiner(character: char) -> bool {
    matches!(
        character,
        '.' | ',' | ':' | '/' | '\'' | '’' | '\u{66b}' | '\u{66c}' | '．' | '，' | '：' | '／' | '·' | '⁄'
    )
}

fn is_sign(character: char) -> bool {
    matches!(character, '-' | '+' | '±' | '∓' | '−' | '–' | '‑' | '‐' | '＋' | '－' | '﹣' | '﹢')
}

fn is_percent(character: char) -> bool {
    matches!(character, '%' | '‰' | '‱' | '٪' | '％' | '؉')
}

fn is_range(character: char) -> bool {
    is_dash(character) || matches!(character, '~' | '〜' | '～' | '∼')
}

struct Scanner<'a> {
    text: &'a [char],
    lists: &'a Lists,
}

impl Scanner<'_> {
    fn at(&self, index: usize) -> Option<char> {
        self.text.get(index).copied()
    }

    fn is(&self, index: usize, test: impl Fn(char) -> bool) -> bool {
        self.at(index).is_some_and(test)
    }

    fn before(&self, index: usize, test: impl Fn(char) -> bool) -> bool {
        index.checked_sub(1).is_some_and(|before| test(self.text[before]))
    }

    fn skip_blanks(&self, mut index: usize) -> usize {
        while self.is(index, is_blank) {
            index += 1;
        }
        index
    }

    /// The end of the expression that begins here.
    fn expression(&self, from: usize) -> Option<usize> {
        let mut end = self.quantity(from)?;
        while self.is(end, is_range) {
            match self.quantity(end + 1) {
                Some(next) => end = next,
                None => break,
            }
        }
        Some(end)
    }

    /// One number with what belongs to it.
    fn quantity(&self, from: usize) -> Option<usize> {
        let digits = self.lead(from);
        let of_digits = self.digits(digits)?;
        // One Han numeral alone is a word, unless something led to it or belongs to it: 一般, 一个百分点.
        let is_word = digits == from && of_digits - from == 1 && is_han_numeral(self.text[from]);
        let mut end = of_digits;
        loop {
            let next = self.skip_blanks(end);
            if self.is(next, is_percent) {
                end = next + 1;
            } else if let Some(after) = self.currency(next) {
                end = after;
            } else if let Some(after) = self.phrase(&self.lists.magnitudes, next) {
                end = self.further(after);
            } else if let Some(after) = self.phrase(&self.lists.percents, next) {
                end = after;
            } else {
                return (!is_word || end > of_digits).then_some(end);
            }
        }
    }

    /// Digits after a magnitude word that have one of their own: 3만 5천.
    fn further(&self, from: usize) -> usize {
        let next = self.skip_blanks(from);
        let Some(end) = self.digits(next).filter(|_| self.is(next, char::is_numeric)) else { return from };
        match self.phrase(&self.lists.magnitudes, self.skip_blanks(end)) {
            Some(after) => self.further(after),
            None if next == from => end,
            None => from,
        }
    }

    /// Goes past what may stand before the digits: a word (百分之), a sign, a currency.
    fn lead(&self, from: usize) -> usize {
        if self.before(from, char::is_alphanumeric) && self.is(from, |c| c.is_alphabetic() && !is_unspaced_letter(c)) {
            return from;
        }
        let mut at = from;
        if let Some(after) = self.phrase(&self.lists.before, at) {
            at = self.skip_blanks(after);
        }
        for _ in 0..2 {
            let free = !self.before(at, |c| c.is_alphanumeric() || is_percent(c)) || at > from;
            if free && self.is(at, is_sign) && (self.is(at + 1, is_numeral) || self.currency(at + 1).is_some()) {
                at += 1;
            } else if let Some(after) = self.currency(at) {
                let digits = self.skip_blanks(after);
                if !self.is(digits, |c| c.is_numeric() || is_sign(c)) {
                    break;
                }
                at = digits;
            } else if self.is(at, is_percent) && self.is(self.skip_blanks(at + 1), char::is_numeric) {
                at = self.skip_blanks(at + 1);
            }
        }
        if self.is(at, is_numeral) { at } else { from }
    }

    /// A currency sign with its letters, before or after it.
    fn currency(&self, from: usize) -> Option<usize> {
        let letters =
            |from: usize| (from..from + 3).take_while(|index| self.is(*index, |c| c.is_ascii_uppercase())).count();
        let before = letters(from);
        let sign = from + before;
        if !self.is(sign, is_currency) {
            return None;
        }
        let after = letters(sign + 1);
        let ends = before == 0 && !self.is(sign + 1 + after, char::is_alphabetic);
        Some(if ends { sign + 1 + after } else { sign + 1 })
    }

    /// Digits with all that joins them.
    fn digits(&self, from: usize) -> Option<usize> {
        if !self.is(from, is_numeral) {
            return None;
        }
        let mut at = from;
        let mut groups = true;
        while let Some(character) = self.at(at) {
            let after_numeral = self.before(at, is_numeral);
            if is_numeral(character) {
                groups &= character.is_numeric();
                at += 1;
            } else if after_numeral && is_joiner(character) && self.is(at + 1, char::is_numeric) {
                groups &= !matches!(character, ':' | '/');
                at += 1;
            } else if after_numeral
                && (matches!(character, '点' | '點') && self.is(at + 1, is_han_numeral)
                    || is_superscript_sign(character) && self.is(at + 1, char::is_numeric))
            {
                at += 1;
            } else if after_numeral
                && (self.starts(at, "分之") || self.starts(at, "分の"))
                && self.is(at + 2, is_numeral)
            {
                at += 2;
            } else if after_numeral && self.starts(at, "분의") && self.is(self.skip_blanks(at + 2), is_numeral) {
                at = self.skip_blanks(at + 2);
            } else if after_numeral && self.starts(at, "^(") {
                let Some(close) = (at..self.text.len()).find(|index| self.text[*index] == ')') else { break };
                at = close + 1;
            } else if after_numeral && is_blank(character) {
                match self.after_blank(from, at, groups) {
                    Some(next) => at = next,
                    None => break,
                }
            } else {
                break;
            }
        }
        Some(at)
    }

    /// Goes past a blank that joins digits: groups of three, or a fraction.
    fn after_blank(&self, from: usize, blank: usize, groups: bool) -> Option<usize> {
        let next = self.skip_blanks(blank);
        if self.is(next, is_vulgar_fraction) {
            return Some(next);
        }
        let run = |from: usize| (from..self.text.len()).take_while(|index| self.is(*index, |c| c.is_numeric())).count();
        let count = run(next);
        if groups && next == blank + 1 && count == 3 {
            let last = (from..blank).rev().take_while(|index| self.text[*index].is_numeric()).count();
            let is_first = last == blank - from;
            if (if is_first { 1..=3 } else { 3..=3 }).contains(&last) {
                return Some(next);
            }
        }
        let slash = next + count;
        let is_fraction = (1..=2).contains(&count) && self.is(slash, |c| matches!(c, '/' | '⁄'));
        (is_fraction && (1..=2).contains(&run(slash + 1)) && !self.is(slash + 1 + run(slash + 1), |c| c == '/'))
            .then_some(next)
    }

    fn starts(&self, from: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(index, character)| self.at(from + index) == Some(character))
    }

    /// The end of an entry that stands here: as whole words, a dash between them or before them counting as a blank,
    /// or as a run of characters in scripts without blanks and in Hangul, where endings follow.
    fn phrase(&self, phrases: &Phrases, from: usize) -> Option<usize> {
        let first = self.at(from).filter(|_| !phrases.entries.is_empty())?;
        if is_unspaced_letter(first) || is_hangul(first) {
            let fitting =
                phrases.entries.iter().filter(|entry| self.starts(from, entry) && !self.is_other_word(from, entry));
            return fitting.map(|entry| from + entry.chars().count()).max();
        }
        let from = if is_dash(first) { from + 1 } else { from };
        let mut words = Vec::new();
        let mut ends = Vec::new();
        let mut at = from;
        while words.len() < 4 {
            let end = self.word_end(at);
            if end == at {
                break;
            }
            words.push(listed_form(&self.text[at..end].iter().collect::<String>()));
            ends.push(end);
            at = self.skip_blanks(if self.is(end, |c| c == '.') { end + 1 } else { end });
            if at == end && self.is(at, is_dash) {
                at += 1;
            }
        }
        let count = phrases.at_start(&words);
        (count > 0).then(|| ends[count - 1])
    }

    /// Entries of one letter that begin a longer word: 만 of 만큼.
    fn is_other_word(&self, from: usize, entry: &str) -> bool {
        entry == "만" && self.is(from + 1, |next| next == '큼')
    }

    fn word_end(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(character) = self.at(at) {
            let inner = character == '.' && self.is(at + 1, char::is_alphabetic);
            if !character.is_alphabetic() && !inner && !is_combining_mark(character) {
                break;
            }
            at += 1;
        }
        at
    }
}

fn is_unspaced_letter(character: char) -> bool {
    is_han_or_kana(character) || is_southeast_asian(character)
}
