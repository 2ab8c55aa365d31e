//! A span that is shown in other characters than its author's, made one leaf.
//!
//! Comes in: a tree of inlines and the range of a span. Goes out: the tree in which the span is one text, in the innermost
//! element that holds all of it: which part of the other characters belongs into an element that holds a part of the span
//! cannot be known. Never done here: the other characters.

use crate::parse::prose::Inline;
use std::ops::Range;

/// The tree with the span, which is not empty, as one leaf.
pub fn joined(inlines: &[Inline], span: &Range<usize>) -> Vec<Inline> {
    let holds = |inline: &&Inline| {
        let reach = reach(inline);
        reach.start <= span.start && span.end <= reach.end
    };
    let mut tree = Vec::new();
    if inlines.iter().find(holds).is_some_and(|inline| inside(inline).is_some()) {
        for inline in inlines {
            match inside(inline).filter(|_| holds(&inline)) {
                Some(inner) => tree.push(with(inline, joined(inner, span))),
                None => tree.push(inline.clone()),
            }
        }
        return tree;
    }
    let mut is_placed = false;
    for inline in inlines {
        let reach = reach(inline);
        tree.extend(kept(inline, span, Side::Before));
        if reach.start < span.end && span.start < reach.end && !std::mem::replace(&mut is_placed, true) {
            tree.push(Inline::Text(span.clone()));
        }
        tree.extend(kept(inline, span, Side::After));
    }
    tree
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// What of an inline lies before or after the span; a mark without a character that stands in it comes after it.
fn kept(inline: &Inline, span: &Range<usize>, side: Side) -> Option<Inline> {
    let outside = |leaf: &Range<usize>| match side {
        Side::Before => leaf.start..leaf.end.min(span.start),
        Side::After => leaf.start.max(span.end)..leaf.end,
    };
    match inline {
        Inline::Text(leaf) => Some(outside(leaf)).filter(|leaf| !leaf.is_empty()).map(Inline::Text),
        Inline::Code(leaf) => Some(outside(leaf)).filter(|leaf| !leaf.is_empty()).map(Inline::Code),
        Inline::Styled(_, inner) | Inline::Link { inlines: inner, .. } => {
            let inner: Vec<Inline> = inner.iter().filter_map(|inline| kept(inline, span, side)).collect();
            (!inner.is_empty()).then(|| with(inline, inner))
        }
        Inline::Break(at) | Inline::Image { at, .. } | Inline::Citation { at, .. } => {
            (outside(at) == *at).then(|| inline.clone())
        }
        Inline::FootnoteMark { at, .. } => ((*at <= span.start) == (side == Side::Before)).then(|| inline.clone()),
        Inline::Task(_) => (side == Side::Before).then(|| inline.clone()),
    }
}

/// What an inline holds, where it can hold others.
fn inside(inline: &Inline) -> Option<&[Inline]> {
    match inline {
        Inline::Styled(_, inner) | Inline::Link { inlines: inner, .. } => Some(inner),
        _ => None,
    }
}

/// The same element round something else.
fn with(inline: &Inline, inner: Vec<Inline>) -> Inline {
    match inline {
        Inline::Styled(style, _) => Inline::Styled(*style, inner),
        Inline::Link { to, title, span, .. } => {
            Inline::Link { to: to.clone(), title: title.clone(), inlines: inner, span: span.clone() }
        }
        other => other.clone(),
    }
}

/// From where to where an inline reaches.
fn reach(inline: &Inline) -> Range<usize> {
    match inline {
        Inline::Text(range) | Inline::Code(range) | Inline::Break(range) => range.clone(),
        Inline::Image { at, .. } | Inline::Citation { at, .. } => at.clone(),
        Inline::FootnoteMark { at, .. } => *at..*at,
        Inline::Task(_) => 0..0,
        Inline::Styled(_, inner) | Inline::Link { inlines: inner, .. } => {
            let ends = inner.iter().map(reach);
            ends.reduce(|all, one| all.start.min(one.start)..all.end.max(one.end)).unwrap_or(0..0)
        }
    }
}
