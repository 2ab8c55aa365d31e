//! The writer on small documents, and its laws on any.

use super::*;
use crate::parse::document::{Alignment, Block, Document, Footnote};
use crate::parse::prose::{Inline, Prose, QuotedSpan, Style};
use crate::parse::words::Plain;
use proptest::prelude::*;

const OPTIONS: fn(&Interface) -> Options<'_> = |interface| Options {
    interface,
    headings_from: 2,
    here: "",
    footnotes: "",
    direction: ParagraphDirection::Inherited,
};

/// What a test knows of its document.
#[derive(Debug, Default)]
struct Known {
    marks: Vec<(usize, Mark)>,
    paragraphs: Vec<(usize, Paragraph)>,
    quoted: Vec<Quoted>,
    shown: Option<Parts>,
}

impl Setting for Known {
    fn link(&self, to: &str) -> Option<Link> {
        (!to.contains("broken")).then(|| Link { href: to.to_owned(), external: to.contains("://") })
    }

    fn picture(&self, to: &str) -> Option<Picture> {
        Some(Picture { src: to.to_owned(), size: Some((3, 2)) })
    }

    fn citation(&self, citation: usize) -> Html {
        Html::ready(format!("<a href=\"#c{citation}\">cited</a>"))
    }

    fn quoted(&self, quotation: usize) -> Option<Quoted> {
        self.quoted.get(quotation).cloned()
    }

    fn heading(&self, ordinal: usize) -> Option<String> {
        Some(format!("h{ordinal}"))
    }

    fn paragraph(&self, ordinal: usize) -> Option<Paragraph> {
        self.paragraphs.iter().find(|(of, _)| *of == ordinal).map(|(_, paragraph)| paragraph.clone())
    }

    fn marks(&self, ordinal: usize) -> Vec<Mark> {
        self.marks.iter().filter(|(of, _)| *of == ordinal).map(|(_, mark)| mark.clone()).collect()
    }

    fn shown(&self) -> Option<&Parts> {
        self.shown.as_ref()
    }
}

fn prose_of(text: &str, inlines: Vec<Inline>) -> Prose {
    Prose { ordinal: 0, plain: Plain::from_text(text), inlines, quoted: Vec::new(), span: 0..0 }
}

fn text(text: &str) -> Prose {
    prose_of(text, vec![Inline::Text(0..text.len())])
}

fn write_blocks(blocks: Vec<Block>, known: &Known) -> String {
    let document = Document { blocks, ..Document::default() };
    let interface = Interface::default();
    let mut writer = Writer::new(&document, known, OPTIONS(&interface));
    let count = document.blocks.len();
    writer.range(0..count).to_string()
}

fn write(prose: Prose, known: &Known) -> String {
    let document = Document::default();
    let interface = Interface::default();
    Writer::new(&document, known, OPTIONS(&interface)).prose(&prose).to_string()
}

fn note(label: &str) -> NoteMark {
    NoteMark { label: label.to_owned(), href: format!("#n-{label}"), name: format!("Note {label}") }
}

fn mark(text: &str, words: &str, passage: &str, notes: &[&str]) -> (usize, Mark) {
    let at = text.find(words).unwrap();
    let notes = notes.iter().map(|label| note(label)).collect();
    (0, Mark { range: at..at + words.len(), passage: passage.to_owned(), bears_id: true, notes })
}

#[test]
fn passages_are_cut_where_they_overlap() {
    let line = "From by weight, to a single office. A measure; weight.";
    let known = Known {
        marks: vec![
            mark(line, "by weight, to a single office", "q-a", &["3"]),
            mark(line, "to a single office. A measure", "q-b", &["4"]),
        ],
        ..Known::default()
    };
    assert_eq!(
        write(text(line), &known),
        "From <mark class=\"passage\" id=\"q-a\" data-passage=\"q-a\">by weight, </mark>\
         <mark class=\"passage passage-shared\" id=\"q-b\" data-passage=\"q-a q-b\">to a single office\
         <sup class=\"ref\"><a href=\"#n-3\" aria-label=\"Note 3\" data-label=\"3\"><span>3</span></a></sup></mark>\
         <mark class=\"passage\" data-passage=\"q-b\">. A measure\
         <sup class=\"ref\"><a href=\"#n-4\" aria-label=\"Note 4\" data-label=\"4\"><span>4</span></a></sup></mark>; weight."
    );
}

