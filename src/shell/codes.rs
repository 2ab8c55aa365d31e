//! Every problem this wing can find, with all that the manual says of it.

use crate::base::diagnostic::{Code, Severity};

/// All of them, for the manual.
pub const CODES: &[&Code] = &[&FILE_LINKED, &FILE_SPECIAL, &FILE_NAME, &CASES_BROKEN, &SOURCE_NAME];

/// A symlink.
pub const FILE_LINKED: Code = Code {
    name: "file-linked",
    severity: Severity::Warning,
    summary: "A file or folder of the site is a symbolic link; it is not read.",
    why: "A link can lead out of the site, to a file that was never meant to be published.",
    example: "",
    cure: "Put the file itself in its place.",
};

/// A pipe, socket or device.
pub const FILE_SPECIAL: Code = Code {
    name: "file-special",
    severity: Severity::Warning,
    summary: "Something in the site is a pipe, a socket or a device; it is not read.",
    why: "Reading it could wait for ever.",
    example: "",
    cure: "Remove it, or put a file in its place.",
};

/// No name for a file of a site.
pub const FILE_NAME: Code = Code {
    name: "file-name",
    severity: Severity::Error,
    summary: "The name of a file is not UTF-8, or holds a character that no address may have.",
    why: "The file has no address, and other systems cannot even store it.",
    example: "",
    cure: "Rename the file.",
};

/// A list of cases that cannot be read.
pub const CASES_BROKEN: Code = Code {
    name: "cases-broken",
    severity: Severity::Error,
    summary: "The list of cases given to `quote --cases` cannot be read.",
    why: "A case that was left out would look like one that passed.",
    example: "[{\"id\": \"one\", \"source\": \"It rained.\", \"quote\": \"It rained\"}]",
    cure: "Write a JSON list of objects, each with the texts `id`, `language`, `source`, `quote` and, where the citation has a locator, `at`.",
};

/// A source of `check --sources` whose file name is no key.
pub const SOURCE_NAME: Code = Code {
    name: "source-name",
    severity: Severity::Warning,
    summary: "With `check --sources`: the name of a file in the folder of sources cannot be cited.",
    why: "Nothing could be verified against it, and nobody would notice.",
    example: "",
    cure: "Rename the file: a key has letters and digits of any script, with single hyphens, dots, colons or underscores between them.",
};
