//! Small things that many pages show.

use serde::Serialize;

/// A language with its direction, for the attributes `lang` and `dir`.
#[derive(Clone, Debug, Serialize)]
pub struct Lang {
    /// BCP 47 tag.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// Something with a name and an address.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// What it is called.
    pub label: String,
    /// Where it is.
    pub link: String,
    /// Language of the label.
    pub lang: Option<Lang>,
}

/// A link with the number of entries behind it.
#[derive(Clone, Debug, Serialize)]
pub struct CountedLink {
    /// What it is called.
    pub label: String,
    /// Where it is.
    pub link: String,
    /// How many entries.
    pub count: usize,
}

/// A person or body that signs.
#[derive(Clone, Debug, Serialize)]
pub struct AuthorLink {
    /// Name as shown.
    pub name: String,
    /// Their page, if they have one.
    pub link: Option<String>,
}

/// A publication, named.
#[derive(Clone, Debug, Serialize)]
pub struct PublicationLink {
    /// Name.
    pub name: String,
    /// Its page.
    pub link: String,
    /// Language of the name.
    pub lang: Option<Lang>,
}

/// A source, named in passing: *The Lantern*, 14 March.
#[derive(Clone, Debug, Serialize)]
pub struct SourceMention {
    /// Its title.
    pub title: String,
    /// Its page, or the passage there.
    pub link: String,
    /// Who published it.
    pub publication: PublicationLink,
    /// What is known of its day.
    pub date: Option<String>,
    /// Language of the title.
    pub lang: Option<Lang>,
}

/// The neighbour of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Neighbour {
    /// Its title. For a month or a year `""`: the date is its name.
    pub title: String,
    /// Where it is.
    pub link: String,
    /// Its date.
    pub date: Option<String>,
    /// Language of the title.
    pub lang: Option<Lang>,
}

/// The coverage strip: where in a source the quoted words stand.
#[derive(Clone, Debug, Serialize)]
pub struct Strip {
    /// Quoted stretches, in order, not overlapping.
    pub marks: Vec<StripMark>,
    /// How many passages they are made of.
    pub passages: usize,
    /// Words in these stretches.
    pub quoted_words: usize,
    /// Words of the source.
    pub words: usize,
}

/// One stretch of a strip.
#[derive(Clone, Debug, Serialize)]
pub struct StripMark {
    /// Where it begins, `"5.3%"`.
    pub x: String,
    /// Its width, `"0.8%"`.
    pub width: String,
}

/// The pages of a list.
#[derive(Clone, Debug, Serialize)]
pub struct Pagination {
    /// This page, from 1.
    pub number: usize,
    /// How many there are, at least 1. With one page a template shows nothing.
    pub pages: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// What to show: the first, the last, this page and its neighbours, with gaps.
    pub steps: Vec<PageStep>,
}

/// A page of a list, or the gap between two.
#[derive(Clone, Debug, Serialize)]
pub struct PageStep {
    /// Its number; 0 for a gap.
    pub number: usize,
    /// Where it is; `""` for a gap.
    pub link: String,
    /// Whether it is this page.
    pub current: bool,
}

/// Withdrawal of a commentary or a source.
#[derive(Clone, Debug, Serialize)]
pub struct Withdrawal {
    /// When.
    pub date: String,
    /// Why, plain text.
    pub because: String,
}

/// Entries per month, as bars.
#[derive(Clone, Debug, Serialize)]
pub struct Plot {
    /// Oldest first; at most the years that have anything and those between.
    pub years: Vec<PlotYear>,
    /// The greatest count of a month.
    pub most: usize,
    /// All that is counted.
    pub total: usize,
}

/// Twelve months of a plot.
#[derive(Clone, Debug, Serialize)]
pub struct PlotYear {
    /// `2026`
    pub year: String,
    /// The year's page of the archive.
    pub link: String,
    /// January first, always twelve.
    pub months: Vec<PlotMonth>,
    /// Sum of the year.
    pub total: usize,
    /// Where the base line ends: `"25%"` in a last year of three months.
    pub until: String,
}

/// One bar. The drawing is 118 high, its base line at 96.
#[derive(Clone, Debug, Serialize)]
pub struct PlotMonth {
    /// `2026-03`
    pub date: String,
    /// How many; `None` after the newest month of the digest.
    pub count: Option<usize>,
    /// Left edge, `"1.67%"`.
    pub x: String,
    /// Middle, where figures stand, `"4.17%"`.
    pub middle: String,
    /// Upper edge of the bar, 31 to 96.
    pub y: u32,
    /// Height of the bar, 0 to 65.
    pub height: u32,
    /// The month's page of the archive, where it has one.
    pub link: Option<String>,
}

/// Twelve months as one small row of bars, 20 high.
#[derive(Clone, Debug, Serialize)]
pub struct Spark {
    /// Oldest first.
    pub bars: Vec<SparkBar>,
    /// The greatest count of a month.
    pub most: usize,
    /// The first month, `2025-04`.
    pub from: String,
    /// The last month.
    pub to: String,
}

/// One bar of a spark.
#[derive(Clone, Debug, Serialize)]
pub struct SparkBar {
    /// Left edge, `"8.3%"`.
    pub x: String,
    /// Upper edge, 0 to 20.
    pub y: u32,
    /// Height, 0 to 20.
    pub height: u32,
}
