//! Writes every template of a theme with made-up values, as pages to look at:
//! `cargo run --example gallery -- target/gallery`, then serve that folder.
//!
//! Each page lies at `TEMPLATE/rich/`, `TEMPLATE/rich-2/`, … and `TEMPLATE/sparse/`; `de/` and `ko/` have the words of
//! another language.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a tool beside the program, no part of it")]

use postil::base::diagnostic::Place;
use postil::base::file::{SitePath, Tree};
use postil::base::language::Language;
use postil::parse::theme;
use postil::render::theme::Theme;
use postil::render::view::{Page, PageTemplate, View};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/gallery".to_owned()));
    let place = Place::file(&SitePath::new("site.toml").ok_or("a path")?);
    let mut tree = Tree::default();
    read(Path::new("themes"), &mut tree)?;
    let (read, mut report) = theme::read(&tree, "folio", place);
    let languages: Vec<Language> = ["en", "de", "ko"].iter().filter_map(|tag| Language::parse(tag)).collect();
    let (theme, compiled) = Theme::compile(&read, &languages[0], &languages, &PageTemplate::all());
    report.extend(compiled);
    let broken = report.has_errors();
    for found in report.sorted() {
        eprintln!("{found}; {}", found.help.as_deref().unwrap_or(""));
    }
    if broken {
        return Err("the theme has errors".into());
    }
    for language in &languages {
        let folder = if language.tag() == "en" { out.clone() } else { out.join(language.tag()) };
        pages(&theme, language, &folder)?;
        for (route, (_, bytes)) in theme.files() {
            write(&folder.join(route.output()), bytes)?;
        }
    }
    Ok(())
}

fn pages(theme: &Theme, language: &Language, folder: &Path) -> Result<(), Box<dyn Error>> {
    let samples = Page::samples();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, page) in samples.iter().enumerate() {
        let template = page.kind.template();
        let made = theme.render(template, language, page).map_err(|found| found.to_string())?;
        let last = !samples[index + 1..].iter().any(|other| other.kind.template() == template);
        let count = counts.entry(template).or_insert(0);
        *count += 1;
        let name = match (last, *count) {
            (true, _) => "sparse".to_owned(),
            (false, 1) => "rich".to_owned(),
            (false, count) => format!("rich-{count}"),
        };
        let stem = template.trim_end_matches(".html");
        write(&folder.join(stem).join(name).join("index.html"), made.as_bytes())?;
        if template == "404.html" && !last {
            write(&folder.join(template), made.as_bytes())?;
        }
        if template == "front.html" && !last {
            write(&folder.join("index.html"), made.replace("../../", "").as_bytes())?;
        }
    }
    Ok(())
}

fn read(folder: &Path, tree: &mut Tree) -> Result<(), Box<dyn Error>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(&path, tree)?;
        } else if let Some(name) = path.to_str().and_then(SitePath::new) {
            tree.insert(name, std::fs::read(&path)?.as_slice());
        }
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(std::fs::write(path, bytes)?)
}
