//! Days, months and numbers as a language writes them.
//!
//! Comes in: a [`Day`], [`PartialDay`], [`Month`] or count, and a language. Goes out: text. Never done here: asking a
//! clock, another calendar than the Gregorian one (the language decides how a date is shown, never what is stored).

use crate::base::day::{Day, Month, PartialDay};
use crate::base::language::Language;
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{E, M, MD, MDE, Y, YM, YMD, YMDE};
use icu_decimal::DecimalFormatter;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// How much of a date is written, with 14 March 2026 in English as example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateForm {
    /// `14 March 2026`
    Day,
    /// `Saturday, 14 March 2026`
    Long,
    /// `14 March`
    Short,
    /// `14 Mar`
    Brief,
    /// `Sat 14 Mar`
    Weekday,
    /// `March 2026`
    Month,
    /// `March`
    MonthName,
    /// `2026`
    Year,
}

/// Writes what is known of a date: of `2021-06` and `2021` the month and the year, whatever form is asked for.
pub fn write_date(date: PartialDay, form: DateForm, language: &Language) -> String {
    let form = match (date, form) {
        (_, DateForm::Year) | (PartialDay::Year(_), _) => DateForm::Year,
        (PartialDay::Month(_), DateForm::MonthName) => DateForm::MonthName,
        (PartialDay::Month(_), _) => DateForm::Month,
        (PartialDay::Day(_), form) => form,
    };
    with_formatters(language, |formatters| formatters.write(date.first(), form))
}

/// Writes a day.
pub fn write_day(day: Day, form: DateForm, language: &Language) -> String {
    write_date(PartialDay::Day(day), form, language)
}

/// Writes a month: `March 2026`.
pub fn write_month(month: Month, language: &Language) -> String {
    write_date(PartialDay::Month(month), DateForm::Month, language)
}

/// The names of the days of the week, Monday first: `Monday`, `Mon`.
pub fn weekdays(language: &Language) -> Vec<[String; 2]> {
    let monday = 3; // 3 January 2000 was a Monday
    (monday..monday + 7)
        .map(|day| {
            let date = gregorian(2000, 1, day);
            with_formatters(language, |formatters| {
                [formatters.weekday.format(&date).to_string(), formatters.weekday_brief.format(&date).to_string()]
            })
        })
        .collect()
}

/// The names of the months, January first: `January`, `Jan`.
pub fn months(language: &Language) -> Vec<[String; 2]> {
    (1..=12)
        .map(|month| {
            let date = gregorian(2000, month, 1);
            with_formatters(language, |formatters| {
                [formatters.month_name.format(&date).to_string(), formatters.month_brief.format(&date).to_string()]
            })
        })
        .collect()
}

/// Writes a number with its digits grouped: `1,204`.
pub fn write_number(number: i64, language: &Language) -> String {
    with_formatters(language, |formatters| formatters.number.format(&number.into()).to_string())
}

/// Which form of a word goes with a count: `one`, `other`, and where a language has them `zero`, `two`, `few`, `many`.
pub fn plural(count: u64, language: &Language) -> &'static str {
    with_formatters(language, |formatters| match formatters.plurals.category_for(count) {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    })
}

/// The forms of a word that a language tells apart.
pub fn plural_forms(language: &Language) -> Vec<&'static str> {
    // The categories of each language are reached by small whole numbers, and by a million in French and its kin.
    let mut forms: Vec<&'static str> = (0..=102).chain([1_000_000]).map(|count| plural(count, language)).collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

type Formatter<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;

/// All that one language needs.
struct Formatters {
    day: Formatter<YMD>,
    long: Formatter<YMDE>,
    short: Formatter<MD>,
    brief: Formatter<MD>,
    with_weekday: Formatter<MDE>,
    month: Formatter<YM>,
    month_name: Formatter<M>,
    month_brief: Formatter<M>,
    year: Formatter<Y>,
    weekday: Formatter<E>,
    weekday_brief: Formatter<E>,
    number: DecimalFormatter,
    plurals: PluralRules,
}

macro_rules! formatter {
    ($locale:expr, $fields:expr) => {
        FixedCalendarDateTimeFormatter::try_new($locale.clone().into(), $fields)
            .expect("compiled data has every field set, for the root language at least")
    };
}

impl Formatters {
    fn new(locale: &Locale) -> Formatters {
        Formatters {
            day: formatter!(locale, YMD::long()),
            long: formatter!(locale, YMDE::long()),
            short: formatter!(locale, MD::long()),
            brief: formatter!(locale, MD::medium()),
            with_weekday: formatter!(locale, MDE::medium()),
            month: formatter!(locale, YM::long()),
            month_name: formatter!(locale, M::long()),
            month_brief: formatter!(locale, M::medium()),
            year: formatter!(locale, Y::long()),
            weekday: formatter!(locale, E::long()),
            weekday_brief: formatter!(locale, E::medium()),
            number: DecimalFormatter::try_new(locale.clone().into(), Default::default())
                .expect("compiled data has digits, for the root language at least"),
            plurals: PluralRules::try_new(locale.clone().into(), Default::default())
                .expect("compiled data has plural rules, for the root language at least"),
        }
    }

