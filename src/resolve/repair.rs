//! Changes of quoted words as changes of the file: tried first, then written as Markdown.
//!
//! Comes in: edits of the words of a refused quotation. Goes out: the edits that make the quotation hold, as bytes of its
//! file. Never done here: finding what to change, and offering what was not tried.

use super::quote::{Claim, FoldedSource, Refusal, WordEdit, edited, verify};
use crate::base::edits::{Edit, apply};
use crate::base::file::{FileText, Span};
use crate::parse::site::QuotationSettings;
use crate::parse::words::Words;

/// How far a change must bring a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It holds.
    Whole,
    /// Its words stand in the source; the citation may still have to say where.
    Words,
}

/// Whether a claim holds after some changes of its words.
pub fn would_hold(
    claim: &Claim,
    edits: &[WordEdit],
    source: &FoldedSource,
    settings: &QuotationSettings,
    reach: Reach,
) -> bool {
    let Some(words) = edited(claim.words, edits) else { return false };
    match verify(&Claim { words: &words, ..*claim }, source, settings) {
        Ok(_) => true,
        Err(
            Refusal::WrongParagraph { .. }
            | Refusal::Ambiguous { .. }
            | Refusal::Occurrence { .. }
            | Refusal::Short { .. },
        ) => reach == Reach::Words,
        Err(_) => false,
    }
}

/// One change of the file that makes all edits, in the place they span. `None` where the words stand in the file in
/// another form (an entity, a line end between them), so that the place cannot be told.
pub fn in_file(words: &Words, edits: &[WordEdit], file: &FileText) -> Option<(Span, String)> {
    let mut changes = Vec::new();
    for (paragraph, range, text) in edits {
        let plain = words.paragraphs.get(*paragraph)?;
        let span = plain.in_file(range.clone());
        if file.slice(span.clone()) != plain.text.get(range.clone())? {
            return None;
        }
        changes.push(Edit::replace(span.clone(), escaped(text, file, span.start)));
    }
    let start = changes.iter().map(|change| change.start).min()?;
    let end = changes.iter().map(|change| change.end).max()?;
    let within =
        changes.into_iter().map(|change| Edit { start: change.start - start, end: change.end - start, ..change });
    Some((start..end, apply(file.slice(start..end), within.collect())?))
}

/// Characters as Markdown that means them. Brackets stay: they are marks, or followed by nothing that makes a link.
fn escaped(text: &str, file: &FileText, at: usize) -> String {
    let line = file.line(file.position(at).line);
    let begins_line = file.slice(line.start..at).chars().all(|character| matches!(character, ' ' | '\t' | '>'));
    let mut out = String::new();
    for (index, character) in text.char_indices() {
        let opens_block = begins_line && index == 0 && matches!(character, '#' | '+' | '-' | '=' | '>' | ':');
        if matches!(character, '\\' | '`' | '*' | '_' | '<' | '~' | '|' | '@') || opens_block {
            out.push('\\');
        }
        match character {
            '&' => out.push_str("&amp;"),
            character => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::file::SitePath;
    use crate::parse::words::Plain;

    fn words(file: &FileText) -> Words {
        let mut plain = Plain::default();
        plain.push_run("one ", 2);
        plain.push_run("two", 7);
        plain.push_line_end(Some('t'));
        plain.push_run("three", 14);
        assert_eq!(file.slice(plain.in_file(4..7)), "two");
        Words { paragraphs: vec![plain] }
    }

    #[test]
    fn one_change_spans_all_edits_and_keeps_what_is_between() {
        let file = FileText::new(SitePath::new("a.md").unwrap(), "> one *two*\n> three\n");
        let words = words(&file);
        let edits = vec![(0, 4..7, "2*".to_owned()), (0, 8..13, "3".to_owned())];
        assert_eq!(in_file(&words, &edits, &file), Some((7..19, "2\\**\n> 3".to_owned())));
        assert_eq!(edited(&words, &edits).unwrap().text(), "one 2* 3");
        assert_eq!(edited(&words, &edits).unwrap().paragraphs[0].line_ends, [6]);
        assert_eq!(in_file(&words, &[(0, 4..13, "x".to_owned())], &file), None);
    }
}