#[test]
fn passages_that_begin_together_keep_both_ids() {
    let line = "a keel is a keel";
    let known = Known {
        marks: vec![mark(line, "a keel", "q-a", &["2", "7"]), mark(line, "a keel is", "q-b", &["8"])],
        ..Known::default()
    };
    assert_eq!(
        write(text(line), &known),
        "<span id=\"q-b\"></span><mark class=\"passage passage-shared\" id=\"q-a\" data-passage=\"q-a q-b\">a keel\
         <sup class=\"ref\"><a href=\"#n-2\" aria-label=\"Note 2\" data-label=\"2\"><span>2</span></a><span class=\"ref-comma\" data-label=\",\"><span>,</span></span>\
         <a href=\"#n-7\" aria-label=\"Note 7\" data-label=\"7\"><span>7</span></a></sup></mark>\
         <mark class=\"passage\" data-passage=\"q-b\"> is\
         <sup class=\"ref\"><a href=\"#n-8\" aria-label=\"Note 8\" data-label=\"8\"><span>8</span></a></sup></mark> a keel"
    );
}

#[test]
fn a_passage_is_one_element_where_its_text_came_in_pieces_and_several_where_elements_part_it() {
    let line = "so plain and bold it is";
    let pieces = vec![
        Inline::Text(0..5),
        Inline::Text(5..13),
        Inline::Styled(Style::Strong, vec![Inline::Text(13..17)]),
        Inline::Text(17..23),
    ];
    let known = Known { marks: vec![mark(line, "plain and bold it", "q-a", &["1"])], ..Known::default() };
    assert_eq!(
        write(prose_of(line, pieces), &known),
        "so <mark class=\"passage\" id=\"q-a\" data-passage=\"q-a\">plain and </mark>\
         <strong><mark class=\"passage\" data-passage=\"q-a\">bold</mark></strong>\
         <mark class=\"passage\" data-passage=\"q-a\"> it<sup class=\"ref\"><a href=\"#n-1\" aria-label=\"Note 1\" data-label=\"1\"><span>1</span></a></sup></mark> is"
    );
}

#[test]
fn the_number_of_a_note_follows_a_link_it_cannot_stand_in() {
    let line = "see the decree now";
    let link = |to: &str| {
        let inlines = vec![Inline::Text(4..14)];
        let link = Inline::Link { to: to.to_owned(), title: String::new(), inlines, span: 0..0 };
        prose_of(line, vec![Inline::Text(0..4), link, Inline::Text(14..18)])
    };
    let known = Known { marks: vec![mark(line, "the decree", "q-a", &["1"])], ..Known::default() };
    assert_eq!(
        write(link("https://example.org/?a=1&b=\"2\""), &known),
        "see <a href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\" rel=\"external\">\
         <mark class=\"passage\" id=\"q-a\" data-passage=\"q-a\">the decree</mark></a>\
         <sup class=\"ref\"><a href=\"#n-1\" aria-label=\"Note 1\" data-label=\"1\"><span>1</span></a></sup> now"
    );
    for refused in [
        "javascript:alert(1)",
        "JaVaScript:alert(1)",
        "data:text/html,x",
        "//host/",
        "broken.md",
        "java\tscript:x",
        "vbscript:x",
        "\\\\host",
    ] {
        assert_eq!(write(link(refused), &Known::default()), "see the decree now", "{refused}");
    }
}

#[test]
fn quoted_spans_show_the_sources_own_characters() {
    let line = "It says \"orderly -- exit\" \u{fffc}.";
    let mut prose =
        prose_of(line, vec![Inline::Text(0..26), Inline::Citation { citation: 4, at: 26..29 }, Inline::Text(29..30)]);
    prose.quoted = vec![QuotedSpan { words: 9..24, quotation: 0 }];
    let as_typed = Known { quoted: vec![Quoted::default()], ..Known::default() };
    assert_eq!(
        write(prose.clone(), &as_typed),
        "It says &quot;<span class=\"quoted\">orderly -- exit</span>&quot; <a href=\"#c4\">cited</a>."
    );
    let own = Quoted { own_words: Some("orderly — exit".to_owned()), language: Language::parse("ar") };
    assert_eq!(
        write(prose, &Known { quoted: vec![own], ..Known::default() }),
        "It says &quot;<span class=\"quoted\" lang=\"ar\" dir=\"rtl\">orderly — exit</span>&quot; <a href=\"#c4\">cited</a>."
    );
}

