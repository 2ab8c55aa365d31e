//! Cases: a source, a quotation of it, and what the contract says of it, with no site around them.
//!
//! Comes in: the plain text of a source, the words as they stand inside a blockquote, and what the citation says after its
//! key. Goes out: an [`Answer`]. Never done here: any rule; each case is read and judged as a commentary that holds nothing
//! but its blockquote.

use super::claims::{Outcome, verdict};
use super::loose::Ground;
use super::quote::codes::NOT_FOUND;
use super::quote::{Passage, Verdict};
use crate::base::diagnostic::{Diagnostic, Report, Severity};
use crate::base::file::{FileText, SitePath};
use crate::base::language::Language;
use crate::parse::document::Document;
use crate::parse::ids::SourceId;
use crate::parse::mark_codes::LOCATOR_UNKNOWN;
use crate::parse::markdown::{BodyContext, Keys, Notes, read_body};
use crate::parse::plain;
use crate::parse::source::SourceFile;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// One case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case<'a> {
    /// Language of the source and of what quotes it.
    pub language: &'a Language,
    /// Plain text of the source: paragraphs parted by empty lines, lines inside them by line ends.
    pub source: &'a str,
    /// The words, as Markdown inside a blockquote.
    pub quote: &'a str,
    /// What follows the key of the citation: `¶3, 2nd`. Empty where nothing does.
    pub at: &'a str,
}

/// What became of a case.
#[derive(Clone, Debug)]
pub struct Answer {
    /// `None` for a rejected one.
    pub verdict: Option<Verdict>,
    /// The code of a rejection.
    pub code: Option<&'static str>,
    /// What the words were matched to; of several quotations, the passage of the first.
    pub passage: Option<Passage>,
    /// Codes of warnings, in the order of finding, each once; hints are none.
    pub warnings: Vec<&'static str>,
    /// Why it was rejected, as an editor would be told. The place is of no use: the file is not there.
    pub problem: Option<Diagnostic>,
}

impl Answer {
    /// The word for other programs: `verbatim`, `typography`, `marked` or `rejected`.
    pub fn word(&self) -> &'static str {
        self.verdict.map_or("rejected", Verdict::as_str)
    }

    /// The first ¶ of the passage.
    pub fn paragraph(&self) -> Option<u32> {
        self.passage.as_ref().map(Passage::paragraph)
    }

    fn rejected(problem: Diagnostic) -> Answer {
        let code = Some(problem.code.name);
        Answer { verdict: None, code, passage: None, warnings: Vec::new(), problem: Some(problem) }
    }
}

/// Answers all cases, on all cores, in their order. A source that several cases have is folded once.
pub fn answer_all(cases: &[Case]) -> Vec<Answer> {
    let mut grounds: BTreeMap<(&Language, &str), Option<Ground>> = BTreeMap::new();
    for case in cases {
        grounds.insert((case.language, case.source), None);
    }
    grounds.par_iter_mut().for_each(|((language, source), ground)| *ground = Some(lay_ground(source, language)));
    let answer = |case: &Case| match grounds.get(&(case.language, case.source)) {
        Some(Some(ground)) => judge(case, ground),
        _ => answer(case),
    };
    cases.par_iter().map(answer).collect()
}

/// Answers one case.
pub fn answer(case: &Case) -> Answer {
    judge(case, &lay_ground(case.source, case.language))
}

fn lay_ground(source: &str, language: &Language) -> Ground {
    let file = FileText::new(path("source.txt"), source);
    let stored = plain::read(&file, 0..file.text().len());
    let front = (String::new(), Some(language.clone()));
    let source = SourceFile::loose(file, key(), front, Document::default(), stored);
    Ground::new(vec![(source, language.clone())], BTreeSet::new(), language)
}

fn judge(case: &Case, ground: &Ground) -> Answer {
    judge_in(ground, &key(), case)
}

/// Answers for a source of some ground; that of the case is not read.
pub fn judge_in(ground: &Ground, source: &SourceId, case: &Case) -> Answer {
    let at = case.at.trim();
    let file = FileText::new(path("quotation.md"), &format!("{}\n", cited(case.quote, source, at)));
    let mut report = Report::default();
    let context = BodyContext { keys: Keys::Required, notes: Notes::Yes, uncited: Severity::Warning };
    if at.contains(['[', ']', '\n', '\r']) {
        return Answer::rejected(no_place(at, &file));
    }
    let document = read_body(&file, 0..file.text().len(), &context, &mut report);
    let checked = ground.judge(&file, &document, case.language, &mut report);
    let has_errors = report.has_errors();
    let problems = report.sorted();
    match checked.outcomes.as_slice() {
        [Outcome::Verified(held)] if !has_errors && !held.is_empty() => Answer {
            verdict: verdict(held),
            code: None,
            passage: held.first().map(|held| held.passage.clone()),
            warnings: warnings(&problems),
            problem: None,
        },
        _ => {
            // A warning alone does not say why there is no verified quotation.
            let worst = problems.into_iter().find(|problem| problem.severity == Severity::Error);
            Answer::rejected(worst.unwrap_or_else(|| no_quotation(&file)))
        }
    }
}

