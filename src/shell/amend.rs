//! `postil amend ID --because "…"`: a wanted correction of a stored text is accepted, with its day and its reason.
//!
//! The site is read as it would be afterwards: where quotations no longer hold, nothing is written unless that is accepted.

use super::args::Amend;
use super::outcome::{Exit, Stop};
use super::print::human;
use super::whole::{Replace, inside, write_whole};
use super::{clock, memory, read, root, terminal};
use crate::base::day::Now;
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::edits::apply_to_file;
use crate::base::file::{FileText, SitePath, Tree};
use crate::parse::content::Content;
use crate::parse::ids::{CaptureName, SourceId};
use crate::render::address::LinkForm;
use crate::resolve::amend::{Amending, Fault, cited_at, plan};
use crate::resolve::evidence::{Change, altered};
use crate::{Wanted, build};
use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;

/// Accepts the text of one source as it is now.
pub fn amend(given: Option<&Path>, wanted: &Amend) -> Result<Exit, Stop> {
    let (id, capture) = named(&wanted.source)?;
    let because = reason(&wanted.because)?;
    let root = root::find(given)?;
    let (tree, _) = read::read(&root)?;
    let content = read::content(&tree)?;
    let now = clock::now(wanted.today)?;
    let today = now.day_in(&content.site.time_zone);
    let amending = plan(&content, (&id, capture), today, because).map_err(|fault| refused(&fault, &wanted.source))?;
    let path = amending.source.file.path();
    let bytes = tree.get(path).ok_or_else(changed_meanwhile)?;
    let new = apply_to_file(bytes, vec![amending.edit.clone()]).ok_or_else(changed_meanwhile)?;
    let mut after = tree.clone();
    after.insert(path.clone(), new.clone());
    terminal::say(&terminal::printable(&shown(&root, &amending, today.to_string().as_str(), because)))?;
    let broken = broken_by(&content, &after, now, (&id, path))?;
    if !broken.is_empty() {
        terminal::say(&human::print(&broken, &after))?;
    }
    if wanted.dry_run {
        terminal::say("nothing was written")?;
        return Ok(if broken.is_empty() { Exit::Clean } else { Exit::Found });
    }
    if !broken.is_empty() && !wanted.yes && !agreed(broken.len())? {
        return Err(Stop::found(format!("nothing was written, since {}", no_longer_hold(broken.len()))).help(
            "correct these quotations first; or accept the text with `--yes`, and correct them before the next build",
        ));
    }
    let file = inside(&root, path.as_str())?;
    if fs::read(&file).map_err(|error| Stop::at("read", &file, &error))? != **bytes {
        return Err(changed_meanwhile());
    }
    write_whole(&file, &new, Replace::Allowed)?;
    memory::keep(&root, path, &new);
    terminal::say(&format!("amended; `{path}` has a line more under `amendments`"))?;
    Ok(Exit::Clean)
}

/// The reason, in the one line that readers are shown.
fn reason(given: &str) -> Result<&str, Stop> {
    let given = given.trim();
    if given.is_empty() {
        return Err(Stop::usage("`--because` gives no reason")
            .help("say in one line what was wrong: `--because \"scanning error in ¶4\"`"));
    }
    let lines: Vec<&str> = given.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.len() > 1 {
        return Err(Stop::usage(format!("the reason has {} lines, and readers are shown one", lines.len())).help(
            format!("write it in one line: `--because {}`", terminal::printable(&shell_word(&lines.join(" ")))),
        ));
    }
    if given.chars().any(char::is_control) {
        return Err(
            Stop::usage("the reason has a character that cannot be seen").help("write the reason again by hand")
        );
    }
    Ok(given)
}

/// A text in quotation marks as a shell takes them.
fn shell_word(text: &str) -> String {
    if text.contains(['"', '$', '`', '\\', '!']) {
        format!("'{}'", text.replace('\'', "’"))
    } else {
        format!("\"{text}\"")
    }
}

/// `lantern-2026-03-14`, `lantern-2026-03-14@2026-03-14`
fn named(given: &str) -> Result<(SourceId, Option<CaptureName>), Stop> {
    let given = given.strip_prefix("source/").unwrap_or(given);
    let (id, day) = match given.split_once('@') {
        Some((id, day)) => (id, Some(day)),
        None => (given, None),
    };
    let id = SourceId::new(id).ok_or_else(|| {
        Stop::usage(format!("`{id}` is no id of a source"))
            .help("an id has lower-case letters a to z, digits and hyphens only")
    })?;
    match day.map(CaptureName::parse) {
        Some(None) => Err(Stop::usage(format!("`{given}` does not name a capture"))
            .help(format!("write the day on which it was retrieved: `{id}@2026-03-14`"))),
        capture => Ok((id, capture.flatten())),
    }
}

