//! What servers said of pages the last time, in `.postil/recheck.json`: never needed, and thrown away where it is not understood.
//!
//! A page is only known while the stored text is the one it was compared with.

use crate::shell::outcome::Stop;
use crate::shell::web::Seen;
use crate::shell::whole::{Replace, inside, own_folder, write_whole};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use url::Url;

const FILE: &str = ".postil/recheck.json";
/// More pages than these are written down before the run has ended.
const SOME: usize = 25;

/// Pages by address.
#[derive(Default)]
pub struct SeenPages {
    pages: BTreeMap<String, SeenPage>,
    unwritten: usize,
}

#[derive(Deserialize, Serialize)]
struct File {
    format: u32,
    pages: BTreeMap<String, SeenPage>,
}

#[derive(Deserialize, Serialize)]
struct SeenPage {
    etag: Option<String>,
    modified: Option<String>,
    /// SHA-256 of the stored text that the page had.
    text: String,
}

impl SeenPages {
    /// What an earlier run wrote.
    pub fn read(root: &Path) -> SeenPages {
        let text = inside(root, FILE).ok().and_then(|file| fs::read(file).ok()).unwrap_or_default();
        let file = serde_json::from_slice(&text).ok().filter(|file: &File| file.format == 1);
        SeenPages { pages: file.map(|file| file.pages).unwrap_or_default(), unwritten: 0 }
    }

    /// What is known of a page, if it had the text with this hash.
    pub fn of(&self, address: &Url, text: &str) -> Seen {
        match self.pages.get(address.as_str()).filter(|page| page.text == text) {
            Some(page) => Seen { etag: page.etag.clone(), modified: page.modified.clone() },
            None => Seen::default(),
        }
    }

    /// Notes that a page has the text with this hash.
    pub fn note(&mut self, address: &Url, seen: Seen, text: String) {
        self.unwritten += 1;
        match seen {
            Seen { etag: None, modified: None } => {
                self.pages.remove(address.as_str());
            }
            Seen { etag, modified } => {
                self.pages.insert(address.to_string(), SeenPage { etag, modified, text });
            }
        }
    }

    /// Writes it where much has come together.
    pub fn write_some(&mut self, root: &Path) {
        if self.unwritten >= SOME {
            // It is tried again at the end, and the failure said there.
            let _ = self.write(root);
        }
    }

    /// Writes it, unless nothing is new. A site that cannot be written to is asked for all the same.
    pub fn write(&mut self, root: &Path) -> Result<(), Stop> {
        if self.unwritten == 0 || own_folder(root).is_none() {
            return Ok(());
        }
        self.unwritten = 0;
        let file = File { format: 1, pages: std::mem::take(&mut self.pages) };
        let text = serde_json::to_vec_pretty(&file).expect("a map of texts is JSON");
        self.pages = file.pages;
        write_whole(&inside(root, FILE)?, &text, Replace::Allowed)
    }
}
