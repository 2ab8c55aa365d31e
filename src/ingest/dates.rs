//! Dates as people print them.
//!
//! Comes in: one line of text. Goes out: every date in it, each with all the days it can mean. Never done here:
//! choosing between two readings; that needs evidence, which [`settle`] weighs.

use super::months;
use crate::base::day::{Day, Month, PartialDay};
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// A date found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its bytes in the text with digits of every script written as ASCII (see [`plain_digits`]).
    pub range: Range<usize>,
    /// What it means.
    pub reading: Reading,
}

/// What a date means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// One thing only.
    Certain(PartialDay),
    /// `03/04/2021`: the day first, or the month first.
    Either {
        /// Read as day, month, year.
        day_first: Day,
        /// Read as month, day, year.
        month_first: Day,
    },
}

/// Which of two numbers is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
    /// Year, month, day: of dates whose year has two digits.
    YearFirst,
}

type Reader = fn(&Captures) -> Option<Reading>;

/// The forms, most telling first; a form does not look inside what an earlier one has taken.
static FORMS: LazyLock<Vec<(Regex, Reader)>> = LazyLock::new(|| {
    let form = |pattern: &str, reader: Reader| (Regex::new(pattern).expect("the pattern is a constant"), reader);
    vec![
        form(
            r"(?:주체|Juche)\s*(\d{1,3})\s*(?:년)?\s*\(\s*(\d{4})\s*(?:년)?\s*\)\s*(?:년)?\s*(\d{1,2})월\s*(\d{1,2})일",
            |c| certain(number(c, 2)?, number(c, 3)?, number(c, 4)?),
        ),
        form(r"(令和|平成|昭和)\s*(\d{1,2}|元)年\s*(\d{1,2})月\s*(\d{1,2})日", |c| {
            let start = match c.get(1)?.as_str() {
                "令和" => 2018,
                "平成" => 1988,
                _ => 1925,
            };
            let year = if c.get(2)?.as_str() == "元" { 1 } else { number(c, 2)? };
            certain(start + year, number(c, 3)?, number(c, 4)?)
        }),
        form(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号號]", |c| {
            certain(number(c, 1)?, number(c, 2)?, number(c, 3)?)
        }),
        form(r"\b(\d{4})([-/.])\s?(\d{1,2})([-/.])\s?(\d{1,2})\b", |c| {
            (c.get(2)?.as_str() == c.get(4)?.as_str()).then(|| certain(number(c, 1)?, number(c, 3)?, number(c, 5)?))?
        }),
        form(r"\b(\d{1,2})([-/.])\s?(\d{1,2})([-/.])\s?(\d{4})\b", |c| {
            (c.get(2)?.as_str() == c.get(4)?.as_str()).then(|| numeric(number(c, 1)?, number(c, 3)?, number(c, 5)?))?
        }),
        form(
            r"\b(\d{1,2})(?:st|nd|rd|th|er|\.|º|ª)?\s+(?:de\s+|of\s+|d['’]\s*)?(\p{L}[\p{L}\p{M}]+)\.?,?\s+(?:de\s+|del\s+)?(\d{4})\b",
            |c| certain(number(c, 3)?, i32::from(months::month(c.get(2)?.as_str())?), number(c, 1)?),
        ),
        form(r"(\p{L}[\p{L}\p{M}]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", |c| {
            certain(number(c, 3)?, i32::from(months::month(c.get(1)?.as_str())?), number(c, 2)?)
        }),
        form(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]", |c| month(number(c, 1)?, number(c, 2)?)),
        form(r"(\p{L}[\p{L}\p{M}]+)\.?,?\s+(?:de\s+)?(\d{4})\b", |c| {
            month(number(c, 2)?, i32::from(months::month(c.get(1)?.as_str())?))
        }),
    ]
});

