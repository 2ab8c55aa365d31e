//! What the preview shows at this moment: the last good state of the site, and what the last try found.

use super::generation::{Generation, attempt};
use super::problems::Problem;
use crate::Wanted;
use crate::base::diagnostic::Severity;
use crate::base::file::Tree;
use crate::shell::args::Format;
use crate::shell::outcome::Stop;
use crate::shell::print::{self, Found};
use crate::shell::{read, terminal};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

/// The state of the preview.
pub struct Preview {
    root: PathBuf,
    wanted: Wanted,
    shown: RwLock<Shown>,
    version: watch::Sender<String>,
    /// One try at a time.
    trying: Mutex<u64>,
}

/// What a page is made of.
#[derive(Clone, Default)]
pub struct Shown {
    /// The last state of the site without errors.
    pub generation: Option<Arc<Generation>>,
    /// The errors of the last try.
    pub problems: Arc<[Problem]>,
}

impl Preview {
    /// The first try.
    pub fn start(root: &Path, wanted: Wanted) -> Result<Arc<Preview>, Stop> {
        let preview = Arc::new(Preview {
            root: root.to_owned(),
            wanted,
            shown: RwLock::default(),
            version: watch::Sender::new(String::new()),
            trying: Mutex::new(0),
        });
        preview.renew()?;
        Ok(preview)
    }

    /// What is shown now.
    pub fn shown(&self) -> Shown {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Names what is shown now: a page that bears another name is out of date.
    pub fn version(&self) -> String {
        self.version.borrow().clone()
    }

    /// Hears of every change of what is shown.
    pub fn changes(&self) -> watch::Receiver<String> {
        self.version.subscribe()
    }

    /// Reads the site again. What was good stays where the new state is not.
    pub fn renew(&self) -> Result<(), Stop> {
        let mut tries = self.trying.lock().unwrap_or_else(PoisonError::into_inner);
        *tries += 1;
        let (generation, problems) = self.attempt()?;
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(generation) = generation {
            shown.generation = Some(Arc::new(generation));
        }
        shown.problems = problems.into();
        drop(shown);
        // A preview that was ended and started again must not seem unchanged to a page that is still open.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        self.version.send_replace(format!("{now:x}-{tries}"));
        Ok(())
    }

    fn attempt(&self) -> Result<(Option<Generation>, Vec<Problem>), Stop> {
        let (tree, read) = match read::read(&self.root) {
            Ok((tree, report)) => (Arc::new(tree), report),
            Err(stop) => {
                terminal::note(&format!("error: {}", terminal::printable(&stop.message)))?;
                return Ok((None, vec![Problem::of_machine(&stop)]));
            }
        };
        let Some(mut tried) = attempt(Arc::clone(&tree), self.wanted.clone()) else {
            return Ok((
                None,
                vec![Problem::of_machine(&Stop::machine("postil itself failed; the terminal says where"))],
            ));
        };
        tried.report.extend(read);
        let diagnostics = crate::shell::memory::explain(&self.root, &tree, tried.report).sorted();
        self.say(&tree, &diagnostics, &tried.summary)?;
        let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error);
        Ok((tried.generation, Problem::all(errors, &tree)))
    }

    fn say(&self, tree: &Tree, diagnostics: &[crate::base::diagnostic::Diagnostic], summary: &str) -> Result<(), Stop> {
        let found = Found {
            root: &self.root,
            tree,
            diagnostics,
            tally: Default::default(),
            moves: Default::default(),
            exposure: None,
            fixed: None,
        };
        let text = print::print(&found, Format::Human);
        match print::summary::problems(diagnostics) {
            Some(problems) => terminal::note(&format!("{text}\n\n{problems}; {summary}")),
            None => terminal::note(summary),
        }
    }
}
