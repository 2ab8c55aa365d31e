//! What the pages of commentary and sources say of themselves to other programs: OpenGraph, `citation_*` and `dc.*` for
//! reference managers, schema.org as JSON-LD; and one sentence of how to cite them for people.

use super::cited::name;
use super::frame::{About, head, section_link};
use super::here::Here;
use crate::base::html::escape;
use crate::base::language::Language;
use crate::render::dates::{DateForm, write_day};
use crate::render::html::Html;
use crate::render::view::{Graph, Head, HeadLink, Meta};
use crate::resolve::digest::{Commentary, CommentaryIx, Source, SourceIx};
use serde_json::{Map, Value, json};

/// `page` of a commentary.
pub fn commentary_head(here: &Here, index: CommentaryIx) -> Head {
    let commentary = here.digest.commentary(index);
    let title = commentary.front.title.value.clone();
    let description = first_of(&[&commentary.description, &title]);
    let mut made = head(here, About { title, description, trail: vec![section_link(here, "commentary")] });
    if commentary.front.withdrawn.is_some() {
        made.robots = Some("noindex".to_owned());
        made.description = made.title.clone();
        return made;
    }
    made.graph = made.graph.map(|graph| Graph {
        kind: "article",
        published: Some(commentary.front.date.to_string()),
        modified: (commentary.changed != commentary.front.date).then(|| commentary.changed.to_string()),
        authors: names(commentary),
        tags: commentary.topics.iter().map(|topic| here.topic(*topic).label).collect(),
        ..graph
    });
    made.citation = citation(here, commentary, &made.description);
    made.json_ld = Some(script(&commentary_data(here, commentary, &made.description)));
    made.links = neighbours(here, commentary);
    made
}

/// `page` of a source or of an earlier capture.
pub fn source_head(here: &Here, index: SourceIx, text: usize, title: String) -> Head {
    let source = here.digest.source(index);
    let publication = &here.digest.publications[source.publication.0];
    let mut description = format!("{}: {}", publication.name, source.front.title);
    if let Some(date) = source.date() {
        description.push_str(&format!(", {}", crate::render::dates::write_date(date, DateForm::Day, here.language)));
    }
    let mut made = head(here, About { title, description, trail: vec![section_link(here, "sources")] });
    made.json_ld = Some(script(&source_data(here, source, text)));
    if let Some(address) = &source.front.url {
        made.links.push(HeadLink {
            rel: "original",
            link: address.clone(),
            hreflang: None,
            media_type: None,
            title: None,
        });
    }
    if text > 0 {
        made.robots = Some("noindex".to_owned());
    }
    made
}

fn first_of(texts: &[&String]) -> String {
    texts.iter().find(|text| !text.is_empty()).map(|text| (*text).clone()).unwrap_or_default()
}

fn names(commentary: &Commentary) -> Vec<String> {
    commentary.authors.iter().map(|author| author.name.clone()).collect()
}

fn neighbours(here: &Here, commentary: &Commentary) -> Vec<HeadLink> {
    let link = |rel, index: CommentaryIx| {
        let link = here.link(&here.digest.commentary(index).route);
        HeadLink { rel, link, hreflang: None, media_type: None, title: None }
    };
    let mut links = Vec::new();
    links.extend(commentary.previous.map(|index| link("prev", index)));
    links.extend(commentary.next.map(|index| link("next", index)));
    for index in commentary.translations.iter().chain(&commentary.translation_of) {
        let other = here.digest.commentary(*index);
        let hreflang = Some(other.language.tag().to_owned());
        links.push(HeadLink { hreflang, ..link("alternate", *index) });
    }
    links
}

