//! Where the words of a quotation stand in a source, legal or not.

use super::changes::{Fragment, Text};
use super::edges::{Cut, End, Remark, judge};
use super::needle::{Needle, has_dash};
use super::source::FoldedSource;
use super::surroundings::Surroundings;
use super::typography::{Agreement, agree, agrees_closed};
use crate::base::fold::{Folded, Joint, Shape, is_dash, is_dropped};
use crate::base::script::{is_han_or_kana, is_southeast_asian};
use memchr::memmem::Finder;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// More places than this are not looked at.
const MOST: usize = 1 << 18;

/// One place where the letters of a fragment stand in this order.
#[derive(Clone, Debug)]
pub struct Occurrence {
    /// Its part of the source's skeleton.
    pub skeleton: Range<usize>,
    /// Its part of the source's raw text.
    pub raw: Range<usize>,
    /// Where in the source's skeleton that of each of its texts begins.
    pub texts: Vec<usize>,
    /// What its changed endings stand for, in the raw text: one for each, maybe empty.
    pub endings: Vec<Range<usize>>,
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

/// Every place where a fragment agrees with the source but for edges and paragraph breaks, in order; `None` where there are
/// more than `most`.
pub fn occurrences(source: &FoldedSource, fragment: &Fragment, most: usize) -> Option<Vec<Occurrence>> {
    let Some(first) = fragment.texts.first() else { return Some(Vec::new()) };
    let mut all = Vec::new();
    for (index, at) in hits(source, first.needle.skeleton()).enumerate() {
        if index == most {
            return None;
        }
        all.extend(occurrence(source, &fragment.texts, at));
    }
    Some(all)
}

/// Whether the letters of each text of a fragment are anywhere in the source.
pub fn has_letters(source: &FoldedSource, fragment: &Fragment) -> bool {
    fragment.texts.iter().all(|text| hits(source, text.needle.skeleton()).next().is_some())
}

/// Every place of words without marks of change.
pub fn occurrences_of(source: &FoldedSource, needle: &Needle) -> Vec<Occurrence> {
    let alone = |at: usize| Some(alone(source, run(source, needle, at)?));
    hits(source, needle.skeleton()).filter_map(alone).collect()
}

/// Every place of a run in the skeleton of a source, overlapping ones too.
fn hits<'a>(source: &'a FoldedSource, skeleton: &'a str) -> impl Iterator<Item = usize> + 'a {
    let text = source.folded().skeleton().as_bytes();
    let finder = Finder::new(skeleton.as_bytes());
    let step = skeleton.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + finder.find(text.get(from..)?)?;
        from = at + step;
        Some(at)
    })
    .take(MOST)
}

/// Words without a change, at one place.
struct Run {
    skeleton: Range<usize>,
    raw: Range<usize>,
    agreement: Agreement,
    stands_for: Option<char>,
    /// What was found of its end, if it was judged.
    finish: Option<Result<Vec<Remark>, Cut>>,
}

fn run(source: &FoldedSource, needle: &Needle, at: usize) -> Option<Run> {
    let folded = source.folded();
    let end = at + needle.length();
    let agreement = agree(source, at, needle.folded(), needle.length())?;
    let mut raw = folded.raw_start(at)?..folded.raw_end(end)?;
    let mut kept = 0;
    if needle.first_joint().is_some() {
        raw.start = dash_before(folded, at)?;
    }
    if let (Some(typed), Some(stored)) = (needle.last_joint(), folded.joint_at(end)) {
        if typed.has_notes() {
            kept = needle.folded().notes(typed).len();
            raw.end = folded.end_of_notes(stored, kept);
        }
        if has_dash(typed) && needle.mark().is_none() {
            raw.end = dash_after(folded, stored).unwrap_or(raw.end);
        }
    }
    raw.end = past_marks_on_it(folded, raw.end);
    let mut run = Run { skeleton: at..end, raw, agreement, stands_for: None, finish: None };
    if let Some(mark) = needle.mark().filter(|_| agrees_closed(source, end, kept)) {
        match folded.skeleton()[end..].chars().next() {
            Some(next) if next == mark => {
                let to = end + mark.len_utf8();
                let past = past_marks_on_it(folded, folded.raw_end(to)?);
                let judged = judge_at(source, End::Finish, past);
                if judged.is_ok() {
                    (run.skeleton.end, run.raw.end, run.finish) = (to, past, Some(judged));
                }
            }
            Some(next) if is_question(next, source) => {
                // As it is printed: full-width, say.
                run.stands_for = folded.raw_start(end).and_then(|at| folded.raw()[at..].chars().next());
            }
            _ => {}
        }
    }
    Some(run)
}

