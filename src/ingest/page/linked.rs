//! What a page says of itself as linked data (JSON-LD).

use crate::ingest::clip::Certainty;
use serde_json::Value;

/// What was found; empty where there is none.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    /// Headline.
    pub headline: Option<String>,
    /// Second headline.
    pub subtitle: Option<String>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// When it was changed, as written.
    pub modified: Option<String>,
    /// Names of people.
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its licence.
    pub licence: Option<String>,
    /// The agency it was taken from.
    pub agency: super::Found<String>,
    /// Credit and licence of pictures, by their addresses as written.
    pub pictures: Vec<(String, String)>,
}

/// Reads the texts of a page's scripts of this kind.
pub fn read(scripts: &[String]) -> Linked {
    let mut things: Vec<Value> = Vec::new();
    let mut sites: Vec<String> = Vec::new();
    for script in scripts {
        let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
        let clean: String =
            script.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
        if let Ok(value) = serde_json::from_str::<Value>(&clean) {
            gather(&value, &mut things);
        }
    }
    for thing in things.iter().filter(|thing| is_a(thing, &|kind| kind == "WebSite")) {
        sites.extend(text(&thing["name"]));
    }
    let is_article =
        |kind: &str| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report" || kind == "Review";
    let articles: Vec<&Value> = things.iter().filter(|thing| is_a(thing, &is_article)).collect();
    let pages = things.iter().filter(|thing| is_a(thing, &|kind| kind == "WebPage"));
    // Several articles are a list of them, unless they are one thing said twice.
    let chosen: Vec<&Value> =
        if articles.is_empty() { pages.take(1).collect() } else { articles.into_iter().take(1).collect() };
    let Some(thing) = chosen.first() else {
        return Linked { publisher: sites.into_iter().next(), pictures: pictures(&things), ..Linked::default() };
    };
    let by_reference = |value: &Value| -> Value {
        let id = value["@id"].as_str();
        let known = id.and_then(|id| {
            things.iter().find(|thing| thing["@id"].as_str() == Some(id) && thing.get("name").is_some())
        });
        known.filter(|_| value.get("name").is_none()).unwrap_or(value).clone()
    };
    let authors = each(&thing["author"])
        .into_iter()
        .map(by_reference)
        .filter(|author| !is_a(author, &|kind| kind == "Organization"));
    Linked {
        headline: text(&thing["headline"]),
        subtitle: text(&thing["alternativeHeadline"]),
        published: text(&thing["datePublished"]),
        modified: text(&thing["dateModified"]),
        authors: authors.filter_map(|author| text(&author).or_else(|| text(&author["name"]))).collect(),
        publisher: each(&thing["publisher"])
            .first()
            .map(|one| by_reference(one))
            .and_then(|one| text(&one["name"]))
            .or(sites.into_iter().next()),
        licence: text(&thing["license"]),
        agency: agency(thing, &by_reference),
        pictures: pictures(&things),
    }
}

/// The agency: where the text is from, its credit, else an organisation that is named as its author and is not the publisher.
fn agency(thing: &Value, by_reference: &dyn Fn(&Value) -> Value) -> super::Found<String> {
    let first = |field: &str| {
        let one = by_reference(each(&thing[field]).first()?);
        text(&one).or_else(|| text(&one["name"]))
    };
    if let Some(name) = first("sourceOrganization") {
        return Some((name, Certainty::Stated, "JSON-LD sourceOrganization".to_owned()));
    }
    if let Some(name) = text(&thing["creditText"]).filter(|name| name.chars().count() <= 40) {
        return Some((name, Certainty::Inferred, "JSON-LD creditText".to_owned()));
    }
    let authors = each(&thing["author"]).into_iter().map(by_reference);
    let publisher = first("publisher");
    let name = authors
        .filter(|author| is_a(author, &|kind| kind.ends_with("Organization")))
        .find_map(|one| text(&one["name"]))?;
    let is_other = publisher.is_none_or(|publisher| super::folded(&publisher) != super::folded(&name));
    is_other.then(|| (name, Certainty::Inferred, "JSON-LD author, an organisation".to_owned()))
}

/// What pages say of their pictures: credit, copyright, licence.
fn pictures(things: &[Value]) -> Vec<(String, String)> {
    let inside = things.iter().flat_map(|thing| each(&thing["image"]));
    let mut all = Vec::new();
    for one in inside.chain(things).filter(|one| is_a(one, &|kind| kind == "ImageObject")) {
        let name = |field: &str| text(&one[field]).or_else(|| text(&one[field]["name"]));
        let credit = name("creditText").or_else(|| name("creator")).or_else(|| name("author"));
        let licence = text(&one["license"]).map(|to| super::facts::creative_commons(&to).unwrap_or(to));
        let said: Vec<String> = [credit, name("copyrightNotice"), licence].into_iter().flatten().collect();
        for to in ["contentUrl", "url"].iter().filter_map(|field| one[*field].as_str()).filter(|_| !said.is_empty()) {
            all.push((to.to_owned(), said.join(" · ")));
        }
    }
    all
}

fn gather(value: &Value, out: &mut Vec<Value>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| gather(one, out)),
        Value::Object(fields) => {
            if let Some(graph) = fields.get("@graph") {
                gather(graph, out);
            }
            if let Some(main) = fields.get("mainEntity").filter(|main| main.is_object()) {
                gather(main, out);
            }
            out.push(value.clone());
        }
        _ => {}
    }
}

fn is_a(thing: &Value, wanted: &dyn Fn(&str) -> bool) -> bool {
    each(&thing["@type"]).iter().any(|kind| kind.as_str().is_some_and(wanted))
}

fn each(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(all) => all.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.as_str(),
        Value::Array(all) => all.first()?.as_str()?,
        _ => return None,
    };
    // Some pages write the entities of HTML into it.
    let plain =
        if text.contains('&') { dom_query::Document::fragment(text).text().to_string() } else { text.to_owned() };
    let plain = super::shown_line(&plain);
    (!plain.is_empty()).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn an_article_is_found_in_a_graph() {
        let script = r##"{"@graph": [{"@type": "WebSite", "name": "Site"}, {"@type": ["NewsArticle"], "headline": "A &amp; B",
            "datePublished": "2021-06-30T23:30:00+09:00", "author": [{"@id": "#w"}, {"@type": "Organization", "name": "Desk"}]},
            {"@type": "Person", "@id": "#w", "name": "Wick"}]}"##;
        let linked = read(&["no json".to_owned(), script.to_owned()]);
        assert_eq!(linked.headline.as_deref(), Some("A & B"));
        assert_eq!(linked.authors, ["Wick"]);
        assert_eq!(linked.publisher.as_deref(), Some("Site"));
        assert_eq!(linked.published.as_deref(), Some("2021-06-30T23:30:00+09:00"));
    }
}
