//! Diagnostics and the line that sums a run up, as people and other programs read them.
//!
//! Comes in: sorted diagnostics, and the tree they are about. Goes out: text. Never done here: writing it anywhere.

pub mod human;
pub mod machine;
pub mod github;
pub mod sarif;
pub mod markdown;
pub mod summary;
pub mod exposure;

use super::args::Format;
use super::terminal::printable;
use crate::base::diagnostic::Diagnostic;
use crate::base::file::Tree;
use crate::base::mend::Change;
use crate::render::exposure::Exposed;
use crate::resolve::digest::{CaptureTally, Tally};
use std::path::Path;

/// What a check found.
pub struct Found<'a> {
    /// Where the site lies.
    pub root: &'a Path,
    /// Its files.
    pub tree: &'a Tree,
    /// Sorted.
    pub diagnostics: &'a [Diagnostic],
    /// Quotations by verdict.
    pub tally: Tally,
    /// What became of quotations whose source has changed.
    pub moves: CaptureTally,
    /// What leaves of each text; `None` where it was not asked for, or where the site has errors.
    pub exposure: Option<&'a [Exposed]>,
    /// What `--fix` changed; `None` where it was not asked to.
    pub fixed: Option<&'a [Change]>,
}

/// All diagnostics in a format. Ends without a line end; empty where there is nothing to say.
pub fn print(found: &Found, format: Format) -> String {
    match format {
        Format::Human => human::print(found.diagnostics, found.tree),
        Format::Short => found.diagnostics.iter().map(short).collect::<Vec<_>>().join("\n"),
        Format::Json => machine::print(found),
        Format::Github => github::print(found.diagnostics, found.root),
        Format::Sarif => sarif::print(found),
        Format::Markdown => markdown::print(found),
    }
}

/// `file:line:column: error[code]: message`, on one line whatever the message holds.
fn short(diagnostic: &Diagnostic) -> String {
    printable(&diagnostic.to_string().replace('\n', " "))
}