/// All dates of a line, in order. The line is read with [`plain_digits`].
pub fn find(line: &str) -> Vec<Found> {
    let line = plain_digits(line);
    let mut found: Vec<Found> = Vec::new();
    for (pattern, reader) in FORMS.iter() {
        for captures in pattern.captures_iter(&line) {
            let Some(whole) = captures.get(0) else { continue };
            let free = found.iter().all(|other| whole.end() <= other.range.start || other.range.end <= whole.start());
            if let (true, Some(reading)) = (free, reader(&captures)) {
                found.push(Found { range: whole.range(), reading });
            }
        }
    }
    found.sort_by_key(|date| date.range.start);
    found
}

/// Full-width, Arabic, Persian and Devanagari digits as ASCII.
pub fn plain_digits(text: &str) -> String {
    let digit = |character: char| {
        let zero = match character {
            '０'..='９' => '０',
            '٠'..='٩' => '٠',
            '۰'..='۹' => '۰',
            '०'..='९' => '०',
            _ => return character,
        };
        char::from_digit(character as u32 - zero as u32, 10).unwrap_or(character)
    };
    text.chars().map(digit).collect()
}

/// Chooses between two readings by evidence, in this order: a part over 12 in another date of the same form; a certain
/// day within three days of exactly one reading; the order that the language's regions write. `None` where nothing decides.
pub fn settle(day_first: Day, month_first: Day, order: Option<Order>, near: &[Day]) -> Option<Day> {
    if day_first == month_first {
        return Some(day_first);
    }
    let is_near = |day: Day| near.iter().any(|other| (other.date() - day.date()).get_days().abs() <= 3);
    let order = order.filter(|order| *order != Order::YearFirst);
    match (order, is_near(day_first), is_near(month_first)) {
        (Some(Order::DayFirst), ..) | (None, true, false) => Some(day_first),
        (Some(Order::MonthFirst), ..) | (None, false, true) => Some(month_first),
        _ => None,
    }
}

/// The first date of a line whose order is known: also one whose year has two digits. `None` where it can be read in two ways.
pub fn in_order(text: &str, order: Option<Order>) -> Option<PartialDay> {
    static SHORT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|\D)(\d\d)[-/.]\s?(\d{1,2})[-/.]\s?(\d\d)(?:\D|$)").expect("the pattern is a constant")
    });
    if let Some(found) = find(text).first() {
        return match found.reading {
            Reading::Certain(day) => Some(day),
            Reading::Either { day_first, month_first } => {
                settle(day_first, month_first, order, &[]).map(PartialDay::Day)
            }
        };
    }
    let text = plain_digits(text);
    let c = SHORT.captures(&text)?;
    let (one, two, three) = (number(&c, 1)?, number(&c, 2)?, number(&c, 3)?);
    let year = |short: i32| if short < 70 { 2000 + short } else { 1900 + short };
    let found = match order? {
        Order::DayFirst => day(year(three), two, one),
        Order::MonthFirst => day(year(three), one, two),
        Order::YearFirst => day(year(one), two, three),
    };
    found.map(PartialDay::Day)
}

/// The order that one numeric date gives away: `30/06/2021` has the day first.
pub fn order_of(text: &str) -> Option<Order> {
    static NUMERIC: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(\d{1,2})[-/.]\s?(\d{1,2})[-/.]\s?\d{4}\b").expect("the pattern is a constant")
    });
    let text = plain_digits(text);
    NUMERIC.captures_iter(&text).find_map(|c| match (number(&c, 1)?, number(&c, 2)?) {
        (13.., ..=12) => Some(Order::DayFirst),
        (..=12, 13..) => Some(Order::MonthFirst),
        _ => None,
    })
}

fn number(captures: &Captures, group: usize) -> Option<i32> {
    captures.get(group)?.as_str().parse().ok()
}

