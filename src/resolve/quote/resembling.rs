//! The passage of a text that words resemble most, for who looks for a quotation. It verifies nothing.

use super::nearest::nearest;
use super::needle::Needle;
use super::refusal::Found;
use super::source::FoldedSource;
use crate::parse::words::Words;

/// The place that some words resemble most, and how many letters of a hundred differ; `None` where nothing is close.
pub fn resembling(words: &Words, source: &FoldedSource) -> Option<(Found, usize)> {
    let needle = Needle::new(words)?;
    let (raw, share) = nearest(source, needle.skeleton())?;
    let stretches = source.stretches(&raw);
    let text = stretches.iter().map(|stretch| source.text_of(stretch)).collect::<Vec<_>>().join("\n\n");
    let paragraphs = source.paragraphs(&raw);
    let locator = format!("¶{}", paragraphs.0);
    (!stretches.is_empty()).then_some((Found { stretches, paragraphs, text, locator }, share))
}
