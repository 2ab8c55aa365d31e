//! By date: all years, a year, a month with its days.

use super::entry::{Day, Entry, SourceEntry};
use super::part::{Neighbour, Plot};
use serde::Serialize;

/// `archive` in `archive.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Archive {
    /// Newest first.
    pub years: Vec<ArchiveYearLine>,
    /// Entries in all.
    pub entries: usize,
    /// Dated sources in all.
    pub sources: usize,
    /// Entries per month, all years.
    pub plot: Plot,
}

/// One year of all.
#[derive(Clone, Debug, Serialize)]
pub struct ArchiveYearLine {
    /// `2026`
    pub year: String,
    /// Its page.
    pub link: String,
    /// Entries.
    pub entries: usize,
    /// Sources published.
    pub sources: usize,
    /// Its months that have anything, newest first.
    pub months: Vec<ArchiveMonthLine>,
}

/// One month of a year.
#[derive(Clone, Debug, Serialize)]
pub struct ArchiveMonthLine {
    /// `2026-03`
    pub date: String,
    /// Its page.
    pub link: String,
    /// Entries.
    pub entries: usize,
    /// Sources published.
    pub sources: usize,
}

/// `year` in `archive-year.html`.
#[derive(Clone, Debug, Serialize)]
pub struct ArchiveYear {
    /// `2026`
    pub year: String,
    /// Entries.
    pub entries: usize,
    /// Sources published.
    pub sources: usize,
    /// All years, newest first, this one too.
    pub years: Vec<ArchiveYearLine>,
    /// Its months that have anything, newest first.
    pub months: Vec<YearMonth>,
    /// Sources of which the year alone is known.
    pub undated: Vec<SourceEntry>,
    /// The year before that has anything.
    pub previous: Option<Neighbour>,
    /// The year after that has anything.
    pub next: Option<Neighbour>,
}

/// One month on the page of its year.
#[derive(Clone, Debug, Serialize)]
pub struct YearMonth {
    /// `2026-03`
    pub date: String,
    /// Its page.
    pub link: String,
    /// Its days.
    pub calendar: Calendar,
    /// Its entries, newest first.
    pub entries: Vec<Entry>,
}

/// The days of a month as a table, weeks beginning on Monday.
#[derive(Clone, Debug, Serialize)]
pub struct Calendar {
    /// `2026-03`
    pub date: String,
    /// The month's page; `""` on that page.
    pub link: String,
    /// Entries of the month.
    pub entries: usize,
    /// Sources published in it.
    pub sources: usize,
    /// Weeks of seven days, Monday first, as the function `weekdays()` has their names.
    pub weeks: Vec<Vec<CalendarDay>>,
}

/// One day of a calendar.
#[derive(Clone, Debug, Serialize)]
pub struct CalendarDay {
    /// Day of the month; 0 for a place outside it.
    pub number: u8,
    /// The day's section; `""` where nothing is.
    pub link: String,
    /// Entries.
    pub entries: usize,
    /// Sources published.
    pub sources: usize,
    /// Weight of the mark, by entries: 0 where there is none, 4 for the fullest.
    pub level: u8,
}

/// `month` in `archive-month.html`.
#[derive(Clone, Debug, Serialize)]
pub struct ArchiveMonth {
    /// `2026-03`
    pub date: String,
    /// `2026`
    pub year: String,
    /// The page of the year.
    pub year_link: String,
    /// Entries.
    pub entries: usize,
    /// Sources published.
    pub sources: usize,
    /// Its days.
    pub calendar: Calendar,
    /// Days that have anything, newest first, with both voices.
    pub days: Vec<Day>,
    /// Sources of which the month alone is known.
    pub undated: Vec<SourceEntry>,
    /// The month before that has anything.
    pub previous: Option<Neighbour>,
    /// The month after that has anything.
    pub next: Option<Neighbour>,
}

/// The calendar of the front page: the last twelve months, one dot a day, in two halves.
#[derive(Clone, Debug, Serialize)]
pub struct DotCalendar {
    /// The two drawings, older first, each 360 × 111.
    pub halves: Vec<DotHalf>,
    /// Entries in these months.
    pub entries: usize,
    /// Days with an entry.
    pub days: usize,
    /// The archive.
    pub link: String,
}

/// Half a year of dots.
#[derive(Clone, Debug, Serialize)]
pub struct DotHalf {
    /// Its first month, `2025-04`.
    pub from: String,
    /// Its last month.
    pub to: String,
    /// Names of months.
    pub months: Vec<DotMonth>,
    /// Names of Monday, Wednesday and Friday.
    pub weekdays: Vec<DotWeekday>,
    /// One path for each weight that occurs.
    pub dots: Vec<Dots>,
}

/// The name of a month in a dot calendar.
#[derive(Clone, Debug, Serialize)]
pub struct DotMonth {
    /// Its place in `months()`: 0 is January.
    pub index: usize,
    /// Left edge.
    pub x: u32,
}

/// The name of a weekday in a dot calendar.
#[derive(Clone, Debug, Serialize)]
pub struct DotWeekday {
    /// Its place in `weekdays()`: 0 is Monday.
    pub index: usize,
    /// Base line.
    pub y: u32,
}

/// All dots of one weight.
#[derive(Clone, Debug, Serialize)]
pub struct Dots {
    /// 0 for a day without an entry, 4 for the fullest.
    pub level: u8,
    /// `M28 26h0M28 52h0…`
    pub path: String,
}
