//! Every problem this wing can find, with all that the manual says of it: in the order of their names.

use crate::base::diagnostic::{Code, Severity};

/// All of them, for the manual.
pub const CODES: &[&Code] = &[
    &ADDRESS_INVALID,
    &ALIAS_INVALID,
    &CAPTURE_NAME,
    &CAPTURE_NEWER,
    &CAPTURE_ORPHAN,
    &CAPTURE_UNDATED,
    &CHARACTER_FORBIDDEN,
    &CONTRACT_UNKNOWN,
    &DATE_INVALID,
    &EDITION_EMPTY,
    &ENCODING_INVALID,
    &FEED_AUTHORITY,
    &FIELD_INVALID,
    &FIELD_MISSING,
    &FILE_STRAY,
    &FILE_TOO_LARGE,
    &FRONT_MATTER_MISSING,
    &FRONT_MATTER_UNCLOSED,
    &ID_INVALID,
    &ID_TAKEN,
    &KEY_DUPLICATE,
    &KEY_UNKNOWN,
    &LANGUAGE_INVALID,
    &MERGE_CONFLICT,
    &ROUTE_TAKEN,
    &SITE_MISSING,
    &THEME_BROKEN,
    &THEME_CYCLE,
    &THEME_SETTING,
    &THEME_UNKNOWN,
    &THEME_WORDS,
    &TIME_ZONE_UNKNOWN,
    &TOML_BROKEN,
    &TOPIC_TOO_DEEP,
    &YAML_BROKEN,
    &YAML_COMMENT,
    &YAML_FORBIDDEN,
];

/// An address cannot be published as it stands.
pub const ADDRESS_INVALID: Code = Code {
    name: "address-invalid",
    severity: Severity::Error,
    summary: "An address cannot be published as it stands.",
    why: "Readers would be sent nowhere, or a script would run when they click.",
    example: "url: www.example.org/article",
    cure: "Write the whole address with `http` or `https`, as a browser shows it.",
};

/// An old address or another name cannot be used.
pub const ALIAS_INVALID: Code = Code {
    name: "alias-invalid",
    severity: Severity::Error,
    summary: "An old address or another name cannot be used.",
    why: "Old links would end nowhere, and nobody would notice.",
    example: "aliases: [old/name]",
    cure: "Write an old address from the root of the site, `/old/name/`. Another name of a topic is a key or a path of keys, and belongs to one topic only.",
};

/// The name of an earlier capture does not say when it was retrieved.
pub const CAPTURE_NAME: Code = Code {
    name: "capture-name",
    severity: Severity::Error,
    summary: "The name of an earlier capture does not say when it was retrieved.",
    why: "Quotations are verified in the capture they name, so its name must be its day.",
    example: "content/sources/lantern-2026-03-14@march.md",
    cure: "Name the file by the day in `capture.retrieved`: `ID@2021-07-03.md`, or `ID@2021-07-03T1405.md` where a day has two.",
};

/// An earlier capture of a source is newer than its current text.
pub const CAPTURE_NEWER: Code = Code {
    name: "capture-newer",
    severity: Severity::Error,
    summary: "An earlier capture of a source is newer than its current text.",
    why: "The newest capture is the current text, and readers are shown it.",
    example: "",
    cure: "Exchange the two texts: `ID.md` is the newest, `ID@DAY.md` an earlier one.",
};

/// There is an earlier capture of a source, but no current text.
pub const CAPTURE_ORPHAN: Code = Code {
    name: "capture-orphan",
    severity: Severity::Error,
    summary: "There is an earlier capture of a source, but no current text.",
    why: "A source is its current text; without one its captures have no address.",
    example: "content/sources/lantern-2026-03-14@2026-03-14.md without content/sources/lantern-2026-03-14.md",
    cure: "Restore the current text `ID.md`, or rename the newest capture to `ID.md`.",
};

/// A source with several captures has one that does not say when it was retrieved.
pub const CAPTURE_UNDATED: Code = Code {
    name: "capture-undated",
    severity: Severity::Error,
    summary: "A source with several captures has one that does not say when it was retrieved.",
    why: "The captures of a source are put in order by that day.",
    example: "",
    cure: "Write `capture:` with `retrieved:` and the day into the front matter.",
};

