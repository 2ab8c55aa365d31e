//! One state of the site, from which pages are made when asked.
//!
//! A plan borrows from its digest, so both live on a thread of their own, which ends when nobody asks any more.

use crate::base::diagnostic::{Diagnostic, Report};
use crate::base::file::Tree;
use crate::shell::print::summary;
use crate::{Wanted, build};
use std::collections::BTreeMap;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// A state of the site that can be shown.
pub struct Generation {
    outputs: BTreeMap<String, usize>,
    questions: mpsc::Sender<Question>,
}

struct Question {
    index: usize,
    answer: oneshot::Sender<Result<Vec<u8>, Diagnostic>>,
}

/// What came of one try.
pub struct Tried {
    /// `None` where there are errors.
    pub generation: Option<Generation>,
    /// Every problem found.
    pub report: Report,
    /// What a person is told: pages, quotations, seconds.
    pub summary: String,
}

/// Builds the site anew. `None` where the program itself failed, which its thread has said.
pub fn attempt(tree: Arc<Tree>, wanted: Wanted) -> Option<Tried> {
    let (tell, told) = mpsc::channel();
    let work = move || {
        let began = Instant::now();
        build(&tree, &wanted, &|_| {}, |built| {
            let pages = built.plan.as_ref().map(|plan| summary::pages(plan.outputs()));
            let summary = summary::work(pages, &built.tally, began.elapsed());
            let (questions, asked) = mpsc::channel::<Question>();
            let plan = built.plan.filter(|_| !built.report.has_errors());
            let outputs = |plan: &crate::render::plan::Plan| {
                plan.outputs().iter().enumerate().map(|(index, output)| (output.path.clone(), index)).collect()
            };
            let generation = plan.as_ref().map(|plan| Generation { outputs: outputs(plan), questions });
            let tried = Tried { generation, report: built.report, summary };
            // Nobody listens any more where the preview has ended: there is nothing to do then.
            let (Ok(()), Some(plan)) = (tell.send(tried), plan) else { return };
            while let Ok(question) = asked.recv() {
                let made = plan.make(question.index).map(|bytes| bytes.into_owned());
                let _ = question.answer.send(made);
            }
        });
    };
    thread::Builder::new().name("site".to_owned()).spawn(work).ok()?;
    told.recv_timeout(Duration::from_secs(600)).ok()
}

impl Generation {
    /// The output at a path, `feed.xml`; `None` where the site has none.
    pub fn find(&self, path: &str) -> Option<usize> {
        self.outputs.get(path).copied()
    }

    /// The bytes of an output. `None` where the program itself failed in making it.
    pub async fn make(&self, index: usize) -> Option<Result<Vec<u8>, Diagnostic>> {
        let (answer, answered) = oneshot::channel();
        self.questions.send(Question { index, answer }).ok()?;
        answered.await.ok()
    }
}
