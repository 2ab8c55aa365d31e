//! Sources: files become sources with their captures in order, in the order of the digest.
//!
//! Comes in: every [`SourceFile`], in any order. Goes out: [`Sources`]. Never done here: judging a text against its
//! hash (`evidence`), reading what quotes it.

use super::codes::{CAPTURE_BEFORE_PUBLICATION, CAPTURE_UNKNOWN, DATE_TO_COME, PUBLICATION_UNKNOWN, SOURCE_UNKNOWN};
use super::diff::{Difference, Differences};
use super::digest::{PublicationIx, SourceIx, TopicIx};
use super::evidence::check_hash;
use super::order::newest_first;
use super::recapture::time_of;
use super::translation::follow;
use super::unseen::check_unseen;
use super::vocabulary::Vocabulary;
use crate::base::day::Day;
use crate::base::diagnostic::{Diagnostic, Place, Report, Severity};
use crate::base::file::{FileText, SitePath};
use crate::base::language::Language;
use crate::base::suggest::nearest;
use crate::parse::codes::CAPTURE_NAME;
use crate::parse::content::Content;
use crate::parse::ids::{CaptureName, PublicationKey, SourceId};
use crate::parse::mark_codes::LOCATOR_UNKNOWN;
use crate::parse::source::{Rights, SourceFile, SourceFront};
use crate::parse::vocabulary::Publication;
use std::collections::{BTreeMap, BTreeSet};

/// All sources, newest first, then by id.
#[derive(Debug)]
pub struct Sources {
    /// In the order of the digest: a [`SourceIx`] is a place in it.
    pub list: Vec<GatheredSource>,
    by_id: BTreeMap<SourceId, SourceIx>,
    by_file: BTreeMap<SitePath, (SourceIx, usize)>,
    broken: BTreeSet<String>,
}

/// One source, before anything is known of what quotes it.
#[derive(Debug)]
pub struct GatheredSource {
    /// Its id.
    pub id: SourceId,
    /// `first_id`, else `id`.
    pub first_id: SourceId,
    /// `None` where it names one that is not known, which is reported.
    pub publication: Option<PublicationIx>,
    /// Its language, the publication's, or the site's.
    pub language: Language,
    /// What may be published; `Metadata` where it is withdrawn.
    pub rights: Rights,
    /// Its topics.
    pub topics: Vec<TopicIx>,
    /// The source it translates.
    pub translation_of: Option<SourceIx>,
    /// The current text first, then earlier captures, newest first.
    pub texts: Vec<GatheredText>,
    /// What differs between them.
    pub differences: Differences,
}

/// One capture's file, with the name it has.
#[derive(Debug)]
pub struct GatheredText {
    /// As read.
    pub read: SourceFile,
    /// `None` for a text written by hand.
    pub name: Option<CaptureName>,
}

impl GatheredSource {
    /// Front matter of the current file.
    pub fn front(&self) -> &SourceFront {
        &self.texts[0].read.front
    }

    /// The file of the current text.
    pub fn file(&self) -> &FileText {
        &self.texts[0].read.file
    }

    /// What differs between an earlier capture and the current text.
    pub fn difference(&self, earlier: usize) -> &Difference {
        self.differences.to_current(earlier, |text| &self.texts[text].read.stored)
    }

    /// The text a capture's name means: the one of that name, or the only one of that day.
    pub fn text_named(&self, wanted: CaptureName) -> Option<usize> {
        let names = || self.texts.iter().enumerate().filter_map(|(index, text)| Some((index, text.name?)));
        if let Some((index, _)) = names().find(|(_, name)| *name == wanted) {
            return Some(index);
        }
        let mut of_day = names().filter(|(_, name)| wanted.time.is_none() && name.day == wanted.day);
        match (of_day.next(), of_day.next()) {
            (Some((index, _)), None) => Some(index),
            _ => None,
        }
    }
}

