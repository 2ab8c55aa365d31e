//! Every problem of a quotation, with all that the manual says of it.

use crate::base::diagnostic::{Code, Severity};

/// All of them, for the manual.
pub const CODES: &[&Code] = &[&NOT_FOUND];

/// The words are nowhere.
pub const NOT_FOUND: Code = Code {
    name: "quotation-not-found",
    severity: Severity::Error,
    summary: "The quoted words are nowhere in the source, nor anything close to them.",
    why: "A reader would take words for the source's that it does not have.",
    example: "> Words that nobody wrote.\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "Copy the words from the page of the source again, or name the source that has them.",
};
