//! Characters of a field → the value its type wants, or what is wrong with them.
//!
//! Comes in: the characters, whatever YAML would guess of them. Goes out: a value, or a [`Fault`] with its cure. Never
//! done here: knowing which field or file the characters stand in.

use super::codes;
use super::dates;
use super::fault::Fault;
use super::ids::{AuthorKey, CaptureName, CommentaryId, EditionId, PublicationKey, SourceId};
use super::rights::Rights;
use crate::base::day::{Day, PartialDay};
use crate::base::hash::is_sha256;
use crate::base::key::Key;
use crate::base::language::Language;
use crate::base::route::Route;
use crate::base::suggest::nearest;

/// Text of one line: runs of blanks and line ends are one blank.
pub fn line(text: &str) -> Result<String, Fault> {
    let words: Vec<&str> = text.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()).collect();
    printable(&words.join(" "))
}

/// Text of any number of lines, without blanks round it.
pub fn text(text: &str) -> Result<String, Fault> {
    printable(text.trim())
}

fn printable(text: &str) -> Result<String, Fault> {
    let bad = |character: &char| {
        (character.is_control() && !matches!(character, '\n' | '\t' | '\r')) || is_unwritable(*character)
    };
    match text.chars().find(bad) {
        None => Ok(text.replace('\r', "")),
        Some(bad) => {
            let why = format!("holds the character U+{:04X}, which no page may hold", u32::from(bad));
            Err(Fault::new(&codes::CHARACTER_FORBIDDEN, why, "remove it"))
        }
    }
}

/// Characters that neither HTML nor XML can hold.
pub fn is_unwritable(character: char) -> bool {
    matches!(character, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}')
        || matches!(u32::from(character) & 0xffff, 0xfffe | 0xffff)
}

/// A whole day.
pub fn day(text: &str) -> Result<Day, Fault> {
    match PartialDay::parse(text) {
        Some(PartialDay::Day(day)) => Ok(day),
        Some(_) => {
            let help = "write year, month and day, such as `2026-06-30`";
            Err(Fault::new(&codes::DATE_INVALID, "is no whole day", help))
        }
        None => Err(dates::explain(text)),
    }
}

/// A day, a month or a year.
pub fn partial_day(text: &str) -> Result<PartialDay, Fault> {
    PartialDay::parse(text).ok_or_else(|| dates::explain(text))
}

/// `true` or `false`.
pub fn boolean(text: &str) -> Result<bool, Fault> {
    let instead = match text {
        "true" => return Ok(true),
        "false" => return Ok(false),
        "yes" | "Yes" | "YES" | "on" | "On" | "y" | "1" | "True" | "TRUE" => Some("true".to_owned()),
        "no" | "No" | "NO" | "off" | "Off" | "n" | "0" | "False" | "FALSE" => Some("false".to_owned()),
        _ => None,
    };
    Err(Fault::maybe(&codes::FIELD_INVALID, "is neither `true` nor `false`", instead, "write `true` or `false`"))
}

/// A whole number, 0 or more.
pub fn count(text: &str) -> Result<usize, Fault> {
    let digits = text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    let fault = || Fault::new(&codes::FIELD_INVALID, "is no whole number", "write a number in digits, such as `50`");
    digits.then(|| text.parse().ok()).flatten().ok_or_else(fault)
}

/// A whole number, 1 or more.
pub fn positive(text: &str) -> Result<usize, Fault> {
    match count(text)? {
        0 => Err(Fault::new(&codes::FIELD_INVALID, "is too small", "write 1 or more")),
        count => Ok(count),
    }
}

/// A whole number, which may be below 0.
pub fn integer(text: &str) -> Result<i64, Fault> {
    let number = count(text.strip_prefix('-').unwrap_or(text))? as i64;
    Ok(if text.starts_with('-') { -number } else { number })
}

/// A language.
pub fn language(text: &str) -> Result<Language, Fault> {
    const MEANT: [(&str, &str); 26] = [
        ("arabic", "ar"),
        ("chinese", "zh"),
        ("cn", "zh"),
        ("cz", "cs"),
        ("danish", "da"),
        ("deutsch", "de"),
        ("dk", "da"),
        ("dutch", "nl"),
        ("en-uk", "en-GB"),
        ("english", "en"),
        ("french", "fr"),
        ("german", "de"),
        ("hebrew", "he"),
        ("italian", "it"),
        ("japanese", "ja"),
        ("jp", "ja"),
        ("korean", "ko"),
        ("norwegian", "no"),
        ("persian", "fa"),
        ("polish", "pl"),
        ("portuguese", "pt"),
        ("russian", "ru"),
        ("spanish", "es"),
        ("turkish", "tr"),
        ("ua", "uk"),
        ("ukrainian", "uk"),
    ];
    let lower = text.to_ascii_lowercase().replace('_', "-");
    let meant = MEANT.iter().find(|(written, _)| *written == lower).map(|(_, tag)| (*tag).to_owned());
    match Language::parse(text) {
        Some(language) if meant.is_none() && language.primary().len() <= 3 => Ok(language),
        _ => {
            let instead = meant.or_else(|| {
                let language = Language::parse(&lower).filter(|language| language.primary().len() <= 3)?;
                Some(language.tag().to_owned())
            });
            let help = "write a BCP 47 tag, such as `en`, `ko` or `zh-Hant`";
            Err(Fault::maybe(&codes::LANGUAGE_INVALID, "is no language tag", instead, help))
        }
    }
}

