//! Seeing that a file of the site has changed.
//!
//! Only what creates, changes, moves or removes counts: the system also reports reads, and those are our own. The output
//! is never watched, nor what a symlink leads to.

use super::preview::Preview;
use crate::shell::outcome::plain_error;
use crate::shell::read::PARTS;
use crate::shell::terminal;
use notify::event::ModifyKind;
use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

/// A burst of changes is one change.
const QUIET: Duration = Duration::from_millis(80);

/// Renews the preview at every change, on a thread of its own. On failure, why the system cannot watch.
pub fn watch(root: &Path, preview: Arc<Preview>) -> Result<(), String> {
    let (tell, told) = mpsc::channel();
    let below = root.to_owned();
    let on_events = move |events: DebounceEventResult| {
        // Where the system lost count, anything may have changed.
        let is_change = match events {
            Ok(events) => events.iter().any(|event| is_change(&below, &event.kind, &event.paths)),
            Err(_) => true,
        };
        if is_change {
            let _ = tell.send(());
        }
    };
    let config = Config::default().with_follow_symlinks(false);
    let watcher = new_debouncer_opt::<_, RecommendedWatcher, _>(QUIET, None, on_events, NoCache::new(), config);
    let mut watcher = watcher.map_err(|error| plain_error(&error))?;
    watcher.watch(root, RecursiveMode::NonRecursive).map_err(|error| plain_error(&error))?;
    let mut parts = Parts { root: root.to_owned(), watcher, watched: BTreeMap::new() };
    parts.watch()?;
    let renew = move || {
        while told.recv().is_ok() {
            while told.try_recv().is_ok() {}
            let seen =
                parts.watch().or_else(|why| terminal::note(&format!("warning: some changes are not seen ({why})")));
            if seen.and_then(|()| preview.renew()).is_err() {
                return; // the terminal is gone, and with it whoever could end the preview
            }
        }
    };
    thread::Builder::new().name("watch".to_owned()).spawn(renew).map(drop).map_err(|error| plain_error(&error))
}

/// The folders of the site, each watched once.
struct Parts {
    root: PathBuf,
    watcher: Debouncer<RecommendedWatcher, NoCache>,
    watched: BTreeMap<&'static str, u64>,
}

impl Parts {
    /// Watches the folders that are there now: one may have been made, or made anew, since.
    fn watch(&mut self) -> Result<(), String> {
        for part in PARTS {
            let folder = self.root.join(part);
            let now =
                std::fs::symlink_metadata(&folder).ok().filter(std::fs::Metadata::is_dir).map(|about| identity(&about));
            match now {
                Some(now) if self.watched.get(part) != Some(&now) => {
                    self.watcher.watch(&folder, RecursiveMode::Recursive).map_err(|error| plain_error(&error))?;
                    self.watched.insert(part, now);
                }
                Some(_) => {}
                None => drop(self.watched.remove(part)),
            }
        }
        Ok(())
    }
}

/// What tells a folder from another that was later given its name.
#[cfg(unix)]
fn identity(about: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(about)
}

#[cfg(not(unix))]
fn identity(_: &std::fs::Metadata) -> u64 {
    0
}

fn is_change(root: &Path, kind: &EventKind, paths: &[PathBuf]) -> bool {
    let counts = match kind {
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Any | EventKind::Other => true,
        EventKind::Modify(kind) => !matches!(kind, ModifyKind::Metadata(_)),
        EventKind::Access(_) => false,
    };
    let is_part = |path: &PathBuf| {
        let first = path.strip_prefix(root).ok().and_then(|below| below.components().next());
        first.is_some_and(|first| PARTS.iter().any(|part| first.as_os_str() == *part))
    };
    counts && (paths.is_empty() || paths.iter().any(is_part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, CreateKind, MetadataKind};

    #[test]
    fn reads_and_the_output_are_no_changes() {
        let root = Path::new("/s");
        let at = |path: &str| [PathBuf::from(path)];
        let created = EventKind::Create(CreateKind::File);
        assert!(is_change(root, &created, &at("/s/content/a.md")));
        assert!(is_change(root, &created, &at("/s/site.toml")));
        assert!(!is_change(root, &created, &at("/s/public/index.html")));
        assert!(!is_change(root, &created, &at("/s/.postil/lock")));
        assert!(!is_change(root, &EventKind::Access(AccessKind::Read), &at("/s/content/a.md")));
        let touched = EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime));
        assert!(!is_change(root, &touched, &at("/s/content/a.md")));
    }
}
