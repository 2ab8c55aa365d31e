//! The HTML of notes in its two parts, tags and text: what an editor for notes writes, not pages of the web.
//!
//! Never done here: a tree. A tag that is never closed is closed by the end; what is no tag is text.

/// A tag or a run of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// `<p class="x">`: name in lower case, attributes with entities decoded.
    Open(String, Vec<(String, String)>),
    /// `</p>`
    Close(String),
    /// Characters, entities decoded.
    Text(String),
}

/// Tags and text in order. Comments, declarations, scripts and styles are left out.
pub fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let at = rest.find('<').unwrap_or(rest.len());
        if at > 0 {
            pieces.push(Piece::Text(decoded(&rest[..at])));
            rest = &rest[at..];
            continue;
        }
        rest = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.find("-->").map_or("", |end| &comment[end + 3..])
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest.find('>').map_or("", |end| &rest[end + 1..])
        } else if !begins_tag(rest) {
            pieces.push(Piece::Text("<".to_owned()));
            &rest[1..]
        } else if let Some((piece, length)) = tag(rest) {
            let after = &rest[length..];
            match &piece {
                Piece::Open(name, _) if name == "script" || name == "style" => after_hidden(after, name),
                _ => {
                    pieces.push(piece);
                    after
                }
            }
        } else {
            // A tag that never ends: no other can begin in it.
            pieces.push(Piece::Text(decoded(rest)));
            ""
        };
    }
    pieces
}

fn begins_tag(text: &str) -> bool {
    let name = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    name.starts_with(|first: char| first.is_ascii_alphabetic())
}

/// From the tag that closes a script or a style on.
fn after_hidden<'a>(text: &'a str, name: &str) -> &'a str {
    let closes =
        |at: &usize| text.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
    text.match_indices("</").map(|(at, _)| at).find(closes).map_or("", |at| &text[at..])
}

/// The tag at the start of a text that begins with one, and its length; `None` where it never ends.
fn tag(text: &str) -> Option<(Piece, usize)> {
    let closes = text.starts_with("</");
    let start = if closes { 2 } else { 1 };
    let length = text[start..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    let name = text[start..start + length].to_ascii_lowercase();
    let mut attributes = Vec::new();
    let mut rest = &text[start + length..];
    loop {
        rest = rest.trim_start_matches(|it: char| it.is_whitespace() || it == '/');
        if let Some(after) = rest.strip_prefix('>') {
            let length = text.len() - after.len();
            let piece = if closes { Piece::Close(name) } else { Piece::Open(name, attributes) };
            return Some((piece, length));
        }
        let end = rest.find(|it: char| it.is_whitespace() || matches!(it, '=' | '>' | '/'))?;
        let key = rest[..end].to_ascii_lowercase();
        // A stray sign that is no name of an attribute.
        let end = if key.is_empty() { rest.chars().next()?.len_utf8() } else { end };
        rest = rest[end..].trim_start();
        let Some(value) = rest.strip_prefix('=').map(str::trim_start).filter(|_| !key.is_empty()) else { continue };
        let (value, after) = match value.chars().next()? {
            mark @ ('"' | '\'') => value[1..].split_once(mark)?,
            _ => value.split_at(value.find(|it: char| it.is_whitespace() || it == '>')?),
        };
        attributes.push((key, decoded(value)));
        rest = after;
    }
}

/// The entities that notes hold: the five of XML, the blank that does not break, and numbers.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        let name = end.map(|end| &rest[1..end]);
        let character = name.and_then(|name| match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some('\u{a0}'),
            _ => {
                let number = name.strip_prefix('#')?;
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code)
            }
        });
        match (character, name) {
            (Some(character), Some(name)) => {
                out.push(character);
                rest = &rest[name.len() + 2..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_text_are_told_apart() {
        let found = pieces("<!-- x --><P class=a data-b='c &amp; d'>1 &lt; 2 < 3<br/>&#x26;<script>x</script></p><");
        let text = |text: &str| Piece::Text(text.to_owned());
        let attributes = vec![("class".to_owned(), "a".to_owned()), ("data-b".to_owned(), "c & d".to_owned())];
        let expected = [
            Piece::Open("p".to_owned(), attributes),
            text("1 < 2 "),
            text("<"),
            text(" 3"),
            Piece::Open("br".to_owned(), Vec::new()),
            text("&"),
            Piece::Close("script".to_owned()),
            Piece::Close("p".to_owned()),
            text("<"),
        ];
        assert_eq!(found, expected);
    }
}
