//! **resolve**: parsed values become one frozen `Digest`.
//!
//! Comes in: a [`Content`]. Goes out: the `Digest`, every passage anchored, every link
//! and route settled, every order made. Never done here: reading bytes, writing HTML, knowing a theme.

pub mod quote;
pub mod diff;
pub mod codes;
pub mod digest;
pub mod order;
pub mod vocabulary;
pub mod translation;
pub mod evidence;
mod unseen;
pub mod recapture;
pub mod gather;
pub mod parallel;
pub mod choose;
pub mod anchor;
pub mod walk;
pub mod locate;
pub mod capture;
pub mod citation;
pub mod folded;
pub mod repair;
pub mod refuse;
pub mod succeed;
pub mod claims;
pub mod front;
pub mod bare;
pub mod uncited;
pub mod summary;
pub mod editions;
pub mod bodies;
pub mod passage;
pub mod notes;
pub mod layout;
pub mod rights;
pub mod describe;
pub mod archive;
pub mod route;
pub mod rename;
pub mod amend;
pub mod give;
pub mod targets;
pub mod address;
pub mod link;
pub mod menu;
pub mod shape;
pub mod footer;
pub mod connect;
pub mod stages;
pub mod alone;
pub mod typeset;
pub mod loose;
pub mod case;
pub mod find;
pub mod marked;
pub mod foreign;
pub mod index;
pub mod terms;
pub mod assemble;

use crate::base::day::Day;
use crate::base::diagnostic::Report;
use crate::base::file::SitePath;
use crate::parse::content::Content;
use assemble::assemble;
use digest::{CaptureTally, Digest, Tally};
use index::make_index;
use stages::{address, judge, put_in_order};

/// What the person who builds asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The day it is, in the site's time zone. It decides what is held back and warned about, and nothing else.
    pub today: Day,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether entries of days to come are shown.
    pub future: bool,
}

/// What came of resolving a site.
#[derive(Debug)]
pub struct Resolved {
    /// The digest; `None` where the report has errors, or where files could not be read.
    pub digest: Option<Digest>,
    /// Quotations by verdict, refused ones too.
    pub tally: Tally,
    /// What became of quotations whose source has changed.
    pub moves: CaptureTally,
    /// Entries of days to come that were left out, in the order of their days.
    pub held_back: Vec<HeldBack>,
    /// Every problem found.
    pub report: Report,
}

/// A commentary or edition whose day has not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBack {
    /// Its file.
    pub file: SitePath,
    /// Its title.
    pub title: String,
    /// Its day.
    pub date: Day,
}

/// Makes the digest of a site, or says everything that stands in its way.
pub fn resolve(mut content: Content, asked: &Asked) -> Resolved {
    let mut report = Report::default();
    let ordered = put_in_order(&mut content, asked, &mut report);
    let judged = judge(&content, &ordered, &mut report);
    let index = make_index(&ordered, &judged);
    let addressed = address(&content, &ordered, &judged, &index.counts(&ordered), &mut report);
    let (tally, moves) = judged.tallies();
    let held_back = ordered.chosen.held_back.clone();
    // What a file with errors of its own would have said is missing without a second report.
    // So is what `parse` has reported of a claim: it has no shape, and no second report here.
    let is_whole = judged.shapes.iter().all(Option::is_some);
    let is_sound = !report.has_errors() && content.broken_files.is_empty() && is_whole;
    let digest = is_sound.then(|| assemble(content, ordered, judged, (addressed, index)));
    Resolved { digest, tally, moves, held_back, report }
}
