//! Makes the program again when a file of the default theme comes or goes: the theme is built in.

#[expect(clippy::disallowed_macros, reason = "cargo is told by what is printed")]
fn main() {
    println!("cargo::rerun-if-changed=themes/folio");
}
