//! A folder: every file in it, in the order of their names.
//!
//! What a file is, its content decides. Links are not followed, hidden files not looked at. One that cannot be read stops
//! no other.

use super::{Asked, Tally, Then, file};
use crate::shell::outcome::Stop;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// Hands over what each file of a folder holds.
pub fn each(folder: &Path, asked: Asked, tally: &mut Tally, then: &mut Then) -> Result<(), Stop> {
    let named_for_one = [(asked.wanted.id.is_some(), "`--id`"), (asked.wanted.url.is_some(), "`--url`")];
    if let Some((_, option)) = named_for_one.iter().find(|(is_given, _)| *is_given) {
        return Err(Stop::usage(format!("{option} is for one file, and `{}` is a folder", folder.display())));
    }
    tally.of_several();
    let entries = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| !is_hidden(entry) && !belongs_to_page(entry)) {
        let ended = match entry {
            Err(error) => Err(Stop::machine(format!("`{}`: {error}", folder.display()))),
            Ok(entry) if entry.file_type().is_dir() => continue,
            Ok(entry) if entry.file_type().is_file() => file(entry.path(), asked, tally, then),
            Ok(entry) if entry.file_type().is_symlink() => {
                Err(Stop::found(format!("`{}` is a link to elsewhere, which is not followed", entry.path().display()))
                    .help("copy the file itself into the folder"))
            }
            Ok(entry) => Err(Stop::found(format!("`{}` is no file", entry.path().display()))),
        };
        tally.take(ended)?;
    }
    Ok(())
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// The folder in which a browser keeps the pictures and scripts of a page that it saved beside it.
fn belongs_to_page(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let stem = name.strip_suffix("_files").or_else(|| name.strip_suffix("-Dateien"));
    let is_saved =
        |stem: &str| ["html", "htm"].iter().any(|end| entry.path().with_file_name(format!("{stem}.{end}")).is_file());
    entry.file_type().is_dir() && stem.is_some_and(is_saved)
}
