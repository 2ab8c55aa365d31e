//! **view**: the values that templates are handed, and nothing else.
//!
//! Comes in: what the rest of `render` made of a digest. Goes out: [`Page`], which serializes to the three names every
//! template knows: `site` ([`Site`]), `page` ([`Head`]) and the one of its kind ([`Kind`]). Never done here: looking into
//! a digest, computing an address, writing HTML.
//!
//! # Rules that hold for every field
//!
//! * `link` is an address ready for `href`: relative to the page (from the root in `404.html`), percent-encoded, with its
//!   fragment. A template never joins or shortens one. The one exception is [`Site::assets`], to which a theme adds the
//!   name of its own file.
//! * A name that ends in `_html` is markup ([`Html`](super::html::Html)) and is printed as it is; every other text is escaped
//!   by the template engine. What stands inside a sentence is phrasing content, what is a text of its own is blocks.
//! * Dates are what is known of them, `2026-03-14`, `2026-03` or `2026`, and are written by the filters `day`, `day_long`,
//!   `day_short`, `day_brief`, `day_weekday`, `month`, `month_name` and `year`, in the language of the page or in `lang`.
//! * `Option` means that content may leave it out: an empty list, `""` and `null` are all false in a template.
//! * `lang` is there only where a piece is in another language than the page ([`Head::lang`]).
//! * Numbers are counted, never estimated. Figures come as they stand in an attribute (`"5.3%"`).
//!
//! # Pages and their templates
//!
//! | template | third name | type | route |
//! | --- | --- | --- | --- |
//! | `front.html` | `front` | [`Front`] | `/` |
//! | `commentary.html` | `commentary` | [`Beside`] | `/commentary/ID/`, layout beside |
//! | `excerpts.html` | `commentary` | [`Excerpts`] | `/commentary/ID/`, layout excerpts |
//! | `commentary-withdrawn.html` | `commentary` | [`Withdrawn`] | `/commentary/ID/`, withdrawn |
//! | `source.html` | `source` | [`Source`] | `/sources/ID/` |
//! | `capture.html` | `source` | [`Source`] | `/sources/ID/captures/DATE/` |
//! | `captures.html` | `captures` | [`Captures`] | `/sources/ID/captures/` |
//! | `parallel.html` | `parallel` | [`Parallel`] | `/sources/ID/parallel/` |
//! | `commentary-list.html` | `list` | [`CommentaryList`] | `/commentary/`, `/commentary/page/2/` |
//! | `source-list.html` | `list` | [`SourceList`] | `/sources/`, `/sources/page/2/` |
//! | `archive.html` | `archive` | [`Archive`] | `/archive/` |
//! | `archive-year.html` | `year` | [`ArchiveYear`] | `/archive/2021/` |
//! | `archive-month.html` | `month` | [`ArchiveMonth`] | `/archive/2021/06/` |
//! | `topics.html` | `topics` | [`Topics`] | `/topics/` |
//! | `topic.html` | `topic` | [`Topic`] | `/topics/party/personnel/` |
//! | `publications.html` | `publications` | [`Publications`] | `/publications/` |
//! | `publication.html` | `publication` | [`Publication`] | `/publications/KEY/` |
//! | `editions.html` | `editions` | [`Editions`] | `/editions/` |
//! | `edition.html` | `edition` | [`Edition`] | `/editions/ID/` |
//! | `authors.html` | `authors` | [`Authors`] | `/authors/` |
//! | `author.html` | `author` | [`Author`] | `/authors/KEY/` |
//! | `corrections.html` | `corrections` | [`Corrections`] | `/corrections/` |
//! | `verification.html` | `verification` | [`Verification`] | `/verification/` |
//! | `page.html` | `text` | [`Text`] | pages |
//! | `404.html` | `lost` | [`Lost`] | `/404.html` |
//! | `redirect.html` | `redirect` | [`Redirect`] | old addresses |
//!
//! `base.html` is what they all extend (but for `redirect.html`); `components.html` has the parts they share.

mod part;
mod entry;
mod reading;
mod archive;
mod record;
mod topic;
mod source;
mod site;
mod single;
mod captures;
mod parallel;
mod sample;

pub use archive::*;
pub use captures::*;
pub use entry::*;
pub use parallel::*;
pub use part::*;
pub use reading::*;
pub use record::*;
pub use sample::*;
pub use single::*;
pub use site::*;
pub use source::*;
pub use topic::*;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// All that one page's template is handed.
#[derive(Clone, Debug)]
pub struct Page {
    /// `site`
    pub site: Site,
    /// `page`
    pub head: Head,
    /// The third name.
    pub kind: Kind,
}

impl Serialize for Page {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("site", &self.site)?;
        map.serialize_entry("page", &self.head)?;
        self.kind.serialize_entry(&mut map)?;
        map.end()
    }
}

/// Declares every kind of page once: its variant, its type, its template and its name there.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident($view:ident), $template:literal, $name:literal;)+) => {
        /// A kind of page with its values.
        #[derive(Clone, Debug)]
        pub enum Kind {$(
            $(#[$doc])*
            $kind(Box<$view>),
        )+}

        impl Kind {
            /// Every template of a page, with the name of its values.
            pub const TEMPLATES: &'static [(&'static str, &'static str)] = &[$(($template, $name)),+];

            /// The template it is shown with.
            pub fn template(&self) -> &'static str {
                match self {$(Kind::$kind(_) => $template,)+}
            }

            fn serialize_entry<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                match self {$(Kind::$kind(view) => map.serialize_entry($name, view),)+}
            }
        }
    };
}

kinds! {
    /// The front page.
    Front(Front), "front.html", "front";
    /// A commentary beside its source.
    Commentary(Beside), "commentary.html", "commentary";
    /// A commentary with its passages in the author's order.
    Excerpts(Excerpts), "excerpts.html", "commentary";
    /// A withdrawn commentary.
    Withdrawn(Withdrawn), "commentary-withdrawn.html", "commentary";
    /// A source.
    Source(Source), "source.html", "source";
    /// An earlier capture of a source.
    Capture(Source), "capture.html", "source";
    /// How the texts of a source differ.
    Captures(Captures), "captures.html", "captures";
    /// An original beside its translation.
    Parallel(Parallel), "parallel.html", "parallel";
    /// Commentary, newest first.
    CommentaryList(CommentaryList), "commentary-list.html", "list";
    /// Sources, newest first.
    SourceList(SourceList), "source-list.html", "list";
    /// All years.
    Archive(Archive), "archive.html", "archive";
    /// A year.
    ArchiveYear(ArchiveYear), "archive-year.html", "year";
    /// A month with its days.
    ArchiveMonth(ArchiveMonth), "archive-month.html", "month";
    /// The vocabulary.
    Topics(Topics), "topics.html", "topics";
    /// A topic.
    Topic(Topic), "topic.html", "topic";
    /// All publications.
    Publications(Publications), "publications.html", "publications";
    /// A publication.
    Publication(Publication), "publication.html", "publication";
    /// All editions.
    Editions(Editions), "editions.html", "editions";
    /// An edition.
    Edition(Edition), "edition.html", "edition";
    /// All authors.
    Authors(Authors), "authors.html", "authors";
    /// An author.
    Author(Author), "author.html", "author";
    /// All corrections.
    Corrections(Corrections), "corrections.html", "corrections";
    /// What was checked, and how.
    Verification(Verification), "verification.html", "verification";
    /// Any other page.
    Text(Text), "page.html", "text";
    /// What is shown for an address that leads nowhere.
    Lost(Lost), "404.html", "lost";
    /// An old address.
    Redirect(Redirect), "redirect.html", "redirect";
}
