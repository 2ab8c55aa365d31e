//! Names of months in some twenty languages, with their usual short forms, lower case, without final points.
//!
//! Taken from common knowledge of each language; forms of the genitive stand beside the nominative where dates use them.

/// Twelve months, each with its forms parted by blanks.
const MONTHS: &[[&str; 12]] = &[
    // English
    [
        "january jan",
        "february feb",
        "march mar",
        "april apr",
        "may",
        "june jun",
        "july jul",
        "august aug",
        "september sept sep",
        "october oct",
        "november nov",
        "december dec",
    ],
    // German
    [
        "januar jänner jan",
        "februar feber feb",
        "märz mär mrz",
        "april apr",
        "mai",
        "juni jun",
        "juli jul",
        "august aug",
        "september sep sept",
        "oktober okt",
        "november nov",
        "dezember dez",
    ],
    // French
    [
        "janvier janv",
        "février fevrier févr fév",
        "mars",
        "avril avr",
        "mai",
        "juin",
        "juillet juil",
        "août aout",
        "septembre sept",
        "octobre oct",
        "novembre nov",
        "décembre decembre déc",
    ],
    // Spanish
    [
        "enero ene",
        "febrero feb",
        "marzo mar",
        "abril abr",
        "mayo may",
        "junio jun",
        "julio jul",
        "agosto ago",
        "septiembre setiembre sept sep",
        "octubre oct",
        "noviembre nov",
        "diciembre dic",
    ],
    // Portuguese
    [
        "janeiro jan",
        "fevereiro fev",
        "março marco mar",
        "abril abr",
        "maio mai",
        "junho jun",
        "julho jul",
        "agosto ago",
        "setembro set",
        "outubro out",
        "novembro nov",
        "dezembro dez",
    ],
    // Italian
    [
        "gennaio genn gen",
        "febbraio febbr feb",
        "marzo mar",
        "aprile apr",
        "maggio magg mag",
        "giugno giu",
        "luglio lug",
        "agosto ago",
        "settembre sett set",
        "ottobre ott",
        "novembre nov",
        "dicembre dic",
    ],
    // Dutch
    [
        "januari jan",
        "februari feb",
        "maart mrt",
        "april apr",
        "mei",
        "juni jun",
        "juli jul",
        "augustus aug",
        "september sep",
        "oktober okt",
        "november nov",
        "december dec",
    ],
    // Polish
    [
        "stycznia styczeń",
        "lutego luty",
        "marca marzec",
        "kwietnia kwiecień",
        "maja maj",
        "czerwca czerwiec",
        "lipca lipiec",
        "sierpnia sierpień",
        "września wrzesień",
        "października październik",
        "listopada listopad",
        "grudnia grudzień",
    ],
    // Czech
    [
        "ledna leden",
        "února únor",
        "března březen",
        "dubna duben",
        "května květen",
        "června červen",
        "července červenec",
        "srpna srpen",
        "září",
        "října říjen",
        "listopadu",
        "prosince prosinec",
    ],
    // Swedish, Norwegian, Danish
    [
        "januari januar jan",
        "februari februar feb",
        "mars marts",
        "april apr",
        "maj mai",
        "juni jun",
        "juli jul",
        "augusti august aug",
        "september sep",
        "oktober okt",
        "november nov",
        "december desember dec des",
    ],
    // Russian
    [
        "января январь янв",
        "февраля февраль фев",
        "марта март мар",
        "апреля апрель апр",
        "мая май",
        "июня июнь июн",
        "июля июль июл",
        "августа август авг",
        "сентября сентябрь сен сент",
        "октября октябрь окт",
        "ноября ноябрь ноя нояб",
        "декабря декабрь дек",
    ],
    // Ukrainian
    [
        "січня січень",
        "лютого лютий",
        "березня березень",
        "квітня квітень",
        "травня травень",
        "червня червень",
        "липня липень",
        "серпня серпень",
        "вересня вересень",
        "жовтня жовтень",
        "листопада листопад",
        "грудня грудень",
    ],
    // Turkish
    ["ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık"],
    // Greek
    [
        "ιανουαρίου ιανουάριος",
        "φεβρουαρίου φεβρουάριος",
        "μαρτίου μάρτιος",
        "απριλίου απρίλιος",
        "μαΐου μάιος",
        "ιουνίου ιούνιος",
        "ιουλίου ιούλιος",
        "αυγούστου αύγουστος",
        "σεπτεμβρίου σεπτέμβριος",
        "οκτωβρίου οκτώβριος",
        "νοεμβρίου νοέμβριος",
        "δεκεμβρίου δεκέμβριος",
    ],
    // Arabic, east and west
    [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل ابريل إبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس اغسطس",
        "سبتمبر",
        "أكتوبر اكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
    // Arabic of the Levant and Iraq, the names of one word
    ["", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "", "", ""],
    // Persian names of the Gregorian months
    ["ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"],
    // Hebrew, also with the prefixed ב
    [
        "ינואר בינואר",
        "פברואר בפברואר",
        "מרץ במרץ מרס במרס",
        "אפריל באפריל",
        "מאי במאי",
        "יוני ביוני",
        "יולי ביולי",
        "אוגוסט באוגוסט",
        "ספטמבר בספטמבר",
        "אוקטובר באוקטובר",
        "נובמבר בנובמבר",
        "דצמבר בדצמבר",
    ],
    // Hindi
    [
        "जनवरी",
        "फरवरी फ़रवरी",
        "मार्च",
        "अप्रैल",
        "मई",
        "जून",
        "जुलाई",
        "अगस्त",
        "सितंबर सितम्बर",
        "अक्टूबर अक्तूबर",
        "नवंबर नवम्बर",
        "दिसंबर दिसम्बर",
    ],
    // Indonesian
    [
        "januari",
        "februari",
        "maret",
        "april",
        "mei",
        "juni",
        "juli",
        "agustus",
        "september",
        "oktober",
        "november",
        "desember",
    ],
    // Finnish, partitive
    [
        "tammikuuta",
        "helmikuuta",
        "maaliskuuta",
        "huhtikuuta",
        "toukokuuta",
        "kesäkuuta",
        "heinäkuuta",
        "elokuuta",
        "syyskuuta",
        "lokakuuta",
        "marraskuuta",
        "joulukuuta",
    ],
];

/// The number of a month by a name in any of the languages. Names that mean two months in two languages are none.
pub fn month(name: &str) -> Option<i8> {
    let name = name.trim_end_matches('.').to_lowercase();
    let mut found = None;
    for months in MONTHS {
        for (forms, number) in months.iter().zip(1..) {
            if forms.split(' ').any(|form| !form.is_empty() && form == name) {
                match found {
                    Some(other) if other != number => return None,
                    _ => found = Some(number),
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::month;

    #[test]
    fn names_of_many_languages_are_months() {
        let table = [
            ("June", 6),
            ("juin", 6),
            ("Sept.", 9),
            ("марта", 3),
            ("يونيو", 6),
            ("ביוני", 6),
            ("MÄRZ", 3),
            ("haziran", 6),
        ];
        for (name, number) in table {
            assert_eq!(month(name), Some(number), "{name}");
        }
        // The Polish `listopada` is November, the Ukrainian `листопада` too, in letters of their own.
        assert_eq!(month("listopada"), Some(11));
        assert_eq!(month("Junebug"), None);
    }
}