/// A text holds a character that no page can hold.
pub const CHARACTER_FORBIDDEN: Code = Code {
    name: "character-forbidden",
    severity: Severity::Error,
    summary: "A text holds a character that no page can hold.",
    why: "Feeds and pages with it are refused by the programs that read them.",
    example: "",
    cure: "Remove the character; most often it came along when text was copied from a PDF.",
};

/// The site names a version of the quotation contract that this program does not know.
pub const CONTRACT_UNKNOWN: Code = Code {
    name: "contract-unknown",
    severity: Severity::Error,
    summary: "The site names a version of the quotation contract that this program does not know.",
    why: "What a newer contract refuses would pass.",
    example: "[quotations]\ncontract = 2",
    cure: "Use a newer postil, or write `contract = 1`.",
};

/// A date is not in the calendar or not written as year, month and day.
pub const DATE_INVALID: Code = Code {
    name: "date-invalid",
    severity: Severity::Error,
    summary: "A date is not in the calendar or not written as year, month and day.",
    why: "A date read wrongly puts an entry on the wrong day of the archive.",
    example: "date: 2026-02-30",
    cure: "Write `2026-06-30`. A source may also have `2026-06` or `2026`.",
};

/// An edition does not say which commentaries it gathers.
pub const EDITION_EMPTY: Code = Code {
    name: "edition-empty",
    severity: Severity::Warning,
    summary: "An edition does not say which commentaries it gathers.",
    why: "Its page would be empty but for the introduction.",
    example: "title: First issue\ndate: 2026-03-31",
    cure: "Write `commentary:` with the ids in order, or `from:` and `to:` with two days.",
};

/// A file is not UTF-8 text.
pub const ENCODING_INVALID: Code = Code {
    name: "encoding-invalid",
    severity: Severity::Error,
    summary: "A file is not UTF-8 text.",
    why: "Letters with accents and other scripts would be shown as other characters.",
    example: "",
    cure: "Save the file as UTF-8; editors offer it under *Save as* or *Encoding*.",
};

/// Ids of feed entries are made from the address of the site.
pub const FEED_AUTHORITY: Code = Code {
    name: "feed-authority",
    severity: Severity::Note,
    summary: "`site.toml` does not say what the ids of feed entries begin with, so they are made from `base_url`.",
    why: "With another address every entry would be new to the programs of readers.",
    example: "",
    cure: "Write the line that the message shows under `[feeds]`, and never change it.",
};

/// The value of a key is not of the kind that the key wants.
pub const FIELD_INVALID: Code = Code {
    name: "field-invalid",
    severity: Severity::Error,
    summary: "The value of a key is not of the kind that the key wants.",
    why: "What cannot be read cannot be shown.",
    example: "draft: yes",
    cure: "Write what the message says.",
};

/// A key that must be there is missing or has no value.
pub const FIELD_MISSING: Code = Code {
    name: "field-missing",
    severity: Severity::Error,
    summary: "A key that must be there is missing or has no value.",
    why: "A page without title or date has no place in any list.",
    example: "---\ntitle: Weighed and found\n---",
    cure: "Add the line that the message shows.",
};

/// A file in `content/` is in a place or of a kind that postil does not read.
pub const FILE_STRAY: Code = Code {
    name: "file-stray",
    severity: Severity::Warning,
    summary: "A file in `content/` is in a place or of a kind that postil does not read.",
    why: "It would be missing on the site, and nobody would notice.",
    example: "content/commentary/notes.docx",
    cure: "Move or rename the file as the message says, or take it out of `content/`.",
};

/// A text file is larger than postil reads.
pub const FILE_TOO_LARGE: Code = Code {
    name: "file-too-large",
    severity: Severity::Error,
    summary: "A text file is larger than postil reads.",
    why: "A file of this size is no article; most often it is a picture or an archive with the wrong name.",
    example: "",
    cure: "Split the file, or move it out of `content/`.",
};

/// A Markdown file does not begin with front matter.
pub const FRONT_MATTER_MISSING: Code = Code {
    name: "front-matter-missing",
    severity: Severity::Error,
    summary: "A Markdown file does not begin with front matter.",
    why: "Without it the file has no title and no place.",
    example: "Text without a title.",
    cure: "Begin the file with a line `---`, the keys, and another line `---`.",
};

