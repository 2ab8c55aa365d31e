//! Arguments → command → exit code.

use super::args::{Arguments, Command};
use super::outcome::{Exit, Stop};
use super::{check, ingest, init, make, new, quote, terminal};
use crate::ingest::guard::FORGIVEN;
use clap::Parser;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::thread;

/// Runs the command that the arguments of the process name, and says why it stopped if it did.
pub fn run() -> Exit {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return wrong_usage(&error),
    };
    panic::set_hook(Box::new(say_fault));
    // The hook has said it; what stood on the disk stands.
    match panic::catch_unwind(AssertUnwindSafe(|| command(arguments))) {
        Ok(Ok(exit)) => exit,
        Ok(Err(stop)) => say_why(&stop),
        Err(_) => Exit::Machine,
    }
}

/// A fault of the program itself, in words for whoever has to report it; a backtrace where `RUST_BACKTRACE` asks for one.
///
/// A library may fail on what it does not know, where it is forgiven: what is said then is said by whoever asked it.
fn say_fault(fault: &PanicHookInfo) {
    if thread::current().name() == Some(FORGIVEN) {
        return;
    }
    let place = fault.location().map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
    let said = fault.payload_as_str().unwrap_or("no reason given");
    let trace = Backtrace::capture();
    let trace = if trace.status() == BacktraceStatus::Captured { format!("\n{trace}") } else { String::new() };
    let text = format!(
        "error: postil itself failed{place}: {}\nhelp: what was published stands; please report this line, with what \
         you did{trace}",
        terminal::printable(said)
    );
    // Nobody is left to tell where the error stream is gone.
    let _ = terminal::note(&text);
}

fn command(arguments: Arguments) -> Result<Exit, Stop> {
    let root = arguments.root.as_deref();
    match arguments.command {
        Command::Init(wanted) => init::init(&wanted),
        Command::Ingest(wanted) => ingest::ingest(root, &wanted),
        Command::Quote(wanted) => quote::quote(root, &wanted),
        Command::New(wanted) => new::new(root, &wanted.kind),
        Command::Build(wanted) => make::make(root, &wanted),
        #[cfg(feature = "serve")]
        Command::Serve(wanted) => super::serve::serve(root, &wanted),
        Command::Check(wanted) => check::check(root, &wanted),
        #[cfg(feature = "web")]
        Command::Recheck(wanted) => super::recheck::recheck(root, &wanted),
        Command::Rename(wanted) => super::rename::rename(root, &wanted),
        Command::Amend(wanted) => super::amend::amend(root, &wanted),
        Command::Completions(wanted) => completions(&wanted),
    }
}

fn completions(wanted: &super::args::Completions) -> Result<Exit, Stop> {
    use clap::CommandFactory;
    let mut script = Vec::new();
    clap_complete::generate(wanted.shell, &mut Arguments::command(), "postil", &mut script);
    terminal::say(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Clean)
}

/// Help and version are asked for; everything else clap says is wrong usage.
fn wrong_usage(error: &clap::Error) -> Exit {
    match error.print() {
        _ if error.use_stderr() => Exit::Usage,
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Exit::Machine,
        _ => Exit::Clean,
    }
}

fn say_why(stop: &Stop) -> Exit {
    let mut text = format!("\u{1b}[1;31merror\u{1b}[0m: {}", terminal::printable(&stop.message));
    if let Some(help) = &stop.help {
        text.push_str(&format!("\n\u{1b}[1;36mhelp\u{1b}[0m: {}", terminal::printable(help)));
    }
    // Where the error stream itself is gone there is nobody left to tell: the exit code speaks.
    match terminal::note(&text) {
        Ok(()) => stop.exit,
        Err(_) => Exit::Machine,
    }
}
