//! Where negations stand in a text, by the lists of its language (SPEC 5).

use super::clean::Clean;
use super::lists::{Lists, listed_form};
use super::source::FoldedSource;
use crate::base::fold::{LineEnd, is_dash, is_quote};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// How many bytes round a range are read too, so that a negation of several words is seen whole.
const REACH: usize = 120;

/// A negation, or a word that reverses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Negation {
    /// Its bytes.
    pub range: Range<usize>,
    /// In the form of the lists.
    pub listed: String,
}

/// The negations of a source that a range of its raw text has any part of, in order.
pub fn overlapping(source: &FoldedSource, raw: &Range<usize>) -> Vec<Negation> {
    let folded = source.folded();
    let (first, _) = folded.locate(raw.start);
    let (last, _) = folded.locate(raw.end.saturating_sub(1).max(raw.start));
    let mut negations = Vec::new();
    for block in first..=last.min(folded.paragraphs().saturating_sub(1)) {
        let paragraph = folded.paragraph(block);
        let (from, to) = (raw.start.max(paragraph.start), raw.end.min(paragraph.end));
        if from >= to {
            continue;
        }
        let window = widened(folded.raw(), &paragraph, from..to);
        let clean = clean(source, window);
        for mut negation in search(clean.text(), source.lists()) {
            negation.range = clean.raw(&negation.range);
            if negation.range.start < to && negation.range.end > from {
                negations.push(negation);
            }
        }
    }
    negations
}

/// A range with the words round it.
fn widened(text: &str, paragraph: &Range<usize>, range: Range<usize>) -> Range<usize> {
    let mut from = range.start.saturating_sub(REACH).max(paragraph.start);
    let mut to = (range.end + REACH).min(paragraph.end);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(to) {
        to += 1;
    }
    if from > paragraph.start {
        from += text[from..range.start].find(char::is_whitespace).unwrap_or(0);
    }
    if to < paragraph.end {
        to = range.end + text[range.end..to].rfind(char::is_whitespace).unwrap_or(to - range.end);
    }
    from..to
}

/// A part of a source with the words that a line end parts made whole.
fn clean(source: &FoldedSource, window: Range<usize>) -> Clean {
    let folded = source.folded();
    let joints = folded.joints();
    let from = joints.partition_point(|joint| (joint.to as usize) <= window.start);
    let mut joins = joints[from..]
        .iter()
        .take_while(|joint| (joint.from as usize) < window.end)
        .filter(|joint| joint.line_end() == LineEnd::InWord)
        .map(|joint| joint.from as usize..joint.to as usize)
        .peekable();
    Clean::of(&folded.raw()[window.clone()], window.start, |at| {
        while joins.next_if(|join| join.end <= at).is_some() {}
        joins.peek().is_some_and(|join| join.contains(&at))
    })
}

/// The negations of a text in its language, in order.
pub fn find(text: &str, lists: &Lists) -> Vec<Negation> {
    let clean = Clean::of(text, 0, |_| false);
    let mut found = search(clean.text(), lists);
    found.iter_mut().for_each(|negation| negation.range = clean.raw(&negation.range));
    found
}

fn search(text: &str, lists: &Lists) -> Vec<Negation> {
    if lists.continuous { in_runs(text, lists) } else { in_words(text, lists) }
}

/// Whether a text has one.
pub fn has_negation(text: &str, lists: &Lists) -> bool {
    !find(text, lists).is_empty()
}

/// Without blanks: runs of characters, but for those in a word that is no negation.
fn in_runs(text: &str, lists: &Lists) -> Vec<Negation> {
    let exempt: Vec<Range<usize>> = lists
        .no_negations
        .iter()
        .flat_map(|word| text.match_indices(word.as_str()))
        .map(|(at, word)| at..at + word.len())
        .collect();
    let mut found: Vec<Negation> = Vec::new();
    for entry in lists.negations.entries.iter().chain(&lists.reversing.entries) {
        for (at, word) in text.match_indices(entry.as_str()) {
            let range = at..at + word.len();
            if !exempt.iter().any(|word| word.start <= range.start && range.end <= word.end) {
                found.push(Negation { range, listed: entry.clone() });
            }
        }
    }
    found.sort_by_key(|negation| (negation.range.start, std::cmp::Reverse(negation.range.end)));
    // One inside another is the same.
    let mut end = 0;
    found.retain(|negation| {
        let is_new = negation.range.end > end;
        end = end.max(negation.range.end);
        is_new
    });
    found
}

