//! Small questions about the tree of a page.

use dom_query::{Document, NodeRef};

/// The value of an attribute, trimmed; `None` where it is empty.
pub fn attribute(node: &NodeRef, name: &str) -> Option<String> {
    let value = node.attr(name)?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// The name of an element in lower case; empty for anything else.
pub fn name(node: &NodeRef) -> String {
    if !node.is_element() {
        return String::new();
    }
    node.node_name().map(|name| name.to_ascii_lowercase()).unwrap_or_default()
}

/// Whether one of its classes is among these.
pub fn has_class(node: &NodeRef, classes: &[&str]) -> bool {
    let own = attribute(node, "class").unwrap_or_default();
    own.split_ascii_whitespace().any(|class| classes.contains(&class))
}

/// Its text on one line.
pub fn line(node: &NodeRef) -> String {
    super::shown_line(&node.text())
}

/// All elements that a selector finds, in the order of the page.
pub fn all<'a>(page: &'a Document, selector: &str) -> Vec<NodeRef<'a>> {
    page.select(selector).nodes().to_vec()
}

/// The content of the first `meta` of these names, in the order of the names.
pub fn meta(page: &Document, names: &[&str]) -> Option<(String, String)> {
    let metas = all(page, "meta");
    names.iter().find_map(|wanted| {
        let is_it = |node: &&NodeRef| {
            let own = ["name", "property", "itemprop", "http-equiv"];
            own.iter().any(|key| attribute(node, key).is_some_and(|value| value.eq_ignore_ascii_case(wanted)))
        };
        let content = metas.iter().filter(is_it).find_map(|node| attribute(node, "content"))?;
        Some((super::shown_line(&content), format!("meta {wanted}")))
    })
}
