//! The archive and its calendars.

use super::part::*;
use crate::base::day::Month;
use crate::render::view::*;

/// All years, a year, a month.
pub fn rich() -> Vec<Page> {
    let archive = Archive {
        years: years(),
        entries: 639,
        sources: 5020,
        plot: plot(&[
            ("2024", &[4, 6, 9, 12, 8, 3, 5, 0, 14, 17, 20, 20]),
            ("2025", &[18, 17, 12, 16, 9, 10, 14, 2, 19, 21, 17, 15]),
            ("2026", &[6, 7, 11]),
        ]),
    };
    vec![
        page("Archive", "archive", Kind::Archive(Box::new(archive))),
        trailed(page("2026", "archive", Kind::ArchiveYear(Box::new(year()))), 1),
        trailed(page("March 2026", "archive", Kind::ArchiveMonth(Box::new(month()))), 1),
    ]
}

fn trailed(mut page: Page, length: usize) -> Page {
    page.head.trail = vec![link("Archive", "archive"), link("2026", "archive-year")];
    page.head.trail.truncate(length);
    page
}

fn years() -> Vec<ArchiveYearLine> {
    let month = |date: &str, entries, sources| ArchiveMonthLine {
        date: date.to_owned(),
        link: to("archive-month"),
        entries,
        sources,
    };
    let year = |year: &str, entries, sources| ArchiveYearLine {
        year: year.to_owned(),
        link: to("archive-year"),
        entries,
        sources,
        months: vec![
            month(&format!("{year}-03"), 11, 40),
            month(&format!("{year}-02"), 7, 32),
            month(&format!("{year}-01"), 0, 1),
        ],
    };
    vec![year("2026", 24, 96), year("2025", 170, 811), year("2024", 118, 902), year("2023", 97, 700)]
}

/// A calendar in which the days that 3 divides have an entry, and the even ones a source.
fn calendar(date: &str, link: &str) -> Calendar {
    let parts: Vec<i16> = date.split('-').filter_map(|part| part.parse().ok()).collect();
    let month = Month { year: parts[0], month: parts[1] as i8 };
    let blank = CalendarDay { number: 0, link: String::new(), entries: 0, sources: 0, level: 0 };
    let offset = month.day(1).map_or(0, |first| first.weekday() as usize);
    let mut days = vec![blank.clone(); offset];
    for number in 1..=month.days() {
        let (entries, sources) =
            (usize::from(number % 3 == 0) * (number as usize % 4 + 1), usize::from(number % 2 == 0));
        let link =
            if entries + sources > 0 { format!("{}#d{date}-{number:02}", to("archive-month")) } else { String::new() };
        days.push(CalendarDay { number: number as u8, link, entries, sources, level: entries.min(4) as u8 });
    }
    days.resize(days.len().div_ceil(7) * 7, blank);
    let weeks = days.chunks(7).map(<[CalendarDay]>::to_vec).collect();
    Calendar { date: date.to_owned(), link: link.to_owned(), entries: 11, sources: 15, weeks }
}

fn year() -> ArchiveYear {
    let month = |date: &str| YearMonth {
        date: date.to_owned(),
        link: to("archive-month"),
        calendar: calendar(date, &to("archive-month")),
        entries: vec![
            entry("Nails, not paste", &format!("{date}-17"), "", "항구신보", 6),
            entry("A keel, not a cushion", &format!("{date}-16"), "", "The Lantern", 7),
            entry("The court that declined to define “spare”", &format!("{date}-12"), "", "High Bench Reports", 9),
        ],
    };
    ArchiveYear {
        year: "2026".to_owned(),
        entries: 24,
        sources: 96,
        years: years(),
        months: vec![month("2026-03"), month("2026-02"), month("2026-01")],
        undated: vec![source(
            "Almanac of the Port",
            "Harbour Gazette",
            Some("2026"),
            "Tides are given for the third quay…",
        )],
        previous: Some(neighbour("", "archive-year", "2025")),
        next: Some(neighbour("", "archive-year", "2027")),
    }
}

fn month() -> ArchiveMonth {
    let day = |number: u8, entries: Vec<Entry>, sources: Vec<SourceEntry>| Day {
        date: format!("2026-03-{number:02}"),
        id: format!("d2026-03-{number:02}"),
        link: format!("#d2026-03-{number:02}"),
        entries,
        sources,
    };
    let excerpt = "In the seventh week of a dry winter the harbour towns have again shown what discipline can do. Before dawn on Monday two thousand…";
    ArchiveMonth {
        date: "2026-03".to_owned(),
        year: "2026".to_owned(),
        year_link: to("archive-year"),
        entries: 11,
        sources: 15,
        calendar: calendar("2026-03", ""),
        days: vec![
            day(
                17,
                vec![entry(
                    "Nails, not paste",
                    "2026-03-17",
                    "The harbour’s Korean edition welcomes the grain accounts, swaps a keel for ballast, and asks a question about stationery.",
                    "항구신보",
                    6,
                )],
                vec![],
            ),
            day(
                16,
                vec![
                    entry(
                        "A keel, not a cushion",
                        "2026-03-16",
                        "A new metaphor, a new unit and a single address.",
                        "The Lantern",
                        7,
                    ),
                    entry(
                        "The customs-house wall",
                        "2026-03-16",
                        "A weekly sheet, a nail or a pot of paste.",
                        "The Lantern",
                        3,
                    ),
                ],
                vec![source(
                    "장부는 벽에 걸어야 한다",
                    "항구신보",
                    Some("2026-03-16"),
                    "항구의 아침은 저울에서 시작된다. 월요일 새벽, 제3부두에서는 수레 이천사백 대가…",
                )],
            ),
            day(
                14,
                vec![],
                vec![source("Keep the Granary Door Facing the Sea", "The Lantern", Some("2026-03-14"), excerpt)],
            ),
        ],
        undated: vec![source(
            "Circular on the Weighing of Carts",
            "Gazette of Decrees",
            Some("2026-03"),
            "1. Carts are weighed loaded and empty…",
        )],
        previous: Some(neighbour("", "archive-month", "2026-02")),
        next: Some(neighbour("", "archive-month", "2026-04")),
    }
}

/// The last twelve months in dots.
pub fn dot_calendar() -> DotCalendar {
    let half = |number: usize, from: &str, to: &str, months: [(usize, u32); 6]| DotHalf {
        from: from.to_owned(),
        to: to.to_owned(),
        months: months.iter().map(|(index, x)| DotMonth { index: *index, x: *x }).collect(),
        weekdays: [(0, 30), (2, 56), (4, 82)].iter().map(|(index, y)| DotWeekday { index: *index, y: *y }).collect(),
        dots: (0..=4u8)
            .map(|level| Dots { level, path: text(&format!("dots-{number}-{level}")).to_owned() })
            .filter(|dots| !dots.path.is_empty())
            .collect(),
    };
    DotCalendar {
        halves: vec![
            half(1, "2025-04", "2025-09", [(3, 35), (4, 87), (5, 152), (6, 204), (7, 269), (8, 321)]),
            half(2, "2025-10", "2026-03", [(9, 35), (10, 100), (11, 152), (0, 204), (1, 269), (2, 321)]),
        ],
        entries: 152,
        days: 116,
        link: to("archive"),
    }
}
