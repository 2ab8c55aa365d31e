//! Tables of edges, written by hand: what `tables/*.txt` says holds.

use super::edges::{Cut, End, Remark, cut_number, is_note_mark, judge};
use super::lists;
use super::surroundings::Surroundings;
use super::typography::pair;
use crate::base::language::Language;

/// The lines of a table with their numbers and, of each, the language and the rest.
fn lines(table: &str) -> impl Iterator<Item = (usize, Language, &str)> {
    let lines = table.lines().zip(1..).filter(|(line, _)| !line.is_empty() && !line.starts_with('#'));
    lines.map(|(line, number)| {
        let (tag, rest) = line.split_once(": ").unwrap();
        (number, Language::parse(tag).unwrap(), rest)
    })
}

/// The text without its braces, and the numbers in it as ranges of bytes.
fn numbers(marked: &str) -> (String, Vec<std::ops::Range<usize>>) {
    let (mut text, mut numbers) = (String::new(), Vec::new());
    let mut begun = 0;
    for character in marked.chars() {
        match character {
            '{' => begun = text.len(),
            '}' => numbers.push(begun..text.len()),
            other => text.push(other),
        }
    }
    (text, numbers)
}

/// An edge as the table writes it.
fn shown(judged: Result<Vec<Remark>, Cut>) -> String {
    match judged {
        Err(Cut::Character(whole)) => format!("cuts the character {whole}"),
        Err(Cut::Word(whole)) => format!("cuts the word {whole}"),
        Err(Cut::Prefix(prefix)) => format!("cuts the prefix {prefix}"),
        Err(Cut::Ending(ending)) => format!("cuts the ending {ending}"),
        Err(Cut::Number(whole)) => format!("cuts the number {whole}"),
        Err(Cut::Superscript(unit)) => format!("cuts the superscript of {unit}"),
        Ok(remarks) if remarks.is_empty() => "free".to_owned(),
        Ok(remarks) => {
            let words = remarks.iter().map(|remark| match remark {
                Remark::Negation(words) => format!("a negation {words}"),
                Remark::Particle(words) => format!("a particle {words}"),
            });
            words.collect::<Vec<_>>().join(", ")
        }
    }
}

#[test]
fn edges_are_judged() {
    let mut wrong = Vec::new();
    let table = include_str!("tables/edges.txt").lines().zip(1..).filter(|(line, _)| !line.starts_with('#'));
    for (line, number) in table {
        let (end, rest) = line.split_once(' ').unwrap();
        let end = if end == "begins" { End::Start } else { End::Finish };
        let (_, language, rest) = lines(rest).next().unwrap();
        let (text, expected) = rest.split_once(" = ").unwrap();
        let (before, after) = text.split_once('|').unwrap();
        let found = shown(judge(end, &Surroundings::new(before, after), lists::of(&language), |_, _| false));
        if found != expected {
            wrong.push(format!("{number}: {text}: {found}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_edge_cuts_a_number() {
    let mut wrong = Vec::new();
    for (line, language, marked) in lines(include_str!("tables/numbers.txt")) {
        let (text, numbers) = numbers(marked);
        for (edge, _) in text.char_indices().skip(1) {
            let (before, after) = text.split_at(edge);
            let expected = numbers.iter().find(|number| number.start < edge && edge < number.end);
            let expected = expected.map(|number| text[number.clone()].to_owned());
            let found = cut_number(&Surroundings::new(before, after), lists::of(&language));
            if found != expected {
                wrong.push(format!("{line}: {before}|{after}: {expected:?} expected, {found:?} found"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_edge_cuts_the_words_of_a_number() {
    for (tag, before, after, expected) in [
        ("en", "rose by ten per", " cent in May", Some("per cent")),
        ("en", "rose by ten per ", "cent in May", Some("per cent")),
        ("en", "rose by ten per", " day", None),
        ("en", "a tenth of a", " cent", None),
        ("en", "rose by ten", " per cent", None),
        ("en", "rose by ten per cent", " in May", None),
        ("en", "per ", "cent per cent", Some("per cent")),
        ("en", "ten per", "cent", None),
        ("el", "δέκα επί", " τοις εκατό", Some("επί τοις εκατό")),
        ("el", "δέκα επί τοις ", "εκατό", Some("τοις εκατό")),
        ("el", "δέκα επί τοις ", "άλλο", None),
        ("el", "δέκα επί", " τοις", None),
        ("fr", "dix pour ", "cent", Some("pour cent")),
    ] {
        let lists = lists::of(&Language::parse(tag).unwrap());
        let found = cut_number(&Surroundings::new(before, after), lists);
        assert_eq!(found.as_deref(), expected, "{before}|{after}");
    }
}

#[test]
fn a_superscript_is_a_note_mark_or_none() {
    let mut wrong = Vec::new();
    for (line, verdict, rest) in
        include_str!("tables/superscripts.txt").lines().zip(1..).filter_map(|(line, number)| {
            let (verdict, rest) = line.split_once(' ').filter(|_| !line.starts_with('#'))?;
            Some((number, verdict, rest))
        })
    {
        let (_, language, text) = lines(rest).next().unwrap();
        let (before, mark) = text.split_once('|').unwrap();
        let before: Vec<char> = before.replace("\\u{301}", "\u{301}").chars().collect();
        let mark: Vec<char> = mark.chars().collect();
        if is_note_mark(&before, &mark, lists::of(&language)) != (verdict == "note") {
            wrong.push(format!("{line}: {rest}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn quotation_marks_are_paired() {
    let mut wrong = Vec::new();
    let table = include_str!("tables/pairs.txt").lines().zip(1..).filter(|(line, _)| !line.starts_with('#'));
    for (line, number) in table {
        let (text, pairs) = line.split_once(" =").unwrap();
        let mut found = pair(text);
        found.sort_unstable();
        let quoted = |(from, to): &(usize, usize)| &text[*from..*to + text[*to..].chars().next().unwrap().len_utf8()];
        let found = found.iter().map(quoted).collect::<Vec<_>>().join(" | ");
        if found != pairs.trim() {
            wrong.push(format!("{number}: {text}: {found}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
