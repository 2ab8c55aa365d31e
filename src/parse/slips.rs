//! What is said of each slip of the pen in Markdown and its two marks, with its cure (SPEC 4.14 and rules 3, 4, 8, 9, 11).
//!
//! Comes in: where the slip is. Goes out: a [`Diagnostic`], with a fix where one edit is the only cure. Never done here:
//! finding slips; that is done by the rooms that read.

use super::citation::Misread;
use super::document::{Uncited, UncitedBecause};
use super::ids::SourceId;
use super::mark_codes::*;
use crate::base::diagnostic::{Code, Diagnostic, Place, Report, Severity};
use crate::base::file::{FileText, Span};

/// What a refused span may do instead of being cited.
const NOT_A_QUOTATION: &str = "a term or irony goes in single marks or italics; anything else that is no quotation is followed by `<!-- not a quotation -->`";

/// Where slips are reported.
pub struct Slips<'a> {
    /// The file they are in.
    pub file: &'a FileText,
    /// What was found so far.
    pub report: &'a mut Report,
    /// How bad an uncited quotation is (`[quotations] uncited`).
    pub uncited: Severity,
}

impl Slips<'_> {
    fn add(&mut self, code: &'static Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.report.add(Diagnostic::new(code, Place::of(self.file, span), message).help(help));
    }

    fn add_fixed(&mut self, code: &'static Code, span: Span, said: [&str; 2], fix: (&str, Span, &str)) {
        let (title, place, text) = fix;
        let diagnostic = Diagnostic::new(code, Place::of(self.file, span), said[0]).help(said[1]);
        self.report.add(diagnostic.fix(title, Place::of(self.file, place), text));
    }

    fn shown(&self, span: Span) -> String {
        quoted(self.file.slice(span))
    }

    /// A part of a citation that was not understood.
    pub fn misread(&mut self, part: Misread) {
        let place = Place::of(self.file, part.span);
        let mut diagnostic = Diagnostic::new(part.code, place.clone(), part.message).help(part.help);
        if let Some(text) = part.instead {
            diagnostic = diagnostic.guess(format!("write `{text}`"), place, text);
        }
        self.report.add(diagnostic);
    }

    /// A line right under a blockquote that Markdown drew into it. `cited` is true where the line above ends in a citation.
    pub fn line_under_blockquote(&mut self, line: Span, cited: bool) {
        let shown = self.shown(line.clone());
        let message = format!("the line {shown} has no `>` and was drawn into the blockquote above it");
        if cited {
            let help = "put an empty line between the quotation and your own words";
            let at = line.start..line.start;
            self.add_fixed(&QUOTATION_RUNS_ON, line, [&message, help], ("put an empty line before it", at, "\n"));
        } else {
            let help = "begin the line with `>` if the words are the source's; put an empty line before it if they are your own";
            self.add(&QUOTATION_RUNS_ON, line, message, help);
        }
    }

    /// Words after the citation in its own paragraph of a blockquote.
    pub fn words_after_citation(&mut self, words: Span) {
        let message = format!("the words {} stand after the citation of a quotation", self.shown(words.clone()));
        let help = "end the paragraph with the citation: your own words go into the note below the blockquote, after an empty \
            line; a translation is a paragraph of its own in the blockquote, after the citation";
        self.add(&QUOTATION_RUNS_ON, words, message, help);
    }

    /// A paragraph under a blockquote that begins with its citation and goes on.
    pub fn paragraph_goes_on(&mut self, words: Span) {
        let message = format!(
            "the words {} go on in the paragraph of the citation that belongs to the blockquote above",
            self.shown(words.clone())
        );
        let help = "put an empty line between the citation and your own words";
        self.add(&QUOTATION_RUNS_ON, words, message, help);
    }

    /// A citation in a blockquote that does not end a paragraph, a table say.
    pub fn citation_out_of_place(&mut self, citation: Span) {
        let message =
            format!("the citation {} does not end a paragraph of its blockquote", self.shown(citation.clone()));
        self.add(
            &QUOTATION_RUNS_ON,
            citation,
            message,
            "put the citation in a paragraph of its own at the end of the quoted words",
        );
    }

    /// A blockquote with nothing before its citation.
    pub fn empty_blockquote(&mut self, citation: Span) {
        let message = format!("nothing stands before the citation {} in this blockquote", self.shown(citation.clone()));
        let help = "write the source's words before it; a note without quoted words is a paragraph that begins with the citation";
        self.add(&QUOTATION_EMPTY, citation, message, help);
    }

    /// A pair of marks with nothing between them before a citation.
    pub fn empty_span(&mut self, marks: Span) {
        let message = format!("nothing stands between the marks {}", self.shown(marks.clone()));
        self.add(&QUOTATION_EMPTY, marks, message, "write the source's words between them, or take them away");
    }

    /// A second citation for the words of one blockquote.
    pub fn second_citation(&mut self, first: Span, second: Span) {
        let message = format!("the citation {} is the second of one blockquote", self.shown(second.clone()));
        let help = "make two blockquotes with an empty line between them, each with its citation; words that stand in two sources \
            are cited once, `[@a, ¶2; @b, ¶7]`";
        let diagnostic = Diagnostic::new(&QUOTATION_TWO_CITATIONS, Place::of(self.file, second), message).help(help);
        self.report.add(diagnostic.related(Place::of(self.file, first), "the first is here"));
    }

    /// A blockquote with no citation.
    pub fn uncited_blockquote(&mut self, blockquote: Span) {
        let first = self.file.slice(blockquote.clone()).lines().next().map_or(0, str::len);
        let span = blockquote.start..blockquote.start + first;
        let message = format!("the blockquote {} has no citation", self.shown(span.clone()));
        let help = "end it with a citation, `> — [@key, ¶3]`; one that is no quotation is followed by `<!-- not a quotation -->`";
        let place = Place::of(self.file, span);
        self.report.add(Diagnostic::new(&QUOTATION_UNCITED, place, message).help(help).severity(self.uncited));
    }

    /// Six words or more in single marks.
    pub fn long_single_marks(&mut self, span: Span) {
        let message = format!("the words {} stand in single marks and are not verified", self.shown(span.clone()));
        let help = format!(
            "quoted words go in double marks, with a citation after them in the same sentence; {NOT_A_QUOTATION}"
        );
        let place = Place::of(self.file, span);
        self.report.add(Diagnostic::new(&QUOTATION_UNCITED, place, message).help(help).severity(self.uncited));
    }

    /// A mark without a partner in a paragraph with a citation.
    pub fn unclosed_mark(&mut self, mark: Span) {
        let message = format!("the quotation mark {} has no partner in its paragraph", self.shown(mark.clone()));
        let help = "write the other mark, so that the words between are verified; a quotation never runs over the end of a \
            paragraph, a list item or a cell; inches are written ″";
        self.add(&MARK_UNCLOSED, mark, message, help);
    }

    /// `[¶12]: …` at the beginning of a paragraph.
    pub fn colon_after_citation(&mut self, colon: Span) {
        let said = [
            "a colon stands right after a citation that begins a paragraph",
            "take the colon away: Markdown takes such a line for the definition of a link",
        ];
        self.add_fixed(&CITATION_AS_DEFINITION, colon.clone(), said, ("take the colon away", colon, ""));
    }

    /// A citation that Markdown reads as the text, the label or the picture of a link.
    pub fn citation_as_link(&mut self, link: Span, what: &str, help: &str) {
        let message = format!("{} {what}", self.shown(link.clone()));
        self.add(&CITATION_AS_LINK, link, message, help);
    }

    /// Brackets that have a key in them and are no citation.
    pub fn unreadable_citation(&mut self, span: Span, why: &str, help: &str) {
        let message = format!("{} {why}", self.shown(span.clone()));
        self.add(&CITATION_UNREADABLE, span, message, help);
    }

    /// `---` right under a sentence.
    pub fn heading_by_accident(&mut self, rule: Span) {
        let said = [
            "the hyphens right under this sentence make it a heading",
            "put an empty line before the hyphens; a heading is better written with `##`",
        ];
        let at = rule.start..rule.start;
        self.add_fixed(&HEADING_BY_ACCIDENT, rule, said, ("put an empty line before the hyphens", at, "\n"));
    }

    /// A footnote mark without a footnote.
    pub fn unknown_footnote(&mut self, mark: Span, nearest: Option<&str>) {
        let message = format!("the footnote mark {} has no footnote", self.shown(mark.clone()));
        let help = match nearest {
            Some(label) => format!("did you mean `[^{label}]`?"),
            None => "write its text below, after an empty line: `[^label]: …`".to_owned(),
        };
        let place = Place::of(self.file, mark);
        let mut diagnostic = Diagnostic::new(&FOOTNOTE_UNKNOWN, place.clone(), message).help(help);
        if let Some(label) = nearest {
            diagnostic = diagnostic.guess(format!("write `[^{label}]`"), place, format!("[^{label}]"));
        }
        self.report.add(diagnostic);
    }

    /// A footnote without a mark.
    pub fn unused_footnote(&mut self, footnote: Span, label: &str) {
        let message = format!("the footnote `[^{label}]` has no mark in the text and is not printed");
        self.add(
            &FOOTNOTE_UNUSED,
            footnote,
            message,
            format!("put `[^{label}]` where it belongs, or take the footnote out"),
        );
    }

    /// A label used for two footnotes.
    pub fn footnote_twice(&mut self, second: Span, label: &str) {
        let message = format!("the label `[^{label}]` is that of another footnote already");
        self.add(&FOOTNOTE_TWICE, second, message, "give one of the two another label, and its mark too");
    }

    /// Something that looks like HTML.
    pub fn html(&mut self, tag: Span) {
        let message = format!("{} looks like HTML and is printed as text", self.shown(tag.clone()));
        self.add(&HTML_AS_TEXT, tag, message, "write Markdown instead, or put a backslash before the `<`");
    }

    /// A comment that holds the beginning of another.
    pub fn unclosed_comment(&mut self, comment: Span) {
        let message = "this comment holds the beginning of another, so it was not closed where it should be";
        self.add(&COMMENT_UNCLOSED, comment.start..comment.start + 4, message, "close it with `-->`");
    }

    /// An attribute of a heading that is neither an id nor a class.
    pub fn heading_attribute(&mut self, heading: Span, name: &str) {
        let message = format!("the attribute `{name}` of this heading is not printed");
        self.add(
            &HEADING_ATTRIBUTE,
            heading,
            message,
            "a heading may have an id, `{#wall}`, and classes, `{.wide}`; take the rest out",
        );
    }

    /// Blocks or styles in one another beyond the limit.
    pub fn too_deep(&mut self, at: Span) {
        let message = "lists, blockquotes or styles stand in one another more than 64 deep here";
        self.add(&NESTING_TOO_DEEP, at, message, "take marks away at the beginning of the line");
    }
}

