//! The digest: everything a site says, verified, ordered and addressed. Frozen: nothing in it changes once it is made.
//!
//! Comes in: what the rooms above made. Goes out: [`Digest`], the only thing `render` sees of content. Never done here:
//! words of the interface, HTML, anything a theme decides.
//!
//! Things refer to each other by index ([`SourceIx`], …): an index is a place in the list of the same digest.

use super::diff::{Difference, Differences};
use super::quote::{FoldedSource, Passage, Verdict};
use crate::base::day::{Day, Month, PartialDay};
use crate::base::file::{FileText, SitePath};
use crate::base::language::Language;
use crate::base::route::Route;
use crate::parse::commentary::CommentaryFront;
use crate::parse::cut::Parts;
use crate::parse::document::Document;
use crate::parse::ids::{AuthorKey, CaptureName, CommentaryId, EditionId, PublicationKey, SourceId, TopicPath};
use crate::parse::locator::Flags;
use crate::parse::site::Site;
use crate::parse::source::{Rights, SourceFront};
use crate::parse::vocabulary::Label;
use crate::parse::words::StoredText;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

macro_rules! indexes {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub usize);
    )+};
}

indexes! {
    /// A place in [`Digest::sources`].
    SourceIx,
    /// A place in [`Digest::commentary`].
    CommentaryIx,
    /// A place in [`Digest::editions`].
    EditionIx,
    /// A place in [`Digest::topics`].
    TopicIx,
    /// A place in [`Digest::publications`].
    PublicationIx,
    /// A place in [`Digest::authors`].
    AuthorIx,
    /// A place in [`Digest::passages`].
    PassageIx,
}

/// Everything a site says.
#[derive(Debug)]
pub struct Digest {
    /// Settings.
    pub site: Site,
    /// Newest first, then by id; undated ones last.
    pub sources: Vec<Source>,
    /// Newest first, then by id. Withdrawn ones are here (with a page that says so), drafts and held-back ones are not
    /// unless asked for.
    pub commentary: Vec<Commentary>,
    /// Newest first, then by id.
    pub editions: Vec<Edition>,
    /// By route.
    pub pages: Vec<Page>,
    /// The vocabulary, each term before its children, siblings by label in the site's collation, then key.
    pub topics: Vec<Topic>,
    /// By name in the site's collation, then key.
    pub publications: Vec<Publication>,
    /// Those of `authors.yaml`, by name in the site's collation, then key.
    pub authors: Vec<Author>,
    /// Every verified passage, once a place: by source, text, and where it begins.
    pub passages: Vec<PlacedPassage>,
    /// What was published and written when.
    pub archive: Archive,
    /// All corrections, newest first, then by commentary.
    pub corrections: Vec<CorrectionEntry>,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
    /// Pictures in use, by route, with the file of `content/media/` behind each.
    pub media: BTreeMap<Route, SitePath>,
    /// Files of `static/`, by route.
    pub statics: BTreeMap<Route, SitePath>,
    /// The bytes of `media` and `statics`.
    pub files: BTreeMap<SitePath, Arc<[u8]>>,
    /// The picture to show with the title.
    pub logo: Option<Route>,
    /// `footer` of `site.toml`, read as Markdown. Its links are routes or addresses elsewhere.
    pub footer: Option<Body>,
    /// The navigation, in order.
    pub menu: Vec<MenuItem>,
    /// Quotations by verdict, over the whole site.
    pub tally: Tally,
    /// What became of quotations whose source has changed.
    pub moves: CaptureTally,
}

/// Quotations counted, each once, by the first that applies in the order of the fields from `rejected` up (SPEC 11).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Word for word.
    pub verbatim: usize,
    /// Word for word, typography adapted.
    pub typography: usize,
    /// With marked changes.
    pub marked: usize,
    /// Translated by the editors.
    pub translated: usize,
    /// Held by an earlier capture only.
    pub superseded: usize,
    /// `not verified: REASON`.
    pub unverified: usize,
    /// Refused.
    pub rejected: usize,
}

impl Tally {
    /// All of them.
    pub fn total(&self) -> usize {
        self.verified() + self.translated + self.superseded + self.unverified + self.rejected
    }