fn in_words(text: &str, lists: &Lists) -> Vec<Negation> {
    let words = words(text, lists);
    let listed: Vec<String> = words.iter().map(|(_, listed)| listed.clone()).collect();
    let mut found = Vec::new();
    for (index, (range, word)) in words.iter().enumerate() {
        if lists.no_negations.iter().any(|entry| super::lists::is_entry(entry, word)) {
            continue;
        }
        let rest = &listed[index..];
        let count = lists.negations.at_start(rest).max(lists.reversing.at_start(rest));
        if count > 0 {
            let last = &words[index + count - 1].0;
            found.push(Negation { range: range.start..last.end, listed: rest[..count].join(" ") });
        } else if is_negated(word, lists) || without_particles(word, lists).any(|bare| is_listed(bare, lists)) {
            found.push(Negation { range: range.clone(), listed: word.clone() });
        } else if let Some((next, _)) = words.get(index + 1)
            && lists.negating_prefixes.contains(word)
            && is_hyphen_between(&text[range.end..next.start])
        {
            // `non-binding`
            found.push(Negation { range: range.start..next.end, listed: format!("{word}-{}", listed[index + 1]) });
        }
    }
    found
}

fn is_hyphen_between(between: &str) -> bool {
    !between.is_empty() && between.chars().all(is_dash)
}

fn is_listed(word: &str, lists: &Lists) -> bool {
    lists.negations.has(word) || lists.reversing.has(word)
}

/// Whether a word has a negating ending.
fn is_negated(word: &str, lists: &Lists) -> bool {
    lists.negating_endings.iter().any(|ending| word.ends_with(ending.as_str()) && word != ending)
}

/// A word of Arabic or Hebrew without one or two of the particles written together with it.
fn without_particles<'a>(word: &'a str, lists: &'a Lists) -> impl Iterator<Item = &'a str> {
    let strip = |word: &'a str| {
        lists
            .particles
            .iter()
            .find_map(move |particle| word.strip_prefix(particle.as_str()))
            .filter(|rest| rest.chars().count() > 1)
    };
    let once = strip(word);
    once.into_iter().chain(once.and_then(strip))
}

