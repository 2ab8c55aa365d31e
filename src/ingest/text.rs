//! Pasted text becomes a [`Clip`].
//!
//! A page pasted from a browser has a head (crumbs, title, a line of facts), the article, and a tail (teasers, sharing,
//! copyright). The head ends where running text begins; the tail begins at a line that pages print after articles.
//! Every value comes from a line that says it; what can be read in two ways is left empty and doubted.

use super::clip::Clip;
use super::dates::{self, Order, Reading};
use super::lines::{self, Label};
use super::{dateline, dropped, language, publication};
use crate::base::day::{Day, PartialDay};
use crate::base::language::Language;
use crate::parse::ids::PublicationKey;
use crate::parse::profile::{DateOrder, Profile};
use crate::parse::vocabulary::Publication;
use crate::parse::words::{Plain, is_han_or_kana};

/// Shorter texts than this in characters are not running text by their length alone; for Han and kana a third of it.
const RUNNING_TEXT: usize = 90;

/// A sentence of so many characters may be one of the article.
const LOST: usize = 30;

/// Reads pasted text, knowing the publications of the site.
pub fn read(text: &str, publications: &[Publication]) -> Clip {
    read_for(text, publications, None)
}

/// As [`read`], where an editor says the publication: its profile counts.
pub fn read_for(text: &str, publications: &[Publication], named: Option<&PublicationKey>) -> Clip {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut clip = Clip::default();
    let mut blocks = blocks(&text);
    // An advertisement says nothing of where the head of a page ends; a line as pages end with says where the article does.
    if blocks.len() > 1 {
        blocks.retain(|block| match lines::ends_article(block) {
            true => {
                dropped::doubt_wall(block, &mut clip);
                true
            }
            false => dropped::keeps(block, &mut clip),
        });
    }
    let (head, body) = split_head(&blocks);
    let (body, tail) = split_tail(body);
    clip.left_out.extend(tail.iter().map(|block| block.replace('\n', " ")));

    let mut facts = Facts::default();
    let unsaid = head.iter().flat_map(|block| block.lines()).filter(|line| !facts.take(line.trim())).map(str::trim);
    let mut unsaid: Vec<String> = unsaid.map(str::to_owned).collect();
    let (kept, furniture): (Vec<&str>, Vec<&str>) = body.iter().partition(|block| !lines::is_furniture(block));
    clip.left_out.extend(furniture.into_iter().map(str::to_owned));
    let mut body: Vec<String> = kept.into_iter().map(str::to_owned).collect();
    take_tail_facts(&mut body, &mut facts);

    clip.language = language::detect(&body.join("\n"));
    settle_publication(&mut clip, &facts, &mut unsaid, publications);
    let key = named.or(clip.publication.as_ref().map(|named| &named.key));
    let profile = publications.iter().find(|entry| Some(&entry.key) == key).map(|entry| &entry.profile);
    if let Some(profile) = profile {
        drop_words(&mut body, profile, &mut clip.left_out);
        drop_words(&mut unsaid, profile, &mut clip.left_out);
    }
    settle_title(&mut clip, &facts, unsaid, &mut body);
    settle_dates_in(&mut clip, &facts, &body, (&text, profile.and_then(order)));
    clip.byline = facts.byline.take();
    clip.agency = facts.agency.take();
    clip.url = facts.address.take();
    clip.paragraphs = body;
    dateline::settle_agency(&mut clip);
    doubt_what_is_missing(&mut clip);
    doubt_lost_sentences(tail, &mut clip);
    clip
}

/// Takes out what the profile of a publication drops.
fn drop_words(lines: &mut Vec<String>, profile: &Profile, left_out: &mut Vec<String>) {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let words: Vec<String> = profile.drop.iter().map(|words| folded(words)).collect();
    lines.retain(|line| {
        let is_kept = !words.contains(&folded(line));
        left_out.extend((!is_kept).then(|| line.clone()));
        is_kept
    });
}

/// The order of numeric dates that a profile says.
fn order(profile: &Profile) -> Option<Order> {
    profile.dates.map(|order| match order {
        DateOrder::DayFirst => Order::DayFirst,
        DateOrder::MonthFirst => Order::MonthFirst,
        DateOrder::YearFirst => Order::YearFirst,
    })
}

/// A line as pages end with may stand in the midst of an article, and what comes after it is not to be lost in silence.
fn doubt_lost_sentences(tail: &[&str], clip: &mut Clip) {
    let Some((line, after)) = tail.split_first() else { return };
    let is_sentence =
        |block: &&&str| block.chars().count() >= LOST && lines::ends_sentence(block) && !lines::is_furniture(block);
    if let Some(lost) = after.iter().find(is_sentence) {
        let why = format!(
            "left out with all that stands after `{}`; where it is of the article, delete that line",
            line.trim()
        );
        clip.doubt("body", Some(lost.replace('\n', " ")), why);
    }
}