#[test]
fn what_may_not_be_shown_is_not() {
    let line = "one two three four five";
    let known = Known {
        shown: Some(BTreeMap::from([(0, vec![4..7, 14..18])])),
        marks: vec![mark(line, "two", "q-a", &[])],
        ..Known::default()
    };
    let gap = "<span class=\"left-out\">[<span aria-hidden=\"true\">…</span><span class=\"visually-hidden\">left-out</span>]</span>";
    assert_eq!(
        write_blocks(vec![Block::Paragraph(text(line))], &known),
        format!("<p>{gap}<mark class=\"passage\" id=\"q-a\" data-passage=\"q-a\">two</mark>{gap}four{gap}</p>\n")
    );
}

#[test]
fn nothing_is_left_of_what_is_hidden() {
    let at = |prose: Prose, ordinal| Prose { ordinal, ..prose };
    let link = |inner: Range<usize>| Inline::Link {
        to: "hidden/".to_owned(),
        title: "hidden".to_owned(),
        inlines: vec![Inline::Text(inner)],
        span: 0..0,
    };
    let picture = |at| Inline::Image {
        to: "hidden.png".to_owned(),
        title: "hidden".to_owned(),
        alt: "hidden".to_owned(),
        at,
        span: 0..0,
    };
    let mark = |footnote, at| Inline::FootnoteMark { footnote, at, span: 0..0 };
    let line = "aa bb cc \u{fffc} dd shown \n ee";
    let inlines = vec![
        Inline::Styled(Style::Emphasis, vec![Inline::Text(0..2)]),
        link(2..5),
        mark(0, 5),
        Inline::Code(5..8),
        Inline::Text(8..9),
        picture(9..12),
        Inline::Text(12..16),
        Inline::Styled(Style::Strong, vec![Inline::Text(16..21)]),
        mark(1, 21),
        mark(0, 21),
        Inline::Text(21..22),
        Inline::Break(22..23),
        Inline::Text(23..26),
    ];
    let word = |word: &str, ordinal| Block::Paragraph(at(text(word), ordinal));
    let items = ["hidden", "hidden", "item", "hidden"];
    let items = items.iter().enumerate().map(|(index, item)| vec![word(item, index + 3)]).collect();
    let head = vec![at(text("hidden"), 7), at(text("hidden"), 8)];
    let rows =
        vec![vec![at(text("hidden"), 9), at(text("cell"), 10)], vec![at(text("hidden"), 11), at(text("hidden"), 12)]];
    let document = Document {
        blocks: vec![
            Block::Heading { level: 1, id: None, classes: Vec::new(), prose: at(text("hidden"), 0) },
            Block::Paragraph(at(prose_of(line, inlines), 1)),
            Block::Paragraph(at(prose_of("\u{fffc}", vec![picture(0..3)]), 2)),
            Block::List { start: Some(1), tight: true, items },
            Block::Table { alignments: vec![Alignment::None; 2], head, rows },
            Block::Rule { span: 0..0 },
        ],
        footnotes: vec![
            Footnote { label: "1".to_owned(), blocks: vec![word("hidden", 13)], span: 0..0 },
            Footnote { label: "2".to_owned(), blocks: vec![word("note", 14)], span: 0..0 },
            Footnote { label: "3".to_owned(), blocks: vec![word("unmarked", 15)], span: 0..0 },
        ],
        ..Document::default()
    };
    let shown = [(1, 16..21), (5, 0..4), (10, 0..4), (14, 0..4), (15, 0..8)];
    let shown = Some(shown.into_iter().map(|(ordinal, range)| (ordinal, vec![range])).collect());
    let known = Known { shown, ..Known::default() };
    let interface = Interface::default();
    let mut writer = Writer::new(&document, &known, OPTIONS(&interface));
    let markup = writer.range(0..9).to_string();
    let gap = "<span class=\"left-out\">[<span aria-hidden=\"true\">…</span><span class=\"visually-hidden\">left-out</span>]</span>";
    assert_eq!(
        markup,
        format!(
            "<p><strong>{gap}shown</strong><sup class=\"footnote-ref\"><a href=\"#fn-b\" id=\"fn-b-ref\" aria-label=\"footnote\" data-label=\"b\"><span>b</span></a></sup>{gap}</p>\n\
             <ol>\n<li value=\"3\">item</li>\n</ol>\n\
             <div class=\"table-frame\" tabindex=\"0\" role=\"group\" aria-label=\"table\"><table>\n<tbody>\n\
             <tr><td></td><td>cell</td></tr>\n</tbody></table></div>\n\
             <p class=\"footnote\" id=\"fn-b\"><a class=\"footnote-mark\" href=\"#fn-b-ref\" aria-label=\"footnote-back\">b</a> note</p>\n\
             <p class=\"footnote\" id=\"fn-c\"><span class=\"footnote-mark\">c</span> unmarked</p>\n"
        )
    );
}

