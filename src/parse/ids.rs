//! The ids and keys of each kind of thing (SPEC 3), and the names of captures.

use crate::base::day::Day;
use crate::base::key::{Key, keyed};
use std::fmt;

keyed! {
    /// A source: its file stem and citation key.
    SourceId,
    /// A commentary: its file stem.
    CommentaryId,
    /// An edition: its file stem.
    EditionId,
    /// A publication, as in `publications.yaml`.
    PublicationKey,
    /// An author, as in `authors.yaml`.
    AuthorKey,
}

/// A topic: the path of keys from the top of the vocabulary, `party/personnel`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TopicPath(pub Vec<Key>);

impl TopicPath {
    /// `None` where a part is no key, or there is none.
    pub fn parse(text: &str) -> Option<TopicPath> {
        text.split('/').map(Key::new).collect::<Option<Vec<_>>>().map(TopicPath)
    }

    /// The topic above it; `None` at the top.
    pub fn parent(&self) -> Option<TopicPath> {
        (self.0.len() > 1).then(|| TopicPath(self.0[..self.0.len() - 1].to_vec()))
    }
}

impl fmt::Display for TopicPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, key) in self.0.iter().enumerate() {
            let slash = if index == 0 { "" } else { "/" };
            write!(f, "{slash}{key}")?;
        }
        Ok(())
    }
}

/// What names a capture: the day it was retrieved as written, with the time where a day has two (`2021-07-03T1405`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CaptureName {
    /// The day.
    pub day: Day,
    /// Hour and minute, where a day has two captures.
    pub time: Option<(u8, u8)>,
}

impl CaptureName {
    /// Reads `2021-07-03` and `2021-07-03T1405`.
    pub fn parse(text: &str) -> Option<CaptureName> {
        let Some((day, time)) = text.split_once('T') else {
            return Some(CaptureName { day: Day::parse(text)?, time: None });
        };
        if time.len() != 4 || !time.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let (hour, minute) = (time[..2].parse().ok()?, time[2..].parse().ok()?);
        (hour < 24 && minute < 60).then_some(CaptureName { day: Day::parse(day)?, time: Some((hour, minute)) })
    }
}

impl fmt::Display for CaptureName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.day.fmt(f)?;
        match self.time {
            Some((hour, minute)) => write!(f, "T{hour:02}{minute:02}"),
            None => Ok(()),
        }
    }
}
