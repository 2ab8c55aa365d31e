//! Laws of a source that changes (SPEC 6), on texts changed at random: a new capture never breaks a build, every quotation
//! ends in exactly one way, and none is placed on words that are not its own.

#![allow(clippy::unwrap_used, reason = "what cannot be made stops the test")]

use postil::base::day::Day;
use postil::base::diagnostic::Severity;
use postil::base::file::{SitePath, Tree};
use postil::parse::content;
use postil::parse::words::StoredText;
use postil::resolve::diff::{Row, compare};
use postil::resolve::digest::{CaptureTally, Digest, Fate, Finding};
use postil::resolve::{Asked, resolve};
use proptest::prelude::*;
use std::collections::BTreeSet;

const SITE: &str = "title = \"A\"\nbase_url = \"https://a.example/\"\ntime_zone = \"UTC\"\nfeeds.authority = \"a.example,2026\"\n[quotations]\ncontract = 1\n";

/// A word and which one it is, whatever it says.
type Word = (String, usize);

/// Words that stand in many paragraphs.
const ECHO: [&str; 4] = ["bells", "rang", "over", "water"];

#[derive(Clone, Debug)]
struct Text {
    paragraphs: Vec<Vec<Word>>,
    next: usize,
}

impl Text {
    fn new(echoes: &[bool]) -> Text {
        let mut text = Text { paragraphs: Vec::new(), next: 0 };
        for echo in echoes {
            let paragraph = text.paragraph(*echo);
            text.paragraphs.push(paragraph);
        }
        text
    }

    fn own(&mut self) -> Word {
        let letter = |digit: usize| char::from(b'a' + u8::try_from(digit % 26).unwrap());
        let id = self.next;
        self.next += 1;
        (format!("{}{}{}o", letter(id), letter(id / 26), letter(id / 676)), id)
    }

    fn echo(&mut self) -> Vec<Word> {
        let from = self.next;
        self.next += ECHO.len();
        ECHO.iter().zip(from..).map(|(word, id)| ((*word).to_owned(), id)).collect()
    }

    fn paragraph(&mut self, echo: bool) -> Vec<Word> {
        let mut words: Vec<Word> = (0..6).map(|_| self.own()).collect();
        if echo {
            words.extend(self.echo());
        }
        words.extend((0..6).map(|_| self.own()).collect::<Vec<_>>());
        words
    }

    fn change(&mut self, change: &Change) {
        let count = self.paragraphs.len();
        let at = |index: usize| index % count.max(1);
        match *change {
            Change::Insert(index, echo) => {
                let paragraph = self.paragraph(echo);
                self.paragraphs.insert(index % (count + 1), paragraph);
            }
            _ if count == 0 => {}
            Change::Delete(index) if count > 1 => drop(self.paragraphs.remove(at(index))),
            Change::Delete(_) => {}
            Change::Move(from, to) => {
                let paragraph = self.paragraphs.remove(at(from));
                self.paragraphs.insert(to % count, paragraph);
            }
            Change::Word(index, word) => {
                let new = self.own();
                let paragraph = &mut self.paragraphs[at(index)];
                let place = word % paragraph.len();
                paragraph[place] = new;
            }
            Change::Echo(index, word) => {
                let echo = self.echo();
                let paragraph = &mut self.paragraphs[at(index)];
                let place = word % (paragraph.len() + 1);
                paragraph.splice(place..place, echo);
            }
        }
    }

    fn stored(&self, day: &str) -> String {
        let paragraphs = self.paragraphs.iter().map(|words| printed(words));
        format!(
            "---\ntitle: A\npublication: a\ncapture: {{retrieved: {day}}}\n---\n\n{}\n",
            paragraphs.collect::<Vec<_>>().join("\n\n")
        )
    }
}

fn printed(words: &[Word]) -> String {
    words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ")
}