    /// Those the current text or the capture they name holds.
    pub fn verified(&self) -> usize {
        self.verbatim + self.typography + self.marked
    }
}

/// Quotations of sources that have changed, counted (SPEC 6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaptureTally {
    /// Found at one place of the current text.
    pub placed: usize,
    /// At several, settled by the difference of the texts.
    pub moved: usize,
    /// At several, unsettled.
    pub ambiguous: usize,
    /// Nowhere in the current text.
    pub superseded: usize,
}

/// A source.
#[derive(Debug)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// The id that feed ids and hashes are made from: `first_id`, else `id`.
    pub first_id: SourceId,
    /// `/sources/ID/`
    pub route: Route,
    /// `/sources/ID/captures/`, where it has more than one text.
    pub captures_route: Option<Route>,
    /// Front matter of the current file.
    pub front: SourceFront,
    /// Its publication.
    pub publication: PublicationIx,
    /// Its language, the publication's, or the site's.
    pub language: Language,
    /// What may be published; `Metadata` where it is withdrawn.
    pub rights: Rights,
    /// Its topics.
    pub topics: Vec<TopicIx>,
    /// The current text first, then earlier captures, newest first.
    pub texts: Vec<Text>,
    /// What differs between them.
    pub differences: Differences,
    /// The source it translates.
    pub translation_of: Option<SourceIx>,
    /// Which of its paragraphs are those of the source it translates.
    pub alignment: Option<Alignment>,
    /// `/sources/ID/parallel/`, where it is a translation.
    pub parallel_route: Option<Route>,
    /// Sources that translate it, by language tag, then id.
    pub translations: Vec<SourceIx>,
    /// Commentary that quotes it or refers to it, newest first.
    pub quoted_by: Vec<QuotedBy>,
    /// The one before it of the same publication (older).
    pub previous: Option<SourceIx>,
    /// The one after it of the same publication (newer).
    pub next: Option<SourceIx>,
}

/// Which paragraphs of an original and its translation are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// How they were found.
    pub how: How,
    /// ¶ of the original and ¶ of the translation, ascending; one may stand in several pairs.
    pub pairs: Vec<(u32, u32)>,
}

/// How paragraphs were found to be the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum How {
    /// An editor wrote it.
    Written,
    /// Both texts have as many paragraphs, and nothing contradicts it.
    Number,
    /// Numbers, names and dates that each text has in one paragraph alone.
    #[default]
    Certain,
}

/// One capture's text.
#[derive(Debug)]
pub struct Text {
    /// The file.
    pub file: Arc<FileText>,
    /// Name: of an earlier capture that of its file, of the current text that of its retrieval; `None` for a text written by hand.
    pub name: Option<CaptureName>,
    /// `/sources/ID/`, or `/sources/ID/captures/DATE/`.
    pub route: Route,
    /// Its own front matter: title, byline and capture record are those of this capture.
    pub front: SourceFront,
    /// Its body, with links settled.
    pub body: Body,
    /// Its blocks as the contract sees them, by the ordinals of the body's proses.
    pub stored: StoredText,
    /// Folded.
    pub folded: FoldedSource,
    /// How many words it has.
    pub words: usize,
    /// What of it may be shown, in whatever output.
    pub shown: Shown,
    /// Passages in it, in order of where they begin.
    pub passages: Vec<PassageIx>,
}

/// What of a text may be shown under the rights of its source (SPEC 7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// All of it.
    Whole,
    /// These bytes of these blocks (by ordinal, as in [`StoredText::blocks`]), in order, not overlapping; nothing else.
    Parts(Parts),
}

/// One commentary that names a source.
#[derive(Clone, Debug)]
pub struct QuotedBy {
    /// Which.
    pub commentary: CommentaryIx,
    /// How many quotations it takes from the source.
    pub quotations: usize,
    /// Its notes on the source: index of the note, and where each stands.
    pub notes: Vec<NoteOn>,
}

/// One note on a text of a source.
#[derive(Clone, Debug)]
pub struct NoteOn {
    /// Index into [`Commentary::notes`].
    pub note: usize,
    /// Index into [`Source::texts`].
    pub text: usize,
    /// Its passages in that text.
    pub passages: Vec<PassageIx>,
    /// The ¶ it stands at: where its first passage begins, or the first of its locator.
    pub paragraph: u32,
}

