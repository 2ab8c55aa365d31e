//! What is shown: drafts are left out, what is dated after today is held back, the rest is put in order.
//!
//! Comes in: every commentary, edition and page. Goes out: [`Chosen`], in the orders of the digest. Never done here:
//! reading a body.

use super::codes::DATE_TO_COME;
use super::digest::CommentaryIx;
use super::gather::front_place;
use super::order::newest_first;
use super::{Asked, HeldBack};
use crate::base::day::{Day, PartialDay};
use crate::base::diagnostic::{Diagnostic, Report};
use crate::base::file::SitePath;
use crate::base::route::Route;
use crate::parse::commentary::Commentary;
use crate::parse::content::Content;
use crate::parse::edition::Edition;
use crate::parse::ids::CommentaryId;
use crate::parse::page::Page;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// What is shown, and what is checked but not shown.
#[derive(Debug)]
pub struct Chosen {
    /// Newest first, then by id: a [`CommentaryIx`] is a place in it.
    pub commentary: Vec<Commentary>,
    /// Held back: checked all the same, so that its day brings no surprise.
    pub commentary_to_come: Vec<Commentary>,
    /// Newest first, then by id.
    pub editions: Vec<Edition>,
    /// Held back.
    pub editions_to_come: Vec<Edition>,
    /// By route.
    pub pages: Vec<(Route, Page)>,
    /// What is held back, in the order of days.
    pub held_back: Vec<HeldBack>,
    by_id: BTreeMap<CommentaryId, CommentaryIx>,
    unpublished: BTreeMap<SitePath, Unpublished>,
    unpublished_ids: BTreeMap<CommentaryId, Unpublished>,
}

/// Why a file is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unpublished {
    /// It is a draft.
    Draft,
    /// Its day has not come.
    HeldBack(Day),
}

impl Chosen {
    /// The shown commentary of an id.
    pub fn find(&self, id: &CommentaryId) -> Option<CommentaryIx> {
        self.by_id.get(id).copied()
    }

    /// The ids of all shown commentary.
    pub fn ids(&self) -> impl Iterator<Item = &CommentaryId> {
        self.by_id.keys()
    }

    /// Why a file is not shown; `None` where it is, or where there is no such file.
    pub fn unpublished(&self, path: &SitePath) -> Option<Unpublished> {
        self.unpublished.get(path).copied()
    }

    /// Why a commentary is not shown.
    pub fn unpublished_id(&self, id: &CommentaryId) -> Option<Unpublished> {
        self.unpublished_ids.get(id).copied()
    }
}

/// Days of changes that have not come: they would be read as made.
pub fn check_days(chosen: &Chosen, today: Day, report: &mut Report) {
    for entry in &chosen.commentary {
        let front = &entry.front;
        let days =
            [("updated", front.updated), ("withdrawn", front.withdrawn.as_ref().map(|withdrawn| withdrawn.date))];
        let corrections = front.corrections.iter().map(|correction| ("corrections", Some(correction.date)));
        for (key, day) in days.into_iter().chain(corrections) {
            if let Some(day) = day.filter(|day| *day > today) {
                let message = format!("`{key}` of `{}` has the day {day}, after today ({today})", entry.id);
                let place = front_place(&entry.file, key);
                report.add(Diagnostic::new(&DATE_TO_COME, place, message).help("correct the day, if it is a slip"));
            }
        }
    }
}

/// Chooses and orders. Takes commentary, editions and pages out of the content.
pub fn choose(content: &mut Content, asked: &Asked) -> Chosen {
    let mut commentary = std::mem::take(&mut content.commentary);
    commentary.sort_by(|a, b| a.file.path().cmp(b.file.path()));
    let mut editions = std::mem::take(&mut content.editions);
    editions.sort_by(|a, b| a.file.path().cmp(b.file.path()));

    let mut unpublished = BTreeMap::new();
    let mut unpublished_ids = BTreeMap::new();
    for entry in &commentary {
        if let Some(reason) = why_not_shown(entry.front.draft, Some(entry.front.date), asked) {
            unpublished.insert(entry.file.path().clone(), reason);
            unpublished_ids.insert(entry.id.clone(), reason);
        }
    }
    for edition in &editions {
        if let Some(reason) = why_not_shown(edition.draft, Some(edition.date), asked) {
            unpublished.insert(edition.file.path().clone(), reason);
        }
    }
    let mut pages = std::mem::take(&mut content.pages);
    pages.sort_by(|a, b| a.file.path().cmp(b.file.path()));
    for page in &pages {
        if let Some(reason) = why_not_shown(page.draft, None, asked) {
            unpublished.insert(page.file.path().clone(), reason);
        }
    }

    let (mut shown, mut to_come) = (Vec::new(), Vec::new());
    for entry in commentary {
        match unpublished.get(entry.file.path()) {
            None => shown.push(entry),
            Some(Unpublished::HeldBack(_)) => to_come.push(entry),
            Some(Unpublished::Draft) => {}
        }
    }
    shown.sort_by_cached_key(|entry| newest_first(Some(PartialDay::Day(entry.front.date)), entry.id.clone()));
    let (mut editions_shown, mut editions_to_come) = (Vec::new(), Vec::new());
    for edition in editions {
        match unpublished.get(edition.file.path()) {
            None => editions_shown.push(edition),
            Some(Unpublished::HeldBack(_)) => editions_to_come.push(edition),
            Some(Unpublished::Draft) => {}
        }
    }
    editions_shown.sort_by_cached_key(|edition| newest_first(Some(PartialDay::Day(edition.date)), edition.id.clone()));
    pages.retain(|page| !unpublished.contains_key(page.file.path()));
    let mut pages: Vec<(Route, Page)> = pages.into_iter().map(|page| (page_route(page.file.path()), page)).collect();
    pages.sort_by(|a, b| (&a.0, a.1.file.path()).cmp(&(&b.0, b.1.file.path())));

    let commentary_held = to_come.iter().map(|entry| HeldBack {
        file: entry.file.path().clone(),
        title: entry.front.title.value.clone(),
        date: entry.front.date,
    });
    let editions_held = editions_to_come.iter().map(|edition| HeldBack {
        file: edition.file.path().clone(),
        title: edition.title.clone(),
        date: edition.date,
    });
    let mut held_back: Vec<HeldBack> = commentary_held.chain(editions_held).collect();
    held_back.sort_by(|a, b| (a.date, &a.file).cmp(&(b.date, &b.file)));
    Chosen {
        by_id: shown.iter().enumerate().map(|(ix, entry)| (entry.id.clone(), CommentaryIx(ix))).collect(),
        commentary: shown,
        commentary_to_come: to_come,
        editions: editions_shown,
        editions_to_come,
        pages,
        held_back,
        unpublished,
        unpublished_ids,
    }
}

fn why_not_shown(draft: bool, date: Option<Day>, asked: &Asked) -> Option<Unpublished> {
    if draft && !asked.drafts {
        return Some(Unpublished::Draft);
    }
    date.filter(|date| *date > asked.today && !asked.future).map(Unpublished::HeldBack)
}

/// `content/pages/a/index.md` is `/a/`, `content/pages/a/b.md` is `/a/b/`; names are composed as NFC.
fn page_route(path: &SitePath) -> Route {
    let below = path.below("content/pages").unwrap_or(path.as_str());
    let below: String = below.strip_suffix(".md").unwrap_or(below).nfc().collect();
    let mut parts: Vec<&str> = below.split('/').collect();
    if parts.last() == Some(&"index") {
        parts.pop();
    }
    Route::page(&parts).unwrap_or_else(Route::root)
}
