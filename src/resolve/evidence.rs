//! Whether a stored text is still the one that was captured (SPEC 3).
//!
//! Comes in: a source file with the hash that was written down, and the text of that hash where somebody still has it. Goes
//! out: `source-altered`, with what differs. Never done here: accepting a change, looking for the former text.

use super::codes::SOURCE_ALTERED;
use super::quote::{TextDifference, text_differences};
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::hash::sha256_hex;
use crate::parse::source::SourceFile;
use crate::parse::words::{StoredBlock, is_unspaced};

/// How many differences are named, and how many characters of each.
const NAMED: usize = 3;
const CHARACTERS: usize = 60;
/// Longer texts than this, where most has changed, are not compared word by word.
const COMPARED: usize = 40_000;

/// A text that is not the one whose hash was written down.
#[derive(Debug)]
pub struct Altered<'a> {
    /// The text.
    pub source: &'a SourceFile,
    /// The hash of its last amendment, else of its capture.
    pub expected: &'a str,
    /// Its own hash.
    pub actual: String,
}

/// What differs between a text and the one that its hash was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Blanks, and marks that a formatter sets: every word is as it was.
    Tidied,
    /// Words, in the order of the text.
    Words(Vec<Changed>),
    /// So much that it is not compared; the paragraph in which it begins.
    Most(u32),
}

/// Words that were changed in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The paragraph, as it is numbered now.
    pub paragraph: u32,
    /// What stood there; empty where nothing.
    pub was: String,
    /// What stands there; empty where nothing.
    pub is: String,
    /// Where, in bytes of the file.
    at: std::ops::Range<usize>,
}

/// Compares a text with the hash of its last amendment, else with that of its capture. A text without either has
/// nothing to be compared with.
pub fn altered(source: &SourceFile) -> Option<Altered<'_>> {
    let captured = source.front.capture.as_ref().and_then(|capture| capture.sha256.as_ref());
    let amended = source.front.own_amendments().last().map(|last| last.sha256.as_str());
    let expected = amended.or(captured.map(|hash| hash.value.as_str()))?;
    let actual = sha256_hex(source.hashed_text.as_bytes());
    (!actual.eq_ignore_ascii_case(expected)).then_some(Altered { source, expected, actual })
}

/// Reports a text that has changed, with all that a hash alone can tell.
pub fn check_hash(source: &SourceFile, report: &mut Report) {
    if let Some(altered) = altered(source) {
        report.add(altered.told_by_hash());
    }
}

