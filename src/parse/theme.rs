//! A theme, read: the layers in which a template, a word or a file of it is looked up.
//!
//! Comes in: the tree and the name of the theme. Goes out: [`Theme`], its layers in the order of looking up: the site's
//! own `templates/` and `i18n/`, the theme, its parents, the default theme. Never done here: compiling a template,
//! choosing a route.

use super::codes;
use super::site::Site;
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::{FileText, SitePath, Tree};
use crate::base::language::Language;
use crate::base::suggest::nearest;
use include_dir::{Dir, include_dir};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// The name of the theme that is built into the program, the last layer of every other.
pub const DEFAULT_THEME: &str = "folio";

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/folio");

/// A theme with all that it falls back to.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// In the order of looking up; the first is the site's own, the last the default theme.
    pub layers: Vec<Layer>,
}

/// The files of one theme, or of the site itself.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// Name of the theme; `None` for the site's own files.
    pub name: Option<String>,
    /// By path below `templates/`.
    pub templates: BTreeMap<String, Arc<FileText>>,
    /// Words of the interface, by language.
    pub words: BTreeMap<Language, WordFile>,
    /// Files below `static/` by their path there. Empty for the site, whose `static/` is no part of its theme.
    pub files: BTreeMap<String, (SitePath, Arc<[u8]>)>,
}

/// `i18n/LANG.toml`
#[derive(Clone, Debug)]
pub struct WordFile {
    /// The file.
    pub file: Arc<FileText>,
    /// By key.
    pub words: BTreeMap<String, Word>,
}

/// One word or phrase of the interface; `{name}` stands for what the template gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// By plural category; a word that does not count has `other` alone.
    pub forms: BTreeMap<String, String>,
    /// Its key in the file.
    pub span: Range<usize>,
}

/// Reads a theme and all that it falls back to. Where something is broken the rest is read all the same.
pub fn read(tree: &Tree, name: &str, place: Place) -> (Theme, Report) {
    let mut reader = Reader { tree, report: Report::default() };
    let mut layers = vec![reader.site_layer()];
    let mut seen = BTreeSet::new();
    let mut next = Some((name.to_owned(), place));
    while let Some((name, place)) = next.take() {
        if !seen.insert(name.clone()) {
            let message = format!("theme `{name}` is among its own parents");
            let help = "take the line `parent` out of one theme of the ring".to_owned();
            reader.report.add(Diagnostic::new(&codes::THEME_CYCLE, place, message).help(help));
            break;
        }
        let Some((layer, parent)) = reader.theme_layer(&name, &place) else { break };
        layers.push(layer);
        next = parent;
    }
    if !layers.iter().any(|layer| layer.name.as_deref() == Some(DEFAULT_THEME)) {
        let place = Place::file(&theme_file(DEFAULT_THEME));
        layers.extend(reader.theme_layer(DEFAULT_THEME, &place).map(|(layer, _)| layer));
    }
    (Theme { name: name.to_owned(), layers }, reader.report)
}

/// Whether the theme has the custom properties that `[theme_settings]` of `site.toml` sets: those its style sheets declare.
pub fn check_settings(theme: &Theme, site: &Site, file: &FileText) -> Report {
    let sheets = theme.layers.iter().flat_map(|layer| &layer.files).filter(|(name, _)| name.ends_with(".css"));
    let sheets: Vec<_> = sheets.map(|(_, (_, bytes))| String::from_utf8_lossy(bytes)).collect();
    let known: BTreeSet<&str> = sheets.iter().flat_map(|sheet| properties(sheet)).collect();
    let mut report = Report::default();
    for name in site.theme_settings.keys().filter(|name| !known.contains(name.as_str())) {
        let message = format!("the theme has no property `{name}`");
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it has `{}`", known.iter().copied().collect::<Vec<_>>().join("`, `")),
        };
        let place = Place::of(file, setting_span(file.text(), name));
        report.add(Diagnostic::new(&codes::THEME_SETTING, place, message).help(help));
    }
    report
}

/// Names of the custom properties that a style sheet declares, `pencil` for `--pencil: …`.
fn properties(sheet: &str) -> impl Iterator<Item = &str> {
    sheet.split("--").skip(1).filter_map(|rest| {
        let is_name = |character: char| character.is_ascii_alphanumeric() || character == '-' || character == '_';
        let name = &rest[..rest.find(|character| !is_name(character)).unwrap_or(rest.len())];
        (!name.is_empty() && rest[name.len()..].trim_start().starts_with(':')).then_some(name)
    })
}

