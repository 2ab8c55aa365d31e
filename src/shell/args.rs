//! What was typed: the commands of SPEC 11 and their arguments, as written.
//!
//! Never done here: believing any of it. Each command makes of its arguments what it needs.

use crate::base::day::Day;
use crate::base::language::Language;
use crate::ingest::limits::Limits;
use crate::parse::ids::{PublicationKey, SourceId};
use clap::{Args, Parser, Subcommand, ValueEnum};
#[cfg(feature = "serve")]
use std::net::IpAddr;
use std::path::PathBuf;

/// All arguments of one run.
#[derive(Debug, Parser)]
#[command(
    name = "postil",
    version,
    about = "Publishes an annotated digest in which a misquote cannot be published",
    after_help = "Exit codes: 0 clean, 1 errors found, 2 wrong usage, 3 the machine failed.",
    max_term_width = 100
)]
pub struct Arguments {
    /// Work on the site in DIR [default: the nearest folder upwards with a site.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a small working site in an empty folder
    Init(Init),
    /// Store a saved page or pasted text as a source
    Ingest(Ingest),
    /// Make a file to write in
    New(New),
    /// Preview the site in a browser, live
    #[cfg(feature = "serve")]
    Serve(Serve),
    /// Check everything that build checks, and write nothing
    Check(Check),
    /// Make the site, complete or not at all
    Build(Build),
    /// Check one quotation against its source and print the Markdown to paste
    Quote(Quote),
    /// Ask for the addresses of the sources again, and say what has changed, moved or gone
    #[cfg(feature = "web")]
    Recheck(Recheck),
    /// Give a thing another name, with everything that names it
    Rename(Rename),
    /// Accept a wanted correction of a stored text, with its day and its reason
    Amend(Amend),
    /// Print the completions of a shell
    Completions(Completions),
}

/// `postil rename KIND/ID NEW`
#[derive(Debug, Args)]
pub struct Rename {
    /// What is renamed: source/ID, commentary/ID, edition/ID, topic/PATH, publication/KEY or author/KEY
    #[arg(value_name = "KIND/ID")]
    pub thing: String,
    /// Its new id or key; of a topic, its last part
    #[arg(value_name = "NEW")]
    pub new: String,
    /// Show what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Do not ask
    #[arg(long)]
    pub yes: bool,
}

/// `postil amend ID --because "…"`
#[derive(Debug, Args)]
pub struct Amend {
    /// The source whose text was corrected; ID@DATE for one of its captures
    #[arg(value_name = "ID")]
    pub source: String,
    /// Why, in words for readers: the page of the source shows them
    #[arg(long, value_name = "REASON")]
    pub because: String,
    /// The day of the correction [default: SOURCE_DATE_EPOCH, else the clock, in the time zone of the site]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Day>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Accept the text also where quotations no longer hold in it
    #[arg(long)]
    pub yes: bool,
}

