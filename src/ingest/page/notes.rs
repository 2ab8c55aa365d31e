//! Footnotes of a page: marks in its text that lead to places at its end.

use super::build::is_way_back;
use super::tree::{attribute, has_class, name};
use dom_query::{NodeId, NodeRef};
use std::collections::{BTreeMap, BTreeSet};
use url::Url;

/// The footnotes, by where they stand.
#[derive(Default)]
pub struct Notes<'a> {
    /// Each with its label, in the order of their first marks.
    pub defined: Vec<(String, NodeRef<'a>)>,
    marks: BTreeMap<NodeId, String>,
    bodies: BTreeSet<NodeId>,
    backs: BTreeSet<NodeId>,
}

impl<'a> Notes<'a> {
    /// Finds each mark whose note stands in the same article, and the ways back.
    pub fn find(roots: &[NodeRef<'a>], base: Option<&Url>) -> Notes<'a> {
        let mut places: BTreeMap<String, NodeRef<'a>> = BTreeMap::new();
        for node in roots.iter().flat_map(NodeRef::descendants_it) {
            for place in [attribute(&node, "id"), attribute(&node, "name")].into_iter().flatten() {
                places.entry(place).or_insert(node);
            }
        }
        let mut notes = Notes::default();
        let mut labels: BTreeMap<NodeId, String> = BTreeMap::new();
        for link in roots.iter().flat_map(NodeRef::descendants_it).filter(|node| name(node) == "a") {
            let Some(mark) = mark_of(&link) else { continue };
            let Some(place) = fragment(&link, base).and_then(|place| places.get(&place)) else { continue };
            let Some(body) = body_of(place) else { continue };
            let is_inside_itself = link.ancestors_it(None).any(|ancestor| ancestor.id == body.id);
            let is_first = notes.bodies.contains(&body.id) || leads_back(&body, base);
            if is_inside_itself || !is_first {
                continue;
            }
            let label = labels.entry(body.id).or_insert_with(|| {
                let label = free_label(&mark.1, &notes.defined);
                notes.defined.push((label.clone(), body));
                label
            });
            notes.marks.insert(mark.0.id, label.clone());
            notes.bodies.insert(body.id);
        }
        notes.backs = notes.defined.iter().flat_map(|(_, body)| ways_back(body, base)).collect();
        notes
    }

    /// Whether an element is a footnote.
    pub fn is_defined(&self, node: &NodeRef) -> bool {
        self.bodies.contains(&node.id)
    }

    /// Whether an element only leads from a footnote back to the text.
    pub fn is_back(&self, node: &NodeRef) -> bool {
        self.backs.contains(&node.id)
    }

    /// The label of the footnote that an element marks.
    pub fn mark(&self, node: &NodeRef) -> Option<String> {
        self.marks.get(&node.id).cloned()
    }
}

/// The outermost element of a mark, and the mark as printed: a short text, raised, or said to be one.
fn mark_of<'a>(link: &NodeRef<'a>) -> Option<(NodeRef<'a>, String)> {
    let text = link.text();
    let printed = text.trim().trim_matches(['[', ']', '(', ')', ' ']).to_owned();
    let outer = link.ancestors_it(Some(3)).find(|ancestor| name(ancestor) == "sup");
    let is_said = attribute(link, "role").is_some_and(|role| role == "doc-noteref")
        || attribute(link, "rel").is_some_and(|rel| rel == "footnote")
        || attribute(link, "epub:type").is_some_and(|kind| kind == "noteref")
        || has_class(link, &["footnote-ref", "footnote", "noteref", "fn-ref", "footnote-reference"]);
    let holds_sup = link.children_it(false).any(|child| name(&child) == "sup");
    let is_raised = outer.is_some() || holds_sup;
    if printed.is_empty() || printed.chars().count() > 8 || !(is_raised || is_said) {
        return None;
    }
    // Two marks may stand in one raised text; then each is by itself.
    let alone = outer.filter(|outer| {
        let rest: String = outer.text().chars().filter(|character| !character.is_whitespace()).collect();
        let own: String = text.chars().filter(|character| !character.is_whitespace()).collect();
        rest.trim_matches(['[', ']', '(', ')']) == own.trim_matches(['[', ']', '(', ')'])
    });
    Some((alone.unwrap_or(*link), printed))
}

fn fragment(link: &NodeRef, base: Option<&Url>) -> Option<String> {
    let href = attribute(link, "href")?;
    let (page, place) = href.split_once('#')?;
    let same = page.is_empty()
        || base.is_some_and(|base| {
            base.join(page).is_ok_and(|page| page.path() == base.path() && page.host() == base.host())
        });
    let place = percent_encoding::percent_decode_str(place).decode_utf8().ok()?;
    (same && !place.is_empty()).then(|| place.into_owned())
}

/// The block that a place stands in or is: an item of a list, a paragraph, a row of a table of notes.
fn body_of<'a>(place: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let is_body =
        |node: &NodeRef| matches!(name(node).as_str(), "li" | "p" | "dd" | "aside" | "div" | "td" | "section");
    let body = std::iter::once(*place).chain(place.ancestors_it(Some(4))).find(is_body)?;
    // A note is short; an element with much more in it is a part of the article.
    let is_short = body.text().chars().count() < 4_000
        && !body.descendants_it().any(|one| matches!(name(&one).as_str(), "h1" | "h2" | "h3"));
    is_short.then_some(body)
}

/// A note leads back to its mark; without a way back it is a part of the article that somebody links to.
fn leads_back(body: &NodeRef, base: Option<&Url>) -> bool {
    body.descendants_it().any(|one| name(&one) == "a" && fragment(&one, base).is_some())
}

/// The elements that lead from a note back to its marks. Its number is printed by the list that the notes become.
fn ways_back(body: &NodeRef, base: Option<&Url>) -> Vec<NodeId> {
    let is_back = |one: &NodeRef| name(one) == "a" && fragment(one, base).is_some() && is_way_back(one);
    let outermost = |back: NodeRef| {
        let above = back.ancestors_it(Some(3)).take_while(|one| one.id != body.id);
        let outer = above.into_iter().find(|one| name(one) == "sup" || has_class(one, &["mw-cite-backlink"]));
        outer.unwrap_or(back).id
    };
    body.descendants_it().filter(is_back).map(outermost).collect()
}

/// The printed mark as a label, or the next number where it is none or taken.
fn free_label(printed: &str, defined: &[(String, NodeRef)]) -> String {
    let is_taken = |label: &str| defined.iter().any(|(other, _)| other.eq_ignore_ascii_case(label));
    let is_label =
        !printed.is_empty() && printed.chars().all(|character| character.is_ascii_alphanumeric() || character == '-');
    if is_label && !is_taken(printed) {
        return printed.to_owned();
    }
    let stem = if is_label { format!("{printed}-") } else { String::new() };
    let first = if is_label { 2 } else { defined.len() + 1 };
    (first..).map(|number| format!("{stem}{number}")).find(|label| !is_taken(label)).unwrap_or_default()
}
