//! Who translates whom, and that nobody translates itself.
//!
//! Comes in: for each thing the one it translates. Goes out: the same without circles, which are reported. Never done
//! here: aligning the paragraphs of a translation.

use super::codes::TRANSLATION_CYCLE;
use crate::base::diagnostic::{Diagnostic, Place, Report};

/// Cuts the circles out of `of`, which has for each thing the index of the one it translates. `named` gives the place
/// where a thing says so, and its id.
pub fn follow(
    of: &[Option<usize>],
    named: impl Fn(usize) -> (Place, String),
    report: &mut Report,
) -> Vec<Option<usize>> {
    let mut settled = of.to_vec();
    for start in 0..of.len() {
        if !is_on_circle(of, start) {
            continue;
        }
        settled[start] = None;
        let original = of[start].expect("what is on a circle follows another");
        let (place, id) = named(start);
        let diagnostic = if original == start {
            Diagnostic::new(&TRANSLATION_CYCLE, place, format!("`{id}` cannot translate itself"))
        } else {
            let (other_place, other) = named(original);
            let message = format!("`{id}` translates `{other}`, which in the end translates `{id}`");
            Diagnostic::new(&TRANSLATION_CYCLE, place, message).related(other_place, "this leads back")
        };
        report.add(diagnostic.help("leave `translation_of` out of the original"));
    }
    settled
}

fn is_on_circle(of: &[Option<usize>], start: usize) -> bool {
    let mut at = start;
    for _ in 0..of.len() {
        match of[at] {
            Some(next) if next == start => return true,
            Some(next) => at = next,
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::file::SitePath;

    #[test]
    fn circles_are_cut_and_reported_at_each_of_their_members() {
        let named = |index: usize| (Place::file(&SitePath::new(&format!("{index}.md")).unwrap()), index.to_string());
        let mut report = Report::default();
        let settled = follow(&[Some(1), Some(2), Some(1), Some(3), None], named, &mut report);
        assert_eq!(settled, [Some(1), None, None, None, None]);
        let messages: Vec<String> = report.sorted().into_iter().map(|problem| problem.message).collect();
        assert_eq!(
            messages,
            [
                "`1` translates `2`, which in the end translates `1`",
                "`2` translates `1`, which in the end translates `2`",
                "`3` cannot translate itself"
            ]
        );
    }
}
