//! Files as the program sees them: a path that cannot leave the site, and text with places in it.
//!
//! Comes in: what `shell/read` found. Goes out: [`SitePath`], [`FileText`], [`Tree`]. Never done here: reading a disk.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A byte range in one [`FileText`].
pub type Span = Range<usize>;

/// A path relative to the root of the site, with `/` between its parts, on every system.
///
/// It has no empty part, no `.` and no `..`, so it cannot leave its root.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// `None` when a part is empty, `.` or `..`, or when the path is absolute or empty.
    pub fn new(path: &str) -> Option<SitePath> {
        let sound = !path.is_empty()
            && !path.contains('\\')
            && !path.contains('\0')
            && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
        sound.then(|| SitePath(path.into()))
    }

    /// The whole path, `content/sources/a.md`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part, `a.md`.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The last part without its last extension, `a`.
    pub fn stem(&self) -> &str {
        let name = self.name();
        match name.rfind('.') {
            Some(dot) if dot > 0 => &name[..dot],
            _ => name,
        }
    }

    /// What follows the last dot of the name, without the dot; empty where there is none.
    pub fn extension(&self) -> &str {
        let name = self.name();
        match name.rfind('.') {
            Some(dot) if dot > 0 => &name[dot + 1..],
            _ => "",
        }
    }

    /// The path of the folder that holds it; `None` at the root.
    pub fn parent(&self) -> Option<SitePath> {
        self.0.rfind('/').map(|slash| SitePath(self.0[..slash].into()))
    }

    /// The rest of the path below a folder: `content/a/b.md` below `content` is `a/b.md`.
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// Resolves a relative reference as written in the file at this path: `../a.md` seen from `content/x/b.md`.
    /// `None` when it would leave the site. Neither fragment nor query is looked at.
    pub fn resolve(&self, reference: &str) -> Option<SitePath> {
        let mut parts: Vec<&str> = self.0.split('/').collect();
        parts.pop();
        for part in reference.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        SitePath::new(&parts.join("/"))
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

/// A place a person can go to: line and column, both from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// The text of one file, with the map from bytes to lines and columns. A leading byte-order mark is not part of it.
pub struct FileText {
    path: SitePath,
    text: String,
    line_starts: Vec<usize>,
    /// How many characters begin before each whole [`BLOCK`] of bytes, so that a column in a long line costs no more than one in a short.
    characters_before: Vec<usize>,
}

/// Bytes between two counts of characters.
const BLOCK: usize = 1024;

impl FileText {
    /// Takes the text as read; a leading byte-order mark is skipped.
    pub fn new(path: SitePath, text: &str) -> Arc<FileText> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
        let mut line_starts = vec![0];
        line_starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        let mut characters = 0;
        let mut characters_before = Vec::with_capacity(text.len() / BLOCK + 1);
        for block in text.as_bytes().chunks(BLOCK) {
            characters_before.push(characters);
            characters += block.iter().filter(|byte| is_first(**byte)).count();
        }
        Arc::new(FileText { path, text, line_starts, characters_before })
    }

    /// Where the file lies.
    pub fn path(&self) -> &SitePath {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The characters of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span).unwrap_or("")
    }

    /// Line and column of a byte offset; an offset past the end is the end.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts[line - 1];
        Position { line, column: self.characters_before(offset) - self.characters_before(start) + 1 }
    }

    /// The byte offset of a position; one past the end of its line is that end.
    pub fn offset(&self, position: Position) -> usize {
        let line = self.line(position.line);
        let within = self.slice(line.clone()).char_indices().nth(position.column.saturating_sub(1));
        within.map_or(line.end, |(at, _)| line.start + at)
    }

    fn characters_before(&self, offset: usize) -> usize {
        let block = (offset / BLOCK).min(self.characters_before.len().saturating_sub(1));
        let rest = &self.text.as_bytes()[block * BLOCK..offset];
        self.characters_before.get(block).copied().unwrap_or(0) + rest.iter().filter(|byte| is_first(**byte)).count()
    }

    /// The byte span of a line (from 1) without its line end; empty past the last line.
    pub fn line(&self, line: usize) -> Span {
        let Some(start) = line.checked_sub(1).and_then(|index| self.line_starts.get(index).copied()) else {
            return self.text.len()..self.text.len();
        };
        let end = self.line_starts.get(line).map_or(self.text.len(), |next| next - 1);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        start..end
    }
}

/// Whether a byte of UTF-8 is the first of a character.
fn is_first(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

impl fmt::Debug for FileText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileText({})", self.path)
    }
}

/// Every file a build may see, by path. The bytes are shared, never copied.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    files: BTreeMap<SitePath, Arc<[u8]>>,
}

impl Tree {
    /// Adds or replaces a file.
    pub fn insert(&mut self, path: SitePath, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(path, bytes.into());
    }

    /// The bytes at a path.
    pub fn get(&self, path: &SitePath) -> Option<&Arc<[u8]>> {
        self.files.get(path)
    }

    /// The bytes at a path given as text.
    pub fn at(&self, path: &str) -> Option<&Arc<[u8]>> {
        self.files.get(&SitePath::new(path)?)
    }

    /// All files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&SitePath, &Arc<[u8]>)> {
        self.files.iter()
    }

    /// All files below a folder, in the order of their paths.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a SitePath, &'a Arc<[u8]>)> {
        self.files.iter().filter(move |(path, _)| path.below(folder).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_leave_the_site() {
        for bad in ["", "/a", "a//b", "../a", "a/../b", "./a", "a\\b"] {
            assert!(SitePath::new(bad).is_none(), "{bad}");
        }
        let page = SitePath::new("content/pages/a.md").unwrap();
        assert_eq!(page.resolve("../media/x.svg").unwrap().as_str(), "content/media/x.svg");
        assert!(page.resolve("../../../etc/passwd").is_none());
    }

    #[test]
    fn columns_are_characters() {
        let file = FileText::new(SitePath::new("a.md").unwrap(), "\u{feff}한국\nab");
        assert_eq!(file.position("한".len()), Position { line: 1, column: 2 });
        assert_eq!(file.position("한국\na".len()), Position { line: 2, column: 2 });
        assert_eq!(file.position(999), Position { line: 2, column: 3 });
        let long = FileText::new(SitePath::new("a.md").unwrap(), &format!("ab\n{}", "한a".repeat(5_000)));
        for characters in [0, 1, 511, 512, 513, 9_999, 10_000] {
            let offset = 3 + characters / 2 * "한a".len() + characters % 2 * "한".len();
            assert_eq!(long.position(offset), Position { line: 2, column: characters + 1 });
        }
        assert_eq!(FileText::new(SitePath::new("a.md").unwrap(), "").position(0), Position { line: 1, column: 1 });
    }
}
