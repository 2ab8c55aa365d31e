//! Laws of the quotation contract (SPEC 5), on sources and quotations made at random in many languages: no change of a
//! word is accepted, no listed variation of typography is refused, and nothing but the source decides.
//!
//! `POSTIL_LAWS=100000 cargo test --test quotations_laws` tries more; `POSTIL_LAWS_SEED` draws others.

mod quotations_laws {
    pub mod changes;
    pub mod draw;
    pub mod marked;
    pub mod source;
    pub mod texts;
    pub mod variations;
}

use postil::base::file::{FileText, SitePath};
use postil::base::fold::{Folder, Parting, Side};
use postil::parse::document::Document;
use postil::parse::ids::SourceId;
use postil::parse::plain;
use postil::parse::source::SourceFile;
use postil::parse::words::Words;
use postil::resolve::case::{Answer, Case, answer, answer_all, judge_in};
use postil::resolve::loose::Ground;
use postil::resolve::quote::{Bracketed, Omitted, Passage, Refusal, Verdict};
use proptest::test_runner::TestCaseError;
use quotations_laws::changes::change;
use quotations_laws::draw::{pass_over, try_law};
use quotations_laws::marked::{self, Parted};
use quotations_laws::source::{Quotation, Source, any_paragraph, words};
use quotations_laws::variations;
use rayon::ThreadPoolBuilder;
use std::collections::{BTreeMap, BTreeSet};

fn broken(law: &str) -> TestCaseError {
    TestCaseError::fail(law.to_owned())
}

/// One thing changed inside a quotation: refused, unless the source has it so too.
#[test]
fn no_change_of_a_word_is_accepted() {
    try_law(100, |draw| {
        let source = Source::draw(draw);
        let (quotation, _) = source.quote(draw)?;
        let Some(changed) = change(draw, &quotation.text, source.tongue) else { return pass_over("nothing to change") };
        if changed.stands_in(&source.text()) {
            return pass_over("it stands so in the source");
        }
        match source.verify(&quotation.with(changed.text.clone())) {
            Err(_) => Ok(()),
            Ok(_) => Err(broken(&format!("{:?} was accepted of {:#?}", changed.text, source.paragraphs))),
        }
    });
}

/// Whole sentences as they stand are accepted, or stand there more than once.
#[test]
fn no_sentence_of_a_source_is_refused() {
    try_law(10, |draw| {
        let source = Source::draw(draw);
        let sentence = draw.pick(source.tongue.plain);
        if !source.text().contains(sentence) {
            return pass_over("it is not in the source");
        }
        let (quotation, passage) = match source.accepted(sentence.to_owned(), 0) {
            Ok(accepted) => accepted,
            Err(_) => {
                let claim = Quotation { text: sentence.to_owned(), locator: None, occurrence: None };
                return match source.verify(&claim) {
                    Err(Refusal::Ambiguous { .. }) => Ok(()),
                    other => Err(broken(&format!("{sentence:?}: {other:?}"))),
                };
            }
        };
        match passage.verdict() {
            Verdict::Verbatim => Ok(()),
            other => Err(broken(&format!("{quotation:?} is {other:?}"))),
        }
    });
}

/// A paragraph more at the end: the same passage, or an ambiguous one.
#[test]
fn a_paragraph_at_the_end_makes_at_most_ambiguous() {
    try_law(10, |draw| {
        let source = Source::draw(draw);
        let (quotation, passage) = source.quote(draw)?;
        let longer = source.with(any_paragraph(draw));
        match longer.verify(&quotation) {
            Ok(verified) if verified.passage == passage => Ok(()),
            Err(Refusal::Ambiguous { .. }) => Ok(()),
            other => Err(broken(&format!("{quotation:?} of {:#?} is {other:?}", longer.paragraphs))),
        }
    });
}

