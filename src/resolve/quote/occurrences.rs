//! Where the words of a quotation stand in a source, legal or not.

use super::edges::{Cut, End, Remark, judge};
use super::source::FoldedSource;
use super::surroundings::Surroundings;
use super::typography::{Agreement, agree, agrees_closed};
use crate::base::fold::{Folded, Folder, Joint, Parting, Shape, Side, is_dash, is_dropped};
use crate::parse::words::Words;
use memchr::memmem::Finder;
use std::ops::Range;

/// More places than this are not looked at: such words are ambiguous whatever the rest is.
const MOST: usize = 1 << 17;

/// The words of a quotation, folded, ready to be sought.
pub struct Needle {
    folded: Folded,
    /// How much of the skeleton counts: all but a final mark.
    length: usize,
    /// The final `.` or `,` that is ignored, unless it stands for another mark.
    mark: Option<char>,
}

impl Needle {
    /// `None` where the words have no characters that count.
    pub fn new(words: &Words) -> Option<Needle> {
        let mut folder = Folder::new(Side::Typed);
        for plain in &words.paragraphs {
            folder.paragraph(&plain.text, &plain.line_ends, Parting::Break);
        }
        Needle::of(folder.finish())
    }

    fn of(folded: Folded) -> Option<Needle> {
        let skeleton = folded.skeleton();
        let mark = skeleton.chars().next_back().filter(|mark| matches!(mark, '.' | ','));
        let length = skeleton.len() - mark.map_or(0, char::len_utf8);
        let (length, mark) = if length == 0 { (skeleton.len(), None) } else { (length, mark) };
        (length > 0).then_some(Needle { folded, length, mark })
    }

    /// The same words with the case of their first letter changed; `None` where it has none.
    pub fn with_other_initial(words: &Words) -> Option<Needle> {
        let mut words = words.clone();
        for plain in &mut words.paragraphs {
            let Some((at, initial)) = plain.text.char_indices().find(|(_, character)| character.is_alphanumeric())
            else {
                continue;
            };
            let other = other_case(initial)?;
            plain.text.replace_range(at..at + initial.len_utf8(), other.encode_utf8(&mut [0; 4]));
            for line_end in plain.line_ends.iter_mut().filter(|line_end| **line_end > at) {
                *line_end = *line_end + other.len_utf8() - initial.len_utf8();
            }
            return Needle::new(&words);
        }
        None
    }

    /// The folded words.
    pub fn folded(&self) -> &Folded {
        &self.folded
    }

    /// What is sought.
    pub fn skeleton(&self) -> &str {
        &self.folded.skeleton()[..self.length]
    }

    fn first_joint(&self) -> Option<&Joint> {
        self.folded.joints().first().filter(|joint| joint.skeleton == 0 && has_dash(joint))
    }

    fn last_joint(&self) -> Option<&Joint> {
        self.folded.joint_at(self.length)
    }
}

/// The one character that a letter becomes in the other case.
pub fn other_case(letter: char) -> Option<char> {
    let mut upper = letter.to_uppercase();
    let mut lower = letter.to_lowercase();
    let single = |first: Option<char>, second: Option<char>| first.filter(|other| second.is_none() && *other != letter);
    single(upper.next(), upper.next()).or_else(|| single(lower.next(), lower.next()))
}

fn has_dash(joint: &Joint) -> bool {
    !matches!(joint.shape(), Shape::Closed | Shape::Blank)
}

/// One place where the letters of the words stand in this order.
#[derive(Clone, Debug)]
pub struct Occurrence {
    /// Where in the source's skeleton that of the words begins.
    pub at: usize,
    /// Its part of the source's skeleton.
    pub skeleton: Range<usize>,
    /// Its part of the source's raw text.
    pub raw: Range<usize>,
    /// What of its paragraph breaks differs.
    pub agreement: Agreement,
    /// The mark that the final mark of the words stands for.
    pub stands_for: Option<char>,
    /// What is to be said of its edges, or what they cut.
    pub edges: Result<Vec<(End, Remark)>, (End, Cut)>,
}

