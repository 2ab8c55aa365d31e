//! The pages of one article become one text.
//!
//! Comes in: the pages in their order. Goes out: the first of them with the text of all. What later pages repeat, titles, heads
//! and teasers, stands once; what is dropped is shown. Never done here: believing that pages are of one article: where a page
//! says another title or day, that is a doubt.

use super::{Page, folded};
use crate::ingest::blocks::{Block, Body, Inline, Note, texts};
use crate::ingest::clip::Clip;
use crate::ingest::lines::ends_sentence;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Joins pages; of one page that page.
pub fn join(pages: Vec<Page>) -> Page {
    let count = pages.len();
    let mut pages = pages.into_iter();
    let mut whole = pages.next().unwrap_or_default();
    if count > 1 {
        drop_place(&mut whole.body.blocks, &mut whole.clip.left_out);
    }
    let mut of_last = whole.body.blocks.len();
    let mut joined: BTreeSet<String> = BTreeSet::new();
    for (page, number) in pages.zip(2..) {
        compare(&mut whole.clip, &page.clip, number);
        let Page { clip, mut body, is_guess, unfound } = page;
        whole.clip.left_out.extend(clip.left_out);
        drop_place(&mut body.blocks, &mut whole.clip.left_out);
        drop_head(&mut body.blocks, &mut whole, clip.title.as_deref());
        drop_tail(&mut whole, &body.blocks, of_last);
        doubt_seam(&mut whole, &body.blocks, number);
        of_last = body.blocks.len();
        add(&mut whole.body, body, number);
        joined.extend(whole.clip.next.take());
        // A page that was saved knows the address of the first alone, and counts itself as the next.
        whole.clip.next = clip.next.filter(|next| !joined.contains(next));
        whole.is_guess |= is_guess;
        whole.unfound.extend(unfound.into_iter().filter(|(field, _)| *field == "body"));
        let of_text = clip.doubts.into_iter().filter(|doubt| matches!(doubt.field, "body" | "encoding"));
        whole.clip.doubts.extend(of_text);
    }
    doubt_rest(&mut whole.clip, count);
    whole
}

/// Whether two titles can be those of pages of one article: equal, but for the number of the page.
pub fn is_one_title(one: &str, other: &str) -> bool {
    let bare = |title: &str| -> Vec<String> {
        let title = folded(title);
        let words = title
            .split(|character: char| !character.is_alphanumeric())
            .filter(|word| !word.is_empty() && word.parse::<usize>().is_err() && !PAGE.contains(word));
        words.map(str::to_owned).collect()
    };
    let (one, other) = (bare(one), bare(other));
    one == other || (!one.is_empty() && !other.is_empty() && (one.starts_with(&other) || other.starts_with(&one)))
}

const PAGE: [&str; 16] = [
    "page",
    "seite",
    "pagina",
    "página",
    "side",
    "sida",
    "strona",
    "strana",
    "part",
    "teil",
    "of",
    "von",
    "de",
    "di",
    "sur",
    "страница",
];

/// Says where a page contradicts the first.
fn compare(first: &mut Clip, page: &Clip, number: usize) {
    if let (Some(title), Some(other)) = (&first.title, &page.title)
        && !is_one_title(title, other)
    {
        first.doubt(
            "body",
            None,
            format!("page {number} has another title, `{other}`; see whether it is of the same article"),
        );
    }
    if let (Some(day), Some(other)) = (first.date, page.date)
        && day != other
    {
        first.doubt("body", None, format!("page {number} is dated {other}, and page 1 {day}"));
    }
}

/// Takes out lines that only say which page this is: `Page 2 of 3`.
fn drop_place(blocks: &mut Vec<Block>, left_out: &mut Vec<String>) {
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:page|seite|pagina|página|side|sida|strona|strana|sayfa|страница|第)?\s*[0-9]{1,3}\s*(?:(?:of|von|de|di|sur|af|av|van|z|из|/)\s*[0-9]{1,3}|页|頁|ページ|쪽|페이지)$")
            .expect("the pattern is a constant")
    });
    blocks.retain(|block| {
        let is_place = matches!(block, Block::Paragraph(_)) && PLACE.is_match(&text(block));
        left_out.extend(shown(block).filter(|_| is_place));
        !is_place
    });
}

/// Takes from the start of a page what pages before it have said.
fn drop_head(blocks: &mut Vec<Block>, whole: &mut Page, title: Option<&str>) {
    const NEAR_THE_START: usize = 10;
    const NEAR_THE_END: usize = 3;
    let before = &whole.body.blocks;
    let near = before.iter().take(NEAR_THE_START).chain(before.iter().rev().take(NEAR_THE_END));
    let mut said: BTreeSet<String> = near.map(text).collect();
    let facts = [&whole.clip.title, &whole.clip.subtitle, &whole.clip.byline];
    said.extend(facts.into_iter().flatten().map(|fact| folded(fact)));
    said.extend(title.map(folded));
    said.remove("");
    while let [first, _, ..] = blocks.as_slice() {
        if !(matches!(first, Block::Rule) || said.contains(&text(first))) {
            break;
        }
        whole.clip.left_out.extend(shown(&blocks.remove(0)));
    }
}

