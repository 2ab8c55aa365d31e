//! A body with its form becomes Markdown.
//!
//! Law: what `parse` reads from the Markdown has the text of each block, character by character. The writer does not trust
//! itself: every piece is read again, and written more plainly until it holds, at the worst as bare paragraphs.

use super::blocks::{Block, Body, Inline, Picture, text_of, texts};
use super::escape::{inline, inline_fully, line_start};
use crate::base::diagnostic::Report;
use crate::base::file::{FileText, SitePath};
use crate::parse::document::{self, Document};
use crate::parse::mark_codes::NESTING_TOO_DEEP;
use crate::parse::markdown::read_source;
use crate::parse::prose::Prose;

/// A body as Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The Markdown, ending with a line end.
    pub markdown: String,
    /// The plain text of each numbered block, in order (SPEC 11, `paragraphs`).
    pub paragraphs: Vec<String>,
    /// The plain text that the hash is made over.
    pub hashed: String,
    /// Whether the body has lists or quotations deeper in each other than a source may have: it is written as bare paragraphs.
    pub is_too_deep: bool,
}

/// Writes a body.
pub fn write(body: &Body) -> Marked {
    let body = in_order(body);
    let mut expected = Vec::new();
    texts(&body.blocks, &mut expected);
    body.notes.iter().for_each(|note| texts(&note.blocks, &mut expected));
    let expected = expected.join("\n\n");
    let markdown = whole(&body);
    let marked = of_markdown(&markdown);
    let is_too_deep = marked.is_too_deep || body.blocks.iter().any(is_too_deep);
    if marked.hashed == expected && !marked.is_too_deep {
        return Marked { is_too_deep, ..marked };
    }
    Marked { is_too_deep, ..of_markdown(&bare(&body)) }
}

impl Marked {
    /// Why a body is in doubt that was nested too deep.
    pub const TOO_DEEP: &'static str =
        "its lists or quotations stand in one another more than 64 deep, and were written as paragraphs of their own";
}

/// Reads Markdown of a source: its numbered texts, and the text of its hash.
pub fn of_markdown(markdown: &str) -> Marked {
    let (document, hashed, is_too_deep) = read_for(markdown);
    let mut paragraphs = Vec::new();
    numbered(&document.blocks, &mut paragraphs);
    document.footnotes.iter().for_each(|note| numbered(&note.blocks, &mut paragraphs));
    Marked { markdown: markdown.to_owned(), paragraphs, hashed, is_too_deep }
}

fn read(markdown: &str) -> (Document, String) {
    let (document, hashed, _) = read_for(markdown);
    (document, hashed)
}

/// Reads it; also whether it is nested deeper than a source may be.
fn read_for(markdown: &str) -> (Document, String, bool) {
    let file = FileText::new(SitePath::new("source.md").expect("a plain name is a path"), markdown);
    let mut report = Report::default();
    let (document, _, hashed) = read_source(&file, 0..file.text().len(), &mut report);
    let is_too_deep = report.iter().any(|diagnostic| diagnostic.code == &NESTING_TOO_DEEP);
    (document, hashed, is_too_deep)
}

fn numbered(blocks: &[document::Block], out: &mut Vec<String>) {
    let plain = |prose: &Prose| prose.plain.text.replace('\u{fffc}', "");
    for block in blocks {
        match block {
            document::Block::Paragraph(prose) | document::Block::Code { prose, .. } => out.push(plain(prose)),
            document::Block::Table { head, rows, .. } => {
                let row = |cells: &Vec<Prose>| cells.iter().map(plain).collect::<Vec<_>>().join("\t");
                out.push(std::iter::once(head).chain(rows).map(row).collect::<Vec<_>>().join("\n"));
            }
            document::Block::List { items, .. } => items.iter().for_each(|item| numbered(item, out)),
            document::Block::Quote { blocks, .. } => numbered(blocks, out),
            document::Block::Heading { .. } | document::Block::Rule { .. } => {}
            // The dialect of sources has neither.
            document::Block::Quotation { .. } | document::Block::Definitions(_) => {}
        }
    }
}

