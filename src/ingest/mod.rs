//! **ingest**: bytes an editor has become the text of a source file.
//!
//! Comes in: bytes, and the name or address they came from. Goes out: a `Clip` with its doubts, and the text of a source
//! file. Never done here: touching the disk or the network.