impl Sources {
    /// Texts that belong to no site, each with its language: of each id the current one, and earlier captures. Without a
    /// current one the newest capture is current. `broken` are the ids of those that could not be read.
    pub fn loose(texts: Vec<(SourceFile, Language)>, broken: BTreeSet<String>) -> Sources {
        let mut by_id: BTreeMap<SourceId, Vec<(SourceFile, Language)>> = BTreeMap::new();
        for text in texts {
            by_id.entry(text.0.id.clone()).or_default().push(text);
        }
        let list = by_id.into_iter().filter_map(|(id, mut texts)| {
            let newest_first =
                |(read, _): &(SourceFile, Language)| (read.earlier.is_some(), std::cmp::Reverse(read.earlier));
            texts.sort_by_key(newest_first);
            let language = texts.first()?.1.clone();
            let texts: Vec<GatheredText> =
                texts.into_iter().map(|(read, _)| GatheredText { name: read.earlier, read }).collect();
            Some(GatheredSource {
                first_id: id.clone(),
                id,
                publication: None,
                language,
                rights: Rights::Full,
                topics: Vec::new(),
                translation_of: None,
                differences: Differences::of(texts.len()),
                texts,
            })
        });
        Sources::of(list.collect(), broken)
    }

    fn of(list: Vec<GatheredSource>, broken: BTreeSet<String>) -> Sources {
        let by_id = list.iter().enumerate().map(|(ix, source)| (source.id.clone(), SourceIx(ix))).collect();
        let by_file = list.iter().enumerate().flat_map(|(ix, source)| {
            let texts = source.texts.iter().enumerate();
            texts.map(move |(text, gathered)| (gathered.read.file.path().clone(), (SourceIx(ix), text)))
        });
        Sources { by_file: by_file.collect(), by_id, list, broken }
    }

    /// The source of an id.
    pub fn find(&self, id: &SourceId) -> Option<SourceIx> {
        self.by_id.get(id).copied()
    }

    /// The source at an index.
    pub fn get(&self, index: SourceIx) -> &GatheredSource {
        &self.list[index.0]
    }

    /// All sources in the order of their ids.
    pub fn in_order_of_ids(&self) -> impl Iterator<Item = (SourceIx, &GatheredSource)> {
        self.by_id.values().map(|index| (*index, self.get(*index)))
    }

    /// The source and text of a file.
    pub fn of_file(&self, path: &SitePath) -> Option<(SourceIx, usize)> {
        self.by_file.get(path).copied()
    }

    /// Whether an unknown id is that of a file that could not be read.
    pub fn is_broken(&self, id: &SourceId) -> bool {
        self.broken.contains(id.as_str())
    }

    /// The id that was probably meant: that of a renamed source, else the nearest.
    pub fn nearest(&self, id: &SourceId) -> Option<&SourceId> {
        let old_route = format!("/sources/{id}/");
        let renamed = self.list.iter().find(|source| {
            let front = source.front();
            front.first_id.as_ref() == Some(id) || front.aliases.iter().any(|alias| alias.value == old_route)
        });
        if let Some(source) = renamed {
            return Some(&source.id);
        }
        let near = nearest(id.as_str(), self.by_id.keys().map(SourceId::as_str))?;
        self.by_id.keys().find(|known| known.as_str() == near)
    }

    /// The diagnostic for a capture that a source does not have.
    pub fn unknown_capture(&self, source: SourceIx, wanted: CaptureName, place: Place) -> Diagnostic {
        let source = self.get(source);
        let names: Vec<String> =
            source.texts.iter().filter_map(|text| text.name).map(|name| format!("`{name}`")).collect();
        let message = format!("`{}` has no capture `{wanted}`", source.id);
        let diagnostic = Diagnostic::new(&CAPTURE_UNKNOWN, place, message);
        match names.is_empty() {
            true => diagnostic.help("its text has no `capture`, so leave the capture out"),
            false => diagnostic.help(format!("its captures are {}, the current one first", names.join(", "))),
        }
    }
}

/// Gathers all sources of a site. Takes them out of the content.
pub fn gather_sources(content: &mut Content, vocabulary: &Vocabulary, today: Day, report: &mut Report) -> Sources {
    let mut files: BTreeMap<SourceId, (Vec<SourceFile>, Vec<SourceFile>)> = BTreeMap::new();
    let mut read = std::mem::take(&mut content.sources);
    read.sort_by(|a, b| a.file.path().cmp(b.file.path()));
    for file in read {
        let (current, earlier) = files.entry(file.id.clone()).or_default();
        let list = if file.earlier.is_some() { earlier } else { current };
        list.push(file);
    }
    let mut list = Vec::new();
    for (id, (current, earlier)) in files {
        // Captures without a current text, and second texts of one id, were reported when the files were read.
        let Some(current) = current.into_iter().next() else { continue };
        let texts = order_texts(current, earlier, report);
        list.push(describe(id, texts, content, vocabulary, today, report));
    }
    list.sort_by_cached_key(|source| newest_first(source.front().date, source.id.clone()));
    let mut sources = Sources::of(list, content.broken_sources.clone());
    link_translations(&mut sources, report);
    sources
}

