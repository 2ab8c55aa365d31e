//! Where the marks over a text begin and end, cut so that no mark crosses an element.
//!
//! Comes in: the leaves of a text in order, as ranges of it, and the ranges that cover it. Goes out: pieces of leaves, each
//! with all that covers it. Never done here: markup.

use std::ops::Range;

/// Part of a leaf, covered by the same from its start to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Indexes of the covers that lie over it, ascending.
    pub covers: Vec<usize>,
}

/// Cuts a leaf at every boundary of a cover. The pieces are the leaf, in order, none of them empty.
pub fn cut(leaf: &Range<usize>, covers: &[Range<usize>]) -> Vec<Piece> {
    let inside = |at: &usize| leaf.start < *at && *at < leaf.end;
    let mut cuts: Vec<usize> = covers.iter().flat_map(|cover| [cover.start, cover.end]).filter(inside).collect();
    cuts.extend([leaf.start, leaf.end]);
    cuts.sort_unstable();
    cuts.dedup();
    let pieces = cuts.windows(2).map(|ends| {
        let range = ends[0]..ends[1];
        let over = |cover: &Range<usize>| cover.start <= range.start && range.end <= cover.end;
        let covers = (0..covers.len()).filter(|index| over(&covers[*index])).collect();
        Piece { range, covers }
    });
    pieces.collect()
}

/// What is left of `leaf` in the stretches that are shown, each with whether text is left out before it.
pub fn shown(leaf: &Range<usize>, shown: &[Range<usize>]) -> Vec<Range<usize>> {
    let overlap = |part: &Range<usize>| {
        let range = part.start.max(leaf.start)..part.end.min(leaf.end);
        (range.start < range.end).then_some(range)
    };
    shown.iter().filter_map(overlap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaf_is_cut_at_every_boundary() {
        let covers = [2..5, 4..8, 4..8, 20..30];
        let cut = cut(&(0..10), &covers);
        let parts: Vec<(Range<usize>, &[usize])> =
            cut.iter().map(|piece| (piece.range.clone(), piece.covers.as_slice())).collect();
        assert_eq!(parts, [(0..2, &[][..]), (2..4, &[0]), (4..5, &[0, 1, 2]), (5..8, &[1, 2]), (8..10, &[])]);
        assert_eq!(super::cut(&(3..3), &covers), []);
    }
}
