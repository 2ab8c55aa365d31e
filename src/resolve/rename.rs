//! Another name for a source, commentary, edition, topic, publication or author (SPEC 11, `rename`).
//!
//! Comes in: the content of a site, and the two names. Goes out: a [`Renaming`]: which files move, and which bytes change.
//! Never done here: touching a file, and changing a byte that does not name the thing.

mod front;
mod body;

use super::route::{commentary_route, edition_route, source_route, topic_route};
use crate::base::edits::{Edit, apply_to_file};
use crate::base::file::{FileText, SitePath, Tree};
use crate::base::key::Key;
use crate::parse::content::Content;
use crate::parse::document::Document;
use crate::parse::ids::{SourceId, TopicPath};
use crate::parse::node::Node;
use crate::parse::retouch::{entry, text};
use body::Moved;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A source, with its captures.
    Source,
    /// A commentary.
    Commentary,
    /// An edition.
    Edition,
    /// A topic: its key among its siblings.
    Topic,
    /// A publication.
    Publication,
    /// An author.
    Author,
}

impl Kind {
    /// Each with the word that commands have for it.
    pub const ALL: [(&'static str, Kind); 6] = [
        ("source", Kind::Source),
        ("commentary", Kind::Commentary),
        ("edition", Kind::Edition),
        ("topic", Kind::Topic),
        ("publication", Kind::Publication),
        ("author", Kind::Author),
    ];
}

/// All that a renaming does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renaming {
    /// Files that move: where they are, and where they are then.
    pub moves: Vec<(SitePath, SitePath)>,
    /// Changes by the path of the file before it moves.
    pub edits: BTreeMap<SitePath, Vec<Edit>>,
}

/// Why there is no renaming.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is nothing of this name; the nearest that there is.
    Unknown(Option<String>),
    /// There is something of the new name already.
    Taken,
    /// The two names are one.
    Same,
    /// The entry is not written so that it can be changed by itself.
    Unreadable(SitePath),
}

/// Plans a renaming. `paths` are those of all files of the site; `routes` further old addresses that must not die.
pub fn plan<'a>(
    content: &Content,
    paths: impl Iterator<Item = &'a SitePath>,
    kind: Kind,
    (old, new): (&str, &Key),
    routes: &[String],
) -> Result<Renaming, Fault> {
    let wanted = Wanted { kind, old, new: new_name(kind, old, new) };
    wanted.check(content)?;
    let mut planner = Planner { content, wanted: &wanted, routes, renaming: Renaming::default() };
    planner.files(paths);
    planner.own_entry()?;
    planner.mentions();
    planner.renaming.edits.retain(|_, edits| !edits.is_empty());
    Ok(planner.renaming)
}

/// The whole new name: of a topic, the path with another last key.
fn new_name(kind: Kind, old: &str, new: &Key) -> String {
    match (kind, old.rsplit_once('/')) {
        (Kind::Topic, Some((above, _))) => format!("{above}/{new}"),
        _ => new.to_string(),
    }
}

struct Wanted<'a> {
    kind: Kind,
    old: &'a str,
    new: String,
}

impl Wanted<'_> {
    fn check(&self, content: &Content) -> Result<(), Fault> {
        let names = self.names(content);
        if !names.iter().any(|name| name == self.old) {
            let near = crate::base::suggest::nearest(self.old, names.iter().map(String::as_str));
            return Err(Fault::Unknown(near.map(str::to_owned)));
        }
        if self.old == self.new {
            return Err(Fault::Same);
        }
        if names.contains(&self.new) { Err(Fault::Taken) } else { Ok(()) }
    }

    /// Every name of the kind.
    fn names(&self, content: &Content) -> Vec<String> {
        match self.kind {
            Kind::Source => content.sources.iter().map(|source| source.id.to_string()).collect(),
            Kind::Commentary => content.commentary.iter().map(|entry| entry.id.to_string()).collect(),
            Kind::Edition => content.editions.iter().map(|edition| edition.id.to_string()).collect(),
            Kind::Publication => content.publications.iter().map(|entry| entry.key.to_string()).collect(),
            Kind::Author => content.authors.iter().map(|author| author.key.to_string()).collect(),
            Kind::Topic => {
                let mut names = Vec::new();
                let mut open: Vec<&crate::parse::vocabulary::Topic> = content.topics.iter().collect();
                while let Some(topic) = open.pop() {
                    names.push(topic.path.to_string());
                    open.extend(&topic.children);
                }
                names
            }
        }
    }

    /// The route of a name, without a slash at its end.
    fn route(&self, name: &str) -> String {
        let key = || Key::new(name);
        let route = match self.kind {
            Kind::Source => key().map(|key| source_route(&SourceId(key)).to_string()),
            Kind::Commentary => key().map(|key| commentary_route(&crate::parse::ids::CommentaryId(key)).to_string()),
            Kind::Edition => key().map(|key| edition_route(&crate::parse::ids::EditionId(key)).to_string()),
            Kind::Topic => TopicPath::parse(name).map(|path| topic_route(&path).to_string()),
            Kind::Publication => Some(format!("/publications/{name}/")),
            Kind::Author => Some(format!("/authors/{name}/")),
        };
        let route = route.unwrap_or_default();
        format!("/{}", route.trim_matches('/'))
    }

    /// A name written anywhere, under its new form; `None` where it is another's.
    fn renamed(&self, written: &str) -> Option<String> {
        match (self.kind, written.strip_prefix(self.old)?) {
            (_, "") => Some(self.new.clone()),
            (Kind::Source, rest) if rest.starts_with('@') => Some(format!("{}{rest}", self.new)),
            (Kind::Topic, rest) if rest.starts_with('/') => Some(format!("{}{rest}", self.new)),
            _ => None,
        }
    }
}

