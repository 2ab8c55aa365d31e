//! Work on hostile input, on a thread of its own: with room for deep recursion, and an end.
//!
//! A stack that overflows ends a program and cannot be caught, so the stack is made large for the depth that
//! [`limits`](super::limits) lets through. Work that takes too long is left behind; the program that asked goes on, and ends it by
//! ending. This is no I/O: there is no clock here but the patience of a channel.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Bytes of the stack: 4 KiB for each of the deepest elements, in a program that is not optimised, many times over.
const STACK: usize = 256 << 20;

/// The name of the threads whose work may fail without a word: whoever asked for it has another way, or says it better.
pub const FORGIVEN: &str = "forgiven";

/// Why work has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It took longer than it may.
    TooLong,
    /// It failed inside.
    Failed,
}

/// Does work, for at most this long.
pub fn guarded<T: Send + 'static>(patience: Duration, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Ended> {
    on_thread("reading", patience, work)
}

/// Does work of a library that is known to fail inside on what it does not understand, for at most this long.
pub fn forgiven<T: Send + 'static>(patience: Duration, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Ended> {
    on_thread(FORGIVEN, patience, work)
}

fn on_thread<T: Send + 'static>(
    name: &str,
    patience: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Ended> {
    let (sender, receiver) = mpsc::channel();
    let at_work = thread::Builder::new().name(name.to_owned()).stack_size(STACK).spawn(move || {
        // Nobody may be waiting any more.
        let _ = sender.send(work());
    });
    at_work.map_err(|_| Ended::Failed)?;
    receiver.recv_timeout(patience).map_err(|error| match error {
        mpsc::RecvTimeoutError::Timeout => Ended::TooLong,
        mpsc::RecvTimeoutError::Disconnected => Ended::Failed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_ends_in_time_or_is_left_behind() {
        assert_eq!(guarded(Duration::from_secs(9), || 7), Ok(7));
        let slow = || thread::sleep(Duration::from_millis(400));
        assert_eq!(guarded(Duration::from_millis(5), slow), Err(Ended::TooLong));
        assert_eq!(forgiven(Duration::from_secs(9), || assert_eq!(1, 2, "on purpose")), Err(Ended::Failed));
    }
}
