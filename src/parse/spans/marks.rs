//! Pairing quotation marks with a stack, in every language that has any (SPEC 4.4, 4.12).
//!
//! Comes in: one block of running text and the ranges in it that are code. Goes out: [`Marks`]. Never done here: asking
//! what a pair of marks means.

use crate::parse::words::is_unspaced;
use std::ops::Range;

/// A pair of marks and what is between them, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// With both marks.
    pub whole: Range<usize>,
    /// Without them, and without the blanks that French sets inside.
    pub words: Range<usize>,
}

/// All marks of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Pairs of double marks, in order; of nested pairs the outer one alone.
    pub double: Vec<Pair>,
    /// Pairs of single marks outside all double ones, in order.
    pub single: Vec<Pair>,
    /// Double marks without a partner, outside all pairs, in order.
    pub alone: Vec<Range<usize>>,
}

/// Pairs the marks of a text. Marks in code are characters.
pub fn pair(text: &str, code: &[Range<usize>]) -> Marks {
    let letters: Vec<Letter> = letters(text, code);
    let mut stack = Stack::default();
    for letter in &letters {
        stack.take(letter);
    }
    let double = outermost(stack.pairs, text);
    let mut alone: Vec<Range<usize>> =
        stack.alone.into_iter().chain(stack.open.into_iter().map(|open| open.at)).collect();
    alone.retain(|at| !is_inside(&double, at.start));
    alone.sort_by_key(|at| at.start);
    let single = single(&letters, &double, text);
    Marks { double, single, alone }
}

/// Whether a place is inside one of some pairs, which are in order.
pub fn is_inside(pairs: &[Pair], at: usize) -> bool {
    let next = pairs.partition_point(|pair| pair.whole.start <= at);
    next > 0 && at < pairs[next - 1].whole.end
}

/// A character that may be a mark, with its neighbours.
struct Letter {
    at: Range<usize>,
    mark: char,
    before: Option<char>,
    after: Option<char>,
}

impl Letter {
    /// Nothing, a blank, or an opening bracket stands before it, and something after it.
    fn could_open(&self) -> bool {
        let parted = self.before.is_none_or(|c| c.is_whitespace() || is_opening_bracket(c));
        parted && !self.before_blank()
    }

    /// A blank or nothing stands after it.
    fn before_blank(&self) -> bool {
        self.after.is_none_or(char::is_whitespace)
    }

    /// A blank or nothing stands before it.
    fn after_blank(&self) -> bool {
        self.before.is_none_or(char::is_whitespace)
    }

    /// What stands after it is neither letter nor digit.
    fn ends_word(&self) -> bool {
        !self.after.is_some_and(char::is_alphanumeric)
    }
}

fn is_opening_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '（' | '［' | '【' | '〔' | '《' | '〈' | '¿' | '¡')
        || matches!(c, '“' | '„' | '«' | '「' | '『' | '‘' | '‚' | '‹')
}

const DOUBLE: &str = "\"“”„‟«»「」『』〝〞〟＂｢｣﹁﹂﹃﹄❝❞⹂";
const SINGLE: &str = "'‘’‚‛‹›＇";

fn letters(text: &str, code: &[Range<usize>]) -> Vec<Letter> {
    let mut found = Vec::new();
    let mut before = None;
    let mut code = code.iter().peekable();
    let mut characters = text.char_indices().peekable();
    while let Some((at, mark)) = characters.next() {
        while code.next_if(|range| range.end <= at).is_some() {}
        let in_code = code.peek().is_some_and(|range| range.contains(&at));
        if !in_code && (DOUBLE.contains(mark) || SINGLE.contains(mark)) {
            let after = characters.peek().map(|(_, after)| *after);
            found.push(Letter { at: at..at + mark.len_utf8(), mark, before, after });
        }
        before = Some(mark);
    }
    found
}

