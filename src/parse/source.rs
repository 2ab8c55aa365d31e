//! One file below `content/sources/`: a source's current text, or an earlier capture of it.

use super::codes;
use super::document::Document;
use super::fields::Fields;
use super::front_matter;
use super::ids::{CaptureName, PublicationKey, SourceId};
use super::values;
use super::words::StoredText;
use crate::base::day::{Day, PartialDay};
use crate::base::diagnostic::Diagnostic;
use crate::base::file::{FileText, Span};
use crate::base::language::Language;
use std::collections::BTreeSet;
use std::sync::Arc;

pub use super::node::Located;
pub use super::rights::Rights;

/// One file, read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The file.
    pub file: Arc<FileText>,
    /// Which source: the stem up to `@`.
    pub id: SourceId,
    /// `Some` for `ID@2021-07-03.md`, an earlier capture.
    pub earlier: Option<CaptureName>,
    /// Its front matter.
    pub front: SourceFront,
    /// Its body.
    pub body: Document,
    /// The body as the contract sees it; its blocks are the body's proses by ordinal.
    pub stored: StoredText,
    /// The plain text that `capture.sha256` is made over (SPEC 3).
    pub hashed_text: String,
}

impl SourceFile {
    /// A text that belongs to no site: it has a title and a language at most.
    pub fn loose(
        file: Arc<FileText>,
        id: SourceId,
        front: (String, Option<Language>),
        body: Document,
        stored: StoredText,
    ) -> SourceFile {
        let front = SourceFront::loose(front.0, front.1);
        SourceFile { file, id, earlier: None, front, body, stored, hashed_text: String::new() }
    }
}

/// Front matter of a source (SPEC 3). Absent is absent, never invented.
#[derive(Clone, Debug)]
pub struct SourceFront {
    /// Title.
    pub title: String,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// What is known of the day of publication.
    pub date: Option<PartialDay>,
    /// Day of the publisher's last change.
    pub updated: Option<Day>,
    /// Key of its publication.
    pub publication: Located<PublicationKey>,
    /// Agency.
    pub agency: Option<String>,
    /// Byline as printed.
    pub byline: Option<String>,
    /// Authors as printed.
    pub authors: Vec<String>,
    /// Language.
    pub language: Option<Language>,
    /// Address of the original, `http` or `https`.
    pub url: Option<String>,
    /// Address of a public archive copy, `http` or `https`.
    pub archived: Option<String>,
    /// Licence.
    pub licence: Option<String>,
    /// Topics as written.
    pub topics: Vec<Located<String>>,
    /// Rights.
    pub rights: Option<Rights>,
    /// The source it translates.
    pub translation_of: Option<Located<SourceId>>,
    /// For `/parallel/`, as written: `1-1`, `2-2+3`.
    pub pairs: Vec<String>,
    /// Printed pages.
    pub pages: Vec<PrintedPage>,
    /// Old routes.
    pub aliases: Vec<Located<String>>,
    /// The id it had before it was renamed.
    pub first_id: Option<SourceId>,
    /// Withdrawal.
    pub withdrawn: Option<Withdrawal>,
    /// Corrections of the stored text.
    pub amendments: Vec<Amendment>,
    /// How it was retrieved.
    pub capture: Option<Capture>,
    /// Handed to templates untouched.
    pub extra: serde_json::Value,
}

impl SourceFront {
    /// That of a text that belongs to no site, and to no publication of one.
    fn loose(title: String, language: Option<Language>) -> SourceFront {
        let publication = PublicationKey::new("none").expect("four letters are a key");
        SourceFront {
            title,
            language,
            publication: Located { value: publication, span: 0..0 },
            subtitle: None,
            date: None,
            updated: None,
            agency: None,
            byline: None,
            authors: Vec::new(),
            url: None,
            archived: None,
            licence: None,
            topics: Vec::new(),
            rights: None,
            translation_of: None,
            pairs: Vec::new(),
            pages: Vec::new(),
            aliases: Vec::new(),
            first_id: None,
            withdrawn: None,
            amendments: Vec::new(),
            capture: None,
            extra: serde_json::Value::Null,
        }
    }
}

