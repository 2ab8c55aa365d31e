//! What leaves the building of each stored text, by output (SPEC 7): measured in the bytes, not taken from what was meant.
//!
//! Comes in: a digest and its plan. Goes out: of each text how many of its words stand in pages, feeds and so on, in runs of
//! [`RUN`] words or more. Never done here: deciding what may leave.

use super::plan::Plan;
use crate::base::day::Day;
use crate::parse::source::Rights;
use crate::resolve::digest::Digest;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use unicode_segmentation::UnicodeSegmentation;

/// Fewer words in a row than these are anybody's.
pub const RUN: usize = 5;

/// What leaves of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposed {
    /// `lantern-2026-03-14`, `lantern-2026-03-14@2026-03-14` for an earlier capture.
    pub name: String,
    /// What its rights are.
    pub rights: Rights,
    /// When its source was withdrawn.
    pub withdrawn: Option<Day>,
    /// How many words it has, in blocks of [`RUN`] words or more.
    pub words: usize,
    /// How many of them stand in each kind of output; a kind that has none is left out.
    pub leaves: BTreeMap<&'static str, usize>,
}

/// Measures every output of a plan. An output that cannot be made is left out: it is not published either.
pub fn exposure(digest: &Digest, plan: &Plan) -> Vec<Exposed> {
    let texts: Vec<Subject> = subjects(digest);
    let mut index: HashMap<u64, Vec<(usize, usize)>> = HashMap::new();
    for (text, subject) in texts.iter().enumerate() {
        for (at, run) in subject.words.windows(RUN).enumerate().filter(|(at, _)| subject.is_run(*at)) {
            index.entry(hash(run)).or_default().push((text, at));
        }
    }
    let found: Vec<(&'static str, Vec<(usize, usize)>)> = (0..plan.outputs().len())
        .into_par_iter()
        .filter_map(|output| {
            let kind = kind(&plan.outputs()[output].path)?;
            let bytes = plan.make(output).ok()?;
            let words = words(&readable(kind, &bytes));
            let runs = words.windows(RUN).filter_map(|run| index.get(&hash(run)));
            Some((kind, runs.flatten().copied().collect()))
        })
        .collect();
    let mut covered: BTreeMap<(usize, &'static str), Vec<bool>> = BTreeMap::new();
    for (kind, runs) in found {
        for (text, at) in runs {
            let marks = covered.entry((text, kind)).or_insert_with(|| vec![false; texts[text].words.len()]);
            marks[at..at + RUN].fill(true);
        }
    }
    let mut exposed: Vec<Exposed> = texts.into_iter().map(|subject| subject.exposed).collect();
    for ((text, kind), marks) in covered {
        exposed[text].leaves.insert(kind, marks.iter().filter(|mark| **mark).count());
    }
    exposed
}

/// A text with its words, and where its blocks begin.
struct Subject {
    exposed: Exposed,
    words: Vec<String>,
    blocks: Vec<usize>,
}

impl Subject {
    /// Whether the words from here on are all of one block.
    fn is_run(&self, at: usize) -> bool {
        let block = |at: usize| self.blocks.partition_point(|start| *start <= at);
        block(at) == block(at + RUN - 1)
    }
}

/// Every text, by id and then as its captures are ordered.
fn subjects(digest: &Digest) -> Vec<Subject> {
    let mut sources: Vec<_> = digest.sources.iter().collect();
    sources.sort_by_key(|source| &source.id);
    let texts = sources.into_iter().flat_map(|source| source.texts.iter().enumerate().map(move |text| (source, text)));
    let subject =
        |(source, (number, text)): (&crate::resolve::digest::Source, (usize, &crate::resolve::digest::Text))| {
            let name = match text.name.filter(|_| number > 0) {
                Some(capture) => format!("{}@{capture}", source.id),
                None => source.id.to_string(),
            };
            let (mut words, mut blocks) = (Vec::new(), Vec::new());
            for block in &text.stored.blocks {
                let own = self::words(&block.plain.text);
                if own.len() >= RUN {
                    blocks.push(words.len());
                    words.extend(own);
                }
            }
            let withdrawn = source.front.withdrawn.as_ref().map(|withdrawal| withdrawal.date);
            let exposed =
                Exposed { name, rights: source.rights, withdrawn, words: words.len(), leaves: BTreeMap::new() };
            Subject { exposed, words, blocks }
        };
    texts.map(subject).collect()
}

/// What kind of output lies at a path; `None` for files that hold no text of a source: styles, scripts, pictures.
fn kind(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    match extension {
        _ if path.starts_with("assets/") || path.starts_with("media/") => None,
        _ if path.starts_with("search/") && extension != "html" => Some("search"),
        "html" if name == "mail.html" => Some("mail"),
        "html" => Some("pages"),
        "xml" | "json" if stem == "feed" || stem.starts_with("feed.") => Some("feeds"),
        "json" | "jsonld" if stem == "annotations" => Some("annotations"),
        "bib" | "ris" | "json" => Some("exports"),
        "txt" | "md" | "xml" => Some("other"),
        _ => None,
    }
}

fn words(text: &str) -> Vec<String> {
    text.unicode_words().map(str::to_lowercase).collect()
}

fn hash(words: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// The characters that a reader is given: without marks, what is escaped written out, as often as it was escaped.
fn readable(kind: &str, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let text = match serde_json::from_slice::<serde_json::Value>(bytes) {
        Ok(value) => strings(&value),
        Err(_) => text.into_owned(),
    };
    let once = unescaped(&without_marks(&text));
    if kind == "pages" { once } else { unescaped(&without_marks(&once)) }
}

fn strings(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => format!("{text}\n"),
        serde_json::Value::Array(items) => items.iter().map(strings).collect(),
        serde_json::Value::Object(map) => map.values().map(strings).collect(),
        _ => String::new(),
    }
}

/// Elements that stand between the words of a text and are none of them.
const APPARATUS: [(&str, &str); 3] =
    [("<sup class=\"ref\"", "</sup>"), ("<sup class=\"footnote-ref\"", "</sup>"), ("<a class=\"para-number\"", "</a>")];

fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = APPARATUS.iter().find(|(start, _)| rest.starts_with(start)).map_or(">", |(_, end)| end);
        match rest.find(end) {
            Some(to) => rest = &rest[to + end.len()..],
            None => break,
        }
    }
    out.push_str(rest);
    out
}

