//! A saved page becomes a [`Clip`].
//!
//! Comes in: [`Received`] bytes of HTML. Goes out: the clip: the body in its form, and each field with where it was found.
//! Never done here: running a script, following an address, inventing what a page does not say.

pub mod tree;
pub mod linked;
pub mod next;
mod notes;
mod tables;
mod build;
mod extract;
mod facts;
mod when;
mod settle;
mod profiled;
mod articles;
mod join;
pub mod learn;

use super::blocks::{Block, Body, each_picture, shown, text_of, texts};
use super::clip::{Certainty, Clip};
use super::dates::{self, Order};
use super::encoding::Decoded;
use super::limits::{Exceeded, Limits, check};
use super::lines;
use super::marked::Marked;
use super::received::Received;
use super::{dateline, dropped, encoding, marked, publication};
use crate::base::html::escape;
use crate::base::language::Language;
use crate::parse::profile::Profile;
use crate::parse::vocabulary::Publication;
use dom_query::{Document, NodeRef};
pub use facts::Found;
pub use join::is_one_title;
use settle::{agency, clip_address, doubt_what_is_missing, settle_source_row};
pub use settle::{settle_encoding, settle_language, settle_publication};
use tree::{all, attribute};
use url::Url;

/// Reads a page. Needs a large stack: see [`guard`](super::guard).
pub fn read(received: &Received, publications: &[Publication], limits: &Limits) -> Result<Clip, Exceeded> {
    read_joined(std::slice::from_ref(received), publications, limits)
}

/// Reads the pages of one article, in their order, as one text. Needs a large stack.
pub fn read_joined(pages: &[Received], publications: &[Publication], limits: &Limits) -> Result<Clip, Exceeded> {
    let mut all = Vec::new();
    for received in pages {
        let (page, decoded) = parsed(received, limits)?;
        all.push(found(page, &decoded, received.address(), received, publications));
    }
    Ok(written(join::join(all)))
}

