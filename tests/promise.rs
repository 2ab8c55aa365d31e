//! The one promise, tried on the repository's own digest: an altered quotation cannot be published.
//!
//! For every verified quotation of every commentary, edition and page: change one of its words, drop one, swap two, and
//! see that the site is refused with an error at that file and line.

use postil::base::day::Day;
use postil::base::diagnostic::{Diagnostic, Severity};
use postil::base::file::{SitePath, Tree};
use postil::parse;
use postil::parse::content::Content;
use postil::parse::document::Document;
use postil::resolve::{Asked, resolve};
use std::path::Path;
use std::sync::Arc;

/// Words that claim to be in a source: where they stand in which file, as their author typed them.
struct Claim {
    file: SitePath,
    start: usize,
    end: usize,
}

#[test]
fn no_altered_quotation_of_the_digest_can_be_published() {
    let tree = digest();
    let before = errors(&tree);
    assert!(before.is_empty(), "the digest is clean before anything is altered: {before:?}");
    let (content, _) = parse::content::read(&tree);
    let claims = claims(&content.expect("a digest without errors has content"));
    assert!(claims.len() > 40, "{} quotations", claims.len());
    let mut published = Vec::new();
    let mut tried = 0;
    for claim in &claims {
        let text = text_of(&tree, &claim.file);
        for (what, altered) in alterations(&text, claim) {
            tried += 1;
            let mut tree = tree.clone();
            tree.insert(claim.file.clone(), altered.as_bytes());
            let line = text[..claim.start].matches('\n').count() + 1;
            let last = text[..claim.end].matches('\n').count() + 1;
            let found = errors(&tree);
            let is_told =
                |error: &Diagnostic| error.place.file == claim.file && (line..=last).contains(&error.place.start.line);
            if !found.iter().any(is_told) {
                published.push(format!(
                    "{}:{line}: {what}: {:?}: {found:?}",
                    claim.file,
                    &text[claim.start..claim.end]
                ));
            }
        }
    }
    assert!(tried >= 2 * claims.len(), "only {tried} alterations of {} quotations", claims.len());
    assert!(published.is_empty(), "{} of {tried} alterations got through:\n{}", published.len(), published.join("\n"));
}

/// The quotations of a site that are verified: neither translated by the editors nor marked as not verified.
fn claims(content: &Content) -> Vec<Claim> {
    let commentary = content.commentary.iter().map(|commentary| (&commentary.file, &commentary.body));
    let pages = content.pages.iter().map(|page| (&page.file, &page.body));
    let editions = content.editions.iter().map(|edition| (&edition.file, &edition.body));
    let bodies: Vec<(&Arc<_>, &Document)> = commentary.chain(pages).chain(editions).collect();
    let mut claims = Vec::new();
    for (file, body) in bodies {
        for quotation in &body.quotations {
            let citation = &body.citations[quotation.citation];
            let is_translated = citation.items.iter().any(|item| item.flags.my_translation);
            let is_original = quotation.form == postil::parse::document::QuotationForm::Original;
            if citation.not_verified.is_none() && (!is_translated || is_original) {
                let plain = &quotation.words.paragraphs;
                let (first, last) = (plain.first().expect("words"), plain.last().expect("words"));
                let start = first.in_file(0..1).start;
                let end = last.in_file(last.text.len().saturating_sub(1)..last.text.len()).end;
                claims.push(Claim { file: file.path().clone(), start, end });
            }
        }
    }
    claims
}

/// The file with one word of the quotation changed, dropped, or swapped with the next.
fn alterations(text: &str, claim: &Claim) -> Vec<(&'static str, String)> {
    let words = words(text, claim);
    let replace = |start: usize, end: usize, with: &str| format!("{}{with}{}", &text[..start], &text[end..]);
    let mut altered = Vec::new();
    let Some((start, end)) = words.get(words.len() / 2).copied() else { return altered };
    altered.push(("a word changed", replace(start, end, other(&text[start..end]))));
    if let [first, .., last] = words.as_slice() {
        altered.push(("the first word changed", replace(first.0, first.1, other(&text[first.0..first.1]))));
        altered.push(("the last word changed", replace(last.0, last.1, other(&text[last.0..last.1]))));
    }
    if let [_, inner @ .., _] = words.as_slice()
        && let Some((start, end)) = inner.get(inner.len() / 2).copied()
    {
        altered.push(("a word dropped", replace(start, end, "")));
    }
    if let Some(pair) = words.windows(2).find(|pair| text[pair[0].0..pair[0].1] != text[pair[1].0..pair[1].1]) {
        let ((a, b), (c, d)) = (pair[0], pair[1]);
        altered.push((
            "two words swapped",
            format!("{}{}{}{}{}", &text[..a], &text[c..d], &text[b..c], &text[a..b], &text[d..]),
        ));
    }
    altered
}

/// A word that no source of the digest has, of the same kind.
fn other(word: &str) -> &'static str {
    match word.chars().next() {
        Some('가'..='힣') => "뷁쉙",
        Some('\u{600}'..='\u{6ff}') => "ظظظ",
        Some('0'..='9') => "7777",
        _ => "zyxomma",
    }
}

/// Words of letters or digits inside the quotation, marks of Markdown and of quotations left out.
fn words(text: &str, claim: &Claim) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    for (at, character) in text[claim.start..claim.end].char_indices() {
        let at = claim.start + at;
        let end = at + character.len_utf8();
        if !character.is_alphanumeric() {
            continue;
        }
        match words.last_mut() {
            Some(last) if last.1 == at => last.1 = end,
            _ => words.push((at, end)),
        }
    }
    words
}

fn errors(tree: &Tree) -> Vec<Diagnostic> {
    let (content, mut report) = parse::content::read(tree);
    let asked = Asked { today: Day::parse("2026-11-24").expect("a day"), drafts: false, future: true };
    report.extend(resolve(content.expect("the other files can be read"), &asked).report);
    report.sorted().into_iter().filter(|found| found.severity == Severity::Error).collect()
}

fn digest() -> Tree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (tree, report) = postil::shell::read::read(root).expect("the repository can be read");
    assert!(report.is_empty());
    tree
}

fn text_of(tree: &Tree, path: &SitePath) -> String {
    String::from_utf8(tree.get(path).expect("it was read").to_vec()).expect("it was parsed")
}
