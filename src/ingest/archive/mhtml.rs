//! A page that a browser saved as one file of mail (MHTML, RFC 2557).

use super::{Fault, Page};
use mail_parser::{MessageParser, MimeHeaders, PartType};
use std::collections::BTreeMap;

/// The page in it: the first part of HTML, which the others serve.
pub fn read(bytes: &[u8]) -> Result<Page, Fault> {
    let message = MessageParser::default().parse(bytes).ok_or_else(|| Fault::Broken("it has no head".to_owned()))?;
    let part = message.parts.iter().find_map(|part| match &part.body {
        PartType::Html(html) => Some((part, html)),
        _ => None,
    });
    let (part, html) = part.ok_or_else(|| Fault::Broken("there is no page in it".to_owned()))?;
    let saved_from = message.header_raw("Snapshot-Content-Location").map(|address| address.trim().to_owned());
    let address = part.content_location().map(str::to_owned).or(saved_from);
    Ok(Page {
        address: address.filter(|address| address.starts_with("http")),
        title: message.subject().map(str::to_owned),
        retrieved: message.date().map(|date| date.to_rfc3339()),
        // Decoded already.
        content_type: Some("text/html; charset=utf-8".to_owned()),
        bytes: html.as_bytes().to_vec(),
        record: part.content_id().map(str::to_owned),
    })
}

/// The pictures in it, by where they were and by the names that the page gives them (`cid:`).
pub fn pictures(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let Some(message) = MessageParser::default().parse(bytes) else { return all };
    for part in &message.parts {
        let (PartType::Binary(picture) | PartType::InlineBinary(picture)) = &part.body else { continue };
        let names = [part.content_location().map(str::to_owned), part.content_id().map(|id| format!("cid:{id}"))];
        for name in names.into_iter().flatten() {
            all.insert(name, picture.to_vec());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_found_with_its_address_and_day() {
        let saved = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/p\r\nSubject: =?utf-8?Q?Caf=C3=A9?=\r\n\
            Date: Sat, 3 Jul 2021 14:05:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"; type=\"text/html\"\r\n\r\n\
            --b\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://a.example/page\r\n\r\n\
            <p>caf=E9 =\r\nnoir\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n";
        let page = read(saved.as_bytes()).unwrap();
        assert_eq!(page.address.as_deref(), Some("https://a.example/page"));
        assert_eq!(page.title.as_deref(), Some("Café"));
        assert_eq!(page.retrieved.as_deref(), Some("2021-07-03T14:05:00+02:00"));
        assert_eq!(String::from_utf8(page.bytes).unwrap().trim(), "<p>café noir");
        assert!(read(b"").is_err());
        assert!(read(b"From: a\r\n\r\nplain words").is_err());
    }
}
