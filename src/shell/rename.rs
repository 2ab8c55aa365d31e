//! `postil rename KIND/ID NEW`: another name, with everything that names the thing.
//!
//! The site is read as it would be afterwards and compared with what it was: no error more, every quotation as it was, every
//! address still there. Then the files are written, all or none.

use super::args::Rename;
use super::ingest::raw;
use super::outcome::{Exit, Stop};
use super::whole::{Replace, inside, write_whole};
use super::{clock, read, root, terminal};
use crate::base::diagnostic::Severity;
use crate::base::edits::{Edit, apply_to_file};
use crate::base::file::{FileText, Tree};
use crate::base::key::Key;
use crate::parse::content::Content;
use crate::render::address::LinkForm;
use crate::resolve::digest::Tally;
use crate::resolve::rename::{Fault, Kind, Renaming, plan};
use crate::{Wanted, build};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// Renames one thing.
pub fn rename(given: Option<&Path>, wanted: &Rename) -> Result<Exit, Stop> {
    let (kind, old) = thing(&wanted.thing)?;
    let new = Key::new(&wanted.new).ok_or_else(|| not_a_key(&wanted.new))?;
    let root = root::find(given)?;
    let (tree, _) = read::read(&root)?;
    let content = read::content(&tree)?;
    let before = State::of(&tree)?;
    let renaming = settled(&content, &tree, kind, (old, &new), &before)?;
    terminal::say(&shown(&renaming, &tree))?;
    if wanted.dry_run {
        return Ok(Exit::Clean);
    }
    if !wanted.yes && io::stdin().is_terminal() && !terminal::agrees("do this?")? {
        terminal::say("nothing was changed")?;
        return Ok(Exit::Clean);
    }
    let written = write(&root, &renaming, &tree)?;
    terminal::say(&format!("renamed; {written} {} changed", if written == 1 { "file" } else { "files" }))?;
    Ok(Exit::Clean)
}

/// `source/lantern-2026-03-14`
fn thing(given: &str) -> Result<(Kind, &str), Stop> {
    let found = given.split_once('/').and_then(|(kind, id)| {
        let (_, kind) = Kind::ALL.into_iter().find(|(name, _)| *name == kind)?;
        Some((kind, id))
    });
    found.ok_or_else(|| {
        let kinds = Kind::ALL.map(|(name, _)| format!("`{name}/…`")).join(", ");
        Stop::usage(format!("`{given}` does not say what is renamed")).help(format!("begin with one of {kinds}"))
    })
}

fn not_a_key(new: &str) -> Stop {
    let stop = Stop::usage(format!("`{new}` cannot be a name: it takes small letters of ASCII, digits and hyphens"));
    match Key::from_words(new) {
        Some(key) => stop.help(format!("write `{}`", key.as_str())),
        None => stop,
    }
}

/// What must be the same afterwards.
struct State {
    errors: BTreeMap<(&'static str, String), usize>,
    tally: Tally,
    routes: BTreeSet<String>,
}

impl State {
    fn of(tree: &Tree) -> Result<State, Stop> {
        let now = clock::now(None)?;
        let wanted = Wanted { now, drafts: true, future: true, base_url: None, links: LinkForm::Relative };
        Ok(build(tree, &wanted, &|_| {}, |built| {
            let mut errors = BTreeMap::new();
            for found in built.report.iter().filter(|found| found.severity == Severity::Error) {
                *errors.entry((found.code.name, found.message.clone())).or_default() += 1;
            }
            let outputs = built.plan.as_ref().map(|plan| plan.outputs());
            let page = |path: &str| path.strip_suffix("index.html").map(|folder| format!("/{folder}"));
            let routes = outputs.into_iter().flatten().filter_map(|output| page(&output.path)).collect();
            State { errors, tally: built.tally, routes }
        }))
    }