struct Planner<'a> {
    content: &'a Content,
    wanted: &'a Wanted<'a>,
    routes: &'a [String],
    renaming: Renaming,
}

impl Planner<'_> {
    /// The files of a source, commentary or edition: captures and raw bytes too.
    fn files<'a>(&mut self, paths: impl Iterator<Item = &'a SitePath>) {
        let folder = match self.wanted.kind {
            Kind::Source => "content/sources",
            Kind::Commentary => "content/commentary",
            Kind::Edition => "content/editions",
            _ => return,
        };
        for path in paths.filter(|path| path.below(folder).is_some()) {
            let Some(rest) = path.name().strip_prefix(self.wanted.old) else { continue };
            let is_whole = rest == ".md" || (folder == "content/sources" && rest.starts_with(['.', '@']));
            let above = path.parent().map_or(String::new(), |above| format!("{above}/"));
            let target = SitePath::new(&format!("{above}{}{rest}", self.wanted.new));
            if let Some(target) = target.filter(|_| is_whole) {
                self.renaming.moves.push((path.clone(), target));
            }
        }
    }

    fn edit(&mut self, file: &FileText, edits: impl IntoIterator<Item = Edit>) {
        self.renaming.edits.entry(file.path().clone()).or_default().extend(edits);
    }

    /// The thing itself: its new key, its first one, its old address.
    fn own_entry(&mut self) -> Result<(), Fault> {
        let (old, new) = (self.wanted.old, self.wanted.new.as_str());
        let (from, to) = (format!("{}/", self.wanted.route(old)), format!("{}/", self.wanted.route(new)));
        let content = self.content;
        match self.wanted.kind {
            Kind::Source => {
                let current =
                    content.sources.iter().find(|source| source.id.as_str() == old && source.earlier.is_none());
                current.map_or(Ok(()), |source| self.front(&source.file, &from, &to))
            }
            Kind::Commentary => {
                let own = content.commentary.iter().find(|entry| entry.id.as_str() == old);
                own.map_or(Ok(()), |entry| self.front(&entry.file, &from, &to))
            }
            Kind::Edition => {
                let own = content.editions.iter().find(|edition| edition.id.as_str() == old);
                own.map_or(Ok(()), |edition| self.front(&edition.file, &from, &to))
            }
            Kind::Topic => self.entry(content.topics_file.as_ref(), old, new),
            Kind::Publication => self.entry(content.publications_file.as_ref(), old, new),
            Kind::Author => self.author(content.authors_file.as_ref(), &from, &to),
        }
    }

    fn front(&mut self, file: &Arc<FileText>, from: &str, to: &str) -> Result<(), Fault> {
        let front = front::of(file).ok_or_else(|| Fault::Unreadable(file.path().clone()))?;
        let mut aliases = vec![from.to_owned()];
        aliases.extend(self.routes.iter().cloned());
        self.edit(file, front::remember(file, &front, self.wanted.old, &aliases, to));
        Ok(())
    }

    /// The entry of a topic or publication, whose aliases are names.
    fn entry(&mut self, file: Option<&Arc<FileText>>, old: &str, new: &str) -> Result<(), Fault> {
        let Some(file) = file else { return Ok(()) };
        let unreadable = || Fault::Unreadable(file.path().clone());
        let mut entries = front::vocabulary(file).ok_or_else(unreadable)?;
        let mut parts = old.split('/').peekable();
        while let Some(part) = parts.next() {
            let node = front::entry_of(&entries, part).ok_or_else(unreadable)?.clone();
            if parts.peek().is_some() {
                entries = children(&node).ok_or_else(unreadable)?;
                continue;
            }
            self.key(file, &node, new.rsplit('/').next().unwrap_or(new));
            self.remember_below(file, &node, old, new);
        }
        Ok(())
    }

    /// An entry, and those below it, whose addresses move with it.
    fn remember_below(&mut self, file: &FileText, node: &Node, old: &str, new: &str) {
        self.edit(file, front::remember(file, node, old, &[old.to_owned()], new));
        for child in children(node).unwrap_or_default() {
            if let Some(key) = entry(&child, "key").and_then(|entry| text(&entry.value)) {
                self.remember_below(file, &child, &format!("{old}/{key}"), &format!("{new}/{key}"));
            }
        }
    }

    fn author(&mut self, file: Option<&Arc<FileText>>, from: &str, to: &str) -> Result<(), Fault> {
        let Some(file) = file else { return Ok(()) };
        let unreadable = || Fault::Unreadable(file.path().clone());
        let entries = front::vocabulary(file).ok_or_else(unreadable)?;
        let node = front::entry_of(&entries, self.wanted.old).ok_or_else(unreadable)?;
        self.key(file, node, &self.wanted.new);
        self.edit(file, front::remember(file, node, self.wanted.old, &[from.to_owned()], to));
        Ok(())
    }

    fn key(&mut self, file: &FileText, node: &Node, new: &str) {
        self.edit(file, front::names(file, node, "key", &|_| Some(new.to_owned())));
    }

    /// Everything that names it.
    fn mentions(&mut self) {
        let content = self.content;
        let wanted = self.wanted;
        let keys: &[&str] = match wanted.kind {
            Kind::Source => &["source", "translation_of"],
            Kind::Commentary => &["commentary", "translation_of"],
            Kind::Edition => &[],
            Kind::Topic => &["topics"],
            Kind::Publication => &["publication"],
            Kind::Author => &["authors"],
        };
        let is_of = |of: &[Kind]| of.contains(&wanted.kind);
        for source in &content.sources {
            let named = is_of(&[Kind::Source, Kind::Topic, Kind::Publication]);
            self.mentioned(&source.file, None, if named { keys } else { &[] });
        }
        for entry in &content.commentary {
            let named = is_of(&[Kind::Source, Kind::Commentary, Kind::Topic, Kind::Author]);
            let keys: Vec<&str> = keys.iter().copied().filter(|key| wanted.fits_commentary(key)).collect();
            self.mentioned(&entry.file, Some(&entry.body), if named { &keys } else { &[] });
        }
        for edition in &content.editions {
            let keys: &[&str] = if is_of(&[Kind::Commentary]) { &["commentary"] } else { &[] };
            self.mentioned(&edition.file, Some(&edition.body), keys);
        }
        for page in &content.pages {
            self.mentioned(&page.file, Some(&page.body), &[]);
        }
    }

    fn mentioned(&mut self, file: &Arc<FileText>, body: Option<&Document>, keys: &[&str]) {
        let wanted = self.wanted;
        if let Some(front) = front::of(file).filter(|_| !keys.is_empty()) {
            for key in keys {
                self.edit(file, front::names(file, &front, key, &|written| wanted.renamed(written)));
            }
        }
        let Some(document) = body else { return };
        if let (Kind::Source, Some(old), Some(new)) =
            (wanted.kind, SourceId::new(wanted.old), SourceId::new(&wanted.new))
        {
            self.edit(file, body::citations(file, document, &old, &new));
        }
        let own = self.renaming.moves.iter().find(|(path, _)| path.stem() == wanted.old).cloned();
        let moved = Moved {
            file: own.as_ref().map(|(old, new)| (old, new)),
            from: wanted.route(wanted.old),
            to: wanted.route(&wanted.new),
        };
        self.edit(file, body::links(file, document, &moved));
    }
}

impl Renaming {
    /// The files of the site afterwards. `None` where two changes touch the same bytes.
    pub fn applied(&self, tree: &Tree) -> Option<Tree> {
        let mut after = Tree::default();
        for (path, bytes) in tree.iter() {
            let bytes: Arc<[u8]> = match self.edits.get(path) {
                Some(edits) => apply_to_file(bytes, edits.clone())?.into(),
                None => bytes.clone(),
            };
            let moved = self.moves.iter().find(|(from, _)| from == path).map(|(_, to)| to);
            after.insert(moved.unwrap_or(path).clone(), bytes);
        }
        Some(after)
    }
}

impl Wanted<'_> {
    /// A commentary translates a commentary, and a source a source.
    fn fits_commentary(&self, key: &str) -> bool {
        key != "translation_of" || self.kind == Kind::Commentary
    }
}

fn children(node: &Node) -> Option<Vec<Node>> {
    match &entry(node, "children")?.value.value {
        crate::parse::node::Value::List(items) => Some(items.clone()),
        _ => None,
    }
}
