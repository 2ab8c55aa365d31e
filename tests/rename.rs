//! Everything in the repository's own digest can have another name, and nothing is lost by it.

use postil::base::file::{SitePath, Tree};
use postil::base::key::Key;
use postil::parse::content;
use postil::render::address::LinkForm;
use postil::resolve::rename::{Fault, Kind, plan};
use postil::{Wanted, build};
use std::collections::BTreeSet;
use std::path::Path;

fn digest() -> Tree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (tree, report) = postil::shell::read::read(root).expect("the repository is a site");
    assert!(!report.has_errors());
    tree
}

/// What must not change: how many errors, the verdicts, the ids of the feed, the addresses.
struct State {
    errors: usize,
    tally: String,
    ids: BTreeSet<String>,
    pages: BTreeSet<String>,
}

fn state(tree: &Tree) -> State {
    let now = postil::base::day::Now::Day(postil::base::day::Day::new(2026, 11, 24).expect("a day"));
    let wanted = Wanted { now, drafts: false, future: false, base_url: None, links: LinkForm::Relative };
    build(tree, &wanted, &|_| {}, |built| {
        let plan = built.plan.expect("the digest has no errors");
        let feed = plan.outputs().iter().position(|output| output.path == "feed.xml").expect("there is a feed");
        let feed = String::from_utf8(plan.make(feed).expect("it is made").into_owned()).expect("it is text");
        let ids = feed.split("<id>").skip(1).filter_map(|rest| rest.split("</id>").next()).map(str::to_owned);
        State {
            errors: built
                .report
                .iter()
                .filter(|found| found.severity == postil::base::diagnostic::Severity::Error)
                .count(),
            tally: format!("{:?}", built.tally),
            ids: ids.collect(),
            pages: plan.outputs().iter().map(|output| output.path.clone()).collect(),
        }
    })
}

fn renamed(tree: &Tree, kind: Kind, old: &str, new: &str) -> Tree {
    let (content, _) = content::read(tree);
    let content = content.expect("the digest can be read");
    let new = Key::new(new).expect("a key");
    let paths: Vec<&SitePath> = tree.iter().map(|(path, _)| path).collect();
    let renaming = plan(&content, paths.into_iter(), kind, (old, &new), &[]).expect("it can be renamed");
    renaming.applied(tree).expect("no two changes touch the same words")
}

#[test]
fn whatever_is_renamed_nothing_is_lost_and_every_address_answers() {
    let tree = digest();
    let before = state(&tree);
    for (kind, old, new, back) in [
        (Kind::Source, "lantern-2026-01-01", "new-year", "lantern-2026-01-01"),
        (Kind::Commentary, "nails-not-paste", "nails", "nails-not-paste"),
        (Kind::Edition, "a-dry-autumn", "dry", "a-dry-autumn"),
        (Kind::Topic, "state", "public", "state"),
        (Kind::Publication, "lantern", "the-lantern", "lantern"),
        (Kind::Author, "ilse-marent", "ilse", "ilse-marent"),
    ] {
        let there = renamed(&tree, kind, old, new);
        let after = state(&there);
        assert_eq!((after.errors, &after.tally), (0, &before.tally), "{kind:?}");
        assert_eq!(after.ids, before.ids, "{kind:?}: the ids of the feed");
        let lost: Vec<&String> = before.pages.difference(&after.pages).collect();
        assert!(lost.is_empty(), "{kind:?}: {lost:?}");
        let again = state(&renamed(&there, kind, new, back));
        assert_eq!((again.errors, &again.tally, &again.ids), (0, &before.tally, &before.ids), "{kind:?} and back");
        assert!(before.pages.difference(&again.pages).next().is_none(), "{kind:?} and back");
    }
}

#[test]
fn a_citation_is_rewritten_in_every_form_and_nothing_else_is_touched() {
    let mut tree = digest();
    let path = SitePath::new("content/commentary/forms.md").expect("a path");
    let text = "---\ntitle: Forms # lantern-2026-01-01\ndate: 2026-04-01\nsource: \"lantern-2026-01-01\"\n---\n\nSee [see @lantern-2026-01-01, ¶1; \
                -@lantern-2026-01-01, ¶2] and [a](../sources/lantern/2026/lantern-2026-01-01.md#p1) and [b][b], [¶1] and\r\nlantern-2026-01-01 in text.[^n]\n\n\
                [^n]: A note [@lantern-2026-01-01].\n\n[b]: /sources/lantern-2026-01-01/\n";
    tree.insert(path.clone(), text.as_bytes().to_vec());
    let after = renamed(&tree, Kind::Source, "lantern-2026-01-01", "year");
    let new = String::from_utf8(after.get(&path).expect("the file stays").to_vec()).expect("it is text");
    let expected = text
        .replace("source: \"lantern-2026-01-01\"", "source: \"year\"")
        .replace("@lantern-2026-01-01", "@year")
        .replace("2026/lantern-2026-01-01.md", "2026/year.md")
        .replace("/sources/lantern-2026-01-01/\n", "/sources/year/\n");
    assert_eq!(new, expected);
}

#[test]
fn what_cannot_be_renamed_says_why() {
    let tree = digest();
    let (content, _) = content::read(&tree);
    let content = content.expect("the digest can be read");
    let fault = |kind, old, new| {
        let new = Key::new(new).expect("a key");
        plan(&content, tree.iter().map(|(path, _)| path), kind, (old, &new), &[]).expect_err("it cannot")
    };
    assert_eq!(fault(Kind::Commentary, "nails-not-past", "x"), Fault::Unknown(Some("nails-not-paste".to_owned())));
    assert_eq!(fault(Kind::Publication, "lantern", "harbour"), Fault::Taken);
    assert_eq!(fault(Kind::Author, "ilse-marent", "ilse-marent"), Fault::Same);
}