/// What labelled lines say.
#[derive(Default)]
pub struct Facts {
    title: Option<String>,
    /// Lines with a day of publication.
    pub published: Vec<String>,
    captured: Vec<String>,
    /// Lines that are a date, without saying of what.
    pub undated: Vec<String>,
    publication: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The agency it is from.
    pub agency: Option<String>,
    /// Where it stands.
    pub address: Option<String>,
}

impl Facts {
    /// Takes what a line says; `false` where it says nothing that has a name.
    pub fn take(&mut self, line: &str) -> bool {
        let parts = lines::facts(line);
        if parts.len() < 2 {
            return self.take_part(line);
        }
        let taken: Vec<bool> = parts.iter().map(|part| self.take_part(part)).collect();
        taken.contains(&true)
    }

    fn take_part(&mut self, part: &str) -> bool {
        if let Some((label, value)) = lines::labelled(part) {
            return self.take_labelled(label, value);
        }
        if let Some(address) = lines::address(part).filter(|address| address.len() * 2 > part.len()) {
            self.address.get_or_insert_with(|| address.to_owned());
            return true;
        }
        if let Some(name) = lines::byline(part) {
            self.byline.get_or_insert_with(|| name.to_owned());
            return true;
        }
        if is_date_line(part) {
            self.undated.push(part.to_owned());
            return true;
        }
        lines::is_furniture(part)
    }

    fn take_labelled(&mut self, label: Label, value: &str) -> bool {
        let value = value.to_owned();
        let has_date = !dates::find(&value).is_empty();
        match label {
            Label::Published if has_date => self.published.push(value),
            Label::Updated if has_date => {}
            Label::Captured if has_date => self.captured.push(value),
            Label::Published | Label::Updated | Label::Captured => return false,
            Label::Publication => self.publication = self.publication.take().or(Some(value)),
            Label::Byline => self.byline = self.byline.take().or(Some(value)),
            Label::Agency => self.agency = self.agency.take().or(Some(value)),
            Label::Title => self.title = self.title.take().or(Some(value)),
            Label::Address => match lines::address(&value) {
                Some(address) => self.address = self.address.take().or(Some(address.to_owned())),
                None => return false,
            },
        }
        true
    }
}

/// Blocks are parted by empty lines. Text without empty lines has one paragraph a line, unless its lines are wrapped at
/// a column: then it is one paragraph.
pub fn blocks(text: &str) -> Vec<&str> {
    let blocks = parted_by_empty_lines(text);
    let lines = text.lines().filter(|line| !is_blank(line)).count();
    let long = text.lines().filter(|line| is_long(line)).count();
    if blocks.len() * 3 > lines || long < 2 || is_wrapped(text) {
        return blocks;
    }
    text.lines().filter(|line| !is_blank(line)).map(str::trim).collect()
}

fn parted_by_empty_lines(text: &str) -> Vec<&str> {
    let (mut blocks, mut start, mut at) = (Vec::new(), 0, 0);
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if is_blank(line) {
            blocks.push(text[start..at].trim());
            start = end;
        }
        at = end;
    }
    blocks.push(text[start..].trim());
    blocks.retain(|block| !block.is_empty());
    blocks
}

fn is_blank(line: &str) -> bool {
    line.chars().all(|character| character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}'))
}

/// Whether lines break inside sentences.
fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| is_long(line)).collect();
    let broken = lines.iter().filter(|line| !lines::ends_sentence(line)).count();
    broken * 2 > lines.len()
}

fn is_long(line: &str) -> bool {
    let wide = line.chars().filter(|character| is_han_or_kana(*character) || ('가'..='힣').contains(character)).count();
    line.chars().count() + 2 * wide >= RUNNING_TEXT
}

/// The head ends before the first block of running text: long, or a short sentence that running text follows.
pub fn split_head<'a, 'b>(blocks: &'b [&'a str]) -> (&'b [&'a str], &'b [&'a str]) {
    let is_running = |block: &&str| is_long(block) && lines::ends_sentence(block) && lines::facts(block).len() < 3;
    let first = blocks.iter().position(is_running).or_else(|| {
        // A short notice has no long paragraph: its text begins with the first sentence after the title.
        blocks
            .iter()
            .skip(1)
            .position(|block| lines::ends_sentence(block) && lines::labelled(block).is_none())
            .map(|at| at + 1)
    });
    let first = first.unwrap_or(blocks.len().min(1));
    let mut start = first;
    // Short sentences right before running text belong to it, as long as they are no title and no labelled fact.
    while start > 1 && lines::ends_sentence(blocks[start - 1]) && !is_fact(blocks[start - 1]) && start > 2 {
        start -= 1;
    }
    blocks.split_at(start)
}

