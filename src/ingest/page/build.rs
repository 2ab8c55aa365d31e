//! Elements become blocks.
//!
//! Comes in: the element that holds an article. Goes out: a [`Body`]. Whatever an element is, its words are kept; scripts,
//! forms and buttons have none. Never done here: choosing what belongs to the article.

use super::notes::Notes;
use super::tables;
use super::tree::{attribute, has_class, name};
use crate::ingest::blocks::{Block, Body, Inline, Note, Picture, kept, shown, text_of, tidied};
use crate::ingest::raised::{self, Stands, is_apart};
use crate::parse::markdown::is_safe;
use dom_query::NodeRef;
use url::Url;

/// Makes blocks of what stands in some elements. `base` is the address that relative ones are meant from; pictures that have
/// no caption are left out, and said in `left_out`.
pub fn body(roots: &[NodeRef], base: Option<&Url>, left_out: &mut Vec<String>) -> Body {
    let notes = Notes::find(roots, base);
    let struck = roots.iter().flat_map(NodeRef::descendants_it).filter(|node| STRUCK.contains(&name(node).as_str()));
    left_out.extend(struck.map(|node| format!("struck out: {}", node.text().trim())));
    let mut builder = Builder::new(base, &notes, left_out);
    roots.iter().for_each(|root| builder.children(root));
    builder.flush();
    let mut blocks = std::mem::take(&mut builder.blocks);
    // After the last paragraph there is none to stand in.
    if let (Some(Block::Paragraph(inlines)), pictures) = (blocks.last_mut(), std::mem::take(&mut builder.pictures)) {
        inlines.extend(pictures.into_iter().map(|picture| Inline::Picture(Box::new(picture))));
    }
    let mut said = Vec::new();
    for (label, node) in &notes.defined {
        let mut inside = Builder::new(base, &notes, left_out);
        inside.children(node);
        inside.flush();
        said.push(Note { label: label.clone(), blocks: inside.blocks });
    }
    Body { blocks, notes: said }
}

/// What makes blocks.
pub struct Builder<'a, 'n> {
    base: Option<&'a Url>,
    notes: &'a Notes<'n>,
    left_out: &'a mut Vec<String>,
    blocks: Vec<Block>,
    running: Vec<Inline>,
    /// Pictures that stand before the next paragraph.
    pictures: Vec<Picture>,
}

/// Elements that have no words.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "button", "input", "select", "textarea", "datalist", "iframe", "object",
    "embed", "canvas", "audio", "video", "map", "svg", "head", "title", "meta", "link", "rt", "rp", "rtc", "nav",
    "form", "dialog", "del", "s", "strike",
];

/// Those of them whose words the page has struck out: it no longer says them.
const STRUCK: &[&str] = &["del", "s", "strike"];

/// Elements that stand in a line of text.
const IN_LINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "math", "nobr", "output", "picture", "q", "rb", "ruby", "samp", "small", "span",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "progress", "meter", "slot", "blink",
];

impl<'a, 'n> Builder<'a, 'n> {
    fn new(base: Option<&'a Url>, notes: &'a Notes<'n>, left_out: &'a mut Vec<String>) -> Builder<'a, 'n> {
        Builder { base, notes, left_out, blocks: Vec::new(), running: Vec::new(), pictures: Vec::new() }
    }

    /// Blocks of what stands in an element, apart from these.
    pub fn inside(&mut self, node: &NodeRef) -> Vec<Block> {
        self.apart(|inner| inner.children(node))
    }

    fn apart(&mut self, write: impl FnOnce(&mut Builder)) -> Vec<Block> {
        let mut inner = Builder::new(self.base, self.notes, self.left_out);
        inner.pictures = std::mem::take(&mut self.pictures);
        write(&mut inner);
        inner.flush();
        let (blocks, pictures) = (inner.blocks, inner.pictures);
        self.pictures = pictures;
        blocks
    }

    fn children(&mut self, node: &NodeRef) {
        node.children_it(false).for_each(|child| self.node(&child));
    }

    fn node(&mut self, node: &NodeRef) {
        if node.is_text() {
            self.running.push(Inline::Text(shown(&node.text())));
            return;
        }
        let element = name(node);
        if element.is_empty()
            || SILENT.contains(&element.as_str())
            || is_hidden(node)
            || self.notes.is_defined(node)
            || self.notes.is_back(node)
        {
            return;
        }
        match element.as_str() {
            "br" => self.line_end(),
            _ if IN_LINE.contains(&element.as_str()) && !has_block_inside(node) => self.in_line(node, &element),
            _ if IN_LINE.contains(&element.as_str()) => self.children(node),
            "p" if only_child(node).is_some_and(|child| name(&child) == "img") => self.children(node),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(node, &element),
            "pre" | "listing" | "xmp" | "plaintext" => self.code(node),
            "blockquote" => {
                let blocks = self.inside(node);
                self.add((!blocks.is_empty()).then_some(Block::Quote(blocks)));
            }
            "ul" | "ol" | "menu" | "dir" => self.list(node, &element),
            "table" => self.table(node),
            "hr" => self.add(Some(Block::Rule)),
            "figure" => self.figure(node),
            _ => {
                self.flush();
                self.children(node);
                self.flush();
            }
        }
    }

