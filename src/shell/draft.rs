//! A commentary that is not on the disk, tried against the sources of the site.
//!
//! Comes in: its text. Goes out: what a build would say of it. Never done here: any rule of quotations; the way is that
//! of every build, `parse` and `resolve`.

use super::outcome::Stop;
use super::{clock, read};
use crate::base::day::Day;
use crate::base::diagnostic::Report;
use crate::base::file::{SitePath, Tree};
use crate::parse;
use crate::parse::content::Content;
use crate::resolve::alone::{Alone, judge_alone};
use std::path::Path;

/// The sources and vocabularies of a site.
pub struct Desk {
    tree: Tree,
    today: Day,
}

impl Desk {
    /// Reads what a commentary needs: all but other commentary, editions and pages.
    pub fn open(root: &Path) -> Result<(Desk, Content), Stop> {
        let (all, _) = read::read(root)?;
        let mut tree = Tree::default();
        let is_needed = |path: &&SitePath| {
            let others = ["content/commentary", "content/editions", "content/pages", "static", "themes", "templates"];
            others.iter().all(|folder| path.below(folder).is_none())
        };
        for (path, bytes) in all.iter().filter(|(path, _)| is_needed(path)) {
            tree.insert(path.clone(), bytes.clone());
        }
        let content = read::content(&tree)?;
        let today = clock::now(None)?.day_in(&content.site.time_zone);
        Ok((Desk { tree, today }, content))
    }

    /// The day it is at the site.
    pub fn today(&self) -> Day {
        self.today
    }

    /// What a build would say of a commentary with this text, front matter and all.
    pub fn judge(&self, path: &SitePath, text: &str) -> Alone {
        let mut tree = self.tree.clone();
        tree.insert(path.clone(), text.as_bytes().to_vec());
        let (content, parsed) = parse::content::read(&tree);
        let mut alone = match content {
            Some(content) => judge_alone(content, path, self.today),
            None => Alone { outcomes: Vec::new(), report: Report::default() },
        };
        parsed.iter().filter(|found| found.place.file == *path).for_each(|found| alone.report.add(found.clone()));
        alone
    }
}

/// The first of `NAME.md`, `NAME-2.md` … that is not there. Ids are one in their kind, whatever the folder.
pub fn free(root: &Path, folder: &str, name: &str) -> SitePath {
    let taken: Vec<String> = walkdir::WalkDir::new(root.join(folder))
        .into_iter()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().to_lowercase())
        .collect();
    let numbered = (2..).map(|number| format!("{name}-{number}.md"));
    let name = std::iter::once(format!("{name}.md")).chain(numbered).find(|name| !taken.contains(name));
    let name = name.expect("numbers do not end");
    SitePath::new(&format!("{folder}/{name}")).expect("ids, keys and days are names")
}
