//! The frame of every page: the little of the site that each shows, and what stands in its head.

use super::here::{Here, lang, section};
use crate::base::route::Route;
use crate::render::html::Html;
use crate::render::view::{Feed, Graph, Head, Link, MenuItem, Site};
use crate::render::words::Value;
use crate::resolve::digest::MenuLabel;

/// Parts of the frame that are the same for every page and cost something to make.
#[derive(Clone, Debug, Default)]
pub struct SiteParts {
    /// `footer` of `site.toml`, ready.
    pub footer_html: Html,
    /// Whether the theme has settings, and so a sheet made of them.
    pub has_settings: bool,
}

/// `site`
pub fn site(here: &Here, parts: &SiteParts) -> Site {
    let settings = &here.digest.site;
    let assets = here.address().to(&Route::file(&["assets", "a"]).expect("these parts are lawful"));
    Site {
        title: settings.title.clone(),
        tagline: settings.tagline.clone(),
        lang: lang(&settings.language),
        home: here.link(&Route::root()),
        logo: here.digest.logo.as_ref().map(|route| here.link(route)),
        menu: here.digest.menu.iter().map(|item| menu_item(here, &item.label, &item.route)).collect(),
        search: None,
        assets: assets.strip_suffix('a').unwrap_or(&assets).to_owned(),
        settings: parts.has_settings.then(|| here.link(&settings_route())),
        feed: Some(here.link(&feed_route())),
        verification: here.link_to_section(&["verification"]),
        footer_html: parts.footer_html.clone(),
        licence: settings.licence.clone(),
        contact: settings.contact.clone(),
    }
}

/// `/feed.xml`
pub fn feed_route() -> Route {
    Route::file(&["feed.xml"]).expect("a file name is lawful")
}

/// `/assets/settings.css`
pub fn settings_route() -> Route {
    Route::file(&["assets", "settings.css"]).expect("these parts are lawful")
}

fn menu_item(here: &Here, label: &MenuLabel, route: &Route) -> MenuItem {
    let (section, label) = match label {
        MenuLabel::Section(name) => (name.clone(), String::new()),
        MenuLabel::Page(title) => (String::new(), title.clone()),
    };
    let current = match () {
        () if here.route == route => "page",
        () if here.route.is_below(route) => "true",
        () => "",
    };
    MenuItem { section, label, link: here.link(route), current }
}

/// What a page says of itself.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Title without the site's, unique in the site.
    pub title: String,
    /// One or two sentences, plain text.
    pub description: String,
    /// The way to it from the top.
    pub trail: Vec<Link>,
}

/// `page` of a page that is no article.
pub fn head(here: &Here, about: About) -> Head {
    let address = here.address().absolute(here.route);
    let description = if about.description.is_empty() { site_description(here) } else { about.description };
    Head {
        title: about.title,
        description,
        lang: lang(here.language),
        canonical: Some(address.clone()),
        robots: None,
        graph: Some(Graph {
            kind: "website",
            url: address,
            image: None,
            image_alt: None,
            published: None,
            modified: None,
            authors: Vec::new(),
            tags: Vec::new(),
        }),
        citation: Vec::new(),
        json_ld: None,
        feeds: vec![Feed {
            title: here.digest.site.title.clone(),
            link: here.link(&feed_route()),
            media_type: "application/atom+xml",
        }],
        links: Vec::new(),
        trail: about.trail,
    }
}

/// `page` of `404.html`, which has no address of its own.
pub fn lost_head(here: &Here) -> Head {
    let title = here.word("lost-title");
    let head = head(here, About { title, description: here.word("lost-description"), trail: Vec::new() });
    Head { canonical: None, graph: None, robots: Some("noindex".to_owned()), ..head }
}

/// A link to a section, named as in the navigation.
pub fn section_link(here: &Here, name: &str) -> Link {
    Link { label: here.word(&format!("menu-{name}")), link: here.link(&section(&[name])), lang: None }
}

/// A title with the number of a further page of a list: `Topics, page 2`.
pub fn page_title(here: &Here, title: &str, number: usize) -> String {
    if number == 1 {
        return title.to_owned();
    }
    here.word_with("title-page", &[("title", Value::Text(title.to_owned())), ("number", Value::Number(number as i64))])
}

/// What the whole site says of itself.
pub fn site_description(here: &Here) -> String {
    let site = &here.digest.site;
    [&site.description, &site.tagline, &site.title]
        .into_iter()
        .find(|text| !text.is_empty())
        .cloned()
        .unwrap_or_default()
}
