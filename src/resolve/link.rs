//! Links and pictures: every address in a body leads somewhere, or is reported (SPEC 4).
//!
//! Comes in: a body and the [`Targets`] of the site. Goes out: where each address leads, and which media are in use.
//! Never done here: writing an address relative to a page.

use super::address::{Led, Problem, looks_like_a_host, outside, relative, scheme_of};
use super::choose::Unpublished;
use super::codes::{LINK_BROKEN, PICTURE_OUTSIDE, PICTURE_WITHOUT_ALT};
use super::digest::LinkTarget;
use super::targets::{Targets, composed};
use super::walk::each_prose;
use crate::base::day::Day;
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::{FileText, SitePath, Span};
use crate::base::route::Route;
use crate::base::suggest::nearest;
use crate::parse::content::Content;
use crate::parse::document::Document;
use crate::parse::prose::{Inline, each_inline};
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, BTreeSet};

/// Whose links they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    /// The editors': they can mend them.
    Editors,
    /// A source's current text: its pictures on other hosts are links, and none needs words.
    Source,
    /// An earlier capture's, kept as it was: what leads nowhere is no link, and nothing is reported.
    EarlierCapture,
}

/// A body whose links are settled.
#[derive(Clone, Copy, Debug)]
pub struct Linked<'a> {
    /// The body.
    pub document: &'a Document,
    /// Its file.
    pub file: &'a FileText,
    /// Its page.
    pub route: &'a Route,
    /// Whose links they are.
    pub writer: Writer,
    /// The day it appears, where it is held back: by then others may be there that are not yet.
    pub appears: Option<Day>,
}

/// What the addresses of one body lead to.
#[derive(Debug, Default)]
pub struct Links {
    /// By the address as written.
    pub to: BTreeMap<String, LinkTarget>,
    /// Files of `content/media/` among them, by the address as written.
    pub media: BTreeMap<String, SitePath>,
}

/// Settles every link and picture of a body.
pub fn settle_links(linked: &Linked, targets: &Targets, report: &mut Report) -> Links {
    let mut settling = Settling { linked, targets, links: Links::default(), report };
    each_prose(linked.document, &mut |_, prose| {
        each_inline(&prose.inlines, &mut |inline| match inline {
            Inline::Link { to, span, .. } => settling.link(to, span),
            Inline::Image { to, alt, span, .. } => settling.picture(to, alt, span),
            _ => {}
        });
    });
    settling.links
}

struct Settling<'a> {
    linked: &'a Linked<'a>,
    targets: &'a Targets<'a>,
    links: Links,
    report: &'a mut Report,
}