#[derive(Clone, Debug)]
enum Change {
    Insert(usize, bool),
    Delete(usize),
    Move(usize, usize),
    Word(usize, usize),
    Echo(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let number = || 0..97usize;
    prop_oneof![
        (number(), any::<bool>()).prop_map(|(at, echo)| Change::Insert(at, echo)),
        number().prop_map(Change::Delete),
        (number(), number()).prop_map(|(from, to)| Change::Move(from, to)),
        (number(), number()).prop_map(|(at, word)| Change::Word(at, word)),
        (number(), number()).prop_map(|(at, word)| Change::Echo(at, word)),
    ]
}

/// A commentary that quotes three words at each place of each paragraph, and every echo.
fn commentary(text: &Text) -> (String, Vec<Vec<usize>>) {
    let mut written = "---\ntitle: A\ndate: 2026-01-02\n---\n\n".to_owned();
    let mut quoted = Vec::new();
    for (words, number) in text.paragraphs.iter().zip(1..) {
        for some in words.windows(ECHO.len()) {
            written.push_str(&format!("> {} — [@a, ¶{number}]\n\nA note.\n\n", printed(some)));
            quoted.push(some.iter().map(|(_, id)| *id).collect());
        }
    }
    (written, quoted)
}

fn digest(old: &Text, new: &Text, written: &str) -> (Digest, CaptureTally) {
    let mut tree = Tree::default();
    for (path, text) in [
        ("site.toml", SITE),
        ("content/publications.yaml", "- {key: a, name: A, language: en}\n"),
        ("content/sources/a.md", &new.stored("2026-01-03")),
        ("content/sources/a@2026-01-01.md", &old.stored("2026-01-01")),
        ("content/commentary/a.md", written),
    ] {
        tree.insert(SitePath::new(path).unwrap(), text.as_bytes());
    }
    let (content, mut report) = content::read(&tree);
    let asked = Asked { today: Day::new(2026, 12, 1).unwrap(), drafts: false, future: false };
    let resolved = resolve(content.unwrap(), &asked);
    report.extend(resolved.report);
    let errors: Vec<String> = report
        .sorted()
        .into_iter()
        .filter(|one| one.code.severity == Severity::Error)
        .map(|one| one.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    (resolved.digest.unwrap(), resolved.moves)
}

/// Which words a passage of the current text is made of.
fn ids(digest: &Digest, finding: &Finding, text: &Text) -> (usize, Fate, Vec<usize>) {
    let (Finding::Verified(held) | Finding::Superseded(held)) = finding else { panic!("{finding:?}") };
    let [held] = &held[..] else { panic!("{held:?}") };
    let placed = digest.passage(held.passage);
    let [stretch] = placed.passage.stretches() else { panic!("{placed:?}") };
    let words = digest.sources[0].texts[placed.text].stored.blocks[stretch.block].plain.text.as_str();
    let first = words[..stretch.range.start].matches(' ').count();
    let ids = match placed.text {
        0 => text.paragraphs[stretch.block][first..first + ECHO.len()].iter().map(|(_, id)| *id).collect(),
        _ => Vec::new(),
    };
    (placed.text, held.fate, ids)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_quotation_ends_in_one_way_and_on_its_own_words(
        echoes in prop::collection::vec(any::<bool>(), 1..6),
        changes in prop::collection::vec(change(), 0..6),
    ) {
        let old = Text::new(&echoes);
        let mut new = old.clone();
        changes.iter().for_each(|change| new.change(change));
        let known: BTreeSet<usize> = (0..old.next).collect();
        let (written, quoted) = commentary(&old);
        let (digest, moves) = digest(&old, &new, &written);
        let findings = &digest.commentary[0].body.findings;
        prop_assert_eq!(findings.len(), quoted.len());
        prop_assert_eq!(moves.placed + moves.moved + moves.ambiguous + moves.superseded, quoted.len());
        for (finding, own) in findings.iter().zip(&quoted) {
            let (text, fate, ids) = ids(&digest, finding, &new);
            prop_assert_eq!(text == 0, matches!(fate, Fate::Placed | Fate::Moved));
            prop_assert_eq!(matches!(finding, Finding::Superseded(_)), text > 0);
            // Words that nobody had before may be quoted where they stand; those of another place never.
            let are_own = ids.iter().all(|id| own.contains(id) || !known.contains(id));
            prop_assert!(text > 0 || are_own, "{:?} became {:?} of\n{}", own, ids, new.stored(""));
        }
    }

    #[test]
    fn a_difference_has_all_of_both_texts_once(
        echoes in prop::collection::vec(any::<bool>(), 0..6),
        changes in prop::collection::vec(change(), 0..6),
    ) {
        let old = Text::new(&echoes);
        let mut new = old.clone();
        changes.iter().for_each(|change| new.change(change));
        let stored = |text: &Text| {
            let paragraphs: Vec<String> = text.paragraphs.iter().map(|words| printed(words)).collect();
            StoredText::from_text(&paragraphs.join("\n\n"))
        };
        let difference = compare(&stored(&old), &stored(&new));
        let (mut olds, mut news) = (Vec::new(), Vec::new());
        for row in &difference.rows {
            match row {
                Row::Same { old, new } => { olds.push(*old); news.push(*new); }
                Row::Away { old, .. } => olds.push(*old),
                Row::Here { new, .. } => news.push(*new),
                Row::Changed { old, new, .. } => { olds.extend(old); news.extend(new); }
            }
        }
        news.sort_unstable();
        olds.sort_unstable();
        prop_assert_eq!(olds, (0..old.paragraphs.len()).collect::<Vec<_>>());
        prop_assert_eq!(news, (0..new.paragraphs.len()).collect::<Vec<_>>());
    }
}
