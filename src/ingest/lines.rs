//! What a single line of pasted text is: a label with its value, a byline, an address, the furniture of a page.
//!
//! Each list is by language and holds what pages of that language really print; to teach the program another, add a line.

use regex::Regex;
use std::sync::LazyLock;

/// A field that a page names before its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// When it was published.
    Published,
    /// When it was changed.
    Updated,
    /// When it was saved.
    Captured,
    /// Who published it.
    Publication,
    /// Who wrote it.
    Byline,
    /// The agency it is from.
    Agency,
    /// Where it stands.
    Address,
    /// Title.
    Title,
}

const LABELS: &[(Label, &[&str])] = &[
    (
        Label::Published,
        &[
            "date",
            "published",
            "published on",
            "publication date",
            "posted",
            "posted on",
            "issued",
            "datum",
            "veröffentlicht",
            "veröffentlicht am",
            "publié le",
            "date de publication",
            "fecha",
            "publicado",
            "publicado el",
            "data",
            "pubblicato",
            "дата",
            "опубликовано",
            "дата публікації",
            "опубліковано",
            "тарих",
            "발행",
            "발행일",
            "입력",
            "등록",
            "날짜",
            "기사입력",
            "日期",
            "发布时间",
            "发布日期",
            "發布時間",
            "时间",
            "配信",
            "公開",
            "公開日",
            "掲載",
            "التاريخ",
            "تاريخ النشر",
            "نشر في",
            "תאריך",
            "פורסם",
            "تاریخ",
            "tarih",
        ],
    ),
    (
        Label::Updated,
        &[
            "updated",
            "last updated",
            "modified",
            "last modified",
            "aktualisiert",
            "mis à jour",
            "mis à jour le",
            "actualizado",
            "atualizado",
            "aggiornato",
            "обновлено",
            "수정",
            "최종수정",
            "기사수정",
            "更新",
            "更新日",
            "更新时间",
            "آخر تحديث",
            "עודכן",
        ],
    ),
    (
        Label::Captured,
        &[
            "retrieved",
            "retrieved on",
            "accessed",
            "accessed on",
            "captured",
            "saved",
            "saved on",
            "abgerufen",
            "abgerufen am",
            "consulté le",
            "consultado",
            "consultato il",
            "дата обращения",
            "열람",
            "검색일",
            "저장",
            "访问日期",
            "閲覧",
            "閲覧日",
            "تم الاطلاع",
        ],
    ),
    (
        Label::Publication,
        &[
            "source",
            "publication",
            "newspaper",
            "publisher",
            "quelle",
            "zeitung",
            "journal",
            "fuente",
            "fonte",
            "источник",
            "джерело",
            "출처",
            "매체",
            "신문",
            "来源",
            "來源",
            "出典",
            "媒体",
            "المصدر",
            "מקור",
            "منبع",
            "kaynak",
        ],
    ),
    (
        Label::Byline,
        &[
            "by",
            "author",
            "authors",
            "byline",
            "von",
            "autor",
            "autorin",
            "par",
            "auteur",
            "por",
            "autore",
            "автор",
            "기자",
            "글",
            "작성자",
            "作者",
            "记者",
            "記者",
            "文",
            "بقلم",
            "الكاتب",
            "מאת",
            "yazar",
        ],
    ),
    (Label::Agency, &["agency", "agentur", "agence", "agencia", "агентство", "통신사", "通讯社", "通信社", "الوكالة"]),
    (
        Label::Address,
        &["url", "link", "address", "original", "web", "permalink", "원문", "链接", "原文链接", "原文", "الرابط"],
    ),
    (
        Label::Title,
        &["title", "headline", "titel", "titre", "título", "titolo", "заголовок", "제목", "标题", "題名", "العنوان"],
    ),
];

/// Reads `Date: 30/06/2021` as a label and its value. Addresses are no labels.
pub fn labelled(line: &str) -> Option<(Label, &str)> {
    let at = line.find([':', '：'])?;
    let (name, value) = (line[..at].trim(), line[at..].trim_start_matches([':', '：']));
    if name.chars().count() > 30 || value.starts_with("//") {
        return None;
    }
    let name = name.to_lowercase();
    let (label, _) = LABELS.iter().find(|(_, names)| names.contains(&name.as_str()))?;
    Some((*label, value.trim()))
}

/// Reads `By Jane Doe`, `Von …`, `홍길동 기자`, `本报记者 …`: the name, without the word.
pub fn byline(line: &str) -> Option<&str> {
    static FRONT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:By|BY|by|Von|Par|Por|De|Di|Автор|Text by|Written by|بقلم|מאת|文/|文／|本报记者|记者|記者)\s*[:：]?\s+(\S.*)$")
            .expect("the pattern is a constant")
    });
    static BACK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(\S+(?:\s\S+)?)\s*(?:기자|특파원|논설위원|記者|记者)$").expect("the pattern is a constant")
    });
    let line = line.trim();
    if line.chars().count() > 90 || ends_sentence(line) {
        return None;
    }
    let captures = FRONT.captures(line).or_else(|| BACK.captures(line))?;
    captures.get(1).map(|name| name.as_str().trim())
}

/// The first address of a line.
pub fn address(line: &str) -> Option<&str> {
    static ADDRESS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"https?://[^\s<>"'「」“”（）()]+"#).expect("the pattern is a constant"));
    ADDRESS.find(line).map(|found| found.as_str().trim_end_matches(['.', ',', ';', ':', '。', '，']))
}