/// Highwire and Dublin Core, as Zotero's translator reads them: a work of the digest, not of the sources.
fn citation(here: &Here, commentary: &Commentary, description: &str) -> Vec<Meta> {
    let site = &here.digest.site;
    let front = &commentary.front;
    let address = here.address().absolute(here.route);
    let slashed = |day: crate::base::day::Day| day.to_string().replace('-', "/");
    let mut found = vec![("citation_title", front.title.value.clone())];
    found.extend(names(commentary).into_iter().map(|name| ("citation_author", name)));
    found.push(("citation_publication_date", slashed(front.date)));
    found.push(("citation_online_date", slashed(commentary.changed)));
    found.push(("citation_language", commentary.language.tag().to_owned()));
    found.push(("citation_publisher", site.title.clone()));
    found.push(("citation_public_url", address.clone()));
    found.push(("citation_fulltext_html_url", address.clone()));
    let topics: Vec<String> = commentary.topics.iter().map(|topic| here.topic(*topic).label).collect();
    if !topics.is_empty() {
        found.push(("citation_keywords", topics.join("; ")));
    }
    found.push(("citation_abstract", description.to_owned()));
    found.push(("dc.title", front.title.value.clone()));
    found.extend(names(commentary).into_iter().map(|name| ("dc.creator", name)));
    found.push(("dc.date", front.date.to_string()));
    found.push(("dc.language", commentary.language.tag().to_owned()));
    found.push(("dc.publisher", site.title.clone()));
    found.push(("dc.identifier", address));
    found.into_iter().map(|(name, content)| Meta { name: name.to_owned(), content }).collect()
}

fn commentary_data(here: &Here, commentary: &Commentary, description: &str) -> Value {
    let site = &here.digest.site;
    let front = &commentary.front;
    let sources: Vec<Value> = commentary.cites.iter().map(|index| source_reference(here, *index)).collect();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "AnalysisNewsArticle",
        "@id": here.address().absolute(here.route),
        "url": here.address().absolute(here.route),
        "headline": front.title.value,
        "description": description,
        "inLanguage": commentary.language.tag(),
        "datePublished": front.date.to_string(),
        "dateModified": commentary.changed.to_string(),
        "author": people(here, commentary),
        "publisher": {"@type": "Organization", "name": site.title, "url": site.base_url},
    });
    let fields = data.as_object_mut().expect("an object was written");
    if let Some(licence) = &site.licence {
        fields.insert("license".to_owned(), json!(licence));
    }
    if !sources.is_empty() {
        fields.insert("isBasedOn".to_owned(), sources[0].clone());
        fields.insert("citation".to_owned(), Value::Array(sources));
    }
    let topics: Vec<String> = commentary.topics.iter().map(|topic| here.topic(*topic).label).collect();
    if !topics.is_empty() {
        fields.insert("keywords".to_owned(), json!(topics));
    }
    let quotations = quotations(here, commentary);
    if !quotations.is_empty() {
        fields.insert("hasPart".to_owned(), Value::Array(quotations));
    }
    let corrections: Vec<Value> = front
        .corrections
        .iter()
        .map(|said| json!({"@type": "CorrectionComment", "text": said.text, "datePublished": said.date.to_string()}))
        .collect();
    if !corrections.is_empty() {
        fields.insert("correction".to_owned(), Value::Array(corrections));
    }
    data
}

fn people(here: &Here, commentary: &Commentary) -> Vec<Value> {
    let person = |author: &crate::resolve::digest::AuthorRef| {
        let mut person =
            Map::from_iter([("@type".to_owned(), json!("Person")), ("name".to_owned(), json!(author.name))]);
        if let Some(entry) = author.entry {
            person.insert("url".to_owned(), json!(here.address().absolute(&here.digest.authors[entry.0].route)));
        }
        Value::Object(person)
    };
    commentary.authors.iter().map(person).collect()
}

/// The lemmas of a commentary as quotations: the source's own words.
fn quotations(here: &Here, commentary: &Commentary) -> Vec<Value> {
    let lemmas = commentary.notes.iter().flat_map(|note| &note.lemmas);
    let held = lemmas.filter_map(|lemma| commentary.body.findings[lemma.quotation].held().first());
    let quotation = |held: &crate::resolve::digest::Held| {
        let source = here.digest.source(here.digest.passage(held.passage).source);
        let words = here.digest.words_of(held.passage);
        let paragraphs = words.chunk_by(|a, b| a.0 == b.0);
        let paragraph = |stretches: &[(usize, &str)]| {
            let words: Vec<&str> = stretches.iter().map(|(_, words)| *words).collect();
            words.join(" … ")
        };
        let paragraphs: Vec<String> = paragraphs.map(paragraph).collect();
        json!({
            "@type": "Quotation",
            "text": paragraphs.join("\n\n"),
            "inLanguage": source.language.tag(),
            "isBasedOn": here.address().absolute(&source.route),
        })
    };
    held.map(quotation).collect()
}

