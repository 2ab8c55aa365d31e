//! Every kind of page with as little as it can have: a digest on its first day.

use super::part::*;
use crate::render::view::*;
use serde_json::json;

/// One page of each kind.
pub fn pages() -> Vec<Page> {
    let kinds = vec![
        Kind::Front(Box::new(front())),
        Kind::Commentary(Box::new(beside())),
        Kind::Excerpts(Box::new(Excerpts {
            head: head(),
            rail: vec![],
            sources: vec![],
            parts: parts(),
            first_passage: None,
        })),
        Kind::Withdrawn(Box::new(Withdrawn {
            title: title(),
            date: day(),
            withdrawn: Withdrawal { date: day(), because: "a mistake".to_owned() },
        })),
        Kind::Source(Box::new(source())),
        Kind::Capture(Box::new(source())),
        Kind::Captures(Box::new(Captures {
            title: title(),
            lang: lang("en"),
            link: to("source"),
            publication: leaf().publication,
            date: None,
            captures: vec![],
            counts: CaptureCounts { placed: 0, moved: 0, ambiguous: 0, superseded: 0 },
            touched: vec![],
            changes: vec![],
            first_change: None,
        })),
        Kind::Parallel(Box::new(Parallel {
            original: leaf(),
            translation: leaf(),
            how: "number",
            original_paragraphs: 0,
            translation_paragraphs: 0,
            quoted_by: vec![],
            rows: vec![],
        })),
        Kind::CommentaryList(Box::new(CommentaryList { days: vec![], count: 0, pages: pagination(1, 1) })),
        Kind::SourceList(Box::new(SourceList { years: vec![], count: 0, pages: pagination(1, 1) })),
        Kind::Archive(Box::new(Archive { years: vec![], entries: 0, sources: 0, plot: plot(&[]) })),
        Kind::ArchiveYear(Box::new(year())),
        Kind::ArchiveMonth(Box::new(month())),
        Kind::Topics(Box::new(Topics { groups: vec![], letters: vec![] })),
        Kind::Topic(Box::new(topic())),
        Kind::Publications(Box::new(Publications { publications: vec![] })),
        Kind::Publication(Box::new(publication())),
        Kind::Editions(Box::new(Editions { editions: vec![] })),
        Kind::Edition(Box::new(edition())),
        Kind::Authors(Box::new(Authors { authors: vec![] })),
        Kind::Author(Box::new(Author {
            name: title(),
            url: None,
            url_shown: None,
            note: None,
            entries: 0,
            years: vec![],
            pages: pagination(1, 1),
        })),
        Kind::Corrections(Box::new(Corrections { corrections: vec![] })),
        Kind::Verification(Box::new(verification())),
        Kind::Text(Box::new(plain())),
        Kind::Lost(Box::new(Lost { archive: "/".to_owned(), topics: "/".to_owned(), list: "/".to_owned() })),
        Kind::Redirect(Box::new(Redirect {
            link: "./".to_owned(),
            canonical: "https://digest.example.org/".to_owned(),
            title: title(),
        })),
    ];
    kinds.into_iter().map(bare).collect()
}

