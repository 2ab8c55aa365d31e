//! **notes**: what readers marked and wrote in other programs becomes a draft commentary.
//!
//! Comes in: the bytes of an export. Goes out: an [`export::Export`], each work matched to a stored source or to none, and
//! the text of a draft. Never done here: believing that marked words are in a source: they are claims, verified by
//! `resolve` like everybody's; and writing over anything.

pub mod export;
mod pairing;
mod kindle_words;
mod kindle;
mod table;
mod hypothesis;
mod readwise;
mod csl;
mod markup;
mod zotero;
mod bibtex;
mod sniff;
pub mod address;
pub mod matching;
pub mod metadata;
pub mod escape;
pub mod draft;

pub use sniff::format_of;

use export::{Broken, Export, Format, MOST_ENTRIES};

/// Reads an export of a known form.
pub fn read(format: Format, bytes: &[u8]) -> Result<Export, Broken> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Broken::at(line, "this is not UTF-8 text")
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let export = match format {
        Format::HypothesisJson => hypothesis::read_json(text),
        Format::HypothesisCsv => hypothesis::read_csv(text),
        Format::ReadwiseCsv => readwise::read(text),
        Format::Kindle => kindle::read(text),
        Format::ZoteroNote => zotero::read(text),
        Format::CslJson => csl::read(text),
        Format::Bibtex => bibtex::read(text),
    }?;
    match export.entries {
        many if many > MOST_ENTRIES => Err(Broken {
            line: None,
            message: format!("there are {many} entries, and more than {MOST_ENTRIES} are not read at once"),
        }),
        _ => Ok(export),
    }
}
