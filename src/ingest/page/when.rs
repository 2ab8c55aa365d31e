//! When a page was published: every date it states, and which of them counts.
//!
//! The order was measured on 728 dated pages. A date of change is never the date; pages without a date have none.

use super::extract::is_furniture;
use super::linked::Linked;
use super::tree::{all, attribute, has_class, line, meta, name};
use crate::base::day::{Day, PartialDay};
use crate::ingest::clip::{Certainty, Doubt};
use crate::ingest::dates::{self, Order, Reading};
use crate::ingest::lines::{self, Label};
use dom_query::Document;
use regex::Regex;
use std::sync::LazyLock;

/// One date that a page gives.
#[derive(Clone, Debug)]
struct Given {
    day: PartialDay,
    certainty: Certainty,
    from: String,
    /// Whether it is an instant in UTC, whose day may be another one where the page was written.
    is_utc: bool,
}

/// The date, how sure it is, and where it was found.
#[derive(Debug, Default)]
pub struct When {
    /// The date with its origin.
    pub date: Option<(PartialDay, Certainty, String)>,
    /// Other readings, the chosen one first.
    pub doubts: Vec<Doubt>,
    /// The day of the last change.
    pub updated: Option<(Day, String)>,
}

/// Reads the dates of a page. `near` are the lines round its title, `order` how its language writes numbers.
pub fn read(page: &Document, linked: &Linked, address: Option<&str>, near: &[String], order: Option<Order>) -> When {
    let mut given: Vec<Given> = Vec::new();
    let mut add = |text: Option<(String, String)>, certainty: Certainty| {
        let Some((text, from)) = text else { return };
        given.extend(stamp(&text).map(|(day, is_utc)| Given { day, certainty, from, is_utc }));
    };
    add(linked.published.clone().map(|text| (text, "JSON-LD datePublished".to_owned())), Certainty::Stated);
    add(meta(page, PUBLISHED), Certainty::Stated);
    marked_up(page).into_iter().for_each(|one| add(Some(one), Certainty::Stated));
    add(address.and_then(in_address).map(|day| (day.to_string(), "address".to_owned())), Certainty::Inferred);
    add(times(page), Certainty::Stated);
    add(meta(page, &["date", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created"]), Certainty::Stated);
    let body_id = page.body().and_then(|body| attribute(&body, "id"));
    add(
        body_id.as_deref().and_then(in_address).map(|day| (day.to_string(), "name of the page".to_owned())),
        Certainty::Inferred,
    );
    let (mut doubts, mut visible) = (Vec::new(), Vec::new());
    for text in near {
        of_line(text, &given, order, &mut visible, &mut doubts);
    }
    given.extend(visible);
    let updated = updated(page, linked, near);
    let Some(first) = given.first() else { return When { date: None, doubts, updated } };
    let chosen = given.iter().find(|other| first.is_utc && is_next(first, other)).unwrap_or(first).clone();
    let is_other = |other: &&Given| !(covers(&chosen, other) || other.is_utc && is_next(&chosen, other));
    let others: Vec<&Given> = given
        .iter()
        .filter(|other| other.certainty == Certainty::Stated || other.from == "address")
        .filter(is_other)
        .collect();
    let mut said: Vec<Doubt> = Vec::new();
    if !others.is_empty() {
        let one = |given: &Given| Doubt {
            field: "date",
            reading: Some(given.day.to_string()),
            why: format!("the page says it in {}", given.from),
        };
        said.push(one(&chosen));
        for other in others {
            if said.iter().all(|doubt| doubt.reading.as_deref() != Some(other.day.to_string().as_str())) {
                said.push(one(other));
            }
        }
    }
    When { date: Some((chosen.day, chosen.certainty, chosen.from)), doubts: said, updated }
}

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datePublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.published",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_date",
    "article.published",
    "publication_date",
    "originalpublicationdate",
    "cXenseParse:recs:publishtime",
    "weibo:article:create_at",
    "article:post_date",
    "rnews:datePublished",
    "bt:pubDate",
];

/// A date as machines write it, or as people do; whether it is an instant in UTC.
fn stamp(text: &str) -> Option<(PartialDay, bool)> {
    static COMPACT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(\d{4})(\d\d)(\d\d)(?:\D|$|\d{6}$)").expect("the pattern is a constant"));
    let text = text.trim();
    let head = text.get(..10).unwrap_or(text);
    let rest = text.get(10..).unwrap_or("");
    let is_utc = rest.len() > 3 && (rest.ends_with('Z') || rest.ends_with("+00:00") || rest.ends_with("+0000"));
    let day = PartialDay::parse(head).filter(|day| matches!(day, PartialDay::Day(_))).or_else(|| {
        let found = COMPACT.captures(text)?;
        let number = |at: usize| found[at].parse::<i16>().ok();
        Day::new(number(1)?, i8::try_from(number(2)?).ok()?, i8::try_from(number(3)?).ok()?).map(PartialDay::Day)
    });
    let day = day.or_else(|| match dates::find(text).first().map(|found| found.reading.clone())? {
        Reading::Certain(day) => Some(day),
        Reading::Either { .. } => None,
    })?;
    (1400..2200).contains(&day.year()).then_some((day, is_utc))
}

/// A date in an address: `/2021/06/30/`, `2021-06-30`, `20210630`.
pub fn in_address(address: &str) -> Option<Day> {
    static FORMS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
        let forms = [
            r"(?:^|[/_=-])((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?:[/_.?-]|$)",
            r"(?:^|[^0-9])((?:19|20)\d\d)(\d\d)(\d\d)(?:[^0-9]|$)",
            r"/((?:19|20)\d\d)-(\d\d)/(\d\d)(?:/|$)",
        ];
        forms.iter().map(|form| Regex::new(form).expect("the pattern is a constant")).collect()
    });
    FORMS.iter().find_map(|form| {
        let found = form.captures(address)?;
        let part = |at: usize| found[at].parse::<i16>().ok();
        Day::new(part(1)?, i8::try_from(part(2)?).ok()?, i8::try_from(part(3)?).ok()?)
    })
}

