//! Problems mended in the text of their files: which changes are taken, and how they come together (`check --fix`).
//!
//! Comes in: the files, a way to find what is wrong with them, and what is allowed. Goes out: the files as they would be,
//! with every change. Never done here: touching a disk, choosing between several changes, taking a guess, changing a
//! stored source, and changing anything but the bytes that a change names.

use super::diagnostic::{Diagnostic, Fix, Grounds, Place};
use super::edits::{Edit, apply};
use super::file::{FileText, SitePath, Tree};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// After this many rounds what is left is left: each round finds what the one before it hid.
const ROUNDS: usize = 16;
/// Below this folder files are changed,
const CONTENT: &str = "content";
/// and below this one never: a stored text is evidence.
const SOURCES: &str = "content/sources";

/// Whether quoted words may be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// They stay as the author has them.
    Kept,
    /// They become those of the source.
    Corrected,
}

/// One change, made or held back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Code of the problem that it mends.
    pub code: &'static str,
    /// What it does: ``write `¶4` ``.
    pub title: String,
    /// What it replaces, in the file as it stood right before.
    pub place: Place,
    /// The characters that stood there.
    pub old: String,
    /// Those that stand there now.
    pub new: String,
    /// The lines of the place before,
    pub lines_before: String,
    /// and after.
    pub lines_after: String,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Mended {
    /// All files.
    pub tree: Tree,
    /// Those that are not as they were.
    pub files: BTreeSet<SitePath>,
    /// In the order in which they were made.
    pub changes: Vec<Change>,
    /// What would change quoted words, and was not asked for.
    pub held_back: Vec<Change>,
}

/// Makes every change that is the only cure of its problem, again until there is none left to make. A file in which the
/// changes of a round do not mend what they are for keeps its text of before that round.
pub fn mend(tree: &Tree, words: Words, diagnose: impl Fn(&Tree) -> Vec<Diagnostic>) -> Mended {
    let mut mended = Mended { tree: tree.clone(), files: BTreeSet::new(), changes: Vec::new(), held_back: Vec::new() };
    let mut stubborn = BTreeSet::new();
    let mut found = diagnose(tree);
    for _ in 0..ROUNDS {
        let drafts = drafts(&mended.tree, &found, words, &stubborn);
        if drafts.is_empty() {
            break;
        }
        let mut tried = mended.tree.clone();
        for (path, draft) in &drafts {
            tried.insert(path.clone(), draft.bytes.clone());
        }
        let mut left = diagnose(&tried);
        let (good, bad): (Vec<_>, Vec<_>) =
            drafts.into_iter().partition(|(path, draft)| draft.mends(of_file(&found, path), of_file(&left, path)));
        for (path, draft) in good {
            mended.tree.insert(path.clone(), draft.bytes);
            mended.files.insert(path);
            mended.changes.extend(draft.changes);
        }
        if !bad.is_empty() {
            stubborn.extend(bad.into_iter().map(|(path, _)| path));
            left = diagnose(&mended.tree);
        }
        found = left;
    }
    mended.held_back = held_back(&mended.tree, &found);
    mended
}

/// A file as it would be after one round.
struct Draft {
    bytes: Vec<u8>,
    changes: Vec<Change>,
}

impl Draft {
    /// Whether there are fewer problems of each kind that was mended, and, where the body was read before, not more of
    /// all kinds.
    fn mends<'a>(
        &self,
        before: impl Iterator<Item = &'a Diagnostic> + Clone,
        after: impl Iterator<Item = &'a Diagnostic> + Clone,
    ) -> bool {
        let codes: BTreeSet<&str> = self.changes.iter().map(|change| change.code).collect();
        let counts = |found: &mut dyn Iterator<Item = &Diagnostic>| {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            found.for_each(|one| *counts.entry(one.code.name).or_default() += 1);
            counts
        };
        let (before, after) = (counts(&mut before.clone()), counts(&mut after.clone()));
        let total = |counts: &BTreeMap<&str, usize>| counts.values().sum::<usize>();
        // What is wrong with front matter hides what is wrong with the body.
        let hid = !codes.iter().all(|code| ["quotation-", "locator-"].iter().any(|start| code.starts_with(start)));
        codes.iter().all(|code| after.get(code) < before.get(code)) && (hid || total(&after) <= total(&before))
    }
}

