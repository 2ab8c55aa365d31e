//! Whether a stored text is still the one that was captured (SPEC 3).
//!
//! Comes in: a source file with the hash that was written down. Goes out: `source-altered`, with all that a hash alone
//! can tell. Never done here: accepting a change.

use super::codes::SOURCE_ALTERED;
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::hash::sha256_hex;
use crate::parse::source::SourceFile;

/// Compares a text with the hash of its last amendment, else with that of its capture. A text without either has
/// nothing to be compared with.
pub fn check_hash(source: &SourceFile, report: &mut Report) {
    let front = &source.front;
    let captured = front.capture.as_ref().and_then(|capture| capture.sha256.as_ref());
    let amended = front.own_amendments().last();
    let Some(expected) = amended.map(|last| last.sha256.as_str()).or(captured.map(|hash| hash.value.as_str())) else {
        return;
    };
    let actual = sha256_hex(source.hashed_text.as_bytes());
    if actual.eq_ignore_ascii_case(expected) {
        return;
    }
    let place = match captured {
        Some(hash) => Place::of(&source.file, hash.span.clone()),
        None => Place::file(source.file.path()),
    };
    let id = &source.id;
    let since = match amended {
        Some(last) => format!("amended on {}", last.date),
        None => "captured".to_owned(),
    };
    let known = known_state(source, &actual);
    let diagnostic = if only_blanks_differ(&source.hashed_text, expected) {
        let message =
            format!("the text of `{id}` has changed since it was {since}; only blanks or the form of letters differ");
        Diagnostic::new(&SOURCE_ALTERED, place, message)
            .help("take the added blanks out again (two in a row, at the end of a line, no-break blanks), or write the file in NFC")
    } else if let Some(known) = known {
        let message = format!("the text of `{id}` is not the one that was {since}, but {known}");
        Diagnostic::new(&SOURCE_ALTERED, place, message)
            .help("make the wanted correction in the text again, or take out the `amendments` that no longer hold")
    } else {
        let message = format!("the text of `{id}` has changed since it was {since}");
        Diagnostic::new(&SOURCE_ALTERED, place, message).help(format!(
            "only the hash of that text is kept, so the words that differ cannot be shown here: restore it from your version \
             control, where `git log -p` on this file shows them.\n\
             If the correction is wanted, write it down under `amendments`:\n\
             amendments: [{{date: YYYY-MM-DD, because: \"…\", sha256: {actual}}}]"
        ))
    };
    report.add(diagnostic);
}

/// Whether the text is one that was stored before: as captured, or as an earlier amendment left it.
fn known_state(source: &SourceFile, actual: &str) -> Option<String> {
    let front = &source.front;
    let earlier =
        front.own_amendments().iter().rev().skip(1).find(|amendment| amendment.sha256.eq_ignore_ascii_case(actual));
    if let Some(amendment) = earlier {
        return Some(format!("the one of the amendment of {}", amendment.date));
    }
    let captured = front.capture.as_ref()?.sha256.as_ref()?;
    captured.value.eq_ignore_ascii_case(actual).then(|| "the one that was captured first".to_owned())
}

/// A hash does not tell what it was made of, so the texts that a formatter could have started from are tried: blanks
/// that were doubled, added at the ends of lines or made unbreakable, and letters taken apart.
fn only_blanks_differ(text: &str, expected: &str) -> bool {
    use unicode_normalization::UnicodeNormalization;
    let composed: String = text.nfc().collect();
    let decomposed: String = text.nfd().collect();
    let candidates = [text, &composed, &decomposed];
    candidates.iter().any(|candidate| {
        let plain_blanks = candidate.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ");
        let forms = [(*candidate).to_owned(), tidy(candidate), plain_blanks.clone(), tidy(&plain_blanks)];
        forms.iter().any(|form| sha256_hex(form.as_bytes()).eq_ignore_ascii_case(expected))
    })
}

/// Blocks with single blanks, none at the ends, and no empty block.
fn tidy(text: &str) -> String {
    let blocks = text.split("\n\n").map(|block| {
        let lines = block
            .split('\n')
            .map(|line| line.split([' ', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "));
        lines.collect::<Vec<_>>().join("\n").trim().to_owned()
    });
    blocks.filter(|block| !block.is_empty()).collect::<Vec<_>>().join("\n\n")
}
