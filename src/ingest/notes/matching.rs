//! Which stored source a work is: by its address, else by its title where nothing speaks against it.
//!
//! Nothing is matched by resemblance. Two sources that fit, or a date that does not, are said and not decided.

use super::address::normal;
use super::export::Work;
use crate::base::day::PartialDay;
use crate::parse::content::Content;
use crate::parse::ids::SourceId;
use crate::parse::source::SourceFile;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// What is known of the stored sources.
pub struct Stored<'a> {
    by_address: BTreeMap<String, BTreeSet<&'a SourceId>>,
    by_title: BTreeMap<String, BTreeSet<&'a SourceId>>,
    current: BTreeMap<&'a SourceId, &'a SourceFile>,
    /// Names of each publication, folded, by its key.
    publications: BTreeMap<&'a str, Vec<String>>,
}

/// What came of looking for a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// One source, and how it was known.
    One(SourceId, By),
    /// Several sources fit.
    Several(Vec<SourceId>),
    /// One has the title, and another date.
    OtherDate(SourceId, PartialDay),
    /// None.
    None,
}

/// How a source was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Its address, or one it was retrieved from.
    Address,
    /// Its title.
    Title,
    /// An editor named it.
    Name,
}

impl<'a> Stored<'a> {
    /// Of all sources of a site, earlier captures too.
    pub fn of(content: &'a Content) -> Stored<'a> {
        let mut stored = Stored {
            by_address: BTreeMap::new(),
            by_title: BTreeMap::new(),
            current: BTreeMap::new(),
            publications: BTreeMap::new(),
        };
        for entry in &content.publications {
            let names = std::iter::once(&entry.name).chain(&entry.aliases).map(|name| folded(name)).collect();
            stored.publications.insert(entry.key.as_str(), names);
        }
        for source in &content.sources {
            let front = &source.front;
            let capture = front.capture.as_ref();
            let captured = capture.into_iter().flat_map(|capture| [&capture.from, &capture.r#final]).flatten();
            let addresses = [&front.url, &front.archived].into_iter().flatten().chain(captured);
            for address in addresses.filter_map(|address| normal(address)) {
                stored.by_address.entry(address).or_default().insert(&source.id);
            }
            let long = front.subtitle.as_ref().map(|subtitle| format!("{}: {subtitle}", front.title));
            for title in std::iter::once(&front.title).chain(&long) {
                stored.by_title.entry(folded(title)).or_default().insert(&source.id);
            }
            if source.earlier.is_none() {
                stored.current.insert(&source.id, source);
            }
        }
        stored
    }

    /// The current text of a source.
    pub fn get(&self, id: &SourceId) -> Option<&'a SourceFile> {
        self.current.get(id).copied()
    }

    /// Finds a work.
    pub fn find(&self, work: &Work) -> Match {
        let empty = BTreeSet::new();
        let at = work.address.as_deref().and_then(normal).and_then(|address| self.by_address.get(&address));
        let at = at.unwrap_or(&empty);
        match at.iter().copied().collect::<Vec<_>>().as_slice() {
            [] => {}
            [only] => return Match::One((*only).clone(), By::Address),
            several => {
                let titled: Vec<&SourceId> = self.titled(work).into_iter().filter(|id| several.contains(id)).collect();
                return match titled.as_slice() {
                    [only] => Match::One((*only).clone(), By::Address),
                    _ => Match::Several(several.iter().map(|id| (*id).clone()).collect()),
                };
            }
        }
        let titled = self.titled(work);
        let date = |id: &&SourceId| self.get(id).and_then(|source| source.front.date);
        let contradicted = |id: &&SourceId| matches!((date(id), work.date), (Some(a), Some(b)) if differ(a, b));
        let fitting: Vec<&SourceId> = titled.iter().copied().filter(|id| !contradicted(id)).collect();
        match (fitting.as_slice(), titled.as_slice()) {
            ([only], _) => Match::One((*only).clone(), By::Title),
            ([], [only]) => match date(only) {
                Some(other) => Match::OtherDate((*only).clone(), other),
                None => Match::None,
            },
            ([], _) => Match::None,
            (several, _) => match self.by_container(several, work) {
                Some(only) => Match::One(only.clone(), By::Title),
                None => Match::Several(several.iter().map(|id| (*id).clone()).collect()),
            },
        }
    }

    /// Sources with the title of a work, or with it and the name of their publication after a dash, as browsers title.
    fn titled(&self, work: &Work) -> Vec<&'a SourceId> {
        let Some(title) = &work.title else { return Vec::new() };
        let whole = folded(title);
        if let Some(found) = self.by_title.get(&whole) {
            return found.iter().copied().collect();
        }
        let parts = [" - ", " | ", " :: ", " / ", ": "].into_iter().flat_map(|mark| {
            let cut = |at: usize| (whole[..at].trim().to_owned(), whole[at + mark.len()..].trim().to_owned());
            [whole.rfind(mark).map(cut), whole.find(mark).map(cut)].into_iter().flatten()
        });
        let mut found = BTreeSet::new();
        for (front, back) in parts {
            for (title, name) in [(&front, &back), (&back, &front)] {
                let is_of = |id: &&&SourceId| self.get(id).is_some_and(|source| self.is_name(source, name));
                found.extend(self.by_title.get(title).into_iter().flatten().filter(is_of).copied());
            }
        }
        found.into_iter().collect()
    }

    fn is_name(&self, source: &SourceFile, name: &str) -> bool {
        self.publications.get(source.front.publication.value.as_str()).is_some_and(|names| {
            let bare = |name: &str| name.strip_prefix("the ").unwrap_or(name).to_owned();
            names.iter().any(|own| bare(own) == bare(name))
        })
    }

    fn by_container(&self, ids: &[&'a SourceId], work: &Work) -> Option<&'a SourceId> {
        let name = folded(work.container.as_deref()?);
        let mut of = ids.iter().filter(|id| self.get(id).is_some_and(|source| self.is_name(source, &name)));
        let first = of.next()?;
        of.next().is_none().then_some(first)
    }
}

/// Whether two dates cannot be of one day.
pub fn differ(one: PartialDay, other: PartialDay) -> bool {
    let parts = |date: PartialDay| match date {
        PartialDay::Day(day) => [Some(day.year()), Some(day.month().into()), Some(day.day().into())],
        PartialDay::Month(month) => [Some(month.year), Some(month.month.into()), None],
        PartialDay::Year(year) => [Some(year), None, None],
    };
    parts(one).iter().zip(parts(other)).any(|(one, other)| matches!((one, other), (Some(a), Some(b)) if *a != b))
}

/// A title or name as it is compared: case, kinds of marks and dashes, and blanks do not count.
pub fn folded(text: &str) -> String {
    let plain = |character: char| match character {
        '‘' | '’' | '‚' | '`' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' | '‐' | '‑' | '−' => '-',
        _ => character,
    };
    let text: String = text.nfc().map(plain).flat_map(char::to_lowercase).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned()
}
