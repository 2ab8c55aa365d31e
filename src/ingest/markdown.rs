//! A file of Markdown that another program or a person wrote becomes a [`Clip`].
//!
//! Comes in: its text. Goes out: the clip: its fields from the front matter, its body read as that program would show it, with
//! HTML in it as HTML. Never done here: filling in what the other program fills in; following an address.

mod front;
mod html;

use super::blocks::{Block, Body, text_of};
use super::clip::{Certainty, Clip, Doubt};
use super::dates::Reading;
use super::feed::day::printed;
use super::limits::{Exceeded, Limits};
use super::marked::Marked;
use super::{dateline, marked, page, publication};
use crate::base::day::PartialDay;
use crate::parse::vocabulary::Publication;
use front::Front;
use regex::Regex;
use std::sync::LazyLock;
use url::Url;

/// Reads a file of Markdown. Needs a large stack.
pub fn read(text: &str, publications: &[Publication], limits: &Limits) -> Result<Clip, Exceeded> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (front, body) = Front::split(&text);
    let mut clip = Clip::default();
    if front.is_broken {
        clip.doubt("front matter", None, "its front matter cannot be read whole; compare the fields with it");
    }
    clip.url = front.value(&ADDRESS).filter(|address| is_address(address)).map(str::to_owned);
    let base = clip.url.as_deref().and_then(|address| Url::parse(address).ok());
    let (mut body, left_out) = page::body_of(&html::of_markdown(body), base.as_ref(), limits)?;
    clip.left_out = left_out;
    settle_title(&mut clip, &front, &mut body);
    clip.subtitle = front.value(&["subtitle"]).map(str::to_owned);
    settle_dates(&mut clip, &front);
    let authors = page::names(&front.values(&["author", "authors", "byline", "by", "creator"]), None);
    clip.byline = authors.as_ref().map(|names| names.join("; "));
    clip.authors = authors.unwrap_or_default();
    clip.licence = front.value(&["licence", "license"]).map(str::to_owned);
    let marked = marked::write(&body);
    let stated = front.value(&["lang", "language", "locale"]).map(|tag| tag.replace('_', "-"));
    let stated = stated.map(|tag| (tag, Certainty::Stated, "front matter".to_owned()));
    page::settle_language(&mut clip, &marked.hashed, stated);
    settle_publication(&mut clip, &front, publications);
    for field in ["title", "date", "authors", "url", "licence"] {
        let is_set = match field {
            "title" => front.value(&["title"]).is_some(),
            "date" => clip.date.is_some(),
            "authors" => !clip.authors.is_empty(),
            "url" => clip.url.is_some(),
            _ => clip.licence.is_some(),
        };
        if is_set {
            clip.origin(field, Certainty::Stated, "front matter");
        }
    }
    clip.paragraphs.clone_from(&marked.paragraphs);
    clip.agency = front.value(&["agency"]).map(str::to_owned);
    dateline::settle_agency(&mut clip);
    doubt_what_is_missing(&mut clip, &marked.hashed);
    if marked.is_too_deep {
        clip.doubt("body", None, Marked::TOO_DEEP);
    }
    clip.marked = Some(marked);
    clip.body = Some(body);
    Ok(clip)
}

/// Pasted text with marks of Markdown in it: its paragraphs are read as such, where no word of them is lost by that. Needs a
/// large stack.
pub fn mark(mut clip: Clip, limits: &Limits) -> Result<Clip, Exceeded> {
    let written = clip.paragraphs.join("\n\n");
    let (body, left_out) = page::body_of(&html::of_markdown(&written), None, limits)?;
    let marked = marked::write(&body);
    let letters = |text: &str| text.chars().filter(|character| character.is_alphanumeric()).collect::<String>();
    if letters(&marked.hashed) != letters(&written) || !left_out.is_empty() || marked.is_too_deep {
        return Ok(clip);
    }
    clip.doubt(
        "body",
        None,
        "stars and dashes in it were read as emphasis and lists, as in Markdown; look whether they are that",
    );
    clip.paragraphs.clone_from(&marked.paragraphs);
    clip.marked = Some(marked);
    Ok(clip)
}

