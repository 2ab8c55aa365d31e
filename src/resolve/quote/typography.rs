//! Whether two texts with equal skeletons are equal under the contract: joint by joint (SPEC 5, *Typography*).

use super::edges::is_note_mark;
use super::source::FoldedSource;
use crate::base::fold::{
    Folded, Joint, LineEnd, QUOTE, Shape, fold_word, is_dropped, is_point, is_quote, is_superscript,
};
use crate::base::script::{is_han_or_kana, is_hangul};
use unicode_normalization::char::is_combining_mark;

/// How a run of a source agrees with typed words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Paragraph breaks of the source that the words run on over.
    pub run_in: usize,
    /// Paragraph breaks of the words that the source does not have.
    pub added: usize,
}

impl Agreement {
    /// Whether nothing but typography parts the two.
    pub fn holds(&self) -> bool {
        self.run_in <= 1 && self.added == 0
    }

    /// That of two runs, one after the other.
    pub fn and(self, next: Agreement) -> Agreement {
        Agreement { run_in: self.run_in + next.run_in, added: self.added + next.added }
    }
}

/// Compares the joints of the words with those of the source, whose skeleton has the words' at `start`. `length` is
/// that of the part of the words' skeleton that counts. `None` where a joint differs in more than paragraph breaks.
pub fn agree(source: &FoldedSource, start: usize, words: &Folded, length: usize) -> Option<Agreement> {
    let mut agreement = Agreement::default();
    let stored = &source.folded().joints()[source.folded().joints_of(start..start + length)];
    let typed = &words.joints()[words.joints_of(0..length)];
    let (mut stored, mut typed) = (stored.iter().peekable(), typed.iter().peekable());
    loop {
        let at = match (stored.peek(), typed.peek()) {
            (None, None) => return Some(agreement),
            (Some(joint), None) => joint.skeleton as usize - start,
            (None, Some(joint)) => joint.skeleton as usize,
            (Some(a), Some(b)) => (a.skeleton as usize - start).min(b.skeleton as usize),
        };
        let a = stored.next_if(|joint| joint.skeleton as usize - start == at);
        let b = typed.next_if(|joint| joint.skeleton as usize == at);
        let agrees = match at {
            0 => agree_at_start(a, b),
            _ if at == length => agree_at_end(source, a, words, b),
            _ => agree_between(source, start + at, a, words, b, &mut agreement),
        };
        if !agrees {
            return None;
        }
    }
}

/// Whether nothing lies before this character of the source but note marks, which may be dropped but for the first few,
/// which the words have.
pub fn agrees_closed(source: &FoldedSource, at: usize, kept: usize) -> bool {
    let Some(joint) = source.folded().joint_at(at) else { return true };
    joint.shape() == Shape::Closed
        && joint.breaks == 0
        && source
            .folded()
            .notes(joint)
            .iter()
            .enumerate()
            .skip(kept)
            .all(|(index, note)| may_drop(source, source.folded().end_of_notes(joint, index), note))
}

/// Before the first character only a dash counts.
fn agree_at_start(stored: Option<&Joint>, typed: Option<&Joint>) -> bool {
    let Some(typed) = typed.filter(|joint| has_dash(joint.shape())) else { return true };
    let Some(stored) = stored else { return false };
    match stored.shape() {
        Shape::Dash | Shape::BlankDash => true,
        Shape::DashBlank => typed.blank_after_dash(),
        Shape::Closed | Shape::Blank => false,
    }
}

/// After the last character: its points, the note marks that the words have, and a dash.
fn agree_at_end(source: &FoldedSource, stored: Option<&Joint>, words: &Folded, typed: Option<&Joint>) -> bool {
    let Some(typed) = typed else { return true };
    if typed.has_points() && !points_agree(source.folded(), stored, words, typed) {
        return false;
    }
    let notes = words.notes(typed);
    let kept = stored.map_or(Vec::new(), |joint| source.folded().notes(joint));
    if !kept.starts_with(&notes) {
        return false;
    }
    if !has_dash(typed.shape()) {
        return true;
    }
    match stored.map(Joint::shape) {
        Some(Shape::Dash | Shape::DashBlank) => kept.len() == notes.len(),
        Some(Shape::BlankDash) => typed.blank_before_dash() && kept.len() == notes.len(),
        _ => false,
    }
}