/// The current text first, then the earlier ones, newest first, each with its name.
fn order_texts(current: SourceFile, earlier: Vec<SourceFile>, report: &mut Report) -> Vec<GatheredText> {
    let mut earlier: Vec<GatheredText> =
        earlier.into_iter().map(|read| GatheredText { name: read.earlier, read }).collect();
    earlier.sort_by(|a, b| b.name.cmp(&a.name).then_with(|| a.read.file.path().cmp(b.read.file.path())));
    let name = current_name(&current, &earlier);
    if let Some(same) = earlier.iter().find(|text| text.name == name) {
        report.add(same_name(&current, &same.read));
    }
    earlier.insert(0, GatheredText { read: current, name });
    earlier
}

fn same_name(current: &SourceFile, earlier: &SourceFile) -> Diagnostic {
    let message = format!("the current text of `{}` was retrieved on the day of an earlier capture", current.id);
    let place = front_place(&current.file, "capture");
    let help =
        "write the time of day too, as in `retrieved: 2026-03-14T14:05:00+02:00`, so that each has a name of its own";
    let diagnostic = Diagnostic::new(&CAPTURE_NAME, place, message).help(help);
    diagnostic.related(Place::file(earlier.file.path()), "the earlier capture")
}

/// The current text bears its day alone, and the time too where an earlier capture has that day.
fn current_name(current: &SourceFile, earlier: &[GatheredText]) -> Option<CaptureName> {
    let capture = current.front.capture.as_ref()?;
    let shared = earlier.iter().any(|text| text.name.is_some_and(|name| name.day == capture.day));
    let time = if shared { time_of(&capture.retrieved) } else { None };
    Some(CaptureName { day: capture.day, time })
}

/// Fills in what a source has from its publication and the site, and checks what can be checked of it alone.
fn describe(
    id: SourceId,
    texts: Vec<GatheredText>,
    content: &Content,
    vocabulary: &Vocabulary,
    today: Day,
    report: &mut Report,
) -> GatheredSource {
    for text in &texts {
        check_hash(&text.read, report);
        check_unseen(&text.read, report);
        check_days(&text.read, today, report);
        check_pages(&text.read, texts.len() > 1, report);
    }
    let (file, front) = (&texts[0].read.file, &texts[0].read.front);
    let key = &front.publication.value;
    let publication = vocabulary.publication(key);
    if publication.is_none() && !vocabulary.publications_broken() {
        report.add(unknown_publication(key, Place::of(file, front.publication.span.clone()), vocabulary));
    }
    let entry = publication.map(|ix| &vocabulary.publications[ix.0]);
    let language = front.language.as_ref().or(entry.and_then(|entry| entry.language.as_ref()));
    let rights = front.rights.or(entry.and_then(|entry| entry.rights)).unwrap_or(content.site.rights.default);
    GatheredSource {
        first_id: front.first_id.clone().unwrap_or_else(|| id.clone()),
        id,
        publication,
        language: language.unwrap_or(&content.site.language).clone(),
        rights: if front.withdrawn.is_some() { Rights::Metadata } else { rights },
        topics: vocabulary.topics_of(&front.topics, file, report),
        translation_of: None,
        differences: Differences::of(texts.len()),
        texts,
    }
}

fn check_days(read: &SourceFile, today: Day, report: &mut Report) {
    let Some(date) = read.front.date else { return };
    let place = || front_place(&read.file, "date");
    if date.first() > today && read.earlier.is_none() {
        let message = format!("`{}` is dated {date}, after today ({today})", read.id);
        report.add(Diagnostic::new(&DATE_TO_COME, place(), message).help("correct its `date`, if it is a slip"));
    }
    if let Some(capture) = read.front.capture.as_ref().filter(|capture| capture.day < date.first()) {
        let message =
            format!("`{}` was retrieved on {}, before the day it was published, {date}", read.id, capture.day);
        let help = "correct `date` or `retrieved`";
        report.add(Diagnostic::new(&CAPTURE_BEFORE_PUBLICATION, place(), message).help(help));
    }
}

