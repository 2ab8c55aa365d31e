//! The language of a text that does not say it.

use crate::base::language::Language;
use whatlang::Lang;

/// The language, where the text is long enough to tell and the answer reliable.
pub fn detect(text: &str) -> Option<Language> {
    let info = whatlang::detect(text)?;
    let tag = tag(info.lang())?;
    let sure = info.is_reliable() || info.script().langs().len() == 1;
    sure.then(|| Language::parse(tag)).flatten()
}

/// ISO 639-3 codes of the detector as BCP 47 has them (RFC 5646 wants the shortest).
fn tag(language: Lang) -> Option<&'static str> {
    Some(match language {
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Ell => "el",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Tha => "th",
        Lang::Kor => "ko",
        Lang::Jpn => "ja",
        Lang::Cmn => "zh",
        Lang::Cat => "ca",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        Lang::Khm => "km",
        Lang::Mya => "my",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::detect;

    #[test]
    fn long_texts_tell_their_language() {
        let table = [
            ("The council met on Thursday to hear the report of the steward, and it adopted every proposal.", "en"),
            ("정치국은 회의를 열고 보고를 들었다.", "ko"),
            ("会议听取了报告，并通过了全部提案。", "zh"),
            ("会議は報告を聞き、すべての提案を採択した。", "ja"),
            ("Der Rat trat am Donnerstag zusammen, hörte den Bericht und nahm alle Vorschläge an.", "de"),
        ];
        for (text, tag) in table {
            assert_eq!(detect(text).map(|language| language.tag().to_owned()).as_deref(), Some(tag), "{text}");
        }
        assert_eq!(detect("12 34"), None);
    }
}
