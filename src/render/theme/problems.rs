//! What Tera says of a template, as diagnostics.
//!
//! Comes in: errors of Tera, and the file behind each template's name. Goes out: diagnostics with a place and a cure.
//! Never done here: finding problems.

use super::{Sources, THEME_PREFIX};
use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::file::{FileText, Position};
use crate::base::suggest::nearest;
use crate::render::codes;
use std::collections::BTreeSet;
use std::sync::Arc;
use tera::{Error, ErrorKind, ReportError};

/// Filters a template can use: Tera's and ours.
pub const FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "day",
    "day_brief",
    "day_long",
    "day_short",
    "day_weekday",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "hash_short",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "month",
    "month_name",
    "newlines_to_br",
    "nth",
    "number",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
    "year",
];

/// Functions a template can call.
pub const FUNCTIONS: &[&str] = &["months", "range", "super", "throw", "weekdays", "word"];

/// Tests a template can make with `is`.
pub const TESTS: &[&str] = &[
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// The syntax error in an error of one template alone, where it is one.
pub fn syntax(error: &Error, sources: &Sources) -> Option<Diagnostic> {
    let ErrorKind::SyntaxError(report) = error.kind() else { return None };
    let help = "the manual's page of themes says what a template may hold";
    Some(Diagnostic::new(&codes::TEMPLATE_SYNTAX, place_of(report, sources), sentence(report.message())).help(help))
}

/// All problems in an error of adding every template at once.
pub fn references(error: &Error, sources: &Sources) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::CircularExtend { tpl, .. } => {
            let message = format!("`{}` extends itself", base_name(tpl));
            vec![name_problem(tpl, "extends", &message, sources).help(same_name_help(tpl, sources))]
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let message = format!("`{}` includes itself: `{}`", base_name(tpl), include_chain.join("` → `"));
            vec![name_problem(tpl, "include", &message, sources).help("take one `include` out of the ring")]
        }
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("there is no template `{parent}` to extend");
            vec![with_nearest(name_problem(current, "extends", &message, sources), parent, &sources.names())]
        }
        ErrorKind::Msg(text) => text.split("\n\n").map(|report| reference(report, sources)).collect(),
        _ => vec![anywhere(error, sources)],
    }
}

/// The problem that kept a template from being filled in.
pub fn rendering(error: &Error, template: &str, sources: &Sources) -> Diagnostic {
    let place = |name: &str| sources.file(name).map(|file| Place::file(file.path()));
    match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            let message = sentence(report.message());
            let place = place_of(report, sources);
            match report.message().starts_with("Field ") || report.message().starts_with("Variable ") {
                true => Diagnostic::new(&codes::TEMPLATE_FIELD, place, message)
                    .help("put `{% if %}` round what may be absent; the manual's page of themes lists every field"),
                false => {
                    Diagnostic::new(&codes::TEMPLATE_FAILED, place, message).help("see the manual's page of themes")
                }
            }
        }
        _ => match place(template) {
            Some(place) => Diagnostic::new(&codes::TEMPLATE_FAILED, place, sentence(&error.to_string())),
            None => anywhere(error, sources),
        },
    }
}

/// One report as Tera writes it: `error: Unknown filter `x`\n --> page.html:3:7\n …`
fn reference(report: &str, sources: &Sources) -> Diagnostic {
    let mut lines = report.lines();
    let message = lines.next().unwrap_or_default().trim_start_matches("error: ");
    let place = lines.next().and_then(|line| read_place(line.trim_start().strip_prefix("--> ")?, message, sources));
    let place = place.unwrap_or_else(|| sources.first_place());
    let problem = Diagnostic::new(&codes::TEMPLATE_NAME, place, sentence(message));
    let name = in_backticks(message).unwrap_or_default();
    let known = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    match message.split(' ').nth(1) {
        Some("filter") => with_nearest(problem, name, &known(FILTERS)),
        Some("function") => with_nearest(problem, name, &known(FUNCTIONS)),
        Some("test") => with_nearest(problem, name, &known(TESTS)),
        Some("template") => with_nearest(problem, name, &sources.names()),
        _ => problem.help("the manual's page of themes lists the blocks and components of the default theme"),
    }
}