impl Occurrence {
    /// Whether it is a passage.
    pub fn is_legal(&self) -> bool {
        self.edges.is_ok() && self.agreement.holds() && self.stands_for.is_none()
    }
}

/// Every place where the words agree with the source but for edges and paragraph breaks, in order.
pub fn occurrences(source: &FoldedSource, needle: &Needle) -> Vec<Occurrence> {
    hits(source, needle.skeleton()).filter_map(|at| occurrence(source, needle, at)).collect()
}

/// Every place of a run in the skeleton of a source, overlapping ones too.
fn hits<'a>(source: &'a FoldedSource, skeleton: &'a str) -> impl Iterator<Item = usize> + 'a {
    let text = source.folded().skeleton().as_bytes();
    let finder = Finder::new(skeleton.as_bytes()).into_owned();
    let step = skeleton.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + finder.find(text.get(from..)?)?;
        from = at + step;
        Some(at)
    })
    .take(MOST)
}

fn occurrence(source: &FoldedSource, needle: &Needle, at: usize) -> Option<Occurrence> {
    let folded = source.folded();
    let end = at + needle.length;
    let agreement = agree(source, at, &needle.folded, needle.length)?;
    let mut raw = folded.raw_start(at)?..folded.raw_end(end)?;
    let mut kept = 0;
    if needle.first_joint().is_some() {
        raw.start = dash_before(folded, at)?;
    }
    if let (Some(typed), Some(stored)) = (needle.last_joint(), folded.joint_at(end)) {
        if typed.has_notes() {
            kept = needle.folded.notes(typed).len();
            raw.end = folded.end_of_notes(stored, kept);
        }
        if has_dash(typed) && needle.mark.is_none() {
            raw.end = dash_after(folded, stored).unwrap_or(raw.end);
        }
    }
    raw.end = past_marks_on_it(folded, raw.end);
    let start = judge_at(source, End::Start, raw.start);
    let (mut skeleton, mut stands_for) = (at..end, None);
    let mut finish = None;
    if let Some(mark) = needle.mark.filter(|_| agrees_closed(source, end, kept)) {
        match folded.skeleton()[end..].chars().next() {
            Some(next) if next == mark => {
                let to = end + mark.len_utf8();
                let past = past_marks_on_it(folded, folded.raw_end(to)?);
                let judged = judge_at(source, End::Finish, past);
                if judged.is_ok() {
                    (skeleton.end, raw.end, finish) = (to, past, Some(judged));
                }
            }
            Some(next) if is_question(next, source) => {
                // As it is printed: full-width, say.
                stands_for = folded.raw_start(end).and_then(|at| folded.raw()[at..].chars().next());
            }
            _ => {}
        }
    }
    let finish = finish.unwrap_or_else(|| judge_at(source, End::Finish, raw.end));
    let edges = match (start, finish) {
        (Ok(start), Ok(finish)) => {
            let started = start.into_iter().map(|remark| (End::Start, remark));
            Ok(started.chain(finish.into_iter().map(|remark| (End::Finish, remark))).collect())
        }
        (Err(cut), _) => Err((End::Start, cut)),
        (_, Err(cut)) => Err((End::Finish, cut)),
    };
    Some(Occurrence { at, skeleton, raw, agreement, stands_for, edges })
}

/// A mark that a final full stop must not stand for.
fn is_question(mark: char, source: &FoldedSource) -> bool {
    matches!(mark, '?' | '!' | '؟' | '⁇' | '⁈' | '⁉' | '‼' | '‽' | '⸮' | '՞' | '՜')
        || (mark == ';' && source.language().primary() == "el")
}

fn judge_at(source: &FoldedSource, end: End, raw: usize) -> Result<Vec<Remark>, Cut> {
    let bytes = source.folded().raw().as_bytes();
    let is_letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
    if is_letter(raw.checked_sub(1)) && is_letter(Some(raw)) {
        // By far the commonest illegal edge, found without looking round. Who needs the word asks `cut`.
        return Err(Cut::Word(String::new()));
    }
    let around = Surroundings::of(source.folded(), raw);
    judge(end, &around, source.lists(), |rest, particle| stands_alone(source, rest, particle))
}