/// What was found on a page, its body not written yet.
#[derive(Default)]
struct Page {
    clip: Clip,
    body: Body,
    is_guess: bool,
    unfound: Vec<(&'static str, String)>,
}

/// The clip of a page with its body written.
fn written(page: Page) -> Clip {
    let Page { mut clip, body, is_guess, unfound } = page;
    let marked = marked::write(&body);
    clip.paragraphs.clone_from(&marked.paragraphs);
    if marked.is_too_deep {
        clip.doubt("body", None, Marked::TOO_DEEP);
    }
    clip.marked = Some(marked);
    clip.body = Some(body);
    dateline::settle_agency(&mut clip);
    doubt_what_is_missing(&mut clip, is_guess);
    for (field, selector) in unfound {
        clip.doubt(
            field,
            None,
            format!("the page has nothing where the profile of its publication points: `{selector}`"),
        );
    }
    clip
}

/// The tree of a page, and how its bytes were read.
fn parsed(received: &Received, limits: &Limits) -> Result<(Document, Decoded), Exceeded> {
    if received.bytes.len() > limits.size {
        return Err(Exceeded::Size(limits.size));
    }
    let host = received.address().and_then(host_of);
    let decoded = encoding::decode(&received.bytes, received.charset(), host.as_deref());
    check(&decoded.text, limits)?;
    let page = Document::from(decoded.text.as_str());
    if depth(&page) > limits.depth.saturating_mul(2) {
        return Err(Exceeded::Depth(limits.depth));
    }
    Ok((page, decoded))
}

/// The blocks of a piece of HTML that is all article, as feeds have it, and what was left out. Needs a large stack.
pub fn body_of(html: &str, base: Option<&Url>, limits: &Limits) -> Result<(Body, Vec<String>), Exceeded> {
    check(html, limits)?;
    let page = Document::from(format!("<!doctype html><body>{html}"));
    if depth(&page) > limits.depth.saturating_mul(2) {
        return Err(Exceeded::Depth(limits.depth));
    }
    strip(&page);
    link_pictures_in_lines(&page);
    let mut left_out = Vec::new();
    let roots: Vec<_> = page.body().into_iter().collect();
    Ok((build::body(&roots, base, &mut left_out), left_out))
}

/// A picture that stands among the words of a line is one of them: its name leads to it. A sign is a character.
fn link_pictures_in_lines(page: &Document) {
    for picture in all(page, "p img[alt], li img[alt], td img[alt]") {
        let (Some(name), Some(parent)) = (attribute(&picture, "alt"), picture.parent()) else { continue };
        let in_words = parent.children_it(false).any(|other| other.is_text() && !other.text().trim().is_empty());
        if !in_words {
            continue;
        }
        let is_sign = name.chars().count() <= 2 || tree::has_class(&picture, &["emoji", "wp-smiley"]);
        match attribute(&picture, "src").filter(|_| !is_sign) {
            Some(to) => picture.replace_with_html(format!("<a href=\"{}\">{}</a>", escape(&to), escape(&name))),
            None => picture.replace_with_html(escape(&name)),
        }
    }
}

/// Those of some names that can be people's; `None` where none can.
pub fn names(names: &[String], site: Option<&str>) -> Option<Vec<String>> {
    facts::people(names, site)
}

fn found(
    page: Document,
    decoded: &Decoded,
    given: Option<&str>,
    received: &Received,
    publications: &[Publication],
) -> Page {
    let scripts: Vec<String> =
        all(&page, "script[type='application/ld+json']").iter().map(|node| node.text().to_string()).collect();
    let mut linked = linked::read(&scripts);
    let addresses = facts::addresses(&page, &decoded.text, given);
    strip(&page);
    let chosen = received.article.and_then(|number| articles::keep_only(&page, number));
    let (is_chosen, several) = (chosen.is_some(), articles::several(&page));
    if chosen.as_ref().is_some_and(|title| linked.headline.as_ref().is_none_or(|said| folded(said) != folded(title))) {
        // It is said of another article, or of the page.
        linked = linked::Linked { publisher: linked.publisher, ..linked::Linked::default() };
    }
    let original = addresses.original.as_ref().map(|(address, _)| address.as_str());
    let host = original.and_then(host_of);
    let (title, site) = facts::title_and_site(&page, &linked, host.as_deref());
    let none = Profile::default();
    let profile = profile_of(received, host.as_deref(), site.as_ref(), publications).unwrap_or(&none);
    let title = profiled::title(&page, profile).or(title);
    let of_chosen = chosen.map(|title| (title, Certainty::Stated, "the heading of the article".to_owned()));
    let title = of_chosen.or(title);
    let first_in = profiled::publication(&page, profile);
    let name = title.as_ref().map(|(title, ..)| title.as_str());
    let near = near(&extract::lines(&page), name);
    let mut clip = Clip::default();
    let stated_language = facts::language(&page);
    let usual =
        stated_language.as_ref().and_then(|(tag, ..)| Language::parse(tag)).and_then(|language| order_in(&language));
    let order = profiled::order(profile).or(usual);
    let mut when = when::read(&page, &linked, original, &near, order);
    if let Some(date) = profiled::date(&page, profile, order) {
        when.date = Some(date);
        when.doubts.clear();
    }
    let authors = profiled::authors(&page, profile)
        .or_else(|| facts::authors(&page, &linked, &near, site.as_ref().map(|(name, ..)| name.as_str())));
    let licence = facts::licence(&page, &linked);
    let subtitle = facts::subtitle(&page, &linked, name);

    let base = base_of(&page, given.or(original));
    let here = received.address().or(original).and_then(|address| Url::parse(address).ok());
    clip.next = here.and_then(|here| next::next(&page, &here, base.as_ref())).map(|next| next.to_string());
    let unfound = unfound(&page, profile);
    let pointed_at = profiled::article(&page, profile, base.as_ref(), name);
    let mut article = pointed_at.unwrap_or_else(|| extract::article(page, base.as_ref(), name));
    profiled::drop_blocks(&mut article.body.blocks, profile, &mut article.left_out);
    let mut said = Vec::new();
    texts(&article.body.blocks, &mut said);
    let said = said.join("\n");
    articles::doubt(&several, &mut clip, &said);
    settle_language(&mut clip, &said, stated_language);
    settle_encoding(&mut clip, decoded);
    clip.left_out = article.left_out;

    clip.title = keep(&mut clip, "title", title);
    clip.subtitle = keep(&mut clip, "subtitle", subtitle);
    clip.date = keep(&mut clip, "date", when.date);
    clip.doubts.extend(when.doubts);
    clip.updated = keep(&mut clip, "updated", when.updated.map(|(day, from)| (day, Certainty::Stated, from)));
    clip.authors = keep(&mut clip, "authors", authors).unwrap_or_default();
    clip.byline = (!clip.authors.is_empty()).then(|| clip.authors.join("; "));
    clip.licence = keep(&mut clip, "licence", licence);
    let agency = agency(&near).or_else(|| linked.agency.clone());
    let agency = agency.filter(|(name, ..)| site.as_ref().is_none_or(|(site, ..)| folded(site) != folded(name)));
    clip.agency = keep(&mut clip, "agency", agency);
    match first_in {
        Some(name) => {
            clip.publication = publication::by_name_at(&name, host.as_deref(), publications);
            clip.origin("publication", Certainty::Stated, "the profile of the page's host");
        }
        None => settle_publication(&mut clip, site, host.as_deref(), publications),
    }
    settle_source_row(&mut clip, &near);
    let origin = |(address, from): (String, String)| (address, Certainty::Stated, from);
    clip.url = keep(&mut clip, "url", addresses.original.map(origin));
    clip.archived = addresses.archived;
    clip.captured = received.retrieved.or(addresses.saved);

    let mut body = article.body;
    if let Some(number) = received.article.filter(|_| !is_chosen) {
        // Another one than was asked for is none.
        body = Body::default();
        clip.doubt("body", None, format!("the page has no article {number}"));
    }
    drop_facts(&mut body, &mut clip);
    dropped::drop_blocks(&mut body.blocks, &mut clip);
    credit_pictures(&mut body, &linked, clip.licence.as_deref(), base.as_ref());
    Page { clip, body, is_guess: article.is_guess, unfound }
}

/// The profile of the publication an editor names, else of that of the host, else of that the page names.
fn profile_of<'p>(
    received: &Received,
    host: Option<&str>,
    site: Option<&(String, Certainty, String)>,
    publications: &'p [Publication],
) -> Option<&'p Profile> {
    let by_host = || publication::by_address(&clip_address(host)?, publications).map(|named| named.key);
    let by_name = || publication::known_by_name(&site?.0, publications).map(|named| named.key);
    let key = received.publication.clone().or_else(by_host).or_else(by_name)?;
    publications.iter().find(|entry| entry.key == key).map(|entry| &entry.profile)
}

