//! Tables as other programs export them: CSV with a row of names.
//!
//! Cells are text, whatever they begin with: nothing here is ever computed.

use super::export::{Broken, MOST_ENTRIES, clean};
use csv::{ReaderBuilder, StringRecord};

/// A table read whole.
pub struct Table {
    names: Vec<String>,
    rows: Vec<StringRecord>,
}

/// One row.
pub struct Row<'a> {
    table: &'a Table,
    cells: &'a StringRecord,
}

/// What parts the cells, by the row of names. Programs write commas; spreadsheets save them again as something else.
pub fn delimiter(head: &str) -> u8 {
    let count = |delimiter: &u8| head.bytes().filter(|byte| byte == delimiter).count();
    *[b',', b';', b'\t'].iter().max_by_key(|delimiter| (count(delimiter), **delimiter == b',')).unwrap_or(&b',')
}

/// The names of the first row, lower case.
pub fn names(text: &str) -> Vec<String> {
    let head = text.lines().next().unwrap_or("");
    let mut reader = ReaderBuilder::new().delimiter(delimiter(head)).has_headers(false).from_reader(head.as_bytes());
    let mut row = StringRecord::new();
    match reader.read_record(&mut row) {
        Ok(true) => row.iter().map(|name| clean(name).to_lowercase()).collect(),
        _ => Vec::new(),
    }
}

impl Table {
    /// Reads all rows. A row with more or fewer cells than names is refused with its line: its cells are in the wrong
    /// columns.
    pub fn read(text: &str) -> Result<Table, Broken> {
        let names = names(text);
        let delimiter = delimiter(text.lines().next().unwrap_or(""));
        let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for row in reader.records() {
            let row = row.map_err(|error| {
                let line = error.position().map_or(1, |position| position.line() as usize);
                Broken::at(line, "this row of the table cannot be read")
            })?;
            let line = row.position().map_or(1, |position| position.line() as usize);
            if row.len() != names.len() {
                let message = format!("this row has {} cells, and the table has {} columns", row.len(), names.len());
                return Err(Broken::at(line, message));
            }
            if rows.len() > MOST_ENTRIES {
                return Err(Broken::at(line, format!("more than {MOST_ENTRIES} rows are not read at once")));
            }
            rows.push(row);
        }
        Ok(Table { names, rows })
    }

    /// The rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { table: self, cells })
    }
}

impl Row<'_> {
    /// The cell of the first of these columns that there is and that is not empty.
    pub fn get(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|wanted| {
            let at = self.table.names.iter().position(|name| name == wanted)?;
            let cell = clean(self.cells.get(at)?);
            (!cell.is_empty()).then_some(cell)
        })
    }
}

/// A list in one cell, parted by commas or semicolons.
pub fn list(cell: &str) -> Vec<String> {
    cell.split([',', ';'])
        .map(|part| part.trim().trim_start_matches('#').to_owned())
        .filter(|it| !it.is_empty())
        .collect()
}
