//! What was found, for people and for programs.

use super::finding::{Finding, What};
use crate::resolve::recapture::Distance;
use crate::shell::args::Recheck;
use crate::shell::outcome::Stop;
use crate::shell::print::summary::{amount, listed};
use crate::shell::terminal::printable;
use crate::shell::web;
use serde::Serialize;

/// A finding in one or two lines; `None` where all is as it was and nobody needs to hear of it.
pub fn finding(finding: &Finding, wanted: &Recheck) -> Option<String> {
    let Finding { id, moved_to, .. } = finding;
    let why = |stop: &Stop| match &stop.help {
        Some(help) => format!("{}\n  {help}", stop.message),
        None => stop.message.clone(),
    };
    let said = match &finding.what {
        What::Unchanged => match moved_to {
            Some(to) => format!("moved      `{id}`: its words stand at another address now; write `url: \"{to}\"`"),
            None => return None,
        },
        What::Changed(distance) if distance.is_another => format!(
            "changed    `{id}`: {}\n  hardly any of its words are on the page; look whether it is another one, or stands behind \
             a wall: {}\n  what should be stored all the same, save from a browser and ingest with `--id {id}`",
            differs(distance),
            moved_to.as_ref().or(finding.address.as_ref()).map_or("", String::as_str)
        ),
        What::Changed(distance) => {
            let private = if wanted.private { " --private" } else { "" };
            let command = format!("postil recheck {id} --keep{private}");
            format!("changed    `{id}`: {}\n  to store the new text: {command}", differs(distance))
        }
        What::Kept { distance, said, .. } => format!("changed    `{id}`: {}\n  {said}", differs(distance)),
        What::NotKept(distance, stop) => {
            format!("changed    `{id}`: {}\n  {}", differs(distance), why(stop))
        }
        What::Gone(status) => format!(
            "gone       `{id}`: {} ({status}): {}\n  a public archive of the web may have kept it: write its address as `archived`",
            web::meaning(*status),
            finding.address.as_deref().unwrap_or_default()
        ),
        What::Unread(stop) => format!("unread     `{id}`: {}", why(stop)),
        What::Unasked(stop) => format!("not asked  `{id}`: {}", why(stop)),
        What::Refused(host) => {
            format!("left out   `{id}`: `{host}` asks programs not to fetch it (`robots.txt`); look at it in a browser")
        }
        What::LeftOut(why) => {
            let is_named = wanted.ids.contains(id);
            return is_named.then(|| printable(&format!("left out   `{id}`: {why}")));
        }
    };
    let moved = match (&finding.what, moved_to) {
        (What::Unchanged, _) | (_, None) => String::new(),
        (_, Some(to)) => format!("\n  it has moved for good: write `url: \"{to}\"`"),
    };
    Some(printable(&format!("{said}{moved}")))
}

/// `14 words gone and 2 new, in 1 paragraph`
fn differs(distance: &Distance) -> String {
    let Distance { gone, added, paragraphs, moved, .. } = *distance;
    let mut words = Vec::new();
    if gone > 0 {
        words.push(format!("{} gone", amount(gone, "word", "words")));
    }
    if added > 0 {
        words.push(if gone > 0 { format!("{added} new") } else { format!("{} new", amount(added, "word", "words")) });
    }
    let mut parts = Vec::new();
    match words.is_empty() {
        // Where paragraphs end, or the order of equal ones.
        true if paragraphs > 0 => {
            parts.push(format!("{} parted otherwise", amount(paragraphs, "paragraph", "paragraphs")))
        }
        true => {}
        false => parts.push(format!("{}, in {}", listed(&words), amount(paragraphs, "paragraph", "paragraphs"))),
    }
    if moved > 0 {
        parts.push(format!("{} in another place", amount(moved, "paragraph", "paragraphs")));
    }
    if parts.is_empty() { "its marks differ".to_owned() } else { parts.join("; ") }
}

