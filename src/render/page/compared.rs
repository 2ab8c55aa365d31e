//! A difference of two texts as markup: rows of paragraphs, what is gone and what is new marked and said in words.
//!
//! Comes in: a [`Difference`] and its two texts. Goes out: block content for each row, and where in the whole the changes
//! fall. Never done here: comparing.

use super::here::Here;
use crate::base::html::escape;
use crate::parse::words::{StoredKind, StoredText};
use crate::render::html::Html;
use crate::render::view::ChangeMark;
use crate::render::words::Value;
use crate::resolve::diff::{Difference, Mark, Part, Row, Unit};

/// What marks a cell's end in the text of a table.
const CELL: &str = " | ";

/// The link that is the number of a ¶, at the beginning of its text.
pub fn number_html(here: &Here, number: u32, href: &str) -> String {
    let label = here.word_with("paragraph", &[("number", Value::Number(number.into()))]);
    format!(
        "<a class=\"para-number\" href=\"{}\" lang=\"{}\" aria-label=\"{}\">{number}</a>",
        escape(href),
        escape(here.language.tag()),
        escape(&label)
    )
}

/// A whole unit, as printed, after its number.
pub fn unit_html(number: &str, unit: &Unit, stored: &StoredText, class: &str) -> Html {
    let cells =
        stored.blocks.get(unit.blocks.clone()).unwrap_or(&[]).iter().map(|block| escape(block.plain.text.trim()));
    Html::ready(block(unit.kind, class, &format!("{number}{}", cells.collect::<Vec<_>>().join(CELL))))
}

fn block(kind: StoredKind, class: &str, inner: &str) -> String {
    let of_table = if kind == StoredKind::Cell { "cells" } else { "" };
    let classes: Vec<&str> = [class, of_table].into_iter().filter(|class| !class.is_empty()).collect();
    let class = if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) };
    match kind {
        StoredKind::Heading(_) => format!("<h3{class}>{inner}</h3>"),
        StoredKind::Code => format!("<pre{class}><code>{inner}</code></pre>"),
        StoredKind::Paragraph | StoredKind::Cell => format!("<p{class}>{inner}</p>"),
    }
}

/// The words of a changed row: a paragraph for each that the later text has, or that only the earlier one had.
pub fn parts_html(here: &Here, number: String, parts: &[Part], kind: StoredKind) -> Html {
    let mut out = String::new();
    let mut paragraph = number;
    let mut is_begun = false;
    let kind = if kind == StoredKind::Code { StoredKind::Paragraph } else { kind };
    for part in parts {
        match part {
            Part::Words { mark, blank, text } => {
                if *blank && is_begun {
                    paragraph.push(' ');
                }
                is_begun = true;
                paragraph.push_str(&marked(here, *mark, text));
            }
            Part::Cell(mark) => paragraph.push_str(&marked(here, *mark, CELL)),
            Part::Break(Mark::Gone) => paragraph.push_str(&marked(here, Mark::Gone, " ¶ ")),
            Part::Break(mark) => {
                if *mark == Mark::Added {
                    paragraph.push_str(&marked(here, Mark::Added, " ¶"));
                }
                out.push_str(&block(kind, "changed", &std::mem::take(&mut paragraph)));
                is_begun = false;
            }
        }
    }
    out.push_str(&block(kind, "changed", &paragraph));
    Html::ready(out)
}

fn marked(here: &Here, mark: Mark, text: &str) -> String {
    let (tag, word) = match mark {
        Mark::Kept => return escape(text),
        Mark::Gone => ("del", "diff-deleted"),
        Mark::Added => ("ins", "diff-inserted"),
    };
    let said = escape(&here.word(word));
    let lang = escape(here.language.tag());
    let text = escape(text);
    format!(
        "<{tag}><span class=\"visually-hidden\" lang=\"{lang}\">[{said}: </span>{text}<span class=\"visually-hidden\">]</span></{tag}>"
    )
}

/// Where in both texts together the changes fall.
pub fn marks(difference: &Difference, old: &StoredText, new: &StoredText) -> Vec<ChangeMark> {
    let length = |unit: &Unit, stored: &StoredText| -> usize {
        stored.blocks.get(unit.blocks.clone()).unwrap_or(&[]).iter().map(|block| block.plain.text.len()).sum()
    };
    let mut found: Vec<(&'static str, usize, usize)> = Vec::new();
    let mut at = 0;
    for row in &difference.rows {
        match row {
            Row::Same { new: unit, .. } => at += length(&difference.new[*unit], new),
            Row::Here { new: unit, .. } => {
                let length = length(&difference.new[*unit], new);
                found.push(("move", at, length));
                at += length;
            }
            Row::Away { old: unit, .. } => {
                let length = length(&difference.old[*unit], old);
                found.push(("move", at, length));
                at += length;
            }
            Row::Changed { parts, .. } => {
                for part in parts {
                    let Part::Words { mark, text, .. } = part else { continue };
                    match mark {
                        Mark::Kept => {}
                        Mark::Gone => found.push(("del", at, text.len())),
                        Mark::Added => found.push(("ins", at, text.len())),
                    }
                    at += text.len();
                }
            }
        }
    }
    let share = |bytes: usize| bytes as f64 * 100.0 / at.max(1) as f64;
    let mark = |(kind, x, length)| ChangeMark {
        kind,
        x: format!("{:.1}%", share(x)),
        width: format!("{:.1}%", share(length).max(0.7)),
    };
    found.into_iter().map(mark).collect()
}