/// The selectors of a profile that find nothing. One for a byline may: not every article has one.
fn unfound(page: &Document, profile: &Profile) -> Vec<(&'static str, String)> {
    let asked = [("title", &profile.title), ("body", &profile.body), ("date", &profile.date)];
    let unfound = asked.into_iter().filter_map(|(field, selector)| {
        let selector = selector.as_ref()?;
        all(page, selector.as_str()).is_empty().then(|| (field, selector.as_str().to_owned()))
    });
    unfound.collect()
}

/// What has no words, and the readings beside ruby, go before anything is looked for.
fn strip(page: &Document) {
    page.select(
        "rt, rp, rtc, template, noscript, #wm-ipp, #wm-ipp-base, #donato, script:not([type='application/ld+json']), style",
    )
    .remove();
    // Words that only some screens show are about the page; an article is for every reader.
    page.select(
        ".hide-sp, .show-sp, .sp-only, .pc-only, .only-sp, .only-pc, .show-pc, .hide-pc, .mobile-only, .desktop-only",
    )
    .remove();
    for part in all(page, "div, aside, section, ins, p, span, li, figure").iter().filter(|part| is_advertisement(part))
    {
        part.remove_from_parent();
    }
}

/// Whether an element says that it is an advertisement: they change with each visit. One that holds much is none, whatever
/// it says.
fn is_advertisement(part: &NodeRef) -> bool {
    const WORDS: [&str; 9] =
        ["ad", "ads", "adv", "advert", "adverts", "advertisement", "advertising", "adsbygoogle", "sponsored"];
    const MUCH: usize = 400;
    let said = [attribute(part, "class"), attribute(part, "id")];
    let is_said = said.iter().flatten().flat_map(|said| said.split_ascii_whitespace()).any(|word| {
        let word = word.to_ascii_lowercase();
        let first = word.split(['-', '_']).next().unwrap_or_default();
        // `ad-slot-3` is one; `ad-free` is not.
        WORDS.contains(&word.as_str())
            || (matches!(first, "ad" | "ads" | "advert" | "advertisement") && !word.contains("free"))
    });
    is_said && part.text().chars().count() <= MUCH
}

/// What the page says of each picture, else of all that is on it.
fn credit_pictures(body: &mut Body, linked: &linked::Linked, licence: Option<&str>, base: Option<&Url>) {
    let whole = |to: &str| build::address(to, base);
    let known: Vec<(String, &str)> =
        linked.pictures.iter().filter_map(|(to, line)| Some((whole(to)?, line.as_str()))).collect();
    each_picture(body, &mut |picture| {
        let own = known.iter().find(|(to, _)| picture.address.as_ref() == Some(to)).map(|(_, line)| *line);
        picture.line = own.or(licence).unwrap_or_default().to_owned();
    });
}

