//! What is read of small bodies, written as one line each.

use super::*;
use crate::parse::document::Alignment;
use crate::parse::prose::{Inline, Prose, Style};
use crate::parse::words::StoredKind;

fn file(text: &str) -> Arc<FileText> {
    FileText::new(SitePath::new("a.md").unwrap(), text)
}

fn body(text: &str) -> (Document, Vec<String>) {
    let mut report = Report::default();
    let context = BodyContext { keys: Keys::Optional, notes: Notes::Yes, uncited: Severity::Warning };
    let document = read_body(&file(text), 0..text.len(), &context, &mut report);
    (document, codes(report))
}

fn codes(report: Report) -> Vec<String> {
    let line = |d: crate::base::diagnostic::Diagnostic| {
        format!("{}:{} {}", d.place.start.line, d.place.start.column, d.code.name)
    };
    report.sorted().into_iter().map(line).collect()
}

fn show_blocks(blocks: &[Block]) -> String {
    blocks.iter().map(show_block).collect::<Vec<_>>().join(" ")
}

fn show_block(block: &Block) -> String {
    match block {
        Block::Paragraph(prose) => format!("p({})", show(prose)),
        Block::Heading { level, id, classes, prose } => {
            let id = id.as_ref().map(|id| format!("#{id}")).unwrap_or_default();
            let classes: String = classes.iter().map(|class| format!(".{class}")).collect();
            format!("h{level}{id}{classes}({})", show(prose))
        }
        Block::Quote { blocks, .. } => format!("quote({})", show_blocks(blocks)),
        Block::Quotation { words, gloss, .. } => {
            let gloss = if gloss.is_empty() { String::new() } else { format!(" / {}", show_blocks(gloss)) };
            format!("cited({}{gloss})", show_blocks(words))
        }
        Block::List { start, tight, items } => {
            let name =
                format!("{}{}", start.map_or("ul".to_owned(), |n| format!("ol{n}")), if *tight { "" } else { "+" });
            format!("{name}({})", items.iter().map(|item| show_blocks(item)).collect::<Vec<_>>().join("; "))
        }
        Block::Definitions(list) => list
            .iter()
            .map(|one| {
                format!(
                    "dl({}: {})",
                    show(&one.term),
                    one.meanings.iter().map(|m| show_blocks(m)).collect::<Vec<_>>().join("; ")
                )
            })
            .collect(),
        Block::Code { language, prose } => format!("code{}({})", language.clone().unwrap_or_default(), show(prose)),
        Block::Table { alignments, head, rows } => {
            let marks: String = alignments
                .iter()
                .map(|a| match a {
                    Alignment::None => '-',
                    Alignment::Left => '<',
                    Alignment::Centre => '=',
                    Alignment::Right => '>',
                })
                .collect();
            let row = |row: &Vec<Prose>| row.iter().map(show).collect::<Vec<_>>().join("|");
            format!("table{marks}({}/{})", row(head), rows.iter().map(row).collect::<Vec<_>>().join("/"))
        }
        Block::Rule { .. } => "rule".to_owned(),
    }
}

fn show(prose: &Prose) -> String {
    show_inlines(&prose.inlines, prose)
}

fn show_inlines(inlines: &[Inline], prose: &Prose) -> String {
    let text = |range: &std::ops::Range<usize>| prose.plain.text[range.clone()].to_owned();
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(range) => text(range),
            Inline::Code(range) => format!("`{}`", text(range)),
            Inline::Break(_) => "\\".to_owned(),
            Inline::Styled(Style::Emphasis, inner) => format!("<i {}>", show_inlines(inner, prose)),
            Inline::Styled(Style::Strong, inner) => format!("<b {}>", show_inlines(inner, prose)),
            Inline::Styled(Style::Strikethrough, inner) => format!("<s {}>", show_inlines(inner, prose)),
            Inline::Link { to, title, inlines, .. } => {
                let title = if title.is_empty() { String::new() } else { format!(" '{title}'") };
                format!("<a {to}{title} {}>", show_inlines(inlines, prose))
            }
            Inline::Image { to, alt, .. } => format!("<img {to} {alt}>"),
            Inline::FootnoteMark { footnote, .. } => format!("^{footnote}"),
            Inline::Citation { citation, .. } => format!("@{citation}"),
            Inline::Task(done) => (if *done { "[x] " } else { "[ ] " }).to_owned(),
        })
        .collect()
}