/// Typography on the author's side: accepted, and the same passage.
#[test]
fn every_variation_of_a_quotation_is_accepted() {
    try_law(30, |draw| {
        let source = Source::draw(draw);
        let (quotation, passage) = source.quote(draw)?;
        let varied = quotation.with(variations::of_quotation(draw, &quotation.text, source.tongue));
        match source.verify(&varied) {
            Ok(verified) if is_same(&source, &verified.passage, &source, &passage) => Ok(()),
            // A final mark more may not stand for one of these.
            Err(Refusal::FinalMark { .. }) if stands_for(&source, &passage) => Ok(()),
            // A blank more inside marks may be that of another place: `is.”` and `is. “`.
            Err(Refusal::Ambiguous { .. })
                if quotation.text.ends_with(QUOTES) || quotation.text.starts_with(QUOTES) =>
            {
                Ok(())
            }
            other => Err(broken(&format!("{varied:?} of {:#?} is {other:?}", source.paragraphs))),
        }
    });
}

const QUOTES: [char; 6] = ['“', '”', '„', '«', '»', '’'];

fn stands_for(source: &Source, passage: &Passage) -> bool {
    source.text_after(passage).trim_start().starts_with(['!', '?', '！', '？'])
}

/// Typography on the source's side: accepted, and the same passage.
#[test]
fn a_quotation_of_every_variation_of_its_source_is_accepted() {
    try_law(30, |draw| {
        let source = Source::draw(draw);
        let (quotation, passage) = source.quote(draw)?;
        let paragraphs =
            source.paragraphs.iter().map(|text| variations::of_source(draw, text, source.tongue)).collect();
        let varied = Source::of(source.tongue, paragraphs);
        match varied.verify(&quotation) {
            Ok(verified) if is_same(&varied, &verified.passage, &source, &passage) => Ok(()),
            other => Err(broken(&format!("{quotation:?} of {:#?} is {other:?}", varied.paragraphs))),
        }
    });
}

/// Whether two passages are the same letters in the same places, each of its source.
fn is_same(one_source: &Source, one: &Passage, other_source: &Source, other: &Passage) -> bool {
    let letters = |source: &Source, passage: &Passage| {
        let parts = source.text_of_passage(passage);
        (variations::letters(&source.text_before(passage)), variations::letters(&parts.concat()))
    };
    one.paragraph() == other.paragraph()
        && one.last_paragraph() == other.last_paragraph()
        && letters(one_source, one) == letters(other_source, other)
}

/// The passage of an accepted quotation folds to the quotation; with marks of change, to its parts.
#[test]
fn a_passage_folds_to_its_quotation() {
    try_law(20, |draw| {
        let source = Source::draw(draw);
        let (quotation, _) = source.quote(draw)?;
        let paragraphs: Vec<String> =
            source.paragraphs.iter().map(|text| variations::of_source(draw, text, source.tongue)).collect();
        let varied = Source::of(source.tongue, paragraphs);
        let typed = quotation.with(variations::of_quotation(draw, &quotation.text, source.tongue));
        let Ok(verified) = varied.verify(&typed) else { return pass_over("refused") };
        folds_to(&varied, &verified.passage, &[&typed.text])
    });
}

fn folds_to(source: &Source, passage: &Passage, parts: &[&str]) -> Result<(), TestCaseError> {
    let stored = skeleton(&source.text_of_passage(passage).join("\n\n"), Side::Stored);
    let typed: String = parts.iter().map(|part| skeleton(part, Side::Typed)).collect();
    let bare = |text: &str| text.trim_end_matches(['.', ',']).to_owned();
    if bare(&stored) == bare(&typed) {
        return Ok(());
    }
    Err(broken(&format!("{parts:?} is {stored:?} of {:#?}", source.paragraphs)))
}

fn skeleton(text: &str, side: Side) -> String {
    let mut folder = Folder::new(side);
    for plain in Words::from_text(text).paragraphs {
        folder.paragraph(&plain.text, &plain.line_ends, Parting::Break);
    }
    folder.finish().skeleton().to_owned()
}