/// The value of a field, its origin noted.
fn keep<T>(clip: &mut Clip, field: &'static str, found: facts::Found<T>) -> Option<T> {
    let (value, certainty, from) = found?;
    clip.origin(field, certainty, from);
    Some(value)
}

/// The lines round the title, those after it first, itself left out: what a title tells of a day is not when it was told.
/// Where it stands nowhere, the first lines of the page.
fn near(lines: &[String], title: Option<&str>) -> Vec<String> {
    let Some(at) = title.and_then(|title| lines.iter().position(|line| folded(line) == folded(title))) else {
        return lines.iter().take(12).cloned().collect();
    };
    let before = lines[at.saturating_sub(4)..at].iter().rev();
    lines[at + 1..].iter().take(12).chain(before).cloned().collect()
}

/// The order in which the regions of a language write numeric dates, where they all agree.
fn order_in(language: &Language) -> Option<Order> {
    match language.tag() {
        "en-US" => Some(Order::MonthFirst),
        "en-GB" | "en-AU" | "en-NZ" | "en-IE" | "en-IN" => Some(Order::DayFirst),
        _ if matches!(language.primary(), "en" | "ko" | "ja" | "zh" | "hu" | "fa" | "und") => None,
        _ => Some(Order::DayFirst),
    }
}

/// Lines before the text that only say its date, its authors or its source, which the record has.
fn drop_facts(body: &mut Body, clip: &mut Clip) {
    let is_fact = |text: &str, clip: &Clip| {
        let is_byline =
            lines::byline(text).is_some_and(|name| clip.authors.iter().any(|author| folded(author) == folded(name)));
        let rest: usize = match dates::find(text).as_slice() {
            [date] => {
                let plain = dates::plain_digits(text);
                let around = plain[..date.range.start].chars().chain(plain[date.range.end..].chars());
                around.filter(|character| character.is_alphabetic()).count()
            }
            _ => usize::MAX,
        };
        let is_named =
            |name: &Option<String>, value: &str| name.as_ref().is_some_and(|name| folded(name) == folded(value));
        let is_source = lines::labelled(text).is_some_and(|(_, value)| {
            is_named(&clip.agency, value) || is_named(&clip.publication.as_ref().map(|named| named.name.clone()), value)
        });
        text.chars().count() <= 80 && (is_byline || is_source || rest <= 14)
    };
    while body.blocks.len() > 1 {
        let Some(Block::Paragraph(inlines)) = body.blocks.first() else { return };
        let text = text_of(inlines);
        if !is_fact(&text, clip) {
            return;
        }
        clip.left_out.push(text);
        body.blocks.remove(0);
    }
}

fn base_of(page: &Document, address: Option<&str>) -> Option<Url> {
    let address = address.and_then(|address| Url::parse(address).ok());
    let said = all(page, "base[href]").first().and_then(|node| attribute(node, "href"));
    match (said, address) {
        (Some(said), Some(address)) => address.join(&said).ok().or(Some(address)),
        (Some(said), None) => Url::parse(&said).ok(),
        (None, address) => address,
    }
    .filter(|base| matches!(base.scheme(), "http" | "https"))
}

fn host_of(address: &str) -> Option<String> {
    Url::parse(address).ok()?.host_str().map(str::to_ascii_lowercase)
}

fn depth(page: &Document) -> usize {
    // No recursion: this is what finds a page that is too deep for it.
    let (mut deepest, mut level) = (0, vec![(page.root(), 0_usize)]);
    while let Some((node, depth)) = level.pop() {
        deepest = deepest.max(depth);
        level.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    deepest
}

/// Text on one line, as a page shows it.
pub fn shown_line(text: &str) -> String {
    shown(text).trim_matches([' ', '\u{a0}', '\u{3000}']).to_owned()
}

/// A text for comparing: lower case, quotation marks and dashes of one kind, one blank between words.
pub fn folded(text: &str) -> String {
    let one = |character: char| match character {
        '“' | '”' | '„' | '«' | '»' => '"',
        '’' | '‘' => '\'',
        '–' | '—' | '‑' => '-',
        '\u{a0}' => ' ',
        other => other,
    };
    let text: String = text.chars().map(one).collect::<String>().to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
