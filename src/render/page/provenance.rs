//! What became of quotations, as numbers with links to the page that explains them.

use super::entries::source_mention;
use super::here::{Here, section};
use crate::render::view::{Provenance, StoredCopy, VerdictCount};
use crate::resolve::digest::{Commentary, Layout, SourceIx, Tally, Text};

/// Verdicts in the order of the verification page, with their counts.
pub fn counts(tally: &Tally) -> [(&'static str, usize); 6] {
    [
        ("verbatim", tally.verbatim),
        ("typography", tally.typography),
        ("marked", tally.marked),
        ("translated", tally.translated),
        ("superseded", tally.superseded),
        ("unverified", tally.unverified),
    ]
}

/// Each verdict with the link to its section of the verification page.
pub fn verdicts(here: &Here, tally: &Tally) -> Vec<VerdictCount> {
    let count = |(verdict, count)| VerdictCount { verdict, count, link: verdict_link(here, verdict) };
    counts(tally).into_iter().map(count).collect()
}

/// The section of the verification page that says what a verdict means.
pub fn verdict_link(here: &Here, verdict: &str) -> String {
    here.link_to_place(&section(&["verification"]), verdict)
}

/// What became of a commentary's quotations.
pub fn provenance(here: &Here, commentary: &Commentary) -> Provenance {
    let tally = &commentary.tally;
    let mut verdicts = verdicts(here, tally);
    verdicts.retain(|verdict| verdict.count > 0);
    let copies = match commentary.source {
        Some((source, text)) if matches!(commentary.layout, Layout::Beside(_)) => {
            vec![copy(here, source, text)]
        }
        _ => commentary.cites.iter().map(|source| copy(here, *source, 0)).collect(),
    };
    Provenance { quotations: tally.total(), verified: tally.verified(), verdicts, superseded: tally.superseded, copies }
}

fn copy(here: &Here, source: SourceIx, text: usize) -> StoredCopy {
    let stored = &here.digest.source(source).texts[text];
    let sha256 = accepted_hash(stored).map(str::to_owned);
    let mut mention = source_mention(here, source);
    mention.link = here.link(&stored.route);
    StoredCopy { source: mention, sha256 }
}

/// The hash that the text was checked against: that of the last amendment, else that of its capture.
pub fn accepted_hash(text: &Text) -> Option<&str> {
    let amended = text.front.own_amendments().last().map(|amendment| amendment.sha256.as_str());
    let captured = || text.front.capture.as_ref()?.sha256.as_ref().map(|hash| hash.value.as_str());
    amended.or_else(captured)
}
