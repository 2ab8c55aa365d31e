//! The agency in the line that opens a report: `SEOUL, Feb. 3 (Halla Press) --`, `(서울=한라통신)`, `海湾社北京2月3日电`.
//!
//! Only forms that agencies and papers use for nothing else are read; what stands in brackets elsewhere is no agency.

use super::clip::{Certainty, Clip};
use regex::Regex;
use std::sync::LazyLock;

/// Sets the agency that the first paragraph names, where nothing else did.
pub fn settle_agency(clip: &mut Clip) {
    let publication = clip.publication.as_ref().map(|named| named.name.to_lowercase());
    let first = clip.paragraphs.iter().take(2).find_map(|paragraph| agency(paragraph)).map(str::to_owned);
    if let (None, Some(name)) =
        (&clip.agency, first.filter(|name| publication.as_deref() != Some(&name.to_lowercase())))
    {
        clip.origin("agency", Certainty::Inferred, "the line that opens the report");
        clip.agency = Some(name);
    }
}

/// The agency that a paragraph opens with.
pub fn agency(paragraph: &str) -> Option<&str> {
    // A place in capitals, a day perhaps, the agency in brackets, a dash.
    static BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:[^()\n.]{2,50}?(?:,[^()\n]{2,24}?)?\s)?\((?P<name>\p{Lu}[^()\n]{1,40})\)\s*(?:--+|[—–―-])\s")
    });
    // 〔서울=한라통신〕
    static KOREAN: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[\[(（【〔][가-힣·, ]{1,20}=(?P<name>[가-힣A-Za-z0-9 ]{2,20}?)[\])）】〕]"));
    // 海湾社北京2月3日电; 【海湾社北京2日】
    static CHINESE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[【（(]?(?P<name>\p{Han}{1,8}(?:通讯社|通訊社|通信社|社))[^。，\n]{0,20}?[0-9０-９]{1,2}日(?:电|電|讯|訊|[】）)])",
        )
    });
    // 【北京=海湾通信】
    static JAPANESE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^[【〔\[][\p{Han}\p{Katakana}ー・]{1,16}[=＝](?P<name>[\p{Han}\p{Katakana}ーA-Za-z]{2,16})[】〕\]]")
    });
    // ГОРОД, 3 февраля. /Залив Пресс/.
    static SLASHES: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{Lu}[^/\n]{2,50}/(?P<name>[^/\n]{2,40})/[.,]?\s"));
    let paragraph = paragraph.trim_start();
    let all = [&BRACKETS, &KOREAN, &CHINESE, &JAPANESE, &SLASHES];
    let name = all.iter().find_map(|form| form.captures(paragraph)?.name("name"))?.as_str().trim();
    let before = paragraph.split(name).next().unwrap_or_default();
    let is_place = |before: &str| {
        // A sentence that has run on is no place; a place is short, and begins in capitals where its letters have them.
        before.split_whitespace().count() <= 6 && !before.trim_start().starts_with(char::is_lowercase)
    };
    let is_name = !name.chars().any(|character| character.is_ascii_digit()) && name.split_whitespace().count() <= 5;
    (is_name && is_place(before)).then_some(name)
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is a constant")
}

#[cfg(test)]
mod tests {
    use super::agency;

    #[test]
    fn an_agency_is_read_where_reports_name_it() {
        for (text, name) in [
            ("SEOUL, Feb. 3 (Halla Press) -- The council met.", Some("Halla Press")),
            ("WEIGHBRIDGE (Halla Press) — The council met.", Some("Halla Press")),
            ("BERLIN, 3. Februar (Küstendienst) - Der Rat trat zusammen.", Some("Küstendienst")),
            ("(Halla Press) - The council met.", Some("Halla Press")),
            ("(서울=한라통신) 김하늘 기자 = 평의회가 모였다.", Some("한라통신")),
            ("[부산=한라뉴스] 평의회가 모였다.", Some("한라뉴스")),
            ("海湾社北京2月3日电 （记者王小）议会开会。", Some("海湾社")),
            ("【東京＝湾岸通信】議会が開かれた。", Some("湾岸通信")),
            ("МОСКВА, 3 февраля. /Залив Пресс/. Совет собрался.", Some("Залив Пресс")),
            ("The council (of stewards) -- met.", None),
            ("The council met (Thursday) and rose.", None),
            ("The old weigh house, which the whole town knows (Building 3) - was closed.", None),
            ("Halla Press said so.", None),
        ] {
            assert_eq!(agency(text), name, "{text}");
        }
    }
}
