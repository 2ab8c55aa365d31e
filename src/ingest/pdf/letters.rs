//! Letters as a page sets them become lines.
//!
//! Comes in: letters in the order in which they are drawn, each with its place. Goes out: lines, in the order in which they are
//! read. A gap is a blank; what stands beside a line, smaller, is raised or lowered. Never done here: joining lines, making up
//! a letter: one that is not known is U+FFFD.

use super::Line;
use super::columns::in_reading_order;
use crate::ingest::raised::{Stands, is_apart, raised};
use crate::parse::words::{is_cjk_punctuation, is_han_or_kana};
use std::ops::Range;
use unicode_normalization::char::{compose, is_combining_mark};

/// A letter, or what is drawn as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// Its text; empty where it is not known.
    pub text: Box<str>,
    /// Where it begins, in points, upwards from the foot of the page.
    pub from: (f64, f64),
    /// Where it ends.
    pub to: (f64, f64),
    /// What the page adds after it, in points.
    pub spacing: f64,
    /// Its size in points.
    pub size: f64,
}

/// The lines of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    /// In the order in which they are read.
    pub lines: Vec<Line>,
    /// Text that runs in another direction than all else.
    pub aside: Vec<String>,
}

/// Of letters as they are drawn, lines.
pub fn lines(letters: &[Letter]) -> Lines {
    let mut counts = [0_usize; 4];
    for letter in letters {
        counts[quarter(letter)] += 1;
    }
    // Of equal ones the upright counts.
    let main = (0..4).rev().max_by_key(|quarter| counts[*quarter]).unwrap_or(0);
    let (mut upright, mut aside) = (Vec::new(), Vec::new());
    for letter in letters {
        let quarter = quarter(letter);
        let placed = placed(letter, quarter);
        if quarter == main { upright.push(placed) } else { aside.push(placed) }
    }
    let aside = set(&aside).into_iter().map(|line| line.text).collect();
    Lines { lines: in_reading_order(set(&upright)), aside }
}

/// The direction in which a letter is read: rightwards, upwards, leftwards, downwards.
fn quarter(letter: &Letter) -> usize {
    let (x, y) = (letter.to.0 - letter.from.0, letter.to.1 - letter.from.1);
    match (x.abs() >= y.abs(), x >= 0.0, y >= 0.0) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    }
}

/// A letter with its place from the left and from the top.
struct Placed<'a> {
    text: &'a str,
    left: f64,
    right: f64,
    base: f64,
    spacing: f64,
    size: f64,
}

fn placed(letter: &Letter, quarter: usize) -> Placed<'_> {
    let turned = |(x, y): (f64, f64)| match quarter {
        0 => (x, -y),
        1 => (y, x),
        2 => (-x, y),
        _ => (-y, -x),
    };
    let ((left, base), (right, _)) = (turned(letter.from), turned(letter.to));
    Placed { text: &letter.text, left, right, base, spacing: letter.spacing, size: letter.size }
}

fn set(letters: &[Placed]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut open: Option<Open> = None;
    for letter in letters {
        let is_sound = [letter.left, letter.right, letter.base, letter.size].iter().all(|number| number.is_finite());
        if !is_sound {
            continue;
        }
        let text = readable(letter);
        if text.trim().is_empty() {
            if let Some(open) = open.as_mut().filter(|open| open.goes_on(letter)) {
                open.blank(letter);
            }
            continue;
        }
        match open.as_mut() {
            Some(line) if line.goes_on(letter) => line.push(&text, letter),
            _ => lines.extend(open.replace(Open::with(&text, letter)).and_then(Open::line)),
        }
    }
    lines.extend(open.and_then(Open::line));
    // So are whole lines, drawn one over the other.
    lines.dedup_by(|again, line| {
        let near = 0.3 * line.size;
        again.text == line.text && (again.left - line.left).abs() < near && (again.base - line.base).abs() < near
    });
    lines
}