/// Dates in the markup of an article's head.
fn marked_up(page: &Document) -> Option<(String, String)> {
    let selectors = [
        ("[itemprop=datePublished]", "microdata"),
        (".dt-published", "microformat"),
        ("time[pubdate]", "time"),
        ("time.published, time.entry-date, abbr.published, .entry-date time, .published time", "microformat"),
    ];
    selectors.iter().find_map(|(selector, from)| {
        let nodes = all(page, selector);
        let node = nodes
            .iter()
            .find(|node| !is_furniture(node) && !has_class(node, &["updated", "modified"]))
            .or_else(|| nodes.iter().find(|node| !is_furniture(node)))?;
        let value =
            ["datetime", "content", "title"].iter().find_map(|key| attribute(node, key)).unwrap_or_else(|| line(node));
        Some((value, (*from).to_owned()))
    })
}

/// The one `time` of a page, or the first that stands in no furniture.
fn times(page: &Document) -> Option<(String, String)> {
    let nodes: Vec<_> = all(page, "time")
        .into_iter()
        .filter(|node| {
            let is_change = |node: &dom_query::NodeRef| {
                has_class(node, &["updated", "modified", "dt-updated"])
                    || attribute(node, "itemprop").is_some_and(|prop| prop == "dateModified")
            };
            !is_furniture(node) && !is_change(node) && !node.ancestors_it(Some(2)).any(|one| is_change(&one))
        })
        .collect();
    let value = |node: &dom_query::NodeRef| attribute(node, "datetime").unwrap_or_else(|| line(node));
    let first = nodes.iter().find(|node| stamp(&value(node)).is_some())?;
    Some((value(first), "time".to_owned()))
}