const ADDRESS: [&str; 7] = ["url", "source_url", "source", "canonical_url", "canonical", "link", "permalink"];

fn is_address(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// The title of the front matter, else the first heading, which is then no part of the text.
fn settle_title(clip: &mut Clip, front: &Front, body: &mut Body) {
    let heading = match body.blocks.first() {
        Some(Block::Heading(1, inlines)) => Some(text_of(inlines)),
        _ => None,
    };
    clip.title = front.value(&["title", "headline"]).map(str::to_owned);
    match (&clip.title, heading) {
        (None, Some(heading)) => {
            clip.origin("title", Certainty::Stated, "first heading");
            clip.title = Some(heading);
            body.blocks.remove(0);
        }
        (Some(title), Some(heading)) if page::folded(title) == page::folded(&heading) => {
            body.blocks.remove(0);
        }
        _ => {}
    }
}

fn settle_dates(clip: &mut Clip, front: &Front) {
    let day = |text: &str| printed(text).map(|printed| printed.reading);
    if let Some(text) =
        front.value(&["published", "date_published", "datepublished", "pubdate", "publishdate", "date", "issued"])
    {
        match day(text) {
            Some(Reading::Certain(day)) => clip.date = Some(day),
            Some(Reading::Either { day_first, month_first }) => {
                for (day, form) in [(day_first, "day first"), (month_first, "month first")] {
                    let why = format!("`{text}` read with the {form}; nothing else in the file decides");
                    clip.doubt("date", Some(day.to_string()), why);
                }
            }
            None => {
                clip.doubt("date", None, format!("the front matter says `{text}`, which is no day that is understood"))
            }
        }
    }
    let whole = |names: &[&str]| match day(front.value(names)?)? {
        Reading::Certain(PartialDay::Day(day)) => Some(day),
        _ => None,
    };
    let changed = whole(&["updated", "lastmod", "last_modified_at", "modified", "date_modified", "dateupdated"]);
    clip.updated = changed.filter(|day| clip.date != Some(PartialDay::Day(*day)));
    clip.captured = whole(&["retrieved", "accessed", "clipped", "saved", "date_saved"]);
}

fn settle_publication(clip: &mut Clip, front: &Front, publications: &[Publication]) {
    let host =
        clip.url.as_deref().and_then(|address| Url::parse(address).ok()?.host_str().map(str::to_ascii_lowercase));
    let said = front.value(&["publication", "publisher", "site", "site_name", "sitename", "website"]);
    if let Some(name) = said.filter(|name| !is_address(name)) {
        clip.publication = publication::by_name_at(name, host.as_deref(), publications);
        clip.origin("publication", Certainty::Stated, "front matter");
        return;
    }
    page::settle_publication(clip, None, host.as_deref(), publications);
}

fn doubt_what_is_missing(clip: &mut Clip, text: &str) {
    static FILLED_IN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\{\{[<%].*?[>%]\}\}|\{%.*?%\}|!?\[\[[^\]\n]+\]\]").expect("the pattern is a constant")
    });
    let mut missing: Vec<Doubt> = Vec::new();
    let mut doubt =
        |field: &'static str, reading: Option<String>, why: String| missing.push(Doubt { field, reading, why });
    if clip.title.is_none() {
        doubt("title", None, "neither its front matter nor a heading says a title".to_owned());
    }
    if clip.date.is_none() && !clip.doubts.iter().any(|doubt| doubt.field == "date") {
        doubt("date", None, "its front matter states no date of publication".to_owned());
    }
    match &clip.publication {
        None => doubt(
            "publication",
            None,
            "its front matter does not name its publication; give it with --publication".to_owned(),
        ),
        Some(named) if !named.known => {
            doubt("publication", Some(named.name.clone()), publication::unknown(named));
        }
        Some(_) => {}
    }
    if clip.language.is_none() {
        doubt("language", None, "the text is too short to tell its language".to_owned());
    }
    if clip.paragraphs.is_empty() {
        doubt("paragraphs", None, "no running text was found".to_owned());
    }
    if let Some(found) = FILLED_IN.find(text) {
        doubt("body", None, format!("`{}` is for another program, and stands in the text as it is", found.as_str()));
    }
    clip.doubts.extend(missing);
}
