//! Step (3): compatibility characters by list, and of step (7) the yeh and kaf of Persian.
//!
//! Not NFKC: superscripts, subscripts, fractions, circled and squared signs are never touched.

use unicode_normalization::char::decompose_compatible;

/// Puts the characters that stand for this one into `out` and says so; says `false` where it stands for itself.
pub fn expand(character: char, out: &mut Vec<char>) -> bool {
    match character {
        '\0'..='\u{17e}' => return false,
        '\u{17f}' => out.push('s'),
        '\u{1e9b}' => out.push('\u{1e61}'),
        '\u{6a9}' => out.push('\u{643}'),
        '\u{6cc}' => out.push('\u{64a}'),
        // Roman numerals, Kangxi radicals, Latin ligatures, full-width forms, half-width kana and currency signs.
        '\u{2160}'..='\u{217f}'
        | '\u{2f00}'..='\u{2fd5}'
        | '\u{fb00}'..='\u{fb06}'
        | '\u{ff01}'..='\u{ff9f}'
        | '\u{ffe0}'..='\u{ffe2}'
        | '\u{ffe4}'..='\u{ffe6}' => decompose_compatible(character, |part| out.push(part)),
        // Half-width Hangul: to the letter that stands alone, as it is printed, not to the one that joins a syllable.
        '\u{ffa1}'..='\u{ffdc}' => match half_width_hangul(character) {
            Some(letter) => out.push(letter),
            None => return false,
        },
        // Arabic presentation forms, but for signs and marks that stand alone.
        '\u{fb50}'..='\u{fdc7}' | '\u{fdf0}'..='\u{fdf9}' | '\u{fe80}'..='\u{fefc}' => arabic(character, out),
        '\u{fe70}'..='\u{fe7f}' => arabic(character, out),
        _ => return false,
    }
    true
}

/// The letters of a presentation form. The blank or tatweel that only carries a point is left out.
fn arabic(character: char, out: &mut Vec<char>) {
    let from = out.len();
    decompose_compatible(character, |part| match part {
        ' ' | '\u{640}' => {}
        '\u{6a9}' => out.push('\u{643}'),
        '\u{6cc}' => out.push('\u{64a}'),
        part => out.push(part),
    });
    if out.len() == from {
        out.push(character);
    }
}

fn half_width_hangul(character: char) -> Option<char> {
    let code = character as u32;
    let letter = match code {
        0xffa1..=0xffbe => 0x3131 + (code - 0xffa1),
        0xffc2..=0xffc7 => 0x314f + (code - 0xffc2),
        0xffca..=0xffcf => 0x3155 + (code - 0xffca),
        0xffd2..=0xffd7 => 0x315b + (code - 0xffd2),
        0xffda..=0xffdc => 0x3161 + (code - 0xffda),
        _ => return None,
    };
    char::from_u32(letter)
}
