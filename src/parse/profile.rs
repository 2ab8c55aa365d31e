//! The profile of a publication: where on its pages things stand, and how it writes dates (`profile` in `publications.yaml`).
//!
//! Comes in: the map of an entry. Goes out: a [`Profile`], its selectors tried. Never done here: reading a page.

use super::codes;
use super::fault::Fault;
use super::fields::Fields;
use super::values;
use dom_query::Matcher;

/// Where the pages of a publication have things. What it does not say is found as on every page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// How numeric dates are written: `dates`.
    pub dates: Option<DateOrder>,
    /// Blocks of the body that are no part of an article, whole: `drop`.
    pub drop: Vec<String>,
    /// On the pages of an aggregator: who published the article first.
    pub publication: Option<Selector>,
    /// The title.
    pub title: Option<Selector>,
    /// What holds the text.
    pub body: Option<Selector>,
    /// The byline.
    pub byline: Option<Selector>,
    /// The day of publication.
    pub date: Option<Selector>,
}

/// What comes first in `03/04/2021` or `21.04.03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
    /// Year, month, day.
    YearFirst,
}

impl DateOrder {
    /// As written.
    pub const ALL: [(&str, DateOrder); 3] = [
        ("day-first", DateOrder::DayFirst),
        ("month-first", DateOrder::MonthFirst),
        ("year-first", DateOrder::YearFirst),
    ];
}

/// A selector of CSS that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector(String);

impl Selector {
    /// `None` where it is none.
    pub fn new(text: &str) -> Option<Selector> {
        /// Longer ones cost more than they tell.
        const LONGEST: usize = 300;
        let text = text.trim();
        let is_one = !text.is_empty() && text.len() <= LONGEST && Matcher::new(text).is_ok();
        is_one.then(|| Selector(text.to_owned()))
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Reads the map under `profile`.
pub fn read(fields: Fields<'_>) -> Option<Profile> {
    fields.all(|fields| {
        Some(Profile {
            dates: fields.optional("dates", order),
            drop: fields.values("drop", values::line),
            publication: fields.optional("publication", selector),
            title: fields.optional("title", selector),
            body: fields.optional("body", selector),
            byline: fields.optional("byline", selector),
            date: fields.optional("date", selector),
        })
    })
}

fn order(text: &str) -> Result<DateOrder, Fault> {
    let found = DateOrder::ALL.iter().find(|(name, _)| *name == text.trim()).map(|(_, order)| *order);
    found.ok_or_else(|| {
        let help = "write `day-first`, `month-first` or `year-first`";
        Fault::new(&codes::FIELD_INVALID, "is no order of a date", help)
    })
}

fn selector(text: &str) -> Result<Selector, Fault> {
    Selector::new(text).ok_or_else(|| {
        let help = "write one such as `article .story`, `#text` or `[itemprop=articleBody]`";
        Fault::new(&codes::FIELD_INVALID, "is no selector of CSS that can be read", help)
    })
}
