//! `postil new …`: a file to write in.
//!
//! What is written is without errors from the start, and a file that is there is never written over.

use super::args::{NewCommentary, NewEdition, NewKind, NewPage};
use super::draft::{Desk, free};
use super::outcome::{Exit, Stop};
use super::whole::{Replace, inside, write_whole};
use super::{root, terminal};
use crate::base::diagnostic::Severity;
use crate::base::file::SitePath;
use crate::base::key::Key;
use crate::base::suggest::nearest;
use crate::ingest::clip::Clip;
use crate::ingest::source_file::{markdown, yaml_string};
use crate::parse::content::Content;
use crate::parse::ids::SourceId;
use crate::parse::source::SourceFile;
use crate::parse::words::StoredKind;
use crate::resolve::claims::Outcome;
use std::path::Path;
use unicode_segmentation::UnicodeSegmentation;

/// Makes the file and prints its name.
pub fn new(given: Option<&Path>, kind: &NewKind) -> Result<Exit, Stop> {
    let root = root::find(given)?;
    let (desk, content) = Desk::open(&root)?;
    let (path, text) = match kind {
        NewKind::Commentary(wanted) => commentary(&root, &desk, &content, wanted)?,
        NewKind::Edition(wanted) => edition(&root, &desk, wanted),
        NewKind::Page(wanted) => page(&root, wanted)?,
    };
    write_whole(&inside(&root, path.as_str())?, text.as_bytes(), Replace::Never)?;
    terminal::say(path.as_str())?;
    Ok(Exit::Clean)
}

fn commentary(root: &Path, desk: &Desk, content: &Content, wanted: &NewCommentary) -> Result<(SitePath, String), Stop> {
    let sources = wanted.source.iter().map(|id| find(id, content)).collect::<Result<Vec<_>, _>>()?;
    let first = sources.first().expect("clap asks for one source at least");
    let title = wanted.title.as_deref().unwrap_or(&first.front.title);
    let path = free(root, "content/commentary", &slug(first.id.as_str(), title));
    let head = head(desk, wanted.title.is_some(), title, &sources);
    let sentences = sources.iter().map(|source| sentence(desk, &path, &head, source)).collect::<Vec<_>>();
    let quoted = text(&head, &sources, &sentences);
    // Words that cannot be quoted as they stand (they look like marks of Markdown, say) are left to the editor.
    let is_sound = |text: &str| !desk.judge(&path, text).report.iter().any(|found| found.severity == Severity::Error);
    let text = if is_sound(&quoted) { quoted } else { text(&head, &sources, &vec![None; sources.len()]) };
    Ok((path, text))
}

fn find<'a>(id: &SourceId, content: &'a Content) -> Result<&'a SourceFile, Stop> {
    let current = || content.sources.iter().filter(|source| source.earlier.is_none());
    current().find(|source| source.id == *id).ok_or_else(|| {
        let near = nearest(id.as_str(), current().map(|source| source.id.as_str()));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "the id of a source is the name of its file below `content/sources/`, without `.md`".to_owned(),
        };
        Stop::usage(format!("there is no source `{id}`")).help(help)
    })
}

/// The front matter.
fn head(desk: &Desk, is_titled: bool, title: &str, sources: &[&SourceFile]) -> String {
    let hint = if is_titled { "" } else { "   # that of the source: put your own here" };
    let mut head = format!("---\ntitle: {}{hint}\ndate: {}\n", yaml_string(title), desk.today());
    if let [source] = sources {
        head.push_str(&format!("source: {}\n", source.id));
    }
    head.push_str("---\n");
    head
}

/// The first sentence of a source that can be quoted, as Markdown, with its ¶.
fn sentence(desk: &Desk, path: &SitePath, head: &str, source: &SourceFile) -> Option<(String, u32)> {
    const TRIED: usize = 8;
    let blocks = source.stored.blocks.iter().filter(|block| block.kind == StoredKind::Paragraph);
    let sentences =
        blocks.flat_map(|block| block.plain.text.unicode_sentences().map(|text| (text.trim(), block.number)));
    let fit = sentences.filter(|(text, _)| (3..=60).contains(&text.unicode_words().count()) && !text.contains('\n'));
    let candidates: Vec<(String, u32)> = fit.take(TRIED).map(|(text, number)| (escaped(text), number)).collect();
    let quotations: Vec<String> =
        candidates.iter().map(|(words, number)| quotation(words, *number, &source.id)).collect();
    let tried = desk.judge(path, &format!("{head}\n{}", quotations.join("\n\nA note.\n\n")));
    let held = tried.outcomes.iter().position(|outcome| matches!(outcome, Outcome::Verified(_)))?;
    candidates.into_iter().nth(held)
}

/// Words of a source as Markdown that means them and nothing else.
fn escaped(words: &str) -> String {
    markdown(&Clip { paragraphs: vec![words.to_owned()], ..Clip::default() }).trim().to_owned()
}

fn quotation(words: &str, paragraph: u32, id: &SourceId) -> String {
    format!("> {words}\n>\n> — [@{id}, ¶{paragraph}]")
}

fn text(head: &str, sources: &[&SourceFile], sentences: &[Option<(String, u32)>]) -> String {
    let mut text = format!(
        "{head}\n<!-- Write the introduction here. These remarks are never shown; take them out as you go. -->\n"
    );
    let quoted = sources.iter().zip(sentences).filter_map(|(source, sentence)| Some((source, sentence.as_ref()?)));
    for (source, (words, paragraph)) in quoted {
        text.push_str(&format!(
            "\n{}\n\n<!-- Write your note on these words here, or quote others: postil quote {} \"…\" -->\n",
            quotation(words, *paragraph, &source.id),
            source.id
        ));
    }
    text
}

fn edition(root: &Path, desk: &Desk, wanted: &NewEdition) -> (SitePath, String) {
    let today = desk.today();
    let first = today.in_month().day(1).unwrap_or(today);
    let title = wanted.title.clone().unwrap_or_else(|| format!("Edition of {today}"));
    let path = free(root, "content/editions", &today.to_string());
    let text = format!(
        "---\ntitle: {}\ndate: {today}\n# All commentary of these days, both included; or name them: commentary: [id, id]\n\
         from: {first}\nto: {today}\n---\n\n<!-- Write the introduction here. -->\n",
        yaml_string(&title)
    );
    (path, text)
}

fn page(root: &Path, wanted: &NewPage) -> Result<(SitePath, String), Stop> {
    let Some(key) = Key::from_words(&wanted.title) else {
        return Err(Stop::usage(format!("no address can be made from the title `{}`", wanted.title))
            .help("give a title with letters a to z or digits, and change it in the file"));
    };
    let path = SitePath::new(&format!("content/pages/{key}.md")).expect("a key is a name");
    if inside(root, path.as_str())?.exists() {
        return Err(Stop::usage(format!("there is a page `{path}` already")).help("give another title"));
    }
    let text = format!(
        "---\ntitle: {}\n# menu: 1   # its place in the navigation\n---\n\n<!-- Write here. -->\n",
        yaml_string(&wanted.title)
    );
    Ok((path, text))
}

/// `ID-WORDS-OF-THE-TITLE`, not too long to type.
fn slug(id: &str, title: &str) -> String {
    const WORDS: usize = 5;
    let Some(words) = Key::from_words(title) else { return id.to_owned() };
    let words: Vec<&str> = words.as_str().split('-').take(WORDS).collect();
    format!("{id}-{}", words.join("-"))
}
