//! Bytes as received, beside their source: `ID.raw.html`, and of further pages of one article `ID.2.raw.html`, …
//!
//! They are evidence for the editors, read by nothing and published never.

use crate::shell::outcome::Stop;
use crate::shell::whole::{Replace, inside, write_whole};
use std::fs;
use std::path::{Path, PathBuf};

/// The bytes of each page.
pub type Pages = Vec<Vec<u8>>;

/// Writes the bytes of a text whose file is at `path` of the site.
pub fn write(root: &Path, path: &str, pages: &Pages, replace: Replace) -> Result<(), Stop> {
    let file = inside(root, path)?;
    pages.iter().zip(1..).try_for_each(|(bytes, page)| write_whole(&of_page(&file, page), bytes, replace))
}

/// The files of bytes beside a text, each with what it is called beside another.
pub fn beside(file: &Path, other: &Path) -> Vec<(PathBuf, PathBuf)> {
    let pages = (1..).map(|page| (of_page(file, page), of_page(other, page)));
    pages.take_while(|(own, _)| own.is_file()).collect()
}

/// Moves the bytes of a text to those of another name; what was moved can be moved back.
pub fn move_to(file: &Path, other: &Path) -> Vec<(PathBuf, PathBuf)> {
    let mut moved = beside(file, other);
    moved.retain(|(own, to)| !to.exists() && fs::rename(own, to).is_ok());
    moved
}

fn of_page(file: &Path, page: usize) -> PathBuf {
    file.with_extension(if page == 1 { "raw.html".to_owned() } else { format!("{page}.raw.html") })
}
