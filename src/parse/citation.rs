//! The grammar of what stands between the brackets of a citation (SPEC 4.7 to 4.9).
//!
//! Comes in: the bytes from `[` to `]`. Goes out: a [`Citation`], or the [`Misread`] parts, each with the forms allowed.
//! Never done here: guessing a locator, dropping a word, asking whether a source exists.

use super::ids::{CaptureName, SourceId};
use super::locator::{Citation, CitationItem, Flags, Locator};
use super::mark_codes::{CITATION_UNREADABLE, LOCATOR_UNKNOWN};
use super::words::Plain;
use crate::base::diagnostic::Code;
use crate::base::file::Span;
use crate::base::key::{Key, pandoc_length};
use std::ops::Range;

/// What may follow the key, as messages print it.
pub const FORMS: &str = "after the key may stand, parted by commas: `¶12`, `¶¶12–14`, `p. 3`, `capture 2021-07-03`, `2nd`, \
    `emphasis added`, `my translation`, `official translation`, `omission checked`; words of your own go before the key, \
    as in `[see also annex 4 of @key, ¶3]`";

/// A part of a citation that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// Its kind.
    pub code: &'static Code,
    /// Its bytes in the file.
    pub span: Span,
    /// One sentence in lower case without a full stop.
    pub message: String,
    /// The cure.
    pub help: String,
    /// What to write in the place of the whole span, where there is one thing only.
    pub instead: Option<String>,
}

/// Whether brackets around this text cite: they have an `@` that begins a word, or a `¶` with a number, or begin with
/// `not verified:`.
pub fn is_citation(text: &str) -> bool {
    find_key_sign(text).is_some() || find_pilcrow(text).is_some() || find_reason(text).is_some_and(|at| at.start == 0)
}

/// Whether brackets around this text cite without a key where the front matter names one source: `para 12`, `p. 3`.
pub fn is_short_citation(text: &str) -> bool {
    let first = text.split([',', ';']).next().unwrap_or(text).trim();
    matches!(read_locator(first), Some(Ok(_)))
}

/// Which keys a citation may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyForm {
    /// Those of the sources of a site.
    Site,
    /// Those of Pandoc, in texts that belong to no site.
    Pandoc,
}

/// Reads the brackets at `span` of a text. What is misread is left out of the citation and reported.
pub fn read(text: &str, span: Span, keys: KeyForm, misread: &mut Vec<Misread>) -> Citation {
    let inside = flatten(text, span.start + 1..span.end.saturating_sub(1).max(span.start + 1));
    let mut reader = Reader { inside: &inside, keys, misread };
    let whole = 0..inside.text.len();
    let (items, not_verified) = match find_reason(&inside.text) {
        Some(found) => reader.read_unverified(found),
        None => (reader.read_items(whole), None),
    };
    Citation { span, items, not_verified }
}

/// Reads what follows the key, as `quote --at` takes it: `¶3, 2nd`.
pub fn read_at(text: &str) -> Result<CitationItem, Misread> {
    let inside = flatten(text, 0..text.len());
    let mut misread = Vec::new();
    let mut item = empty_item(0..text.len());
    let mut reader = Reader { inside: &inside, keys: KeyForm::Site, misread: &mut misread };
    if find_key_sign(&inside.text).is_some() {
        let message = format!("`{}` names a source a second time", inside.text);
        reader.report(
            &LOCATOR_UNKNOWN,
            0..inside.text.len(),
            message,
            "give only what follows the key".to_owned(),
            None,
        );
    } else {
        reader.read_parts(0..inside.text.len(), &mut item);
    }
    match misread.into_iter().next() {
        Some(first) => Err(first),
        None => Ok(item),
    }
}

struct Reader<'a> {
    inside: &'a Plain,
    keys: KeyForm,
    misread: &'a mut Vec<Misread>,
}

