//! Examples: every template with made-up values, so that a theme can be tried before there is a digest.

use serde::Serialize;

/// A value handed to a template.
pub trait View: Serialize {
    /// Made-up examples, the richest first: in it every `Option` is `Some` and every list and map has an element, so that
    /// every field shows. The last is the sparsest: every `Option` is `None`, every list empty.
    ///
    /// A map that is empty in all of them, as `extra` is, may have any key.
    fn samples() -> Vec<Self>
    where
        Self: Sized;
}

/// A template the program fills in, with examples of what it is given.
#[derive(Clone, Debug)]
pub struct PageTemplate {
    /// Its name: the path below `templates/`.
    pub name: &'static str,
    /// Examples, as the template sees them.
    pub samples: Vec<tera::Value>,
}

impl PageTemplate {
    /// The template of a name, which is given views of one type.
    pub fn of<V: View>(name: &'static str) -> PageTemplate {
        let samples = V::samples();
        PageTemplate { name, samples: samples.iter().map(tera::Value::from_serializable).collect() }
    }
}
