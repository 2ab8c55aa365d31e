//! Arguments → command → exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    postil::shell::run::run().into()
}
