//! What is wrong with the characters of a value, before it is known which field they stand in.

use crate::base::diagnostic::Code;

/// What is wrong with a value.
#[derive(Debug)]
pub struct Fault {
    /// Its kind.
    pub code: &'static Code,
    /// The rest of a sentence that begins with the value: ``is no day: February 2026 has 28 days``.
    pub why: String,
    /// The cure.
    pub help: String,
    /// What to write instead, where only one thing can be meant.
    pub instead: Option<String>,
}

impl Fault {
    /// A fault without anything certain to write instead.
    pub fn new(code: &'static Code, why: impl Into<String>, help: impl Into<String>) -> Fault {
        Fault { code, why: why.into(), help: help.into(), instead: None }
    }

    /// A fault with the one thing that can be meant.
    pub fn instead(code: &'static Code, why: impl Into<String>, instead: impl Into<String>) -> Fault {
        let instead = instead.into();
        Fault { code, why: why.into(), help: format!("write `{instead}`"), instead: Some(instead) }
    }

    /// A fault with the one thing that can be meant, or with help where there is none.
    pub fn maybe(code: &'static Code, why: impl Into<String>, instead: Option<String>, help: &str) -> Fault {
        match instead {
            Some(instead) => Fault::instead(code, why, instead),
            None => Fault::new(code, why, help),
        }
    }

    /// The same fault where the value names something that is defined elsewhere: what it should be is known there alone.
    pub fn naming(self, help: impl Into<String>) -> Fault {
        Fault { help: help.into(), instead: None, ..self }
    }
}
