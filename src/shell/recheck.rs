//! `postil recheck [ID…]`: the addresses of stored sources, asked for again.
//!
//! Comes in: the sources of a site. Goes out: of each whether its page is as it was stored, and a total. Never done here:
//! judging a text (`resolve::recapture` does), and changing a source unless `--keep` says so.

mod seen;
mod finding;
mod said;

use super::args::{Ingest, Recheck, RecheckFormat};
use super::ingest::input;
use super::ingest::known::Known;
use super::ingest::{as_stored, clip_of, found, join, limits, recapture};
use super::outcome::{Exit, Stop};
use super::progress::Progress;
use super::web::polite::Polite;
use super::web::{self, Answer, Fault, Page, Seen};
use super::{clock, read, root, terminal};
use crate::base::day::Day;
use crate::base::hash::sha256_hex;
use crate::base::suggest::nearest;
use crate::parse::content::Content;
use crate::parse::ids::SourceId;
use crate::parse::source::SourceFile;
use crate::resolve::recapture::distance;
use finding::{Finding, What};
use seen::SeenPages;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;
use std::time::Duration;
use url::Url;

/// Asks for the pages one after the other, those of each host in turn.
pub fn recheck(given: Option<&Path>, wanted: &Recheck) -> Result<Exit, Stop> {
    let root = root::find(given)?;
    let (tree, _) = read::read(&root)?;
    let content = read::content(&tree)?;
    let sources = chosen(&content, &wanted.ids)?;
    let now = clock::now(None)?;
    let again = Ingest {
        keep_raw: wanted.keep_raw,
        private: wanted.private,
        limits: wanted.limits.clone(),
        ..Ingest::default()
    };
    let mut round = Round {
        root: &root,
        wanted,
        again,
        known: Known::of(&content, &tree),
        content: &content,
        today: now.day_in(&content.site.time_zone),
        stamp: now.stamp_in(&content.site.time_zone),
        polite: Polite::new(Duration::from_secs(wanted.pause), wanted.private),
        seen: SeenPages::read(&root),
    };
    let mut findings = Vec::new();
    let progress = Progress::new(sources.len());
    let in_words = wanted.format == RecheckFormat::Human;
    for source in in_turn(sources) {
        let finding = round.one(source)?;
        progress.tick();
        if in_words && let Some(said) = said::finding(&finding, wanted) {
            progress.end();
            terminal::say(&said)?;
        }
        findings.push(finding);
        round.seen.write_some(&root);
    }
    progress.end();
    round.seen.write(&root)?;
    findings.sort_by(|one, other| one.id.cmp(&other.id));
    terminal::say(&if in_words { said::total(&findings) } else { said::json(&findings) })?;
    Ok(finding::exit(&findings))
}

/// What one run knows and does.
struct Round<'a> {
    root: &'a Path,
    wanted: &'a Recheck,
    /// What an `ingest` of each page would be asked.
    again: Ingest,
    known: Known,
    content: &'a Content,
    today: Day,
    stamp: Option<String>,
    polite: Polite,
    seen: SeenPages,
}

