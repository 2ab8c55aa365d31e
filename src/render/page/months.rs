//! Things counted by day and month, as the figures of a plot, a spark, a calendar.

use super::here::{Here, section};
use crate::base::day::{Day, Month};
use crate::render::view::{
    Calendar, CalendarDay, DotCalendar, DotHalf, DotMonth, DotWeekday, Dots, Plot, PlotMonth, PlotYear, Spark, SparkBar,
};
use std::collections::BTreeMap;

/// A share of something as an attribute has it.
fn percent(share: f64) -> String {
    format!("{share:.2}%")
}

/// Days counted by month.
pub fn by_month(days: impl IntoIterator<Item = Day>) -> BTreeMap<Month, usize> {
    let mut counts = BTreeMap::new();
    for day in days {
        *counts.entry(day.in_month()).or_insert(0) += 1;
    }
    counts
}

/// Bars by month, all years from the first that has anything to the last; `None` where nothing is counted. Months after
/// `newest`, the newest month of the digest, have no count.
pub fn plot(here: &Here, counts: &BTreeMap<Month, usize>, newest: Month) -> Option<Plot> {
    let (first, last) = (counts.keys().next()?.year, counts.keys().next_back()?.year);
    let most = counts.values().copied().max().unwrap_or(0).max(1);
    let years = (first..=last).map(|year| plot_year(here, counts, most, year, newest)).collect();
    Some(Plot { years, most, total: counts.values().sum() })
}

fn plot_year(here: &Here, counts: &BTreeMap<Month, usize>, most: usize, year: i16, newest: Month) -> PlotYear {
    let count_of = |month: Month| counts.get(&month).copied().unwrap_or(0);
    let all = (1..=12).map(|month| Month { year, month });
    let months = all.clone().map(|month| {
        let count = count_of(month);
        let left = 100.0 / 60.0 + f64::from(month.month - 1) * 100.0 / 12.0;
        let height = (count * 65).div_ceil(most) as u32;
        let in_archive = here.digest.archive.years.get(&year).is_some_and(|year| year.months.contains_key(&month));
        PlotMonth {
            date: month.to_string(),
            count: (month <= newest).then_some(count),
            x: percent(left),
            middle: percent(left + 2.5),
            y: 96 - height,
            height,
            link: in_archive.then(|| here.link(&month_route(month))),
        }
    });
    let months_shown = all.filter(|month| *month <= newest).count();
    PlotYear {
        year: format!("{year:04}"),
        link: here.link(&year_route(year)),
        months: months.collect(),
        total: (1..=12).map(|month| count_of(Month { year, month })).sum(),
        until: percent(months_shown as f64 * 100.0 / 12.0),
    }
}

/// `/archive/2021/`
pub fn year_route(year: i16) -> crate::base::route::Route {
    section(&["archive", &format!("{year:04}")])
}

/// `/archive/2021/06/`
pub fn month_route(month: Month) -> crate::base::route::Route {
    section(&["archive", &format!("{:04}", month.year), &format!("{:02}", month.month)])
}

/// The twelve months up to `newest` as a small row of bars; `None` where they have nothing.
pub fn spark(counts: &BTreeMap<Month, usize>, newest: Month) -> Option<Spark> {
    let mut months = vec![newest];
    while months.len() < 12 {
        months.push(months[months.len() - 1].before());
    }
    months.reverse();
    let figures: Vec<usize> = months.iter().map(|month| counts.get(month).copied().unwrap_or(0)).collect();
    let most = figures.iter().copied().max().filter(|most| *most > 0)?;
    let bars = figures.iter().enumerate().map(|(index, count)| {
        let height = (count * 18).div_ceil(most) as u32 + 2;
        SparkBar { x: percent(index as f64 * 100.0 / 12.0), y: 20 - height, height }
    });
    Some(Spark { bars: bars.collect(), most, from: months[0].to_string(), to: newest.to_string() })
}

/// Weight of a mark, 0 for none and 4 for the fullest.
fn level(count: usize, most: usize) -> u8 {
    (count * 4).div_ceil(most.max(1)).min(4) as u8
}

