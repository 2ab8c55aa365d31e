//! The pass that makes a [`Folded`]: steps (4) to (6), and the note marks of (8).

use super::classes::{
    closing_bracket, is_blank, is_currency, is_dash, is_ellipsis, is_full_stop, is_hyphen, is_middle_dot, is_point,
    is_quote, is_superscript, takes_blank_before,
};
use super::letters::{Letter, Letters};
use super::scan::{Points, note_mark, points};
use super::{ELLIPSIS, Folded, Joint, LineEnd, Parting, QUOTE, Shape, Side, WALL};
use crate::base::script::{is_hangul, is_unspaced};
use unicode_normalization::UnicodeNormalization;

/// Folds paragraph by paragraph.
pub struct Folder {
    side: Side,
    folded: Folded,
    /// What has been read since the last character of the skeleton.
    gap: Gap,
    /// The last character of the skeleton as printed, and as folded.
    last: Option<(char, char)>,
    /// Where in the raw text the last character of the skeleton ends.
    end: usize,
    /// Whether the last character needs a joint after it, because the bytes after it do not go on with its own.
    is_atom: bool,
    /// Points before this byte of the paragraph are full stops.
    literal: usize,
    /// Characters of one letter, for reuse.
    base: String,
}

#[derive(Clone, Copy, Default)]
struct Gap {
    blank: bool,
    dash: bool,
    /// Whether the dash, if there is one alone, is a hyphen.
    hyphen: bool,
    /// The printed dash is one beside which no blank stands.
    unspaced_dash: bool,
    blank_after: bool,
    line_end: bool,
    /// A soft hyphen stands at the line end.
    soft: bool,
    notes: bool,
    points: bool,
    breaks: u8,
    break_first: bool,
}

impl Folder {
    /// Nothing folded yet.
    pub fn new(side: Side) -> Folder {
        Folder {
            side,
            folded: Folded::default(),
            gap: Gap::default(),
            last: None,
            end: 0,
            is_atom: false,
            literal: 0,
            base: String::new(),
        }
    }

    /// Adds a paragraph. `line_ends` are the bytes at which lines ended, in order.
    pub fn paragraph(&mut self, text: &str, line_ends: &[usize], parting: Parting) {
        if !self.folded.starts.is_empty() {
            self.folded.raw.push('\n');
            match parting {
                Parting::Break => self.part(),
                Parting::Wall => self.wall(),
            }
        }
        let base = self.folded.raw.len();
        self.folded.starts.push(narrow(base));
        self.folded.raw.push_str(text);
        self.folded.skeleton.reserve(text.len());
        self.literal = 0;
        let mut letters = Letters::new(text);
        loop {
            let from = letters.at();
            let count = letters.ascii_run();
            if count > 0 {
                self.put_run(&text[from..from + count], base + from);
            }
            let Some(letter) = letters.read() else { break };
            if letter.changed {
                self.base.clear();
                self.base.extend(letters.folded().chars().map(visible));
            }
            let next = self.letter(text, &letter, base, line_ends);
            letters.jump(next);
        }
    }

    /// All that was folded.
    pub fn finish(mut self) -> Folded {
        self.gap.blank_after |= self.gap.dash;
        self.joint(None, self.folded.raw.len(), false);
        self.folded.has_line_ends = self.folded.joints.iter().any(|joint| joint.line_end() != LineEnd::No);
        self.folded
    }

    /// Takes in one letter; gives the place to go on from.
    fn letter(&mut self, text: &str, letter: &Letter, base: usize, line_ends: &[usize]) -> usize {
        let single = !letter.changed || self.base.chars().nth(1).is_none();
        if !single {
            self.put_cluster(text, letter, base);
            return letter.to;
        }
        let folded = letter.first;
        if is_blank(folded) {
            self.blank(text, letter.from, folded, line_ends);
        } else if is_dash(folded) {
            self.dash(letter.printed);
        } else if is_quote(folded) {
            self.put(letter, QUOTE, base);
        } else if is_middle_dot(folded) {
            self.put(letter, '·', base);
        } else if is_full_stop(folded) || is_ellipsis(folded) || closing_bracket(folded).is_some() {
            return self.pointed(text, letter, base);
        } else if folded == '^' || is_superscript(folded) {
            return self.note_or(text, letter, base);
        } else if folded.is_control() {
            self.put(letter, '\u{fffd}', base);
        } else {
            self.put(letter, folded, base);
        }
        letter.to
    }