#[test]
fn own_words_stand_in_no_element_that_holds_a_part_of_the_span() {
    let line = "say \"an orderly exit\" now";
    let quoted = vec![QuotedSpan { words: 5..20, quotation: 0 }];
    let own = Quoted { own_words: Some("an — orderly exit".to_owned()), language: None };
    let known = Known { quoted: vec![own], ..Known::default() };
    let styled = |range| Inline::Styled(Style::Emphasis, vec![Inline::Text(range)]);
    let show = |inlines| write(Prose { quoted: quoted.clone(), ..prose_of(line, inlines) }, &known);
    let whole = "<span class=\"quoted\">an — orderly exit</span>";
    assert_eq!(
        show(vec![Inline::Text(0..5), styled(5..7), Inline::Text(7..25)]),
        format!("say &quot;{whole}&quot; now")
    );
    assert_eq!(
        show(vec![Inline::Text(0..3), styled(3..7), Inline::Text(7..15), styled(15..23), Inline::Text(23..25)]),
        format!("say<em> &quot;</em>{whole}<em>&quot; n</em>ow")
    );
    assert_eq!(show(vec![styled(0..25)]), format!("<em>say &quot;{whole}&quot; now</em>"));
}

#[test]
fn blocks_have_their_elements() {
    let paragraph = |words: &str| Block::Paragraph(text(words));
    let heading = |level| Block::Heading { level, id: None, classes: Vec::new(), prose: text("Title") };
    let list = |start, tight| Block::List {
        start,
        tight,
        items: vec![vec![paragraph("a")], vec![paragraph("b"), paragraph("c")]],
    };
    let task = Block::List {
        start: None,
        tight: true,
        items: vec![vec![Block::Paragraph(prose_of("a", vec![Inline::Task(true), Inline::Text(0..1)]))]],
    };
    let code = |language: &str| {
        let mut prose = prose_of("", vec![Inline::Code(0..5)]);
        prose.plain.text = "<a>
1"
        .to_owned();
        Block::Code { language: Some(language.to_owned()), prose }
    };
    let table = Block::Table {
        alignments: vec![Alignment::None, Alignment::Right],
        head: vec![text(""), text("n")],
        rows: vec![vec![text("x"), text("1")]],
    };
    let image = |title: &str| {
        let image =
            Inline::Image { to: "a.png".into(), title: title.into(), alt: "an \"a\"".into(), at: 0..3, span: 0..0 };
        Block::Paragraph(prose_of("\u{fffc}", vec![image]))
    };
    let cases = [
        (heading(1), "<h2 id=\"h0\">Title</h2>\n"),
        // Whatever level the author begins with, the first on the page is the one asked for.
        (heading(6), "<h2 id=\"h0\">Title</h2>\n"),
        (paragraph("1 < 2 & \u{1}\"x\""), "<p>1 &lt; 2 &amp; &quot;x&quot;</p>\n"),
        (Block::Quote { blocks: vec![paragraph("a")], span: 0..0 }, "<blockquote>\n<p>a</p>\n</blockquote>\n"),
        (list(None, true), "<ul>\n<li>a</li>\n<li>b\n<p>c</p>\n</li>\n</ul>\n"),
        (list(Some(3), false), "<ol start=\"3\">\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n</ol>\n"),
        (
            task,
            "<ul class=\"tasks\">\n<li><input type=\"checkbox\" disabled aria-label=\"task-done\" checked> a</li>\n</ul>\n",
        ),
        (code("none"), "<pre tabindex=\"0\"><code>&lt;a&gt;\n1</code></pre>\n"),
        (
            code("js"),
            "<pre tabindex=\"0\"><code><span class=\"hl-operator\">&lt;</span>a<span class=\"hl-operator\">&gt;</span>\n<span class=\"hl-number\">1</span></code></pre>\n",
        ),
        (
            table,
            "<div class=\"table-frame\" tabindex=\"0\" role=\"group\" aria-label=\"table\"><table>\n<thead><tr><td></td><th scope=\"col\" class=\"number\">n</th></tr></thead>\n<tbody>\n<tr><th scope=\"row\">x</th><td class=\"number\">1</td></tr>\n</tbody></table></div>\n",
        ),
        (image(""), "<p><img src=\"a.png\" alt=\"an &quot;a&quot;\" width=\"3\" height=\"2\" loading=\"lazy\"></p>\n"),
        (
            image("A picture"),
            "<figure><img src=\"a.png\" alt=\"an &quot;a&quot;\" width=\"3\" height=\"2\" loading=\"lazy\"><figcaption>A picture</figcaption></figure>\n",
        ),
        (Block::Rule { span: 0..0 }, "<hr>\n"),
    ];
    for (block, expected) in cases {
        assert_eq!(write_blocks(vec![block], &Known::default()), expected);
    }
}

