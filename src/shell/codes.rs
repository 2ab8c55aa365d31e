//! Every problem this wing can find, with all that the manual says of it.

use crate::base::diagnostic::{Code, Severity};

/// All of them, for the manual.
pub const CODES: &[&Code] = &[&FILE_LINKED, &FILE_SPECIAL, &FILE_TOO_LARGE, &FILE_NAME];

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

/// Over the limit of its kind.
pub const FILE_TOO_LARGE: Code = Code {
    name: "file-too-large",
    severity: Severity::Error,
    summary: "A file is larger than postil reads: 16 MiB of text, 64 MiB of media.",
    why: "A file of that size is a mistake more often than not, and it would be left out of the site in silence.",
    example: "",
    cure: "Cut it down, take it out of the site, or put it on a host of its own and link to it.",
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
