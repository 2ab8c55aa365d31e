//! `postil ingest --learn KEY PAGE PAGE`: the profile of a publication from a few of its pages.
//!
//! Comes in: pages. Goes out: YAML to paste, or `publications.yaml` with it. Never done here: learning (`ingest::page::learn` does).

use super::input::{self, Asked, refused};
use super::tally::Tally;
use crate::base::file::{FileText, SitePath, Tree};
use crate::ingest::limits::Limits;
use crate::ingest::profile_entry::{fields, written};
use crate::ingest::reader;
use crate::ingest::received::Received;
use crate::parse;
use crate::parse::content::Content;
use crate::parse::ids::PublicationKey;
use crate::parse::profile::Profile;
use crate::shell::args::Ingest;
use crate::shell::outcome::{Exit, Stop};
use crate::shell::terminal::{self, printable};
use crate::shell::whole::{Replace, inside, write_whole};
use std::fs;
use std::path::Path;

const PUBLICATIONS: &str = "content/publications.yaml";
/// More pages teach nothing more.
const MOST: usize = 8;

/// Learns, prints, and writes where `--yes` says so.
pub fn learn(
    root: &Path,
    key: &PublicationKey,
    wanted: &Ingest,
    limits: &Limits,
    content: &Content,
) -> Result<Exit, Stop> {
    if !content.publications.iter().any(|entry| entry.key == *key) {
        return Err(Stop::usage(format!("there is no publication `{key}` in `{PUBLICATIONS}`"))
            .help(format!("add an entry for it first: `- {{key: {key}, name: …}}`")));
    }
    let (mut pages, mut tally) = (Vec::new(), Tally::default());
    let asked = Asked { wanted, limits };
    for file in &wanted.files {
        input::each(file, asked, &mut tally, &mut |input| {
            pages.push(Received {
                address: input.address.clone(),
                given: Some(input.from.clone()),
                content_type: input.content_type.clone(),
                publication: Some(key.clone()),
                bytes: input.bytes,
                ..Received::default()
            });
            Ok(())
        })?;
    }
    tally.end(pages.len())?;
    if !(2..=MOST).contains(&pages.len()) {
        return Err(Stop::usage(format!("a profile is learnt from two to {MOST} pages of one publication"))
            .help("give two or three articles of different days"));
    }
    let learnt =
        reader::learn(pages, &content.publications, limits).map_err(|why| refused("one of the pages", &why))?;
    for why in &learnt.unsure {
        terminal::note(&format!("not learnt: {why}"))?;
    }
    if learnt.profile == Profile::default() {
        return Err(Stop::found("the pages have nothing in common that a profile could say"));
    }
    if wanted.yes && !wanted.dry_run {
        write(root, key, &learnt.profile)?;
        terminal::say(&format!("wrote the profile of `{key}` into `{PUBLICATIONS}`"))?;
    }
    let lines: String = fields(&learnt.profile).iter().map(|line| format!("\n    {line}")).collect();
    terminal::say(&printable(&format!("  profile:{lines}")))?;
    Ok(Exit::Clean)
}

fn write(root: &Path, key: &PublicationKey, profile: &Profile) -> Result<(), Stop> {
    let place = inside(root, PUBLICATIONS)?;
    let old = fs::read_to_string(&place).map_err(|error| Stop::at("read", &place, &error))?;
    let file = FileText::new(SitePath::new(PUBLICATIONS).expect("a plain path"), &old);
    let new = written(&file, key.as_str(), profile).filter(|new| is_sound(new, &old, key, profile));
    let new = new.ok_or_else(|| {
        let lines: String = fields(profile).iter().map(|line| format!("\n    {line}")).collect();
        Stop::found(format!("`{PUBLICATIONS}` cannot take up the profile of `{key}` by itself"))
            .help(format!("add these lines to its entry:\n  profile:{lines}"))
    })?;
    write_whole(&place, new.as_bytes(), Replace::Allowed)
}

/// Whether the file, read again, has this profile, and all else as it was.
fn is_sound(new: &str, old: &str, key: &PublicationKey, profile: &Profile) -> bool {
    let entries = |text: &str| {
        let site = "title = \"x\"\nbase_url = \"https://x.example/\"\ntime_zone = \"UTC\"\n";
        let mut tree = Tree::default();
        for (path, text) in [("site.toml", site), (PUBLICATIONS, text)] {
            tree.insert(SitePath::new(path).expect("a plain path"), text.as_bytes().to_vec());
        }
        let (content, report) = parse::content::read(&tree);
        (content.map(|content| content.publications).unwrap_or_default(), report.has_errors())
    };
    let ((was, had_errors), (is, has_errors)) = (entries(old), entries(new));
    let names = |all: &[parse::vocabulary::Publication]| -> Vec<_> {
        all.iter()
            .map(|entry| (entry.key.clone(), entry.name.clone(), entry.aliases.clone(), entry.url.clone()))
            .collect()
    };
    let has_it = is.iter().any(|entry| entry.key == *key && entry.profile == *profile);
    has_it && names(&was) == names(&is) && (had_errors || !has_errors)
}
