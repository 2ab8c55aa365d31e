//! Sources put together from the sentences, quotations of them, and forms to compare texts in that owe nothing to the
//! program's fold.

use super::draw::{Draw, pass_over};
use super::texts::{TONGUES, Tongue};
use postil::base::language::Language;
use postil::parse::locator::Locator;
use postil::parse::site::QuotationSettings;
use postil::parse::words::{StoredText, Words};
use postil::resolve::quote::{Claim, FoldedSource, Passage, Refusal, Verified, verify};
use proptest::test_runner::TestCaseError;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// A source.
pub struct Source {
    pub tongue: &'static Tongue,
    pub language: Language,
    pub paragraphs: Vec<String>,
    pub folded: FoldedSource,
}

impl Source {
    /// One to four paragraphs of one language, in one of five with sentences of a second one.
    pub fn draw(draw: &mut Draw) -> Source {
        let tongue = &TONGUES[draw.below(TONGUES.len())];
        let other = if draw.one_in(5) { &TONGUES[draw.below(TONGUES.len())] } else { tongue };
        let count = 1 + draw.below(4);
        let paragraphs = (0..count).map(|_| paragraph(draw, tongue, other)).collect();
        Source::of(tongue, paragraphs)
    }

    pub fn of(tongue: &'static Tongue, paragraphs: Vec<String>) -> Source {
        let language = Language::parse(tongue.tag).expect("the tags are well formed");
        let folded = FoldedSource::new(&StoredText::from_text(&paragraphs.join("\n\n")), &language);
        Source { tongue, language, paragraphs, folded }
    }

    /// The same with another paragraph at its end.
    pub fn with(&self, paragraph: String) -> Source {
        Source::of(self.tongue, self.paragraphs.iter().cloned().chain([paragraph]).collect())
    }

    pub fn text(&self) -> String {
        self.paragraphs.join("\n\n")
    }

    /// A run of one paragraph from a word to a word, now and then with what stands after it; now and then it goes on in the
    /// next paragraph.
    pub fn run(&self, draw: &mut Draw) -> Run {
        let paragraph = draw.below(self.paragraphs.len());
        let text = &self.paragraphs[paragraph];
        let words = words(text);
        let first = draw.below(words.len());
        let last = (first + 2 + draw.below(14)).min(words.len() - 1);
        let rest = &text[words[last].end..];
        let tail = if draw.one_in(3) { rest.find(char::is_whitespace).unwrap_or(rest.len()) } else { 0 };
        let mut run = Run { paragraph, range: words[first].start..words[last].end + tail, next: None };
        if draw.one_in(6) && paragraph + 1 < self.paragraphs.len() {
            run.range.end = text.len();
            let words = self::words(&self.paragraphs[paragraph + 1]);
            run.next = Some(words[draw.below(12).min(words.len() - 1)].end);
        }
        run
    }

    pub fn text_of(&self, run: &Run) -> String {
        let mut text = self.paragraphs[run.paragraph][run.range.clone()].to_owned();
        if let Some(end) = run.next {
            text.push_str("\n\n");
            text.push_str(&self.paragraphs[run.paragraph + 1][..end]);
        }
        text
    }

    pub fn verify(&self, quotation: &Quotation) -> Result<Verified, Refusal> {
        let words = Words::from_text(&quotation.text);
        let claim = Claim {
            locator: quotation.locator.as_ref(),
            occurrence: quotation.occurrence,
            ..Claim::of(&words, &self.language)
        };
        verify(&claim, &self.folded, &QuotationSettings::default())
    }

    /// An accepted quotation of a run, with the locator it needs.
    pub fn quote(&self, draw: &mut Draw) -> Result<(Quotation, Passage), TestCaseError> {
        let run = self.run(draw);
        self.accepted(self.text_of(&run), run.paragraph)
    }

    /// Words with the locator they need to be accepted.
    pub fn accepted(&self, text: String, paragraph: usize) -> Result<(Quotation, Passage), TestCaseError> {
        let mut quotation = Quotation { text, locator: None, occurrence: None };
        for _ in 0..3 {
            match self.verify(&quotation) {
                Ok(verified) => return Ok((quotation, verified.passage)),
                Err(Refusal::Ambiguous { .. } | Refusal::Short { .. }) if quotation.locator.is_none() => {
                    quotation.locator = Some(Locator::Paragraph(u32::try_from(paragraph + 1).expect("few paragraphs")));
                }
                Err(Refusal::Ambiguous { .. }) => quotation.occurrence = Some(1),
                Err(_) => break,
            }
        }
        pass_over("not accepted as it stands")
    }