/// A date in a line near the title: labelled, or with little else in the line.
fn of_line(text: &str, given: &[Given], order: Option<Order>, visible: &mut Vec<Given>, doubts: &mut Vec<Doubt>) {
    if text.chars().count() > 160 || lines::ends_article(text) {
        return;
    }
    let label = lines::labelled(text).map(|(label, _)| label);
    if matches!(label, Some(Label::Updated | Label::Captured)) {
        return;
    }
    let found = dates::find(text);
    let [date] = found.as_slice() else { return };
    let plain = dates::plain_digits(text);
    let letters = format!("{}{}", &plain[..date.range.start], &plain[date.range.end..])
        .chars()
        .filter(|character| character.is_alphabetic())
        .count();
    if letters > 90 || (letters > 40 && lines::ends_sentence(text)) {
        return;
    }
    let from = if label == Some(Label::Published) { "a line that is labelled so" } else { "a line near the title" };
    let mut keep = |day: PartialDay| {
        visible.push(Given { day, certainty: Certainty::Inferred, from: from.to_owned(), is_utc: false })
    };
    match date.reading.clone() {
        Reading::Certain(day) => keep(day),
        Reading::Either { day_first, month_first } => {
            let near: Vec<Day> = given.iter().filter_map(|one| one.day.whole()).collect();
            match dates::settle(day_first, month_first, order, &near) {
                Some(day) => keep(PartialDay::Day(day)),
                None if given.is_empty() && doubts.is_empty() => {
                    for (day, form) in [(day_first, "day first"), (month_first, "month first")] {
                        let why = format!("`{text}` read with the {form}; nothing else in the page decides");
                        doubts.push(Doubt { field: "date", reading: Some(day.to_string()), why });
                    }
                }
                None => {}
            }
        }
    }
}

fn updated(page: &Document, linked: &Linked, near: &[String]) -> Option<(Day, String)> {
    let whole = |text: String, from: String| Some((stamp(&text)?.0.whole()?, from));
    let of_meta =
        meta(page, &["article:modified_time", "og:updated_time", "dateModified", "dcterms.modified", "last-modified"]);
    let of_markup = || {
        let nodes = all(page, "[itemprop=dateModified], time.updated, .dt-updated");
        let node = nodes.iter().find(|node| !is_furniture(node) && name(node) != "span")?;
        Some((
            attribute(node, "datetime").or_else(|| attribute(node, "content")).unwrap_or_else(|| line(node)),
            "microdata".to_owned(),
        ))
    };
    let of_lines = || {
        near.iter().find_map(|text| match lines::labelled(text) {
            Some((Label::Updated, value)) => Some((value.to_owned(), "a line near the title".to_owned())),
            _ => None,
        })
    };
    let linked = linked.modified.clone().map(|text| (text, "JSON-LD dateModified".to_owned()));
    linked.or(of_meta).or_else(of_markup).or_else(of_lines).and_then(|(text, from)| whole(text, from))
}

fn is_next(a: &Given, b: &Given) -> bool {
    let (Some(a), Some(other)) = (a.day.whole(), b.day.whole()) else { return false };
    !b.is_utc && (a.date() - other.date()).get_days().abs() == 1
}

/// Whether two dates can be the same: one may be a month or a year, and an instant in UTC may be a day off.
fn covers(a: &Given, b: &Given) -> bool {
    let (long, short) = (a.day.to_string(), b.day.to_string());
    let same = long.starts_with(&short) || short.starts_with(&long);
    let by_a_day = match (a.day.whole(), b.day.whole()) {
        (Some(one), Some(other)) => (a.is_utc || b.is_utc) && (one.date() - other.date()).get_days().abs() <= 1,
        _ => false,
    };
    same || by_a_day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_dates() {
        for (address, day) in [
            ("https://a.example/2021/06/30/title/", Some("2021-06-30")),
            ("https://a.example/news/2021-06/30/content_2.htm", Some("2021-06-30")),
            ("https://a.example/n/20210630-title.html", Some("2021-06-30")),
            ("https://a.example/t-2021-06-30.html", Some("2021-06-30")),
            ("https://a.example/news/20219999/x", None),
            ("https://a.example/k10020210630000.html", None),
        ] {
            assert_eq!(in_address(address).map(|day| day.to_string()).as_deref(), day, "{address}");
        }
    }
}
