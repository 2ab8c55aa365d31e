//! `postil build`: the site, complete or not at all.

use super::args::{Build, Format};
use super::outcome::{Exit, Stop};
use super::print::{Found, print, summary};
use super::progress::{Progress, Timings};
use super::write::target::Target;
use super::write::{self, Failure, Foreign, Written};
use super::{check, memory, read, root, terminal};
use crate::base::diagnostic::{Diagnostic, Report};
use crate::base::file::Tree;
use crate::parse::site::read_base_url;
use crate::render::address::LinkForm;
use crate::{Built, Wanted, build};
use std::path::Path;

/// Makes the site and puts it into the output folder.
pub fn make(given: Option<&Path>, wanted: &Build) -> Result<Exit, Stop> {
    let timings = Timings::new();
    use_threads(wanted.threads)?;
    let root = root::find(given)?;
    let target = Target::new(&root, wanted.out.as_deref(), std::env::home_dir().as_deref())?;
    let foreign = if wanted.force { Foreign::Keep } else { Foreign::Refuse };
    let asked = asked(wanted)?;
    write::permits(&target, foreign)?;
    timings.stage("read");
    let (tree, mut report) = read::read(&root)?;
    build(&tree, &asked, &|stage| timings.stage(stage), |mut built| {
        report.extend(memory::explain(&root, &tree, std::mem::take(&mut built.report)));
        let written = written(&built, &mut report, &target, foreign, &timings)?;
        let exit = say(&root, &tree, &built, report)?;
        if let Some(written) = written {
            memory::keep_all(&root, &tree);
            say_summary(&target, &built, &written, &timings)?;
        }
        if wanted.timings {
            terminal::note(&timings.table())?;
        }
        Ok(exit)
    })
}

/// `None` where an error forbids it; then the report has that error.
fn written(
    built: &Built,
    report: &mut Report,
    target: &Target,
    foreign: Foreign,
    timings: &Timings,
) -> Result<Option<Written>, Stop> {
    let Some(plan) = built.plan.as_ref().filter(|_| !report.has_errors()) else { return Ok(None) };
    timings.stage("pages");
    let progress = Progress::new(plan.outputs().len());
    let result = write::write(target, plan, foreign, &|| progress.tick());
    progress.end();
    match result {
        Ok(written) => Ok(Some(written)),
        Err(Failure::Stop(stop)) => Err(stop),
        Err(Failure::Found(problems)) => {
            problems.into_iter().for_each(|problem| report.add(problem));
            Ok(None)
        }
    }
}

/// Says what is wrong and what was held back.
fn say(root: &Path, tree: &Tree, built: &Built, report: Report) -> Result<Exit, Stop> {
    let exit = if report.has_errors() { Exit::Found } else { Exit::Clean };
    let diagnostics: Vec<Diagnostic> = report.sorted();
    let found = Found {
        root,
        tree,
        diagnostics: &diagnostics,
        tally: built.tally,
        moves: built.moves,
        exposure: None,
        fixed: None,
    };
    let text = print(&found, Format::Human);
    if !text.is_empty() {
        terminal::say(&text)?;
    }
    if let Some(problems) = summary::problems(&diagnostics) {
        let fate = if exit == Exit::Found { "; nothing was written" } else { "" };
        terminal::say(&format!("\n{problems}{fate}"))?;
    }
    for line in [summary::held_back(&built.held_back), summary::moves(&built.moves)].iter().flatten() {
        terminal::say(line)?;
    }
    Ok(exit)
}

fn say_summary(target: &Target, built: &Built, written: &Written, timings: &Timings) -> Result<(), Stop> {
    if written.in_place {
        let out = target.shown();
        terminal::note(&format!(
            "warning: `{out}` was changed file by file, since no folder beside it can take its place: readers may have \
             met pages of both sites for a moment"
        ))?;
    }
    let pages = built.plan.as_ref().map(|plan| summary::pages(plan.outputs()));
    let work = summary::work(pages, &built.tally, timings.elapsed());
    let changed = summary::amount(written.changed, "file", "files");
    terminal::say(&format!("{work}; {changed} changed in `{}`", target.shown()))
}

fn asked(wanted: &Build) -> Result<Wanted, Stop> {
    let asked = check::asked(&wanted.scope)?;
    let links = if wanted.disk { LinkForm::Disk } else { LinkForm::Relative };
    let base_url = wanted.base_url.as_deref().map(base_url).transpose()?;
    Ok(Wanted { base_url, links, ..asked })
}

fn base_url(given: &str) -> Result<String, Stop> {
    read_base_url(given).map_err(|fault| Stop::usage(format!("`--base-url {given}` {}", fault.why)).help(fault.help))
}

fn use_threads(threads: Option<std::num::NonZeroUsize>) -> Result<(), Stop> {
    const MOST: usize = 1024;
    let Some(threads) = threads else { return Ok(()) };
    if threads.get() > MOST {
        return Err(Stop::usage(format!("`--threads {threads}` is more than {MOST}")));
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.get()).build_global();
    pool.map_err(|error| Stop::machine(format!("cannot start {threads} threads: {error}")))
}