/// A passage at its place.
#[derive(Debug)]
pub struct PlacedPassage {
    /// `q-HASH` (SPEC 8). Equal passages share it, in whatever capture.
    pub anchor: String,
    /// Where: the source,
    pub source: SourceIx,
    /// and which of its texts.
    pub text: usize,
    /// The verified range.
    pub passage: Passage,
    /// Notes that have it as a lemma, in order of commentary and note.
    pub notes: Vec<(CommentaryIx, usize)>,
    /// Commentary that quotes it, in a note or in running text.
    pub quoted_in: Vec<CommentaryIx>,
}

/// A body with all that was settled about it.
#[derive(Debug)]
pub struct Body {
    /// As parsed.
    pub document: Document,
    /// By index of `document.citations`: the sources it names, in order, without those that could not be found.
    pub citations: Vec<Vec<Cited>>,
    /// By index of `document.quotations`.
    pub findings: Vec<Finding>,
    /// Where each address written in it leads, by the address as written. An address that is not here is no link.
    pub links: BTreeMap<String, LinkTarget>,
    /// Ids of headings by the ordinal of their prose (SPEC 8).
    pub headings: BTreeMap<usize, String>,
}

/// One source named in a citation.
#[derive(Clone, Debug)]
pub struct Cited {
    /// The source.
    pub source: SourceIx,
    /// Which of its texts.
    pub text: usize,
    /// First and last ¶ of its locator.
    pub paragraphs: Option<(u32, u32)>,
    /// Printed page of its locator.
    pub page: Option<String>,
    /// Free text before the key.
    pub prefix: String,
    /// Flags.
    pub flags: Flags,
    /// Whether the locator was left out.
    pub bare: bool,
}

/// What became of a claim.
#[derive(Clone, Debug)]
pub enum Finding {
    /// True: a passage for each item of its citation.
    Verified(Vec<Held>),
    /// True in an earlier capture only, and shown with its date.
    Superseded(Vec<Held>),
    /// Translated by the editors; checked as a reference.
    Translated(Cited),
    /// Marked as not verified.
    NotVerified(String),
    /// No quotation: the name of a publication or the title of a cited source.
    Name,
}

/// A passage that holds a claim. Two claims may share a passage and differ in how far their characters are the source's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The passage.
    pub passage: PassageIx,
    /// How far the author's characters are the source's.
    pub verdict: Verdict,
    /// Flags of the citation.
    pub flags: Flags,
    /// How it came to hold there.
    pub fate: Fate,
}

/// What became of a claim when its source changed (SPEC 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The source has one text.
    Steady,
    /// The capture is named.
    Pinned,
    /// Its words have one place in the current text.
    Placed,
    /// Of several places in the current text, the difference of the texts shows its own.
    Moved,
    /// An earlier capture holds it; the current text has its words at several places.
    Ambiguous,
    /// An earlier capture alone holds it.
    Superseded,
}

impl Finding {
    /// The places that verify it, in the order of its citation; none where it was not verified.
    pub fn held(&self) -> &[Held] {
        match self {
            Finding::Verified(held) | Finding::Superseded(held) => held,
            Finding::Translated(_) | Finding::NotVerified(_) | Finding::Name => &[],
        }
    }

    /// How far the author's characters are those of all its sources: the verdict farthest from verbatim.
    pub fn verdict(&self) -> Option<Verdict> {
        self.held().iter().map(|held| held.verdict).max()
    }
}

impl Fate {
    /// The word that pages and programs have for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Fate::Steady => "steady",
            Fate::Pinned => "pinned",
            Fate::Placed => "placed",
            Fate::Moved => "moved",
            Fate::Ambiguous => "ambiguous",
            Fate::Superseded => "superseded",
        }
    }
}

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// A page or file of the site, with a fragment.
    Inside(Route, Option<String>),
    /// A heading, passage or paragraph of the same page.
    Fragment(String),
    /// A checked address elsewhere: `http`, `https` or `mailto`.
    Outside(String),
}

