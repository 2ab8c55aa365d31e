use super::*;
use crate::shell::codes::FILE_NAME;

fn path(path: &str) -> SitePath {
    SitePath::new(path).unwrap()
}

fn place_of(file: &FileText, words: &str) -> Place {
    let start = file.text().find(words).unwrap();
    Place::of(file, start..start + words.len())
}

fn printed(diagnostics: &[Diagnostic], files: &[&Arc<FileText>]) -> String {
    let mut tree = Tree::default();
    for file in files {
        tree.insert(file.path().clone(), file.text().as_bytes().to_vec());
    }
    format!("{}\n", anstream::adapter::strip_str(&print(diagnostics, &tree)))
}

#[test]
fn both_places_are_shown_and_columns_are_right_in_every_script() {
    let commentary = FileText::new(
        path("content/commentary/tariffs.md"),
        "---\ntitle: x\n---\r\n\r\n> 장관은 관세가 6월에 인상될 것이라고 밝혔다. [@kim2026, ¶4]\n\n\tan 👩‍👩‍👧 \u{1b}[31m \"قالت\" x\n",
    );
    let source = FileText::new(path("content/sources/kim2026.md"), "장관은 관세가 5월에 인상될 것이라고 밝혔다.\n");
    let diagnostics = [
        Diagnostic::new(&FILE_NAME, place_of(&commentary, "6월에"), "`6월에` is not in the source, which has `5월에`")
            .related(place_of(&source, "장관은 관세가 5월에"), "the nearest passage, ¶4")
            .help("write the words of the source\nor mark the change with brackets"),
        Diagnostic::new(&FILE_NAME, place_of(&commentary, "قالت"), "an \u{1b}[31maside"),
    ];
    let expected = "\
error[file-name]: `6월에` is not in the source, which has `5월에`
 --> content/commentary/tariffs.md:5:11
  |
5 | > 장관은 관세가 6월에 인상될 것이라고 밝혔다. [@kim2026, ¶4]
  |                 ^^^^^
  |
 ::: content/sources/kim2026.md:1:1
  |
1 | 장관은 관세가 5월에 인상될 것이라고 밝혔다.
  | ------------------- the nearest passage, ¶4
  |
  = help: write the words of the source
          or mark the change with brackets

error[file-name]: an �[31maside
 --> content/commentary/tariffs.md:7:18
  |
7 |     an 👩👩👧 ␛[31m \"قالت\" x
  |                      ^^^^
";
    assert_eq!(printed(&diagnostics, &[&commentary, &source]), expected);
}

#[test]
fn a_problem_of_a_whole_file_has_a_place_and_no_lines() {
    let file = FileText::new(path("content/a.md"), "---\n");
    let whole = Diagnostic::new(&FILE_NAME, Place::file(file.path()), "it is no file").help("rename it");
    let expected = "error[file-name]: it is no file\n--> content/a.md:1:1\n = help: rename it\n";
    assert_eq!(printed(&[whole], &[&file]), expected);
}

#[test]
fn a_long_place_is_shown_by_its_first_lines() {
    let file = FileText::new(path("content/a.md"), &"> words\n".repeat(40));
    let all = Diagnostic::new(&FILE_NAME, Place::of(&file, 0..file.text().len()), "too much");
    assert_eq!(printed(&[all], &[&file]).lines().filter(|line| line.contains("> words")).count(), LINES);
}
