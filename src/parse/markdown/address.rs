//! Which addresses a link may have.

/// Whether an address is safe to publish: `http`, `https`, `mailto`, or one without a scheme.
pub fn is_safe(address: &str) -> bool {
    scheme(address).is_none_or(|scheme| matches!(scheme.as_str(), "http" | "https" | "mailto"))
}

/// The scheme of an address as a browser reads it: blanks and control characters in it count for nothing.
fn scheme(address: &str) -> Option<String> {
    let bare: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let (scheme, _) = bare.split_once(':')?;
    let is_path = scheme.contains(['/', '?', '#']);
    (!is_path).then(|| scheme.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn schemes() {
        for safe in [
            "https://a.example/",
            "HTTP://a.example",
            "mailto:a@b.example",
            "../a.md",
            "#p3",
            "/a/",
            "a/b:c",
            "?q=a:b",
            "",
        ] {
            assert!(is_safe(safe), "{safe}");
        }
        for unsafe_address in [
            "javascript:x",
            "JaVa\tScript:x",
            " data:text/html,x",
            "file:///etc/passwd",
            "vbscript:x",
            "java\u{1}script:x",
        ] {
            assert!(!is_safe(unsafe_address), "{unsafe_address}");
        }
    }
}