/// Footnotes in the order of their first marks, as `parse` has them.
fn in_order(body: &Body) -> Body {
    let mut labels = Vec::new();
    marks(&body.blocks, &mut labels);
    let mut seen = 0;
    while seen < labels.len() {
        let label = labels[seen].clone();
        body.notes.iter().filter(|note| note.label == label).for_each(|note| marks(&note.blocks, &mut labels));
        seen += 1;
    }
    let mut notes = body.notes.clone();
    notes.sort_by_key(|note| labels.iter().position(|label| *label == note.label).unwrap_or(usize::MAX));
    Body { blocks: body.blocks.clone(), notes }
}

fn marks(blocks: &[Block], out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading(_, inlines) | Block::Paragraph(inlines) => marks_in(inlines, out),
            Block::Quote(blocks) => marks(blocks, out),
            Block::List { items, .. } => items.iter().for_each(|item| marks(item, out)),
            Block::Table { head, rows } => {
                std::iter::once(head).chain(rows).flatten().for_each(|cell| marks_in(cell, out));
            }
            Block::Code { .. } | Block::Rule => {}
        }
    }
}

fn marks_in(inlines: &[Inline], out: &mut Vec<String>) {
    for inline in inlines {
        match inline {
            Inline::Mark(label) if !out.contains(label) => out.push(label.clone()),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => marks_in(inner, out),
            _ => {}
        }
    }
}

fn whole(body: &Body) -> String {
    let mut parts = vec![checked(&body.blocks)];
    parts.extend(body.notes.iter().map(|note| {
        let inside = indented(&checked(&note.blocks), "    ");
        format!("[^{}]: {}", note.label, inside.trim_start())
    }));
    parts.retain(|part| !part.is_empty());
    let mut out = parts.join("\n\n");
    out.push('\n');
    out
}

/// The text of every block as a paragraph, and nothing else.
fn bare(body: &Body) -> String {
    let mut all = Vec::new();
    texts(&body.blocks, &mut all);
    body.notes.iter().for_each(|note| texts(&note.blocks, &mut all));
    let lines = |text: &String| {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(inline_fully).collect::<Vec<_>>().join("\\\n")
    };
    let mut out = all.iter().map(lines).collect::<Vec<_>>().join("\n\n");
    out.push('\n');
    out
}

/// Blocks of the top, each read again by itself.
fn checked(all: &[Block]) -> String {
    let marker_turns = turns(all);
    let one = |(block, turn): (&Block, &bool)| {
        let written = if is_too_deep(block) { String::new() } else { block_markdown(block, *turn) };
        let single = std::slice::from_ref(block);
        let mut expected = Vec::new();
        texts(single, &mut expected);
        if read(&with_notes(&written, single)).1 == expected.join("\n\n") {
            return written;
        }
        bare(&Body { blocks: single.to_vec(), notes: Vec::new() }).trim_end().to_owned()
    };
    let written: Vec<String> = all.iter().zip(&marker_turns).map(one).filter(|text| !text.is_empty()).collect();
    written.join("\n\n")
}

/// Whether a block is nested deeper than a source may be. Hardly any is deep at all, and only such a one is read for it.
fn is_too_deep(block: &Block) -> bool {
    const DEEP: usize = 16;
    fn depth(block: &Block) -> usize {
        match block {
            Block::Quote(blocks) => 1 + blocks.iter().map(depth).max().unwrap_or(0),
            Block::List { items, .. } => 1 + items.iter().flatten().map(depth).max().unwrap_or(0),
            Block::Heading(..) | Block::Paragraph(_) | Block::Code { .. } | Block::Table { .. } | Block::Rule => 0,
        }
    }
    depth(block) > DEEP && read_for(&block_markdown(block, false)).2
}

/// Marks are marks only where their footnotes stand. These are empty, so that they add no text.
fn with_notes(markdown: &str, blocks: &[Block]) -> String {
    let mut labels = Vec::new();
    marks(blocks, &mut labels);
    let definitions: Vec<String> = labels.iter().map(|label| format!("[^{label}]:\n")).collect();
    format!("{markdown}\n\n{}", definitions.join("\n"))
}