    fn add(&mut self, block: Option<Block>) {
        self.flush();
        self.blocks.extend(block);
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        let inlines = tidied(std::mem::take(&mut self.running));
        if !inlines.is_empty() {
            let pictures = std::mem::take(&mut self.pictures).into_iter();
            let pictures = pictures.map(|picture| Inline::Picture(Box::new(picture)));
            self.blocks.push(Block::Paragraph(pictures.chain(inlines).collect()));
        }
    }

    /// One ends a line, two end a paragraph.
    fn line_end(&mut self) {
        let is_blank = |inline: &&Inline| matches!(inline, Inline::Text(text) if text.trim().is_empty());
        let before = self.running.iter().rev().find(|inline| !is_blank(inline));
        match before {
            Some(Inline::Break) => self.flush(),
            Some(_) => self.running.push(Inline::Break),
            None => {}
        }
    }

    fn in_line(&mut self, node: &NodeRef, element: &str) {
        let inlines = self.inlines_of(node, element);
        self.running.extend(inlines);
    }

    fn inlines_in(&mut self, node: &NodeRef) -> Vec<Inline> {
        let mut out = Vec::new();
        for child in node.children_it(false) {
            if child.is_text() {
                out.push(Inline::Text(shown(&child.text())));
                continue;
            }
            let element = name(&child);
            if !element.is_empty()
                && !SILENT.contains(&element.as_str())
                && !is_hidden(&child)
                && !self.notes.is_back(&child)
            {
                out.extend(self.inlines_of(&child, &element));
            }
        }
        out
    }

    fn inlines_of(&mut self, node: &NodeRef, element: &str) -> Vec<Inline> {
        if let Some(label) = self.notes.mark(node) {
            return vec![Inline::Mark(label)];
        }
        match element {
            "br" => vec![Inline::Break],
            "wbr" => Vec::new(),
            "img" => {
                self.picture(node);
                Vec::new()
            }
            "em" | "i" | "cite" | "dfn" | "var" => vec![Inline::Emphasis(self.inlines_in(node))],
            "strong" | "b" => vec![Inline::Strong(self.inlines_in(node))],
            "code" | "kbd" | "samp" | "tt" => {
                let code = text_of(&tidied(self.inlines_in(node))).replace('\n', " ");
                if code.trim().is_empty() { vec![Inline::Text(code)] } else { vec![Inline::Code(code)] }
            }
            "q" => {
                [vec![Inline::Text("“".to_owned())], self.inlines_in(node), vec![Inline::Text("”".to_owned())]].concat()
            }
            "sup" | "sub" => raised(self.inlines_in(node), element),
            "a" => {
                let inner = self.inlines_in(node);
                match attribute(node, "href").and_then(|to| address(&to, self.base)) {
                    Some(to) if !text_of(&inner).trim().is_empty() => vec![Inline::Link(to, inner)],
                    _ => inner,
                }
            }
            _ => self.inlines_in(node),
        }
    }

    /// A picture is no words: without a caption it is left out.
    fn picture(&mut self, node: &NodeRef) {
        let picture = self.keep_picture(node);
        self.left_out.extend(picture.map(|to| format!("picture {to}")));
    }

    /// Keeps a picture for the next paragraph; gives its address.
    fn keep_picture(&mut self, node: &NodeRef) -> Option<String> {
        const SIGN: u32 = 32;
        let side = |name: &str| attribute(node, name).and_then(|side| side.parse::<u32>().ok());
        let is_sign = [side("width"), side("height")].into_iter().flatten().any(|side| side <= SIGN);
        let written = written(node)?;
        let to = address(&written, self.base);
        if !is_sign {
            let alt = attribute(node, "alt").unwrap_or_default();
            self.pictures.push(Picture { written, address: to.clone(), alt, ..Picture::default() });
        }
        to
    }

    fn heading(&mut self, node: &NodeRef, element: &str) {
        self.flush();
        if has_block_inside(node) {
            let blocks = self.inside(node);
            self.blocks.extend(blocks);
            return;
        }
        let inlines = self.inlines_in(node).into_iter().map(|inline| match inline {
            Inline::Break => Inline::Text(" ".to_owned()),
            other => other,
        });
        let inlines = tidied(inlines.collect());
        let level = element[1..].parse().unwrap_or(2);
        self.add((!inlines.is_empty()).then_some(Block::Heading(level, inlines)));
    }

