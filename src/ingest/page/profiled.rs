//! What the profile of its publication says of a page.
//!
//! Comes in: the tree of a page, and a [`Profile`]. Goes out: each value that the profile finds. Where it finds none the page is
//! read as every page is, and that is a doubt. Never done here: knowing which publication it is.

use super::extract::{self, Article};
use super::facts::{self, Found};
use super::tree::{all, attribute, line};
use super::{build, folded};
use crate::base::day::PartialDay;
use crate::ingest::blocks::{Block, text_of};
use crate::ingest::clip::Certainty;
use crate::ingest::dates::{self, Order};
use crate::ingest::lines::{self, Label};
use crate::parse::profile::{DateOrder, Profile, Selector};
use dom_query::{Document, NodeRef};
use url::Url;

/// The order of numeric dates.
pub fn order(profile: &Profile) -> Option<Order> {
    profile.dates.map(|order| match order {
        DateOrder::DayFirst => Order::DayFirst,
        DateOrder::MonthFirst => Order::MonthFirst,
        DateOrder::YearFirst => Order::YearFirst,
    })
}

/// The first line that a selector finds.
pub fn text(page: &Document, selector: Option<&Selector>) -> Option<String> {
    let nodes = all(page, selector?.as_str());
    nodes.iter().map(line).find(|line| !line.is_empty())
}

/// The title.
pub fn title(page: &Document, profile: &Profile) -> Found<String> {
    Some((text(page, profile.title.as_ref())?, Certainty::Stated, "the profile of the publication".to_owned()))
}

/// Who published the article first: what is labelled as the source, else all that the element says.
pub fn publication(page: &Document, profile: &Profile) -> Option<String> {
    let said = text(page, profile.publication.as_ref())?;
    let labelled = lines::facts(&said).into_iter().find_map(|fact| match lines::labelled(fact) {
        Some((Label::Publication, name)) => Some(name.to_owned()),
        _ => None,
    });
    Some(labelled.unwrap_or(said))
}

/// The names in the byline.
pub fn authors(page: &Document, profile: &Profile) -> Found<Vec<String>> {
    let said = text(page, profile.byline.as_ref())?;
    let names = facts::split_names(lines::byline(&said).unwrap_or(&said));
    (!names.is_empty()).then(|| (names, Certainty::Stated, "the profile of the publication".to_owned()))
}

/// The day of publication.
pub fn date(page: &Document, profile: &Profile, order: Option<Order>) -> Found<PartialDay> {
    let nodes = all(page, profile.date.as_ref()?.as_str());
    let day = nodes.iter().find_map(|node| day_of(node, order))?;
    Some((day, Certainty::Stated, "the profile of the publication".to_owned()))
}

/// The day an element says: for machines, else for people.
pub fn day_of(node: &NodeRef, order: Option<Order>) -> Option<PartialDay> {
    let for_machines = attribute(node, "datetime").or_else(|| attribute(node, "content"));
    let read = |text: String| dates::in_order(&text, order);
    for_machines.and_then(read).or_else(|| read(line(node)))
}

/// The article that the profile points at.
pub fn article(page: &Document, profile: &Profile, base: Option<&Url>, title: Option<&str>) -> Option<Article> {
    let parts = all(page, profile.body.as_ref()?.as_str());
    // Of parts in each other the outer one holds both.
    let outer: Vec<NodeRef> = parts
        .iter()
        .filter(|part| !part.ancestors_it(None).any(|above| parts.iter().any(|other| other.id == above.id)))
        .copied()
        .collect();
    let mut left_out = Vec::new();
    let mut body = build::body(&outer, base, &mut left_out);
    extract::drop_title(&mut body, title);
    (!body.blocks.is_empty()).then_some(Article { body, is_guess: false, left_out })
}

/// Takes out the blocks that are, whole, among the words to drop.
pub fn drop_blocks(blocks: &mut Vec<Block>, profile: &Profile, left_out: &mut Vec<String>) {
    let words: Vec<String> = profile.drop.iter().map(|words| folded(words)).collect();
    drop_among(blocks, &words, left_out);
}

fn drop_among(blocks: &mut Vec<Block>, words: &[String], left_out: &mut Vec<String>) {
    blocks.retain_mut(|block| match block {
        Block::Heading(_, inlines) | Block::Paragraph(inlines) => {
            let text = text_of(inlines);
            let is_kept = !words.contains(&folded(&text));
            if !is_kept {
                left_out.push(text);
            }
            is_kept
        }
        Block::Quote(inner) => {
            drop_among(inner, words, left_out);
            !inner.is_empty()
        }
        Block::List { items, .. } => {
            items.iter_mut().for_each(|item| drop_among(item, words, left_out));
            items.retain(|item| !item.is_empty());
            !items.is_empty()
        }
        Block::Code { .. } | Block::Table { .. } | Block::Rule => true,
    });
}