/// What a closing mark may close.
fn partners(close: char) -> &'static str {
    match close {
        '"' => "\"",
        '＂' => "＂",
        '”' => "“„”‟⹂",
        '“' => "„⹂",
        '»' => "«",
        '«' => "»",
        '」' => "「",
        '』' => "『",
        '｣' => "｢",
        '﹂' => "﹁",
        '﹄' => "﹃",
        '❞' => "❝",
        '〞' | '〟' => "〝",
        _ => "",
    }
}

/// Marks that people mix: `“orderly exit"`.
const MIXED: &str = "\"“”„‟＂⹂";

#[derive(Default)]
struct Stack {
    open: Vec<Open>,
    pairs: Vec<Range<usize>>,
    alone: Vec<Range<usize>>,
}

struct Open {
    at: Range<usize>,
    mark: char,
}

impl Stack {
    fn take(&mut self, letter: &Letter) {
        match letter.mark {
            '„' | '‟' | '「' | '『' | '〝' | '｢' | '﹁' | '﹃' | '❝' | '⹂' => self.push(letter),
            '」' | '』' | '〞' | '〟' | '｣' | '﹂' | '﹄' | '❞' => self.close_or_leave(letter),
            '"' | '＂' => self.take_straight(letter),
            '“' => self.take_high(letter),
            '”' => self.take_right(letter),
            '«' | '»' => self.take_angle(letter),
            _ => {}
        }
    }

    fn take_straight(&mut self, letter: &Letter) {
        let opens = letter.could_open() || (is_dash(letter.before) && letter.after.is_some_and(char::is_alphanumeric));
        if self.has(partners(letter.mark)) {
            if opens { self.push(letter) } else { self.close_or_leave(letter) }
        } else if opens {
            self.push(letter);
        } else if letter.before.is_some_and(|c| c.is_ascii_digit()) && letter.ends_word() {
            // Inches.
            self.alone.push(letter.at.clone());
        } else if letter.before_blank() && !letter.after_blank() || (letter.ends_word() && self.has(MIXED)) {
            self.close_mixed(letter);
        } else {
            self.push(letter);
        }
    }

    /// `“` opens in most languages and closes `„` in some.
    fn take_high(&mut self, letter: &Letter) {
        if self.has(partners('“')) && !letter.could_open() {
            self.close_or_leave(letter);
        } else if !letter.after_blank()
            && letter.ends_word()
            && !letter.could_open()
            && !letter.after.is_some_and(is_unspaced)
        {
            self.close_mixed(letter);
        } else {
            self.push(letter);
        }
    }

    /// `”` closes in most languages; in some it opens too.
    fn take_right(&mut self, letter: &Letter) {
        let exact = self.has("“„‟⹂") || (self.has("”") && !letter.could_open());
        if exact {
            self.close_or_leave(letter);
        } else if letter.could_open() && !letter.ends_word() {
            self.push(letter);
        } else {
            self.close_mixed(letter);
        }
    }

    /// `«` and `»`: each opens in some languages and closes in others.
    fn take_angle(&mut self, letter: &Letter) {
        let same = letter.mark.encode_utf8(&mut [0; 4]).to_owned();
        if self.has(partners(letter.mark)) {
            let nested = letter.mark == '«' && letter.could_open() && !letter.ends_word();
            if nested { self.push(letter) } else { self.close(letter, partners(letter.mark)) }
        } else if letter.mark == '»' && self.has(&same) && (!letter.after_blank() || letter.before_blank()) {
            self.close(letter, "»");
        } else if letter.mark == '«' && (letter.after_blank() || !letter.before_blank()) || letter.could_open() {
            self.push(letter);
        } else {
            self.alone.push(letter.at.clone());
        }
    }

    fn has(&self, marks: &str) -> bool {
        self.open.iter().rev().take(DEEPEST).any(|open| marks.contains(open.mark))
    }