    fn code(&mut self, node: &NodeRef) {
        let mut text = String::new();
        code_text(node, &mut text);
        let text: String = text.replace("\r\n", "\n").chars().filter_map(kept).collect();
        let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches([' ', '\t', '\r'])).collect();
        let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
        let last = lines.iter().rposition(|line| !line.is_empty()).map_or(first, |last| last + 1);
        let text = lines[first..last].join("\n");
        let language = node.descendants_it().chain([*node]).find_map(|one| language_of(&one));
        self.add((!text.is_empty()).then_some(Block::Code { language, text }));
    }

    fn list(&mut self, node: &NodeRef, element: &str) {
        self.flush();
        let mut items: Vec<Vec<Block>> = Vec::new();
        let mut first = None;
        for child in node.children_it(false) {
            if self.notes.is_defined(&child) || is_hidden(&child) {
                continue;
            }
            match name(&child).as_str() {
                "li" => {
                    if items.is_empty() {
                        first = attribute(&child, "value").and_then(|value| value.parse::<u32>().ok());
                    }
                    items.push(self.inside(&child));
                }
                // Pages put lists into lists, and loose text too.
                "" if !child.is_text() || child.text().trim().is_empty() => {}
                other if SILENT.contains(&other) => {}
                _ => {
                    let blocks = self.apart(|inner| inner.node(&child));
                    match items.last_mut() {
                        Some(item) => item.extend(blocks),
                        None => items.push(blocks),
                    }
                }
            }
        }
        items.retain(|item| !item.is_empty());
        let written = attribute(node, "start").and_then(|start| start.parse::<u32>().ok());
        let start = (element == "ol").then(|| first.or(written).unwrap_or(1).min(900_000_000));
        self.add((!items.is_empty()).then_some(Block::List { start, items }));
    }

    fn table(&mut self, node: &NodeRef) {
        self.flush();
        if let Some(caption) = node.children_it(false).find(|child| name(child) == "caption") {
            let blocks = self.inside(&caption);
            self.blocks.extend(blocks);
        }
        let rows = tables::rows(node);
        if tables::is_layout(node, &rows) {
            for cell in rows.iter().flat_map(|row| &row.cells) {
                let blocks = self.inside(&cell.node);
                self.blocks.extend(blocks);
            }
            return;
        }
        let block = tables::block(&rows, &mut |cell| {
            let blocks = self.inside(cell);
            let mut line: Vec<Inline> = Vec::new();
            flatten(&blocks, &mut line);
            tidied(line)
        });
        self.add(block);
    }

    /// Its caption links to its picture.
    fn figure(&mut self, node: &NodeRef) {
        self.flush();
        let has_picture_only = node
            .descendants_it()
            .all(|one| !matches!(name(&one).as_str(), "table" | "pre" | "blockquote" | "p" | "ul" | "ol"));
        let caption = node.descendants_it().find(|one| name(one) == "figcaption");
        let pictures: Vec<NodeRef> = node.descendants_it().filter(|one| name(one) == "img").collect();
        let to = pictures.iter().find_map(|picture| address(&written(picture)?, self.base));
        let (Some(caption), Some(to), true) = (caption, to, has_picture_only) else {
            return self.children(node);
        };
        pictures.iter().for_each(|picture| drop(self.keep_picture(picture)));
        let mut blocks = self.inside(&caption);
        if let [Block::Paragraph(inlines)] = blocks.as_mut_slice()
            && !has_link(inlines)
        {
            let first = inlines.iter().take_while(|inline| matches!(inline, Inline::Picture(_))).count();
            let words = inlines.split_off(first);
            inlines.push(Inline::Link(to, words));
        }
        self.blocks.extend(blocks);
    }
}

/// Blocks of a cell on one line, apart from each other.
fn flatten(blocks: &[Block], out: &mut Vec<Inline>) {
    for block in blocks {
        if !out.is_empty() {
            out.push(Inline::Text(" ".to_owned()));
        }
        match block {
            Block::Heading(_, inlines) | Block::Paragraph(inlines) => {
                let no_breaks = |inline: &Inline| match inline {
                    Inline::Break => Inline::Text(" ".to_owned()),
                    other => other.clone(),
                };
                out.extend(inlines.iter().map(no_breaks));
            }
            Block::Code { text, .. } => out.push(Inline::Code(text.split_whitespace().collect::<Vec<_>>().join(" "))),
            Block::Quote(blocks) => flatten(blocks, out),
            Block::List { items, .. } => items.iter().for_each(|item| flatten(item, out)),
            Block::Table { .. } | Block::Rule => {}
        }
    }
}

