//! Which script a character is of, as far as the program cares.

use unicode_script::{Script, UnicodeScript};

/// Han, kana and CJK punctuation: between two of these a line end is nothing, and a blank is typography (SPEC 5, step 6).
pub fn is_unspaced(character: char) -> bool {
    character >= '\u{2e80}' && (is_han_or_kana(character) || is_cjk_punctuation(character))
}

/// Han and kana, half-width kana and iteration marks too.
pub fn is_han_or_kana(character: char) -> bool {
    match character {
        '\0'..='\u{2e7f}' | '\u{ac00}'..='\u{d7ff}' => false,
        '\u{4e00}'..='\u{9fff}' => true,
        '々' | '〆' | '〇' | 'ー' | 'ｰ' | '〻' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' => true,
        _ => matches!(character.script(), Script::Han | Script::Hiragana | Script::Katakana),
    }
}

/// Han alone, with its iteration mark and its zero.
pub fn is_han(character: char) -> bool {
    match character {
        '\0'..='\u{2e7f}' | '\u{ac00}'..='\u{d7ff}' => false,
        '\u{4e00}'..='\u{9fff}' | '々' | '〇' => true,
        _ => character.script() == Script::Han,
    }
}

/// Hiragana alone.
pub fn is_hiragana(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{309f}')
}

/// Katakana alone, with its long mark.
pub fn is_katakana(character: char) -> bool {
    matches!(character, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}')
}

/// Hiragana or katakana.
pub fn is_kana(character: char) -> bool {
    is_hiragana(character) || is_katakana(character)
}

/// Hangul syllables and letters of any form.
pub fn is_hangul(character: char) -> bool {
    matches!(character,
        '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' | '\u{a960}'..='\u{a97c}'
        | '\u{d7b0}'..='\u{d7fb}' | '\u{ffa0}'..='\u{ffdc}')
}

/// Thai, Lao, Khmer and Burmese: written without blanks between words.
pub fn is_southeast_asian(character: char) -> bool {
    matches!(character,
        '\u{e01}'..='\u{e5b}' | '\u{e80}'..='\u{edf}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{19e0}'..='\u{19ff}' | '\u{a9e0}'..='\u{a9fe}' | '\u{aa60}'..='\u{aa7f}')
        && character != '\u{e3f}'
}

/// U+3001–303F without letters and quotation marks, `・`, and the vertical, small, full- and half-width forms of punctuation.
pub fn is_cjk_punctuation(character: char) -> bool {
    match character {
        '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{302f}' | '\u{3031}'..='\u{3035}' | '\u{3038}'..='\u{303c}' => false,
        '「' | '」' | '『' | '』' | '〝' | '〞' | '〟' => false,
        '\u{3001}'..='\u{303f}' | '・' => true,
        '\u{fe41}'..='\u{fe44}' | '\u{ff02}' | '\u{ff07}' | '\u{ff62}' | '\u{ff63}' => false,
        '\u{fe10}'..='\u{fe19}' | '\u{fe30}'..='\u{fe4f}' | '\u{fe50}'..='\u{fe6b}' => true,
        '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' => true,
        _ => false,
    }
}