impl Reader<'_> {
    fn text(&self, range: Range<usize>) -> &str {
        &self.inside.text[range]
    }

    fn report(
        &mut self,
        code: &'static Code,
        range: Range<usize>,
        message: String,
        help: String,
        instead: Option<String>,
    ) {
        let span = self.inside.in_file(range);
        self.misread.push(Misread { code, span, message, help, instead });
    }

    /// `@lost-source, not verified: REASON`: items before it, the reason after it.
    fn read_unverified(&mut self, found: Range<usize>) -> (Vec<CitationItem>, Option<String>) {
        let reason = self.inside.text[found.end..].trim().to_owned();
        if reason.is_empty() {
            let help = "write `[not verified: heard on air, 3 May]`".to_owned();
            self.report(&LOCATOR_UNKNOWN, found.clone(), "`not verified:` gives no reason".to_owned(), help, None);
        }
        let head = trim(&self.inside.text, 0..found.start);
        let head = head.start..head.start + self.text(head).trim_end_matches([',', ';', ' ']).len();
        let items = if head.is_empty() { Vec::new() } else { self.read_items(head) };
        (items, Some(reason))
    }

    fn read_items(&mut self, range: Range<usize>) -> Vec<CitationItem> {
        let parts = split(&self.inside.text, range, ';');
        parts.into_iter().filter(|part| !part.is_empty()).filter_map(|part| self.read_item(part)).collect()
    }

    fn read_item(&mut self, range: Range<usize>) -> Option<CitationItem> {
        let mut item = empty_item(self.inside.in_file(range.clone()));
        let Some(sign) = find_key_sign(self.text(range.clone())).map(|at| range.start + at) else {
            let first = split(&self.inside.text, range.clone(), ',').into_iter().next().unwrap_or(range.clone());
            let prefix = find_pilcrow(self.text(first.clone())).unwrap_or(0);
            item.prefix = self.text(first.start..first.start + prefix).trim().to_owned();
            item.key_span = item.span.clone();
            self.read_parts(first.start + prefix..range.end, &mut item);
            return Some(item);
        };
        let before = self.text(range.start..sign);
        item.prefix = before.strip_suffix('-').unwrap_or(before).trim().to_owned();
        let key = self.read_key(sign + 1..range.end)?;
        item.key_span = self.inside.in_file(sign..key.end);
        item.key = match self.keys {
            KeyForm::Site => SourceId::new(self.text(key.clone())),
            KeyForm::Pandoc => Key::pandoc(self.text(key.clone()).trim_matches(['{', '}'])).map(SourceId),
        };
        self.read_parts(key.end..range.end, &mut item);
        Some(item)
    }

    /// The range of a lawful key at the start of a range; what follows it is read as parts.
    fn read_key(&mut self, range: Range<usize>) -> Option<Range<usize>> {
        let text = self.text(range.clone());
        if self.keys == KeyForm::Pandoc
            && let Some(length) = pandoc_key(text)
        {
            return Some(range.start..range.start + length);
        }
        let word = text.find([' ', ',', '\u{a0}']).map_or(text, |end| &text[..end]);
        let lawful = word.len()
            - word.trim_start_matches(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-').len();
        let beyond = word[lawful..].chars().next();
        if lawful > 0 && !beyond.is_some_and(|c| c.is_alphanumeric() || c == '_') && Key::new(&word[..lawful]).is_some()
        {
            return Some(range.start..range.start + lawful);
        }
        let instead = Key::from_words(word).map(|key| format!("@{key}"));
        let offer = instead.as_ref().map(|key| format!("; did you mean `{key}`?")).unwrap_or_default();
        let message = format!("`@{word}` is not the key of a source");
        let help = format!(
            "a key has lower-case letters a to z, digits and hyphens{offer}; an `@` that cites nothing is written `\\@`"
        );
        self.report(&CITATION_UNREADABLE, range.start - 1..range.start + word.len(), message, help, instead);
        None
    }

    fn read_parts(&mut self, range: Range<usize>, item: &mut CitationItem) {
        for part in split(&self.inside.text, range, ',') {
            if !part.is_empty() {
                self.read_part(part, item);
            }
        }
    }

    fn read_part(&mut self, range: Range<usize>, item: &mut CitationItem) {
        let text = self.text(range.clone()).to_owned();
        if let Some(flag) = flag(&mut item.flags, &text) {
            *flag = true;
            return;
        }
        if let Some(occurrence) = read_occurrence(&text) {
            return self.take(range, occurrence, |item| &mut item.occurrence, item, None);
        }
        if let Some(day) = strip_word(&text, "capture") {
            let help =
                "a capture is named by its day, `capture 2021-07-03`, or day and time, `capture 2021-07-03T1405`";
            let read = CaptureName::parse(day).ok_or(help.to_owned());
            return self.take(range, read, |item| &mut item.capture, item, None);
        }
        if let Some(locator) = read_locator(&text) {
            let span = self.inside.in_file(range.clone());
            let other = item.locator_span.clone();
            if item.locator.is_none() && locator.is_ok() {
                item.locator_span = Some(span);
            }
            let first = other.map(|_| self.two_places(item, &text));
            return self.take(range, locator, |item| &mut item.locator, item, first);
        }
        let help = suggest(&text).map_or(FORMS.to_owned(), |offer| format!("{offer}; {FORMS}"));
        self.report(&LOCATOR_UNKNOWN, range, format!("`{text}` in a citation is not understood"), help, None);
    }

    /// Stores a value that was read; one too many, or one that is none, is reported.
    fn take<T>(
        &mut self,
        range: Range<usize>,
        read: Result<T, String>,
        slot: fn(&mut CitationItem) -> &mut Option<T>,
        item: &mut CitationItem,
        twice: Option<String>,
    ) {
        let text = self.text(range.clone()).to_owned();
        match read {
            Ok(value) if slot(item).is_none() => *slot(item) = Some(value),
            Ok(_) => {
                let help = twice.unwrap_or_else(|| "keep one of the two".to_owned());
                self.report(
                    &LOCATOR_UNKNOWN,
                    range,
                    format!("`{text}` is the second of its kind in this citation"),
                    help,
                    None,
                );
            }
            Err(help) => {
                self.report(&LOCATOR_UNKNOWN, range, format!("`{text}` in a citation is not understood"), help, None)
            }
        }
    }

    fn two_places(&self, item: &CitationItem, second: &str) -> String {
        let key = item.key.as_ref().map(|key| format!("@{key}, ")).unwrap_or_default();
        let first = match &item.locator {
            Some(Locator::Paragraph(number)) => format!("¶{number}"),
            Some(Locator::Paragraphs(first, last)) => format!("¶¶{first}–{last}"),
            Some(Locator::Page(page)) => format!("p. {page}"),
            None => String::new(),
        };
        format!("two places are two citations in one pair of brackets: `[{key}{first}; {key}{second}]`")
    }
}

