//! Addresses as authors write them: with a scheme, or as paths between files.
//!
//! Comes in: the characters of an address. Goes out: [`Led`], schemes, relative paths. Never done here: looking anything up.

use super::codes::{LINK_BROKEN, LINK_UNSAFE};
use super::digest::LinkTarget;
use crate::base::diagnostic::Code;
use crate::base::file::SitePath;
use url::Url;

/// Where an address leads.
pub enum Led {
    /// Here.
    To(LinkTarget),
    /// Nowhere.
    Nowhere(Problem),
    /// Nothing is to be said: the file behind it is broken and says so itself, or it will be there in time.
    Silent,
}

/// A sentence and the cure for an address that leads nowhere.
pub struct Problem {
    /// Its kind.
    pub code: &'static Code,
    /// The sentence.
    pub message: String,
    /// The cure.
    pub help: String,
    /// The address that was meant.
    pub meant: Option<String>,
}

impl Problem {
    /// A link that leads nowhere.
    pub fn broken(message: impl Into<String>, help: impl Into<String>) -> Problem {
        Problem { code: &LINK_BROKEN, message: message.into(), help: help.into(), meant: None }
    }

    /// With the address that was meant.
    pub fn meant(self, meant: impl Into<String>) -> Problem {
        Problem { meant: Some(meant.into()), ..self }
    }
}

/// The scheme of an address, in lower case; `None` of a path or fragment.
pub fn scheme_of(to: &str) -> Option<String> {
    // Browsers skip these inside a scheme.
    let cleaned: String = to.chars().filter(|c| !c.is_ascii_control()).collect();
    let (scheme, _) = cleaned.trim_start().split_once(':')?;
    let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    sound.then(|| scheme.to_ascii_lowercase())
}

/// Where an address with a scheme leads.
pub fn outside(to: &str, scheme: &str) -> Led {
    if !matches!(scheme, "http" | "https" | "mailto") {
        return Led::Nowhere(Problem {
            code: &LINK_UNSAFE,
            message: format!("a link cannot have the scheme `{scheme}:`"),
            help: "link to an address with `https://`, or write the address as text".to_owned(),
            meant: None,
        });
    }
    match Url::parse(to) {
        Ok(url) if to.contains(|c: char| c.is_control() || c.is_whitespace()) => {
            Led::To(LinkTarget::Outside(url.to_string()))
        }
        Ok(_) => Led::To(LinkTarget::Outside(to.to_owned())),
        Err(_) => Led::Nowhere(Problem::broken(format!("`{to}` is no address"), "write it as the browser shows it")),
    }
}

/// Whether a path was most likely meant as an address elsewhere, `example.org/page`.
pub fn looks_like_a_host(path: &str) -> bool {
    let host = path.split('/').next().unwrap_or(path);
    let ending = host.rsplit('.').next().unwrap_or("");
    host.starts_with("www.")
        || (path.contains('/')
            && host.contains('.')
            && !host.starts_with('.')
            && ending.len() >= 2
            && ending.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// The path from one file to another, as a link has it.
pub fn relative(from: &SitePath, to: &SitePath) -> String {
    let from: Vec<&str> = from.as_str().split('/').collect();
    let to: Vec<&str> = to.as_str().split('/').collect();
    let common = from[..from.len() - 1].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(from.len() - 1 - common);
    format!("{up}{}", to[common..].join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_found_as_browsers_find_them() {
        assert_eq!(scheme_of("java\nscript:alert(1)").as_deref(), Some("javascript"));
        assert_eq!(scheme_of("HTTPS://a.example/").as_deref(), Some("https"));
        assert_eq!(scheme_of("a/b:c"), None);
        assert_eq!(scheme_of("#a:b"), None);
    }

    #[test]
    fn paths_between_files_are_relative() {
        let path = |text| SitePath::new(text).unwrap();
        let from = path("content/commentary/2026/a.md");
        assert_eq!(relative(&from, &path("content/commentary/2026/b.md")), "b.md");
        assert_eq!(relative(&from, &path("content/sources/x/c.md")), "../../sources/x/c.md");
    }
}
