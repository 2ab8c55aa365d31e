//! The words by which a Kindle says what an entry is, in the languages of its interface.
//!
//! One file of clippings can hold several languages: a reader changes the interface, and old entries stay as they are.

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Marked words.
    Highlight,
    /// What the reader wrote.
    Note,
    /// A place, and no words.
    Bookmark,
}

/// Bookmarks first: their words are the longest, and some hold a word of another kind.
const KINDS: [(Kind, &[&str]); 3] = [
    (
        Kind::Bookmark,
        &[
            "bookmark",
            "lesezeichen",
            "signet",
            "marcador",
            "segnalibro",
            "bladwijzer",
            "закладк",
            "ブックマーク",
            "しおり",
            "书签",
            "書籤",
            "책갈피",
        ],
    ),
    (
        Kind::Highlight,
        &[
            "highlight",
            "markierung",
            "surlignement",
            "subrayado",
            "resaltado",
            "evidenziazione",
            "destaque",
            "markering",
            "выделен",
            "ハイライト",
            "标注",
            "標註",
            "하이라이트",
        ],
    ),
    (Kind::Note, &["note", "notiz", "nota", "notitie", "заметк", "メモ", "笔记", "筆記", "메모"]),
];

/// Words for a page.
const PAGES: &[&str] = &["page", "seite", "página", "pagina", "страниц", "ページ", "页", "頁", "페이지", "쪽"];

/// What the line under the title says the entry is; `None` in a language that is not read here.
pub fn kind(line: &str) -> Option<Kind> {
    let line = line.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| line.contains(word));
    KINDS.iter().find(|(_, words)| has(words)).map(|(kind, _)| *kind)
}

/// Whether a page is named.
pub fn names_page(line: &str) -> bool {
    let line = line.to_lowercase();
    PAGES.iter().any(|word| line.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_is_told_apart() {
        let table = [
            ("Your Highlight on page 12-12", Kind::Highlight),
            ("Your Note on Location 5", Kind::Note),
            ("Your Bookmark on page 3", Kind::Bookmark),
            ("Ihre Markierung bei Position 233-235", Kind::Highlight),
            ("Ihre Notiz auf Seite 4", Kind::Note),
            ("Ihr Lesezeichen auf Seite 4", Kind::Bookmark),
            ("Votre surlignement à l'emplacement 123", Kind::Highlight),
            ("Votre signet sur la page 3", Kind::Bookmark),
            ("Tu subrayado en la página 6", Kind::Highlight),
            ("Tu marcador en la página 6", Kind::Bookmark),
            ("La tua evidenziazione alla pagina 6", Kind::Highlight),
            ("Seu destaque na página 6", Kind::Highlight),
            ("Je markering op pagina 6", Kind::Highlight),
            ("Je bladwijzer op pagina 6", Kind::Bookmark),
            ("Ваш выделенный отрывок в месте 1-2", Kind::Highlight),
            ("Ваша заметка в месте 1", Kind::Note),
            ("位置No. 34-35のハイライト", Kind::Highlight),
            ("22ページ|位置No. 336のメモ", Kind::Note),
            ("您在第 574 页（位置 #8918-8918）的标注", Kind::Highlight),
            ("您在位置 #30的笔记", Kind::Note),
        ];
        for (line, expected) in table {
            assert_eq!(kind(line), Some(expected), "{line}");
        }
        assert_eq!(kind("Jouw iets op 5"), None);
    }
}
