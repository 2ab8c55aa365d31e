//! What the quotation contract costs: `cargo bench --bench quotations`, on one core.
//!
//! Asked of it: an exact hit in 10 µs and one but for typography in 60 µs in a source of 10,000 words, its fold paid once;
//! 40,000 quotations over 2,000 sources in 1 s; a refusal explained with its nearest passage over 2,000 sources in 50 ms;
//! and time linear in the length of a source.

use divan::{Bencher, black_box};
use postil::base::language::Language;
use postil::parse::ids::SourceId;
use postil::parse::locator::Locator;
use postil::parse::site::QuotationSettings;
use postil::parse::words::{StoredText, Words};
use postil::resolve::quote::{Claim, FoldedSource, Refusal, explain, verify};
use std::sync::LazyLock;

fn main() {
    divan::main();
}

/// Numbers that are the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).expect("less than end")
    }
}

const COMMON: [&str; 16] =
    ["the", "of", "and", "to", "in", "a", "that", "it", "was", "for", "on", "with", "as", "by", "at", "from"];
const SYLLABLES: [&str; 20] = [
    "har", "row", "ben", "dun", "more", "quay", "lock", "sla", "ter", "ing", "ed", "tol", "ba", "sin", "ve", "lo",
    "mar", "gate", "ti", "de",
];

fn english(numbers: &mut Numbers, words: usize) -> String {
    let mut text = String::new();
    for index in 1..=words {
        if numbers.below(5) < 2 {
            text.push_str(COMMON[numbers.below(COMMON.len())]);
        } else {
            (0..2 + numbers.below(2)).for_each(|_| text.push_str(SYLLABLES[numbers.below(SYLLABLES.len())]));
        }
        text.push_str(match (index % 97, index % 17) {
            (0, _) => ".\n\n",
            (_, 0) => ". ",
            (_, 5) => ", ",
            (_, 11) => " – ",
            (_, 14) => "’s ",
            _ => " ",
        });
    }
    text
}

fn korean(numbers: &mut Numbers, words: usize) -> String {
    let syllables: Vec<char> =
        "수문은여섯시에열리고물레방아는해가질때까지돌아간다측량사다리약속통행료값운하점판암".chars().collect();
    let mut text = String::new();
    for index in 1..=words {
        (0..2 + numbers.below(3)).for_each(|_| text.push(syllables[numbers.below(syllables.len())]));
        text.push_str(match (index % 97, index % 13) {
            (0, _) => ".\n\n",
            (_, 0) => ". ",
            _ => " ",
        });
    }
    text
}

fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a tag")
}

fn fold(text: &str, tag: &str) -> FoldedSource {
    FoldedSource::new(&StoredText::from_text(text), &language(tag))
}

/// So many words of a paragraph from its middle, as they stand.
fn quoted(text: &str, paragraph: usize, words: usize) -> String {
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    let all: Vec<&str> = paragraphs[paragraph % (paragraphs.len() - 1)].split(' ').collect();
    let from = (all.len() - words) / 2;
    all[from..from + words].join(" ").trim_end_matches(['.', ',', '–', ' ']).to_owned()
}

/// The same in another typography.
fn retyped(words: &str) -> String {
    words.replace('’', "'").replace(" – ", "—").replace(' ', "\u{a0}").replacen("in", "i\u{ad}n", 2)
}

struct Text {
    raw: String,
    folded: FoldedSource,
}

static TEN_THOUSAND: LazyLock<Text> = LazyLock::new(|| {
    let raw = english(&mut Numbers(7), 10_000);
    Text { folded: fold(&raw, "en"), raw }
});

static MANY: LazyLock<Vec<(SourceId, Text)>> = LazyLock::new(|| {
    let mut numbers = Numbers(11);
    let text = |index: usize| {
        let is_korean = index.is_multiple_of(4);
        let raw = if is_korean { korean(&mut numbers, 800) } else { english(&mut numbers, 800) };
        let folded = fold(&raw, if is_korean { "ko" } else { "en" });
        (SourceId::new(&format!("source-{index}")).expect("an id"), Text { raw, folded })
    };
    (0..2_000).map(text).collect()
});

fn accepted(words: &str, text: &Text) -> Words {
    let words = Words::from_text(words);
    let language = text.folded.language().clone();
    verify(&Claim::of(&words, &language), &text.folded, &QuotationSettings::default()).expect("it is there");
    words
}

