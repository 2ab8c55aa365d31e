//! What each page is called: its title, unique in the site, a description, and the way to it.

use super::dates::{DateForm, write_date, write_day, write_month};
use super::outline::Leaf;
use super::page::frame::{About, page_title, section_link};
use super::page::here::Here;
use super::view::Link;
use super::words::Value;
use crate::base::day::PartialDay;
use crate::resolve::digest::SourceIx;

/// Title, description and the way to a page.
pub fn about(here: &Here, leaf: Leaf) -> About {
    let digest = here.digest;
    let named = |name: &str, number: usize| About {
        title: page_title(here, &here.word(&format!("menu-{name}")), number),
        description: here.word(&format!("{name}-dek")),
        trail: Vec::new(),
    };
    let below = |section: &str, title: String, description: String| About {
        title,
        description,
        trail: vec![section_link(here, section)],
    };
    let count = |key: &str, count: usize| here.word_with(key, &[("count", Value::Number(count as i64))]);
    match leaf {
        Leaf::Front => About { title: digest.site.title.clone(), description: String::new(), trail: Vec::new() },
        Leaf::CommentaryList(number) => {
            About { description: count("commentary-list", digest.entries().count()), ..named("commentary", number) }
        }
        Leaf::SourceList(number) => {
            About { description: count("source-list", digest.sources.len()), ..named("sources", number) }
        }
        Leaf::Archive => named("archive", 1),
        Leaf::Topics => named("topics", 1),
        Leaf::Publications => named("publications", 1),
        Leaf::Editions => named("editions", 1),
        Leaf::Authors => About { description: here.word("menu-authors"), ..named("authors", 1) },
        Leaf::Corrections => named("corrections", 1),
        Leaf::Verification => named("verification", 1),
        // Their heads are made with their own metadata: only the title is taken from here.
        Leaf::Commentary(index) => {
            below("commentary", digest.commentary(index).front.title.value.clone(), String::new())
        }
        Leaf::Source(index) => below("sources", source_title(here, index), String::new()),
        Leaf::Capture(index, text) => {
            let name = digest.source(index).texts[text].name.map_or_else(String::new, |name| {
                let day = write_day(name.day, DateForm::Day, here.language);
                name.time.map_or(day.clone(), |(hour, minute)| format!("{day}, {hour:02}:{minute:02}"))
            });
            let title = source_title(here, index);
            let values = [("title", Value::Text(title)), ("date", Value::Text(name))];
            below("sources", here.word_with("title-capture", &values), String::new())
        }
        Leaf::Captures(index) => {
            let title = here.word_with("title-captures", &[("title", Value::Text(source_title(here, index)))]);
            below("sources", title.clone(), title)
        }
        Leaf::Parallel(index) => {
            let title = here.word_with("title-parallel", &[("title", Value::Text(source_title(here, index)))]);
            below("sources", title.clone(), title)
        }
        Leaf::Year(year) => {
            let year = write_date(PartialDay::Year(year), DateForm::Year, here.language);
            let title = format!("{}, {year}", here.word("menu-archive"));
            below("archive", title, here.word("archive-dek"))
        }
        Leaf::Month(month) => {
            let title = format!("{}, {}", here.word("menu-archive"), write_month(month, here.language));
            below("archive", title, here.word("archive-dek"))
        }
        Leaf::Topic(index, number) => {
            let topic = &digest.topics[index.0];
            let mut trail = vec![section_link(here, "topics")];
            let mut titles = vec![here.topic(index).label];
            let mut above = topic.parent;
            while let Some(parent) = above {
                trail.insert(1, here.topic(parent));
                titles.push(here.topic(parent).label);
                above = digest.topics[parent.0].parent;
            }
            titles.push(here.word("topic"));
            let description = topic.description.clone().unwrap_or_else(|| count("count-entries", topic.entries.len()));
            About { title: page_title(here, &titles.join(" · "), number), description, trail }
        }
        Leaf::Publication(index, number) => {
            let publication = &digest.publications[index.0];
            let title = format!("{} · {}", publication.name, here.word("publication"));
            let note = publication.note.clone().unwrap_or_else(|| count("count-sources", publication.sources.len()));
            below("publications", page_title(here, &title, number), note)
        }
        Leaf::Edition(index) => {
            let edition = &digest.editions[index.0];
            let title = match &edition.number {
                Some(number) => {
                    let values = [("number", Value::Text(number.clone()))];
                    format!("{} · {}", edition.title, here.word_with("edition-number", &values))
                }
                None => edition.title.clone(),
            };
            let count = count("count-entries", edition.entries.len());
            below("editions", title, if edition.description.is_empty() { count } else { edition.description.clone() })
        }
        Leaf::Author(index, number) => {
            let author = &digest.authors[index.0];
            let note = author.note.clone().unwrap_or_else(|| count("count-entries", author.commentary.len()));
            below("authors", page_title(here, &author.name, number), note)
        }
        Leaf::Text(index) => {
            let page = &digest.pages[index];
            let trail = page.ancestors.iter().map(|(title, route)| Link {
                label: title.clone(),
                link: here.link(route),
                lang: None,
            });
            let description = if page.description.is_empty() { page.title.clone() } else { page.description.clone() };
            About { title: page.title.clone(), description, trail: trail.collect() }
        }
    }
}

/// A source's title as its page's: with what it is and who published it, so that no two pages have one title.
fn source_title(here: &Here, index: SourceIx) -> String {
    let source = here.digest.source(index);
    let publication = &here.digest.publications[source.publication.0].name;
    let date = source.date().map(|date| format!(", {}", write_date(date, DateForm::Day, here.language)));
    format!("{} · {publication}{}", source.front.title, date.unwrap_or_default())
}
