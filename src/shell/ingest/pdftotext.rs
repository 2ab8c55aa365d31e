//! `pdftotext`, the program of Poppler, for a PDF that the library cannot read: asked where it is installed, never needed.

use crate::ingest::limits::Limits;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Its name, and the name of its file.
const PROGRAM: &str = "pdftotext";

/// The text that it takes out of a PDF, and its name and version; `None` where it is not installed, takes too long, or fails.
pub fn text_of(bytes: &[u8], limits: &Limits) -> Option<(String, String)> {
    let version = version()?;
    let mut file = tempfile::NamedTempFile::new().ok()?;
    file.write_all(bytes).and_then(|()| file.flush()).ok()?;
    // In the order of the page (`-raw`): it keeps hyphens and columns, which its other orders lose.
    let mut command = Command::new(PROGRAM);
    command.args(["-q", "-raw", "-enc", "UTF-8", "-l"]).arg((limits.pdf_pages + 1).to_string());
    command.arg(file.path()).arg("-");
    let output = output(command, limits.size.saturating_mul(2), Duration::from_secs(limits.seconds))?;
    Some((String::from_utf8(output).ok()?, format!("{PROGRAM} {version}")))
}

/// `pdftotext version 24.02.0`, on the first line of what it says.
fn version() -> Option<String> {
    let mut command = Command::new(PROGRAM);
    command.arg("-v").stdin(Stdio::null());
    let said = command.output().ok()?;
    let said = [said.stderr, said.stdout].concat();
    let said = String::from_utf8_lossy(&said);
    let version = said.lines().next()?.rsplit(' ').next()?;
    let is_version = version.starts_with(|first: char| first.is_ascii_digit()) && version.len() < 20;
    is_version.then(|| version.to_owned())
}

/// What a program writes, if it ends well in time and writes no more than `most` bytes.
fn output(mut command: Command, most: usize, patience: Duration) -> Option<Vec<u8>> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let mut out = child.stdout.take()?.take(most as u64 + 1);
    let reading = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        out.read_to_end(&mut bytes).map(|_| bytes).ok()
    });
    let is_well = ends_well(&mut child, patience, || reading.is_finished());
    if !is_well {
        // It may have ended by itself in between.
        let _ = child.kill();
        let _ = child.wait();
    }
    let bytes = reading.join().ok()??;
    (is_well && bytes.len() <= most).then_some(bytes)
}

fn ends_well(child: &mut Child, patience: Duration, is_read: impl Fn() -> bool) -> bool {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            // It writes more than is read.
            Ok(None) if is_read() && start.elapsed() > Duration::from_secs(1) => return false,
            Ok(None) if start.elapsed() < patience => std::thread::sleep(Duration::from_millis(10)),
            _ => return false,
        }
    }
}