#[divan::bench]
fn fold_of_10_000_words(bencher: Bencher) {
    let stored = StoredText::from_text(&TEN_THOUSAND.raw);
    let language = language("en");
    bencher.bench(|| FoldedSource::new(black_box(&stored), &language));
}

#[divan::bench(args = [5, 60, 99])]
fn exact_hit_in_10_000_words(bencher: Bencher, paragraph: usize) {
    let words = accepted(&quoted(&TEN_THOUSAND.raw, paragraph, 14), &TEN_THOUSAND);
    let (language, settings) = (language("en"), QuotationSettings::default());
    bencher.bench(|| verify(black_box(&Claim::of(&words, &language)), &TEN_THOUSAND.folded, &settings).is_ok());
}

#[divan::bench(args = [5, 60, 99])]
fn exact_hit_with_its_paragraph(bencher: Bencher, paragraph: u32) {
    let words = accepted(&quoted(&TEN_THOUSAND.raw, paragraph as usize, 14), &TEN_THOUSAND);
    let (language, settings) = (language("en"), QuotationSettings::default());
    let locator = Locator::Paragraph(paragraph + 1);
    let claim = Claim { locator: Some(&locator), ..Claim::of(&words, &language) };
    bencher.bench(|| verify(black_box(&claim), &TEN_THOUSAND.folded, &settings).is_ok());
}

#[divan::bench(args = [5, 60, 99])]
fn typographic_hit_in_10_000_words(bencher: Bencher, paragraph: usize) {
    let words = accepted(&retyped(&quoted(&TEN_THOUSAND.raw, paragraph, 14)), &TEN_THOUSAND);
    let (language, settings) = (language("en"), QuotationSettings::default());
    bencher.bench(|| verify(black_box(&Claim::of(&words, &language)), &TEN_THOUSAND.folded, &settings).is_ok());
}

