//! The order in which files are found decides nothing: the same content in any order makes the same digest.

use postil::base::day::Day;
use postil::parse::content::{self, Content};
use postil::resolve::{Asked, resolve};
use std::path::Path;

#[test]
fn shuffled_content_makes_the_same_digest() {
    let (tree, _) = postil::shell::read::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the repository is a site");
    let (content, _) = content::read(&tree);
    let content = content.expect("it has a `site.toml`");
    let expected = made(content.clone());
    assert!(expected.contains("Some(Digest"), "the repository's digest has no errors: {expected:.400}");
    for turns in [1, 3, 7] {
        assert!(made(shuffled(content.clone(), turns)) == expected, "another digest after {turns} turns");
    }
    assert!(made(reversed(content)) == expected, "another digest in reverse");
}

/// Everything that comes of resolving, problems sorted as people see them.
fn made(content: Content) -> String {
    let asked = Asked { today: Day::new(2026, 12, 1).expect("it is a day"), drafts: false, future: false };
    let resolved = resolve(content, &asked);
    let problems: Vec<String> = resolved.report.clone().sorted().iter().map(ToString::to_string).collect();
    format!(
        "Resolved {:?} {:?} {:?} {problems:?} {:?}",
        resolved.tally, resolved.moves, resolved.held_back, resolved.digest
    )
}

fn shuffled(mut content: Content, turns: usize) -> Content {
    fn turn<T>(list: &mut [T], turns: usize) {
        if !list.is_empty() {
            let middle = turns % list.len();
            list.rotate_left(middle);
            let half = list.len() / 2;
            list[half..].reverse();
        }
    }
    turn(&mut content.sources, turns);
    turn(&mut content.commentary, turns);
    turn(&mut content.editions, turns);
    turn(&mut content.pages, turns);
    turn(&mut content.topics, turns);
    turn(&mut content.publications, turns);
    turn(&mut content.authors, turns);
    content
}

fn reversed(mut content: Content) -> Content {
    content.sources.reverse();
    content.commentary.reverse();
    content.editions.reverse();
    content.pages.reverse();
    content.topics.reverse();
    content.publications.reverse();
    content.authors.reverse();
    content
}
