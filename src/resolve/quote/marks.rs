//! Refused marks of change in words: ellipses, brackets, `[sic]`.

use super::changes::{At, Slip};
use super::explanation::{Cure, Explanation, paragraphs, shorten};
use super::{Bracketed, Claim, Found, Omitted, brackets, codes, omissions};
use std::ops::Range;

/// A mark that no source can make true.
pub fn slip(claim: &Claim, at: &At, why: Slip) -> Explanation {
    let written = written(claim, at);
    let word = word_around(claim, at);
    let (message, help) = match why {
        Slip::InsideWord => (
            format!("`{word}` has brackets inside a word"),
            "put the whole word into brackets, or write it as the source does with `[sic]` after it".to_owned(),
        ),
        Slip::Front => (
            format!("the brackets of `{word}` change the front of a word"),
            "brackets there may change the case of one letter, as in `[T]he`: for anything else put the whole word into brackets".to_owned(),
        ),
        Slip::Number => (
            format!("the brackets of `{word}` are joined to a number, and make another of it"),
            "quote the number as the source has it, and say the rest in your own words".to_owned(),
        ),
        Slip::Nothing => (
            format!("the brackets `{written}` hold nothing"),
            "write `[…]` where words are left out; empty brackets drop an ending, as in `judgment[]`".to_owned(),
        ),
        Slip::SicAfterBracket => (
            format!("`{written}` stands after brackets, whose words are not the source's"),
            "write the word before it as the source does, without brackets".to_owned(),
        ),
        Slip::NoWord => (
            "no whole word of the quotation stands outside brackets".to_owned(),
            "quote at least one whole word of the source".to_owned(),
        ),
    };
    Explanation::new(&codes::BRACKETS, message, help).at(Some(at.clone()))
}

/// The part does not come after those before it.
pub fn order(words: &str, found: &[Found]) -> Explanation {
    let words = shorten(words);
    let message = match found {
        [one] => format!("`{words}` stands in {}, before the part it follows here", paragraphs(one.paragraphs)),
        _ => format!("`{words}` stands in the source, but not after the part it follows here"),
    };
    Explanation::new(&codes::ORDER, message, "quote the parts in the order of the source, or as two quotations")
        .places(found, "this part stands here")
}

/// The part could be either.
pub fn twice(words: &str, found: &[Found]) -> Explanation {
    let message = format!("`{}` stands more than once between the parts before and after it", shorten(words));
    Explanation::new(&codes::AMBIGUOUS, message, "quote a few more words beside it")
        .places(found, "this part could stand here")
}

/// The part is everywhere.
pub fn common(words: &str) -> Explanation {
    Explanation::new(
        &codes::AMBIGUOUS,
        format!("`{}` stands in more places of the source than can be told apart", shorten(words)),
        "quote a few more words beside it",
    )
}

/// An ellipsis leaves out what it may not.
pub fn omission(at: &At, found: &Found, why: &Omitted) -> Explanation {
    let alone = "put it on a line of its own between two empty lines of a blockquote, or make two quotations";
    let explanation = match why {
        Omitted::Words(count) => Explanation::new(
            &codes::OMISSION,
            format!("the ellipsis leaves out {count} words; in running text it may leave out {}", omissions::MOST),
            alone,
        ),
        Omitted::Breaks(count) => Explanation::new(
            &codes::OMISSION,
            format!("the ellipsis leaves out {count} paragraph breaks; in running text it may leave out one"),
            alone,
        ),
        Omitted::NoBreak => Explanation::new(
            &codes::BREAK,
            "the quotation begins a new paragraph at the ellipsis, where the source does not",
            "write the ellipsis in the line, without the empty line",
        ),
        Omitted::Negation(words, place) => Explanation::new(
            &codes::OMITS_NEGATION,
            format!("the ellipsis leaves out the negation `{words}`"),
            format!(
                "quote `{words}` too; or, where the sense is kept without it, add `, omission checked` to the citation"
            ),
        )
        .cures([])
        .places([place], "the negation stands here"),
    };
    explanation.at(Some(at.clone())).places([found], "the passage")
}

/// Brackets change what they may not.
pub fn bracket(claim: &Claim, at: &At, found: &Found, why: &Bracketed) -> Explanation {
    let written = written(claim, at);
    let (message, help) = match why {
        Bracketed::Own(words) => (
            format!("the brackets `{written}` stand round words that the source has in that place"),
            format!("write `{words}` without brackets: they claim the words for the editors"),
        ),
        Bracketed::Words(count) => (
            format!(
                "the brackets `{written}` stand for {count} words of the source; they may stand for {}",
                brackets::MOST
            ),
            "quote more of the source, or mark what is left out with an ellipsis".to_owned(),
        ),
        Bracketed::Dropped(words) => (
            format!("the brackets `{written}` hold no word and leave out `{words}`"),
            "mark what is left out with `[…]`".to_owned(),
        ),
        Bracketed::Sentence => (
            format!("the brackets `{written}` stand for the end of a sentence of the source"),
            "keep to one sentence, or mark what is left out with an ellipsis".to_owned(),
        ),
        Bracketed::NoBreak => (
            format!("the quotation begins a new paragraph beside `{written}`, where the source does not"),
            "write the words without the empty line".to_owned(),
        ),
        Bracketed::Adds(words) => (
            format!("the brackets `{written}` add the negation `{words}`"),
            "quote what the source says, and negate in your own sentence".to_owned(),
        ),
        Bracketed::Removes(words) => (
            format!("the brackets `{written}` take the place of the negation `{words}`"),
            format!("quote `{words}` too"),
        ),
        Bracketed::Affix(affix) => (
            format!("the brackets `{written}` add or take away the negating `{affix}`"),
            "quote the word as the source has it".to_owned(),
        ),
        Bracketed::Digits(digits) => (
            format!("the brackets `{written}` put digits in the place of `{digits}`"),
            format!("quote `{digits}` as the source has it, and correct it in your own sentence"),
        ),
        Bracketed::Beside(words) => (
            format!("the brackets `{written}` at the end of the quotation stand beside the negation `{words}`"),
            format!("quote `{words}` too, or quote without the brackets"),
        ),
    };
    let explanation =
        Explanation::new(&codes::BRACKETS, message, help).at(Some(at.clone())).places([found], "the passage");
    match why {
        Bracketed::Own(words) => explanation.cures([Cure::Mark((at.0, at.1.clone(), words.clone()))]),
        _ => explanation,
    }
}

fn written<'a>(claim: &'a Claim, (paragraph, range): &At) -> &'a str {
    claim.words.paragraphs.get(*paragraph).and_then(|plain| plain.text.get(range.clone())).unwrap_or("")
}

/// The mark with the word round it.
fn word_around<'a>(claim: &'a Claim, (paragraph, range): &At) -> &'a str {
    let Some(plain) = claim.words.paragraphs.get(*paragraph) else { return "" };
    let text = plain.text.as_str();
    let Range { start, end } = *range;
    let from = text[..start]
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let to = text[end..].find(char::is_whitespace).map_or(text.len(), |at| end + at);
    text.get(from..to).unwrap_or("").trim_end_matches(['.', ',', ';'])
}