/// How long the key at the start of a text is, with its braces where it has them.
fn pandoc_key(text: &str) -> Option<usize> {
    match text.strip_prefix('{') {
        Some(rest) => rest.find('}').filter(|end| Key::pandoc(&rest[..*end]).is_some()).map(|end| end + 2),
        None => Some(pandoc_length(text)).filter(|length| *length > 0),
    }
}

fn empty_item(span: Span) -> CitationItem {
    CitationItem {
        key: None,
        key_span: span.clone(),
        prefix: String::new(),
        locator: None,
        locator_span: None,
        capture: None,
        flags: Flags::default(),
        occurrence: None,
        span,
    }
}

/// `¶12`, `¶¶12–14`, `para 12`, `para. 12`, `p. 3`. `None` where it does not begin like one; `Err` says what is wrong.
fn read_locator(text: &str) -> Option<Result<Locator, String>> {
    let pilcrows = text.trim_start_matches('¶');
    let words = ["paragraphs", "paragraph", "paras.", "paras", "para.", "para"];
    let numbers = if pilcrows.len() < text.len() {
        Some(pilcrows.trim())
    } else {
        words
            .iter()
            .find_map(|word| strip_word(text, word))
            .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    if let Some(numbers) = numbers {
        return Some(read_numbers(numbers));
    }
    let page = ["pp.", "pp", "p.", "p"].iter().find_map(|word| Some((word, strip_word(text, word)?)));
    let (word, page) = page.filter(|(_, page)| page.starts_with(|c: char| c.is_ascii_alphanumeric()))?;
    let one = page.chars().all(|c| c.is_alphanumeric());
    if !one && !page.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let sound = one && !word.starts_with("pp");
    Some(if sound { Ok(Locator::Page(page.to_owned())) } else { Err("a page is one page, `p. 3`".to_owned()) })
}

fn read_numbers(text: &str) -> Result<Locator, String> {
    const DASHES: [char; 7] = ['-', '‐', '‑', '‒', '–', '—', '―'];
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|number: &u32| digits && *number > 0)
    };
    let help = "a paragraph is `¶12`, a range of them `¶¶12–14`, counted from 1";
    match text.split_once(DASHES) {
        None => number(text).map(Locator::Paragraph).ok_or(help.to_owned()),
        Some((first, last)) => {
            let last = last.trim_start_matches('-').trim().trim_start_matches('¶').trim();
            let (Some(first), Some(last)) = (number(first.trim()), number(last)) else { return Err(help.to_owned()) };
            match first.cmp(&last) {
                std::cmp::Ordering::Less => Ok(Locator::Paragraphs(first, last)),
                std::cmp::Ordering::Equal => Ok(Locator::Paragraph(first)),
                std::cmp::Ordering::Greater => Err(format!("the range runs backwards; write `¶¶{last}–{first}`")),
            }
        }
    }
}

