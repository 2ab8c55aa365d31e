//! Pieces that samples are made of. All of it is invented; the country is called Valdria.

use crate::render::html::Html;
use crate::render::view::*;

/// The texts that are too long for code, by name: a line `=== name` and what follows it.
const TEXTS: &str = include_str!("texts.html");

/// A text of `texts.html`; `""` where there is none of that name.
pub fn text(name: &str) -> &'static str {
    let found = TEXTS.split("=== ").find_map(|part| part.strip_prefix(name)?.strip_prefix('\n'));
    found.unwrap_or_default().trim_end()
}

pub fn html(markup: &str) -> Html {
    Html::ready(markup.to_owned())
}

pub fn lang(tag: &str) -> Lang {
    Lang { tag: tag.to_owned(), dir: if tag == "ar" { "rtl" } else { "ltr" } }
}

/// The address of the rich sample of a template.
pub fn to(template: &str) -> String {
    format!("../../{template}/rich/")
}

pub fn link(label: &str, template: &str) -> Link {
    Link { label: label.to_owned(), link: to(template), lang: None }
}

pub fn counted(label: &str, count: usize) -> CountedLink {
    CountedLink { label: label.to_owned(), link: to("topic"), count }
}

pub fn authors(names: &[&str]) -> Vec<AuthorLink> {
    let entry = |(index, name): (usize, &&str)| {
        let link = (index < 2).then(|| to("author"));
        AuthorLink { name: (*name).to_owned(), link }
    };
    names.iter().enumerate().map(entry).collect()
}

pub fn publication(name: &str) -> PublicationLink {
    let lang = name.starts_with('항').then(|| lang("ko"));
    PublicationLink { name: name.to_owned(), link: to("publication"), lang }
}

pub fn mention(name: &str, date: &str) -> SourceMention {
    SourceMention {
        title: "Keep the Granary Door Facing the Sea".to_owned(),
        link: to("source"),
        publication: publication(name),
        date: Some(date.to_owned()),
        lang: name.starts_with('항').then(|| lang("ko")),
    }
}

pub fn strip(marks: &[(f64, f64)]) -> Strip {
    let marks: Vec<StripMark> =
        marks.iter().map(|(x, width)| StripMark { x: format!("{x:.1}%"), width: format!("{width:.1}%") }).collect();
    Strip { passages: marks.len(), marks, quoted_words: 70, words: 681 }
}

/// The strip of the commentary that the samples show whole.
pub fn own_strip() -> Strip {
    strip(&[(5.3, 0.8), (13.3, 1.1), (29.1, 2.2), (30.6, 2.8), (49.5, 1.9), (51.4, 1.0), (84.2, 0.9)])
}

pub fn entry(title: &str, date: &str, summary: &str, name: &str, notes: usize) -> Entry {
    let start = (title.len() * 7 % 30) as f64;
    let marks: Vec<(f64, f64)> =
        (0..notes).map(|n| (start + n as f64 * 60.0 / notes as f64, 1.5 + (n % 3) as f64)).collect();
    Entry {
        title: title.to_owned(),
        link: to("commentary"),
        date: date.to_owned(),
        lang: None,
        summary_html: html(summary),
        authors: authors(&["Ilse Marent", "Tomas Okeri"]),
        sources: vec![mention(name, date)],
        strip: Some(strip(&marks)),
        notes,
        quotations: notes + 1,
        quote: None,
    }
}

/// An entry in another language than the page.
pub fn korean_entry() -> Entry {
    let summary = "항구신보의 사설은 용골을 밑짐으로 옮기고, 못을 쓰라고 권한다.";
    let mut entry = entry("풀과 못", "2026-03-18", summary, "항구신보", 3);
    entry.lang = Some(lang("ko"));
    entry.quote =
        Some(Quote { words_html: html("못을 쓰기 바란다"), link: to("source"), lang: Some(lang("ko")) });
    entry
}

pub fn with_quote(mut entry: Entry, words: &str) -> Entry {
    entry.quote = Some(Quote { words_html: html(words), link: to("source"), lang: None });
    entry
}

pub fn source(title: &str, name: &str, date: Option<&str>, excerpt: &str) -> SourceEntry {
    SourceEntry {
        title: title.to_owned(),
        link: to("source"),
        date: date.map(str::to_owned),
        lang: name.starts_with('항').then(|| lang("ko")),
        publication: publication(name),
        byline: title.contains("Keel").then(|| "Wick".to_owned()),
        quoted_by: title.len() % 3,
        strip: (!title.len().is_multiple_of(3)).then(|| strip(&[(12.0, 3.0), (40.5, 2.2)])),
        excerpt: excerpt.to_owned(),
        withdrawn: false,
    }
}

pub fn pagination(number: usize, pages: usize) -> Pagination {
    let step = |n: usize| PageStep { number: n, link: to("commentary-list"), current: n == number };
    let gap = PageStep { number: 0, link: String::new(), current: false };
    let mut steps: Vec<PageStep> = (1..=pages.min(3)).map(step).collect();
    if pages > 4 {
        steps.push(gap);
        steps.push(step(pages));
    }
    Pagination {
        number,
        pages,
        previous: (number > 1).then(|| to("commentary-list")),
        next: (number < pages).then(|| to("commentary-list")),
        steps,
    }
}

