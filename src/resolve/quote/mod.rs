//! Folding and matching of quotations (SPEC 5).

/// A stored text, folded once.
#[derive(Debug)]
pub struct FoldedSource {}

/// A verified range of a source.
#[derive(Debug)]
pub struct Passage {}