/// What an illegal edge cuts, with the whole of it.
pub fn cut(source: &FoldedSource, end: End, raw: usize) -> Option<Cut> {
    let around = Surroundings::of(source.folded(), raw);
    judge(end, &around, source.lists(), |rest, particle| stands_alone(source, rest, particle)).err()
}

/// Whether this place of the source is one where the words of a passage stand with legal edges: for its ordinal.
pub fn is_passage(source: &FoldedSource, skeleton: &Range<usize>) -> bool {
    let folded = source.folded();
    let (Some(start), Some(end)) = (folded.raw_start(skeleton.start), folded.raw_end(skeleton.end)) else {
        return false;
    };
    judge_at(source, End::Start, start).is_ok() && judge_at(source, End::Finish, past_marks_on_it(folded, end)).is_ok()
}

/// Which of the passages with these folded words this one is, from 1.
pub fn ordinal(source: &FoldedSource, skeleton: &Range<usize>) -> u32 {
    let folded = source.folded();
    let words = folded.words(skeleton.clone());
    let run = &folded.skeleton()[skeleton.clone()];
    let earlier = hits(source, run).take_while(|at| *at < skeleton.start).map(|at| at..at + skeleton.len());
    let equal = earlier.filter(|range| is_passage(source, range) && folded.words(range.clone()) == words);
    u32::try_from(equal.count()).unwrap_or(u32::MAX).saturating_add(1)
}

/// Goes past what step (2) drops and yet is part of the last character a reader sees.
fn past_marks_on_it(folded: &Folded, end: usize) -> usize {
    let is_on_it = |c: char| matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180f}');
    let rest = &folded.raw()[end..];
    end + rest.chars().take_while(|c| is_on_it(*c)).map(char::len_utf8).sum::<usize>()
}

/// The first byte of the dash before a character of the skeleton.
fn dash_before(folded: &Folded, skeleton: usize) -> Option<usize> {
    let joint = folded.joint_at(skeleton)?;
    let gap = &folded.raw()[joint.from as usize..joint.to as usize];
    // Of several, with a paragraph break between them, the last run.
    let last = gap.rfind(is_dash)?;
    let run =
        gap[..last].chars().rev().take_while(|c| is_dash(*c) || is_dropped(*c)).map(char::len_utf8).sum::<usize>();
    Some(joint.from as usize + last - run)
}

/// The byte after the dash in a joint.
fn dash_after(folded: &Folded, joint: &Joint) -> Option<usize> {
    let gap = &folded.raw()[joint.from as usize..joint.to as usize];
    let start = gap.find(is_dash)?;
    let run = gap[start..].chars().take_while(|c| is_dash(*c) || is_dropped(*c)).map(char::len_utf8).sum::<usize>();
    Some(joint.from as usize + start + run)
}

/// Whether a word of Arabic or Hebrew stands in the source by itself, or after another particle than this one.
fn stands_alone(source: &FoldedSource, word: &str, particle: &str) -> bool {
    let folded = source.folded();
    hits(source, word).any(|at| {
        let end = at + word.len();
        let is_parted = |place: usize| {
            let outside = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            let skeleton = folded.skeleton();
            folded.joint_at(place).is_some_and(|joint| joint.shape() != Shape::Closed || joint.breaks > 0)
                || outside(skeleton[..place].chars().next_back())
                || outside(skeleton[place..].chars().next())
        };
        if !is_parted(end) {
            return false;
        }
        let before = folded.skeleton()[..at].chars().next_back();
        let is_other = before.is_some_and(|c| {
            source.lists().particles.iter().any(|entry| entry.chars().eq([c])) && !particle.ends_with(c)
        });
        is_parted(at) || (is_other && is_parted(at - before.map_or(0, char::len_utf8)))
    })
}
