//! A profile as it stands in `publications.yaml`.
//!
//! Comes in: a [`Profile`], and the file. Goes out: its lines, and the file with them, every other byte as it was. Never done
//! here: writing it.

use super::source_file::{yaml_item, yaml_string};
use crate::base::diagnostic::Report;
use crate::base::edits::{Edit, apply};
use crate::base::file::FileText;
use crate::parse::node::{Node, Value};
use crate::parse::profile::{DateOrder, Profile};
use crate::parse::retouch::{add_field, entry, text};
use crate::parse::yaml;

/// The fields of a profile, each as one line of YAML.
pub fn fields(profile: &Profile) -> Vec<String> {
    let order = profile.dates.and_then(|own| DateOrder::ALL.iter().find(|(_, order)| *order == own));
    let mut out: Vec<String> = order.map(|(name, _)| format!("dates: {name}")).into_iter().collect();
    if !profile.drop.is_empty() {
        let items: Vec<String> = profile.drop.iter().map(|words| yaml_item(words)).collect();
        out.push(format!("drop: [{}]", items.join(", ")));
    }
    let selectors = [
        ("publication", &profile.publication),
        ("title", &profile.title),
        ("body", &profile.body),
        ("byline", &profile.byline),
        ("date", &profile.date),
    ];
    let written = |(name, selector): (&str, &Option<_>)| {
        let selector: &crate::parse::profile::Selector = selector.as_ref()?;
        Some(format!("{name}: {}", yaml_string(selector.as_str())))
    };
    out.extend(selectors.into_iter().filter_map(written));
    out
}

/// The file with the profile in the entry of this key, in the place of one that is there. `None` where it is not written in a
/// way that can be changed so.
pub fn written(file: &FileText, key: &str, profile: &Profile) -> Option<String> {
    let all = file.text();
    let node = yaml::read(file, 0..all.len(), &mut Report::default())?;
    let map = entry_of(&node, key)?;
    let flow = format!("{{{}}}", fields(profile).join(", "));
    let edit = match entry(map, "profile") {
        Some(old) if matches!(old.value.value, Value::Empty) => Edit::insert(old.key.span.end + 1, format!(" {flow}")),
        Some(old) => {
            let start = old.value.span.start;
            let end = start + all[start..old.value.span.end].trim_end().len();
            Edit::replace(start..end, flow)
        }
        None => {
            let mut edit = add_field(file, map, "profile", &flow)?;
            // Where each field has a line, so have those of the profile.
            if let Some((before, _)) = edit.text.split_once("profile: {").filter(|(before, _)| before.contains('\n')) {
                let lines: String = fields(profile).iter().map(|line| format!("{before}  {line}")).collect();
                edit.text = format!("{before}profile:{lines}");
            }
            edit
        }
    };
    apply(all, vec![edit])
}

fn entry_of<'a>(root: &'a Node, key: &str) -> Option<&'a Node> {
    let Value::List(items) = &root.value else { return None };
    items.iter().find(|item| entry(item, "key").and_then(|entry| text(&entry.value)) == Some(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::file::SitePath;
    use crate::parse::profile::Selector;

    #[test]
    fn a_profile_is_written_in_the_form_of_its_entry() {
        let profile = Profile {
            dates: Some(DateOrder::DayFirst),
            drop: vec!["Read on, please".to_owned()],
            body: Selector::new("div.text"),
            date: Selector::new("#day"),
            ..Profile::default()
        };
        let lines = "\n  profile:\n    dates: day-first\n    drop: [\"Read on, please\"]\n    body: div.text\n    date: \"#day\"";
        let flow = "{dates: day-first, drop: [\"Read on, please\"], body: div.text, date: \"#day\"}";
        let table = [
            (
                "# Ours\n- key: a # x\n  name: A # y\n\n- key: b\n  name: B\n",
                format!("# Ours\n- key: a # x\n  name: A # y{lines}\n\n- key: b\n  name: B\n"),
            ),
            (
                "- {key: a, name: A}\n- {key: b, name: B}\n",
                format!("- {{key: a, name: A, profile: {flow}}}\n- {{key: b, name: B}}\n"),
            ),
            (
                "- key: a\n  profile:\n    body: p\n    drop: [x]\n  name: A\n",
                format!("- key: a\n  profile:\n    {flow}\n  name: A\n"),
            ),
            ("- key: a\n  profile:\n  name: A\n", format!("- key: a\n  profile: {flow}\n  name: A\n")),
        ];
        for (old, new) in table {
            let file = FileText::new(SitePath::new("content/publications.yaml").unwrap(), old);
            assert_eq!(written(&file, "a", &profile).as_deref(), Some(new.as_str()));
        }
    }
}
