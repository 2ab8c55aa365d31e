//! Bytes → text that a page can hold.
//!
//! Comes in: the bytes of a Markdown, YAML or TOML file. Goes out: a [`FileText`]. Never done here: guessing an encoding;
//! what is not UTF-8 is refused with its place.

use super::codes;
use super::values::is_unwritable;
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::{FileText, SitePath};
use std::sync::Arc;

/// The size of the largest text file that is read, in bytes.
pub const SIZE_LIMIT: usize = 16 << 20;

/// Reads a file as text. `None` where it is none, which is then in the report.
pub fn read(path: &SitePath, bytes: &[u8], report: &mut Report) -> Option<Arc<FileText>> {
    if bytes.len() > SIZE_LIMIT {
        let message =
            format!("the file has {} MiB, and postil reads text up to {} MiB", bytes.len() >> 20, SIZE_LIMIT >> 20);
        let help = "split it, or move it out of `content/` if it is no text";
        report.add(Diagnostic::new(&codes::FILE_TOO_LARGE, Place::file(path), message).help(help));
        return None;
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            report.add(not_utf8(path, bytes, error.valid_up_to()));
            return None;
        }
    };
    let file = FileText::new(path.clone(), text);
    let problem = conflict(&file).or_else(|| unwritable(&file));
    match problem {
        None => Some(file),
        Some(problem) => {
            report.add(problem);
            None
        }
    }
}

fn not_utf8(path: &SitePath, bytes: &[u8], valid: usize) -> Diagnostic {
    let before = FileText::new(path.clone(), std::str::from_utf8(&bytes[..valid]).unwrap_or(""));
    let start = before.position(before.text().len());
    let place = Place { file: path.clone(), start, end: start };
    let byte = bytes.get(valid).copied().unwrap_or(0);
    let (message, help) = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            ("the file is UTF-16, and postil reads UTF-8".to_owned(), "save it as UTF-8".to_owned())
        }
        _ => (
            format!("the file is not UTF-8: byte 0x{byte:02X} is no character here"),
            match windows_1252(byte) {
                Some(character) => {
                    format!("save it as UTF-8; in Windows-1252, which many programs write, the byte is `{character}`")
                }
                None => "save it as UTF-8".to_owned(),
            },
        ),
    };
    Diagnostic::new(&codes::ENCODING_INVALID, place, message).help(help)
}

/// The character of a byte in the encoding that text without a declared one most often has.
fn windows_1252(byte: u8) -> Option<char> {
    const LOW: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”',
        '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => Some(LOW[usize::from(byte - 0x80)]).filter(|character| *character != '\0'),
        0xa1.. => Some(char::from(byte)),
        _ => None,
    }
}

/// Marks of git at the start of a line: the first with one of the others, where lines can look like them by chance.
fn conflict(file: &FileText) -> Option<Diagnostic> {
    let text = file.text();
    let mark = |sign: &str, from: usize| {
        let marks = |at: &usize| *at == 0 || text.as_bytes()[at - 1] == b'\n';
        text[from..].match_indices(sign).map(|(at, _)| from + at).find(marks)
    };
    let start = mark("<<<<<<< ", 0);
    let end = mark(">>>>>>> ", start.unwrap_or(0));
    let start = match file.path().as_str().ends_with(".md") {
        // `>` opens a quotation in Markdown, and `=` underlines a heading.
        true => start.filter(|start| end.or_else(|| mark("=======", *start)).is_some())?,
        false => start.or(end)?,
    };
    let place = Place::of(file, file.line(file.position(start).line));
    let help = "keep the lines you want, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`";
    Some(Diagnostic::new(&codes::MERGE_CONFLICT, place, "git could not merge two versions of these lines").help(help))
}

fn unwritable(file: &FileText) -> Option<Diagnostic> {
    let text = file.text();
    let lone_return = |at: usize| !text[at + 1..].starts_with('\n');
    let bad = |(at, character): &(usize, char)| is_unwritable(*character) || (*character == '\r' && lone_return(*at));
    let (at, character) = text.char_indices().find(bad)?;
    let count = text.char_indices().filter(bad).count();
    let place = Place::of(file, at..at + character.len_utf8());
    let more = if count > 1 { format!(", and {} more of its kind follow", count - 1) } else { String::new() };
    let (message, help) = match character {
        '\r' => (format!("a line ends with U+000D alone{more}"), "save the file with the line ends of Unix or Windows"),
        '\0' => {
            (format!("the file is no text: here is U+0000{more}"), "move it out of `content/`, or save it as UTF-8")
        }
        _ => (format!("here is U+{:04X}, which no page may hold{more}", u32::from(character)), "remove it"),
    };
    Some(Diagnostic::new(&codes::CHARACTER_FORBIDDEN, place, message).help(help))
}
