//! A problem is a value: code, severity, place, one sentence, and the cure.
//!
//! Comes in: what a wing found. Goes out: [`Diagnostic`], gathered in a [`Report`]. Never done here: printing, and
//! the wording of any one problem, which lives with its [`Code`] in the wing that finds it.

use super::file::{FileText, Position, SitePath, Span};
use std::fmt;

/// How bad a problem is. In the order in which reports count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published; an error with `--strict`. SPEC calls one about writing a *lint*.
    Warning,
    /// A hint.
    Note,
}

impl Severity {
    /// The word other programs read.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// One kind of problem, with all that the manual's page of diagnostics says of it.
///
/// Each wing has a table of its own (`codes.rs`); a name is kebab case, stable, and never reused.
#[derive(Debug)]
pub struct Code {
    /// `quotation-altered`
    pub name: &'static str,
    /// What it is unless the place that raises it says otherwise.
    pub severity: Severity,
    /// One line for the manual: what happened.
    pub summary: &'static str,
    /// Why it matters: what would go wrong in silence.
    pub why: &'static str,
    /// A few lines as an editor would type them that raise it; empty where no few lines can.
    pub example: &'static str,
    /// How to mend it.
    pub cure: &'static str,
}

impl PartialEq for Code {
    fn eq(&self, other: &Code) -> bool {
        self.name == other.name
    }
}

impl Eq for Code {}

/// Where in which file. `end` is the position after the last character.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Relative to the root of the site.
    pub file: SitePath,
    /// First character.
    pub start: Position,
    /// After the last character.
    pub end: Position,
}

impl Place {
    /// The place of a span in a text.
    pub fn of(file: &FileText, span: Span) -> Place {
        Place { file: file.path().clone(), start: file.position(span.start), end: file.position(span.end) }
    }

    /// The first character of a file, for problems of the whole file.
    pub fn file(path: &SitePath) -> Place {
        let start = Position { line: 1, column: 1 };
        Place { file: path.clone(), start, end: start }
    }
}

/// What a change rests on: who may make it without being asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grounds {
    /// It mends the problem, was tried where it could be, and leaves the author's words as they are.
    Sure,
    /// It may be what was meant: for a person to choose.
    Guess,
    /// It was tried, and puts words of a source in the place of the author's.
    Wording,
}

/// A change of text that mends a problem: what stands from `place.start` to `place.end` becomes `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it rests on.
    pub grounds: Grounds,
    /// What the change does, for a menu: ``write `¶4` ``.
    pub title: String,
    /// What is replaced.
    pub place: Place,
    /// The text to put there.
    pub text: String,
}

/// One problem.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Its kind.
    pub code: &'static Code,
    /// Severity, that of the code unless a setting or the place says otherwise.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// One sentence in lower case without a full stop, the author's words in backticks.
    pub message: String,
    /// The cure, in one or more lines.
    pub help: Option<String>,
    /// Other places that matter, each with a few words.
    pub related: Vec<(Place, String)>,
    /// Changes of which any one mends it.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A problem with the severity of its code.
    pub fn new(code: &'static Code, place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity,
            place,
            message: message.into(),
            help: None,
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Adds the cure.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Adds another place.
    pub fn related(mut self, place: Place, words: impl Into<String>) -> Diagnostic {
        self.related.push((place, words.into()));
        self
    }

    /// Adds a change that mends it and leaves the author's words as they are.
    pub fn fix(self, title: impl Into<String>, place: Place, text: impl Into<String>) -> Diagnostic {
        self.change(Grounds::Sure, title, place, text)
    }

    /// Adds a change that may be what was meant.
    pub fn guess(self, title: impl Into<String>, place: Place, text: impl Into<String>) -> Diagnostic {
        self.change(Grounds::Guess, title, place, text)
    }

    /// Adds a change that mends it, with what it rests on.
    pub fn change(
        mut self,
        grounds: Grounds,
        title: impl Into<String>,
        place: Place,
        text: impl Into<String>,
    ) -> Diagnostic {
        self.fixes.push(Fix { grounds, title: title.into(), place, text: text.into() });
        self
    }

    /// Another severity than the code's.
    pub fn severity(mut self, severity: Severity) -> Diagnostic {
        self.severity = severity;
        self
    }
}

/// All problems found so far. Order of finding does not matter: [`Report::sorted`] gives the order of people.
#[derive(Clone, Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Adds one.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds all of another.
    pub fn extend(&mut self, other: Report) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// Whether anything forbids publishing.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// In the order of finding.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    /// By file, line, column, then code and message; the same problem at the same place once.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.diagnostics.sort_by(|a, b| {
            (&a.place, a.severity, a.code.name, &a.message).cmp(&(&b.place, b.severity, b.code.name, &b.message))
        });
        self.diagnostics.dedup_by(|a, b| a.place == b.place && a.code == b.code && a.message == b.message);
        self.diagnostics
    }
}

impl fmt::Display for Diagnostic {
    /// One line: `file:line:column: error[code]: message`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { file, start, .. } = &self.place;
        let (severity, code) = (self.severity.as_str(), self.code.name);
        write!(f, "{file}:{}:{}: {severity}[{code}]: {}", start.line, start.column, self.message)
    }
}