/// The text of a letter as it is stored: blanks are blanks, and what cannot be read is U+FFFD.
fn readable(letter: &Placed) -> String {
    if letter.text.is_empty() && letter.right > letter.left {
        return '\u{fffd}'.to_string();
    }
    let one = |character: char| match character {
        character if character.is_whitespace() => ' ',
        character if character.is_control() => '\u{fffd}',
        character if matches!(u32::from(character) & 0xffff, 0xfffe | 0xffff) => '\u{fffd}',
        other => other,
    };
    letter.text.chars().map(one).collect()
}

/// A line that is not at its end.
struct Open {
    text: String,
    left: f64,
    /// Where its last letter ends, and where the next one is to begin.
    right: f64,
    next: f64,
    base: f64,
    size: f64,
    /// The size of each letter.
    sizes: Vec<f64>,
    /// Where the last letter begins, and what it is.
    last: (f64, String),
    /// Letters that stand beside the line.
    beside: Option<(Stands, Range<usize>)>,
}

impl Open {
    fn with(text: &str, letter: &Placed) -> Open {
        Open {
            text: text.trim_start().to_owned(),
            left: letter.left,
            right: letter.right,
            next: letter.right + letter.spacing,
            base: letter.base,
            size: letter.size,
            sizes: vec![letter.size],
            last: (letter.left, text.to_owned()),
            beside: None,
        }
    }

    /// Whether a letter stands on this line, after what is there.
    fn goes_on(&self, letter: &Placed) -> bool {
        /// A wider gap is one between columns or cells.
        const GAP: f64 = 2.5;
        let size = self.size.max(letter.size);
        let step = letter.left - self.next;
        if self.is_again(letter.text, letter) {
            return true;
        }
        let is_accent = letter.text.starts_with(is_combining_mark) || self.composed(letter.text, letter).is_some();
        let back = if is_accent { 1.2 } else { 0.4 };
        (letter.base - self.base).abs() <= size * 0.5 && step >= -size * back && step <= size * GAP
    }

    /// Whether it is the last letter again: some programs set bold letters by drawing them twice.
    fn is_again(&self, text: &str, letter: &Placed) -> bool {
        let near = 0.15 * letter.size;
        let is_there = (letter.left - self.last.0).abs() < near && (letter.base - self.base).abs() < near;
        self.last.1 == text && is_there && letter.right > letter.left
    }

    /// The letter that an accent and a letter drawn over each other are: old programs of typesetting draw the two.
    fn composed(&self, text: &str, letter: &Placed) -> Option<char> {
        let alone = |text: &str| text.chars().next().filter(|first| first.len_utf8() == text.len());
        let (before, now) = (alone(&self.last.1)?, alone(text)?);
        let is_over = letter.left < self.next - 0.1 * letter.size && letter.right > self.last.0;
        if !is_over || !self.text.ends_with(before) {
            return None;
        }
        let undotted = |base: char| match base {
            'ı' => 'i',
            'ȷ' => 'j',
            other => other,
        };
        match (accent(before), accent(now)) {
            (Some(mark), None) => compose(undotted(now), mark),
            (None, Some(mark)) => compose(undotted(before), mark),
            _ => None,
        }
    }

    fn blank(&mut self, letter: &Placed) {
        if !self.text.ends_with(' ') {
            self.settle_beside();
            self.text.push(' ');
        }
        self.next = self.next.max(letter.right + letter.spacing);
    }

