//! What every reader takes: bytes, and what is known of how they came.

use crate::base::day::Day;
use crate::parse::ids::PublicationKey;

/// Bytes as received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// As received.
    pub bytes: Vec<u8>,
    /// The address or the file name that was given.
    pub given: Option<String>,
    /// The address the bytes came from in the end, after redirects; or the one an editor says they are from.
    pub address: Option<String>,
    /// `Content-Type` as the server said it.
    pub content_type: Option<String>,
    /// The publication they are from, where an editor says so.
    pub publication: Option<PublicationKey>,
    /// Which article of a page that has several, counted from 1, where an editor says so.
    pub article: Option<usize>,
    /// The day they were retrieved, where something says so.
    pub retrieved: Option<Day>,
}

impl Received {
    /// The address of the input: where it came from, else what was given, if that is an address.
    pub fn address(&self) -> Option<&str> {
        let is_address = |text: &&str| text.starts_with("http://") || text.starts_with("https://");
        self.address.as_deref().or(self.given.as_deref()).filter(is_address)
    }

    /// The encoding that the server said.
    pub fn charset(&self) -> Option<&str> {
        let content_type = self.content_type.as_deref()?;
        let at = content_type.to_ascii_lowercase().find("charset=")?;
        let value = content_type[at + "charset=".len()..].split(';').next()?;
        Some(value.trim().trim_matches(['"', '\'']))
    }
}

#[cfg(test)]
mod tests {
    use super::Received;

    #[test]
    fn the_server_says_the_encoding() {
        for (content_type, charset) in [
            ("text/html; Charset=\"EUC-KR\"; x=y", Some("EUC-KR")),
            ("text/html;charset=utf-8", Some("utf-8")),
            ("text/html", None),
        ] {
            let received = Received { content_type: Some(content_type.to_owned()), ..Received::default() };
            assert_eq!(received.charset(), charset);
        }
    }
}