/// An address that may be published: `http` or `https`, with a host.
pub fn address(text: &str) -> Result<String, Fault> {
    let fault = |why: String, help: &str| Err(Fault::new(&codes::ADDRESS_INVALID, why, help));
    if text.contains(|character: char| character.is_whitespace() || character.is_control()) {
        return fault("holds a blank".to_owned(), "write `%20` for a blank that belongs to the address");
    }
    match url::Url::parse(text) {
        Ok(url) if !matches!(url.scheme(), "http" | "https") => {
            fault(format!("has the scheme `{}`", url.scheme()), "only addresses with `http` or `https` are published")
        }
        Ok(url) if !url.username().is_empty() || url.password().is_some() => {
            fault("holds a user name or password".to_owned(), "remove what stands before `@`; it would be published")
        }
        Ok(_) if !has_slashes(text) => fault("has no `//` after its scheme".to_owned(), "write `https://…`"),
        Ok(_) => Ok(text.to_owned()),
        Err(url::ParseError::RelativeUrlWithoutBase) if text.contains('.') && !text.starts_with(['/', '.']) => {
            Err(Fault::instead(&codes::ADDRESS_INVALID, "has no scheme", format!("https://{text}")))
        }
        Err(url::ParseError::RelativeUrlWithoutBase) => fault("has no scheme".to_owned(), "write `https://…`"),
        Err(error) => fault(format!("is no address ({error})"), "write the whole address, as a browser shows it"),
    }
}

fn has_slashes(text: &str) -> bool {
    text.split_once(':').is_some_and(|(_, rest)| rest.starts_with("//"))
}

/// An old route of the site, as written.
pub fn route(text: &str) -> Result<String, Fault> {
    let fault = |why: &str, help: &str| Err(Fault::new(&codes::ALIAS_INVALID, why, help));
    if !text.starts_with('/') {
        let why = "does not begin with `/`";
        return match Route::parse(&format!("/{text}")) {
            Some(_) if !text.contains(':') => Err(Fault::instead(&codes::ALIAS_INVALID, why, format!("/{text}"))),
            _ => fault(why, "write the old address without scheme and host, such as `/old/name/`"),
        };
    }
    if text.contains(['?', '#']) {
        return fault("holds a query or a fragment", "end it before `?` or `#`");
    }
    if text
        .split('%')
        .skip(1)
        .any(|rest| rest.get(..2).is_some_and(|pair| pair.bytes().all(|byte| byte.is_ascii_hexdigit())))
    {
        return fault("is percent-encoded", "write the characters themselves, `/café/` and not `/caf%C3%A9/`");
    }
    match Route::parse(text) {
        Some(_) => Ok(text.to_owned()),
        None => fault("is no route", "write it as `/old/name/`, without `..`, `//` and backslashes"),
    }
}

/// The key of a publication.
pub fn publication(text: &str) -> Result<PublicationKey, Fault> {
    id(text, "the key of a publication").map(PublicationKey)
}

/// The key of an author.
pub fn author(text: &str) -> Result<AuthorKey, Fault> {
    id(text, "the key of an author").map(AuthorKey)
}

/// The id of a source.
pub fn source(text: &str) -> Result<SourceId, Fault> {
    id(text, "the id of a source").map(SourceId)
}

/// The id of a commentary.
pub fn commentary(text: &str) -> Result<CommentaryId, Fault> {
    id(text, "the id of a commentary").map(CommentaryId)
}

/// The id of an edition.
pub fn edition(text: &str) -> Result<EditionId, Fault> {
    id(text, "the id of an edition").map(EditionId)
}

/// The key of a topic, one part of its path.
pub fn topic_key(text: &str) -> Result<Key, Fault> {
    id(text, "the key of a topic")
}

/// An id or key; `noun` says of what.
pub fn id(text: &str, noun: &str) -> Result<Key, Fault> {
    let why = format!("cannot be {noun}");
    match Key::new(text) {
        Some(_) if text == "page" => {
            let help = "choose another; `page` is the address of the second and later pages of lists";
            Err(Fault::new(&codes::ID_INVALID, why, help))
        }
        Some(key) => Ok(key),
        None => {
            let rule = "ids and keys are lower-case letters a to z, digits and hyphens";
            Err(match Key::from_words(text) {
                Some(key) => Fault {
                    code: &codes::ID_INVALID,
                    why,
                    help: format!("write `{key}`: {rule}"),
                    instead: Some(key.to_string()),
                },
                None => Fault::new(&codes::ID_INVALID, why, rule),
            })
        }
    }
}

