//! Calendar days, never instants.
//!
//! Comes in: what people write. Goes out: [`Day`], [`PartialDay`]. Never done here: asking a clock what day it is.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::fmt;

/// A calendar day, `2021-06-30`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// `None` where the calendar has no such day, or outside the years 1 to 9999.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        Date::new(year, month, day).ok().map(Day)
    }

    /// Reads `2021-06-30` and nothing else.
    pub fn parse(text: &str) -> Option<Day> {
        match PartialDay::parse(text)? {
            PartialDay::Day(day) => Some(day),
            _ => None,
        }
    }

    /// Year, 1 to 9999.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Day of the month, from 1.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// Day of the week, Monday is 0.
    pub fn weekday(self) -> u8 {
        self.0.weekday().to_monday_zero_offset() as u8
    }

    /// The same day as `jiff` has it, for arithmetic and zones.
    pub fn date(self) -> Date {
        self.0
    }

    /// The month it lies in.
    pub fn in_month(self) -> Month {
        Month { year: self.year(), month: self.month() }
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Day {
        Day(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// When a build happens: handed in from the rim, since the core has no clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Now {
    /// A day, whatever the time zone.
    Day(Day),
    /// An instant.
    Instant(Timestamp),
}

impl Now {
    /// The day it is in a time zone, an IANA name; one unknown to the compiled-in zone data counts as UTC.
    pub fn day_in(self, zone: &str) -> Day {
        match self {
            Now::Day(day) => day,
            Now::Instant(instant) => {
                let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
                Day(zone.to_datetime(instant).date())
            }
        }
    }
}

impl Now {
    /// The instant in a time zone as a capture record has it, `2021-07-03T14:05:00+09:00`; `None` where only the day is
    /// known.
    pub fn stamp_in(self, zone: &str) -> Option<String> {
        let Now::Instant(instant) = self else { return None };
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let time = zone.to_datetime(instant);
        let seconds = zone.to_offset(instant).seconds();
        let sign = if seconds < 0 { '-' } else { '+' };
        let minutes = seconds.abs() / 60;
        Some(format!(
            "{}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
            time.date(),
            time.hour(),
            time.minute(),
            time.second(),
            minutes / 60,
            minutes % 60
        ))
    }
}

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// Year, 1 to 9999.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
}

impl Month {
    /// How many days it has.
    pub fn days(self) -> i8 {
        Date::new(self.year, self.month, 1).map_or(28, |first| first.days_in_month())
    }

    /// Its n-th day.
    pub fn day(self, day: i8) -> Option<Day> {
        Day::new(self.year, self.month, day)
    }

    /// The month before it.
    pub fn before(self) -> Month {
        match self.month {
            1 => Month { year: self.year - 1, month: 12 },
            month => Month { month: month - 1, ..self },
        }
    }

    /// The month after it.
    pub fn after(self) -> Month {
        match self.month {
            12 => Month { year: self.year + 1, month: 1 },
            month => Month { month: month + 1, ..self },
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// What is known of a date: a day, a month, a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartialDay {
    /// `2021-06-30`
    Day(Day),
    /// `2021-06`
    Month(Month),
    /// `2021`
    Year(i16),
}

impl PartialDay {
    /// Reads `2021-06-30`, `2021-06` or `2021` and nothing else.
    pub fn parse(text: &str) -> Option<PartialDay> {
        let digits = |part: &str, length: usize| -> Option<i16> {
            (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4).filter(|year| *year >= 1)?;
        let Some(month) = parts.next() else { return Some(PartialDay::Year(year)) };
        let month = digits(month, 2).filter(|month| (1..=12).contains(month))? as i8;
        let Some(day) = parts.next() else { return Some(PartialDay::Month(Month { year, month })) };
        let day = digits(day, 2)? as i8;
        if parts.next().is_some() {
            return None;
        }
        Day::new(year, month, day).map(PartialDay::Day)
    }

    /// The whole day, where it is known.
    pub fn whole(self) -> Option<Day> {
        match self {
            PartialDay::Day(day) => Some(day),
            _ => None,
        }
    }

    /// Its year.
    pub fn year(self) -> i16 {
        match self {
            PartialDay::Day(day) => day.year(),
            PartialDay::Month(month) => month.year,
            PartialDay::Year(year) => year,
        }
    }

    /// The first day it can mean.
    pub fn first(self) -> Day {
        let day = match self {
            PartialDay::Day(day) => Some(day),
            PartialDay::Month(month) => month.day(1),
            PartialDay::Year(year) => Day::new(year, 1, 1),
        };
        day.expect("the first of a month that was read exists")
    }

    /// Order of lists, newest first: `2021-06` comes after the days of June 2021, `2021` after those of the year.
    pub fn newest_first(self) -> impl Ord {
        let (year, month, day) = match self {
            PartialDay::Day(day) => (day.year(), day.month(), day.day()),
            PartialDay::Month(month) => (month.year, month.month, 0),
            PartialDay::Year(year) => (year, 0, 0),
        };
        std::cmp::Reverse((year, month, day))
    }
}

impl fmt::Display for PartialDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartialDay::Day(day) => day.fmt(f),
            PartialDay::Month(month) => month.fmt(f),
            PartialDay::Year(year) => write!(f, "{year:04}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_days_are_read_strictly() {
        assert_eq!(PartialDay::parse("2021").unwrap().to_string(), "2021");
        assert_eq!(PartialDay::parse("2021-06").unwrap().to_string(), "2021-06");
        assert_eq!(PartialDay::parse("2021-06-30").unwrap().to_string(), "2021-06-30");
        for bad in ["", "21", "2021-6", "2021-13", "2021-02-30", "2021-06-30T12", "+021", "2021-06-3\u{663}"] {
            assert_eq!(PartialDay::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_is_less_known_comes_after_its_span() {
        let order = |text| PartialDay::parse(text).unwrap();
        let mut days = [order("2021"), order("2021-06"), order("2021-06-01"), order("2021-07-02"), order("2020-12-31")];
        days.sort_by_key(|day| day.newest_first());
        let texts: Vec<String> = days.iter().map(|day| day.to_string()).collect();
        assert_eq!(texts, ["2021-07-02", "2021-06-01", "2021-06", "2021", "2020-12-31"]);
    }
}
