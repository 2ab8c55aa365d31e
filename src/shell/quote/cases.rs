//! `postil quote --cases FILE.json`: a list of cases answered under the contract, with no site (SPEC 11).

use super::reader_words;
use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::file::{FileText, Position, SitePath, Tree};
use crate::base::language::Language;
use crate::resolve::case::{Answer, Case, answer_all};
use crate::shell::codes::CASES_BROKEN;
use crate::shell::outcome::{Exit, Stop};
use crate::shell::print::{human, summary};
use crate::shell::terminal::{self, printable};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// More than this in one list is a mistake.
const LIMIT: u64 = 1 << 30;

/// Answers the cases of a file; `-` reads the standard input. Exit code 0 where every case was answered, whatever the
/// verdicts.
pub fn answer(file: &Path, json: bool) -> Result<Exit, Stop> {
    let bytes = read(file)?;
    let listed: Vec<Listed> = match serde_json::from_slice(&bytes) {
        Ok(listed) => listed,
        Err(error) => return say_broken(file, &bytes, &error),
    };
    let cases: Vec<Case> = listed.iter().map(Listed::case).collect();
    let answers = answer_all(&cases);
    let lines = listed.iter().zip(&answers);
    if json {
        let lines: Vec<String> = lines.map(|(listed, answer)| object(&listed.id, answer)).collect();
        if !lines.is_empty() {
            terminal::say(&lines.join("\n"))?;
        }
    } else {
        let mut lines: Vec<String> = lines.map(|(listed, answer)| line(&listed.id, answer)).collect();
        lines.push(totals(&answers));
        terminal::say(&lines.join("\n"))?;
    }
    Ok(Exit::Clean)
}

/// One case as written; other keys are ignored.
#[derive(Deserialize)]
struct Listed {
    id: String,
    #[serde(deserialize_with = "language")]
    language: Language,
    source: String,
    quote: String,
    #[serde(default)]
    at: Option<String>,
}

impl Listed {
    fn case(&self) -> Case<'_> {
        let at = self.at.as_deref().unwrap_or_default();
        Case { language: &self.language, source: &self.source, quote: &self.quote, at }
    }
}

fn language<'de, D: Deserializer<'de>>(from: D) -> Result<Language, D::Error> {
    let text = String::deserialize(from)?;
    Language::parse(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is no language tag such as `en` or `ko`")))
}

fn read(file: &Path) -> Result<Vec<u8>, Stop> {
    let mut bytes = Vec::new();
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Stop::usage(format!("there is no file `{}`", file.display())),
        io::ErrorKind::IsADirectory => {
            Stop::usage(format!("`{}` is a folder, and a list of cases is a file", file.display()))
        }
        _ => Stop::at("read", file, &error),
    };
    if file == Path::new("-") {
        io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        File::open(file).and_then(|open| open.take(LIMIT + 1).read_to_end(&mut bytes)).map_err(failed)?;
    }
    if bytes.len() as u64 > LIMIT {
        return Err(Stop::usage(format!("`{}` has more than {} MiB", file.display(), LIMIT >> 20)));
    }
    Ok(bytes)
}

fn say_broken(file: &Path, bytes: &[u8], error: &serde_json::Error) -> Result<Exit, Stop> {
    let name = file.file_name().map_or_else(|| "cases.json".to_owned(), |name| name.to_string_lossy().into_owned());
    let path = SitePath::new(&printable(&name).replace('\\', "/"))
        .unwrap_or_else(|| SitePath::new("cases.json").expect("a plain name is a path"));
    let text = FileText::new(path.clone(), &String::from_utf8_lossy(bytes));
    // The parser counts columns in bytes.
    let line = text.line(error.line().max(1));
    let mut place = Place::of(&text, line.start..line.start);
    place.start = text.position((line.start + error.column().saturating_sub(1)).min(line.end));
    place.end = Position { column: place.start.column + 1, ..place.start };
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or(&said).to_owned();
    let message = format!("the list of cases cannot be read: {}", said.trim_end_matches('.'));
    let problem = Diagnostic::new(&CASES_BROKEN, place, message).help(
        "write a list of objects: `[{\"id\": \"…\", \"language\": \"en\", \"source\": \"…\", \"quote\": \"…\", \"at\": \"¶1\"}]`; `at` may be absent",
    );
    let mut tree = Tree::default();
    tree.insert(path, bytes.to_vec());
    terminal::note(&human::print(&[problem], &tree))?;
    Ok(Exit::Found)
}

#[derive(Serialize)]
struct View<'a> {
    format: u32,
    id: &'a str,
    verdict: &'a str,
    code: Option<&'a str>,
    paragraph: Option<u32>,
    warnings: &'a [&'static str],
}

fn object(id: &str, answer: &Answer) -> String {
    let (verdict, paragraph) = (answer.word(), answer.paragraph());
    let view = View { format: 1, id, verdict, code: answer.code, paragraph, warnings: &answer.warnings };
    serde_json::to_string(&view).expect("a struct of texts and numbers is JSON")
}

/// `salt-1: word for word, ¶2 (quotation-particle)`
fn line(id: &str, answer: &Answer) -> String {
    let line = match (answer.verdict, &answer.problem) {
        (Some(verdict), _) => {
            let place = answer.paragraph().map_or(String::new(), |paragraph| format!(", ¶{paragraph}"));
            let warnings = match answer.warnings.is_empty() {
                true => String::new(),
                false => format!(" (warns: {})", answer.warnings.join(", ")),
            };
            format!("{id}: {}{place}{warnings}", reader_words(verdict))
        }
        (None, Some(problem)) => format!("{id}: rejected[{}]: {}", problem.code.name, problem.message),
        (None, None) => format!("{id}: rejected"),
    };
    printable(&line.replace('\n', " "))
}

/// `12 cases: 5 verbatim, 3 typography, 1 marked, 3 rejected`
fn totals(answers: &[Answer]) -> String {
    let count = |word: &str| answers.iter().filter(|answer| answer.word() == word).count();
    let counts = ["verbatim", "typography", "marked", "rejected"].map(|word| format!("{} {word}", count(word)));
    format!("{}: {}", summary::amount(answers.len(), "case", "cases"), counts.join(", "))
}
