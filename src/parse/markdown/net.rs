//! The net under the parser: brackets that should have been a citation or a footnote mark and came through as text.
//!
//! Comes in: a finished block of running text. Goes out: what fell through, reported or gathered. Never done here: reading
//! what did not fall through.

use crate::base::file::Span;
use crate::parse::citation::is_citation;
use crate::parse::prose::{Inline, Prose};
use crate::parse::slips::Slips;
use std::ops::Range;

/// Looks a block over.
pub fn watch(prose: &Prose, slips: &mut Slips, unknown_marks: &mut Vec<(String, Span)>) {
    let text = &prose.plain.text;
    if prose.inlines.first().is_some_and(|first| matches!(first, Inline::Citation { .. })) {
        check_colon(prose, slips);
    }
    if !text.contains(['[', ']', '(', '（', '［']) {
        return;
    }
    let signs = text.match_indices(['@', '¶', '^', ':']).map(|(at, _)| at).collect();
    let net = Net { prose, code: prose.code(), signs, slips };
    net.watch(unknown_marks);
}

/// Whether a text ends as a sentence does.
pub fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(['"', '”', '“', '»', '«', '」', '』', '’', '\'', ')', '）', ']']);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', ':', '：', ';'])
}

fn check_colon(prose: &Prose, slips: &mut Slips) {
    let Some((_, at)) = prose.citations().into_iter().next() else { return };
    let rest = &prose.plain.text[at.end..];
    if at.start == 0 && rest.starts_with(':') && !rest[1..].trim().is_empty() {
        slips.colon_after_citation(prose.plain.in_file(at.end..at.end + 1));
    }
}

/// Inner brackets are looked at up to this length, so that deep nesting takes linear time.
const LONGEST: usize = 500;

struct Net<'a, 'b, 'c> {
    prose: &'a Prose,
    code: Vec<Range<usize>>,
    /// Where characters stand that a citation has, or a footnote mark.
    signs: Vec<usize>,
    slips: &'b mut Slips<'c>,
}

