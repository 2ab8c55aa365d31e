//! What leaves of each text, for people: one line a text.

use crate::render::exposure::Exposed;
use crate::shell::terminal::printable;

/// The lines, or why there are none.
pub fn table(exposed: Option<&[Exposed]>) -> String {
    let Some(exposed) = exposed else { return "a site with errors is not published, so nothing leaves".to_owned() };
    let longest = exposed.iter().map(|text| text.name.chars().count()).max().unwrap_or(0);
    let line = |text: &Exposed| {
        let rights = match text.withdrawn {
            Some(day) => format!("withdrawn on {day}"),
            None => text.rights.as_str().to_owned(),
        };
        let parts: Vec<String> = text.leaves.iter().map(|(kind, words)| format!("{kind} {words}")).collect();
        let leaves = if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") };
        printable(&format!("{:longest$}  {rights}; of {} words leave: {leaves}", text.name, text.words))
    };
    exposed.iter().map(line).collect::<Vec<_>>().join("\n")
}
