//! Texts that are no capture of a source that is stored, though their address or their file is its.
//!
//! Never done here: writing anything.

use super::Found;
use super::known;
use super::recapture;
use crate::parse::content::Content;
use crate::parse::source::SourceFile;
use crate::resolve::recapture::distance;
use crate::shell::outcome::Stop;

/// Hardly any of the stored words are in it: another article under a known id or address, or a wall before the page.
pub fn refuse_another_text(found: &Found, stored: &SourceFile, content: &Content) -> Result<(), Stop> {
    let Some(new) = recapture::read_again(&found.markdown()) else { return Ok(()) };
    let language = stored.front.language.as_ref().unwrap_or(&content.site.language);
    if !distance(&stored.stored, &new.stored, language).is_some_and(|distance| distance.is_another) {
        return Ok(());
    }
    let id = &stored.id;
    Err(Stop::found(format!("the text has hardly any of the words of `{id}`, so nothing was written"))
        .help("where it is another article, name it with `--id`; where the page did change so much, add `--yes`"))
}

/// One page of several is no newer capture of a text that was joined of all of them.
pub fn refuse_part(found: &Found, stored: &SourceFile) -> Result<(), Stop> {
    let pages = stored.front.capture.as_ref().map_or(0, |capture| capture.joined.len());
    let id = &stored.id;
    if let (true, false, Some(next)) = (pages > 0, found.provenance.joined.is_empty(), &found.clip.next) {
        return Err(Stop::found(format!(
            "the article goes on at `{next}`, which was not read; nothing of `{id}` was written"
        ))
        .help("ingest it again, with all its pages"));
    }
    if pages == 0 || !found.provenance.joined.is_empty() {
        return Ok(());
    }
    Err(Stop::found(format!("`{id}` was joined of {} pages, and this is one; nothing was written", pages + 1))
        .help("ingest its first address, or all its saved pages, with `--join`"))
}

/// What a feed has of a text is seldom all of it, and is no newer capture of a text that came from its page.
pub fn refuse_feed_for_page(found: &Found, stored: &SourceFile) -> Result<(), Stop> {
    let from = stored.front.capture.as_ref().and_then(|capture| capture.from.as_deref());
    let same = known::has_words(&found.clip, &stored.hashed_text);
    if !found.is_one_of_many || same || from == Some(found.provenance.from.as_str()) {
        return Ok(());
    }
    let id = &stored.id;
    Err(Stop::found(format!(
        "`{id}` was stored from its page, and a text in a feed is no capture of it; nothing was written"
    ))
    .help("ingest its page again"))
}