/// Two lists of a kind in succession would be one: every second has other markers.
fn turns(blocks: &[Block]) -> Vec<bool> {
    let mut turn = false;
    let mut out = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        let follows = at > 0 && matches!((&blocks[at - 1], block), (Block::List { .. }, Block::List { .. }));
        turn = follows && !turn;
        out.push(turn);
    }
    out
}

fn blocks_markdown(blocks: &[Block], between: &str) -> String {
    let turns = turns(blocks);
    let all: Vec<String> = blocks.iter().zip(&turns).map(|(block, turn)| block_markdown(block, *turn)).collect();
    all.join(between)
}

fn block_markdown(block: &Block, turn: bool) -> String {
    match block {
        Block::Heading(level, inlines) => {
            format!("{} {}", "#".repeat(usize::from(*level).clamp(1, 6)), running(inlines, Place::Heading))
        }
        Block::Paragraph(inlines) => running(inlines, Place::Paragraph),
        Block::Code { language, text } => {
            let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(3.max(longest + 1));
            format!("{fence}{}\n{text}\n{fence}", language.as_deref().unwrap_or(""))
        }
        Block::Quote(blocks) => {
            let inside = blocks_markdown(blocks, "\n\n");
            let quoted = |line: &str| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
            inside.split('\n').map(quoted).collect::<Vec<_>>().join("\n")
        }
        Block::List { start, items } => list(*start, items, turn),
        Block::Table { head, rows } => table(head, rows),
        Block::Rule => "* * *".to_owned(),
    }
}

fn list(start: Option<u32>, items: &[Vec<Block>], turn: bool) -> String {
    let is_short = |item: &Vec<Block>| {
        let rest_are_lists = item.iter().skip(1).all(|block| matches!(block, Block::List { .. }));
        matches!(item.first(), Some(Block::Paragraph(_))) && rest_are_lists && item.len() < 3
    };
    let between = if items.iter().all(is_short) { "\n" } else { "\n\n" };
    let one = |(at, item): (usize, &Vec<Block>)| {
        let marker = match (start, turn) {
            (None, false) => "- ".to_owned(),
            (None, true) => "* ".to_owned(),
            (Some(start), false) => format!("{}. ", start.saturating_add(at as u32)),
            (Some(start), true) => format!("{}) ", start.saturating_add(at as u32)),
        };
        let inside = blocks_markdown(item, between);
        format!("{marker}{}", indented(&inside, &" ".repeat(marker.len())).trim_start_matches(' '))
    };
    items.iter().enumerate().map(one).collect::<Vec<_>>().join(between)
}

