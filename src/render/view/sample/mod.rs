//! Examples: every template with made-up values, so that a theme can be tried before there is a digest.
//!
//! `cargo run --example gallery` writes them as pages to look at.

mod part;
mod time;
mod commentary;
mod complete;
mod source;
mod lists;
mod sparse;

use super::{Kind, Page};
use complete::Examples;
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

impl View for Page {
    /// Every kind of page with all it can have, then every kind with as little as it can.
    fn samples() -> Vec<Page> {
        let mut pages = commentary::rich();
        pages.extend(source::rich());
        pages.extend(lists::rich());
        pages.extend(time::rich());
        pages.extend(sparse::pages());
        pages
    }
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

    /// Every template of a page, in the order of [`Kind::TEMPLATES`]. The first sample of each has everything.
    pub fn all() -> Vec<PageTemplate> {
        let pages: Vec<(&str, serde_json::Value)> = page_values();
        let examples = Examples::of(&pages.iter().map(|(_, value)| value.clone()).collect::<Vec<_>>());
        let templates = Kind::TEMPLATES.iter().map(|(name, _)| {
            let mut samples: Vec<serde_json::Value> =
                pages.iter().filter(|(template, _)| template == name).map(|(_, value)| value.clone()).collect();
            if let Some(mut whole) = samples.first().cloned() {
                examples.complete(&mut whole);
                samples.insert(0, whole);
            }
            PageTemplate { name, samples: samples.iter().map(tera::Value::from_serializable).collect() }
        });
        templates.collect()
    }
}

/// Every sample with the name of its template.
fn page_values() -> Vec<(&'static str, serde_json::Value)> {
    let pages = Page::samples();
    let value =
        |page: &Page| serde_json::to_value(page).expect("views have text for keys and no value that JSON lacks");
    pages.iter().map(|page| (page.kind.template(), value(page))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_samples_show_every_field_and_every_template() {
        let pages = page_values();
        for (template, _) in Kind::TEMPLATES {
            let count = pages.iter().filter(|(name, _)| name == template).count();
            assert!(count >= 2, "{template} has a rich and a sparse sample");
        }
        let examples = Examples::of(&pages.into_iter().map(|(_, value)| value).collect::<Vec<_>>());
        assert_eq!(examples.unfilled(), [""; 0]);
    }
}
