//! What of a source's text may be published (SPEC 7).

/// Said by a source, its publication or the site; the first that speaks wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rights {
    /// All of it.
    Full,
    /// Quoted passages with their paragraph cut to some words.
    Excerpts,
    /// The record and the quoted words.
    Metadata,
}

impl Rights {
    /// All of them.
    pub const ALL: [Rights; 3] = [Rights::Full, Rights::Excerpts, Rights::Metadata];

    /// The word of the front matter.
    pub fn as_str(self) -> &'static str {
        match self {
            Rights::Full => "full",
            Rights::Excerpts => "excerpts",
            Rights::Metadata => "metadata",
        }
    }

    /// Reads the word of the front matter.
    pub fn parse(text: &str) -> Option<Rights> {
        Rights::ALL.into_iter().find(|rights| rights.as_str() == text)
    }
}