fn of_file<'a>(found: &'a [Diagnostic], path: &'a SitePath) -> impl Iterator<Item = &'a Diagnostic> + Clone {
    found.iter().filter(move |one| one.place.file == *path)
}

/// The files that one round changes.
fn drafts(tree: &Tree, found: &[Diagnostic], words: Words, stubborn: &BTreeSet<SitePath>) -> BTreeMap<SitePath, Draft> {
    let mut wanted: BTreeMap<&SitePath, Vec<(&Diagnostic, &Fix)>> = BTreeMap::new();
    for (diagnostic, fix) in
        only_cures(found).filter(|(_, fix)| words == Words::Corrected || fix.grounds == Grounds::Sure)
    {
        if !stubborn.contains(&fix.place.file) {
            wanted.entry(&fix.place.file).or_default().push((diagnostic, fix));
        }
    }
    let draft = |(path, wanted): (&SitePath, Vec<_>)| Some((path.clone(), draft(&text(tree, path)?, &wanted)?));
    wanted.into_iter().filter_map(draft).collect()
}

/// The problems with one change alone that may be made, with it.
fn only_cures(found: &[Diagnostic]) -> impl Iterator<Item = (&Diagnostic, &Fix)> {
    fn only(diagnostic: &Diagnostic) -> Option<(&Diagnostic, &Fix)> {
        let mut cures = diagnostic.fixes.iter().filter(|fix| fix.grounds != Grounds::Guess);
        Some((diagnostic, cures.next().filter(|_| cures.next().is_none())?))
    }
    found.iter().filter_map(only).filter(|(_, fix)| may_change(&fix.place.file))
}

fn may_change(path: &SitePath) -> bool {
    path.below(CONTENT).is_some() && path.below(SOURCES).is_none()
}

fn text(tree: &Tree, path: &SitePath) -> Option<(bool, Arc<FileText>)> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let bytes = tree.get(path)?;
    Some((bytes.starts_with(MARK), FileText::new(path.clone(), std::str::from_utf8(bytes).ok()?)))
}

/// All changes to one file that do not touch each other: where two do, the first is made.
fn draft((has_mark, file): &(bool, Arc<FileText>), wanted: &[(&Diagnostic, &Fix)]) -> Option<Draft> {
    let mut wanted: Vec<(&Diagnostic, Edit, &Fix)> =
        wanted.iter().filter_map(|(diagnostic, fix)| Some((*diagnostic, edit(file, fix)?, *fix))).collect();
    wanted.sort_by(|a, b| a.1.cmp(&b.1));
    let (mut edits, mut changes): (Vec<Edit>, Vec<Change>) = (Vec::new(), Vec::new());
    let mut taken = None;
    for (diagnostic, edit, fix) in wanted {
        // Two that meet at one place could each be right alone.
        if taken.is_some_and(|end| edit.start <= end) {
            continue;
        }
        taken = Some(edit.end);
        changes.push(change(file, diagnostic, fix, &edit)?);
        edits.push(edit);
    }
    let text = apply(file.text(), edits)?;
    let is_changed = text != file.text();
    let mark = if *has_mark { "\u{feff}" } else { "" };
    is_changed.then(|| Draft { bytes: format!("{mark}{text}").into_bytes(), changes })
}

/// A change in bytes, with the line ends of its file.
fn edit(file: &FileText, fix: &Fix) -> Option<Edit> {
    let (start, end) = (file.offset(fix.place.start), file.offset(fix.place.end));
    let text = if file.text().contains("\r\n") {
        fix.text.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        fix.text.clone()
    };
    (start <= end).then(|| Edit::replace(start..end, text))
}