/// `postil init DIR`
#[derive(Debug, Args)]
pub struct Init {
    /// An empty folder, or one that is not there yet
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// `postil ingest FILE…`
#[derive(Clone, Debug, Default, Args)]
pub struct Ingest {
    /// Addresses, saved pages, PDFs, feeds, lists of feeds, web archives, books, Markdown, pasted text, or folders of them; - reads
    /// the standard input
    #[arg(value_name = "FILE or URL", required = true)]
    pub files: Vec<PathBuf>,
    /// The publication the text is from
    #[arg(long, value_name = "KEY", value_parser = publication)]
    pub publication: Option<PublicationKey>,
    /// The id of the new source [default: PUBLICATION-DATE]
    #[arg(long, value_name = "ID", value_parser = source_id)]
    pub id: Option<SourceId>,
    /// The stored source that a reader's notes are about [default: found by address and title]
    #[arg(long, value_name = "ID", value_parser = source_id)]
    pub source: Option<SourceId>,
    /// Show what would be stored, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// With --dry-run: one JSON object a line
    #[arg(long, requires = "dry_run")]
    pub json: bool,
    /// The address that the file is from; of an archive, the page to take
    #[arg(long, value_name = "ADDRESS", value_parser = page_address)]
    pub url: Option<String>,
    /// Take every page of a web archive, every entry of a feed, every feed of a list
    #[arg(long)]
    pub all: bool,
    /// Which entry of a feed, by its address or its number; of a list of feeds first the feed, then its entries
    #[arg(long, value_name = "ADDRESS or NUMBER")]
    pub entry: Vec<String>,
    /// Of a feed that is a file, fetch the pages of its entries
    #[arg(long, conflicts_with = "no_fetch")]
    pub fetch: bool,
    /// Of a feed at an address, take its own text and fetch no page
    #[arg(long)]
    pub no_fetch: bool,
    /// Take the pictures of the article into content/media/, with their source and licence
    #[arg(long)]
    pub images: bool,
    /// Make one source of all pages that are given; of one address, fetch the further pages of its article too
    #[arg(long)]
    pub join: bool,
    /// Which article of a page that has several
    #[arg(long, value_name = "NUMBER")]
    pub article: Option<usize>,
    /// Which part of a book
    #[arg(long, value_name = "NUMBER")]
    pub chapter: Option<usize>,
    /// Learn from two or three pages how those of a publication are built, and print its profile; with --yes write it
    #[arg(long, value_name = "KEY", value_parser = publication, conflicts_with_all = ["id", "publication", "source", "json", "url", "join"])]
    pub learn: Option<PublicationKey>,
    /// Fetch from private networks too
    #[arg(long)]
    pub private: bool,
    /// Keep the bytes beside the source, as ID.raw.html or ID.raw.pdf; they are never published
    #[arg(long)]
    pub keep_raw: bool,
    /// Raise a limit: size (MiB), depth, elements, attributes, seconds, pages and pictures (of one article), picture (MiB of each), pdf-pages
    #[arg(long = "limit", value_name = "NAME=NUMBER", value_parser = limit)]
    pub limits: Vec<(String, usize)>,
    /// Accept the readings that postil doubts
    #[arg(long)]
    pub yes: bool,
    /// Where a stored source is unchanged, note in its `extra` the day it was last seen so
    #[arg(long)]
    pub record: bool,
}

/// `postil recheck [ID…]`
#[cfg(feature = "web")]
#[derive(Debug, Args)]
pub struct Recheck {
    /// The sources to ask for [default: all]
    #[arg(value_name = "ID", value_parser = source_id)]
    pub ids: Vec<SourceId>,
    /// Store the new text of what has changed, as ingest does
    #[arg(long)]
    pub keep: bool,
    /// With --keep: keep the bytes beside the source, as ID.raw.html or ID.raw.pdf; they are never published
    #[arg(long, requires = "keep")]
    pub keep_raw: bool,
    /// Seconds between two requests to one host
    #[arg(long, value_name = "SECONDS", default_value_t = 2, value_parser = clap::value_parser!(u64).range(0..=3600))]
    pub pause: u64,
    /// Fetch from private networks too
    #[arg(long)]
    pub private: bool,
    /// Raise a limit: size (MiB), depth, elements, attributes, pages, seconds
    #[arg(long = "limit", value_name = "NAME=NUMBER", value_parser = limit)]
    pub limits: Vec<(String, usize)>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = RecheckFormat::Human)]
    pub format: RecheckFormat,
}

/// How `recheck` prints what it found.
#[cfg(feature = "web")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RecheckFormat {
    /// What an editor has to look at, and a total
    Human,
    /// One JSON object, for other programs
    Json,
}

/// `postil new …`
#[derive(Debug, Args)]
pub struct New {
    /// What kind of file.
    #[command(subcommand)]
    pub kind: NewKind,
}

/// What kind of file to write in.
#[derive(Debug, Subcommand)]
pub enum NewKind {
    /// A commentary that quotes the beginning of its sources
    Commentary(NewCommentary),
    /// An edition that gathers the commentary of this month
    Edition(NewEdition),
    /// Another page
    Page(NewPage),
}

/// `postil new commentary --source ID…`
#[derive(Debug, Args)]
pub struct NewCommentary {
    /// The source or sources it reads
    #[arg(long, value_name = "ID", required = true, num_args = 1.., value_parser = source_id)]
    pub source: Vec<SourceId>,
    /// Its title
    #[arg(long)]
    pub title: Option<String>,
}

/// `postil new edition`
#[derive(Debug, Args)]
pub struct NewEdition {
    /// Its title
    #[arg(long)]
    pub title: Option<String>,
}

/// `postil new page`
#[derive(Debug, Args)]
pub struct NewPage {
    /// Its title, from which its address is made
    #[arg(long)]
    pub title: String,
}

/// What of the content is taken up, and as of which day.
#[derive(Clone, Debug, Default, Args)]
pub struct Scope {
    /// Take up drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Take up what is dated after today too
    #[arg(long)]
    pub future: bool,
    /// The day that counts as today [default: SOURCE_DATE_EPOCH, else the clock, in the time zone of the site]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Day>,
}

/// `postil serve`
#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub struct Serve {
    /// The address to listen on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// The port to listen on [default: 4000, or the next one that is free]
    #[arg(long)]
    pub port: Option<u16>,
    /// What is taken up.
    #[command(flatten)]
    pub scope: Scope,
}