/// The words of a text in listed form; an elided one with its apostrophe is one by itself.
fn words(text: &str, lists: &Lists) -> Vec<(Range<usize>, String)> {
    let mut words = Vec::new();
    for (at, word) in text.unicode_word_indices() {
        let mut from = 0;
        for (offset, mark) in word.char_indices().filter(|(_, character)| is_quote(*character)) {
            let elided = listed_form(&word[from..offset]);
            if lists.elisions.contains(&elided) || (!lists.elisions.is_empty() && elided == "n") {
                words.push((at + from..at + offset + mark.len_utf8(), format!("{elided}'")));
                from = offset + mark.len_utf8();
            }
        }
        if from < word.len() {
            words.push((at + from..at + word.len(), listed_form(&word[from..])));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::lists;
    use super::*;
    use crate::base::language::Language;
    use crate::parse::words::StoredText;

    #[test]
    fn negations_of_several_languages_are_found() {
        let found = |language: &str, text: &str| {
            let language = Language::parse(language).unwrap();
            find(text, lists::of(&language)).into_iter().map(|one| one.listed).collect::<Vec<_>>()
        };
        assert_eq!(found("en", "It could not, and didn't, fail to act"), ["not", "didn't", "fail to"]);
        assert_eq!(found("en", "a non-binding vote, un - der"), ["non-binding"]);
        assert_eq!(found("fr", "il n'est pas venu"), ["n'", "pas"]);
        assert_eq!(found("he", "ולא בא"), ["ולא"]);
        assert_eq!(found("he", "בטרם בא"), ["בטרם"]);
        assert_eq!(found("ar", "ونفى ذلك"), ["ونفى"]);
        assert_eq!(found("zh", "不断拒绝"), ["拒绝"]);
        assert_eq!(found("zh", "他从不说"), ["从不"]);
        assert_eq!(found("tr", "gelmedi"), ["gelmedi"]);
        assert!(found("en", "nothing").len() == 1 && found("en", "a notice").is_empty());
    }

    #[test]
    fn an_elided_word_is_one_by_itself() {
        let language = Language::parse("fr").unwrap();
        let text = "« aujourd’hui n’est qu’un »";
        let words = words(text, lists::of(&language));
        let listed: Vec<&str> = words.iter().map(|(_, listed)| listed.as_str()).collect();
        assert_eq!(listed, ["aujourd'hui", "n'", "est", "qu'", "un"]);
        let printed: Vec<&str> = words.iter().map(|(range, _)| &text[range.clone()]).collect();
        assert_eq!(printed, ["aujourd’hui", "n’", "est", "qu’", "un"]);
        let text = "« d’l’eau";
        let printed = super::words(text, lists::of(&language)).into_iter().map(|(range, _)| &text[range]);
        assert_eq!(printed.collect::<Vec<_>>(), ["d’", "l’", "eau"]);
        assert_eq!(super::words("qu’", lists::of(&language)).len(), 1);
    }

    #[test]
    fn a_negation_that_a_line_end_parts_is_one() {
        let stored = StoredText::from_text("Under-\nstandably they can-\nnot, and nei-\nther could we.");
        let source = FoldedSource::new(&stored, &Language::parse("en").unwrap());
        let all = 0..source.folded().raw().len();
        let found: Vec<String> = overlapping(&source, &all).into_iter().map(|one| one.listed).collect();
        assert_eq!(found, ["cannot", "neither"]);
    }

    /// Only what stands near a range is read: it must be what a search of the whole paragraph finds there.
    #[test]
    fn what_is_read_of_a_long_paragraph_is_enough() {
        let filler = "the harbour of Kréma — “sailing‑boats”, and nothing but an under-\nstanding of the sea, was un-\nlikely to ";
        let filled = format!("It could not {0}{0}{0}fail to {0}act. Not{0} non-binding words, {0}never.", filler);
        for (language, text) in [("en", filled), ("zh", "港口不断拒绝开放，没有人认为这是可能的。".repeat(9))]
        {
            let language = Language::parse(language).unwrap();
            let stored = StoredText::from_text(&format!("No one.\n\n{text}\n\nNot here."));
            let source = FoldedSource::new(&stored, &language);
            let paragraph = source.folded().paragraph(1);
            let mut whole = search_whole(&source, &paragraph);
            assert!(whole.len() > 8, "{whole:?}");
            let raw = source.folded().raw();
            let places =
                |step| paragraph.clone().step_by(step).filter(|at| raw.is_char_boundary(*at)).collect::<Vec<_>>();
            for from in places(1) {
                for to in [from + 1, from + 4, from + 40, paragraph.end].into_iter().filter(|to| *to <= paragraph.end) {
                    if !raw.is_char_boundary(to) {
                        continue;
                    }
                    let expected: Vec<_> =
                        whole.iter().filter(|one| one.range.start < to && one.range.end > from).cloned().collect();
                    assert_eq!(overlapping(&source, &(from..to)), expected, "{:?}", &raw[from..to]);
                }
            }
            whole.extend(search_whole(&source, &source.folded().paragraph(2)));
            assert_eq!(overlapping(&source, &(paragraph.start..raw.len())), whole);
        }
    }

    fn search_whole(source: &FoldedSource, paragraph: &Range<usize>) -> Vec<Negation> {
        let clean = clean(source, paragraph.clone());
        let found = search(clean.text(), source.lists()).into_iter();
        found.map(|one| Negation { range: clean.raw(&one.range), ..one }).collect()
    }
}
