//! **ingest**: bytes an editor has become the text of a source file.
//!
//! Comes in: bytes, and the name or address they came from. Goes out: a [`clip::Clip`] with its doubts, and the text of
//! a source file. Never done here: touching the disk or the network.

pub mod kind;
pub mod archive;
pub mod received;
pub mod encoding;
pub mod limits;
pub mod robots;
pub mod guard;
pub mod escape;
pub mod blocks;
pub mod marked;
pub mod raised;
pub mod clip;
pub mod months;
pub mod dates;
pub mod language;
pub mod publication;
pub mod lines;
pub mod dateline;
pub mod dropped;
pub mod text;
pub mod page;
pub mod book;
pub mod feed;
pub mod markdown;
pub mod pdf;
pub mod reader;
pub mod pictures;
pub mod source_file;
pub mod profile_entry;
pub mod notes;
pub mod renew;
