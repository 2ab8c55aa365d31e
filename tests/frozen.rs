//! A site of this version, kept as it is: a newer program that knows a newer contract still gives these verdicts, addresses
//! and ids, since `contract = 1` is written in it. Nothing here is ever filled in anew: what fails here breaks a promise.

use postil::base::day::{Day, Now};
use postil::base::file::{SitePath, Tree};
use postil::render::address::LinkForm;
use postil::{Wanted, build};

const FILES: [(&str, &str); 4] = [
    (
        "site.toml",
        "title = \"Kept\"\nbase_url = \"https://kept.example/\"\ntime_zone = \"UTC\"\nlanguage = \"en\"\n\
         quotations = {contract = 1}\nfeeds = {authority = \"kept.example,2026\"}\n",
    ),
    ("content/publications.yaml", "- {key: quay, name: The Quay, language: en}\n"),
    (
        "content/sources/toll.md",
        "---\ntitle: Tolls\npublication: quay\ndate: 2026-02-03\n---\n\nThe toll will remain in force — as “before” — until further notice.\n\n\
         Boats below nine feet pay nothing, boats above pay 5,000 marks a year, and nobody at the quay may refuse.\n",
    ),
    (
        "content/commentary/a.md",
        "---\ntitle: Reading\ndate: 2026-02-10\n---\n\n> The toll will remain in force\n>\n> — [@toll, ¶1]\n\nOne.\n\n\
         > in force - as \"before\" - until\n>\n> — [@toll, ¶1]\n\nTwo.\n\n> [B]oats … pay 5,000 marks a year\n>\n> — [@toll, ¶2, omission checked]\n\nThree.\n\n\
         It said \"toll will stay in force\" [@toll, ¶1].\n\nIt said \"pay 5\" [@toll, ¶2].\n\nIt said \"nobody at the quay may [pass]\" [@toll, ¶2].\n\n\
         It said \"not at all\" [not verified: from memory].\n",
    ),
];

#[test]
fn a_site_of_contract_one_is_judged_as_it_was() {
    let mut tree = Tree::default();
    for (path, text) in FILES {
        tree.insert(SitePath::new(path).expect("a path"), text.as_bytes().to_vec());
    }
    let now = Now::Day(Day::new(2026, 11, 24).expect("a day"));
    let wanted = Wanted { now, drafts: false, future: false, base_url: None, links: LinkForm::Relative };
    build(&tree, &wanted, &|_| {}, |built| {
        let tally = built.tally;
        let counts = (tally.verbatim, tally.typography, tally.marked, tally.unverified, tally.rejected);
        let refused = built.report.iter().filter(|found| found.severity == postil::base::diagnostic::Severity::Error);
        let mut refused: Vec<(usize, &str)> = refused.map(|found| (found.place.start.line, found.code.name)).collect();
        refused.sort_unstable();
        assert_eq!(counts, (1, 1, 1, 1, 3));
        assert_eq!(refused, [(24, "quotation-altered"), (26, "quotation-edge"), (28, "quotation-brackets")]);
    });
    // Without what is refused, the addresses and ids of its passages.
    let text = FILES[3].1;
    let sound = &text[..text.find("It said").expect("it is there")];
    tree.insert(SitePath::new(FILES[3].0).expect("a path"), sound.as_bytes().to_vec());
    build(&tree, &wanted, &|_| {}, |built| {
        let plan = built.plan.expect("nothing is wrong with it");
        let at = plan.outputs().iter().position(|output| output.path == "commentary/a/index.html").expect("a page");
        let page = String::from_utf8(plan.make(at).expect("it is made").into_owned()).expect("it is text");
        let ids: Vec<&str> = page.split("id=\"q-").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(ids, ["4aktt5adr6", "jvlrgpu4mx", "cc742v6ukj"]);
    });
}
