//! The quotation cases: each is a source, a quotation and its verdict under the contract.
//!
//! They run through `resolve::case`, as those of `postil quote --cases` do.

#![expect(clippy::disallowed_methods, reason = "the cases are files")]

mod quotations {
    pub mod page;
}

use postil::base::file::{FileText, SitePath};
use postil::base::fold::{Folder, Parting, Side};
use postil::base::language::Language;
use postil::parse::plain;
use postil::resolve::case::{Answer, Case, answer_all};
use postil::resolve::quote::Passage;
use quotations::page::{Warnings, Written, read};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const FOLDER: &str = "tests/quotations";

/// All cases, each with where it is written.
fn cases() -> Vec<(String, Written)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
    let entries = fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("it can be listed"));
    let mut files: Vec<String> = entries
        .map(|entry| entry.file_name().into_string().expect("a plain name"))
        .filter(|name| is_page(name))
        .collect();
    files.sort();
    let (mut cases, mut faults) = (Vec::new(), Vec::new());
    for file in files {
        let path = format!("{FOLDER}/{file}");
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).expect("it is text");
        match read(&text.replace("\r\n", "\n")) {
            Ok(found) => cases.extend(found.into_iter().map(|case| (format!("{path}:{}", case.expected.line), case))),
            Err(found) => faults.extend(found.iter().map(|fault| format!("{path}:{fault}"))),
        }
    }
    let mut seen = BTreeSet::new();
    for (place, case) in &cases {
        if !seen.insert(&case.id) {
            faults.push(format!("{place}: `{}` is the id of another case already", case.id));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    cases
}

fn is_page(name: &str) -> bool {
    name.ends_with(".md") && name != "README.md"
}

fn answers(cases: &[(String, Written)]) -> Vec<Answer> {
    let as_case = |(_, case): &'_ (String, Written)| -> (Language, String, String, String) {
        (case.language.clone(), case.source.clone(), case.quote.clone(), case.at.clone())
    };
    let owned: Vec<_> = cases.iter().map(as_case).collect();
    let cases: Vec<Case> =
        owned.iter().map(|(language, source, quote, at)| Case { language, source, quote, at }).collect();
    answer_all(&cases)
}

