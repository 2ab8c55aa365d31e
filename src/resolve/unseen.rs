//! Control characters in a stored text that no reader sees: what is left where old bytes were read in the wrong encoding.
//!
//! Comes in: a source file. Goes out: `source-encoding`, at the first of them, with what they were meant to be. Never done here:
//! changing a text.

use super::codes::SOURCE_ENCODING;
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::parse::source::SourceFile;

/// Looks for U+0080–U+009F, which Windows has for quotation marks, dashes and the euro.
pub fn check_unseen(source: &SourceFile, report: &mut Report) {
    let is_unseen = |character: char| matches!(character, '\u{80}'..='\u{9f}');
    let mut found = source.file.text().char_indices().filter(|(_, character)| is_unseen(*character));
    let Some((at, first)) = found.next() else { return };
    let count = 1 + found.count();
    let meant = match first {
        '\u{80}' => " (`€`)",
        '\u{82}' | '\u{84}' | '\u{91}'..='\u{94}' => " (a quotation mark)",
        '\u{85}' => " (`…`)",
        '\u{95}' => " (`•`)",
        '\u{96}' | '\u{97}' => " (a dash)",
        _ => "",
    };
    let of = if count == 1 { "a control character".to_owned() } else { format!("{count} control characters") };
    let message = format!(
        "the text of `{}` holds {of} that nobody sees, the first U+{:04X}, which Windows has for another{meant}",
        source.id,
        u32::from(first)
    );
    let place = Place::of(&source.file, at..at + first.len_utf8());
    report.add(Diagnostic::new(&SOURCE_ENCODING, place, message).help(format!(
        "ingest the page again from its bytes; or write the characters that are meant, and accept them with \
         `postil amend {} --because \"wrong encoding\"`",
        source.id
    )));
}
