//! Laws of reading Markdown, tried on texts made of all that Markdown and its two marks are made of.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use postil::base::diagnostic::{Report, Severity};
use postil::base::file::{FileText, SitePath};
use postil::parse::commentary::Part;
use postil::parse::document::{Block, Document, each_prose};
use postil::parse::markdown::{BodyContext, Keys, Notes, read_body, read_source, read_words};
use postil::parse::parts;
use postil::parse::prose::{Inline, Prose};
use proptest::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// What texts are made of.
const PIECES: &[&str] = &[
    "a",
    "word",
    "Zwölf",
    "한국",
    "国語",
    "から",
    "عربي",
    "é",
    "e\u{301}",
    "👩‍👩‍👧",
    "１２",
    "12",
    ".",
    ",",
    ":",
    ";",
    "!",
    "?",
    "。",
    "、",
    " ",
    " ",
    " ",
    "  ",
    "\t",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "  \n",
    "\\\n",
    "> ",
    "> ",
    ">",
    "- ",
    "1. ",
    "# ",
    "---\n",
    "===\n",
    "    ",
    "```\n",
    "`",
    "``",
    "*",
    "**",
    "_",
    "~",
    "~~",
    "\"",
    "“",
    "”",
    "„",
    "«",
    "»",
    "「",
    "」",
    "'",
    "’",
    "(",
    ")",
    "（",
    "）",
    "[",
    "]",
    "!",
    "[a](b)",
    "[a]",
    "[a]: b\n",
    "![a](b)",
    "[^1]",
    "[^1]: ",
    "[^2]",
    "[@a]",
    "[@a, ¶3]",
    "[@b, ¶3, my translation]",
    "[¶12]",
    "[¶12]: ",
    "@a",
    "¶3",
    "— ",
    "-- ",
    "[@a][@b]",
    "[[@a]]",
    "[@a, x]",
    "[not verified: x]",
    "<b>",
    "</b>",
    "<div>\n",
    "<!-- c -->",
    "<!-- ",
    "-->",
    "<!-- not a quotation -->",
    "<https://a.example>",
    "<a@b.example>",
    "&amp;",
    "&#x41;",
    "&",
    "<",
    "\\",
    "\\[",
    "|a|b|\n|-|-|\n",
    "|",
    "\\|",
    "{#b .c}",
    "\u{0}",
    "\u{1}",
    "\u{7f}",
    "\u{feff}",
    "\u{ad}",
    "\u{200b}",
    "\u{e000}",
    "\u{2800}",
    "\u{fffc}",
    "[ ] ",
    "[x] ",
    ": ",
];

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

fn file(text: &str) -> Arc<FileText> {
    FileText::new(SitePath::new("a.md").unwrap(), text)
}

fn body(file: &Arc<FileText>) -> Document {
    let context = BodyContext { keys: Keys::Optional, notes: Notes::Yes, uncited: Severity::Warning };
    read_body(file, 0..file.text().len(), &context, &mut Report::default())
}

/// All blocks of running text, footnotes too.
fn proses(document: &Document) -> Vec<Prose> {
    let mut found = Vec::new();
    each_prose(&document.blocks, &mut |prose| found.push(prose.clone()));
    for footnote in &document.footnotes {
        each_prose(&footnote.blocks, &mut |prose| found.push(prose.clone()));
    }
    found
}

/// The leaves of a tree, in order.
fn leaves(inlines: &[Inline], found: &mut Vec<Range<usize>>) {
    for inline in inlines {
        match inline {
            Inline::Text(range) | Inline::Code(range) | Inline::Break(range) => found.push(range.clone()),
            Inline::Image { at, .. } | Inline::Citation { at, .. } => found.push(at.clone()),
            Inline::Styled(_, inner) | Inline::Link { inlines: inner, .. } => leaves(inner, found),
            Inline::FootnoteMark { at, .. } => found.push(*at..*at),
            Inline::Task(_) => {}
        }
    }
}

fn check_prose(prose: &Prose, file: &FileText) {
    let text = &prose.plain.text;
    let mut found = Vec::new();
    leaves(&prose.inlines, &mut found);
    let mut at = 0;
    for leaf in &found {
        assert_eq!(leaf.start, at, "the leaves of {text:?} are its text, each character once: {found:?}");
        assert!(text.is_char_boundary(leaf.end), "{text:?} {leaf:?}");
        at = leaf.end;
    }
    assert_eq!(at, text.len(), "the leaves of {text:?} end where it ends: {found:?}");
    for range in prose.plain.emphasis.iter().chain(prose.quoted.iter().map(|span| &span.words)) {
        assert!(text.get(range.clone()).is_some(), "{range:?} is a range of {text:?}");
    }
    assert!(prose.plain.line_ends.iter().all(|at| text.is_char_boundary(*at)), "{:?}", prose.plain.line_ends);
    check_places(prose, file);
}

