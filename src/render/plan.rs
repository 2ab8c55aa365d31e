//! The plan: what a site consists of, in order, each piece made into bytes when asked.
//!
//! Comes in: the paths of the outputs, and a way to make each. Goes out: [`Plan`], which `shell/write` writes,
//! `shell/serve` shows and `check` makes and throws away. Never done here: writing, or holding more than one output.

use crate::base::diagnostic::Diagnostic;
use std::borrow::Cow;

/// One file of the site to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Where it lies in the output folder, with `/` between its parts: `topics/party/index.html`, `feed.xml`.
    pub path: String,
}

/// How one output, named by its place in [`Plan::outputs`], is made into bytes.
pub type Make<'a> = dyn Fn(usize) -> Result<Cow<'a, [u8]>, Diagnostic> + Send + Sync + 'a;

/// Every output of a site in the order of paths.
pub struct Plan<'a> {
    outputs: Vec<Output>,
    make: Box<Make<'a>>,
}

impl<'a> Plan<'a> {
    /// Outputs in the order of their paths, no path twice, none in a folder that another names as a file; `make` is
    /// asked for indexes of `outputs` only, from any thread, and gives the same bytes each time.
    pub fn new(
        outputs: Vec<Output>,
        make: impl Fn(usize) -> Result<Cow<'a, [u8]>, Diagnostic> + Send + Sync + 'a,
    ) -> Plan<'a> {
        Plan { outputs, make: Box::new(make) }
    }

    /// All outputs, in order.
    pub fn outputs(&self) -> &[Output] {
        &self.outputs
    }

    /// The bytes of one output. The diagnostic is that of the template that could not be filled in.
    pub fn make(&self, index: usize) -> Result<Cow<'a, [u8]>, Diagnostic> {
        (self.make)(index)
    }
}
