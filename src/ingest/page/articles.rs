//! Pages that hold several articles.
//!
//! Comes in: the tree of a page. Goes out: its articles, where each could be a text of its own; the tree with one of them alone.
//! Never done here: choosing for an editor.

use super::extract::is_furniture;
use super::folded;
use super::tree::{all, line, name};
use crate::ingest::clip::Clip;
use dom_query::{Document, NodeRef};

/// An article of several.
pub struct Several {
    /// Its heading, else its first words.
    pub title: String,
    /// Its longest paragraph: where that stands, it was taken.
    longest: String,
}

/// The articles of a page, where there are several.
pub fn several(page: &Document) -> Vec<Several> {
    let all: Vec<Several> = outermost(page).iter().map(of).collect();
    if all.len() > 1 { all } else { Vec::new() }
}

/// Takes all articles but one out of a page, counted from 1; gives its title. `None` where there is no such article.
pub fn keep_only(page: &Document, number: usize) -> Option<String> {
    let articles = outermost(page);
    let chosen = articles.get(number.checked_sub(1)?)?;
    let title = of(chosen).title;
    articles.iter().filter(|other| other.id != chosen.id).for_each(NodeRef::remove_from_parent);
    // What stands beside it, titles of the page among them, is of none alone.
    for heading in
        all(page, "h1, h2").iter().filter(|heading| !heading.ancestors_it(None).any(|above| above.id == chosen.id))
    {
        heading.remove_from_parent();
    }
    Some(title)
}

/// Says that a page has several articles, and which were taken.
pub fn doubt(several: &[Several], clip: &mut Clip, text: &str) {
    if several.len() < 2 {
        return;
    }
    let text = folded(text);
    let list: Vec<String> = several.iter().zip(1..).map(|(one, number)| format!("{number} `{}`", one.title)).collect();
    let taken: Vec<String> = several
        .iter()
        .zip(1..)
        .filter(|(one, _)| text.contains(&one.longest))
        .map(|(_, number): (_, usize)| number.to_string())
        .collect();
    let taken = if taken.is_empty() { "none of them as a whole".to_owned() } else { taken.join(" and ") };
    let why = format!(
        "the page has {} articles: {}; taken was {taken}; choose one with `--article NUMBER`",
        several.len(),
        list.join(", ")
    );
    clip.doubt("body", None, why);
}

/// The outermost elements `article` that have running text, outside of what surrounds articles.
fn outermost(page: &Document) -> Vec<NodeRef<'_>> {
    const MUCH: usize = 300;
    let is_inside = |node: &NodeRef| node.ancestors_it(None).any(|above| name(&above) == "article");
    let has_text = |node: &NodeRef| {
        let paragraphs = node.descendants_it().filter(|one| name(one) == "p");
        let lengths: Vec<usize> =
            paragraphs.map(|one| line(&one).chars().count()).filter(|length| *length > 0).collect();
        lengths.len() > 1 && lengths.iter().sum::<usize>() >= MUCH
    };
    let mut found = all(page, "article");
    found.retain(|node| !is_inside(node) && !is_furniture(node) && has_text(node));
    found
}

fn of(article: &NodeRef) -> Several {
    const WORDS: usize = 8;
    let heading = article.descendants_it().find(|one| matches!(name(one).as_str(), "h1" | "h2" | "h3"));
    let words = || line(article).split_whitespace().take(WORDS).collect::<Vec<_>>().join(" ");
    let title = heading.map(|heading| line(&heading)).filter(|title| !title.is_empty()).unwrap_or_else(words);
    let paragraphs = article.descendants_it().filter(|one| name(one) == "p").map(|one| line(&one));
    let longest = paragraphs.max_by_key(|text| text.chars().count()).unwrap_or_default();
    Several { title, longest: folded(&longest) }
}