/// A source, with the capture it pins: `lantern-2021-06-30@2021-07-03`.
pub fn pinned_source(text: &str) -> Result<(SourceId, Option<CaptureName>), Fault> {
    match text.strip_prefix('@').unwrap_or(text).split_once('@') {
        None => Ok((source(text)?, None)),
        Some((id, name)) => Ok((source(id)?, Some(capture_name(name)?))),
    }
}

/// The name of a capture.
pub fn capture_name(text: &str) -> Result<CaptureName, Fault> {
    CaptureName::parse(text).ok_or_else(|| {
        let why = format!("names no capture by `{text}`");
        Fault::new(
            &codes::CAPTURE_NAME,
            why,
            "a capture is named by its day, `2021-07-03`, or by day and time, `2021-07-03T1405`",
        )
    })
}

/// What may be published.
pub fn rights(text: &str) -> Result<Rights, Fault> {
    one_of(text, Rights::ALL.map(Rights::as_str)).map(|index| Rights::ALL[index])
}

/// The index of the word among those allowed.
pub fn one_of<const N: usize>(text: &str, words: [&'static str; N]) -> Result<usize, Fault> {
    words.iter().position(|word| *word == text).ok_or_else(|| {
        let list = words.map(|word| format!("`{word}`")).join(", ");
        let instead = nearest(text, words).map(str::to_owned);
        let help = format!("write one of {list}");
        Fault { code: &codes::FIELD_INVALID, why: "is not one of the words allowed".to_owned(), help, instead }
    })
}

/// SHA-256 in hexadecimal.
pub fn sha256(text: &str) -> Result<String, Fault> {
    match is_sha256(text) {
        true => Ok(text.to_ascii_lowercase()),
        false => {
            Err(Fault::new(&codes::FIELD_INVALID, "is no SHA-256", "a SHA-256 is 64 characters, 0 to 9 and a to f"))
        }
    }
}

/// When a source was retrieved: a day, or a day with a time and perhaps its zone. The characters with their day.
pub fn retrieved(text: &str) -> Result<(String, Day), Fault> {
    let Some((date, time)) = text.split_once(['T', ' ']) else { return Ok((text.to_owned(), day(text)?)) };
    let day = day(date)?;
    match is_time(time) {
        true => Ok((text.to_owned(), day)),
        false => {
            let help = format!("write `{day}` or `{day}T14:05:00+09:00`");
            Err(Fault::new(&codes::DATE_INVALID, "has a time that cannot be read", help))
        }
    }
}

/// `14:05`, `14:05:00`, `14:05:00.5`, each also with `Z` or `+09:00` after it.
fn is_time(text: &str) -> bool {
    let two = |part: &str, limit: u8| {
        part.len() == 2
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && part.parse::<u8>().is_ok_and(|number| number < limit)
    };
    let (time, zone) = text.find(['Z', '+', '-']).map_or((text, ""), |at| text.split_at(at));
    let zone_holds = match zone {
        "" | "Z" => true,
        zone => zone[1..].split_once(':').is_some_and(|(hours, minutes)| two(hours, 24) && two(minutes, 60)),
    };
    let mut parts = time.split(':');
    let hours = parts.next().is_some_and(|hours| two(hours, 24));
    let minutes = parts.next().is_some_and(|minutes| two(minutes, 60));
    let seconds = parts.next().is_none_or(|seconds| match seconds.split_once('.') {
        None => two(seconds, 61),
        Some((whole, part)) => two(whole, 61) && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()),
    });
    zone_holds && hours && minutes && seconds && parts.next().is_none()
}

/// A paragraph, `¶7`.
pub fn paragraph(text: &str) -> Result<u32, Fault> {
    let number = text.strip_prefix('¶').unwrap_or(text).trim_start();
    match positive(number) {
        Ok(number) => Ok(number as u32),
        Err(_) => Err(Fault::new(
            &codes::FIELD_INVALID,
            "is no paragraph",
            "write its number as the source's page shows it, `¶7`",
        )),
    }
}

/// A pair of `/parallel/`: `1-1`, `2-2+3`.
pub fn pair(text: &str) -> Result<String, Fault> {
    let numbers = |side: &str| side.split('+').all(|number| positive(number).is_ok());
    match text.split_once('-') {
        Some((left, right)) if numbers(left) && numbers(right) => Ok(text.to_owned()),
        _ => Err(Fault::new(
            &codes::FIELD_INVALID,
            "is no pair of paragraphs",
            "write `2-3`, or `2-3+4` where one stands for two",
        )),
    }
}
