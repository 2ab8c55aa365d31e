//! What looks like a claim and has no citation, where it is neither a name nor a title (SPEC 4.4, 4.11, 4.14).
//!
//! Comes in: a body with its citations settled. Goes out: `quotation-uncited` for spans, `citation-as-link` for links whose
//! text is the key of a source. Never done here: finding either; `parse` did.

use super::citation::{Named, Speaker};
use super::claims::named_in;
use super::folded::Evidence;
use crate::base::diagnostic::Report;
use crate::parse::slips;
use crate::parse::words::Words;

/// Reports the uncited spans of a body, and its links made of keys.
pub fn report_uncited(speaker: &Speaker, named: &[Vec<Named>], evidence: Evidence, report: &mut Report) {
    for found in &speaker.document.uncited {
        let sources = named_in(found.sentence.citations.iter(), named);
        if !evidence.folded.is_name(&Words::from_text(&found.words), sources, evidence.settings) {
            report.add(slips::uncited(speaker.file, found, evidence.settings.uncited));
        }
    }
    for (key, span) in &speaker.document.linked_keys {
        if evidence.sources.find(key).is_some() {
            report.add(slips::key_as_link(speaker.file, key, span.clone()));
        }
    }
}