/// Where a printed page begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedPage {
    /// Its name, `4`.
    pub page: String,
    /// The ¶ it begins in.
    pub from: u32,
    /// Offset in code points in that block.
    pub at: usize,
}

/// When and why something was taken down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// When.
    pub date: Day,
    /// Why.
    pub because: String,
}

/// One correction of a stored text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// When.
    pub date: Day,
    /// Why.
    pub because: String,
    /// Hash of the text after it.
    pub sha256: String,
}

/// One retrieval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// When, as written: `2021-07-03` or `2021-07-03T14:05:00+09:00`.
    pub retrieved: String,
    /// Its day as written.
    pub day: Day,
    /// Address or file name as given.
    pub from: Option<String>,
    /// Address after redirects.
    pub r#final: Option<String>,
    /// Program and version.
    pub tool: Option<String>,
    /// Encoding of the bytes received.
    pub encoding: Option<String>,
    /// SHA-256 of the bytes received.
    pub bytes: Option<String>,
    /// Addresses or file names of the further pages of which the text was joined, in order.
    pub joined: Vec<String>,
    /// SHA-256 of the text, with its place in the file.
    pub sha256: Option<Located<String>>,
}

impl SourceFront {
    /// The amendments of this text: those of the day it was retrieved and after. Earlier ones are of earlier captures,
    /// whose text this one has taken the place of.
    pub fn own_amendments(&self) -> &[Amendment] {
        let day = self.capture.as_ref().map(|capture| capture.day);
        let first = self.amendments.iter().position(|amendment| day.is_none_or(|day| amendment.date >= day));
        first.map_or(&[], |first| &self.amendments[first..])
    }
}

/// The front matter of a current text. `None` where something it needs is missing; every problem is reported.
pub fn read_front(fields: Fields<'_>, front: &Span) -> Option<SourceFront> {
    fields.all(|fields| {
        let record = record(fields, front);
        let topics = fields.list("topics", values::line);
        let rights = fields.optional("rights", values::rights);
        let withdrawn = withdrawal(fields);
        let aliases = fields.list("aliases", values::route);
        Some(SourceFront { topics, rights, withdrawn, aliases, ..record? })
    })
}

/// The front matter of an earlier capture: `topics`, `rights`, `withdrawn` and `aliases` of the current text hold for it
/// and are not read here (SPEC 6).
pub fn read_earlier_front(fields: Fields<'_>, front: &Span) -> Option<SourceFront> {
    fields.all(|fields| {
        for key in ["topics", "rights", "withdrawn", "aliases"] {
            fields.node(key);
        }
        record(fields, front)
    })
}

/// What a current text and an earlier capture have in common.
///
/// What must be there is asked for first and taken last, so that every field is read and reported before one is missed.
fn record(fields: &mut Fields<'_>, front: &Span) -> Option<SourceFront> {
    let title = fields.required("title", "write `title: …`", values::line);
    let publication =
        fields.required("publication", "write `publication: …` with a key of `content/publications.yaml`", |text| {
            values::publication(text).map_err(|fault| fault.naming("write its key in `content/publications.yaml`"))
        });
    Some(SourceFront {
        subtitle: fields.optional("subtitle", values::line),
        date: fields.optional("date", values::partial_day),
        updated: fields.optional("updated", values::day),
        agency: fields.optional("agency", values::line),
        byline: fields.optional("byline", values::line),
        authors: fields.values("authors", values::line),
        language: fields.optional("language", values::language),
        url: fields.optional("url", values::address),
        archived: fields.optional("archived", values::address),
        licence: fields.optional("licence", values::line),
        topics: Vec::new(),
        rights: None,
        translation_of: fields.located("translation_of", values::source),
        pairs: fields.values("pairs", values::pair),
        pages: printed_pages(fields),
        aliases: Vec::new(),
        first_id: fields.optional("first_id", values::source),
        withdrawn: None,
        amendments: fields.maps("amendments").into_iter().filter_map(amendment).collect(),
        capture: fields.map("capture").and_then(capture),
        extra: front_matter::extra(fields, front),
        title: title?.value,
        publication: publication?,
    })
}

