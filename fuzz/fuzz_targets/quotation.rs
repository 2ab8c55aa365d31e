//! A whole case, as Markdown: the words inside a blockquote, the citation after them, the text of the source. No panic, and
//! every refusal says what to do.

#![no_main]

use libfuzzer_sys::fuzz_target;
use postil::base::language::Language;
use postil::resolve::case::{Case, answer};

const LANGUAGES: [&str; 8] = ["en", "fr", "ko", "ja", "zh", "ar", "he", "th"];

fuzz_target!(|text: &str| {
    let mut parts = text.splitn(4, '\0');
    let tag = parts.next().and_then(|part| part.bytes().next()).unwrap_or(0);
    let language = Language::parse(LANGUAGES[usize::from(tag) % LANGUAGES.len()]).expect("a tag");
    let (quote, at, source) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let answer = answer(&Case { language: &language, source, quote, at });
    assert_eq!(answer.verdict.is_none(), answer.problem.is_some());
    if let Some(problem) = answer.problem {
        assert!(!problem.message.is_empty() && problem.help.is_some_and(|help| !help.is_empty()), "{text:?}");
    }
});