pub fn neighbour(title: &str, template: &str, date: &str) -> Neighbour {
    Neighbour { title: title.to_owned(), link: to(template), date: Some(date.to_owned()), lang: None }
}

pub fn plot(years: &[(&str, &[usize])]) -> Plot {
    let most = years.iter().flat_map(|(_, counts)| counts.iter()).copied().max().unwrap_or(0);
    let years: Vec<PlotYear> = years
        .iter()
        .map(|(year, counts)| PlotYear {
            year: (*year).to_owned(),
            link: to("archive-year"),
            months: (0..12).map(|month| plot_month(year, month, counts.get(month).copied(), most)).collect(),
            total: counts.iter().sum(),
            until: format!("{}%", counts.len() * 100 / 12),
        })
        .collect();
    Plot { most, total: years.iter().map(|year| year.total).sum(), years }
}

fn plot_month(year: &str, month: usize, count: Option<usize>, most: usize) -> PlotMonth {
    let height = (count.unwrap_or(0) * 65 / most.max(1)) as u32;
    PlotMonth {
        date: format!("{year}-{:02}", month + 1),
        count,
        x: format!("{:.2}%", month as f64 * 100.0 / 12.0 + 1.67),
        middle: format!("{:.2}%", month as f64 * 100.0 / 12.0 + 4.17),
        y: 96 - height,
        height,
        link: count.filter(|count| *count > 0).map(|_| to("archive-month")),
    }
}

pub fn verdicts(counts: &[(&'static str, usize)]) -> Vec<VerdictCount> {
    let verdict = |(verdict, count): &(&'static str, usize)| VerdictCount {
        verdict,
        count: *count,
        link: format!("{}#{verdict}", to("verification")),
    };
    counts.iter().map(verdict).collect()
}

pub fn original() -> Original {
    Original {
        link: "https://lantern.example/2026/03/14/granary-door".to_owned(),
        shown: "lantern.example/2026/03/14/granary-door".to_owned(),
        captured: Some("2026-03-14".to_owned()),
        archived: Some("https://archive.example/20260314".to_owned()),
    }
}

pub fn captures() -> Vec<CaptureLink> {
    vec![
        CaptureLink { date: "2026-03-14T09:40".to_owned(), link: to("source"), current: true },
        CaptureLink { date: "2026-03-14T06:12".to_owned(), link: to("capture"), current: false },
    ]
}

/// The frame and a page, for a kind.
pub fn page(title: &str, section: &str, kind: Kind) -> Page {
    Page { site: site(section), head: head(title), kind }
}

fn site(section: &str) -> Site {
    let menu = [
        ("commentary", "commentary-list"),
        ("topics", "topics"),
        ("archive", "archive"),
        ("sources", "source-list"),
        ("publications", "publications"),
        ("editions", "editions"),
        ("authors", "authors"),
        ("verification", "verification"),
        ("corrections", "corrections"),
    ];
    let item = |(name, template): &(&str, &str)| MenuItem {
        section: (*name).to_owned(),
        label: String::new(),
        link: to(template),
        current: if *name == section { "true" } else { "" },
    };
    let mut menu: Vec<MenuItem> = menu.iter().map(item).collect();
    menu.push(MenuItem { section: String::new(), label: "Manual".to_owned(), link: to("page"), current: "" });
    Site {
        title: "Reading Valdria".to_owned(),
        tagline: "The official press of Valdria, quoted to the letter and read between the lines.".to_owned(),
        lang: lang("en"),
        home: to("front"),
        logo: None,
        menu,
        search: None,
        assets: "../../assets/".to_owned(),
        settings: None,
        feed: Some(to("front")),
        verification: to("verification"),
        footer_html: html(
            "<p><em>Reading Valdria</em> is edited by Ilse Marent and Tomas Okeri. Valdria, its newspapers and everyone named here are invented.</p>",
        ),
        licence: Some("CC BY 4.0".to_owned()),
        contact: Some("editors@reading-valdria.example".to_owned()),
    }
}

fn head(title: &str) -> Head {
    let address = "https://digest.example.org/sample/".to_owned();
    Head {
        title: title.to_owned(),
        description: "The Lantern gives the grain reserve a new metaphor, a new unit and a single address.".to_owned(),
        lang: lang("en"),
        canonical: Some(address.clone()),
        robots: None,
        graph: Some(Graph {
            kind: "article",
            url: address,
            image: None,
            image_alt: None,
            published: Some("2026-03-16T00:00:00+02:00".to_owned()),
            modified: Some("2026-03-17T00:00:00+02:00".to_owned()),
            authors: vec!["Ilse Marent".to_owned(), "Tomas Okeri".to_owned()],
            tags: vec!["Grain reserve".to_owned()],
        }),
        citation: vec![Meta { name: "citation_title".to_owned(), content: title.to_owned() }],
        json_ld: Some(html(r#"{"@context":"https://schema.org","@type":"WebPage"}"#)),
        feeds: vec![Feed {
            title: "Reading Valdria".to_owned(),
            link: to("front"),
            media_type: "application/atom+xml",
        }],
        links: vec![HeadLink {
            rel: "prev",
            link: to("commentary"),
            hreflang: Some("en".to_owned()),
            media_type: Some("text/html"),
            title: Some("The customs-house wall".to_owned()),
        }],
        trail: vec![link("Topics", "topics"), link("Economy", "topic"), link("Grain and provisions", "topic")],
    }
}