/// The front matter of a file has no end.
pub const FRONT_MATTER_UNCLOSED: Code = Code {
    name: "front-matter-unclosed",
    severity: Severity::Error,
    summary: "The front matter of a file has no end.",
    why: "All of the text would be read as settings.",
    example: "---\ntitle: Weighed and found\n\nThe text.",
    cure: "Put a line `---` between the keys and the text.",
};

/// An id or key has characters that are not allowed.
pub const ID_INVALID: Code = Code {
    name: "id-invalid",
    severity: Severity::Error,
    summary: "An id or key has characters that are not allowed.",
    why: "People type ids in citations and addresses, on any keyboard.",
    example: "content/commentary/My Commentary.md",
    cure: "Use lower-case letters a to z, digits and hyphens; titles and labels may be in any script.",
};

/// Two things of one kind have the same id or key.
pub const ID_TAKEN: Code = Code {
    name: "id-taken",
    severity: Severity::Error,
    summary: "Two things of one kind have the same id or key.",
    why: "A citation of it would have two meanings.",
    example: "content/commentary/2025/scales.md and content/commentary/2026/scales.md",
    cure: "Rename one of the two.",
};

/// A key stands twice in one place.
pub const KEY_DUPLICATE: Code = Code {
    name: "key-duplicate",
    severity: Severity::Error,
    summary: "A key stands twice in one place.",
    why: "Only one of the two values could count, and the other would be lost.",
    example: "title: Weighed\ntitle: Weighed and found",
    cure: "Keep one of the two.",
};

/// A key is not known here.
pub const KEY_UNKNOWN: Code = Code {
    name: "key-unknown",
    severity: Severity::Error,
    summary: "A key is not known here.",
    why: "A key with a slip of the pen would have no effect, and nobody would notice.",
    example: "tittle: Weighed and found",
    cure: "Write the key that the message offers. Keys of your own go under `extra:`.",
};

/// A language is not written as its tag.
pub const LANGUAGE_INVALID: Code = Code {
    name: "language-invalid",
    severity: Severity::Error,
    summary: "A language is not written as its tag.",
    why: "The language decides how words are compared, dates written and lists sorted.",
    example: "language: english",
    cure: "Write a BCP 47 tag: `en`, `ko`, `zh-Hant`, `pt-BR`.",
};

/// A file holds both sides of a conflict that git could not merge.
pub const MERGE_CONFLICT: Code = Code {
    name: "merge-conflict",
    severity: Severity::Error,
    summary: "A file holds both sides of a conflict that git could not merge.",
    why: "Both versions would be published, marks and all.",
    example: "<<<<<<< HEAD\ntitle: Weighed\n=======\ntitle: Weighed and found\n>>>>>>> edits",
    cure: "Keep the lines you want and remove the three lines of marks.",
};

/// Two files or pages have the same address, or differ only in case or Unicode form.
pub const ROUTE_TAKEN: Code = Code {
    name: "route-taken",
    severity: Severity::Error,
    summary: "Two files or pages have the same address, or differ only in case or Unicode form.",
    why: "Only one of the two could be published.",
    example: "content/pages/About.md and content/pages/about.md",
    cure: "Rename one of the two.",
};

/// The folder has no `site.toml`.
pub const SITE_MISSING: Code = Code {
    name: "site-missing",
    severity: Severity::Error,
    summary: "The folder has no `site.toml`.",
    why: "It names the title, address and time zone that every page needs.",
    example: "",
    cure: "Run postil in the folder of the site, or make one with `postil init`.",
};

/// A file of a theme cannot be read.
pub const THEME_BROKEN: Code = Code {
    name: "theme-broken",
    severity: Severity::Error,
    summary: "A file of a theme cannot be read.",
    why: "What it says would be lost without a word.",
    example: "parnet = \"folio\" in themes/ink/theme.toml",
    cure: "Mend the line that the message names.",
};

/// A theme is its own parent, over however many others.
pub const THEME_CYCLE: Code = Code {
    name: "theme-cycle",
    severity: Severity::Error,
    summary: "A theme is among its own parents.",
    why: "No order of looking up its templates exists.",
    example: "parent = \"ink\" in themes/ink/theme.toml",
    cure: "Take the line `parent` out of one theme of the ring.",
};

