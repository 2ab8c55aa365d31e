//! The quotation cases: each is a source, a quotation and its verdict under the contract.

mod quotations {
    pub mod run;
}

use quotations::run::{Case, run};
use std::collections::BTreeMap;

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("quotations/cases.json")).expect("the cases are JSON")
}

/// Cases that need what this version does not verify yet: `id: reason`, one a line.
fn expected_failures() -> BTreeMap<&'static str, &'static str> {
    include_str!("quotations/expected-failures.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split_once(": ").unwrap_or_else(|| panic!("no reason: {line}")))
        .collect()
}

#[test]
fn every_case_has_its_verdict() {
    let mut expected = expected_failures();
    let mut wrong = Vec::new();
    for case in cases() {
        let outcome = run(&case);
        let is_right = outcome.verdict == case.verdict;
        match expected.remove(case.id.as_str()) {
            None if !is_right => {
                wrong.push(format!("{}: {} instead of {} ({})", case.id, outcome.verdict, case.verdict, outcome.why))
            }
            Some(_) if is_right => wrong.push(format!("{}: listed as an expected failure, and right", case.id)),
            Some(_) if case.verdict == "reject" => {
                wrong.push(format!("{}: a case to be rejected cannot be listed", case.id))
            }
            _ => {}
        }
    }
    wrong.extend(expected.keys().map(|id| format!("{id}: listed as an expected failure, and no case")));
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_refusal_says_what_to_do() {
    for case in cases() {
        let outcome = run(&case);
        let Some(explanation) = outcome.explanation else { continue };
        let message = &explanation.message;
        assert!(!message.is_empty() && !message.ends_with('.') && !message.contains("  "), "{}: {message}", case.id);
        assert!(!message.starts_with(char::is_uppercase), "{}: {message}", case.id);
        assert!(!explanation.help.is_empty(), "{}", case.id);
    }
}

/// Legal, and worth a second look.
#[test]
fn what_may_mislead_warns() {
    let warnings = [
        ("bound-10", "quotation-after-negation"),
        ("kor-03", "quotation-before-negation"),
        ("clit-01", "quotation-particle"),
        ("clit-02", "quotation-particle"),
        ("fa-01", "quotation-joiner"),
    ];
    let mut warned = BTreeMap::new();
    for case in cases() {
        let outcome = run(&case);
        if !outcome.warnings.is_empty() {
            warned.insert(case.id, outcome.warnings);
        }
    }
    for (id, code) in warnings {
        assert_eq!(warned.remove(id), Some(vec![code]), "{id}");
    }
    assert_eq!(warned, BTreeMap::new());
}