/// `postil check`
#[derive(Debug, Args)]
pub struct Check {
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Let warnings count as errors
    #[arg(long)]
    pub strict: bool,
    /// List what leaves the building of each source under its rights, by output
    #[arg(long, conflicts_with = "sources")]
    pub exposure: bool,
    /// Whether to mend.
    #[command(flatten)]
    pub fixing: Fixing,
    /// What is taken up.
    #[command(flatten)]
    pub scope: Scope,
    /// Check any Markdown, without a site, against the texts in DIR: files .md and .txt, each cited by its name
    #[arg(long, value_name = "DIR", requires = "files", conflicts_with_all = ["drafts", "future", "today"])]
    pub sources: Option<PathBuf>,
    /// With --sources: files of Markdown, or folders of them
    #[arg(value_name = "FILE", requires = "sources")]
    pub files: Vec<PathBuf>,
    /// With --sources: the language of a file that does not say its own
    #[arg(long, value_name = "TAG", default_value = "en", requires = "sources", value_parser = language)]
    pub language: Language,
}

/// What `check` may change.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Fixing {
    /// Make every change that is the only cure of a problem and leaves quoted words as they are, then check again
    #[arg(long, conflicts_with = "sources")]
    pub fix: bool,
    /// With --fix: put the source's words in the place of misquoted ones too
    #[arg(long, requires = "fix")]
    pub accept_source_wording: bool,
    /// With --fix: set the source's own quotation marks, dashes and points into quotations that have others
    #[arg(long, requires = "fix")]
    pub typography: bool,
}

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the lines they are about, and the cure
    Human,
    /// One line each
    Short,
    /// One JSON object, for other programs
    Json,
    /// As annotations of a GitHub workflow
    Github,
    /// As a SARIF 2.1.0 log, for code scanning
    Sarif,
    /// As a comment for a merge request
    Markdown,
}

/// `postil build`
#[derive(Debug, Args)]
pub struct Build {
    /// The folder to write [default: public, in the site]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Where the site will stand, instead of what site.toml says
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// What is taken up.
    #[command(flatten)]
    pub scope: Scope,
    /// Write links with index.html, for reading from a folder
    #[arg(long)]
    pub disk: bool,
    /// Print where the time went
    #[arg(long)]
    pub timings: bool,
    /// How many threads to use [default: one a core]
    #[arg(long, value_name = "N")]
    pub threads: Option<std::num::NonZeroUsize>,
    /// Take an output folder that holds files of others, and keep those files
    #[arg(long)]
    pub force: bool,
}

/// `postil quote ID "words"`, `postil quote --find "words"`, `postil quote --cases FILE.json`
#[derive(Debug, Args)]
pub struct Quote {
    /// The source
    #[arg(value_name = "ID", required_unless_present_any = ["find", "cases"], conflicts_with_all = ["find", "cases"])]
    pub source: Option<String>,
    /// The quoted words, as inside a blockquote; - reads the standard input
    #[arg(value_name = "WORDS", required_unless_present_any = ["find", "cases"])]
    pub words: Option<String>,
    /// Where in the source, as in a citation: "¶3, 2nd"
    #[arg(long, value_name = "PLACE", conflicts_with_all = ["find", "cases"])]
    pub at: Option<String>,
    /// Look for words in all sources, and show the best places; - reads the standard input
    #[arg(long, value_name = "WORDS", conflicts_with = "cases")]
    pub find: Option<String>,
    /// With --find: how many places to show
    #[arg(long, value_name = "N", requires = "find", conflicts_with_all = ["source", "cases"], default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub limit: u32,
    /// Try a list of quotations, each with its source; no site is needed
    #[arg(long, value_name = "FILE")]
    pub cases: Option<PathBuf>,
    /// Print JSON for other programs, one object a line
    #[arg(long)]
    pub json: bool,
}

/// `postil completions SHELL`
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "a day is written as `2026-11-24`".to_owned())
}

fn language(text: &str) -> Result<Language, String> {
    Language::parse(text).ok_or_else(|| "a language is a tag such as `en`, `pt-BR` or `zh-Hant`".to_owned())
}

fn source_id(text: &str) -> Result<SourceId, String> {
    SourceId::new(text).ok_or_else(|| "an id has lower-case letters a to z, digits and hyphens only".to_owned())
}

fn publication(text: &str) -> Result<PublicationKey, String> {
    PublicationKey::new(text).ok_or_else(|| "a key has lower-case letters a to z, digits and hyphens only".to_owned())
}

fn page_address(text: &str) -> Result<String, String> {
    match url::Url::parse(text) {
        Ok(address) if matches!(address.scheme(), "http" | "https") && address.has_host() => Ok(text.to_owned()),
        _ => Err("an address begins with http:// or https://".to_owned()),
    }
}

fn limit(text: &str) -> Result<(String, usize), String> {
    let wrong = || {
        let known: Vec<String> = Limits::MOST.iter().map(|(name, most)| format!("`{name}=` up to {most}")).collect();
        format!("write one of {}; sizes are in MiB", known.join(", "))
    };
    let (name, number) = text.split_once('=').ok_or_else(wrong)?;
    let number = number.parse().map_err(|_| wrong())?;
    if Limits::default().set(name, number) { Ok((name.to_owned(), number)) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::Arguments;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Arguments::command().debug_assert();
    }
}