    /// What stands in its block before a passage.
    pub fn text_before(&self, passage: &Passage) -> String {
        let stored = StoredText::from_text(&self.text());
        let stretch = &passage.stretches()[0];
        stored.blocks[stretch.block].plain.text[..stretch.range.start].to_owned()
    }

    /// What stands in its block after a passage.
    pub fn text_after(&self, passage: &Passage) -> String {
        let stored = StoredText::from_text(&self.text());
        let stretch = &passage.stretches()[passage.stretches().len() - 1];
        stored.blocks[stretch.block].plain.text[stretch.range.end..].to_owned()
    }

    /// The characters of a passage, its stretches one after the other.
    pub fn text_of_passage(&self, passage: &Passage) -> Vec<String> {
        let stored = StoredText::from_text(&self.text());
        let text = |block: usize, range: &Range<usize>| stored.blocks[block].plain.text[range.clone()].to_owned();
        passage.stretches().iter().map(|stretch| text(stretch.block, &stretch.range)).collect()
    }
}

fn paragraph(draw: &mut Draw, tongue: &'static Tongue, other: &'static Tongue) -> String {
    let count = 1 + draw.below(3);
    let sentences: Vec<&str> = (0..count)
        .map(|_| {
            let tongue = if draw.one_in(3) { other } else { tongue };
            if draw.one_in(4) { tongue.negated[draw.below(tongue.negated.len())].0 } else { draw.pick(tongue.plain) }
        })
        .collect();
    // Only after a full stop of Chinese and Japanese there is no blank.
    let mut text = String::new();
    for sentence in sentences {
        if !text.is_empty() && !text.ends_with(['。', '！', '」']) {
            text.push(' ');
        }
        text.push_str(sentence);
    }
    text
}

/// A paragraph that has to do with no other.
pub fn any_paragraph(draw: &mut Draw) -> String {
    let (one, other) = (&TONGUES[draw.below(TONGUES.len())], &TONGUES[draw.below(TONGUES.len())]);
    paragraph(draw, one, other)
}

/// A run of a source.
pub struct Run {
    pub paragraph: usize,
    pub range: Range<usize>,
    pub next: Option<usize>,
}

/// What an author writes.
#[derive(Clone, Debug)]
pub struct Quotation {
    pub text: String,
    pub locator: Option<Locator>,
    pub occurrence: Option<u32>,
}

impl Quotation {
    pub fn with(&self, text: String) -> Quotation {
        Quotation { text, ..self.clone() }
    }
}

/// Where the words of a text are.
pub fn words(text: &str) -> Vec<Range<usize>> {
    text.unicode_word_indices().map(|(at, word)| at..at + word.len()).collect()
}

/// Letters, digits and marks with a meaning, without blanks, dashes and quotation marks, and without a final full stop or
/// comma: two texts that differ in this are not equal under the contract, but for its compatibility characters.
pub fn letters_and_marks(text: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || is_combining_mark(c) || ".,;:!?…%،؛؟、।·".contains(c);
    let plain = |c: char| match c {
        '。' => '.',
        '，' => ',',
        '：' => ':',
        '！' => '!',
        other => other,
    };
    let text: String = text.nfc().map(plain).filter(|c| kept(*c)).collect();
    text.trim_end_matches(['.', ',']).to_owned()
}

/// Letters and digits with one blank or dash where there is any between them.
pub fn spaced_letters(text: &str) -> String {
    let mut form = String::new();
    let mut between = None;
    for c in text.nfc() {
        if c.is_alphanumeric() || is_combining_mark(c) {
            form.extend(between.take().filter(|_| !form.is_empty()));
            form.push(c);
        } else if matches!(c, '-' | '–' | '—') {
            between = Some('-');
        } else if c.is_whitespace() {
            between = between.or(Some(' '));
        }
    }
    form
}
