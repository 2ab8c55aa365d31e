//! Altered wording: the nearest passage, and the differences from it word by word and letter by letter.
//!
//! Comes in: a claim whose words are nowhere in a text. Goes out: an [`Explanation`], with the marks or the source's words
//! that would make it true where they were tried. Never done here: verifying anything by resemblance.

use super::difference::{Difference, differences, edits};
use super::explanation::{Cure, Explanation, WordEdit, edited, paragraphs, shorten, shown};
use super::nearest::nearest;
use super::needle::Needle;
use super::negation::has_negation;
use super::place::place_words;
use super::{Claim, FoldedSource, Found, codes, letters, noise};
use crate::parse::site::QuotationSettings;
use std::ops::Range;

/// Of words farther from the nearest passage than so many letters of a hundred nobody can say what they were meant to be.
const CLOSE: usize = 25;
/// So many differences are listed.
const LISTED: usize = 4;

/// Says how the words differ from the nearest passage; `None` where nothing is close.
pub fn explain(claim: &Claim, source: &FoldedSource, needle: &Needle) -> Option<Explanation> {
    let (raw, share) = nearest(source, needle.skeleton())?;
    let found = shown(source, &raw);
    let typed: Vec<&str> = claim.words.paragraphs.iter().map(|plain| plain.text.as_str()).collect();
    let typed = typed.join("\n\n");
    // A final mark is ignored in matching, so it is no difference either.
    let typed = typed.trim_end().trim_end_matches(['.', ',', '。', '，']);
    let found_differences = differences(&found.text, typed);
    let Some(first) = found_differences.first() else { return Some(parted_otherwise(&found)) };
    let at = place_in_words(claim, &first.at);
    if let Some(broken) = noise::find(&found.text).filter(|_| found_differences.iter().all(is_noise)) {
        return Some(noisy(&found, broken).at(at));
    }
    let more = match found_differences.len() - 1 {
        0 => String::new(),
        1 => ", and one more difference".to_owned(),
        count => format!(", and {count} more differences"),
    };
    let message = format!("{}{more}", said(first, source));
    let mut help = Vec::new();
    if found_differences.len() > 1 {
        let others = found_differences.iter().skip(1).take(LISTED);
        help.extend(others.map(|difference| format!("also: {}", said(difference, source))));
    }
    let single = found_differences.iter().take(LISTED + 1);
    help.extend(single.filter_map(|difference| letters::describe(&difference.typed, &difference.stored)));
    help.push(format!("{} of the source has: {}", paragraphs(found.paragraphs), shorten(&found.text)));
    let marks = marks(claim, source, typed, (&found_differences, &edits(&found.text, typed)));
    help.extend(marks.iter().map(|(offer, _)| offer.clone()));
    if noise::find(&found.text).is_some() {
        help.push(
            "the text of the source looks broken there too: compare it with the page it was taken from".to_owned(),
        );
    }
    let wording = if share <= CLOSE { wording(claim, &edits(&found.text, typed)) } else { None };
    Some(
        Explanation::new(&codes::ALTERED, message, help.join("\n"))
            .at(at)
            .cures(marks.into_iter().map(|(_, edits)| Cure::Choice(edits)))
            .cures(wording.map(Cure::Wording))
            .places([&found], "the nearest passage"),
    )
}

/// The words are the same, and what stands between them is more than typography.
fn parted_otherwise(found: &Found) -> Explanation {
    let message = "the words are the source's, but not the blanks, dashes or marks between them";
    let help = format!("write it as {} of the source has it: {}", paragraphs(found.paragraphs), shorten(&found.text));
    Explanation::new(&codes::ALTERED, message, help).places([found], "the words stand here")
}

fn said(difference: &Difference, source: &FoldedSource) -> String {
    match (difference.stored.as_str(), difference.typed.as_str()) {
        (stored, "") if has_negation(stored, source.lists()) => {
            format!("the quotation leaves out the negation in `{stored}`")
        }
        (stored, "") => format!("the quotation leaves out `{stored}`, which the source has here"),
        ("", typed) => format!("the quotation has `{typed}`, which the source does not have here"),
        (stored, typed) => format!("the quotation has `{typed}` where the source has `{stored}`"),
    }
}

fn is_noise(difference: &Difference) -> bool {
    noise::find(&difference.stored).is_some()
}

fn noisy(found: &Found, broken: &str) -> Explanation {
    let message = format!(
        "the quotation differs from {} only where the text of the source looks broken: `{broken}`",
        paragraphs(found.paragraphs)
    );
    let help = "compare the source with the page it was taken from and store its text again; until then quote the words \
                around the place, with `…` for the broken ones";
    Explanation::new(&codes::NOISY, message, help).places([found], "the text looks broken here")
}

