//! `postil init DIR`: a small site that works, to look at and to change.

use super::args::Init;
use super::clock;
use super::outcome::{Exit, Stop};
use super::print::summary::listed;
use super::terminal;
use crate::base::key::Key;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What is written, by its path in the site. `site.toml` alone has places to fill in.
const FILES: [(&str, &str); 14] = [
    ("site.toml", include_str!("init/site.toml")),
    ("content/publications.yaml", include_str!("init/publications.yaml")),
    ("content/topics.yaml", include_str!("init/topics.yaml")),
    ("content/sources/courier/2026/courier-2026-01-12.md", include_str!("init/source.md")),
    ("content/commentary/a-temporary-wednesday.md", include_str!("init/commentary.md")),
    ("content/pages/about.md", include_str!("init/about.md")),
    (".gitignore", include_str!("init/gitignore")),
    (".gitattributes", include_str!("init/gitattributes")),
    (".editorconfig", include_str!("init/editorconfig")),
    (".prettierignore", include_str!("init/prettierignore")),
    (".markdownlintignore", include_str!("init/markdownlintignore")),
    (".github/workflows/postil.yml", include_str!("init/github.yml")),
    (".gitlab-ci.yml", include_str!("init/gitlab-ci.yml")),
    (".forgejo/workflows/postil.yml", include_str!("init/forgejo.yml")),
];

/// Makes the site.
pub fn init(wanted: &Init) -> Result<Exit, Stop> {
    let folder = std::path::absolute(&wanted.folder).map_err(|error| Stop::at("find", &wanted.folder, &error))?;
    refuse_what_is_in_use(&wanted.folder, &folder)?;
    let words = Words::of(&folder)?;
    for (path, text) in FILES {
        let text = if path == "site.toml" { words.fill_in(text) } else { text.to_owned() };
        write_new(&folder.join(path), &text)?;
    }
    let shown = wanted.folder.display();
    terminal::say(&format!(
        "there is a small site in `{shown}` now, with one source and one commentary\n\
         look at it:   cd {shown} && postil serve\n\
         change:       title, base_url, time_zone and authority in site.toml\n\
         keep the files of the one forge you use, and delete those of the others: .github, .gitlab-ci.yml, .forgejo"
    ))?;
    Ok(Exit::Clean)
}

/// An empty folder will do, one that is not there yet, and one in which git alone has begun.
fn refuse_what_is_in_use(shown: &Path, folder: &Path) -> Result<(), Stop> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(Stop::usage(format!("`{}` is not a folder", shown.display())));
        }
        entries => entries.map_err(|error| Stop::at("look into", shown, &error))?,
    };
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name != ".git").collect();
    if names.is_empty() {
        return Ok(());
    }
    names.sort();
    let more = names.len().saturating_sub(5);
    let mut some: Vec<String> = names.iter().take(5).map(|name| format!("`{name}`")).collect();
    if more > 0 {
        some.push(format!("{more} more"));
    }
    Err(Stop::usage(format!("`{}` is not empty: it holds {}", shown.display(), listed(&some)))
        .help("name a new folder: postil never writes over files that are there"))
}

fn write_new(path: &Path, text: &str) -> Result<(), Stop> {
    let parent: PathBuf = path.parent().map(Path::to_path_buf).unwrap_or_default();
    fs::create_dir_all(&parent).map_err(|error| Stop::at("make the folder", &parent, &error))?;
    let write = || File::create_new(path)?.write_all(text.as_bytes());
    write().map_err(|error| Stop::at("write", path, &error))
}

/// What `site.toml` is filled in with.
struct Words {
    title: String,
    host: String,
    zone: String,
    year: i16,
}

impl Words {
    fn of(folder: &Path) -> Result<Words, Stop> {
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let key = Key::from_words(&name);
        let host = format!("{}.example", key.as_ref().map_or("digest", Key::as_str));
        let zone = zone();
        let year = clock::now(None)?.day_in(&zone).year();
        Ok(Words { title: title(&name), host, zone, year })
    }

    fn fill_in(&self, text: &str) -> String {
        text.replace("{title}", &self.title)
            .replace("{host}", &self.host)
            .replace("{zone}", &self.zone)
            .replace("{year}", &self.year.to_string())
    }
}

/// `reading-valdria` becomes `Reading valdria`; what a TOML string would have to escape is left out.
fn title(name: &str) -> String {
    let words: String =
        name.chars().map(|character| if matches!(character, '-' | '_') { ' ' } else { character }).collect();
    let words: String =
        words.chars().filter(|character| !character.is_control() && !"\"\\{}".contains(*character)).collect();
    let words = words.trim();
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => "A digest".to_owned(),
    }
}

/// The time zone of this machine, where it says one that the compiled-in data know.
fn zone() -> String {
    let named = std::env::var("TZ").ok().map(|zone| zone.trim_start_matches(':').to_owned());
    let linked = || {
        let link = fs::read_link("/etc/localtime").ok()?;
        link.to_str()?.split_once("zoneinfo/").map(|(_, zone)| zone.to_owned())
    };
    let zone = named.or_else(linked).filter(|zone| zone.contains('/') && jiff::tz::TimeZone::get(zone).is_ok());
    zone.unwrap_or_else(|| "UTC".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_in_use_is_refused_by_what_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".git")).unwrap();
        assert_eq!(refuse_what_is_in_use(Path::new("d"), folder.path()), Ok(()));
        for name in ["f", "c", "b", "a", "e", "d", "g"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let stop = refuse_what_is_in_use(Path::new("d"), folder.path()).unwrap_err();
        assert_eq!(stop.exit, Exit::Usage);
        assert_eq!(stop.message, "`d` is not empty: it holds `a`, `b`, `c`, `d`, `e` and 2 more");
        let stop = refuse_what_is_in_use(Path::new("f"), &folder.path().join("f")).unwrap_err();
        assert_eq!(stop.message, "`f` is not a folder");
    }

    #[test]
    fn a_title_never_breaks_the_settings() {
        assert_eq!(title("reading-valdria"), "Reading valdria");
        assert_eq!(title("a\"b\\c\n{zone}"), "Abczone");
        assert_eq!(title("__"), "A digest");
    }

    #[test]
    fn forges_install_this_version() {
        let pin = format!("POSTIL: \"{}\"", env!("CARGO_PKG_VERSION"));
        let forges: Vec<&str> =
            FILES.iter().filter(|(path, _)| path.ends_with(".yml")).map(|(_, text)| *text).collect();
        assert_eq!(forges.len(), 3);
        assert!(forges.iter().all(|text| text.contains(&pin)));
    }
}