/// What a page names as its picture. What a script would load later is it; `src` only holds its place then.
fn written(picture: &NodeRef) -> Option<String> {
    ["data-src", "data-original", "data-lazy-src", "src"].iter().find_map(|name| attribute(picture, name))
}

fn has_link(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Link(..) | Inline::Mark(_) => true,
        Inline::Emphasis(inner) | Inline::Strong(inner) => has_link(inner),
        _ => false,
    })
}

/// Whether an element is not shown.
pub fn is_hidden(node: &NodeRef) -> bool {
    let style = node.attr("style").map(|style| style.to_ascii_lowercase().replace(' ', "")).unwrap_or_default();
    node.has_attr("hidden") || style.contains("display:none") || style.contains("visibility:hidden")
}

fn has_block_inside(node: &NodeRef) -> bool {
    node.descendants_it().any(|one| {
        let name = name(&one);
        !name.is_empty() && !IN_LINE.contains(&name.as_str()) && !SILENT.contains(&name.as_str())
    })
}

fn only_child<'a>(node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let mut children = node.children_it(false).filter(|child| child.is_element() || !child.text().trim().is_empty());
    let first = children.next()?;
    children.next().is_none().then_some(first)
}

fn code_text(node: &NodeRef, out: &mut String) {
    for child in node.children_it(false) {
        if child.is_text() {
            out.push_str(&child.text());
            continue;
        }
        let element = name(&child);
        match element.as_str() {
            "br" => out.push('\n'),
            "" => {}
            other if SILENT.contains(&other) => {}
            other if IN_LINE.contains(&other) => code_text(&child, out),
            _ => {
                if !out.is_empty() && !out.ends_with('\n') {
                    out.push('\n');
                }
                code_text(&child, out);
                if !out.ends_with('\n') {
                    out.push('\n');
                }
            }
        }
    }
}

fn language_of(node: &NodeRef) -> Option<String> {
    let classes = attribute(node, "class")?;
    let named = classes.split_ascii_whitespace().find_map(|class| {
        class
            .strip_prefix("language-")
            .or_else(|| class.strip_prefix("lang-"))
            .or_else(|| class.strip_prefix("sourceCode-"))
    })?;
    let is_plain = named.len() < 20
        && named.chars().all(|character| character.is_ascii_alphanumeric() || "+#-".contains(character));
    (is_plain && !named.is_empty()).then(|| named.to_owned())
}

/// An address that may be published, made whole; `None` for others, and for places of the page itself.
pub fn address(to: &str, base: Option<&Url>) -> Option<String> {
    let to: String = to.trim().chars().filter(|character| !character.is_control()).collect();
    if to.is_empty() || to.starts_with('#') || !is_safe(&to) {
        return None;
    }
    let whole = match base {
        Some(base) => base.join(&to).ok()?,
        None => Url::parse(&to).ok()?,
    };
    if base.is_some_and(|base| whole.fragment().is_some() && without_fragment(&whole) == without_fragment(base)) {
        return None;
    }
    let whole = whole.to_string();
    (is_safe(&whole) && whole.len() < 2_000 && !whole.starts_with("file:")).then_some(whole)
}

fn without_fragment(address: &Url) -> String {
    let mut address = address.clone();
    address.set_fragment(None);
    address.to_string()
}

/// Super- and subscripts as Unicode characters where all exist, else `^(…)` and `_(…)`; what stands in brackets already is
/// set apart enough.
fn raised(inner: Vec<Inline>, element: &str) -> Vec<Inline> {
    let stands = if element == "sup" { Stands::Above } else { Stands::Below };
    let text = text_of(&inner);
    let text = text.trim();
    if is_apart(text) {
        return inner;
    }
    if let Some(all) = raised::raised(text, stands) {
        return vec![Inline::Text(all)];
    }
    [vec![Inline::Text(stands.opening().to_owned())], tidied(inner), vec![Inline::Text(")".to_owned())]].concat()
}

/// Whether it is one of the marks that lead from a footnote back to the text.
pub fn is_way_back(node: &NodeRef) -> bool {
    let text = node.text();
    let text = text.trim().trim_matches(['[', ']', '(', ')', '.', '\u{fe0e}', '\u{fe0f}']);
    let is_sign = matches!(
        text,
        "↩" | "↑"
            | "^"
            | "⤴"
            | "↵"
            | "↲"
            | "🔙"
            | "Back"
            | "back"
            | "Return"
            | ""
            | "jump up"
            | "Jump up"
            | "Jump up to:"
    );
    is_sign || text.chars().count() <= 3 || has_class(node, &["footnote-backref", "reversefootnote", "footnote-back"])
}