    fn write(&self, day: Day, form: DateForm) -> String {
        let date = gregorian(day.year(), day.month(), day.day());
        match form {
            DateForm::Day => self.day.format(&date).to_string(),
            DateForm::Long => self.long.format(&date).to_string(),
            DateForm::Short => self.short.format(&date).to_string(),
            DateForm::Brief => self.brief.format(&date).to_string(),
            DateForm::Weekday => self.with_weekday.format(&date).to_string(),
            DateForm::Month => self.month.format(&date).to_string(),
            DateForm::MonthName => self.month_name.format(&date).to_string(),
            DateForm::Year => self.year.format(&date).to_string(),
        }
    }
}

/// Runs with the formatters of a language, which are made once a thread: making them costs more than using them.
fn with_formatters<T>(language: &Language, run: impl FnOnce(&Formatters) -> T) -> T {
    thread_local! {
        static MADE: RefCell<BTreeMap<Language, Rc<Formatters>>> = const { RefCell::new(BTreeMap::new()) };
    }
    let formatters = MADE.with_borrow_mut(|made| {
        made.entry(language.clone()).or_insert_with(|| Rc::new(Formatters::new(&locale(language)))).clone()
    });
    run(&formatters)
}

/// A bare `en` names no country, so it is read as the English of most of them, which puts the day first.
fn locale(language: &Language) -> Locale {
    let tag = if language.tag() == "en" { "en-GB" } else { language.tag() };
    tag.parse().unwrap_or(Locale::UNKNOWN)
}

fn gregorian(year: i16, month: i8, day: i8) -> Date<Gregorian> {
    Date::try_new_gregorian(i32::from(year), month.unsigned_abs(), day.unsigned_abs())
        .expect("a day that was checked is a day of the Gregorian calendar")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::parse(tag).unwrap()
    }

    #[test]
    fn dates_are_written_as_the_language_writes_them() {
        use DateForm::*;
        let cases = [
            ("en", "2026-03-14", Day, "14 March 2026"),
            ("en", "2026-03-14", Long, "Saturday, 14 March 2026"),
            ("en", "2026-03-14", Short, "14 March"),
            ("en", "2026-03-14", Brief, "14 Mar"),
            ("en", "2026-03-14", Weekday, "Sat 14 Mar"),
            ("en", "2026-03-14", Month, "March 2026"),
            ("en", "2026-03-14", MonthName, "March"),
            ("en", "2026-03", Long, "March 2026"),
            ("en", "2026-03", MonthName, "March"),
            ("en", "2026", Month, "2026"),
            ("en-US", "2026-03-14", Long, "Saturday, March 14, 2026"),
            ("de", "2026-03-14", Long, "Samstag, 14. März 2026"),
            ("ko", "2026-03-14", Long, "2026년 3월 14일 토요일"),
            ("ko", "2026", Day, "2026년"),
            ("ja", "2026-03-14", Weekday, "3月14日(土)"),
            ("ar", "2026-03-14", Day, "14 مارس 2026"),
            // Thai and Persian have calendars of their own, which are not asked.
            ("fa", "2026-03-14", Year, "۲۰۲۶"),
            ("th", "2026-03-14", Day, "14 มีนาคม ค.ศ. 2026"),
            // A language without data is written as the root has it.
            ("qaa", "2026-03-14", Year, "2026"),
        ];
        for (tag, date, form, expected) in cases {
            let written = write_date(PartialDay::parse(date).unwrap(), form, &language(tag));
            assert_eq!(written, expected, "{tag} {date} {form:?}");
        }
    }

    #[test]
    fn names_numbers_and_plurals() {
        assert_eq!(weekdays(&language("en"))[0], ["Monday", "Mon"]);
        assert_eq!(weekdays(&language("ko"))[6], ["일요일", "일"]);
        assert_eq!(months(&language("de"))[2], ["März", "Mär"]);
        assert_eq!(write_number(1_234_567, &language("de")), "1.234.567");
        assert_eq!(write_number(-1204, &language("en")), "-1,204");
        assert_eq!(plural_forms(&language("ko")), ["other"]);
        assert_eq!(plural_forms(&language("ar")), ["few", "many", "one", "other", "two", "zero"]);
        assert_eq!([0, 1, 2].map(|count| plural(count, &language("fr"))), ["one", "one", "other"]);
    }
}