#[test]
fn numbers_of_paragraphs_stand_at_their_start() {
    let paragraph = Paragraph { number: 9, id: Some("p9".to_owned()), href: "#p9".to_owned(), notes: vec![note("6")] };
    let known = Known { paragraphs: vec![(0, paragraph)], ..Known::default() };
    let number = "<a class=\"para-number\" href=\"#p9\" aria-label=\"paragraph\">9</a>";
    let six = "<sup class=\"ref\"><a href=\"#n-6\" aria-label=\"Note 6\" data-label=\"6\"><span>6</span></a></sup>";
    assert_eq!(
        write_blocks(vec![Block::Paragraph(text("a"))], &known),
        format!("<p id=\"p9\" class=\"has-note\">{number}a{six}</p>\n")
    );
    let list = Block::List { start: None, tight: true, items: vec![vec![Block::Paragraph(text("a"))]] };
    assert_eq!(
        write_blocks(vec![list], &known),
        format!("<ul>\n<li id=\"p9\" class=\"has-note\">{number}a{six}</li>\n</ul>\n")
    );
}

#[test]
fn footnotes_stand_after_the_piece_that_marks_them_first() {
    let marks = |at: &[usize]| {
        let marks = at.iter().map(|footnote| Inline::FootnoteMark { footnote: *footnote, at: 1, span: 0..0 });
        Block::Paragraph(prose_of("a", std::iter::once(Inline::Text(0..1)).chain(marks).collect()))
    };
    let footnote = |blocks| Footnote { label: "x".to_owned(), blocks, span: 0..0 };
    let document = Document {
        blocks: vec![marks(&[0, 0]), marks(&[1, 0])],
        footnotes: vec![footnote(vec![marks(&[2])]), footnote(vec![Block::Paragraph(text("b"))]), footnote(vec![])],
        ..Document::default()
    };
    let interface = Interface::default();
    let known = Known::default();
    let mut writer =
        Writer::new(&document, &known, Options { footnotes: "s", here: "https://x.example/", ..OPTIONS(&interface) });
    let mark = |letter: &str, again: &str| {
        format!(
            "<sup class=\"footnote-ref\"><a href=\"https://x.example/#fn-s{letter}\" id=\"fn-s{letter}-ref{again}\" aria-label=\"footnote\" data-label=\"{letter}\"><span>{letter}</span></a></sup>"
        )
    };
    let back = |letter: &str| {
        format!(
            "<a class=\"footnote-mark\" href=\"https://x.example/#fn-s{letter}-ref\" aria-label=\"footnote-back\">{letter}</a> "
        )
    };
    assert_eq!(
        writer.blocks(&document.blocks[..1]).as_str(),
        format!("<p>a{}{}</p>\n", mark("a", ""), mark("a", "-2"))
    );
    assert_eq!(
        writer.footnotes().as_str(),
        format!(
            "<p class=\"footnote\" id=\"fn-sa\">{}a{}</p>\n<div class=\"footnote\" id=\"fn-sc\">{}</div>\n",
            back("a"),
            mark("c", ""),
            back("c")
        )
    );
    assert_eq!(
        writer.blocks(&document.blocks[1..]).as_str(),
        format!("<p>a{}{}</p>\n", mark("b", ""), mark("a", "-3"))
    );
    assert_eq!(writer.footnotes().as_str(), format!("<p class=\"footnote\" id=\"fn-sb\">{}b</p>\n", back("b")));
    assert_eq!(writer.footnotes().as_str(), "");
}