/// Whether the rest of the page from this line on is not the article: teasers, sharing, comments, copyright.
pub fn ends_article(line: &str) -> bool {
    const WHOLE_OR_START: &[&str] = &[
        "more from ",
        "more articles",
        "more stories",
        "more news",
        "more on this",
        "more like this",
        "related articles",
        "related stories",
        "related news",
        "related topics",
        "related:",
        "read more",
        "read also",
        "read next",
        "see also:",
        "you may also like",
        "you might also like",
        "recommended for you",
        "most read",
        "most popular",
        "trending",
        "latest news",
        "share this",
        "share on ",
        "follow us",
        "subscribe to ",
        "sign up for ",
        "newsletter",
        "leave a comment",
        "leave a reply",
        "comments (",
        "all rights reserved",
        "copyright ©",
        "copyright (c)",
        "© ",
        "previous article",
        "next article",
        "back to top",
        "terms of use",
        "privacy policy",
        "mehr zum thema",
        "mehr aus ",
        "lesen sie auch",
        "das könnte sie auch",
        "meistgelesen",
        "à lire aussi",
        "lire aussi",
        "sur le même sujet",
        "articles liés",
        "tous droits réservés",
        "noticias relacionadas",
        "lea también",
        "más noticias",
        "todos los derechos",
        "leia também",
        "leia mais",
        "notícias relacionadas",
        "leggi anche",
        "articoli correlati",
        "lees ook",
        "czytaj także",
        "zobacz też",
        "читайте также",
        "материалы по теме",
        "все права защищены",
        "читайте також",
        "ilgili haberler",
        "διαβάστε επίσης",
        "관련기사",
        "관련 기사",
        "많이 본",
        "무단전재",
        "무단 전재",
        "저작권자",
        "ⓒ",
        "기사제보",
        "相关新闻",
        "相关阅读",
        "相关报道",
        "延伸阅读",
        "推荐阅读",
        "责任编辑",
        "責任編輯",
        "版权所有",
        "版權所有",
        "関連記事",
        "あわせて読みたい",
        "無断転載",
        "اقرأ أيضا",
        "اقرأ أيضًا",
        "مواضيع ذات صلة",
        "جميع الحقوق محفوظة",
        "קראו גם",
        "כל הזכויות שמורות",
        "بیشتر بخوانید",
        "xem thêm",
        "tin liên quan",
        "อ่านเพิ่มเติม",
        "ข่าวที่เกี่ยวข้อง",
    ];
    let line = line.trim().to_lowercase();
    line.chars().count() <= 120 && !ends_sentence(&line) && WHOLE_OR_START.iter().any(|start| line.starts_with(start))
        || ["all rights reserved", "무단전재", "版权所有"].iter().any(|words| line.contains(words))
            && line.chars().count() <= 160
}

/// Whether a line is the furniture of a page that may stand anywhere: a button, a picture's credit, an advertisement.
pub fn is_furniture(line: &str) -> bool {
    const WHOLE: &[&str] = &[
        "advertisement",
        "advertising",
        "ad",
        "sponsored",
        "share",
        "tweet",
        "print",
        "email",
        "e-mail",
        "save",
        "copy link",
        "listen",
        "play",
        "menu",
        "home",
        "search",
        "skip to content",
        "skip to main content",
        "log in",
        "sign in",
        "subscribe",
        "comments",
        "facebook",
        "twitter",
        "x",
        "whatsapp",
        "telegram",
        "linkedin",
        "anzeige",
        "werbung",
        "teilen",
        "drucken",
        "publicité",
        "partager",
        "imprimer",
        "publicidad",
        "compartir",
        "реклама",
        "поделиться",
        "광고",
        "공유",
        "인쇄",
        "글자크기",
        "가",
        "广告",
        "分享",
        "打印",
        "広告",
        "シェア",
        "印刷",
        "إعلان",
        "شارك",
        "طباعة",
        "פרסומת",
        "שתפו",
        "read original version at source",
        "view original",
        "continue reading",
    ];
    let folded = line.trim().trim_matches(['[', ']', '(', ')', '»', '›', '>', '·', '|']).trim().to_lowercase();
    WHOLE.contains(&folded.as_str())
}

/// Whether a line ends as a sentence does, closing marks and brackets aside.
pub fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(['"', '\'', '”', '’', '»', '」', '』', '“', ')', '）', ']', '›']);
    line.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', ':', '：', ';', '；'])
}

/// The parts of a line that puts several facts beside each other: `Date: … | Source: … | …`.
pub fn facts(line: &str) -> Vec<&str> {
    let parts = line.split(['|', '｜', '•', '·', '\t', '\u{3000}']).flat_map(|part| part.split("  "));
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_known_for_what_they_are() {
        assert_eq!(labelled("Date: 30/06/2021"), Some((Label::Published, "30/06/2021")));
        assert_eq!(labelled("来源：新城日报"), Some((Label::Publication, "新城日报")));
        assert_eq!(labelled("https://a.example/"), None);
        assert_eq!(labelled("He said: no"), None);
        assert_eq!(byline("By Ilse Marent"), Some("Ilse Marent"));
        assert_eq!(byline("홍길동 기자"), Some("홍길동"));
        assert_eq!(byline("By Monday the carts had all been weighed."), None);
        assert_eq!(address("see https://a.example/b?c=1."), Some("https://a.example/b?c=1"));
        assert!(ends_article("More From The Lantern"));
        assert!(!ends_article("More from the north arrived on Monday."));
        assert!(is_furniture("[Share]"));
        assert_eq!(facts("Date: a | Source: b"), ["Date: a", "Source: b"]);
    }
}
