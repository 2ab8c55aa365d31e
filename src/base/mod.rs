//! **base**: the vocabulary every wing shares.
//!
//! Comes in: nothing. Goes out: small types with laws of their own. Never done here: anything that knows
//! what a commentary, a quotation or a digest is.
//!
//! Rooms are listed in the order in which they may use each other: look up, never down.

pub mod file;
pub mod edits;
pub mod key;
pub mod language;
pub mod day;
pub mod hash;
pub mod html;
pub mod route;
pub mod script;
pub mod length;
pub mod fold;
pub mod diagnostic;
pub mod mend;
pub mod suggest;