/// Compares all rows of a table before it fails.
fn check(table: &[(&str, &str)], read: impl Fn(&str) -> String) {
    let rows = table.iter().map(|(text, wanted)| (text, read(text), *wanted));
    let wrong: Vec<String> = rows
        .filter(|(_, got, wanted)| got != wanted)
        .map(|(text, got, wanted)| format!("{text}\n  got    {got}\n  wanted {wanted}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The quotations of a body: `words` with the index of their citation.
fn claims(text: &str) -> String {
    let (document, codes) = body(text);
    let mut out: Vec<String> = document
        .quotations
        .iter()
        .map(|claim| {
            let form = match claim.form {
                QuotationForm::Block => "B",
                QuotationForm::NestedBlock => "N",
                QuotationForm::Span => "S",
                QuotationForm::Original => "O",
            };
            let original = if claim.has_original { "+" } else { "" };
            let marks = if claim.marks_taken_off { "'" } else { "" };
            format!("{form}{original}{marks} {}@{}", claim.words.text(), claim.citation)
        })
        .collect();
    out.extend(document.uncited.iter().map(|found| format!("{:?} {}", found.because, found.words)));
    out.extend(codes);
    out.join(" | ")
}

#[test]
fn blocks() {
    let table = [
        ("One\ntwo.", "p(One two.)"),
        ("三月\n从", "p(三月从)"),
        ("三月\n**从**", "p(三月<b 从>)"),
        ("三月\n`a`", "p(三月 `a`)"),
        ("3월부터\n오를", "p(3월부터 오를)"),
        ("a  \nb\\\nc", "p(a\\b\\c)"),
        ("- a\n- b", "ul(p(a); p(b))"),
        ("- a\n\n- b", "ul+(p(a); p(b))"),
        ("- a\n  - b\n  - c\n- d", "ul(p(a) ul(p(b); p(c)); p(d))"),
        ("3. a\n\n   b", "ol3+(p(a) p(b))"),
        ("- [ ] a\n- [x] b", "ul(p([ ] a); p([x] b))"),
        ("term\n: one\n: two", "dl(term: p(one); p(two))"),
        ("# A *b* {#c .d}", "h1#c.d(A <i b>)"),
        ("```rust ignore\na\n\nb\n```", "coderust(`a\n\nb`)"),
        ("    a\n    b", "code(`a\nb`)"),
        ("```\n```", "code()"),
        ("| a | b |\n|:--|--:|\n| c |\n| d | e | f |", "table<>(a|b/c|/d|e)"),
        ("| a \\| b | `c \\| d` |\n|-|:-:|", "table-=(a | b|`c | d`/)"),
        ("a\n\n---\n\nb", "p(a) rule p(b)"),
        ("a&amp;b &lt; &#39;", "p(a&b < ')"),
        ("\\*a\\* \\[b\\] \\~~c~~", "p(*a* [b] ~~c~~)"),
        ("~~a~~ 10~20, 30~40 (~20) ~5~", "p(<s a> 10~20, 30~40 (~20) ~5~)"),
        ("~~old 10~ new~~ and ~~a~b~~", "p(<s old 10~ new> and <s a~b>)"),
        ("<https://a.example/~b/~c> [a](x~y)", "p(<a https://a.example/~b/~c https://a.example/~b/~c> <a x~y a>)"),
        ("<a@b.example>", "p(<a mailto:a@b.example a@b.example>)"),
        ("[a](b \"c\") ![d *e*](f)", "p(<a b 'c' a> <img f d e>)"),
        ("`a\nb` ``c ` d``", "p(`a b` `c ` d`)"),
        ("> `a\n> b` c", "quote(p(`a b` c))"),
        ("a `b`<!-- c --> d <!-- e -->", "p(a `b` d)"),
        ("a <!-- b --> c", "p(a c)"),
        ("<!-- b --> c", "p(c)"),
        ("a\n<!-- b --> c", "p(a c)"),
        ("a\n\n<!-- b -->\n\nc", "p(a) p(c)"),
        ("a\n\n<!-- b\n\nc -->\n\nd", "p(a) p(d)"),
        ("a\n\n<!-- b\nc --> *d*\n\ne", "p(a) p(<i d>) p(e)"),
        ("a <!-- b\nc --> d", "p(a d)"),
        ("```\n<!-- a -->\n<b>\n```", "code(`<!-- a -->\n<b>`)"),
        ("`<!-- a --> <b> ~ [@a]`", "p(`<!-- a --> <b> ~ [@a]`)"),
        ("> [!NOTE]\n> a", "quote(p([!NOTE] a))"),
        ("[^a] b[^b][^a]\n\n[^b]: B\n\n[^a]: A", "p(^0 b^1^0)"),
        ("", ""),
    ];
    check(&table, |text| show_blocks(&body(text).0.blocks));
}

#[test]
fn emphasis_beside_letters_without_blanks() {
    let table = [
        ("**“인용”**이다", "p(<b “인용”>이다)"),
        ("이것은**“인용”**이다", "p(이것은<b “인용”>이다)"),
        ("**마크다운(Markdown)**을", "p(<b 마크다운(Markdown)>을)"),
        ("これは**「重要」**です。", "p(これは<b 「重要」>です。)"),
        ("这是**我想做的事。**所以", "p(这是<b 我想做的事。>所以)"),
        ("**[링크](https://a.example/)**만", "p(<b <a https://a.example/ 링크>>만)"),
        ("*“인용”*이다 `**“인용”**이다`", "p(<i “인용”>이다 `**“인용”**이다`)"),
        ("a * b ** c 2*3*4", "p(a * b ** c 2<i 3>4)"),
        ("English **“words”**here", "p(English **“words”**here)"),
        ("[“a”**한**](b**“c”**나)", "p(<a b**“c”**나 “a”<b 한>>)"),
    ];
    check(&table, |text| show_blocks(&body(text).0.blocks));
}

#[test]
fn html_is_text_and_said() {
    let table = [
        ("a <b>c</b>", "p(a <b>c</b>)", 1),
        ("<div>\n> *a*\n</div>", "p(<div>) quote(p(<i a> </div>))", 3),
        ("<script>\n\nalert(1)\n</script>", "p(<script>) p(alert(1) </script>)", 2),
        ("a \\<b> `<b>` 1 < 2 > 1", "p(a <b> `<b>` 1 < 2 > 1)", 0),
        ("<!-- never closed\n\nb", "p(<!-- never closed) p(b)", 1),
        ("a <br> b <br> c", "p(a <br> b <br> c)", 1),
        ("<a title=\"<\">", "p(<a title=\"<\">)", 1),
    ];
    for (text, wanted, said) in table {
        let (document, codes) = body(text);
        assert_eq!(show_blocks(&document.blocks), wanted, "{text}");
        assert_eq!(codes.len(), said, "{text} {codes:?}");
    }
}

#[test]
fn sources_are_plain() {
    let table = [
        ("[@a, ¶3] [¶12]: b ~c~ ^d^ ~~e~~ - [ ]", "p([@a, ¶3] [¶12]: b ~c~ ^d^ ~~e~~ - [ ])"),
        ("[@a]: b", "p([@a]: b)"),
        ("[a](javascript:b) [c](https://d.example)", "p(a <a https://d.example c>)"),
        ("- [ ] a", "ul(p([ ] a))"),
        ("a\n: b", "p(a : b)"),
        ("# a {#b}", "h1(a {#b})"),
        ("a\n---", "h2(a)"),
        ("x[^1]\n\n[^1]: y\n\n[^2]: z", "p(x^0)"),
    ];
    for (text, wanted) in table {
        let mut report = Report::default();
        let (document, _, _) = read_source(&file(text), 0..text.len(), &mut report);
        assert_eq!(show_blocks(&document.blocks), wanted, "{text}");
        assert_eq!(codes(report), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn blocks_of_sources_are_numbered() {
    let text = "# A\n\nOne.\n\n- Two.\n\n  Three.\n- Four.\n\n> Five.\n\n## B\n\n| a | b |\n|-|-|\n| c | d |\n\n```\ne\nf\n```\n\n## C\n\nNine.[^1]\n\n## D\n\n[^1]: Ten.\n";
    let mut report = Report::default();
    let (document, stored, hashed) = read_source(&file(text), 0..text.len(), &mut report);
    let shown: Vec<String> = stored
        .blocks
        .iter()
        .map(|block| {
            let kind = match block.kind {
                StoredKind::Paragraph => "",
                StoredKind::Heading(_) => "#",
                StoredKind::Cell => "|",
                StoredKind::Code => "`",
            };
            format!("{}{kind}{}", block.number, block.plain.text)
        })
        .collect();
    let wanted = "1#A 1One. 2Two. 3Three. 4Four. 5Five. 6#B 6|a 6|b 6|c 6|d 7`e\nf 8#C 8Nine. 9#D 9Ten.";
    assert_eq!(shown.join(" "), wanted);
    assert_eq!(document.proses, stored.blocks.len());
    let wanted = "A\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nB\n\na\tb\nc\td\n\ne\nf\n\nC\n\nNine.\n\nD\n\nTen.";
    assert_eq!(hashed, wanted);
}

#[test]
fn what_a_body_claims() {
    let table = [
        // 4.1: all forms of a cited blockquote
        ("> a b\n>\n> — [@x, ¶3]", "B a b@0"),
        ("> a b — [@x, ¶3].", "B a b@0"),
        ("> a b -- [@x, ¶3]", "B a b@0"),
        ("> a b [¶3]", "B a b@0"),
        ("> a b\n\n— [@x, ¶3].\n\nNote.", "B a b@0"),
        ("> a b\n\n[@x, ¶3]", "B a b@0"),
        ("It says [@x, ¶3]:\n\n> a b\n\nNote.", "B a b@0"),
        ("It says [@x, ¶3]:\n> a b", "B a b@0"),
        ("> a\n>\n> b\n>\n> — [@x, ¶¶3–4]", "B a\n\nb@0"),
        ("> a\n> b\n> [@x]", "B a b@0"),
        ("> 必须。 [@x, ¶3]\n>\n> We must.", "B 必须。@0"),
        ("> \"a b\" [@x]", "B' a b@0"),
        ("> “a b”\n>\n> — [@x]", "B' a b@0"),
        ("> “a\n>\n> b” [@x]", "B' a\n\nb@0"),
        ("> “a” and “b” [@x]", "B “a” and “b”@0"),
        ("> - a\n> - b [@x]", "B a\n\nb@0"),
        ("- > a b [@x]\n- c", "N a b@0"),
        ("x[^1]\n\n[^1]: > a b [@x]", "N a b@0"),
        // 4.4: spans
        ("Of \"a b\" [@x, ¶5].", "S a b@0"),
        ("Of \"a\" but not of \"b\" [@x].", "S a@0 | S b@0"),
        ("One \"a\" [@x] and one \"b\" [@y].", "S a@0 | S b@1"),
        ("Both \"a\" [@x; @y].", "S a@0"),
        ("He said “First. Second.” [@x] Third “c”.", "S First. Second.@0"),
        ("It is \"a.\" [@x, ¶3]", "S a.@0"),
        ("A “b «c» d” [@x].", "S b «c» d@0"),
        ("A \"*b* `c`\" [@x].", "S b c@0"),
        ("- a \"b\" [@x]\n- \"c\" [@y]", "S b@0 | S c@1"),
        ("| a |\n|-|\n| \"b\" [@x] |", "S b@0"),
        ("Of `\"a b\"` [@x].", ""),
        ("Of \"a b\" [not verified: heard].", "S a b@0"),
        ("x[^1]\n\n[^1]: \"a b\" [@x]", "S a b@0"),
        // 4.10: translations
        ("Of \"a b\" (질서 있는) [@x, ¶5, my translation].", "S+ a b@0 | O 질서 있는@0"),
        ("Of \"a b\" (“질서 있는”)\n[@x, ¶5, my translation].", "S+ a b@0 | O 질서 있는@0"),
        ("Of \"a b\" (질서) [@x, ¶5].", "S a b@0"),
        ("Of \"a b\" [@x, ¶5, my translation].", "S a b@0"),
        // 4.4 and 4.11: without a citation
        ("See [@x] for \"a\".", "AfterCitation a"),
        ("\"a b c\" is one. See [@x].", "BeforeCitation a b c"),
        ("\"a b\" is one. See [@x].", ""),
        ("\"a b c d e f\" is long.", "Long a b c d e f"),
        ("\"a b c d e\" is not.", ""),
        ("\"a b c d e f\" <!-- not a quotation --> is long.", ""),
        ("\"a b c d e f\"\n<!-- not a quotation -->\nis long.", ""),
        ("> a [@x]\n\nThe \"a b c\" here.", "B a@0 | InNote a b c"),
        ("> a [@x]\n\nThe \"a b\" here.", "B a@0"),
        ("“其中包括中方十二个字数啊” 。", "Long 其中包括中方十二个字数啊"),
        ("Of \"a [@x] b\" and [@y].", "CitationInside a \u{fffc} b"),
        ("> a b c", "1:1 quotation-uncited"),
        ("> a b c\n\n<!-- not a quotation -->", ""),
        ("> a b c\n> <!-- not a quotation -->", ""),
        ("Of 'a b c d e f' now.", "1:4 quotation-uncited"),
        ("Of ‘a b c’ now.", ""),
    ];
    check(&table, claims);
}

/// Thirty ways to mistype a quotation, and then some: each is said at its place.
#[test]
fn every_slip_is_said() {
    let table = [
        ("> a b [@x, ¶3]\nA note.", "2:1 quotation-runs-on"),
        ("> a b\nA note. [@x, ¶3]", "2:1 quotation-runs-on"),
        ("> a b\n>\n> — [@x, ¶3]\nA note.", "4:1 quotation-runs-on"),
        ("> a b\n\n— [@x, ¶3] A note.", "3:12 quotation-runs-on"),
        ("> a b\n\n— [@x, ¶3]\nA note.", "4:1 quotation-runs-on"),
        ("> a b\n\n[@x, ¶3]\nA note.", "4:1 quotation-runs-on"),
        ("> a b [@x, ¶3], says he.", "1:15 quotation-runs-on"),
        ("> a b [@x, ¶3]\n> c d", "2:3 quotation-runs-on"),
        ("> a b [@x] c [@y]", "1:14 quotation-two-citations"),
        ("> a b [@x]\n>\n> c d [@y]", "3:7 quotation-two-citations"),
        ("> a b [@x] [@y]", "1:12 quotation-two-citations"),
        ("> a b [@x, ¶1]\n\n— [@y, ¶2]", "B a b@0 | 3:3 quotation-two-citations"),
        ("It says [@x]:\n\n> a b\n\n— [@y]", "5:3 quotation-two-citations"),
        ("> — [@x, ¶3]", "1:5 quotation-empty"),
        ("> \"\" [@x]", "1:6 quotation-empty"),
        ("Of \"\" [@x].", "1:4 quotation-empty"),
        ("> | a |\n> |-|\n> | b [@x] |", "3:7 quotation-runs-on"),
        ("That is all.\n---", "2:1 heading-by-accident"),
        ("So [@x, ¶3]\n---\n", "2:1 heading-by-accident"),
        ("[¶12]: New.", "1:6 citation-as-definition"),
        ("[@x, ¶12]: This paragraph is new.", "1:10 citation-as-definition"),
        ("\"a\" [@x, ¶3](https://a.example)", "1:5 citation-as-link"),
        ("[orderly exit][@x]", "1:1 citation-as-link"),
        ("\"a\" [@x][@y]", "1:5 citation-as-link"),
        ("\"a\" [@x, ¶3][]", "1:5 citation-as-link"),
        ("Look ![@x, ¶3]", "1:6 citation-as-link"),
        ("[[@x, ¶3]]", "1:1 citation-unreadable"),
        ("\"a\" [@x [sic], ¶4]", "1:5 citation-unreadable"),
        ("\"a\" [@x, ¶3][sic]", "1:5 citation-unreadable"),
        ("\"a\" [@x, ¶3 and so on.", "1:5 citation-unreadable"),
        ("\"a\" @x, ¶3] and so on.", "1:5 citation-unreadable"),
        ("\"a\" (@x, ¶3) and so on.", "1:5 citation-unreadable"),
        ("\"a\" [@X1, ¶3]", "S a@0 | 1:6 citation-unreadable"),
        ("\"a\" [@x, third]", "S a@0 | 1:10 locator-unknown"),
        ("\"a\" [@x, 3]", "S a@0 | 1:10 locator-unknown"),
        ("\"a\" [@x, ¶2, ¶4]", "S a@0 | 1:14 locator-unknown"),
        ("한국 \"a\" [@x, third]", "S a@0 | 1:13 locator-unknown"),
        ("Of \"a b [@x].", "1:4 mark-unclosed"),
        ("Of a b\" [@x].", "1:7 mark-unclosed"),
        ("Of „a b [@x].", "1:4 mark-unclosed"),
        ("So.[^b]\n\n[^a]: A", "1:4 footnote-unknown | 3:1 footnote-unused"),
        ("So.[^a]\n\n[^a]: A\n\n[^a]: B", "5:1 footnote-twice"),
        ("# A {onclick=x}", "1:1 heading-attribute"),
        ("> a\nb", "2:1 quotation-runs-on"),
        ("- > a [@x]\n  b", "2:3 quotation-runs-on"),
        ("<!-- a\n\nb\n\n<!-- c\n-->", "1:1 comment-unclosed"),
        ("> [@x, ¶3] a b", "1:12 quotation-runs-on"),
    ];
    check(&table, claims);
}

#[test]
fn what_is_no_slip() {
    for text in [
        "Write to desk@tidewater.example or [the desk](mailto:desk@tidewater.example).",
        "The account [@harbourwatch](https://social.example/@harbourwatch), see <https://social.example/@harbourwatch/110>.",
        "As @harbourwatch says, `git log @{u}` and \\@nobody are no citations.",
        "[\\@name] \\[@name]",
        "[sic] […] [T]he [12] [the @ sign]",
        "A title\n---",
        "A [@x, ¶3]: so it is.",
        "[@x, ¶3]:\n\n> a b",
        "> a b [@x]\n> <!-- a comment -->",
        "x[^a][^b][^c]\n\n[^a]: A\n\n[^b]: B\n\n[^c]: C",
        "[x]: https://a.example\n\nA [x].",
    ] {
        assert_eq!(body(text).1, Vec::<String>::new(), "{text}");
    }
    let (document, _) = body("[@harbourwatch](https://a.example) and @harbourwatch.");
    assert_eq!(document.linked_keys.len(), 1);
}
