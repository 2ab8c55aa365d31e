//! `site` and `page`: what the frame of every page needs.

use super::part::{Lang, Link};
use crate::render::html::Html;
use serde::Serialize;

/// `site`: the little of the site that every page shows. Links are relative to the page, so it is made once a page.
#[derive(Clone, Debug, Serialize)]
pub struct Site {
    /// Title.
    pub title: String,
    /// One line under it; `""` where there is none.
    pub tagline: String,
    /// Language and direction of the site.
    pub lang: Lang,
    /// The front page.
    pub home: String,
    /// A picture to show with the title.
    pub logo: Option<String>,
    /// The navigation, in the order of `[menu]`: the default theme shows the first three in the header and the others
    /// under "More", and all of them in the footer.
    pub menu: Vec<MenuItem>,
    /// The search page, where there is one.
    pub search: Option<String>,
    /// The folder of the theme's files, ending in `/`: `../../assets/`. A theme adds a file name: `{{ site.assets }}postil.css`.
    pub assets: String,
    /// The sheet made of `[theme_settings]`, where there are any.
    pub settings: Option<String>,
    /// The site's Atom feed.
    pub feed: Option<String>,
    /// The verification page, which verdicts link to.
    pub verification: String,
    /// `footer` of `site.toml`: block content.
    pub footer_html: Html,
    /// Licence of the commentary, as written.
    pub licence: Option<String>,
    /// Address to write to, as written.
    pub contact: Option<String>,
}

/// One item of the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct MenuItem {
    /// Name of a section of the site (`commentary`, `topics`, `archive`, `sources`, `publications`, `editions`, `authors`,
    /// `verification`, `corrections`): its word is `word(key="menu-" ~ item.section)`. `""` for a page.
    pub section: String,
    /// Title of a page; `""` for a section.
    pub label: String,
    /// Where it leads.
    pub link: String,
    /// For `aria-current`: `"page"` on that page, `"true"` on a page of that section, else `""`.
    pub current: &'static str,
}

/// `page`: what stands in the head of every page.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// Title without the site's. Unique in the site: page 2 of a list says so, as does the page of a capture.
    pub title: String,
    /// One or two sentences, plain text, never empty.
    pub description: String,
    /// Language and direction of the page.
    pub lang: Lang,
    /// Its absolute address. `None` in `404.html`.
    pub canonical: Option<String>,
    /// `robots`, as `noindex`.
    pub robots: Option<String>,
    /// OpenGraph. `None` in `404.html`.
    pub graph: Option<Graph>,
    /// `citation_*` and `dc.*`, in order; a name may come more than once.
    pub citation: Vec<Meta>,
    /// A JSON-LD document, safe inside `<script>`: every `<` in it is `\u003c`.
    pub json_ld: Option<Html>,
    /// Feeds of this page, the site's first.
    pub feeds: Vec<Feed>,
    /// Further `<link>`s: `prev`, `next`, `author`, `license`, `alternate` with a language, `original`, …
    pub links: Vec<HeadLink>,
    /// The way to this page from the top, without the front page and without itself.
    pub trail: Vec<Link>,
}

/// OpenGraph properties.
#[derive(Clone, Debug, Serialize)]
pub struct Graph {
    /// `website` or `article`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Absolute address of the page.
    pub url: String,
    /// Absolute address of a picture.
    pub image: Option<String>,
    /// What the picture shows.
    pub image_alt: Option<String>,
    /// `article:published_time`.
    pub published: Option<String>,
    /// `article:modified_time`.
    pub modified: Option<String>,
    /// `article:author`, names.
    pub authors: Vec<String>,
    /// `article:tag`, labels of topics.
    pub tags: Vec<String>,
}

/// `<meta name content>`.
#[derive(Clone, Debug, Serialize)]
pub struct Meta {
    /// `citation_title`.
    pub name: String,
    /// Its value.
    pub content: String,
}

/// A feed.
#[derive(Clone, Debug, Serialize)]
pub struct Feed {
    /// Its title.
    pub title: String,
    /// Where it is.
    pub link: String,
    /// `application/atom+xml` or `application/feed+json`.
    pub media_type: &'static str,
}

/// A `<link>` of the head.
#[derive(Clone, Debug, Serialize)]
pub struct HeadLink {
    /// `prev`.
    pub rel: &'static str,
    /// Where it leads.
    pub link: String,
    /// `hreflang`.
    pub hreflang: Option<String>,
    /// `type`.
    pub media_type: Option<&'static str>,
    /// `title`.
    pub title: Option<String>,
}