/// Printed pages begin in paragraphs that the text has.
fn check_pages(read: &SourceFile, has_changed: bool, report: &mut Report) {
    let last = read.stored.last_number();
    if let Some(page) = read.front.pages.iter().find(|page| page.from > last) {
        let message =
            format!("the printed page `{}` begins in ¶{}, and the text ends with ¶{last}", page.page, page.from);
        let place = front_place(&read.file, "pages");
        let diagnostic = Diagnostic::new(&LOCATOR_UNKNOWN, place, message)
            .help("correct `from`, which counts the paragraphs from ¶1");
        // The pages were those of a text which a newer capture took the place of: no capture breaks a build.
        report.add(if has_changed { diagnostic.severity(Severity::Warning) } else { diagnostic });
    }
}

fn unknown_publication(key: &PublicationKey, place: Place, vocabulary: &Vocabulary) -> Diagnostic {
    let message = format!("there is no publication `{key}`");
    let diagnostic = Diagnostic::new(&PUBLICATION_UNKNOWN, place.clone(), message);
    let entries = &vocabulary.publications;
    let has_name =
        |entry: &&Publication| entry.name == key.as_str() || entry.aliases.iter().any(|name| name == key.as_str());
    let by_name = entries.iter().find(has_name).map(|entry| entry.key.as_str());
    match by_name.or_else(|| nearest(key.as_str(), entries.iter().map(|entry| entry.key.as_str()))) {
        Some(near) => {
            diagnostic.help(format!("did you mean `{near}`?")).guess(format!("write `{near}`"), place, near.to_owned())
        }
        None => diagnostic.help(format!("add it to `content/publications.yaml`: `- {{key: {key}, name: …}}`")),
    }
}

/// Settles `translation_of` between sources.
fn link_translations(sources: &mut Sources, report: &mut Report) {
    let mut of: Vec<Option<usize>> = Vec::new();
    for source in &sources.list {
        let Some(wanted) = &source.front().translation_of else {
            of.push(None);
            continue;
        };
        let found = sources.find(&wanted.value);
        if found.is_none() && !sources.is_broken(&wanted.value) {
            let place = Place::of(source.file(), wanted.span.clone());
            report.add(unknown_source(&wanted.value, sources, place));
        }
        of.push(found.map(|found| found.0));
    }
    let place = |index: usize| {
        let source = &sources.list[index];
        let written = source.front().translation_of.as_ref().expect("what follows another names it");
        (Place::of(source.file(), written.span.clone()), source.id.to_string())
    };
    let settled = follow(&of, place, report);
    for (source, original) in sources.list.iter_mut().zip(settled) {
        source.translation_of = original.map(SourceIx);
    }
}

/// The diagnostic for a front matter that names a source that is not stored.
pub fn unknown_source(id: &SourceId, sources: &Sources, place: Place) -> Diagnostic {
    let diagnostic = Diagnostic::new(&SOURCE_UNKNOWN, place.clone(), format!("there is no source `{id}`"));
    match sources.nearest(id) {
        Some(near) => {
            diagnostic.help(format!("did you mean `{near}`?")).guess(format!("write `{near}`"), place, near.to_string())
        }
        None => diagnostic
            .help(format!("ingest it, or put its text into `content/sources/` as `{id}.md`\n{}", renamed_by_hand(id))),
    }
}

/// What to do where a source is there under another name.
pub fn renamed_by_hand(id: &SourceId) -> String {
    format!(
        "if its file was renamed by hand, name it `{id}.md` again and run `postil rename source/{id} NEW`: what cites it \
         follows, and its address leads on"
    )
}

/// The line of a key of the front matter, for values that have no place of their own; the top of the file without one.
pub fn front_place(file: &FileText, key: &str) -> Place {
    let mut at = 0;
    for line in file.text().split_inclusive('\n') {
        let rest = line.strip_prefix(key).and_then(|rest| rest.trim_start().strip_prefix(':'));
        if rest.is_some() {
            return Place::of(file, at..at + line.trim_end().len());
        }
        at += line.len();
        if at > line.len() && line.trim_end() == "---" {
            break;
        }
    }
    Place::file(file.path())
}
