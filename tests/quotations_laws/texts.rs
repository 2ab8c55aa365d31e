//! What sources are made of: own sentences in many languages and scripts.

/// A language with its sentences.
pub struct Tongue {
    /// Its tag.
    pub tag: &'static str,
    /// Sentences without a negation or a word that reverses.
    pub plain: &'static [&'static str],
    /// Sentences with one negation, each with the negation and at least three words on both sides of it.
    pub negated: &'static [(&'static str, &'static str)],
    /// Whether words are parted by blanks.
    pub spaced: bool,
}

const fn spaced(
    tag: &'static str,
    plain: &'static [&'static str],
    negated: &'static [(&'static str, &'static str)],
) -> Tongue {
    Tongue { tag, plain, negated, spaced: true }
}

/// All of them.
pub const TONGUES: &[Tongue] = &[
    spaced(
        "en",
        &[
            "The lock at Harrow Bend opens at six, and the tide mill turns until dusk.",
            "“A bridge is a promise,” the surveyor wrote, “and the toll is its price.”",
            "By 1898 the canal carried 12,400 tonnes of slate – a third of it for Dunmore.",
            "The keeper's well-known boat pays 3.5% of the fare; visitors pay the whole.",
            "Work on the first basin (1911–1914) was finished under Edwin IV of Marl… and then the staff went home.",
            "Its clock strikes twice: once for the harbour, once for the town!",
        ],
        &[
            ("The warden of the bridge did not raise the gate before the flood reached the quay.", "not"),
            ("After the third winter nobody from the parish signed the second list of repairs.", "nobody"),
            ("The clerk of the harbour rejected every late delivery of timber for the mill.", "rejected"),
        ],
    ),
    spaced(
        "de",
        &[
            "Die Schleuse öffnet um sechs Uhr, und die Gezeitenmühle läuft bis zur Dämmerung.",
            "„Eine Brücke ist ein Versprechen“, schrieb der Vermesser, „und der Zoll ist ihr Preis.“",
            "Bis 1898 trug der Kanal 12.400 Tonnen Schiefer – ein Drittel davon für Dunmore.",
            "Das Groß-Boot des Wärters zahlt 3,5 % der Gebühr; Gäste zahlen alles.",
        ],
        &[
            ("Der Wärter der Brücke hob das Tor nicht vor der Flut des Frühlings.", "nicht"),
            ("Die Gemeinde gab nach dem Winter keine zweite Liste der Arbeiten heraus.", "keine"),
        ],
    ),
    spaced(
        "fr",
        &[
            "L’écluse ouvre à six heures, et le moulin tourne jusqu’au soir.",
            "« Un pont est une promesse », écrivit l’arpenteur, « et le péage est son prix. »",
            "En 1898, le canal portait 12 400 tonnes d’ardoise – un tiers pour Dunmore.",
            "Le garde avait-il un bateau bien à lui ? Oui : le plus grand du port !",
        ],
        &[
            ("Le gardien du pont a levé la barrière sans prévenir les gens du quai.", "sans"),
            ("Après le troisième hiver la commune a refusé toute la longue liste des travaux du port.", "refusé"),
        ],
    ),
    spaced(
        "es",
        &[
            "La esclusa abre a las seis, y el molino gira hasta la noche.",
            "«Un puente es una promesa», escribió el agrimensor, «y el peaje es su precio».",
            "¿Quién llevó 12.400 toneladas de pizarra en 1898? El canal: un tercio para Dunmore.",
        ],
        &[
            ("El guardián del puente viejo no levantó la barrera antes de la crecida.", "no"),
            ("Después del tercer invierno nadie del pueblo firmó la segunda lista de obras.", "nadie"),
        ],
    ),
    spaced(
        "pl",
        &[
            "Śluza otwiera się o szóstej, a młyn obraca się aż do zmierzchu.",
            "„Most jest obietnicą”, pisał mierniczy, „a myto jego ceną”.",
            "W roku 1898 kanał niósł 12 400 ton łupku – jedną trzecią dla Dunmore.",
        ],
        &[("Strażnik starego mostu nie podniósł szlabanu przed wiosenną powodzią.", "nie")],
    ),
    spaced(
        "ru",
        &[
            "Шлюз открывается в шесть часов, и мельница вертится до самого вечера.",
            "«Мост – это обещание, – писал землемер, – а пошлина его цена».",
            "К 1898 году по каналу шло 12 400 тонн сланца; треть его везли в Данмор.",
            "Большой колокол бьёт дважды: раз для гавани, раз для города.",
        ],
        &[
            ("Сторож старого моста не поднял ворота перед весенним половодьем.", "не"),
            ("После третьей зимы никто из прихода ту вторую опись работ подписал.", "никто"),
        ],
    ),
    spaced(
        "uk",
        &[
            "Шлюз відчиняється о шостій, і млин крутиться до самого вечора.",
            "«Міст – це обіцянка», писав землемір, «а мито – його ціна».",
        ],
        &[("Сторож старого мосту не підняв ворота перед весняною повінню.", "не")],
    ),
    spaced(
        "el",
        &[
            "Η υδατοφράκτης ανοίγει στις έξι, και ο μύλος γυρίζει ως το βράδυ.",
            "«Η γέφυρα είναι υπόσχεση», έγραψε ο τοπογράφος, «και τα διόδια η τιμή της».",
            "Ως το 1898 το κανάλι έφερε 12.400 τόνους σχιστόλιθο· το ένα τρίτο για το Ντάνμορ.",
        ],
        &[("Ο φύλακας της γέφυρας δεν σήκωσε την πύλη πριν από την πλημμύρα.", "δεν")],
    ),
    spaced(
        "tr",
        &[
            "Kanalın kapısı altıda açılır, gelgit değirmeni akşama kadar döner.",
            "“Köprü bir sözdür,” diye yazdı haritacı, “geçiş ücreti de bedelidir.”",
            "1898 yılında kanal 12.400 ton arduvaz taşıdı – üçte biri Dunmore içindi.",
        ],
        &[("Köprünün eski bekçisi için bu kapı değil öteki kapı önemli sayılırdı.", "değil")],
    ),
    spaced(
        "vi",
        &[
            "Cửa cống mở lúc sáu giờ, và cối xay quay cho đến tận hoàng hôn.",
            "“Cây cầu là một lời hứa,” người đo đạc viết, “và phí cầu là cái giá của nó.”",
        ],
        &[("Người gác cây cầu cũ không nâng cánh cửa lên trước trận lũ mùa xuân.", "không")],
    ),
    spaced(
        "ko",
        &[
            "수문은 여섯 시에 열리고 물레방아는 해가 질 때까지 돌아간다.",
            "“다리는 약속이다.” 측량사는 이렇게 썼다. “통행료는 그 값이다.”",
            "1898년까지 운하는 점판암 12,400톤을 날랐고 그 가운데 셋째 몫은 던모어로 갔다.",
        ],
        &[("낡은 다리의 지기는 봄 홍수가 오기 전에 결코 수문을 올린 적이 있다고 하였다.", "결코")],
    ),
    spaced(
        "ar",
        &[
            "تفتح بوابة القناة في الساعة السادسة، وتدور طاحونة المد حتى المساء.",
            "«الجسر وعد»، كتب المساح في دفتره، «والرسم ثمنه».",
            "حملت القناة سنة 1898 نحو 12400 طن من الأردواز إلى المدينة الكبيرة؛ ثلثها لدونمور.",
        ],
        &[("إن حارس الجسر القديم لم يرفع البوابة قبل فيضان الربيع الأخير.", "لم")],
    ),
    spaced(
        "fa",
        &[
            "دریچه کانال ساعت شش باز می‌شود و آسیاب تا غروب می‌گردد.",
            "«پل یک پیمان است» نوشت نقشه‌بردار در دفتر خود «و باج بهای آن است».",
        ],
        &[("نگهبان پل کهنه هرگز دروازه را پیش از سیلاب بهاری بالا برد.", "هرگز")],
    ),
    spaced(
        "he",
        &[
            "שער התעלה נפתח בשעה שש, וטחנת הגאות מסתובבת עד הערב.",
            "„הגשר הוא הבטחה”, כתב המודד ביומנו, „והאגרה היא מחירו”.",
            "עד שנת 1898 נשאה התעלה 12,400 טון צפחה – שליש מהם לדאנמור.",
        ],
        &[("שומר הגשר הישן לא הרים את השער לפני השיטפון באביב.", "לא")],
    ),
    spaced(
        "hi",
        &["नहर का फाटक छह बजे खुलता है और चक्की शाम तक घूमती है।", "“पुल एक वचन है,” सर्वेक्षक ने लिखा, “और चुंगी उसका मूल्य है।”"],
        &[("पुराने पुल के चौकीदार ने बाढ़ से पहले फाटक नहीं उठाया था ऐसा लिखा है।", "नहीं")],
    ),
    Tongue {
        tag: "zh",
        plain: &[
            "水闸在早上六点开启，潮汐磨坊一直转到黄昏。",
            "测量员写道：“桥是一个承诺，通行费是它的价格。”",
            "到1898年，运河运送了12400吨板岩，其中三分之一运往邓莫尔。",
            "《东港・西港日志》记下了每一条船的名字；钟楼每天敲两次！",
        ],
        negated: &[("旧桥的看守人在春天的洪水到来之前没有升起那一道沉重的闸门。", "没有")],
        spaced: false,
    },
    Tongue {
        tag: "ja",
        plain: &[
            "水門は朝の六時に開き、潮の水車は夕暮れまで回り続ける。",
            "「橋は約束である」と測量士は書いた。「通行料はその値段である。」",
            "１８９８年までに運河は１２，４００トンのスレートを運び、その三分の一はダンモア・マールへ行った。",
        ],
        negated: &[("古い橋の番人は春の洪水が来る前に決して重い門を上げたりした。", "決して")],
        spaced: false,
    },
    Tongue {
        tag: "th",
        plain: &["ประตูน้ำเปิดตอนหกโมงเช้า และโรงสีหมุนไปจนถึงค่ำ", "“สะพานคือคำมั่นสัญญา” นักสำรวจเขียนไว้ “ค่าผ่านทางคือราคาของมัน”"],
        negated: &[("คนเฝ้าสะพานเก่าแก่ของเมืองไม่ยกบานประตูขึ้นก่อนน้ำหลากในฤดูใบไม้ผลิ", "ไม่")],
        spaced: false,
    },
];