/// A commentary.
#[derive(Debug)]
pub struct Commentary {
    /// Its id.
    pub id: CommentaryId,
    /// The id that feed ids are made from.
    pub first_id: CommentaryId,
    /// `/commentary/ID/`
    pub route: Route,
    /// Front matter.
    pub front: CommentaryFront,
    /// Its language or the site's.
    pub language: Language,
    /// Its authors in the order written.
    pub authors: Vec<AuthorRef>,
    /// Its topics.
    pub topics: Vec<TopicIx>,
    /// The source it reads closely, and which text of it.
    pub source: Option<(SourceIx, usize)>,
    /// Every source it quotes or refers to, `source` first, then in order of first mention.
    pub cites: Vec<SourceIx>,
    /// Its body.
    pub body: Body,
    /// Its notes, in the order of the page.
    pub notes: Vec<Note>,
    /// How its page is laid out. `None` where it is withdrawn.
    pub layout: Layout,
    /// Its quotations by verdict.
    pub tally: Tally,
    /// The first sentences of the introduction, or the summary, as plain text.
    pub description: String,
    /// The one before it (older).
    pub previous: Option<CommentaryIx>,
    /// The one after it (newer).
    pub next: Option<CommentaryIx>,
    /// Editions that gather it.
    pub editions: Vec<EditionIx>,
    /// The commentary it translates.
    pub translation_of: Option<CommentaryIx>,
    /// Commentaries that translate it.
    pub translations: Vec<CommentaryIx>,
    /// Newest of `date`, `updated`, corrections and withdrawal.
    pub changed: Day,
}

/// A name under a commentary.
#[derive(Clone, Debug)]
pub struct AuthorRef {
    /// As shown.
    pub name: String,
    /// Its entry, if it has one.
    pub entry: Option<AuthorIx>,
}

/// A note.
#[derive(Debug)]
pub struct Note {
    /// From 1, in the order of the page.
    pub number: u32,
    /// `n-HASH`, or `n-p12` for a note on a paragraph; `-2` if taken.
    pub anchor: String,
    /// The block of its heading.
    pub title: Option<usize>,
    /// What it is about.
    pub lemmas: Vec<Lemma>,
    /// For a note without words: what it is on.
    pub on: Option<Cited>,
    /// The blocks of its text.
    pub blocks: Vec<usize>,
}

/// Quoted words at the head of a note.
#[derive(Debug)]
pub struct Lemma {
    /// Its block in the body, a [`Block::Quotation`](crate::parse::document::Block::Quotation).
    pub block: usize,
    /// Index into `document.quotations`.
    pub quotation: usize,
    /// An earlier note that has the same passage.
    pub again: Option<usize>,
}

/// How a commentary's page is laid out.
#[derive(Debug)]
pub enum Layout {
    /// The full source left, each note in the row of its passage.
    Beside(Beside),
    /// Each passage in its paragraph left, in the author's order.
    Excerpts(Vec<ExcerptPart>),
    /// Withdrawn: nothing of it is shown.
    Withdrawn,
}

/// The rows of a page beside its source.
///
/// The blocks of a source are counted through: first the top-level blocks of its body, then its footnotes.
#[derive(Debug)]
pub struct Beside {
    /// The source,
    pub source: SourceIx,
    /// and which of its texts.
    pub text: usize,
    /// Blocks of the commentary before the first note: the margin of the head row.
    pub introduction: Range<usize>,
    /// Rows; together their ranges are every block of the text once, in order.
    pub rows: Vec<Row>,
    /// Blocks of the commentary that follow below the reading.
    pub remarks: Vec<Range<usize>>,
}

/// One group of passages with its notes (DESIGN 5).
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// Blocks up to the end of the group's last passage.
    pub lead: Range<usize>,
    /// Its notes, indexes into [`Commentary::notes`]; none where the text begins without one.
    pub notes: Vec<usize>,
    /// Blocks without a note up to the next group.
    pub rest: Range<usize>,
}

/// A part of an excerpts page, in the author's order.
#[derive(Debug)]
pub enum ExcerptPart {
    /// Blocks before the first note.
    Introduction(Range<usize>),
    /// A note with what it is on.
    Note {
        /// Index into [`Commentary::notes`].
        note: usize,
        /// One a lemma (two where a citation names two sources), or the paragraphs it is on.
        excerpts: Vec<Excerpt>,
    },
    /// Blocks that belong to no note.
    Remark(Range<usize>),
}

