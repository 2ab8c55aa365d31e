//! `--join`: pages of one article become one input.
//!
//! Comes in: pages as they are given. Goes out: one input with all of them, in the order of their numbers where their addresses
//! have some, else as given. Of a page at an address the further pages are fetched: of the same article alone, with a pause, as
//! its host allows. Never done here: reading the text.

#[cfg(feature = "web")]
mod follow;

use super::input::{Asked, Input, is_address};
use super::received;
use crate::ingest::page::next;
use crate::ingest::reader;
use crate::shell::outcome::Stop;
use url::Url;

#[cfg(feature = "web")]
pub use follow::followed;

/// The pages that are given.
#[derive(Default)]
pub struct Joining {
    pages: Vec<Input>,
}

impl Joining {
    /// Takes a page in. The page of an entry of a feed is an article of its own and comes back, with its further pages.
    pub fn take(&mut self, input: Input, asked: Asked) -> Result<Option<Input>, Stop> {
        match &input.entry {
            Some(entry) if entry.has_page => follow(input, asked).map(Some),
            Some(_) => Ok(Some(input)),
            None => {
                if self.pages.len() >= asked.limits.pages {
                    let most = asked.limits.pages;
                    return Err(Stop::usage(format!("there are more than {most} pages to join"))
                        .help("if they are all of one article, raise the limit with `--limit pages=NUMBER`"));
                }
                self.pages.push(input);
                Ok(None)
            }
        }
    }

    /// All that was taken in as one; `None` where nothing was.
    pub fn end(self, asked: Asked) -> Result<Option<Input>, Stop> {
        let mut pages = self.pages;
        if let [only] = pages.as_slice()
            && is_address(&only.from)
        {
            return follow(pages.remove(0), asked).map(Some);
        }
        let addresses: Option<Vec<Url>> = pages.iter().map(|page| address_of(page, asked)).collect();
        if let Some(numbers) = addresses.filter(|all| all.len() > 1).and_then(|all| next::numbers(&all)) {
            let mut numbered: Vec<(usize, Input)> = numbers.into_iter().zip(pages).collect();
            numbered.sort_by_key(|(number, _)| *number);
            pages = numbered.into_iter().map(|(_, page)| page).collect();
        }
        let mut pages = pages.into_iter();
        Ok(pages.next().map(|first| with_rest(first, pages.collect())))
    }
}

fn with_rest(first: Input, rest: Vec<Input>) -> Input {
    let name = match rest.len() {
        0 => first.name,
        1 => format!("{} and {}", first.name, rest[0].name),
        more => format!("{} and {more} more pages", first.name),
    };
    Input { name, rest, ..first }
}

/// Where a page is from: as it came, else as it says.
fn address_of(page: &Input, asked: Asked) -> Option<Url> {
    let said = || reader::read(received(page, asked.wanted), &[], asked.limits).ok()?.pop()?.url;
    Url::parse(&page.address.clone().or_else(said)?).ok()
}

#[cfg(not(feature = "web"))]
fn follow(input: Input, _: Asked) -> Result<Input, Stop> {
    Ok(input)
}

#[cfg(feature = "web")]
fn follow(input: Input, asked: Asked) -> Result<Input, Stop> {
    use crate::shell::web::polite::Polite;
    use std::time::Duration;
    let pause = if asked.wanted.private { Duration::ZERO } else { follow::PAUSE };
    followed(input, asked, &mut Polite::new(pause, asked.wanted.private))
}