/// Each run of characters stands in the file where its place says, but for entities, line ends and what stands for a thing.
fn check_places(prose: &Prose, file: &FileText) {
    let plain = &prose.plain;
    for (index, (start, place)) in plain.places.iter().enumerate() {
        let end = plain.places.get(index + 1).map_or(plain.text.len(), |(next, _)| *next);
        let run = &plain.text[*start..end];
        let there = &file.text()[*place..];
        let same = run
            .char_indices()
            .zip(there.chars())
            .all(|((at, ours), theirs)| ours == theirs || plain.line_ends.contains(&(start + at)) && ours == ' ');
        let other = run.trim_end().chars().count() <= 2;
        assert!(same || other, "{run:?} stands at {there:?}");
    }
}

fn check_document(document: &Document, file: &FileText) {
    let proses = proses(document);
    assert!(proses.iter().enumerate().all(|(index, prose)| prose.ordinal == index), "ordinals are counted through");
    assert_eq!(document.proses, proses.len());
    for prose in &proses {
        check_prose(prose, file);
        for (citation, _) in prose.citations() {
            assert!(citation < document.citations.len());
        }
        assert!(prose.quoted.iter().all(|span| span.quotation < document.quotations.len()));
        let mut marks = Vec::new();
        postil::parse::prose::each_inline(&prose.inlines, &mut |inline| {
            if let Inline::FootnoteMark { footnote, .. } = inline {
                marks.push(*footnote);
            }
        });
        assert!(marks.iter().all(|mark| *mark < document.footnotes.len()), "every mark has its footnote");
    }
    for citation in &document.citations {
        let written = file.slice(citation.span.clone());
        assert!(written.starts_with('[') && written.ends_with(']'), "{written:?}");
    }
    for quotation in &document.quotations {
        assert!(file.text().get(quotation.span.clone()).is_some(), "{:?}", quotation.span);
        assert!(quotation.citation < document.citations.len());
        assert!(!quotation.words.paragraphs.is_empty());
        let cited = document.references.contains(&quotation.citation);
        assert!(!cited, "a citation that a quotation belongs to is no reference");
    }
    assert!(document.quotations.is_sorted_by_key(|quotation| quotation.span.start));
}

fn check_parts(document: &Document) {
    let mut seen: Vec<usize> = Vec::new();
    for part in parts::divide(document) {
        match part {
            Part::Introduction(range) | Part::Remark(range) => seen.extend(range),
            Part::Note(note) => {
                seen.extend(note.title);
                seen.extend(note.lemmas);
                seen.extend(note.blocks);
            }
        }
    }
    seen.sort_unstable();
    assert_eq!(seen, (0..document.blocks.len()).collect::<Vec<_>>(), "the parts hold every block once");
}

/// What random texts have found, kept.
#[test]
fn what_was_found_before_stays_mended() {
    for text in ["*- [^1]\n[^1]: ", "a *b * [^1] \nc\n\n[^1]: d", "**a ** \n[^x] "] {
        let file = file(text);
        check_document(&body(&file), &file);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_body_is_read_whole(text in texts()) {
        let file = file(&text);
        let document = body(&file);
        check_document(&document, &file);
        check_parts(&document);
    }

    #[test]
    fn a_source_is_read_whole(text in texts()) {
        let file = file(&text);
        let (document, stored, _) = read_source(&file, 0..file.text().len(), &mut Report::default());
        check_document(&document, &file);
        let proses = proses(&document);
        assert_eq!(stored.blocks.len(), proses.len());
        assert!(stored.blocks.iter().zip(&proses).all(|(block, prose)| block.plain == prose.plain));
        assert!(stored.blocks.iter().all(|block| block.number > 0));
        assert!(stored.blocks.is_sorted_by_key(|block| block.number));
    }

    #[test]
    fn words_are_read(text in texts()) {
        read_words(&text);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        let file = file(&text);
        check_document(&body(&file), &file);
    }

    /// A citation in letters of any script keeps no letter of what is around it from being read.
    #[test]
    fn letters_and_digits_of_plain_text_are_all_there(words in prop::collection::vec("[a-z0-9가-힣一-丁]{1,6}", 1..12)) {
        let text = words.join(" ");
        let document = body(&file(&text));
        let [Block::Paragraph(prose)] = document.blocks.as_slice() else { panic!("{:?}", document.blocks) };
        assert_eq!(prose.plain.text, text);
    }
}