impl Settling<'_> {
    fn link(&mut self, to: &str, span: &Span) {
        let led = self.lead(to);
        self.keep(to, span, led);
    }

    fn picture(&mut self, to: &str, alt: &str, span: &Span) {
        if alt.trim().is_empty() && self.linked.writer == Writer::Editors {
            let place = Place::of(self.linked.file, span.clone());
            let message = "this picture has no words for those who do not see it";
            self.report.add(
                Diagnostic::new(&PICTURE_WITHOUT_ALT, place, message).help("say between the brackets what it shows"),
            );
        }
        let led = match self.lead(to) {
            Led::To(LinkTarget::Outside(_)) if self.linked.writer == Writer::Editors => Led::Nowhere(Problem {
                code: &PICTURE_OUTSIDE,
                message: format!("the picture `{to}` lies on another host, and a page asks nothing of other hosts"),
                help: "put it into `content/media/` if you may, and name it by its relative path; or link to it"
                    .to_owned(),
                meant: None,
            }),
            Led::To(LinkTarget::Inside(route, _)) if route.is_page() => Led::Nowhere(no_picture(to)),
            Led::To(LinkTarget::Fragment(_)) => Led::Nowhere(no_picture(to)),
            led => led,
        };
        self.keep(to, span, led);
    }

    fn keep(&mut self, to: &str, span: &Span, led: Led) {
        match led {
            Led::To(target) => {
                self.links.to.insert(to.to_owned(), target);
            }
            Led::Nowhere(problem) if self.linked.writer != Writer::EarlierCapture => {
                self.report.add(self.diagnostic(span, to, problem));
            }
            Led::Nowhere(_) | Led::Silent => {}
        }
    }

    fn diagnostic(&self, span: &Span, to: &str, problem: Problem) -> Diagnostic {
        let file = self.linked.file;
        let place = Place::of(file, span.clone());
        let diagnostic = Diagnostic::new(problem.code, place, problem.message).help(problem.help);
        // The address can be replaced where it stands in the link as written, once and last.
        let written = file.slice(span.clone());
        match (problem.meant, written.rfind(to)) {
            (Some(meant), Some(at)) if !to.is_empty() => {
                let start = span.start + at;
                let place = Place::of(file, start..start + to.len());
                diagnostic.guess(format!("write `{meant}`"), place, meant)
            }
            _ => diagnostic,
        }
    }

    fn lead(&mut self, to: &str) -> Led {
        if let Some(scheme) = scheme_of(to) {
            return outside(to, &scheme);
        }
        let (path, fragment) = match to.split_once('#') {
            Some((path, fragment)) => (path, Some(decoded(fragment))),
            None => (to, None),
        };
        let path = decoded(path.split('?').next().unwrap_or(path));
        match (path.as_str(), fragment) {
            ("", None) => {
                Led::Nowhere(Problem::broken("this link has no address", "write one, or take the brackets out"))
            }
            ("", Some(fragment)) => self.here(fragment),
            (path, _) if path.starts_with("//") => {
                let problem =
                    Problem::broken(format!("`{to}` has no scheme"), "write the whole address, with `https:`");
                Led::Nowhere(problem.meant(format!("https:{to}")))
            }
            (path, fragment) if path.starts_with('/') => self.route(path, fragment),
            (path, fragment) => self.file(to, path, fragment),
        }
    }

    /// `#fragment`
    fn here(&self, fragment: String) -> Led {
        match self.targets.has_id(self.linked.route, &fragment) {
            Some(false) => Led::Nowhere(no_such_id(&fragment, "this page", self.targets.ids(self.linked.route), "")),
            _ => Led::To(LinkTarget::Fragment(fragment)),
        }
    }

    /// `/topics/party/`
    fn route(&self, path: &str, fragment: Option<String>) -> Led {
        let path = composed(path);
        let answering = Route::parse(&path).and_then(|route| self.targets.routes.answering(&route));
        if let Some(route) = answering {
            return self.inside(route, fragment, &path);
        }
        let mut problem = Problem::broken(format!("the site has no address `{path}`"), "");
        let with_slash = Route::parse(&format!("{path}/")).and_then(|route| self.targets.routes.answering(&route));
        let names: Vec<String> = self.targets.routes.all().map(Route::to_string).collect();
        problem.meant = match with_slash {
            Some(_) => Some(format!("{path}/")),
            None => nearest(&path, names.iter().map(String::as_str)).map(str::to_owned),
        };
        problem.help = match &problem.meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "write the address of a page of the site, or link to a file by its relative path".to_owned(),
        };
        Led::Nowhere(problem)
    }

    /// `../2026/a.md`
    fn file(&mut self, written: &str, path: &str, fragment: Option<String>) -> Led {
        let Some(resolved) = self.linked.file.path().resolve(path) else {
            let help = "write the path from this file to a file below `content/`";
            return Led::Nowhere(Problem::broken(format!("`{path}` leads out of the site"), help));
        };
        if let Some(target) = self.targets.page(&resolved) {
            if target.withdrawn {
                return Led::To(LinkTarget::Inside(target.route.clone(), None));
            }
            return self.inside(target.route.clone(), fragment, path);
        }
        if self.targets.broken.contains(&resolved) {
            return Led::Silent;
        }
        match self.targets.unpublished(&resolved) {
            Some(Unpublished::Draft) => {
                let help = "publish it first, or take the link out";
                return Led::Nowhere(Problem::broken(format!("`{path}` is a draft and has no page yet"), help));
            }
            Some(Unpublished::HeldBack(day)) if self.linked.appears.is_none_or(|appears| appears < day) => {
                let help = format!("link to it from {day} on, or date what links to it later");
                return Led::Nowhere(Problem::broken(
                    format!("`{path}` is held back until {day} and has no page yet"),
                    help,
                ));
            }
            // Both are held back, and the linked one appears first.
            Some(Unpublished::HeldBack(_)) => return Led::Silent,
            None => {}
        }
        if let Some(file) = self.targets.file(&resolved).cloned() {
            return self.kept_file(written, file);
        }
        Led::Nowhere(self.missing(path, &resolved))
    }

    /// A file of `content/media/` or `static/`.
    fn kept_file(&mut self, written: &str, file: SitePath) -> Led {
        let below = file.below("static").or_else(|| file.below("content/media").map(|_| "")).unwrap_or("");
        let route = match below {
            "" => {
                let route = media_route(&file);
                self.links.media.insert(written.to_owned(), file.clone());
                route
            }
            below => Route::parse(&format!("/{}", composed(below))),
        };
        match route {
            Some(route) => Led::To(LinkTarget::Inside(route, None)),
            None => Led::Nowhere(Problem::broken(
                format!("`{file}` cannot be an address"),
                "give the file a name without control characters",
            )),
        }
    }

    fn inside(&self, route: Route, fragment: Option<String>, written: &str) -> Led {
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
            return Led::To(LinkTarget::Inside(route, None));
        };
        match self.targets.has_id(&route, &fragment) {
            Some(false) => {
                // A place that a newer capture has not is shown where it was: no capture breaks a build.
                if let Some(earlier) = self.targets.earlier_with(&route, &fragment) {
                    return Led::To(LinkTarget::Inside(earlier.clone(), Some(fragment)));
                }
                Led::Nowhere(no_such_id(&fragment, &format!("`{written}`"), self.targets.ids(&route), written))
            }
            _ => Led::To(LinkTarget::Inside(route, Some(fragment))),
        }
    }

    fn missing(&self, path: &str, resolved: &SitePath) -> Problem {
        let mut problem = Problem::broken(format!("there is no file `{resolved}`"), "");
        if looks_like_a_host(path) {
            problem.meant = Some(format!("https://{path}"));
            problem.help = format!("if it is an address elsewhere, write `https://{path}`");
            return problem;
        }
        let file = self.linked.file.path();
        let named = |target: &SitePath| composed(target.name()) == composed(resolved.name());
        let pages: Vec<&SitePath> = self.targets.pages().map(|target| &target.path).collect();
        let alike = |path: &&SitePath| composed(path.name()).to_lowercase() == composed(resolved.name()).to_lowercase();
        let all: Vec<&SitePath> = pages.iter().copied().chain(self.targets.files.keys()).collect();
        let is_exact = all.iter().any(|path| named(path));
        let mut same_name = all.into_iter().filter(|path| if is_exact { named(path) } else { alike(path) });
        let index = resolved.as_str().strip_suffix(".md").unwrap_or(resolved.as_str());
        let index = SitePath::new(&format!("{index}/index.md")).filter(|path| self.targets.page(path).is_some());
        let near = match (same_name.next(), same_name.next()) {
            (Some(only), None) => Some(only.clone()),
            _ => index.or_else(|| {
                let near = nearest(resolved.name(), pages.iter().map(|path| path.name()))?;
                pages.iter().find(|path| path.name() == near).map(|path| (*path).clone())
            }),
        };
        problem.meant = near.map(|near| relative(file, &near));
        problem.help = match &problem.meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if path.ends_with(".md") => {
                let by_hand = renamed_by_hand(resolved).map_or(String::new(), |told| format!("\n{told}"));
                format!("links to other texts are written as the path from this file to the `.md` file{by_hand}")
            }
            None => "pictures and other files lie in `content/media/` and are named by their relative path".to_owned(),
        };
        problem
    }
}

