//! `postil check`: all that `build` checks, and nothing written.

use super::args::{Check, Format};
use super::outcome::{Exit, Stop};
use super::print::{Found, print, summary};
use super::{read, root, terminal};
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::parse;
use crate::resolve::digest::{CaptureTally, Tally};
use std::path::Path;

/// Checks the site and prints what it found.
pub fn check(given: Option<&Path>, wanted: &Check) -> Result<Exit, Stop> {
    let root = root::find(given)?;
    let (tree, mut report) = read::read(&root)?;
    let (_content, parsed) = parse::content::read(&tree);
    report.extend(parsed);
    let diagnostics = report.sorted();
    let found = Found {
        root: &root,
        tree: &tree,
        diagnostics: &diagnostics,
        tally: Tally::default(),
        moves: CaptureTally::default(),
    };
    let text = print(&found, wanted.format);
    if !text.is_empty() {
        terminal::say(&text)?;
    }
    if wanted.format == Format::Human
        && let Some(problems) = summary::problems(&diagnostics)
    {
        terminal::say(&format!("\n{problems}"))?;
    }
    Ok(exit(&diagnostics, wanted.strict))
}

fn exit(diagnostics: &[Diagnostic], strict: bool) -> Exit {
    let worst = if strict { Severity::Warning } else { Severity::Error };
    let found = diagnostics.iter().any(|diagnostic| diagnostic.severity <= worst);
    if found { Exit::Found } else { Exit::Clean }
}
