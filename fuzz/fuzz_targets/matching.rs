//! Words against a source: no panic, nothing accepted without marks of change but words that fold to their passage, and an
//! explanation for every refusal.

#![no_main]

use libfuzzer_sys::fuzz_target;
use postil::base::fold::{Folder, Parting, Side};
use postil::base::language::Language;
use postil::parse::ids::SourceId;
use postil::parse::site::QuotationSettings;
use postil::parse::words::{StoredText, Words};
use postil::resolve::quote::{Claim, FoldedSource, Passage, Verdict, explain, verify};

const LANGUAGES: [&str; 8] = ["en", "fr", "ko", "ja", "zh", "ar", "he", "th"];

fn skeleton(words: &Words, side: Side) -> String {
    let mut folder = Folder::new(side);
    words.paragraphs.iter().for_each(|plain| folder.paragraph(&plain.text, &plain.line_ends, Parting::Break));
    folder.finish().skeleton().trim_end_matches(['.', ',']).to_owned()
}

fn check(passage: &Passage, stored: &StoredText, words: &Words) {
    let texts = passage.stretches().iter().map(|stretch| stored.blocks[stretch.block].plain.slice(stretch.range.clone()));
    let found = Words { paragraphs: texts.collect() };
    assert!(!found.paragraphs.is_empty());
    if passage.verdict() != Verdict::Marked {
        assert_eq!(skeleton(&found, Side::Stored), skeleton(words, Side::Typed));
    }
}

fuzz_target!(|text: &str| {
    let mut parts = text.splitn(3, '\0');
    let tag = parts.next().and_then(|part| part.bytes().next()).unwrap_or(0);
    let language = Language::parse(LANGUAGES[usize::from(tag) % LANGUAGES.len()]).expect("a tag");
    let words = Words::from_text(parts.next().unwrap_or(""));
    let stored = StoredText::from_text(parts.next().unwrap_or(""));
    let source = FoldedSource::new(&stored, &language);
    let claim = Claim::of(&words, &language);
    match verify(&claim, &source, &QuotationSettings::default()) {
        Ok(verified) => check(&verified.passage, &stored, &words),
        Err(refusal) => {
            let other = SourceId::new("other").expect("an id");
            let explanation = explain(&refusal, &claim, &source, [(&other, &source)]);
            assert!(!explanation.message.is_empty());
        }
    }
});
