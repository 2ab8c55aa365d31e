//! Diagnostics as a comment for a merge request.
//!
//! Comes in: what was found. Goes out: Markdown that begins with a comment by which a bot finds it again. Never done here:
//! letting anything of a file be Markdown, HTML, a mention or a link: author's words stand in code or are escaped.

use super::{Found, summary};
use crate::base::diagnostic::{Diagnostic, Fix, Severity};
use crate::base::file::{FileText, Tree};
use crate::shell::terminal::printable;

/// The first line, by which the comment of an earlier run is found.
const MARKER: &str = "<!-- postil check -->";
/// How many problems are shown.
const MOST: usize = 50;
/// Forges refuse comments of 65,536 characters.
const LONGEST: usize = 60_000;
/// A suggestion longer than this is not read.
const LONGEST_SUGGESTION: usize = 2_000;

/// The whole comment.
pub fn print(found: &Found) -> String {
    let verified = summary::verified(&found.tally);
    let Some(problems) = summary::problems(found.diagnostics) else {
        return format!("{MARKER}\n**postil:** nothing is wrong, {verified}");
    };
    let mut order: Vec<&Diagnostic> = found.diagnostics.iter().collect();
    order.sort_by_key(|diagnostic| diagnostic.severity);
    let mut text = format!("{MARKER}\n**postil:** {problems}; {verified}\n");
    let mut shown = 0;
    for diagnostic in order.iter().take(MOST) {
        let item = item(diagnostic, found.tree);
        if text.len() + item.len() > LONGEST {
            break;
        }
        text.push_str(&item);
        shown += 1;
    }
    if shown < order.len() {
        text.push_str(&format!("\n… and {} more; `postil check` shows all\n", order.len() - shown));
    }
    text.trim_end().to_owned()
}

/// One problem as an item of a list: where, what, the cure.
fn item(diagnostic: &Diagnostic, tree: &Tree) -> String {
    let Diagnostic { code, severity, place, message, help, fixes, .. } = diagnostic;
    let place_shown = span(&format!("{}:{}", place.file, place.start.line));
    let level = match severity {
        Severity::Error => "**error**",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut text = format!("\n- {place_shown} {level}: {} ({})\n", prose(message), span(code.name));
    for line in help.iter().flat_map(|help| help.lines()).filter(|line| !line.trim().is_empty()) {
        // Two blanks at its end would break the line.
        text.push_str(&format!("  <br>{}\n", prose(line.trim())));
    }
    if let [fix] = fixes.as_slice()
        && let Some(lines) = mended(fix, tree)
    {
        let place = match fix.place == *place || fix.place.start.line == place.start.line {
            true => String::new(),
            false => format!(" in {}", span(&format!("{}:{}", fix.place.file, fix.place.start.line))),
        };
        text.push_str(&format!("\n  {}{place}:\n\n{}", prose(&fix.title), block("suggestion", &lines)));
    }
    text
}

/// The lines that a fix changes, as they would be; `None` where they are too long to be read, or not there.
fn mended(fix: &Fix, tree: &Tree) -> Option<String> {
    let bytes = tree.get(&fix.place.file)?;
    let file = FileText::new(fix.place.file.clone(), std::str::from_utf8(bytes).ok()?);
    let (first, last) = (file.line(fix.place.start.line), file.line(fix.place.end.line));
    let before = file.slice(first.start..file.offset(fix.place.start));
    let after = file.slice(file.offset(fix.place.end)..last.end);
    let lines = format!("{before}{}{after}", fix.text);
    (lines.len() <= LONGEST_SUGGESTION).then_some(lines)
}

/// A fenced block in an item, which nothing in it closes.
fn block(info: &str, text: &str) -> String {
    let fence = "`".repeat((longest_run(text) + 1).max(3));
    let lines: String = printable(text).lines().map(|line| format!("  {line}\n")).collect();
    format!("  {fence}{info}\n{lines}  {fence}\n")
}

/// A message: author's words, which it has in backticks, become code, and nothing else of it is Markdown.
fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    // Without a partner, the last one is a character like any other.
    let is_paired = parts.len() % 2 == 1;
    let last = parts.len() - 1;
    let mut out = String::new();
    for (index, part) in parts.iter().enumerate() {
        match index % 2 == 1 && (is_paired || index < last) {
            true if part.is_empty() => out.push_str("&#96;&#96;"),
            true => out.push_str(&span(part)),
            false if index == last && !is_paired => out.push_str(&format!("&#96;{}", escape(part))),
            false => out.push_str(&escape(part)),
        }
    }
    out
}

/// Code in a line, whatever it holds.
fn span(text: &str) -> String {
    let text = printable(&text.replace(['\n', '\r', '\t'], " "));
    let fence = "`".repeat(longest_run(&text) + 1);
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Text with every sign of Markdown and HTML, of a mention, an issue or an address made harmless.
fn escape(text: &str) -> String {
    let mut out = String::new();
    let text = printable(&text.replace(['\n', '\r', '\t'], " "));
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            // Neither an address nor the name of a picture goes on with a blank.
            ':' if characters.peek() == Some(&' ') => out.push(':'),
            '<' | '>' | '&' | '@' | '#' | ':' | '%' | '`' => out.push_str(&format!("&#{};", u32::from(character))),
            '\\' | '*' | '_' | '[' | ']' | '(' | ')' | '!' | '~' | '|' | '{' | '}' | '+' | '=' | '$' => {
                out.push('\\');
                out.push(character);
            }
            character => out.push(character),
        }
    }
    // An address without its scheme is made a link too.
    out.replace("www.", "www&#46;").replace("WWW.", "WWW&#46;")
}

fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests;