fn alone(source: &FoldedSource, run: Run) -> Occurrence {
    let texts = vec![run.skeleton.start];
    whole(source, run, texts, Vec::new())
}

/// Judges the edges.
fn whole(source: &FoldedSource, run: Run, texts: Vec<usize>, endings: Vec<Range<usize>>) -> Occurrence {
    let start = judge_at(source, End::Start, run.raw.start);
    let finish = run.finish.unwrap_or_else(|| judge_at(source, End::Finish, run.raw.end));
    let edges = match (start, finish) {
        (Ok(start), Ok(finish)) => {
            let started = start.into_iter().map(|remark| (End::Start, remark));
            Ok(started.chain(finish.into_iter().map(|remark| (End::Finish, remark))).collect())
        }
        (Err(cut), _) => Err((End::Start, cut)),
        (_, Err(cut)) => Err((End::Finish, cut)),
    };
    let Run { skeleton, raw, agreement, stands_for, .. } = run;
    Occurrence { skeleton, raw, texts, endings, agreement, stands_for, edges }
}

/// A fragment whose first text stands here: the others go on where the word of a changed ending ends.
fn occurrence(source: &FoldedSource, texts: &[Text], at: usize) -> Option<Occurrence> {
    let (first, rest) = texts.split_first()?;
    let mut all = run(source, &first.needle, at)?;
    let (mut begins, mut endings) = (vec![at], Vec::new());
    let mut last = first;
    for text in rest {
        let ending = ending(source, all.raw.end)?;
        let next = source.folded().skeleton_at(ending.end);
        endings.push(ending);
        let run = follow(source, text, next)?;
        all.skeleton.end = run.skeleton.end;
        all.raw.end = run.raw.end;
        all.agreement = all.agreement.and(run.agreement);
        (all.stands_for, all.finish) = (run.stands_for, run.finish);
        begins.push(next);
        last = text;
    }
    if last.ending.is_some() {
        let ending = ending(source, all.raw.end)?;
        all.raw.end = ending.end;
        all.skeleton.end = source.folded().skeleton_at(ending.end);
        all.finish = None;
        endings.push(ending);
    }
    Some(whole(source, all, begins, endings))
}

/// A text right after a changed ending.
fn follow(source: &FoldedSource, text: &Text, at: usize) -> Option<Run> {
    let folded = source.folded();
    if !folded.skeleton().get(at..)?.starts_with(text.needle.skeleton()) {
        return None;
    }
    let mut run = run(source, &text.needle, at)?;
    let stored = folded.joint_at(at);
    let loses_dash = stored.is_some_and(has_dash) && text.needle.first_joint().is_none();
    if loses_dash || stored.is_some_and(Joint::has_notes) {
        return None;
    }
    let breaks = stored.map_or(0, |joint| usize::from(joint.breaks));
    run.agreement = run.agreement.and(match text.breaks {
        0 => Agreement { run_in: breaks, added: 0 },
        _ => Agreement { run_in: 0, added: usize::from(breaks == 0) },
    });
    Some(run)
}

/// The rest of the word that goes on here, letters alone; `None` inside a character.
fn ending(source: &FoldedSource, from: usize) -> Option<Range<usize>> {
    let rest = &source.folded().raw()[from..];
    if rest.chars().next().is_some_and(is_combining_mark) {
        return None;
    }
    let is_letter =
        |c: char| (c.is_alphabetic() || is_combining_mark(c)) && !is_han_or_kana(c) && !is_southeast_asian(c);
    let taken = rest.chars().take_while(|c| is_letter(*c) || is_dropped(*c)).map(char::len_utf8).sum::<usize>();
    let length = rest[..taken].trim_end_matches(is_dropped).len();
    Some(from..from + length)
}

/// A mark that a final full stop must not stand for.
pub fn is_question(mark: char, source: &FoldedSource) -> bool {
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
    source.remember_standing(word, particle, || is_word_of(source, word, particle))
}

fn is_word_of(source: &FoldedSource, word: &str, particle: &str) -> bool {
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
