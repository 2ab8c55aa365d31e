//! The archive: all years, a year, a month with its days.

use super::entries::{entry, source_entry, view_day};
use super::here::Here;
use super::months::{by_month, calendar, month_route, plot, year_route};
use crate::base::day::Month;
use crate::render::view::{
    Archive, ArchiveMonth, ArchiveMonthLine, ArchiveYear, ArchiveYearLine, Neighbour, Plot, YearMonth,
};
use crate::resolve::digest::{self, CommentaryIx};

/// `/archive/`
pub fn archive(here: &Here) -> Archive {
    let years = &here.digest.archive.years;
    let lines: Vec<ArchiveYearLine> = years.iter().rev().map(|(year, values)| year_line(here, *year, values)).collect();
    let counts = by_month(here.digest.entries().map(|(_, commentary)| commentary.front.date));
    let plot = newest_month(here).and_then(|newest| plot(here, &counts, newest));
    Archive {
        entries: lines.iter().map(|line| line.entries).sum(),
        sources: lines.iter().map(|line| line.sources).sum(),
        years: lines,
        plot: plot.unwrap_or(Plot { years: Vec::new(), most: 0, total: 0 }),
    }
}

/// `/archive/2021/`
pub fn year(here: &Here, number: i16, values: &digest::ArchiveYear) -> ArchiveYear {
    let years = &here.digest.archive.years;
    let line = year_line(here, number, values);
    let neighbour = |year: i16| Neighbour {
        title: String::new(),
        link: here.link(&year_route(year)),
        date: Some(format!("{year:04}")),
        lang: None,
    };
    let months = values.months.iter().rev().map(|(month, values)| YearMonth {
        date: month.to_string(),
        link: here.link(&month_route(*month)),
        calendar: calendar(here, *month, false),
        entries: entries_of(values).into_iter().map(|index| entry(here, index)).collect(),
    });
    ArchiveYear {
        year: format!("{number:04}"),
        entries: line.entries,
        sources: line.sources,
        years: years.iter().rev().map(|(year, values)| year_line(here, *year, values)).collect(),
        months: months.collect(),
        undated: values.sources.iter().map(|index| source_entry(here, *index)).collect(),
        previous: years.range(..number).next_back().map(|(year, _)| neighbour(*year)),
        next: years.range(number + 1..).next().map(|(year, _)| neighbour(*year)),
    }
}

/// `/archive/2021/06/`
pub fn month(here: &Here, month: Month, values: &digest::ArchiveMonth) -> ArchiveMonth {
    let all: Vec<Month> = here.digest.archive.years.values().flat_map(|year| year.months.keys().copied()).collect();
    let neighbour = |month: &Month| Neighbour {
        title: String::new(),
        link: here.link(&month_route(*month)),
        date: Some(month.to_string()),
        lang: None,
    };
    let line = month_line(here, month, values);
    let days = values.days.iter().rev().map(|(day, on)| view_day(here, *day, &on.commentary, &on.sources));
    ArchiveMonth {
        date: month.to_string(),
        year: format!("{:04}", month.year),
        year_link: here.link(&year_route(month.year)),
        entries: line.entries,
        sources: line.sources,
        calendar: calendar(here, month, true),
        days: days.collect(),
        undated: values.sources.iter().map(|index| source_entry(here, *index)).collect(),
        previous: all.iter().rev().find(|other| **other < month).map(neighbour),
        next: all.iter().find(|other| **other > month).map(neighbour),
    }
}

/// The month of the newest entry or dated source: where plots end.
pub fn newest_month(here: &Here) -> Option<Month> {
    let (year, values) = here.digest.archive.years.last_key_value()?;
    let last = values.months.last_key_value().map(|(month, _)| *month);
    Some(last.unwrap_or(Month { year: *year, month: 12 }))
}

fn year_line(here: &Here, year: i16, values: &digest::ArchiveYear) -> ArchiveYearLine {
    let months: Vec<ArchiveMonthLine> =
        values.months.iter().rev().map(|(month, values)| month_line(here, *month, values)).collect();
    ArchiveYearLine {
        year: format!("{year:04}"),
        link: here.link(&year_route(year)),
        entries: months.iter().map(|month| month.entries).sum(),
        sources: months.iter().map(|month| month.sources).sum::<usize>() + values.sources.len(),
        months,
    }
}

fn month_line(here: &Here, month: Month, values: &digest::ArchiveMonth) -> ArchiveMonthLine {
    ArchiveMonthLine {
        date: month.to_string(),
        link: here.link(&month_route(month)),
        entries: values.days.values().map(|day| day.commentary.len()).sum(),
        sources: values.days.values().map(|day| day.sources.len()).sum::<usize>() + values.sources.len(),
    }
}

fn entries_of(values: &digest::ArchiveMonth) -> Vec<CommentaryIx> {
    values.days.values().rev().flat_map(|day| day.commentary.iter().copied()).collect()
}
