//! Whether two addresses mean one page.
//!
//! What does not say which page it is is left out: the scheme, `www.`, the port of the scheme, what follows `#`, a final
//! slash, and the names by which clicks are counted. Everything else must be the same.

use url::Url;

/// Names of parameters that count clicks and name no page.
const COUNTING: [&str; 9] = ["fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "ref_src", "_ga"];

/// The address of a page in one form; `None` for what is no address on the web.
pub fn normal(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?.trim_end_matches('.').to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let port = url.port().map_or(String::new(), |port| format!(":{port}"));
    let path = url.path().trim_end_matches('/');
    let counts = |name: &str| name.starts_with("utm_") || COUNTING.contains(&name);
    let query = url.query().unwrap_or("").split('&');
    let query: Vec<&str> =
        query.filter(|part| !part.is_empty() && !counts(part.split('=').next().unwrap_or(""))).collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    Some(format!("{host}{port}{path}{query}"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_names_no_page_is_left_out() {
        let table = [
            ("https://www.tide.example/fees/", "tide.example/fees"),
            ("http://TIDE.example:80/fees?utm_source=mail&p=2#:~:text=fees", "tide.example/fees?p=2"),
            ("https://tide.example:8443/", "tide.example:8443"),
            ("https://tide.example/Fees", "tide.example/Fees"),
        ];
        for (address, normal) in table {
            assert_eq!(super::normal(address).as_deref(), Some(normal));
        }
        assert_eq!(super::normal("urn:x-pdf:abc"), None);
        assert_eq!(super::normal("file:///a.pdf"), None);
    }
}