fn warnings(problems: &[Diagnostic]) -> Vec<&'static str> {
    let mut codes: Vec<&'static str> = Vec::new();
    for problem in problems.iter().filter(|problem| problem.severity == Severity::Warning) {
        if !codes.contains(&problem.code.name) {
            codes.push(problem.code.name);
        }
    }
    codes
}

/// A blockquote with its citation, as it is pasted.
pub fn cited(words: &str, source: &SourceId, at: &str) -> String {
    let place = if at.is_empty() { String::new() } else { format!(", {at}") };
    format!("{}\n>\n> — [@{source}{place}]", inside_blockquote(words))
}

/// Words as lines of a blockquote.
pub fn inside_blockquote(words: &str) -> String {
    let words = words.replace("\r\n", "\n");
    let line = |line: &str| if line.trim().is_empty() { ">".to_owned() } else { format!("> {line}") };
    words.trim_matches(['\n', ' ', '\t']).lines().map(line).collect::<Vec<_>>().join("\n")
}

fn no_place(at: &str, file: &FileText) -> Diagnostic {
    let place = crate::base::diagnostic::Place::file(file.path());
    Diagnostic::new(&LOCATOR_UNKNOWN, place, format!("`{at}` is no place in a source"))
        .help("write it as a citation does after its key: `¶3`, `¶¶3–5`, `¶3, 2nd`, `capture 2021-07-03`")
}

/// What is said of words that make no quotation.
pub fn no_quotation_of(words: &str) -> Diagnostic {
    no_quotation(&FileText::new(path("quotation.md"), &inside_blockquote(words)))
}

fn no_quotation(file: &FileText) -> Diagnostic {
    let place = crate::base::diagnostic::Place::file(file.path());
    Diagnostic::new(&NOT_FOUND, place, "these words make no quotation")
        .help("give them as they stand in the source, without marks of Markdown round them")
}

fn key() -> SourceId {
    SourceId::new("source").expect("six letters are a key")
}

fn path(name: &str) -> SitePath {
    SitePath::new(name).expect("a plain name is a path")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str =
        "The lock opens at six,\nand the tide-\nmill stands.\n \nThe lock opens at six on no other day.";

    fn show(quote: &str, at: &str) -> String {
        let language = Language::parse("en").unwrap();
        let answer = answer(&Case { language: &language, source: SOURCE, quote, at });
        let said = answer.code.map_or_else(|| format!("¶{}", answer.paragraph().unwrap()), str::to_owned);
        format!("{} {said}", answer.word())
    }

    #[test]
    fn a_case_is_judged_as_a_blockquote_of_a_commentary() {
        assert_eq!(show("and the tide-mill stands", ""), "typography ¶1");
        assert_eq!(show("“and the tidemill stands”", ""), "typography ¶1");
        assert_eq!(show("The lock opens at six", ""), "rejected quotation-ambiguous");
        assert_eq!(show("The lock opens at six", "¶2"), "verbatim ¶2");
        assert_eq!(show("The lock opens at six", "¶¶1–2, 2nd"), "verbatim ¶2");
        assert_eq!(show("The lock opens", "p. 3"), "rejected locator-unknown");
        assert_eq!(show("The lock opens", "¶1]"), "rejected locator-unknown");
        assert_eq!(show("The lock opens", "¶9"), "rejected locator-unknown");
        assert_eq!(show("The lock closes at six", ""), "rejected quotation-altered");
        assert_eq!(show("The lock opens [@source, ¶1]", ""), "rejected quotation-two-citations");
        assert_eq!(show("", ""), "rejected quotation-empty");
        assert_eq!(show("```", ""), "rejected quotation-not-found");
    }

    #[test]
    fn the_answers_are_in_the_order_of_the_cases() {
        let language = Language::parse("en").unwrap();
        let words = ["stands", "mill", "a", "The lock opens at six on no other day"];
        let cases = words.map(|quote| Case { language: &language, source: SOURCE, quote, at: "¶2" });
        let together: Vec<&str> = answer_all(&cases).iter().map(Answer::word).collect();
        assert_eq!(together, ["rejected", "rejected", "rejected", "verbatim"]);
    }
}