impl Net<'_, '_, '_> {
    fn watch(mut self, unknown_marks: &mut Vec<(String, Span)>) {
        let text = &self.prose.plain.text;
        let mut open: Vec<(char, usize)> = Vec::new();
        let mut open_square = 0;
        let mut past = 0;
        for (at, character) in text.char_indices() {
            if !matches!(character, '[' | '(' | '（' | '［' | ']' | ')' | '）' | '］') || !self.is_plain(at) {
                continue;
            }
            match character {
                '[' | '(' | '（' | '［' => {
                    open_square += usize::from(character == '[');
                    open.push((character, at));
                }
                close => {
                    let partner = match close {
                        ']' => '[',
                        ')' => '(',
                        '）' => '（',
                        _ => '［',
                    };
                    if open.last().is_some_and(|(mark, _)| *mark == partner) {
                        let (_, start) = open.pop().unwrap_or((partner, at));
                        open_square -= usize::from(partner == '[');
                        let range = start..at + close.len_utf8();
                        // An outer pair is looked at when it closes; what is said of the inner one is enough.
                        let near = open.is_empty() || range.len() < LONGEST;
                        if near && start >= past && self.brackets(range.clone(), open.is_empty(), unknown_marks) {
                            past = range.end;
                        }
                    } else if close == ']' && open_square == 0 {
                        self.stray_close(at);
                    }
                }
            }
        }
        for (mark, at) in open {
            if mark == '[' && at >= past {
                self.stray_open(at);
            }
        }
    }

    /// Neither in code nor after a backslash.
    fn is_plain(&self, at: usize) -> bool {
        let next = self.code.partition_point(|range| range.end <= at);
        let in_code = self.code.get(next).is_some_and(|range| range.contains(&at));
        let place = self.prose.plain.in_file(at..at + 1).start;
        let before = &self.slips.file.text()[..place];
        // Of two backslashes the first escapes the second.
        let backslashes = before.len() - before.trim_end_matches('\\').len();
        !in_code && backslashes.is_multiple_of(2)
    }

    /// A pair of brackets; true where something was said of it.
    fn brackets(&mut self, range: Range<usize>, outermost: bool, unknown_marks: &mut Vec<(String, Span)>) -> bool {
        let sign = self.signs.partition_point(|sign| *sign < range.start);
        if self.signs.get(sign).is_none_or(|sign| *sign >= range.end) {
            return false;
        }
        let span = self.prose.plain.in_file(range.clone());
        let written = self.slips.file.slice(span.clone());
        let square = written.starts_with('[');
        let inside = written.get(1..written.len().saturating_sub(1)).filter(|_| square);
        if let Some(label) = inside.and_then(|inside| inside.strip_prefix('^')) {
            let is_label = !label.is_empty() && !label.contains(|c: char| c.is_whitespace() || matches!(c, '[' | ']'));
            if is_label {
                unknown_marks.push((label.to_owned(), span));
            }
            return is_label;
        }
        if let Some(inside) = inside
            && is_citation(inside)
            && (inside.contains('[') || outermost)
            && !self.holds_citation(&range)
        {
            let (why, help) = if inside.contains('[') {
                ("has brackets inside and cannot be read", "take the inner brackets away")
            } else if self.slips.file.text()[span.end..].starts_with('[') {
                ("stands right before another bracket and cannot be read", "put a blank between the two")
            } else {
                ("cannot be read as a citation", "write `[@key, ¶3]`; an `@` that cites nothing is written `\\@`")
            };
            self.slips.unreadable_citation(span, why, help);
            return true;
        }
        let rounded = !square && is_placed(&self.prose.plain.text[range.clone()]) && !self.holds_citation(&range);
        if rounded {
            self.slips.unreadable_citation(
                span,
                "is in brackets that do not cite",
                "write square brackets, `[@key, ¶3]`",
            );
        }
        rounded
    }

    fn holds_citation(&self, range: &Range<usize>) -> bool {
        self.prose.plain.text[range.clone()].contains('\u{fffc}')
    }

    /// `]` without `[`: `@a, ¶3]`
    fn stray_close(&mut self, at: usize) {
        let text = &self.prose.plain.text[..at];
        let mark = text.rfind(['[', ']', '\u{fffc}', '.', '。', '\n']);
        let from = mark.map_or(0, |mark| mark + text[mark..].chars().next().map_or(0, char::len_utf8));
        if mark.is_some_and(|mark| text[mark..].starts_with('[')) {
            // A bracket that the author escaped.
            return;
        }
        let sign = text[from..].rfind('@').map(|sign| from + sign);
        if let Some(sign) = sign.filter(|sign| is_citation(&text[*sign..])) {
            let span = self.prose.plain.in_file(sign..at + 1);
            self.slips.unreadable_citation(span, "has no opening bracket", "write `[` before the `@`");
        }
    }

    /// `[` without `]`: `[@a, ¶3`
    fn stray_open(&mut self, at: usize) {
        let rest = &self.prose.plain.text[at + 1..];
        let first = rest.split(['\u{fffc}', '.', '[', ']']).next().unwrap_or("");
        let begins = first.starts_with(['@', '¶']) || first.starts_with("-@") || first.starts_with("see ");
        if begins && is_citation(first) {
            let span = self.prose.plain.in_file(at..at + 1 + first.trim_end().len());
            self.slips.unreadable_citation(span, "has no closing bracket", "write `]` after it");
        }
    }
}

/// Whether the text in brackets that do not cite has a key and a place: `(@a, ¶3)`.
fn is_placed(text: &str) -> bool {
    let inside = text.trim_matches(['(', ')', '（', '）', '［', '］']);
    inside.contains('@') && is_citation(inside) && inside.contains('¶')
}