/// Words left out with an ellipsis: accepted with the same ends, unless a negation is among them.
#[test]
fn an_ellipsis_leaves_out_words_but_no_negation() {
    try_law(15, |draw| {
        let source = Source::draw(draw);
        let sentence = if draw.one_in(2) { marked::negated(draw, &source)? } else { marked::plain(draw, &source)? };
        let (outer, inner) = marked::ranges(draw, sentence.words.len(), 3)?;
        let ellipsis = draw.pick(&[" … ", " ... ", " […] ", "…", " . . . ", "（…）", " [ ... ] ", " ⋯⋯ "]);
        let Some(parted) = sentence.parted(&source, outer, inner.clone(), ellipsis) else {
            return pass_over("the parts are not there once");
        };
        let left_out = sentence.words[inner.start - 1].end..sentence.words[inner.end].start;
        let negation = sentence
            .negation
            .as_ref()
            .filter(|negation| left_out.start < negation.end && negation.start < left_out.end);
        match (source.verify(&parted.quotation), negation) {
            (Ok(verified), None) => {
                has_ends(&source, &verified.passage, &parted)?;
                folds_to(&source, &verified.passage, &[&parted.first, &parted.last])
            }
            (Err(Refusal::Omission { why: Omitted::Negation(..), .. }), Some(_)) => Ok(()),
            (Ok(verified), Some(_)) => {
                let is_warned =
                    verified.warnings.iter().any(|warning| warning.code.name == "quotation-omitted-negation");
                let has_many = inner.len() > 6 || !source.tongue.spaced;
                if is_warned && has_many { Ok(()) } else { Err(broken(&format!("{parted:?}: {verified:?}"))) }
            }
            (other, _) => Err(broken(&format!("{parted:?} of {:#?}: {other:?}", source.paragraphs))),
        }
    });
}

fn has_ends(source: &Source, passage: &Passage, parted: &Parted) -> Result<(), TestCaseError> {
    let text = source.text_of_passage(passage);
    let ends_well = text.len() == 2 && text[0] == parted.first && text[1] == parted.last;
    if ends_well && passage.verdict() == Verdict::Marked {
        return Ok(());
    }
    Err(broken(&format!("{parted:?} of {:#?} is {text:?}", source.paragraphs)))
}

/// Words replaced in brackets: accepted with the same ends; refused where they are the source's own, or stand for a
/// negation.
#[test]
fn brackets_replace_words_but_no_negation() {
    try_law(15, |draw| {
        let source = Source::draw(draw);
        let sentence = if draw.one_in(3) { marked::negated(draw, &source)? } else { marked::plain(draw, &source)? };
        let (outer, inner) = marked::ranges(draw, sentence.words.len(), 2)?;
        let own = &sentence.text[sentence.words[inner.start].start..sentence.words[inner.end - 1].end];
        let is_own = draw.one_in(3);
        let bracket = if is_own { format!(" [{own}] ") } else { " [Quill Pyx] ".to_owned() };
        let Some(parted) = sentence.parted(&source, outer, inner.clone(), &bracket) else {
            return pass_over("the parts are not there once");
        };
        let left_out = sentence.words[inner.start - 1].end..sentence.words[inner.end].start;
        let is_negated = sentence
            .negation
            .as_ref()
            .is_some_and(|negation| left_out.start < negation.end && negation.start < left_out.end);
        match source.verify(&parted.quotation) {
            Err(Refusal::Bracket { why: Bracketed::Own(_), .. }) if is_own => Ok(()),
            Err(Refusal::Bracket { why: Bracketed::Removes(_), .. }) if is_negated => Ok(()),
            Err(Refusal::Bracket { why: Bracketed::Words(count), .. }) if count > 6 => Ok(()),
            Err(Refusal::Bracket { why: Bracketed::Sentence, .. })
                if parted.left_out.contains(['.', '!', '?', '…', '。']) =>
            {
                Ok(())
            }
            Ok(verified) if !is_negated && !is_own && inner.len() <= 12 => {
                has_ends(&source, &verified.passage, &parted)
            }
            other => Err(broken(&format!("{parted:?} of {:#?}: {other:?}", source.paragraphs))),
        }
    });
}

