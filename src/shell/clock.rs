//! The one place that asks what time it is.

use super::outcome::Stop;
use crate::base::day::{Day, Now};
use jiff::Timestamp;

/// The day given, else `SOURCE_DATE_EPOCH`, else the clock (SPEC 3).
pub fn now(given: Option<Day>) -> Result<Now, Stop> {
    if let Some(day) = given {
        return Ok(Now::Day(day));
    }
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) if !text.is_empty() => instant_of(&text).map(Now::Instant),
        _ => Ok(Now::Instant(Timestamp::now())),
    }
}

fn instant_of(seconds: &str) -> Result<Timestamp, Stop> {
    let instant = seconds.trim().parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    instant.ok_or_else(|| {
        Stop::usage(format!("the variable `SOURCE_DATE_EPOCH` is `{seconds}`, not seconds since 1970"))
            .help("unset it, or give the day with `--today 2026-11-24`")
    })
}