fn change(file: &FileText, diagnostic: &Diagnostic, fix: &Fix, edit: &Edit) -> Option<Change> {
    let lines = file.line(fix.place.start.line).start..file.line(fix.place.end.line).end.max(edit.end);
    let before = file.slice(lines.clone());
    let moved = Edit::replace(edit.start - lines.start..edit.end - lines.start, edit.text.clone());
    Some(Change {
        code: diagnostic.code.name,
        title: fix.title.clone(),
        place: fix.place.clone(),
        old: file.slice(edit.start..edit.end).to_owned(),
        new: edit.text.clone(),
        lines_before: before.to_owned(),
        lines_after: apply(before, vec![moved])?,
    })
}

fn held_back(tree: &Tree, found: &[Diagnostic]) -> Vec<Change> {
    let wording = only_cures(found).filter(|(_, fix)| fix.grounds == Grounds::Wording);
    let change = |(diagnostic, fix): (&Diagnostic, &Fix)| {
        let (_, file) = text(tree, &fix.place.file)?;
        change(&file, diagnostic, fix, &edit(&file, fix)?)
    };
    wording.filter_map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::{Code, Severity};

    const CODE: Code =
        Code { name: "quotation-x", severity: Severity::Error, summary: "", why: "", example: "", cure: "" };

    /// Every `a` is a problem that becomes `b`, every `w` a word that becomes `v`, every `g` may be `h`.
    fn diagnose(tree: &Tree) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (path, bytes) in tree.iter() {
            let file = FileText::new(path.clone(), std::str::from_utf8(bytes).unwrap());
            for (at, character) in file.text().char_indices() {
                let place = Place::of(&file, at..at + character.len_utf8());
                let problem = Diagnostic::new(&CODE, place.clone(), "x");
                match character {
                    'a' => found.push(problem.fix("b", place, "b")),
                    'n' => found.push(problem.fix("line", place, "\n")),
                    'w' => found.push(problem.change(Grounds::Wording, "v", place, "v")),
                    'g' => found.push(problem.guess("h", place, "h")),
                    't' => found.push(problem.fix("1", place.clone(), "1").fix("2", place, "2")),
                    's' => found.push(problem.fix("s", place, "sa")),
                    _ => {}
                }
            }
        }
        found
    }

    fn mended(path: &str, text: &str, words: Words) -> (String, usize, usize) {
        let path = SitePath::new(path).unwrap();
        let mut tree = Tree::default();
        tree.insert(path.clone(), text.as_bytes());
        let mended = mend(&tree, words, diagnose);
        let text = String::from_utf8(mended.tree.get(&path).unwrap().to_vec()).unwrap();
        (text, mended.changes.len(), mended.held_back.len())
    }

    #[test]
    fn only_cures_are_taken_and_no_other_byte_is_touched() {
        let text = "\u{feff}한 a g  \r\nt w\t\r\n\r\n";
        assert_eq!(mended("content/x.md", text, Words::Kept), ("\u{feff}한 b g  \r\nt w\t\r\n\r\n".to_owned(), 1, 1));
        let corrected = "\u{feff}한 b g  \r\nt v\t\r\n\r\n";
        assert_eq!(mended("content/x.md", text, Words::Corrected), (corrected.to_owned(), 2, 0));
        assert_eq!(mended("content/x.md", corrected, Words::Corrected), (corrected.to_owned(), 0, 0));
        assert_eq!(mended("content/x.md", "n\r\n", Words::Kept).0, "\r\n\r\n");
    }

    #[test]
    fn changes_that_meet_are_made_one_after_the_other() {
        assert_eq!(mended("content/x.md", "aa a", Words::Kept), ("bb b".to_owned(), 3, 0));
    }

    #[test]
    fn what_does_not_mend_is_not_made() {
        assert_eq!(mended("content/x.md", "s a", Words::Kept), ("s a".to_owned(), 0, 0));
    }

    #[test]
    fn stored_texts_and_other_folders_stay() {
        for path in ["content/sources/x.md", "site.toml", "themes/x.html"] {
            assert_eq!(mended(path, "a w", Words::Corrected), ("a w".to_owned(), 0, 0), "{path}");
        }
    }
}
