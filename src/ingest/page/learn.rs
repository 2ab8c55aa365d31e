//! The profile of a publication, learnt from a few of its pages.
//!
//! Comes in: two or three pages as received. Goes out: a [`Profile`] with what all of them have in common, and what could not be
//! learnt. Never done here: guessing from one page; writing the profile.

use super::profiled::{self, day_of};
use super::tree::{all, attribute, line, name};
use super::{base_of, folded, parsed, read, strip};
use crate::base::day::PartialDay;
use crate::ingest::blocks::texts;
use crate::ingest::clip::Clip;
use crate::ingest::dates::{Order, Reading, find, order_of};
use crate::ingest::limits::{Exceeded, Limits};
use crate::ingest::lines;
use crate::ingest::received::Received;
use crate::parse::profile::{DateOrder, Profile, Selector};
use crate::parse::vocabulary::Publication;
use dom_query::{Document, NodeRef};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Elements of a page that are looked at; a page with more has none to learn from beyond them.
const ELEMENTS: usize = 4_000;
/// Letters and digits of a line that is running text.
const LINE: usize = 80;
/// Selectors that are tried on the other pages.
const TRIED: usize = 400;

/// What was learnt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Learnt {
    /// What all pages have in common.
    pub profile: Profile,
    /// What they do not, in words.
    pub unsure: Vec<String>,
}

/// One page, read as every page is.
struct Example {
    page: Document,
    clip: Clip,
    /// The letters of each paragraph of its article.
    words: Vec<String>,
}

/// Learns from pages. Needs a large stack: see [`guard`](crate::ingest::guard).
pub fn learn(pages: &[Received], publications: &[Publication], limits: &Limits) -> Result<Learnt, Exceeded> {
    let mut examples = Vec::new();
    for received in pages {
        // A profile that is there already does not teach itself.
        let plain: Vec<Publication> =
            publications.iter().map(|entry| Publication { profile: Profile::default(), ..entry.clone() }).collect();
        let clip = read(received, &plain, limits)?;
        let (page, _) = parsed(received, limits)?;
        strip(&page);
        let words = clip.paragraphs.iter().map(|text| letters(text)).filter(|text| !text.is_empty()).collect();
        examples.push(Example { page, clip, words });
    }
    forget_what_all_have(&mut examples);
    let mut learnt = Learnt::default();
    let order = order_in(&examples);
    learnt.profile.dates = order.map(|order| match order {
        Order::DayFirst => DateOrder::DayFirst,
        Order::MonthFirst => DateOrder::MonthFirst,
        Order::YearFirst => DateOrder::YearFirst,
    });
    learnt.profile.body = body(&examples);
    learnt.profile.date = date(&examples, order);
    learnt.profile.byline = byline(&examples);
    learnt.profile.title = title(&examples);
    learnt.profile.drop = common(&examples, &learnt.profile);
    let missing = [
        (learnt.profile.body.is_none(), "no selector holds the text of every page"),
        (learnt.profile.date.is_none(), "no selector holds the day of every page"),
        (learnt.profile.byline.is_none(), "no selector holds the byline of every page"),
    ];
    learnt.unsure = missing.iter().filter(|(is, _)| *is).map(|(_, why)| (*why).to_owned()).collect();
    Ok(learnt)
}

/// What stands on every page is of no article.
fn forget_what_all_have(examples: &mut [Example]) {
    let of_each = examples.iter().map(|example| example.words.iter().cloned().collect::<BTreeSet<String>>());
    let common = of_each.reduce(|one, other| one.intersection(&other).cloned().collect()).unwrap_or_default();
    for example in examples {
        example.words.retain(|words| !common.contains(words));
        // Short lines over a text are its facts more often than its beginning; where they are that, they stand with the rest.
        let is_text = |words: &String| words.chars().count() >= LINE;
        if let Some(begins) = example.words.iter().position(is_text) {
            example.words.drain(..begins);
        }
    }
}

/// The order that numeric dates give away, where none contradicts another.
fn order_in(examples: &[Example]) -> Option<Order> {
    let mut orders: Vec<Order> = Vec::new();
    for example in examples {
        let known = example.clip.date.and_then(PartialDay::whole);
        for text in elements(&example.page).iter().map(line).filter(|text| text.chars().count() <= 160) {
            orders.extend(order_of(&text));
            for found in find(&text) {
                if let Reading::Either { day_first, month_first } = found.reading {
                    orders.extend((known == Some(day_first)).then_some(Order::DayFirst));
                    orders.extend((known == Some(month_first)).then_some(Order::MonthFirst));
                }
            }
        }
    }
    let first = *orders.first()?;
    orders.iter().all(|order| *order == first).then_some(first)
}

/// The selector that finds one element on each page, with all of its article and as little else as may be.
fn body(examples: &[Example]) -> Option<Selector> {
    let first = examples.first()?;
    let holds = |node: &NodeRef, example: &Example| {
        let text = letters(&node.text());
        !example.words.is_empty() && example.words.iter().all(|words| text.contains(words.as_str()))
    };
    let nodes: Vec<NodeRef> = elements(&first.page).into_iter().filter(|node| holds(node, first)).collect();
    best(examples, &nodes, |example, found| {
        let [node] = found else { return None };
        holds(node, example).then(|| line(node).chars().count())
    })
}

/// The selector whose first element says the day of each page, in few words.
fn date(examples: &[Example], order: Option<Order>) -> Option<Selector> {
    let first = examples.first()?;
    let is_short = |node: &NodeRef| line(node).chars().count() <= 160;
    let nodes: Vec<NodeRef> =
        elements(&first.page).into_iter().filter(|node| is_short(node) && day_of(node, order).is_some()).collect();
    best(examples, &nodes, |example, found| {
        let node = found.first().filter(|node| is_short(node))?;
        let day = day_of(node, order)?;
        // Where the page says its day elsewhere too, the two agree; else it must be the only one.
        let agrees = match example.clip.date {
            Some(known) => known == day,
            None => found.len() == 1,
        };
        agrees.then(|| line(node).chars().count())
    })
}

