//! Which part of a page is its article.
//!
//! Comes in: the tree of a page, without what has no words. Goes out: the article's blocks. A library finds it (the best of
//! twelve that were measured); where it finds nothing, the element that a page itself marks as its main part is taken, and
//! that is said. Never done here: metadata.

use super::build;
use super::tree::{all, attribute, name};
use crate::ingest::blocks::{Block, Body, Inline, text_of, texts};
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use url::Url;

/// The article.
pub struct Article {
    /// Its body.
    pub body: Body,
    /// Whether the part was guessed with little ground.
    pub is_guess: bool,
    /// What of it was left out.
    pub left_out: Vec<String>,
}

/// Finds it. `page` is used up: the search changes it.
pub fn article(page: Document, base: Option<&Url>, title: Option<&str>) -> Article {
    let mut left_out = Vec::new();
    let whole = page.clone();
    if let Some(own) = own_page(&page, base, &mut left_out) {
        return Article { body: own, is_guess: false, left_out };
    }
    let config = Config { keep_classes: true, disable_json_ld: true, ..Config::default() };
    let found = Readability::with_document(page, None, Some(config)).ok().and_then(|mut search| search.parse().ok());
    if let Some(found) = found {
        let tree = Document::fragment(found.content);
        let mut body = build::body(&[tree.root()], base, &mut left_out);
        drop_title(&mut body, title);
        if !body.blocks.is_empty() {
            return Article { body, is_guess: false, left_out };
        }
    }
    let mut body = marked_part(&whole, base, &mut left_out);
    drop_title(&mut body, title);
    Article { body, is_guess: true, left_out }
}

/// The element that a page marks as its main part, else all of it without its furniture.
fn marked_part(page: &Document, base: Option<&Url>, left_out: &mut Vec<String>) -> Body {
    page.select("header, footer, aside, nav, [role=navigation], [role=banner], [role=contentinfo]").remove();
    for selector in ["[itemprop=articleBody]", "article", "main", "[role=main]", "#content", "body"] {
        let parts = all(page, selector);
        // Several articles are a list of teasers.
        if let [part] = parts.as_slice() {
            let body = build::body(&[*part], base, left_out);
            if !body.blocks.is_empty() {
                return body;
            }
        }
    }
    Body::default()
}

/// A page that this program built: its text stands in rows, with numbers and marks set beside the words.
fn own_page(page: &Document, base: Option<&Url>, left_out: &mut Vec<String>) -> Option<Body> {
    let generator = super::tree::meta(page, &["generator"])?.0;
    if !generator.starts_with("postil") || all(page, ".reading-source").len() != 1 {
        return None;
    }
    page.select(".reading-source .pair-head, .para-number, sup.ref, span.footnote-mark, .markers, .gap").remove();
    let rows = all(page, ".reading-source .pair > .text");
    Some(build::body(&rows, base, left_out)).filter(|body| !body.blocks.is_empty())
}

/// A title that stands over its text is no part of it.
pub fn drop_title(body: &mut Body, title: Option<&str>) {
    let Some(title) = title else { return };
    let first = body.blocks.iter().take(3).position(
        |block| matches!(block, Block::Heading(_, inlines) if super::folded(&text_of(inlines)) == super::folded(title)),
    );
    if let Some(at) = first {
        body.blocks.remove(at);
    }
}

/// The lines of a whole page, in its order; what stands in its furniture is left out.
pub fn lines(page: &Document) -> Vec<String> {
    let Some(body) = page.body() else { return Vec::new() };
    let mut body = build::body(&[body], Url::parse("https://page.invalid/").ok().as_ref(), &mut Vec::new());
    body.blocks.retain(|block| !leads_elsewhere(block));
    let mut out = Vec::new();
    texts(&body.blocks, &mut out);
    // A row of a table has tabs; what it says is not said of the article.
    let lines = out.iter().flat_map(|text| text.lines()).filter(|line| !line.contains('\t'));
    lines.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// A line that is one long link is the title of another page.
fn leads_elsewhere(block: &Block) -> bool {
    let Block::Paragraph(inlines) = block else { return false };
    let is_link = |inline: &Inline| match inline {
        Inline::Link(..) | Inline::Picture(_) => true,
        Inline::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    inlines.iter().all(is_link) && text_of(inlines).chars().count() > 20
}

/// Whether an element stands in what surrounds articles: comments, lists of others, the foot of a page.
pub fn is_furniture(node: &NodeRef) -> bool {
    node.ancestors_it(None).chain([*node]).any(|one| {
        let named = matches!(name(&one).as_str(), "nav" | "aside" | "footer");
        let said = [attribute(&one, "class"), attribute(&one, "id")]
            .into_iter()
            .flatten()
            .map(|said| said.to_ascii_lowercase());
        let is_article = name(&one) == "article" || name(&one) == "body" || name(&one) == "html";
        let words = [
            "comment",
            "related",
            "sidebar",
            "widget",
            "recent",
            "teaser",
            "recommend",
            "nav-",
            "pagination",
            "prev",
            "next",
        ];
        named || (!is_article && said.into_iter().any(|said| words.iter().any(|word| said.contains(word))))
    })
}
