//! The head of a leaf: whose words follow, and where they came from.

use super::entries::publication_link;
use super::here::{Here, lang};
use super::records::without_scheme;
use crate::render::view::{CaptureLink, Leaf, Original, Strip};
use crate::resolve::digest::{Source, SourceIx, Text};

/// The head of a leaf for one text of a source.
pub fn leaf(here: &Here, index: SourceIx, text: usize, strip: Option<Strip>) -> Leaf {
    let source = here.digest.source(index);
    let shown = &source.texts[text];
    Leaf {
        publication: publication_link(here, source.publication),
        date: source.date().map(|date| date.to_string()),
        page: source.front.pages.first().map(|page| page.page.clone()),
        byline: shown.front.byline.clone(),
        title: shown.front.title.clone(),
        subtitle: shown.front.subtitle.clone(),
        lang: lang(&source.language),
        link: here.link(&shown.route),
        original: original(source, shown),
        archived: source.front.archived.clone(),
        captures: captures(here, source),
        capture: (text > 0).then(|| capture_date(shown)),
        captured: captured(shown),
        strip,
    }
}

/// The original, elsewhere.
pub fn original(source: &Source, text: &Text) -> Option<Original> {
    let address = source.front.url.clone()?;
    Some(Original {
        shown: without_scheme(&address),
        captured: captured(text),
        archived: source.front.archived.clone(),
        link: address,
    })
}

/// The day on which a text was captured.
fn captured(text: &Text) -> Option<String> {
    Some(text.front.capture.as_ref()?.day.to_string())
}

/// Every capture of a source, the current text first; none where there is one.
pub fn captures(here: &Here, source: &Source) -> Vec<CaptureLink> {
    if source.texts.len() < 2 {
        return Vec::new();
    }
    (0..source.texts.len()).map(|text| capture_link(here, source, text)).collect()
}

/// One capture.
pub fn capture_link(here: &Here, source: &Source, text: usize) -> CaptureLink {
    let shown = &source.texts[text];
    CaptureLink { date: capture_date(shown), link: here.link(&shown.route), current: text == 0 }
}

/// `2021-07-03`, or `2021-07-03T14:05` where the day has two captures; a text written by hand has none.
fn capture_date(text: &Text) -> String {
    let Some(name) = text.name else { return String::new() };
    match name.time {
        Some((hour, minute)) => format!("{}T{hour:02}:{minute:02}", name.day),
        None => name.day.to_string(),
    }
}
