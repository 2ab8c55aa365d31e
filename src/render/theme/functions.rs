//! What templates can call besides Tera's own: words, dates, numbers.
//!
//! Comes in: a language and its words. Goes out: filters and functions in a [`Tera`]. Never done here: a clock, an
//! address (views hold links that are ready).

use crate::base::day::PartialDay;
use crate::base::language::Language;
use crate::render::dates::{DateForm, months, weekdays, write_date, write_number};
use crate::render::words::{Interface, Unsaid, Value};
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Error, Kwargs, State, Tera, TeraResult};

/// The filters that write dates, with 14 March 2026 in English as example.
const DATE_FILTERS: [(&str, DateForm); 8] = [
    ("day", DateForm::Day),              // 14 March 2026
    ("day_long", DateForm::Long),        // Saturday, 14 March 2026
    ("day_short", DateForm::Short),      // 14 March
    ("day_brief", DateForm::Brief),      // 14 Mar
    ("day_weekday", DateForm::Weekday),  // Sat 14 Mar
    ("month", DateForm::Month),          // March 2026
    ("month_name", DateForm::MonthName), // March
    ("year", DateForm::Year),            // 2026
];

/// Adds all of them for pages of one language.
pub fn register(tera: &mut Tera, language: &Language, interface: &Arc<Interface>) {
    for (name, form) in DATE_FILTERS {
        let page = language.clone();
        tera.register_filter(name, move |value: &str, kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
            let date = PartialDay::parse(value).ok_or_else(|| Error::message(format!("`{value}` is no date")))?;
            Ok(write_date(date, form, &language_of(&kwargs, &page)?))
        });
    }
    let page = language.clone();
    tera.register_filter("number", move |value: i64, kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
        Ok(write_number(value, &language_of(&kwargs, &page)?))
    });
    tera.register_filter("hash_short", |value: &str, _: Kwargs, _: &State<'_>| hash_short(value));
    let page = language.clone();
    tera.register_function("weekdays", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<tera::Value> {
        Ok(names(weekdays(&language_of(&kwargs, &page)?)))
    });
    let page = language.clone();
    tera.register_function("months", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<tera::Value> {
        Ok(names(months(&language_of(&kwargs, &page)?)))
    });
    tera.register_function("word", Say(interface.clone()));
}

/// `word(key="…", count=…, name=…)`: a word of the interface. What stands in it is escaped unless it is markup already.
struct Say(Arc<Interface>);

impl tera::Function<TeraResult<tera::Value>> for Say {
    fn call(&self, kwargs: Kwargs, state: &State<'_>) -> TeraResult<tera::Value> {
        let key: &str = kwargs.must_get("key")?;
        let mut values = BTreeMap::new();
        for (name, value) in kwargs.iter() {
            let Some(name) = name.as_str().filter(|name| *name != "key") else { continue };
            let value = match value.as_i64() {
                Some(number) if value.is_number() => Value::Number(number),
                _ if value.is_safe() => Value::Markup(value.to_string()),
                _ => Value::Text(value.to_string()),
            };
            values.insert(name.to_owned(), value);
        }
        let said = self.0.markup(key, &values).map_err(|unsaid| match unsaid {
            Unsaid::Unknown => Error::message(format!("no language has the word `{key}`")),
            Unsaid::Needs(name) => Error::message(format!("the word `{key}` needs `{name}`")),
        })?;
        match state.autoescaping_enabled() {
            true => Ok(tera::Value::safe_string(&said)),
            false => Ok(self.0.text(key, &values).into()),
        }
    }
}

fn language_of(kwargs: &Kwargs, page: &Language) -> TeraResult<Language> {
    match kwargs.get::<&str>("lang")? {
        None => Ok(page.clone()),
        Some(tag) => Language::parse(tag).ok_or_else(|| Error::message(format!("`{tag}` is no language"))),
    }
}

/// The long and the brief name of each, `{long, brief}`.
fn names(names: Vec<[String; 2]>) -> tera::Value {
    let names: Vec<BTreeMap<&str, String>> =
        names.into_iter().map(|[long, brief]| BTreeMap::from([("long", long), ("brief", brief)])).collect();
    tera::Value::from_serializable(&names)
}

/// `4e6c…82af`: enough of a hash for an eye to compare.
fn hash_short(hash: &str) -> String {
    let characters: Vec<char> = hash.chars().collect();
    match characters.len() {
        0..=9 => hash.to_owned(),
        length => characters[..4].iter().chain(['…'].iter()).chain(&characters[length - 4..]).collect(),
    }
}
