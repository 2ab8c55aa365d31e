//! Where the site is.

use super::outcome::Stop;
use std::path::{Path, PathBuf};

/// The root of the site, absolute, without symlinks in it: the folder given, else the nearest one upwards with a `site.toml`.
pub fn find(given: Option<&Path>) -> Result<PathBuf, Stop> {
    match given {
        Some(folder) => named(folder),
        None => nearest(),
    }
}

fn named(folder: &Path) -> Result<PathBuf, Stop> {
    let shown = folder.display();
    let found = folder.canonicalize().map_err(|_| Stop::usage(format!("there is no folder `{shown}`")))?;
    if found.join("site.toml").is_file() {
        return Ok(found);
    }
    Err(Stop::usage(format!("there is no `site.toml` in `{shown}`"))
        .help(format!("name the folder that holds it, or make a site with `postil init {shown}`")))
}

fn nearest() -> Result<PathBuf, Stop> {
    let here = std::env::current_dir()
        .and_then(|here| here.canonicalize())
        .map_err(|error| Stop::at("find", Path::new("."), &error))?;
    let found = here.ancestors().find(|folder| folder.join("site.toml").is_file());
    found.map(Path::to_path_buf).ok_or_else(|| {
        Stop::usage(format!("there is no `site.toml` in `{}` or any folder above it", here.display()))
            .help("go to the folder of a site, name it with `--root DIR`, or make one with `postil init DIR`")
    })
}
