//! Reads a page of cases: Markdown, in which each heading `## ID: why` is a case and its fenced blocks are
//! ```` ```source LANG ````, ```` ```quote CITATION ```` and ```` ```verdict ````. `\u{…}` is the character of that number
//! in the first two.

use postil::base::language::Language;

/// One case as written.
#[derive(Debug)]
pub struct Written {
    pub id: String,
    pub why: String,
    /// The line of its heading, from 1.
    pub line: usize,
    pub language: Language,
    pub source: String,
    pub quote: String,
    pub at: String,
    pub expected: Expected,
}

/// The block `verdict`.
#[derive(Debug, PartialEq, Eq)]
pub struct Expected {
    /// The line of its first word.
    pub line: usize,
    /// `verbatim`, `typography`, `marked` or `rejected`.
    pub verdict: String,
    /// The code of a rejection, where the case asks for one.
    pub code: Option<String>,
    pub warnings: Warnings,
    /// The passage, where the case asks for it: `¶1–2 no. 2: words of one block | words of the next`.
    pub passage: Option<String>,
    /// What a rejection says, word for word, where the case asks for it.
    pub says: Option<String>,
    /// Its cure, line by line, where the case asks for one.
    pub cure: Option<String>,
}

/// What is asked of warnings.
#[derive(Debug, PartialEq, Eq)]
pub enum Warnings {
    Any,
    None,
    Some,
    These(Vec<String>),
}

#[derive(Default)]
struct Draft {
    id: String,
    why: String,
    line: usize,
    source: Option<(String, String)>,
    quote: Option<(String, String)>,
    expected: Option<Expected>,
}

/// The cases of a page, or every fault of it, each with its line.
pub fn read(page: &str) -> Result<Vec<Written>, Vec<String>> {
    let (mut cases, mut faults) = (Vec::new(), Vec::new());
    let mut draft: Option<Draft> = None;
    let mut lines = page.lines().zip(1..);
    while let Some((line, number)) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            finish(draft.take(), &mut cases, &mut faults);
            match title.split_once(": ") {
                Some((id, why)) => {
                    draft = Some(Draft {
                        id: id.trim().to_owned(),
                        why: why.trim().to_owned(),
                        line: number,
                        ..Draft::default()
                    });
                }
                None => faults.push(format!("{number}: the heading is no `## ID: why`")),
            }
            continue;
        }
        let Some((fence, info)) = fence(line) else { continue };
        let mut inside = Vec::new();
        let mut closed = false;
        for (line, _) in lines.by_ref() {
            if line.trim_end() == fence {
                closed = true;
                break;
            }
            inside.push(line);
        }
        if !closed {
            faults.push(format!("{number}: this block has no end"));
        }
        let (word, rest) = info.split_once(' ').unwrap_or((info, ""));
        // Before the first heading, and in a block of another kind, a page may show whatever it likes.
        let Some(draft) = draft.as_mut() else { continue };
        let text = || unescape(&inside.join("\n")).map(|text| (rest.trim().to_owned(), text));
        let taken = match word {
            "source" => text().map(|text| draft.source.replace(text).is_some()),
            "quote" => text().map(|text| draft.quote.replace(text).is_some()),
            "verdict" => expected(&inside, number + 1).map(|found| draft.expected.replace(found).is_some()),
            _ => Ok(false),
        };
        match taken {
            Ok(false) => {}
            Ok(true) => faults.push(format!("{number}: the second block `{word}` of `{}`", draft.id)),
            Err(fault) => faults.push(format!("{number}: {fault}")),
        }
    }
    finish(draft, &mut cases, &mut faults);
    if faults.is_empty() { Ok(cases) } else { Err(faults) }
}

/// The fence that opens a block, and what follows it.
fn fence(line: &str) -> Option<(&str, &str)> {
    let length = line.len() - line.trim_start_matches('`').len();
    (length >= 3).then(|| (&line[..length], line[length..].trim()))
}

fn finish(draft: Option<Draft>, cases: &mut Vec<Written>, faults: &mut Vec<String>) {
    let Some(Draft { id, why, line, source, quote, expected }) = draft else { return };
    let (Some((tag, source)), Some((at, quote)), Some(expected)) = (source, quote, expected) else {
        return faults.push(format!("{line}: `{id}` needs the blocks `source`, `quote` and `verdict`"));
    };
    match Language::parse(&tag) {
        Some(language) => cases.push(Written { id, why, line, language, source, quote, at, expected }),
        None => faults.push(format!("{line}: the source of `{id}` names no language: `{tag}`")),
    }
}

fn expected(lines: &[&str], line: usize) -> Result<Expected, String> {
    let mut lines = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    let first = lines.next().ok_or("the verdict is empty")?;
    let (verdict, code) = first.split_once(' ').map_or((first, None), |(verdict, code)| (verdict, Some(code.trim())));
    if !["verbatim", "typography", "marked", "rejected"].contains(&verdict) || (code.is_some() && verdict != "rejected")
    {
        return Err(format!("`{first}` is no verdict"));
    }
    let (mut warnings, mut passage, mut says, mut cure) = (Warnings::Any, None, None, None::<String>);
    for line in lines {
        if let Some(place) = line.strip_prefix("passage ") {
            passage = Some(unescape(place)?);
            continue;
        }
        if let Some(message) = line.strip_prefix("says ") {
            says = Some(unescape(message)?);
            continue;
        }
        if let Some(more) = line.strip_prefix("cure ") {
            let more = unescape(more)?;
            cure = Some(cure.map_or_else(|| more.clone(), |cure| format!("{cure}\n{more}")));
            continue;
        }
        warnings = match (line, warnings) {
            ("warns", Warnings::Any) => Warnings::Some,
            ("no warning", Warnings::Any) => Warnings::None,
            (line, before) => match (line.strip_prefix("warning "), before) {
                (Some(code), Warnings::These(mut codes)) => {
                    codes.push(code.trim().to_owned());
                    Warnings::These(codes)
                }
                (Some(code), Warnings::Any | Warnings::Some) => Warnings::These(vec![code.trim().to_owned()]),
                _ => return Err(format!("`{line}` is nothing that a verdict may say here")),
            },
        };
    }
    match verdict {
        "rejected" if passage.is_some() => return Err("what is rejected has no passage".to_owned()),
        "rejected" => {}
        _ if says.is_some() || cure.is_some() => return Err(format!("nothing is said of what is `{verdict}`")),
        _ => {}
    }
    let (verdict, code) = (verdict.to_owned(), code.map(str::to_owned));
    Ok(Expected { line, verdict, code, warnings, passage, says, cure })
}

/// `\u{200b}` becomes its character; any other backslash stays.
fn unescape(text: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\u{") {
        let (digits, after) = after.split_once('}').ok_or("`\\u{` is not closed")?;
        let character = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
        out.push_str(before);
        out.push(character.ok_or_else(|| format!("`\\u{{{digits}}}` is no character"))?);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}