/// A document of one paragraph with marks anywhere in it.
fn any_prose() -> impl Strategy<Value = (Prose, Known)> {
    let piece = ("[a-c<>&\" \u{1}é한\n]{0,8}", 0..6u8);
    let marks = proptest::collection::vec((0..60usize, 0..30usize), 0..5);
    let quoted = proptest::option::of((0..60usize, 0..30usize));
    (proptest::collection::vec(piece, 0..8), marks, quoted).prop_map(|(pieces, marks, quoted)| {
        let mut line = String::new();
        let mut inlines = Vec::new();
        for (piece, kind) in pieces {
            let leaf = Inline::Text(line.len()..line.len() + piece.len());
            line.push_str(&piece);
            let link = |to: &str| Inline::Link {
                to: to.to_owned(),
                title: "t".to_owned(),
                inlines: vec![leaf.clone()],
                span: 0..0,
            };
            inlines.push(match kind {
                0 => Inline::Styled(Style::Emphasis, vec![Inline::Styled(Style::Strong, vec![leaf])]),
                1 => link("a/"),
                2 => link("javascript:x"),
                3 => Inline::Code(line.len() - piece.len()..line.len()),
                _ => leaf,
            });
            if kind == 4 {
                inlines.push(Inline::FootnoteMark { footnote: 0, at: line.len(), span: 0..0 });
            }
        }
        let range = |(start, length): (usize, usize)| {
            let bound = |at: usize| (0..=at.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
            bound(start)..bound(start + length)
        };
        let mut prose = prose_of("", inlines);
        prose.quoted = quoted.into_iter().map(|span| QuotedSpan { words: range(span), quotation: 0 }).collect();
        let marks = marks.into_iter().enumerate().map(|(index, span)| {
            (
                0,
                Mark {
                    range: range(span),
                    passage: format!("q-{index}"),
                    bears_id: true,
                    notes: vec![note(&index.to_string())],
                },
            )
        });
        let known = Known { marks: marks.collect(), quoted: vec![Quoted::default()], ..Known::default() };
        prose.plain.text = line;
        (prose, known)
    })
}

/// The text of markup, and its tags checked: each is closed, in the right order, no link in a link.
fn read_markup(markup: &str) -> String {
    let mut open: Vec<&str> = Vec::new();
    let mut read = String::new();
    let mut hidden = 0; // inside a number, which is no text of the block
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        if hidden == 0 {
            read.push_str(&rest[..at]);
        }
        let end = at + rest[at..].find('>').expect("a tag ends");
        let tag = &rest[at + 1..end];
        match tag.strip_prefix('/') {
            Some(name) => {
                assert_eq!(open.pop(), Some(name), "{markup}");
                hidden -= usize::from(name == "sup");
            }
            None => {
                let name = tag.split(' ').next().unwrap();
                assert!(name != "a" || !open.contains(&"a"), "a link in a link: {markup}");
                assert!(name != "mark" || !open.contains(&"mark"), "a mark in a mark: {markup}");
                hidden += usize::from(name == "sup");
                if name != "br" {
                    open.push(name);
                }
            }
        }
        rest = &rest[end + 1..];
    }
    read.push_str(rest);
    assert!(open.is_empty(), "{open:?} stay open: {markup}");
    read.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

proptest! {
    #[test]
    fn any_text_comes_back_and_every_tag_is_closed((prose, known) in any_prose()) {
        let text = prose.plain.text.replace('\u{1}', "");
        let markup = write(prose, &known);
        prop_assert_eq!(read_markup(&markup), text);
        prop_assert!(!markup.contains("javascript"));
        for (_, mark) in &known.marks {
            // Whatever lies over it, a passage has its id once and its number once.
            let (id, number) = (format!(" id=\"{}\"", mark.passage), format!("#n-{}\"", mark.notes[0].label));
            prop_assert_eq!(markup.matches(&id).count(), 1, "{} in {}", id, markup);
            prop_assert_eq!(markup.matches(&number).count(), 1, "{} in {}", number, markup);
        }
    }
}
