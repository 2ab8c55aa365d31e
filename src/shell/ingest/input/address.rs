//! A page at an address.

use super::Input;
use crate::ingest::limits::Limits;
use crate::shell::args::Ingest;
use crate::shell::outcome::Stop;
use crate::shell::web::{self, Answer, Page, Seen};
use std::time::Duration;

/// Fetches it within the limits.
pub fn fetched(given: &str, wanted: &Ingest, limits: &Limits) -> Result<Input, Stop> {
    let address = web::address(given).ok_or_else(|| Stop::usage(format!("`{given}` is no address of the web")))?;
    match web::fetch(&address, &Seen::default(), &reach(wanted, limits)).map_err(|fault| fault.stop(given))? {
        Answer::Page(page) => Ok(of_page(given, page)),
        Answer::Gone(status) => {
            Err(Stop::found(format!("there is nothing at `{given}`: {} ({status})", web::meaning(status)))
                .help("a public archive of the web may have kept it: ingest its copy, or a saved page"))
        }
        Answer::Unchanged(_) => {
            Err(Stop::machine(format!("the server of `{given}` sent no page, though none was known")))
        }
    }
}

/// How far a fetch may go.
pub fn reach(wanted: &Ingest, limits: &Limits) -> web::Limits {
    web::Limits {
        bytes: limits.size as u64,
        time: Duration::from_secs(limits.seconds),
        private: wanted.private,
        ..web::Limits::default()
    }
}

/// A page that was fetched.
pub fn of_page(given: &str, page: Page) -> Input {
    Input {
        name: given.to_owned(),
        from: given.to_owned(),
        address: Some(page.landed.address.to_string()),
        content_type: page.content_type,
        bytes: page.bytes,
        ..Input::default()
    }
}