fn day(year: i32, month: i32, day: i32) -> Option<Day> {
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

fn certain(year: i32, month: i32, day_of_month: i32) -> Option<Reading> {
    day(year, month, day_of_month).filter(|day| day.year() >= 1000).map(|day| Reading::Certain(PartialDay::Day(day)))
}

fn month(year: i32, month: i32) -> Option<Reading> {
    let first = day(year, month, 1).filter(|day| (1000..2200).contains(&day.year()))?;
    Some(Reading::Certain(PartialDay::Month(Month { year: first.year(), month: first.month() })))
}

fn numeric(a: i32, b: i32, year: i32) -> Option<Reading> {
    match (day(year, b, a), day(year, a, b)) {
        (Some(day), None) | (None, Some(day)) => Some(Reading::Certain(PartialDay::Day(day))),
        (Some(day_first), Some(month_first)) if day_first == month_first => {
            Some(Reading::Certain(PartialDay::Day(day_first)))
        }
        (Some(day_first), Some(month_first)) => Some(Reading::Either { day_first, month_first }),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_date_is_read_in_the_order_that_is_known() {
        let table = [
            ("Posted 03/04/2021", Some(Order::DayFirst), Some("2021-04-03")),
            ("Posted 03/04/2021", Some(Order::MonthFirst), Some("2021-03-04")),
            ("Posted 03/04/2021", None, None),
            ("Posted 03/04/2021", Some(Order::YearFirst), None),
            ("21.04.03 (토)", Some(Order::YearFirst), Some("2021-04-03")),
            ("3.4.21", Some(Order::DayFirst), None),
            ("03.04.21", Some(Order::DayFirst), Some("2021-04-03")),
            ("03.04.21", None, None),
            ("3 April 2021", None, Some("2021-04-03")),
        ];
        for (text, order, day) in table {
            let found = in_order(text, order).map(|day| day.to_string());
            assert_eq!(found.as_deref(), day, "{text} {order:?}");
        }
    }

    use super::*;

    fn only(text: &str) -> String {
        match find(text).as_slice() {
            [Found { reading: Reading::Certain(day), .. }] => day.to_string(),
            [Found { reading: Reading::Either { day_first, month_first }, .. }] => {
                format!("{day_first} or {month_first}")
            }
            other => format!("{} dates", other.len()),
        }
    }

    #[test]
    fn dates_of_many_forms_are_read() {
        let table = [
            ("2021-06-30", "2021-06-30"),
            ("2021. 6. 30", "2021-06-30"),
            ("Date: 30/06/2021 | Source", "2021-06-30"),
            ("06/30/2021", "2021-06-30"),
            ("03/04/2021", "2021-04-03 or 2021-03-04"),
            ("05/05/2021", "2021-05-05"),
            ("Wednesday, 30th June 2021", "2021-06-30"),
            ("June 30, 2021", "2021-06-30"),
            ("Sept. 3, 2021", "2021-09-03"),
            ("30. Juni 2021", "2021-06-30"),
            ("le 1er juin 2021", "2021-06-01"),
            ("30 de junio de 2021", "2021-06-30"),
            ("30 июня 2021 г.", "2021-06-30"),
            ("٣٠ يونيو ٢٠٢١", "2021-06-30"),
            ("30 ביוני 2021", "2021-06-30"),
            ("2021年6月30日", "2021-06-30"),
            ("２０２１年６月３０日", "2021-06-30"),
            ("2021년 6월 30일", "2021-06-30"),
            ("주체110(2021)년 6월 30일", "2021-06-30"),
            ("令和3年6月30日", "2021-06-30"),
            ("June 2021", "2021-06"),
            ("31/02/2021", "0 dates"),
            ("1625011200", "0 dates"),
            ("chapter 5 2021", "0 dates"),
        ];
        for (text, reading) in table {
            assert_eq!(only(text), reading, "{text}");
        }
    }

    #[test]
    fn two_readings_are_settled_by_evidence_alone() {
        let (a, b) = (Day::new(2021, 4, 3).unwrap(), Day::new(2021, 3, 4).unwrap());
        assert_eq!(settle(a, b, None, &[]), None);
        assert_eq!(settle(a, b, Some(Order::MonthFirst), &[]), Some(b));
        assert_eq!(settle(a, b, None, &[Day::new(2021, 4, 2).unwrap()]), Some(a));
        assert_eq!(order_of("seen 12/25/2020 and 03/04/2021"), Some(Order::MonthFirst));
    }
}
