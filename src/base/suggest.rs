//! "Did you mean": the nearest of some names.

/// The nearest candidate, where it is near enough to be what was meant. Ties go to the first in order.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&word.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_are_offered_and_far_ones_are_not() {
        assert_eq!(nearest("tittle", ["date", "title", "topics"]), Some("title"));
        assert_eq!(nearest("langauge", ["language"]), Some("language"));
        assert_eq!(nearest("colour", ["date", "title"]), None);
    }
}
