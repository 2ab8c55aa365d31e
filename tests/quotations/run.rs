//! Runs one case: reads the quotation as the inside of a blockquote and its locator as a citation has it.

use postil::base::language::Language;
use postil::parse::locator::{Flags, Locator};
use postil::parse::site::QuotationSettings;
use postil::parse::words::{Plain, StoredText, Words};
use postil::resolve::quote::{Claim, Explanation, FoldedSource, Verdict, explain, verify};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

#[derive(serde::Deserialize)]
pub struct Case {
    pub id: String,
    pub language: String,
    pub source: String,
    pub quote: String,
    #[serde(default)]
    pub at: String,
    pub verdict: String,
}

pub struct Outcome {
    pub verdict: &'static str,
    pub why: String,
    pub explanation: Option<Explanation>,
    pub warnings: Vec<&'static str>,
}

pub fn settings() -> QuotationSettings {
    QuotationSettings { contract: 1, uncited: postil::base::diagnostic::Severity::Warning, silent_initial_case: false }
}

pub fn run(case: &Case) -> Outcome {
    let language = Language::parse(&case.language).expect("a case has a language");
    let source = FoldedSource::new(&StoredText::from_text(&case.source), &language);
    let words = words(&case.quote);
    let (locator, occurrence, flags) = citation(&case.at);
    let claim = Claim { locator: locator.as_ref(), occurrence, flags, ..Claim::of(&words, &language) };
    match verify(&claim, &source, &settings()) {
        Ok(verified) => Outcome {
            verdict: if verified.passage.verdict() == Verdict::Verbatim { "exact" } else { "normalized" },
            why: String::new(),
            explanation: None,
            warnings: verified.warnings.iter().map(|warning| warning.code.name).collect(),
        },
        Err(refusal) => {
            let explanation = explain(&refusal, &claim, &source, []);
            Outcome {
                verdict: "reject",
                why: explanation.message.clone(),
                explanation: Some(explanation),
                warnings: Vec::new(),
            }
        }
    }
}

/// Inline Markdown, paragraphs parted by an empty line.
pub fn words(markdown: &str) -> Words {
    let mut paragraphs = Vec::new();
    let mut text = String::new();
    let mut emphasis: Vec<std::ops::Range<usize>> = Vec::new();
    let mut open = Vec::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(run) | Event::Code(run) | Event::Html(run) | Event::InlineHtml(run) => text.push_str(&run),
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            Event::Start(Tag::Emphasis | Tag::Strong) => open.push(text.len()),
            Event::End(TagEnd::Emphasis | TagEnd::Strong) => {
                let from = open.pop().expect("emphasis that ends has begun");
                emphasis.retain(|range| range.start < from);
                emphasis.push(from..text.len());
            }
            Event::End(TagEnd::Paragraph) => {
                let mut plain = Plain::from_text(&text);
                if plain.text.len() == text.len() {
                    plain.emphasis = std::mem::take(&mut emphasis);
                }
                paragraphs.push(plain);
                text.clear();
            }
            _ => {}
        }
    }
    Words { paragraphs }
}

/// `¶1, 2nd, omission checked`
pub fn citation(at: &str) -> (Option<Locator>, Option<u32>, Flags) {
    let (mut locator, mut occurrence, mut flags) = (None, None, Flags::default());
    for part in at.split(", ").filter(|part| !part.is_empty()) {
        let number = |text: &str| text.parse::<u32>().expect("a number");
        if let Some(range) = part.strip_prefix("¶¶") {
            let (from, to) = range.split_once('–').expect("a range");
            locator = Some(Locator::Paragraphs(number(from), number(to)));
        } else if let Some(paragraph) = part.strip_prefix('¶') {
            locator = Some(Locator::Paragraph(number(paragraph)));
        } else if part == "omission checked" {
            flags.omission_checked = true;
        } else if part == "emphasis added" {
            flags.emphasis_added = true;
        } else {
            occurrence = Some(number(part.trim_end_matches(char::is_alphabetic)));
        }
    }
    (locator, occurrence, flags)
}