#[divan::bench(args = [5, 60, 99])]
fn marked_hit_in_10_000_words(bencher: Bencher, paragraph: usize) {
    let whole = quoted(&TEN_THOUSAND.raw, paragraph, 20);
    let all: Vec<&str> = whole.split(' ').collect();
    let words = accepted(&format!("{} […] {}", all[..7].join(" "), all[13..].join(" ")), &TEN_THOUSAND);
    let (language, settings) = (language("en"), QuotationSettings::default());
    bencher.bench(|| verify(black_box(&Claim::of(&words, &language)), &TEN_THOUSAND.folded, &settings).is_ok());
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn quotations_40_000_over_2_000_sources(bencher: Bencher) {
    let claims: Vec<(usize, Words)> = (0..40_000)
        .map(|index| {
            let (_, text) = &MANY[index % 2_000];
            let words = quoted(&text.raw, index / 2_000, 8 + index % 9);
            (index % 2_000, Words::from_text(&if index % 3 == 0 { retyped(&words) } else { words }))
        })
        .collect();
    let settings = QuotationSettings::default();
    bencher.bench(|| {
        let verified = claims.iter().filter(|(source, words)| {
            let folded = &MANY[*source].1.folded;
            verify(&Claim::of(words, folded.language()), folded, &settings).is_ok()
        });
        assert!(verified.count() > 39_000);
    });
}

fn explained(bencher: Bencher, words: &str) {
    let words = Words::from_text(words);
    let (language, settings) = (language("en"), QuotationSettings::default());
    let claim = Claim::of(&words, &language);
    let source = &MANY[1].1.folded;
    let refusal = verify(&claim, source, &settings).expect_err("it is altered");
    bencher.bench(|| {
        let others = MANY.iter().filter(|(id, _)| id.as_str() != "source-1").map(|(id, text)| (id, &text.folded));
        explain(black_box(&refusal), &claim, source, others)
    });
}

#[divan::bench(sample_count = 20)]
fn refusal_of_altered_words_over_2_000_sources(bencher: Bencher) {
    explained(bencher, &quoted(&MANY[1].1.raw, 3, 20).replacen(" the ", " this ", 1).replacen("lock", "loch", 1));
}

#[divan::bench(sample_count = 20)]
fn refusal_of_words_in_the_last_source(bencher: Bencher) {
    explained(bencher, &quoted(&MANY[1_999].1.raw, 3, 20));
}

#[divan::bench(sample_count = 20)]
fn refusal_of_marked_words_over_2_000_sources(bencher: Bencher) {
    let whole = quoted(&MANY[1].1.raw, 3, 24);
    let all: Vec<&str> = whole.split(' ').collect();
    explained(
        bencher,
        &format!("{} […] {} xyz […] {}", all[..7].join(" "), all[10..14].join(" "), all[18..].join(" ")),
    );
}

/// Common words apart from each other by ellipses, each to be sought in the whole source, in vain.
#[divan::bench(sample_count = 20)]
fn refusal_of_common_words_with_ellipses_over_2_000_sources(bencher: Bencher) {
    explained(bencher, "the … of … and … to … in … a … that … xyz");
}

/// Sources of so many words: 1 MB and 10 MB.
static LONG: LazyLock<Vec<Text>> = LazyLock::new(|| {
    let text = |words: usize| {
        let raw = english(&mut Numbers(13), words);
        Text { folded: fold(&raw, "en"), raw }
    };
    vec![text(150_000), text(1_500_000)]
});

const LONG_SOURCES: [usize; 2] = [0, 1];

fn judged_in_long(bencher: Bencher, source: usize, words: &str) {
    let words = Words::from_text(words);
    let (language, settings) = (language("en"), QuotationSettings::default());
    let text = &LONG[source];
    bencher.bench(|| match verify(black_box(&Claim::of(&words, &language)), &text.folded, &settings) {
        Ok(verified) => verified.warnings.len(),
        Err(Refusal::Ambiguous { found }) => found.len(),
        Err(_) => 0,
    });
}

#[divan::bench(args = LONG_SOURCES, sample_count = 10)]
fn ellipses_of_50_in_a_long_source(bencher: Bencher, source: usize) {
    let parts: Vec<String> = (0..50).map(|index| quoted(&LONG[source].raw, 2 + index, 6)).collect();
    judged_in_long(bencher, source, &parts.join("\n\n…\n\n"));
}

#[divan::bench(args = LONG_SOURCES, sample_count = 10)]
fn ellipses_of_50_between_common_words(bencher: Bencher, source: usize) {
    let parts: Vec<&str> = (0..50).map(|index| COMMON[index % 3]).collect();
    judged_in_long(bencher, source, &parts.join(" … "));
}

#[divan::bench(args = LONG_SOURCES, sample_count = 10)]
fn ellipses_alone_between_common_words(bencher: Bencher, source: usize) {
    let parts: Vec<&str> = (0..50).map(|index| COMMON[index % 3]).collect();
    judged_in_long(bencher, source, &parts.join("\n\n…\n\n"));
}

#[divan::bench(args = LONG_SOURCES, sample_count = 10)]
fn altered_words_in_a_long_source(bencher: Bencher, source: usize) {
    let words =
        Words::from_text(&quoted(&LONG[source].raw, 40, 20).replacen(" the ", " this ", 1).replacen("lock", "loch", 1));
    let (language, settings) = (language("en"), QuotationSettings::default());
    let claim = Claim::of(&words, &language);
    let refusal = verify(&claim, &LONG[source].folded, &settings).expect_err("it is altered");
    bencher.bench(|| explain(black_box(&refusal), &claim, &LONG[source].folded, []));
}

/// What could be made to go over a text again and again.
const HOSTILE: [&str; 24] = [
    "[",
    "[ ",
    "(… ",
    ". ",
    ".",
    "…[",
    "^(",
    "[1",
    "¹,",
    "\u{200b}",
    "a\u{ad}",
    "e\u{301}",
    "“ a",
    "a “b ” ",
    "-\n",
    "a-\nb",
    "1-\n2 ",
    "وباب ",
    "والب",
    "不 ",
    "the … ",
    "not ",
    "a. ",
    "l’",
];

/// A source of a pattern again and again, and a quotation of it: 8 times the length takes 8 times the time.
fn hostile(bencher: Bencher, pattern: &str, bytes: usize) {
    let tag = if pattern.contains('و') { "ar" } else { "fr" };
    let (text, language) = (pattern.repeat(bytes / pattern.len()), language(tag));
    let words = Words::from_text(&pattern.repeat(6));
    let settings = QuotationSettings::default();
    bencher.bench(|| {
        let folded = FoldedSource::new(&StoredText::from_text(&text), &language);
        verify(black_box(&Claim::of(&words, &language)), &folded, &settings).is_ok()
    });
}

#[divan::bench(args = HOSTILE, sample_count = 2, sample_size = 1)]
fn hostile_0_1_mb(bencher: Bencher, pattern: &str) {
    hostile(bencher, pattern, 100_000);
}

#[divan::bench(args = HOSTILE, sample_count = 2, sample_size = 1)]
fn hostile_0_8_mb(bencher: Bencher, pattern: &str) {
    hostile(bencher, pattern, 800_000);
}
