//! Pages of the editors' prose alone: the text of a page, the introduction of an edition.

use super::here::Here;
use super::setting::{Editors, editors_options};
use crate::parse::document::Block;
use crate::render::html::Html;
use crate::render::prose::Writer;
use crate::render::view::{Link, Text};
use crate::resolve::digest::Body;

/// Fewer headings than this need no list of them.
const CONTENTS_FROM: usize = 3;

/// A whole body, its footnotes at the end; headings begin at `h2`.
pub fn whole(here: &Here, body: &Body) -> Html {
    let setting = Editors { here: *here, body, own: None };
    let mut writer = Writer::new(&body.document, &setting, editors_options(here, 2, "n"));
    let mut html = writer.range(0..body.document.blocks.len()).as_str().to_owned();
    html.push_str(writer.footnotes().as_str());
    Html::ready(html)
}

/// A page of `content/pages/`.
pub fn text(here: &Here, index: usize) -> Text {
    let page = &here.digest.pages[index];
    let to = |other: usize| link(here, &here.digest.pages[other].title, &here.digest.pages[other].route);
    Text {
        title: page.title.clone(),
        summary: page.summary.clone(),
        parents: page.ancestors.iter().map(|(title, route)| link(here, title, route)).collect(),
        contents: contents(&page.body),
        text_html: whole(here, &page.body),
        children: page.children.iter().copied().map(to).collect(),
        previous: page.previous.map(to),
        next: page.next.map(to),
        extra: page.extra.clone(),
    }
}

fn link(here: &Here, title: &str, route: &crate::base::route::Route) -> Link {
    Link { label: title.to_owned(), link: here.link(route), lang: None }
}

/// The headings of the first level that occurs, where there are enough to choose from.
fn contents(body: &Body) -> Vec<Link> {
    let level = |block: &Block| match block {
        Block::Heading { level, .. } => Some(*level),
        _ => None,
    };
    let Some(top) = body.document.blocks.iter().filter_map(level).min() else { return Vec::new() };
    let of_top = body.document.blocks.iter().filter(|block| level(block) == Some(top));
    let links = of_top.filter_map(|block| match block {
        Block::Heading { prose, .. } => {
            let id = body.headings.get(&prose.ordinal)?;
            Some(Link { label: heading_text(block).to_owned(), link: format!("#{id}"), lang: None })
        }
        _ => None,
    });
    let links: Vec<Link> = links.collect();
    if links.len() < CONTENTS_FROM { Vec::new() } else { links }
}

/// The words of a heading; nothing for another block.
pub fn heading_text(block: &Block) -> &str {
    match block {
        Block::Heading { prose, .. } => &prose.plain.text,
        _ => "",
    }
}
