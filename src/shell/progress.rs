//! What a person sees while they wait, and where the time went.
//!
//! On a terminal one line counts; in a pipe nothing is said.

use super::terminal;
use std::cell::RefCell;
use std::io::Write;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Counts outputs as they are made.
pub struct Progress {
    all: usize,
    made: AtomicUsize,
    began: Instant,
    shown: AtomicU64,
    is_shown: bool,
}

impl Progress {
    /// Nothing made yet.
    pub fn new(all: usize) -> Progress {
        let is_shown = terminal::is_attended();
        Progress { all, made: AtomicUsize::new(0), began: Instant::now(), shown: AtomicU64::new(0), is_shown }
    }

    /// One more is made. Shown ten times a second, from the first half second on.
    pub fn tick(&self) {
        let made = self.made.fetch_add(1, Ordering::Relaxed) + 1;
        let now = self.began.elapsed().as_millis() as u64;
        let last = self.shown.load(Ordering::Relaxed);
        let is_due = self.is_shown && now >= 500 && now >= last + 100;
        if is_due && self.shown.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            // A line that cannot be shown is not missed.
            let _ = write!(std::io::stderr().lock(), "\r\u{1b}[K{made} of {}", self.all);
        }
    }

    /// Takes the line away.
    pub fn end(&self) {
        if self.shown.load(Ordering::Relaxed) > 0 {
            let _ = write!(std::io::stderr().lock(), "\r\u{1b}[K");
        }
    }
}

/// How long each part of the way took.
pub struct Timings {
    began: Instant,
    stages: RefCell<Vec<(&'static str, Instant)>>,
}

impl Timings {
    /// The way begins.
    pub fn new() -> Timings {
        Timings { began: Instant::now(), stages: RefCell::default() }
    }

    /// A part of it begins, and the one before ends.
    pub fn stage(&self, name: &'static str) {
        self.stages.borrow_mut().push((name, Instant::now()));
    }

    /// Since the beginning.
    pub fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    /// One line a part, and the sum.
    pub fn table(&self) -> String {
        let now = Instant::now();
        let stages = self.stages.borrow();
        let ends = stages.iter().skip(1).map(|(_, began)| *began).chain([now]);
        let line = |name: &str, took: Duration| format!("{name:<10} {:>10.1} ms", took.as_secs_f64() * 1000.0);
        let mut lines: Vec<String> =
            stages.iter().zip(ends).map(|((name, began), end)| line(name, end - *began)).collect();
        lines.push(line("all", now - self.began));
        lines.join("\n")
    }
}

impl Default for Timings {
    fn default() -> Timings {
        Timings::new()
    }
}
