//! Lines that stand beside each other: columns are read one after the other, cells of a table row by row.
//!
//! Most programs write a page in the order in which it is read, and that order is kept. Only where lines of one height follow
//! each other it is settled which they are. Never done here: moving what does not stand beside something.

use super::Line;

/// Shorter pieces, on the average of a column, are the cells of a table.
const CELL: usize = 18;

/// Fewer rows are no columns.
const ROWS: usize = 3;

/// Puts lines into the order in which they are read.
pub fn in_reading_order(lines: Vec<Line>) -> Vec<Line> {
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        match rows.last_mut() {
            Some(row) if row.last().is_some_and(|last| stands_beside(last, &line)) => row.push(line),
            _ => rows.push(vec![line]),
        }
    }
    let mut out = Vec::new();
    let mut rest = rows.as_slice();
    while let Some(first) = rest.first() {
        let columns = if first.len() > 1 { rows_of_columns(rest) } else { 0 };
        let lefts = lefts_of(first);
        if columns >= ROWS && is_running(&rest[..columns], &lefts) {
            let (stretch, after) = rest.split_at(columns);
            for column in 0..lefts.len() {
                let lines = stretch.iter().flatten().filter(|line| column_of(line, &lefts) == Some(column));
                out.extend(lines.cloned());
            }
            rest = after;
            continue;
        }
        out.push(joined(first));
        rest = &rest[1..];
    }
    out
}

fn stands_beside(last: &Line, line: &Line) -> bool {
    (last.base - line.base).abs() < 0.3 * last.size.max(line.size) && line.left > last.right
}

/// How many rows from here on keep to the columns of the first.
fn rows_of_columns(rows: &[Vec<Line>]) -> usize {
    let Some(first) = rows.first() else { return 0 };
    let lefts = lefts_of(first);
    let keeps = |row: &&Vec<Line>| {
        let columns: Vec<Option<usize>> = row.iter().map(|line| column_of(line, &lefts)).collect();
        columns.iter().all(Option::is_some) && columns.windows(2).all(|pair| pair[0] < pair[1])
    };
    rows.iter().take_while(keeps).count()
}

fn lefts_of(row: &[Line]) -> Vec<f64> {
    row.iter().map(|line| line.left).collect()
}

/// The column in which a line stands: it begins there, or a little to the right, and ends before the next.
fn column_of(line: &Line, lefts: &[f64]) -> Option<usize> {
    let fits = |column: &usize| {
        let begins = line.left - lefts[*column];
        let ends = lefts.get(column + 1).is_none_or(|next| line.right < *next);
        (-line.size..4.0 * line.size).contains(&begins) && ends
    };
    (0..lefts.len()).find(fits)
}

/// Whether there is running text in each column.
fn is_running(rows: &[Vec<Line>], lefts: &[f64]) -> bool {
    let is_text = |column: usize| {
        let lines: Vec<&Line> = rows.iter().flatten().filter(|line| column_of(line, lefts) == Some(column)).collect();
        let letters: usize = lines.iter().map(|line| line.text.chars().count()).sum();
        lines.len() >= ROWS && letters >= lines.len() * CELL
    };
    (0..lefts.len()).all(is_text)
}

/// The cells of a row in one line, a blank between them.
fn joined(row: &[Line]) -> Line {
    let mut whole = row[0].clone();
    for cell in &row[1..] {
        whole.text.push(' ');
        whole.text.push_str(&cell.text);
        whole.right = cell.right;
        whole.is_row = true;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, left: f64, base: f64) -> Line {
        let right = left + text.chars().count() as f64 * 5.0;
        Line { text: text.to_owned(), left, right, base, size: 10.0, is_row: false }
    }

    fn read(pieces: &[(&str, f64, f64)]) -> Vec<String> {
        let lines = pieces.iter().map(|(text, left, base)| line(text, *left, *base)).collect();
        in_reading_order(lines).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn columns_are_read_down_and_tables_across() {
        let columns = [
            ("The council met on Thursday,", 10.0, 0.0),
            ("nine carts had been weighed", 200.0, 0.0),
            ("and it adopted what was laid", 10.0, 12.0),
            ("at the gate before noon; the", 200.0, 12.0),
            ("before it came to its close.", 10.0, 24.0),
            ("tenth turned back.", 200.0, 24.0),
        ];
        let expected: Vec<&str> = [0, 2, 4, 1, 3, 5].iter().map(|at| columns[*at].0).collect();
        assert_eq!(read(&columns), expected);
        let table = [("Carts", 10.0, 0.0), ("9", 200.0, 0.0), ("Sacks", 10.0, 12.0), ("81", 200.0, 12.0)];
        assert_eq!(read(&table), ["Carts 9", "Sacks 81"]);
    }
}
