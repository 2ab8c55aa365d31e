//! `check --fix`: the files as they are mended, put on the disk, and what was changed, said.
//!
//! Never done here: choosing what to change (`base::mend`), writing through a symlink, outside `content/`, or over a file
//! that another program has changed meanwhile.

use super::args::Fixing;
use super::outcome::Stop;
use super::print::summary::amount;
use super::terminal::{self, printable};
use super::whole::{Replace, inside, write_whole};
use crate::base::diagnostic::Diagnostic;
use crate::base::file::Tree;
use crate::base::mend::{Change, Mended, Words, mend};
use crate::resolve::{self, Asked, typeset};
use crate::{Wanted, parse};
use similar::{ChangeTag, TextDiff};
use std::fs;
use std::path::Path;

/// Mends what has one cure alone, and writes the files that changed.
pub fn fix(root: &Path, tree: &Tree, wanted: &Wanted, fixing: &Fixing) -> Result<Mended, Stop> {
    let words = if fixing.accept_source_wording { Words::Corrected } else { Words::Kept };
    let mended = mend(tree, words, |tree| diagnose(tree, wanted, fixing));
    for path in &mended.files {
        let file = inside(root, path.as_str())?;
        let now = fs::read(&file).map_err(|error| Stop::at("read", &file, &error))?;
        if tree.get(path).is_none_or(|read| **read != *now) {
            return Err(Stop::machine(format!("`{path}` changed while it was mended, and was left as it is"))
                .help("save it in your editor, and try again"));
        }
        let bytes = mended.tree.get(path).expect("a mended file is in the tree");
        write_whole(&file, bytes, Replace::Allowed)?;
    }
    Ok(mended)
}

/// What is wrong with the content; themes have nothing to mend.
fn diagnose(tree: &Tree, wanted: &Wanted, fixing: &Fixing) -> Vec<Diagnostic> {
    let (content, mut report) = parse::content::read(tree);
    if let Some(content) = content {
        let today = wanted.now.day_in(&content.site.time_zone);
        let asked = Asked { today, drafts: wanted.drafts, future: wanted.future };
        if fixing.typography {
            report.extend(typeset::offer(content.clone(), &asked));
        }
        report.extend(resolve::resolve(content, &asked).report);
    }
    report.sorted()
}

/// Says what was changed and what was held back: on the standard output where a person reads, else on the error stream.
pub fn say(mended: &Mended, reader: Reader) -> Result<(), Stop> {
    let text = told(mended);
    match reader {
        Reader::Person => terminal::say(&text),
        Reader::Program => terminal::note(&text),
    }
}

/// Who reads the standard output.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// A person.
    Person,
    /// A program, which gets nothing there but its format.
    Program,
}

fn told(mended: &Mended) -> String {
    let mut text = String::new();
    for change in &mended.changes {
        text.push_str(&shown(change));
    }
    text.push_str(&match (mended.changes.len(), mended.files.len()) {
        (0, _) => "nothing was changed\n".to_owned(),
        (changes, files) => {
            format!("{} made in {}\n", amount(changes, "change", "changes"), amount(files, "file", "files"))
        }
    });
    if !mended.held_back.is_empty() {
        let count = amount(mended.held_back.len(), "change", "changes");
        text.push_str(&format!("\n{count} of quoted words held back; `--accept-source-wording` makes these:\n"));
        for change in &mended.held_back {
            text.push_str(&shown(change));
        }
    }
    text
}

/// The place and the lines before and after, with the words that differ: `[-old-]`, `{+new+}`.
fn shown(change: &Change) -> String {
    let (file, start) = (&change.place.file, change.place.start);
    let diff = TextDiff::from_unicode_words(&change.lines_before, &change.lines_after);
    let (mut before, mut after) = (String::new(), String::new());
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for piece in diff.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, run)) if *tag == piece.tag() => run.push_str(piece.value()),
            _ => runs.push((piece.tag(), piece.value().to_owned())),
        }
    }
    for (tag, run) in runs {
        match tag {
            ChangeTag::Equal => {
                before.push_str(&run);
                after.push_str(&run);
            }
            ChangeTag::Delete => before.push_str(&format!("[-{run}-]")),
            ChangeTag::Insert => after.push_str(&format!("{{+{run}+}}")),
        }
    }
    let lines = |mark: char, text: &str| text.lines().map(|line| format!("  {mark} {line}\n")).collect::<String>();
    printable(&format!(
        "{file}:{}:{}: {} ({})\n{}{}",
        start.line,
        start.column,
        change.title,
        change.code,
        lines('-', &before),
        lines('+', &after)
    ))
}