impl Round<'_> {
    /// Asks for one source. A problem of its page is a finding; one of this machine's disk ends the run.
    fn one(&mut self, source: &SourceFile) -> Result<Finding, Stop> {
        let mut finding = Finding::of(source);
        let asked = finding.address.as_deref().and_then(web::address);
        let (None, Some(address)) = (finding::left_out(source), asked) else {
            finding.what = What::LeftOut(finding::left_out(source).unwrap_or("it has no address"));
            return Ok(finding);
        };
        let stored = sha256_hex(source.hashed_text.as_bytes());
        // The first page says nothing of the others.
        let is_joined = source.front.capture.as_ref().is_some_and(|capture| !capture.joined.is_empty());
        let seen = if is_joined { Seen::default() } else { self.seen.of(&address, &stored) };
        let reach = input::reach(&self.again, &limits(&self.again));
        let polite = &mut self.polite;
        let answer = match polite.gave_up(&address) {
            Some(why) => Err(why),
            None => web::fetch_politely(&address, &seen, &reach, &mut |at| polite.leave(at)),
        };
        polite.note(&address, answer.as_ref().err());
        match answer {
            Ok(Answer::Gone(status)) => finding.what = What::Gone(status),
            Ok(Answer::Unchanged(landed)) => {
                finding.landed(&landed);
                finding.what = What::Unchanged;
            }
            Ok(Answer::Page(page)) => {
                finding.landed(&page.landed);
                let seen = page.seen.clone();
                finding.what = self.compare(source, page)?;
                if finding.is_stored() && !is_joined {
                    let stored = finding.new_text().map_or(stored, str::to_owned);
                    self.seen.note(&address, seen, stored);
                }
            }
            Err(Fault::Robots(host)) => finding.what = What::Refused(host),
            Err(fault) => finding.what = What::Unasked(fault.stop(address.as_str())),
        }
        Ok(finding)
    }

    /// Compares a page with the stored text, and stores it where that is asked for.
    fn compare(&mut self, source: &SourceFile, page: Page) -> Result<What, Stop> {
        let address = finding::address_of(source).unwrap_or_default();
        // The day a page says it was saved on is not the day it was fetched.
        let mut input = input::of_page(&address, page);
        input.retrieved = Some(self.today);
        if source.front.capture.as_ref().is_some_and(|capture| !capture.joined.is_empty()) {
            let limits = limits(&self.again);
            let asked = input::Asked { wanted: &self.again, limits: &limits };
            input = join::followed(input, asked, &mut self.polite)?;
        }
        let again = Ingest { publication: Some(source.front.publication.value.clone()), ..self.again.clone() };
        let clip = match clip_of(&input, &again, &self.known) {
            Ok(clip) => clip,
            Err(stop) => return Ok(What::Unread(stop)),
        };
        if let (Some(next), false) = (&clip.next, input.rest.is_empty()) {
            return Ok(What::Unread(Stop::found(format!("the article goes on at `{next}`, which was not read"))));
        }
        let found = as_stored(found(clip, &input, &again, &self.known, self.today), source);
        let Some(new) = recapture::read_again(&found.markdown()) else {
            return Ok(What::Unread(Stop::found("no running text was found on the page")));
        };
        let language = source.front.language.as_ref().unwrap_or(&self.content.site.language);
        let Some(distance) = distance(&source.stored, &new.stored, language) else { return Ok(What::Unchanged) };
        if !self.wanted.keep || distance.is_another {
            return Ok(What::Changed(distance));
        }
        let stamp = (self.stamp.as_deref(), false);
        let kept = recapture::plan(&source.id, &found, self.content, stamp).and_then(|plan| {
            recapture::write(self.root, &source.id, &plan)?;
            Ok(recapture::said(&source.id, &plan, true))
        });
        match kept {
            Ok(said) => Ok(What::Kept { distance, said, text: sha256_hex(new.hashed_text.as_bytes()) }),
            Err(stop) if stop.exit == Exit::Machine => Err(stop),
            Err(stop) => Ok(What::NotKept(distance, stop)),
        }
    }
}

/// The current texts of the sources that are named, else of all.
fn chosen<'a>(content: &'a Content, ids: &[SourceId]) -> Result<Vec<&'a SourceFile>, Stop> {
    let current = || content.sources.iter().filter(|source| source.earlier.is_none());
    for id in ids {
        if !current().any(|source| source.id == *id) {
            let stop = Stop::usage(format!("there is no source `{id}`"));
            return Err(match nearest(id.as_str(), current().map(|source| source.id.as_str())) {
                Some(near) => stop.help(format!("did you mean `{near}`?")),
                None => stop.help("run `postil check`, in case its file cannot be read"),
            });
        }
    }
    let ids: BTreeSet<&SourceId> = ids.iter().collect();
    Ok(current().filter(|source| ids.is_empty() || ids.contains(&source.id)).collect())
}

/// One of each host, then the next of each, so that a pause for one host is time for another.
fn in_turn(sources: Vec<&SourceFile>) -> Vec<&SourceFile> {
    let host = |source: &SourceFile| {
        let address = finding::address_of(source).and_then(|address| Url::parse(&address).ok());
        address.and_then(|address| address.host_str().map(str::to_owned))
    };
    let mut hosts: BTreeMap<Option<String>, VecDeque<&SourceFile>> = BTreeMap::new();
    for source in sources {
        hosts.entry(host(source)).or_default().push_back(source);
    }
    let mut order = Vec::new();
    while !hosts.is_empty() {
        hosts.retain(|_, waiting| {
            order.extend(waiting.pop_front());
            !waiting.is_empty()
        });
    }
    order
}
