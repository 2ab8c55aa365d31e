//! Bytes as received, beside their source: `ID.raw.html`, of a PDF `ID.raw.pdf`, and of further pages of one article
//! `ID.2.raw.html`, …
//!
//! They are evidence for the editors, read by nothing and published never.

use crate::ingest::kind::is_pdf;
use crate::parse::folders::RAW;
use crate::shell::outcome::Stop;
use crate::shell::whole::{Replace, inside, write_whole};
use std::fs;
use std::path::{Path, PathBuf};

/// The bytes of each page.
pub type Pages = Vec<Vec<u8>>;

/// Writes the bytes of a text whose file is at `path` of the site.
pub fn write(root: &Path, path: &str, pages: &Pages, replace: Replace) -> Result<(), Stop> {
    let file = inside(root, path)?;
    let [end_of_page, end_of_pdf] = RAW;
    pages.iter().zip(1..).try_for_each(|(bytes, page)| {
        let end = if is_pdf(bytes) { end_of_pdf } else { end_of_page };
        write_whole(&of_page(&file, page, end), bytes, replace)
    })
}

/// The files of bytes beside a text, each with what it is called beside another.
pub fn beside(file: &Path, other: &Path) -> Vec<(PathBuf, PathBuf)> {
    let of_end = |end| {
        let pages = (1..).map(move |page| (of_page(file, page, end), of_page(other, page, end)));
        pages.take_while(|(own, _)| own.is_file())
    };
    RAW.into_iter().flat_map(of_end).collect()
}

/// Moves the bytes of a text to those of another name; what was moved can be moved back.
pub fn move_to(file: &Path, other: &Path) -> Vec<(PathBuf, PathBuf)> {
    let mut moved = beside(file, other);
    moved.retain(|(own, to)| !to.exists() && fs::rename(own, to).is_ok());
    moved
}

fn of_page(file: &Path, page: usize, end: &str) -> PathBuf {
    let end = end.trim_start_matches('.');
    file.with_extension(if page == 1 { end.to_owned() } else { format!("{page}.{end}") })
}
