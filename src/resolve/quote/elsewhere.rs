//! Words that are not in the source that is cited, but in others.

use super::explanation::{Cure, Explanation};
use super::initial::{Initial, with_other_initial};
use super::place::place_words;
use super::{Claim, FoldedSource, Refusal, codes};
use crate::parse::ids::SourceId;
use crate::parse::site::QuotationSettings;
use crate::parse::words::Words;

/// More sources than this are not named.
const NAMED: usize = 3;

/// One of them.
struct Place<'a> {
    source: &'a SourceId,
    locator: String,
    /// The words stand nowhere else there, just as they are, and are enough to be told by.
    is_sure: bool,
    /// They stand there but for the case of their first letter.
    has_other_initial: bool,
}

/// Names the other sources that have the words, in the order given; `None` where none has them.
pub fn elsewhere<'a>(
    claim: &Claim,
    others: impl IntoIterator<Item = (&'a SourceId, &'a FoldedSource)>,
) -> Option<Explanation> {
    let places: Vec<Place> = others.into_iter().filter_map(|other| place(claim, other)).take(NAMED).collect();
    let (names, cites): (Vec<String>, Vec<String>) =
        places.iter().map(|place| (place.name(), place.cite(claim.words))).unzip();
    let (message, help) = match &places[..] {
        [] => return None,
        [_] => (format!("these words are not in this source, but in {}", names[0]), format!("cite {}", cites[0])),
        _ => (
            format!("these words are not in this source, but in {}", names.join(", and in ")),
            format!("cite the one you mean: {}", cites.join(" or ")),
        ),
    };
    let cure = match &places[..] {
        [only] if only.is_sure => Some(Cure::Key(only.source.clone(), only.locator.clone())),
        _ => None,
    };
    Some(Explanation::new(&codes::ELSEWHERE, message, help).cures(cure))
}

fn place<'a>(claim: &Claim, (source, text): (&'a SourceId, &'a FoldedSource)) -> Option<Place<'a>> {
    if let Some((locator, is_sure)) = find(claim, claim.words, text) {
        return Some(Place { source, locator, is_sure, has_other_initial: false });
    }
    let (locator, _) = find(claim, &with_other_initial(claim.words, text.language())?, text)?;
    Some(Place { source, locator, is_sure: false, has_other_initial: true })
}

/// The first place of the words in a text, and whether it is the only one.
fn find(claim: &Claim, words: &Words, text: &FoldedSource) -> Option<(String, bool)> {
    let anywhere = Claim { locator: None, occurrence: None, ..*claim };
    match place_words(&anywhere, words, text, &QuotationSettings::default()) {
        Ok(verified) => Some((format!("¶{}", verified.passage.paragraph()), true)),
        // Of words too few to stand without a locator nobody can say that they were meant.
        Err(Refusal::Ambiguous { found } | Refusal::Short { found }) => Some((found.first()?.locator.clone(), false)),
        Err(_) => None,
    }
}

impl Place<'_> {
    fn name(&self) -> String {
        let but = if self.has_other_initial { " (the case of the first letter apart)" } else { "" };
        format!("`{}`, {}{but}", self.source, self.locator)
    }

    fn cite(&self, words: &Words) -> String {
        let initial = Initial::of(words).filter(|_| self.has_other_initial);
        let write = initial.map_or(String::new(), |initial| format!(", and write `{}`", initial.marked()));
        format!("`@{}, {}`{write}", self.source, self.locator)
    }
}
