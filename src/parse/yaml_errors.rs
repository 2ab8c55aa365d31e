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
        | ErrorKind::UnexpectedEofImplicitFlowMapping => unclosed(file, span.start..at),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            broken(format!("`{open}` is closed by `{close}`")).help("close `[` with `]` and `{` with `}`")
        }
        ErrorKind::MisplacedFlowCollectionEnd => {
            broken("this bracket closes nothing".to_owned()).help("remove it, or put the value in quotation marks")
        }
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
            quoted(&match character {
                '`' => "a value cannot begin with a backtick".to_owned(),
                _ => format!("a value cannot begin with `{}`", character.escape_debug()),
            })
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
        ErrorKind::DirectiveDisallowed => forbidden(file, file.line(file.position(at).line), Forbidden::Directive),
        _ => broken(format!("the YAML cannot be read here: {}", error.info()))
            .help("put text that holds `: `, ` #` or brackets in quotation marks"),
    }
}

/// A list or map in brackets that is not closed in `before`: the place is the bracket that opens it.
///
/// A bracket opens something only where a value can begin, so that brackets inside plain text are not counted.
fn unclosed(file: &FileText, before: Span) -> Diagnostic {
    let text = file.slice(before.clone());
    let mut open: Vec<usize> = Vec::new();
    let mut last = ':';
    for (at, character) in text.char_indices() {
        match character {
            '[' | '{' if matches!(last, ':' | '-' | ',' | '[' | '{') => open.push(before.start + at),
            ']' | '}' => drop(open.pop()),
            _ => {}
        }
        last = if character.is_whitespace() { last } else { character };
    }
    let at = open.pop().unwrap_or(before.end);
    let place = Place::of(file, at..at + file.slice(at..file.text().len()).chars().next().map_or(0, char::len_utf8));
    let message = match file.slice(at..at + 1) {
        bracket @ ("[" | "{") => format!("this `{bracket}` is not closed"),
        _ => "a list or map in brackets is not closed".to_owned(),
    };
    Diagnostic::new(&codes::YAML_BROKEN, place, message)
        .help("close `[` with `]` and `{` with `}`, and put a comma between their parts")
}

/// The parts of YAML that no field of ours needs and that can surprise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// `&name`
    Anchor,
    /// `*name`
    Alias,
    /// `!name`
    Tag,
    /// `%NAME`
    Directive,
    /// A key that is a list or a map.
    Key,
    /// A second `---`.
    Document,
}

/// Explains that a part of YAML is not read.
pub fn forbidden(file: &FileText, span: Span, part: Forbidden) -> Diagnostic {
    let written = shortened(file.slice(span.clone()).lines().next().unwrap_or(""));
    let what = match part {
        Forbidden::Anchor => "an anchor of YAML",
        Forbidden::Alias => "an alias of YAML",
        Forbidden::Tag => "a tag of YAML",
        Forbidden::Directive => "a directive of YAML",
        Forbidden::Key => "a key that is no text",
        Forbidden::Document => "the start of a second document",
    };
    let message = match written.is_empty() {
        true => format!("{what} is not read"),
        false => format!("`{written}` is {what}, which is not read"),
    };
    let diagnostic = Diagnostic::new(&codes::YAML_FORBIDDEN, Place::of(file, span.clone()), message);
    match part {
        Forbidden::Key => diagnostic.help("write the key as plain text"),
        Forbidden::Document | Forbidden::Directive => diagnostic.help("remove the line"),
        _ => {
            let line = Line::at(file, span.start);
            match line.colon_before(span.start) {
                true => line.offer_quotes(file, diagnostic),
                false => {
                    diagnostic.help("write the value itself, in quotation marks where it begins with `&`, `*` or `!`")
                }
            }
        }
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
        .guess("put the value in quotation marks", Place::of(file, whole), instead)
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
        let keyed = |colon: &usize| !text[..*colon].contains(['{', '[', '&', '*', '!', '"', '\'']);
        let value = text.find(": ").filter(keyed).map(|colon| {
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
