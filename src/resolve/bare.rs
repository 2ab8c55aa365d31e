//! Keys of sources in running text without brackets, which cite nothing (SPEC 4.8).
//!
//! Comes in: a body. Goes out: `citation-bare` for each. Never done here: anything about citations in brackets.

use super::codes::CITATION_BARE;
use super::gather::Sources;
use super::walk::each_prose;
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::FileText;
use crate::parse::document::Document;
use crate::parse::ids::SourceId;
use crate::parse::prose::{Inline, Prose};

/// Reports every `@key` of a stored source in running text: not in code, links or mail addresses, nor after `\`.
pub fn find_bare_keys(document: &Document, file: &FileText, sources: &Sources, report: &mut Report) {
    each_prose(document, &mut |_, prose| in_inlines(&prose.inlines, prose, file, sources, report));
}

fn in_inlines(inlines: &[Inline], prose: &Prose, file: &FileText, sources: &Sources, report: &mut Report) {
    for inline in inlines {
        match inline {
            Inline::Text(range) => {
                let text = &prose.plain.text[range.clone()];
                for (at, _) in text.match_indices('@') {
                    let Some(id) = key_after(&text[at + 1..]) else { continue };
                    let start = range.start + at;
                    let before = prose.plain.text[..start].chars().next_back();
                    if before.is_some_and(|c| c.is_alphanumeric() || "/._-@+".contains(c))
                        || sources.find(&id).is_none()
                    {
                        continue;
                    }
                    let span = prose.plain.in_file(start..start + 1 + id.as_str().len());
                    if file.text()[..span.start.min(file.text().len())].ends_with('\\') {
                        continue;
                    }
                    let place = Place::of(file, span);
                    let message = format!("`@{id}` is the key of a source, and without brackets it cites nothing");
                    let help = format!("write `[@{id}]`, or `\\@{id}` where text is meant");
                    let diagnostic = Diagnostic::new(&CITATION_BARE, place.clone(), message).help(help);
                    report.add(diagnostic.guess(format!("write `[@{id}]`"), place, format!("[@{id}]")));
                }
            }
            Inline::Styled(_, inner) => in_inlines(inner, prose, file, sources, report),
            _ => {}
        }
    }
}

fn key_after(text: &str) -> Option<SourceId> {
    let end = text.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')).unwrap_or(text.len());
    let after = &text[end..];
    let key = text[..end].trim_end_matches('-');
    // `@host.example` is an account elsewhere.
    let is_host = after.starts_with('.') && after[1..].starts_with(|c: char| c.is_alphanumeric());
    if is_host || after.starts_with(|c: char| c.is_alphanumeric() || c == '@') { None } else { SourceId::new(key) }
}
