//! Changes of a text by place, made all at once.

use super::file::Span;

/// One change: these bytes become this text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// First byte.
    pub start: usize,
    /// After the last byte; equal to `start` where text is only added.
    pub end: usize,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// Bytes become a text.
    pub fn replace(span: Span, text: impl Into<String>) -> Edit {
        Edit { start: span.start, end: span.end, text: text.into() }
    }

    /// A text is added before a byte.
    pub fn insert(at: usize, text: impl Into<String>) -> Edit {
        Edit { start: at, end: at, text: text.into() }
    }
}

/// Makes all changes. `None` where two of them touch the same bytes, or one is not within the text.
pub fn apply(text: &str, mut edits: Vec<Edit>) -> Option<String> {
    edits.sort();
    edits.dedup();
    let mut changed = String::with_capacity(text.len());
    let mut at = 0;
    for edit in &edits {
        if edit.start < at || edit.end < edit.start {
            return None;
        }
        changed.push_str(text.get(at..edit.start)?);
        changed.push_str(&edit.text);
        at = edit.end;
    }
    changed.push_str(text.get(at..)?);
    Some(changed)
}

/// Makes all changes in the bytes of a file. Places are those of its [`FileText`](super::file::FileText), which has no
/// byte-order mark; the file keeps it. `None` as in [`apply`], and where the bytes are not UTF-8.
pub fn apply_to_file(bytes: &[u8], edits: Vec<Edit>) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (mark, text) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    Some(format!("{mark}{}", apply(text, edits)?).into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_before_the_text_stays() {
        let edits = || vec![Edit::replace(0..1, "W")];
        assert_eq!(apply_to_file("\u{feff}words".as_bytes(), edits()), Some("\u{feff}Words".into()));
        assert_eq!(apply_to_file(b"words", edits()), Some(b"Words".to_vec()));
        assert_eq!(apply_to_file(b"\xff", edits()), None);
    }

    #[test]
    fn changes_are_made_all_or_none() {
        let edits = vec![Edit::insert(5, "!"), Edit::replace(0..1, "W"), Edit::replace(0..1, "W")];
        assert_eq!(apply("words", edits).as_deref(), Some("Words!"));
        assert_eq!(apply("words", vec![Edit::replace(0..3, ""), Edit::replace(2..4, "")]), None);
        assert_eq!(apply("é", vec![Edit::replace(1..2, "")]), None);
        assert_eq!(apply("é", vec![Edit::insert(9, "")]), None);
    }
}
