//! The vocabulary and its terms.

use super::archive::newest_month;
use super::entries::{counted_topic, entry_years, source_entry};
use super::here::Here;
use super::months::{by_month, plot, spark};
use super::pagination::{PageOf, pagination};
use crate::render::view::{CountedLink, Letter, Topic, TopicNode, Topics};
use crate::resolve::digest::TopicIx;
use crate::resolve::order::Collation;
use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use std::cmp::Ordering;

/// `/topics/`
pub fn topics(here: &Here) -> Topics {
    let all = || (0..here.digest.topics.len()).map(TopicIx);
    let tops = all().filter(|index| here.digest.topics[index.0].parent.is_none());
    Topics { groups: tops.map(|index| node(here, index)).collect(), letters: letters(here, all()) }
}

/// `/topics/PATH/`
pub fn topic(here: &Here, index: TopicIx, page: PageOf) -> Topic {
    let topic = &here.digest.topics[index.0];
    let mut parents = Vec::new();
    let mut above = topic.parent;
    while let Some(parent) = above {
        parents.insert(0, here.topic(parent));
        above = here.digest.topics[parent.0].parent;
    }
    let siblings = match topic.parent {
        Some(parent) => here.digest.topics[parent.0].children.clone(),
        None => (0..here.digest.topics.len())
            .map(TopicIx)
            .filter(|other| here.digest.topics[other.0].parent.is_none())
            .collect(),
    };
    let counts = by_month(topic.entries.iter().map(|entry| here.digest.commentary(*entry).front.date));
    let is_first = page.number == 1;
    Topic {
        label: topic.label.in_language(here.language).to_owned(),
        description: topic.description.clone(),
        parents,
        children: topic.children.iter().map(|child| counted_topic(here, *child)).collect(),
        siblings: siblings
            .into_iter()
            .filter(|other| *other != index)
            .map(|other| counted_topic(here, other))
            .collect(),
        count: topic.entries.len(),
        plot: newest_month(here).and_then(|newest| plot(here, &counts, newest)),
        years: entry_years(here, &topic.entries[page.range()]),
        pages: pagination(here, &topic.route, page),
        sources: topic.sources.iter().filter(|_| is_first).map(|source| source_entry(here, *source)).collect(),
        feed: None,
    }
}

fn node(here: &Here, index: TopicIx) -> TopicNode {
    let topic = &here.digest.topics[index.0];
    let link = counted_topic(here, index);
    let counts = by_month(topic.entries.iter().map(|entry| here.digest.commentary(*entry).front.date));
    let newest = newest_month(here).filter(|_| topic.parent.is_none());
    TopicNode {
        label: link.label,
        link: link.link,
        count: link.count,
        description: topic.description.clone(),
        spark: newest.and_then(|newest| spark(&counts, newest)),
        children: topic.children.iter().map(|child| node(here, *child)).collect(),
    }
}

/// All terms by their first letter, A to Z for languages that have these letters.
fn letters(here: &Here, topics: impl Iterator<Item = TopicIx>) -> Vec<Letter> {
    let Some(collator) = collator(here) else { return Vec::new() };
    let collation = Collation::of(&here.digest.site.language);
    let mut terms: Vec<CountedLink> = topics.map(|index| counted_topic(here, index)).collect();
    terms.sort_by(|a, b| collation.compare((&a.label, &a.link), (&b.label, &b.link)));
    let mut letters: Vec<Letter> = Vec::new();
    for term in terms {
        let letter = letter_of(&collator, &term.label);
        match letters.iter_mut().find(|group| group.letter == letter) {
            Some(group) => group.topics.push(term),
            None => {
                let id = format!("letter-{}", letters.len() + 1);
                letters.push(Letter { letter, id, topics: vec![term] });
            }
        }
    }
    fill_alphabet(letters, &collator)
}

/// Letters without a term, where all terms begin with Latin letters.
fn fill_alphabet(mut letters: Vec<Letter>, collator: &CollatorBorrowed) -> Vec<Letter> {
    let is_latin = |group: &Letter| group.letter.chars().all(|letter| letter.is_ascii_uppercase());
    if letters.is_empty() || !letters.iter().any(is_latin) {
        return letters;
    }
    for letter in 'A'..='Z' {
        let letter = letter.to_string();
        if !letters.iter().any(|group| group.letter == letter) {
            letters.push(Letter { letter, id: String::new(), topics: Vec::new() });
        }
    }
    letters.sort_by(|a, b| collator.compare(&a.letter, &b.letter));
    letters
}

/// The letter a label stands under: that of A to Z which the language counts it as, the first consonant of Hangul, else
/// its own first letter in upper case.
fn letter_of(collator: &CollatorBorrowed, label: &str) -> String {
    const CONSONANTS: [&str; 19] = [
        "ㄱ", "ㄱ", "ㄴ", "ㄷ", "ㄷ", "ㄹ", "ㅁ", "ㅂ", "ㅂ", "ㅅ", "ㅅ", "ㅇ", "ㅈ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ",
        "ㅎ",
    ];
    let Some(first) = label.chars().find(|character| character.is_alphanumeric()) else { return "#".to_owned() };
    if ('가'..='힣').contains(&first) {
        return CONSONANTS[(first as usize - '가' as usize) / 588].to_owned();
    }
    let upper: String = first.to_uppercase().collect();
    let is_same = |letter: &char| collator.compare(&letter.to_string(), &upper) == Ordering::Equal;
    // A letter that the language counts as two stands under the first of them: `Œ` under O in French.
    let is_two = |letter: &char| {
        ('A'..='Z').any(|second| collator.compare(&format!("{letter}{second}"), &upper) == Ordering::Equal)
    };
    let found = ('A'..='Z').find(is_same).or_else(|| ('A'..='Z').find(is_two));
    found.map_or(upper, |letter| letter.to_string())
}

fn collator(here: &Here) -> Option<CollatorBorrowed<'static>> {
    let locale: icu_locale_core::Locale = here.digest.site.language.tag().parse().ok()?;
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Primary);
    Collator::try_new(locale.into(), options).ok()
}