/// `[T]he` changes one initial's case and nothing else.
#[test]
fn brackets_change_the_case_of_an_initial() {
    try_law(10, |draw| {
        let source = Source::draw(draw);
        let (quotation, passage) = source.quote(draw)?;
        if words(&quotation.text).len() < 2 {
            return pass_over("no whole word would stand outside the brackets");
        }
        let mut letters = quotation.text.chars();
        let first = letters.next().expect("a quotation has a letter");
        let rest = letters.as_str();
        if !rest.starts_with(char::is_alphabetic) {
            return pass_over("a word of one letter");
        }
        let other = other_case(first, source.tongue.tag);
        let Some(other) = other else { return pass_over("no case") };
        match source.verify(&quotation.with(format!("[{other}]{rest}"))) {
            Ok(verified) if verified.passage.stretches() == passage.stretches() => {}
            Err(Refusal::Ambiguous { .. } | Refusal::Occurrence { .. }) => {}
            wrong => return Err(broken(&format!("[{other}]{rest}: {wrong:?}"))),
        }
        let letter = draw.pick(&["X", "q", "Ж", "ж", "Ω", "ü"]);
        if letter.to_lowercase() == first.to_lowercase().to_string()
            || source.text().contains(&format!("{letter}{rest}"))
        {
            return pass_over("the same letter");
        }
        match source.verify(&quotation.with(format!("[{letter}]{rest}"))) {
            Err(_) => Ok(()),
            Ok(_) => Err(broken(&format!("[{letter}]{rest} of {:#?}", source.paragraphs))),
        }
    });
}

fn other_case(letter: char, tag: &str) -> Option<char> {
    let pairs: &[(char, char)] = if tag == "tr" { &[('i', 'İ'), ('ı', 'I')] } else { &[] };
    if let Some(found) =
        pairs.iter().find_map(|(a, b)| if letter == *a { Some(*b) } else { (letter == *b).then_some(*a) })
    {
        return Some(found);
    }
    let one = |other: String| other.chars().next().filter(|c| other.chars().count() == 1 && *c != letter);
    one(letter.to_uppercase().collect()).or_else(|| one(letter.to_lowercase().collect()))
}

/// One thing changed inside a part of a quotation with marks of change, in any typography: refused.
#[test]
fn no_change_of_a_word_beside_marks_of_change_is_accepted() {
    try_law(25, |draw| {
        let source = Source::draw(draw);
        let sentence = marked::plain(draw, &source)?;
        let (outer, inner) = marked::ranges(draw, sentence.words.len(), 3)?;
        let mark = draw.pick(&[" … ", " [...] ", " [Quill] "]);
        let Some(parted) = sentence.parted(&source, outer, inner, mark) else { return pass_over("not there once") };
        let is_first = draw.one_in(2);
        let part = if is_first { &parted.first } else { &parted.last };
        let Some(changed) = change(draw, part, source.tongue) else { return pass_over("nothing to change") };
        if changed.stands_in(&source.text()) {
            return pass_over("it stands so in the source");
        }
        let text = if is_first {
            format!("{}{mark}{}", changed.text, parted.last)
        } else {
            format!("{}{mark}{}", parted.first, changed.text)
        };
        match source.verify(&Quotation { text: text.clone(), locator: None, occurrence: None }) {
            Err(_) => Ok(()),
            Ok(_) => Err(broken(&format!("{text:?} was accepted of {:#?}", source.paragraphs))),
        }
    });
}

