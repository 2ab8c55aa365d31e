//! The pages of a PDF become a clip.

use super::head;
use super::margins::{self, Margins};
use super::paragraphs::{Paragraph, paragraphs};
use super::{Document, Fault, Page};
use crate::ingest::clip::{Certainty, Clip};
use crate::ingest::lines;
use crate::ingest::page::settle_language;
use crate::ingest::publication;
use crate::ingest::received::Received;
use crate::ingest::text::{Facts, doubt_what_is_missing, settle_dates, settle_publication};
use crate::parse::source::PrintedPage;
use crate::parse::vocabulary::Publication;
use crate::parse::words::Plain;
use unicode_script::{Script, UnicodeScript};

/// With fewer letters than this a PDF has no text layer: a stamp on a picture is none.
const LETTERS: usize = 10;

/// Who found the letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader<'a> {
    /// The library inside the program.
    Library,
    /// Another program. It puts letters into their order, too.
    Program {
        /// Its name and version.
        name: &'a str,
        /// Why it was asked, where the PDF is damaged.
        damage: Option<&'a str>,
    },
}

/// Reads the pages of a PDF that was received.
pub fn clip(
    document: Document,
    reader: Reader,
    received: &Received,
    publications: &[Publication],
) -> Result<Clip, Fault> {
    let Document { info, mut pages } = document;
    let letters = Letters::of(&pages);
    letters.check(reader, &pages)?;
    let mut clip = Clip { encoding: Some("PDF text layer".to_owned()), ..Clip::default() };
    let mut damage = None;
    if let Reader::Program { name, damage: known } = reader {
        clip.read_with = Some(name.to_owned());
        damage = known;
    }
    doubt_layer(&letters, &pages, &mut clip);
    if let Some(said) = info.pages.filter(|said| *said > pages.len()) {
        clip.doubt("body", None, format!("the PDF says that it has {said} pages, and {} were found", pages.len()));
    }
    if let Some(damage) = damage {
        let why = format!("the PDF is damaged ({damage}), and the other program does not say what it lost");
        clip.doubt("body", None, why);
    }
    let without_text: Vec<usize> = (0..pages.len()).filter(|at| pages[*at].lines.is_empty()).collect();
    let margins = margins::take(&mut pages);
    clip.left_out.extend(margins.left_out.iter().cloned());
    for (page, at) in pages.iter().zip(1..) {
        clip.left_out.extend(page.aside.iter().map(|text| format!("{text} (across page {at})")));
    }
    let mut paragraphs = paragraphs(&pages);
    if paragraphs.is_empty() {
        return Err(Fault::NoText);
    }
    let mut facts = head::take(&mut paragraphs, &info, &mut clip);
    let body: Vec<String> = paragraphs.iter().map(Paragraph::text).collect();
    let whole = body.join("\n\n");
    settle_language(
        &mut clip,
        &whole,
        info.language.map(|tag| (tag, Certainty::Stated, "language of the PDF".to_owned())),
    );
    take_margin_facts(&margins, info.is_printed_page, &mut facts);
    clip.url = facts.address.take().or_else(|| received.address().map(str::to_owned));
    settle_publication(&mut clip, &facts, &mut margins.left_out.clone(), publications);
    if clip.publication.is_none() {
        clip.publication = clip.url.as_deref().and_then(|url| publication::by_address(url, publications));
    }
    let all = format!("{}\n{}\n{whole}", clip.left_out.join("\n"), clip.title.as_deref().unwrap_or(""));
    settle_dates(&mut clip, &facts, &body, &all);
    if let (None, Some(made)) = (clip.date, info.made) {
        let why =
            format!("no page prints a date; the file was made on {made}, which need not be the day it was published");
        clip.doubt("date", None, why);
    }
    clip.byline = facts.byline.take();
    clip.agency = facts.agency.take();
    doubt_parted_words(&paragraphs, &mut clip);
    clip.pages = starts(&paragraphs, &names(&margins, pages.len()));
    let (certainty, from) = match margins.numbers {
        Some(_) => (Certainty::Stated, "the numbers that the pages print"),
        None => (Certainty::Inferred, "counted from the first page"),
    };
    clip.origin("pages", certainty, from);
    for at in without_text.into_iter().filter(|at| pages[*at].has_picture) {
        clip.doubt(
            "body",
            None,
            format!("page {} is a picture without a text layer, and nothing of it was read", at + 1),
        );
    }
    clip.paragraphs = body;
    doubt_what_is_missing(&mut clip);
    Ok(clip)
}

/// What kind of letters the pages have.
struct Letters {
    /// Letters and digits.
    good: usize,
    /// Characters that stand for none: U+FFFD, and those that only one font knows.
    bad: usize,
    /// Letters that are read from right to left.
    leftwards: usize,
}

