//! What a PDF says of itself, beside its pages.

#[cfg(feature = "pdf")]
use super::fonts::deref;
use crate::base::day::{Day, PartialDay};
#[cfg(feature = "pdf")]
use pdf_extract::{Dictionary, Document, Object, decode_text_string};

/// What the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// Its title, where it is one and no name of a file.
    pub title: Option<String>,
    /// Its author.
    pub author: Option<String>,
    /// The day on which the file was made, which is seldom the one on which its text was published.
    pub made: Option<Day>,
    /// Its language, as written.
    pub language: Option<String>,
    /// How many pages it says that it has.
    pub pages: Option<usize>,
    /// Whether a browser printed it: then its margins are the browser's.
    pub is_printed_page: bool,
}

#[cfg(feature = "pdf")]
impl Info {
    /// Reads what a document says. A day of change is not looked at: it is never the date.
    pub fn of(doc: &Document) -> Info {
        let empty = Dictionary::new();
        let info = deref(doc, &doc.trailer, b"Info").and_then(|info| info.as_dict().ok()).unwrap_or(&empty);
        let catalog = deref(doc, &doc.trailer, b"Root").and_then(|root| root.as_dict().ok()).unwrap_or(&empty);
        let text = |dictionary: &Dictionary, key: &[u8]| deref(doc, dictionary, key).and_then(text_of);
        let maker = [text(info, b"Creator"), text(info, b"Producer")].into_iter().flatten().collect::<String>();
        Info {
            title: text(info, b"Title").filter(|title| !is_name_of_file(title)),
            author: text(info, b"Author"),
            made: text(info, b"CreationDate").as_deref().and_then(day),
            language: text(catalog, b"Lang"),
            pages: deref(doc, catalog, b"Pages")
                .and_then(|pages| deref(doc, pages.as_dict().ok()?, b"Count")?.as_i64().ok())
                .and_then(|count| usize::try_from(count).ok()),
            is_printed_page: ["Skia/PDF", "Chromium", "Mozilla", "Firefox", "HeadlessChrome"]
                .iter()
                .any(|name| maker.contains(name)),
        }
    }
}

#[cfg(feature = "pdf")]
fn text_of(object: &Object) -> Option<String> {
    let text = decode_text_string(object).ok()?;
    let text: String = text.chars().map(|one| if one.is_control() { ' ' } else { one }).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty() && text.chars().count() <= 400 && !text.contains('\u{fffd}')).then_some(text)
}

/// Many programs write the name of their file, or of themselves, where the title belongs.
pub fn is_name_of_file(title: &str) -> bool {
    const ENDS: [&str; 14] = [
        ".doc", ".docx", ".docm", ".odt", ".rtf", ".txt", ".indd", ".qxd", ".qxp", ".pdf", ".tex", ".dvi", ".html",
        ".htm",
    ];
    const STARTS: [&str; 8] =
        ["microsoft word", "microsoft powerpoint", "powerpoint", "untitled", "about:", "http://", "https://", "file:"];
    let title = title.trim().to_lowercase();
    ENDS.iter().any(|end| title.ends_with(end)) || STARTS.iter().any(|start| title.starts_with(start))
}

/// The day of `D:20210630091400+09'00'`, in its own time zone.
pub fn day(written: &str) -> Option<Day> {
    let digits = written.trim().strip_prefix("D:").unwrap_or(written.trim()).get(..8)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match PartialDay::parse(&format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..])) {
        Some(PartialDay::Day(day)) => Some(day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_and_a_name_of_a_file_is_no_title() {
        assert_eq!(day("D:20210630235900-05'00'").map(|day| day.to_string()), Some("2021-06-30".to_owned()));
        for written in ["", "D:", "D:2021", "D:20211399", "yesterday", "D:2021063é"] {
            assert_eq!(day(written), None, "{written}");
        }
        assert!(is_name_of_file("Microsoft Word - list.doc") && is_name_of_file("a b.INDD"));
        assert!(!is_name_of_file("The list"));
    }
}
