//! Every stored text, folded once, and the names that are no quotations.
//!
//! Comes in: sources and publications. Goes out: [`FoldedTexts`]. Never done here: deciding which text a claim is tried in.

use super::digest::SourceIx;
use super::gather::Sources;
use super::quote::{Claim, FoldedSource, verify};
use super::vocabulary::Vocabulary;
use crate::base::language::Language;
use crate::parse::ids::SourceId;
use crate::parse::locator::Locator;
use crate::parse::site::QuotationSettings;
use crate::parse::words::{StoredText, Words};
use rayon::prelude::*;

/// All that claims are verified against.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// Every source.
    pub sources: &'a Sources,
    /// Their texts, folded.
    pub folded: &'a FoldedTexts,
    /// `[quotations]`
    pub settings: &'a QuotationSettings,
}

/// The folded texts of all sources.
pub struct FoldedTexts {
    texts: Vec<Vec<FoldedSource>>,
    titles: Vec<Vec<Name>>,
    publications: Vec<Name>,
    language: Language,
}

/// A name, folded, with its own characters.
struct Name {
    text: String,
    folded: FoldedSource,
}

impl Name {
    fn new(text: &str, language: &Language) -> Name {
        Name { text: text.to_owned(), folded: FoldedSource::new(&StoredText::from_text(text), language) }
    }
}

/// Folds all texts of a site, on all cores.
pub fn fold_texts(sources: &Sources, vocabulary: &Vocabulary, language: &Language) -> FoldedTexts {
    fold(sources, vocabulary.publication_names().map(|name| Name::new(name, language)).collect(), language)
}

/// Folds texts that belong to no site.
pub fn fold_loose(sources: &Sources, language: &Language) -> FoldedTexts {
    fold(sources, Vec::new(), language)
}

fn fold(sources: &Sources, publications: Vec<Name>, language: &Language) -> FoldedTexts {
    let texts = sources.list.par_iter().map(|source| {
        let texts = source.texts.iter();
        let fold =
            texts.map(|text| FoldedSource::new(&text.read.stored, &source.language).with_pages(&text.read.front.pages));
        fold.collect::<Vec<_>>()
    });
    let titles = sources.list.par_iter().map(|source| {
        let fronts = source.texts.iter().map(|text| &text.read.front);
        let titles = fronts.flat_map(|front| std::iter::once(&front.title).chain(front.subtitle.as_ref()));
        titles.map(|title| Name::new(title, &source.language)).collect::<Vec<_>>()
    });
    FoldedTexts { texts: texts.collect(), titles: titles.collect(), publications, language: language.clone() }
}

impl FoldedTexts {
    /// One text.
    pub fn get(&self, source: SourceIx, text: usize) -> &FoldedSource {
        &self.texts[source.0][text]
    }

    /// The current texts of all other sources, in the order of their ids.
    pub fn others<'a>(
        &'a self,
        but: SourceIx,
        sources: &'a Sources,
    ) -> impl Iterator<Item = (&'a SourceId, &'a FoldedSource)> {
        let all = sources.in_order_of_ids().filter(move |(index, _)| *index != but);
        all.map(|(index, source)| (&source.id, self.get(index, 0)))
    }

    /// Whether words are, whole, the name of a publication or a title of one of these sources.
    pub fn is_name(&self, words: &Words, cited: impl Iterator<Item = SourceIx>, settings: &QuotationSettings) -> bool {
        let titles = cited.flat_map(|source| &self.titles[source.0]);
        self.publications.iter().chain(titles).any(|name| self.is_whole(words, name, settings))
    }

    fn is_whole(&self, words: &Words, name: &Name, settings: &QuotationSettings) -> bool {
        let locator = Locator::Paragraph(1);
        let claim = Claim { locator: Some(&locator), ..Claim::of(words, &self.language) };
        let Ok(verified) = verify(&claim, &name.folded, settings) else { return false };
        let [stretch] = verified.passage.stretches() else { return false };
        let rest = [name.text.get(..stretch.range.start), name.text.get(stretch.range.end..)];
        rest.iter().flatten().all(|rest| !rest.contains(char::is_alphanumeric))
    }

    /// Drops all but the texts themselves, which become part of the digest.
    pub fn into_texts(self) -> Vec<Vec<FoldedSource>> {
        self.texts
    }
}