/// The address of a file of `content/media/`.
pub fn media_route(path: &SitePath) -> Option<Route> {
    let below = composed(path.below("content/media")?);
    Route::parse(&format!("/media/{below}"))
}

/// The picture beside the title: its route, and its file where it is one of `content/media/`.
pub fn find_logo(content: &Content, report: &mut Report) -> (Option<Route>, Option<SitePath>) {
    let Some(written) = &content.site.logo else { return (None, None) };
    let whole =
        ["", "content/media/", "static/"].into_iter().filter_map(|folder| SitePath::new(&format!("{folder}{written}")));
    let file = whole.into_iter().find(|path| content.files.contains_key(path));
    match file {
        Some(path) if path.below("content/media").is_some() => (media_route(&path), Some(path)),
        Some(path) => (path.below("static").and_then(|below| Route::parse(&format!("/{}", composed(below)))), None),
        None => {
            let message = format!("the logo `{written}` is neither in `content/media/` nor in `static/`");
            let place = Place::file(content.site_file.path());
            report.add(
                Diagnostic::new(&LINK_BROKEN, place, message)
                    .help("name a picture that is there, by its path below one of the two"),
            );
            (None, None)
        }
    }
}

fn no_picture(to: &str) -> Problem {
    Problem::broken(format!("`{to}` is no picture"), "name a file below `content/media/`")
}

fn no_such_id(fragment: &str, page: &str, ids: Option<&BTreeSet<String>>, before: &str) -> Problem {
    let mut problem = Problem::broken(format!("{page} has no heading or place `#{fragment}`"), "");
    let near = ids.and_then(|ids| nearest(fragment, ids.iter().map(String::as_str)));
    problem.help = match near {
        Some(near) => format!("did you mean `#{near}`?"),
        None => "`#` is followed by the id of a heading, by `p3` for a paragraph of a source, or by the id of a passage or note".to_owned(),
    };
    problem.meant = near.map(|near| format!("{before}#{near}"));
    problem
}

fn decoded(text: &str) -> String {
    composed(&percent_decode_str(text).decode_utf8_lossy())
}

/// What to do where the file is there under another name.
fn renamed_by_hand(gone: &SitePath) -> Option<String> {
    let kinds = [("content/commentary", "commentary"), ("content/editions", "edition"), ("content/sources", "source")];
    let (_, kind) = kinds.into_iter().find(|(folder, _)| gone.below(folder).is_some())?;
    let (name, id) = (gone.name(), gone.name().strip_suffix(".md")?);
    Some(format!(
        "if it was renamed by hand, name it `{name}` again and run `postil rename {kind}/{id} NEW`: links follow, and its \
         address leads on"
    ))
}