fn is_fact(block: &str) -> bool {
    lines::labelled(block).is_some()
        || lines::facts(block).len() > 1
        || is_date_line(block)
        || lines::address(block).is_some()
}

/// The tail begins at the first line after the article that pages print there.
fn split_tail<'a, 'b>(body: &'b [&'a str]) -> (&'b [&'a str], &'b [&'a str]) {
    let end = body.iter().skip(1).position(|block| lines::ends_article(block)).map_or(body.len(), |at| at + 1);
    body.split_at(end)
}

/// After the article a page may sign it: a byline, an agency in brackets, an address, the date.
fn take_tail_facts(body: &mut Vec<String>, facts: &mut Facts) {
    while body.len() > 1 {
        let Some(last) = body.last().map(|block| block.trim().to_owned()) else { return };
        let is_signature = !lines::ends_sentence(&last) && last.chars().count() <= 60 && !last.contains('\n');
        let taken = facts.take(&last);
        let is_byline = is_signature && facts.byline.is_none();
        if !taken && !is_byline {
            return;
        }
        if !taken {
            facts.byline = Some(last.trim_matches(['—', '–', '-', ' ', '(', ')']).to_owned());
        }
        body.pop();
    }
}

/// A line that is a date and little else: `Wednesday, June 30, 2021`, `2021-06-30 09:14 KST`.
pub fn is_date_line(line: &str) -> bool {
    let plain = dates::plain_digits(line);
    let found = dates::find(line);
    let [date] = found.as_slice() else { return false };
    let rest = format!("{} {}", &plain[..date.range.start], &plain[date.range.end..]);
    let letters = rest.chars().filter(|character| character.is_alphabetic()).count();
    letters <= 14 && line.chars().count() <= 60 && !lines::ends_sentence(rest.trim())
}

/// Who published it: a line that says so, a line that is a name known to the site, the host of the address.
pub fn settle_publication(clip: &mut Clip, facts: &Facts, unsaid: &mut Vec<String>, publications: &[Publication]) {
    if let Some(name) = &facts.publication {
        let address = facts.address.as_deref().and_then(|address| url::Url::parse(address).ok());
        let host = address.as_ref().and_then(|address| address.host_str());
        clip.publication = publication::by_name_at(name, host, publications);
        // A crumb that repeats the name is no title.
        let folded = name.to_lowercase();
        unsaid.retain(|line| !line.to_lowercase().contains(&folded));
        return;
    }
    if let Some(at) = unsaid.iter().position(|line| publication::known_by_name(line, publications).is_some()) {
        clip.publication = publication::known_by_name(&unsaid.remove(at), publications);
        return;
    }
    clip.publication = facts.address.as_deref().and_then(|address| publication::by_address(address, publications));
}

fn settle_title(clip: &mut Clip, facts: &Facts, mut unsaid: Vec<String>, body: &mut Vec<String>) {
    unsaid.retain(|line| !line.is_empty());
    unsaid.dedup();
    clip.title = facts.title.clone();
    if clip.title.is_some() {
        clip.left_out.splice(0..0, unsaid);
        return;
    }
    if unsaid.is_empty() {
        // A text without a head: its first short block is the title.
        if body.len() > 1 && !lines::ends_sentence(&body[0]) && !is_long(&body[0]) {
            clip.title = Some(body.remove(0));
        }
        return;
    }
    // The longest line of the head is the title; what is shorter before it are crumbs, after it a subtitle.
    // A sentence is a title only where no other line can be it.
    let rank = |at: &usize| (!is_sentence(&unsaid[*at]), unsaid[*at].chars().count(), std::cmp::Reverse(*at));
    let at = (0..unsaid.len()).max_by_key(rank).unwrap_or(0);
    let first_is_title = unsaid.len() == 2 && unsaid[0].split_whitespace().count() >= 4;
    let at = if first_is_title { 0 } else { at };
    const HEADLINE: usize = 9;
    if unsaid.len() == 1 && is_sentence(&unsaid[0]) && unsaid[0].split_whitespace().count() >= HEADLINE {
        // The text begins with its first sentence, and has no title.
        body.insert(0, unsaid.remove(0));
        return;
    }
    let after: Vec<String> = unsaid.drain(at + 1..).collect();
    clip.title = unsaid.pop();
    let mut after = after.into_iter();
    clip.subtitle = after.next();
    if let Some(subtitle) = &clip.subtitle {
        let why = "it stands between the title and the text; it may be a subtitle, a caption or the first sentence";
        clip.doubts.push(super::clip::Doubt {
            field: "subtitle",
            reading: Some(subtitle.clone()),
            why: why.to_owned(),
        });
    }
    clip.left_out.splice(0..0, unsaid.into_iter().chain(after));
}

