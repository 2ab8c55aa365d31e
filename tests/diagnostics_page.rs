//! The manual's page of diagnostics is made from the code: `BLESS=1 cargo test --test diagnostics_page` writes it anew.

#![expect(clippy::disallowed_methods, reason = "this test writes a page of the manual")]

use postil::base::diagnostic::{Code, Severity};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

const HEAD: &str = "---
title: Diagnostics
summary: Every problem that postil can find, what it means, and how to mend it.
---

When something is wrong, *postil* names it with a code, says where it is and how to mend it. This page lists all codes, by
name. An **error** stops the build: nothing is published until it is mended. A **warning** is published all the same, unless you
ask for `--strict`. A **note** is a hint.

<!-- This page is made from the program's code; do not edit it by hand. -->
";

#[test]
fn the_page_of_diagnostics_is_that_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages/manual/diagnostics.md");
    let page = page(&postil::codes());
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &page).expect("the page can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == page, "the page is not that of the code: BLESS=1 cargo test --test diagnostics_page");
}

#[test]
fn each_code_has_a_name_of_its_own_and_says_all_there_is_to_say() {
    let codes = postil::codes();
    let names: BTreeSet<&str> = codes.iter().map(|code| code.name).collect();
    assert_eq!(names.len(), codes.len(), "a name is used twice");
    for code in codes {
        let is_kebab = code.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        assert!(is_kebab, "{}", code.name);
        for (what, text) in [("summary", code.summary), ("why", code.why), ("cure", code.cure)] {
            assert!(text.ends_with(['.', ')', '`']) && text.len() > 10, "{}: {what}: {text}", code.name);
        }
    }
}

fn page(codes: &[&Code]) -> String {
    let mut page = String::from(HEAD);
    for code in codes {
        let severity = match code.severity {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
            Severity::Note => "Note",
        };
        let Code { name, summary, why, cure, example, .. } = code;
        write!(page, "\n## {name}\n\n**{severity}.** {summary} {why}\n").expect("text can be written to");
        if !example.is_empty() {
            let fence = if example.contains("```") { "````" } else { "```" };
            // What git leaves of a conflict means one wherever a line begins with it: on this page no line does.
            let example = example.trim_end().replace("<<<<<<<", " <<<<<<<").replace(">>>>>>>", " >>>>>>>");
            write!(page, "\n{fence}text\n{example}\n{fence}\n").expect("text can be written to");
        }
        write!(page, "\n*Cure:* {cure}\n").expect("text can be written to");
    }
    page
}
