//! Citations as a reader sees them.
//!
//! Comes in: one source named in a citation. Goes out: phrasing content: whose words, where, and what is said of them.

use super::here::Here;
use crate::base::html::escape;
use crate::parse::locator::{Citation, Flags};
use crate::render::dates::{DateForm, write_date};
use crate::render::html::Html;
use crate::render::words::Value;
use crate::resolve::digest::{Cited, SourceIx};

/// A citation in running text: `(The Lantern, 14 March 2026, ¶3)`. What the page's own text is about (`own`) is not named
/// again: `(¶3)`.
pub fn citation(here: &Here, written: &Citation, cited: &[Cited], own: Option<(SourceIx, usize)>) -> Html {
    let mut parts: Vec<String> = Vec::new();
    for item in cited {
        let prefix = if item.prefix.is_empty() { String::new() } else { format!("{} ", escape(&item.prefix)) };
        parts.push(format!("{prefix}{}", one(here, item, own)));
    }
    if let Some(reason) = &written.not_verified {
        let label = here.word_with("cite-not-verified", &[("reason", Value::Text(reason.clone()))]);
        parts.push(format!("<span class=\"unverified\">{}</span>", escape(&label)));
    }
    if parts.is_empty() {
        return Html::default();
    }
    Html::ready(format!("<span class=\"citation\">({})</span>", parts.join("; ")))
}

/// One source: its name and date, linked at the place, with capture and flags.
fn one(here: &Here, cited: &Cited, own: Option<(SourceIx, usize)>) -> String {
    let is_own = own == Some((cited.source, cited.text));
    let mut words = Vec::new();
    if !is_own || (cited.paragraphs.is_none() && cited.page.is_none()) {
        words.push(name(here, cited.source));
    }
    words.extend(place(here, cited).map(|place| escape(&place)));
    let mut out = format!("<a href=\"{}\">{}</a>", escape(&link(here, cited, is_own)), words.join(", "));
    for remark in remarks(here, cited, is_own) {
        out.push_str(", ");
        out.push_str(&escape(&remark));
    }
    out
}

/// `<cite>The Lantern</cite>, 14 March 2026`
pub fn name(here: &Here, source: SourceIx) -> String {
    let source = here.digest.source(source);
    let publication = &here.digest.publications[source.publication.0];
    let lang = here.lang(&publication.language);
    let lang = lang.map_or_else(String::new, |lang| format!(" lang=\"{}\" dir=\"{}\"", escape(&lang.tag), lang.dir));
    let mut out = format!("<cite{lang}>{}</cite>", escape(&publication.name));
    if let Some(date) = source.date() {
        out.push_str(", ");
        out.push_str(&escape(&write_date(date, DateForm::Day, here.language)));
    }
    out
}

/// `¶3`, `¶¶3–5`, `p. 3`
pub fn place(here: &Here, cited: &Cited) -> Option<String> {
    if let Some(page) = &cited.page {
        return Some(here.word_with("cite-page", &[("page", Value::Text(page.clone()))]));
    }
    let (first, last) = cited.paragraphs?;
    Some(if first == last {
        here.word_with("cite-paragraph", &[("number", Value::Number(first.into()))])
    } else {
        here.word_with(
            "cite-paragraphs",
            &[("first", Value::Number(first.into())), ("last", Value::Number(last.into()))],
        )
    })
}

fn link(here: &Here, cited: &Cited, is_own: bool) -> String {
    let text = &here.digest.source(cited.source).texts[cited.text];
    let route = if is_own { here.route } else { &text.route };
    let is_shown = is_own || text.shows_paragraphs();
    match cited.paragraphs {
        Some((first, _)) if is_shown => here.link_to_place(route, &format!("p{first}")),
        _ => here.link(route),
    }
}

fn remarks(here: &Here, cited: &Cited, is_own: bool) -> Vec<String> {
    let mut remarks = Vec::new();
    let text = &here.digest.source(cited.source).texts[cited.text];
    if let (true, Some(name)) = (cited.text > 0 && !is_own, text.name) {
        let day = write_date(crate::base::day::PartialDay::Day(name.day), DateForm::Day, here.language);
        remarks.push(here.word_with("cite-capture", &[("date", Value::Text(day))]));
    }
    remarks.extend(flags(&cited.flags).iter().map(|flag| here.word(&format!("cite-{flag}"))));
    if cited.flags.my_translation {
        remarks.push(here.word("cite-translated"));
    }
    remarks
}

/// Flags to print, by the ends of their words' keys.
pub fn flags(flags: &Flags) -> Vec<&'static str> {
    let all = [
        (flags.emphasis_added, "emphasis-added"),
        (flags.official_translation, "official-translation"),
        (flags.omission_checked, "omission-checked"),
    ];
    all.into_iter().filter(|(is_set, _)| *is_set).map(|(_, name)| name).collect()
}
