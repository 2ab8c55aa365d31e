//! An original beside its translation.

use super::reading::Leaf;
use super::source::{Marker, QuotedBy};
use crate::render::html::Html;
use serde::Serialize;

/// `parallel` in `parallel.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Parallel {
    /// Head of the original.
    pub original: Leaf,
    /// Head of the translation; its title is the page's.
    pub translation: Leaf,
    /// How the paragraphs were found to be the same: `written`, `number` or `certain`.
    pub how: &'static str,
    /// Paragraphs of the original.
    pub original_paragraphs: usize,
    /// Paragraphs of the translation.
    pub translation_paragraphs: usize,
    /// Commentaries that quote one of the two, A first.
    pub quoted_by: Vec<QuotedBy>,
    /// Both texts; together the rows are all of both that may be shown.
    pub rows: Vec<ParallelRow>,
}

/// Paragraphs that are the same in both texts, or paragraphs of one that are known of none in the other.
#[derive(Clone, Debug, Serialize)]
pub struct ParallelRow {
    /// Paragraphs of the original, block content; `""` where none are known to be the same.
    pub original_html: Html,
    /// Paragraphs of the translation.
    pub translation_html: Html,
    /// Notes on both, by letter and number.
    pub markers: Vec<Marker>,
}
