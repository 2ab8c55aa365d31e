//! What a program for readers exported, whichever program it was: works, and in each what the reader marked.
//!
//! Everything here is a claim of that program. Whether words are in a stored source is for `resolve` to say.

use crate::base::day::PartialDay;

/// Which program and which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// The JSON of Hypothesis: an answer of its API, or a file its client saved.
    HypothesisJson,
    /// The CSV that the client of Hypothesis saves.
    HypothesisCsv,
    /// The CSV of Readwise.
    ReadwiseCsv,
    /// `My Clippings.txt` of a Kindle.
    Kindle,
    /// Notes of Zotero as HTML.
    ZoteroNote,
    /// CSL-JSON, as Zotero and others export it.
    CslJson,
    /// BibTeX or BibLaTeX.
    Bibtex,
}

impl Format {
    /// As people call it.
    pub fn name(self) -> &'static str {
        match self {
            Format::HypothesisJson => "an export of Hypothesis (JSON)",
            Format::HypothesisCsv => "an export of Hypothesis (CSV)",
            Format::ReadwiseCsv => "an export of Readwise",
            Format::Kindle => "clippings of a Kindle",
            Format::ZoteroNote => "a note of Zotero",
            Format::CslJson => "a list of references (CSL-JSON)",
            Format::Bibtex => "a list of references (BibTeX)",
        }
    }

    /// One word, for names of files and for other programs.
    pub fn word(self) -> &'static str {
        match self {
            Format::HypothesisJson | Format::HypothesisCsv => "hypothesis",
            Format::ReadwiseCsv => "readwise",
            Format::Kindle => "kindle",
            Format::ZoteroNote => "zotero",
            Format::CslJson => "csl-json",
            Format::Bibtex => "bibtex",
        }
    }
}

/// A whole export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// What was read, in the order of the file.
    pub works: Vec<Work>,
    /// How many entries the file has. Each is a highlight of a work, or counted below.
    pub entries: usize,
    /// Entries that an earlier or later one has taken the place of: the same highlight in another size.
    pub joined: usize,
    /// Notes that stand under the highlight they belong to.
    pub paired: usize,
    /// Bookmarks, which hold no words.
    pub bookmarks: usize,
    /// Answers to a note, kept under it.
    pub replies: usize,
    /// Entries that hold no words of anybody.
    pub empty: usize,
    /// Entries that could not be read, each with its line and why.
    pub unread: Vec<Broken>,
}

/// Something that was read: an article, a page, a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Title.
    pub title: Option<String>,
    /// Authors, given name first.
    pub authors: Vec<String>,
    /// What is known of the day of publication.
    pub date: Option<PartialDay>,
    /// Who published it: a newspaper, a journal.
    pub container: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// DOI, ISBN and the like, by name.
    pub identifiers: Vec<(&'static str, String)>,
    /// Language tag as written.
    pub language: Option<String>,
    /// What was marked in it, in the order of the export.
    pub highlights: Vec<Highlight>,
}

/// Marked words, with what the reader wrote about them; without words, a remark on the whole work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Highlight {
    /// The words, paragraphs parted by an empty line. Empty for a remark on the whole work.
    pub words: String,
    /// What stands before them, where the program says so.
    pub prefix: String,
    /// What stands after them.
    pub suffix: String,
    /// The page as printed.
    pub page: Option<String>,
    /// Where, in the words of the program: `page 12, location 180–182`.
    pub place: Option<String>,
    /// What the reader wrote.
    pub comment: Option<String>,
    /// What others answered.
    pub replies: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// When it was made, a day where one can be read.
    pub made: Option<String>,
}

/// Why a file, or an entry of it, cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Line, from 1, where there is one to name.
    pub line: Option<usize>,
    /// One sentence in lower case without a full stop.
    pub message: String,
}

impl Broken {
    /// With a line.
    pub fn at(line: usize, message: impl Into<String>) -> Broken {
        Broken { line: Some(line), message: message.into() }
    }
}

/// More entries than this are no reader's.
pub const MOST_ENTRIES: usize = 20_000;

/// Longer highlights than this, in bytes, are no quotation.
pub const LONGEST: usize = 20_000;

impl Export {
    /// The work with this address, or without one with this title and these authors; made where it is not there.
    pub fn work(&mut self, address: Option<String>, title: Option<String>, authors: Vec<String>) -> &mut Work {
        let is_it = |work: &Work| match (&work.address, &address) {
            (Some(one), Some(other)) => one == other,
            (None, None) => work.title == title && work.authors == authors,
            _ => false,
        };
        // Entries of one work mostly follow each other.
        let index = self.works.iter().rposition(is_it).unwrap_or_else(|| {
            self.works.push(Work { address, title: title.clone(), authors, ..Work::default() });
            self.works.len() - 1
        });
        let work = &mut self.works[index];
        work.title = work.title.take().or(title);
        work
    }

    /// How many highlights the works have.
    pub fn highlights(&self) -> usize {
        self.works.iter().map(|work| work.highlights.len()).sum()
    }
}

impl Work {
    /// Its title, its address, or that it has neither.
    pub fn name(&self) -> &str {
        self.title.as_deref().or(self.address.as_deref()).unwrap_or("a work without title and address")
    }
}

/// Text of an export as text of people: line ends are `\n`, control characters are gone, blanks at the ends too.
pub fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|it| !it.is_control() || matches!(it, '\n' | '\t')).collect();
    text.trim_matches(|it: char| it.is_whitespace() || it == '\u{feff}').to_owned()
}

/// As [`clean`], on one line; `None` where nothing is left.
pub fn line(text: &str) -> Option<String> {
    let text = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// As [`clean`]; `None` where nothing is left.
pub fn text(text: &str) -> Option<String> {
    Some(clean(text)).filter(|text| !text.is_empty())
}

/// `2026-02-03 21:10:02+00:00` is `2026-02-03`.
pub fn day(stamp: &str) -> String {
    let day = stamp.get(..10).filter(|day| PartialDay::parse(day).is_some());
    day.unwrap_or(stamp).to_owned()
}
