//! Every problem this wing can find, with all that the manual says of it.

use crate::base::diagnostic::{Code, Severity};

/// All of them, for the manual.
pub const CODES: &[&Code] = &[&YAML_BROKEN];

/// The front matter or a vocabulary is not YAML.
pub const YAML_BROKEN: Code = Code {
    name: "yaml-broken",
    severity: Severity::Error,
    summary: "The YAML of a file cannot be read.",
    why: "Nothing of the file can be trusted.",
    example: "---\ntitle: \"An unclosed mark\n---",
    cure: "Mend the line that the message names; put quotation marks round text with a colon.",
};