/// The marks of change that make the quotation true as the author has it, tried all together: an ellipsis for words left
/// out, brackets round a changed initial or ending. With what is said of them.
fn marks(
    claim: &Claim,
    source: &FoldedSource,
    typed: &str,
    (differences, edits): (&[Difference], &[(Range<usize>, String)]),
) -> Option<(String, Vec<WordEdit>)> {
    if edits.len() != differences.len() {
        return None;
    }
    let mark = |(difference, (at, text)): (&Difference, &(Range<usize>, String))| match difference.typed.as_str() {
        "" if text.starts_with(char::is_whitespace) => Some((at.clone(), " …".to_owned())),
        "" => Some((at.clone(), "… ".to_owned())),
        typed => Some((at.clone(), adapted(typed, &difference.stored)?)),
    };
    let marks: Vec<(Range<usize>, String)> = differences.iter().zip(edits).map(mark).collect::<Option<_>>()?;
    let show = |(at, text): &(Range<usize>, String)| match at.is_empty() {
        true => {
            let before = typed[..at.start].split_whitespace().next_back().unwrap_or("");
            let after = typed[at.start..].split_whitespace().next().unwrap_or("");
            format!("`{}`", format!("{before} … {after}").trim())
        }
        false => format!("`{text}`"),
    };
    let shown: Vec<String> = marks.iter().map(show).collect();
    let tried = tried(claim, source, &marks)?;
    Some((format!("where this is meant, mark it: write {}", shown.join(" and ")), tried))
}

/// `believe[d]` for `believed`, where the source has `believes`; `[t]he` where it has `The`.
fn adapted(typed: &str, stored: &str) -> Option<String> {
    const STEM: usize = 3;
    let is_word = |text: &str| text.chars().all(char::is_alphabetic);
    if !is_word(typed) || !is_word(stored) {
        return None;
    }
    let first = typed.chars().next()?;
    let rest = &typed[first.len_utf8()..];
    let stored_first = stored.chars().next()?;
    if first != stored_first && rest == &stored[stored_first.len_utf8()..] {
        return first.to_lowercase().eq(stored_first.to_lowercase()).then(|| format!("[{first}]{rest}"));
    }
    let same = typed.chars().zip(stored.chars()).take_while(|(a, b)| a == b);
    let length: usize = same.clone().map(|(letter, _)| letter.len_utf8()).sum();
    let (stem, ending) = typed.split_at(length);
    (same.count() >= STEM).then(|| format!("{stem}[{ending}]"))
}

/// Changes of the words after which they hold where they stand.
fn tried(claim: &Claim, source: &FoldedSource, edits: &[(Range<usize>, String)]) -> Option<Vec<WordEdit>> {
    let edits = wording(claim, edits)?;
    let words = edited(claim.words, &edits)?;
    place_words(claim, &words, source, &QuotationSettings::default()).ok().map(|_| edits)
}

/// Changes of the joined text as changes of the words.
fn wording(claim: &Claim, edits: &[(Range<usize>, String)]) -> Option<Vec<WordEdit>> {
    let in_words = |(at, text): &(Range<usize>, String)| {
        let (paragraph, range) = place_in_words(claim, at)?;
        let is_whole = range.len() == at.len() && !text.contains(['\n', '\u{fffc}']);
        is_whole.then(|| (paragraph, range, text.clone()))
    };
    edits.iter().map(in_words).collect()
}

/// Where a place is in the paragraphs of the words, which were joined by two line ends.
fn place_in_words(claim: &Claim, at: &Range<usize>) -> Option<(usize, Range<usize>)> {
    let mut start = 0;
    for (index, plain) in claim.words.paragraphs.iter().enumerate() {
        let end = start + plain.text.len();
        if at.start <= end {
            let from = at.start.saturating_sub(start);
            return Some((index, from..(at.end - start).min(plain.text.len()).max(from)));
        }
        start = end + 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::adapted;

    #[test]
    fn a_changed_initial_or_ending_goes_into_brackets() {
        assert_eq!(adapted("believed", "believes").as_deref(), Some("believe[d]"));
        assert_eq!(adapted("control", "controls").as_deref(), Some("control[]"));
        assert_eq!(adapted("the", "The").as_deref(), Some("[t]he"));
        for (typed, stored) in [("bag", "sack"), ("bat", "cat"), ("240", "204"), ("be", "by")] {
            assert_eq!(adapted(typed, stored), None);
        }
    }
}
