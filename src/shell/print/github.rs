//! Diagnostics as annotations of a GitHub workflow.

use crate::base::diagnostic::{Diagnostic, Severity};
use crate::shell::terminal::printable;
use std::path::Path;

/// One command a line.
pub fn print(diagnostics: &[Diagnostic], root: &Path) -> String {
    let prefix = repository_prefix(root);
    diagnostics.iter().map(|diagnostic| annotation(diagnostic, &prefix)).collect::<Vec<_>>().join("\n")
}

/// What stands before a path of the site in its repository: empty, or a path that ends in `/`. Known in a workflow alone.
pub fn repository_prefix(root: &Path) -> String {
    prefix(root, std::env::var_os("GITHUB_WORKSPACE").as_deref().map(Path::new))
}

/// A workflow names files from the root of its repository, in which the site may be a folder.
fn prefix(root: &Path, workspace: Option<&Path>) -> String {
    let below = workspace.and_then(|workspace| workspace.canonicalize().ok());
    let below = below.and_then(|workspace| root.strip_prefix(workspace).ok().map(Path::to_path_buf));
    match below.as_deref().and_then(Path::to_str) {
        Some(below) if !below.is_empty() => format!("{}/", below.replace('\\', "/")),
        _ => String::new(),
    }
}

fn annotation(diagnostic: &Diagnostic, prefix: &str) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (start, end) = (diagnostic.place.start, diagnostic.place.end);
    let file = property(&format!("{prefix}{}", diagnostic.place.file));
    let mut line = format!("::{command} file={file},line={},endLine={},col={}", start.line, end.line, start.column);
    // A column at the end is understood only where the place is on one line; theirs is inclusive, ours is not.
    if start.line == end.line {
        line.push_str(&format!(",endColumn={}", end.column.saturating_sub(1).max(start.column)));
    }
    let message = match &diagnostic.help {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    format!("{line},title={}::{}", property(diagnostic.code.name), data(&printable(&message)))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Place;
    use crate::base::file::{FileText, SitePath};
    use crate::shell::codes::FILE_NAME;

    #[test]
    fn nothing_in_a_message_ends_the_command() {
        let file = FileText::new(SitePath::new("content/a,b:c.md").unwrap(), "100 % 한국\nb");
        let found = Diagnostic::new(&FILE_NAME, Place::of(&file, 0..3), "100 % of\n::error::x").help("write `b`");
        assert_eq!(
            annotation(&found, "site/"),
            "::error file=site/content/a%2Cb%3Ac.md,line=1,endLine=1,col=1,endColumn=3,title=file-name\
             ::100 %25 of%0A::error::x%0Ahelp: write `b`"
        );
    }
}
