//! Where the marks over a text begin and end, cut so that no mark crosses an element.
//!
//! Comes in: the leaves of a text in order, as ranges of it, and the ranges that cover it. Goes out: pieces of leaves, each
//! with all that covers it. Never done here: markup.

use std::collections::BTreeSet;
use std::ops::Range;

/// Part of a leaf, covered by the same from its start to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Indexes of the covers that lie over it, ascending.
    pub covers: Vec<usize>,
}

/// The covers over one text, for its leaves in order.
pub struct Covers {
    ranges: Vec<Range<usize>>,
    /// The covers by where they begin.
    order: Vec<usize>,
    /// How many of these have begun.
    begun: usize,
    /// Covers that have begun and not ended.
    open: BTreeSet<usize>,
}

impl Covers {
    /// Over these ranges of the text.
    pub fn new(ranges: Vec<Range<usize>>) -> Covers {
        let mut order: Vec<usize> = (0..ranges.len()).filter(|index| !ranges[*index].is_empty()).collect();
        order.sort_by_key(|index| ranges[*index].start);
        Covers { ranges, order, begun: 0, open: BTreeSet::new() }
    }

    /// Cuts a leaf at every boundary of a cover. The pieces are the leaf, in order, none of them empty. Each leaf begins
    /// where the one before it ended, or later.
    pub fn cut(&mut self, leaf: &Range<usize>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut at = leaf.start;
        while at < leaf.end {
            while let Some(cover) = self.order.get(self.begun).filter(|cover| self.ranges[**cover].start <= at) {
                self.open.insert(*cover);
                self.begun += 1;
            }
            let ranges = &self.ranges;
            self.open.retain(|cover| ranges[*cover].end > at);
            let next = self.order.get(self.begun).map(|cover| ranges[*cover].start);
            let ends = self.open.iter().map(|cover| ranges[*cover].end);
            let end = ends.chain(next).fold(leaf.end, usize::min);
            pieces.push(Piece { range: at..end, covers: self.open.iter().copied().collect() });
            at = end;
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaf_is_cut_at_every_boundary() {
        let mut covers = Covers::new(vec![2..5, 4..8, 4..8, 20..30, 6..6]);
        let cut = covers.cut(&(0..10));
        let parts: Vec<(Range<usize>, &[usize])> =
            cut.iter().map(|piece| (piece.range.clone(), piece.covers.as_slice())).collect();
        assert_eq!(parts, [(0..2, &[][..]), (2..4, &[0]), (4..5, &[0, 1, 2]), (5..8, &[1, 2]), (8..10, &[])]);
        assert_eq!(covers.cut(&(12..12)), []);
        assert_eq!(covers.cut(&(12..25))[1], Piece { range: 20..25, covers: vec![3] });
    }
}
