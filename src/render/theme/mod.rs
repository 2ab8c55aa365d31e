//! A theme, compiled: templates that can be filled in, in any language of the site.
//!
//! Comes in: the layers of a [`theme`](crate::parse::theme::Theme) as read, and the templates the program fills in with
//! examples of what they are given. Goes out: [`Theme`], and every problem of its templates at once. Never done here:
//! choosing what a page shows.
//!
//! # Names of templates
//!
//! `base.html` is the first `base.html` of: the site's `templates/`, the theme, its parents, the default theme. A template
//! that changes one of the same name extends the one below it: in the site `theme/base.html`, the theme's own in whatever
//! layer it is; in a theme `folio/base.html`, that of the theme of this name.

mod functions;
mod problems;
mod schema;
mod tokens;
mod tree;
mod fields;

use crate::base::diagnostic::{Diagnostic, Report};
use crate::base::file::{FileText, SitePath};
use crate::base::language::Language;
use crate::base::route::Route;
use crate::parse::theme as read;
use crate::render::view::PageTemplate;
use crate::render::words::Interface;
use fields::Reading;
use schema::Schema;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::Tera;

/// The prefix under which a site names its theme's templates, whichever layer they are in.
pub const THEME_PREFIX: &str = "theme/";

/// A theme that can be filled in.
pub struct Theme {
    engines: BTreeMap<Language, Engine>,
    site: Language,
    files: BTreeMap<Route, (SitePath, Arc<[u8]>)>,
    sources: Sources,
}

/// Templates with the words and dates of one language.
struct Engine {
    tera: Tera,
    interface: Arc<Interface>,
}

/// The file behind each template's name.
#[derive(Default)]
struct Sources(BTreeMap<String, Arc<FileText>>);

impl Theme {
    /// Compiles a theme for pages in `languages` and the site's own; pages in other languages are filled in as the site's.
    /// With an error in the report the theme must not be used.
    pub fn compile(
        read: &read::Theme,
        site: &Language,
        languages: &[Language],
        pages: &[PageTemplate],
    ) -> (Theme, Report) {
        let sources = Sources::gather(read);
        let interface = Arc::new(Interface::new(read, site, site));
        let mut report = Report::default();
        let engine = compile_templates(read, &sources, site, &interface, &mut report);
        let mut engines = BTreeMap::new();
        for language in languages.iter().filter(|language| *language != site) {
            let interface = Arc::new(Interface::new(read, language, site));
            let mut tera = engine.clone();
            functions::register(&mut tera, language, &interface);
            engines.insert(language.clone(), Engine { tera, interface });
        }
        engines.insert(site.clone(), Engine { tera: engine, interface });
        let theme = Theme { engines, site: site.clone(), files: theme_files(read), sources };
        if !report.has_errors() {
            check_fields(read, &theme.sources, &theme.engines[site].interface, pages, &mut report);
        }
        if !report.has_errors() {
            pages.iter().for_each(|page| theme.try_samples(page, &mut report));
        }
        (theme, report)
    }

    /// Fills in a template for a page of a language.
    pub fn render(
        &self,
        template: &str,
        language: &Language,
        view: &impl serde::Serialize,
    ) -> Result<String, Diagnostic> {
        let context = tera::Context::from_serialize(view);
        let made = context.and_then(|context| self.engine(language).tera.render(template, &context));
        made.map_err(|error| problems::rendering(&error, template, &self.sources))
    }

    /// The words of the interface for pages of a language.
    pub fn interface(&self, language: &Language) -> &Interface {
        &self.engine(language).interface
    }

    /// The files of the theme by route, `/assets/…`: of files at one path the one of the first layer.
    pub fn files(&self) -> &BTreeMap<Route, (SitePath, Arc<[u8]>)> {
        &self.files
    }

    fn try_samples(&self, page: &PageTemplate, report: &mut Report) {
        let engine = self.engine(&self.site);
        for sample in &page.samples {
            let context = tera::Context::from_serialize(sample);
            if let Err(error) = context.and_then(|context| engine.tera.render(page.name, &context)) {
                report.add(problems::rendering(&error, page.name, &self.sources));
            }
        }
    }

