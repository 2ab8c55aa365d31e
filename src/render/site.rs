//! The whole site as a plan: every output by its path, each made when asked.
//!
//! Comes in: a digest, a compiled theme, how links are written. Goes out: a [`Plan`]. Never done here: holding more than
//! the list of outputs.

use super::address::LinkForm;
use super::feed_of;
use super::html::Html;
use super::outline::{Leaf, listed, outline};
use super::page::about::{cite_commentary, cite_source, commentary_head, source_head};
use super::page::frame::{self, About, SiteParts, head, lost_head};
use super::page::here::{Here, section};
use super::page::pagination::PageOf;
use super::page::{archive, captures, commentary, front, lists, parallel, records, source, text, topics, verification};
use super::plan::{Output, Plan};
use super::sitemap;
use super::theme::Theme;
use super::titles::about;
use super::view::{Kind, Page};
use crate::base::diagnostic::Diagnostic;
use crate::base::file::SitePath;
use crate::base::language::Language;
use crate::base::route::Route;
use crate::resolve::digest::Digest;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What stands at one path.
enum Piece {
    Leaf(Route, Leaf),
    Redirect(usize),
    Lost,
    Feed,
    Sitemap,
    Robots,
    Settings,
    ThemeFile(Route),
    File(SitePath),
    /// Hosts that know it leave folders with an underscore alone.
    NoJekyll,
}

/// The site.
struct Site<'a> {
    digest: &'a Digest,
    theme: &'a Theme,
    form: LinkForm,
    leaves: BTreeMap<Route, Leaf>,
    settings: String,
    pieces: Vec<Piece>,
}

/// Everything there is of a site, in the order of paths.
pub fn plan<'a>(digest: &'a Digest, theme: &'a Theme, form: LinkForm) -> Plan<'a> {
    let leaves = outline(digest);
    let settings = settings_sheet(&digest.site.theme_settings);
    let pieces = pieces(digest, theme, &leaves, &settings);
    let outputs = pieces.keys().map(|path| Output { path: path.clone() }).collect();
    let site = Site { digest, theme, form, leaves, settings, pieces: pieces.into_values().collect() };
    Plan::new(outputs, move |index| site.make(index))
}

/// Languages that pages are in: what a theme must have words for.
pub fn languages(digest: &Digest) -> Vec<Language> {
    let of_commentary = digest.commentary.iter().map(|commentary| &commentary.language);
    let of_pages = digest.pages.iter().map(|page| &page.language);
    let of_editions = digest.editions.iter().map(|edition| &edition.language);
    let mut all: Vec<Language> =
        of_commentary.chain(of_pages).chain(of_editions).chain(&digest.site.languages).cloned().collect();
    all.sort();
    all.dedup();
    all
}

/// By path; what comes later wins: the site's own files may stand in the place of `robots.txt` (SPEC 8).
fn pieces(digest: &Digest, theme: &Theme, leaves: &BTreeMap<Route, Leaf>, settings: &str) -> BTreeMap<String, Piece> {
    let mut pieces = BTreeMap::new();
    for route in theme.files().keys() {
        pieces.insert(route.output(), Piece::ThemeFile(route.clone()));
    }
    if !settings.is_empty() {
        pieces.insert(frame::settings_route().output(), Piece::Settings);
    }
    for (index, redirect) in digest.redirects.iter().enumerate() {
        pieces.insert(redirect.from.output(), Piece::Redirect(index));
    }
    for (route, leaf) in leaves {
        pieces.insert(route.output(), Piece::Leaf(route.clone(), *leaf));
    }
    pieces.insert("404.html".to_owned(), Piece::Lost);
    pieces.insert(frame::feed_route().output(), Piece::Feed);
    pieces.insert("sitemap.xml".to_owned(), Piece::Sitemap);
    pieces.insert("robots.txt".to_owned(), Piece::Robots);
    pieces.insert(".nojekyll".to_owned(), Piece::NoJekyll);
    for (route, path) in digest.media.iter().chain(&digest.statics) {
        pieces.insert(route.output(), Piece::File(path.clone()));
    }
    pieces
}

