//! CSL-JSON: what reference managers say of works, and at times a note on one.

use super::export::{Broken, Export, Highlight, Work, line, text};
use super::hypothesis::parse;
use crate::base::day::{Day, Month, PartialDay};
use serde_json::Value;

/// Reads a list of items, or an object that holds one under `items`.
pub fn read(json: &str) -> Result<Export, Broken> {
    let root = parse(json)?;
    let items = match &root {
        Value::Array(items) => items.as_slice(),
        Value::Object(fields) => match fields.get("items") {
            Some(Value::Array(items)) => items.as_slice(),
            _ => std::slice::from_ref(&root),
        },
        _ => return Err(Broken::at(1, "there is no list of items")),
    };
    let mut export = Export { entries: items.len(), ..Export::default() };
    for item in items {
        match work(item) {
            Some(work) => export.works.push(work),
            None => export.empty += 1,
        }
    }
    Ok(export)
}

/// One item; `None` where it has neither title nor address.
pub fn work(item: &Value) -> Option<Work> {
    let field = |name: &str| item[name].as_str().map(without_markup).and_then(|value| line(&value));
    let (title, address) = (field("title"), field("URL"));
    if title.is_none() && address.is_none() {
        return None;
    }
    let identifier = |(name, key): (&'static str, &str)| Some((name, field(key)?));
    let remark = |name: &str| item[name].as_str().map(without_markup).and_then(|value| text(&value));
    let note = remark("annote").map(|comment| Highlight { comment: Some(comment), ..Highlight::default() });
    Some(Work {
        title,
        address,
        authors: item["author"].as_array().into_iter().flatten().filter_map(name).collect(),
        date: date(&item["issued"]),
        container: field("container-title").or_else(|| field("publisher")),
        identifiers: [("doi", "DOI"), ("isbn", "ISBN"), ("issn", "ISSN")].into_iter().filter_map(identifier).collect(),
        language: field("language"),
        highlights: note.into_iter().collect(),
    })
}

/// Given name first, with what belongs to the family name.
fn name(author: &Value) -> Option<String> {
    if let Some(literal) = author["literal"].as_str() {
        return line(literal);
    }
    let parts = ["given", "dropping-particle", "non-dropping-particle", "family", "suffix"];
    let parts: Vec<&str> = parts.iter().filter_map(|part| author[*part].as_str()).collect();
    line(&parts.join(" "))
}

/// `{"date-parts": [[2026, 2, 3]]}`, numbers as numbers or as text; or `{"raw": "2026-02-03"}`. A span of days is no date.
fn date(issued: &Value) -> Option<PartialDay> {
    if let Some(parts) = issued["date-parts"].as_array() {
        let [only] = parts.as_slice() else { return None };
        let number = |part: &Value| part.as_i64().or_else(|| part.as_str()?.trim().parse().ok());
        let numbers: Vec<i64> = only.as_array()?.iter().map(number).collect::<Option<_>>()?;
        let year = i16::try_from(*numbers.first()?).ok().filter(|year| (1..=9999).contains(year))?;
        let month = numbers.get(1).map(|month| i8::try_from(*month).ok().filter(|month| (1..=12).contains(month)));
        return match (month, numbers.get(2)) {
            (None, _) => Some(PartialDay::Year(year)),
            (Some(month), None) => Some(PartialDay::Month(Month { year, month: month? })),
            (Some(month), Some(day)) => Day::new(year, month?, i8::try_from(*day).ok()?).map(PartialDay::Day),
        };
    }
    let raw = issued["raw"].as_str().or_else(|| issued["literal"].as_str())?.trim();
    PartialDay::parse(raw)
}

/// The few tags that titles of CSL-JSON may have: italics, small capitals, raised and lowered letters.
fn without_markup(text: &str) -> String {
    const TAGS: [&str; 9] = ["<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>", "<sub>", "</sub>", "</span>"];
    let mut text = text.to_owned();
    for tag in TAGS {
        text = text.replace(tag, "");
    }
    text.replace("<span class=\"nocase\">", "").replace("<span style=\"font-variant:small-caps;\">", "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn dates_are_as_full_as_they_are_stated() {
        let table = [
            (json!({"date-parts": [[2026, 2, 3]]}), "2026-02-03"),
            (json!({"date-parts": [["2026", "2"]]}), "2026-02"),
            (json!({"date-parts": [[2026]]}), "2026"),
            (json!({"date-parts": [[2026, 2, 31]]}), ""),
            (json!({"date-parts": [[2026, 2, 3], [2026, 2, 5]]}), ""),
            (json!({"raw": "2026-02-03"}), "2026-02-03"),
            (json!({"raw": "spring 2026"}), ""),
            (json!(null), ""),
        ];
        for (issued, expected) in table {
            assert_eq!(date(&issued).map_or_else(String::new, |date| date.to_string()), expected, "{issued}");
        }
    }
}