    fn push(&mut self, text: &str, letter: &Placed) {
        let size = self.size.max(letter.size);
        if self.is_again(text, letter) {
            return;
        }
        let stands = self.stands(letter);
        if self.beside.as_ref().map(|(stands, _)| *stands) != stands {
            self.settle_beside();
        }
        if let Some(composed) = self.composed(text, letter) {
            self.text.pop();
            self.text.push(composed);
            self.right = self.right.max(letter.right);
            self.next = self.next.max(letter.right + letter.spacing);
            self.last = (letter.left, composed.to_string());
            return;
        }
        let step = letter.left - self.next;
        let is_apart = !self.text.ends_with(' ') && !text.starts_with(' ');
        if is_apart && step > size * self.blank_before(text) {
            self.settle_beside();
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(text);
        if let Some(stands) = stands {
            let start = self.beside.take().map_or(start, |(_, range)| range.start);
            self.beside = Some((stands, start..self.text.len()));
        } else {
            self.base = letter.base;
            self.size = letter.size;
        }
        self.sizes.push(letter.size);
        self.right = self.right.max(letter.right);
        self.next = letter.right + letter.spacing;
        self.last = (letter.left, text.to_owned());
    }

    /// Whether a smaller letter stands above or below the line; and where the line begins with such letters, they do.
    fn stands(&mut self, letter: &Placed) -> Option<Stands> {
        const SMALLER: f64 = 0.82;
        const AWAY: f64 = 0.1;
        let away = self.base - letter.base;
        if letter.size < self.size * SMALLER && away.abs() > self.size * AWAY {
            return Some(if away > 0.0 { Stands::Above } else { Stands::Below });
        }
        let first = self.text.chars().count() <= 4 && self.beside.is_none();
        if first && self.size < letter.size * SMALLER && away.abs() > letter.size * AWAY {
            let stands = if away < 0.0 { Stands::Above } else { Stands::Below };
            self.beside = Some((stands, 0..self.text.trim_end().len()));
            self.settle_beside();
        }
        None
    }

    /// The gap that is a blank, in letters' size: letters of Han and kana are often set apart by more than words are.
    fn blank_before(&self, text: &str) -> f64 {
        let wide = |character: char| is_han_or_kana(character) || is_cjk_punctuation(character);
        let is_wide = self.text.chars().next_back().is_some_and(wide) || text.starts_with(wide);
        if is_wide { 0.6 } else { 0.13 }
    }

    /// Writes letters beside the line so that they cannot be taken for letters on it.
    fn settle_beside(&mut self) {
        let Some((stands, range)) = self.beside.take() else { return };
        let text = self.text[range.clone()].trim().to_owned();
        if is_apart(&text) {
            return;
        }
        let set = raised(&text, stands).unwrap_or_else(|| format!("{}{text})", stands.opening()));
        let blanks = self.text[range.clone()].ends_with(' ');
        self.text.replace_range(range, &set);
        if blanks {
            self.text.push(' ');
        }
    }

    /// The line; none where it is all blanks.
    fn line(mut self) -> Option<Line> {
        self.settle_beside();
        let text = hyphens(self.text.trim_end());
        self.sizes.sort_by(f64::total_cmp);
        let size = self.sizes[self.sizes.len() / 2];
        (!text.is_empty()).then_some(Line {
            text,
            left: self.left,
            right: self.right,
            base: self.base,
            size,
            is_row: false,
        })
    }
}

/// The mark that an accent by itself puts on a letter.
fn accent(character: char) -> Option<char> {
    const ACCENTS: [(char, char); 11] = [
        ('¨', '\u{308}'),
        ('´', '\u{301}'),
        ('`', '\u{300}'),
        ('ˆ', '\u{302}'),
        ('˜', '\u{303}'),
        ('¯', '\u{304}'),
        ('˘', '\u{306}'),
        ('˙', '\u{307}'),
        ('˚', '\u{30a}'),
        ('ˇ', '\u{30c}'),
        ('¸', '\u{327}'),
    ];
    ACCENTS.iter().find(|(accent, _)| *accent == character).map(|(_, mark)| *mark)
}

/// A soft hyphen in the midst of a line is drawn there: it is a hyphen. At its end it may be either, and stays.
fn hyphens(line: &str) -> String {
    match line.strip_suffix('\u{ad}') {
        Some(rest) => format!("{}\u{ad}", rest.replace('\u{ad}', "-")),
        None => line.replace('\u{ad}', "-"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(text: &str, left: f64, base: f64, size: f64) -> Letter {
        let width = size * 0.5;
        Letter { text: text.into(), from: (left, base), to: (left + width, base), spacing: 0.0, size }
    }

    fn word(text: &str, left: f64, base: f64, size: f64) -> Vec<Letter> {
        let steps = text.chars().enumerate();
        steps.map(|(at, one)| letter(&one.to_string(), left + at as f64 * size * 0.5, base, size)).collect()
    }

    fn read(letters: Vec<Vec<Letter>>) -> Vec<String> {
        lines(&letters.concat()).lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn gaps_are_blanks_and_lines_are_lines() {
        let all =
            vec![word("salt", 10.0, 700.0, 10.0), word("and sea", 33.0, 700.0, 10.0), word("wind", 10.0, 686.0, 10.0)];
        assert_eq!(read(all), ["salt and sea", "wind"]);
    }

    #[test]
    fn letters_beside_the_line_are_set_apart() {
        let all = vec![word("10", 10.0, 700.0, 10.0), word("2", 20.0, 704.0, 6.0), word(" m", 23.0, 700.0, 10.0)];
        assert_eq!(read(all), ["10² m"]);
        let all = vec![word("H", 10.0, 700.0, 10.0), word("2", 15.0, 698.0, 6.0), word("O", 18.0, 700.0, 10.0)];
        assert_eq!(read(all), ["H₂O"]);
        assert_eq!(read(vec![word("1", 10.0, 704.0, 6.0), word("Note", 13.0, 700.0, 10.0)]), ["¹Note"]);
        assert_eq!(read(vec![word("x", 10.0, 700.0, 10.0), word("q,2", 15.0, 704.0, 6.0)]), ["x^(q,2)"]);
    }

    #[test]
    fn a_letter_drawn_twice_is_one_and_an_unknown_one_is_none() {
        let twice = vec![word("a", 10.0, 700.0, 10.0), word("a", 10.3, 700.0, 10.0), word("b", 15.0, 700.0, 10.0)];
        assert_eq!(read(twice), ["ab"]);
        assert_eq!(
            read(vec![vec![letter("", 10.0, 700.0, 10.0), letter("\u{1}", 15.0, 700.0, 10.0)]]),
            ["\u{fffd}\u{fffd}"]
        );
        assert_eq!(read(vec![vec![letter("c", f64::NAN, 700.0, 10.0)]]), [""; 0]);
    }

    #[test]
    fn an_accent_drawn_over_a_letter_is_on_it() {
        let before = vec![word("M", 10.0, 700.0, 10.0), word("¨", 15.0, 700.0, 10.0), word("oller", 15.0, 700.0, 10.0)];
        assert_eq!(read(before), ["Möller"]);
        let after = vec![word("garc", 10.0, 700.0, 10.0), word("¸", 25.0, 700.0, 10.0), word("on", 30.0, 700.0, 10.0)];
        assert_eq!(read(after), ["garçon"]);
        assert_eq!(read(vec![word("a ´ b", 10.0, 700.0, 10.0)]), ["a ´ b"]);
    }

    #[test]
    fn text_across_the_page_stands_aside() {
        let up = |text: &str, base: f64| Letter {
            text: text.into(),
            from: (9.0, base),
            to: (9.0, base + 5.0),
            spacing: 0.0,
            size: 10.0,
        };
        let mut letters = word("down the page", 10.0, 700.0, 10.0);
        letters.extend([up("u", 100.0), up("p", 105.0)]);
        let read = lines(&letters);
        assert_eq!((read.lines[0].text.as_str(), read.aside), ("down the page", vec!["up".to_owned()]));
    }

    #[test]
    fn a_soft_hyphen_is_one_only_at_the_end() {
        assert_eq!(hyphens("well\u{ad}known par\u{ad}"), "well-known par\u{ad}");
    }
}