fn is_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '»', '」']).ends_with(['.', '。'])
}

/// When it was published and retrieved, by the lines that say so; `whole` is all of the text.
pub fn settle_dates(clip: &mut Clip, facts: &Facts, body: &[String], whole: &str) {
    settle_dates_in(clip, facts, body, (whole, None));
}

fn settle_dates_in(clip: &mut Clip, facts: &Facts, body: &[String], (whole, of_profile): (&str, Option<Order>)) {
    let order = of_profile.or_else(|| dates::order_of(whole)).or_else(|| clip.language.as_ref().and_then(order_in));
    let opening = body.iter().take(3).flat_map(|paragraph| certain_days(paragraph));
    let address = facts.address.as_deref().map(certain_days).unwrap_or_default();
    let near: Vec<Day> = opening.chain(address).collect();

    let (published, captured) = if facts.published.is_empty() {
        // One unlabelled date is the article's; of several the first is.
        (&facts.undated[..facts.undated.len().min(1)], facts.captured.first())
    } else {
        (&facts.published[..1], facts.captured.first().or(facts.undated.first()))
    };
    if let Some(text) = published.first() {
        settle_date(clip, text, order, &near);
        if facts.published.is_empty() && facts.undated.len() > 1 {
            for other in facts.undated.iter().flat_map(|text| certain_days(text)) {
                clip.doubt("date", Some(other.to_string()), "the text has several dates and none is labelled");
            }
        }
    }
    clip.captured = captured.and_then(|text| certain_days(text).first().copied());
}

fn settle_date(clip: &mut Clip, text: &str, order: Option<Order>, near: &[Day]) {
    match dates::find(text).first().map(|found| found.reading.clone()) {
        Some(Reading::Certain(day)) => clip.date = Some(day),
        Some(Reading::Either { day_first, month_first }) => match dates::settle(day_first, month_first, order, near) {
            Some(day) => clip.date = Some(PartialDay::Day(day)),
            None => {
                for (reading, form) in [(day_first, "day first"), (month_first, "month first")] {
                    clip.doubt(
                        "date",
                        Some(reading.to_string()),
                        format!("`{text}` read with the {form}; nothing else in the text decides"),
                    );
                }
            }
        },
        None => {}
    }
}

/// The order in which a language's regions write numeric dates, where they all agree.
fn order_in(language: &Language) -> Option<Order> {
    match language.tag() {
        "en-US" => Some(Order::MonthFirst),
        _ if matches!(language.primary(), "en" | "ko" | "ja" | "zh" | "hu" | "fa" | "und") => None,
        _ => Some(Order::DayFirst),
    }
}

fn certain_days(text: &str) -> Vec<Day> {
    let day = |found: dates::Found| match found.reading {
        Reading::Certain(PartialDay::Day(day)) => Some(day),
        _ => None,
    };
    dates::find(text).into_iter().filter_map(day).collect()
}

/// Every field that a source needs and the text does not give is in doubt.
pub fn doubt_what_is_missing(clip: &mut Clip) {
    if clip.title.is_none() {
        clip.doubt("title", None, "no line of the text looks like a title");
    }
    if clip.date.is_none() && !clip.doubts.iter().any(|doubt| doubt.field == "date") {
        clip.doubt("date", None, "the text states no date of publication");
    }
    match &clip.publication {
        None => clip.doubt("publication", None, "the text does not name its publication; give it with --publication"),
        Some(named) if !named.known => {
            let (reading, why) = (Some(named.name.clone()), publication::unknown(named));
            clip.doubt("publication", reading, why);
        }
        Some(_) => {}
    }
    if clip.language.is_none() {
        clip.doubt("language", None, "the text is too short to tell its language");
    }
    if clip.paragraphs.is_empty() {
        clip.doubt("paragraphs", None, "no running text was found");
    }
}

/// The paragraphs as plain text, one string a numbered block: line ends as the contract reads them.
pub fn plain_paragraphs(clip: &Clip) -> Vec<String> {
    if let Some(marked) = &clip.marked {
        return marked.paragraphs.clone();
    }
    clip.paragraphs.iter().map(|paragraph| Plain::from_text(paragraph).text).collect()
}