/// `[theme_settings]` sets what the theme does not have.
pub const THEME_SETTING: Code = Code {
    name: "theme-setting",
    severity: Severity::Error,
    summary: "A setting of the theme names a property that none of its style sheets declares.",
    why: "The setting would do nothing, in silence.",
    example: "[theme_settings]\npencli = \"#8a1c4a\"",
    cure: "Write the name of the property as the style sheet has it, without the two hyphens.",
};

/// The theme named is not there.
pub const THEME_UNKNOWN: Code = Code {
    name: "theme-unknown",
    severity: Severity::Error,
    summary: "A theme is named that does not exist.",
    why: "The site would be shown in a theme nobody chose.",
    example: "theme = \"foilo\"",
    cure: "Name a folder of `themes/`, or `folio`, which is built in.",
};

/// A file of interface words is not as it should be.
pub const THEME_WORDS: Code = Code {
    name: "theme-words",
    severity: Severity::Error,
    summary: "A file of words of the interface has a wrong name or a word without its form `other`.",
    why: "A page would be without its wording.",
    example: "notes = { one = \"{count} note\" }",
    cure: "Name the file by its language, and give each counted word at least the form `other`.",
};

/// The time zone has a name that is not in the zone data.
pub const TIME_ZONE_UNKNOWN: Code = Code {
    name: "time-zone-unknown",
    severity: Severity::Error,
    summary: "The time zone has a name that is not in the zone data.",
    why: "The day in the site's zone decides what is published.",
    example: "time_zone = \"Paris\"",
    cure: "Write the name of the zone data, a region and a city: `Europe/Paris`.",
};

/// A TOML file cannot be read.
pub const TOML_BROKEN: Code = Code {
    name: "toml-broken",
    severity: Severity::Error,
    summary: "A TOML file cannot be read.",
    why: "Nothing of the file can be trusted.",
    example: "title = Our digest",
    cure: "Mend the line that the message names; text stands in quotation marks.",
};

/// A topic lies too deep in the vocabulary.
pub const TOPIC_TOO_DEEP: Code = Code {
    name: "topic-too-deep",
    severity: Severity::Error,
    summary: "A topic lies too deep in the vocabulary.",
    why: "Its address and its place in lists would be of no use to a reader.",
    example: "",
    cure: "Move the topic up, or leave out a level above it.",
};

/// The front matter or a vocabulary is not YAML.
pub const YAML_BROKEN: Code = Code {
    name: "yaml-broken",
    severity: Severity::Error,
    summary: "The front matter or a vocabulary is not YAML.",
    why: "Nothing of the file can be trusted.",
    example: "title: Weighed: and found",
    cure: "Mend the line that the message names; put quotation marks round text with a colon.",
};

/// The end of a value is read as a comment.
pub const YAML_COMMENT: Code = Code {
    name: "yaml-comment",
    severity: Severity::Warning,
    summary: "The end of a value is read as a comment.",
    why: "The words after `#` would be missing from the page, and nobody would notice.",
    example: "title: Press review #3",
    cure: "Put the value in quotation marks, or a blank after `#` where it is a comment.",
};

/// The file uses a part of YAML that postil does not read.
pub const YAML_FORBIDDEN: Code = Code {
    name: "yaml-forbidden",
    severity: Severity::Error,
    summary: "The file uses a part of YAML that postil does not read.",
    why: "Anchors, aliases and tags make a value something else than its characters.",
    example: "title: *Weighed* and found",
    cure: "Put text that begins with `*`, `&` or `!` in quotation marks.",
};

#[cfg(test)]
mod tests {
    use super::CODES;

    #[test]
    fn codes_stand_in_the_order_of_their_names_and_say_what_the_manual_needs() {
        assert!(CODES.is_sorted_by_key(|code| code.name), "put each code where its name belongs");
        for code in CODES {
            assert!(code.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", code.name);
            for sentence in [code.summary, code.why, code.cure] {
                assert!(sentence.ends_with('.') || sentence.contains(". "), "{}: {sentence}", code.name);
            }
        }
    }
}
