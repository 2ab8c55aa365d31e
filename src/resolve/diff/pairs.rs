//! The differences between the texts of one source, each made when it is first asked for, and kept.

use super::{Difference, compare};
use crate::parse::words::StoredText;
use std::sync::OnceLock;

/// The differences between the texts of one source. A text is named by its place: 0 is the current one, the next is the
/// capture before it.
#[derive(Debug, Default)]
pub struct Differences {
    /// From each earlier capture to the current text.
    to_current: Vec<OnceLock<Difference>>,
    /// From each earlier capture to the one after it.
    to_next: Vec<OnceLock<Difference>>,
}

impl Differences {
    /// Of a source with so many texts.
    pub fn of(texts: usize) -> Differences {
        let earlier = || (1..texts).map(|_| OnceLock::new()).collect();
        Differences { to_current: earlier(), to_next: earlier() }
    }

    /// From an earlier capture, which is not 0, to the current text.
    pub fn to_current<'a>(&self, old: usize, text: impl Fn(usize) -> &'a StoredText) -> &Difference {
        self.to_current[old - 1].get_or_init(|| compare(text(old), text(0)))
    }

    /// From an earlier capture, which is not 0, to the one after it.
    pub fn to_next<'a>(&self, old: usize, text: impl Fn(usize) -> &'a StoredText) -> &Difference {
        match old {
            1 => self.to_current(old, text),
            _ => self.to_next[old - 1].get_or_init(|| compare(text(old), text(old - 1))),
        }
    }
}