/// `pages`, which must follow each other in the text.
fn printed_pages(fields: &mut Fields<'_>) -> Vec<PrintedPage> {
    let problems = fields.problems();
    let mut pages: Vec<PrintedPage> = Vec::new();
    let mut names = BTreeSet::new();
    for (page, from, at) in fields.maps("pages").into_iter().filter_map(printed_page) {
        let fault = |span: &Span, message: String, help: &str| {
            problems.add(Diagnostic::new(&codes::FIELD_INVALID, problems.place(span), message).help(help));
        };
        if !names.insert(page.value.clone()) {
            fault(&page.span, format!("the page `{}` begins twice", page.value), "keep one of the two");
        } else if pages.last().is_some_and(|before| (before.from, before.at) >= (from.value, at)) {
            let message = format!("the page `{}` does not begin after the one before it", page.value);
            fault(&from.span, message, "put the pages in their order, each with the paragraph it begins in");
        }
        pages.push(PrintedPage { page: page.value, from: from.value, at });
    }
    pages
}

fn printed_page(fields: Fields<'_>) -> Option<(Located<String>, Located<u32>, usize)> {
    fields.all(|fields| {
        let page = fields.required("page", "write `page: \"4\"`", values::line);
        let from = fields.required("from", "write `from: \"¶7\"`", values::paragraph);
        let at = fields.optional("at", values::count).unwrap_or(0);
        Some((page?, from?, at))
    })
}

/// `withdrawn`, also that of a commentary.
pub fn withdrawal(fields: &mut Fields<'_>) -> Option<Withdrawal> {
    fields.map("withdrawn")?.all(|fields| {
        let date = fields.required("date", "write `date:` and the day it was withdrawn", values::day);
        let because = fields.required("because", "write `because:` and the reason readers will see", values::line);
        Some(Withdrawal { date: date?.value, because: because?.value })
    })
}

fn amendment(fields: Fields<'_>) -> Option<Amendment> {
    fields.all(|fields| {
        let date = fields.required("date", "write `date:` and the day of the correction", values::day);
        let because = fields.required("because", "write `because:` and the reason readers will see", values::line);
        let sha256 = fields.required("sha256", "run `postil amend`, which writes it", values::sha256);
        Some(Amendment { date: date?.value, because: because?.value, sha256: sha256?.value })
    })
}

fn capture(fields: Fields<'_>) -> Option<Capture> {
    fields.all(|fields| {
        let retrieved =
            fields.required("retrieved", "write `retrieved:` and the day it was retrieved", values::retrieved);
        let from = fields.optional("from", values::line);
        let r#final = fields.optional("final", values::address);
        let tool = fields.optional("tool", values::line);
        let encoding = fields.optional("encoding", values::line);
        let bytes = fields.optional("bytes", values::sha256);
        let joined = fields.maps("joined").into_iter().filter_map(joined_page).collect();
        let sha256 = fields.located("sha256", values::sha256);
        let (retrieved, day) = retrieved?.value;
        Some(Capture { retrieved, day, from, r#final, tool, encoding, bytes, joined, sha256 })
    })
}

/// A further page of a text that was joined of several.
fn joined_page(fields: Fields<'_>) -> Option<String> {
    fields.all(|fields| {
        let from = fields.required("from", "write `from:` and the address or the file of the page", values::line);
        fields.optional("bytes", values::sha256);
        Some(from?.value)
    })
}
