//! The characters of a code span, with their places.
//!
//! Comes in: a code span as it stands in the file, with its backticks. Goes out: its [`Run`]s. The parser's own reading is not
//! used: it has no places, and makes two blanks of a line end of Windows.

use crate::base::file::Span;

/// A piece of a code span: characters as they stand in the file, or a line end that became a blank. Bytes of the span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Characters.
    Same(Span),
    /// A line end.
    LineEnd(usize),
}

/// What is around a code span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// In how many blockquotes it stands: so many `>` may begin its lines.
    pub quotes: usize,
    /// Whether it stands in a cell, where `\|` is a bar.
    pub cell: bool,
}

/// Reads a code span.
pub fn runs(span: &str, around: Around) -> Vec<Run> {
    let marks = span.len() - span.trim_start_matches('`').len();
    let inside = marks..span.len().saturating_sub(marks).max(marks);
    let mut runs = Vec::new();
    let mut at = inside.start;
    for (index, line) in span.get(inside).unwrap_or("").split('\n').enumerate() {
        let mut start = 0;
        if index > 0 {
            runs.push(Run::LineEnd(at - 1));
            start = prefix(line, around.quotes);
        }
        let end = line.len() - usize::from(line.ends_with('\r') && at + line.len() < span.len() - marks);
        push_line(&mut runs, &line[..end.max(start)], at, start, around.cell);
        at += line.len() + 1;
    }
    without_blanks(runs, span)
}

/// How long the marks of the blocks around are at the beginning of a line.
fn prefix(line: &str, quotes: usize) -> usize {
    let mut left = quotes;
    let mut is_mark = |byte: &u8| {
        let quote = *byte == b'>' && left > 0;
        left -= usize::from(quote);
        quote || matches!(byte, b' ' | b'\t')
    };
    line.bytes().take_while(|byte| is_mark(byte)).count()
}

fn push_line(runs: &mut Vec<Run>, line: &str, at: usize, mut start: usize, cell: bool) {
    for (bar, _) in line.match_indices("\\|").filter(|_| cell) {
        if bar > start {
            runs.push(Run::Same(at + start..at + bar));
        }
        start = bar + 1;
    }
    if start < line.len() {
        runs.push(Run::Same(at + start..at + line.len()));
    }
}

/// One blank on each side is taken off where both sides have one and there is more than blanks.
fn without_blanks(mut runs: Vec<Run>, span: &str) -> Vec<Run> {
    let text = |run: &Run| match run {
        Run::Same(part) => span[part.clone()].to_owned(),
        Run::LineEnd(_) => " ".to_owned(),
    };
    let all: String = runs.iter().map(text).collect();
    if all.starts_with(' ') && all.ends_with(' ') && !all.trim_matches(' ').is_empty() {
        match runs.first_mut() {
            Some(Run::Same(part)) => part.start += 1,
            _ => drop(runs.remove(0)),
        }
        match runs.last_mut() {
            Some(Run::Same(part)) => part.end -= 1,
            _ => drop(runs.pop()),
        }
        runs.retain(|run| !matches!(run, Run::Same(part) if part.is_empty()));
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_code_spans() {
        let quoted = Around { quotes: 1, cell: false };
        for (span, around, wanted) in [
            ("`a`", Around::default(), "a"),
            ("`` a ` b ``", Around::default(), "a ` b"),
            ("` a`", Around::default(), " a"),
            ("`  `", Around::default(), "  "),
            ("` `` `", Around::default(), "``"),
            ("`a\nb`", Around::default(), "a b"),
            ("`a\r\nb`", Around::default(), "a b"),
            ("`\r\na\r\n`", Around::default(), "a"),
            ("`a\n  > b`", Around::default(), "a > b"),
            ("`a\n> b`", quoted, "a b"),
            ("`a \\| b`", Around { quotes: 0, cell: true }, "a | b"),
            ("`a \\| b`", Around::default(), "a \\| b"),
            ("`한\n국`", Around::default(), "한 국"),
        ] {
            let text: String = runs(span, around)
                .iter()
                .map(|run| match run {
                    Run::Same(part) => &span[part.clone()],
                    Run::LineEnd(_) => " ",
                })
                .collect();
            assert_eq!(text, wanted, "{span:?}");
        }
    }
}
