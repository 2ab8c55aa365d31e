//! What went wrong in YAML, in words an editor understands, with the line to write instead.
//!
//! Comes in: the parser's error and its place. Goes out: a [`Diagnostic`]. Never done here: reading YAML.

use super::codes;
use super::node::DEPTH_LIMIT;
use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::file::{FileText, Span};
use granit_parser::{ErrorKind, ScanError};

/// Explains an error of the parser at a byte of the file, somewhere in the YAML of `span`.
pub fn explain(file: &FileText, span: Span, at: usize, error: &ScanError) -> Diagnostic {
    let line = Line::at(file, at.min(span.end));
    let broken = |message: String| {
        let end = at + file.slice(at..span.end).chars().next().map_or(0, char::len_utf8);
        Diagnostic::new(&codes::YAML_BROKEN, Place::of(file, at..end), message)
    };
    let quoted = |message: &str| line.offer_quotes(file, broken(message.to_owned()));
    match error.kind() {
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement if line.colon_before(at) => {
            quoted("a colon and a blank inside a value would begin another value")
        }
        ErrorKind::MappingValueNotAllowed => broken("this line is read as part of the line above".to_owned()).help(
            "begin the line where the other keys of its map begin, and see that the line above has a colon and a blank after its key",
        ),
        ErrorKind::InvalidColonPlacement
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofImplicitFlowMapping => broken("a list or map in brackets is not closed before this".to_owned())
            .help("close `[` with `]` and `{` with `}`, and put a comma between their parts"),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            broken(format!("`{open}` is closed by `{close}`")).help("close `[` with `]` and `{` with `}`")
        }
        ErrorKind::MisplacedFlowCollectionEnd => quoted("this bracket closes nothing"),
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => {
            quoted("words follow the closing quotation mark of a value")
        }
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            broken("this quotation mark is not closed".to_owned()).help("put the same mark at the end of the value")
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => quoted("a backslash in double quotation marks means a special character"),
        ErrorKind::UnexpectedCharacter { character } => {
            quoted(&format!("a value cannot begin with `{}`", character.escape_debug()))
        }
        ErrorKind::BlockSequenceEntryNotAllowed => quoted("a list cannot begin in the line of its key"),
        ErrorKind::InvalidBlockScalarHeader => quoted("a value cannot begin with this character"),
        ErrorKind::UnexpectedEofBlockMapping | ErrorKind::ExpectedNodeContent => quoted("no value can be read here"),
        ErrorKind::ExpectedBlockMappingKey if line.colon_before(at) => quoted("words follow the end of a value"),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry | ErrorKind::InvalidIndentation => {
            broken("this line begins neither where the keys above it begin nor further in".to_owned())
                .help("indent the parts of one list or map by the same number of blanks")
        }
        ErrorKind::SimpleKeyExpected => line.offer_blank(
            file,
            broken("this line has no key with a colon and a blank after it".to_owned())
                .help("write it as `key: value`, or indent it to go on with the line above"),
        ),
        ErrorKind::TabInPlainScalar
        | ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart => {
            broken("a tab stands where only blanks are allowed, here or at the start of the next line".to_owned())
                .help("indent with blanks")
        }
        ErrorKind::RecursionLimitExceeded => {
            broken(format!("lists and maps lie in each other more than {DEPTH_LIMIT} deep")).help("remove the brackets that are too many")
        }
        ErrorKind::DirectiveDisallowed => forbidden(file, at..at + 1, "a directive of YAML"),
        _ => broken(format!("the YAML cannot be read here: {}", error.info()))
            .help("put text that holds `: `, ` #` or brackets in quotation marks"),
    }
}