/// Custom properties as a sheet; empty where there are none.
fn settings_sheet(settings: &BTreeMap<String, String>) -> String {
    let is_safe =
        |text: &str| !text.contains(['{', '}', ';', '<', '>', '\\', '\n', '\r', '"', '\'']) && !text.contains("/*");
    let lines = settings.iter().filter(|(name, value)| is_safe(name) && is_safe(value));
    let lines: Vec<String> = lines.map(|(name, value)| format!("  --{name}: {value};\n")).collect();
    if lines.is_empty() { String::new() } else { format!(":root {{\n{}}}\n", lines.concat()) }
}

impl<'a> Site<'a> {
    fn make(&self, index: usize) -> Result<Cow<'a, [u8]>, Diagnostic> {
        let base_url = &self.digest.site.base_url;
        Ok(match &self.pieces[index] {
            Piece::Leaf(route, leaf) => self.leaf(route, *leaf)?,
            Piece::Redirect(at) => self.redirect(*at)?,
            Piece::Lost => self.lost()?,
            Piece::Feed => Cow::Owned(feed_of::site(self.digest, self.theme)),
            Piece::Sitemap => {
                let mut pages = listed(self.digest, &self.leaves);
                pages.retain(|page| self.is_in_sitemap(&page.route));
                Cow::Owned(sitemap::sitemap(base_url, &pages))
            }
            Piece::Robots => Cow::Owned(sitemap::robots(base_url)),
            Piece::Settings => Cow::Owned(self.settings.clone().into_bytes()),
            Piece::NoJekyll => Cow::Borrowed(&[]),
            Piece::ThemeFile(route) => Cow::Borrowed(self.theme.files().get(route).map_or(&[][..], |(_, bytes)| bytes)),
            Piece::File(path) => Cow::Borrowed(self.digest.files.get(path).map_or(&[][..], |bytes| bytes)),
        })
    }

    /// Pages that ask not to be found are not in it: withdrawn commentary, earlier captures.
    fn is_in_sitemap(&self, route: &Route) -> bool {
        match self.leaves.get(route) {
            Some(Leaf::Commentary(index)) => self.digest.commentary(*index).front.withdrawn.is_none(),
            Some(Leaf::Capture(..)) => false,
            _ => true,
        }
    }

    fn here<'b>(&'b self, route: &'b Route, language: &'b Language) -> Here<'b> {
        Here { digest: self.digest, words: self.theme.interface(language), route, language, form: self.form }
    }

    fn fill(&self, here: &Here, head: super::view::Head, kind: Kind) -> Result<Cow<'a, [u8]>, Diagnostic> {
        let parts = SiteParts { footer_html: self.footer(here), has_settings: !self.settings.is_empty() };
        let page = Page { site: frame::site(here, &parts), head, kind };
        let template = page.kind.template();
        self.theme.render(template, here.language, &page).map(|html| Cow::Owned(html.into_bytes()))
    }

    /// `footer` of `site.toml`, its links relative to the page.
    fn footer(&self, here: &Here) -> Html {
        self.digest.footer.as_ref().map(|body| text::whole(here, body)).unwrap_or_default()
    }

    fn leaf(&self, route: &Route, leaf: Leaf) -> Result<Cow<'a, [u8]>, Diagnostic> {
        let digest = self.digest;
        let language = match leaf {
            Leaf::Commentary(index) => &digest.commentary(index).language,
            Leaf::Edition(index) => &digest.editions[index.0].language,
            Leaf::Text(index) => &digest.pages[index].language,
            _ => &digest.site.language,
        };
        let here = self.here(route, language);
        let page_of = |number, count| PageOf { number, count, per_page: digest.site.per_page };
        let about = about(&here, leaf);
        let head = match leaf {
            Leaf::Commentary(index) => commentary_head(&here, index),
            Leaf::Source(index) => source_head(&here, index, 0, about.title),
            Leaf::Capture(index, text) => source_head(&here, index, text, about.title),
            _ => head(&here, about),
        };
        let kind = match leaf {
            Leaf::Front => Kind::Front(Box::new(front::front(&here))),
            Leaf::Commentary(index) => {
                commentary::commentary(&here, index, cite_commentary(&here, digest.commentary(index)))
            }
            Leaf::Source(index) => Kind::Source(Box::new(source::source(&here, index, 0, cite_source(&here, index)))),
            Leaf::Capture(index, text) => {
                Kind::Capture(Box::new(source::source(&here, index, text, cite_source(&here, index))))
            }
            Leaf::Captures(index) => Kind::Captures(Box::new(captures::captures(&here, index))),
            Leaf::Parallel(index) => Kind::Parallel(Box::new(
                parallel::parallel(&here, index).expect("the outline has this page for translations alone"),
            )),
            Leaf::CommentaryList(number) => {
                let page = page_of(number, digest.entries().count());
                Kind::CommentaryList(Box::new(lists::commentary(&here, &section(&["commentary"]), page)))
            }
            Leaf::SourceList(number) => {
                let page = page_of(number, digest.sources.len());
                Kind::SourceList(Box::new(lists::sources(&here, &section(&["sources"]), page)))
            }
            Leaf::Archive => Kind::Archive(Box::new(archive::archive(&here))),
            Leaf::Year(year) => Kind::ArchiveYear(Box::new(archive::year(&here, year, &digest.archive.years[&year]))),
            Leaf::Month(month) => {
                let values = &digest.archive.years[&month.year].months[&month];
                Kind::ArchiveMonth(Box::new(archive::month(&here, month, values)))
            }
            Leaf::Topics => Kind::Topics(Box::new(topics::topics(&here))),
            Leaf::Topic(index, number) => {
                let page = page_of(number, digest.topics[index.0].entries.len());
                Kind::Topic(Box::new(topics::topic(&here, index, page)))
            }
            Leaf::Publications => Kind::Publications(Box::new(records::publications(&here))),
            Leaf::Publication(index, number) => {
                let publication = &digest.publications[index.0];
                let page = page_of(number, publication.sources.len());
                let language = here.language_name(&publication.language);
                Kind::Publication(Box::new(records::publication(&here, index, page, language)))
            }
            Leaf::Editions => Kind::Editions(Box::new(records::editions(&here))),
            Leaf::Edition(index) => {
                let introduction = text::whole(&here, &digest.editions[index.0].body);
                Kind::Edition(Box::new(records::edition(&here, index, introduction)))
            }
            Leaf::Authors => Kind::Authors(Box::new(records::authors(&here))),
            Leaf::Author(index, number) => {
                let page = page_of(number, digest.authors[index.0].commentary.len());
                Kind::Author(Box::new(records::author(&here, index, page)))
            }
            Leaf::Corrections => Kind::Corrections(Box::new(lists::corrections(&here))),
            Leaf::Verification => Kind::Verification(Box::new(verification::verification(&here))),
            Leaf::Text(index) => Kind::Text(Box::new(text::text(&here, index))),
        };
        self.fill(&here, head, kind)
    }

    fn redirect(&self, at: usize) -> Result<Cow<'a, [u8]>, Diagnostic> {
        let redirect = &self.digest.redirects[at];
        let here = self.here(&redirect.from, &self.digest.site.language);
        let title = here.word("moved-title");
        let mut head = head(&here, About { title: title.clone(), description: title.clone(), trail: Vec::new() });
        head.canonical = Some(here.address().absolute(&redirect.to));
        head.robots = Some("noindex".to_owned());
        let view = lists::redirect(&here, &redirect.to, &title);
        self.fill(&here, head, Kind::Redirect(Box::new(view)))
    }

    /// `404.html` is served at any depth: its links begin at the root of `base_url`, unless the site is read from a folder.
    fn lost(&self) -> Result<Cow<'a, [u8]>, Diagnostic> {
        let route = Route::file(&["404.html"]).expect("a file name is lawful");
        let form = if self.form == LinkForm::Disk { LinkForm::Disk } else { LinkForm::FromRoot };
        let here = Here { form, ..self.here(&route, &self.digest.site.language) };
        let view = lists::lost(&here);
        self.fill(&here, lost_head(&here), Kind::Lost(Box::new(view)))
    }
}
