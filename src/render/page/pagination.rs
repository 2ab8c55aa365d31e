//! The pages of a list: which part of it stands where, and the links between them.

use super::here::Here;
use crate::base::route::Route;
use crate::render::view::{PageStep, Pagination};
use crate::resolve::route::{page_route, pages};
use std::ops::Range;

/// One page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageOf {
    /// Its number, from 1.
    pub number: usize,
    /// How many things the whole list has.
    pub count: usize,
    /// How many stand on a page, at least 1.
    pub per_page: usize,
}

impl PageOf {
    /// How many pages there are, at least 1.
    pub fn pages(self) -> usize {
        pages(self.count, self.per_page)
    }

    /// Which part of the list stands on it.
    pub fn range(self) -> Range<usize> {
        let start = ((self.number - 1) * self.per_page).min(self.count);
        start..(start + self.per_page).min(self.count)
    }
}

/// Links to the pages of a list: the first, the last, this one and its neighbours.
pub fn pagination(here: &Here, list: &Route, page: PageOf) -> Pagination {
    let pages = page.pages();
    let link = |number: usize| here.link(&page_route(list, number));
    let shown = (1..=pages).filter(|number| *number == 1 || *number == pages || number.abs_diff(page.number) <= 1);
    let mut steps: Vec<PageStep> = Vec::new();
    let mut before = 0;
    for number in shown {
        if number > before + 1 {
            steps.push(PageStep { number: 0, link: String::new(), current: false });
        }
        steps.push(PageStep { number, link: link(number), current: number == page.number });
        before = number;
    }
    Pagination {
        number: page.number,
        pages,
        previous: (page.number > 1).then(|| link(page.number - 1)),
        next: (page.number < pages).then(|| link(page.number + 1)),
        steps,
    }
}