fn with_nearest(problem: Diagnostic, name: &str, known: &[String]) -> Diagnostic {
    match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!("there are: `{}`", known.join("`, `"))),
    }
}

/// `page.html:3:7`, columns from 1. The place ends after the name in backticks, where that is what stands there.
fn read_place(text: &str, message: &str, sources: &Sources) -> Option<Place> {
    let mut parts = text.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let file = sources.file(parts.next()?)?;
    let span = file.line(line);
    let characters = file.slice(span.clone());
    let start =
        span.start + characters.char_indices().nth(column.saturating_sub(1)).map_or(characters.len(), |(at, _)| at);
    let rest = &file.text()[start..];
    let length = in_backticks(message).filter(|name| rest.starts_with(name)).map_or(0, str::len);
    Some(Place::of(file, start..start + length))
}

fn place_of(report: &ReportError, sources: &Sources) -> Place {
    match sources.file(report.filename()) {
        Some(file) => Place::of(file, report.span().range.clone()),
        None => sources.first_place(),
    }
}

/// A problem of a template as a whole, placed at the tag that makes it.
fn name_problem(template: &str, tag: &str, message: &str, sources: &Sources) -> Diagnostic {
    let place = sources.file(template).map(|file| tag_place(file, tag)).unwrap_or_else(|| sources.first_place());
    Diagnostic::new(&codes::TEMPLATE_NAME, place, message)
}

fn tag_place(file: &Arc<FileText>, tag: &str) -> Place {
    let text = file.text();
    let found = text.match_indices("{%").find_map(|(at, _)| {
        let inside = text[at + 2..].trim_start_matches('-').trim_start();
        inside.starts_with(tag).then(|| text.len() - inside.len())
    });
    Place::of(file, found.map_or(0..0, |start| start..start + tag.len()))
}

fn same_name_help(template: &str, sources: &Sources) -> String {
    let name = base_name(template);
    match sources.file(template).and_then(|file| file.path().below("templates").map(str::to_owned)) {
        Some(_) => format!("write `{{% extends \"{THEME_PREFIX}{name}\" %}}` to extend the theme's `{name}`"),
        None => format!("write the name of the theme it is taken from before it, `folio/{name}`"),
    }
}

fn anywhere(error: &Error, sources: &Sources) -> Diagnostic {
    Diagnostic::new(&codes::TEMPLATE_FAILED, sources.first_place(), sentence(&error.to_string()))
}

/// The name of a template without the prefix of its layer.
fn base_name(name: &str) -> &str {
    name.strip_prefix(THEME_PREFIX).unwrap_or(name)
}

fn in_backticks(message: &str) -> Option<&str> {
    message.split('`').nth(1)
}

/// As our messages are: one line, lower case, no full stop.
fn sentence(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default().trim_start_matches("error: ").trim_end_matches('.');
    let line = line.split(". Available ").next().unwrap_or(line);
    let mut characters = line.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => String::new(),
    }
}

impl Sources {
    /// The file behind a template's name.
    pub fn file(&self, name: &str) -> Option<&Arc<FileText>> {
        self.0.get(name)
    }

    /// Names as a template writes them: without the prefix of a layer.
    fn names(&self) -> Vec<String> {
        let own = self.0.iter().filter(|(name, file)| file.path().as_str().ends_with(&format!("templates/{name}")));
        let own = own.map(|(name, _)| name.as_str());
        let names: BTreeSet<&str> =
            own.chain(self.0.keys().filter_map(|name| name.strip_prefix(THEME_PREFIX))).collect();
        names.into_iter().map(str::to_owned).collect()
    }

    /// Where to point when Tera does not say.
    fn first_place(&self) -> Place {
        match self.0.values().next() {
            Some(file) => Place::file(file.path()),
            None => Place {
                file: crate::base::file::SitePath::new("site.toml").expect("a name is a path"),
                start: Position { line: 1, column: 1 },
                end: Position { line: 1, column: 1 },
            },
        }
    }
}