impl Letters {
    fn of(pages: &[Page]) -> Letters {
        let mut letters = Letters { good: 0, bad: 0, leftwards: 0 };
        let characters = pages.iter().flat_map(|page| &page.lines).flat_map(|line| line.text.chars());
        for character in characters {
            let is_private = matches!(u32::from(character), 0xe000..=0xf8ff | 0xf0000..=0x10fffd);
            if character == '\u{fffd}' || is_private {
                letters.bad += 1;
            } else if character.is_alphanumeric() {
                letters.good += 1;
                let is_leftwards = matches!(
                    character.script(),
                    Script::Arabic | Script::Hebrew | Script::Syriac | Script::Thaana | Script::Nko
                );
                letters.leftwards += usize::from(is_leftwards);
            }
        }
        letters
    }

    /// Whether there is a text layer, and one that the library can put into its order.
    fn check(&self, reader: Reader, pages: &[Page]) -> Result<(), Fault> {
        if self.good + self.bad < LETTERS {
            return Err(Fault::NoText);
        }
        if reader != Reader::Library {
            return Ok(());
        }
        if self.bad * 3 > self.good {
            return Err(Fault::Unread("its fonts do not say which letters they have"));
        }
        if self.leftwards * 5 > self.good {
            return Err(Fault::Unread("its letters run from right to left"));
        }
        let lines = || pages.iter().flat_map(|page| &page.lines);
        let single = lines().filter(|line| line.text.chars().count() == 1).count();
        if single > 20 && single * 2 > lines().count() {
            return Err(Fault::Unread("its letters stand below each other"));
        }
        Ok(())
    }
}

fn doubt_layer(letters: &Letters, pages: &[Page], clip: &mut Clip) {
    if letters.bad > 0 {
        let on = |page: &Page| page.lines.iter().any(|line| line.text.contains(is_no_letter));
        let first = pages.iter().position(on).map_or(1, |at| at + 1);
        let why = format!(
            "text layer unreliable: {} of its characters stand for no letter, the first on page {first}; compare it with the page",
            letters.bad
        );
        clip.doubt("body", None, why);
    }
}

fn is_no_letter(character: char) -> bool {
    character == '\u{fffd}' || matches!(u32::from(character), 0xe000..=0xf8ff | 0xf0000..=0x10fffd)
}

/// Facts in running heads and feet. Those that a browser prints have the day of printing, which is no date of the text.
fn take_margin_facts(margins: &Margins, is_browsers: bool, facts: &mut Facts) {
    for line in &margins.left_out {
        if let (None, Some(address)) = (&facts.address, lines::address(line)) {
            facts.address = Some(address.to_owned());
        }
        if !is_browsers && facts.published.is_empty() && facts.undated.is_empty() {
            for part in lines::facts(line) {
                if crate::ingest::text::is_date_line(part) && facts.undated.is_empty() {
                    facts.undated.push(part.to_owned());
                }
            }
        }
    }
}

/// In Korean a line may end inside a word, and nothing tells where it did.
fn doubt_parted_words(paragraphs: &[Paragraph], clip: &mut Clip) {
    let is_hangul = |character: char| character.script() == Script::Hangul;
    let is_between = |pair: &[String]| pair[0].ends_with(is_hangul) && pair[1].starts_with(is_hangul);
    let count = paragraphs.iter().flat_map(|one| one.lines.windows(2)).filter(|pair| is_between(pair)).count();
    if count > 0 {
        let why = format!(
            "{count} lines end between two letters of Hangul, where a word may go on; each such end is a blank in the source, so compare those words"
        );
        clip.doubt("body", None, why);
    }
}

/// The names of the pages: the numbers that they print, else counted from 1.
fn names(margins: &Margins, count: usize) -> Vec<String> {
    match &margins.numbers {
        Some(numbers) => numbers.iter().map(i64::to_string).collect(),
        None => (1..=count).map(|number| number.to_string()).collect(),
    }
}

/// Where each page begins in the text. One without text begins nowhere.
fn starts(paragraphs: &[Paragraph], names: &[String]) -> Vec<PrintedPage> {
    let mut starts = Vec::new();
    let mut last = None;
    for (paragraph, from) in paragraphs.iter().zip(1..) {
        let plain = Plain::from_text(&paragraph.text());
        for (line, page) in paragraph.pages.iter().enumerate() {
            if last.is_some_and(|last| *page <= last) {
                continue;
            }
            last = Some(*page);
            let end = line.checked_sub(1).and_then(|before| plain.line_ends.get(before)).copied();
            let at = end
                .map_or(0, |end| plain.text[..end].chars().count() + usize::from(plain.text[end..].starts_with(' ')));
            if let Some(name) = names.get(*page) {
                starts.push(PrintedPage { page: name.clone(), from, at });
            }
        }
    }
    starts
}