/// A part of YAML that no field of ours needs and that can surprise.
pub fn forbidden(file: &FileText, span: Span, what: &str) -> Diagnostic {
    let written = file.slice(span.clone()).lines().next().unwrap_or("").to_owned();
    let written: String = written.chars().take(40).collect();
    let line = Line::at(file, span.start);
    let diagnostic = match written.is_empty() {
        true => Diagnostic::new(&codes::YAML_FORBIDDEN, Place::of(file, span), format!("{what} is not read")),
        false => Diagnostic::new(
            &codes::YAML_FORBIDDEN,
            Place::of(file, span),
            format!("`{written}` is {what}, which is not read"),
        ),
    };
    match what.ends_with("of YAML") && !what.contains("directive") {
        true => line.offer_quotes(file, diagnostic),
        false => diagnostic.help("remove it"),
    }
}

/// A ` #` that cut a value in silence, where it looks as if it belonged to it.
pub fn cut_by_comment(file: &FileText, value: Span, comment: Span) -> Diagnostic {
    let words = file.slice(comment.clone());
    let message = format!("`{}` is read as a comment and is no part of the value", shortened(words));
    let diagnostic = Diagnostic::new(&codes::YAML_COMMENT, Place::of(file, comment.clone()), message);
    let whole = value.start..comment.end;
    let instead = in_quotes(file.slice(whole.clone()));
    diagnostic
        .help(format!("write `{instead}` if it belongs to the value, or a blank after `#` if it is a comment"))
        .fix("put the value in quotation marks", Place::of(file, whole), instead)
}

/// One line of the file, as far as `key: value` can be seen in it.
struct Line {
    /// The bytes of what follows the first colon and blank.
    value: Option<Span>,
    /// The bytes of the first colon that has no blank after it.
    bare_colon: Option<usize>,
}

impl Line {
    fn at(file: &FileText, at: usize) -> Line {
        let span = file.line(file.position(at).line);
        let text = file.slice(span.clone());
        let value = text.find(": ").map(|colon| {
            let value = text[colon + 1..].trim_start();
            let start = span.start + text.len() - value.len();
            start..start + value.trim_end().len()
        });
        let bare_colon = text.find(':').filter(|colon| !text[colon + 1..].starts_with("//"));
        Line { value, bare_colon: bare_colon.map(|colon| span.start + colon) }
    }

    /// Whether the line has a value that begins before `at`.
    fn colon_before(&self, at: usize) -> bool {
        self.value.as_ref().is_some_and(|value| value.start <= at && !value.is_empty())
    }

    /// Adds the value of the line in quotation marks as the cure.
    fn offer_quotes(&self, file: &FileText, diagnostic: Diagnostic) -> Diagnostic {
        let Some(value) = self.value.clone().filter(|value| !value.is_empty()) else {
            return diagnostic.help("put the value in quotation marks");
        };
        let instead = in_quotes(unquoted(file.slice(value.clone())));
        diagnostic.help(format!("put the value in quotation marks: `{instead}`")).fix(
            "put the value in quotation marks",
            Place::of(file, value),
            instead,
        )
    }

    /// Adds a blank after the colon of `date:2021` as the cure.
    fn offer_blank(&self, file: &FileText, diagnostic: Diagnostic) -> Diagnostic {
        match self.bare_colon {
            Some(colon) if self.value.is_none() => {
                diagnostic.fix("put a blank after the colon", Place::of(file, colon..colon + 1), ": ")
            }
            _ => diagnostic,
        }
    }
}

/// A value in the quotation marks of YAML that leave it as it is.
fn in_quotes(value: &str) -> String {
    match value.contains(['"', '\\']) {
        true => format!("'{}'", value.replace('\'', "''")),
        false => format!("\"{value}\""),
    }
}

/// A value without the one pair of marks that stands round all of it: `'it's'` and `"he said "no""`, not `"a" and "b"`.
fn unquoted(value: &str) -> &str {
    let whole = |mark: char| {
        let inside = value.strip_prefix(mark)?.strip_suffix(mark).filter(|inside| !inside.is_empty())?;
        let Some((before, after)) = inside.split_once(mark) else { return Some(inside) };
        (before.ends_with(' ') || after.starts_with(char::is_alphanumeric)).then_some(inside)
    };
    whole('"').or_else(|| whole('\'')).unwrap_or(value)
}

fn shortened(words: &str) -> String {
    let mut short: String = words.chars().take(40).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}
