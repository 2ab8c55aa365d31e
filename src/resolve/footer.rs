//! The footer of `site.toml`: Markdown without the two marks, under every page.
//!
//! Comes in: the text of `footer`. Goes out: a [`Footer`], whose problems are told at its key in `site.toml`. Never done
//! here: settling its links.

use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::FileText;
use crate::parse::content::Content;
use crate::parse::document::Document;
use crate::parse::markdown::read_source;
use std::sync::Arc;

/// The footer, read.
#[derive(Debug)]
pub struct Footer {
    /// Its text alone, under the name of `site.toml`, from which its links lead.
    pub file: Arc<FileText>,
    /// Its blocks.
    pub document: Document,
    /// Its key in `site.toml`.
    pub place: Place,
}

/// Reads the footer, where there is one.
pub fn read_footer(content: &Content, report: &mut Report) -> Option<Footer> {
    let text = content.site.footer.as_ref()?;
    let file = FileText::new(content.site_file.path().clone(), text);
    let mut problems = Report::default();
    let (document, _, _) = read_source(&file, 0..file.text().len(), &mut problems);
    let footer = Footer { file, document, place: key_place(&content.site_file) };
    footer.retell(problems, report);
    Some(footer)
}

impl Footer {
    /// Tells problems of the footer where it is written: places inside a string of TOML are no places of the file.
    pub fn retell(&self, problems: Report, report: &mut Report) {
        for problem in problems.iter() {
            let told = Diagnostic { place: self.place.clone(), fixes: Vec::new(), ..problem.clone() };
            report.add(told);
        }
    }
}

fn key_place(file: &FileText) -> Place {
    let mut at = 0;
    for line in file.text().split_inclusive('\n') {
        if line.trim_start().strip_prefix("footer").is_some_and(|rest| rest.trim_start().starts_with('=')) {
            return Place::of(file, at..at + line.trim_end().len());
        }
        at += line.len();
    }
    Place::file(file.path())
}
