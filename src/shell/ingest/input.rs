//! What an editor gave: a file, or the standard input.

use crate::ingest::kind::{Kind, kind};
use crate::shell::outcome::Stop;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

/// More than this is no article.
const LIMIT: u64 = 16 << 20;

/// Pasted text.
pub struct Input {
    /// As messages name it.
    pub name: String,
    /// As the capture record names it: the name of the file, without the folders of this machine; `-` for the standard input.
    pub from: String,
    /// As received.
    pub bytes: Vec<u8>,
    /// The same as text.
    pub text: String,
    is_standard: bool,
}

impl Input {
    /// Whether a person is there to be asked, and the standard input is theirs to answer with.
    pub fn may_ask(&self) -> bool {
        !self.is_standard && io::stdin().is_terminal() && io::stdout().is_terminal()
    }
}

/// Reads a file, or the standard input for `-`.
pub fn read(file: &Path) -> Result<Input, Stop> {
    let is_standard = file == Path::new("-");
    let name = if is_standard { "the standard input".to_owned() } else { file.display().to_string() };
    refuse_address(&name)?;
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Stop::usage(format!("there is no file `{name}`")),
        io::ErrorKind::IsADirectory => Stop::usage(format!("`{name}` is a folder")),
        _ => Stop::at("read", file, &error),
    };
    let mut bytes = Vec::new();
    match is_standard {
        true => io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes),
        false => File::open(file).and_then(|open| open.take(LIMIT + 1).read_to_end(&mut bytes)),
    }
    .map_err(failed)?;
    if bytes.len() as u64 > LIMIT {
        return Err(Stop::usage(format!("`{name}` has more than {} MiB, which no article has", LIMIT >> 20)));
    }
    let text = text_of(&name, &bytes)?;
    let from = if is_standard { "-".to_owned() } else { file_name(file) };
    Ok(Input { name, from, bytes, text, is_standard })
}

fn text_of(name: &str, bytes: &[u8]) -> Result<String, Stop> {
    let how = "open it, select the article, copy it, save it as a text file, and ingest that";
    match kind(bytes) {
        Kind::Text(text) => Ok(text),
        Kind::Empty => Err(Stop::usage(format!("`{name}` is empty"))),
        Kind::Other(what) => {
            Err(Stop::usage(format!("`{name}` is {what}, and this version of postil reads pasted text only")).help(how))
        }
        Kind::NotText(at) => Err(Stop::usage(format!("`{name}` is not UTF-8 text: byte {} is none", at + 1))
            .help("save it again as UTF-8; most editors offer that under Save As")),
    }
}

fn refuse_address(name: &str) -> Result<(), Stop> {
    if !name.starts_with("http://") && !name.starts_with("https://") {
        return Ok(());
    }
    Err(Stop::usage("this version of postil reads pasted text only, not addresses")
        .help("open the page, select the article, copy it, save it as a text file, and ingest that"))
}

fn file_name(file: &Path) -> String {
    file.file_name().map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned())
}
