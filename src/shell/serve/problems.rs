//! Problems as a browser shows them: over the last good page, or alone where there is none.
//!
//! The same marks as a page of the site may use: no inline script, no inline style.

use crate::base::diagnostic::Diagnostic;
use crate::base::file::{FileText, SitePath, Tree};
use crate::base::html::escape;
use crate::shell::outcome::Stop;
use crate::shell::print::summary::amount;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The style of both, at its address.
pub const STYLE: (&str, &str) = ("/__postil/problems.css", include_str!("problems.css"));

/// One problem in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    place: Option<String>,
    code: Option<&'static str>,
    message: String,
    line: Option<String>,
    help: Option<String>,
    /// How many there are of it.
    stands_for: usize,
}

/// How many problems are shown; the others are in the terminal.
const SHOWN: usize = 50;

/// Files with problems, each read once.
type Files = BTreeMap<SitePath, Arc<FileText>>;

impl Problem {
    /// The problems of the site that a browser is shown: the first, and how many more there are.
    pub fn all<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>, tree: &Tree) -> Vec<Problem> {
        let mut files = Files::new();
        let mut diagnostics = diagnostics.into_iter();
        let first = diagnostics.by_ref().take(SHOWN);
        let mut problems: Vec<Problem> = first.map(|found| Problem::with(found, tree, &mut files)).collect();
        let more = diagnostics.count();
        if more > 0 {
            let message = format!("and {more} more, in the terminal");
            problems.push(Problem { place: None, code: None, message, line: None, help: None, stands_for: more });
        }
        problems
    }

    /// One problem of the site.
    pub fn of(diagnostic: &Diagnostic, tree: &Tree) -> Problem {
        Problem::with(diagnostic, tree, &mut Files::new())
    }

    fn with(diagnostic: &Diagnostic, tree: &Tree, files: &mut Files) -> Problem {
        let place = &diagnostic.place;
        let line = tree.get(&place.file).map(|bytes| {
            let made = || FileText::new(place.file.clone(), &String::from_utf8_lossy(bytes));
            let file = files.entry(place.file.clone()).or_insert_with(made);
            file.slice(file.line(place.start.line)).trim().to_owned()
        });
        Problem {
            place: Some(format!("{}:{}:{}", place.file, place.start.line, place.start.column)),
            code: Some(diagnostic.code.name),
            message: diagnostic.message.clone(),
            line: line.filter(|line| !line.is_empty()),
            help: diagnostic.help.clone(),
            stands_for: 1,
        }
    }

    /// A problem of the machine.
    pub fn of_machine(stop: &Stop) -> Problem {
        Problem {
            place: None,
            code: None,
            message: stop.message.clone(),
            line: None,
            help: stop.help.clone(),
            stands_for: 1,
        }
    }

    fn html(&self) -> String {
        let part = |name: &str, class: &str, text: &Option<String>| match text {
            Some(text) => format!("<{name} class=\"postil-{class}\" dir=\"auto\">{}</{name}>\n", escape(text)),
            None => String::new(),
        };
        let code = self.code.map(|code| format!(" <code>{code}</code>")).unwrap_or_default();
        format!(
            "<li>\n{}<p class=\"postil-message\" dir=\"auto\">{}{code}</p>\n{}{}</li>\n",
            part("p", "place", &self.place),
            escape(&self.message),
            part("pre", "line", &self.line),
            part("p", "help", &self.help),
        )
    }
}

/// What is laid over the last good page; empty where nothing is wrong.
pub fn overlay(problems: &[Problem]) -> String {
    if problems.is_empty() {
        return String::new();
    }
    format!(
        "<link rel=\"stylesheet\" href=\"{}\">\n<aside class=\"postil-problems\" role=\"alert\" lang=\"en\" dir=\"ltr\">\n\
         <details open><summary>{}: this is the page as it last was</summary>\n{}</details>\n</aside>\n",
        STYLE.0,
        amount(count(problems), "error", "errors"),
        list(problems)
    )
}

/// A page of its own, for when there is none of the site.
pub fn page(problems: &[Problem]) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<link rel=\"stylesheet\" href=\"{}\">\n</head>\n\
         <body class=\"postil-page\">\n<main>\n<h1>This page cannot be shown yet</h1>\n<p>It appears by itself once \
         this is mended.</p>\n{}</main>\n</body>\n</html>\n",
        amount(count(problems), "error", "errors"),
        STYLE.0,
        list(problems)
    )
}

fn count(problems: &[Problem]) -> usize {
    problems.iter().map(|problem| problem.stands_for).sum()
}

fn list(problems: &[Problem]) -> String {
    let items: String = problems.iter().map(Problem::html).collect();
    format!("<ol>\n{items}</ol>\n")
}
