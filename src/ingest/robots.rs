//! What a host asks of programs that fetch its pages: `robots.txt`, read as RFC 9309 says.
//!
//! Comes in: the text of the file. Goes out: [`Robots`]. Never done here: fetching it, waiting.

use std::time::Duration;

/// The name under which postil looks for rules of its own.
const NAME: &str = "postil";
/// Lines beyond these are not looked at.
const LINES: usize = 20_000;
/// A host that asks for a longer pause is given this one.
const LONGEST_PAUSE: f64 = 60.0;

/// The rules that hold for postil.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    rules: Vec<Rule>,
    pause: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq)]
struct Rule {
    pattern: String,
    allows: bool,
}

impl Robots {
    /// Reads a file. What is no rule is passed over; where no group names postil, that of `*` holds.
    pub fn read(text: &str) -> Robots {
        let (mut own, mut others) = (Robots::default(), Robots::default());
        let (mut is_own, mut is_others, mut names_end) = (false, false, true);
        let mut is_named = false;
        for line in text.lines().take(LINES) {
            let line = line.split('#').next().unwrap_or("").trim_start_matches('\u{feff}');
            let Some((field, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match field.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    if names_end {
                        (is_own, is_others, names_end) = (false, false, false);
                    }
                    let token: String =
                        value.chars().take_while(|one| one.is_ascii_alphabetic() || matches!(one, '-' | '_')).collect();
                    is_own |= token.eq_ignore_ascii_case(NAME);
                    is_others |= value.starts_with('*');
                    is_named |= is_own;
                }
                field => {
                    names_end = true;
                    for (_, group) in [(is_own, &mut own), (is_others, &mut others)].into_iter().filter(|(is, _)| *is) {
                        group.add(field, value);
                    }
                }
            }
        }
        if is_named { own } else { others }
    }

    fn add(&mut self, field: &str, value: &str) {
        match field {
            // An empty rule is none.
            "allow" | "disallow" if !value.is_empty() => {
                self.rules.push(Rule { pattern: plain(value), allows: field == "allow" });
            }
            "crawl-delay" => {
                let seconds = value.parse().ok().filter(|seconds: &f64| seconds.is_finite() && *seconds > 0.0);
                self.pause = seconds.map(|seconds| Duration::from_secs_f64(seconds.min(LONGEST_PAUSE)));
            }
            _ => {}
        }
    }

    /// Whether a path, with its query, may be fetched: the longest rule that fits decides, and of two the one that allows.
    pub fn allow(&self, path: &str) -> bool {
        let path = plain(path);
        let fitting = self.rules.iter().filter(|rule| fits(&rule.pattern, &path));
        let decides = fitting.max_by_key(|rule| (rule.pattern.len(), rule.allows));
        path == "/robots.txt" || decides.is_none_or(|rule| rule.allows)
    }

    /// How long the host asks for between two pages; a minute at most.
    pub fn pause(&self) -> Option<Duration> {
        self.pause
    }
}

/// A path in one form: letters beyond ASCII as percent signs and digits, those in capitals.
fn plain(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut digits = 0;
    for byte in path.bytes() {
        match byte {
            b'%' => digits = 3,
            0x80.. => out.push_str(&format!("%{byte:02X}")),
            _ => {}
        }
        if byte < 0x80 {
            out.push(if digits > 0 { byte.to_ascii_uppercase() } else { byte } as char);
        }
        digits = usize::saturating_sub(digits, 1);
    }
    out
}

/// Whether a pattern fits the beginning of a path: `*` is any characters, a `$` at its end the end of the path.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_the_end) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut parts = parts.peekable();
    let is_plain = parts.peek().is_none();
    while let Some(part) = parts.next() {
        if to_the_end && parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    !(to_the_end && is_plain) || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_of_the_own_group_decides() {
        let text = "\u{feff}User-agent: *\nDisallow: /\nCrawl-delay: 7\n\nUser-agent: Other\nUser-Agent: POSTIL/2.0 # us\n\
            disallow: /private/\nAllow: /private/list$\nDisallow: /*.pdf$\nDisallow: /a*b*c\nDisallow:\nSitemap: x\n\
            User-agent: third\nDisallow: /notes\n\nuser-agent: postil\nDisallow: /märz\nCrawl-delay: 90\n";
        let robots = Robots::read(text);
        let table = [
            ("/", true),
            ("/private/x", false),
            ("/private/list", true),
            ("/private/list2", false),
            ("/x/y.pdf", false),
            ("/x/y.pdf?z", true),
            ("/aXbYcZ", false),
            ("/acb", true),
            ("/notes", true),
            ("/m%C3%A4rz/1", false),
            ("/m%c3%a4rz", false),
            ("/robots.txt", true),
        ];
        for (path, allowed) in table {
            assert_eq!(robots.allow(path), allowed, "{path}");
        }
        assert_eq!(robots.pause(), Some(Duration::from_secs(60)));
    }

    #[test]
    fn where_nothing_is_said_of_postil_what_is_said_of_all_holds() {
        let robots = Robots::read("User-agent: *\nAllow: /page\nDisallow: /page\nDisallow: /x\nCrawl-delay: 0.5");
        assert!(robots.allow("/page") && !robots.allow("/x"));
        assert_eq!(robots.pause(), Some(Duration::from_millis(500)));
        for nothing in
            ["", "Disallow: /", "User-agent: other\nDisallow: /", "<html>", "User-agent: postilion\nDisallow: /"]
        {
            assert!(Robots::read(nothing).allow("/x"), "{nothing}");
        }
    }
}
