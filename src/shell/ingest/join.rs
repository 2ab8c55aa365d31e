//! `--join`: pages of one article become one input.
//!
//! Comes in: pages as they are given. Goes out: one input with all of them, in the order of their numbers where their addresses
//! have some, else as given. Of a page at an address the further pages are fetched: of the same article alone, with a pause, as
//! its host allows. Never done here: reading the text.

use super::input::{Asked, Input, is_address};
use super::{received, terminal};
use crate::ingest::page::next;
use crate::ingest::reader;
use crate::shell::outcome::Stop;
use crate::shell::terminal::printable;
use url::Url;

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
    let pause = if asked.wanted.private { std::time::Duration::ZERO } else { PAUSE };
    followed(input, asked, &mut Polite::new(pause, asked.wanted.private))
}

/// How long a server is left alone between two of its pages.
#[cfg(feature = "web")]
const PAUSE: std::time::Duration = std::time::Duration::from_secs(1);

/// For all pages of an article together.
#[cfg(feature = "web")]
const TIME: std::time::Duration = std::time::Duration::from_secs(300);

/// A page at an address with the further pages of its article. Where one cannot be had, that is said; that the text goes on
/// is a doubt of its reader's.
#[cfg(feature = "web")]
pub fn followed(input: Input, asked: Asked, polite: &mut crate::shell::web::polite::Polite) -> Result<Input, Stop> {
    let began = std::time::Instant::now();
    let first = reader::read(received(&input, asked.wanted), &[], asked.limits).ok().and_then(|mut clips| clips.pop());
    let Some(first) = first else { return Ok(input) };
    let mut here = input.address.as_deref().and_then(|address| Url::parse(address).ok());
    let (mut rest, mut next, title) = (Vec::new(), first.next, first.title);
    while let (Some(to), Some(at)) = (next.take(), here.take()) {
        let most = asked.limits.pages;
        if rest.len() + 1 >= most {
            say(&format!(
                "the article has more than {most} pages; the rest was not fetched, raise the limit with `--limit pages=NUMBER`"
            ))?;
            break;
        }
        if began.elapsed() > TIME {
            say(&format!(
                "its pages took more than {} seconds; those after page {} were not fetched",
                TIME.as_secs(),
                rest.len() + 1
            ))?;
            break;
        }
        let page = match fetched(&to, asked, polite) {
            Ok(page) => page,
            Err(stop) => {
                say(&format!("{}; the pages from there on are missing", stop.message))?;
                break;
            }
        };
        let landed = page.address.as_deref().and_then(|address| Url::parse(address).ok());
        let Some(landed) = landed.filter(|landed| next::is_next(&at, landed)) else {
            say(&format!("`{to}` leads to another place, and was not joined"))?;
            break;
        };
        let clip =
            reader::read(received(&page, asked.wanted), &[], asked.limits).ok().and_then(|mut clips| clips.pop());
        let Some(clip) = clip else {
            say(&format!("`{to}` cannot be read, and was not joined"))?;
            break;
        };
        if let (Some(title), Some(other)) = (&title, &clip.title)
            && !crate::ingest::page::is_one_title(title, other)
        {
            say(&format!(
                "`{to}` has another title, `{other}`, and was not joined; if it is of the article, save both pages and join the files"
            ))?;
            break;
        }
        rest.push(page);
        (next, here) = (clip.next, Some(landed));
    }
    Ok(with_rest(input, rest))
}

#[cfg(feature = "web")]
fn fetched(to: &str, asked: Asked, polite: &mut crate::shell::web::polite::Polite) -> Result<Input, Stop> {
    use crate::shell::web::{self, Answer, Seen};
    let address = web::address(to).ok_or_else(|| Stop::usage(format!("`{to}` is no address of the web")))?;
    let reach = super::input::reach(asked.wanted, asked.limits);
    let answer = web::fetch_politely(&address, &Seen::default(), &reach, &mut |at| polite.leave(at));
    match answer.map_err(|fault| fault.stop(to))? {
        Answer::Page(page) => Ok(super::input::of_page(to, page)),
        Answer::Gone(status) => {
            Err(Stop::found(format!("there is nothing at `{to}`: {} ({status})", web::meaning(status))))
        }
        Answer::Unchanged(_) => Err(Stop::machine(format!("the server of `{to}` sent no page"))),
    }
}

#[cfg(feature = "web")]
fn say(what: &str) -> Result<(), Stop> {
    terminal::note(&printable(what))
}
