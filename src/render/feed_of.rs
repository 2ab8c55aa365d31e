//! What the site's feed says: the newest entries, each with its text.

use super::address::LinkForm;
use super::feed::{Entry, Feed, atom};
use super::html::Html;
use super::page::commentary::{corrected, feed_text};
use super::page::frame::{feed_route, site_description};
use super::page::here::Here;
use super::theme::Theme;
use crate::base::route::Route;
use crate::resolve::digest::{CommentaryIx, Digest};

/// The feed of the whole site.
pub fn site(digest: &Digest, theme: &Theme) -> Vec<u8> {
    let route = feed_route();
    let language = &digest.site.language;
    let here = Here { digest, words: theme.interface(language), route: &route, language, form: LinkForm::Absolute };
    let newest = (0..digest.commentary.len()).map(CommentaryIx).take(digest.site.feeds.items);
    atom(&Feed {
        title: digest.site.title.clone(),
        subtitle: site_description(&here),
        id: format!("tag:{}:site", digest.site.feeds.authority),
        language: language.tag().to_owned(),
        page: here.link(&Route::root()),
        address: here.link(&route),
        rights: digest.site.licence.clone(),
        entries: newest.map(|index| entry(digest, theme, index)).collect(),
        time_zone: digest.site.time_zone.clone(),
    })
}

fn entry(digest: &Digest, theme: &Theme, index: CommentaryIx) -> Entry {
    let commentary = digest.commentary(index);
    let language = &commentary.language;
    // Its text is read in the feed, but its places are those of its own page.
    let route = &commentary.route;
    let here = Here { digest, words: theme.interface(language), route, language, form: LinkForm::Absolute };
    let withdrawn = commentary.front.withdrawn.as_ref();
    let topics = commentary.topics.iter().filter(|_| withdrawn.is_none());
    let topics = topics.map(|topic| (digest.topics[topic.0].path.to_string(), here.topic(*topic).label));
    let full_text = digest.site.feeds.full_text && withdrawn.is_none();
    let description = match full_text {
        true => commentary.description.clone(),
        false => corrected(&here, commentary)
            .into_iter()
            .chain([commentary.description.clone()])
            .collect::<Vec<_>>()
            .join(" "),
    };
    Entry {
        id: format!("tag:{}:commentary/{}", digest.site.feeds.authority, commentary.first_id),
        title: commentary.front.title.value.clone(),
        address: here.link(&commentary.route),
        language: language.tag().to_owned(),
        authors: commentary.authors.iter().map(|author| author.name.clone()).collect(),
        topics: topics.collect(),
        published: commentary.front.date,
        updated: commentary.changed,
        summary: withdrawn.map_or(description, |said| said.because.clone()),
        content: if full_text { feed_text(&here, commentary) } else { Html::default() },
    }
}