    fn blank(&mut self, text: &str, at: usize, blank: char, line_ends: &[usize]) {
        let gap = &mut self.gap;
        if gap.dash {
            gap.blank_after = true;
        } else {
            gap.blank = true;
        }
        let soft = text[..at].ends_with('\u{ad}');
        if (gap.dash || soft) && (blank == '\n' || line_ends.binary_search(&at).is_ok()) {
            gap.line_end |= gap.dash;
            gap.soft |= soft;
        }
    }

    fn dash(&mut self, printed: char) {
        let gap = &mut self.gap;
        gap.hyphen = !gap.dash && is_hyphen(printed);
        gap.unspaced_dash |= is_unspaced(printed);
        gap.dash = true;
        // A run is one, whatever stands between its parts.
        gap.blank_after = false;
        gap.line_end = false;
    }

    /// A paragraph break.
    fn part(&mut self) {
        let gap = &mut self.gap;
        gap.breaks = gap.breaks.saturating_add(1);
        if gap.dash {
            gap.blank_after = true;
        } else {
            gap.blank = true;
            gap.break_first = true;
        }
    }

    fn wall(&mut self) {
        let at = self.folded.raw.len();
        self.gap.blank_after |= self.gap.dash;
        self.joint(None, at - 1, true);
        self.folded.skeleton.push(WALL);
        (self.last, self.end, self.is_atom) = (None, at, true);
    }

    /// A full stop, an ellipsis or an opening bracket.
    fn pointed(&mut self, text: &str, letter: &Letter, base: usize) -> usize {
        let found = if letter.from >= self.literal { points(text, letter.from) } else { None };
        match found {
            Some(Points::Ellipsis { stop, from, to }) => {
                if let Some((from, to)) = stop {
                    self.put(&Letter { from, to, printed: letter.printed, first: '.', changed: true }, '.', base);
                }
                self.put(&Letter { from, to, printed: ELLIPSIS, first: ELLIPSIS, changed: true }, ELLIPSIS, base);
                to
            }
            Some(Points::Literal(until)) => {
                self.literal = until;
                self.put(letter, '.', base);
                letter.to
            }
            None if is_full_stop(letter.first) => {
                self.put(letter, '.', base);
                letter.to
            }
            None if letter.first == '[' => self.note_or(text, letter, base),
            None if is_quote(letter.first) => {
                self.put(letter, QUOTE, base);
                letter.to
            }
            None => {
                self.put(letter, letter.first, base);
                letter.to
            }
        }
    }

    /// A note mark where one can stand, right after a character; else the character itself.
    fn note_or(&mut self, text: &str, letter: &Letter, base: usize) -> usize {
        let gap = &self.gap;
        let attached = self.last.is_some() && !gap.blank && !gap.dash;
        match note_mark(text, letter.from).filter(|_| attached) {
            Some(end) => {
                self.gap.notes = true;
                let last = text[..end].chars().next_back();
                self.last = last.map(|last| (last, last));
                end
            }
            None => {
                self.put(letter, letter.first, base);
                letter.to
            }
        }
    }

    /// Letters and digits of ASCII that stand as they are.
    fn put_run(&mut self, run: &str, at: usize) {
        let bytes = run.as_bytes();
        let (first, last) = (bytes[0] as char, bytes[bytes.len() - 1] as char);
        self.joint(Some((first, first)), at, false);
        self.folded.skeleton.push_str(run);
        (self.last, self.end, self.is_atom) = (Some((last, last)), at + run.len(), false);
    }

    /// One character of the skeleton.
    fn put(&mut self, letter: &Letter, folded: char, base: usize) {
        let (from, to) = (base + letter.from, base + letter.to);
        let atom = letter.changed || folded.len_utf8() != to - from;
        self.joint(Some((letter.printed, folded)), from, atom);
        self.folded.skeleton.push(folded);
        (self.last, self.end, self.is_atom) = (Some((letter.printed, folded)), to, atom);
    }

    /// A letter of several characters: its points go to the joint after it.
    fn put_cluster(&mut self, text: &str, letter: &Letter, base: usize) {
        let (from, to) = (base + letter.from, base + letter.to);
        let is_pointed = !is_point(letter.first) && self.base.contains(is_point);
        let atom = is_pointed || self.base != text[letter.from..letter.to];
        self.joint(Some((letter.printed, letter.first)), from, atom);
        if is_pointed {
            // A point may have stood between a letter and a mark that compose without it.
            self.folded.skeleton.extend(self.base.chars().filter(|character| !is_point(*character)).nfc());
        } else {
            self.folded.skeleton.push_str(&self.base);
        }
        let last = self.base.chars().rev().find(|character| !is_point(*character)).unwrap_or(letter.first);
        (self.last, self.end, self.is_atom) = (Some((letter.printed, last)), to, atom);
        self.gap.points = is_pointed;
    }

