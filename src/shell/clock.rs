//! The one place that knows what day it is.

use super::outcome::Stop;
use crate::base::day::Day;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Today in a time zone: as given, else `SOURCE_DATE_EPOCH`, else the clock (SPEC 3).
///
/// `zone` is an IANA name; a name unknown to the compiled-in zone data counts as UTC, since `parse` has reported it.
pub fn today(given: Option<Day>, zone: &str) -> Result<Day, Stop> {
    if let Some(day) = given {
        return Ok(day);
    }
    let instant = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) if !text.is_empty() => instant_of(&text)?,
        _ => Timestamp::now(),
    };
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    Ok(Day::from(zone.to_datetime(instant).date()))
}

fn instant_of(seconds: &str) -> Result<Timestamp, Stop> {
    let instant = seconds.trim().parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    instant.ok_or_else(|| {
        Stop::usage(format!("the variable `SOURCE_DATE_EPOCH` is `{seconds}`, not seconds since 1970"))
            .help("unset it, or give the day with `--today 2026-11-24`")
    })
}