/// `12 sources: 9 unchanged, 1 changed, 1 gone, 1 moved; 2 left out`
pub fn total(findings: &[Finding]) -> String {
    let totals = Totals::of(findings);
    let kept = findings.iter().filter(|finding| matches!(finding.what, What::Kept { .. })).count();
    let mut said = format!(
        "{}: {} unchanged, {} changed, {} gone, {} moved",
        amount(findings.len(), "source", "sources"),
        totals.unchanged,
        totals.changed,
        totals.gone,
        totals.moved
    );
    if kept > 0 {
        said = said.replace(" changed,", &format!(" changed ({kept} stored),"));
    }
    for (number, what) in
        [(totals.unread, "without a text that could be read"), (totals.unasked, "that could not be asked")]
    {
        if number > 0 {
            said.push_str(&format!(", {number} {what}"));
        }
    }
    let refused = findings.iter().filter(|finding| matches!(finding.what, What::Refused(_))).count();
    let withdrawn = |finding: &&Finding| matches!(finding.what, What::LeftOut(why) if why.contains("withdrawn"));
    let withdrawn = findings.iter().filter(withdrawn).count();
    let homeless = totals.left_out - refused - withdrawn;
    let left: Vec<String> =
        [(homeless, "without an address"), (withdrawn, "withdrawn"), (refused, "refused by `robots.txt`")]
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, why)| format!("{number} {why}"))
            .collect();
    if !left.is_empty() {
        said.push_str(&format!("; left out: {}", listed(&left)));
    }
    said
}

/// One object on one line.
pub fn json(findings: &[Finding]) -> String {
    let view =
        View { format: 1, sources: findings.iter().map(FindingView::of).collect(), totals: Totals::of(findings) };
    serde_json::to_string(&view).expect("a struct of texts and numbers is JSON")
}

#[derive(Serialize)]
struct View<'a> {
    format: u32,
    sources: Vec<FindingView<'a>>,
    totals: Totals,
}

#[derive(Serialize)]
struct FindingView<'a> {
    id: &'a str,
    title: &'a str,
    address: Option<&'a str>,
    outcome: &'static str,
    moved_to: Option<&'a str>,
    since: Option<String>,
    words: Option<WordsView>,
    kept: bool,
    status: Option<u16>,
    why: Option<String>,
}

#[derive(Serialize)]
struct WordsView {
    gone: usize,
    added: usize,
    paragraphs: usize,
    moved: usize,
}

impl<'a> FindingView<'a> {
    fn of(finding: &'a Finding) -> FindingView<'a> {
        let words = finding.distance().map(|distance| WordsView {
            gone: distance.gone,
            added: distance.added,
            paragraphs: distance.paragraphs,
            moved: distance.moved,
        });
        let (status, why) = match &finding.what {
            What::Gone(status) => (Some(*status), Some(web::meaning(*status).to_owned())),
            What::NotKept(_, stop) | What::Unread(stop) | What::Unasked(stop) => (None, Some(stop.message.clone())),
            What::Refused(host) => (None, Some(format!("`{host}` asks programs not to fetch it"))),
            What::LeftOut(why) => (None, Some((*why).to_owned())),
            What::Changed(distance) if distance.is_another => {
                (None, Some("hardly any of the stored words are on the page".to_owned()))
            }
            _ => (None, None),
        };
        FindingView {
            id: finding.id.as_str(),
            title: &finding.title,
            address: finding.address.as_deref(),
            outcome: finding.outcome(),
            moved_to: finding.moved_to.as_deref(),
            since: finding.since.map(|day| day.to_string()),
            words,
            kept: matches!(finding.what, What::Kept { .. }),
            status,
            why,
        }
    }
}

#[derive(Serialize)]
struct Totals {
    unchanged: usize,
    changed: usize,
    gone: usize,
    moved: usize,
    unread: usize,
    unasked: usize,
    left_out: usize,
}

impl Totals {
    fn of(findings: &[Finding]) -> Totals {
        let count = |outcome| findings.iter().filter(|finding| finding.outcome() == outcome).count();
        Totals {
            unchanged: count("unchanged"),
            changed: count("changed"),
            gone: count("gone"),
            moved: count("moved"),
            unread: count("unread"),
            unasked: count("unasked"),
            left_out: count("left-out"),
        }
    }
}
