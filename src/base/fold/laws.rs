//! The laws of the fold: folding twice equals once, and every position maps back.

use super::*;
use proptest::prelude::*;

fn fold(paragraphs: &[&str]) -> Folded {
    let mut folder = Folder::new(Side::Stored);
    for paragraph in paragraphs {
        let line_ends: Vec<usize> = paragraph.match_indices('\n').map(|(at, _)| at).collect();
        folder.paragraph(paragraph, &line_ends, Parting::Break);
    }
    folder.finish()
}

fn folded(text: &str) -> String {
    fold(&[text]).text()
}

#[test]
fn each_step_does_what_the_contract_says() {
    let cases = [
        ("inter\u{ad}national coop\u{ad}eration", "international cooperation"),
        ("The Speaker\u{2060} of\u{a0}\u{202f}Parliament", "The Speaker of Parliament"),
        ("The oﬃce ﬁled the ſame Ⅳ reports", "The office filed the same IV reports"),
        ("ﾃﾞｰﾀを公表した（ＡＢＣ）", "データを公表した(ABC)"),
        ("Garci\u{301}a", "García"),
        ("ﻛﺘﺎﺏ جديد القـــرار", "كتاب جديد القرار"),
        ("They say “no” — ‘never’ – and left", "They say 'no'-'never'-and left"),
        ("a drop of −3 degrees, 2019–2023", "a drop of -3 degrees, 2019-2023"),
        ("he paused. . . . then [ … ] went......on", "he paused.…then…went…on"),
        ("one..two.....five", "one..two.....five"),
        ("在 AI 领域，取得 3 项", "在AI领域,取得3项"),
        ("대한 民國 정부", "대한 民國 정부"),
        ("négotia-\ntions de 2014-\n2019 ; 5 %", "négotiations de 2014-2019; 5%"),
        ("The dam[3] was 10² km² ½ ①", "The dam[3] was 10² km² ½ ①"),
        ("قَالَ الرَّئِيسُ", "قَالَ الرَّئِيسُ"),
        ("می\u{200c}خواهم", "ميخواهم"),
        ("Team 👩\u{200d}🔬 won ☎\u{fe0f}", "Team 👩\u{200d}🔬 won ☎"),
        ("– said he", "-said he"),
        ("東京・大阪 x ‧ y", "東京·大阪x · y"),
        ("i\u{5c4}\u{301}", "í\u{5c4}"),
    ];
    for (text, expected) in cases {
        assert_eq!(folded(text), expected, "{text:?}");
    }
}

#[test]
fn a_joint_says_what_lies_between() {
    let folded = fold(&["The negotia-\ntions of 2014–\n2019 – “well", "begun”"]);
    assert_eq!(folded.skeleton(), "Thenegotiationsof20142019'wellbegun'");
    let line_ends: Vec<LineEnd> =
        folded.joints().iter().map(Joint::line_end).filter(|end| *end != LineEnd::No).collect();
    assert_eq!(line_ends, [LineEnd::InWord, LineEnd::InNumber]);
    assert_eq!(folded.joints().iter().map(|joint| joint.breaks).sum::<u8>(), 1);
    let dash = folded.skeleton().find('\'').unwrap();
    assert_eq!(folded.joint_at(dash).unwrap().shape(), Shape::Dash);
}

#[test]
fn an_author_may_wrap_at_a_hyphen() {
    let mut folder = Folder::new(Side::Typed);
    folder.paragraph("a long-\nterm coop\u{ad}\neration", &[7, 19], Parting::Break);
    assert_eq!(folder.finish().text(), "a long-term cooperation");
}

/// Text with more of what the fold looks at than chance would give.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        4 => "[a-cA-C0-9 ]{1,6}",
        2 => prop::sample::select(vec![
            "-", "–", "—", "-\n", "\u{ad}\n", "\u{ad}", " ", "\n", "\u{a0}", "\u{200b}", "\u{200d}", "\u{feff}", ".", "..", "...",
            "…", ". . .", "⋯", "[", "]", "(", ")", "（", "）", "［", "］", "‹", "›", "<", ">", "[…]", "[.[", "...]]", "[3]", "¹", "²,³", "⁻¹", "^(a)", "^",
            "'", "\"", "“", "”", "«", "»", "「", "」", "、", "。", "，", "・", "·", "ﬁ", "ſ", "Ⅷ", "⽂", "ｶﾞ", "ﾞ", "Ａ", "％", "%", ";", "!",
            "e", "\u{301}", "\u{327}", "\u{338}", "é", "한", "ᄒ", "ᅡ", "ᆫ", "국", "中", "の", "カ", "ק", "ָ", "כ", "ل", "َ", "ّ", "ٔ", "ی", "ﻻ", "ﹷ", "ـ",
            "👩", "\u{200d}🔬", "\u{fe0f}", "\u{202e}", "\u{fffc}", "\u{1}", "\t",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_twice_equals_once(paragraphs in prop::collection::vec(text(), 1..4)) {
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        let once = fold(&paragraphs).text();
        let again: Vec<&str> = once.split('\n').collect();
        prop_assert_eq!(&fold(&again).text(), &once);
    }

    #[test]
    fn every_position_maps_back(paragraphs in prop::collection::vec(text(), 1..4)) {
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        let folded = fold(&paragraphs);
        let mut last = 0;
        for (at, character) in folded.skeleton().char_indices() {
            let (start, end) = (folded.raw_start(at), folded.raw_end(at + character.len_utf8()));
            if let Some(start) = start {
                prop_assert!(start >= last && folded.raw().is_char_boundary(start));
                prop_assert_eq!(folded.skeleton_at(start), at);
                let (paragraph, offset) = folded.locate(start);
                prop_assert!(offset < folded.paragraph(paragraph).len());
            }
            if let Some(end) = end {
                prop_assert!(end > start.unwrap_or(last) && folded.raw().is_char_boundary(end));
                last = end;
            }
        }
        for pair in folded.joints().windows(2) {
            prop_assert!(pair[0].skeleton < pair[1].skeleton && pair[0].from <= pair[0].to && pair[0].to <= pair[1].from);
        }
    }

    #[test]
    fn a_run_of_the_text_folds_to_its_words(text in text(), from in 0usize..40, length in 1usize..40) {
        let text = text.replace(['[', '［', '^'], "");
        let folded = fold(&[&text]);
        let starts: Vec<usize> = folded.skeleton().char_indices().map(|(at, _)| at).collect();
        let (Some(from), to) = (starts.get(from), starts.get(from + length)) else { return Ok(()) };
        let to = to.copied().unwrap_or(folded.skeleton().len());
        let (Some(start), Some(end)) = (folded.raw_start(*from), folded.raw_end(to)) else { return Ok(()) };
        // Points, note marks and ellipses depend on what stands outside; the skeleton of letters does not.
        let inside = fold(&[&folded.raw()[start..end]]);
        let letters = |text: &str| text.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>();
        prop_assert_eq!(letters(inside.skeleton()), letters(&folded.skeleton()[*from..to]));
    }

    #[test]
    fn nothing_panics(text in any::<String>(), side in prop::bool::ANY) {
        let mut folder = Folder::new(if side { Side::Stored } else { Side::Typed });
        folder.paragraph(&text, &[], Parting::Break);
        folder.paragraph(&text, &[1], Parting::Wall);
        let folded = folder.finish();
        for joint in folded.joints() {
            folded.points(joint);
            folded.notes(joint);
        }
        folded.text();
    }
}