    /// Ends the gap before a character (printed and folded), or at the end of the text, and keeps what it was.
    fn joint(&mut self, next: Option<(char, char)>, at: usize, atom: bool) {
        let mut gap = std::mem::take(&mut self.gap);
        if self.side == Side::Typed {
            // After an author's own hyphen at a line end only the line end goes.
            gap.blank_after &= !gap.line_end || gap.blank;
            gap.blank &= !gap.soft;
        }
        let mut bits = shape(&gap, self.last, next) as u16;
        let is_open = gap.notes || gap.points || gap.breaks > 0 || gap.dash || gap.soft;
        if bits == 0 && !is_open && !atom && !self.is_atom && at == self.end && !self.folded.joints.is_empty() {
            return;
        }
        if is_open {
            bits |= flag(gap.notes, Joint::NOTES) | flag(gap.points, Joint::POINTS);
            bits |= flag(gap.break_first, Joint::BREAK_FIRST);
            bits |= flag(gap.dash && gap.blank, Joint::BLANK_BEFORE) | flag(gap.blank_after, Joint::BLANK_AFTER);
            bits |= self.line_end(&gap, next);
        }
        self.folded.joints.push(Joint {
            skeleton: narrow(self.folded.skeleton.len()),
            from: narrow(self.end),
            to: narrow(at),
            bits: bits | flag(atom, Joint::ATOM),
            breaks: gap.breaks,
        });
    }

    /// Step (5).
    fn line_end(&mut self, gap: &Gap, next: Option<(char, char)>) -> u16 {
        let (Some((_, before)), Some((_, after))) = (self.last, next) else { return 0 };
        let parts = (gap.line_end && !gap.blank) || gap.soft;
        if self.side == Side::Typed || !parts || gap.breaks > 0 {
            return 0;
        }
        let letters = before.is_alphabetic() && after.is_alphabetic();
        if letters && (gap.hyphen || !gap.dash) {
            return Joint::IN_WORD;
        }
        let number = |c: char| c.is_alphanumeric() || is_currency(c) || matches!(c, '%' | '‰');
        if number(before) && number(after) { Joint::IN_NUMBER } else { 0 }
    }
}

/// The blanks and dashes of a gap, as steps (4) and (6) leave them.
fn shape(gap: &Gap, last: Option<(char, char)>, next: Option<(char, char)>) -> Shape {
    let beside = |side: Option<(char, char)>| side.is_some_and(|(printed, _)| is_unspaced(printed));
    let is_ellipsis = |side: Option<(char, char)>| side.is_some_and(|(_, folded)| folded == ELLIPSIS);
    let no_blank_after = || next.is_some_and(|(_, folded)| takes_blank_before(folded)) || is_ellipsis(next);
    if !gap.dash {
        let (Some((printed, _)), Some((following, _)), true) = (last, next, gap.blank) else { return Shape::Closed };
        let unspaced = (is_unspaced(printed) || is_unspaced(following)) && !is_hangul(printed) && !is_hangul(following);
        let closed = unspaced || no_blank_after() || is_ellipsis(last);
        return if closed { Shape::Closed } else { Shape::Blank };
    }
    let (before, after) = (gap.blank || last.is_none(), gap.blank_after || next.is_none());
    if (before && after) || gap.breaks > 0 || last.is_none() || next.is_none() {
        return Shape::Dash;
    }
    if before && !beside(last) && !is_ellipsis(last) && !gap.unspaced_dash {
        return Shape::BlankDash;
    }
    if after && !beside(next) && !no_blank_after() && !gap.unspaced_dash {
        return Shape::DashBlank;
    }
    Shape::Dash
}

/// No control character may be in the skeleton, where one is a wall.
fn visible(character: char) -> char {
    match character {
        blank if is_blank(blank) => ' ',
        control if control.is_control() => '\u{fffd}',
        character => character,
    }
}

fn flag(is_set: bool, bit: u16) -> u16 {
    if is_set { bit } else { 0 }
}

/// Texts of 4 GB and more are refused long before they are folded.
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
