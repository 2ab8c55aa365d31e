//! One commentary judged by itself, as if the site had no other: what `quote` and `new` ask before anything is written.
//!
//! Comes in: content with that commentary in it. Goes out: an [`Outcome`] for each of its quotations, and the problems
//! of its file. Never done here: any rule; the stages are those of every build.

use super::Asked;
use super::claims::Outcome;
use super::stages::{judge, put_in_order};
use crate::base::day::Day;
use crate::base::diagnostic::Report;
use crate::base::file::SitePath;
use crate::parse::content::Content;

/// What came of it.
#[derive(Debug)]
pub struct Alone {
    /// By index of the quotations of its body; empty where the file could not be read.
    pub outcomes: Vec<Outcome>,
    /// Problems of its file. What is wrong with others is theirs.
    pub report: Report,
}

/// Judges the commentary at `file`. Today is the day a site's build would take.
pub fn judge_alone(mut content: Content, file: &SitePath, today: Day) -> Alone {
    content.commentary.retain(|commentary| commentary.file.path() == file);
    content.editions.clear();
    content.pages.clear();
    let mut report = Report::default();
    let asked = Asked { today, drafts: true, future: true };
    let ordered = put_in_order(&mut content, &asked, &mut report);
    let judged = judge(&content, &ordered, &mut report);
    let outcomes = judged.bodies.commentary.into_iter().next().map(|checked| checked.outcomes).unwrap_or_default();
    let mut own = Report::default();
    report.iter().filter(|found| found.place.file == *file).for_each(|found| own.add(found.clone()));
    Alone { outcomes, report: own }
}