impl Altered<'_> {
    /// What is said where the former text is known.
    pub fn told(&self, former: &str) -> Diagnostic {
        let (id, since) = (&self.source.id, self.since());
        match self.change(former) {
            Change::Tidied => {
                let message = format!(
                    "the text of `{id}` has changed since it was {since}; only blanks and marks differ, the words are the same"
                );
                Diagnostic::new(&SOURCE_ALTERED, self.place(), message).help(format!(
                    "restore the file from your version control, and keep formatters out of `content/sources/`; or accept it as it is: {}",
                    self.command()
                ))
            }
            Change::Words(changes) => {
                let message = format!("the words of `{id}` have changed since it was {since}: {}", named(&changes));
                let place = match changes.first() {
                    Some(first) => Place::of(&self.source.file, first.at.clone()),
                    None => self.place(),
                };
                Diagnostic::new(&SOURCE_ALTERED, place, message).help(self.cure())
            }
            Change::Most(paragraph) => {
                let message =
                    format!("the words of `{id}` have changed since it was {since}, most of them from ¶{paragraph} on");
                Diagnostic::new(&SOURCE_ALTERED, self.place(), message).help(self.cure())
            }
        }
    }

    /// What differs from the former text.
    pub fn change(&self, former: &str) -> Change {
        changes(self.source, former)
    }

    fn place(&self) -> Place {
        let captured = self.source.front.capture.as_ref().and_then(|capture| capture.sha256.as_ref());
        match captured {
            Some(hash) => Place::of(&self.source.file, hash.span.clone()),
            None => Place::file(self.source.file.path()),
        }
    }

    fn since(&self) -> String {
        match self.source.front.own_amendments().last() {
            Some(last) => format!("amended on {}", last.date),
            None => "captured".to_owned(),
        }
    }

    /// The command that accepts the text as it is.
    fn command(&self) -> String {
        let name = match self.source.earlier {
            Some(capture) => format!("{}@{capture}", self.source.id),
            None => self.source.id.to_string(),
        };
        format!("`postil amend {name} --because \"…\"`")
    }

    fn cure(&self) -> String {
        format!(
            "restore the text from your version control; where the change is a wanted correction, accept it with its reason: {}",
            self.command()
        )
    }

    /// What is said where nobody has the former text.
    fn told_by_hash(&self) -> Diagnostic {
        let (id, since) = (&self.source.id, self.since());
        if only_blanks_differ(&self.source.hashed_text, self.expected) {
            let message = format!(
                "the text of `{id}` has changed since it was {since}; only blanks or the form of letters differ"
            );
            return Diagnostic::new(&SOURCE_ALTERED, self.place(), message).help(format!(
                "take the added blanks out again (two in a row, at the end of a line, between scripts, no-break blanks), or \
                 write the file in NFC; or accept it as it is: {}",
                self.command()
            ));
        }
        if let Some(known) = self.known_state() {
            let message = format!("the text of `{id}` is not the one that was {since}, but {known}");
            return Diagnostic::new(&SOURCE_ALTERED, self.place(), message).help(format!(
                "make the wanted correction in the text again; or say why it is taken back: {}",
                self.command()
            ));
        }
        let message = format!("the text of `{id}` has changed since it was {since}");
        Diagnostic::new(&SOURCE_ALTERED, self.place(), message).help(format!(
            "only the hash of that text is here, and neither `.postil/` nor the history of git has its words: restore the text, \
             or, where the change is a wanted correction, accept it with its reason: {}",
            self.command()
        ))
    }

    /// Whether the text is one that was stored before: as captured, or as an earlier amendment left it.
    fn known_state(&self) -> Option<String> {
        let front = &self.source.front;
        let is_this = |hash: &str| hash.eq_ignore_ascii_case(&self.actual);
        let earlier = front.own_amendments().iter().rev().skip(1).find(|amendment| is_this(&amendment.sha256));
        if let Some(amendment) = earlier {
            return Some(format!("the one of the amendment of {}", amendment.date));
        }
        let captured = front.capture.as_ref()?.sha256.as_ref()?;
        is_this(&captured.value).then(|| "the one that was captured first".to_owned())
    }
}

/// What differs in a text from a former one.
pub fn changes(source: &SourceFile, former: &str) -> Change {
    let now = &source.hashed_text;
    let (start, ends) = common(former, now);
    let (was, is) = (&former[start..ends.0], &now[start..ends.1]);
    if was.len().max(is.len()) > COMPARED {
        return Change::Most(block_at(source, start).map_or(1, |(block, _)| block.number));
    }
    let found = text_differences(was, is);
    if found.is_empty() {
        return Change::Tidied;
    }
    Change::Words(found.into_iter().map(|difference| changed(source, difference, start)).collect())
}

fn changed(source: &SourceFile, difference: TextDifference, start: usize) -> Changed {
    let (from, to) = (start + difference.at.start, start + difference.at.end);
    let (paragraph, at) = match block_at(source, from) {
        Some((block, begin)) => {
            let within = |at: usize| at.saturating_sub(begin).min(block.plain.text.len());
            (block.number, block.plain.in_file(within(from)..within(to)))
        }
        None => (1, 0..0),
    };
    Changed { paragraph, was: difference.stored, is: difference.typed, at }
}

/// The block that a byte of the hashed text is in, or the one before it, and where that block begins.
fn block_at(source: &SourceFile, at: usize) -> Option<(&StoredBlock, usize)> {
    let text = &source.hashed_text;
    let mut begin = 0;
    let mut found = None;
    for block in &source.stored.blocks {
        let words = block.plain.text.replace('\u{fffc}', "");
        begin += text.get(begin..)?.find(&words)?;
        if begin > at && found.is_some() {
            break;
        }
        found = Some((block, begin));
        begin += words.len();
    }
    found
}