/// Part of a source on an excerpts page.
#[derive(Clone, Debug)]
pub struct Excerpt {
    /// The source,
    pub source: SourceIx,
    /// and which of its texts.
    pub text: usize,
    /// The passage; `None` for a note on paragraphs.
    pub passage: Option<PassageIx>,
    /// Blocks of the text (counted as in [`Beside`]) that hold it.
    pub blocks: Range<usize>,
    /// Whether the passage stands here first on this page, and so has its id here.
    pub first_sight: bool,
}

/// An edition.
#[derive(Debug)]
pub struct Edition {
    /// Its id.
    pub id: EditionId,
    /// The id that feed ids are made from.
    pub first_id: EditionId,
    /// `/editions/ID/`
    pub route: Route,
    /// Title.
    pub title: String,
    /// Day.
    pub date: Day,
    /// Number as written.
    pub number: Option<String>,
    /// Language.
    pub language: Language,
    /// The first sentences of the introduction as plain text; may be empty.
    pub description: String,
    /// The editors' introduction.
    pub body: Body,
    /// What it gathers, in order.
    pub entries: Vec<CommentaryIx>,
    /// Handed to templates untouched.
    pub extra: serde_json::Value,
}

/// Another page.
#[derive(Debug)]
pub struct Page {
    /// Its route, its path below `content/pages/`.
    pub route: Route,
    /// The file.
    pub file: Arc<FileText>,
    /// Title.
    pub title: String,
    /// Summary.
    pub summary: Option<String>,
    /// Summary, or the first sentences.
    pub description: String,
    /// Language.
    pub language: Language,
    /// Its body.
    pub body: Body,
    /// Pages above it that exist, from the top: the way to it.
    pub ancestors: Vec<(String, Route)>,
    /// Pages right below it, as indexes into [`Digest::pages`].
    pub children: Vec<usize>,
    /// The page before it that lies right below the same page.
    pub previous: Option<usize>,
    /// The page after it that does.
    pub next: Option<usize>,
    /// Handed to templates untouched.
    pub extra: serde_json::Value,
}

/// A term of the vocabulary.
#[derive(Debug)]
pub struct Topic {
    /// Path of keys.
    pub path: TopicPath,
    /// The path that the ids of its feed are made from.
    pub first_id: String,
    /// `/topics/PATH/`
    pub route: Route,
    /// Label.
    pub label: Label,
    /// Description.
    pub description: Option<String>,
    /// Term above it.
    pub parent: Option<TopicIx>,
    /// Terms below it, in order.
    pub children: Vec<TopicIx>,
    /// Its entries and those of all terms below it, each once, newest first. Withdrawn commentary is no entry.
    pub entries: Vec<CommentaryIx>,
    /// Sources with it or a term below it, newest first.
    pub sources: Vec<SourceIx>,
}

/// A publication.
#[derive(Debug)]
pub struct Publication {
    /// Key.
    pub key: PublicationKey,
    /// The key that the ids of its feed are made from.
    pub first_id: String,
    /// `/publications/KEY/`
    pub route: Route,
    /// Name.
    pub name: String,
    /// Language of its sources.
    pub language: Language,
    /// Country.
    pub country: Option<String>,
    /// Home page.
    pub url: Option<String>,
    /// A sentence about it.
    pub note: Option<String>,
    /// Its sources, newest first.
    pub sources: Vec<SourceIx>,
    /// Commentary on them, newest first.
    pub commentary: Vec<CommentaryIx>,
}

/// An author with an entry.
#[derive(Debug)]
pub struct Author {
    /// Key.
    pub key: AuthorKey,
    /// `/authors/KEY/`
    pub route: Route,
    /// Name.
    pub name: String,
    /// Home page.
    pub url: Option<String>,
    /// A sentence about them.
    pub note: Option<String>,
    /// Their commentary, newest first.
    pub commentary: Vec<CommentaryIx>,
}

/// One correction, for the page of all of them.
#[derive(Clone, Debug)]
pub struct CorrectionEntry {
    /// When.
    pub date: Day,
    /// Which commentary.
    pub commentary: CommentaryIx,
    /// Index into its corrections.
    pub correction: usize,
}

/// An old address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// From here
    pub from: Route,
    /// to here.
    pub to: Route,
}