/// Where a setting stands in `site.toml`.
fn setting_span(text: &str, name: &str) -> Range<usize> {
    let section = text.find("[theme_settings]").unwrap_or(0);
    let mut at = section;
    for line in text[section..].split_inclusive('\n') {
        let key = line.trim_start().trim_start_matches('"');
        if key.strip_prefix(name).is_some_and(|rest| rest.trim_start_matches('"').trim_start().starts_with('=')) {
            let start = at + line.len() - key.len();
            return start..start + name.len();
        }
        at += line.len();
    }
    section..section
}

struct Reader<'a> {
    tree: &'a Tree,
    report: Report,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTheme {
    parent: Option<toml::Spanned<String>>,
    // For people who choose a theme; the program makes nothing of them.
    #[serde(rename = "name")]
    _name: Option<String>,
    #[serde(rename = "description")]
    _description: Option<String>,
    #[serde(rename = "author")]
    _author: Option<String>,
    #[serde(rename = "licence")]
    _licence: Option<String>,
}

impl Reader<'_> {
    /// The site's own `templates/` and `i18n/`.
    fn site_layer(&mut self) -> Layer {
        let below = |folder: &'static str| {
            let files = self.tree.below(folder);
            files.filter_map(move |(path, bytes)| Some((path.clone(), path.below(folder)?.to_owned(), bytes.clone())))
        };
        let (templates, words): (Vec<_>, Vec<_>) = (below("templates").collect(), below("i18n").collect());
        let mut layer = Layer::default();
        for (path, name, bytes) in templates {
            self.template(&mut layer, path, name, &bytes);
        }
        for (path, name, bytes) in words {
            self.words(&mut layer, path, &name, &bytes);
        }
        layer
    }

    /// The files of the theme of a name, and its parent with the place that names it. `None` where there is no such theme.
    fn theme_layer(&mut self, name: &str, place: &Place) -> Option<(Layer, Option<(String, Place)>)> {
        let Some(files) = theme_files(self.tree, name) else {
            let message = format!("there is no theme `{name}`");
            let names = theme_names(self.tree);
            let help = match nearest(name, names.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("put it into `themes/{name}/`, or name one of these: `{}`", names.join("`, `")),
            };
            self.report.add(Diagnostic::new(&codes::THEME_UNKNOWN, place.clone(), message).help(help));
            return None;
        };
        let mut layer = Layer { name: Some(name.to_owned()), ..Layer::default() };
        let mut parent = None;
        for (rest, path, bytes) in files {
            match rest.split_once('/') {
                None if rest == "theme.toml" => {
                    let raw = self.theme_toml(&path, &bytes);
                    parent = raw.parent.map(|parent| {
                        let file = FileText::new(path.clone(), &String::from_utf8_lossy(&bytes));
                        (parent.get_ref().clone(), Place::of(&file, parent.span()))
                    });
                }
                Some(("templates", name)) => self.template(&mut layer, path.clone(), name.to_owned(), &bytes),
                Some(("i18n", name)) => self.words(&mut layer, path.clone(), name, &bytes),
                Some(("static", name)) => {
                    layer.files.insert(name.to_owned(), (path.clone(), bytes));
                }
                _ => {}
            }
        }
        Some((layer, parent))
    }

    fn theme_toml(&mut self, path: &SitePath, bytes: &[u8]) -> RawTheme {
        let empty = RawTheme::default();
        let Some(file) = self.text(path, bytes) else { return empty };
        match toml::from_str::<RawTheme>(file.text()) {
            Ok(raw) => raw,
            Err(error) => {
                self.report.add(toml_problem(&file, &error));
                empty
            }
        }
    }

    fn template(&mut self, layer: &mut Layer, path: SitePath, name: String, bytes: &[u8]) {
        if let Some(file) = self.text(&path, bytes) {
            layer.templates.insert(name, file);
        }
    }

    fn words(&mut self, layer: &mut Layer, path: SitePath, name: &str, bytes: &[u8]) {
        let Some(stem) = name.strip_suffix(".toml") else { return };
        let Some(file) = self.text(&path, bytes) else { return };
        let Some(language) = Language::parse(stem) else {
            let message = format!("`{stem}` is no language");
            let help = "name the file by a language tag, `en.toml` or `pt-BR.toml`";
            self.report.add(Diagnostic::new(&codes::THEME_WORDS, Place::file(&path), message).help(help));
            return;
        };
        match read_words(&file) {
            Ok(words) => {
                layer.words.insert(language, WordFile { file, words });
            }
            Err(problem) => self.report.add(*problem),
        }
    }

    fn text(&mut self, path: &SitePath, bytes: &[u8]) -> Option<Arc<FileText>> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Some(FileText::new(path.clone(), text)),
            Err(_) => {
                let message = "the file is not UTF-8";
                let help = "save it as UTF-8";
                self.report.add(Diagnostic::new(&codes::THEME_BROKEN, Place::file(path), message).help(help));
                None
            }
        }
    }
}