#[test]
fn every_case_has_its_verdict() {
    let cases = cases();
    let mut wrong = Vec::new();
    for ((place, case), answer) in cases.iter().zip(answers(&cases)) {
        if let Some(fault) = fault(case, &answer) {
            wrong.push(format!("{place}: {}: {fault}\n    ({})", case.id, case.why));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// A passage as the cases write it: `¶1–2 no. 2: words of one block | words of the next`.
fn shown(passage: &Passage, source: &str) -> String {
    let file = FileText::new(SitePath::new("source.txt").expect("a plain name is a path"), source);
    let stored = plain::read(&file, 0..file.text().len());
    let words =
        passage.stretches().iter().map(|stretch| &stored.blocks[stretch.block].plain.text[stretch.range.clone()]);
    let words = words.collect::<Vec<_>>().join(" | ");
    let place = match (passage.paragraph(), passage.last_paragraph()) {
        (first, last) if first == last => format!("¶{first}"),
        (first, last) => format!("¶{first}–{last}"),
    };
    match passage.ordinal() {
        1 => format!("{place}: {words}"),
        ordinal => format!("{place} no. {ordinal}: {words}"),
    }
}

fn fault(case: &Written, answer: &Answer) -> Option<String> {
    let expected = &case.expected;
    let word = answer.word();
    let said = answer.problem.as_ref().map_or(String::new(), |problem| format!(": {}", problem.message));
    let got = format!("{word}{}", answer.code.map(|code| format!(" {code}")).unwrap_or_default());
    let wanted =
        format!("{}{}", expected.verdict, expected.code.as_ref().map(|code| format!(" {code}")).unwrap_or_default());
    let is_right = match expected.verdict.as_str() {
        "normalized" => matches!(word, "typography" | "marked"),
        verdict => verdict == word,
    };
    if !is_right || expected.code.as_deref().is_some_and(|code| answer.code != Some(code)) {
        return Some(format!("expected {wanted}, got {got}{said}"));
    }
    let passage = answer.passage.as_ref().map(|passage| shown(passage, &case.source)).unwrap_or_default();
    if let Some(wanted) = expected.passage.as_ref().filter(|wanted| **wanted != passage) {
        return Some(format!("expected the passage\n        {wanted}\n    got\n        {passage}"));
    }
    if let Some(problem) = &answer.problem {
        if let Some(says) = expected.says.as_ref().filter(|says| **says != problem.message) {
            return Some(format!("expected it to say\n        {says}\n    got\n        {}", problem.message));
        }
        let cured = problem.help.clone().unwrap_or_default();
        if let Some(cure) = expected.cure.as_ref().filter(|cure| **cure != cured) {
            return Some(format!("expected the cure\n        {cure}\n    got\n        {cured}"));
        }
    }
    let warned = &answer.warnings;
    match &expected.warnings {
        Warnings::None if !warned.is_empty() => Some(format!("expected no warning, got {}", warned.join(", "))),
        Warnings::Some if warned.is_empty() => Some("expected a warning, got none".to_owned()),
        Warnings::These(codes) if codes.iter().any(|code| !warned.contains(&code.as_str())) => {
            Some(format!("expected the warnings {}, got {}", codes.join(", "), warned.join(", ")))
        }
        _ => None,
    }
}

/// What names a passage is its words as they are folded.
#[test]
fn a_passage_bears_its_folded_words() {
    let cases = cases();
    for ((place, case), answer) in cases.iter().zip(answers(&cases)) {
        let Some(passage) = answer.passage.filter(|passage| passage.stretches().len() == 1) else { continue };
        let words = shown(&passage, &case.source);
        let mut folder = Folder::new(Side::Stored);
        folder.paragraph(words.split_once(": ").expect("a place, then the words").1, &[], Parting::Break);
        let folded = folder.finish();
        let skeleton = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        assert_eq!(skeleton(passage.words()), skeleton(&folded.text()), "{place}");
    }
}

#[test]
fn every_refusal_says_what_to_do() {
    let cases = cases();
    for ((place, _), answer) in cases.iter().zip(answers(&cases)) {
        let Some(problem) = answer.problem else { continue };
        let message = &problem.message;
        assert!(!message.is_empty() && !message.ends_with('.') && !message.contains("  "), "{place}: {message}");
        assert!(!message.starts_with(char::is_uppercase), "{place}: {message}");
        assert!(problem.help.is_some_and(|help| !help.is_empty()), "{place}");
    }
}

#[test]
fn a_page_of_cases_is_read_as_it_is_written() {
    let page = "# Rule\n\n```sh\n## no case\n```\n\n## one-1: why: it is so\n\n````source en\nA \\u{2014}\n```\n\nB\n````\n\
                Words between.\n```quote ¶1, 2nd\n\\[T]he\n```\n```verdict\nrejected quotation-altered\nsays a\ncure b\ncure c\n```\n\
                ## two: x\n```source ko\n가\n```\n```quote\n가\n```\n```verdict\nverbatim\nwarning a\nwarning b\n```\n";
    let cases = read(page).expect("it is whole");
    assert_eq!((cases[0].id.as_str(), cases[0].why.as_str(), cases[0].line), ("one-1", "why: it is so", 7));
    assert_eq!((cases[0].source.as_str(), cases[0].at.as_str()), ("A \u{2014}\n```\n\nB", "¶1, 2nd"));
    assert_eq!(cases[0].quote, "\\[T]he");
    assert_eq!(cases[0].expected.code.as_deref(), Some("quotation-altered"));
    assert_eq!(cases[0].expected.says.as_deref(), Some("a"));
    assert_eq!(cases[0].expected.cure.as_deref(), Some("b\nc"));
    assert_eq!(cases[1].expected.warnings, Warnings::These(vec!["a".to_owned(), "b".to_owned()]));
    for (page, fault) in [
        ("## a\n", "1: the heading is no `## ID: why`"),
        ("## a: b\n```source en\nx\n```\n", "1: `a` needs the blocks `source`, `quote` and `verdict`"),
        ("## a: b\n```source en\nx\n", "2: this block has no end"),
        ("## a: b\n```verdict\nexact\n```\n", "2: `exact` is no verdict"),
        ("## a: b\n```verdict\nrejected\npassage x\n```\n", "2: what is rejected has no passage"),
        ("## a: b\n```verdict\nmarked\nsays x\n```\n", "2: nothing is said of what is `marked`"),
        ("## a: b\n```quote\n\\u{zz}\n```\n", "2: `\\u{zz}` is no character"),
    ] {
        assert_eq!(read(page).expect_err(page)[0], fault);
    }
}