/// One item of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// What it is called.
    pub label: MenuLabel,
    /// Where it leads.
    pub route: Route,
}

/// What an item of the navigation is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuLabel {
    /// A section of the site, by its name in `[menu] order`: the theme has the word.
    Section(String),
    /// A page, by its title.
    Page(String),
}

/// What was published by the sources and written by the editors, by day.
#[derive(Debug, Default)]
pub struct Archive {
    /// By year, oldest first.
    pub years: BTreeMap<i16, ArchiveYear>,
}

impl Archive {
    /// What stands on a day; `None` where nothing does.
    pub fn day(&self, day: Day) -> Option<&ArchiveDay> {
        self.years.get(&day.year())?.months.get(&day.in_month())?.days.get(&day)
    }
}

/// One year; its route is `/archive/2021/`.
#[derive(Debug, Default)]
pub struct ArchiveYear {
    /// By month, oldest first.
    pub months: BTreeMap<Month, ArchiveMonth>,
    /// Sources of which the year alone is known.
    pub sources: Vec<SourceIx>,
}

/// One month.
#[derive(Debug, Default)]
pub struct ArchiveMonth {
    /// By day, oldest first.
    pub days: BTreeMap<Day, ArchiveDay>,
    /// Sources of which the month alone is known.
    pub sources: Vec<SourceIx>,
}

/// One day: two voices.
#[derive(Debug, Default)]
pub struct ArchiveDay {
    /// What the sources published, by id.
    pub sources: Vec<SourceIx>,
    /// What the editors wrote, by id.
    pub commentary: Vec<CommentaryIx>,
}

impl Tally {
    /// Adds another count.
    pub fn add(&mut self, other: &Tally) {
        self.verbatim += other.verbatim;
        self.typography += other.typography;
        self.marked += other.marked;
        self.translated += other.translated;
        self.superseded += other.superseded;
        self.unverified += other.unverified;
        self.rejected += other.rejected;
    }
}

impl CaptureTally {
    /// Adds another count.
    pub fn add(&mut self, other: &CaptureTally) {
        self.placed += other.placed;
        self.moved += other.moved;
        self.ambiguous += other.ambiguous;
        self.superseded += other.superseded;
    }
}

impl Digest {
    /// The source at an index.
    pub fn source(&self, index: SourceIx) -> &Source {
        &self.sources[index.0]
    }

    /// The commentary at an index.
    pub fn commentary(&self, index: CommentaryIx) -> &Commentary {
        &self.commentary[index.0]
    }

    /// The passage at an index.
    pub fn passage(&self, index: PassageIx) -> &PlacedPassage {
        &self.passages[index.0]
    }

    /// The source's own characters of a passage: one text a stretch, with the block it is of.
    pub fn words_of(&self, index: PassageIx) -> Vec<(usize, &str)> {
        let placed = self.passage(index);
        let blocks = &self.source(placed.source).texts[placed.text].stored.blocks;
        let stretches = placed.passage.stretches().iter();
        // A passage is made from its text, so its ranges lie in it.
        let words = |range: &Range<usize>, block: usize| blocks[block].plain.text.get(range.clone()).unwrap_or("");
        stretches.map(|stretch| (stretch.block, words(&stretch.range, stretch.block))).collect()
    }

    /// Commentary that is shown: all but the withdrawn, newest first.
    pub fn entries(&self) -> impl Iterator<Item = (CommentaryIx, &Commentary)> {
        let all = self.commentary.iter().enumerate().map(|(index, commentary)| (CommentaryIx(index), commentary));
        all.filter(|(_, commentary)| commentary.front.withdrawn.is_none())
    }
}

impl Text {
    /// Whether its page has its paragraphs with their ids: where all of it may be shown.
    pub fn shows_paragraphs(&self) -> bool {
        self.shown == Shown::Whole
    }
}

impl Source {
    /// What differs between an earlier capture and the one after it.
    pub fn change(&self, earlier: usize) -> &Difference {
        self.differences.to_next(earlier, |text| &self.texts[text].stored)
    }

    /// The current text.
    pub fn current(&self) -> &Text {
        &self.texts[0]
    }

    /// What is known of its day of publication.
    pub fn date(&self) -> Option<PartialDay> {
        self.front.date
    }
}