/// The first of some changes in words, and how many there are beyond them.
pub fn named(changes: &[Changed]) -> String {
    let named: Vec<String> = changes.iter().take(NAMED).map(Changed::named).collect();
    let more = match changes.len().saturating_sub(NAMED) {
        0 => String::new(),
        1 => ", and one more place".to_owned(),
        more => format!(", and {more} more places"),
    };
    format!("{}{more}", named.join(", "))
}

impl Changed {
    /// In words: ``¶4 `hundred` is now `thousand` ``.
    pub fn named(&self) -> String {
        let number = self.paragraph;
        match (self.was.is_empty(), self.is.is_empty()) {
            (false, false) => format!("¶{number} `{}` is now `{}`", short(&self.was), short(&self.is)),
            (false, true) => format!("¶{number} has lost `{}`", short(&self.was)),
            (true, _) => format!("¶{number} has gained `{}`", short(&self.is)),
        }
    }
}

fn short(words: &str) -> String {
    let line: Vec<&str> = words.split_whitespace().collect();
    let line = line.join(" ");
    match line.char_indices().nth(CHARACTERS) {
        Some((cut, _)) => format!("{}…", line[..cut].trim_end()),
        None => line,
    }
}

/// Where two texts begin to differ, and where in each they are equal again: whole blocks only.
fn common(a: &str, b: &str) -> (usize, (usize, usize)) {
    const PARTING: &str = "\n\n";
    let mut start = 0;
    for (ours, theirs) in a.split_inclusive(PARTING).zip(b.split_inclusive(PARTING)) {
        if ours != theirs {
            break;
        }
        start += ours.len();
    }
    let (mut end_a, mut end_b) = (a.len(), b.len());
    while let (Some(ours), Some(theirs)) = (a[start..end_a].rfind(PARTING), b[start..end_b].rfind(PARTING)) {
        let (ours, theirs) = (start + ours, start + theirs);
        if a[ours..end_a] != b[theirs..end_b] {
            break;
        }
        (end_a, end_b) = (ours, theirs);
    }
    (start, (end_a, end_b))
}

/// A hash does not tell what it was made of, so the texts that a formatter could have started from are tried: blanks
/// that were doubled, added at the ends of lines, between scripts or made unbreakable, and letters taken apart.
fn only_blanks_differ(text: &str, expected: &str) -> bool {
    use unicode_normalization::UnicodeNormalization;
    let composed: String = text.nfc().collect();
    let decomposed: String = text.nfd().collect();
    let candidates = [text, &composed, &decomposed];
    candidates.iter().any(|candidate| {
        let plain_blanks = candidate.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ");
        let tidied = tidy(&plain_blanks);
        let forms = [
            (*candidate).to_owned(),
            tidy(candidate),
            plain_blanks.clone(),
            without_blanks_at_scripts(&tidied),
            tidied,
        ];
        forms.iter().any(|form| sha256_hex(form.as_bytes()).eq_ignore_ascii_case(expected))
    })
}

/// Blocks with single blanks, none at the ends, and no empty block.
fn tidy(text: &str) -> String {
    let blocks = text.split("\n\n").map(|block| {
        let lines = block
            .split('\n')
            .map(|line| line.split([' ', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "));
        lines.collect::<Vec<_>>().join("\n").trim().to_owned()
    });
    blocks.filter(|block| !block.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Without the blanks that some formatters set between Han or kana and other letters.
fn without_blanks_at_scripts(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let is_at_scripts = |at: usize| {
        let sides = [at.checked_sub(1).map(|before| characters[before]), characters.get(at + 1).copied()];
        sides.into_iter().flatten().any(is_unspaced)
    };
    let kept = characters.iter().enumerate().filter(|(at, character)| **character != ' ' || !is_at_scripts(*at));
    kept.map(|(_, character)| *character).collect()
}
