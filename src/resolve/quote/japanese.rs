//! Japanese negates at the end of the word: which cuts part a word from that end (SPEC 5, *Edges*).

use super::lists::Lists;
use super::surroundings::Surroundings;
use crate::base::script::{is_han, is_kana, is_katakana};

/// The negating ending that an edge at the end of a quotation cuts off its word; `None` where it cuts none, also before
/// a noun and a negation of its own (問題|ない), which only warns.
pub fn cut_ending(around: &Surroundings, lists: &Lists) -> Option<String> {
    if lists.stems.is_empty() {
        return None;
    }
    let before: String = around.before().iter().collect();
    let after: String = around.after().iter().collect();
    negated_verb(&before, &after, lists)
        .or_else(|| ending_after(&before, &after, lists))
        .or_else(|| ending_across(&before, &after, lists))
}

/// する or できる, negated, after its noun, with は, も or が between or not, on either side of the edge.
fn negated_verb(before: &str, after: &str, lists: &Lists) -> Option<String> {
    let particle = |text: &str| text.chars().next().filter(|c| matches!(c, 'は' | 'も' | 'が'));
    let noun = match before.chars().next_back() {
        Some('は' | 'も' | 'が') => before.chars().rev().nth(1),
        last => last,
    };
    if !noun.is_some_and(|c| is_han(c) || is_katakana(c)) {
        return None;
    }
    let rest = particle(after).map_or(after, |c| &after[c.len_utf8()..]);
    longest(&lists.negated_verbs, rest).map(str::to_owned)
}

/// An ending right after the edge: after kana, or after a stem that ends in Han.
fn ending_after(before: &str, after: &str, lists: &Lists) -> Option<String> {
    let ending = longest(&lists.negating_endings, after)?;
    let next = after[ending.len()..].chars().next();
    if !can_end(ending, next) {
        return None;
    }
    let last = before.chars().next_back()?;
    let is_cut =
        if is_kana(last) && !is_katakana(last) { !is_after_particle(before) } else { ends_in_stem(before, lists) };
    is_cut.then(|| ending.to_owned())
}

/// An ending that begins before the edge and goes on after it.
fn ending_across(before: &str, after: &str, lists: &Lists) -> Option<String> {
    for ending in &lists.negating_endings {
        for (cut, _) in ending.char_indices().skip(1) {
            let (head, tail) = ending.split_at(cut);
            let Some(stem) = before.strip_suffix(head) else { continue };
            let Some(next) = after.strip_prefix(tail) else { continue };
            // ない is also な and a word that begins with い: only where nothing can follow but an end or a particle.
            let follower = next.chars().next();
            let is_before = |particles: &str| {
                ending.chars().count() > 2 || follower.is_none_or(|c| !is_kana(c) || particles.contains(c))
            };
            let is_word =
                stem.chars().next_back().is_some_and(is_kana) && !is_after_particle(stem) || ends_in_stem(stem, lists);
            // A noun may stand before ない (問題ない), and before な with a word of い much oftener (大切な|いのち).
            let is_after_noun = stem.chars().next_back().is_some_and(is_han);
            if is_word && is_before("がのでとかしよ") || is_after_noun && is_before("がでと") {
                return Some(ending.clone());
            }
        }
    }
    None
}

fn longest<'a>(entries: &'a [String], text: &str) -> Option<&'a str> {
    entries.iter().filter(|entry| text.starts_with(entry.as_str())).max_by_key(|entry| entry.len()).map(String::as_str)
}

/// Short endings that also begin other words: ずつ, ずっと, なくす, くらし.
fn can_end(ending: &str, next: Option<char>) -> bool {
    match (ending, next) {
        ("ず", Some(next)) => !matches!(next, 'つ' | 'っ' | 'れ' | 'ら' | 'る'),
        ("ぬ", Some(next)) => !matches!(next, 'れ' | 'り' | 'る' | 'く'),
        ("なく", Some(next)) => !is_kana(next) || "てなもはとので".contains(next),
        _ => true,
    }
}

/// Particles of several kana after which ない is a word of its own.
const LONG_PARTICLES: [&str; 7] = ["しか", "さえ", "すら", "ほど", "くらい", "ぐらい", "ばかり"];

/// Whether the text ends in a particle after which ない is a word of its own: には, 問題が, 何も.
fn is_after_particle(before: &str) -> bool {
    if LONG_PARTICLES.iter().any(|particle| before.ends_with(particle)) {
        return true;
    }
    let mut characters = before.chars().rev();
    match characters.next() {
        Some('は' | 'も' | 'を' | 'の' | 'と' | 'へ' | 'に') => true,
        // が also ends stems (防が): a particle after a noun of two Han characters or katakana.
        Some('が') => {
            let noun: Vec<char> = characters.take(2).collect();
            noun.first().is_some_and(|c| is_katakana(*c)) || (noun.len() == 2 && noun.iter().all(|c| is_han(*c)))
        }
        _ => false,
    }
}

/// Whether the text ends in a verb stem written in Han that is no part of a longer Han word.
fn ends_in_stem(before: &str, lists: &Lists) -> bool {
    lists.stems.iter().any(|stem| {
        before.strip_suffix(stem.as_str()).is_some_and(|outside| !outside.chars().next_back().is_some_and(is_han))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::language::Language;

    fn cut(before: &str, after: &str) -> Option<String> {
        let lists = super::super::lists::of(&Language::parse("ja").unwrap());
        cut_ending(&Surroundings::new(before, after), lists)
    }

    #[test]
    fn an_ending_belongs_to_its_word() {
        for (before, after) in [
            ("変更を認め", "なかった。"),
            ("計画を撤回", "しない。"),
            ("計画を撤回", "はしない"),
            ("計画を撤回は", "しない"),
            ("結果を見", "なかった"),
            ("契約を解除", "できないと"),
            ("認めな", "かった。"),
            ("行き", "ません。"),
            ("行きませ", "ん。"),
            ("何も言わ", "ずに"),
            ("認めな", "い。"),
            ("海で泳が", "ない。"),
            ("出来", "ない"),
            ("安全に問題な", "いと説明した"),
            ("何も問題な", "い。"),
            ("問題な", "かったら"),
            ("認めな", "かったらしい"),
            ("知ら", "ぬ。"),
            ("知ら", "ぬこと"),
            ("変わり", "なく、"),
            ("変わり", "なく続く"),
        ] {
            assert!(cut(before, after).is_some(), "{before}|{after}");
        }
    }

    #[test]
    fn a_noun_or_another_word_is_cut_off_nothing() {
        for (before, after) in [
            ("何も問題", "ない。"),
            ("問題が", "ない。"),
            ("彼には", "ない"),
            ("少し", "ずつ"),
            ("大きな", "いす"),
            ("静か", "なくらし"),
            ("市は", "認めた"),
            ("外来", "ない"),
            ("これしか", "ない"),
            ("誰も", "見なかった"),
            ("大切な", "いのち"),
            ("特別な", "いか"),
            ("大切な", "くらし"),
            ("びしょ", "ぬれ"),
        ] {
            assert_eq!(cut(before, after), None, "{before}|{after}");
        }
    }
}