fn refused(fault: &Fault, given: &str) -> Stop {
    match fault {
        Fault::Unknown(near) => {
            let stop = Stop::usage(format!("there is no source `{given}`"));
            match near {
                Some(near) => stop.help(format!("did you mean `{near}`?")),
                None => stop,
            }
        }
        Fault::NoCapture(names) => {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            let stop = Stop::usage(format!("there is no capture `{given}`"));
            match names.is_empty() {
                true => stop.help("its text has no `capture`, so leave the day out"),
                false => stop.help(format!("its captures are {}, the current one first", names.join(", "))),
            }
        }
        Fault::NoHash(path) => Stop::found(format!("`{given}` has no hash, so nothing holds its text to what it was"))
            .help(format!("change the text of `{path}` as you wish: no amendment is needed")),
        Fault::Unchanged => Stop::found(format!(
            "the text of `{given}` is the one that its hash was made of: there is nothing to amend"
        ))
        .help("correct the text in the file first, save it, and then say why"),
        Fault::Early(day) => Stop::found(format!("`{given}` has a text or an amendment of {day}, after the day given"))
            .help("give the day of the correction with `--today`"),
        Fault::Broken => Stop::found(format!("`{given}` cannot be read"))
            .help("run `postil check`, which says what is wrong with it"),
        Fault::Unwritable(path, line) => {
            Stop::found(format!("the front matter of `{path}` cannot take up a line by itself"))
                .help(format!("add this to it:\n{line}"))
        }
    }
}

fn changed_meanwhile() -> Stop {
    Stop::found("the file changed while it was read, and was left as it is").help("try again")
}

/// What is accepted, and the line that is written.
fn shown(root: &Path, amending: &Amending, today: &str, because: &str) -> String {
    let source = amending.source;
    let mut lines = Vec::new();
    let changed = altered(source);
    let change = changed.as_ref().and_then(|changed| Some(changed.change(&memory::former(root, changed)?)));
    match change {
        None => {}
        Some(Change::Tidied) => lines.push("only blanks and marks differ, the words are the same".to_owned()),
        Some(Change::Words(changes)) => lines.extend(changes.iter().map(|change| change.named())),
        Some(Change::Most(paragraph)) => lines.push(format!("most words differ from ¶{paragraph} on")),
    }
    lines.push(format!("{}: {today}: {because}", source.file.path()));
    lines.join("\n")
}

/// The errors at quotations of the source that there would be afterwards, when the text itself holds. Whatever else is
/// wrong with the site is not for this command to say.
fn broken_by(
    content: &Content,
    after: &Tree,
    now: Now,
    (id, path): (&SourceId, &SitePath),
) -> Result<Vec<Diagnostic>, Stop> {
    let wanted = Wanted { now, drafts: true, future: true, base_url: None, links: LinkForm::Relative };
    let report = build(after, &wanted, &|_| {}, |built| built.report);
    let is_accepted = crate::parse::content::read(after).0.is_some_and(|content| {
        let text = content.sources.iter().find(|source| source.file.path() == path);
        text.is_some_and(|text| altered(text).is_none())
    });
    if !is_accepted {
        return Err(Stop::found(format!("the front matter of `{path}` cannot take up an amendment as it is written"))
            .help("run `postil check`, and mend what it says of that file first"));
    }
    let cited = cited_at(content, id);
    let at_citation = |found: &Diagnostic| {
        let file = FileText::new(found.place.file.clone(), &String::from_utf8_lossy(after.get(&found.place.file)?));
        let at = file.offset(found.place.start);
        cited.get(&found.place.file)?.iter().any(|span| (span.start..=span.end).contains(&at)).then_some(())
    };
    let all = report.sorted().into_iter().filter(|found| found.severity == Severity::Error);
    Ok(all.filter(|found| at_citation(found).is_some()).collect())
}

fn no_longer_hold(count: usize) -> String {
    match count {
        1 => "one quotation or reference does not hold in the text".to_owned(),
        count => format!("{count} quotations or references do not hold in the text"),
    }
}

/// Asks where somebody is there to answer.
fn agreed(count: usize) -> Result<bool, Stop> {
    let question = format!("{}; accept the text all the same?", no_longer_hold(count));
    Ok(io::stdin().is_terminal() && terminal::agrees(&question)?)
}
