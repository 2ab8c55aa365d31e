//! postil: a static-site generator for annotated digests, in which a misquote cannot be published.
//!
//! # The way of the data
//!
//! ```text
//!  the world            Clip                Source file
//!  ─────────  ingest ─────────  (written to content/)
//!  content/, themes/, site.toml
//!      │ shell/read     folders → Tree (paths → bytes); the only reader of the disk
//!      ▼
//!    parse              bytes → checked values
//!      ▼
//!    resolve            values → one frozen Digest: passages anchored, links and routes settled, orders made
//!      ▼
//!    render             &Digest + &Theme → Plan: every route in order, each made into bytes when asked
//!      ▼
//!      │ shell/write    Plan → folder, complete or not at all; the only writer
//!  public/
//! ```

pub mod base;
pub mod parse;
pub mod ingest;
pub mod resolve;
pub mod render;
pub mod shell;

use base::day::Now;
use base::diagnostic::{Code, Place, Report};
use base::file::Tree;
use render::address::LinkForm;
use render::plan::Plan;
use render::theme::Theme;
use render::view::PageTemplate;
use resolve::digest::{CaptureTally, Digest, Tally};
use resolve::{Asked, HeldBack, Resolved};

/// What is asked of a build.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// When it happens.
    pub now: Now,
    /// Whether drafts are taken up.
    pub drafts: bool,
    /// Whether entries of days to come are taken up.
    pub future: bool,
    /// Where the site will stand, instead of what `site.toml` says.
    pub base_url: Option<String>,
    /// How pages link to each other.
    pub links: LinkForm,
}

/// What came of a build.
#[derive(Default)]
pub struct Built<'a> {
    /// Every output, made when asked; `None` where the report has errors.
    pub plan: Option<Plan<'a>>,
    /// What the plan shows; there where the plan is.
    pub digest: Option<&'a Digest>,
    /// Quotations by verdict.
    pub tally: Tally,
    /// What became of quotations whose source has changed.
    pub moves: CaptureTally,
    /// Entries that were left out because their day has not come.
    pub held_back: Vec<HeldBack>,
    /// Every problem found so far. Making an output may find another.
    pub report: Report,
}

/// From the files of a site to its plan, handed to `then`. `stage` is told the name of each part of the way as it begins.
pub fn build<R>(tree: &Tree, wanted: &Wanted, stage: &dyn Fn(&'static str), then: impl FnOnce(Built<'_>) -> R) -> R {
    stage("parse");
    let (content, mut report) = parse::content::read(tree);
    let Some(mut content) = content else { return then(Built { report, ..Built::default() }) };
    if let Some(base_url) = &wanted.base_url {
        content.site.base_url.clone_from(base_url);
    }
    let (theme, themed) =
        parse::theme::read(tree, &content.site.theme, Place::of(&content.site_file, content.site.theme_span.clone()));
    report.extend(themed);
    report.extend(parse::theme::check_settings(&theme, &content.site, &content.site_file));
    stage("resolve");
    let language = content.site.language.clone();
    let asked =
        Asked { today: wanted.now.day_in(&content.site.time_zone), drafts: wanted.drafts, future: wanted.future };
    let Resolved { digest, tally, moves, held_back, report: resolved } = resolve::resolve(content, &asked);
    report.extend(resolved);
    stage("theme");
    let languages = digest.as_ref().map(render::site::languages).unwrap_or_default();
    let (theme, compiled) = Theme::compile(&theme, &language, &languages, &PageTemplate::all());
    report.extend(compiled);
    stage("render");
    let digest = digest.as_ref().filter(|_| !report.has_errors());
    let plan = digest.map(|digest| render::site::plan(digest, &theme, wanted.links));
    then(Built { plan, digest, tally, moves, held_back, report })
}

/// Every kind of problem the program can find, by name.
pub fn codes() -> Vec<&'static Code> {
    let tables = [
        parse::codes::CODES,
        parse::mark_codes::CODES,
        resolve::codes::CODES,
        resolve::quote::codes::CODES,
        render::codes::CODES,
        shell::codes::CODES,
    ];
    let mut all: Vec<&'static Code> = tables.concat();
    all.sort_by_key(|code| code.name);
    all
}