/// `2nd`. `None` where it does not begin like one; `Err` says what is wrong.
fn read_occurrence(text: &str) -> Option<Result<u32, String>> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let ending = ["st", "nd", "rd", "th"].into_iter().find(|ending| text[digits..].eq_ignore_ascii_case(ending))?;
    let number: u32 = text[..digits].parse().ok()?;
    let right = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    Some(match number {
        0 => Err("the first place is `1st`".to_owned()),
        _ if ending == right => Ok(number),
        _ => Err(format!("the ordinal is written `{number}{right}`")),
    })
}

fn flag<'a>(flags: &'a mut Flags, text: &str) -> Option<&'a mut bool> {
    let words = text.split_whitespace().map(str::to_ascii_lowercase).collect::<Vec<_>>().join(" ");
    match words.as_str() {
        "emphasis added" => Some(&mut flags.emphasis_added),
        "my translation" => Some(&mut flags.my_translation),
        "official translation" => Some(&mut flags.official_translation),
        "omission checked" => Some(&mut flags.omission_checked),
        _ => None,
    }
}

/// What was probably meant by a part that is none.
fn suggest(text: &str) -> Option<String> {
    const FLAGS: [&str; 4] = ["emphasis added", "my translation", "official translation", "omission checked"];
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(format!("did you mean `¶{text}`?"));
    }
    if find_key_sign(text).is_some() {
        return Some("two sources are parted by `;`, as in `[@a, ¶2; @b, ¶7]`".to_owned());
    }
    crate::base::suggest::nearest(text, FLAGS).map(|flag| format!("did you mean `{flag}`?"))
}

/// The rest of a text after a word and the blanks behind it: `capture 2021-07-03`. A word that ends in a full stop or a
/// digit behind it need no blank.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word))?;
    let rest = &text[head.len()..];
    let parted = head.ends_with('.') || rest.starts_with(|c: char| c.is_whitespace() || c.is_ascii_digit());
    parted.then(|| rest.trim())
}

/// Where an `@` begins a word and a letter or digit follows.
fn find_key_sign(text: &str) -> Option<usize> {
    text.match_indices('@').map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        let opens = before.is_none_or(|c| c.is_whitespace() || matches!(c, '-' | '(' | ',' | ';' | '–' | '—'));
        opens && text[at + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '{')
    })
}

/// Where a `¶` with a number behind it stands; of several in a row the first.
fn find_pilcrow(text: &str) -> Option<usize> {
    let at = text.find('¶')?;
    text[at..].trim_start_matches('¶').trim_start().starts_with(|c: char| c.is_numeric()).then_some(at)
}

/// The range of `not verified:` where it begins the text or a part of it.
fn find_reason(text: &str) -> Option<Range<usize>> {
    const WORDS: &str = "not verified:";
    let starts = std::iter::once(0).chain(text.match_indices([',', ';']).map(|(at, _)| at + 1));
    starts.map(|at| at + (text[at..].len() - text[at..].trim_start().len())).find_map(|at| {
        let found = text.get(at..at + WORDS.len())?.eq_ignore_ascii_case(WORDS);
        found.then_some(at..at + WORDS.len())
    })
}

