//! Folded text and its map back (SPEC 5, typography).
