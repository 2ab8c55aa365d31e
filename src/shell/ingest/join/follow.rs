//! The further pages of an article, fetched one after the other.
//!
//! Never done here: joining a page that is of another article, going on without an end.

use super::with_rest;
use crate::ingest::page::{is_one_title, next};
use crate::ingest::reader;
use crate::shell::ingest::input::{Asked, Input, of_page, reach};
use crate::shell::ingest::received;
use crate::shell::outcome::Stop;
use crate::shell::terminal::{self, printable};
use crate::shell::web::polite::Polite;
use crate::shell::web::{self, Answer, Seen};
use std::time::{Duration, Instant};
use url::Url;

/// How long a server is left alone between two of its pages.
pub const PAUSE: Duration = Duration::from_secs(1);

/// For all pages of an article together.
const TIME: Duration = Duration::from_secs(300);

/// A page at an address with the further pages of its article. Where one cannot be had, that is said; that the text goes on
/// is a doubt of its reader's.
pub fn followed(input: Input, asked: Asked, polite: &mut Polite) -> Result<Input, Stop> {
    let began = Instant::now();
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
            && !is_one_title(title, other)
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

fn fetched(to: &str, asked: Asked, polite: &mut Polite) -> Result<Input, Stop> {
    let address = web::address(to).ok_or_else(|| Stop::usage(format!("`{to}` is no address of the web")))?;
    let reach = reach(asked.wanted, asked.limits);
    let answer = web::fetch_politely(&address, &Seen::default(), &reach, &mut |at| polite.leave(at));
    match answer.map_err(|fault| fault.stop(to))? {
        Answer::Page(page) => Ok(of_page(to, page)),
        Answer::Gone(status) => {
            Err(Stop::found(format!("there is nothing at `{to}`: {} ({status})", web::meaning(status))))
        }
        Answer::Unchanged(_) => Err(Stop::machine(format!("the server of `{to}` sent no page"))),
    }
}

fn say(what: &str) -> Result<(), Stop> {
    terminal::note(&printable(what))
}
