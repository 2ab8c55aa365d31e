//! What Hypothesis exports: the JSON of its API (`{"total", "rows"}`), the JSON and the CSV its client saves.
//!
//! Its selectors hold the words and some thirty characters before and after them, which choose between equal places.

use super::export::{Broken, Export, Highlight, clean, day, line, text};
use super::table::{Table, list};
use serde_json::Value;
use std::collections::BTreeMap;

/// Whether a row of names is that of its CSV.
pub fn is_csv(names: &[String]) -> bool {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    has("quote") && (has("url") || has("uri")) && ["comment", "text", "annotation"].iter().any(|name| has(name))
}

/// Reads its JSON.
pub fn read_json(json: &str) -> Result<Export, Broken> {
    let root = parse(json)?;
    let rows = match &root {
        Value::Array(rows) => rows,
        Value::Object(fields) => match fields.get("rows").or_else(|| fields.get("annotations")) {
            Some(Value::Array(rows)) => rows,
            _ => return Err(Broken::at(1, "there is no list of annotations under `rows` or `annotations`")),
        },
        _ => return Err(Broken::at(1, "there is no list of annotations")),
    };
    let mut export = Export { entries: rows.len(), ..Export::default() };
    let replies = replies(rows);
    for row in rows {
        if row["references"].as_array().is_some_and(|parents| !parents.is_empty()) {
            export.replies += 1;
            continue;
        }
        let Some(highlight) = highlight(row, &replies) else {
            export.empty += 1;
            continue;
        };
        let address = row["uri"].as_str().filter(|uri| uri.starts_with("http")).map(str::to_owned);
        let title = match &row["document"]["title"] {
            Value::Array(titles) => titles.first().and_then(Value::as_str),
            other => other.as_str(),
        };
        let title = title.and_then(line);
        // A file that was never on the web has a title at best.
        let title = title.or_else(|| row["uri"].as_str().filter(|_| address.is_none()).and_then(line));
        export.work(address, title, Vec::new()).highlights.push(highlight);
    }
    Ok(export)
}

/// JSON as a value; nothing is nested deeper than `serde_json` allows.
pub fn parse(json: &str) -> Result<Value, Broken> {
    serde_json::from_str(json).map_err(|error| {
        let said = error.to_string();
        let said = said.split(" at line ").next().unwrap_or(&said).to_lowercase();
        Broken::at(error.line().max(1), format!("this is not JSON: {said}"))
    })
}

/// By the id of the annotation that began it, what was answered, with the name of whoever did.
fn replies(rows: &[Value]) -> BTreeMap<&str, Vec<String>> {
    let mut replies: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in rows {
        let first = row["references"].as_array().and_then(|parents| parents.first()).and_then(Value::as_str);
        if let (Some(first), Some(words)) = (first, row["text"].as_str().and_then(text)) {
            let who = row["user"].as_str().unwrap_or("").trim_start_matches("acct:").split('@').next().unwrap_or("");
            let said = if who.is_empty() { words } else { format!("{who}: {words}") };
            replies.entry(first).or_default().push(said);
        }
    }
    replies
}

fn highlight(row: &Value, replies: &BTreeMap<&str, Vec<String>>) -> Option<Highlight> {
    let selectors = row["target"][0]["selector"].as_array();
    let of = |kind: &str| selectors.into_iter().flatten().find(|selector| selector["type"] == kind);
    let quote = of("TextQuoteSelector");
    let said = |field: &str| quote.and_then(|quote| quote[field].as_str()).map(clean).unwrap_or_default();
    let comment = row["text"].as_str().and_then(text);
    let page = of("PageSelector").and_then(|page| page["label"].as_str()).and_then(line);
    let words = said("exact");
    if words.is_empty() && comment.is_none() {
        return None;
    }
    let tags = row["tags"].as_array().into_iter().flatten().filter_map(Value::as_str).filter_map(line).collect();
    let replies = row["id"].as_str().and_then(|id| replies.get(id)).cloned().unwrap_or_default();
    Some(Highlight {
        words,
        prefix: said("prefix"),
        suffix: said("suffix"),
        place: page.as_ref().map(|page| format!("page {page}")),
        page,
        comment,
        replies,
        tags,
        made: row["created"].as_str().map(day),
    })
}

/// Reads its CSV.
pub fn read_csv(csv: &str) -> Result<Export, Broken> {
    let table = Table::read(csv)?;
    let mut export = Export::default();
    for row in table.rows() {
        export.entries += 1;
        let kind = row.get(&["type"]).unwrap_or_default().to_lowercase();
        let comment = row.get(&["comment", "text", "annotation"]).and_then(|it| text(&it));
        let mut words = row.get(&["quote"]).unwrap_or_default();
        let address = row.get(&["url", "uri"]).filter(|url| url.starts_with("http"));
        let title = row.get(&["title", "document"]).and_then(|title| line(&title));
        if kind == "reply" {
            export.replies += 1;
            // The table does not say what was answered.
            match (export.works.iter_mut().rfind(|work| work.address == address), comment) {
                (Some(work), Some(comment)) => {
                    let who = row.get(&["author", "user"]).map(|who| format!("{who}: ")).unwrap_or_default();
                    let last = work.highlights.last_mut();
                    last.into_iter().for_each(|last| last.replies.push(format!("{who}{comment}")));
                }
                _ => export.empty += 1,
            }
            continue;
        }
        if kind == "page note" {
            words.clear();
        }
        if words.is_empty() && comment.is_none() {
            export.empty += 1;
            continue;
        }
        let page = row.get(&["page"]).and_then(|page| line(&page));
        let tags = row.get(&["tags"]).map_or(Vec::new(), |cell| list(&cell));
        let made = row.get(&["created at", "created", "updated"]).map(|made| day(&made));
        let place = page.as_ref().map(|page| format!("page {page}"));
        let highlight = Highlight { words, page, place, comment, tags, made, ..Highlight::default() };
        export.work(address, title, Vec::new()).highlights.push(highlight);
    }
    Ok(export)
}