/// One file of words: `key = "text"`, or `key = { one = "text", other = "text" }`.
fn read_words(file: &Arc<FileText>) -> Result<BTreeMap<String, Word>, Box<Diagnostic>> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum RawWord {
        One(String),
        Forms(BTreeMap<String, String>),
    }
    let raw: BTreeMap<String, toml::Spanned<RawWord>> =
        toml::from_str(file.text()).map_err(|error| Box::new(toml_problem(file, &error)))?;
    let mut words = BTreeMap::new();
    for (key, raw) in raw {
        let span = raw.span();
        let forms = match raw.into_inner() {
            RawWord::One(text) => BTreeMap::from([("other".to_owned(), text)]),
            RawWord::Forms(forms) => forms,
        };
        if !forms.contains_key("other") {
            let message = format!("`{key}` has no form `other`");
            let help = "write `other = \"…\"`: it serves every count that has no form of its own";
            return Err(Box::new(Diagnostic::new(&codes::THEME_WORDS, Place::of(file, span), message).help(help)));
        }
        words.insert(key, Word { forms, span });
    }
    Ok(words)
}

fn toml_problem(file: &FileText, error: &toml::de::Error) -> Diagnostic {
    let place = Place::of(file, error.span().unwrap_or(0..0));
    let message = error.message().lines().next().unwrap_or("the file cannot be read").replace('"', "`");
    if let Some(key) = message.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next()) {
        let problem = Diagnostic::new(&codes::THEME_BROKEN, place, format!("unknown key `{key}`"));
        return problem.help(match nearest(key, THEME_KEYS) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("a theme has the keys `{}`", THEME_KEYS.join("`, `")),
        });
    }
    Diagnostic::new(&codes::THEME_BROKEN, place, message).help("mend the line; it is TOML")
}

/// What `theme.toml` may say.
const THEME_KEYS: [&str; 5] = ["name", "description", "author", "licence", "parent"];

fn theme_file(name: &str) -> SitePath {
    SitePath::new(&format!("themes/{name}/theme.toml")).expect("the name of a theme is one part of a path")
}

/// A file of a theme: path below the theme's folder, path in the site, bytes.
type ThemeFile = (String, SitePath, Arc<[u8]>);

/// The files of a theme: those of the site, else the built-in ones.
fn theme_files(tree: &Tree, name: &str) -> Option<Vec<ThemeFile>> {
    let sound = !name.is_empty() && !name.contains(['/', '\\']) && name != "." && name != "..";
    if !sound {
        return None;
    }
    let folder = format!("themes/{name}");
    let in_site: Vec<_> = tree
        .below(&folder)
        .filter_map(|(path, bytes)| Some((path.below(&folder)?.to_owned(), path.clone(), bytes.clone())))
        .collect();
    if !in_site.is_empty() {
        return Some(in_site);
    }
    (name == DEFAULT_THEME).then(|| {
        let mut files = Vec::new();
        collect(&BUILT_IN, &mut files);
        files.sort();
        files
    })
}

fn collect(folder: &Dir<'static>, into: &mut Vec<ThemeFile>) {
    for file in folder.files() {
        let Some(name) = file.path().to_str().map(|path| path.replace('\\', "/")) else { continue };
        if let Some(path) = SitePath::new(&format!("themes/{DEFAULT_THEME}/{name}")) {
            into.push((name, path, file.contents().into()));
        }
    }
    for folder in folder.dirs() {
        collect(folder, into);
    }
}

fn theme_names(tree: &Tree) -> Vec<String> {
    let mut names: BTreeSet<String> = tree
        .below("themes")
        .filter_map(|(path, _)| Some(path.below("themes")?.split_once('/')?.0.to_owned()))
        .collect();
    names.insert(DEFAULT_THEME.to_owned());
    names.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_properties_are_found() {
        let sheet = ":root{--ground : #fff;--pencil-wash:var(--pencil)} a--b{color:var(--ink, red)}";
        assert_eq!(properties(sheet).collect::<Vec<_>>(), ["ground", "pencil-wash"]);
        let text = "pencil = 1\n[theme_settings]\npencils = 2\n\"pencil\" = 3\n";
        assert_eq!(setting_span(text, "pencil"), 41..47);
    }
}