fn agree_between(
    source: &FoldedSource,
    at: usize,
    stored: Option<&Joint>,
    words: &Folded,
    typed: Option<&Joint>,
    agreement: &mut Agreement,
) -> bool {
    let shapes = (stored.map_or(Shape::Closed, Joint::shape), typed.map_or(Shape::Closed, Joint::shape));
    let (stored_breaks, typed_breaks) = (stored.map_or(0, |joint| joint.breaks), typed.map_or(0, |joint| joint.breaks));
    if typed_breaks == 0 {
        agreement.run_in += usize::from(stored_breaks);
    } else if stored_breaks == 0 {
        agreement.added += 1;
    }
    if let Some(typed) = typed.filter(|joint| joint.has_points())
        && !points_agree(source.folded(), stored, words, typed)
    {
        return false;
    }
    let mut dropped = 0;
    if stored.is_some_and(Joint::has_notes) || typed.is_some_and(Joint::has_notes) {
        match notes_dropped(source, stored, words, typed) {
            Some(count) => dropped = count,
            None => return false,
        }
    }
    match (stored.map_or(LineEnd::No, Joint::line_end), shapes) {
        (LineEnd::InWord, (_, typed)) => matches!(typed, Shape::Closed | Shape::Dash | Shape::DashBlank),
        (LineEnd::InNumber, (_, typed)) => matches!(typed, Shape::Dash | Shape::DashBlank),
        (LineEnd::No, (stored, typed)) if stored == typed => true,
        (LineEnd::No, (Shape::Blank, Shape::Closed) | (Shape::Closed, Shape::Blank)) => {
            // A paragraph break is one, whatever character stands before it: `。` equals `.`.
            (stored_breaks > 0 && typed_breaks > 0)
                || is_inside_marks(source, at)
                || (dropped > 0 && has_unspaced_side(source, at))
        }
        _ => false,
    }
}

fn has_dash(shape: Shape) -> bool {
    !matches!(shape, Shape::Closed | Shape::Blank)
}

/// Points may be missing from the words, never added or different.
fn points_agree(source: &Folded, stored: Option<&Joint>, words: &Folded, typed: &Joint) -> bool {
    let kept = stored.map_or(Vec::new(), |joint| source.points(joint));
    let mut kept = kept.iter();
    words.points(typed).iter().all(|point| kept.any(|other| other == point))
}

/// How many note marks of the source the words leave out; `None` where they may not, or have others.
fn notes_dropped(
    source: &FoldedSource,
    stored: Option<&Joint>,
    words: &Folded,
    typed: Option<&Joint>,
) -> Option<usize> {
    let kept = stored.map_or(Vec::new(), |joint| source.folded().notes(joint));
    let mut wanted = typed.map_or(Vec::new(), |joint| words.notes(joint)).into_iter().peekable();
    let mut dropped = 0;
    for (index, note) in kept.iter().enumerate() {
        if wanted.next_if_eq(note).is_none() {
            let joint = stored?;
            let at = source.folded().end_of_notes(joint, index);
            if !may_drop(source, at, note) {
                return None;
            }
            dropped += 1;
        }
    }
    wanted.peek().is_none().then_some(dropped)
}

/// Step (8), at a byte of the source's raw text.
fn may_drop(source: &FoldedSource, at: usize, note: &str) -> bool {
    let (paragraph, _) = source.folded().locate(at);
    let text = &source.folded().raw()[source.folded().paragraph(paragraph).start..at];
    let mut before: Vec<char> = text.chars().rev().filter(|c| !is_dropped(*c) && !is_point(*c)).take(48).collect();
    before.reverse();
    if !before.iter().all(char::is_ascii) {
        // Compatibility characters are what they stand for: the last letter of a word may be printed as `ⅰ`.
        before = fold_word(&before.iter().collect::<String>()).chars().collect();
    }
    // A mark after a mark: judged by what the first stands after.
    while before.last().is_some_and(|c| is_superscript(*c)) {
        before.pop();
    }
    if before.last() == Some(&']') && note.starts_with('[') {
        let open = before.iter().rposition(|c| *c == '[').unwrap_or(0);
        if before[open..before.len() - 1].iter().skip(1).all(char::is_ascii_digit) {
            before.truncate(open);
        }
    }
    let mark: Vec<char> = note.chars().filter(|c| is_superscript(*c)).collect();
    if note.starts_with('[') {
        // Never after a digit or a single letter; a unit takes no bracket, so no unit is in the way.
        let last = before.last().copied();
        let behind = before.iter().rev().nth(1).copied();
        let is_letter = last.is_some_and(|c| c.is_alphabetic() && !is_han_or_kana(c) && !is_hangul(c));
        let is_single = is_letter && !behind.is_some_and(|c| c.is_alphabetic() || is_combining_mark(c));
        return last.is_some_and(|c| !c.is_numeric()) && !is_single;
    }
    is_note_mark(&before, &mark, source.lists())
}

