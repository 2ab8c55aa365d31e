//! The verification page: totals by verdict, and every quotation that is not simply true.

use super::entries::{quoted_words, source_mention};
use super::here::Here;
use super::leaf::capture_link;
use super::note::superseded as superseded_place;
use super::provenance::verdicts;
use crate::base::html::escape;
use crate::parse::site::{QuotationSettings, Relaxation};
use crate::render::html::Html;
use crate::render::view::{CaptureCounts, Link, QuotationLine, Verification};
use crate::resolve::digest::{Commentary, Finding};

/// `/verification/`
pub fn verification(here: &Here) -> Verification {
    let digest = here.digest;
    let (mut superseded, mut translated, mut unverified) = (Vec::new(), Vec::new(), Vec::new());
    for (_, commentary) in digest.entries() {
        for (index, finding) in commentary.body.findings.iter().enumerate() {
            let list = match finding {
                Finding::Superseded(_) => &mut superseded,
                Finding::Translated(_) => &mut translated,
                Finding::NotVerified(_) => &mut unverified,
                Finding::Verified(_) | Finding::Name => continue,
            };
            list.push(line(here, commentary, index, finding));
        }
    }
    let settings = &digest.site.quotations;
    Verification {
        quotations: digest.tally.total(),
        verified: digest.tally.verified(),
        verdicts: verdicts(here, &digest.tally),
        captures: CaptureCounts {
            placed: digest.moves.placed,
            moved: digest.moves.moved,
            ambiguous: digest.moves.ambiguous,
            superseded: digest.moves.superseded,
        },
        superseded,
        translated,
        unverified,
        contract: settings.contract,
        contract_link: contract_page(here),
        relaxed: relaxed(settings),
    }
}

/// The page that prints the contract: `manual/contract`, where the site has the manual.
fn contract_page(here: &Here) -> Option<String> {
    let is_it = |page: &&crate::resolve::digest::Page| page.file.path().as_str() == "content/pages/manual/contract.md";
    here.digest.pages.iter().find(is_it).map(|page| here.link(&page.route))
}

/// Rules of the contract that the site relaxes, by their names in `site.toml`.
fn relaxed(settings: &QuotationSettings) -> Vec<String> {
    Relaxation::ALL.into_iter().filter(|rule| settings.relaxes(*rule)).map(|rule| rule.name().to_owned()).collect()
}

fn line(here: &Here, commentary: &Commentary, index: usize, finding: &Finding) -> QuotationLine {
    let quotation = &commentary.body.document.quotations[index];
    let note = commentary.notes.iter().find(|note| note.lemmas.iter().any(|lemma| lemma.quotation == index));
    let link = match note {
        Some(note) => here.link_to_place(&commentary.route, &note.anchor),
        None => here.link(&commentary.route),
    };
    let entry = Link { label: commentary.front.title.value.clone(), link, lang: here.lang(&commentary.language) };
    let written = Html::ready(escape(&quotation.words.text().replace("\n\n", " ¶ ")));
    let mut line = QuotationLine {
        words_html: written,
        lang: here.lang(&commentary.language),
        entry,
        source: None,
        paragraph: None,
        capture: None,
        reason: None,
    };
    match finding {
        Finding::Superseded(_) => {
            if let Some(held) = superseded_place(finding) {
                let placed = here.digest.passage(held.passage);
                let source = here.digest.source(placed.source);
                line.words_html = quoted_words(here, held.passage);
                line.lang = here.lang(&source.language);
                line.source = Some(source_mention(here, placed.source));
                line.paragraph = Some(placed.passage.paragraph());
                line.capture = Some(capture_link(here, source, placed.text));
            }
        }
        Finding::Translated(cited) => {
            line.source = Some(source_mention(here, cited.source));
            line.paragraph = cited.paragraphs.map(|(first, _)| first);
        }
        Finding::NotVerified(reason) => line.reason = Some(reason.clone()),
        Finding::Verified(_) | Finding::Name => {}
    }
    line
}
