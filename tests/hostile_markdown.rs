//! Markdown that nobody wrote by hand: it is read in time that grows with its length, on a small stack, without a panic.
#![allow(clippy::disallowed_methods, reason = "time is what is measured")]
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use postil::base::diagnostic::{Report, Severity};
use postil::base::file::{FileText, SitePath};
use postil::parse::markdown::{BodyContext, Keys, Notes, read_body, read_source, read_words};
use postil::parse::parts;
use std::time::{Duration, Instant};

/// For the slowest machine that builds the site, and a program that is not optimised.
const LONGEST: Duration = Duration::from_secs(20);

fn cases() -> Vec<(&'static str, String)> {
    let many = |text: &str, times: usize| text.repeat(times);
    vec![
        ("nested brackets", many("[", 10_000) + "a" + &many("]", 10_000)),
        ("open brackets", many("[", 50_000)),
        ("citations that open", many("[@a, ", 12_000)),
        ("nested citations", many("[@a ", 10_000) + &many("]", 10_000)),
        ("blockquotes in one line", many(">", 10_000) + " a"),
        ("blockquotes with lazy lines", many(">", 5_000) + &many(" a\n", 5_000)),
        ("deeper blockquotes", (1..400).map(|deep| many("> ", deep) + "a [@x, ¶3]\n").collect()),
        ("lists in one line", many("- ", 5_000) + "a"),
        ("deeper lists", (0..300).map(|deep| many("  ", deep) + "- a\n").collect()),
        ("emphasis", many("*a ", 12_000) + &many("a* ", 12_000)),
        ("nested emphasis", many("*a **b ", 20_000) + &many("c** d* ", 20_000)),
        ("links", many("[a](b) ", 75_000)),
        ("citations", many("[@a, ¶3] ", 25_000)),
        ("quoted citations", many("\"a b\" [@a, ¶3] and ", 12_000)),
        ("spans in one sentence", many("\"a b\" and ", 25_000) + "[@a]"),
        ("marks that open", many("\"a ", 50_000) + "[@a]"),
        ("marks that close", many("a\" ", 25_000) + "[@a]"),
        ("corner marks that open", many("「", 50_000) + "[@a]"),
        ("translations", many("\"a\" (b) ", 20_000) + "[@a, ¶3, my translation]"),
        ("open parentheses", "\"a\" ".to_owned() + &many("(", 25_000) + "[@a, ¶3, my translation]"),
        ("comments", many("<!-- a --> ", 12_000)),
        ("open comments", many("<!-- a ", 12_000)),
        ("comments of two lines with text", many("<!-- a\n--> b\n\n", 5_000)),
        ("tags", many("<b>a</b> ", 12_000)),
        ("open tags", many("<a ", 25_000)),
        ("open angles", many("<", 50_000)),
        ("blocks of html", many("<div>\n\n", 7_000)),
        ("tables", many("|a|b|c|d|e|f|g|h\n", 1) + &many("|-", 8) + "\n" + &many("|a|b|c|d|e|f|g|h\n", 20_000)),
        ("wide tables", many("|a", 5_000) + "\n" + &many("|-", 5_000) + "\n" + &many("|a\n", 300)),
        ("footnote marks", many("[^a]", 12_000) + "\n\n[^a]: b"),
        ("unknown footnotes", many("[^a] ", 20_000)),
        ("footnotes", (0..5_000).map(|n| format!("[^{n}]\n\n[^{n}]: \"a\" [@a]\n\n")).collect()),
        ("definitions", (0..20_000).map(|n| format!("[a{n}]: b\n")).collect::<String>() + &many("[a1] ", 20_000)),
        ("references until the limit", format!("[a]: {}\n\n{}\"b\" [@c, ¶3]", many("x", 12_000), many("[a] ", 100))),
        ("backticks", (1..1_000).map(|n| many("`", n) + " ").collect()),
        ("backslashes", many("\\", 50_000)),
        ("entities", many("&amp;", 25_000)),
        ("stars beside letters", many("가**나", 12_000)),
        ("every letter beside stars", ('가'..='힣').map(|c| format!(")**{c} ")).collect()),
        ("tildes", many("~a ~~b ", 12_000)),
        ("hard breaks", many("a  \n", 12_000)),
        ("soft line ends", many("국\n語\n", 12_000)),
        ("definition lists", many("a\n: b\n\n", 20_000)),
        (
            "control characters",
            (1..32_u8).map(char::from).filter(|c| !"\n\r\t".contains(*c)).collect::<String>()
                + "<b> ~a~ <!-- c --> [@a]: d",
        ),
        ("brackets that do not match", many("(", 100_000) + &many("]", 100_000)),
        ("at signs", many("@a ", 25_000)),
        ("round brackets", many("(@a, ¶3) ", 20_000)),
        ("one long word", many("a", 1_000_000)),
        ("one long line of Han", many("国", 75_000)),
        ("headings", many("# a {#b .c d=e}\n", 20_000)),
        ("rules under sentences", many("A b.\n---\n", 20_000)),
        ("bare line ends", many("\r", 12_000) + &many("\r\n", 12_000)),
    ]
}

#[test]
fn time_grows_with_length_and_the_stack_does_not() {
    let read = || {
        for (name, text) in cases() {
            let started = Instant::now();
            read_all(&text);
            let took = started.elapsed();
            println!("{took:>10.1?}  {name} ({} kB)", text.len() / 1000);
            assert!(took < LONGEST, "{name} took {took:?}");
        }
    };
    std::thread::Builder::new().stack_size(1 << 20).spawn(read).unwrap().join().unwrap();
}

fn read_all(text: &str) {
    let file = FileText::new(SitePath::new("a.md").unwrap(), text);
    let whole = 0..file.text().len();
    let mut report = Report::default();
    let context = BodyContext { keys: Keys::Optional, notes: Notes::Yes, uncited: Severity::Warning };
    let document = read_body(&file, whole.clone(), &context, &mut report);
    parts::divide(&document);
    read_source(&file, whole, &mut report);
    read_words(text);
}
