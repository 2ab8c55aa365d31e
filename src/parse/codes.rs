//! Every problem this wing can find, with all that the manual says of it.

use crate::base::diagnostic::{Code, Severity};

/// All of them, for the manual.
pub const CODES: &[&Code] = &[&YAML_BROKEN, &THEME_UNKNOWN, &THEME_CYCLE, &THEME_BROKEN, &THEME_WORDS];

/// The front matter or a vocabulary is not YAML.
pub const YAML_BROKEN: Code = Code {
    name: "yaml-broken",
    severity: Severity::Error,
    summary: "The YAML of a file cannot be read.",
    why: "Nothing of the file can be trusted.",
    example: "---\ntitle: \"An unclosed mark\n---",
    cure: "Mend the line that the message names; put quotation marks round text with a colon.",
};

/// The theme named is not there.
pub const THEME_UNKNOWN: Code = Code {
    name: "theme-unknown",
    severity: Severity::Error,
    summary: "A theme is named that does not exist.",
    why: "The site would be shown in a theme nobody chose.",
    example: "theme = \"foilo\"",
    cure: "Name a folder of `themes/`, or `folio`, which is built in.",
};

/// A theme is its own parent, over however many others.
pub const THEME_CYCLE: Code = Code {
    name: "theme-cycle",
    severity: Severity::Error,
    summary: "A theme is among its own parents.",
    why: "No order of looking up its templates exists.",
    example: "parent = \"ink\" in themes/ink/theme.toml",
    cure: "Take the line `parent` out of one theme of the ring.",
};

/// A file of a theme cannot be read.
pub const THEME_BROKEN: Code = Code {
    name: "theme-broken",
    severity: Severity::Error,
    summary: "A file of a theme cannot be read.",
    why: "What it says would be lost without a word.",
    example: "parnet = \"folio\" in themes/ink/theme.toml",
    cure: "Mend the line that the message names.",
};

/// A file of interface words is not as it should be.
pub const THEME_WORDS: Code = Code {
    name: "theme-words",
    severity: Severity::Error,
    summary: "A file of words of the interface has a wrong name or a word without its form `other`.",
    why: "A page would be without its wording.",
    example: "notes = { one = \"{count} note\" }",
    cure: "Name the file by its language, and give each counted word at least the form `other`.",
};
