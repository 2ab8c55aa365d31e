//! Tables of a page: those that say something, and those that only lay it out.

use super::build::is_hidden;
use super::tree::{attribute, name};
use crate::ingest::blocks::{Block, Inline};
use dom_query::NodeRef;

/// A row.
pub struct Row<'a> {
    /// Its cells.
    pub cells: Vec<Cell<'a>>,
}

/// A cell.
pub struct Cell<'a> {
    /// Its element.
    pub node: NodeRef<'a>,
    is_head: bool,
    columns: usize,
    rows: usize,
}

/// The most columns that a cell may span; more is a slip of the page.
const WIDE: usize = 50;

/// The rows of a table, those of tables in it left to these.
pub fn rows<'a>(table: &NodeRef<'a>) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let mut sections: Vec<NodeRef<'a>> = Vec::new();
    for child in table.children_it(false) {
        match name(&child).as_str() {
            "tr" => rows.push(row(&child)),
            "thead" | "tbody" | "tfoot" => sections.push(child),
            _ => {}
        }
    }
    for section in sections {
        rows.extend(
            section
                .children_it(false)
                .filter(|child| name(child) == "tr" && !is_hidden(child))
                .map(|child| row(&child)),
        );
    }
    rows.retain(|row| !row.cells.is_empty());
    rows
}

fn row<'a>(node: &NodeRef<'a>) -> Row<'a> {
    let cells =
        node.children_it(false).filter(|child| matches!(name(child).as_str(), "td" | "th") && !is_hidden(child));
    let span = |cell: &NodeRef, attribute_name: &str| {
        attribute(cell, attribute_name).and_then(|span| span.parse::<usize>().ok()).unwrap_or(1).clamp(1, WIDE)
    };
    let cell = |node: NodeRef<'a>| Cell {
        is_head: name(&node) == "th",
        columns: span(&node, "colspan"),
        rows: span(&node, "rowspan"),
        node,
    };
    Row { cells: cells.map(cell).collect() }
}

/// Whether a table only lays out a page: it has one row or one column, or running text, lists of blocks or other tables in
/// its cells.
pub fn is_layout(table: &NodeRef, rows: &[Row]) -> bool {
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let has_heads = rows.iter().flat_map(|row| &row.cells).any(|cell| cell.is_head);
    let is_said = attribute(table, "role").is_some_and(|role| role == "presentation" || role == "none");
    let has_blocks = table.descendants_it().skip(1).any(|one| {
        matches!(
            name(&one).as_str(),
            "table" | "pre" | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "article" | "section"
        )
    });
    let cells = rows.iter().map(|row| row.cells.len()).sum::<usize>().max(1);
    let characters: usize =
        rows.iter().flat_map(|row| &row.cells).map(|cell| cell.node.text().trim().chars().count()).sum();
    is_said || has_blocks || columns < 2 || (rows.len() < 2 && !has_heads) || characters / cells > 300
}

/// The table. A row of heads at its top is its head; a table without any has its first row for one, and one with heads at
/// the side only an empty one.
pub fn block(rows: &[Row], line: &mut dyn FnMut(&NodeRef) -> Vec<Inline>) -> Option<Block> {
    let has_heads = rows.iter().flat_map(|row| &row.cells).any(|cell| cell.is_head);
    let first_is_head = rows.first().is_some_and(|row| row.cells.iter().all(|cell| cell.is_head));
    let mut grid: Vec<Vec<Vec<Inline>>> = Vec::new();
    // How many rows a column still belongs to a cell above.
    let mut taken: Vec<usize> = Vec::new();
    for row in rows {
        let mut out: Vec<Vec<Inline>> = Vec::new();
        let skip = |out: &mut Vec<Vec<Inline>>, taken: &mut Vec<usize>| {
            while taken.get(out.len()).is_some_and(|left| *left > 0) {
                taken[out.len()] -= 1;
                out.push(Vec::new());
            }
        };
        for cell in &row.cells {
            skip(&mut out, &mut taken);
            let at = out.len();
            out.push(line(&cell.node));
            out.extend(std::iter::repeat_with(Vec::new).take(cell.columns - 1));
            if taken.len() < out.len() {
                taken.resize(out.len(), 0);
            }
            taken[at..out.len()].iter_mut().for_each(|left| *left = cell.rows - 1);
        }
        skip(&mut out, &mut taken);
        grid.push(out);
    }
    // Rows that say nothing are rules or gaps.
    grid.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let width = grid.iter().map(Vec::len).max()?;
    grid.iter_mut().for_each(|row| row.resize_with(width, Vec::new));
    let head = if first_is_head || !has_heads { grid.remove(0) } else { vec![Vec::new(); width] };
    Some(Block::Table { head, rows: grid })
}