/// Whether a place of the source's skeleton is right inside a pair of quotation marks.
fn is_inside_marks(source: &FoldedSource, at: usize) -> bool {
    let skeleton = source.folded().skeleton();
    let follows = skeleton[..at].ends_with(QUOTE).then(|| source.folded().raw_start(at - QUOTE.len_utf8())).flatten();
    let precedes = skeleton[at..].starts_with(QUOTE).then(|| source.folded().raw_start(at)).flatten();
    follows.is_some_and(|mark| mark_at(source, mark) == Some(Side::Opens))
        || precedes.is_some_and(|mark| mark_at(source, mark) == Some(Side::Closes))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
}

/// What the quotation mark at a byte of the raw text does, paired within its paragraph.
fn mark_at(source: &FoldedSource, raw: usize) -> Option<Side> {
    let marks = source.marks(|| pair_all(source));
    let index = marks.binary_search_by_key(&raw, |(at, _)| *at).ok()?;
    Some(if marks[index].1 { Side::Opens } else { Side::Closes })
}

/// All paired marks of a source, and whether they open.
fn pair_all(source: &FoldedSource) -> Vec<(usize, bool)> {
    let folded = source.folded();
    let mut marks = Vec::new();
    for paragraph in (0..folded.paragraphs()).map(|index| folded.paragraph(index)) {
        for (open, close) in pair(&folded.raw()[paragraph.clone()]) {
            marks.push((paragraph.start + open, true));
            marks.push((paragraph.start + close, false));
        }
    }
    marks.sort_unstable();
    marks
}

/// Whether a quotation mark between letters is of their word. What can only be a quotation mark is not, but for the `”`
/// that Hebrew writes in abbreviations: texts without blanks have marks between letters.
fn is_apostrophe(before: char, mark: char, after: char) -> bool {
    let is_hebrew = |c: char| ('\u{5d0}'..='\u{5f2}').contains(&c);
    let can_be = matches!(mark, '\'' | '"' | '’' | '‘' | '‛' | 'ʼ' | '׳' | '״' | '＇' | '＂');
    before.is_alphanumeric() && after.is_alphanumeric() && (can_be || (is_hebrew(before) && is_hebrew(after)))
}

/// The pairs of quotation marks of a paragraph. An apostrophe between letters is none.
pub fn pair(text: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut pairs = Vec::new();
    let mut before = ' ';
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let after = characters.peek().map_or(' ', |(_, next)| *next);
        if is_quote(character) && !is_apostrophe(before, character, after) {
            match open.iter().rposition(|(_, opener)| closes(*opener, character)) {
                // What was opened inside and not closed was no mark of quotation.
                Some(index) if open.len() - index <= 2 => {
                    pairs.push((open[index].0, at));
                    open.truncate(index);
                }
                _ if open.len() < 8 => open.push((at, character)),
                _ => {}
            }
        }
        before = character;
    }
    pairs
}

fn closes(open: char, close: char) -> bool {
    match open {
        '“' => close == '”',
        '”' => matches!(close, '”' | '“'),
        '„' | '‟' => matches!(close, '“' | '”' | '‟'),
        '‘' => close == '’',
        '’' => close == '’',
        '‚' | '‛' => matches!(close, '‘' | '’'),
        '«' => close == '»',
        '»' => matches!(close, '«' | '»'),
        '‹' => close == '›',
        '›' => matches!(close, '‹' | '›'),
        '「' => close == '」',
        '『' => close == '』',
        '｢' => close == '｣',
        '〝' => matches!(close, '〞' | '〟'),
        other => close == other,
    }
}

/// Whether a blank beside a note mark would be nothing without it.
fn has_unspaced_side(source: &FoldedSource, at: usize) -> bool {
    let skeleton = source.folded().skeleton();
    skeleton[..at].chars().next_back().is_some_and(is_han_or_kana)
        || skeleton[at..].chars().next().is_some_and(is_han_or_kana)
}
