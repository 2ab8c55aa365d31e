//! Passages: every verified place once, in order, with an address.
//!
//! Comes in: the outcomes of all claims. Goes out: [`Passages`]. Never done here: verifying.

use super::anchor::passage_hash;
use super::claims::{Holding, Outcome};
use super::digest::{Finding, Held, PassageIx, SourceIx};
use super::gather::Sources;
use super::quote::Passage;
use std::collections::BTreeMap;

/// Every passage of the site, by source, text, and where it begins: a [`PassageIx`] is a place in `list`.
#[derive(Debug)]
pub struct Passages {
    /// In order.
    pub list: Vec<Placed>,
    by_place: BTreeMap<Place, PassageIx>,
}

/// A passage with its text and its hash.
#[derive(Debug)]
pub struct Placed {
    /// The source,
    pub source: SourceIx,
    /// which of its texts,
    pub text: usize,
    /// and where in it.
    pub passage: Passage,
    /// HASH of SPEC 8: `q-` and `n-` stand before it.
    pub hash: String,
}

/// Source, text, and the block and bytes of each stretch.
type Place = (SourceIx, usize, Vec<(usize, usize, usize)>);

fn place_of(holding: &Holding) -> Place {
    let stretches = holding.passage.stretches().iter();
    let stretches = stretches.map(|stretch| (stretch.block, stretch.range.start, stretch.range.end));
    (holding.source, holding.text, stretches.collect())
}

/// Puts all verified places in order, equal ones once, whatever the order of the claims.
pub fn place_passages<'a>(outcomes: impl Iterator<Item = &'a Outcome>, sources: &Sources) -> Passages {
    let mut places: BTreeMap<Place, &Holding> = BTreeMap::new();
    let held = outcomes.filter_map(|outcome| match outcome {
        Outcome::Verified(held) | Outcome::Superseded(held) => Some(held),
        _ => None,
    });
    for holding in held.flatten() {
        // Claims of one place may differ in verdict, which is each claim's own: the lowest one stands here.
        let kept = places.entry(place_of(holding)).or_insert(holding);
        if holding.passage.verdict() < kept.passage.verdict() {
            *kept = holding;
        }
    }
    let by_place = places.keys().enumerate().map(|(index, place)| (place.clone(), PassageIx(index))).collect();
    let list = places.into_values().map(|holding| {
        let Holding { source, text, passage, .. } = holding;
        let hash = passage_hash(&sources.get(*source).first_id, passage.words(), passage.ordinal());
        Placed { source: *source, text: *text, passage: passage.clone(), hash }
    });
    Passages { list: list.collect(), by_place }
}

impl Passages {
    /// The passage at an index.
    pub fn get(&self, index: PassageIx) -> &Placed {
        &self.list[index.0]
    }

    /// The findings of a body: outcomes whose places have become passages. `None` where one was refused.
    pub fn findings(&self, outcomes: &[Outcome]) -> Option<Vec<Finding>> {
        outcomes
            .iter()
            .map(|outcome| match outcome {
                Outcome::Verified(held) => Some(Finding::Verified(self.held(held))),
                Outcome::Superseded(held) => Some(Finding::Superseded(self.held(held))),
                Outcome::Translated(cited) => Some(Finding::Translated(cited.clone())),
                Outcome::NotVerified(reason) => Some(Finding::NotVerified(reason.clone())),
                Outcome::Name => Some(Finding::Name),
                Outcome::Refused => None,
            })
            .collect()
    }

    fn held(&self, held: &[Holding]) -> Vec<Held> {
        let place = |holding: &Holding| Held {
            passage: self.by_place[&place_of(holding)],
            verdict: holding.passage.verdict(),
            flags: holding.flags,
            fate: holding.fate,
        };
        held.iter().map(place).collect()
    }
}
