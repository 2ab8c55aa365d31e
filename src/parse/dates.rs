//! What is wrong with a date, and which day can be meant.
//!
//! Comes in: characters that are no `2021-06-30`, `2021-06` or `2021`. Goes out: a [`Fault`]. Never done here: taking
//! a reading for granted; where two are possible, both are shown.

use super::codes;
use super::fault::Fault;
use crate::base::day::{Day, Month};

/// Says what is wrong with a text that is no date.
pub fn explain(text: &str) -> Fault {
    let fault = |why: String, help: String| Fault::new(&codes::DATE_INVALID, why, help);
    let form = || "write year, month and day with hyphens, such as `2026-06-30`".to_owned();
    let Some(numbers) = numbers(text).filter(|numbers| !numbers.contains(&(0, 4))) else {
        return fault("is no date".to_owned(), form());
    };
    let (year, month, day) = match numbers[..] {
        [(year, 4), (month, _)] | [(year, 4), (month, _), ..] if !(1..=12).contains(&month) => {
            return fault(format!("is no date: there is no month {month} in {year}"), form());
        }
        [(year, 4), (month, 1 | 2)] if text.len() <= 8 => {
            return Fault::instead(
                &codes::DATE_INVALID,
                "is not written as a month is here",
                format!("{year:04}-{month:02}"),
            );
        }
        [(year, 4), (month, _), (day, 1 | 2), ..] => (year, month, day),
        [(first, 1 | 2), (second, 1 | 2), (year, 4)] => return year_last(text, first, second, year),
        _ => return fault("is no date".to_owned(), form()),
    };
    let Some(whole) = as_day(year, month, day) else {
        let days = Month { year: year as i16, month: month as i8 }.days();
        return fault(format!("is no date: {} {year} has {days} days", MONTHS[month as usize - 1]), form());
    };
    match numbers.len() {
        3 => Fault::instead(&codes::DATE_INVALID, "is not written as a day is here", whole.to_string()),
        _ => Fault::instead(&codes::DATE_INVALID, "has more than a calendar day", whole.to_string()),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `4/3/2026`: two days, if both exist.
fn year_last(text: &str, first: u16, second: u16, year: u16) -> Fault {
    let why = "does not begin with the year";
    let spelled = text.chars().any(char::is_alphabetic);
    let readings: Vec<String> = [as_day(year, second, first), as_day(year, first, second)]
        .into_iter()
        .take(if spelled { 1 } else { 2 })
        .flatten()
        .map(|day| day.to_string())
        .collect();
    match &readings[..] {
        [] => Fault::new(&codes::DATE_INVALID, "is no date", "write year, month and day, such as `2026-06-30`"),
        [one] => Fault::instead(&codes::DATE_INVALID, why, one),
        [one, two, ..] if one == two => Fault::instead(&codes::DATE_INVALID, why, one),
        [one, two, ..] => {
            Fault::new(&codes::DATE_INVALID, why, format!("write `{one}` or `{two}`, whichever is meant"))
        }
    }
}

fn as_day(year: u16, month: u16, day: u16) -> Option<Day> {
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// The numbers of a text with their counts of digits; an English month's name is a number, put between day and year.
/// `None` where a word is none, or a number has more than four digits.
fn numbers(text: &str) -> Option<Vec<(u16, usize)>> {
    let mut numbers = Vec::new();
    let mut named = None;
    for part in text.split(|character: char| {
        !character.is_alphanumeric() || matches!(character, '年' | '月' | '日' | '년' | '월' | '일')
    }) {
        let digits = part.trim_end_matches(char::is_alphabetic);
        if part.is_empty() {
            continue;
        } else if !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            numbers.push((digits.parse().ok()?, digits.len()));
        } else if let Some((date, _)) = part.split_once('T').filter(|_| !numbers.is_empty()) {
            numbers.push((date.parse().ok()?, date.len()));
            numbers.push((0, 0));
            return Some(numbers);
        } else {
            named = Some(month_named(part)?);
        }
    }
    match (named, &numbers[..]) {
        (None, _) => Some(numbers),
        (Some(month), &[day, year @ (_, 4)]) => Some(vec![day, (month, 2), year]),
        (Some(month), &[year @ (_, 4), day]) => Some(vec![year, (month, 2), day]),
        (Some(month), &[year @ (_, 4)]) => Some(vec![year, (month, 2)]),
        _ => None,
    }
}

fn month_named(word: &str) -> Option<u16> {
    let word = word.to_ascii_lowercase();
    let named = |month: &str| word.len() >= 3 && month.to_ascii_lowercase().starts_with(&word);
    MONTHS.into_iter().position(named).map(|index| index as u16 + 1)
}

#[cfg(test)]
mod tests {
    use super::explain;

    #[test]
    fn the_day_that_can_be_meant_is_offered() {
        let cases = [
            ("2026-02-30", "is no date: February 2026 has 28 days", None),
            ("2026-13-01", "is no date: there is no month 13 in 2026", None),
            ("2026-6-3", "is not written as a day is here", Some("2026-06-03")),
            ("2026/06/03", "is not written as a day is here", Some("2026-06-03")),
            ("2026年6月3日", "is not written as a day is here", Some("2026-06-03")),
            ("2026-6", "is not written as a month is here", Some("2026-06")),
            ("2026-06-30T10:00", "has more than a calendar day", Some("2026-06-30")),
            ("2026-06-30 10:00:00", "has more than a calendar day", Some("2026-06-30")),
            ("30.06.2026", "does not begin with the year", Some("2026-06-30")),
            ("3/4/2026", "does not begin with the year", None),
            ("30 June 2026", "does not begin with the year", Some("2026-06-30")),
            ("June 3rd, 2026", "does not begin with the year", Some("2026-06-03")),
            ("yesterday", "is no date", None),
            ("", "is no date", None),
            ("9999999-1-1", "is no date", None),
            ("0000-01-01", "is no date", None),
        ];
        for (text, why, instead) in cases {
            let fault = explain(text);
            assert_eq!((fault.why.as_str(), fault.instead.as_deref()), (why, instead), "{text}");
        }
    }
}
