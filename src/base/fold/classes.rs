//! What each character is to the fold: the lists of SPEC 5, steps (2), (4), (6), (7) and (8).

/// An override of the direction of writing.
pub fn is_override(character: char) -> bool {
    matches!(character, '\u{202d}' | '\u{202e}')
}

/// Step (2), but for joiners, which depend on their neighbours.
pub fn is_dropped(character: char) -> bool {
    match character {
        '\0'..='\u{ac}' => false,
        '\u{ad}' | '\u{61c}' | '\u{640}' => true,
        '\u{180b}'..='\u{180d}' | '\u{180f}' => true,
        '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => true,
        '\u{2060}' | '\u{2066}'..='\u{2069}' => true,
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}' => true,
        _ => false,
    }
}

/// U+200D, dropped unless it joins two emoji.
pub const JOINER: char = '\u{200d}';

/// A character that can be part of a joined emoji: a close cover of Extended_Pictographic.
pub fn is_emoji(character: char) -> bool {
    matches!(character,
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2194}'..='\u{21aa}'
        | '\u{231a}'..='\u{23ff}' | '\u{24c2}' | '\u{25aa}'..='\u{27bf}' | '\u{2934}' | '\u{2935}'
        | '\u{2b05}'..='\u{2b55}' | '\u{1f000}'..='\u{1faff}')
}

/// White space of any kind, and the object character, which stands for a picture or a mark that has no text.
pub fn is_blank(character: char) -> bool {
    character.is_whitespace() || character == '\u{fffc}'
}

/// Quotation marks and apostrophes: one class, written `'`.
pub fn is_quote(character: char) -> bool {
    matches!(character,
        '"' | '\'' | '\u{ab}' | '\u{bb}' | '\u{2bc}' | '\u{5f3}' | '\u{5f4}' | '\u{2018}'..='\u{201f}'
        | '\u{2039}' | '\u{203a}' | '\u{275b}'..='\u{275e}' | '\u{2e42}' | '「' | '」' | '『' | '』'
        | '\u{301d}'..='\u{301f}' | '\u{fe41}'..='\u{fe44}' | '\u{ff02}' | '\u{ff07}' | '\u{ff62}' | '\u{ff63}')
}

/// Hyphens and dashes: one class, written `-`.
pub fn is_dash(character: char) -> bool {
    is_hyphen(character)
        || matches!(
            character,
            '\u{2012}'
                ..='\u{2015}'
                    | '\u{2212}'
                    | '\u{2e3a}'
                    | '\u{2e3b}'
                    | '\u{2e40}'
                    | '\u{fe31}'
                    | '\u{fe32}'
                    | '\u{fe58}'
        )
}

/// Those that can part a word at a line end.
pub fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{58a}' | '\u{5be}' | '\u{1806}' | '\u{2010}' | '\u{2011}' | '\u{fe63}' | '\u{ff0d}')
}

/// Middle dots: one class, written `·`.
pub fn is_middle_dot(character: char) -> bool {
    matches!(
        character,
        '\u{b7}' | '\u{387}' | '\u{2027}' | '\u{2219}' | '\u{22c5}' | '\u{30fb}' | '\u{ff65}' | '\u{318d}' | '\u{119e}'
    )
}

/// A full stop of any width.
pub fn is_full_stop(character: char) -> bool {
    matches!(character, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}')
}

/// One character that is an ellipsis.
pub fn is_ellipsis(character: char) -> bool {
    matches!(character, '\u{2026}' | '\u{22ef}')
}

/// What closes a bracket that may hold an ellipsis, after step (3).
pub fn closing_bracket(open: char) -> Option<char> {
    Some(match open {
        '[' => ']',
        '(' => ')',
        '【' => '】',
        '〔' => '〕',
        '‹' => '›',
        '<' => '>',
        _ => return None,
    })
}

/// A blank before one of these is typography, as French sets it (step 6); judged on the folded character.
pub fn takes_blank_before(folded: char) -> bool {
    matches!(folded, ';' | ':' | '?' | '!' | '%' | '‰')
}

/// Vowel points of Arabic and Hebrew, with the marks of recitation. Hamza and madda are no points.
pub fn is_point(character: char) -> bool {
    matches!(character,
        '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{64b}'..='\u{652}' | '\u{656}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}

/// Superscript digits, signs, brackets and letters. Ordinal signs (`ª`, `º`) are letters of their word.
pub fn is_superscript(character: char) -> bool {
    matches!(character,
        '²' | '³' | '¹' | '\u{2070}' | '\u{2071}' | '\u{2074}'..='\u{207f}' | '\u{2b0}'..='\u{2b8}'
        | '\u{2e1}'..='\u{2e3}' | '\u{1d2c}'..='\u{1d61}' | '\u{1d78}' | '\u{1d9b}'..='\u{1dbf}')
}

/// Superscript digits alone.
pub fn is_superscript_digit(character: char) -> bool {
    matches!(character, '²' | '³' | '¹' | '\u{2070}' | '\u{2074}'..='\u{2079}')
}

/// Superscript plus, minus and equals.
pub fn is_superscript_sign(character: char) -> bool {
    matches!(character, '\u{207a}'..='\u{207c}')
}

/// A currency sign.
pub fn is_currency(character: char) -> bool {
    matches!(
        character,
        '$' | '¢'
            | '£'
            | '¤'
            | '¥'
            | '\u{58f}'
            | '\u{60b}'
            | '\u{9f2}'
            | '\u{9f3}'
            | '\u{af1}'
            | '\u{bf9}'
            | '\u{e3f}'
            | '\u{17db}'
            | '\u{20a0}'
            ..='\u{20c0}'
                | '\u{a838}'
                | '\u{fdfc}'
                | '\u{fe69}'
                | '\u{ff04}'
                | '\u{ffe0}'
                | '\u{ffe1}'
                | '\u{ffe5}'
                | '\u{ffe6}'
    )
}