/// What is said of a quoted span without a citation, once `resolve` knows that it is neither the name of a publication nor
/// the title of a source that its sentence cites.
pub fn uncited(file: &FileText, found: &Uncited, severity: Severity) -> Diagnostic {
    let shown = quoted(&found.words);
    let (message, cure) = match found.because {
        UncitedBecause::AfterCitation => (
            format!("the quoted words {shown} stand after the last citation of their sentence"),
            "put the citation after them, or one of their own: a span belongs to the next citation of its sentence",
        ),
        UncitedBecause::BeforeCitation => (
            format!("no citation follows the quoted words {shown} in their own sentence"),
            "put the citation right after the closing mark: a full stop, of an abbreviation too, ends the sentence",
        ),
        UncitedBecause::InNote | UncitedBecause::Long => {
            (format!("the quoted words {shown} have no citation"), "put a citation after them in the same sentence")
        }
        UncitedBecause::CitationInside => {
            (format!("a citation stands inside the marks of {shown}"), "put the citation after the closing mark")
        }
    };
    let place = Place::of(file, found.span.clone());
    Diagnostic::new(&QUOTATION_UNCITED, place, message).help(format!("{cure}; {NOT_A_QUOTATION}")).severity(severity)
}

/// What is said of `[@key](…)` where the key is a stored source.
pub fn key_as_link(file: &FileText, key: &SourceId, span: Span) -> Diagnostic {
    let message = format!("the citation `[@{key}]` is made a link");
    let help = format!("write `[@{key}]` alone, and the link, if you need one, beside it");
    Diagnostic::new(&CITATION_AS_LINK, Place::of(file, span), message).help(help)
}

/// The author's words in backticks, on one line, cut where they are long.
fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'");
    let line = line.replace('\u{fffc}', "[…]");
    match line.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("`{}…`", line[..cut].trim_end()),
        None => format!("`{line}`"),
    }
}