    /// An error that `before` did not have.
    fn worse_than(&self, before: &State) -> Option<String> {
        let is_new = |((code, message), count): (&(&'static str, String), &usize)| {
            let known = before.errors.get(&(*code, message.clone())).copied().unwrap_or(0);
            (*count > known).then(|| format!("{message} ({code})"))
        };
        self.errors.iter().find_map(is_new)
    }
}

/// Plans, and plans again with the addresses that would die.
fn settled(
    content: &Content,
    tree: &Tree,
    kind: Kind,
    (old, new): (&str, &Key),
    before: &State,
) -> Result<Renaming, Stop> {
    let mut routes: Vec<String> = Vec::new();
    loop {
        let renaming = plan(content, tree.iter().map(|(path, _)| path), kind, (old, new), &routes)
            .map_err(|fault| refused(&fault, kind, old, new))?;
        let after = renaming.applied(tree).ok_or_else(|| unsure("two changes touch the same words"))?;
        let after = State::of(&after)?;
        if let Some(error) = after.worse_than(before) {
            return Err(unsure(&format!("afterwards there would be a new error: {error}")));
        }
        if after.tally != before.tally {
            return Err(unsure("afterwards the quotations would be counted otherwise"));
        }
        let dead: Vec<String> = before.routes.difference(&after.routes).cloned().collect();
        if before.routes.is_empty() || dead.is_empty() || !routes.is_empty() {
            return Ok(renaming);
        }
        routes = dead;
    }
}

fn unsure(why: &str) -> Stop {
    Stop::found(format!("nothing was renamed, since {why}"))
        .help("rename by hand, or report this with the files it is about")
}

fn refused(fault: &Fault, kind: Kind, old: &str, new: &Key) -> Stop {
    let word = Kind::ALL.into_iter().find(|(_, one)| *one == kind).map_or("", |(word, _)| word);
    match fault {
        Fault::Unknown(near) => {
            let stop = Stop::usage(format!("there is no {word} `{old}`"));
            match near {
                Some(near) => stop.help(format!("did you mean `{word}/{near}`?")),
                None => stop,
            }
        }
        Fault::Taken => {
            Stop::usage(format!("there is a {word} `{}` already", new.as_str())).help("choose another name")
        }
        Fault::Same => Stop::usage("the two names are one"),
        Fault::Unreadable(path) => Stop::found(format!("`{path}` cannot be changed by itself"))
            .help("run `postil check`, which says what is wrong with it"),
    }
}

/// The list of all that changes.
fn shown(renaming: &Renaming, tree: &Tree) -> String {
    let mut text = String::new();
    for (from, to) in &renaming.moves {
        text.push_str(&format!("move {from} → {}\n", to.name()));
    }
    for (path, edits) in &renaming.edits {
        let Some(Ok(all)) = tree.get(path).map(|bytes| std::str::from_utf8(bytes)) else { continue };
        let file = FileText::new(path.clone(), all);
        let all = file.text();
        let mut edits: Vec<&Edit> = edits.iter().collect();
        edits.sort();
        for edit in edits {
            let place = file.position(edit.start);
            let (old, new) = (all.get(edit.start..edit.end).unwrap_or("").trim(), edit.text.trim());
            let change = if old.is_empty() { format!("add {new}") } else { format!("{old} → {new}") };
            text.push_str(&format!("{path}:{}: {change}\n", place.line));
        }
    }
    text.trim_end().to_owned()
}

/// Writes all or nothing: what was done is undone where something fails.
fn write(root: &Path, renaming: &Renaming, tree: &Tree) -> Result<usize, Stop> {
    let unreadable = || Stop::found("the files changed while they were read").help("try again");
    let mut texts = Vec::new();
    for (path, edits) in &renaming.edits {
        let old = tree.get(path).ok_or_else(unreadable)?;
        let new = apply_to_file(old, edits.clone()).ok_or_else(unreadable)?;
        texts.push((inside(root, path.as_str())?, old.to_vec(), new));
    }
    let mut moves = Vec::new();
    for (from, to) in &renaming.moves {
        let (from, to) = (inside(root, from.as_str())?, inside(root, to.as_str())?);
        if to.exists() {
            return Err(Stop::found(format!("`{}` is there already", to.display())).help("move it away, and try again"));
        }
        // Bytes as received lie beside their text, and are read by nothing.
        if from.extension().is_some_and(|extension| extension == "md") {
            moves.extend(raw::beside(&from, &to).into_iter().filter(|(_, to)| !to.exists()));
        }
        moves.push((from, to));
    }
    for (path, old, _) in &texts {
        let now = fs::read(path).map_err(|error| Stop::at("read", path, &error))?;
        if now != *old {
            return Err(unreadable());
        }
    }
    let mut done = Done::default();
    let wrote = texts.iter().try_for_each(|(path, old, new)| {
        write_whole(path, new, Replace::Allowed)?;
        done.texts.push((path.clone(), old.clone()));
        Ok(())
    });
    let moved = wrote.and_then(|()| {
        moves.iter().try_for_each(|(from, to)| {
            fs::rename(from, to).map_err(|error| Stop::at("move", from, &error))?;
            done.moves.push((from.clone(), to.clone()));
            Ok(())
        })
    });
    let touched: BTreeSet<&PathBuf> =
        texts.iter().map(|(path, ..)| path).chain(moves.iter().map(|(from, _)| from)).collect();
    match moved {
        Ok(()) => Ok(touched.len()),
        Err(stop) => {
            done.undo();
            Err(stop)
        }
    }
}

/// What was done so far.
#[derive(Default)]
struct Done {
    texts: Vec<(PathBuf, Vec<u8>)>,
    moves: Vec<(PathBuf, PathBuf)>,
}

impl Done {
    fn undo(&self) {
        for (from, to) in self.moves.iter().rev() {
            // The machine failed once already: what it still can is done.
            let _ = fs::rename(to, from);
        }
        for (path, old) in self.texts.iter().rev() {
            let _ = write_whole(path, old, Replace::Allowed);
        }
    }
}
