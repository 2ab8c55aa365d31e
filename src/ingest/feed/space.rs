//! The vocabularies that feeds mix, so that the title of a picture is not taken for that of an entry.

/// Which vocabulary a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// None, or one of those that RSS had over the years.
    Own,
    /// Atom, also its draft.
    Atom,
    /// `content:encoded`.
    Content,
    /// Dublin Core, either of its two.
    DublinCore,
    /// Of pages.
    Html,
    /// RDF itself.
    Rdf,
    /// Any other: pictures, podcasts, counters.
    Other,
}

/// The vocabulary that an address names.
pub fn space_at(address: &str) -> Space {
    let address = address.trim().trim_end_matches(['/', '#']).to_ascii_lowercase();
    match address.as_str() {
        "http://www.w3.org/2005/atom" | "http://purl.org/atom/ns" => Space::Atom,
        "http://purl.org/rss/1.0/modules/content" => Space::Content,
        "http://purl.org/dc/elements/1.1" | "http://purl.org/dc/elements/1.0" | "http://purl.org/dc/terms" => {
            Space::DublinCore
        }
        "http://www.w3.org/1999/xhtml" => Space::Html,
        "http://www.w3.org/1999/02/22-rdf-syntax-ns" => Space::Rdf,
        ""
        | "http://purl.org/rss/1.0"
        | "http://my.netscape.com/rdf/simple/0.9"
        | "http://my.netscape.com/rdf/simple/0.9.1"
        | "http://channel.netscape.com/rdf/simple/0.9"
        | "http://purl.org/net/rss1.1" => Space::Own,
        _ if address.contains("userland.com") || address.contains("blogs.law.harvard.edu") => Space::Own,
        _ if address.contains("purl.org/atom") => Space::Atom,
        _ => Space::Other,
    }
}

/// What prefixes mean in feeds that do not declare them.
pub fn usual_space(prefix: &str) -> Space {
    match prefix {
        "" => Space::Own,
        "atom" | "a10" => Space::Atom,
        "content" => Space::Content,
        "dc" | "dcterms" => Space::DublinCore,
        "xhtml" | "html" => Space::Html,
        "rdf" => Space::Rdf,
        _ => Space::Other,
    }
}
