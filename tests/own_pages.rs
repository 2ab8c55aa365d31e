//! What this program publishes can be taken back: the page of each source, ingested again, gives its stored text, word for
//! word, without the numbers of its paragraphs and without the notes that stand beside it.

use postil::base::day::{Day, Now};
use postil::base::file::{SitePath, Tree};
use postil::ingest::clip::Clip;
use postil::ingest::limits::Limits;
use postil::ingest::reader;
use postil::ingest::received::Received;
use postil::parse;
use postil::parse::rights::Rights;
use postil::render::address::LinkForm;
use postil::{Wanted, build};
use std::collections::BTreeMap;
use std::path::Path;

#[test]
fn the_pages_of_sources_give_back_their_texts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sites = ["", "tests/sites/ferry", "tests/sites/mirror", "tests/sites/quay"].map(|site| root.join(site));
    let trees = sites.map(|site| postil::shell::read::read(&site).unwrap().0);
    let pages: Vec<Option<String>> = trees.iter().chain([&every_form()]).flat_map(give_back).collect();
    assert!(pages.len() >= 16, "{} pages", pages.len());
    let wrong: Vec<String> = pages.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Ingests the page of each text of a site whose whole text is shown; gives of each what differs.
fn give_back(tree: &Tree) -> Vec<Option<String>> {
    let texts = stored(tree);
    let now = Now::Day(Day::parse("2026-11-24").unwrap());
    let wanted = Wanted { now, drafts: false, future: true, base_url: None, links: LinkForm::Relative };
    build(tree, &wanted, &|_| {}, |built| {
        let plan = built.plan.unwrap_or_else(|| panic!("errors: {:?}", built.report.sorted()));
        let whole = built.digest.unwrap().sources.iter().filter(|source| source.rights == Rights::Full);
        let mut pages = Vec::new();
        for text in whole.flat_map(|source| &source.texts) {
            let path = text.route.output();
            let index = plan.outputs().iter().position(|output| output.path == path).unwrap();
            let clip = ingested(plan.make(index).unwrap().into_owned());
            let found = words(&clip.marked.as_ref().expect("a page has a form").hashed);
            let paragraphs = (clip.paragraphs.len(), text.stored.last_number() as usize);
            let differs = first_difference(&texts[text.file.path().as_str()], &found).or_else(|| {
                (paragraphs.0 != paragraphs.1).then(|| format!("{paragraphs:?} paragraphs: {:?}", clip.paragraphs))
            });
            pages.push(differs.map(|what| format!("{path}: {what}")));
        }
        pages
    })
}

/// A site with a text in every form that a source may have, and notes on it.
fn every_form() -> Tree {
    const SOURCE: &str = "---\ntitle: The list of tolls\nsubtitle: With a table\ndate: 2026-02-13\npublication: gate\n\
        byline: By Ana Duarte\npages: [{page: \"7\", from: \"¶1\"}, {page: \"8\", from: \"¶3\", at: 4}]\n---\n\n\
        The council met on Thursday, and it adopted *every* proposal.[^1] A line that\nends here, and 10² carts.\n\n\
        ## Of the carts\n\n\
        1. Nine carts came to the gate.\n2. Ten went away again.\n\n   They came back at night.\n\n\
        - A sack\n  - of salt\n  - of flour\n\n\
        > Nobody pays twice, it is said.\n>\n> > Not even the miller.\n\n\
        | Cart | Toll |\n| --- | ---: |\n| small | 2 marks |\n| large | **5 marks** |\n\n\
        ```\ntoll = 2 * carts\nsum  = toll + 1\n```\n\n---\n\n\
        [The list](https://gate.example/list) is printed in `full`, with 1. a number, # a sign and \\*stars\\*.\n\n\
        In the second week nine more carts came, and the clerk wrote them down.\n\n[^1]: Against one voice.\n\n    That of the miller.\n";
    const COMMENTARY: &str = "---\ntitle: On tolls\ndate: 2026-03-01\nsource: tolls\n---\n\n\
        > it adopted every proposal\n>\n> — [@tolls, ¶1]\n\nA note that must not leak into the text.\n\n\
        > Ten went away again.\n>\n> — [@tolls, ¶3]\n\nAnother one, with a list:\n\n- leaking\n\n\
        > 5 marks\n>\n> — [@tolls, ¶10]\n\nA third one.\n\n\
        > nine more carts came\n>\n> — [@tolls]\n\nA last one.[^n]\n\n[^n]: With a footnote of its own.\n";
    let mut tree = Tree::default();
    let files = [
        (
            "site.toml",
            "title = \"Gate\"\nbase_url = \"https://gate.example/\"\ntime_zone = \"UTC\"\nfeeds.authority = \"gate.example,2026\"\n",
        ),
        ("content/publications.yaml", "- {key: gate, name: The Gate, language: en}\n"),
        ("content/sources/tolls.md", SOURCE),
        ("content/commentary/tolls.md", COMMENTARY),
    ];
    for (path, text) in files {
        tree.insert(SitePath::new(path).unwrap(), text.as_bytes());
    }
    tree
}

/// The words of the stored texts, by file.
fn stored(tree: &Tree) -> BTreeMap<String, Vec<String>> {
    let (content, _) = parse::content::read(tree);
    let sources = content.unwrap().sources;
    sources.iter().map(|source| (source.file.path().as_str().to_owned(), words(&source.hashed_text))).collect()
}

fn ingested(bytes: Vec<u8>) -> Clip {
    let received = Received { bytes, ..Received::default() };
    reader::read(received, &[], &Limits::default()).unwrap().pop().unwrap()
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn first_difference(expected: &[String], found: &[String]) -> Option<String> {
    let at = (0..expected.len().max(found.len())).find(|at| expected.get(*at) != found.get(*at))?;
    let near = |words: &[String]| words[at.saturating_sub(3).min(words.len())..(at + 6).min(words.len())].join(" ");
    Some(format!("word {at}: stored `{}`, found `{}`", near(expected), near(found)))
}