    fn push(&mut self, letter: &Letter) {
        self.open.push(Open { at: letter.at.clone(), mark: letter.mark });
    }

    fn close_or_leave(&mut self, letter: &Letter) {
        if self.has(partners(letter.mark)) {
            self.close(letter, partners(letter.mark));
        } else {
            self.alone.push(letter.at.clone());
        }
    }

    fn close_mixed(&mut self, letter: &Letter) {
        if self.has(MIXED) {
            self.close(letter, MIXED);
        } else {
            self.alone.push(letter.at.clone());
        }
    }

    /// Closes the nearest of some marks; what was opened after it has no partner.
    fn close(&mut self, letter: &Letter, marks: &str) {
        while let Some(open) = self.open.pop() {
            if marks.contains(open.mark) {
                self.pairs.push(open.at.start..letter.at.end);
                return;
            }
            self.alone.push(open.at);
        }
    }
}

/// How many open marks are looked through for a partner: nobody nests deeper, and time stays linear.
const DEEPEST: usize = 16;

fn is_dash(before: Option<char>) -> bool {
    before.is_some_and(|c| matches!(c, '-' | '–' | '—' | '―'))
}

fn outermost(mut pairs: Vec<Range<usize>>, text: &str) -> Vec<Pair> {
    pairs.sort_by_key(|pair| (pair.start, usize::MAX - pair.end));
    let mut kept: Vec<Pair> = Vec::new();
    for whole in pairs {
        if kept.last().is_none_or(|last| last.whole.end <= whole.start) {
            kept.push(between(whole, text));
        }
    }
    kept
}

fn between(whole: Range<usize>, text: &str) -> Pair {
    let mark = |c: Option<char>| c.map_or(0, char::len_utf8);
    let start = whole.start + mark(text[whole.clone()].chars().next());
    let end = whole.end - mark(text[whole.clone()].chars().next_back());
    let inner = &text[start..end.max(start)];
    let left = start + (inner.len() - inner.trim_start().len());
    Pair { words: left..left + inner.trim().len(), whole }
}

