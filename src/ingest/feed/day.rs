//! The days of feeds, as they are printed in their own offset.
//!
//! Comes in: what stands in `pubDate`, `published` and the like. Goes out: the day that is printed there. Never done here:
//! turning it into the day of another place.

use crate::base::day::{Day, PartialDay};
use crate::ingest::dates::{self, Reading};
use crate::ingest::months;
use regex::Regex;
use std::sync::LazyLock;

/// A day as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// What it means.
    pub reading: Reading,
    /// Whether it is that of an instant in UTC, which may be another day where it was written.
    pub is_utc: bool,
}

/// Reads a stamp; `None` where it holds no day.
pub fn printed(text: &str) -> Option<Printed> {
    let text = text.trim();
    // A month alone is what is left of a day that no calendar has.
    let is_day = |reading: &Reading| !matches!(reading, Reading::Certain(PartialDay::Month(_)));
    let other = || dates::find(text).into_iter().map(|found| found.reading).find(is_day);
    let reading = iso(text).or_else(|| of_mail(text)).or_else(other)?;
    let ends = ["Z", "GMT", "UTC", "UT", "+0000", "-0000", "+00:00", "-00:00"];
    let is_utc = text.contains(':') && ends.iter().any(|end| text.ends_with(end));
    Some(Printed { reading, is_utc })
}

/// `2026-02-03T23:30:00-05:00`, `2026-02-03 23:30`, `20260203`, `2026-02`.
fn iso(text: &str) -> Option<Reading> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(\d{4})(?:-(\d{1,2})-(\d{1,2})|(\d\d)(\d\d))(?:[T\s].*|Z)?$").expect("the pattern is a constant")
    });
    let Some(found) = FORM.captures(text) else { return PartialDay::parse(text).map(Reading::Certain) };
    let number = |group: usize, other: usize| found.get(group).or(found.get(other))?.as_str().parse::<i8>().ok();
    day(found[1].parse().ok()?, number(2, 4)?, number(3, 5)?)
}

/// `Tue, 03 Feb 2026 23:30:00 -0500`, with two digits of a year too; `Tue Feb 3 23:30:00 2026`.
fn of_mail(text: &str) -> Option<Reading> {
    static FORMS: LazyLock<[Regex; 2]> = LazyLock::new(|| {
        [
            r"(?:^|[\s,])(?P<day>\d{1,2})[\s-]+(?P<month>\p{L}{3,})\.?,?[\s-]+(?P<year>\d{4}|\d\d)(?:[\s,]|$)",
            r"(?:^|[\s,])(?P<month>\p{L}{3,})\.?\s+(?P<day>\d{1,2}),?\s+(?:\d\d?:\d\d(?::\d\d)?\s+(?:[A-Z]{2,5}\s+)?)?(?P<year>\d{4})(?:[\s,]|$)",
        ]
        .map(|form| Regex::new(form).expect("the pattern is a constant"))
    });
    FORMS.iter().find_map(|form| {
        let found = form.captures(text)?;
        let year: i16 = found["year"].parse().ok()?;
        // RFC 2822, 4.3.
        let year = match (found["year"].len(), year) {
            (2, ..50) => 2000 + year,
            (2, _) => 1900 + year,
            _ => year,
        };
        day(year, months::month(&found["month"])?, found["day"].parse().ok()?)
    })
}

fn day(year: i16, month: i8, day: i8) -> Option<Reading> {
    let day = Day::new(year, month, day).filter(|day| (1400..2200).contains(&day.year()))?;
    Some(Reading::Certain(PartialDay::Day(day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_the_printed_one() {
        for (text, day, is_utc) in [
            ("Tue, 03 Feb 2026 23:30:00 -0500", "2026-02-03", false),
            ("2026-02-03T23:30:00-05:00", "2026-02-03", false),
            ("2026-02-04T04:30:00Z", "2026-02-04", true),
            ("Wed, 4 Feb 26 08:00 GMT", "2026-02-04", true),
            ("03-Feb-2026", "2026-02-03", false),
            ("Sat, Dec 16 2023 02:02:33 PM", "2023-12-16", false),
            ("Tue Feb  3 23:30:00 EST 2026", "2026-02-03", false),
            ("20260203", "2026-02-03", false),
            ("2026-02", "2026-02", false),
            ("3 février 2026", "2026-02-03", false),
            ("2026년 2월 3일", "2026-02-03", false),
        ] {
            let found = printed(text).unwrap();
            assert_eq!(found.is_utc, is_utc, "{text}");
            match found.reading {
                Reading::Certain(found) => assert_eq!(found.to_string(), day, "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
        assert!(matches!(printed("03/04/2026").unwrap().reading, Reading::Either { .. }));
        assert_eq!(printed("soon"), None);
        assert_eq!(printed("31 Feb 2026"), None);
    }
}