/// The selector whose first element is the title of each page, where reading the pages without one does not find it there.
fn title(examples: &[Example]) -> Option<Selector> {
    let is_heading = |example: &Example| {
        example.clip.origins.iter().any(|origin| origin.field == "title" && origin.from == "heading")
    };
    if examples.iter().all(is_heading) {
        return None;
    }
    let first = examples.first()?;
    let says = |node: &NodeRef, example: &Example| {
        example.clip.title.as_deref().is_some_and(|title| folded(title) == folded(&line(node)))
    };
    let nodes: Vec<NodeRef> = elements(&first.page).into_iter().filter(|node| says(node, first)).collect();
    best(examples, &nodes, |example, found| says(found.first()?, example).then_some(1))
}

/// The selector whose first element says the author of each page, and little else.
fn byline(examples: &[Example]) -> Option<Selector> {
    let first = examples.first()?;
    let says = |node: &NodeRef, example: &Example| {
        let text = line(node);
        let said = folded(lines::byline(&text).unwrap_or(&text));
        let authors: Vec<String> = example.clip.authors.iter().map(|author| folded(author)).collect();
        let length: usize = authors.iter().map(|author| author.chars().count()).sum();
        !authors.is_empty()
            && authors.iter().all(|author| said.contains(author.as_str()))
            && said.chars().count() <= length + 8 * authors.len()
    };
    let nodes: Vec<NodeRef> = elements(&first.page).into_iter().filter(|node| says(node, first)).collect();
    best(examples, &nodes, |example, found| {
        let node = found.first()?;
        says(node, example).then(|| line(node).chars().count())
    })
}

/// Of the selectors of these elements of the first page the one that costs least on all pages; `cost` is `None` where it is
/// no answer. Of equal ones the plainest.
fn best(
    examples: &[Example],
    nodes: &[NodeRef],
    cost: impl Fn(&Example, &[NodeRef]) -> Option<usize>,
) -> Option<Selector> {
    let mut tried = BTreeSet::new();
    let candidates = nodes.iter().rev().flat_map(selectors).filter(|selector| tried.insert(selector.clone()));
    let costs = candidates.take(TRIED).filter_map(|text| {
        let selector = Selector::new(&text)?;
        let mut sum = 0;
        for example in examples {
            sum += cost(example, &all(&example.page, selector.as_str()))?;
        }
        Some((sum, text.len(), selector))
    });
    costs
        .min_by_key(|(sum, length, selector)| (*sum, *length, selector.as_str().to_owned()))
        .map(|(.., selector)| selector)
}

/// How an element may be named on other pages: by what it is, its id, its classes; or by a class of what holds it.
fn selectors(node: &NodeRef) -> Vec<String> {
    let element = name(node);
    let mut out = names(node);
    if matches!(element.as_str(), "article" | "main" | "time" | "address") {
        out.push(element.clone());
    }
    if let Some(parent) = node.parent() {
        out.extend(names(&parent).into_iter().map(|above| format!("{above} > {element}")));
    }
    out
}

fn names(node: &NodeRef) -> Vec<String> {
    let element = name(node);
    if element.is_empty() || matches!(element.as_str(), "html" | "body") {
        return Vec::new();
    }
    // A name with a number in it is the number of one page.
    let is_common = |word: &&str| {
        word.len() <= 40
            && word.starts_with(|first: char| first.is_ascii_alphabetic())
            && word.chars().all(|one| one.is_ascii_alphabetic() || matches!(one, '-' | '_'))
    };
    let mut out = Vec::new();
    for (key, mark) in [("class", "."), ("id", "#")] {
        let said = attribute(node, key).unwrap_or_default();
        out.extend(said.split_ascii_whitespace().filter(is_common).map(|word| format!("{element}{mark}{word}")));
    }
    for key in ["itemprop", "rel"] {
        let said = attribute(node, key).unwrap_or_default();
        out.extend(said.split_ascii_whitespace().filter(is_common).map(|word| format!("{element}[{key}~={word}]")));
    }
    out
}

/// Lines of the text that every page has: they are about the publication, not of an article.
fn common(examples: &[Example], profile: &Profile) -> Vec<String> {
    let blocks_of = |example: &Example| -> Vec<String> {
        let base = base_of(&example.page, example.clip.url.as_deref());
        let pointed_at = profiled::article(&example.page, profile, base.as_ref(), example.clip.title.as_deref());
        let mut said = Vec::new();
        match pointed_at {
            Some(article) => texts(&article.body.blocks, &mut said),
            None => said.clone_from(&example.clip.paragraphs),
        }
        said
    };
    let Some((first, others)) = examples.split_first() else { return Vec::new() };
    let others: Vec<BTreeSet<String>> =
        others.iter().map(|example| blocks_of(example).iter().map(|text| folded(text)).collect()).collect();
    let mut seen = BTreeSet::new();
    let is_common = |text: &String| {
        let text = folded(text);
        !text.is_empty() && others.iter().all(|other| other.contains(&text)) && seen.insert(text)
    };
    blocks_of(first).into_iter().filter(|text| !text.contains('\n')).filter(is_common).collect()
}

/// Letters and digits alone, those that stand high or low as others: how a text is marked up does not count.
fn letters(text: &str) -> String {
    text.nfkc().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The elements of a page, in its order.
fn elements(page: &Document) -> Vec<NodeRef<'_>> {
    let mut nodes = all(page, "body *");
    nodes.truncate(ELEMENTS);
    nodes
}
