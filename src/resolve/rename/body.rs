//! Citations and links of a body that name a thing which gets another name.

use crate::base::edits::Edit;
use crate::base::file::{FileText, SitePath, Span};
use crate::parse::document::{Document, each_prose};
use crate::parse::ids::SourceId;
use crate::parse::prose::{Inline, each_inline};

/// Every citation of a source under its new key, in whatever form it is written.
pub fn citations(file: &FileText, document: &Document, old: &SourceId, new: &SourceId) -> Vec<Edit> {
    let items = document.citations.iter().flat_map(|citation| &citation.items);
    let named = items.filter(|item| item.key.as_ref() == Some(old)).map(|item| item.key_span.clone());
    let linked = document.linked_keys.iter().filter(|(key, _)| key == old).map(|(_, span)| span.clone());
    named.chain(linked).filter_map(|span| within(file, span, old.as_str(), new.as_str())).collect()
}

/// What a link led to, and leads to.
pub struct Moved<'a> {
    /// The file that moves, and where it is then; `None` for what has no file of its own.
    pub file: Option<(&'a SitePath, &'a SitePath)>,
    /// The route before, without a slash at its end.
    pub from: String,
    /// The route afterwards.
    pub to: String,
}

/// Every link to what moves.
pub fn links(file: &FileText, document: &Document, moved: &Moved) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut link = |to: &str, span: &Span| {
        if let Some(new) = moved.address(file.path(), to) {
            edits.extend(written(file, span, to, &new));
        }
    };
    let mut prose = |inlines: &[Inline]| {
        each_inline(inlines, &mut |inline| {
            if let Inline::Link { to, span, .. } = inline {
                link(to, span);
            }
        });
    };
    each_prose(&document.blocks, &mut |found| prose(&found.inlines));
    for note in &document.footnotes {
        each_prose(&note.blocks, &mut |found| prose(&found.inlines));
    }
    edits
}

impl Moved<'_> {
    /// The address under which a link still leads there; `None` for one that does not lead there.
    fn address(&self, at: &SitePath, to: &str) -> Option<String> {
        let cut = to.find(['#', '?']).unwrap_or(to.len());
        let (path, rest) = to.split_at(cut);
        if let Some(route) = path.strip_prefix(&self.from) {
            return (route.is_empty() || route.starts_with('/')).then(|| format!("{}{route}{rest}", self.to));
        }
        let (old, new) = self.file?;
        if path.starts_with('/') || path.contains(':') || at.resolve(path)? != *old {
            return None;
        }
        let folder = path.rfind('/').map_or("", |slash| &path[..=slash]);
        Some(format!("{folder}{}{rest}", new.name()))
    }
}

/// An address where it is written: in the link itself, or in the definition that it refers to.
fn written(file: &FileText, span: &Span, to: &str, new: &str) -> Option<Edit> {
    let text = file.text();
    if let Some(at) = text.get(span.clone())?.rfind(to) {
        let start = span.start + at;
        return Some(Edit::replace(start..start + to.len(), new));
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let rest = &line[indent..];
        if rest.starts_with('[')
            && let Some(colon) = rest.find("]:")
            && let Some(at) = rest[colon + 2..].find(to)
        {
            let start = start + indent + colon + 2 + at;
            return Some(Edit::replace(start..start + to.len(), new));
        }
        start += line.len();
    }
    None
}

/// A name inside a piece of a file.
fn within(file: &FileText, span: Span, old: &str, new: &str) -> Option<Edit> {
    let at = file.text().get(span.clone())?.find(old)?;
    let start = span.start + at;
    Some(Edit::replace(start..start + old.len(), new))
}
