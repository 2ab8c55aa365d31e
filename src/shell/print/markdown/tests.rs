use super::*;
use crate::base::diagnostic::Place;
use crate::base::file::SitePath;
use crate::resolve::digest::{CaptureTally, Tally};
use crate::shell::codes::FILE_NAME;
use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use std::path::Path;

fn printed(diagnostics: &[Diagnostic], tree: &Tree) -> String {
    let tally = Tally { verbatim: 3, rejected: 1, ..Tally::default() };
    print(&Found {
        root: Path::new("/"),
        tree,
        diagnostics,
        tally,
        moves: CaptureTally::default(),
        exposure: None,
        fixed: None,
    })
}

fn file(path: &str, text: &str) -> (std::sync::Arc<FileText>, Tree) {
    let path = SitePath::new(path).unwrap();
    let mut tree = Tree::default();
    tree.insert(path.clone(), text.as_bytes().to_vec());
    (FileText::new(path, text), tree)
}

#[test]
fn a_comment_says_where_what_and_the_cure() {
    let (text, tree) = file("content/a.md", "One\n> the boat\n>\n> — [@letter, ¶2]\n");
    let place = |words: &str| {
        let at = text.text().find(words).unwrap();
        Place::of(&text, at..at + words.len())
    };
    let found = [
        Diagnostic::new(&FILE_NAME, place("One"), "look at `One` again").severity(Severity::Note),
        Diagnostic::new(&FILE_NAME, place("the boat"), "these words are in ¶1, not in ¶2")
            .help("write `¶1`\nor leave it out")
            .fix("write `¶1`", place("¶2"), "¶1"),
    ];
    assert_eq!(
        printed(&found, &tree),
        "<!-- postil check -->\n\
         **postil:** 1 error and 1 note in 1 file; 3 of 4 quotations verified\n\
         \n\
         - `content/a.md:2` **error**: these words are in ¶1, not in ¶2 (`file-name`)\n  \
           <br>write `¶1`\n  \
           <br>or leave it out\n\
         \n  \
           write `¶1` in `content/a.md:4`:\n\
         \n  \
           ```suggestion\n  \
           > — [@letter, ¶1]\n  \
           ```\n\
         \n\
         - `content/a.md:1` note: look at `One` again (`file-name`)"
    );
    assert_eq!(printed(&[], &tree), "<!-- postil check -->\n**postil:** nothing is wrong, 3 of 4 quotations verified");
}

#[test]
fn a_comment_has_an_end() {
    let (text, tree) = file("a.md", "words\n");
    let one = |number: usize, length: usize| {
        Diagnostic::new(&FILE_NAME, Place::of(&text, 0..5), format!("{number} {}", "x".repeat(length)))
    };
    let many: Vec<Diagnostic> = (0..70).map(|number| one(number, 1)).collect();
    assert!(printed(&many, &tree).ends_with("\n… and 20 more; `postil check` shows all"));
    let long: Vec<Diagnostic> = (0..10).map(|number| one(number, 20_000)).collect();
    let text = printed(&long, &tree);
    assert!(text.len() < 65_536 && text.ends_with("\n… and 8 more; `postil check` shows all"));
}

/// What a forge makes of the comment, but for the marker and the line breaks: the kinds of things it holds.
fn made(comment: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    let body = comment.strip_prefix("<!-- postil check -->\n").unwrap();
    let mut made = Vec::new();
    for event in Parser::new_ext(body, options) {
        match event {
            Event::Text(_) | Event::Code(_) | Event::End(_) | Event::SoftBreak => {}
            Event::InlineHtml(tag) if &*tag == "<br>" => {}
            Event::Start(Tag::Paragraph | Tag::Item | Tag::List(None)) => {}
            Event::Start(Tag::Strong) => made.push("strong".to_owned()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => made.push(format!("code {info}")),
            other => made.push(format!("{other:?}")),
        }
    }
    made
}

fn plain_text(comment: &str) -> String {
    let events = Parser::new(comment.strip_prefix("<!-- postil check -->\n").unwrap());
    let text = events.filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(text.into_string()),
        _ => None,
    });
    text.collect()
}

const HOSTILE: [&str; 15] = [
    "-  \n-",
    "<script>alert(1)</script> <!-- x --> &lt;",
    "`code` ``two`` ```three``` `",
    "[link](https://evil.example) ![image](x) <https://evil.example>",
    "https://evil.example www.evil.example me@evil.example",
    "@everyone #123 !45 GH-1 %1 ~bug $x$",
    "# heading\n\n- list\n> quote\n```\nfence\n```\n~~~",
    "**bold** _em_ ~~gone~~ | cell | [^1]\n[^1]: note",
    "\\`escaped\\` \\\\ \\",
    "`unpaired <b>",
    "``",
    "` `",
    "\u{202e}override\u{1b}[31m\r\n--- \n===",
    "- [ ] task <details><summary>",
    "<br><img src=x onerror=y>",
];

#[test]
fn hostile_text_stays_text() {
    for hostile in HOSTILE {
        breaks_out_of_nothing(hostile, hostile);
        breaks_out_of_nothing(&format!("`{hostile}`"), hostile);
    }
}

fn breaks_out_of_nothing(message: &str, line: &str) {
    let (text, tree) = file("a`b <i>.md", &format!("{line}\nb\n"));
    let end = text.text().find('\n').unwrap();
    let found = [Diagnostic::new(&FILE_NAME, Place::of(&text, 0..end), message).help(message).fix(
        format!("write {message}"),
        Place::of(&text, end..end),
        line,
    )];
    let comment = printed(&found, &tree);
    assert_eq!(made(&comment), ["strong", "strong", "code suggestion"], "{comment}");
    let shown = plain_text(&comment);
    for word in message.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        assert!(shown.contains(word), "{word} is lost: {comment}");
    }
    assert!(!comment.contains(['\u{1b}', '\u{202e}']));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_out(message in "[ab `<>&*_\\[\\]()!#@:\\\\~|$\n-]{0,24}", line in "[ab `~<>\n-]{1,24}") {
        prop_assume!(line.lines().next().is_some_and(|first| !first.is_empty()));
        breaks_out_of_nothing(&message, &line);
    }
}