/// The parts of a range between separators, without the blanks round them.
fn split(text: &str, range: Range<usize>, separator: char) -> Vec<Range<usize>> {
    let mut at = range.start;
    let mut parts = Vec::new();
    for part in text[range].split(separator) {
        parts.push(trim(text, at..at + part.len()));
        at += part.len() + separator.len_utf8();
    }
    parts
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

/// The text between the brackets on one line: line ends, and the marks of the blocks around, are one blank.
fn flatten(text: &str, span: Span) -> Plain {
    let mut plain = Plain::default();
    let mut at = span.start;
    for (index, line) in text[span].split('\n').enumerate() {
        let inner = if index == 0 { line } else { line.trim_start_matches([' ', '\t', '>']) };
        if index > 0 {
            plain.text.push(' ');
        }
        plain.push_run(inner.trim_end_matches('\r'), at + (line.len() - inner.len()));
        at += line.len() + 1;
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads brackets and writes what was understood, and what was not after `!`.
    fn show(text: &str) -> String {
        let mut misread = Vec::new();
        show_with(text, KeyForm::Site, &mut misread)
    }

    fn show_with(text: &str, keys: KeyForm, misread: &mut Vec<Misread>) -> String {
        let citation = read(text, 0..text.len(), keys, misread);
        let mut out: Vec<String> = citation.items.iter().map(show_item).collect();
        out.extend(citation.not_verified.map(|reason| format!("unverified {reason}")));
        out.extend(misread.iter().map(|part| format!("! {}", &text[part.span.clone()])));
        out.join(" | ")
    }

    fn show_item(item: &CitationItem) -> String {
        let mut out = Vec::new();
        out.extend((!item.prefix.is_empty()).then(|| format!("({})", item.prefix)));
        out.push(item.key.as_ref().map_or("-".to_owned(), SourceId::to_string));
        out.extend(item.locator.as_ref().map(|locator| match locator {
            Locator::Paragraph(number) => format!("¶{number}"),
            Locator::Paragraphs(first, last) => format!("¶{first}..{last}"),
            Locator::Page(page) => format!("p{page}"),
        }));
        out.extend(item.capture.map(|name| format!("at {name}")));
        out.extend(item.occurrence.map(|number| format!("#{number}")));
        let Flags { emphasis_added, my_translation, official_translation, omission_checked } = item.flags;
        let flags =
            [(emphasis_added, "E"), (my_translation, "M"), (official_translation, "O"), (omission_checked, "C")];
        out.extend(flags.iter().filter(|(set, _)| *set).map(|(_, name)| (*name).to_owned()));
        out.join(" ")
    }

    #[test]
    fn forms() {
        let table = [
            ("[@a]", "a"),
            ("[-@a, ¶3]", "a ¶3"),
            ("[see @a, ¶2]", "(see) a ¶2"),
            ("[see also annex 4 of @a]", "(see also annex 4 of) a"),
            ("[@a ¶3]", "a ¶3"),
            ("[@a, ¶ 3]", "a ¶3"),
            ("[@a, ¶¶3–5]", "a ¶3..5"),
            ("[@a, ¶¶3-5]", "a ¶3..5"),
            ("[@a, ¶¶3—5]", "a ¶3..5"),
            ("[@a, ¶3–¶5]", "a ¶3..5"),
            ("[@a, para 12]", "a ¶12"),
            ("[@a, para. 12]", "a ¶12"),
            ("[@a, paras 12-14]", "a ¶12..14"),
            ("[@a, p. 3]", "a p3"),
            ("[@a, p.3]", "a p3"),
            ("[@a, p. A3]", "a pA3"),
            ("[@a, 2nd, ¶4]", "a ¶4 #2"),
            ("[@a, 11th]", "a #11"),
            ("[@a, ¶4, capture 2021-07-03]", "a ¶4 at 2021-07-03"),
            ("[@a, capture 2021-07-03T1405, emphasis added]", "a at 2021-07-03T1405 E"),
            ("[@a, ¶5, My translation, omission checked]", "a ¶5 M C"),
            ("[@a, ¶2; @b, ¶7]", "a ¶2 | b ¶7"),
            ("[@a,\n> ¶7]", "a ¶7"),
            ("[¶12]", "- ¶12"),
            ("[see ¶12]", "(see) - ¶12"),
            ("[¶12, 2nd; ¶14]", "- ¶12 #2 | - ¶14"),
            ("[2nd, ¶12]", "- ¶12 #2"),
            ("[not verified: heard on air; 3 May, @noon]", "unverified heard on air; 3 May, @noon"),
            ("[@lost, not verified: gone]", "lost | unverified gone"),
            ("[@lost, ¶3; Not verified: gone]", "lost ¶3 | unverified gone"),
        ];
        for (text, wanted) in table {
            assert_eq!(show(text), wanted, "{text}");
        }
    }

    #[test]
    fn keys_of_pandoc() {
        let table = [
            ("[@Smith2020, ¶3]", "Smith2020 ¶3"),
            ("[see @doe:99 ¶3; @{a.b}, 2nd]", "(see) doe:99 ¶3 | a.b #2"),
            ("[-@사람]", "사람"),
            ("[@Smith2020: ¶3]", "Smith2020 | ! : ¶3"),
            ("[@{}]", "! @{}"),
        ];
        for (text, wanted) in table {
            assert_eq!(show_with(text, KeyForm::Pandoc, &mut Vec::new()), wanted, "{text}");
        }
    }

    #[test]
    fn nothing_is_guessed_and_no_word_is_dropped() {
        let table = [
            ("[@a, 99 years later]", "a | ! 99 years later"),
            ("[@a, ¶2 and in the annex]", "a | ! ¶2 and in the annex"),
            ("[@a, s 19(1)(a)(i)]", "a | ! s 19(1)(a)(i)"),
            ("[@a, 2nd thoughts]", "a | ! 2nd thoughts"),
            ("[@a, ¶2, ¶4]", "a ¶2 | ! ¶4"),
            ("[@a, ¶¶4–2]", "a | ! ¶¶4–2"),
            ("[@a, ¶0]", "a | ! ¶0"),
            ("[@a, ¶99999999999]", "a | ! ¶99999999999"),
            ("[@a, 12]", "a | ! 12"),
            ("[@a, 2th]", "a | ! 2th"),
            ("[@a, pp. 3-4]", "a | ! pp. 3-4"),
            ("[@a, capture July]", "a | ! capture July"),
            ("[@a, emphasis addded]", "a | ! emphasis addded"),
            ("[@a, @b]", "a | ! @b"),
            ("[@a and @b]", "a | ! and @b"),
            ("[@a: ¶3]", "a | ! : ¶3"),
            ("[@Lantern_2021]", "! @Lantern_2021"),
            ("[@사람]", "! @사람"),
            ("[not verified:]", "unverified  | ! not verified:"),
            ("[lost, not verified: x]", "- | unverified x | ! lost"),
        ];
        for (text, wanted) in table {
            assert_eq!(show(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_cites_and_what_does_not() {
        for text in ["@a", "see @a, ¶3", "-@a", "¶12", "¶¶ 3–4", "see ¶3", "not verified: x", "a; @b", "@사람"]
        {
            assert!(is_citation(text), "{text}");
        }
        for text in ["sic", "T", "…", "12", "desk@tidewater.example", "a @ b", "^1", "x", "¶", "the word ¶ here"] {
            assert!(!is_citation(text), "{text}");
        }
        for text in ["para 12", "p. 3", "para. 4, 2nd"] {
            assert!(is_short_citation(text) && !is_citation(text), "{text}");
        }
        for text in ["paragraph", "p", "press", "parade 4", "p. m."] {
            assert!(!is_short_citation(text), "{text}");
        }
    }

    #[test]
    fn at_is_what_follows_a_key() {
        let item = read_at("¶3, 2nd").unwrap();
        assert_eq!((item.locator, item.occurrence), (Some(Locator::Paragraph(3)), Some(2)));
        assert!(read_at("").unwrap().locator.is_none());
        assert_eq!(read_at("somewhere").unwrap_err().code.name, "locator-unknown");
        assert!(read_at("@a, ¶3").is_err());
    }
}