fn unescaped(text: &str) -> String {
    let table = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    table.iter().fold(text.to_owned(), |text, (escaped, written)| text.replace(escaped, written))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_are_read_as_readers_read_them() {
        let page = b"<p><a class=\"para-number\" href=\"#p1\">1</a>It was<sup class=\"ref\"><a>A1</a></sup> said &amp; done.</p>";
        assert_eq!(words(&readable("pages", page)), ["it", "was", "said", "done"]);
        let feed = b"<content type=\"html\">&lt;p&gt;It was&lt;/p&gt;</content>";
        assert_eq!(words(&readable("feeds", feed)), ["it", "was"]);
        assert_eq!(words(&readable("annotations", b"{\"exact\": \"It \\u0077as\"}")), ["it", "was"]);
    }

    #[test]
    fn each_output_is_of_one_kind() {
        for (path, wanted) in [
            ("sources/a/index.html", Some("pages")),
            ("topics/a/feed.xml", Some("feeds")),
            ("feed.ko.xml", Some("feeds")),
            ("commentary/a/annotations.json", Some("annotations")),
            ("bibliography.bib", Some("exports")),
            ("search/a1.json", Some("search")),
            ("assets/postil.css", None),
            ("media/a.svg", None),
        ] {
            assert_eq!(kind(path), wanted, "{path}");
        }
    }
}