/// Single marks; an apostrophe neither opens nor closes one.
fn single(letters: &[Letter], double: &[Pair], text: &str) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut open: Option<&Letter> = None;
    for letter in letters.iter().filter(|letter| SINGLE.contains(letter.mark) && !is_inside(double, letter.at.start)) {
        let opens = letter.could_open() && !letter.ends_word();
        let partner = |open: &Letter| {
            matches!(
                (open.mark, letter.mark),
                ('‹', '›')
                    | ('›', '‹' | '›')
                    | ('‚', '‘' | '’')
                    | ('‘' | '‛', '’' | '\'')
                    | ('’', '’')
                    | ('\'', '\'' | '’')
                    | ('＇', '＇')
            )
        };
        match open {
            Some(first) if partner(first) && !letter.after_blank() && letter.ends_word() => {
                pairs.push(between(first.at.start..letter.at.end, text));
                open = None;
            }
            _ if opens || matches!(letter.mark, '‘' | '‚' | '‹') && !letter.before_blank() => open = Some(letter),
            _ => {}
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        pair(text, &[]).double.into_iter().map(|pair| &text[pair.words]).collect()
    }

    fn check(table: &[(&str, &[&str])]) {
        for (text, wanted) in table {
            assert_eq!(words(text), *wanted, "{text}");
        }
    }

    #[test]
    fn every_language_has_its_marks() {
        check(&[
            ("says \"orderly exit\" here", &["orderly exit"]),
            ("says “orderly exit” here", &["orderly exit"]),
            ("sagt „geordneter Rückzug“ hier", &["geordneter Rückzug"]),
            ("mówi „tak jest” tu", &["tak jest"]),
            ("säger ”ordnad reträtt” här", &["ordnad reträtt"]),
            ("dit « sortie ordonnée » ici", &["sortie ordonnée"]),
            ("dit «sortie ordonnée» ici", &["sortie ordonnée"]),
            ("dit «\u{a0}sortie\u{a0}» ici", &["sortie"]),
            ("sagt »geordneter Rückzug« hier", &["geordneter Rückzug"]),
            ("sanoo »hallittu» tässä", &["hallittu"]),
            ("그는“질서 있는 퇴장”이라고 했다", &["질서 있는 퇴장"]),
            ("그는\"질서\"라고 했다", &["질서"]),
            ("社説は「秩序ある退場」と言う", &["秩序ある退場"]),
            ("『秩序』と「退場」", &["秩序", "退場"]),
            ("社论说“稳中求进”。", &["稳中求进"]),
            ("他说＂稳＂。", &["稳"]),
            ("هو «خروج منظم» هنا", &["خروج منظم"]),
            ("\"a\", \"b\" and \"c\"", &["a", "b", "c"]),
            ("“a”“b”", &["a", "b"]),
        ]);
    }

    #[test]
    fn of_nested_pairs_the_outer_one_counts() {
        check(&[
            ("“he said „no“ to them”", &["he said „no“ to them"]),
            ("「彼は『否』と言った」", &["彼は『否』と言った"]),
            ("« il a dit “non” hier »", &["il a dit “non” hier"]),
            ("„er sagte »nein« dazu“", &["er sagte »nein« dazu"]),
            ("\"he said (\"well\") and left\"", &["he said (\"well\") and left"]),
            ("«он сказал «нет» вчера»", &["он сказал «нет» вчера"]),
            ("“a 12\" pipe” here", &["a 12\" pipe"]),
        ]);
    }

    #[test]
    fn mixed_marks_still_pair() {
        check(&[
            ("says “orderly exit\" here", &["orderly exit"]),
            ("says \"orderly exit” here", &["orderly exit"]),
            ("says “orderly exit“ here", &["orderly exit"]),
            ("sagt „geordnet\" hier", &["geordnet"]),
        ]);
    }

    #[test]
    fn a_mark_without_partner_is_known() {
        for (text, at) in [
            ("speaks of \"orderly exit here", 10),
            ("speaks of orderly exit\" here", 22),
            ("speaks of “orderly exit here", 10),
            ("speaks of orderly exit” here", 22),
            ("dit « sortie ici", 4),
            ("dit sortie » ici", 11),
            ("「退場と言う", 0),
        ] {
            let marks = pair(text, &[]);
            assert_eq!(marks.double, [], "{text}");
            assert_eq!(marks.alone.iter().map(|at| at.start).collect::<Vec<_>>(), [at], "{text}");
        }
        let text = "\"orderly exit and \"closure\" too";
        assert_eq!(words(text), ["closure"]);
        assert_eq!(pair(text, &[]).alone, [0..1]);
    }

    #[test]
    fn an_apostrophe_is_no_mark() {
        for text in ["it's the people's", "l’accord d’hier", "the ’90s", "workers' rights, owners' rights"] {
            assert_eq!(pair(text, &[]), Marks::default(), "{text}");
        }
        let text = "the ‘people’s cushion’ of 'last year' here";
        let single: Vec<&str> = pair(text, &[]).single.into_iter().map(|pair| &text[pair.words]).collect();
        assert_eq!(single, ["people’s cushion", "last year"]);
        let text = "\"the 'cushion' here\"";
        assert_eq!((pair(text, &[]).single, words(text)), (vec![], vec!["the 'cushion' here"]));
    }

    #[test]
    fn code_has_no_marks() {
        let text = "say \"a `\"` b\" now";
        assert_eq!(pair(text, &[8..9]).double.len(), 1);
    }

    #[test]
    fn a_million_marks_take_linear_time() {
        for mark in ["「", "」", "\"", "“", "”", "»", "«", "' "] {
            pair(&mark.repeat(300_000), &[]);
            pair(&format!("a {mark}").repeat(100_000), &[]);
        }
    }
}