/// Takes from the end of the page before what this page ends with too.
fn drop_tail(whole: &mut Page, blocks: &[Block], of_last: usize) {
    let both = whole.body.blocks.iter().rev().zip(blocks.iter().rev());
    let same = both.take_while(|(one, other)| text(one) == text(other)).count();
    let most = of_last.min(blocks.len()).saturating_sub(1);
    for _ in 0..same.min(most) {
        whole.clip.left_out.extend(whole.body.blocks.pop().as_ref().and_then(shown));
    }
}

/// A paragraph that one page begins and the next one ends stands as two.
fn doubt_seam(whole: &mut Page, blocks: &[Block], number: usize) {
    const LONG: usize = 40;
    let (Some(Block::Paragraph(_)), Some(Block::Paragraph(_))) = (whole.body.blocks.last(), blocks.first()) else {
        return;
    };
    let Some(last) = whole.body.blocks.last().and_then(shown) else { return };
    if last.chars().count() >= LONG && !ends_sentence(&last) {
        let end: String = last.chars().rev().take(LONG).collect::<Vec<_>>().into_iter().rev().collect();
        let why = format!(
            "page {} ends within a sentence, `…{end}`, which page {number} goes on with; the two are two paragraphs",
            number - 1
        );
        whole.clip.doubt("body", None, why);
    }
}

fn doubt_rest(clip: &mut Clip, count: usize) {
    let Some(next) = clip.next.clone() else { return };
    let why = match count {
        1 => format!("the article goes on at `{next}`; with `--join` its pages become one source"),
        _ => format!("the article goes on at `{next}`, which is not among the {count} pages"),
    };
    clip.doubt("body", None, why);
}

/// Appends a page; where a footnote has the label of another it is given a new one.
fn add(whole: &mut Body, mut page: Body, number: usize) {
    let taken: BTreeSet<String> = whole.notes.iter().map(|note| note.label.clone()).collect();
    let mut renamed = BTreeMap::new();
    for note in page.notes.iter().filter(|note| taken.contains(&note.label)) {
        let mut label = format!("{}-{number}", note.label);
        while taken.contains(&label) || page.notes.iter().any(|other| other.label == label) {
            label.push('x');
        }
        renamed.insert(note.label.clone(), label);
    }
    let label = |old: String| renamed.get(&old).cloned().unwrap_or(old);
    relabel(&mut page.blocks, &label);
    let notes = page.notes.into_iter().map(|note| {
        let mut blocks = note.blocks;
        relabel(&mut blocks, &label);
        Note { label: label(note.label), blocks }
    });
    whole.notes.extend(notes);
    whole.blocks.extend(page.blocks);
}

fn relabel(blocks: &mut [Block], label: &dyn Fn(String) -> String) {
    for block in blocks {
        match block {
            Block::Heading(_, inlines) | Block::Paragraph(inlines) => relabel_in(inlines, label),
            Block::Quote(blocks) => relabel(blocks, label),
            Block::List { items, .. } => items.iter_mut().for_each(|item| relabel(item, label)),
            Block::Table { head, rows } => {
                std::iter::once(head).chain(rows).flatten().for_each(|cell| relabel_in(cell, label));
            }
            Block::Code { .. } | Block::Rule => {}
        }
    }
}

fn relabel_in(inlines: &mut [Inline], label: &dyn Fn(String) -> String) {
    for inline in inlines {
        match inline {
            Inline::Mark(old) => *old = label(std::mem::take(old)),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => relabel_in(inner, label),
            Inline::Text(_) | Inline::Code(_) | Inline::Break | Inline::Picture(_) => {}
        }
    }
}

/// What a block says, for comparing.
fn text(block: &Block) -> String {
    shown(block).map_or_else(String::new, |words| folded(&words))
}

/// What a block says, on one line; `None` where it says nothing.
fn shown(block: &Block) -> Option<String> {
    let mut all = Vec::new();
    texts(std::slice::from_ref(block), &mut all);
    let words = all.join(" ").replace(['\n', '\t'], " ");
    (!words.trim().is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_pages_are_one_but_for_the_number() {
        for (one, other) in
            [("The list", "The list – page 2"), ("Seite 2: Die Liste", "Die Liste"), ("목록", "목록 (2)")]
        {
            assert!(is_one_title(one, other), "{one}, {other}");
        }
        assert!(!is_one_title("The list", "The harbour"));
    }
}