/// A page whose frame has nothing that may be left out, in a site with a logo, settings and search (which the rich samples
/// do without).
fn bare(kind: Kind) -> Page {
    let mut page = page("A first day", "", kind);
    page.site.tagline = String::new();
    page.site.logo = Some("../../assets/favicon.svg".to_owned());
    page.site.menu.truncate(4);
    page.site.search = Some(to("front"));
    page.site.settings = Some("../../assets/postil.css".to_owned());
    page.site.feed = None;
    page.site.footer_html = html("");
    page.site.licence = None;
    page.site.contact = None;
    let address = "https://digest.example.org/sample/".to_owned();
    page.head = Head {
        title: page.head.title,
        description: "A digest on its first day.".to_owned(),
        lang: lang("en"),
        canonical: Some(address.clone()),
        robots: Some("noindex".to_owned()),
        graph: Some(Graph {
            kind: "website",
            url: address,
            image: Some("https://digest.example.org/card.png".to_owned()),
            image_alt: Some("A leaf with a note in its margin".to_owned()),
            published: None,
            modified: None,
            authors: vec![],
            tags: vec![],
        }),
        citation: vec![],
        json_ld: Some(html(r#"{"@context":"https://schema.org","@type":"WebPage"}"#)),
        feeds: vec![],
        links: vec![],
        trail: vec![],
    };
    page
}

fn title() -> String {
    "A first day".to_owned()
}

fn day() -> String {
    "2026-03-16".to_owned()
}

fn front() -> Front {
    Front {
        lead: None,
        recent: vec![],
        list: to("commentary-list"),
        entries: 0,
        calendar: None,
        topics: vec![],
        topics_link: to("topics"),
        publications: vec![],
        publications_link: to("publications"),
    }
}

fn head() -> CommentaryHead {
    CommentaryHead {
        title: title(),
        summary_html: html(""),
        date: day(),
        date_link: to("archive-month"),
        updated: None,
        authors: vec![],
        topics: vec![],
        editions: vec![],
        translation_of: Some(Link {
            label: "방석이 아니라 용골".to_owned(),
            link: to("commentary"),
            lang: Some(lang("ko")),
        }),
        translations: vec![],
        corrections: vec![],
        provenance: Provenance { quotations: 0, verified: 0, verdicts: vec![], superseded: 0, copies: vec![] },
        cite_html: html("“A first day,” <cite>Reading Valdria</cite>, 16 March 2026."),
        cite_files: vec![],
        previous: None,
        next: None,
        extra: json!({}),
    }
}

/// A leaf in a script that runs from right to left, of which only title and publication are known.
fn leaf() -> Leaf {
    Leaf {
        publication: PublicationLink {
            name: "الشاطئ".to_owned(), link: to("publication"), lang: Some(lang("ar"))
        },
        date: None,
        page: None,
        byline: None,
        title: "على جدار الجمارك".to_owned(),
        subtitle: None,
        lang: lang("ar"),
        link: to("source"),
        original: None,
        archived: None,
        captures: vec![],
        capture: None,
        captured: None,
        strip: None,
    }
}

fn beside() -> Beside {
    Beside {
        head: head(),
        rail: vec![],
        leaf: leaf(),
        introduction_html: html(""),
        rows: vec![],
        remarks_html: vec![],
        first_paragraph: None,
        first_passage: None,
    }
}

/// Text alone: an excerpts page before its first note.
fn parts() -> Vec<ExcerptPart> {
    vec![ExcerptPart { html: html("<p>Nothing is quoted yet.</p>"), excerpts: vec![], note: None }]
}

fn source() -> Source {
    Source {
        id: "shati-2026-03-22".to_owned(),
        leaf: Leaf { capture: Some("2026-03-16".to_owned()), ..leaf() },
        record: Record {
            date: None,
            updated: None,
            page: None,
            byline: None,
            authors: vec![],
            agency: None,
            original: None,
            archived: None,
            licence: None,
            capture: None,
            captures: vec![],
            changes: None,
            words: 9,
            paragraphs: 1,
            amendments: vec![],
            translation_of: None,
            parallels: vec![],
            translations: vec![],
            quotations: 0,
            verified: 0,
            verdicts: vec![],
        },
        rights: "metadata",
        withdrawn: None,
        current: None,
        topics: vec![],
        quoted_by: vec![],
        rows: vec![],
        more: vec![],
        more_count: 1,
        previous: None,
        next: None,
        first_paragraph: None,
        cite_html: html("“على جدار الجمارك,” undated."),
        cite_files: vec![],
        extra: json!({}),
    }
}

fn year() -> ArchiveYear {
    let years = vec![ArchiveYearLine {
        year: "2026".to_owned(),
        link: "./".to_owned(),
        entries: 0,
        sources: 0,
        months: vec![],
    }];
    ArchiveYear {
        year: "2026".to_owned(),
        entries: 0,
        sources: 0,
        years,
        months: vec![],
        undated: vec![],
        previous: None,
        next: None,
    }
}

fn month() -> ArchiveMonth {
    ArchiveMonth {
        date: "2026-03".to_owned(),
        year: "2026".to_owned(),
        year_link: to("archive-year"),
        entries: 0,
        sources: 0,
        calendar: Calendar { date: "2026-03".to_owned(), link: String::new(), entries: 0, sources: 0, weeks: vec![] },
        days: vec![],
        undated: vec![],
        previous: None,
        next: None,
    }
}

fn topic() -> Topic {
    Topic {
        label: title(),
        description: None,
        parents: vec![],
        children: vec![],
        siblings: vec![],
        count: 0,
        plot: None,
        years: vec![],
        pages: pagination(1, 1),
        sources: vec![],
        feed: None,
    }
}

fn publication() -> Publication {
    Publication {
        name: title(),
        lang: None,
        language: "English".to_owned(),
        country: None,
        url: None,
        url_shown: None,
        note: None,
        rights: "excerpts",
        sources: 0,
        quoted: 0,
        entries: 0,
        oldest: None,
        newest: None,
        plot: None,
        source_years: vec![],
        pages: pagination(1, 1),
        entry_years: vec![],
        feed: None,
    }
}

fn edition() -> Edition {
    Edition {
        title: title(),
        date: day(),
        date_link: None,
        number: None,
        introduction_html: html(""),
        entries: vec![],
        previous: None,
        next: None,
        extra: json!({}),
    }
}

fn verification() -> Verification {
    Verification {
        quotations: 0,
        verified: 0,
        verdicts: vec![],
        captures: CaptureCounts { placed: 0, moved: 0, ambiguous: 0, superseded: 0 },
        superseded: vec![],
        translated: vec![],
        unverified: vec![],
        contract: 1,
        contract_link: None,
        relaxed: vec![],
    }
}

fn plain() -> Text {
    Text {
        title: title(),
        summary: None,
        parents: vec![],
        contents: vec![],
        text_html: html("<p>Text.</p>"),
        children: vec![],
        previous: None,
        next: None,
        extra: json!({}),
    }
}