fn source_reference(here: &Here, index: SourceIx) -> Value {
    let source = here.digest.source(index);
    let mut fields = source_fields(here, source, 0);
    fields.insert("@id".to_owned(), json!(here.address().absolute(&source.route)));
    Value::Object(fields)
}

fn source_data(here: &Here, source: &Source, text: usize) -> Value {
    let mut fields = Map::from_iter([("@context".to_owned(), json!("https://schema.org"))]);
    fields.extend(source_fields(here, source, text));
    fields.insert("@id".to_owned(), json!(here.address().absolute(here.route)));
    let texts = source
        .translations
        .iter()
        .map(|other| json!({"@id": here.address().absolute(&here.digest.source(*other).route)}));
    let translations: Vec<Value> = texts.collect();
    if !translations.is_empty() {
        fields.insert("workTranslation".to_owned(), Value::Array(translations));
    }
    if let Some(other) = source.translation_of {
        let original = here.address().absolute(&here.digest.source(other).route);
        fields.insert("translationOfWork".to_owned(), json!({"@id": original}));
    }
    Value::Object(fields)
}

fn source_fields(here: &Here, source: &Source, text: usize) -> Map<String, Value> {
    let front = &source.texts[text].front;
    let publication = &here.digest.publications[source.publication.0];
    let mut fields = Map::new();
    let mut add = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    add("@type", json!("NewsArticle"));
    add("headline", json!(front.title));
    add("inLanguage", json!(source.language.tag()));
    add("publisher", json!({"@type": "Organization", "name": publication.name}));
    if let Some(date) = source.date() {
        add("datePublished", json!(date.to_string()));
    }
    if let Some(address) = &source.front.url {
        add("url", json!(address));
    }
    if let Some(address) = &source.front.archived {
        add("archivedAt", json!(address));
    }
    let names = if front.authors.is_empty() { front.byline.iter().cloned().collect() } else { front.authors.clone() };
    if !names.is_empty() {
        let people: Vec<Value> = names.iter().map(|name| json!({"@type": "Person", "name": name})).collect();
        add("author", Value::Array(people));
    }
    if let Some(capture) = &front.capture {
        add("sdDatePublished", json!(capture.day.to_string()));
    }
    fields
}

/// A document for inside `<script>`: no `<` of it can end the element.
fn script(data: &Value) -> Html {
    Html::ready(data.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029"))
}

/// How to cite a commentary: one sentence.
pub fn cite_commentary(here: &Here, commentary: &Commentary) -> Html {
    let front = &commentary.front;
    let names = names(commentary);
    let mut parts = Vec::new();
    if !names.is_empty() {
        parts.push(escape(&joined(here, &names)));
    }
    parts.push(format!(
        "{}, <cite>{}</cite>",
        quoted(here.language, &front.title.value),
        escape(&here.digest.site.title)
    ));
    parts.push(escape(&write_day(front.date, DateForm::Day, here.language)));
    if let Some(updated) = front.updated.filter(|updated| *updated != front.date) {
        let day = write_day(updated, DateForm::Day, here.language);
        parts.push(format!("{} {}", escape(&here.word("was-revised")), escape(&day)));
    }
    let mut out = format!("{}.", parts.join(", "));
    if let Some((source, _)) = commentary.source {
        let title = quoted(here.language, &here.digest.source(source).front.title);
        out.push_str(&format!(" {}: {title}, {}.", escape(&here.word("source")), name(here, source)));
    }
    Html::ready(out)
}

/// How to cite a source: one sentence.
pub fn cite_source(here: &Here, index: SourceIx) -> Html {
    let source = here.digest.source(index);
    let byline = source.front.byline.as_ref().map(|byline| format!("{}, ", escape(byline))).unwrap_or_default();
    Html::ready(format!("{byline}{}, {}.", quoted(here.language, &source.front.title), name(here, index)))
}

fn joined(here: &Here, names: &[String]) -> String {
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{}{}{last}", others.join(&here.word("list-comma")), here.word("list-last")),
        None => String::new(),
    }
}

/// A title in the quotation marks of the page's language, escaped.
fn quoted(language: &Language, title: &str) -> String {
    let (open, close) = match language.primary() {
        "de" => ("„", "“"),
        "fr" => ("« ", " »"),
        "zh" | "ja" => ("「", "」"),
        _ => ("“", "”"),
    };
    format!("{open}{}{close}", escape(title))
}