/// One thing changed, and typography varied on both sides: refused all the same.
#[test]
fn no_change_of_a_word_is_hidden_by_typography() {
    try_law(50, |draw| {
        let source = Source::draw(draw);
        let (quotation, _) = source.quote(draw)?;
        let Some(changed) = change(draw, &quotation.text, source.tongue) else { return pass_over("nothing to change") };
        if changed.stands_in(&source.text()) || !changed.survives_typography() {
            return pass_over("it stands so in the source");
        }
        let paragraphs: Vec<String> =
            source.paragraphs.iter().map(|text| variations::of_source(draw, text, source.tongue)).collect();
        let varied = Source::of(source.tongue, paragraphs);
        let typed = quotation.with(variations::of_quotation(draw, &changed.text, source.tongue));
        match varied.verify(&typed) {
            Err(_) => Ok(()),
            Ok(_) => {
                Err(broken(&format!("{:?} ({:?}) was accepted of {:#?}", changed.text, typed.text, varied.paragraphs)))
            }
        }
    });
}

/// The order of sources, of cases and the number of threads decide nothing: the same verdicts and the same messages.
#[test]
fn no_order_matters() {
    try_law(2, |draw| {
        let sources: Vec<Source> = (0..3).map(|_| Source::draw(draw)).collect();
        let texts: Vec<String> = sources.iter().map(Source::text).collect();
        let quotes: Vec<String> = sources
            .iter()
            .map(|source| {
                let run = source.run(draw);
                let text = source.text_of(&run);
                change(draw, &text, source.tongue).map_or(text, |changed| changed.text)
            })
            .collect();
        let mut order: Vec<(usize, usize)> = (0..3).flat_map(|text| (0..3).map(move |quote| (text, quote))).collect();
        let cases = |order: &[(usize, usize)]| {
            let case = |(text, quote): &(usize, usize)| Case {
                language: &sources[*text].language,
                source: &texts[*text],
                quote: &quotes[*quote],
                at: "",
            };
            order.iter().map(case).collect::<Vec<_>>()
        };
        let told = |answer: &Answer| format!("{answer:?}");
        let alone: BTreeMap<(usize, usize), String> =
            order.iter().map(|one| (*one, told(&answer(&cases(&[*one])[0])))).collect();
        let turn = draw.below(order.len());
        order.rotate_left(turn);
        order[3..].reverse();
        let pool = ThreadPoolBuilder::new().num_threads(1 + draw.below(4)).build().expect("threads can be started");
        let together = pool.install(|| answer_all(&cases(&order)));
        for (one, together) in order.iter().zip(&together) {
            if alone[one] != told(together) {
                return Err(broken(&format!("{:?}: {} is {}", quotes[one.1], alone[one], told(together))));
            }
        }
        let ground = |order: &[usize]| {
            let loose = |index: &usize| (loose(&texts[*index], *index), sources[*index].language.clone());
            Ground::new(order.iter().map(loose).collect(), BTreeSet::new(), &sources[0].language)
        };
        let mut order = [0, 1, 2];
        let settled = ground(&order);
        order.rotate_left(1 + draw.below(2));
        let other = ground(&order);
        for (text, quote) in alone.keys() {
            let case = cases(&[(*text, *quote)])[0];
            let asked = |ground: &Ground| told(&judge_in(ground, &id(*text), &case));
            if asked(&settled) != asked(&other) {
                return Err(broken(&format!("{:?} of {texts:#?}", quotes[*quote])));
            }
        }
        Ok(())
    });
}

fn id(index: usize) -> SourceId {
    SourceId::new(["one", "two", "three"][index]).expect("letters are an id")
}

fn loose(text: &str, index: usize) -> SourceFile {
    let name = format!("{}.txt", id(index));
    let file = FileText::new(SitePath::new(&name).expect("a plain name is a path"), text);
    let stored = plain::read(&file, 0..file.text().len());
    SourceFile::loose(file, id(index), (String::new(), None), Document::default(), stored)
}