    fn engine(&self, language: &Language) -> &Engine {
        self.engines.get(language).unwrap_or_else(|| &self.engines[&self.site])
    }
}

/// All templates in one engine. Syntax errors of all files are found; then, where there is none, wrong names of all files.
fn compile_templates(
    theme: &read::Theme,
    sources: &Sources,
    language: &Language,
    interface: &Arc<Interface>,
    report: &mut Report,
) -> Tera {
    let mut empty = Tera::new();
    empty.autoescape_on(vec![".html", ".xml", ".svg"]);
    empty.set_escape_fn(escape);
    functions::register(&mut empty, language, interface);
    let prefixes = theme.layers.iter().filter_map(|layer| Some(format!("{}/", layer.name.as_ref()?)));
    empty
        .set_fallback_prefixes(std::iter::once(THEME_PREFIX.to_owned()).chain(prefixes))
        .expect("no template is in it yet");
    for (name, file) in sources.0.iter().filter(|(name, _)| !name.starts_with(THEME_PREFIX)) {
        // Alone, a template is parsed before anything it refers to is missed, so a throw-away engine shows its syntax.
        let alone = empty.clone().add_raw_template(name, file.text());
        alone.err().and_then(|error| problems::syntax(&error, sources)).into_iter().for_each(|found| report.add(found));
    }
    if report.has_errors() {
        return empty;
    }
    let mut tera = empty.clone();
    // One call: each call checks that whatever a template extends is there.
    match tera.add_raw_templates(sources.0.iter().map(|(name, file)| (name.as_str(), file.text()))) {
        Ok(()) => tera,
        Err(error) => {
            problems::references(&error, sources).into_iter().for_each(|found| report.add(found));
            empty
        }
    }
}

/// Every field and every word that a template names, also where no sample comes by.
fn check_fields(
    theme: &read::Theme,
    sources: &Sources,
    interface: &Interface,
    pages: &[PageTemplate],
    report: &mut Report,
) {
    let layers = theme.layers.iter().filter_map(|layer| Some(format!("{}/", layer.name.as_ref()?)));
    let mut reading = Reading::new(sources, layers, interface);
    for page in pages {
        reading.check(page.name, &Schema::of(&page.samples), report);
    }
    let names: Vec<&str> = pages.iter().map(|page| page.name).collect();
    reading.unused(&names, report);
}

/// Escapes for element text and for attributes in either kind of marks: themes are written by many hands.
fn escape(text: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.write_all(&rest.as_bytes()[..at])?;
        out.write_all(match rest.as_bytes()[at] {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            _ => b"&#39;",
        })?;
        rest = &rest[at + 1..];
    }
    out.write_all(rest.as_bytes())
}

fn theme_files(theme: &read::Theme) -> BTreeMap<Route, (SitePath, Arc<[u8]>)> {
    let mut files = BTreeMap::new();
    for (path, file) in theme.layers.iter().flat_map(|layer| &layer.files) {
        let parts: Vec<&str> = std::iter::once("assets").chain(path.split('/')).collect();
        if let Some(route) = Route::file(&parts) {
            files.entry(route).or_insert_with(|| file.clone());
        }
    }
    files
}

impl Sources {
    /// Every template under the name of its layer; that of the first theme's layer which has it under [`THEME_PREFIX`] too.
    fn gather(theme: &read::Theme) -> Sources {
        let mut sources = BTreeMap::new();
        for layer in &theme.layers {
            for (path, file) in &layer.templates {
                let Some(theme) = &layer.name else {
                    sources.insert(path.clone(), file.clone());
                    continue;
                };
                sources.insert(format!("{theme}/{path}"), file.clone());
                sources.entry(format!("{THEME_PREFIX}{path}")).or_insert_with(|| file.clone());
            }
        }
        Sources(sources)
    }
}

#[cfg(test)]
mod tests;