/// The days of a month as weeks from Monday, with what stands on each.
pub fn calendar(here: &Here, month: Month, is_own_page: bool) -> Calendar {
    let days =
        here.digest.archive.years.get(&month.year).and_then(|year| year.months.get(&month)).map(|month| &month.days);
    let on =
        |day: Day| days.and_then(|days| days.get(&day)).map_or((0, 0), |on| (on.commentary.len(), on.sources.len()));
    let all: Vec<Day> = (1..=month.days()).filter_map(|day| month.day(day)).collect();
    let most = all.iter().map(|day| on(*day).0).max().unwrap_or(0);
    let blank = || CalendarDay { number: 0, link: String::new(), entries: 0, sources: 0, level: 0 };
    let mut places: Vec<CalendarDay> = (0..all.first().map_or(0, |day| day.weekday())).map(|_| blank()).collect();
    for day in &all {
        let (entries, sources) = on(*day);
        let link = if entries + sources == 0 { String::new() } else { here.link_to_day(*day) };
        places.push(CalendarDay { number: day.day() as u8, link, entries, sources, level: level(entries, most) });
    }
    while !places.len().is_multiple_of(7) {
        places.push(blank());
    }
    Calendar {
        date: month.to_string(),
        link: if is_own_page { String::new() } else { here.link(&month_route(month)) },
        entries: all.iter().map(|day| on(*day).0).sum(),
        sources: all.iter().map(|day| on(*day).1).sum(),
        weeks: places.chunks(7).map(<[CalendarDay]>::to_vec).collect(),
    }
}

/// Fifty-two weeks that end with the month of the newest entry, one dot a day; `None` in a digest without one.
pub fn dots(here: &Here) -> Option<DotCalendar> {
    let days: Vec<Day> = here.digest.entries().map(|(_, commentary)| commentary.front.date).collect();
    let newest = days.iter().max()?.in_month();
    let last = newest.day(newest.days())?;
    let sunday = last.date().checked_add(jiff::Span::new().days(6 - i64::from(last.weekday()))).ok()?;
    let monday = sunday.checked_sub(jiff::Span::new().days(52 * 7 - 1)).ok()?;
    let mut counts: BTreeMap<Day, usize> = BTreeMap::new();
    for day in days.into_iter().filter(|day| (monday..=sunday).contains(&day.date())) {
        *counts.entry(day).or_insert(0) += 1;
    }
    let most = counts.values().copied().max().unwrap_or(0);
    let half = |first: i64| -> Option<DotHalf> {
        let start = monday.checked_add(jiff::Span::new().days(first * 7)).ok()?;
        let all: Vec<Day> = start.series(jiff::Span::new().days(1)).take(26 * 7).map(Day::from).collect();
        let within: Vec<Day> = all.iter().copied().filter(|day| *day <= last).collect();
        Some(dot_half(&all, &within, &counts, most))
    };
    Some(DotCalendar {
        halves: vec![half(0)?, half(26)?],
        entries: counts.values().sum(),
        days: counts.len(),
        link: here.link_to_section(&["archive"]),
    })
}

fn dot_half(all: &[Day], within: &[Day], counts: &BTreeMap<Day, usize>, most: usize) -> DotHalf {
    let mut paths: BTreeMap<u8, String> = BTreeMap::new();
    let mut months: Vec<DotMonth> = Vec::new();
    for (index, day) in all.iter().enumerate().take(within.len()) {
        let (x, y) = (28 + 13 * (index / 7) as u32, 26 + 13 * (index % 7) as u32);
        let level = level(counts.get(day).copied().unwrap_or(0), most);
        paths.entry(level).or_default().push_str(&format!("M{x} {y}h0"));
        if day.day() == 1 && x <= 321 {
            months.push(DotMonth { index: usize::from(day.month().unsigned_abs()) - 1, x: x.max(28) - 6 });
        }
    }
    let weekday = |index: usize, y: u32| DotWeekday { index, y };
    let month_of = |day: Option<&Day>| day.map_or_else(String::new, |day| day.in_month().to_string());
    DotHalf {
        from: month_of(within.first()),
        to: month_of(within.last()),
        months,
        weekdays: vec![weekday(0, 30), weekday(2, 56), weekday(4, 82)],
        dots: paths.into_iter().map(|(level, path)| Dots { level, path }).collect(),
    }
}
