//! The navigation: the sections of the site in their order, and the pages that join it.
//!
//! Comes in: `[menu] order` and pages with `menu`. Goes out: [`MenuItem`]s. Never done here: the words of the theme.

use super::digest::{MenuItem, MenuLabel};
use super::route::{SECTIONS, section_route};
use crate::base::route::Route;
use crate::parse::page::Page;

/// The navigation. A section with nothing in it is left out, as `is_empty` says; a page with `menu: 3` is the third item,
/// counted with the sections, and of two with one number the first by route comes first.
pub fn make_menu(order: &[String], is_empty: impl Fn(&str) -> bool, pages: &[(Route, Page)]) -> Vec<MenuItem> {
    let named = |name: &&String| SECTIONS.iter().any(|(section, _)| section == name) && !is_empty(name);
    let mut menu: Vec<MenuItem> = order
        .iter()
        .filter(named)
        .map(|name| MenuItem { label: MenuLabel::Section(name.clone()), route: section_route(&[name]) })
        .collect();
    let mut joining: Vec<(i64, &Route, &Page)> =
        pages.iter().filter_map(|(route, page)| Some((page.menu?, route, page))).collect();
    joining.sort_by_key(|(place, route, _)| (*place, *route));
    for (place, route, page) in joining {
        let at = usize::try_from(place - 1).unwrap_or(0).min(menu.len());
        // Pages of one number stay in their order: each goes behind those that are there already.
        let at = (at..menu.len()).find(|at| matches!(menu[*at].label, MenuLabel::Section(_))).unwrap_or(menu.len());
        menu.insert(at, MenuItem { label: MenuLabel::Page(page.title.clone()), route: route.clone() });
    }
    menu
}
