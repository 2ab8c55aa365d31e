//! `postil check`: all that `build` checks, and nothing written. `--sources` has a room of its own.

mod folder;

use super::args::{Check, Format, Scope};
use super::fix::{self, Reader};
use super::outcome::{Exit, Stop};
use super::print::{self, Found, print, summary};
use super::{clock, memory, read, root, terminal};
use crate::base::diagnostic::{Diagnostic, Report, Severity};
use crate::render::address::LinkForm;
use crate::render::exposure::{Exposed, exposure};
use crate::render::plan::Plan;
use crate::{Built, Wanted, build};
use rayon::prelude::*;
use std::path::Path;
use std::time::Instant;

/// Checks the site and prints what it found.
pub fn check(given: Option<&Path>, wanted: &Check) -> Result<Exit, Stop> {
    if let Some(sources) = &wanted.sources {
        return match given {
            None => folder::check(sources, wanted),
            Some(_) => Err(Stop::usage("`--root` names a site, and `--sources` checks files that belong to none")
                .help("leave one of the two out")),
        };
    }
    if wanted.exposure && !matches!(wanted.format, Format::Human | Format::Short | Format::Json) {
        return Err(Stop::usage("`--exposure` has no place in this format")
            .help("take `--format human`, `--format short` or `--format json`"));
    }
    let began = Instant::now();
    let root = root::find(given)?;
    let (mut tree, mut report) = read::read(&root)?;
    let asked = asked(&wanted.scope)?;
    let mended = match wanted.fixing.fix {
        true => Some(fix::fix(&root, &tree, &asked, &wanted.fixing)?),
        false => None,
    };
    if let Some(mended) = &mended {
        tree = mended.tree.clone();
        let is_person = matches!(wanted.format, Format::Human | Format::Short);
        fix::say(mended, if is_person { Reader::Person } else { Reader::Program })?;
    }
    build(&tree, &asked, &|_| {}, |mut built| {
        report.extend(memory::explain(&root, &tree, std::mem::take(&mut built.report)));
        if let Some(plan) = &built.plan {
            report.extend(make_all(plan));
        }
        let diagnostics = report.sorted();
        let exposure = exposed(&built, &diagnostics, wanted.exposure);
        let fixed = mended.as_ref().map(|mended| &mended.changes[..]);
        let (tally, moves) = (built.tally, built.moves);
        let found = Found {
            root: &root,
            tree: &tree,
            diagnostics: &diagnostics,
            tally,
            moves,
            exposure: exposure.as_deref(),
            fixed,
        };
        let text = print(&found, wanted.format);
        if !text.is_empty() {
            terminal::say(&text)?;
        }
        if wanted.exposure && wanted.format != Format::Json {
            terminal::say(&print::exposure::table(exposure.as_deref()))?;
        }
        if wanted.format == Format::Human {
            say_summary(&built, &diagnostics, began)?;
        }
        Ok(exit(&diagnostics, wanted.strict))
    })
}

/// What leaves of each text, where that is asked for. A site with errors is not published.
fn exposed(built: &Built, diagnostics: &[Diagnostic], is_wanted: bool) -> Option<Vec<Exposed>> {
    let has_errors = diagnostics.iter().any(|found| found.severity == Severity::Error);
    let (digest, plan) = (built.digest?, built.plan.as_ref()?);
    (is_wanted && !has_errors).then(|| exposure(digest, plan))
}

/// What a scope asks of a build.
pub fn asked(scope: &Scope) -> Result<Wanted, Stop> {
    let now = clock::now(scope.today)?;
    Ok(Wanted { now, drafts: scope.drafts, future: scope.future, base_url: None, links: LinkForm::Relative })
}

/// Makes every output once and throws it away, so that all faults of templates are found.
fn make_all(plan: &Plan) -> Report {
    let indexes = (0..plan.outputs().len()).into_par_iter();
    let problems: Vec<Diagnostic> = indexes.filter_map(|index| plan.make(index).err()).collect();
    let mut report = Report::default();
    problems.into_iter().for_each(|problem| report.add(problem));
    report
}

fn say_summary(built: &Built, diagnostics: &[Diagnostic], began: Instant) -> Result<(), Stop> {
    for line in [summary::held_back(&built.held_back), summary::moves(&built.moves)].iter().flatten() {
        terminal::say(line)?;
    }
    let pages = built.plan.as_ref().map(|plan| summary::pages(plan.outputs()));
    let work = summary::work(pages, &built.tally, began.elapsed());
    match summary::problems(diagnostics) {
        Some(problems) => terminal::say(&format!("\n{problems}; {work}")),
        None => terminal::say(&format!("nothing is wrong: {work}")),
    }
}

fn exit(diagnostics: &[Diagnostic], strict: bool) -> Exit {
    let worst = if strict { Severity::Warning } else { Severity::Error };
    let found = diagnostics.iter().any(|diagnostic| diagnostic.severity <= worst);
    if found { Exit::Found } else { Exit::Clean }
}
