//! What stands between the brackets of a citation, read (SPEC 4.8 to 4.10). The reading itself is in `citation`.

use super::ids::{CaptureName, SourceId};
use crate::base::file::Span;

/// Where in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Locator {
    /// `¶3`
    Paragraph(u32),
    /// `¶¶3–5`, both ends inclusive, the first not after the last.
    Paragraphs(u32, u32),
    /// `p. 3`: a printed page, as the source's `pages` name it.
    Page(String),
}

/// The flags in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `emphasis added`
    pub emphasis_added: bool,
    /// `my translation`
    pub my_translation: bool,
    /// `official translation`
    pub official_translation: bool,
    /// `omission checked`
    pub omission_checked: bool,
}

/// One source named in a citation, with all that follows its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationItem {
    /// The key; `None` for the short form `[¶12]`, which means the one source of the front matter.
    pub key: Option<SourceId>,
    /// The key with its `@`, or the whole item in the short form.
    pub key_span: Span,
    /// Free text before the key, `see`.
    pub prefix: String,
    /// Where in the source, as written.
    pub locator: Option<Locator>,
    /// The bytes of the locator as written.
    pub locator_span: Option<Span>,
    /// The capture it names.
    pub capture: Option<CaptureName>,
    /// Its flags.
    pub flags: Flags,
    /// Which of equal words: `2nd` is 2. Never 0.
    pub occurrence: Option<u32>,
    /// The whole item in the file.
    pub span: Span,
}

/// One pair of brackets that cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// From `[` to `]` in the file.
    pub span: Span,
    /// The sources it names; empty only for `[not verified: REASON]` without a key.
    pub items: Vec<CitationItem>,
    /// The reason after `not verified:`.
    pub not_verified: Option<String>,
}