fn indented(text: &str, by: &str) -> String {
    let line = |line: &str| if line.is_empty() { String::new() } else { format!("{by}{line}") };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn table(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> String {
    let row = |cells: &[Vec<Inline>]| {
        let cells: Vec<String> = cells.iter().map(|cell| running(cell, Place::Cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let mut lines = vec![row(head), format!("|{}", " --- |".repeat(head.len()))];
    lines.extend(rows.iter().map(|cells| row(cells)));
    lines.join("\n")
}

/// Where running text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Paragraph,
    Heading,
    Cell,
}

/// How plainly it is written.
#[derive(Clone, Copy)]
struct Manner {
    escape: fn(&str) -> String,
    is_styled: bool,
}

/// Running text, in the first manner that means it.
fn running(inlines: &[Inline], place: Place) -> String {
    let expected = text_of(inlines);
    if expected.is_empty() && !inlines.iter().any(|inline| matches!(inline, Inline::Mark(_))) {
        return String::new();
    }
    let manners = [(inline as fn(&str) -> String, true), (inline_fully, true), (inline, false), (inline_fully, false)];
    let mut written = String::new();
    for (escape, is_styled) in manners {
        written = in_manner(inlines, place, Manner { escape, is_styled });
        if means(&written, inlines, &expected, place) {
            break;
        }
    }
    written
}

fn means(written: &str, inlines: &[Inline], expected: &str, place: Place) -> bool {
    let paragraph = [Block::Paragraph(inlines.to_vec())];
    let whole = match place {
        Place::Paragraph => written.to_owned(),
        Place::Heading => format!("# {written}"),
        Place::Cell => format!("| {written} |\n| --- |"),
    };
    let (document, hashed) = read(&with_notes(&whole, &paragraph));
    let kind = match (place, document.blocks.as_slice()) {
        (Place::Paragraph, [document::Block::Paragraph(_)]) => true,
        (Place::Heading, [document::Block::Heading { .. }]) => true,
        (Place::Cell, [document::Block::Table { head, .. }]) => head.len() == 1,
        _ => false,
    };
    kind && hashed == expected
}

fn in_manner(inlines: &[Inline], place: Place, manner: Manner) -> String {
    let mut out = String::new();
    push(inlines, place, manner, &mut out);
    let lines: Vec<String> = out
        .split('\n')
        .map(|line| match place {
            Place::Paragraph => line_start(line),
            // A heading may end with signs that close it.
            Place::Heading if line.ends_with('#') && !line.ends_with("\\#") => {
                format!("{}\\#", &line[..line.len() - 1])
            }
            Place::Heading | Place::Cell => line.to_owned(),
        })
        .collect();
    lines.join("\n")
}

fn push(inlines: &[Inline], place: Place, manner: Manner, out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => {
                let escaped = (manner.escape)(text);
                let in_cell = place == Place::Cell && !escaped.contains("\\|");
                out.push_str(&if in_cell { escaped.replace('|', "\\|") } else { escaped });
            }
            Inline::Emphasis(inner) if manner.is_styled => styled("*", inner, place, manner, out),
            Inline::Strong(inner) if manner.is_styled => styled("**", inner, place, manner, out),
            Inline::Emphasis(inner) | Inline::Strong(inner) => push(inner, place, manner, out),
            Inline::Code(code) if manner.is_styled && is_plain_code(code, place) => out.push_str(&code_span(code)),
            Inline::Code(code) => out.push_str(&(manner.escape)(code)),
            Inline::Link(to, inner) => {
                let mut words = String::new();
                push(inner, place, manner, &mut words);
                let to = to
                    .replace('|', "%7C")
                    .replace('(', "%28")
                    .replace(')', "%29")
                    .replace('<', "%3C")
                    .replace(' ', "%20");
                out.push_str(&format!("[{words}]({to})"));
            }
            Inline::Break => out.push_str(if place == Place::Paragraph { "\\\n" } else { " " }),
            Inline::Mark(label) => out.push_str(&format!("[^{label}]")),
            Inline::Picture(picture) if place == Place::Paragraph => out.push_str(&written_picture(picture)),
            Inline::Picture(_) => {}
        }
    }
}

/// A picture that has a file. Its line is the title, which is shown under it.
fn written_picture(picture: &Picture) -> String {
    let Some(file) = &picture.file else { return String::new() };
    let words = |text: &str| inline_fully(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    format!("![{}]({file} \"{}\")", words(&picture.alt), words(&picture.line))
}

/// Blanks at the edges of a style stand outside it.
fn styled(mark: &str, inner: &[Inline], place: Place, manner: Manner, out: &mut String) {
    let mut words = String::new();
    push(inner, place, manner, &mut words);
    let bare = words.trim_matches(|character: char| character == ' ' || character == '\u{a0}');
    if bare.is_empty() {
        out.push_str(&words);
        return;
    }
    let start = words.find(bare).unwrap_or(0);
    out.push_str(&words[..start]);
    out.push_str(mark);
    out.push_str(bare);
    out.push_str(mark);
    out.push_str(&words[start + bare.len()..]);
}

fn is_plain_code(code: &str, place: Place) -> bool {
    !(code.contains('\n') || place == Place::Cell && code.contains('|'))
}

fn code_span(code: &str) -> String {
    let longest = code.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let edge = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    format!("{ticks}{edge}{code}{edge}{ticks}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::blocks::{Note, tidied};
    use proptest::prelude::*;

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    fn paragraph(inlines: Vec<Inline>) -> Block {
        Block::Paragraph(inlines)
    }

    #[test]
    fn forms_are_written() {
        let item = |word: &str| vec![paragraph(vec![text(word)])];
        let body = Body {
            blocks: vec![
                Block::Heading(2, vec![text("A #1 of C#")]),
                paragraph(vec![
                    text("인용 "),
                    Inline::Strong(vec![text("“말”")]),
                    text("이다 <b> 10~20 ^2^ [@a]"),
                    Inline::Mark("1".to_owned()),
                ]),
                paragraph(vec![text("1. no list"), Inline::Break, text("# no heading")]),
                Block::List { start: Some(3), items: vec![item("c"), item("d")] },
                Block::List {
                    start: None,
                    items: vec![[item("e"), vec![Block::List { start: None, items: vec![item("f")] }]].concat()],
                },
                Block::Quote(vec![paragraph(vec![text("> g")]), paragraph(vec![Inline::Code("`h`".to_owned())])]),
                Block::Table {
                    head: vec![vec![text("i|j")], vec![]],
                    rows: vec![vec![vec![Inline::Code("k|l".to_owned())], vec![text("m")]]],
                },
                Block::Code { language: Some("sh".to_owned()), text: "```\n\n  n".to_owned() },
            ],
            notes: vec![Note {
                label: "1".to_owned(),
                blocks: vec![paragraph(vec![text("- o")]), paragraph(vec![text("p")])],
            }],
        };
        let markdown = "## A #1 of C\\#\n\n인용 **“말”**이다 \\<b> 10~20 ^2^ [@a][^1]\n\n1\\. no list\\\n\\# no heading\n\n3. c\n4. d\n\n* e\n  - f\n\n> \\> g\n>\n> `` `h` ``\n\n| i\\|j |  |\n| --- | --- |\n| k\\|l | m |\n\n````sh\n```\n\n  n\n````\n\n[^1]: \\- o\n\n    p\n";
        assert_eq!(write(&body).markdown, markdown);
        assert_eq!(write(&body).paragraphs.len(), 12);
    }

    fn inlines() -> impl Strategy<Value = Vec<Inline>> {
        let words = "[a-c가말漢“” *_`<>&\\[\\]()!#|~^.:/1\\\\-]{1,8}";
        let leaf = prop_oneof![
            4 => words.prop_map(Inline::Text),
            1 => "[a`| ]{1,4}".prop_map(|code| Inline::Code(code.trim().to_owned())),
            1 => Just(Inline::Break),
        ];
        let piece = leaf.prop_recursive(2, 6, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..3).prop_map(Inline::Emphasis),
                prop::collection::vec(inner.clone(), 1..3).prop_map(Inline::Strong),
                prop::collection::vec(inner, 1..3)
                    .prop_map(|inner| Inline::Link("https://a.example/(b)".to_owned(), inner)),
            ]
        });
        prop::collection::vec(piece, 1..5).prop_map(tidied)
    }

    fn blocks() -> impl Strategy<Value = Block> {
        let leaf = prop_oneof![
            inlines().prop_map(Block::Paragraph),
            inlines().prop_map(|inlines| Block::Heading(2, inlines)),
            "[a`#\n -]{1,9}".prop_map(|text| Block::Code { language: None, text: text.trim_matches('\n').to_owned() }),
        ];
        leaf.prop_recursive(2, 8, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..3).prop_map(Block::Quote),
                prop::collection::vec(prop::collection::vec(inner, 1..3), 1..3)
                    .prop_map(|items| Block::List { start: Some(7), items }),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn whatever_is_written_reads_as_its_text(all in prop::collection::vec(blocks(), 1..5)) {
            let words = |text: &str| text.split_whitespace().collect::<String>();
            let mut expected = Vec::new();
            texts(&all, &mut expected);
            let marked = write(&Body { blocks: all, notes: Vec::new() });
            prop_assert_eq!(words(&marked.hashed), words(&expected.join(" ")), "{}", marked.markdown);
        }
    }
}
